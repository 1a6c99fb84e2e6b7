"""Pages of parties, the ledger, network, map, search and comparison: they say what the record holds."""

import re

import pytest

from dragoman.desk.compare import Column, make_rows
from dragoman.desk.language import say_date
from dragoman.desk.parties import order_names
from dragoman.edtf import last_day
from dragoman.record import Query

from .conftest import TODAY
from .reports import AMANOV, WHITFIELD


def key_of(record, name):
    return next(key for key, known, _count in record.people() if known == name)


def test_a_side_counts_its_encounters_and_leads_to_its_pairs(client, shown):
    page = client.get("/sides/KZ").text
    assert f"<dd>{shown.count(Query(sides=('KZ',)))}</dd>" in page
    assert "/pairs/KZ-US" in page


def test_a_pair_has_one_address(client):
    assert client.get("/pairs/US-KZ").url.path == "/pairs/KZ-US"
    assert client.get("/pairs/kz-us").url.path == "/pairs/KZ-US"


def test_a_pair_shows_contacts_a_year_and_kind(client, shown):
    page = client.get("/pairs/KZ-US").text
    table = page[page.index('id="agenda"') : page.index("</table>")]
    numbers = [int(one) for one in re.findall(r'kind=\w+&amp;since=\d{4}&amp;until=\d{4}">(\d+)<', table)]
    assert sum(numbers) == shown.count(Query(sides=("KZ", "US")))


def test_a_person_is_found_by_key_and_by_name(client, shown):
    key = key_of(shown, AMANOV.name)
    page = client.get(f"/people/{key}")
    assert page.text.count("oreign minister") + page.text.count("oreign Minister") == 1, "each office is listed once"
    assert AMANOV.office in client.get(f"/people/{key}", headers={"accept-language": "ru"}).text
    assert WHITFIELD.name in page.text
    assert client.get(f"/people/{AMANOV.name}").url.path == page.url.path


def test_a_format_shows_members_numbers_and_agenda(client):
    page = client.get("/formats/C5+1").text
    assert "№ 10" in page
    assert "1, 2, 3, 4, 5, 6, 7, 8, 9" in page
    assert page.count("●") == 3


@pytest.mark.parametrize(
    "path", ["/sides/ZZ", "/pairs/KZ-ZW", "/pairs/KZ", "/people/nobody", "/formats/none", "/people/%00"]
)
def test_parties_of_which_nothing_is_known_are_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/sides/a%20b", "/sides/1", "/commitments?state=lost", "/compare?of=!!", "/?kind=party", "/?page=0"]
)
def test_addresses_that_mean_nothing_are_refused(client, path):
    assert client.get(path).status_code == 400


def test_lists_lead_to_every_party(client, shown):
    assert all(f'href="/sides/{code}"' in client.get("/sides").text for code in ("KZ", "US", "EU"))
    assert 'href="/formats/C5+1"' in client.get("/formats").text
    assert AMANOV.name in client.get("/people").text
    assert AMANOV.name in client.get("/people", params={"name": "Аманов"}).text


def test_the_ledger_shows_states_and_follows_filters(client):
    whole, late = client.get("/commitments").text, client.get("/commitments?state=late").text
    assert 'class="tag open"' in whole
    assert 'class="tag late"' in late
    assert 'class="tag open"' not in late
    assert "2029" in late


def test_the_same_words_of_several_reports_are_one_row_with_all_of_them(client):
    page = client.get("/commitments?format=C5%2B1&theme=climate").text
    rows = re.findall(r"<tr data-item.*?</tr>", page, re.S)
    assert rows
    assert max(row.count("/reports/") for row in rows) == 3


def test_statements_name_speaker_and_words(client):
    page = client.get("/statements?side=US").text
    assert WHITFIELD.name in page
    assert AMANOV.name not in page


def test_the_network_has_a_line_for_each_pair(client, shown):
    page = client.get("/network").text
    assert page.count('class="edge"') == len(shown.ties(Query(), 120))
    people = client.get("/network?of=people").text
    assert AMANOV.name in people


def test_the_map_shows_places_and_ways(client):
    assert 'class="leg"' not in client.get("/map").text
    page = client.get("/map?side=KZ").text
    assert 'class="leg"' in page
    assert "Ташкент (Uzbekistan)" in page


def test_search_finds_any_form_and_marks_it(client):
    page = client.get("/search", params={"words": "транзитом"}).text
    assert '<mark class="k-hit"' in page
    assert "транзита" in page


def test_search_suggests_people_formats_and_sides(client):
    page = client.get("/search", params={"words": "Amanov"}).text
    assert "/people/" in page
    assert "/formats/C5+1" in client.get("/search", params={"words": "C5+1"}).text


def test_comparison_has_a_column_each(client):
    page = client.get("/compare", params={"of": "KZ-US, C5+1, KZ-UZ"}).text
    assert page.count('<th scope="col">') == 3
    assert client.get("/compare", params={"of": "A-B,C-D,E-F,G-H,I-J,K-L"}).status_code == 400


def test_filters_of_a_page_can_be_taken_off_one_by_one(client):
    page = client.get("/", params={"side": ["KZ", "US"], "kind": "call", "since": "2029"}).text
    chips = re.findall(r'<a href="([^"]+)" title="Remove', page)
    assert len(chips) == 4
    assert all(client.get(chip.replace("&amp;", "&")).status_code == 200 for chip in chips)


def test_the_latest_contact_compared_is_the_last_whose_day_is_known(client, shown):
    held = [one for one in shown.encounters(Query(sides=("KZ",), status="happened")) if one.date]
    days = [day for one in held if (day := last_day(one.date)) is not None and day <= TODAY]
    columns = [Column(code, "", Query(sides=(code,))) for code in ("KZ", "ZZ")]
    rows = dict(make_rows(client.app.state.desk, columns, "en"))
    assert rows["Latest"] == [say_date(max(days).isoformat(), "en"), ""]


def test_names_in_the_letters_of_the_reader_come_first():
    names = ["Ерлан Аманов", "Yerlan Amanov", "Е. Аманов"]
    assert order_names(names, "en")[0] == "Yerlan Amanov"
    assert order_names(names, "ru")[0] == "Ерлан Аманов"
