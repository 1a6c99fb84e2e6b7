"""A fresh record in each database; PostgreSQL is started once from Debian's binaries, where they are."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.record import Record

NO_POSTGRES = "PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb"


def as_server(command: list[str]) -> list[str]:
    """A command as the user that PostgreSQL may run under: it refuses to be root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of our own, on a free port of this machine."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found:
        pytest.skip(NO_POSTGRES)
    binaries = Path(found[-1]).parent
    home = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    data = home / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {home} -c fsync=off -c synchronous_commit=off"
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(home / "log"), "start"]
    stop = [str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
    make = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "dragoman",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(as_server(make), check=True, capture_output=True, cwd="/")
    subprocess.run(as_server(start), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    try:
        yield f"postgresql://dragoman@127.0.0.1:{port}"
    finally:
        subprocess.run(as_server(stop), check=False, capture_output=True, cwd="/")
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def make_record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Record]]:
    """Gives empty records, as many as a test asks for, in one database or the other."""
    opened: list[Record] = []
    if request.param == "sqlite":

        def make() -> Record:
            opened.append(Record.open(tmp_path / f"{len(opened)}.db"))
            return opened[-1]

    else:
        server = request.getfixturevalue("postgres")

        def make() -> Record:
            admin = create_engine(
                server.replace("postgresql", "postgresql+psycopg") + "/postgres", isolation_level="AUTOCOMMIT"
            )
            name = f"test_{os.urandom(6).hex()}"
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            admin.dispose()
            opened.append(Record.open(f"{server}/{name}"))
            return opened[-1]

    yield make
    for record in opened:
        record.close()


@pytest.fixture
def record(make_record: Callable[[], Record]) -> Record:
    """An empty record."""
    return make_record()
