"""From words to the screen: short reports of our own, read by the reader, kept in a record, shown on the desk."""

import html
import re

import pytest
from starlette.testclient import TestClient

import dragoman
from dragoman.desk.app import make_app
from dragoman.record import Record

REPORTS = (
    (
        "Министр иностранных дел Казахстана принял коллегу из Узбекистана\n\n"
        "АСТАНА, 15 июня 2029 года. Министр иностранных дел Казахстана Ерлан Аманов встретился в Астане с министром "
        "иностранных дел Узбекистана Тимуром Саидалиевым. Стороны обсудили вопросы торговли и транзита. "
        "Стороны договорились увеличить товарооборот до 10 млрд долларов к 2032 году.\n\n"
        "«Мы сделаем больше, чем обещали», – сказал Ерлан Аманов.\n"
    ),
    (
        "Переговоры в Астане\n\n"
        "15 июня 2029 года в Астане состоялась встреча министра иностранных дел Казахстана Ерлана Аманова и главы МИД "
        "Узбекистана Тимура Саидалиева. На встрече говорили о водных ресурсах.\n"
    ),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A desk that reads what is pasted into it."""
    with Record.open(tmp_path_factory.mktemp("whole") / "whole.db") as record:
        browser = TestClient(make_app(record, dragoman.read), base_url="http://127.0.0.1")
        for number, text in enumerate(REPORTS):
            token = re.search(r'name="token" value="([^"]+)"', browser.get("/add").text)[1]
            sent = {"token": token, "text": text, "published": "2029-06-16", "outlet": f"Издание {number + 1}"}
            browser.post("/add", data=sent)
        jobs = browser.app.state.jobs._jobs.values()
        assert all(job.finished.wait(120) and not job.problems for job in jobs)
        yield record, browser


def test_two_reports_of_one_meeting_are_one_encounter_on_the_timeline(whole):
    record, browser = whole
    assert record.totals()["reports"] == 2
    found = [one for one in record.encounters() if len(one.reports) == 2]
    assert len(found) == 1
    assert f"/encounters/{found[0].id}" in browser.get("/").text


def test_the_encounter_names_people_in_the_nominative_with_their_offices(whole):
    record, browser = whole
    one = next(one for one in record.encounters() if len(one.reports) == 2)
    page = html.unescape(browser.get(f"/encounters/{one.id}").text)
    for words in (
        "Ерлан Аманов",
        "Тимур Саидалиев",
        "министр иностранных дел Казахстана",
        "Мы сделаем больше, чем обещали",
    ):
        assert words in page
    assert page.count('class="source"') == 2


def test_evidence_on_the_page_is_the_words_of_the_report(whole):
    record, browser = whole
    one = next(one for one in record.encounters() if len(one.reports) == 2)
    page = browser.get(f"/encounters/{one.id}").text
    for report in one.reports:
        reading = record.document(report.document)
        encounter = next(e for e in reading.encounters if e.id == report.encounter)
        for span in encounter.evidence:
            first = reading.document.text[span.start : span.stop].split()[0]
            assert first in page


def test_the_report_shows_what_was_not_understood_too(whole):
    record, browser = whole
    for listed in record.documents():
        page = browser.get(f"/reports/{listed.id}").text
        gaps = record.document(listed.id).gaps
        assert page.count('class="f-gap"') == len(gaps)
