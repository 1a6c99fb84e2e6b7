"""The ids of reports and claims: the day leads, and reports kept before it did keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.record.made import rebuilt, report, told

from dragoman.record import Record
from dragoman.record.claims import older_key
from dragoman.record.writing import prepare_reading


def test_days_lead_the_ids_of_reports_and_claims() -> None:
    """Reports of one time lie together in every index; a report of no day comes before all."""
    days = ("2023-05-12", "2023-05-13", "2024-01-01")
    keys = [prepare_reading(report(f"r{day}", told("KZ", "KG"), day=day)).rows for day in (None, *days)]
    assert [rows.document for rows in keys] == sorted(rows.document for rows in keys)
    assert all(claim.id[:5] == rows.document[:5] for rows in keys for claim in rows.claims)


def test_a_report_kept_under_its_older_id_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Added again, changed or refreshed, it is one report with one id."""
    first = report("a", told("KZ", "KG", date="2023-05-12"), day="2023-05-12")
    changed = replace(first, encounters=(rebuilt(first.encounters[0], kind="visit"),))
    key = older_key(first.document)
    with Record.open(tmp_path / "old.db") as record:
        monkeypatch.setattr("dragoman.record.claims.document_key", older_key)
        record.add(first)
        monkeypatch.undo()
        record.refresh()
        assert record.knows(first)
        added = record.add_all([first, first, changed])
        assert [(one.document, one.outcome) for one in added] == [(key, "same"), (key, "same"), (key, "replaced")]
        assert record.totals()["reports"] == 1
        assert [(one.kind, one.reports[0].document) for one in record.encounters()] == [("visit", key)]
