"""What people do on the desk: judge, undo, correct, part, add reports, keep lists, take files and briefings."""

import json
import re
import time

import pytest
from starlette.testclient import TestClient

from dragoman.desk.app import make_app
from dragoman.model import Document, Reading
from dragoman.record import Query

from .conftest import TODAY
from .reports import AMANOV, write_all

BASE = "http://127.0.0.1"


def read_plainly(text, source="", published=None, *, outlet=None, url=None):
    """A reader that understands nothing: the desk's part is all that is tried here."""
    if "beyond reading" in text:
        raise RuntimeError("secret detail")
    document = Document(
        id="",
        source=source,
        language="ru",
        title=text.split("\n")[0][:40],
        published=None,
        text=text,
        outlet=outlet,
        url=url,
    )
    return Reading(document=document)


@pytest.fixture
def busy(record):
    return TestClient(make_app(record, read_plainly, today=lambda: TODAY), base_url=BASE)


def send(browser, path, page="/review", **fields):
    token = re.search(r'name="token" value="([^"]+)"', browser.get(page).text)[1]
    files = fields.pop("files", None)
    return browser.post(path, data={"token": token, **fields}, files=files)


# -- review


def test_the_queue_asks_about_doubtful_encounters(busy, record):
    page = busy.get("/review").text
    assert page.count('class="item') >= 1
    assert "<kbd>y</kbd>" in page


def test_a_confirmed_encounter_leaves_the_queue_and_comes_back_when_undone(busy, record):
    page = busy.get("/review").text
    claim = re.search(r'name="left" value="(\w+)"', page)[1]
    after = send(busy, "/judge", kind="confirm", left=claim).text
    assert f'name="left" value="{claim}"' not in after
    (judgement,) = record.judgements()
    assert (judgement.kind, judgement.reviewer) == ("confirm", "local")
    again = send(busy, "/undo", judgement=str(judgement.id)).text
    assert f'name="left" value="{claim}"' in again
    assert record.judgements()[0].deleted_by == "local"


def test_a_corrected_value_shows_on_the_encounter_with_its_history(busy, record):
    one = record.encounters(Query(format="C5+1"))[0]
    page = send(
        busy, "/judge", kind="value", left=one.reports[0].claim, field="date", value="2029-04-24", note="seen",
        back=f"/encounters/{one.id}",
    ).text  # fmt: skip
    assert "24 April 2029" in page
    assert "seen" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "tomorrow"), ("kind", "party"), ("ordinal", "ten"), ("mode", ""), ("color", "red"), ("ordinal", "²")],
)
def test_a_value_that_the_field_cannot_have_is_refused(busy, record, field, value):
    claim = record.encounters()[0].reports[0].claim
    assert send(busy, "/judge", kind="value", left=claim, field=field, value=value).status_code == 400
    assert record.judgements() == []


def test_a_report_parted_from_its_encounter_stands_alone(busy, record):
    one = next(one for one in record.encounters() if len(one.reports) == 3)
    claim = one.reports[0].claim
    page = send(busy, "/split", left=claim)
    assert page.status_code == 200
    assert len(record.encounter(claim).reports) == 1
    assert len(record.encounter(one.reports[1].claim).reports) == 2


def test_a_judgement_twice_is_a_conflict(busy, record):
    claim = record.encounters()[0].reports[0].claim
    send(busy, "/judge", kind="confirm", left=claim)
    assert send(busy, "/judge", kind="confirm", left=claim).status_code == 409


def test_judged_reports_come_out_as_gold(busy, record):
    one = record.encounters(Query(format="C5+1"))[0]
    send(busy, "/judge", kind="value", left=one.reports[0].claim, field="kind", value="summit")
    lines = [json.loads(line) for line in busy.get("/review/gold.jsonl").text.splitlines()]
    (line,) = lines
    (found,) = line["encounters"]
    assert (found["kind"], found["optional"]) == ("summit", False)
    assert all(words in line["text"] for words in found["evidence"])
    assert found["participants"][0]["person"] == AMANOV.name


# -- adding


def test_a_pasted_text_opens_as_a_report(busy, record):
    page = send(busy, "/add", "/add", text="Заголовок\n\nТекст сообщения.", published="2029-01-02", outlet="Наши")
    assert page.url.path.startswith("/reports/")
    assert "Текст сообщения." in page.text
    assert record.totals()["reports"] == 10


def test_files_are_read_one_by_one_and_the_bad_ones_named(busy, record):
    ready = json.dumps({"id": "a", "text": "Один текст"}) + "\n" + json.dumps({"id": "b"}) + "\n"
    files = [
        ("files", ("one.txt", "Первый".encode())),
        ("files", ("two.exe", b"MZ")),
        ("files", ("three.jsonl", ready.encode())),
        ("files", ("four.txt", b"beyond reading")),
    ]
    page = send(busy, "/add", "/add", files=files)
    for _try in range(100):
        if "refresh" not in page.text:
            break
        time.sleep(0.05)
        page = busy.get(page.url.path)
    assert "two.exe" in page.text
    assert "three.jsonl" in page.text
    assert "four.txt" in page.text
    assert "secret detail" not in page.text
    assert record.totals()["reports"] == 11


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": " "}, {"text": "x", "published": "soon"}, {"address": "http://127.0.0.1/"}, {"address": "file:///etc/passwd"},
     {"address": "http://localhost:8010/add"}],
)  # fmt: skip
def test_what_cannot_be_added_is_said_in_words_and_the_form_stays(busy, record, fields):
    page = send(busy, "/add", "/add", **fields)
    assert page.status_code in (400, 422)
    assert 'role="alert"' in page.text
    assert '<textarea name="text"' in page.text
    assert record.totals()["reports"] == 9


def test_a_desk_without_reader_says_so(own):
    assert "dragoman add" in own.get("/add").text


# -- lists, feeds, files


def test_a_list_shows_what_came_after_it_was_kept(busy, record):
    send(busy, "/watch", "/watch", name="KZ and US", filters="side=KZ&side=US")
    assert "Nothing new." in busy.get("/watch").text
    record.add_all([one for one in write_all() if one.encounters[0].ordinal == 11])
    page = busy.get("/watch").text
    assert "1 new" in page
    atom = busy.get("/watch/KZ%20and%20US/feed.atom")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert atom.text.count("<entry>") == record.count(Query(sides=("KZ", "US")))
    assert "BEGIN:VEVENT" in busy.get("/watch/KZ%20and%20US/feed.ics").text


@pytest.mark.parametrize("name", ["", "a/b", "<b>", "x" * 61])
def test_a_list_needs_a_plain_name(busy, name):
    assert send(busy, "/watch", "/watch", name=name, filters="").status_code == 400


def test_a_list_is_deleted_once(busy, record):
    send(busy, "/watch", "/watch", name="KZ", filters="side=KZ")
    assert send(busy, "/watch", "/watch", name="KZ", what="delete").status_code == 200
    assert record.saved_searches() == []
    assert send(busy, "/watch", "/watch", name="KZ", what="delete").status_code == 404


def test_a_briefing_on_one_side_is_a_page(client):
    page = client.get("/briefing", params={"side": "KZ"}).text
    assert "<h1>Kazakhstan</h1>" in page
    assert 'href="/briefing?side=KZ' in client.get("/sides/KZ").text


def test_an_unknown_list_is_not_found(busy):
    assert busy.get("/watch/none/feed.atom").status_code == 404


def test_an_encounter_is_taken_along_as_calendar_and_event_data(client, shown):
    one = shown.encounters(Query(format="C5+1"))[0]
    calendar = client.get(f"/encounters/{one.id}/event.ics")
    assert "DTSTART" in calendar.text
    rows = [json.loads(line) for line in client.get(f"/encounters/{one.id}/events.jsonl").text.splitlines()]
    assert rows


@pytest.mark.parametrize(("form", "head"), [("md", b"# "), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_briefing_is_a_page_and_a_file(client, form, head):
    page = client.get("/briefing", params={"pair": "KZ-US"}).text
    assert page.count('name="without"') > 3
    taken = client.get("/briefing", params={"pair": "KZ-US", "as": form})
    assert taken.content.startswith(head)
    assert "attachment" in taken.headers["content-disposition"]


def test_a_line_left_out_of_a_briefing_is_not_in_its_file(client):
    whole = client.get("/briefing", params={"pair": "KZ-US", "as": "md"}).text
    fewer = client.get("/briefing", params={"pair": "KZ-US", "as": "md", "without": ["contacts.1", "contacts.2"]}).text
    assert len(fewer) < len(whole)


@pytest.mark.parametrize("asked", ["pair=KZ-US&format=C5%2B1", "pair=KZ-US&as=exe", "pair=KZ-US&since=x"])
def test_a_briefing_on_nothing_is_refused(client, asked):
    assert client.get(f"/briefing?{asked}").status_code == 400


# -- what is new


def test_what_is_new_since_the_last_visit_is_counted(busy, record):
    busy.get("/")
    visit = busy.cookies["dragoman_visit"].split(".")
    busy.cookies.set("dragoman_visit", f"{visit[0]}.{visit[1]}.{int(visit[2]) - 4000}", domain="127.0.0.1")
    record.add_all([one for one in write_all() if one.encounters[0].ordinal == 11])
    assert "1 new since your last visit" in busy.get("/").text


@pytest.mark.parametrize("cookie", ["", "x", "1.2", "1.2.3.4", "a.b.c", "9999999999999.1.1"])
def test_a_strange_cookie_is_a_first_visit(record, cookie):
    browser = TestClient(make_app(record), base_url=BASE, cookies={"dragoman_visit": cookie})
    page = browser.get("/")
    assert page.status_code == 200
    assert "new since" not in page.text


def test_two_people_who_are_one_are_joined_and_parted_again(busy, record):
    keys = [key for key, _name, _count in record.people()][:2]
    made = send(busy, "/judge", kind="person", left=keys[0], right=keys[1], back="/people")
    assert made.status_code == 200
    (judgement,) = record.judgements()
    assert judgement.kind == "person"
    send(busy, "/undo", judgement=str(judgement.id))
    assert busy.get(f"/people/{keys[0]}").status_code == 200
