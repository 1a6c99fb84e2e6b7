"""Who is known: people with their names in every script and the offices that they held, and links to them by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from dragoman.model import Tenure
from dragoman.register.offices import load_kinds, parse_office, widen_kind
from dragoman.register.periods import Period, measure_period, to_days
from dragoman.register.spelling import (
    LONG_SKELETON,
    NUMERAL,
    find_skeleton,
    fold_name,
    fold_names,
    is_patronymic,
    is_spelling,
)
from dragoman.register.tables import Row, on_forget, read_table, remember

HONORIFICS = ("seih", "prins", "seik", "haji", "sir", "mir", "mulla")  # folded, as fold_name gives them
LONG_GIVEN = 3  # consonants from which vowels may differ in a given name: «Омар» is no Эмир
LEADING = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")  # known by surname
NO_OFFICE = ("aide", "official", "candidate")  # words that tell nothing to link by
STATE_CODE = 2  # letters of a state's code; bodies have more
SURNAME_FIRST = ("CN", "KR", "KP", "VN", "TW", "KH")  # whose people are called by their first word


class KnownTenure(Tenure, frozen=True, kw_only=True):
    """A tenure of the register: the kind of office, how sure its bounds are, and in what standing it was held.

    certainty: certain or approximate. standing: "" in full right, acting, or disputed (held in fact, not everywhere
    recognised).
    """

    kind: str
    certainty: str = "certain"
    standing: str = ""

    def period(self) -> Period:
        """Its bounds as days.  Raises: LexiconError: a bound is no EDTF date."""
        return measure_period(self.since, self.until, self.person)


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
class People:
    """Everyone known, and the ways to find them."""

    by_id: dict[str, KnownPerson]
    by_office: dict[tuple[str, str], tuple[KnownTenure, ...]]
    spelt: dict[str, tuple[tuple[str, ...], ...]]  # person -> folded names
    by_family: dict[str, tuple[str, ...]]  # folded word by which alone somebody is called -> people
    by_bones: dict[str, tuple[str, ...]]  # skeleton of such a word, or it less one sign -> such words

    def families_like(self, word: str) -> list[str]:
        """The words by which somebody is called that spell a folded word."""
        near = {family for key in spread_bones(word) for family in self.by_bones.get(key, ())}
        return [family for family in near if is_spelling(word, family)]


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


@remember
def load_name_words() -> dict[str, frozenset[str]]:
    """Each word of the Russian names known, folded -> the other words of the names that it stands in."""
    found: dict[str, set[str]] = {}
    for names in load_names().values():
        for name in names:
            words = [word for word in name.lower().replace("ё", "е").split() if len(word) > 1]
            if not is_cyrillic(name):
                continue
            for word in words:
                for part in {word, *word.split("-")}:
                    found.setdefault(part, set()).update(other for other in words if other != word)
    return {word: frozenset(others) for word, others in found.items()}


@remember
def load_surnames() -> frozenset[str]:
    """The last words of the Russian names of two words, folded, that are no given name of anybody known."""
    names = [names[0].lower().replace("ё", "е").split() for names in load_names().values()]
    given = {words[0] for words in names if len(words) > 1}
    return frozenset(words[-1] for words in names if len(words) == STATE_CODE) - given


@remember
def load_given_sides() -> dict[str, dict[str, float]]:
    """Russian given name, folded -> side -> the share of its bearers, two at least, who served it."""
    tenures = load_tenures()
    bearers: dict[str, list[str]] = {}
    for person, names in load_names().items():
        words = names[0].lower().replace("ё", "е").split()
        sides = {one.side for one in tenures.get(person, ()) if len(one.side) == STATE_CODE}
        if len(words) > 1 and sides:
            bearers.setdefault(words[0], []).extend(sorted(sides))
    return {
        given: {side: sides.count(side) / len(sides) for side in sides}
        for given, sides in bearers.items()
        if len(sides) > 1
    }


def is_cyrillic(name: str) -> bool:
    """Whether a name is written in Cyrillic letters."""
    return any("а" <= letter <= "я" for letter in name.lower())


def find_families(names: Iterable[tuple[str, ...]], tenures: tuple[KnownTenure, ...]) -> frozenset[str]:
    """The folded words by which alone a person is called: surnames, names of one word, names of kings."""
    is_first = any(tenure.side in SURNAME_FIRST for tenure in tenures)
    return frozenset(words[0] if is_first else find_last(words) for words in names if words)


def find_last(words: tuple[str, ...]) -> str:
    """The last folded word of a name that is no number of a king."""
    return words[-2] if len(words) > 1 and NUMERAL.fullmatch(words[-1]) else words[-1]


@lru_cache(maxsize=20_000)
def spread_bones(word: str) -> tuple[str, ...]:
    """The keys under which a word is found: its skeleton, and where that is long also it less one sign."""
    bones = find_skeleton(word)
    if len(bones) < LONG_SKELETON:
        return (bones,)
    return (bones, *{bones[:place] + bones[place + 1 :] for place in range(len(bones))})


def fold_people(by_id: dict[str, KnownPerson]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Person -> folded names."""
    folded = iter(fold_names(name for known in by_id.values() for name in known.names))
    return {person: tuple({next(folded): None for _name in known.names}) for person, known in by_id.items()}


@remember
def load_people() -> People:
    """Everyone known, shipped and the user's own."""
    tenures, names = load_tenures(), load_names()
    by_id = {person: KnownPerson(person, names[person], tenures.get(person, ())) for person in names}
    offices: dict[tuple[str, str], list[KnownTenure]] = {}
    for tenure in chain.from_iterable(known.tenures for known in by_id.values()):
        offices.setdefault((tenure.kind, tenure.side), []).append(tenure)
    spelt = fold_people(by_id)
    families: dict[str, list[str]] = {}
    for person, known in by_id.items():
        for family in find_families(spelt[person], known.tenures):
            families.setdefault(family, []).append(person)
    bones: dict[str, list[str]] = {}
    for family in families:
        for key in spread_bones(family):
            bones.setdefault(key, []).append(family)
    by_office = {office: tuple(sorted(items, key=lambda one: one.since)) for office, items in offices.items()}
    by_family = {family: tuple(people) for family, people in families.items()}
    return People(by_id, by_office, spelt, by_family, {key: tuple(words) for key, words in bones.items()})


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
    running = [one for one in tenures_of(id) if days and one.period().may_meet(days)]
    return max(running, key=lambda one: (one.period().first, one.office)) if running else None


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
        running = [one for wide in kinds for one in by_office.get((wide, side), ()) if one.period().may_meet(days)]
        if running:
            return choose_holder(running, days)
    return None


def choose_holder(running: list[KnownTenure], days: tuple[int, int]) -> str | None:
    """The one who surely held an office, one in full right before an acting one; None where several may be meant."""
    sure = [one for one in running if one.period().surely_holds(days)]
    for choice in (sure, running):
        for in_full_right in (True, False):
            holders = {one.person for one in choice if in_full_right == (not one.standing)}
            if holders:
                return holders.pop() if len(holders) == 1 else None
    return None


@lru_cache(maxsize=50_000)
def find_people(name: str) -> tuple[KnownPerson, ...]:
    """Everyone in the register who may bear a name, in whatever spelling and script."""
    people = load_people()
    return tuple(people.by_id[person] for person in find_bearers(name))


@lru_cache(maxsize=20_000)
def find_bearers(name: str) -> tuple[str, ...]:
    """Ids of those who may bear a name, by id."""
    people, words = load_people(), fold_name(name)
    full = [word for word in words if len(word) > 1] or list(words)
    if not full:
        return ()
    found: set[str] = set()
    for word in {*full, words[0], words[-1]}:
        for family in people.families_like(word):
            found.update(people.by_family[family])
    return tuple(sorted(person for person in found if is_bearer(words, person, people)))


def is_bearer(words: tuple[str, ...], person: str, people: People) -> bool:
    """Whether folded words may name somebody with a like surname: alone, or with nothing that contradicts."""
    return len(words) == 1 or any(fit_names(words, known) for known in people.spelt[person])


def fit_names(told: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two folded names agree: each word of one in the other, patronymics, titles and initials allowed for.

    «К. Токаев» and «Касым-Жомарт Кемелевич Токаев» both agree with «Касым-Жомарт Токаев», as does whoever bears all of
    its words and more. At least one word has to agree in full, and the surname has to be there.
    """
    left, rest, full = list(known), [], 0
    for word in told:
        match = next((other for other in left if len(word) > 1 and is_spelling(word, other)), None)
        if match is None:
            rest.append(word)
        else:
            left.remove(match)
            full += 1
    rest = [word for word in rest if not _take(word, left)]
    if not left and full > 1 and len(known) > 1:
        return True
    rest = [word for word in rest if len(word) > 1 and word not in HONORIFICS and not is_patronymic(word)]
    return full > 0 and not rest and _covers(told, known, left)


def _take(word: str, left: list[str]) -> bool:
    """Takes the word that an initial or another form of a given name stands for; whether there is one."""
    match = next((other for other in left if is_initial(word, other) or is_given(word, other)), None)
    if match is not None:
        left.remove(match)
    return match is not None


def _covers(told: tuple[str, ...], known: tuple[str, ...], left: list[str]) -> bool:
    """Whether what a name leaves out of the known one may be left out: not the surname, unless much is there."""
    return not left or (len(told) > 1 and known[-1] not in left) or (len(told) - len(left) > 1)


def is_given(word: str, other: str) -> bool:
    """Whether two given names are one in other vowels: «Ислом» and «Ислам», "Mohammed" and "Muhammad"."""
    bones = find_skeleton(word)
    return len(bones) >= LONG_GIVEN and bones == find_skeleton(other)


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
    kind = read_kind(office) if office else None
    if not name.strip():
        return holder_of(kind, side, day) if kind and side and day else None
    wanted = Wanted(side, widen_kind(kind, side) if kind else (), to_days(day))
    chosen = [person for person in find_bearers(name) if wanted.has_side(person)]
    if side is None and kind is None and not is_rare(name):
        return None
    if len(fold_name(name)) == 1:
        chosen = choose_alone(chosen, wanted, former=kind == "former")
    else:
        chosen = choose_full([person for person in chosen if has_whole(name, person)] or chosen, wanted)
    return chosen[0] if len(chosen) == 1 else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report tells of a person beside the name."""

    side: str | None
    kinds: tuple[str, ...]
    days: tuple[int, int] | None

    def has_side(self, person: str) -> bool:
        """Whether a person held an office of the side; True where none is told."""
        return self.side is None or any(one.side == self.side for one in tenures_of(person))

    def has_office(self, person: str, *, then: bool) -> bool:
        """Whether a person held an office of the kind for the side, `then` at the time told."""
        return any(
            one.kind in self.kinds
            and self.side in (None, one.side)
            and (not then or self.days is None or one.period().may_meet(self.days))
            for one in tenures_of(person)
        )

    def is_active(self, person: str) -> bool:
        """Whether a person held any office at the time told; True where none is told."""
        return self.days is None or any(one.period().may_meet(self.days) for one in tenures_of(person))


def read_kind(office: str) -> str | None:
    """The kind of an office, given as words or as a kind; None where it says nothing to link by."""
    kind = office if office in load_kinds() else parse_office(office)
    return None if kind in NO_OFFICE else kind


@remember
def load_common() -> frozenset[str]:
    """Folded surnames that so many bear that a name without side or office tells nobody."""
    return frozenset(word for row in read_table("common_surnames") for word in fold_name(row["surname"]))


def is_rare(name: str) -> bool:
    """Whether the surname of a name is not a common one."""
    words = fold_name(name)
    return not words or not load_common() & {words[0], words[-1]}


def choose_alone(chosen: list[str], wanted: Wanted, *, former: bool) -> list[str]:
    """Whom a surname alone may mean: those in office then, of the office told; with no side told, leaders only."""
    if not former:
        chosen = [person for person in chosen if wanted.is_active(person)]
    if wanted.kinds and not former:
        return [person for person in chosen if wanted.has_office(person, then=True)]
    if wanted.side is None and wanted.days is None:
        return []
    if wanted.side is None:
        leading = Wanted(None, LEADING, wanted.days)
        return [person for person in chosen if leading.has_office(person, then=True)]
    return chosen


def has_whole(name: str, person: str) -> bool:
    """Whether somebody bears a name with all of its words and no other: «Махамат Деби» is not «Идрис Деби»."""
    words = fold_name(name)
    return any(len(known) == len(words) and fit_names(words, known) for known in load_people().spelt[person])


def choose_full(chosen: list[str], wanted: Wanted) -> list[str]:
    """Whom a full name means: of several first those of the office told, at its time, then those in office then."""
    for fits in (
        lambda person: wanted.has_office(person, then=True),
        lambda person: wanted.has_office(person, then=False),
        wanted.is_active,
    ):
        if len(chosen) > 1:
            chosen = [person for person in chosen if fits(person)] or chosen
    return chosen


for _cached in (holder_of, find_people, find_bearers, link_person):
    on_forget(_cached.cache_clear)
