"""Readings and merged encounters for people at a terminal: coloured tables and cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.model import Reading
from dragoman.reading.explain import Explanation, Finding, explain_reading

if TYPE_CHECKING:  # a report is read without loading the database
    from dragoman.record.values import Hit, MergedEncounter, Undertaking

COLOURS = {
    "encounter": "bold blue",
    "statement": "magenta",
    "commitment": "green",
    "figure": "yellow",
    "office": "cyan",
    "person": "red",
    "passage": "dim",
}
STATUS_COLOURS = {"happened": "green", "planned": "yellow", "postponed": "red", "cancelled": "red", "denied": "red"}
MOST_WORDS = 90  # code points of evidence in a row


def print_reading(console: Console, reading: Reading) -> None:
    """What one report says, finding by finding, each with its words."""
    console.print(draw_title(reading))
    shown = [finding for finding in explain_reading(reading).findings if finding.kind not in ("passage", "person")]
    console.print(draw_findings(reading, shown))
    if reading.gaps:
        console.print(Text(f"{len(reading.gaps)} not understood: dragoman explain {reading.document.source}", "dim"))


def print_explanation(console: Console, reading: Reading, told: Explanation) -> None:
    """Every finding with its rule, then what was not understood and how much of the text was used."""
    console.print(draw_title(reading))
    console.print(draw_findings(reading, told.findings, rules=True))
    gaps = Table("not understood", "words", "why", box=None, header_style="bold")
    for gap in told.gaps:
        gaps.add_row(gap.kind.replace("_", " "), cut_words(reading.document.text[gap.start : gap.stop]), Text(gap.note))
    if told.gaps:
        console.print(gaps)
    used = f"{told.coverage.used:.0%} of {told.coverage.words} words stand in some finding"
    console.print(Text(f"{used}; {told.coverage.furniture:.0%} is page furniture", "dim"))


def draw_title(reading: Reading) -> Text:
    """The head of a report: its title, outlet and day."""
    document = reading.document
    day = document.published.date if document.published else None
    about = " · ".join(word for word in (document.outlet, day, document.source) if word)
    return Text.assemble((document.title or document.source, "bold"), "\n", (about, "dim"))


def draw_findings(reading: Reading, findings: Iterable[Finding], rules: bool = False) -> Table:
    """A table of findings: kind, what it says, its words, and the rule if asked."""
    table = Table("", "finding", "words", *(["decided by"] if rules else []), box=None, header_style="bold")
    for finding in findings:
        span = finding.spans[0] if finding.spans else None
        words = cut_words(reading.document.text[span.start : span.stop]) if span else Text("")
        cells: list[RenderableType] = [Text(finding.kind, COLOURS[finding.kind]), Text(finding.says), words]
        table.add_row(*cells, *([Text(finding.rule, "dim")] if rules else []))
    return table


def cut_words(words: str) -> Text:
    """Evidence on one line, shortened in the middle of a row's width."""
    line = " ".join(words.split())
    return Text(line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1] + "…", "italic")


def print_encounters(console: Console, encounters: Iterable[MergedEncounter]) -> int:
    """The timeline as a table; how many there were."""
    table = Table("date", "what", "who", "place", "status", "reports", "id", box=None, header_style="bold")
    count = 0
    for count, encounter in enumerate(encounters, 1):  # noqa: B007  # the number of the last one is what is returned
        table.add_row(
            encounter.date or "?",
            Text(say_kind(encounter), "bold"),
            say_parties(encounter),
            encounter.place.name if encounter.place else "",
            Text(encounter.status, STATUS_COLOURS.get(encounter.status, "")),
            f"{len(encounter.reports)}" + (" !" if encounter.disputes else ""),
            Text(encounter.id, "dim"),
        )
    console.print(table if count else "no encounter")
    return count


def say_kind(encounter: MergedEncounter) -> str:
    """«ministerial C5+1 #10 (video)»."""
    words = [encounter.kind, encounter.format or "", f"#{encounter.ordinal}" if encounter.ordinal else ""]
    mode = "" if encounter.mode in ("unknown", "in_person") else f"({encounter.mode})"
    return " ".join(filter(None, (*words, mode)))


def say_parties(encounter: MergedEncounter) -> str:
    """The participants in one line: side and name, or side and office."""
    return ", ".join(" ".join(filter(None, (item.side, item.person or item.office))) for item in encounter.participants)


def print_encounter(
    console: Console,
    encounter: MergedEncounter,
    evidence: Sequence[tuple[str, str]],
    undertakings: Sequence[Undertaking] = (),
) -> None:
    """One encounter in full.

    Args: evidence: source and exact words of each report. undertakings: what was agreed there.
    """
    parts: list[RenderableType] = [Text(say_kind(encounter), "bold")]
    place = f"{encounter.place.name} ({encounter.place.country or '?'})" if encounter.place else "place not told"
    parts.append(Text(f"{encounter.date or 'day not told'} · {place} · {encounter.status}"))
    who = Table("side", "name", "office that day", box=None, header_style="bold")
    for item in encounter.participants:
        who.add_row(item.side or "", item.person or "", item.office or "")
    parts.append(who)
    if encounter.topics:
        parts.append(Text("topics: " + "; ".join(topic.words for topic in encounter.topics)))
    for undertaking in undertakings:
        due = f", due {undertaking.due}" if undertaking.due else ""
        parts.append(Text.assemble((f"{undertaking.state}{due}: ", "green"), undertaking.words))
    for dispute in encounter.disputes:
        versions = " | ".join(f"{version.value} ({len(version.claims)})" for version in dispute.versions)
        parts.append(Text(f"reports disagree on {dispute.field}: {versions}", "yellow"))
    for source, words in evidence:
        parts.append(Text.assemble((f"{source}: ", "dim"), cut_words(words)))
    console.print(Panel(Group(*parts), title=encounter.id, title_align="left"))


def print_hits(console: Console, hits: Iterable[Hit]) -> int:
    """Reports found by words, with the stretch around the first of them."""
    count = 0
    for count, hit in enumerate(hits, 1):  # noqa: B007  # the number of the last one is what is returned
        title = hit.report.title or hit.report.source
        about = " · ".join(filter(None, (hit.report.outlet, hit.report.published, hit.report.source)))
        console.print(Text.assemble((title, "bold"), "  ", (about, "dim"), "\n  ", hit.excerpt))
    return count
