"""Every page over the example record: it answers, says what it must, and lets no report break out of it."""

import html
import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from dragoman.desk.app import make_app

from .conftest import TODAY
from .reports import AMANOV, HOSTILE

LOADED = re.compile(r"""(?:src|href|action|data-source)=["']([^"']+)""")


def find_encounter(record, **wanted):
    for encounter in record.encounters():
        if all(getattr(encounter, name) == value for name, value in wanted.items()):
            return encounter
    raise AssertionError(wanted)


def test_the_timeline_lists_every_encounter_by_day(client, shown):
    page = client.get("/").text
    places = [page.index(f"/encounters/{one.id}") for one in shown.encounters()]
    assert len(places) == 16
    body = page[page.index('class="chips"') if 'class="chips"' in page else 0 :]
    assert body.count('class="entry"') >= 16


def test_filters_narrow_the_timeline(client, shown):
    c51 = [one.id for one in shown.encounters() if one.format == "C5+1"]
    page = client.get("/", params={"format": "C5+1", "theme": "climate"}).text
    found = set(re.findall(r'<h3><a href="/encounters/(\w+)', page))
    assert found < set(c51)
    assert len(found) == 2


def test_a_filter_that_means_nothing_is_refused_in_words(client):
    answer = client.get("/?since=soon")
    assert answer.status_code == 400
    assert "soon" in answer.text


def test_an_encounter_shows_who_in_which_office(client, shown):
    one = find_encounter(shown, format="C5+1", ordinal=10)
    page = client.get(f"/encounters/{one.id}").text
    assert AMANOV.name in page
    assert AMANOV.office in page
    assert page.count('class="source"') == 3


def test_any_claim_of_an_encounter_leads_to_it(client, shown):
    one = find_encounter(shown, format="C5+1", ordinal=10)
    for report in one.reports:
        answer = client.get(f"/encounters/{report.claim}")
        assert answer.url.path == f"/encounters/{one.id}"


def test_links_to_words_on_an_encounter_page_have_their_anchor(client, shown):
    for one in shown.encounters():
        page = client.get(f"/encounters/{one.id}").text
        anchors = set(re.findall(r'id="([^"]+)"', page))
        for target in re.findall(r'href="#(w-[^"]+)"', page):
            assert target in anchors


def test_no_id_stands_twice_in_a_page(client, shown):
    paths = ["/", *(f"/encounters/{one.id}" for one in shown.encounters()[:4])]
    paths += [f"/reports/{one.id}" for one in shown.documents()]
    for path in paths:
        ids = re.findall(r'\sid="([^"]+)"', client.get(path).text)
        assert len(ids) == len(set(ids)), path


def test_a_report_shows_its_text_whole(client, shown):
    for listed in shown.documents():
        page = client.get(f"/reports/{listed.id}").text
        report = page[page.index('<article class="report"') : page.index("</article>")]
        bare = re.sub(r'<a class="ref".*?</a>', "", report)
        words = html.unescape(re.sub(r"<[^>]+>", "", bare)).split()
        assert words == shown.document(listed.id).document.text.split()


def test_a_link_to_words_marks_them(client, shown):
    said = shown.statements()[0]
    page = client.get(f"/reports/{said.document}?at={said.start}-{said.stop}").text
    assert page.count('id="w-at"') == 1


@pytest.mark.parametrize("at", ["5", "9-2", "-1-4", "1-99999999", "a-b", "1-2-3", "¹-²"])
def test_a_link_to_no_words_shows_the_report_all_the_same(client, shown, at):
    answer = client.get(f"/reports/{shown.documents()[0].id}", params={"at": at})
    assert answer.status_code == 200
    assert 'id="w-at"' not in answer.text


def test_reports_cannot_break_out_of_any_page(client, shown):
    hostile = next(one for one in shown.documents() if HOSTILE in (one.title or ""))
    paths = ["/", f"/reports/{hostile.id}"]
    paths += [f"/encounters/{one.id}" for one in shown.encounters_of(hostile.id)]
    for path in paths:
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page


def test_unknown_things_are_not_found(client):
    for path in ("/encounters/none", "/reports/none", "/nowhere"):
        assert client.get(path).status_code == 404


def test_pages_ask_nobody_else(client, shown):
    for path in ("/", f"/encounters/{shown.encounters()[0].id}", f"/reports/{shown.documents()[0].id}"):
        answer = client.get(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "style=" not in answer.text
        loaded = re.findall(r'<(?:link|script|img)[^>]+(?:src|href)="([^"]+)', answer.text)
        assert loaded
        assert all(address.startswith("/") for address in loaded)


def test_the_desk_speaks_three_languages(client):
    assert '<html lang="ru"' in client.get("/?lang=ru").text
    assert '<html lang="kk"' in client.get("/", headers={"accept-language": "kk-KZ,en;q=0.5"}).text


def test_every_link_leads_somewhere(shown):
    """From the timeline on, links are followed: of each kind of address the first three."""
    browser = TestClient(make_app(shown, today=lambda: TODAY), base_url="http://127.0.0.1")
    waiting, kinds, broken = ["/"], Counter(), []
    while waiting:
        path = waiting.pop()
        page = browser.get(path)
        broken += [path] if page.status_code >= 400 else []
        if "html" not in page.headers["content-type"]:
            continue
        for link in map(html.unescape, re.findall(r'href="(/[^"#]+)', page.text)):
            kind = re.sub(r"[?].*|(?<=/)[^/?]*[^a-z/?][^/?]*", "", link)
            if not link.startswith(("/static", "/preferences")) and kinds[kind] < 3:
                kinds[kind] += 1
                waiting.append(link)
    assert {"/encounters/", "/reports/", "/api/reports/", "/people/", "/sides/", "/pairs/", "/formats/"} <= set(kinds)
    assert not broken
