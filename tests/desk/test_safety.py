"""Who may reach the desk and what it may be told: hosts, forms, sizes, accounts, roles, logins."""

import re

import pytest
from starlette.testclient import TestClient

from dragoman.desk.accounts import Accounts, TooMany
from dragoman.desk.app import check_address, make_app
from dragoman.desk.security import MAX_BODY_BYTES, is_loopback, safe_link
from dragoman.errors import UsageError

BASE = "http://127.0.0.1"
PASSWORD = "correct horse battery"


def find_token(page):
    return re.search(r'name="token" value="([^"]+)"', page)[1]


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def accounts(tmp_path):
    made = Accounts(tmp_path / "accounts.db", Clock())
    for name, role in (("rita", "reader"), ("rev", "reviewer"), ("ada", "admin")):
        made.add(name, PASSWORD, role)
    yield made
    made.close()


@pytest.fixture
def guarded(record, accounts):
    return TestClient(make_app(record, accounts=accounts), base_url=BASE)


def log_in(browser, name, password=PASSWORD):
    token = find_token(browser.get("/login").text)
    return browser.post("/login", data={"token": token, "name": name, "password": password}, follow_redirects=False)


# -- the address


def test_unknown_hosts_are_not_answered(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"])
def test_loopback_needs_no_account(host):
    assert is_loopback(host)
    check_address(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example", "128.0.0.1"])
def test_other_addresses_demand_accounts(host, accounts, tmp_path):
    with pytest.raises(UsageError, match="account"):
        check_address(host, None)
    with pytest.raises(UsageError, match="account"):
        check_address(host, Accounts(tmp_path / "empty.db"))
    check_address(host, accounts)


# -- forms


@pytest.mark.parametrize("path", ["/judge", "/undo", "/split", "/add", "/watch"])
def test_a_form_without_its_token_is_refused(own, path):
    assert own.post(path, data={}).status_code == 403
    own.get("/")
    assert own.post(path, data={"token": "guessed"}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_a_form_of_another_site_is_refused(own, headers):
    token = find_token(own.get("/watch").text)
    assert own.post("/watch", data={"token": token, "name": "x"}, headers=headers).status_code == 403


def test_too_large_a_request_is_refused(own):
    assert own.post("/add", content=b"x", headers={"content-length": str(MAX_BODY_BYTES + 1)}).status_code == 413


def test_a_large_request_of_no_stated_length_is_refused(own):
    def chunks():
        for _number in range(MAX_BODY_BYTES // 1_000_000 + 2):
            yield b"x" * 1_000_000

    answer = own.post("/add", content=chunks(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//x", "file:///etc", None]
)
def test_only_web_addresses_become_links(address):
    assert safe_link(address) == ""


# -- accounts


def test_strangers_are_sent_to_the_login(guarded):
    answer = guarded.get("/commitments", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert guarded.get("/api/encounters").status_code == 401
    assert guarded.get("/api/encounters").json()["ok"] is False
    assert guarded.get("/static/desk.css").status_code == 200


def test_a_right_password_opens_the_desk(guarded):
    assert log_in(guarded, "rita").status_code == 303
    page = guarded.get("/")
    assert page.status_code == 200
    token = find_token(page.text)
    guarded.post("/logout", data={"token": token})
    assert guarded.get("/", follow_redirects=False).status_code == 303


def test_the_session_cookie_is_kept_from_scripts(guarded):
    cookie = log_in(guarded, "rita").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(("name", "password"), [("rita", "wrong"), ("nobody", PASSWORD), ("", ""), ("rita", "")])
def test_a_wrong_password_does_not(guarded, name, password):
    assert log_in(guarded, name, password).status_code == 403
    assert guarded.get("/", follow_redirects=False).status_code == 303


def test_many_wrong_passwords_must_wait(guarded, accounts):
    for _number in range(5):
        assert log_in(guarded, "rita", "wrong").status_code == 403
    answer = log_in(guarded, "rita")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 301
    accounts._clock.now += 400
    assert log_in(guarded, "rita").status_code == 303


def test_guessing_over_many_names_must_wait_too(accounts):
    for number in range(5):
        assert accounts.log_in(f"name{number}", "wrong", "203.0.113.5") is None
    with pytest.raises(TooMany):
        accounts.log_in("rita", PASSWORD, "203.0.113.5")
    assert accounts.log_in("rita", PASSWORD, "203.0.113.6")


def test_sessions_end(accounts):
    key = accounts.log_in("rita", PASSWORD, "")
    assert accounts.user_of_session(key).name == "rita"
    accounts._clock.now += 13 * 3600
    assert accounts.user_of_session(key) is None


def test_a_new_password_ends_the_sessions(accounts):
    key = accounts.log_in("rita", PASSWORD, "")
    accounts.add("rita", "another long password", "reader")
    assert accounts.user_of_session(key) is None


def test_no_password_nor_key_is_kept_as_it_is(accounts, tmp_path):
    key, token = accounts.log_in("rita", PASSWORD, ""), accounts.make_token("rita", "script")
    kept = (tmp_path / "accounts.db").read_bytes()
    for secret in (PASSWORD, key, token):
        assert secret.encode() not in kept
    assert b"$argon2id$" in kept


@pytest.mark.parametrize(
    ("name", "password", "role"), [("a b", PASSWORD, "reader"), ("ann", "short", "reader"), ("ann", PASSWORD, "king")]
)
def test_bad_accounts_are_refused(accounts, name, password, role):
    with pytest.raises(UsageError):
        accounts.add(name, password, role)


# -- roles


def test_readers_may_not_judge_nor_add(guarded, record):
    log_in(guarded, "rita")
    token = find_token(guarded.get("/review").text)
    claim = record.encounters()[0].reports[0].claim
    assert guarded.post("/judge", data={"token": token, "kind": "confirm", "left": claim}).status_code == 403
    assert guarded.post("/add", data={"token": token, "text": "x"}).status_code == 403
    assert guarded.get("/accounts").status_code == 403
    assert record.judgements() == []


def test_reviewers_judge_in_their_own_name(guarded, record):
    log_in(guarded, "rev")
    token = find_token(guarded.get("/review").text)
    claim = record.encounters()[0].reports[0].claim
    assert guarded.post("/judge", data={"token": token, "kind": "confirm", "left": claim}).status_code == 200
    assert [one.reviewer for one in record.judgements()] == ["rev"]
    assert guarded.get("/accounts").status_code == 403


def test_tokens_open_the_api_with_the_rights_of_their_account(guarded, accounts, record):
    head = {"authorization": f"Bearer {accounts.make_token('rita', 'script')}"}
    claim = record.encounters()[0].reports[0].claim
    assert guarded.get("/api/encounters", headers=head).status_code == 200
    assert guarded.post("/api/judgements", headers=head, json={"kind": "confirm", "left": claim}).status_code == 403
    reviewer = {"authorization": f"Bearer {accounts.make_token('rev', 'script')}"}
    assert guarded.post("/api/judgements", headers=reviewer, json={"kind": "confirm", "left": claim}).status_code == 201
    accounts.drop_tokens("rita")
    assert guarded.get("/api/encounters", headers=head).status_code == 401


def test_admins_keep_the_accounts(guarded, accounts):
    log_in(guarded, "ada")
    token = find_token(guarded.get("/accounts").text)
    send = {"token": token, "what": "add", "name": "newcomer", "password": PASSWORD, "role": "reviewer"}
    assert guarded.post("/accounts", data=send).status_code == 200
    assert accounts.find("newcomer").role == "reviewer"
    made = guarded.post("/accounts", data={"token": token, "what": "token", "name": "newcomer", "label": "x"}).text
    assert accounts.user_of_token(re.search(r"<code>([^<]+)</code>", made)[1]).name == "newcomer"
    guarded.post("/accounts", data={"token": token, "what": "remove", "name": "newcomer"})
    assert accounts.find("newcomer") is None
    assert guarded.post("/accounts", data={"token": token, "what": "remove", "name": "ada"}).status_code == 400
    assert [what for _at, _name, _address, what in accounts.log()][:2] == [
        "remove newcomer",
        "made a token for newcomer",
    ]


def test_a_local_desk_has_no_accounts(client):
    assert client.get("/accounts").status_code == 404
    assert client.get("/login").status_code == 404
