"""Logging in and out, and the accounts page of an admin."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.access import SESSION_COOKIE, demand_role, find_user
from dragoman.desk.accounts import ROLES, SESSION_SECONDS, Accounts, TooMany
from dragoman.desk.forms import Form, read_form
from dragoman.desk.security import is_token
from dragoman.desk.web import NotFound, desk_of
from dragoman.errors import UsageError

MOST_NOTES = 100


def accounts_of(request: Request) -> Accounts:
    """The accounts of the desk.  Raises: NotFound: it is open to this machine alone and has none."""
    accounts = desk_of(request).accounts
    if accounts is None:
        raise NotFound("this desk is open to this machine alone and has no accounts", request.url.path)
    return accounts


def show_login(request: Request) -> Response:
    """The form; those who are in go on."""
    accounts_of(request)
    return RedirectResponse("/", 303) if find_user(request) else login_page(request)


def login_page(request: Request, problem: str = "", status: int = 200) -> Response:
    """The form and what was wrong."""
    return desk_of(request).page(request, "login.html", status, problem=problem)


async def log_in(request: Request) -> Response:
    """Checks name and password; five wrong ones must wait."""
    from starlette.concurrency import run_in_threadpool

    accounts = accounts_of(request)
    async with request.form(max_files=0, max_fields=4, max_part_size=2000) as data:
        fields = (await read_form(None, data)).fields  # type: ignore[arg-type]
    if not is_token(request, fields.get("token", "")):
        return login_page(request, "The form is out of date; please try again", 403)
    address = request.client.host if request.client else ""
    try:
        key = await run_in_threadpool(accounts.log_in, fields.get("name", ""), fields.get("password", ""), address)
    except TooMany as error:
        response = login_page(request, "Too many wrong passwords; please wait", 429)
        response.headers["retry-after"] = str(error.seconds)
        return response
    if key is None:
        return login_page(request, "Name or password is wrong", 403)
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION_COOKIE, key, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
    return response


def log_out(request: Request, form: Form) -> Response:
    """Ends the session."""
    accounts_of(request).log_out(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def show_accounts(request: Request) -> Response:
    """Who may enter, with which role, and the log; for admins."""
    demand_role(request, "admin")
    return accounts_page(request)


def accounts_page(request: Request, token: str = "") -> Response:
    """The list, the log, and a token that was just made: it is shown once."""
    accounts = accounts_of(request)
    notes = [
        {"at": time.strftime("%Y-%m-%d %H:%M", time.gmtime(at)), "name": name, "address": address, "what": what}
        for at, name, address, what in accounts.log(MOST_NOTES)
    ]
    return desk_of(request).page(request, "accounts.html", users=accounts.users(), roles=ROLES, made=token, notes=notes)


def change_account(request: Request, form: Form) -> Response:
    """Adds, changes or removes an account, or makes a token for it."""
    accounts, name, what = accounts_of(request), form.read("name"), form.read("what")
    address = request.client.host if request.client else ""
    if what == "add":
        accounts.add(name, form.fields.get("password", ""), form.read("role"))  # type: ignore[arg-type]
    elif what == "remove":
        if name == form.user.name:
            raise UsageError("you cannot remove yourself; let another admin do it", "accounts")
        accounts.remove(name)
    elif what == "token":
        made = accounts.make_token(name, form.read("label"))
        accounts.note(form.user.name, address, f"made a token for {name}")
        return accounts_page(request, made)
    elif what == "drop":
        accounts.drop_tokens(name)
    else:
        raise UsageError(f"{what!r} is nothing that can be done with an account", "accounts")
    accounts.note(form.user.name, address, f"{what} {name}")
    return RedirectResponse("/accounts", 303)
