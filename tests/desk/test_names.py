"""Names in the reader's language: only where the register knows them and nothing that a report says is lost."""

import pytest

from dragoman.desk.names import name_office, name_person
from dragoman.record.values import Attendance
from dragoman.register.people import office_on


def attend(office, side="KZ", key=None):
    return Attendance(key=key, person="Ерлан Аманов", office=office, side=side, role=None, claims=())


@pytest.mark.parametrize(
    ("office", "language", "shown"),
    [
        ("министр иностранных дел Казахстана", "en", "foreign minister, Kazakhstan"),
        ("министр иностранных дел Казахстана", "ru", "министр иностранных дел Казахстана"),
        ("Қазақстан Президенті", "ru", "глава государства, Казахстан"),
        ("President of Kazakhstan", "kk", "мемлекет басшысы, Қазақстан"),
        ("министр портового хозяйства Казахстана", "en", "министр портового хозяйства Казахстана"),
        ("бывший президент Казахстана", "en", "бывший президент Казахстана"),
        (None, "en", None),
    ],
)
def test_an_office_is_translated_where_its_kind_says_it_all(office, language, shown):
    assert name_office(attend(office), language) == shown


def test_the_register_tells_what_the_office_of_that_day_is_called():
    who = attend("министр иностранных дел Китая", "CN", "wang-yi")
    assert name_office(who, "en", "2025-04-26") == office_on("wang-yi", "2025-04-26").office
    assert name_office(who, "en", "1990-01-01") == "foreign minister, China"
    assert name_office(who, "kk", "2025-04-26") == "сыртқы істер министрі, Қытай"


def test_an_office_of_no_known_side_stays_as_reported():
    assert name_office(attend("министр иностранных дел", side=None), "en") == "министр иностранных дел"


def test_somebody_in_the_register_is_called_as_the_language_does():
    assert name_person("xi-jinping", "Си Цзиньпин", "en") == "Xi Jinping"
    assert name_person("~аманов", "Ерлан Аманов", "en") == "Ерлан Аманов"
    assert name_person(None, None, "en") is None
