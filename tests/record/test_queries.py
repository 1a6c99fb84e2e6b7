"""What is asked of the record is answered: by any slot, any word form, any spelling, in both databases."""

from __future__ import annotations

from datetime import date

import pytest
from tests.record.made import report, told

from dragoman.errors import UsageError
from dragoman.record import Query, Record
from dragoman.record.search import match_documents
from dragoman.record.terms import find_stem, query_terms
from dragoman.record.views import to_query

BEKOV = "KZ: Асан Тлеубеков, министр иностранных дел"


@pytest.fixture
def full(record: Record) -> Record:
    """Four reports in three languages of three events."""
    record.add_all(
        [
            report(
                "ru",
                told(BEKOV, "US: Джон Блинкерт, госсекретарь", kind="call", date="2023-05-12"),
                day="2023-05-12",
                text="Асан Тлеубеков обсудил с Джоном Блинкертом поставки воды и строительство дорог.",
                topic="поставки воды",
            ),
            report(
                "en",
                told("KZ: Assan Tleubekov", "US: John Blinkert", kind="call", date="2023-05-12"),
                day="2023-05-13",
                language="en",
                outlet="Monitor",
                text="Assan Tleubekov and John Blinkert discussed water supplies and roads.",
            ),
            report(
                "kk",
                told("KZ", "UZ", kind="meeting", status="planned", date="2024-02-01", format="Форум"),
                day="2023-12-20",
                language="kk",
                outlet="Жаршы",
                text="Тараптар шекарадағы өткізу бекеттерін талқылайды.",
            ),
            report(
                "other",
                told("RU", "CN", kind="summit", mode="video", date="2021-03", background=True),
                day="2021-03-20",
                outlet="Вести",
                text="Лидеры говорили о газе.",
            ),
        ]
    )
    return record


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query(), 3),
        (Query(sides=("KZ",)), 2),
        (Query(sides=("US", "KZ")), 1),
        (Query(sides=("KZ", "CN")), 0),
        (Query(sides=("KZ", "US", "UZ")), 0),
        (Query(person="Тлеубеков"), 1),
        (Query(person="Tleubekov"), 1),
        (Query(person="Асан Тлеубеков", sides=("KZ",)), 1),
        (Query(person="Никто Неизвестный"), 0),
        (Query(format="Форум"), 1),
        (Query(kind="call"), 1),
        (Query(mode="video"), 1),
        (Query(status="planned", sides=("UZ",)), 1),
        (Query(status="happened", sides=("UZ",)), 0),
        (Query(theme="water"), 1),
        (Query(language="kk"), 1),
        (Query(outlet="Monitor"), 1),
        (Query(outlet="Monitor", language="ru"), 1),
        (Query(background=True), 1),
        (Query(background=False), 2),
        (Query(disputed=True), 0),
        (Query(since="2023"), 2),
        (Query(since="2023-06", until="2024"), 1),
        (Query(until="2022"), 1),
        (Query(words="дорога"), 1),
        (Query(words="бекет"), 1),
        (Query(words="road"), 1),
        (Query(words="дорога газ"), 0),
        (Query(words="вода", sides=("US",), kind="call"), 1),
        (Query(after=0), 3),
        (Query(after=3), 1),
    ],
)
def test_every_slot_narrows(full: Record, query: Query, count: int) -> None:
    found = full.encounters(query)
    assert len(found) == full.count(query) == count


def test_pages_follow_one_another_without_gap_or_repetition(full: Record) -> None:
    whole = [one.id for one in full.encounters()]
    paged = [one.id for i in range(3) for one in full.encounters(Query(limit=1, offset=i))]
    assert paged == whole
    assert [one.id for one in full.encounters(Query(newest_first=False))] == whole[::-1]


@pytest.mark.parametrize(
    "by", ["year", "month", "day", "kind", "mode", "status", "format", "side", "theme", "outlet", "language"]
)
def test_counts_are_those_of_the_encounters_themselves(full: Record, by: str) -> None:
    """Each value's count is the number of encounters that a query for it finds."""
    for query in (Query(), Query(sides=("KZ",)), Query(words="вода")):
        for value, count in full.histogram(query, by).items():
            if by in ("year", "month", "day"):
                found = full.encounters(Query(sides=query.sides, words=query.words, since=value, until=value))
            else:
                name = "sides" if by == "side" else by
                asked = {**{n: getattr(query, n) for n in ("sides", "words")}, name: value}
                if by == "side":
                    asked["sides"] = (*query.sides, value)
                found = full.encounters(Query(**asked))
            assert len(found) == count, (by, value)


def test_facets_agree_with_histograms_and_follow_changes(full: Record) -> None:
    facets = full.facets()
    assert set(facets) == {"side", "format", "kind", "mode", "status", "theme", "language", "outlet"}
    assert facets["side"] == {"KZ": 2, "CN": 1, "RU": 1, "US": 1, "UZ": 1}
    assert all(full.histogram(by=name) == dict(sorted(counts.items())) for name, counts in facets.items())
    full.add(report("new", told("KZ", "TR", date="2024-01-01"), day="2024-01-02"))
    assert full.facets()["side"]["KZ"] == 3


def test_a_count_by_nothing_known_is_refused(full: Record) -> None:
    with pytest.raises(UsageError, match="cannot count by 'colour'"):
        full.histogram(by="colour")


def test_ties_are_pairs_with_their_last_day(full: Record) -> None:
    assert [(t.left, t.right, t.count, t.last) for t in full.ties()] == [
        ("CN", "RU", 1, "2021-03-01"),
        ("KZ", "US", 1, "2023-05-12"),
        ("KZ", "UZ", 1, "2024-02-01"),
    ]
    assert [(t.left, t.right) for t in full.ties(Query(sides=("US",)))] == [("KZ", "US")]
    (people,) = full.person_ties()
    assert {people.left, people.right} == {key for key, _name, _count in full.people()}


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("дорога", {"ru"}),
        ("строительства дороги", {"ru"}),
        ("Блинкерт", {"ru", "en"}),
        ("Blinkert", {"ru", "en"}),
        ("блинкертом", {"ru"}),
        ("supply", set()),
        ("roads", {"en"}),
        ("шекара", {"kk"}),
        ("бекеттер", {"kk"}),
        ('" OR (', set()),
        ("", set()),
    ],
)
def test_reports_are_found_by_any_form_and_spelling(full: Record, words: str, sources: set[str]) -> None:
    hits = full.search(words)
    assert {hit.report.source for hit in hits} == sources
    for hit in hits:
        reading = full.document(hit.report.id)
        assert reading is not None
        assert hit.spans
        assert all(reading.document.text[span.start : span.stop].strip() for span in hit.spans)


def test_the_latest_reports_are_looked_at_first(full: Record) -> None:
    with full.engine.connect() as connection:
        query = query_terms("Блинкерт")
        assert connection.execute(match_documents(connection, query, 1)).scalars().all() == [2]


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("Тлеу", "person", None),
        ("tleu", "person", None),
        ("Узб", "side", "UZ"),
        ("uz", "side", "UZ"),
        ("фор", "format", "Форум"),
    ],
)
def test_beginnings_are_completed(full: Record, words: str, kind: str, key: str | None) -> None:
    found = [one for one in full.suggest(words) if one.kind == kind]
    assert found
    assert key is None or found[0].key == key
    assert full.suggest("  ") == []


def test_saved_searches_tell_what_is_new(full: Record) -> None:
    query = Query(sides=("KZ",), kind="call")
    saved = full.save_search("звонки", query)
    assert [one.name for one in full.saved_searches()] == ["звонки"]
    assert to_query(full.saved_searches()[0]) == query
    assert full.new_since(query, saved.seq) == []
    full.add(report("new", told("KZ", "FR", kind="call", date="2024-01-01"), day="2024-01-02"))
    full.add(report("more", told(BEKOV, "US", kind="call", date="2023-05-12"), day="2023-05-13"))
    assert [one.date for one in full.new_since(query, saved.seq)] == ["2024-01-01"]
    again = full.save_search("звонки", query)
    assert again.seq > saved.seq
    assert len(full.saved_searches()) == 1
    with pytest.raises(UsageError, match="needs a name"):
        full.save_search(" ", query)


def test_lists_and_totals(full: Record) -> None:
    listed = full.documents()
    assert [one.source for one in listed] == ["kk", "en", "ru", "other"]
    assert [one.source for one in full.documents(2, 1)] == ["en", "ru"]
    assert full.listed(listed[0].id) == listed[0]
    assert full.listed("nothing") is None
    assert full.document("nothing") is None
    assert full.totals()["reports"] == 4
    assert full.totals()["encounters"] == 3
    assert [one.date for one in full.encounters_of(listed[1].id)] == ["2023-05-12"]
    assert next((name, count) for _key, name, count in full.people())[1] == 1


def test_changes_tell_what_happened(full: Record) -> None:
    assert [row["what"] for row in full.changes()] == ["new"] * 4
    assert [row["seq"] for row in full.changes(since=2)] == [3, 4]
    assert full.version() == 4


def test_a_bound_without_a_year_is_refused(full: Record) -> None:
    with pytest.raises(UsageError, match="is no date"):
        full.count(Query(since="весна"))


def test_upcoming_and_days_since_use_the_day_given(full: Record) -> None:
    assert [one.date for one in full.upcoming(date(2024, 1, 1))] == ["2024-02-01"]
    assert full.days_since(Query(person="Блинкерт"), date(2023, 5, 22)) == 10


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("дорогами", "дорога"),
        ("Договорённости", "договоренность"),
        ("көпірдің", "көпір"),
        ("бекеттерін", "бекет"),
        ("bridges", "bridg"),
    ],
)
def test_forms_have_one_stem(form: str, stem: str) -> None:
    assert find_stem(form) == stem
