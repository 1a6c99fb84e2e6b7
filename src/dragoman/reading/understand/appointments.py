"""Who holds what office, as the text states or leaves no doubt of."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Office
from dragoman.reading.resolve.holders import link_holders
from dragoman.reading.values import Marked, OfficeTitle, Somebody

PRIVATE = frozenset({"business", "other", "military", "party"})
SAME_RANKS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


def find_offices(marked: Marked) -> tuple[Office, ...]:
    """The offices of the persons of a document, each once in its fullest form, in order of the text.

    Args: marked: with titles and people resolved. Returns: offices of states, parliaments and international bodies;
        those of companies, papers, clubs and churches are left out, as are those without side.
    """
    chained = chained_titles(marked)
    offices = [office for somebody in marked.people for office in offices_of(marked, somebody, chained)]
    return tuple(sorted(offices, key=lambda office: (office.start, office.person)))


def chained_titles(marked: Marked) -> frozenset[int]:
    """Offsets of titles that stand as the first half of «министр по делам разведки, глава комиссии А. Б.»."""
    return frozenset(marked.titles[holding.title].start for holding in link_holders(marked) if holding.rule == "chain")


def offices_of(marked: Marked, somebody: Somebody, chained: frozenset[int]) -> list[Office]:
    """The different offices of one person."""
    public = [title for title in somebody.titles if title.rank not in PRIVATE and title.rank != "colleague"]
    groups: list[list[OfficeTitle]] = []
    for title in public:
        group = next((group for group in groups if any(is_same(one, title) for one in group)), None)
        if group is None:
            groups.append([title])
        else:
            group.append(title)
    found = [to_office(somebody, group) for group in groups]
    return join_chains(marked, somebody, [office for office in found if office is not None], chained)


def is_same(left: OfficeTitle, right: OfficeTitle) -> bool:
    """Whether two titles of one person name one office."""
    if left.former != right.former:
        return False
    if left.rank == right.rank and left.rank in SAME_RANKS:
        return not (is_council(left) ^ is_council(right))
    words, others = set(left.nominative.lower().split()), set(right.nominative.lower().split())
    return words <= others or others <= words


def is_council(title: OfficeTitle) -> bool:
    """«председатель Государственного совета»: an office of its own beside that of president."""
    return title.nominative.lower().startswith("председатель") and "совет" in title.nominative.lower()


def to_office(somebody: Somebody, group: Sequence[OfficeTitle]) -> Office | None:
    """The fullest title of a group as an office."""
    best = max(group, key=fullness)
    side = best.side or somebody.side
    if side is None:
        return None
    return Office(somebody.name, best.nominative, side, best.start, best.stop, rule=best.rule)


def fullness(title: OfficeTitle) -> tuple[int, int, int]:
    """Titles with a side and more words first, then the earlier."""
    return int(title.side is not None), len(title.nominative.split()), -title.start


def join_chains(marked: Marked, somebody: Somebody, offices: list[Office], chained: frozenset[int]) -> list[Office]:
    """Two offices that the text states in one breath become one."""
    joined: list[Office] = []
    for office in sorted(offices, key=lambda one: one.start):
        previous = joined[-1] if joined else None
        if previous is not None and previous.start in chained and office.start - previous.stop <= 2:
            joined[-1] = Office(
                office.person,
                f"{previous.office}, {office.office}",
                office.side,
                previous.start,
                office.stop,
                rule="chain",
            )
        else:
            joined.append(office)
    return joined
