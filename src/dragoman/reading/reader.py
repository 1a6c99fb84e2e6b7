"""The stages of reading in order: the only module that imports them all."""

from __future__ import annotations

import hashlib

import msgspec

from dragoman.errors import LanguageError
from dragoman.model import Document, Person, Published, Reading, Span, Statement
from dragoman.reading.gaps import find_gaps
from dragoman.reading.mark.dates import find_dates
from dragoman.reading.mark.formats import find_formats
from dragoman.reading.mark.names import find_names
from dragoman.reading.mark.numbers import find_quantities
from dragoman.reading.mark.offices import find_titles
from dragoman.reading.mark.sides import find_sides
from dragoman.reading.mark.tagger import load_tagger
from dragoman.reading.resolve.actors import find_actors
from dragoman.reading.resolve.people import resolve_people
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.text.datelines import find_address_day
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.understand.appointments import find_offices
from dragoman.reading.understand.commitments import find_commitments
from dragoman.reading.understand.encounters import find_encounters, sentences_with_triggers
from dragoman.reading.understand.figures import find_figures
from dragoman.reading.understand.statements import find_statements
from dragoman.reading.values import Marked
from dragoman.register.leaders import side_of_leader


def read_text(text: str, source: str = "", published: str | None = None) -> Reading:
    """What a Russian text says.

    Args: published: the day of the report, EDTF, where it is known.
    """
    text = clean_text(text)
    digest = hashlib.sha256("\0".join((source, published or "", text)).encode()).hexdigest()[:16]
    day = Published(date=published, basis="given") if published else None
    return read_document(Document(id=digest, source=source, language="ru", title=None, published=day, text=text))


def read_document(document: Document) -> Reading:
    """What one document says.  Raises: LanguageError: there is no reader for its language."""
    if document.language != "ru":
        raise LanguageError(f"no reader for {document.language!r}; there is one for ru", document.source)
    marked = mark_document(document)
    offices = find_offices(marked)
    encounters = find_encounters(marked)
    statements = tuple(number_person(statement) for statement in find_statements(marked))
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
        commitments=find_commitments(marked, encounters),
        statements=statements,
        figures=find_figures(marked),
        passages=marked.passages,
        gaps=find_gaps(marked, offices, encounters),
    )


def number_person(statement: Statement) -> Statement:
    """A statement whose speaker is given by the id of `Reading.people`."""
    if statement.person is None:
        return statement
    return msgspec.structs.replace(statement, person=f"p{statement.person}")


def mark_document(document: Document) -> Marked:
    """A document with everything that the stages before `understand` find."""
    passages = split_passages(document.text, document.language)
    title = next((document.text[p.start : p.stop] for p in passages if p.kind == "title"), None)
    published = document.published
    if published is None:
        day = find_address_day(document.text, passages)
        published = Published(date=day, basis="inferred") if day else None
    document = msgspec.structs.replace(document, title=document.title or title, published=published)
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
