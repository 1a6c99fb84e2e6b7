"""What became of what was promised; positions; series and milestones."""

from __future__ import annotations

from datetime import date

import pytest
from tests.record.made import report, told

from dragoman.errors import UsageError
from dragoman.record import Query, Record
from dragoman.record.follow import find_state, load_commonplaces, load_cues, load_deeds, load_hedges
from dragoman.record.merge.levels import find_level, load_levels
from dragoman.record.milestones import find_milestones, load_jubilees, load_relations
from dragoman.record.values import Undertaking

BRIDGE = ("Стороны договорились построить автомобильный мост через реку Чу", ("KZ", "KG"), "2023-09")
TODAY = date(2024, 3, 1)


def follow(record: Record, *later: tuple[str, str]) -> Undertaking:
    """The bridge promised in May 2023, with what later reports (day, words) say."""
    record.add(report("a", told("KZ", "KG", date="2023-05-12"), day="2023-05-12", promises=[BRIDGE]))
    for i, (day, words) in enumerate(later):
        record.add(report(f"later{i}", told("KZ", "KG", date=day), day=day, text=words))
    (found,) = record.ledger(sides=("KZ", "KG"), today=TODAY)
    return found


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Автомобильный мост через Чу введён в эксплуатацию в октябре.", "done"),
        ("Строительство автомобильного моста через Чу приостановлено.", "dropped"),
        ("Сдача автомобильного моста через Чу перенесена на осень.", "late"),
        ("Автомобильный мост через реку Чу до сих пор не открыт.", "contradicted"),
        ("Пункт пропуска на границе открыт.", "late"),
    ],
)
def test_a_later_sentence_tells_what_became_of_it(record: Record, words: str, state: str) -> None:
    """The last case speaks of something else: the bridge is late since its day passed without a report."""
    found = follow(record, ("2023-10-20", words))
    assert found.state == state
    told_so = [one.words for one in found.evidence]
    assert told_so == ([] if "Пункт" in words else [words])
    assert [one.id for one in record.ledger(state=state, today=TODAY)] == [found.id]


def test_the_evidence_points_to_its_words(record: Record) -> None:
    words = "Автомобильный мост через Чу введён в эксплуатацию в октябре."
    (evidence,) = follow(record, ("2023-10-20", words)).evidence
    reading = record.document(evidence.document)
    assert reading is not None
    assert reading.document.text[evidence.start : evidence.stop] == evidence.words == words
    assert evidence.published == "2023-10-20"


def test_the_last_word_counts(record: Record) -> None:
    found = follow(
        record,
        ("2023-08-01", "Строительство автомобильного моста через Чу приостановлено."),
        ("2023-12-01", "Автомобильный мост через Чу открыт."),
    )
    assert (found.state, len(found.evidence)) == ("done", 2)


def test_an_earlier_sentence_or_one_of_other_sides_is_no_evidence(record: Record) -> None:
    record.add(
        report(
            "x", told("FR", "ES", date="2023-10-20"), day="2023-10-20", text="Автомобильный мост через реку Чу открыт."
        )
    )
    found = follow(record, ("2023-01-20", "Автомобильный мост через реку Чу открыт."))
    assert found.evidence == ()


def test_open_until_due_and_late_after(record: Record) -> None:
    follow(record)
    states = [record.ledger(today=day)[0].state for day in (date(2023, 9, 30), date(2023, 10, 1))]
    assert states == ["open", "late"]
    assert record.ledger(state="open", today=date(2023, 9, 30))
    assert not record.ledger(state="open", today=date(2023, 10, 1))
    assert record.ledger(due_before="2023-09")
    assert not record.ledger(due_before="2023-08")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_reports_does_not_matter(record: Record, order: tuple[int, int]) -> None:
    reports = [
        report("a", told("KZ", "KG", date="2023-05-12"), day="2023-05-12", promises=[BRIDGE]),
        report("b", told("KZ", "KG"), day="2023-11-12", text="Автомобильный мост через Чу открыт."),
    ]
    for place in order:
        record.add(reports[place])
    assert record.ledger(today=TODAY)[0].state == "done"


def test_the_ledger_is_narrowed(record: Record) -> None:
    """By person and format of the encounter it was made at, by theme, side; a state that is none is refused."""
    promise = ("Стороны договорились о поставках воды", ("KZ", "US"), "2023-09")
    record.add(
        report(
            "a",
            told("KZ: Асан Беков", "US", kind="ministerial", format="C5+1", date="2023-05-12"),
            day="2023-05-12",
            promises=[promise],
        )
    )
    for wanted in ({"person": "Асан Беков"}, {"format": "C5+1"}, {"theme": "water"}, {"sides": ("US",)}):
        assert len(record.ledger(**wanted)) == 1, wanted  # type: ignore[arg-type]
    for other in ({"person": "Пётр Иванов"}, {"format": "OTS"}, {"theme": "trade"}, {"sides": ("US", "RU")}):
        assert record.ledger(**other) == [], other  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="state 'lost' is none"):
        record.ledger(state="lost")


def test_every_phrase_of_outcome_is_found_in_its_example() -> None:
    for language in ("ru", "kk", "en"):
        assert load_cues(language)
    for language, _words, state, _deed, example in rows("cues.tsv"):
        assert find_state(example, language) == state, example


def test_hedges_and_deeds_are_found_in_their_examples() -> None:
    for language, words, sense, example in rows("hedges.tsv"):
        assert any(pattern.search(example) and told == sense for pattern, told in load_hedges(language)), words
    for language, deed, words, example in rows("deeds.tsv"):
        assert any(pattern.search(example) and told == deed for pattern, told in load_deeds(language)), words


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Совместная комиссия так и не создана.", "contradicted"),
        ("Совместная комиссия до сих пор не была создана.", "contradicted"),
        ("Соглашение подписано не было.", "contradicted"),
        ("Открыть пункт пропуска не удалось.", "contradicted"),
        ("Соглашение о визах не будет подписано.", "contradicted"),
        ("Совместная комиссия будет создана осенью.", None),
        ("Соглашение может быть подписано на саммите.", None),
        ("Мост должен быть открыт к весне.", None),
        ("Запуск рейса не отменён.", None),
        ("Соглашение не только подписано, но и исполнено.", "done"),
        ("Мост открыт, хотя соглашение о тарифах не подписано.", "contradicted"),
        ("Комиссия, которая не собиралась год, создана.", "done"),
        ("The commission has yet to be set up.", "contradicted"),
        ("The commission wasn't established.", "contradicted"),
        ("The bridge is to be opened in spring.", None),
        ("The treaty will be ratified next year.", None),
        ("The treaty may not be ratified.", None),
        ("The treaty won't be ratified.", "contradicted"),
        ("Өткізу бекеті әлі ашылған жоқ.", "contradicted"),
    ],
)
def test_what_is_denied_or_only_expected_has_not_been_done(words: str, state: str | None) -> None:
    language = "kk" if "жоқ" in words else "en" if words.isascii() else "ru"
    assert find_state(words, language) == state


def test_a_paper_signed_on_a_bridge_does_not_build_it(record: Record) -> None:
    assert follow(record, ("2023-06-20", "Протокол об автомобильном мосте через реку Чу подписан.")).state == "late"
    promise = ("Стороны договорились подписать протокол о границе на реке Чу", ("KZ", "KG"), "2023-09")
    record.add(report("p", told("KZ", "KG", date="2023-05-13"), day="2023-05-13", promises=[promise]))
    words = "Протокол о границе на реке Чу подписан."
    record.add(report("q", told("KZ", "KG", date="2023-06-21"), day="2023-06-21", text=words))
    assert [(one.words, one.state) for one in record.ledger(today=TODAY)] == [(BRIDGE[0], "late"), (promise[0], "done")]


def test_every_level_is_found_in_its_example() -> None:
    assert len(load_levels()) > 20
    for level, _words, example in rows("levels.tsv"):
        assert find_level(example) == level, example


def test_every_anniversary_is_found_in_its_example() -> None:
    for language, _pattern, subject, example in rows("jubilees.tsv"):
        words = f"В 2022 году: {example}."
        (found,) = find_milestones(report("a", told("KZ", "US"), text=words, language=language))
        assert (found["years"], found["year"]) == (30 if subject == "relations" else 10, 2022)
        assert load_jubilees(language)


def rows(name: str) -> list[list[str]]:
    """The lines of a data file of the record."""
    from importlib.resources import files

    text = (files("dragoman.record") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def test_lists_hold_each_entry_once() -> None:
    for name in (
        "cues.tsv",
        "hedges.tsv",
        "deeds.tsv",
        "levels.tsv",
        "jubilees.tsv",
        "commonplaces.tsv",
        "relations.tsv",
    ):
        keys = [tuple(row[:3] if name == "deeds.tsv" else row[:2]) for row in rows(name)]
        assert len(keys) == len(set(keys)), name
        assert len({len(row) for row in rows(name)}) == 1, name
    assert "сотрудничество" in load_commonplaces()


def test_positions_are_found_by_side_person_theme_and_time(record: Record) -> None:
    said = [
        ("Асан Беков", "KZ", "Мы расширим торговлю зерном"),
        ("Пётр Иванов", "RU", "Вопрос воды не терпит отсрочки"),
    ]
    record.add(report("a", told("KZ: Асан Беков", "RU: Пётр Иванов", date="2023-05-12"), day="2023-05-12", said=said))
    assert [one.words for one in record.positions(side="KZ")] == ["Мы расширим торговлю зерном"]
    assert [one.words for one in record.positions(person="Иванов Пётр")] == []
    assert [one.side for one in record.positions(person="П. Иванов")] == ["RU"]
    assert [one.side for one in record.positions(theme="water")] == ["RU"]
    assert len(record.positions(since="2023-05", until="2023-05")) == 2
    assert record.positions(since="2023-06") == []


def add_rounds(record: Record) -> None:
    for number, day in ((1, "2020-05-10"), (2, "2021-05-09"), (5, "2022-05-11")):
        record.add(
            report(
                f"r{number}", told("KZ", "EU", kind="consultation", format="Диалог", ordinal=number, date=day), day=day
            )
        )


def test_a_series_knows_its_gaps_interval_and_next(record: Record) -> None:
    add_rounds(record)
    series = record.series("Диалог")
    assert [one.ordinal for one in series.meetings] == [1, 2, 5]
    assert series.missing == (3, 4)
    assert series.members == ("EU", "KZ")
    assert series.interval_days == 366
    assert series.next_expected == "2023-05"
    planned = told("KZ", "EU", kind="consultation", format="Диалог", ordinal=6, status="planned", date="2023-06-02")
    record.add(report("r6", planned, day="2022-12-01"))
    assert record.series("Диалог").next_expected == "2023-06-02"
    assert [one.ordinal for one in record.upcoming(date(2023, 1, 1))] == [6]
    assert record.upcoming(date(2023, 6, 3)) == []


def test_neighbours_are_the_meetings_before_and_after(record: Record) -> None:
    add_rounds(record)
    middle = record.series("Диалог").meetings[1]
    before, after = record.neighbours(middle)
    assert before is not None
    assert after is not None
    assert (before.ordinal, after.ordinal) == (1, 5)
    assert record.neighbours(before)[0] is None


def test_formats_are_counted(record: Record) -> None:
    add_rounds(record)
    (found,) = record.formats()
    assert (found.format, found.count, found.first, found.last) == ("Диалог", 3, "2020-05-10", "2022-05-11")


def test_days_since_the_last_contact(record: Record) -> None:
    add_rounds(record)
    assert record.days_since(Query(sides=("KZ", "EU")), date(2022, 5, 21)) == 10
    assert record.days_since(Query(sides=("KZ", "EU")), date(2021, 5, 10)) == 1
    assert record.days_since(Query(sides=("KZ", "FR")), date(2022, 5, 21)) is None


def test_milestones_are_computed_and_told(record: Record) -> None:
    words = "В 2022 году страны отметят 30-летие установления дипломатических отношений Казахстана и Турции."
    record.add(report("a", told("KZ", "TR", date="2022-01-12"), day="2022-01-12", text=words))
    found = [one for one in record.milestones(2022, sides=("KZ", "TR")) if one.format is None]
    assert {(one.basis, one.years, one.sides) for one in found} == {
        ("computed", 30, ("KZ", "TR")),
        ("told", 30, ("KZ", "TR")),
    }
    assert [one.date for one in found if one.basis == "computed"] == [
        load_relations()["KZ", "TR"].replace("1992", "2022")
    ]
    (told_one,) = (one for one in found if one.basis == "told")
    reading = record.document(told_one.document or "")
    assert reading is not None
    assert reading.document.text[told_one.start : told_one.stop] == told_one.title
    assert all(one.format for one in record.milestones(2023, sides=("KZ", "TR")))
