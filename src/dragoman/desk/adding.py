"""Adds reports on the desk: a pasted text, files, an address; read in the background, shown as they are done."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.access import demand_role
from dragoman.desk.fetching import fetch_page
from dragoman.desk.forms import MAX_FIELD_BYTES, MAX_FILES, Form
from dragoman.desk.web import Desk, NotFound, Reader, desk_of, link, path_link
from dragoman.edtf import parse_date
from dragoman.errors import DragomanError, UsageError
from dragoman.intake.files import LINES, PAGES, SUFFIXES, Failure, Report, read_lines, read_plain
from dragoman.model import Reading

MAX_FILE_KB = MAX_FIELD_BYTES // 1000
MAX_TEXT = 200_000  # characters of a pasted report
MAX_REPORTS = 500  # of one upload
KEPT_JOBS = 50
WAIT_SECONDS = 4.0  # a single report is mostly done by then, and opens at once


@dataclass(slots=True)
class Job:
    """Reports on their way into the record."""

    key: str
    total: int
    done: int = 0
    results: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    finished: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """The latest jobs of a desk; one report is read at a time, so that pages stay quick."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    def start(self, desk: Desk, reader: Reader, items: list[Report | Reading | Failure]) -> Job:
        """Begins to read and add reports."""
        job = Job(secrets.token_urlsafe(12), len(items))
        with self._lock:
            self._jobs[job.key] = job
            for key in list(self._jobs)[:-KEPT_JOBS]:
                del self._jobs[key]
        threading.Thread(target=self._run, args=(desk, reader, items, job), daemon=True).start()
        return job

    def find(self, key: str) -> Job | None:
        """A job by its key; None for an old or unknown one."""
        return self._jobs.get(key)

    def _run(self, desk: Desk, reader: Reader, items: Iterable[Report | Reading | Failure], job: Job) -> None:
        try:
            for item in items:
                with self._reading:
                    add_item(desk, reader, item, job)
                job.done += 1
        finally:
            job.finished.set()


def add_item(desk: Desk, reader: Reader, item: Report | Reading | Failure, job: Job) -> None:
    """Reads and stores one report, or notes in plain words why not."""
    if isinstance(item, Failure):
        job.problems.append(f"{item.where}: {item.error}")
        return
    source = item.document.source if isinstance(item, Reading) else item.source
    try:
        reading = item if isinstance(item, Reading) else read_report(reader, item)
        added = desk.record.add(reading)
    except DragomanError as error:
        job.problems.append(f"{source}: {error.what}")
    except Exception as error:  # one report must not end the others
        job.problems.append(f"{source}: cannot be read ({type(error).__name__}); keep it and tell the makers")
    else:
        name = reading.document.title or source
        job.results.append({"href": path_link("reports", added.document), "name": name, "outcome": added.outcome})


def read_report(reader: Reader, report: Report) -> Reading:
    """What the reader says of a report."""
    return reader(report.text, report.source, report.published, outlet=report.outlet, url=report.url)


# -- pages ----------------------------------------------------------------------------------------------------------


def show_add(request: Request) -> Response:
    """The form."""
    return add_page(request, {})


def add_page(request: Request, values: dict[str, str], problems: Iterable[str] = (), status: int = 200) -> Response:
    """The form with what was filled in and what was wrong."""
    desk = desk_of(request)
    shown: dict[str, Any] = {name: values.get(name, "") for name in ("text", "published", "outlet", "url", "address")}
    return desk.page(
        request, "add.html", status, **shown, problems=list(problems), ready=desk.reader is not None,
        kinds=", ".join(sorted(SUFFIXES)), max_file=MAX_FILE_KB, max_files=MAX_FILES, max_text=MAX_TEXT,
    )  # fmt: skip


def take_reports(request: Request, form: Form) -> Response:
    """Begins to read what the form holds; a single report opens at once."""
    desk = desk_of(request)
    try:
        items = list(find_reports(form))
        if desk.reader is None:
            raise UsageError("this desk only shows the record; add reports with `dragoman add`", "add")
        if not items:
            raise UsageError("nothing to read; paste a text, choose files or give an address", "add")
        if len(items) > MAX_REPORTS:
            raise UsageError(f"{len(items)} reports; give {MAX_REPORTS} at a time, or use `dragoman add`", "add")
    except DragomanError as error:
        return add_page(request, form.fields, [error.what], error.status)
    job = jobs_of(request).start(desk, desk.reader, items)
    if job.total == 1 and job.finished.wait(WAIT_SECONDS):
        if job.problems:
            return add_page(request, form.fields, job.problems, 422)
        return RedirectResponse(link(job.results[0]["href"], added=1), 303)
    return RedirectResponse(path_link("add", job.key), 303)


def jobs_of(request: Request) -> Jobs:
    """The jobs of the desk."""
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


def show_job(request: Request) -> Response:
    """How far a job is; the page comes again by itself until all is done."""
    demand_role(request, "reviewer")
    job = jobs_of(request).find(request.path_params["key"])
    if job is None:
        raise NotFound("this job is over; its reports are in the record", "add")
    return desk_of(request).page(request, "job.html", job=job, running=not job.finished.is_set())


def find_reports(form: Form) -> Iterator[Report | Reading | Failure]:
    """What a form brings: the pasted text, the files, the page of an address.

    Raises: UsageError, InputError: a day that is none, a text too long, an address that is not fetched.
    """
    published = check_day(form.read("published"))
    outlet, address = form.read("outlet") or None, form.read("address", 2000)
    text = form.read("text", MAX_TEXT)
    if text:
        url = form.read("url", 2000) or None
        yield Report(url or "pasted text", text, published, outlet=outlet, url=url)
    for name, content in form.files:
        yield from read_upload(name, content)
    if address:
        yield fetch_report(address)


def check_day(value: str) -> str | None:
    """A day as EDTF; None for "".  Raises: UsageError: it is none."""
    if value and parse_date(value) is None:
        raise UsageError(f"{value[:40]!r} is no date; give it as 2021-04-23", "published")
    return value or None


def read_upload(name: str, content: bytes) -> Iterator[Report | Reading | Failure]:
    """The reports of an uploaded file."""
    name = PurePosixPath(name.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        yield Failure(f"{suffix or 'such'} files are not read; give {', '.join(sorted(SUFFIXES))}", name, name)
    elif len(content) > MAX_FIELD_BYTES:
        yield Failure(f"larger than {MAX_FILE_KB} kB; give one report a file, or use `dragoman add`", name, name)
    elif suffix in LINES:
        yield from read_lines(BytesIO(content), name)
    elif suffix in PAGES:
        from dragoman.intake.pages import read_page

        yield read_page(content, name)
    else:
        yield read_plain(content, name, markdown=suffix in (".md", ".markdown"))


def fetch_report(address: str) -> Report | Failure:
    """The report of a web page.  Raises: InputError: it cannot be fetched."""
    page = fetch_page(address)
    if page.kind == "text/plain":
        return read_plain(page.body, page.url)
    from dragoman.intake.pages import read_page

    return read_page(page.body, page.url, page.url)
