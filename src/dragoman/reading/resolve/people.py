"""One person for the many ways a text names them: «М. Тлеуберди», «Мухтара Тлеуберди», «министр Тлеуберди»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import structs

from dragoman.reading.mark.declension import Reading, choose_reading
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.names import find_surname, is_only_name, make_name
from dragoman.reading.mark.offices import name_reached, skip_courtesy
from dragoman.reading.resolve.bearers import (
    STATE_CODE,
    assign_titles,
    is_generic,
    is_short_title,
    side_in_brackets,
    tell_countries,
)
from dragoman.reading.resolve.holders import Layout, link_holders, names_from
from dragoman.reading.values import Marked, Name, OfficeTitle, Somebody, Token

PARTICLES = frozenset(
    {"аль", "эль", "ар", "ас", "аш", "ибн", "бен", "бин", "фон", "ван", "де", "да", "ди", "дер", "ле"}
)
FATHERS = ("ович", "евич", "ьич", "овна", "евна", "ична")
PAIR = 2  # words
TITLE_WEIGHT = 4.0  # what the case of a title before a name counts for beside the name's own endings
LONG_SURNAME = 5  # letters: from here one slip of declension is forgiven
FAMILY = re.compile(r"(ов|ев|ин|ын)(ы|ых|ым|ыми)$")  # «Ивановыми»
ENDINGS = re.compile(r"(ого|ому|ым|ом|ой|ей|ем|ою|а|у|е|ы|и|ю|я|й|о)$")


@dataclass(slots=True)
class Cluster:
    """Mentions of one person while they are being gathered: indexes into Marked.names."""

    names: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in parts: given names or initials before the surname, all lower case, ё as е."""

    given: tuple[str, ...]
    surname: str

    @property
    def whole(self) -> tuple[str, ...]:
        """Every part."""
        return (*self.given, self.surname)


def resolve_people(marked: Marked) -> list[Somebody]:
    """The persons of a document in the order of their first mention, with every name and title of each.

    Args: marked: with names, sides and titles. Returns: families («Ивановы») are left out; `office` is the fullest
        title that the text gives, `side` what the titles say or what the text around a title without side tells.
    """
    marked.names = find_missed(marked)
    marked.names = agree_names(marked)
    marked.titles = tell_countries(marked)
    holdings = link_holders(marked)
    ranks: dict[int, set[str]] = {}
    for holding in holdings:
        ranks.setdefault(holding.name, set()).add(marked.titles[holding.title].rank)
    clusters = gather_names(marked, ranks)
    owner = {index: at for at, cluster in enumerate(clusters) for index in cluster.names}
    people = [to_somebody(marked, at, cluster) for at, cluster in enumerate(clusters)]
    for holding in holdings:
        if holding.name in owner:
            give_title(people[owner[holding.name]], marked.titles[holding.title])
    assign_titles(marked, people)
    for somebody in people:
        settle_office(somebody)
        if somebody.side and len(somebody.side) > STATE_CODE:
            somebody.side = side_in_brackets(marked, somebody) or somebody.side
    return people


def find_missed(marked: Marked) -> tuple[Name, ...]:
    """The names, with those that the network missed: «премьер Чили | Сото принял», strange words behind a title."""
    taken = {at for name in marked.names for at in range(name.first, name.last)}
    taken |= {at for one in (*marked.sides, *marked.titles) for at in range(one.first, one.last)}
    found: list[Name] = []
    for title in marked.titles:
        last = title.last
        while last < len(marked.tokens) and last not in taken and is_strange(marked.tokens, last):
            last += 1
        if last > title.last and last not in taken and not title.plural:
            found.append(make_name(marked.tokens, "person", title.last, last, {}, "ru"))
    return tuple(sorted((*marked.names, *found), key=lambda one: one.first)) if found else marked.names


def is_strange(tokens: Sequence[Token], at: int) -> bool:
    """A word with a capital that follows on one line and that the dictionary knows as nothing else than a name."""
    token = tokens[at]
    return len(token.text) > MIN_NAME and token.start - tokens[at - 1].stop <= 1 and is_only_name(token)


MIN_NAME = 2  # letters that a surname has more than


def agree_names(marked: Marked) -> tuple[Name, ...]:
    """The names, those that a title stands before read in its case: «Президент Ника Дубов» has no «Ник»."""
    layout = Layout(marked)
    titles: dict[int, OfficeTitle] = {}
    for title in marked.titles:
        if title.plural:
            listed = names_from(layout, title.last)
            titles.update(dict.fromkeys(listed if len(listed) > 1 else (), title))  # «депутаты А. Б. и В. Г.»
            continue
        index = layout.name_at.get(skip_courtesy(marked.tokens, title.last))
        index = name_reached(marked, layout.name_at, title) if index is None else index
        if index is not None and title.case:
            titles[index] = title
    return tuple(agree_name(marked, name, titles.get(index)) for index, name in enumerate(marked.names))


def agree_name(marked: Marked, name: Name, title: OfficeTitle | None) -> Name:
    """A name in the case of the title before it, where its form allows that."""
    if title is None or name.kind != "person":
        return name
    if any(one.first == name.last and one.kind == "person" for one in marked.names):
        return name  # «представитель Сатпаева | Ерлан Дубов»: whom he serves
    if title.case in ("Gen", "Dat", "Ins", "Acc"):
        case = "Gen" if title.case == "Acc" else title.case
        return name if name.case == title.case or {name.case, case} <= {"Gen", "Acc"} else bend_name(marked, name, case)
    if title.case != "Nom" or name.case in ("", "Nom"):
        return name_lady(marked, name, title)
    # «указом президента | Анна Дубова назначена»: a title in another case may be somebody else's
    words = [token.text for token in marked.tokens[name.first : name.last]]
    reading = choose_reading(words, {title.case: TITLE_WEIGHT}, {})
    if reading.case != title.case:
        return name
    return name_lady(marked, read_as(name, reading), title)


def name_lady(marked: Marked, name: Name, title: OfficeTitle) -> Name:
    """«заявила глава МИД | Маргрит Дубс», «посол Дубс отметила»: a woman, as the verb beside title and name says."""
    if title.case != "Nom" or name.gender == "Fem" or name.nominative[-1:].lower() in "ая":
        return name
    beside = [marked.tokens[at] for at in (title.first - 1, name.last) if 0 <= at < len(marked.tokens)]
    told = any(token.verb_form == "Fin" and token.norm.endswith(("ла", "лась")) for token in beside)
    return structs.replace(name, gender="Fem") if told and not name.surname.lower().endswith(OF_MEN) else name


OF_MEN = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ой", "ый", "ий")


def read_as(name: Name, reading: Reading) -> Name:
    """A name with the words, case and gender of another reading."""
    nominative = " ".join(reading.words).replace(" - ", "-")
    surname = find_surname(reading.words)
    return structs.replace(name, nominative=nominative, surname=surname, case=reading.case, gender=reading.gender)


def bend_name(marked: Marked, name: Name, case: str) -> Name:
    """«послом Чили | Голямрезой Сото»: a name that seems to stand in another case, read in that of its title.

    «президента | Анна Дубова назначена» keeps it: the dictionary knows «Анна» in the nominative alone. A name that
    does not change is a woman's: «с послом Чили | Карен Сотс», «министра | Ингрид Сотсен».
    """
    words = [token.text for token in marked.tokens[name.first : name.last]]
    if sum(word[:1].isupper() and not word.endswith(".") for word in words) > MAX_BENT:
        return name
    plain, bent = choose_reading(words, {}, {}), choose_reading(words, {case: TITLE_WEIGHT}, {})
    loss = plain.score - (bent.score - TITLE_WEIGHT)
    fits = bent.case == case and loss <= (
        MAX_LOSS if name.case in ("", "Nom") or plain.score > SURE else MAX_STRANGE_LOSS
    )
    if fits and list(bent.words) != words:
        return read_as(name, bent)
    if is_subject(marked, name):
        return name
    if fits:
        return read_as(name, bent)
    still = " ".join(words) == name.nominative and not name.surname.lower().endswith((*OF_MEN, *"аяь"))
    return structs.replace(name, case=case, gender="Fem") if still else name


def is_subject(marked: Marked, name: Name) -> bool:
    """«После встречи с послом | Дубс заявил»: a verb in the singular right after a name, over one adverb."""
    after = marked.tokens[name.last : name.last + 2]
    if after and after[0].pos != "ADV":
        after = after[:1]
    return any(token.pos in ("VERB", "AUX") and token.verb_form in ("Fin", "Part", "") for token in after)


MAX_BENT = 3  # words that are neither initials nor particles
MAX_LOSS = 1.2  # how much less likely the other reading may be
MAX_STRANGE_LOSS = 4.0  # and that of a name that nobody knows, in a case that its title cannot have
SURE = 1.2  # from this score on a reading is known, not guessed


def give_title(somebody: Somebody, title: OfficeTitle) -> None:
    """Adds a title to a person once."""
    if title not in somebody.titles:
        somebody.titles.append(title)
        somebody.titles.sort(key=lambda one: one.start)


def gather_names(marked: Marked, ranks: Mapping[int, set[str]]) -> list[Cluster]:
    """Clusters of the names of persons: full names first, then names of one word.

    Args: ranks: index of a name -> ranks of the titles that stand beside it.
    """
    clusters: list[Cluster] = []
    single: list[int] = []
    for index, name in enumerate(marked.names):
        if name.kind != "person" or is_family(marked, name):
            continue
        if is_familiar(name):
            single.append(index)
        elif split_name(name).given:
            place_full(marked, clusters, index)
        else:
            single.append(index)
    for index in single:
        place_single(marked, clusters, index, ranks)
    for cluster in clusters:
        cluster.names.sort()
    return sorted(clusters, key=lambda cluster: cluster.names[0])


def is_familiar(name: Name) -> bool:
    """«Сергей Анатольевич»: a given name and a patronymic, for somebody whose surname is told elsewhere."""
    words = name.nominative.split()
    if len(words) != PAIR or not words[1].lower().endswith(FATHERS) or len(words[0]) <= PAIR:
        return False
    return is_patronymic(words[1].lower())


@lru_cache(maxsize=10_000)
def is_patronymic(word: str) -> bool:
    """«анатольевич», of a given name that the dictionary knows; «янукович» is none."""
    stem = re.sub(r"(ович|овна|евич|евна|ьич|ична)$", "", word)
    bases = {stem, *(stem + end for end in ("й", "ь", "я", "а", "ий"))} | {stem.removesuffix("ь") + "ий"}
    return any(one.known and one.name == "given" for base in bases for one in load_forms().parse(base.capitalize()))


def is_family(marked: Marked, name: Name) -> bool:
    """«Ивановы», «Путиными»: a surname in the plural without given name."""
    if name.last - name.first > 1:
        return False
    token = marked.tokens[name.first]
    last = name.nominative[-2:].lower()
    if FAMILY.search(token.norm) and (token.number == "Plur" or token.norm.endswith("ми")):
        return True
    return token.number == "Plur" and last in ("вы", "ны", "ие", "ые") and token.pos in ("NOUN", "PROPN", "ADJ")


def fold_part(part: str) -> str:
    """A part of a name for comparison."""
    return part.lower().replace("ё", "е").strip(".,-'’\"«»")


def split_name(name: Name) -> Parts:
    """Given names and surname; «Дж.Буш» as «дж», «буш»."""
    return split_words(name.nominative, name.surname)


@lru_cache(10_000)
def split_words(nominative: str, last: str) -> Parts:
    """Given names and surname of the words of a name; last: the part that stands alone elsewhere."""
    words = [fold_part(word) for word in re.findall(r"[^\s.]+\.?", nominative) if fold_part(word)]
    if not words:
        return Parts((), fold_part(nominative))
    surname = fold_part(last) or words[-1]
    pieces = surname.split()
    if len(pieces) > 1:
        surname = pieces[-1]
    rest = list(words)
    if surname in rest:
        rest.remove(surname)
    else:
        surname = rest.pop()
    rest = [word for word in rest if word not in PARTICLES]
    return Parts(tuple(rest), surname)


def same_surname(left: str, right: str) -> bool:
    """Whether two surnames may be one, a slip of declension and «аль-» forgiven."""
    if left == right:
        return True
    dashed = "-" in left or "-" in right
    if left[:2] != right[:2] and not dashed:
        return False
    if dashed:
        left, right = strip_particle(left), strip_particle(right)
        if left == right:
            return True
    if sorted((left, right), key=len)[0] + "а" == sorted((left, right), key=len)[1] and len(left) > LONG_SURNAME - 2:
        return True  # «Шамба», «Шамб»
    if min(len(left), len(right)) < LONG_SURNAME or left[:3] != right[:3]:
        return False
    return stem(left) == stem(right) or one_slip(left, right)


def strip_particle(surname: str) -> str:
    """«аль-асад» as «асад»."""
    head, dash, tail = surname.partition("-")
    return tail if dash and head in PARTICLES else surname


def stem(word: str) -> str:
    """A word without its ending."""
    return ENDINGS.sub("", word)


def one_slip(left: str, right: str) -> bool:
    """Whether one letter changed, added or left out makes one word the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) <= 1
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def same_given(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether given names do not contradict: initials fit names, patronymics may be missing."""
    if not left or not right:
        return True
    return fits_given(left[0], right[0])


def fits_given(left: str, right: str) -> bool:
    """«м» and «мухтар», «дж» and «джордж», «к.-ж» and «касым-жомарт», «хосе-мария» and «хосе»."""
    short, long = sorted((left, right), key=len)
    if len(short) <= 2 or "." in short:
        return long.startswith(short.split(".")[0].split("-")[0])
    if stem(short) == stem(long) or one_slip(short, long):
        return True
    return "-" in long and long.split("-")[0] == short


def same_gender(left: Name, right: Name) -> bool:
    """Whether genders do not contradict."""
    return not left.gender or not right.gender or left.gender == right.gender


def place_full(marked: Marked, clusters: list[Cluster], index: int) -> None:
    """Joins a name of several parts with the cluster it fits, the latest first, or opens one."""
    name = marked.names[index]
    parts = split_name(name)
    for cluster in reversed(clusters):
        others = [marked.names[one] for one in cluster.names]
        if all(fits_full(name, parts, other) for other in others):
            cluster.names.append(index)
            return
    clusters.append(Cluster([index]))


def fits_full(name: Name, parts: Parts, other: Name) -> bool:
    """Whether two names of several parts may be one person's."""
    others = split_name(other)
    if not same_surname(parts.surname, others.surname):
        return set(parts.whole) == set(others.whole)
    alike = parts.given == others.given or (
        parts.surname == others.surname and is_initials((*parts.given, *others.given))
    )
    return same_given(parts.given, others.given) and (same_gender(name, other) or alike)


def is_initials(given: Sequence[str]) -> bool:
    """Whether an initial stands among given names: it tells no gender."""
    return any(len(one) == 1 for one in given)


def place_single(marked: Marked, clusters: list[Cluster], index: int, ranks: Mapping[int, set[str]]) -> None:
    """Joins a lone surname (or given name) with the nearest person before it that fits, else with any after it.

    Of several bearers of a surname the one whose titles have the same rank is meant («президент Иванов»).
    """
    name = marked.names[index]
    word = split_name(name).surname
    if is_familiar(name):
        given = fold_part(name.nominative.split()[0])
        called = [one for one in clusters if any(given in split_name(marked.names[i]).given for i in one.names)]
        chosen = nearest_cluster(marked, [one for one in called if fits_patronymic(marked, one, word)], name.start)
        if chosen is None:
            clusters.append(Cluster([index]))
        else:
            chosen.names.append(index)
        return
    fitting = [cluster for cluster in clusters if any(fits_single(name, word, marked.names[i]) for i in cluster.names)]
    fitting = fitting or [one for one in clusters if any(is_unbent(word, marked.names[i]) for i in one.names)]
    exact = [cluster for cluster in fitting if any(word == split_name(marked.names[i]).surname for i in cluster.names)]
    fitting = exact or fitting
    alike = [one for one in fitting if any(ranks.get(index, set()) & ranks.get(i, set()) for i in one.names)]
    chosen = nearest_cluster(marked, alike or fitting, name.start)
    if chosen is None:
        chosen = nearest_cluster(marked, by_given(marked, clusters, word), name.start)
    if chosen is None:
        clusters.append(Cluster([index]))
    else:
        chosen.names.append(index)


def fits_patronymic(marked: Marked, cluster: Cluster, word: str) -> bool:
    """Whether somebody has no other patronymic."""
    parts = [part for index in cluster.names for part in split_name(marked.names[index]).whole]
    return word in parts or not any(part.endswith(FATHERS) for part in parts)


def fits_single(name: Name, word: str, other: Name) -> bool:
    """Whether a lone word may be the surname of another name."""
    return same_surname(word, split_name(other).surname) and same_gender(name, other)


def is_unbent(word: str, other: Name) -> bool:
    """«Ливни» and «Ципи Ливни», whatever genders were guessed: a surname that men and women bear alike."""
    return word == split_name(other).surname and not word.endswith((*OF_MEN, "а", "я"))


def by_given(marked: Marked, clusters: list[Cluster], word: str) -> list[Cluster]:
    """The only person with a word among the other parts of the name: «Си», «Ислам», «Пан»."""
    found = [
        cluster
        for cluster in clusters
        if any(
            len(word) > 1 and any(stem(word) == stem(part) for part in split_name(marked.names[index]).given)
            for index in cluster.names
        )
    ]
    return found if len(found) == 1 else []


def nearest_cluster(marked: Marked, clusters: Iterable[Cluster], start: int) -> Cluster | None:
    """The cluster with the latest mention before an offset, else the one with the first after it."""
    ranked = []
    for cluster in clusters:
        starts = [marked.names[index].start for index in cluster.names]
        before = [at for at in starts if at < start]
        ranked.append(((0, start - max(before)) if before else (1, min(starts)), cluster))
    return min(ranked, key=lambda item: item[0])[1] if ranked else None


def to_somebody(marked: Marked, at: int, cluster: Cluster) -> Somebody:
    """A person with the fullest name of the cluster."""
    names = [marked.names[index] for index in cluster.names]
    best = fullest_name(marked, names)
    told = [name for name in names if split_name(name).given and name.gender] or names  # «Реал» alone tells little
    genders = Counter(name.gender for name in told if name.gender)
    gender = genders.most_common(1)[0][0] if genders else ""
    return Somebody(index=at, name=best.nominative, surname=best.surname or best.nominative, gender=gender, names=names)


def fullest_name(marked: Marked, names: Sequence[Name]) -> Name:
    """The name with most parts that are no initials; forms that stand in the nominative are trusted more."""
    spelled = Counter(name.nominative for name in names)

    def worth(name: Name) -> tuple[int, int, int, int, int]:
        words = [word for word in name.nominative.split() if not word.endswith(".") and len(word) > 1]
        shown = " ".join(marked.text[name.start : name.stop].split())
        attested = int(shown == name.nominative and name.case in ("Nom", ""))
        return int(not is_familiar(name)), len(words), attested, spelled[name.nominative], -name.start

    return max(names, key=worth)


def settle_office(somebody: Somebody) -> None:
    """Fills in office, rank and side of a person from the titles, those held now before former ones."""
    current = [title for title in somebody.titles if not title.former] or somebody.titles
    if not current:
        return
    best = max(current, key=lambda title: title_worth(somebody.titles, title))
    somebody.office = best.nominative
    somebody.rank = best.rank
    sides = Counter(title.side for title in current if title.side)
    somebody.side = best.side or (sides.most_common(1)[0][0] if sides else None) or somebody.side


def title_worth(titles: Sequence[OfficeTitle], title: OfficeTitle) -> tuple[int, int, int, int, int, int]:
    """How much a title says: no plural, an office of its own, a side, a proper name, the person's main rank, words."""
    ranks = Counter(one.rank for one in titles)
    proper = int(not is_generic(title)), ranks[title.rank], len(title.nominative.split())
    short = is_short_title(title) or title.nominative.lower().endswith("дипломат")
    own = title.rank != "colleague" and not short
    return int(not title.plural), int(own), int(title.side is not None), *proper
