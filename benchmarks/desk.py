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
import http.client
import multiprocessing
import random
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
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


def measure_pages(db: str, rounds: int, only: Sequence[str] = ()) -> None:
    """Prints a line for each kind of page."""
    with Record.open(db) as record:
        print(record.totals())
        client = TestClient(make_app(record), base_url=BASE)
        print(f"{'page':12} {'first ms':>9} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'max kB':>8}")
        for name, draw in list_pages(record).items():
            if only and name not in only:
                continue
            dice = random.Random(name)
            first = time_page(client, draw(dice))[0]
            taken = [time_page(client, draw(dice)) for _round in range(rounds)]
            walls, works, sizes, statuses = zip(*taken, strict=True)
            p95, work95 = statistics.quantiles(walls, n=20)[-1], statistics.quantiles(works, n=20)[-1]
            row = f"{name:12} {first:9.0f} {statistics.median(walls):8.0f} {p95:8.0f} {work95:8.0f}"
            print(row, f"{max(sizes) / 1000:8.0f}", *{status for status in statuses if status != 200}, flush=True)


def ingest(db: str, seconds: float) -> None:
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


def open_desk(db: str, listener: socket.socket) -> None:
    """Serves the desk on a socket until the process is ended, as `dragoman desk` does."""
    with Record.open(db) as record:
        names = ["127.0.0.1"]
        config = uvicorn.Config(make_app(record, hosts=names), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def visit_desk(db: str, port: int, seconds: float, results: Any) -> None:
    """Fifty readers walk the pages for a time; puts what each page took, by kind, and the errors into a queue."""
    times: list[tuple[str, float]] = []
    errors: list[str] = []
    with Record.open(db) as record:
        pages = list_pages(record)
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        dice = random.Random(number)
        time.sleep(dice.uniform(0, 5))  # people do not come all at once
        cookies: dict[str, str] = {}
        while time.monotonic() < until:
            kind = dice.choice(list(pages))
            path, begun = pages[kind](dice), time.perf_counter()
            try:
                status = fetch_page(port, path, cookies)
            except OSError as error:
                status = 599
                errors.append(f"{error} {path}")
            times.append((kind, (time.perf_counter() - begun) * 1000))
            if 500 <= status < 599:
                errors.append(f"{status} {path}")
            time.sleep(dice.uniform(1, 5))  # a person reads what is shown

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    results.put((times, errors))


def fetch_page(port: int, path: str, cookies: dict[str, str]) -> int:
    """Asks for a page as a browser does, cookies and packing too; gives its status once it is all there."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    line.request("GET", path, headers={"accept-encoding": "gzip", "accept-language": "en", "cookie": sent})
    answer = line.getresponse()
    answer.read()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            key, _is, rest = value.partition("=")
            cookies[key] = rest.partition(";")[0]
    line.close()
    return answer.status


def measure_crowd(db: str, seconds: float) -> None:
    """Fifty readers walk the pages of a desk while another process adds reports; prints errors and times."""
    spawn = multiprocessing.get_context("spawn")
    with Record.open(db) as record:
        before = record.totals()["reports"]
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        port = listener.getsockname()[1]
        desk = spawn.Process(target=open_desk, args=(db, listener), daemon=True)
        desk.start()
        while not is_open(port):
            time.sleep(0.5)
        results = spawn.Queue()
        adding = spawn.Process(target=ingest, args=(db, seconds))
        reading = spawn.Process(target=visit_desk, args=(db, port, seconds, results))
        adding.start()
        reading.start()
        times, errors = results.get()
        reading.join()
        adding.join()
        desk.terminate()
    with Record.open(db) as record:
        added = record.totals()["reports"] - before
    all_of = [ms for _kind, ms in times]
    p95 = statistics.quantiles(all_of, n=20)[-1]
    print(f"{len(times)} pages, {added} reports added, p50 {statistics.median(all_of):.0f} ms, p95 {p95:.0f} ms")
    for kind in sorted({kind for kind, _ms in times}):
        own = [ms for other, ms in times if other == kind]
        print(f"  {kind:12} {len(own):4} p50 {statistics.median(own):6.0f} worst {max(own):6.0f}")
    print(f"errors: {len(errors)}", *errors[:5], sep="\n")


def is_open(port: int) -> bool:
    """Whether the desk answers."""
    try:
        return fetch_page(port, "/", {}) == 200
    except OSError:
        return False


def main() -> None:
    """Parses and runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pages", "crowd"])
    parser.add_argument("--db", required=True, help="a path or an address of PostgreSQL")
    parser.add_argument("--only", default="", help="kinds of pages, with commas between them")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    if given.what == "pages":
        measure_pages(given.db, given.rounds, [kind for kind in given.only.split(",") if kind])
    else:
        measure_crowd(given.db, given.seconds)


if __name__ == "__main__":
    main()
