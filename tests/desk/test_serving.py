"""The server itself: it takes a free port, says where it is, answers, and refuses what it must."""

import re
import subprocess
import sys
import urllib.request

import pytest

from dragoman.desk.app import open_socket, serve
from dragoman.errors import UsageError

PROGRAM = """
import sys
from dragoman.desk.app import serve
from dragoman.record import Record
serve(Record.open(sys.argv[1]), port=0, ready=lambda address: print(address, flush=True))
"""


def test_a_desk_says_where_it_is_and_answers(tmp_path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "new.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            with urllib.request.urlopen(address) as answer:
                assert "The record is empty." in answer.read().decode()
                assert answer.headers["server"] is None
        finally:
            process.terminate()


def test_a_taken_port_is_refused_in_words():
    with open_socket("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="--port"):
        open_socket("127.0.0.1", taken.getsockname()[1])


def test_a_desk_without_accounts_is_not_opened_to_others(record):
    with pytest.raises(UsageError, match="account"):
        serve(record, "0.0.0.0", 0)
