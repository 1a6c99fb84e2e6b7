"""What keeps the desk safe: headers, known hosts, limits of size, a token in every form, loopback only."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import UsageError

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
MAX_BODY_BYTES = 12_000_000  # ten uploads of a megabyte and their frame; reports are far smaller
TOKEN_COOKIE = "dragoman_token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class TooLarge(Exception):
    """A request body above the limit."""


class Guard:
    """Middleware around the whole desk.

    Refuses hosts it does not know (a page of a stranger cannot reach the desk by a rebound name), forms from other
    sites and bodies above `max_body` bytes; puts the safety headers on every answer.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOCAL_HOSTS, max_body: int = MAX_BODY_BYTES) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self.find_refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self.app(scope, self._limited(receive), _with_headers(send))

    def find_refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that must not go on; None for a good one."""
        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self.hosts:
            return Response("unknown host\n", 421, media_type="text/plain")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.max_body:
            return Response("too large\n", 413, media_type="text/plain")
        if scope["method"] not in SAFE_METHODS and not is_same_site(headers):
            return Response("a form from another site\n", 403, media_type="text/plain")
        return None

    def _limited(self, receive: Receive) -> Receive:
        """The body without a stated length is counted as it comes."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_body:
                raise TooLarge
            return message

        return counted


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return answer


def host_name(header: str) -> str:
    """The host of a Host header, without its port."""
    if header.startswith("["):
        return header.split("]")[0] + "]"
    return header.rsplit(":", 1)[0].lower()


def is_same_site(headers: Headers) -> bool:
    """Whether a form comes from our own page, as far as the browser says."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.split("://")[-1] == headers.get("host")


def make_token() -> str:
    """A token for the forms of one browser."""
    return secrets.token_urlsafe(24)


def find_token(request: Request) -> str:
    """The token of this browser, the same through one request; made where there is none."""
    if not hasattr(request.state, "token"):
        request.state.token = request.cookies.get(TOKEN_COOKIE) or make_token()
    return str(request.state.token)


def keep_token(request: Request, response: Response) -> None:
    """Gives the browser its token where it has none yet."""
    if TOKEN_COOKIE not in request.cookies and hasattr(request.state, "token"):
        response.set_cookie(
            TOKEN_COOKIE, find_token(request), httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )


def is_token(request: Request, given: str) -> bool:
    """Whether the token of a form is that of the browser."""
    kept = request.cookies.get(TOKEN_COOKIE, "")
    return bool(kept) and hmac.compare_digest(kept.encode(), given.encode())


def check_host(host: str) -> str:
    """The address to listen on.

    Raises: UsageError: the address can be reached from other machines, and the desk has no accounts yet.
    """
    if is_loopback(host):
        return host
    raise UsageError(
        f"{host!r} can be reached from other machines and the desk has no accounts; use 127.0.0.1, "
        "and an SSH tunnel or a reverse proxy with a login for others",
        "desk --host",
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def safe_link(url: str | None) -> str:
    """An address of a report that may be linked: http and https only; "" for any other."""
    address = (url or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else ""
