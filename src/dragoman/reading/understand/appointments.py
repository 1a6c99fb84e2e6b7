"""Who holds what office, as the text states or leaves no doubt of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dragoman.model import Office
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.resolve.bearers import is_generic, is_ministry_head, is_short_title, own_bodies
from dragoman.reading.resolve.holders import link_holders
from dragoman.reading.values import Marked, OfficeTitle, Somebody
from dragoman.register import load_register

ADJECTIVES = ("ский", "цкий", "ская", "цкая")
BARE = frozenset({"страны", "государства", "республики", "города", "региона", "области"})
KEPT = frozenset({"генеральский", "политический"})
PRIVATE = frozenset({"business", "other", "military", "party"})
SAME_RANKS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "ambassador"})
SHORT = {
    "государственный секретарь": "госсекретарь",
    "генеральный секретарь": "генсек",
    "генеральный консул": "генконсул",
    "специальный представитель": "спецпредставитель",
    "постоянный представитель": "постпред",
    "полномочный представитель": "полпред",
    "заместитель министра": "замминистра",
    "премьер-министр": "премьер",
}
COUNTED_PARTY = ("секретарь", "председатель", "генсек")  # party posts that are offices where the party rules


def find_offices(marked: Marked) -> tuple[Office, ...]:
    """The offices of the persons of a document, each once in its fullest form, in order of the text.

    Args: marked: with titles and people resolved. Returns: offices of states, parliaments and international bodies;
        those of companies, papers, clubs and churches are left out, as are those without side.
    """
    chained = chained_titles(marked)
    offices = [office for somebody in marked.people for office in offices_of(marked, somebody, chained)]
    offices += find_colleagues(marked, offices)
    held = {office.person for office in offices}
    offices += [office for office in find_reigns(marked) if office.person not in held]
    return tuple(sorted(offices, key=lambda office: (office.start, office.person)))


def find_colleagues(marked: Marked, offices: Sequence[Office]) -> Iterator[Office]:
    """«своего перуанского коллегу А. Б.»: the office of whom he is a colleague, of his own side."""
    held = {office.person for office in offices}
    for somebody in marked.people:
        title = next((title for title in somebody.titles if title.rank == "colleague"), None)
        side = title.side or somebody.side if title else None
        if title is None or side is None or somebody.name in held or len(somebody.titles) > 1:
            continue
        models = [office for office in offices if office.start < title.start and office.side != side]
        model = max(models, key=lambda office: last_mention(marked, office, title.start), default=None)
        if model is not None:
            words = f"{strip_side(marked, model)} {state_of(marked, side)}".strip()
            yield Office(somebody.name, words, side, title.start, title.stop, rule="colleague")


def last_mention(marked: Marked, office: Office, start: int) -> int:
    """Where the holder of an office was last named before an offset."""
    names = next((one.names for one in marked.people if one.name == office.person), [])
    return max((name.start for name in names if name.start < start), default=-1)


def strip_side(marked: Marked, office: Office) -> str:
    """The words of an office without the state at their end or the adjective of one."""
    words = office.office
    for side in marked.sides:
        if side.code == office.side and office.start <= side.start < office.stop:
            told = " ".join(marked.text[side.start : side.stop].split())
            words = words.replace(told, "")
    kept = [word for word in words.split() if not (word.lower().endswith(ADJECTIVES) and word.lower() not in KEPT)]
    return " ".join(kept)


def state_of(marked: Marked, code: str) -> str:
    """The name of a state in the genitive, as the text or the register gives it; "" for bodies."""
    told = [side.nominative for side in marked.sides if side.code == code and side.form == "name"]
    known = [name.form for name in load_register().side_names("ru") if name.code == code and name.kind == "name"]
    name = min((*told, *known), key=lambda name: (" " in name, name.isupper()), default="")
    return genitive_side(name)


@cache
def reign_words() -> Mapping[str, str]:
    """Nouns that say what somebody was in office as: «президентство» -> «президент»."""
    return {word.form: word.lemma for word in load_words("ru", "appointments") if word.kind == "reign"}


def find_reigns(marked: Marked) -> Iterator[Office]:
    """«первые дни президентства Ивана Петрова»: the office of whom the genitive names, once."""
    owner = {name.first: somebody for somebody in marked.people for name in somebody.names}
    told: set[str] = set()
    reigns, none = reign_words(), reign_words().keys().isdisjoint
    for at in sorted(first - 1 for first in owner if first):
        token = marked.tokens[at]
        if none(token.lemmas):
            continue
        head = next((reigns[lemma] for lemma in token.lemmas if lemma in reigns), None)
        somebody = owner.get(at + 1)
        if head is None or somebody is None or somebody.side is None or somebody.name in told:
            continue
        told.add(somebody.name)
        office = f"{head} {state_of(marked, somebody.side)}".strip()
        yield Office(somebody.name, office, somebody.side, token.start, marked.tokens[at + 1].stop, rule="reign")


def genitive_side(name: str) -> str:
    """The name of a state in the genitive; names of several words and abbreviations as they stand."""
    if " " in name or name.isupper():
        return name
    form = load_forms().inflect(name, "Gen", number="Sing")
    return form[:1].upper() + form[1:] if form else name


def chained_titles(marked: Marked) -> frozenset[int]:
    """Offsets of titles that stand as the first half of «министр по делам разведки, глава комиссии А. Б.».

    Not of «глава комиссии, бывший министр А. Б.», who held the one after the other.
    """
    halves = [holding.title for holding in link_holders(marked) if holding.rule == "chain"]
    pairs = [(marked.titles[index], marked.titles[index + 1]) for index in halves]
    return frozenset(title.start for title, following in pairs if title.former == following.former)


def offices_of(marked: Marked, somebody: Somebody, chained: frozenset[int]) -> list[Office]:
    """The different offices of one person."""
    public = [title for title in somebody.titles if is_public(title)]
    public = [title for title in public if not is_calling(title)] or public
    telling = [title for title in public if title.side or " " in title.nominative] or public
    named = {(title.side or somebody.side, title.rank) for title in telling if not is_generic(title)}
    if named:
        public = [title for title in public if not is_generic(title) or not replaced(title, somebody, named)]
    public = [title for title in public if not is_short(title, public)]
    groups: list[list[OfficeTitle]] = []
    for title in sorted(public, key=lambda one: (one.nominative.lower() == "министр", one.start)):
        alike = (
            group for group in groups if any(is_same(one, title) or is_told_again(marked, one, title) for one in group)
        )
        group = next(alike, None)
        if group is None:
            groups.append([title])
        else:
            group.append(title)
    found = [to_office(marked, somebody, group) for group in groups]
    return join_chains(marked, somebody, [office for office in found if office is not None], chained)


def is_calling(title: OfficeTitle) -> bool:
    """«дипломат», «российский дипломат»: what somebody is by trade, said for short where his office is told."""
    words = title.nominative.lower().split()
    return (
        words[-1] in ("дипломат", "чиновник", "политик")
        or words in (["принц"], ["шейх"], ["принцесса"], ["посол"])
        or words[:2] == ["российский", "дипломат"]
    )


def is_public(title: OfficeTitle) -> bool:
    """Whether a title is an office of a state, a parliament or an international body, or leads a ruling party."""
    if title.rank == "party":
        return title.side is not None and any(word in title.nominative.lower() for word in COUNTED_PARTY)
    return title.rank not in PRIVATE and title.rank != "colleague"


def is_short(title: OfficeTitle, titles: Sequence[OfficeTitle]) -> bool:
    """«словенский министр», «нардеп»: a word for an office that another title of the same person gives in full."""
    if not is_short_title(title):
        return False
    fuller = (one for one in titles if not is_short_title(one) and one.former == title.former)
    return any(one.rank in (title.rank, "minister", "foreign_minister") for one in fuller)


def replaced(title: OfficeTitle, somebody: Somebody, named: set[tuple[str | None, str]]) -> bool:
    """Whether a person is known by a proper title of the rank that a generic one has, or of any leader's rank."""
    side = title.side or somebody.side
    if title.rank == "foreign_minister":
        return (side, title.rank) in named
    return any((side, rank) in named for rank in (title.rank, "head_of_state", "head"))


def is_same(left: OfficeTitle, right: OfficeTitle) -> bool:
    """Whether two titles of one person name one office."""
    if left.former != right.former:
        return False
    if left.rank == right.rank and left.rank in SAME_RANKS:
        return not (is_council(left) ^ is_council(right))
    words, others = set(fold_title(left).split()), set(fold_title(right).split())
    if left.rank == right.rank == "minister" and is_ministry_head(left) != is_ministry_head(right):
        return bool(own_bodies(left) & own_bodies(right))
    if MINISTER in (words, others) and {left.rank, right.rank} <= MINISTERS:
        return True
    if words <= others or others <= words:
        return True
    plain, more = sorted((core_words(left), core_words(right)), key=len)
    return left.rank == right.rank and len(plain) == 1 and plain <= more


def is_told_again(marked: Marked, left: OfficeTitle, right: OfficeTitle) -> bool:
    """«глава Центробанка», «председатель ЦБ РФ»; «замглавы МИД РФ», «замглавы МИД России»: one post in other words."""
    posts = {left.also_side, right.also_side} - {None}
    if left.former != right.former or left.rank != right.rank or len(posts) > 1:
        return False
    if left.side and right.side and left.side != right.side:
        return False
    words, others = plain_words(marked, left), plain_words(marked, right)
    return bool(words) and words == others


def plain_words(marked: Marked, title: OfficeTitle) -> frozenset[str]:
    """The stems of what a title says beyond its side: heads of every kind as one, short names of bodies in full."""
    sided = {at for side in marked.sides for at in range(side.first, side.last) if title.first <= at < title.last}
    skipped = {marked.tokens[at].norm for at in sided}
    folded = fold_title(title)
    for long, short in SAME_BODIES.items():
        folded = folded.replace(long, short)
    bent = {side.nominative[:STEM] for side in marked.sides if side.form == "adjective" and side.first in sided}
    words = [word for word in folded.replace("-", " ").split() if word not in skipped and word not in LINKS]
    words = [word for word in words if word[:STEM] not in bent]  # «российский», told as «российского»
    heads = [HEADS.get(word, word) for word in words]
    return frozenset(word[:STEM] for word in heads)


COMMA = 2  # «, » between two offices of one breath; with nothing between them they are two
VAGUE_HEADS = frozenset({"глава", "руководитель"})
STEM = 6  # letters that the cases of a word share
LINKS = frozenset({"в", "во", "на", "при", "и", "республике", "республики", "рф", "россии"})
HEADS = dict.fromkeys(("председатель", "руководитель", "директор", "начальник", "президент"), "глава")
SAME_BODIES = {
    "центрального банка": "центробанка",
    "цбр": "центробанка",
    "цб": "центробанка",
    "зампредседателя": "зампред",
    "заместитель председателя": "зампред",
    "заместитель главы": "замглавы",
    "министерства иностранных дел": "мид",
    "мида": "мид",
    "государственной думы": "госдумы",
    "генерального штаба": "генштаба",
    "вооруженных сил": "вс",
    "совета безопасности": "совбеза",
    "государственного департамента": "госдепартамента",
    "госдепа": "госдепартамента",
    "европейской комиссии": "еврокомиссии",
    "зампред правительства": "вице премьер",
}
MINISTER = {"министр"}
MINISTERS = frozenset({"minister", "foreign_minister"})


def core_words(title: OfficeTitle) -> set[str]:
    """The words of a title without adjectives of states and «страны»: «польский министр» is «министр»."""
    words = fold_title(title).split()
    return {word for word in words if not word.endswith(ADJECTIVES) and word not in BARE}


def is_council(title: OfficeTitle) -> bool:
    """«председатель Государственного совета»: an office of its own beside that of president."""
    return title.nominative.lower().startswith("председатель") and "совет" in title.nominative.lower()


def to_office(marked: Marked, somebody: Somebody, group: Sequence[OfficeTitle]) -> Office | None:
    """The fullest title of a group as an office."""
    told = Counter(title.nominative.lower() for title in group)
    group = [title for title in group if title.rule != "parallel"] or group  # one of several that share a plural
    beside = {name.first for name in somebody.names}

    def worth(title: OfficeTitle) -> tuple[int, ...]:
        sided, proper, words = fullness(title)
        words -= extra_words(title)
        said = title.last in beside and words > 1
        own = fold_title(title).split()[0] not in VAGUE_HEADS
        return (
            sided,
            proper,
            int(said),
            int(own),
            words,
            told[title.nominative.lower()],
            -title.start,
        )

    best = max(group, key=worth)
    side = best.side or somebody.side
    if side is None:
        return None
    return Office(somebody.name, name_state(marked, best.nominative, side), side, best.start, best.stop, rule=best.rule)


def name_state(marked: Marked, office: str, side: str) -> str:
    """«премьер-министр этой страны», «генеральный секретарь Организации»: the state or body meant, by its name."""
    for words in ("этой страны", "этого государства", "этой республики"):
        if office.endswith(f" {words}"):
            return f"{office.removesuffix(words)}{state_of(marked, side)}".strip()
    if office.endswith((" Организации", " Союза", " Содружества")):
        letters = [one.nominative for one in marked.sides if one.code == side and one.nominative.isupper()]
        return f"{office.rsplit(' ', 1)[0]} {letters[0]}" if letters else office
    return office


def extra_words(title: OfficeTitle) -> int:
    """How many words of a title only spell a state in full: «Российской Федерации» says no more than «РФ»."""
    folded = fold_title(title)
    return next((extra for words, extra in LONG_STATES.items() if words in folded), 0)


LONG_STATES = {
    "российской федерации": 1,
    "соединенных штатов америки": 2,
    "соединенных штатов": 1,
    "федеративной республики германия": 2,
    "китайской народной республики": 2,
    "республики": 1,
}


def fullness(title: OfficeTitle) -> tuple[int, int, int]:
    """Titles with a side, those with a name of their own and those of more words first."""
    return int(title.side is not None), int(not is_generic(title)), len(fold_title(title).split())


def fold_title(title: OfficeTitle) -> str:
    """A title for comparison: «Государственный секретарь» counts as «госсекретарь»."""
    folded = title.nominative.lower()
    for long, short in SHORT.items():
        folded = folded.replace(long, short)
    return folded


def join_chains(marked: Marked, somebody: Somebody, offices: list[Office], chained: frozenset[int]) -> list[Office]:
    """Two offices that the text states in one breath become one."""
    joined: list[Office] = []
    for office in sorted(offices, key=lambda one: one.start):
        previous = joined[-1] if joined else None
        if previous is not None and previous.start in chained and office.start - previous.stop == COMMA:
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
