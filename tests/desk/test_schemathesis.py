"""Schemathesis over every operation that the API describes, in this process: no answer breaks the description.

Its engine sends the examples, the edges of every schema, wrong values, other methods and values drawn at random.
"""

from datetime import date

import pytest
import schemathesis
from schemathesis.engine import events, from_schema

from dragoman.desk.api import OPERATIONS
from dragoman.desk.app import make_app
from dragoman.record import Record

from .reports import write_all
from .test_work import read_plainly

BOUNDED = {"seed": 1, "generation": {"max-examples": 15, "database": "none", "deterministic": True}}


@pytest.fixture(scope="module")
def happened(tmp_path_factory):
    """What happened in a whole run over a small record, in order."""
    with Record.open(tmp_path_factory.mktemp("described") / "own.db") as record:
        record.add_all(write_all()[:9])
        app = make_app(record, read_plainly, hosts=("testserver",), today=lambda: date(2030, 6, 1))
        config = schemathesis.Config.from_dict(BOUNDED)
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, config=config)
        yield list(from_schema(schema).execute())


def list_checks(happened):
    """Operation, check and failure (None: it passed) of all that was sent."""
    for event in happened:
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                yield from ((event.recorder.label, one.name, one.failure_info) for one in checks)


def test_no_answer_breaks_the_description(happened):
    failed = {f"{label}: {info.failure}\n{info.code_sample}" for label, _name, info in list_checks(happened) if info}
    assert not failed, "\n\n".join(sorted(failed))


def test_every_operation_was_tried_with_right_and_wrong_values(happened):
    tried = {label for label, _name, _info in list_checks(happened)}
    assert {f"{one.method.upper()} /api{one.path}" for one in OPERATIONS} <= tried
    names = {name for _label, name, _info in list_checks(happened)}
    assert {"not_a_server_error", "response_schema_conformance", "negative_data_rejection"} <= names


def test_the_run_itself_did_not_break(happened):
    broken = [event for event in happened if isinstance(event, events.NonFatalError | events.FatalError)]
    assert not broken, broken
