"""What every form shares: its fields read within limits, its token checked, the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.access import Forbidden, demand_role
from dragoman.desk.accounts import Role, User
from dragoman.desk.security import is_token
from dragoman.errors import UsageError

MAX_FIELDS = 40
MAX_FILES = 20
MAX_FIELD_BYTES = 1_000_000
MAX_WORDS = 500  # characters of a field that is no text of a report


@dataclass(frozen=True, slots=True)
class Form:
    """A checked form: who sent it, its fields, its files as (name, content)."""

    user: User
    fields: dict[str, str]
    lists: dict[str, list[str]]
    files: tuple[tuple[str, bytes], ...] = ()

    def read(self, name: str, limit: int = MAX_WORDS) -> str:
        """A field, trimmed; "" where it is absent.  Raises: UsageError: it is longer than the limit."""
        value = self.fields.get(name, "").strip()
        if len(value) > limit:
            raise UsageError(f"{name} has {len(value)} characters; give {limit} at most", name)
        return value


def take_form(role: Role, handle: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads the form, checks role and token, and answers off the event loop.

    The endpoint raises: NoUser, Forbidden: the user may not, or the token is not this browser's.
    """

    async def answer(request: Request) -> Response:
        user = demand_role(request, role)
        async with request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES) as data:
            form = await read_form(user, data)
        if not is_token(request, form.fields.get("token", "")):
            raise Forbidden("the form is out of date; open the page again and repeat", request.url.path)
        return await run_in_threadpool(handle, request, form)

    return answer


async def read_form(user: User, data: FormData) -> Form:
    """The fields and files of a form."""
    fields: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    found = []
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                found.append((value.filename[:200], await value.read()))
        else:
            fields[name] = value
            lists.setdefault(name, []).append(value)
    return Form(user, fields, lists, tuple(found))


def go_back(form: Form, default: str = "/") -> Response:
    """Back to the page of ours that the form was on."""
    back = form.read("back", 2000)
    return RedirectResponse(back if is_own(back) else default, 303)


def is_own(address: str) -> bool:
    """Whether an address leads to a page of ours: a path, not another host."""
    return address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address
