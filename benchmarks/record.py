"""Merging and queries at size, on made reports whose events are known.

    python benchmarks/record.py merge 10000 100000 --db /tmp/bench    pairs F1, time and peak memory at each size
    python benchmarks/record.py queries --db /tmp/bench/100000.db     p50 and p95 of the queries behind a page

A made event has 1 to 9 reports in three languages over thirty years, 5 on average: some give no day, or a day without
its year, or a part of those present, or a name in another script; some are copies of an agency item; some events are
planned first; some of the same people meet again a week later; some are told in passing months after.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dragoman.model import (
    Commitment,
    Document,
    Encounter,
    Figure,
    Participant,
    Person,
    Place,
    Published,
    Reading,
    Span,
    Statement,
    Topic,
)
from dragoman.record import Query, Record
from dragoman.record.schema import documents, encounter_claims

FIRST, DAYS = date(1995, 1, 1), 365 * 30
REPORTS = (1, 2, 3, 4, 5, 6, 7, 8, 9)  # reports an event, equally often: 5 on average
BATCH = 2000
KINDS = (("meeting", "in_person"), ("call", "phone"), ("visit", "in_person"), ("consultation", "video"))
SIDES = (
    "KZ RU CN US UZ TR KG TJ TM AZ AM GE IR AF PK IN JP KR MN BY UA MD DE FR IT ES GB PL CZ SK HU RO BG "
    "GR SE NO FI DK NL BE AT CH PT IE EE LV LT HR RS SI CA MX BR AR CL CO PE VE CU EG SA AE QA KW OM BH "
    "IQ SY JO LB IL YE MA DZ TN LY SD ET KE NG GH ZA AO TZ UG RW SN ML VN TH MY SG ID PH MM KH LA BD LK "
    "NP AU NZ "
).split()
SYLLABLES = ("ба ве га да жа зо ка ла ма на па ра са та ша ди ли ми ни ру ту бо до го мо но ро ку лу ").split()
ENDS = ("нов", "лин", "беков", "мар", "тов", "ран", "дас", "кин", "рос", "ман", "лаев", "зин")
LATIN = dict(zip("абвгдежзиклмнопрстуш", "a b v g d e zh z i k l m n o p r s t u sh".split(), strict=True))
OFFICES = {
    "ru": ("президент", "министр иностранных дел", "заместитель министра иностранных дел"),
    "kk": ("президенті", "сыртқы істер министрі", "сыртқы істер министрінің орынбасары"),
    "en": ("President", "Foreign Minister", "Deputy Foreign Minister"),
}
FORMATS = {
    f"Ф{i}": tuple(random.Random(i).sample(SIDES, random.Random(i).randint(4, 9))) for i in range(40)
}  # format -> members
OUTLETS = ("mfa.gov", "Агентство", "Вести", "Хабар", "Курьер", "Wire", "Monitor", "Жаршы", "Бюллетень", "Post")
WORDS = (
    "стороны обсудили торговлю воду транспорт границу энергетику безопасность образование культуру связь "
    "рынок порт дорогу "
).split()


@dataclass(slots=True)
class Event:
    """What really happened."""

    key: int
    kind: str
    day: date
    sides: tuple[str, ...]
    level: int
    place: str | None
    format: str | None = None
    ordinal: int | None = None
    mode: str = "in_person"


def name_holder(side: str, level: int, day: date) -> str:
    """Who holds an office on a day: another person every six years."""
    dice = random.Random(f"{side}{level}{(day.year + len(side) * level) // 6}")
    given = dice.choice(SYLLABLES).capitalize() + dice.choice(SYLLABLES) + dice.choice("рнлс")
    return f"{given} {dice.choice(SYLLABLES).capitalize()}{dice.choice(SYLLABLES)}{dice.choice(ENDS)}"


def spell_name(name: str, language: str) -> str:
    """A name in the script of a language."""
    if language != "en":
        return name
    return " ".join("".join(LATIN.get(sign, sign) for sign in word.lower()).capitalize() for word in name.split())


def make_events(number: int, dice: random.Random) -> list[Event]:
    """Events by day; some of the same people again a week later."""
    weights = [1 / (i + 6) ** 0.7 for i in range(len(SIDES))]
    series: Counter[str] = Counter()
    found: list[Event] = []
    days = sorted(FIRST + timedelta(days=dice.randrange(DAYS)) for _ in range(number))
    for day in days:
        if dice.random() < 0.12:
            format = dice.choice(tuple(FORMATS))
            kind, level = dice.choice((("summit", 0), ("ministerial", 1), ("consultation", 2)))
            format = f"{format} {kind}"
            series[format] += 1
            members = FORMATS[format.split()[0]]
            found.append(Event(0, kind, day, members, level, dice.choice(members), format, series[format]))
            continue
        left, right = dice.choices(SIDES, weights, k=2)
        if left == right:
            continue
        kind, mode = dice.choices(KINDS, (5, 3, 1, 1))[0]
        level = 2 if kind == "consultation" else dice.choice((0, 1, 1, 2))
        place = None if mode != "in_person" else dice.choice((left, right))
        event = Event(0, kind, day, (left, right), level, place, mode=mode)
        found.append(event)
        if dice.random() < 0.1:
            later = day + timedelta(days=dice.randint(7, 12))
            found.append(Event(0, kind, later, event.sides, level, place, mode=mode))
    found = found[:number]
    for key, event in enumerate(found):
        event.key = key
    return found


class Truth(MutableMapping[tuple[str, str], int]):
    """(report, encounter) -> event, in eight bytes a report: what is measured is the record's memory."""

    def __init__(self) -> None:
        self.cells = {"e1": array("i", [-1]), "e2": array("i", [-1])}

    def __setitem__(self, key: tuple[str, str], event: int) -> None:
        cells, place = self.cells[key[1]], int(key[0][1:])
        cells.extend([-1] * (place + 1 - len(cells)))
        cells[place] = event

    def __getitem__(self, key: tuple[str, str]) -> int:
        cells, place = self.cells.get(key[1], ()), int(key[0][1:])
        if place >= len(cells) or cells[place] < 0:
            raise KeyError(key)
        return cells[place]

    def __delitem__(self, key: tuple[str, str]) -> None:
        self.cells[key[1]][int(key[0][1:])] = -1

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((f"r{i}", id) for id, cells in self.cells.items() for i, event in enumerate(cells) if event >= 0)

    def __len__(self) -> int:
        return sum(event >= 0 for cells in self.cells.values() for event in cells)


@dataclass
class Maker:
    """Reports of events, with the truth of each: (report, encounter) -> event."""

    dice: random.Random
    truth: MutableMapping[tuple[str, str], int] = field(default_factory=Truth)
    number: int = 0

    def reports(self, event: Event, earlier: Event | None) -> Iterator[Reading]:
        """The reports of an event."""
        dice = self.dice
        if dice.random() < 0.15:
            planned = event.day - timedelta(days=dice.randint(2, 20))
            yield self.report(event, planned, dice.choice(("ru", "kk", "en")), status="planned", earlier=None)
        first: Reading | None = None
        for _ in range(dice.choice(REPORTS)):
            if first is not None and dice.random() < 0.1:
                yield self.copy(first, event)
                continue
            day = event.day + timedelta(days=dice.choice((0, 0, 0, 1, 1, 2)))
            told = self.report(event, day, dice.choice(("ru", "kk", "en")), earlier=earlier)
            first = first or told
            yield told

    def copy(self, reading: Reading, event: Event) -> Reading:
        """The same words in another outlet."""
        from msgspec.structs import replace

        self.number += 1
        name = f"r{self.number}"
        document = replace(reading.document, id=name, source=name, outlet=f"{self.dice.choice(OUTLETS)} 2")
        for one in reading.encounters:
            self.truth[name, one.id] = self.truth[reading.document.id, one.id]
        return replace(reading, document=document)

    def report(
        self, event: Event, published: date, language: str, *, status: str = "happened", earlier: Event | None
    ) -> Reading:
        """One report of an event; now and then it recalls an earlier one of the same sides."""
        dice = self.dice
        self.number += 1
        name = f"r{self.number}"
        noise = " ".join(dice.choice(WORDS) for _ in range(40))
        sentence, recalled = f"Встреча {name}.", f"Ранее {name}."
        promise = f"Договорились построить {dice.choice(WORDS)} {name}"
        text = f"{noise}\n{sentence}\n{recalled}\n{promise}"
        known = dice.random() > 0.04
        encounters = [self.tell(event, "e1", language, status, text, sentence, known)]
        self.truth[name, "e1"] = event.key
        if earlier is not None and dice.random() < 0.1:
            encounters.append(self.tell(earlier, "e2", language, "happened", text, recalled, True, background=True))
            self.truth[name, "e2"] = earlier.key
        people = {p.person: None for one in encounters for p in one.participants if p.person}
        start = text.index(promise)
        says = next(iter(people), None)
        return Reading(
            document=Document(
                id=name,
                source=name,
                language=language,
                title=f"{sentence} {noise[:40]}",
                published=Published(date=published.isoformat(), basis="given") if known else None,
                text=text,
                outlet=dice.choice(OUTLETS),
            ),
            people=tuple(Person(id=f"p{i}", name=person, mentions=()) for i, person in enumerate(people)),
            encounters=tuple(encounters),
            commitments=(
                Commitment(
                    sides=event.sides[:2], start=start, stop=len(text), due=None, strength="firm", encounter="e1"
                ),
            )
            if dice.random() < 0.2
            else (),
            statements=(
                Statement(speaker=says, side=encounters[0].participants[0].side, form="indirect", start=0, stop=40),
            )
            if says and dice.random() < 0.3
            else (),
            figures=(Figure(value=float(event.key * 37 % 9973), unit="млн", comparator=None, start=0, stop=5),),
        )

    def tell(
        self,
        event: Event,
        id: str,
        language: str,
        status: str,
        text: str,
        words: str,
        known: bool,
        background: bool = False,
    ) -> Encounter:
        """An encounter as a report gives it: perhaps without its day, with a part of those present."""
        dice = self.dice
        stated = dice.random()
        day: str | None = event.day.isoformat()
        if known and stated < 0.3 and not background:
            day = None
        elif stated < 0.4:
            day = f"XXXX{event.day.isoformat()[4:]}"
        if background:
            day = event.day.isoformat() if stated < 0.6 else event.day.isoformat()[:7]
        sides = list(event.sides)
        dice.shuffle(sides)
        if event.format and dice.random() < 0.4:
            sides = sides[: max(2, len(sides) - 3)]
        named = dice.random() < 0.8
        start = text.index(words)
        return Encounter(
            id=id,
            kind=event.kind,
            mode=event.mode,
            status=status,
            date=day,
            place=Place(name=event.place, country=event.place) if event.place and dice.random() < 0.7 else None,
            format=event.format,
            ordinal=event.ordinal if dice.random() < 0.5 else None,
            participants=tuple(
                Participant(
                    person=spell_name(name_holder(side, event.level, event.day), language) if named else None,
                    office=OFFICES[language][event.level],
                    side=side,
                )
                for side in sides
            ),
            topics=(Topic(start=0, stop=20, theme=dice.choice(("trade", "water", "transport", "security", "energy"))),),
            evidence=(Span(start=start, stop=start + len(words)),),
            background=background,
            part_of=None,
        )


def make_readings(claims: int, truth: MutableMapping[tuple[str, str], int]) -> Iterator[Reading]:
    """About so many encounters in reports, in the order of their events."""
    dice = random.Random(claims)
    maker = Maker(dice, truth)
    last: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in make_events(round(claims / 5.3), dice):
        before = last[event.sides]
        earlier = before[-1] if before and 20 < (event.day - before[-1].day).days < 300 else None
        before.append(event)
        yield from maker.reports(event, earlier)


def score_pairs(record: Record, truth: MutableMapping[tuple[str, str], int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of tellings put together."""
    cells: Counter[tuple[int, str]] = Counter()
    events: Counter[int] = Counter()
    homes: Counter[str] = Counter()
    claims = encounter_claims
    statement = select(documents.c.source, claims.c.local, claims.c.encounter).join(
        documents, documents.c.id == claims.c.document
    )
    with record.engine.connect() as connection:
        for source, local, home in connection.execution_options(yield_per=5000).execute(statement):
            event = truth[source, local]
            cells[event, home] += 1
            events[event] += 1
            homes[home] += 1
    right, asked, given = (sum(n * (n - 1) // 2 for n in counter.values()) for counter in (cells, events, homes))
    p, r = right / max(1, given), right / max(1, asked)
    return p, r, 2 * p * r / max(1e-9, p + r)


def measure_merging(sizes: list[int], db: str, minutes: float, every: int, resume: bool) -> None:
    """Prints a line a size: claims, seconds by the clock and of the processor, F1, peak memory.

    After so many minutes it stops and scores what was added: reports come by day, so a part is as dense as the whole.
    `every` so many reports it says how it goes. With `resume` the reports that are there are only made, not added.
    """
    for size in sizes:
        address = name_record(db, size, resume)
        truth = Truth()
        start, began = time.perf_counter(), time.process_time()
        with Record.open(address) as record:
            reports, spent, worked, before = 0, 0.0, 0.0, 0.0
            made = make_readings(size, truth)
            readings = chain([next(made)], made)
            gc.freeze()  # all events are made now: no search for cycles need go through them
            for _made in islice(readings, record.totals()["reports"]):
                reports += 1
            worked = before = time.process_time() - began
            for _added in record.add_many(readings, BATCH):
                reports += 1
                if reports % every == 0:
                    spent, worked = time.perf_counter() - start, time.process_time() - began
                    pace, before = (worked - before) / every * 1000, worked
                    print(
                        f"{reports:>9} reports {spent:7.0f} s {worked:7.0f} s of work {pace:6.2f} ms a report "
                        f"{measure_memory():6.0f} MiB",
                        flush=True,
                    )
                if spent > 60 * minutes:
                    break
            spent, worked = time.perf_counter() - start, time.process_time() - began
            p, r, f1 = score_pairs(record, truth)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{len(truth):>9} claims {reports:>9} reports {record.count():>8} encounters  {spent:8.1f} s "
                f"({worked:.0f} s of work)  P {p:.4f} R {r:.4f} F1 {f1:.4f}  peak {peak:.0f} MiB",
                flush=True,
            )


def name_record(db: str, size: int, resume: bool) -> str:
    """The address of the record of a size; an old file there is removed. A path with an ending is itself the record."""
    if "://" in db:
        return db
    path = Path(db) if Path(db).suffix else Path(db) / f"{size}.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    for end in () if resume else ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return str(path)


def measure_memory() -> float:
    """What this process holds now, MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def list_queries(record: Record) -> dict[str, Any]:
    """The questions behind the pages of the desk, each as a function of dice."""
    people = [key for key, _name, _count in record.people(300)]
    day = lambda dice: (FIRST + timedelta(days=dice.randrange(DAYS))).isoformat()  # noqa: E731
    ids = [one.id for one in record.encounters(Query(limit=300))]
    shown = record.documents(300)
    return {
        "timeline": lambda d: record.encounters(Query(limit=50, offset=50 * d.randrange(10))),
        "of a side": lambda d: record.encounters(Query(sides=(d.choice(SIDES),), limit=50)),
        "of a pair": lambda d: record.encounters(Query(sides=tuple(d.sample(SIDES[:30], 2)), limit=50)),
        "of a person": lambda d: record.encounters(Query(person=d.choice(people), limit=50)),
        "of a format": lambda d: record.encounters(Query(format=f"{d.choice(tuple(FORMATS))} summit", limit=50)),
        "of a period": lambda d: record.encounters(Query(since=day(d), kind="call", limit=50)),
        "of a theme and status": lambda d: record.encounters(Query(theme="water", status="planned", limit=50)),
        "count of a side": lambda d: record.count(Query(sides=(d.choice(SIDES),))),
        "encounter": lambda d: record.encounter(d.choice(ids)),
        "report": lambda d: record.document(d.choice(shown).id),
        "reports": lambda d: record.documents(50, 50 * d.randrange(10)),
        "encounters of a report": lambda d: record.encounters_of(d.choice(shown).id),
        "positions of a side": lambda d: record.positions(side=d.choice(SIDES), limit=50),
        "ledger of a pair": lambda d: record.ledger(sides=tuple(d.sample(SIDES[:30], 2)), limit=50),
        "ledger, open": lambda d: record.ledger(state="open", limit=50),
        "search, rare word": lambda d: record.search(f"r{d.randrange(1, 10_000)}", 20),
        "search, common word": lambda d: record.search(d.choice(WORDS), 20),
        "encounters by words": lambda d: record.encounters(
            Query(words=f"{d.choice(WORDS)} {d.choice(WORDS)}", limit=50)
        ),
        "facets": lambda d: record.facets(Query()),
        "facets of a side": lambda d: record.facets(Query(sides=(d.choice(SIDES[:20]),))),
        "by year of a side": lambda d: record.histogram(Query(sides=(d.choice(SIDES[:20]),)), "year"),
        "ties": lambda d: record.ties(limit=60),
        "days since": lambda d: record.days_since(Query(sides=tuple(d.sample(SIDES[:30], 2))), date(2025, 1, 1)),
        "suggest": lambda d: record.suggest(d.choice(SYLLABLES) + d.choice(SYLLABLES)),
        "series": lambda d: record.series(f"{d.choice(tuple(FORMATS))} summit"),
        "totals": lambda d: record.totals(),
    }


def measure_queries(db: str, rounds: int) -> None:
    """Prints p50, p95 and the worst of each query, milliseconds."""
    dice = random.Random(5)
    with Record.open(db) as record:
        print(record.totals())
        for name, ask in list_queries(record).items():
            spent = []
            for _ in range(rounds):
                start = time.perf_counter()
                ask(dice)
                spent.append((time.perf_counter() - start) * 1000)
            p95 = sorted(spent)[int(0.95 * (len(spent) - 1))]
            print(
                f"{name:24} p50 {statistics.median(spent):8.1f}  p95 {p95:8.1f}  worst {max(spent):8.1f} ms", flush=True
            )


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["merge", "queries"])
    parser.add_argument("sizes", nargs="*", type=int, default=[])
    parser.add_argument("--db", required=True, help="a folder (merge), a path (queries) or an address of PostgreSQL")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--every", type=int, default=50_000, help="reports after which a line says how it goes")
    parser.add_argument("--resume", action="store_true", help="go on with a record that was not finished")
    options = parser.parse_args()
    if options.what == "merge":
        measure_merging(options.sizes or [10_000], options.db, options.minutes, options.every, options.resume)
    else:
        measure_queries(options.db, options.rounds)


if __name__ == "__main__":
    main()
