"""The command line: one line a report, errors in their place, what goes in comes out."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import heed_interrupts, main
from dragoman.errors import LexiconError
from dragoman.reading import batch

CALL = (
    "АСТАНА. 3 мая 2024 года состоялся телефонный разговор министра иностранных дел Казахстана Ерлана Аманова "
    "с министром иностранных дел Турции Мехметом Караханлы. Стороны обсудили торговлю и водные ресурсы."
)


def run(*words: str, text: str | None = None) -> Result:
    """One command."""
    return CliRunner().invoke(main, list(words), input=text)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of a call between invented ministers."""
    path = tmp_path / "call.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


@pytest.fixture
def db(tmp_path: Path, report: Path) -> str:
    """A record that holds the call."""
    path = str(tmp_path / "record.db")
    assert run("add", str(report), "--db", path).exit_code == 0
    return path


def test_bad_report_does_not_end_the_batch(tmp_path: Path) -> None:
    """A missing file gives a line with the error; the next report is read; exit 1."""
    good = tmp_path / "good.txt"
    good.write_text("Министр прибыл в Ташкент.", encoding="cp1251")
    result = run("read", str(tmp_path / "none.txt"), str(good))
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert set(first) == {"error", "source", "where"}
    assert second["document"]["source"] == str(good)
    assert result.exit_code == 1


def test_same_input_gives_same_bytes(report: Path) -> None:
    """Reading twice prints the same bytes."""
    assert run("read", str(report)).stdout == run("read", str(report)).stdout


def test_several_processes_give_the_same_readings(tmp_path: Path) -> None:
    """Two processes print what one prints, in the order of the input."""
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": str(number), "text": f"{CALL} Это сообщение {number}."}) for number in range(5)]
    path.write_text("\n".join([*lines, "{"]), encoding="utf-8")
    assert run("read", str(path), "-j", "2").stdout == run("read", str(path)).stdout


def test_table_and_page_show_the_finding(report: Path) -> None:
    """The table names both ministers; the page marks the words of the call and asks for nothing from outside."""
    table = run("read", str(report), "--format", "table").stdout
    assert "Ерлан Аманов" in table
    assert "Мехмет Караханлы" in table
    page = run("read", str(report), "--format", "html").stdout
    assert 'class="encounter"' in page
    assert "телефонный разговор" in page
    assert "http://" not in page
    assert "https://" not in page


def test_page_escapes_hostile_text(tmp_path: Path) -> None:
    """A report cannot put a script into the page."""
    path = tmp_path / "hostile.txt"
    path.write_text(f"<script>alert(1)</script> {CALL}", encoding="utf-8")
    assert "<script>alert" not in run("read", str(path), "--format", "html").stdout


def test_standard_input_is_read() -> None:
    """`-` reads the report from standard input."""
    reading = json.loads(run("read", "-", text=CALL).stdout)
    assert reading["document"]["source"] == "-"
    assert reading["encounters"][0]["kind"] == "call"


def test_explain_names_rules_and_gaps(report: Path) -> None:
    """Each finding of `explain` says what decided it, and the coverage counts them."""
    told = json.loads(run("explain", str(report), "--format", "json").stdout)
    (encounter,) = [finding for finding in told["findings"] if finding["kind"] == "encounter"]
    assert encounter["rule"]
    assert told["coverage"]["findings"]["encounter"] == 1
    assert 0 < told["coverage"]["used"] <= 1


def test_adding_twice_changes_nothing(report: Path, db: str) -> None:
    """The second time the report is the same, and the record holds one."""
    result = run("add", str(report), "--db", db)
    assert "1 same" in result.stderr
    assert "1 reports, 1 encounters" in result.stderr


def test_readings_are_stored_as_they_are(tmp_path: Path, report: Path) -> None:
    """What `read` prints, `add` takes."""
    readings = tmp_path / "readings.jsonl"
    readings.write_text(run("read", str(report)).stdout, encoding="utf-8")
    path = str(tmp_path / "second.db")
    assert run("add", str(readings), "--db", path).exit_code == 0
    assert json.loads(run("show", "--db", path, "--format", "jsonl").stdout)["kind"] == "call"


def test_show_finds_by_filters_and_id(db: str) -> None:
    """Filters narrow the timeline; an id shows the encounter with its evidence."""
    found = json.loads(run("show", "--side", "KZ", "--side", "TR", "--db", db, "--format", "jsonl").stdout)
    assert run("show", "--side", "US", "--db", db, "--format", "jsonl").stdout == ""
    card = run("show", found["id"], "--db", db).stdout
    assert "Ерлан Аманов" in card
    assert "состоялся телефонный разговор" in card


def test_search_finds_any_word_form(db: str) -> None:
    """A word in another form finds the report."""
    (hit,) = [
        json.loads(line)
        for line in run("search", "водных ресурсах", "--db", db, "--format", "jsonl").stdout.splitlines()
    ]
    assert "водные ресурсы" in hit["excerpt"]
    assert run("search", "железная дорога", "--db", db, "--format", "jsonl").stdout == ""


def test_export_names_the_reports_of_an_encounter(db: str, report: Path) -> None:
    """Each merged encounter lists the report and the id of the encounter in its reading."""
    encounter = json.loads(run("export", "encounters", "--db", db).stdout)
    assert [(item["source"], item["encounter"]) for item in encounter["reports"]] == [(str(report), "e1")]


def test_missing_record_says_what_to_do(tmp_path: Path) -> None:
    """Showing a record that is not there fails with the way to make one."""
    result = run("show", "--db", str(tmp_path / "none.db"))
    assert result.exit_code == 1
    assert "dragoman add" in result.stderr


def test_wrong_day_is_told(report: Path) -> None:
    """A day that is no date is a wrong use, told before anything is read; one in a line of the input fails alone."""
    result = run("read", str(report), "--published", "вчера")
    assert "вчера" in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
    line = run("read", "-", text=json.dumps({"id": "a", "text": CALL, "published": "вчера"}))
    assert "вчера" in json.loads(line.stdout)["error"]
    assert line.exit_code == 1


def test_wrong_use_exits_with_two() -> None:
    """An unknown form is a wrong use."""
    assert run("read", "x.txt", "--format", "xml").exit_code == 2


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_helps_with_an_example(name: str) -> None:
    """Every command's help ends with an example of itself."""
    text = run(name, "--help").stdout
    assert f"Example: dragoman {name}" in text


def test_record_is_copied_whole(tmp_path: Path, db: str) -> None:
    """`db copy` gives a second record that shows the same."""
    second = str(tmp_path / "second.db")
    assert run("db", "copy", db, second).exit_code == 0
    assert (
        run("show", "--db", second, "--format", "jsonl").stdout == run("show", "--db", db, "--format", "jsonl").stdout
    )
    assert run("db", "copy", db, second).exit_code == 1


def test_demo_reads_the_examples(tmp_path: Path) -> None:
    """The bundled reports go in without a failure, and the timeline names a C5+1."""
    result = run("demo", "--no-serve", "--db", str(tmp_path / "examples.db"))
    assert result.exit_code == 0
    assert "C5+1" in result.stdout


def test_gated_report_is_kept_with_a_gap(tmp_path: Path) -> None:
    """With --gate a report without a word of contact is not read, and says so."""
    path = tmp_path / "weather.txt"
    path.write_text("Завтра в городе ожидается сильный снег и ветер до двадцати метров в секунду.", encoding="utf-8")
    (gap,) = json.loads(run("read", str(path), "--gate").stdout)["gaps"]
    assert gap["kind"] == "no_trigger"


def test_register_is_consistent_and_knows_names() -> None:
    """`register check` finds no problem; `register who` finds a person by a Kazakh spelling."""
    assert run("register", "check").exit_code == 0
    assert "Tileuberdi" in run("register", "who", "Тілеуберді").stdout


def test_account_is_made_and_listed(tmp_path: Path) -> None:
    """An account can be made, listed, and given a token; a short password is refused with the reason."""
    path = str(tmp_path / "accounts.db")
    made = run("account", "add", "ada", "--role", "admin", "--password", "long enough secret", "--accounts", path)
    assert made.exit_code == 0
    assert run("account", "list", "--accounts", path).stdout == "ada\tadmin\n"
    assert len(run("account", "token", "ada", "script", "--accounts", path).stdout.strip()) > 20
    assert run("account", "add", "bob", "--password", "short", "--accounts", path).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("show", "--since", "вчера"),
        ("show", "--until", "XXXX"),
        ("show", "--since", "2025", "--until", "2024"),
        ("show", "--status", "maybe"),
        ("show", "--kind", "party"),
        ("show", "--limit", "999999999999999999999"),
        ("search", "министр", "--limit", "999999999999999999999"),
        ("export", "encounters", "--today", "2024-02-30"),
    ],
)
def test_filters_without_meaning_are_wrong_use(db: str, words: tuple[str, ...]) -> None:
    """A filter that can find nothing, whatever the record holds, is told instead of an empty answer or a crash."""
    result = run(*words, "--db", db)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def test_formats_are_taken_in_any_case(tmp_path: Path) -> None:
    """`--dialogue c5+1` finds what C5+1 finds."""
    path = str(tmp_path / "r.db")
    text = (
        "В Астане 21 мая 2024 года состоялась встреча диалога «Центральная Азия – США» в формате C5+1 с участием "
        "министра иностранных дел Казахстана Ерлана Аманова и госсекретаря США Джона Картера."
    )
    assert run("add", "-", "--db", path, text=text).exit_code == 0
    exact = run("show", "--dialogue", "C5+1", "--format", "jsonl", "--db", path).stdout
    assert exact
    assert run("show", "--dialogue", "c5+1", "--format", "jsonl", "--db", path).stdout == exact


def test_full_disk_is_told(report: Path) -> None:
    """Output that cannot be written ends with a line, not with a trace of the program."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "read", str(report)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: No space left")


def test_export_into_a_folder_without_rights_is_told(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written in is a line with its name."""

    def refuse(**_how: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/closed/x")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = run("export", "--db", db, "-o", str(tmp_path))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "/closed/x: Permission denied" in result.stderr


def test_bytes_do_not_depend_on_the_process(report: Path) -> None:
    """Whatever order sets have in a process, the reading is the same bytes."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "read", str(report)]
    outs = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert outs[0] == outs[1]
    assert json.loads(outs[0])["encounters"]


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Ids and outlets reach the table without control signs, and half a surrogate pair does not end the batch."""
    line = json.dumps({"id": "a\x1b[31m", "outlet": "\x1b]0;x\x07\ud800", "text": f"{CALL} \ud800"})
    path = tmp_path / "r.jsonl"
    path.write_text(line, encoding="utf-8")
    for form in ("table", "jsonl", "html"):
        result = run("read", str(path), "--format", form)
        assert result.exit_code == 0
        assert "\x1b" not in result.stdout
        assert "\x07" not in result.stdout


@pytest.fixture
def heard() -> Iterator[None]:
    """Interrupts come through, also where the tests run in the background of a shell, which ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_interrupt_is_heard_where_python_drops_it() -> None:
    """A Ctrl+C that comes while an object is being freed, where the exception is lost, is still noted."""
    with heed_interrupts() as came:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert came == [signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("heard")
def test_interrupt_ends_reading_and_keeps_whole_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Path
) -> None:
    """After a Ctrl+C that Python dropped, the next report is not read; adding again completes the record."""
    path, db = tmp_path / "reports.jsonl", str(tmp_path / "r.db")
    path.write_text("\n".join(json.dumps({"id": str(n), "text": f"{CALL} {n}."}) for n in range(20)), encoding="utf-8")
    seen: list[object] = []

    def interrupt_late(items: Iterable[Any], **_how: object) -> Iterator[object]:
        for item in dragoman_readings(items):
            seen.append(item)
            if len(seen) == 18:
                with suppress(KeyboardInterrupt):
                    signal.raise_signal(signal.SIGINT)
            yield item

    dragoman_readings = batch.read_reports
    with monkeypatch.context() as patch:
        patch.setattr(batch, "read_reports", interrupt_late)
        assert run("add", str(path), "--db", db).exit_code == 1
    assert len(seen) == 18
    again = run("add", str(path), "--db", db)
    assert again.exit_code == 0
    assert "4 new, 16 same" in again.stderr
    whole = str(tmp_path / "whole.db")
    assert run("add", str(path), "--db", whole).exit_code == 0
    assert run("export", "--db", db).stdout == run("export", "--db", whole).stdout


def test_wrong_data_of_the_program_ends_the_batch(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is wrong fails every report alike: it is told once, not for each of them."""

    def fail(*_words: object) -> None:
        raise LexiconError("5 columns; give 6", "words.tsv:9")

    monkeypatch.setattr(batch, "make_document", fail)
    result = run("read", str(report), str(report))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: words.tsv:9: 5 columns; give 6\n"


def test_killed_process_is_told(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading process that is killed, as for want of memory, ends the batch with what to do."""

    def die(*_words: object, **_how: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(ProcessPoolExecutor, "submit", die)
    result = run("read", str(report), "-j", "2")
    assert result.exit_code == 1
    assert "--jobs" in result.stderr
