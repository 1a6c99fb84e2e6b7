"""Whose office it is: a title beside a name, in a list, in an apposition, after a verb of appointment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.declension import is_eastern
from dragoman.reading.mark.names import DASHES
from dragoman.reading.mark.offices import name_over_place, skip_courtesy
from dragoman.reading.values import Marked, Name, OfficeTitle, Sentence, Token

JOINTS = frozenset({",", "и", "а", "также"})
OBLIQUE = frozenset({"Gen", "Dat", "Ins", "Loc"})
PRONOUNS = {"он": "Masc", "она": "Fem"}
AIDES = frozenset({"помощник", "советник", "представитель", "спецпредставитель", "заместитель", "посланник"})
ENVOYS = frozenset({"эмиссар", "представитель", "спецпредставитель", "посланник", "адвокат", "соратник"})
MAX_CASE_TOKENS = 6
MAX_PLACE_GAP = 3  # «глава миссии Чили в регионе | посол А. Б.»
MAX_VERB_REACH_TOKENS = 14  # «избран ... президентом»: further away it is another clause


@dataclass(frozen=True, slots=True)
class Holding:
    """A title and the name that it belongs to: indexes into Marked.titles and Marked.names; rule says why."""

    title: int
    name: int
    rule: str


class Layout:
    """Where the names and titles of a document begin and end, for rules that look at neighbours."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.people = [(index, name) for index, name in enumerate(marked.names) if name.kind == "person"]
        self.name_at = {name.first: index for index, name in self.people}
        self.name_to = {name.last: index for index, name in self.people}
        self.title_at = {title.first: index for index, title in enumerate(marked.titles)}
        self.title_to = {title.last: index for index, title in enumerate(marked.titles)}

    @cached_property
    def inside(self) -> set[int]:
        """People whose names stand inside a title."""
        titles = self.marked.titles
        return {i for i, name in self.people for title in titles if title.first <= name.first < title.last}

    def name(self, index: int) -> Name:
        """A name by its index."""
        return self.marked.names[index]

    def title(self, index: int) -> OfficeTitle:
        """A title by its index."""
        return self.marked.titles[index]

    def norm(self, at: int) -> str:
        """The norm of a token, "" past the end."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def text(self, at: int) -> str:
        """The text of a token, "" past the end."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""


def link_holders(marked: Marked) -> list[Holding]:
    """Which title belongs to which name, as the words themselves say it; a title may have several holders.

    Rules in order: right before the name, in parallel lists, chained titles before one name, apposition after the
    name, brackets and dashes, verbs of appointment.
    """
    layout = Layout(marked)
    found: dict[tuple[int, int], str] = {}
    held = find_kin(marked)
    for rule in (link_parallel, link_adjacent, link_lists, link_chains, link_after, link_verbs):
        for holding in list(rule(layout, frozenset(held))):
            found.setdefault((holding.title, holding.name), holding.rule)
            held.add(holding.title)
    return [Holding(title, name, rule) for (title, name), rule in sorted(found.items())]


KIN = frozenset(
    {"семья", "сын", "дочь", "жена", "супруга", "супруг", "муж", "брат", "сестра", "отец", "мать", "вдова", "внук"}
    | {"супруги", "дети"}
    | {"родственник", "племянник", "зять", "тесть"}
)


def find_kin(marked: Marked) -> set[int]:
    """«супруга | президента США», «супруги | президентов России и США»: titles of who is not himself spoken of."""
    found: set[int] = set()
    for index, title in enumerate(marked.titles):
        listed = title.rule in ("parallel", "alternating") and index - 1 in found
        beside = listed and title.first - marked.titles[index - 1].last <= MAX_PLACE_GAP
        if beside or (title.first and KIN & set(marked.tokens[title.first - 1].lemmas) and not is_own(marked, title)):
            found.add(index)
    return found


def is_own(marked: Marked, title: OfficeTitle) -> bool:
    """«семья бывшего премьера | Ивана Дубова»: name and title both in the genitive."""
    name = next((one for one in marked.names if one.first == title.last and one.kind == "person"), None)
    if name is None or title.plural:
        return False
    shown = " ".join(token.text for token in marked.tokens[name.first : name.last])
    return shown != name.nominative and {name.case, title.case} <= {"Gen", "Acc"}


def fits_case(title: OfficeTitle, name: Name, tokens: tuple[Token, ...]) -> bool:
    """Whether a title and a name may stand in one case; names that do not change fit any."""
    case = name.case or tokens[name.last - 1].case
    if not case or not title.case or case == title.case or {case, title.case} == {"Gen", "Acc"}:
        return True
    if is_eastern([token.text for token in tokens[name.first : name.last]]):
        return True  # «с послом | Цзян Вэй»: of a woman
    if name.gender == "Fem" and {case, title.case} <= OBLIQUE:
        return True  # «с послом | Анной Дубовой»: one form for four cases
    shown = " ".join(token.text for token in tokens[name.first : name.last])
    return shown == name.nominative and not is_changing(name)


def is_changing(name: Name) -> bool:
    """Whether a name would look different in another case: -а and -я at its end, or a consonant of a man's name."""
    last = name.nominative[-1:].lower()
    return last in "ая" or (name.gender != "Fem" and last not in "еиоуыэю")


def link_adjacent(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«министр обороны А. Б.»: the name starts where the title ends, a new-line or a quote aside."""
    for index, title in enumerate(layout.marked.titles):
        if index in held or is_counted(layout, title):
            continue
        dashed = title.rule == "alternating" and layout.text(title.last) in {"(", *DASHES}
        name = layout.name_at.get(skip_courtesy(layout.tokens, title.last + dashed))
        if name is not None and (is_served(layout, title, layout.name(name)) or is_broken(layout, title)):
            continue
        if name is not None and title.plural:
            continue  # «представителями | Каддафи»
        fits = name is not None and (dashed or fits_case(title, layout.name(name), layout.tokens))
        if name is not None and name not in layout.inside and fits:
            yield Holding(index, name, "before")
        elif name is None and not title.plural:
            name = name_over_place(layout.marked, layout.name_at, title)
            if name is not None and name not in layout.inside:
                yield Holding(index, name, "over")


def is_counted(layout: Layout, title: OfficeTitle) -> bool:
    """«два эмиссара | Каддафи»: several people, of whom none is the one named after."""
    return title.first > 0 and layout.norm(title.first - 1) in ("два", "две", "двух", "три", "трех", "четыре")


def is_named_fully(layout: Layout, name: Name) -> bool:
    """Whether the bearer of a lone surname is named with given name and surname elsewhere."""
    full = (one for one in layout.marked.names if one.kind == "person" and one.last - one.first > 1)
    return any(one.surname == name.surname for one in full)


def is_broken(layout: Layout, title: OfficeTitle) -> bool:
    """Whether a title ends a line, a headline mostly, that says more: the name below it is another's."""
    text = layout.marked.text
    rest = text[title.stop : layout.tokens[title.last].start] if title.last < len(layout.tokens) else ""
    return "\n" in rest and bool(text[text.rfind("\n", 0, title.start) + 1 : title.start].strip())


def is_served(layout: Layout, title: OfficeTitle, name: Name) -> bool:
    """«помощник Анны Смит по делам Европы»: the name is of whom an aide serves, since what for comes after it."""
    aide = layout.norm(title.first) in AIDES or layout.tokens[title.first].lemma in AIDES
    lone = title.last == title.first + 1 and name.last == name.first + 1 and title.case in ("Gen", "Acc", "Dat", "Ins")
    if lone and layout.tokens[title.first].lemma in ENVOYS and is_named_fully(layout, name):
        return True  # «эмиссара | Сатпаева», who is named in full elsewhere
    return aide and title.last == title.first + 1 and layout.norm(name.last) == "по" and not is_changing(name)


def link_parallel(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«министры финансов РФ и Узбекистана А. Б. и В. Г.»: as many names as titles, in order."""
    run: list[int] = []
    for index, title in enumerate(layout.marked.titles):
        if title.rule != "parallel" or index in held:
            run = []
            continue
        if run and not is_joint(layout, layout.title(run[-1]).last, title.first):
            run = []
        run.append(index)
        names = names_from(layout, title.last + (layout.text(title.last) in (*DASHES, ",")))
        if len(run) > 1 and len(names) == len(run):
            yield from (Holding(one, name, "parallel") for one, name in zip(run, names, strict=True))
            run = []


def is_joint(layout: Layout, first: int, last: int) -> bool:
    """Whether only «,», «и», «а также» stand between two tokens."""
    return all(layout.norm(at) in JOINTS for at in range(first, last))


def names_from(layout: Layout, at: int) -> list[int]:
    """The names of a list that starts at a token: «А. Б., В. Г. и Д. Е.»; brackets with a side are stepped over."""
    names: list[int] = []
    while True:
        name = layout.name_at.get(at)
        if name is None:
            return names
        names.append(name)
        at = layout.name(name).last
        if layout.text(at) == "(":
            at = next((stop + 1 for stop in range(at, min(at + 6, len(layout.tokens))) if layout.text(stop) == ")"), at)
        while layout.norm(at) in JOINTS:
            at += 1


def link_lists(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«президенты А. Б. и В. Г.»: a plural title before several names belongs to each."""
    for index, title in enumerate(layout.marked.titles):
        if title.plural:
            at = title.last + (layout.text(title.last) in (*DASHES, ":"))
            names = names_from(layout, at)
            if len(names) > 1:  # «представителями | Каддафи»: one alone is whom they serve
                yield from (Holding(index, name, "list") for name in names)


def link_chains(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«министр по делам разведки, глава комиссии А. Б.»: two titles of one man, not two men.

    In «президента, премьера А. Б. и спикера» another office follows: then the first one is another man's.
    """
    chained: dict[int, int] = {}
    for index in range(len(layout.marked.titles) - 2, -1, -1):
        title, following = layout.title(index), layout.title(index + 1)
        name = layout.name_at.get(following.last, chained.get(index + 1))
        agree = not title.case or not following.case or title.case == following.case
        agree = agree or {title.case, following.case} == {"Gen", "Acc"}
        if index in held or name is None or title.plural or following.plural or not agree:
            continue
        if "\n" in layout.marked.text[title.stop : following.start]:
            continue  # a headline and what stands below it
        if is_rank_before(layout, title, following):
            chained[index] = name
            yield Holding(index, name, "chain")
            continue
        if not (title.last + 1 <= following.first and layout.norm(following.first - 1) in (",", "и")):
            continue
        if not is_named_gap(layout, title.last, following.first - 1):
            continue
        other = title.side not in (None, following.side) and not (following.side is None and following.former)
        if layout.norm(title.last) == "и" and other and not is_one_subject(layout, title, layout.name(name)):
            continue
        if not is_enumerated(layout, layout.name(name).last, title):
            chained[index] = name
            yield Holding(index, name, "chain")


def is_one_subject(layout: Layout, title: OfficeTitle, name: Name) -> bool:
    """«заявил депутат Чили и глава фонда А. Б.»: a verb in the singular beside two titles and one name."""
    if title.case != "Nom":
        return False
    beside = [*range(max(0, title.first - 1), title.first), *range(name.last, min(len(layout.tokens), name.last + 1))]
    verbs = [layout.tokens[at] for at in beside if layout.tokens[at].verb_form == "Fin"]
    return any(verb.number == "Sing" for verb in verbs)


def is_rank_before(layout: Layout, title: OfficeTitle, following: OfficeTitle) -> bool:
    """«представитель войск полковник А. Б.»: two titles in one case with nothing, or only a place, between them."""
    gap = range(title.last, following.first)
    if len(gap) == MAX_PLACE_GAP and layout.text(gap[0]) == "(" and layout.text(gap[-1]) == ")":
        return layout.text(gap[1]).isupper()  # «глава разведки (ЦРР) генерал А. Б.»
    places = all(layout.tokens[at].pos in ("ADP", "PROPN", "NOUN", "ADJ") for at in gap)
    return len(gap) <= MAX_PLACE_GAP and places and (not gap or layout.tokens[title.last].pos == "ADP")


def is_named_gap(layout: Layout, first: int, last: int) -> bool:
    """Whether nothing but names of places or bodies («района Отрадное», «(ДУМ)») stands between two tokens."""
    names = {at for name in layout.marked.names if name.kind != "person" for at in range(name.first, name.last)}
    return all(at in names or layout.text(at) in "()" for at in range(first, last))


def is_enumerated(layout: Layout, at: int, title: OfficeTitle) -> bool:
    """Whether another office goes on the list after a name."""
    while layout.norm(at) in JOINTS:
        at += 1
    following = layout.title_at.get(at)
    before = layout.norm(title.first - 1) in (",", "и") and layout.name_to.get(title.first - 1) is not None
    return before or (following is not None and layout.title(following).case == title.case)


def link_after(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«Эндой Кенни, премьер-министром Ирландии», «А. Б. (посол Чили)», «А. Б. – президент»."""
    owner: dict[int, int] = {}
    for index, title in enumerate(layout.marked.titles):
        if index in held or title.plural or title.rule in ("parallel", "alternating"):
            continue
        name = layout.name_to.get(title.first - 1)
        between = layout.text(title.first - 1)
        if between == "и":
            name = None  # «А. Б. и посол Чили» are two
        if name is None and is_signature(layout, title):
            name = layout.name_to[title.first]
            yield Holding(index, name, "signature")
            continue
        if name is None and between in (",", "и"):
            previous = layout.title_to.get(title.first - 1)
            name = owner.get(previous) if previous is not None else None
        if name is None or name in layout.inside or not is_apposition(layout, title, name, between):
            continue
        owner[index] = name
        yield Holding(index, name, "after")


def is_signature(layout: Layout, title: OfficeTitle) -> bool:
    """«Айдар Сатпаев Президент фонда» as a line of its own: a name and a title with a capital, no comma."""
    name = layout.name_to.get(title.first)
    if name is None or layout.name(name).case not in ("Nom", "") or not layout.text(title.first)[:1].isupper():
        return False
    text = layout.marked.text
    before, after = text[: layout.name(name).start].rstrip(" "), text[title.stop :].lstrip(" ")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n")


def is_apposition(layout: Layout, title: OfficeTitle, name: int, between: str) -> bool:
    """Whether a title after a comma, bracket or dash says who the man before it is."""
    if between not in {",", "(", "и", *DASHES}:
        return False
    if layout.name_at.get(title.last) is not None:
        return False
    if between == "(":
        return True
    if between in DASHES:
        return title.case in ("Nom", "")
    return fits_case(title, layout.name(name), layout.tokens) and closes_apposition(layout, title)


def closes_apposition(layout: Layout, title: OfficeTitle) -> bool:
    """An apposition ends with a sign, a joint or the sentence: «..., президент Чили, ...»."""
    token = layout.tokens[title.last] if title.last < len(layout.tokens) else None
    if token is None or "\n" in layout.marked.text[title.stop : token.start]:
        return True
    if token.norm == "и" and is_next_office(layout, title):
        return False  # «А. Б., вице-премьер и министр финансов В. Г.»
    return token.kind == "sign" or token.pos in ("ADP", "CCONJ") or token.lemma == "который"


def is_next_office(layout: Layout, title: OfficeTitle) -> bool:
    """Whether «и» after a title joins another office in its case that has a name right after it."""
    index = layout.title_at.get(title.last + 1)
    return index is not None and layout.title(index).case == title.case and layout.title(index).last in layout.name_at


@cache
def load_verbs(kind: str) -> frozenset[str]:
    """The verbs and nouns of one class of appointments.tsv."""
    return frozenset(word.form for word in load_words("ru", "appointments") if word.kind == kind)


def link_verbs(layout: Layout, held: frozenset[int]) -> Iterator[Holding]:
    """«А. Б. стал президентом», «парламент избрал А. Б. председателем», «на пост министра назначен А. Б.»."""
    sentences = layout.marked.sentences
    firsts = [sentence.first for sentence in sentences]
    for index, title in enumerate(layout.marked.titles):
        at = bisect_right(firsts, title.first) - 1
        if at < 0 or title.first >= sentences[at].last or index in held or title.plural:
            continue
        name = holder_by_verb(layout, sentences[at], title)
        if name is not None:
            yield Holding(index, name, "verb")


def holder_by_verb(layout: Layout, sentence: Sentence, title: OfficeTitle) -> int | None:
    """The man that a verb of being or appointing joins with a title, None if there is none."""
    posted = is_posted(layout, title)
    before = layout.tokens[title.first - 1] if title.first else None
    if not posted and before is not None and before.pos == "NOUN" and before.case == "Ins" and title.case != "Ins":
        return None  # «распоряжением | президента назначен»
    if (title.case != "Ins" and not posted) or is_candidate(layout, title):
        return None
    verb = nearest_verb(layout, sentence, title)
    if verb is None:
        return None
    token = layout.tokens[verb]
    if token.lemma == "быть" and token.tense == "Past" and is_earlier(layout, sentence):
        return None
    if token.verb_form == "Part" and token.voice == "Pass" and layout.norm(verb - 1) == ",":
        return layout.name_to.get(verb - 1)  # «А. Б., | назначенный министром»
    is_link = any(lemma in load_verbs("be") for lemma in token.lemmas)
    wanted = ("Nom",) if is_link or token.voice == "Pass" else ("Acc", "Gen")
    names = [index for first, index in layout.name_at.items() if sentence.first <= first < sentence.last]
    fitting = [index for index in names if index not in layout.inside and name_case(layout, index) in wanted]
    near = [index for index in fitting if abs(layout.name(index).first - verb) <= MAX_VERB_REACH_TOKENS]
    near = [index for index in near if is_clause(layout, verb, layout.name(index).first)]
    found = min(near, key=lambda index: abs(layout.name(index).first - verb), default=None)
    if (named := find_named(layout, sentence, verb)) is not None:
        return named
    if is_link and (antecedent := find_antecedent(layout, sentence, verb)) is not None:
        return antecedent
    return found if found is not None or not is_link else pronoun_before(layout, sentence, verb)


def find_antecedent(layout: Layout, sentence: Sentence, verb: int) -> int | None:
    """«А. Б., который сейчас является послом»: the person right before «который» that is the subject of a verb."""
    for at in range(verb - 1, max(sentence.first, verb - MAX_RELATIVE), -1):
        if layout.tokens[at].lemma == "который":
            return layout.name_to.get(at - 1) if layout.norm(at) in ("который", "которая") else None
        if layout.tokens[at].kind == "sign":
            return None
    return None


def find_named(layout: Layout, sentence: Sentence, verb: int) -> int | None:
    """«А. Б., назначенный накануне послом»: the person right before the comma of a participle."""
    token = layout.tokens[verb]
    if token.verb_form != "Part" or not token.case:
        return None
    for at in range(verb - 1, max(sentence.first, verb - MAX_RELATIVE), -1):
        if layout.text(at) == ",":
            return layout.name_to.get(at)
        if layout.tokens[at].pos not in ("ADV", "ADP", "NOUN", "PART"):
            return None
    return None


MAX_RELATIVE = 6  # «который в настоящее время является»


def pronoun_before(layout: Layout, sentence: Sentence, verb: int) -> int | None:
    """«Он является депутатом»: the person named last before a pronoun that is the subject of a verb."""
    gender = next(
        (PRONOUNS[layout.norm(at)] for at in range(max(sentence.first, verb - 3), verb) if layout.norm(at) in PRONOUNS),
        None,
    )
    if gender is None:
        return None
    before = [index for first, index in layout.name_at.items() if first < sentence.first]
    fitting = [index for index in before if layout.name(index).gender in (gender, "")]
    return max(fitting, key=lambda index: layout.name(index).first, default=None)


def is_earlier(layout: Layout, sentence: Sentence) -> bool:
    """«Ранее она была послом»: an office held before the one that the text is about."""
    return any(layout.norm(at) in ("ранее", "прежде", "раньше") for at in range(sentence.first, sentence.last))


def is_supposed(marked: Marked, title: OfficeTitle) -> bool:
    """«в случае избрания А. Б. президентом»: an office that nobody holds yet."""
    before = marked.tokens[max(0, title.first - MAX_CASE_TOKENS) : title.first]
    return title.case == "Ins" and any(token.norm == "случае" for token in before)


def is_candidate(layout: Layout, title: OfficeTitle) -> bool:
    """«кандидат на пост главы»: who runs for an office does not hold it."""
    if is_supposed(layout.marked, title):
        return True
    words = [lemma for at in range(max(0, title.first - 3), title.first) for lemma in layout.tokens[at].lemmas]
    return any(word in load_verbs("run") for word in words)


def is_posted(layout: Layout, title: OfficeTitle) -> bool:
    """«на пост министра», «с поста президента», «в должности посла»."""
    return title.first > 0 and any(lemma in load_verbs("post") for lemma in layout.tokens[title.first - 1].lemmas)


def nearest_verb(layout: Layout, sentence: Sentence, title: OfficeTitle) -> int | None:
    """The verb of being or appointing closest to a title in its clause."""
    words = load_verbs("be") | load_verbs("appoint")
    found = [
        at
        for at in range(sentence.first, sentence.last)
        if any(lemma in words for lemma in layout.tokens[at].lemmas)
        and abs(at - title.first) <= MAX_VERB_REACH_TOKENS
        and is_clause(layout, at, title.first)
    ]
    return min(found, key=lambda at: abs(at - title.first), default=None)


def is_clause(layout: Layout, left: int, right: int) -> bool:
    """Whether two tokens stand in one clause, as far as commas and dashes tell."""
    low, high = sorted((left, right))
    return not any(layout.text(at) in {",", ";", ":", *DASHES} for at in range(low, high))


def name_case(layout: Layout, index: int) -> str:
    """The case of a name in its sentence."""
    name = layout.name(index)
    return name.case or layout.tokens[name.last - 1].case
