"""Who is known: people with their names in every script and the offices that they held, and links to them by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from dragoman.model import Tenure
from dragoman.register.offices import parse_office, widen_kind
from dragoman.register.periods import Period, measure_period, to_days
from dragoman.register.spelling import LONG_SKELETON, find_skeleton, fold_name, is_patronymic, is_spelling
from dragoman.register.tables import Row, on_forget, read_table, remember

SURNAME_FIRST = ("CN", "KR", "KP", "VN", "TW", "KH")  # whose people are called by their first word


class KnownTenure(Tenure, frozen=True, kw_only=True):
    """A tenure of the register: the kind of office, how sure its bounds are, and in what standing it was held.

    certainty: certain or approximate. standing: "" in full right, acting, or disputed (held in fact, not everywhere
    recognised).
    """

    kind: str
    certainty: str = "certain"
    standing: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the register: a lasting id, names (Russian, Kazakh, English first), offices by time."""

    id: str
    names: tuple[str, ...]
    tenures: tuple[KnownTenure, ...] = ()

    def name_in(self, language: str) -> str:
        """The usual name in ru, kk or en."""
        return self.names[("ru", "kk", "en").index(language)] if len(self.names) > 2 else self.names[0]


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure with its bounds as days."""

    tenure: KnownTenure
    period: Period


@dataclass(frozen=True, slots=True)
class People:
    """Everyone known, and the ways to find them."""

    by_id: dict[str, KnownPerson]
    held: dict[str, tuple[Held, ...]]
    by_office: dict[tuple[str, str], tuple[Held, ...]]
    spelt: dict[str, tuple[tuple[str, ...], ...]]  # person -> folded names
    by_bones: dict[str, tuple[str, ...]]  # skeleton of a word, or it less one sign -> people
    families: dict[str, frozenset[str]]  # person -> folded words by which alone they are called


# -- loading --------------------------------------------------------------------------------------------------------


def read_tenures() -> Iterator[tuple[Row, KnownTenure]]:
    """Tenures as they stand in the tables, shipped ones first."""
    for row in read_table("tenures"):
        yield (
            row,
            KnownTenure(
                person=row["person_id"],
                office=row["office"],
                side=row["side"],
                since=row["since"],
                until=row["until"],
                source=row["source"],
                kind=row["office_kind"],
                certainty=row["certainty"],
                standing=row["standing"],
            ),
        )


def load_tenures() -> dict[str, tuple[KnownTenure, ...]]:
    """Person -> tenures by time; a later line with the same person, kind, side and start replaces the earlier."""
    found: dict[tuple[str, str, str, str], KnownTenure] = {}
    for _row, tenure in read_tenures():
        found[(tenure.person, tenure.kind, tenure.side, tenure.since)] = tenure
    people: dict[str, list[KnownTenure]] = {}
    for tenure in found.values():
        if tenure.certainty != "withdrawn":
            people.setdefault(tenure.person, []).append(tenure)
    return {person: tuple(sorted(items, key=lambda one: one.since)) for person, items in people.items()}


def load_names() -> dict[str, tuple[str, ...]]:
    """Person -> names, the usual ones in Russian, Kazakh and English first."""
    found = {}
    for row in read_table("people"):
        others = tuple(name.strip() for name in row["other"].split(";") if name.strip())
        found[row["person_id"]] = (row["ru"], row["kk"], row["en"], *others)
    return found


def find_family(names: tuple[str, ...], tenures: tuple[KnownTenure, ...]) -> frozenset[str]:
    """The folded words by which alone a person is called: surnames, and names of one word."""
    order = 0 if any(tenure.side in SURNAME_FIRST for tenure in tenures) else -1
    folded = [fold_name(name) for name in names]
    return frozenset(words[order] for words in folded if words)


def spread_bones(word: str) -> Iterator[str]:
    """The keys under which a word is found: its skeleton, and where that is long also it less one sign."""
    bones = find_skeleton(word)
    yield bones
    if len(bones) >= LONG_SKELETON:
        yield from {bones[:place] + bones[place + 1 :] for place in range(len(bones))}


@remember
def load_people() -> People:
    """Everyone known, shipped and the user's own."""
    tenures, names = load_tenures(), load_names()
    by_id = {person: KnownPerson(person, names[person], tenures.get(person, ())) for person in names}
    held = {
        person: tuple(
            Held(one, measure_period(one.since, one.until, f"tenures.tsv: {person}")) for one in known.tenures
        )
        for person, known in by_id.items()
    }
    offices: dict[tuple[str, str], list[Held]] = {}
    for one in chain.from_iterable(held.values()):
        offices.setdefault((one.tenure.kind, one.tenure.side), []).append(one)
    spelt = {person: tuple({fold_name(name): None for name in known.names if name}) for person, known in by_id.items()}
    bones: dict[str, dict[str, None]] = {}
    for person, folded in spelt.items():
        for word in {word for words in folded for word in words}:
            for key in spread_bones(word):
                bones.setdefault(key, {})[person] = None
    families = {person: find_family(known.names, known.tenures) for person, known in by_id.items()}
    return People(
        by_id,
        held,
        {office: tuple(sorted(items, key=lambda one: one.period.first)) for office, items in offices.items()},
        spelt,
        {key: tuple(people) for key, people in bones.items()},
        families,
    )


# -- asking ---------------------------------------------------------------------------------------------------------


def get_person(id: str) -> KnownPerson | None:
    """A person of the register by id."""
    return load_people().by_id.get(id)


def tenures_of(id: str) -> tuple[KnownTenure, ...]:
    """The offices of a person by time; none for somebody unknown."""
    person = get_person(id)
    return person.tenures if person else ()


def office_on(id: str, day: str) -> KnownTenure | None:
    """The office of a person on a day; of several the one begun last; None where none is known."""
    days = to_days(day)
    running = [one for one in load_people().held.get(id, ()) if days and one.period.may_meet(days)]
    return max(running, key=lambda one: (one.period.first, one.tenure.office)).tenure if running else None


@lru_cache(maxsize=50_000)
def holder_of(kind: str, side: str, day: str) -> str | None:
    """The id of the one person who held an office on a day; None where none, or several may have.

    Args: kind: as `parse_office` gives it. side: whose office. day: EDTF.
    """
    days = to_days(day)
    if days is None:
        return None
    by_office = load_people().by_office
    for kinds in ((kind,), widen_kind(kind, side)):
        running = [one for wide in kinds for one in by_office.get((wide, side), ()) if one.period.may_meet(days)]
        if running:
            return choose_holder(running, days)
    return None


def choose_holder(running: list[Held], days: tuple[int, int]) -> str | None:
    """The one who surely held an office, one in full right before an acting one; None where several may be meant."""
    sure = [one for one in running if one.period.surely_holds(days)]
    for choice in (sure, running):
        for in_full_right in (True, False):
            holders = {one.tenure.person for one in choice if in_full_right == (not one.tenure.standing)}
            if holders:
                return holders.pop() if len(holders) == 1 else None
    return None


@lru_cache(maxsize=50_000)
def find_people(name: str) -> tuple[KnownPerson, ...]:
    """Everyone in the register who may bear a name, in whatever spelling and script."""
    people = load_people()
    return tuple(people.by_id[person] for person in find_bearers(name))


def find_bearers(name: str) -> list[str]:
    """Ids of those who may bear a name, by id."""
    people, words = load_people(), fold_name(name)
    full = [word for word in words if len(word) > 1] or list(words)
    if not full:
        return []
    candidates = {person for key in spread_bones(full[-1]) for person in people.by_bones.get(key, ())}
    candidates |= {person for key in spread_bones(full[0]) for person in people.by_bones.get(key, ())}
    return sorted(person for person in candidates if is_bearer(words, person, people))


def is_bearer(words: tuple[str, ...], person: str, people: People) -> bool:
    """Whether folded words may name a person: alone a surname; otherwise a surname and nothing that contradicts."""
    if len(words) == 1:
        return any(is_spelling(words[0], family) for family in people.families[person])
    return any(fit_names(words, known) for known in people.spelt[person])


def fit_names(told: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two folded names agree: each word of the shorter in the longer one, patronymics and initials allowed for.

    «К. Токаев» and «Касым-Жомарт Кемелевич Токаев» both agree with «Касым-Жомарт Токаев»; at least one word has to
    agree in full.
    """
    left = list(known)
    rest, full = [], 0
    for word in told:
        match = next((other for other in left if len(word) > 1 and is_spelling(word, other)), None)
        if match is None:
            rest.append(word)
        else:
            left.remove(match)
            full += 1
    for word in list(rest):
        match = next((other for other in left if is_initial(word, other)), None)
        if match is not None:
            left.remove(match)
            rest.remove(word)
    rest = [word for word in rest if not is_patronymic(word) and len(word) > 1]
    return full > 0 and not rest and (full > 1 or len(known) > 1) and _covers(told, known, left)


def _covers(told: tuple[str, ...], known: tuple[str, ...], left: list[str]) -> bool:
    """Whether what a name leaves out of the known one may be left out: not the surname."""
    return not left or (len(told) > 1 and known[-1] not in left) or (len(told) - len(left) > 1)


def is_initial(word: str, other: str) -> bool:
    """Whether one word is the other's initial or the beginning that a dot cut («Дж.», "Yer.")."""
    short, long = sorted((word, other), key=len)
    return len(short) <= 2 and long.startswith(short)


# -- linking --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def link_person(name: str, *, side: str | None = None, office: str | None = None, day: str | None = None) -> str | None:
    """The id of the one known person whom a report means; None where none fits or several do.

    Args: name: as the report gives it; "" for an office without name. side, office: as the report gives them; office
        may be a kind of the register too. day: that of the event or report, EDTF.
    """
    kind = parse_office(office) if office else None
    days = to_days(day)
    if not name.strip():
        return holder_of(kind, side, day) if kind and side and day else None
    people = load_people()
    alone = len(fold_name(name)) == 1
    chosen = narrow_sides(find_bearers(name), side, people)
    if kind and kind not in ("former", "aide", "official"):
        wide = widen_kind(kind, side)
        chosen = narrow(chosen, [p for p in chosen if any(_holds(h, wide, side, days) for h in people.held[p])])
        chosen = narrow(chosen, [p for p in chosen if any(_holds(h, wide, side, None) for h in people.held[p])])
    if days and (alone or len(chosen) > 1):
        running = [p for p in chosen if any(one.period.may_meet(days) for one in people.held[p])]
        chosen = running if alone and kind != "former" else narrow(chosen, running)
    if alone and not (side or kind):
        return chosen[0] if len(chosen) == 1 and name in people.by_id[chosen[0]].names else None
    return chosen[0] if len(chosen) == 1 else None


def narrow(chosen: list[str], better: list[str]) -> list[str]:
    """The better ones if there are any."""
    return better or chosen


def narrow_sides(chosen: list[str], side: str | None, people: People) -> list[str]:
    """Those who held an office of a side; all where no side is told, none where nobody fits."""
    if side is None:
        return chosen
    return [person for person in chosen if any(one.tenure.side == side for one in people.held[person])]


def _holds(one: Held, kinds: tuple[str, ...], side: str | None, days: tuple[int, int] | None) -> bool:
    if one.tenure.kind not in kinds or (side and one.tenure.side != side):
        return False
    return days is None or one.period.may_meet(days)


for _cached in (holder_of, find_people, link_person):
    on_forget(_cached.cache_clear)
