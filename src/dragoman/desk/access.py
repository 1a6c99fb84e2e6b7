"""Who asks and what they may do: the local user on a desk of this machine alone, an account on any other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.desk.accounts import Accounts, Role, User
from dragoman.errors import DragomanError

LOCAL = User("local", "admin")
SESSION_COOKIE = "dragoman_session"
OPEN_PATHS = ("/login", "/static/", "/preferences")
Endpoint = Callable[[Request], Awaitable[Response]]


class Forbidden(DragomanError):
    """Something that the role of the user does not allow."""

    status = 403


class NoUser(DragomanError):
    """A request without a valid session or token."""

    status = 401


class Gate:
    """Middleware: finds the user of each request; sends strangers to the login, or answers 401 under /api."""

    def __init__(self, app: ASGIApp, accounts: Accounts | None) -> None:
        self.app = app
        self.accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        user = LOCAL if self.accounts is None else identify_user(request, self.accounts)
        scope.setdefault("state", {})["user"] = user
        if user is None and not request.url.path.startswith((*OPEN_PATHS, "/api")):
            await RedirectResponse("/login", 303)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def identify_user(request: Request, accounts: Accounts) -> User | None:
    """The user of a session cookie or of a token in `Authorization: Bearer`; None for a stranger."""
    scheme, _blank, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return accounts.user_of_token(token.strip())
    key = request.cookies.get(SESSION_COOKIE)
    return accounts.user_of_session(key) if key else None


def find_user(request: Request) -> User | None:
    """Who asks; None for a stranger."""
    user = getattr(request.state, "user", None)
    return user if isinstance(user, User) else None


def demand_role(request: Request, role: Role) -> User:
    """The user, who must have a role.  Raises: NoUser: a stranger. Forbidden: a lower role."""
    user = find_user(request)
    if user is None:
        raise NoUser("log in, or send a token in Authorization: Bearer", request.url.path)
    if not user.may(role):
        raise Forbidden(f"{user.name} is {user.role}; this needs {role}", request.url.path)
    return user
