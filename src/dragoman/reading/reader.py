"""The stages of reading in order: the only module that imports them all."""

from __future__ import annotations

import hashlib

import msgspec

from dragoman.collector import pause_collector
from dragoman.errors import LanguageError
from dragoman.model import Document, Gap, Language, Passage, Person, Published, Reading, Span, Statement
from dragoman.reading.gaps import find_gaps
from dragoman.reading.languages.detect import detect_language
from dragoman.reading.mark.dates import find_dates
from dragoman.reading.mark.formats import find_formats
from dragoman.reading.mark.names import find_names
from dragoman.reading.mark.numbers import find_quantities
from dragoman.reading.mark.offices import find_titles
from dragoman.reading.mark.sides import find_sides
from dragoman.reading.mark.tagger import load_tagger
from dragoman.reading.parts import MAX_PART, clip_passages, cut_text, join_readings
from dragoman.reading.resolve.actors import find_actors
from dragoman.reading.resolve.people import resolve_people
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.text.datelines import find_address_day
from dragoman.reading.text.gate import has_trigger
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.understand.appointments import find_offices
from dragoman.reading.understand.commitments import find_commitments, give_speakers
from dragoman.reading.understand.encounters import find_encounters, sentences_with_triggers
from dragoman.reading.understand.figures import find_figures
from dragoman.reading.understand.statements import find_interviewed, find_statements
from dragoman.reading.values import Marked
from dragoman.register.leaders import side_of_leader

LANGUAGES = frozenset({"ru", "kk", "en"})  # detected and kept
READ = frozenset({"ru"})  # read to the end; of the others a reading has passages and a gap


def read_text(text: str, source: str = "", published: str | None = None, language: Language | None = None) -> Reading:
    """What a text says; offsets count code points of the cleaned text, `Reading.document.text`.

    Args: published: the day of the report, EDTF, where it is known. language: found where not given.
    Raises: LanguageError: it is in no language that is read.
    """
    text = clean_text(text)
    digest = hashlib.sha256("\0".join((source, published or "", text)).encode()).hexdigest()[:16]
    day = Published(date=published, basis="given") if published else None
    language = language or detect_language(text, source)
    return read_document(Document(id=digest, source=source, language=language, title=None, published=day, text=text))


def read_document(document: Document, gate: bool = False) -> Reading:
    """What one document says.

    A language that is known and not read yet gives passages and a gap «language_not_read» over the text.
    Args: gate: a text without a word of contact is not read; it gives passages and a gap «no_trigger».
    Raises: LanguageError: its language is neither of LANGUAGES nor can be told.
    """
    if document.language is None:
        document = msgspec.structs.replace(document, language=detect_language(document.text, document.source))
    if document.language not in LANGUAGES:
        raise LanguageError(f"no reader for {document.language!r}; there is one for ru, kk and en", document.source)
    document, passages = describe_document(document)
    if document.language not in READ:
        return leave_unread(document, passages, "language_not_read", f"no reader for {document.language} yet")
    if gate and not has_trigger(document.text):
        return leave_unread(document, passages, "no_trigger", "no word of a diplomatic contact; read without the gate")
    with pause_collector():
        if len(document.text) <= MAX_PART:
            return understand_document(mark_document(document, passages))
        return read_parts(document, passages)


def read_parts(document: Document, passages: tuple[Passage, ...]) -> Reading:
    """A long text, part by part."""
    parts = []
    for start, stop in cut_text(document.text):
        part = msgspec.structs.replace(document, text=document.text[start:stop])
        marked = mark_document(part, clip_passages(passages, start, stop))
        parts.append((start, understand_document(marked)))
    speaker = next((one.speaker for _, part in parts for one in part.passages if one.speaker), None)
    return join_readings(Reading(document=document, passages=answer_as(passages, speaker)), parts)


def leave_unread(document: Document, passages: tuple[Passage, ...], kind: str, note: str) -> Reading:
    """A reading without findings that says so: it can be stored and searched like any other."""
    gap = Gap(kind=kind, start=0, stop=len(document.text), note=note)
    return Reading(document=document, passages=passages, gaps=(gap,) if document.text else ())


def understand_document(marked: Marked) -> Reading:
    """What a marked document says."""
    offices = find_offices(marked)
    encounters = find_encounters(marked)
    commitments = find_commitments(marked, encounters)
    statements = tuple(number_person(statement) for statement in find_statements(marked))
    commitments = give_speakers(commitments, statements, marked.text)
    return Reading(
        document=marked.document,
        people=tuple(
            Person(
                id=f"p{one.index}",
                name=one.name,
                known=one.known,
                mentions=tuple(Span(start=name.start, stop=name.stop) for name in one.names),
            )
            for one in marked.people
        ),
        offices=offices,
        encounters=encounters,
        commitments=commitments,
        statements=statements,
        figures=find_figures(marked),
        passages=name_speakers(marked),
        gaps=find_gaps(marked, offices, encounters, statements, commitments),
    )


def name_speakers(marked: Marked) -> tuple[Passage, ...]:
    """The passages, each answer of an interview with the name of who gives it."""
    interviewed = find_interviewed(marked)
    return answer_as(marked.passages, interviewed.name if interviewed else None)


def answer_as(passages: tuple[Passage, ...], speaker: str | None) -> tuple[Passage, ...]:
    """Passages with the answers given to a speaker."""
    return tuple(
        msgspec.structs.replace(one, speaker=speaker) if one.kind == "answer" and speaker else one for one in passages
    )


def number_person(statement: Statement) -> Statement:
    """A statement whose speaker is given by the id of `Reading.people`."""
    if statement.person is None:
        return statement
    return msgspec.structs.replace(statement, person=f"p{statement.person}")


def describe_document(document: Document) -> tuple[Document, tuple[Passage, ...]]:
    """A document with title and day where the text tells them, and its passages."""
    passages = split_passages(document.text, document.language)
    title = next((document.text[p.start : p.stop] for p in passages if p.kind == "title"), None)
    published = document.published
    if published is None:
        day = find_address_day(document.text, passages)
        published = Published(date=day, basis="inferred") if day else None
    return msgspec.structs.replace(document, title=document.title or title, published=published), passages


def mark_document(document: Document, passages: tuple[Passage, ...] | None = None) -> Marked:
    """A document with everything that the stages before `understand` find; passages are split where not given."""
    if passages is None:
        document, passages = describe_document(document)
    marked = Marked(document=document, passages=passages)
    tokens = split_tokens(document.text)
    marked.sentences = split_sentences(document.text, tokens, passages, "ru")
    tagger = load_tagger("ru")
    marked.tokens, spans = tagger.tag(tokens, marked.sentences)
    marked.sides = find_sides(marked.tokens)
    marked.names = find_names(marked.tokens, spans)
    marked.formats = find_formats(marked.tokens, marked.sentences)
    marked.dates = find_dates(marked)
    marked.quantities = find_quantities(marked)
    marked.titles = find_titles(marked)
    marked.people = resolve_people(marked)
    for somebody in marked.people:
        somebody.side = somebody.side or side_of_leader(somebody.name)
    marked.actors = find_actors(marked)
    marked.trees = tagger.parse(marked.tokens, sentences_with_triggers(marked))
    return marked
