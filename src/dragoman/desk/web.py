"""What every page of the desk shares: the record, the templates, the way a page is answered."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman.desk import access, security
from dragoman.desk import language as languages
from dragoman.desk.accounts import Accounts
from dragoman.desk.words import say_word
from dragoman.errors import DragomanError
from dragoman.model import Reading
from dragoman.record import Query, Record
from dragoman.settings import Settings

SECTIONS = (
    ("/", "Timeline"),
    ("/commitments", "Commitments"),
    ("/sides", "Sides"),
    ("/formats", "Formats"),
    ("/people", "People"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/compare", "Compare"),
    ("/briefing", "Briefing"),
    ("/watch", "Watch lists"),
    ("/review", "Review"),
    ("/add", "Add"),
)
CHOICES_SECONDS = 10.0
MOST_COUNTED = 10_000  # encounters that are counted where no counts are kept beforehand
CACHED = 512  # answers kept for one version of the record
THEME_COOKIE = "dragoman_theme"
YEAR_SECONDS = 31_536_000
Reader = Callable[..., Reading]
T = TypeVar("T")


class NotFound(DragomanError):
    """Something that the record does not hold."""

    status = 404


@dataclass(slots=True)
class Desk:
    """A desk over one record; `reader` reads what is added, None where nothing can be added."""

    record: Record
    reader: Reader | None = None
    settings: Settings = field(default_factory=Settings)
    accounts: Accounts | None = None
    today: Callable[[], date] = date.today
    templates: Environment = field(default_factory=lambda: make_templates())
    kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    kept_version: int = -1
    choices: dict[Query, tuple[float, dict[str, dict[str, int]]]] = field(default_factory=dict)

    def keep(self, key: tuple[object, ...], compute: Callable[[], T]) -> T:
        """What `compute` gives, computed once for each version of the record."""
        version = self.record.version()
        if version != self.kept_version or len(self.kept) >= CACHED:
            self.kept, self.kept_version = {}, version
        kept = self.kept
        if key not in kept:
            kept[key] = compute()
        found: T = kept[key]
        return found

    def count(self, query: Query) -> int:
        """How many encounters a query asks for; where that is not kept beforehand, see `is_more`, up to a bound."""
        return self.keep(("count", query), lambda: self.record.count(query, MOST_COUNTED + 1))

    def count_choices(self, query: Query) -> dict[str, dict[str, int]]:
        """Counts for the lists of filters, at most `CHOICES_SECONDS` old: an ingest changes them with every report."""
        now = time.monotonic()
        at, found = self.choices.get(query, (-CHOICES_SECONDS, {}))
        if now - at >= CHOICES_SECONDS:
            found = self.record.facets(query)
            if len(self.choices) >= CACHED:
                self.choices.clear()
            self.choices[query] = (now, found)
        return found

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page in the language of the reader, with the frame's values filled in."""
        language = languages.choose_language(request)
        frame = {
            "language": language,
            "languages": languages.LANGUAGES,
            "theme": choose_theme(request),
            "sections": SECTIONS,
            "section": find_section(request.url.path),
            "search_words": request.query_params.get("words", "") if request.url.path == "/search" else "",
            "preference": lambda name, value: preference_link(request, name, value),
            "request": request,
            "token": security.find_token(request),
            "user": access.find_user(request),
        }
        html = self.templates.get_template(template).render({**frame, **values})
        response = HTMLResponse(html, status)
        response.headers["vary"] = "Accept-Language, Cookie"
        response.headers["cache-control"] = "private, no-cache"
        security.keep_token(request, response)
        return response


def is_more(count: int) -> bool:
    """Whether a count stands for any number above the bound up to which is counted."""
    return count == MOST_COUNTED + 1


def say_count(count: int) -> str:
    """A number of encounters: «> 10000» for more than are counted."""
    return f"> {MOST_COUNTED}" if is_more(count) else str(count)


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def make_templates() -> Environment:
    """The templates with everything that they may call; what is printed is escaped."""
    templates = Environment(
        loader=PackageLoader("dragoman.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    templates.globals.update(link=link, static=static_link, path=path_link)
    templates.filters.update(side=_side, day=_day, word=_word, number=_number)
    return templates


@pass_context
def _gettext(context: Context, message: str) -> str:
    return languages.translate(context["language"], message)


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    """Forms by number: a language of ours gives them as «{one}|{few}|{many}» under the singular."""
    language = context["language"]
    if language == "en":
        return one if count == 1 else many
    forms = languages.translate(language, f"{one}|{many}").split("|")
    return forms[languages.plural_form(language, count, len(forms))]


@pass_context
def _side(context: Context, code: str | None) -> str:
    return languages.name_side(code, context["language"])


@pass_context
def _day(context: Context, value: str | None) -> str:
    return languages.say_date(value, context["language"])


@pass_context
def _word(context: Context, value: str | None) -> str:
    return say_word(value, context["language"])


@pass_context
def _number(context: Context, value: float) -> str:
    return languages.say_number(value, context["language"])


def link(where: str, **parameters: object) -> str:
    """An address with its parameters; the empty ones are left out."""
    given = {name: value for name, value in parameters.items() if value not in (None, "", ())}
    return f"{where}?{urlencode(given, doseq=True)}" if given else where


def path_link(*parts: object) -> str:
    """An address of parts, each quoted whole: a slash in a name stays a name."""
    return "/" + "/".join(quote(str(part), safe="+") for part in parts)


@cache
def static_link(name: str) -> str:
    """The address of a file of ours, with its content's hash so that it may be kept for ever."""
    content = (files("dragoman.desk") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def choose_theme(request: Request) -> Literal["", "light", "dark"]:
    """The theme chosen by hand; "" follows the system."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    if chosen == "dark":
        return "dark"
    return "light" if chosen == "light" else ""


def find_section(path: str) -> str:
    """The section of the menu that a page belongs to; "" for none."""
    first = "/" + path.strip("/").split("/")[0]
    return next((href for href, label in SECTIONS if href == first), "")


def preference_link(request: Request, name: str, value: str) -> str:
    """The link that keeps a choice and comes back to this page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return link("/preferences", **{name: value, "back": request.url.path + query})


def keep_preference(request: Request) -> Response:
    """Keeps language and theme in cookies and goes back where the reader was."""
    back = request.query_params.get("back", "/")
    is_ours = back.startswith("/") and not back.startswith("//") and "\\" not in back
    response = RedirectResponse(back if is_ours else "/", 303)
    for name, cookie, allowed in (
        ("lang", languages.COOKIE, tuple(languages.LANGUAGES)),
        ("theme", THEME_COOKIE, ("light", "dark")),
    ):
        value = request.query_params.get(name)
        if value in allowed:
            response.set_cookie(cookie, value, max_age=YEAR_SECONDS, samesite="lax", httponly=True)
    return response
