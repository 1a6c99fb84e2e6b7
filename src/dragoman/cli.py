"""The command line: parse, call, print. Data to stdout, words to stderr; exit 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.intake.files import Failure
    from dragoman.model import Reading
    from dragoman.record import Query, Record

Command = TypeVar("Command", bound=Callable[..., Any])
BATCH = 16  # readings a transaction: few enough to lose nothing worth mentioning, many enough for the disk
MOST = 1_000_000  # rows that may be asked for
DEFAULT_DB = "dragoman.db"
PORT = 8400
STATUSES = ("happened", "planned", "postponed", "cancelled", "denied")
MODES = ("in_person", "phone", "video", "written", "unknown")
KINDS = ("summit", "ministerial", "consultation", "call", "meeting", "visit", "signing", "letter", "other")
ACCOUNTS = "dragoman-accounts.db"


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day or longer period in EDTF, with a known year; checked before anything is read."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was given."""
        from dragoman.edtf import first_day

        if first_day(value.strip().partition("T")[0]) is None:
            self.fail(f"{value!r} is no date; give a year, month or day such as 2024-05-03", param, ctx)
        return value.strip()


class Group(click.Group):
    """Commands whose expected failures end with a line that says what, where and what to do."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; an expected failure becomes its message and exit 1, a reader who left is none."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:  # `| head`: click ends quietly
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}; nothing further was done") from error
        except Exception as error:
            if not is_database_error(error):
                raise
            told = str(getattr(error, "orig", None) or error)
            raise click.ClickException(f"the record cannot be used: {told}; what was kept before is safe") from error


def is_database_error(error: Exception) -> bool:
    """Whether the database failed; its library is not loaded for the question."""
    library = sys.modules.get("sqlalchemy.exc")
    return library is not None and isinstance(error, library.DBAPIError)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman")
def main() -> None:
    """Reads diplomatic news offline into a sourced record."""


# -- options that several commands share ------------------------------------------------------------------------------


def take_db(command: Command) -> Command:
    """--db."""
    text = "The record: a file (SQLite) or postgresql://user@host/name."
    return click.option("--db", default=DEFAULT_DB, show_default=True, envvar="DRAGOMAN_DB", help=text)(command)


def take_reports(command: Command) -> Command:
    """PATH... with --published, --language and --jobs."""
    for option in (
        click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1), help="Processes."),
        click.option(
            "--language", type=click.Choice(["ru", "kk", "en"]), help="Of all reports; found where not given."
        ),
        click.option("--published", type=Day(), help="Day of reports that do not state one, EDTF."),
        click.option("--gate", is_flag=True, help="Do not read reports without a word of contact; they are kept."),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        command = option(command)
    return command


def take_filters(command: Command) -> Command:
    """The fields of a query, each narrowing."""
    for name, text, kind in (
        ("until", "Last day, EDTF.", Day()),
        ("since", "First day, EDTF.", Day()),
        ("outlet", "Told by this outlet.", str),
        ("words", "Words of a report of it, in any form.", str),
        ("theme", "Theme of a topic: trade, water, security ...", str),
        ("status", "What became of it.", click.Choice(STATUSES)),
        ("mode", "How the sides met.", click.Choice(MODES)),
        ("kind", "What it was.", click.Choice(KINDS)),
        ("meeting_format", "Dialogue format: C5+1, OTS, SCO ...", str),
        ("person", "Who took part: a name in any spelling, or a register id.", str),
    ):
        flag = "--dialogue" if name == "meeting_format" else f"--{name}"
        command = click.option(flag, name, help=text, type=kind)(command)
    side = "Side that took part (ISO code or acronym); give it twice for a pair."
    return click.option("--side", "sides", multiple=True, help=side)(command)


def make_query(filters: dict[str, Any]) -> Query:
    """The query that the filters ask for.  Raises: BadParameter: it ends before it begins."""
    from dragoman.edtf import first_day, last_day
    from dragoman.record import Query

    since, until = first_day(filters.get("since")), last_day(filters.get("until"))
    if since and until and until < since:
        raise click.BadParameter(f"--until {filters['until']} is before --since {filters['since']}")
    given = {name: value for name, value in filters.items() if value is not None and name in Query.__dataclass_fields__}
    sides = tuple(side.upper() for side in filters["sides"])
    return Query(**{**given, "sides": sides, "format": find_code(filters.get("meeting_format"))})


def find_code(name: str | None) -> str | None:
    """The code of a dialogue format given by code or name in any case; what is in no list stays as it is."""
    if not name:
        return None
    from dragoman.register.formats import find_format

    return find_format(name) or name


def make_console(stderr: bool = False) -> Console:
    """A console that colours on a terminal only, and never cuts lines elsewhere."""
    from rich.console import Console

    plain = not (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, width=200 if plain else None, highlight=False, soft_wrap=False)


def open_record(db: str, must_exist: bool = True) -> Record:
    """The record at an address.  Raises: StoreError: there is none and one is needed."""
    from dragoman.errors import StoreError
    from dragoman.record import Record

    if must_exist and "://" not in db and not Path(db).exists():
        raise StoreError("there is no record here; make one with: dragoman add PATH... --db " + db, db)
    return Record.open(db)


def read_paths(paths: Iterable[str], **how: Any) -> Iterator[Reading | Failure]:
    """Readings of files and folders in the order given, until Ctrl+C; `how` as `read_reports` takes it."""
    from dragoman.intake.files import read_files
    from dragoman.reading.batch import read_reports

    with heed_interrupts() as interrupts:
        for item in read_reports(read_files(paths), **how):
            yield item
            if interrupts:
                raise KeyboardInterrupt


@contextmanager
def heed_interrupts() -> Iterator[list[int]]:
    """Collects the Ctrl+C of a stretch: Python drops the exception where it comes while an object is being freed."""
    came: list[int] = []

    def note_interrupt(number: int, _frame: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield came  # somebody else listens, or nobody may
        return
    signal.signal(signal.SIGINT, note_interrupt)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)


def say_failure(failure: Failure) -> str:
    """The line of a report that cannot be read."""
    return json.dumps({"error": failure.error, "source": failure.source, "where": failure.where}, ensure_ascii=False)


# -- reading ----------------------------------------------------------------------------------------------------------


@main.command()
@take_reports
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "table", "html"]), default="jsonl", show_default=True
)
def read(paths: tuple[str, ...], form: str, **how: Any) -> None:
    """Reads reports (.txt, .html, .md, .jsonl, folders, - for standard input): one reading a report, in their order.

    A report that cannot be read gives {"error", "source", "where"} in its place; the rest goes on; exit 1 at the end.

    \b
    Example: dragoman read report.txt --format table
    """
    from dragoman.intake.files import Failure

    kept, failed = [], False
    for item in read_paths(paths, **how):
        if isinstance(item, Failure):
            failed = True
            click.echo(say_failure(item), err=form in ("table", "html"))
        elif form == "html":
            kept.append(item)
        else:
            print_item(item, form)
    if form == "html":
        from dragoman.export.page import write_page

        click.echo(write_page(kept), nl=False)
    sys.exit(1 if failed else 0)


def print_item(reading: Reading, form: str) -> None:
    """One reading in one form."""
    import msgspec

    from dragoman.model import to_json

    if form == "table":
        from dragoman.export.screen import print_reading

        print_reading(make_console(), reading)
        return
    data = to_json(reading)
    click.echo((msgspec.json.format(data, indent=2) if form == "json" else data).decode())


@main.command()
@take_reports
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def explain(paths: tuple[str, ...], form: str, **how: Any) -> None:
    """Says which rule or model decided each finding, what was not understood, and how much of the text was used.

    \b
    Example: dragoman explain report.txt
    """
    from dragoman.export.screen import print_explanation
    from dragoman.intake.files import Failure
    from dragoman.model import to_json
    from dragoman.reading.explain import explain_reading

    failed = False
    for item in read_paths(paths, **how):
        if isinstance(item, Failure):
            failed = True
            click.echo(say_failure(item), err=True)
        elif form == "json":
            click.echo(to_json(explain_reading(item)).decode())
        else:
            print_explanation(make_console(), item, explain_reading(item))
    sys.exit(1 if failed else 0)


# -- the record -------------------------------------------------------------------------------------------------------


@main.command()
@take_reports
@take_db
def add(paths: tuple[str, ...], db: str, **how: Any) -> None:
    """Reads reports and stores them; a .jsonl of readings is stored as it is. Adding again changes nothing.

    \b
    Example: dragoman add reports/ --db dragoman.db
    """
    with open_record(db, must_exist=False) as record:
        counts, failed = add_readings(record, read_paths(paths, **how))
        totals = record.totals()
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
    click.echo(f"{told}; {db} holds {totals['reports']} reports, {totals['encounters']} encounters", err=True)
    sys.exit(1 if failed else 0)


def add_readings(record: Record, items: Iterable[Reading | Failure]) -> tuple[dict[str, int], bool]:
    """Stores readings, some a transaction; how many were new, the same or replaced, and whether any failed."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from dragoman.intake.files import Failure

    counts = {"new": 0, "replaced": 0, "same": 0, "failed": 0}
    waiting: list[Reading] = []
    console = make_console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=None)
        for item in items:
            progress.advance(task)
            if isinstance(item, Failure):
                counts["failed"] += 1
                click.echo(say_failure(item), err=True)
                continue
            waiting.append(item)
            if len(waiting) == BATCH:
                store_readings(record, waiting, counts)
        store_readings(record, waiting, counts)
    return counts, counts["failed"] > 0


def store_readings(record: Record, waiting: list[Reading], counts: dict[str, int]) -> None:
    """Stores the waiting readings in one transaction and empties the list."""
    for added in record.add_all(waiting):
        counts[added.outcome] += 1
    waiting.clear()


@main.command()
@click.argument("encounter", required=False)
@take_filters
@take_db
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="Rows.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
def show(encounter: str | None, db: str, limit: int, form: str, **filters: Any) -> None:
    """Shows the timeline, or one ENCOUNTER by its id with every report's words.

    \b
    Example: dragoman show --side KZ --side US
    """
    from dataclasses import replace

    from dragoman.export.screen import print_encounters
    from dragoman.model import to_json

    with open_record(db) as record:
        if encounter is not None:
            show_encounter(record, encounter, form)
            return
        found = record.iterate(replace(make_query(filters), limit=limit))
        if form == "table":
            print_encounters(make_console(), found)
            return
        for item in found:
            click.echo(to_json(item).decode())


def show_encounter(record: Record, key: str, form: str) -> None:
    """One encounter in full.  Raises: UsageError: there is none of that id."""
    from dragoman.errors import UsageError
    from dragoman.export.screen import print_encounter
    from dragoman.model import to_json

    found = record.encounter(key)
    if found is None:
        raise UsageError(f"there is no encounter {key!r}; dragoman show lists them")
    if form != "table":
        click.echo(to_json(found).decode())
        return
    evidence = []
    for report in found.reports:
        reading = record.document(report.document)
        told = next((e for e in reading.encounters if e.id == report.encounter), None) if reading else None
        if reading is not None and told is not None:
            evidence += [(report.source, reading.document.text[span.start : span.stop]) for span in told.evidence]
    print_encounter(make_console(), found, evidence, record.commitments(encounter=found.id))


@main.command()
@click.argument("words", nargs=-1, required=True)
@take_db
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, MOST), help="Reports.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def search(words: tuple[str, ...], db: str, limit: int, form: str) -> None:
    """Finds the reports that hold every word in any form, names in any spelling and script.

    \b
    Example: dragoman search "водные ресурсы"
    """
    from dragoman.export.screen import print_hits
    from dragoman.model import to_json

    with open_record(db) as record:
        hits = record.search(" ".join(words), limit)
    if form == "table":
        count = print_hits(make_console(), hits)
        click.echo(f"{count} reports", err=True)
        return
    for hit in hits:
        click.echo(to_json(hit).decode())


@main.command()
@click.argument("what", default="encounters")
@take_filters
@take_db
@click.option("--format", "form", help="jsonl, csv, ics, atom ... (docs/exports.md); the first that WHAT has.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=True, path_type=Path), help="File or folder; stdout if not given."
)
@click.option("--language", "tongue", type=click.Choice(["en", "ru", "kk"]), default="en", help="Of headings.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to count from; today if not given."
)
def export(
    what: str, form: str | None, db: str, output: Path | None, tongue: str, today: datetime | None, **filters: Any
) -> None:
    """Writes the record in other people's forms: WHAT is encounters, statements, commitments, calendar, briefing ...

    \b
    Example: dragoman export encounters --format jsonl
    """
    from dragoman.export import FORMS, write_export

    form = form or FORMS.get(what, ("jsonl",))[0]
    day = today.date() if today else date.today()
    with open_record(db) as record:
        write_export(record, what, form, make_query(filters), output or sys.stdout.buffer, day, tongue)


@main.command()
@take_db
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Another address than this machine's asks for accounts."
)
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--open/--no-open", "browser", default=False, help="Open the desk in a browser.")
@click.option("--accounts", default=ACCOUNTS, show_default=True, help="File of who may enter, where it exists.")
@click.option("--name", "hosts", multiple=True, help="Further names under which the desk is reached.")
def desk(db: str, host: str, port: int, browser: bool, accounts: str, hosts: tuple[str, ...]) -> None:
    """Opens the web desk over a record.

    \b
    Example: dragoman desk --db dragoman.db
    """
    from dragoman.desk.accounts import Accounts

    kept = Accounts(accounts) if Path(accounts).exists() else None
    serve_desk(db, host, port, browser, accounts=kept, hosts=hosts)


def serve_desk(db: str, host: str, port: int, browser: bool, **more: Any) -> None:
    """Serves the desk until it is interrupted."""
    import webbrowser

    import dragoman
    from dragoman.desk.app import serve
    from dragoman.settings import Settings

    def tell_address(address: str) -> None:
        click.echo(f"the desk is open on {address} (Ctrl+C ends it)", err=True)
        if browser:
            webbrowser.open(address)

    with open_record(db, must_exist=False) as record:
        serve(record, host, port, reader=dragoman.read, settings=Settings(db=db), ready=tell_address, **more)


@main.group()
def account() -> None:
    """Who may enter a desk that other machines can reach.

    \b
    Example: dragoman account add aigerim --role reviewer
    """


@account.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "reviewer", "admin"]), default="reader", show_default=True)
@click.option("--accounts", default=ACCOUNTS, show_default=True, help="File of who may enter.")
@click.password_option(help="Asked for where not given.")
def add_account(name: str, role: str, accounts: str, password: str) -> None:
    """Makes an account, or gives an account another role and password.

    \b
    Example: dragoman account add aigerim --role reviewer
    """
    from dragoman.desk.accounts import Accounts

    user = Accounts(accounts).add(name, password, role)  # type: ignore[arg-type]
    click.echo(f"{user.name} is {user.role}", err=True)


@account.command("token")
@click.argument("name")
@click.argument("label")
@click.option("--accounts", default=ACCOUNTS, show_default=True, help="File of who may enter.")
def make_token(name: str, label: str, accounts: str) -> None:
    """Makes an API token for an account; it is shown once. LABEL says what for.

    \b
    Example: dragoman account token aigerim timeline-script
    """
    from dragoman.desk.accounts import Accounts

    click.echo(Accounts(accounts).make_token(name, label))


@account.command("list")
@click.option("--accounts", default=ACCOUNTS, show_default=True, help="File of who may enter.")
def list_accounts(accounts: str) -> None:
    """Lists the accounts and their roles.

    \b
    Example: dragoman account list
    """
    from dragoman.desk.accounts import Accounts

    for user in Accounts(accounts).users():
        click.echo(f"{user.name}\t{user.role}")


@main.command()
@click.option("--db", default="examples.db", show_default=True, help="Where the example record is kept.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--open/--no-open", "browser", default=False, help="Open the desk in a browser.")
@click.option("--serve/--no-serve", default=True, help="Open the desk after reading.")
def demo(db: str, port: int, browser: bool, serve: bool) -> None:
    """Reads the bundled example reports into a record, shows its timeline and opens the desk over it.

    \b
    Example: dragoman demo --no-serve
    """
    from dragoman.examples import example_paths
    from dragoman.export.screen import print_encounters
    from dragoman.record import Query

    with open_record(db, must_exist=False) as record:
        paths = [str(path) for path in example_paths()]
        _counts, failed = add_readings(record, read_paths(paths))
        print_encounters(make_console(), record.iterate(Query(limit=20)))
    if failed:
        raise click.ClickException("an example report could not be read")
    if serve:
        serve_desk(db, "127.0.0.1", port, browser)


# -- measuring --------------------------------------------------------------------------------------------------------


@main.group()
def measure() -> None:
    """Measures the reader against marked texts.

    \b
    Example: dragoman measure gold tests/measure/ru.gold.jsonl
    """


@measure.command()
@click.argument("paths", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option("--readings", type=click.Path(path_type=Path), help="Measure these readings instead of reading anew.")
@click.option("--floors", type=click.Path(path_type=Path), help="Fail below these floors.")
@click.option("--misses", is_flag=True, help="Print each missed and false answer.")
def gold(paths: tuple[Path, ...], readings: Path | None, floors: Path | None, misses: bool) -> None:
    """Precision, recall and F1 by language and kind, on gold files (docs/measure.md).

    \b
    Example: dragoman measure gold tests/measure/ru.gold.jsonl
    """
    from dragoman.measure.floors import check_floors, load_floors
    from dragoman.measure.run import run_measure
    from dragoman.measure.table import print_table

    table = run_measure(paths, readings)
    print_table(table, misses=misses)
    known = load_floors(floors) if floors else {}
    breaches = [
        breach for item in known.values() if item.digest == table.digest for breach in check_floors(table, item)
    ]
    for breach in breaches:
        click.echo(f"below the floor: {breach}", err=True)
    sys.exit(1 if breaches else 0)


@measure.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="Folder of the answer files.")
def factrueval(folder: Path, output: Path) -> None:
    """Writes answers to track 3 of factRuEval-2016 (book_N.task3) for the book_N.txt of a FOLDER.

    \b
    Example: dragoman measure factrueval devset --output answers
    """
    from dragoman.measure.factrueval import write_answers

    click.echo(f"{write_answers(folder, output)} documents answered", err=True)


# -- the register -----------------------------------------------------------------------------------------------------


@main.group()
def register() -> None:
    """What is known beforehand: people, offices, formats.

    \b
    Example: dragoman register check
    """


@register.command()
def check() -> None:
    """Proves that the register is consistent: overlaps, gaps, duplicates, clashes; exit 1 if it is not.

    \b
    Example: dragoman register check
    """
    from dragoman.register.check import check_register, has_errors

    problems = check_register()
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} problems", err=True)
    sys.exit(1 if has_errors(problems) else 0)


@register.command()
@click.argument("name")
def who(name: str) -> None:
    """Everyone who may bear a NAME, in any spelling, with the offices they held.

    \b
    Example: dragoman register who Тілеуберді
    """
    from dragoman.register.people import find_people

    for person in find_people(name):
        click.echo(f"{person.id}: {', '.join(person.names)}")
        for tenure in person.tenures:
            click.echo(f"    {tenure.since or '?'} .. {tenure.until or ''}  {tenure.office} ({tenure.side})")


# -- databases --------------------------------------------------------------------------------------------------------


@main.group("db")
def database() -> None:
    """Moves records between databases.

    \b
    Example: dragoman db copy dragoman.db postgresql://me@localhost/dragoman
    """


@database.command()
@click.argument("source")
@click.argument("target")
def copy(source: str, target: str) -> None:
    """Copies a whole record, judgements and history included, into an empty one.

    \b
    Example: dragoman db copy dragoman.db postgresql://me@localhost/dragoman
    """
    from dragoman.record.transfer import copy_record

    copied = copy_record(source, target)
    click.echo(f"{copied['documents']} reports in {target}", err=True)
