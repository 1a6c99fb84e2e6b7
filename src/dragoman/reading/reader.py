"""The stages of reading in order: the only module that imports them all."""

from __future__ import annotations

import dataclasses
from functools import cache

import msgspec

from dragoman.errors import LanguageError
from dragoman.model import Document, Person, Published, Reading, Span
from dragoman.reading.gaps import find_gaps
from dragoman.reading.mark.dates import find_dates
from dragoman.reading.mark.formats import find_formats
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.names import find_names
from dragoman.reading.mark.numbers import find_quantities
from dragoman.reading.mark.offices import find_titles
from dragoman.reading.mark.sides import find_sides
from dragoman.reading.mark.syntax import parse_sentences
from dragoman.reading.mark.tagger import load_tagger
from dragoman.reading.resolve.actors import find_actors
from dragoman.reading.resolve.people import resolve_people
from dragoman.reading.text.passages import split_passages
from dragoman.reading.text.sentences import split_sentences
from dragoman.reading.text.tokens import split_tokens
from dragoman.reading.understand.appointments import find_offices
from dragoman.reading.understand.commitments import find_commitments
from dragoman.reading.understand.encounters import find_encounters
from dragoman.reading.understand.figures import find_figures
from dragoman.reading.understand.statements import find_statements
from dragoman.reading.values import Marked
from dragoman.register import load_register
