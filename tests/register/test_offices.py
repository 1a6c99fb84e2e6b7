"""Office words are sorted under kinds, in three languages and in any case."""

from __future__ import annotations

import pytest

from dragoman.register.offices import load_kinds, make_pattern, parse_office, widen_kind
from dragoman.register.tables import Row, read_table


@pytest.mark.parametrize("row", list(read_table("office_words")), ids=lambda row: f"{row['language']}:{row['form']}")
def test_every_line_decides_its_example(row: Row) -> None:
    """A line that never decides is dead; a line that decides wrongly is a slip."""
    assert parse_office(row["example"], row["language"]) == row["kind"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("глава МИД РК", "foreign_minister"),
        ("вице-премьер – министр иностранных дел", "foreign_minister"),
        ("заместителем министра иностранных дел", "deputy_foreign_minister"),
        ("исполняющий обязанности министра иностранных дел", "foreign_minister"),
        ("министр обороны", "defence_minister"),
        ("премьер-министр Италии", "head_of_government"),
        ("вице-премьер", "deputy_head_of_government"),
        ("президент Европейского совета", "head_of_council"),
        ("президентом Таджикистана", "head_of_state"),
        ("советник президента", "aide"),
        ("бывший президент", "former"),
        ("глава Таджикистана", "leader"),
        ("Сыртқы істер министрінің орынбасары", "deputy_foreign_minister"),
        ("Қазақстанның Сыртқы істер министрі", "foreign_minister"),
        ("Премьер-Министр", "head_of_government"),
        ("ШЫҰ Бас хатшысы", "head_of_organisation"),
        ("Deputy Prime Minister, Minister of Foreign Affairs", "foreign_minister"),
        ("Assistant Secretary of State for South and Central Asian Affairs", "deputy_foreign_minister"),
        ("SECRETARY-GENERAL OF THE UN", "head_of_organisation"),
        ("footballer", None),
        ("учитель", None),
    ],
)
def test_parse_office(words: str, kind: str | None) -> None:
    """The narrower office wins over the words that it contains."""
    assert parse_office(words) == kind


def test_kinds_are_declared() -> None:
    """Whatever words give is a kind of kinds.tsv, or one that stands for several, or says nothing to link by."""
    wider = {"leader", "former", "candidate"}
    assert {row["kind"] for row in read_table("office_words")} <= set(load_kinds()) | wider


def test_secretary_of_state_by_side() -> None:
    """The American secretary is the foreign minister, the Kazakh one is not."""
    assert widen_kind("state_secretary", "US") == ("foreign_minister",)
    assert widen_kind("state_secretary", "KZ") == ("state_secretary",)


def test_patterns_are_whole_words() -> None:
    """A form does not fit inside another word; `*` ends a stem; `…` leaves out words."""
    assert not make_pattern("посол").search("посольство")
    assert make_pattern("министр* обороны").search("министром обороны")
    assert make_pattern("министр* … дел").search("министр внутренних дел")
    assert not make_pattern("^глава").search("бывший глава")
