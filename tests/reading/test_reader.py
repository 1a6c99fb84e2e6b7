"""The whole reading of a report of our own."""

import dragoman

REPORT = """Министры Казахстана и Италии обсудили торговлю

АСТАНА. ВЕСТНИК - Министр иностранных дел Казахстана Ерлан Сабитов провёл телефонный разговор с \
министром иностранных дел Италии Марио Кастелли.

Стороны договорились открыть прямой рейс до конца года. Товарооборот превысил 3,5 млрд долларов.

Сейчас читают
"""


def test_call_has_both_ministers() -> None:
    """A call names both people in the nominative, each with office and side."""
    reading = dragoman.read(REPORT)
    call = next(encounter for encounter in reading.encounters if encounter.kind == "call")
    assert {(who.person, who.side) for who in call.participants} == {("Ерлан Сабитов", "KZ"), ("Марио Кастелли", "IT")}
    assert call.mode == "phone"


def test_every_span_lies_in_the_text() -> None:
    """No finding without words."""
    reading = dragoman.read(REPORT)
    found = [*reading.offices, *reading.figures, *reading.commitments, *reading.passages, *reading.statements]
    assert found
    assert all(0 <= item.start < item.stop <= len(reading.document.text) for item in found)


def test_reading_is_the_same_each_time() -> None:
    """Same input, same reading."""
    assert dragoman.read(REPORT) == dragoman.read(REPORT)


def test_figure_and_commitment() -> None:
    """Money with its unit; the exact words of what was agreed."""
    reading = dragoman.read(REPORT)
    assert [(f.value, f.unit, f.comparator) for f in reading.figures if f.unit == "USD"] == [
        (3_500_000_000, "USD", ">")
    ]
    words = [reading.document.text[c.start : c.stop] for c in reading.commitments]
    assert any("договорились открыть прямой рейс" in word for word in words)
