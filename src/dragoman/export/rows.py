"""The tables of the record: their fields with meaning, and their rows. docs/exports.md is written from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from dragoman.edtf import first_day, last_day
from dragoman.export.citations import find_evidence
from dragoman.export.eventdata import list_events, pair_events
from dragoman.export.labels import list_sides
from dragoman.model import Reading
from dragoman.record import Query, Record
from dragoman.record.claims import make_rows
from dragoman.record.values import Listed, Undertaking

Kind = Literal["text", "list", "edtf", "day", "whole", "real", "truth"]
Row = dict[str, Any]
PAGE = 1000  # reports or commitments asked for at once


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, the kind of its values, what they mean."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row is, its columns, and how its rows are made of a record."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Record, Query, date], Iterator[Row]]


# -- which reports ----------------------------------------------------------------------------------------------------


def is_open(query: Query) -> bool:
    """Whether a query narrows nothing."""
    return query == replace(Query(), newest_first=query.newest_first, limit=query.limit, offset=query.offset)


def iterate_reports(record: Record, query: Query) -> Iterator[Listed]:
    """The reports that tell of the encounters asked for, each once; without filters every report of the record."""
    if not is_open(query):
        seen: set[str] = set()
        for encounter in record.iterate(query):
            for report in encounter.reports:
                if report.document not in seen:
                    seen.add(report.document)
                    listed = record.listed(report.document)
                    if listed is not None:
                        yield listed
        return
    offset = 0
    while page := record.documents(limit=PAGE, offset=offset):
        yield from page
        offset += PAGE


def iterate_readings(record: Record, query: Query) -> Iterator[tuple[Listed, Reading]]:
    """The same reports with their readings."""
    for listed in iterate_reports(record, query):
        reading = record.document(listed.id)
        if reading is not None:
            yield listed, reading


# -- rows -------------------------------------------------------------------------------------------------------------


def encounter_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a merged encounter."""
    for one in record.iterate(query):
        yield {
            "id": one.id,
            "date": one.date,
            "first_day": first_day(one.date),
            "last_day": last_day(one.date),
            "date_basis": one.date_basis,
            "kind": one.kind,
            "mode": one.mode,
            "status": one.status,
            "place": one.place.name if one.place else None,
            "country": one.place.country if one.place else None,
            "format": one.format,
            "ordinal": one.ordinal,
            "sides": list(list_sides(one)),
            "people": [p.person for p in one.participants if p.person],
            "themes": sorted({topic.theme for topic in one.topics if topic.theme}),
            "topics": [topic.words for topic in one.topics],
            "background": one.background,
            "reports": len(one.reports),
            "sources": one.sources,
            "disputed": [dispute.field for dispute in one.disputes],
        }


def participant_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a participant of a merged encounter."""
    for one in record.iterate(query):
        for number, seat in enumerate(one.participants, 1):
            yield {
                "encounter": one.id,
                "number": number,
                "date": one.date,
                "person": seat.person,
                "person_key": seat.key,
                "office": seat.office,
                "side": seat.side,
                "role": seat.role,
                "claims": len(seat.claims),
            }


def evidence_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a report of a merged encounter, with its exact words."""
    for one in record.iterate(query):
        for report in one.reports:
            reading = record.document(report.document)
            span = find_evidence(reading, report)
            yield {
                "encounter": one.id,
                "document": report.document,
                "source": report.source,
                "reading_encounter": report.encounter,
                "claim": report.claim,
                "copy_of": report.copy_of,
                "start": span.start if span else None,
                "stop": span.stop if span else None,
                "words": reading.document.text[span.start : span.stop] if reading and span else None,
            }


def statement_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a statement of the reports; with a side or a person asked for, theirs alone."""
    for listed in iterate_reports(record, query):
        for said in record.statements(document=listed.id):
            if (not query.sides or said.side in query.sides) and (not query.theme or said.theme == query.theme):
                yield {
                    "id": said.id,
                    "document": said.document,
                    "published": said.published,
                    "speaker": said.speaker,
                    "person_key": said.person,
                    "side": said.side,
                    "form": said.form,
                    "theme": said.theme,
                    "start": said.start,
                    "stop": said.stop,
                    "words": said.words,
                }


def iterate_undertakings(record: Record, query: Query, today: date) -> Iterator[Undertaking]:
    """The commitments of the ledger that a query's sides, person, format and theme ask for, page by page."""
    offset = 0
    while page := record.ledger(
        sides=query.sides,
        person=query.person,
        format=query.format,
        theme=query.theme,
        today=today,
        limit=PAGE,
        offset=offset,
    ):
        yield from page
        offset += PAGE


def commitment_rows(record: Record, query: Query, today: date) -> Iterator[Row]:
    """One row a commitment with where it stands."""
    for item in iterate_undertakings(record, query, today):
        yield {
            "id": item.id,
            "document": item.document,
            "published": item.published,
            "encounter": item.encounter,
            "sides": list(item.sides),
            "theme": item.theme,
            "words": item.words,
            "start": item.start,
            "stop": item.stop,
            "title": item.title,
            "due": item.due,
            "due_day": last_day(item.due),
            "strength": item.strength,
            "state": item.state,
            "evidence_documents": [one.document for one in item.evidence],
            "evidence_words": [one.words for one in item.evidence],
        }


def figure_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a figure of the reports."""
    for listed in iterate_reports(record, query):
        for figure in record.figures(listed.id):
            figure["published"] = listed.published
            yield {field.name: figure[field.name] for field in FIGURE_FIELDS}


def office_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row an office that a report gives to a person."""
    for listed, reading in iterate_readings(record, query):
        for row in make_rows(reading).offices:
            yield {
                "id": row["id"],
                "document": row["document"],
                "published": listed.published,
                "person": row["name"],
                "person_key": row["person"],
                "office": row["office"],
                "side": row["side"],
                "start": row["start"],
                "stop": row["stop"],
                "words": reading.document.text[row["start"] : row["stop"]],
            }


def report_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a report."""
    for listed in iterate_reports(record, query):
        yield {name: getattr(listed, name) for name in Listed.__struct_fields__}


def event_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row an event, coded."""
    for event in list_events(record.iterate(query)):
        yield {
            "encounter": event["id"],
            "date": event["date"],
            "first_day": first_day(event["date"]),
            "cameo": event["cameo"],
            "cameo_root": event["cameo"][:2],
            "plover": event["event_type"],
            "plover_mode": event["event_mode"],
            "contexts": event["contexts"],
            "actors": list(dict.fromkeys(seat["actor"] for seat in event["participants"] if seat["actor"])),
            "country": event["location"]["country"] if event["location"] else None,
            "status": event["status"],
            "sources": event["sources"],
        }


def dyad_rows(record: Record, query: Query, _today: date) -> Iterator[Row]:
    """One row a pair of sides of an event."""
    for pair in pair_events(record.iterate(query)):
        yield {
            "encounter": pair["derived_from"],
            "date": pair["date"],
            "first_day": first_day(pair["date"]),
            "left": pair["source"],
            "right": pair["target"],
            "cameo": pair["cameo"],
            "plover": pair["event_type"],
            "plover_mode": pair["event_mode"],
            "status": pair["status"],
            "parties": pair["parties"],
        }


# -- the codebook -----------------------------------------------------------------------------------------------------

START = Field("start", "whole", "First code point of the words in the report's text, from 0.")
STOP = Field("stop", "whole", "The code point after the words: text[start:stop] is the words.")
WORDS = Field("words", "text", "The exact words of the report.")
DOCUMENT = Field("document", "text", "The report: `id` of table reports.")
PUBLISHED = Field("published", "edtf", "Day of the report.")
ENCOUNTER = Field("encounter", "text", "The merged encounter: `id` of table encounters.")
PERSON_KEY = Field(
    "person_key", "text", "Id in the register, or `~` and a folded name for somebody who is in no register."
)
SIDE = Field("side", "text", "State (ISO 3166-1 alpha-2) or organisation (usual acronym).")

FIGURE_FIELDS = (
    Field("id", "text", "Id of the claim."),
    DOCUMENT,
    PUBLISHED,
    Field("value", "real", "The number, in full units."),
    Field("unit", "text", "Currency (ISO 4217) or what is counted."),
    Field("comparator", "text", "> more than, < less than, ~ about; empty: exactly."),
    Field("about", "text", "What it is about, in the words of the report."),
    START,
    STOP,
    WORDS,
)
CODED = (
    Field("date", "edtf", "When it was or is to be."),
    Field("first_day", "day", "First day that the date may mean."),
)
CODES = (
    Field("cameo", "text", "CAMEO code; text, since it begins with a zero."),
    Field("cameo_root", "text", "Its first two digits."),
    Field("plover", "text", "PLOVER event type: CONSULT, AGREE (an intent to meet) or SUPPORT (a signing)."),
    Field("plover_mode", "text", "PLOVER mode: phone visit third-party; empty where it has none."),
    Field("contexts", "list", "PLOVER contexts: diplomatic, and those of the themes."),
)
ACTORS = Field("actors", "list", "CAMEO actors: KAZGOV for a government, IGO and acronym for an organisation.")
STANDING = (
    Field("status", "text", "happened planned postponed."),
    Field("sources", "whole", "Number of independent reports."),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "encounters",
            "One row a contact: a meeting, call, visit, letter or multilateral event, as all reports together tell it.",
            (
                Field("id", "text", "Lasting id: the smallest claim id."),
                Field("date", "edtf", "When it was or is to be, as precisely as reports say."),
                Field("first_day", "day", "First day that the date may mean."),
                Field("last_day", "day", "Last day that the date may mean."),
                Field("date_basis", "text", "stated, relative (to the day of the report) or report (its day)."),
                Field("kind", "text", "summit ministerial consultation call meeting visit signing letter other."),
                Field("mode", "text", "in_person phone video written unknown."),
                Field("status", "text", "happened planned postponed cancelled denied."),
                Field("place", "text", "Place in the nominative, in the language of the report."),
                Field("country", "text", "Country of the place, ISO 3166-1 alpha-2."),
                Field("format", "text", "Named format: C5+1, OTS, SCO ..."),
                Field("ordinal", "whole", "Number of the meeting in its format."),
                Field("sides", "list", "Sides that took part, each once."),
                Field("people", "list", "Persons named, in the order of table participants."),
                Field("themes", "list", "Themes of its topics (docs/themes.md)."),
                Field("topics", "list", "Topics in the words of the reports."),
                Field("background", "truth", "Whether every report mentions it in passing only."),
                Field("reports", "whole", "Number of reports."),
                Field("sources", "whole", "Number of independent ones: copies of one text count once."),
                Field("disputed", "list", "Fields on which reports disagree."),
            ),
            encounter_rows,
        ),
        Table(
            "participants",
            "One row a participant of an encounter.",
            (
                ENCOUNTER,
                Field("number", "whole", "Place in the list of participants, from 1."),
                Field("date", "edtf", "Date of the encounter."),
                Field("person", "text", "Fullest name; empty where a side alone is named."),
                PERSON_KEY,
                Field("office", "text", "Office that day, as the best report has it."),
                SIDE,
                Field("role", "text", "principal host mediator sender addressee."),
                Field("claims", "whole", "Number of reports that name this participant."),
            ),
            participant_rows,
        ),
        Table(
            "evidence",
            "One row a report of an encounter: the words that tell of it.",
            (
                ENCOUNTER,
                DOCUMENT,
                Field("source", "text", "Name or id under which the report was added."),
                Field("reading_encounter", "text", "Id of the encounter inside the reading of that report."),
                Field("claim", "text", "Id of the claim; finds the encounter for good."),
                Field("copy_of", "text", "The report that this one repeats; empty for independent ones."),
                START,
                STOP,
                WORDS,
            ),
            evidence_rows,
        ),
        Table(
            "statements",
            "One row a statement; filters ask for statements of the sides, in the reports of the encounters.",
            (
                Field("id", "text", "Id of the claim."),
                DOCUMENT,
                PUBLISHED,
                Field("speaker", "text", "Who said it, as the report names them."),
                PERSON_KEY,
                SIDE,
                Field("form", "text", "direct indirect interview."),
                Field("theme", "text", "Theme (docs/themes.md)."),
                START,
                STOP,
                WORDS,
            ),
            statement_rows,
        ),
        Table(
            "commitments",
            "One row a commitment of the ledger.",
            (
                Field("id", "text", "Id of the claim."),
                DOCUMENT,
                PUBLISHED,
                ENCOUNTER,
                Field("sides", "list", "Sides that committed themselves."),
                Field("theme", "text", "Theme (docs/themes.md)."),
                WORDS,
                START,
                STOP,
                Field("title", "text", "Document signed or adopted."),
                Field("due", "edtf", "By when."),
                Field("due_day", "day", "Last day of that."),
                Field("strength", "text", "firm soft."),
                Field("state", "text", "open done late dropped contradicted, on the day of the export."),
                Field("evidence_documents", "list", "Later reports that speak of it."),
                Field("evidence_words", "list", "Their words, in the same order."),
            ),
            commitment_rows,
        ),
        Table(
            "figures",
            "One row a figure of a report.",
            FIGURE_FIELDS,
            figure_rows,
        ),
        Table(
            "offices",
            "One row an office that a report gives to a person.",
            (
                Field("id", "text", "Id of the claim."),
                DOCUMENT,
                PUBLISHED,
                Field("person", "text", "Name as the report has it, nominative."),
                PERSON_KEY,
                Field("office", "text", "Office as stated, nominative."),
                SIDE,
                START,
                STOP,
                WORDS,
            ),
            office_rows,
        ),
        Table(
            "reports",
            "One row a report; its text is not exported.",
            (
                Field("id", "text", "Id in the record."),
                Field("source", "text", "Name or id under which it was added."),
                Field("outlet", "text", "Who published it."),
                Field("url", "text", "Address."),
                Field("title", "text", "Title."),
                Field("language", "text", "ru kk en."),
                PUBLISHED,
                Field("tier", "whole", "1 ministry, 2 state agency, 3 press."),
            ),
            report_rows,
        ),
        Table(
            "events",
            "One row an event, coded in CAMEO and PLOVER; all participants in one row. No cancelled or denied ones.",
            (ENCOUNTER, *CODED[:2], *CODES, ACTORS, Field("country", "text", "Where, ISO 3166-1 alpha-3."), *STANDING),
            event_rows,
        ),
        Table(
            "dyads",
            "One row a pair of sides of an event: a derived view for dyadic models; do not count events in it.",
            (
                ENCOUNTER,
                *CODED[:2],
                Field("left", "text", "Actor; who came stands left of the host, else the alphabet decides."),
                Field("right", "text", "The other actor."),
                Field("cameo", "text", "CAMEO code of the pair: two guests of a third met at a third place (044)."),
                Field("plover", "text", "PLOVER event type."),
                Field("plover_mode", "text", "PLOVER mode; empty where PLOVER has none."),
                Field("status", "text", "happened planned postponed."),
                Field("parties", "whole", "Number of sides of the event, for weights."),
            ),
            dyad_rows,
        ),
    )
}
