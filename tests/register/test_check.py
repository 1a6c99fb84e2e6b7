"""The check finds what is wrong, and finds nothing wrong in what is shipped; a user's lines add and override."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import LexiconError, UsageError
from dragoman.register.check import Problem, check_register, has_errors, is_mixed
from dragoman.register.formats import members_on
from dragoman.register.people import find_people, get_person, holder_of, link_person, load_people, tenures_of
from dragoman.register.places import find_place
from dragoman.register.tables import VARIABLE, forget_tables, load_register_extra, parse_table

TENURES = "person_id\toffice_kind\toffice\tside\tsince\tuntil\tcertainty\tsource\tstanding\n"
PEOPLE = "person_id\tru\tkk\ten\tother\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of the user's own tables; what was loaded is forgotten before and after."""
    yield tmp_path
    load_register_extra(None)


def write_lines(folder: Path, table: str, head: str, *lines: str) -> list[Problem]:
    """Writes a table of the user's own, loads it, and gives the errors that its lines make."""
    (folder / f"{table}.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    load_register_extra(folder)
    return [problem for problem in check_register() if problem.level == "error"]


def test_shipped_register_is_right() -> None:
    """No error in what is shipped; more tenures than asked for, each with its source."""
    assert [str(problem) for problem in check_register() if problem.level == "error"] == []
    tenures = [tenure for person in load_people().by_id for tenure in tenures_of(person)]
    assert len(tenures) >= 400
    assert all(tenure.source for tenure in tenures)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nobody\tforeign_minister\tMinister\tKZ\t2020\t\tcertain\tx\t", "is not in people.tsv"),
        ("murat-nurtleu\tforeign_minister\tMinister\tQQ\t2020\t\tcertain\tx\t", "is no known side"),
        ("murat-nurtleu\tking_of_hearts\tMinister\tKZ\t2020\t\tcertain\tx\t", "is no kind of office"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020\t2019\tcertain\tx\t", "is after until"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020-13\t\tcertain\tx\t", "'2020-13' is no EDTF date"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020", "5 cells, 9 columns"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020\t\tcertain\t\t", "has no source"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020~\t\tcertain\tx\t", "is approximate"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020\t\tsurely\tx\t", "certainty 'surely'"),
        ("murat-nurtleu\tambassador\tAmbassador\tKZ\t2020\t\tcertain\tx\thappy", "standing 'happy'"),
        (
            "murat-nurtleu\thead_of_state\tPresident of Kazakhstan\tKZ\t2021\t2022\tcertain\tx\t",
            "kassym-jomart-tokayev and murat-nurtleu at one time",
        ),
    ],
)
def test_wrong_tenures_are_found(folder: Path, line: str, words: str) -> None:
    """One wrong line gives an error that says what is wrong."""
    problems = write_lines(folder, "tenures", TENURES, line)
    assert any(words in str(problem) for problem in problems)
    assert has_errors(problems)


def test_acting_may_overlap(folder: Path) -> None:
    """Whoever is marked as acting may hold an office beside its holder, and the holder is meant."""
    line = "murat-nurtleu\thead_of_state\tPresident of Kazakhstan\tKZ\t2021\t2022\tcertain\tx\tacting"
    assert write_lines(folder, "tenures", TENURES, line) == []
    assert holder_of("head_of_state", "KZ", "2021-05-05") == "kassym-jomart-tokayev"


def test_names_in_one_script(folder: Path) -> None:
    """A Latin letter in a Cyrillic name is found."""
    line = "ivan-testov\tИвaн Тестов\tИван Тестов\tIvan Testov\t"  # the second а is Latin
    problems = write_lines(folder, "people", PEOPLE, line)
    assert any("mixes Cyrillic and Latin" in problem.what for problem in problems)
    assert is_mixed("Kарл III")
    assert not is_mixed("Карл III")


def test_same_names_under_two_ids(folder: Path) -> None:
    """A second id for somebody known is found."""
    line = "m-nurtleu\tМурат Нуртлеу\tМұрат Нұртілеу\tMurat Nurtleu\t"
    assert any("bears the names of" in problem.what for problem in write_lines(folder, "people", PEOPLE, line))


def test_own_lines_add(folder: Path) -> None:
    """A person and a tenure of the user's own are found and linked like shipped ones."""
    (folder / "people.tsv").write_text(PEOPLE + "asan-testov\tАсан Тестов\tАсан Тестов\tAsan Testov\t\n")
    line = "asan-testov\tdeputy_foreign_minister\tDeputy Minister\tKZ\t2030\t\tcertain\town notes\t"
    assert write_lines(folder, "tenures", TENURES, line) == []
    assert link_person("А. Тестов", side="KZ", day="2031") == "asan-testov"
    load_register_extra(None)
    assert get_person("asan-testov") is None
    assert find_people("Асан Тестов") == ()


def test_own_lines_override(folder: Path) -> None:
    """The same person, kind, side and start: the user's end counts; `withdrawn` takes a line away."""
    shipped = tenures_of("yermek-kosherbayev")[0]
    start = f"yermek-kosherbayev\tforeign_minister\t{shipped.office}\tKZ\t{shipped.since}"
    write_lines(folder, "tenures", TENURES, f"{start}\t2030-01-01\tcertain\town notes\t")
    assert tenures_of("yermek-kosherbayev")[0].until == "2030-01-01"
    write_lines(folder, "tenures", TENURES, f"{start}\t\twithdrawn\town notes\t")
    assert tenures_of("yermek-kosherbayev") == ()


def test_environment_names_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable works where nothing else was told."""
    head = "place_id\tcountry\tkind\tlat\tlon\tru\tkk\ten\tother\tcapital_since\tcapital_until\n"
    (folder / "places.tsv").write_text(head + "testgrad\tKZ\tcity\t50\t70\tТестград\tТестград\tTestgrad\t\t\t\n")
    monkeypatch.setenv(VARIABLE, str(folder))
    forget_tables()
    place = find_place("Тестград")
    assert place is not None
    assert place.country == "KZ"
    monkeypatch.delenv(VARIABLE)
    forget_tables()
    assert find_place("Тестград") is None


def test_wrong_member_is_found(folder: Path) -> None:
    """A member twice at one time, and one that no side is."""
    head = "code\tside\tsince\tuntil\tstanding\n"
    problems = write_lines(folder, "format_members", head, "OTS\tKZ\t2015\t2016\tmember", "OTS\tQQ\t2015\t\tmember")
    assert any("KZ is member twice" in problem.what for problem in problems)
    assert any("'QQ' is no known side" in problem.what for problem in problems)
    assert "QQ" in members_on("OTS", "2020")


def test_wrong_meetings_are_found(folder: Path) -> None:
    """A number that falls, a place that nobody knows, a day before the founding."""
    head = "code\tlevel\tordinal\tdate\tplace\tmode\tsource\n"
    line = "CA5\theads\t3\t2030-01-01\tNowhere\tin_person\tx"
    early = "CA5\theads\t\t2001-01-01\tAstana\tin_person\tx"
    found = " ".join(problem.what for problem in write_lines(folder, "format_meetings", head, line, early))
    assert "has no higher number" in found
    assert "'Nowhere' is not in places.tsv" in found
    assert "is before the founding" in found


def test_wrong_shape_is_told_with_its_line() -> None:
    """A line with too few cells is named by file and line."""
    with pytest.raises(LexiconError, match=r"own\.tsv:3: 1 cells, 2 columns"):
        list(parse_table("a\tb\n1\t2\n3\n", "own.tsv"))


def test_no_such_folder() -> None:
    """A folder that is not there is told."""
    with pytest.raises(UsageError, match="no folder"):
        load_register_extra("/no/such/folder")


def test_name_of_two_places(folder: Path) -> None:
    """A name that a place shares with another leads nowhere, and is found."""
    head = "place_id\tcountry\tkind\tlat\tlon\tru\tkk\ten\tother\tcapital_since\tcapital_until\n"
    line = "other-astana\tKZ\tcity\t50\t70\tАстана\tАстана\tAstana\t\t\t"
    assert any("is a name of astana too" in problem.what for problem in write_lines(folder, "places", head, line))
