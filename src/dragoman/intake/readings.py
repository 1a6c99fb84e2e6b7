"""Ready readings, one a line of JSON: taken as they are where they are sound, refused with the first fault if not.

They may have been made by another program or changed by hand, so that what every later room relies on is proved here:
spans lie in the text, an encounter has evidence, dates are dates, numbers are finite, text can be written out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.edtf import parse_date
from dragoman.model import Reading

SCHEMA = "dragoman.reading/1"
UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # no database keeps a NUL, nothing writes half a pair
SEASON = re.compile(r"\d{4}-2[1-4][~?%]?")
MOST = 2**31 - 1  # of an ordinal: what a column of whole numbers holds


def read_ready(item: dict[str, Any]) -> Reading | str:
    """The reading that an object of JSON is, or what is wrong with it and what to do."""
    if item["schema"] != SCHEMA:
        return f"it is of the form {item['schema']}, and {SCHEMA} is read; update dragoman or read the report again"
    try:
        reading = msgspec.convert(item, Reading)
    except msgspec.ValidationError as error:
        return f"no reading of the form {SCHEMA}: {error}; read the report again"
    fault = next(find_faults(item, len(reading.document.text)), None) or find_wrong(reading)
    return f"{fault}; read the report again" if fault else reading


def find_faults(node: Any, length: int) -> Iterator[str]:
    """Spans outside a text of some length, infinite numbers and unwritable strings anywhere in a reading."""
    if isinstance(node, dict):
        start, stop = node.get("start"), node.get("stop")
        if not (start is stop is None or (start is not None and 0 <= start < (stop or 0) <= length)):
            yield f"a span lies outside the text: {start}-{stop} of {length}"
    elif isinstance(node, str) and (bad := UNWRITABLE.search(node)):
        yield f"a sign that no text has: {bad[0]!a} in {node[:40]!a}"
    elif isinstance(node, float) and not math.isfinite(node):
        yield f"a number that is none: {node}"
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from find_faults(child, length)


def find_wrong(reading: Reading) -> str | None:
    """What no schema says: the first encounter without evidence, wild number or date that is none."""
    published = reading.document.published
    dates = [("published", published.date if published else None)]
    dates += [(f"the due of a commitment ({item.start}-{item.stop})", item.due) for item in reading.commitments]
    for encounter in reading.encounters:
        if not encounter.evidence:
            return f"encounter {encounter.id} has no evidence"
        if not 0 <= (encounter.ordinal or 0) <= MOST:
            return f"encounter {encounter.id} has the ordinal {encounter.ordinal}"
        dates.append((f"the date of encounter {encounter.id}", encounter.date))
    return next((f"{name} is no date: {day!r}" for name, day in dates if day is not None and not is_edtf(day)), None)


def is_edtf(value: str) -> bool:
    """Whether it is a day, month, season or year, or an interval of them that may be open."""
    ends = value.split("/")
    if len(ends) == 1:
        return parse_date(value) is not None or SEASON.fullmatch(value) is not None
    return len(ends) == 2 and any(map(is_edtf, ends)) and all(end in ("", "..") or is_edtf(end) for end in ends)
