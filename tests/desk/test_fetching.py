"""Fetching a page: only from the open net, only text, only so much, and nowhere that a redirect may lead inside."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.desk import fetching
from dragoman.desk.fetching import check_url, fetch_page, is_public
from dragoman.errors import InputError

OUTSIDE = "93.184.216.34"


def resolve(host, _port):
    return {"news.example": [OUTSIDE], "inside.example": ["10.0.0.5"], "both.example": [OUTSIDE, "127.0.0.1"]}.get(
        host, []
    )


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense", ""],
)  # fmt: skip
def test_addresses_inside_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [OUTSIDE, "2606:2800:220:1::1"])
def test_addresses_of_the_net_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["ftp://news.example/", "file:///etc/passwd", "http://", "news.example", "http://a:b@news.example/",
     "http://inside.example/", "http://both.example/",
     "http://unknown.example/", "http://news.example:22/", "http://news.example:x/", "http://[::1", ""],
)  # fmt: skip
def test_other_addresses_are_refused_before_anything_is_asked(url):
    with pytest.raises(InputError):
        check_url(url, resolve, fetching.PORTS)


def test_a_good_address_goes_to_its_checked_host():
    assert check_url("https://news.example/a", resolve, fetching.PORTS) == ("news.example", OUTSIDE, 443)


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        size = fetching.MAX_BYTES + 10 if self.path == "/large" else 0
        kind = "image/png" if self.path == "/image" else "text/html; charset=utf-8"
        to = {"/to": "/page", "/loop": "/loop", "/inside": "http://inside.example/secret"}.get(self.path)
        self.send_response(302 if to else 404 if self.path == "/none" else 200)
        if to:
            self.send_header("location", to)
        self.send_header("content-type", kind)
        self.end_headers()
        if not to:
            self.wfile.write(b"x" * size or f"<p>{self.headers['host']}".encode())

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetch(server, monkeypatch):
    """Fetches from the server of this test as if it were on the net."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address in ("127.0.0.1", OUTSIDE))

    def ask(path):
        hosts = {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.5"]}
        return fetch_page(
            f"http://news.example:{server}{path}", lambda host, _port: hosts.get(host, []), {"http": 80, "x": server}
        )

    return ask


def test_a_page_is_fetched(fetch):
    page = fetch("/page")
    assert (page.kind, page.body) == ("text/html", b"<p>news.example")


def test_a_redirect_is_followed(fetch):
    assert fetch("/to").url.endswith("/page")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/loop", "redirects"), ("/inside", "inside"), ("/large", "larger"), ("/image", "image/png"), ("/none", "404")],
)
def test_what_is_no_page_is_refused_in_words(fetch, path, words):
    with pytest.raises(InputError, match=words):
        fetch(path)
