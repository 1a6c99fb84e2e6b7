"""What a golden text must give, one question a function; the texts and their answers stand in JSON beside this."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import read
from dragoman.measure.likeness import compare_stems, compare_words
from dragoman.model import Encounter, Reading
from dragoman.reading.text.passages import read_dateline, split_passages
from dragoman.reading.values import Dateline

HERE = Path(__file__).parent
SAME_WORDS = 0.6  # of a commitment: the sentence that it stands in may come with it


@dataclass(frozen=True)
class Golden:
    """A text read, and what it must give."""

    reading: Reading
    expected: dict[str, Any]

    def words(self, item: Any) -> str:
        """The words that a finding points to."""
        return self.reading.document.text[item.start : item.stop]

    def passages(self, kind: str) -> list[str]:
        """The passages of a kind."""
        return [self.words(passage) for passage in self.reading.passages if passage.kind == kind]

    def held(self, name: str) -> list[Encounter]:
        """The encounters of the kind and format expected under a name: there must be exactly one."""
        wanted = self.expected[name]
        return [e for e in self.reading.encounters if (e.kind, e.format) == (wanted["kind"], wanted["format"])]

    def dateline(self) -> Dateline:
        """Where the text was filed, and by whom."""
        document = self.reading.document
        return read_dateline(document.text, split_passages(document.text, document.language))


def load_golden(text: Path, expected: str) -> Golden:
    """A text, read without a day of publication, and the answers of tests/golden/<expected>.json."""
    answers = json.loads((HERE / f"{expected}.json").read_text(encoding="utf-8"))
    return Golden(read(text.read_text(encoding="utf-8"), text.name), answers)


def check_passages(golden: Golden) -> None:
    """Title, turns of the interview, background, furniture and dateline stand as passages of their kinds."""
    expected = golden.expected
    assert golden.reading.document.title == expected["title"] == golden.passages("title")[0]
    for kind, starts in expected["turns"].items():
        turns = [turn.lstrip("-– ") for turn in golden.passages(kind)]
        assert [turn[: len(start)] for turn, start in zip(turns, starts, strict=True)] == starts
    assert [p[: len(expected["background"])] for p in golden.passages("background")] == [expected["background"]]
    assert golden.passages("boilerplate") == expected["boilerplate"]
    dateline = golden.dateline()
    assert [(dateline.place or "").lower(), (dateline.agency or "").lower()] == [
        expected["dateline"][name].lower() for name in ("place", "agency")
    ]


def check_encounter(golden: Golden, name: str) -> None:
    """An encounter is found once, with its kind, mode, status, format, number and day."""
    wanted, held = golden.expected[name], golden.held(name)
    assert len(held) == 1
    slots = [slot for slot in wanted if slot != "participants"]
    assert {slot: getattr(held[0], slot) for slot in slots} == {slot: wanted[slot] for slot in slots}
    assert not held[0].background


def check_participants(golden: Golden, name: str) -> None:
    """Everybody took part, in the nominative, with office and side, and nobody else."""
    wanted, held = golden.expected[name]["participants"], golden.held(name)[0].participants
    assert {p.person: p.side for p in held} == {person: side for person, (_, side) in wanted.items()}
    unlike = {p.person: p.office for p in held if compare_stems(p.office, wanted[str(p.person)][0]) < 0.6}
    assert unlike == {}


def check_undated(golden: Golden, name: str) -> None:
    """An encounter without a day claims none, or a bounded one that it marks as relative."""
    held = golden.held(name)[0]
    assert held.date is None or held.date_basis == "relative"


def check_quotations(golden: Golden) -> None:
    """The direct quotations, each with its speaker, and no other."""
    found = {golden.words(s): [s.speaker, s.side] for s in golden.reading.statements if s.form == "direct"}
    assert found == golden.expected["quotations"]


def check_interview(golden: Golden) -> None:
    """The answers belong to the one interviewed."""
    speakers = {s.speaker for s in golden.reading.statements if s.form == "interview"}
    assert speakers == {golden.expected["interviewed"]}


def check_commitments(golden: Golden) -> None:
    """What was agreed is found, in the words in which it was said."""
    found = [golden.words(c) for c in golden.reading.commitments]
    wanted = golden.expected["commitments"]
    assert [w for w in wanted if not any(compare_words(w, words) >= SAME_WORDS for words in found)] == []
    assert len(found) <= len(wanted) + 2


def check_figures(golden: Golden) -> None:
    """The figures with unit and comparator."""
    found = [[f.value, f.unit, f.comparator] for f in golden.reading.figures]
    assert [wanted for wanted in golden.expected["figures"] if wanted not in found] == []


def check_offices(golden: Golden) -> None:
    """Everybody who holds an office by the text, and the side that it is of."""
    found = {office.person: office.side for office in golden.reading.offices}
    assert found == golden.expected["offices"]
