"""Why each finding is in a reading, how much of the text was used, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.model import Encounter, Gap, Person, Reading, Span, Value

NETWORK = "network"  # people's names come from the tagger where no rule says otherwise
FURNITURE = "boilerplate"


class Finding(Value, frozen=True):
    """One finding in one line: what kind, what it says, which rule or model decided it, and its words."""

    kind: str
    id: str
    says: str
    rule: str
    spans: tuple[Span, ...]
    confidence: float | None = None


class Coverage(Value, frozen=True):
    """How much of a document the reader used: counts of findings, and shares 0..1 of its words.

    used: words inside some finding's evidence, of those outside furniture. furniture: words of boilerplate passages.
    """

    words: int
    used: float
    furniture: float
    findings: dict[str, int]
    gaps: dict[str, int]


class Explanation(Value, frozen=True):
    """What `dragoman explain` prints of one document."""

    source: str
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage


def explain_reading(reading: Reading) -> Explanation:
    """Every finding with its rule, the gaps, and the coverage of one reading."""
    findings = tuple(list_findings(reading))
    return Explanation(
        source=reading.document.source,
        findings=findings,
        gaps=reading.gaps,
        coverage=measure_coverage(reading, findings),
    )


def list_findings(reading: Reading) -> Iterator[Finding]:
    """Every finding of a reading: passages, people, offices, encounters, commitments, statements, figures."""
    for number, passage in enumerate(reading.passages, 1):
        span = Span(start=passage.start, stop=passage.stop)
        says = f"{passage.kind}: {passage.speaker}" if passage.speaker else passage.kind
        yield Finding(kind="passage", id=f"a{number}", says=says, rule=passage.rule or "layout", spans=(span,))
    for person in reading.people:
        yield Finding(kind="person", id=person.id, says=say_person(person), rule=NETWORK, spans=person.mentions)
    for number, office in enumerate(reading.offices, 1):
        says = f"{office.person}: {office.office}" + (f" ({office.side})" if office.side else "")
        yield make_finding("office", f"o{number}", says, office)
    for encounter in reading.encounters:
        yield Finding(
            kind="encounter",
            id=encounter.id,
            says=say_encounter(encounter),
            rule=encounter.rule,
            spans=encounter.evidence,
            confidence=encounter.confidence,
        )
    for number, item in enumerate(reading.commitments, 1):
        due = f", due {item.due}" if item.due else ""
        yield make_finding("commitment", f"c{number}", f"{item.strength}: {', '.join(item.sides) or '?'}{due}", item)
    for number, said in enumerate(reading.statements, 1):
        yield make_finding("statement", f"s{number}", f"{said.form}: {said.speaker}", said)
    for number, figure in enumerate(reading.figures, 1):
        about = f" ({figure.about})" if figure.about else ""
        says = f"{figure.comparator or ''}{figure.value:,.10g} {figure.unit}{about}"
        yield make_finding("figure", f"f{number}", says, figure)


def make_finding(kind: str, key: str, says: str, value: object) -> Finding:
    """A finding of a value with start, stop and rule."""
    span = Span(start=value.start, stop=value.stop)  # type: ignore[attr-defined]
    return Finding(kind=kind, id=key, says=says, rule=value.rule, spans=(span,))  # type: ignore[attr-defined]


def say_person(person: Person) -> str:
    """A person and the id in the register, where linked."""
    return f"{person.name} [{person.known}]" if person.known else person.name


def say_encounter(encounter: Encounter) -> str:
    """An encounter in one line: «ministerial C5+1 #10, video, 2021-04-23: KZ Мухтар Тлеуберди, US Энтони Блинкен»."""
    head = [encounter.kind, encounter.format or "", f"#{encounter.ordinal}" if encounter.ordinal else ""]
    place = encounter.place.name if encounter.place else ""
    rest = [encounter.mode, encounter.status, encounter.date or "", place, "background" if encounter.background else ""]
    parties = "; ".join(
        " ".join(word for word in (participant.side, participant.person or participant.office) if word)
        for participant in encounter.participants
    )
    return f"{' '.join(filter(None, head))}, {', '.join(filter(None, rest))}: {parties}"


def measure_coverage(reading: Reading, findings: tuple[Finding, ...]) -> Coverage:
    """How much of the words some finding rests on."""
    text = reading.document.text
    used, furniture = bytearray(len(text)), bytearray(len(text))
    for finding in findings:
        for span in finding.spans if finding.kind != "passage" else ():
            used[span.start : span.stop] = b"\1" * (span.stop - span.start)
    for passage in reading.passages:
        if passage.kind == FURNITURE:
            furniture[passage.start : passage.stop] = b"\1" * (passage.stop - passage.start)
    starts = [place for place in range(len(text)) if text[place].isalnum() and not text[place - 1 : place].isalnum()]
    told = [place for place in starts if not furniture[place]]
    return Coverage(
        words=len(starts),
        used=round(sum(used[place] for place in told) / len(told), 4) if told else 0.0,
        furniture=round(1 - len(told) / len(starts), 4) if starts else 0.0,
        findings=dict(sorted(Counter(finding.kind for finding in findings).items())),
        gaps=dict(sorted(Counter(gap.kind for gap in reading.gaps).items())),
    )
