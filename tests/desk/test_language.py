"""The three languages: catalogues are whole, forms by number are right, dates and sides are named."""

import re

import pytest

from dragoman.desk.language import (
    LANGUAGES,
    load_catalogue,
    name_side,
    plural_form,
    say_date,
    say_month,
    say_number,
    translate,
)

from .messages import list_messages

FILLED = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_message_is_translated(language):
    assert list_messages() - load_catalogue(language).keys() == set()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_translation_is_left_over(language):
    assert load_catalogue(language).keys() - list_messages() == set()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_keep_what_is_filled_in(language):
    for message, translation in load_catalogue(language).items():
        for form in translation.split("|"):
            assert set(FILLED.findall(form)) == set(FILLED.findall(message)), message


@pytest.mark.parametrize(
    ("count", "form"), [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (111, 2), (101, 0)]
)
def test_russian_has_three_forms_by_number(count, form):
    assert plural_form("ru", count, 3) == form


def test_kazakh_has_one_form():
    assert {plural_form("kk", count, 1) for count in range(30)} == {0}


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        ("2021-04-23", "23 April 2021", "23 апреля 2021"),
        ("2021-04", "April 2021", "апрель 2021"),
        ("2021", "2021", "2021"),
        ("XXXX-04-23", "23 April", "23 апреля"),
        ("2021-04-23/2021-04-25", "23 April 2021 – 25 April 2021", "23 апреля 2021 – 25 апреля 2021"),
        ("2021~", "~2021", "~2021"),
        ("", "", ""),
        (None, "", ""),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_keep_their_precision_in_words(value, english, russian):
    assert say_date(value, "en") == english
    assert say_date(value, "ru") == russian


@pytest.mark.parametrize("language", LANGUAGES)
def test_sides_months_and_numbers_have_names(language):
    assert name_side("KZ", language) not in ("", "KZ")
    assert name_side("OTS", language)
    assert name_side(None, language) == ""
    assert name_side("QQ", language) == "QQ"
    assert len({say_month(month, language) for month in range(1, 13)}) == 12
    assert re.sub(r"\D", "", say_number(6_200_000, language)) == "6200000"


def test_an_unknown_message_is_shown_as_it_is():
    assert translate("kk", "no such message") == "no such message"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/commitments", "/network", "/review", "/add", "/compare?of=KZ-US", "/map"])
def test_pages_speak_the_language(client, language, path):
    page = client.get(path, headers={"accept-language": language}).text
    assert f'<html lang="{language}"' in page
    assert translate(language, "Timeline") in page


def test_a_choice_of_language_is_kept(shown):
    from starlette.testclient import TestClient

    from dragoman.desk.app import make_app

    browser = TestClient(make_app(shown), base_url="http://127.0.0.1")
    page = browser.get("/preferences", params={"lang": "ru", "back": "/commitments"})
    assert page.url.path == "/commitments"
    assert '<html lang="ru"' in browser.get("/").text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil"])
def test_choices_lead_back_to_us_alone(client, back):
    answer = client.get("/preferences", params={"theme": "dark", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"
