"""Briefings: every line is cited, every citation is the exact words, every form shows them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import msgspec
import pypdf
import pytest

from dragoman.errors import UsageError
from dragoman.export import profiles
from dragoman.export.briefing import (
    Briefing,
    Limits,
    Line,
    Subject,
    build_briefing,
    open_matter,
    render_docx,
    render_markdown,
    render_pdf,
)
from dragoman.export.markdown import escape
from dragoman.model import Reading, Span, from_json, to_json
from dragoman.record import Record
from dragoman.register.people import KnownTenure

from .reports import HOSTILE, ROUND_RU, call_ru, find_span, make_document, round_ru

PAIR = Subject(kind="pair", keys=("KZ", "US"))
SIDE = Subject(kind="side", keys=("KZ",))
SUBJECTS = [PAIR, SIDE, Subject(kind="person", keys=("Ерлан Аманов",)), Subject(kind="format", keys=("C5+1",))]
KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"


def lines_of(briefing: Briefing, kind: str) -> tuple[Line, ...]:
    """The lines of a section."""
    (section,) = [section for section in briefing.sections if section.kind == kind]
    return section.lines


def test_a_briefing_on_a_side_holds_its_own_people_and_every_contact(record: Record, today: date) -> None:
    """More contacts than a pair of it has; nobody of another side among the people; titled with its name."""
    briefing = build_briefing(record, SIDE, today, limits=Limits(contacts=500, people=500))
    pair = build_briefing(record, PAIR, today, limits=Limits(contacts=500))
    assert len(lines_of(briefing, "contacts")) > len(lines_of(pair, "contacts")) > 0
    own = {seat.key for one in record.encounters() for seat in one.participants if seat.side == "KZ"}
    assert {line.key for line in lines_of(briefing, "people")} <= own
    assert briefing.title == "Kazakhstan"


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_citations_are_exact_words(record: Record, today: date, subject: Subject, language: str) -> None:
    """The words of a citation stand in the report; numbers run from 1 as a reader meets them."""
    briefing = build_briefing(record, subject, today, language)
    for one in briefing.citations:
        reading = record.document(one.document)
        assert reading is not None
        assert reading.document.text[one.start : one.stop] == one.words != ""
    met = dict.fromkeys(n for section in briefing.sections for line in section.lines for n in line.citations)
    assert list(met) == [one.number for one in briefing.citations] == list(range(1, len(met) + 1))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_line_is_cited_or_computed(record: Record, today: date, subject: Subject) -> None:
    """Only what the record computed itself may stand without a source, and says so."""
    briefing = build_briefing(record, subject, today)
    lines = [line for section in briefing.sections for line in section.lines]
    assert lines
    assert all(line.citations or "computed" in (line.note or "") for line in lines)


def test_pair_has_its_contacts(record: Record, today: date) -> None:
    """The latest first; planned and cancelled ones are no contacts; two reports of one call are both cited."""
    lines = lines_of(build_briefing(record, PAIR, today), "contacts")
    assert [line.date for line in lines] == ["2029-04-23", "2029-04-20"]
    assert len(lines[1].citations) == 2


def test_open_matters_show_words_and_due_date(record: Record, today: date) -> None:
    """An open commitment is quoted, with its due date."""
    lines = lines_of(build_briefing(record, PAIR, today), "standing")
    (line,) = [line for line in lines if "торговый дом" in (line.quote or "")]
    assert line.quote == "договорились открыть торговый дом до конца 2029 года"
    assert "due 31 December 2029" in (line.note or "")


def test_positions_are_quotations(record: Record, today: date) -> None:
    """The words said, with who said them and when."""
    (line,) = lines_of(build_briefing(record, PAIR, today), "positions")
    assert (line.text, line.quote) == ("Ерлан Аманов (Kazakhstan), 21 April 2029", "Мы ценим это партнёрство")


def test_people_have_offices_by_date(record: Record, today: date) -> None:
    """A person stands with office and the day of the report that gives it, in the script of the language."""
    lines = lines_of(build_briefing(record, PAIR, today, "ru"), "people")
    (line,) = [line for line in lines if line.text.startswith("Ерлан Аманов")]
    assert "министр иностранных дел Казахстана (Казахстан, 21 апреля 2029 г.)" in line.text.replace("\xa0", " ")


def test_upcoming_dates_are_in_order(record: Record, today: date) -> None:
    """The planned visit and the due dates, the soonest first; nothing of the past."""
    days = [line.date for line in lines_of(build_briefing(record, PAIR, today), "dates")]
    assert days == sorted(days, key=str)
    assert days[0] == "2029-09"
    assert "2029-12-31" in days


def test_period_is_kept(record: Record, today: date) -> None:
    """Nothing outside of since and until is counted or cited."""
    subject = Subject(kind="person", keys=("Ерлан Аманов",), since="2029-03", until="2029-03")
    briefing = build_briefing(record, subject, today)
    assert [line.date for line in lines_of(briefing, "contacts")] == ["2029-03-15"]
    assert {line.date for line in lines_of(briefing, "positions")} == {"2029-03-15"}
    assert lines_of(briefing, "standing") == ()


def test_loose_commitments_belong_to_what_the_report_is_about(today: date, tmp_path: Path) -> None:
    """A commitment that no report ties to an encounter is in the briefing of the format that the report is about."""
    reading = round_ru()
    loose = tuple(msgspec.structs.replace(one, encounter=None) for one in reading.commitments)
    with Record.open(tmp_path / "loose.db") as record:
        record.add(msgspec.structs.replace(reading, commitments=loose))
        (line,) = lines_of(build_briefing(record, SUBJECTS[2], today), "standing")
        assert line.quote == "приняли план по климату до 2030 года"
        other = tuple(msgspec.structs.replace(one, format="OTS", date="2020-02-02") for one in reading.encounters)
        elsewhere = msgspec.structs.replace(reading.document, outlet="Elsewhere")
        record.add(msgspec.structs.replace(reading, document=elsewhere, encounters=other, commitments=()))
        assert lines_of(build_briefing(record, Subject(kind="format", keys=("OTS",)), today), "standing") == ()


@pytest.mark.parametrize(
    ("day", "says"), [("2023-05-01", "since 3 April 2023"), ("2031-01-01", "3 April 2023 – 1 May 2030")]
)
def test_register_tells_what_was_known_on_the_day(
    record: Record, monkeypatch: pytest.MonkeyPatch, day: str, says: str
) -> None:
    """A tenure that ends later is still running on the day of the briefing; its end is told after it."""
    tenure = KnownTenure(
        person="x",
        office="Minister",
        side="KZ",
        since="2023-04-03",
        until="2030-05-01",
        source="own",
        kind="foreign_minister",
    )
    monkeypatch.setattr(profiles, "tenures_of", lambda _key: (tenure,))
    matter = open_matter(record, PAIR, date.fromisoformat(day), "en")
    assert profiles.say_tenures("x", matter) == f"register: Minister, {says}"


def test_reports_in_the_language_are_cited_first(record: Record, today: date) -> None:
    """Of two equal reports a Russian briefing cites the Russian one first, an English one the English."""
    for language, source in (("ru", "call-ru"), ("en", "call-en")):
        briefing = build_briefing(record, PAIR, today, language)
        first = lines_of(briefing, "contacts")[1].citations[0]
        assert briefing.citations[first - 1].source == source


def test_held_is_proved_by_a_report_that_says_so(record: Record, today: date, tmp_path: Path) -> None:
    """Where one report plans a meeting and a later one tells of it, the later one is cited first."""
    plan, held = round_ru(), round_ru()
    told = msgspec.structs.replace(plan.encounters[0], status="planned")
    early = make_document("Готовится встреча. " + ROUND_RU, "plan-ru", "2029-04-01")
    evidence = (Span(**find_span(early.text, "Готовится встреча.")),)
    told = msgspec.structs.replace(told, evidence=evidence, topics=())
    with Record.open(tmp_path / "plan.db") as record:
        record.add_all([Reading(document=early, encounters=(told,)), held])
        assert record.count() == 1
        (line,) = lines_of(build_briefing(record, SUBJECTS[2], today), "contacts")
        sources = [one.source for one in build_briefing(record, SUBJECTS[2], today).citations]
    assert len(line.citations) == 2
    assert sources[:2] == ["round-ru", "plan-ru"]


def test_undated_contacts_are_counted_and_come_last(today: date, tmp_path: Path) -> None:
    """An encounter of no known day is a contact too, unless a period is asked for; one after the day is not."""
    first, second = call_ru(), round_ru()
    bare = msgspec.structs.replace(first.document, published=None)
    undated = tuple(msgspec.structs.replace(one, date=None) for one in first.encounters)
    with Record.open(tmp_path / "undated.db") as record:
        record.add_all([msgspec.structs.replace(first, document=bare, encounters=undated), second])
        assert record.count() == 2
        briefing = build_briefing(record, PAIR, today)
        early = build_briefing(record, PAIR, date(2029, 4, 1))
        bounded = build_briefing(record, msgspec.structs.replace(PAIR, since="2029"), today)
    assert [line.date for line in lines_of(briefing, "contacts")] == ["2029-04-23", None]
    assert briefing.summary[0].text == "Contacts on record: 2"
    assert [line.date for line in lines_of(early, "contacts")] == [None]
    assert early.summary[0].text == bounded.summary[0].text == "Contacts on record: 1"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_of_later_reports_is_quoted(record: Record, subject: Subject) -> None:
    """A briefing as of 20 April knows no statement or commitment of a report of the day after."""
    briefing = build_briefing(record, subject, date(2029, 4, 20))
    cited = {n for kind in ("positions", "standing") for line in lines_of(briefing, kind) for n in line.citations}
    days = {one.published for one in briefing.citations if one.number in cited}
    assert all(day is not None and day <= "2029-04-20" for day in days)


def test_undated_contact_tells_the_day_of_its_report(today: date, tmp_path: Path) -> None:
    """Where no date is told the line says when it was reported."""
    reading = round_ru()
    undated = tuple(msgspec.structs.replace(one, date=None) for one in reading.encounters)
    with Record.open(tmp_path / "reported.db") as record:
        record.add(msgspec.structs.replace(reading, encounters=undated))
        (line,) = lines_of(build_briefing(record, PAIR, today), "contacts")
    assert line.text.startswith("reported on 23 April 2029, by video · C5+1 (10)")


def test_limits_are_kept(record: Record, today: date) -> None:
    """No section is longer than was asked for, and no citation is left of lines that fell away."""
    briefing = build_briefing(record, PAIR, today, limits=Limits(contacts=1, standing=1, people=1, dates=1))
    assert max(len(section.lines) for section in briefing.sections) == 1
    assert len(briefing.citations) <= 8


@pytest.mark.parametrize(
    "subject",
    [
        Subject(kind="pair", keys=("KZ",)),
        Subject(kind="side", keys=("KZ", "US")),
        Subject(kind="person", keys=("A", "B")),
        Subject(kind="format", keys=()),
    ],
)
def test_subject_needs_its_keys(record: Record, today: date, subject: Subject) -> None:
    """A pair has two sides, a person one name."""
    with pytest.raises(UsageError, match=r"give (two sides|one side|one person|one format)"):
        build_briefing(record, subject, today)


@pytest.mark.parametrize(
    "subject",
    [
        Subject(kind="person", keys=("Нет Такого",)),
        Subject(kind="format", keys=("OTS",)),
        Subject(kind="side", keys=("FJ",)),
        Subject(kind="pair", keys=("FJ", "KZ")),
    ],
)
def test_a_briefing_on_nothing_known_is_refused(record: Record, today: date, subject: Subject) -> None:
    """No file is written of what no report tells of."""
    with pytest.raises(UsageError, match="knows nothing of the"):
        build_briefing(record, subject, today)


def test_an_empty_briefing_stands_in_every_form(record: Record, today: date) -> None:
    """Where every line is left out each form says that there is nothing."""
    whole = build_briefing(record, PAIR, today, "ru")
    empty = tuple(msgspec.structs.replace(section, lines=()) for section in whole.sections)
    briefing = msgspec.structs.replace(whole, sections=empty, citations=())
    assert "В записи ничего нет." in render_markdown(briefing).decode()
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(briefing))).pages) == 1


def test_offices_are_in_the_language_of_the_briefing(record: Record, today: date) -> None:
    """A Russian report's «министр иностранных дел» is a foreign minister in English; words quoted stay."""
    lines = lines_of(build_briefing(record, PAIR, today, "en"), "contacts")
    assert any("foreign minister, Kazakhstan" in line.text for line in lines)
    own = lines_of(build_briefing(record, PAIR, today, "ru"), "contacts")
    assert any("министр иностранных дел" in line.text for line in own)


def test_value_survives_json(record: Record, today: date) -> None:
    """The desk may send it and take it back."""
    briefing = build_briefing(record, PAIR, today)
    assert from_json(to_json(briefing), Briefing) == briefing


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_all_forms_say_the_same(record: Record, today: date, subject: Subject, language: str) -> None:
    """Title, headings, quotations and cited words are in Markdown, DOCX and PDF."""
    briefing = build_briefing(record, subject, today, language)
    text = {
        "md": re.sub(r"\\(.)", r"\1", render_markdown(briefing).decode()),
        "docx": "\n".join(one.text for one in docx.Document(io.BytesIO(render_docx(briefing))).paragraphs),
        "pdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render_pdf(briefing))).pages),
    }
    wanted = [briefing.title, *(section.heading for section in briefing.sections)]
    wanted += [line.quote for section in briefing.sections for line in section.lines if line.quote]
    for form, shown in text.items():
        flat = re.sub(r"\s+", "", shown)
        assert [words for words in wanted if re.sub(r"\s+", "", words) not in flat] == [], form


def test_bytes_depend_on_the_briefing_alone(record: Record, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal briefings give equal bytes; the times inside are not those of the clock."""
    briefing = build_briefing(record, PAIR, today)
    again = build_briefing(record, PAIR, today)
    for render in (render_markdown, render_docx, render_pdf):
        assert render(briefing) == render(again)
    with zipfile.ZipFile(io.BytesIO(render_docx(briefing))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(render_docx(briefing))).core_properties
    assert properties.created is not None
    assert properties.created.date() == today
    assert b"20290601" in render_pdf(briefing)


def make_full(briefing: Briefing) -> Briefing:
    """A briefing with as many lines as the limits allow, all of them long, and a source for each."""
    text = "23 апреля 2029 г., Астана · встреча — Казахстан, США. " + "Ерлан Аманов (министр иностранных дел); " * 3
    words = "мы ценим это партнёрство и продолжим его в этом году " * 5
    counts = msgspec.to_builtins(Limits())
    sections = []
    for section in briefing.sections:
        said = words if section.kind in ("standing", "agreed", "positions") else None
        line = Line(text=text[: 40 if said else 170], quote=said, note="твёрдо; не закрыто", citations=(1, 2))
        sections.append(msgspec.structs.replace(section, lines=(line,) * counts[section.kind]))
    source = msgspec.structs.replace(briefing.citations[0], title="Название сообщения, каким оно бывает", words=words)
    citations = tuple(msgspec.structs.replace(source, number=number) for number in range(1, 46))
    return msgspec.structs.replace(briefing, sections=tuple(sections), citations=citations)


def test_full_briefing_fits_two_pages(record: Record, today: date) -> None:
    """As much as the limits allow is two pages: type gets smaller and quotations shorter, no line is left out."""
    briefing = build_briefing(record, PAIR, today, "ru")
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(make_full(briefing))))
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(briefing))).pages) == 1
    assert len(reader.pages) == 2
    shown = " ".join(page.extract_text() for page in reader.pages)
    assert "45." in shown
    assert shown.count("твёрдо; не закрыто") == sum(msgspec.to_builtins(Limits()).values())


def test_kazakh_letters_have_glyphs(record: Record, today: date) -> None:
    """Every Kazakh letter is in the embedded font and comes back from the PDF."""
    briefing = msgspec.structs.replace(build_briefing(record, PAIR, today, "kk"), title=KAZAKH)
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(briefing)))
    assert KAZAKH in reader.pages[0].extract_text()
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[union-attr, index]
    assert all("Libertinus" in font["/BaseFont"] for font in fonts)


def test_words_of_reports_are_never_markup(record: Record, today: date) -> None:
    """A hostile title is printed as it is in every form."""
    briefing = msgspec.structs.replace(build_briefing(record, PAIR, today), title=HOSTILE + "\x00\x0b")
    assert "# " + escape(HOSTILE) in render_markdown(briefing).decode()
    assert docx.Document(io.BytesIO(render_docx(briefing))).paragraphs[0].text == HOSTILE
    flat = re.sub(r"\s+", "", pypdf.PdfReader(io.BytesIO(render_pdf(briefing))).pages[0].extract_text())
    assert re.sub(r"\s+", "", HOSTILE) in flat


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("a *b* [c](d)", "a \\*b\\* \\[c\\](d)"),
        ("<script>", "\\<script\\>"),
        ("a\n\n# b", "a \\# b"),
    ],
)
def test_markdown_is_escaped(text: str, shown: str) -> None:
    """Signs of Markdown at the beginning of a line or inside it stay signs."""
    assert escape(text) == shown
