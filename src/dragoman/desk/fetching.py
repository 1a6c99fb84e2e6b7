"""Fetches a page that a user names, and nothing else: no address inside the network, no endless or strange answer."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from dragoman.errors import InputError

MAX_BYTES = 4_000_000
MAX_SECONDS = 20.0  # for the whole page, redirects included
MAX_REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 65_536
Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the last address, its type and bytes."""

    url: str
    kind: str
    body: bytes


def fetch_page(url: str, resolve: Resolver | None = None, ports: dict[str, int] | None = None) -> Page:
    """The page of an address.

    Args: resolve, ports: for tests; host and port -> addresses, and the ports that may be asked.
    Raises: InputError: an address of no web page, inside the network, too large, too slow, or no text.
    """
    deadline = time.monotonic() + MAX_SECONDS
    for _step in range(MAX_REDIRECTS + 1):
        host, address, port = check_url(url, resolve or resolve_host, ports or PORTS)
        answer = ask_page(url, host, address, port, deadline)
        if isinstance(answer, Page):
            return answer
        url = urljoin(url, answer)
    raise InputError(f"more than {MAX_REDIRECTS} redirects; give the page's own address", url)


def check_url(url: str, resolve: Resolver, ports: dict[str, int]) -> tuple[str, str, int]:
    """Host, checked address and port of a web address.

    Raises: InputError: another scheme or port, a name and password in it, a host inside the network or unknown.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError("no web address; give one such as https://example.org/news/1", url) from None
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise InputError("no web address; give one such as https://example.org/news/1", url)
    port = port or PORTS[parts.scheme]
    if port not in ports.values():
        raise InputError(f"port {port} is not asked; give a page on the usual port", url)
    addresses = resolve(parts.hostname, port)
    if not addresses:
        raise InputError(f"there is no host {parts.hostname!r}; check the address", url)
    for address in addresses:
        if not is_public(address):
            raise InputError(f"{parts.hostname!r} is inside the network; save the page and give its file", url)
    return parts.hostname, addresses[0], port


def resolve_host(host: str, port: int) -> list[str]:
    """All addresses of a host; empty for an unknown one."""
    try:
        return [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def is_public(address: str) -> bool:
    """Whether an address is on the open net: not private, local, reserved, or such a one wrapped in IPv6."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if parsed in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed.is_global and not parsed.is_multicast


def ask_page(url: str, host: str, address: str, port: int, deadline: float) -> Page | str:
    """The page, or the address that it redirects to; the connection goes to the checked address and no other.

    Raises: InputError: no answer, an error, a type that is no text, too large or too slow.
    """
    parts = urlsplit(url)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    name = host.encode("idna").decode() if not host.isascii() else host
    connection = http.client.HTTPConnection(address, port, timeout=MAX_SECONDS)
    try:
        plain = socket.create_connection((address, port), timeout=left_seconds(deadline, url))
        secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name) if secure else plain
        shown = f"[{name}]" if ":" in name else name
        connection.request(
            "GET", target, headers={"Host": shown, "User-Agent": "dragoman", "Accept": "text/html, text/plain"}
        )
        answer = connection.getresponse()
        if answer.status in REDIRECTS and answer.getheader("location"):
            return str(answer.getheader("location"))
        if answer.status != 200:
            raise InputError(f"the server answers {answer.status} {answer.reason[:60]}; check the address", url)
        kind = (answer.getheader("content-type") or "").split(";")[0].strip().lower()
        if kind not in TYPES:
            raise InputError(f"type {kind[:60]!r} is not read; give a web page or plain text", url)
        return Page(url, kind, read_body(answer, connection.sock, deadline, url))
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise InputError(f"no answer from {host}: {type(error).__name__}; try later or save the page", url) from error
    finally:
        connection.close()


def read_body(answer: http.client.HTTPResponse, plain: socket.socket | None, deadline: float, url: str) -> bytes:
    """The body up to the limits of size and time."""
    body = b""
    while True:
        left = left_seconds(deadline, url)
        if plain is not None:
            plain.settimeout(left)
        part = answer.read1(CHUNK)
        if not part:
            return body
        body += part
        if len(body) > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES // 1_000_000} MB; save the article's text and give its file", url)


def left_seconds(deadline: float, url: str) -> float:
    """Seconds until the deadline.  Raises: InputError: it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise InputError(f"slower than {MAX_SECONDS:.0f} seconds; try later or save the page", url)
    return left
