"""Server time and size of every page of the desk over a large made record, and of pages asked for during an ingest.

    python benchmarks/record.py merge 100000 --db /tmp/bench      makes the record /tmp/bench/100000.db
    python benchmarks/desk.py pages --db /tmp/bench/100000.db     p50, p95 and bytes of each kind of page
    python benchmarks/desk.py crowd --db /tmp/bench/100000.db     50 readers while reports are added

"cpu" is processor time: on a busy machine it says more than the time on the clock.

Each page is asked for `--rounds` times with other parties, days and words, so that what is kept for one address does
not help the next. What is kept for a version of the record (counts of filters) is asked for once before: the first
reader after an ingest waits for it, and the line "first" says how long.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from starlette.testclient import TestClient

from dragoman.desk.app import make_app
from dragoman.desk.web import link, path_link
from dragoman.record import Query, Record

BASE = "http://127.0.0.1"
READERS, ADDED = 50, 20
Draw = Callable[[random.Random], str]


def list_pages(record: Record) -> dict[str, Draw]:
    """Each kind of page as a function that draws an address of it."""
    facets = record.facets(Query())
    sides, formats = list(facets["side"])[:40], list(facets["format"])[:20] or ["C5+1"]
    people = [key for key, _name, _count in record.people(200)]
    names = [name for _key, name, _count in record.people(200)]
    encounters = record.encounters(Query(limit=400))
    reports = [report.document for one in encounters for report in one.reports]
    words = [word for name in names for word in name.split()]
    return {
        "timeline": lambda dice: link("/", page=dice.randint(1, 40)),
        "filtered": lambda dice: link("/", side=dice.sample(sides, 2), since=dice.randint(1996, 2015)),
        "words": lambda dice: link("/", words=dice.choice(words)),
        "encounter": lambda dice: path_link("encounters", dice.choice(encounters).id),
        "report": lambda dice: path_link("reports", dice.choice(reports)),
        "side": lambda dice: path_link("sides", dice.choice(sides)),
        "pair": lambda dice: path_link("pairs", "-".join(sorted(dice.sample(sides[:12], 2)))),
        "person": lambda dice: path_link("people", dice.choice(people)),
        "format": lambda dice: path_link("formats", dice.choice(formats)),
        "commitments": lambda dice: link("/commitments", side=dice.choice(sides), page=dice.randint(1, 5)),
        "statements": lambda dice: link("/statements", side=dice.choice(sides)),
        "network": lambda dice: link("/network", since=dice.randint(1996, 2015), until=2020),
        "map": lambda dice: link("/map", side=dice.choice(sides), since=dice.randint(1996, 2015)),
        "search": lambda dice: link("/search", words=dice.choice(words)),
        "compare": lambda dice: link("/compare", of=f"{'-'.join(dice.sample(sides, 2))},{dice.choice(formats)}"),
        "briefing": lambda dice: link("/briefing", pair="-".join(dice.sample(sides[:12], 2))),
        "review": lambda dice: link("/review", last=dice.randint(1, 999)),
        "api": lambda dice: link("/api/encounters", side=dice.choice(sides), page=dice.randint(1, 20)),
        "suggest": lambda dice: link("/api/suggest", words=dice.choice(words)[: dice.randint(2, 5)]),
    }


def time_page(client: TestClient, path: str) -> tuple[float, float, int, int]:
    """Milliseconds, milliseconds of processor, bytes of the answer unpacked, and status."""
    begun, spent = time.perf_counter(), time.process_time()
    answer = client.get(path)
    wall, work = (time.perf_counter() - begun) * 1000, (time.process_time() - spent) * 1000
    return wall, work, len(answer.content), answer.status_code


def measure_pages(db: Path, rounds: int) -> None:
    """Prints a line for each kind of page."""
    with Record.open(db) as record:
        print(record.totals())
        client = TestClient(make_app(record), base_url=BASE)
        print(f"{'page':12} {'first ms':>9} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'max kB':>8}")
        for name, draw in list_pages(record).items():
            dice = random.Random(name)
            first = time_page(client, draw(dice))[0]
            taken = [time_page(client, draw(dice)) for _round in range(rounds)]
            walls, works, sizes, statuses = zip(*taken, strict=True)
            p95, work95 = statistics.quantiles(walls, n=20)[-1], statistics.quantiles(works, n=20)[-1]
            row = f"{name:12} {first:9.0f} {statistics.median(walls):8.0f} {p95:8.0f} {work95:8.0f}"
            print(row, f"{max(sizes) / 1000:8.0f}", *{status for status in statuses if status != 200}, flush=True)


def ingest(db: Path, seconds: float) -> None:
    """Adds reports, a batch a second, as another process does: `dragoman add`."""
    sys.path.insert(0, str(Path(__file__).parent))
    from record import make_readings

    outlet = f"Crowd {time.time():.0f}"
    fresh = (
        msgspec.structs.replace(one, document=msgspec.structs.replace(one.document, outlet=outlet))
        for one in make_readings(20_000, {})
    )
    begun = time.monotonic()
    with Record.open(db) as record:
        while time.monotonic() - begun < seconds:
            record.add_all([next(fresh) for _number in range(ADDED)])
            time.sleep(1)


def measure_crowd(db: Path, seconds: float) -> None:
    """Fifty readers walk the pages while reports are added; prints errors and times."""
    with Record.open(db) as record:
        before = record.totals()["reports"]
        app, pages, stop = make_app(record), list_pages(record), threading.Event()
        times: list[float] = []
        errors: list[str] = []

        def read(number: int) -> None:
            dice, client = random.Random(number), TestClient(app, base_url=BASE)
            stop.wait(dice.uniform(0, 5))  # people do not come all at once
            while not stop.is_set():
                path = pages[dice.choice(list(pages))](dice)
                ms, _work, _size, status = time_page(client, path)
                times.append(ms)
                if status >= 500:
                    errors.append(f"{status} {path}")
                stop.wait(dice.uniform(1, 5))  # a person reads what is shown

        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        for reader in readers:
            reader.start()
        adding = multiprocessing.get_context("spawn").Process(target=ingest, args=(db, seconds))
        adding.start()
        adding.join()
        stop.set()
        for reader in readers:
            reader.join()
        added = record.totals()["reports"] - before
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{len(times)} pages, {added} reports added, p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms")
    print(f"errors: {len(errors)}", *errors[:5], sep="\n")


def main() -> None:
    """Parses and runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pages", "crowd"])
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    if given.what == "pages":
        measure_pages(given.db, given.rounds)
    else:
        measure_crowd(given.db, given.seconds)


if __name__ == "__main__":
    main()
