"""What the nominative of a name may be: every reading that a form allows, with its case, gender and likelihood.

The dictionary knows common names; official news is full of names that it does not. So each form is read by its ending
as well, and `choose_reading` takes the case and gender in which all parts of a name agree best with one another and
with what the context says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.forms import CASES, copy_case, fold, load_forms
from dragoman.register.people import load_name_words

VOWELS = frozenset("аеёиоуыэюя")
HUSHING = frozenset("жшчщц")
VELAR = frozenset("гкх")
POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")  # surnames that were adjectives: Ins -ым, feminine -ой
ADJECTIVAL = ("ск", "цк", "жн", "шн", "н", "т", "в", "л", "р", "м", "б", "д", "г", "к", "х", "ж", "ш", "щ", "ч")
GENDERS = ("Masc", "Fem")
UNCHANGED = "unchanged"
TURKIC = ("улы", "кызы", "берды", "газы", "мырды", "ганы")  # names that end in ы as they stand
FIXED_ENDS = ("оглу", "еску")  # surnames that keep their -у in every case
KNOWN_WEIGHT = 1.0  # what it counts that the register knows a word as a name
KNOWN_PAIR_WEIGHT = 0.8  # and that it knows somebody with this given name and surname
SYLLABLE_WEIGHT = 2.0  # what a syllable too many in «Ли Мён Бака» counts against its standing in the nominative
TIE = 0.1  # readings of one form this near to one another are one as good as the other
SECOND_NAME_LEAD = 0.5  # by so much a woman's form must be likelier in a man's hyphenated name


class Form(msgspec.Struct, frozen=True, gc=False):
    """One reading of one word of a name.

    nominative: lower case. gender: "" where both are possible. score: log-like; 0 is plain, below is rarer.
    kind: how it is declined: masculine, a-stem, possessive, adjective, unchanged.
    """

    nominative: str
    case: str
    gender: str
    kind: str
    score: float


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A whole name read: the nominative of each word, its case and gender, and how sure (the lead over the next)."""

    words: tuple[str, ...]
    case: str
    gender: str
    score: float


@cache
def fixed_parts() -> Mapping[str, str]:
    """Words inside names that never change: particles («фон»), endings of patronymics («оглы»); their class."""
    return {word.form: word.kind for word in load_words("ru", "name_parts")}


@cache
def listed_names() -> Mapping[str, str]:
    """Given names that the dictionary lacks, folded, and their gender."""
    return {fold(word.form): word.kind for word in load_words("ru", "given_names")}


def by_ending(word: str) -> list[Form]:
    """Readings of an unknown name by its ending alone; `word` is lower case."""
    return [*read_masculine(word), *read_stem(word), *read_possessive(word), *read_adjective(word), *read_fixed(word)]


def read_masculine(word: str) -> list[Form]:
    """«Блинкеном» -> «Блинкен»: nominatives that end in a consonant, й or ь."""
    found: list[Form] = []

    def add(base: str, case: str, score: float) -> None:
        if len(base) > 1:
            found.append(Form(base, case, "Masc", "masculine", score))

    last = word[-1]
    if last not in VOWELS:
        score = -1.5 if word.endswith("ым") and len(word) > 4 else 0.0
        score = -2.6 if word.endswith(("ом", "ем")) and len(word) > 3 else score
        add(word, "Nom", score - (2.0 if word.endswith(("ого", "его", "ой")) else 0.0))
    hard = word[:-1]
    if last in "ау" and hard and hard[-1] not in VOWELS and hard[-1] not in "йь":
        for case in ("Gen", "Acc") if last == "а" else ("Dat",):
            add(hard, case, -0.3)
    if last in "яю" and hard:
        for case in ("Gen", "Acc") if last == "я" else ("Dat",):
            add(hard + ("й" if hard[-1] in VOWELS else "ь"), case, -0.5)
    if last == "е" and hard and hard[-1] not in "йь":
        if hard[-1] in VOWELS:
            add(hard + "й", "Loc", -0.6)
        else:
            add(hard, "Loc", -0.4)
            add(hard + "ь", "Loc", -1.2)
    for case, score, base in instrumentals(word):
        add(base, case, score)
    return found


def instrumentals(word: str) -> list[tuple[str, float, str]]:
    """Masculine instrumentals: -ом, -ем, -ём and, of surnames in -ов and -ин, -ым."""
    end, base = word[-2:], word[:-2]
    if len(base) < 2:
        return []
    if end == "ом" and base[-1] not in VOWELS and base[-1] not in "йь":
        return [("Ins", -0.2 if not base.endswith(("ск", "цк")) else -3.0, base)]
    if end in ("ем", "ём"):
        if base[-1] in HUSHING:
            return [("Ins", -0.2, base)]
        return [("Ins", -0.2, base + ("й" if base[-1] in VOWELS else "ь"))]
    if end == "ым" and base.endswith(POSSESSIVE):
        return [("Ins", 0.0, base)]
    return []


def read_stem(word: str) -> list[Form]:
    """«Лулой» -> «Лула»: nominatives in -а and -я, of men and women."""
    found: list[Form] = []

    def add(base: str, ending: str, cases: tuple[str, ...], score: float) -> None:
        if len(base) > 1:
            found.extend(Form(base + ending, case, "", "a-stem", score) for case in cases)

    last, base = word[-1], word[:-1]
    if not base:
        return found
    before = base[-1]
    if last in "ая":
        add(base, last, ("Nom",), 0.0)
    elif last == "ы":
        add(base, "а", ("Gen",), -0.4)
    elif last == "и":
        if before in VELAR or before in HUSHING:
            add(base, "а", ("Gen",), -0.5)
        else:
            add(base, "я", ("Gen",), -0.5 if before in "йь" else -1.0 if before in VOWELS else -1.5)
            if before == "и":
                add(base, "я", ("Dat", "Loc"), -0.5)
    elif last == "е":
        add(base, "я" if before in VOWELS or before == "ь" else "а", ("Dat", "Loc"), -0.7)
        if before in "еоа":
            add(base, "а", ("Dat", "Loc"), -0.9)  # «Коррее»
    elif last == "у":
        add(base, "а", ("Acc",), -0.6)
    elif last == "ю":
        add(base, "я", ("Acc",), -0.6)
    elif word.endswith("ой") and base[:-1]:
        add(base[:-1], "а", ("Ins",), -0.4)
    elif word.endswith("ей") and base[:-1]:
        add(base[:-1], "а" if base[-2] in HUSHING else "я", ("Ins",), -0.8)
    return found


def read_possessive(word: str) -> list[Form]:
    """«Набиуллиной» -> «Набиуллина»: women's surnames in -ова, -ева, -ина."""
    if word.endswith(tuple(end + "а" for end in POSSESSIVE)):
        return [Form(word, "Nom", "Fem", "possessive", 0.0)]
    if word.endswith(tuple(end + "ой" for end in POSSESSIVE)):
        return [Form(word[:-2] + "а", case, "Fem", "possessive", 0.0) for case in ("Gen", "Dat", "Ins", "Loc")]
    if word.endswith(tuple(end + "у" for end in POSSESSIVE)):
        return [Form(word[:-1] + "а", "Acc", "Fem", "possessive", -0.2)]
    return []


def read_adjective(word: str) -> list[Form]:
    """«Зеленского» -> «Зеленский», «Трубецкой», «Белая»: surnames declined as adjectives."""
    found: list[Form] = []

    def add(base: str, ending: str, cases: tuple[str, ...], gender: str, score: float) -> None:
        if len(base) > 1 and base.endswith(ADJECTIVAL):
            usual = 0.0 if base.endswith(("ск", "цк")) else -1.2
            found.extend(Form(base + ending, case, gender, "adjective", score + usual) for case in cases)

    if word.endswith(("ий", "ый", "ой")):
        add(word[:-2], word[-2:], ("Nom",), "Masc", 0.0 if word[-2] != "о" else -1.5)
    if word.endswith(("ая", "яя")):
        add(word[:-2], word[-2:], ("Nom",), "Fem", 0.0)
    for ending, cases in (("ого", ("Gen", "Acc")), ("ому", ("Dat",)), ("ым", ("Ins",)), ("ом", ("Loc",))):
        if word.endswith(ending):
            for nominative, score in masculine_adjectives(word[: -len(ending)]):
                add(word[: -len(ending)], nominative, cases, "Masc", score - 0.1)
    for ending, cases in (("его", ("Gen", "Acc")), ("ему", ("Dat",)), ("им", ("Ins",)), ("ем", ("Loc",))):
        if word.endswith(ending):
            add(word[: -len(ending)], "ий", cases, "Masc", -0.1)
    if word.endswith("ой"):
        add(word[:-2], "ая", ("Gen", "Dat", "Ins", "Loc"), "Fem", -0.1)
    if word.endswith("ую"):
        add(word[:-2], "ая", ("Acc",), "Fem", 0.0)
    return found


def masculine_adjectives(base: str) -> tuple[tuple[str, float], ...]:
    """Nominative endings that a masculine adjective stem may take."""
    if base and (base[-1] in VELAR or base[-1] in HUSHING):
        return (("ий", 0.0), ("ой", -2.0))
    return (("ый", 0.0), ("ой", -1.5))


def read_fixed(word: str) -> list[Form]:
    """Names that do not change: «Тлеуберди», «Лукашенко», «Черных», and women's names that end in a consonant."""
    last = word[-1]
    if last in "ая":
        gender, score = "", -2.2  # Дюма, Золя
    elif last == "о":
        gender, score = "", -2.5 if word.endswith(("ого", "его")) else 0.3
    elif word.endswith(FIXED_ENDS):
        gender, score = "", 0.3
    elif word.endswith(("ии", "йи")) or (last == "ы" and not word.endswith(TURKIC)):
        gender, score = "", -1.2
    elif last in "уе":
        gender, score = "", -2.5 if word.endswith(("ову", "еву", "ину", "скую", "зоду", "заду")) else -0.8
    elif last in "июэы":
        gender, score = "", -0.2
    elif last == "ё":
        gender, score = "", -0.4
    elif word.endswith(("ых", "их")):
        gender, score = "", 0.0
    else:
        gender, score = "Fem", -1.4 if word.endswith(("ом", "ем", "ём", "ым", "ой", "ей")) else -0.6
        score = -3.0 if word.endswith(("овой", "евой", "иной", "ской")) else score
    return [Form(word, case, gender, UNCHANGED, score) for case in CASES]


@lru_cache(maxsize=50_000)
def read_word(word: str, role: str) -> tuple[Form, ...]:
    """Readings of one word of a name, the dictionary's first.

    Args: word: as in the text. role: given (first of several), middle, last, or part (of a hyphenated word).
    """
    lower = word.lower()
    if len(lower) < 2 or not lower.isalpha():
        return tuple(Form(lower, case, "", UNCHANGED, 0.0) for case in CASES)
    known = read_dictionary(word, role)
    listed = listed_names().get
    forms: dict[tuple[str, str, str], Form] = {(item.nominative, item.case, item.gender): item for item in known}
    sure = any(item.score > 0.5 for item in known)
    for item in by_ending(lower):
        score = item.score - (2.0 if sure else 0.0)
        gender = item.gender
        hint = listed(fold(item.nominative)) if role != "last" else None
        if hint is not None and (not gender or hint in ("", gender)):
            score, gender = score + 2.0, hint or gender
        if item.kind == UNCHANGED and lower[-1] not in VOWELS and role in ("given", "part", "middle"):
            score -= 0.4
        key = (item.nominative, item.case, gender)
        if key not in forms or forms[key].score < score:
            forms[key] = Form(item.nominative, item.case, gender, item.kind, score)
    if lower[-1] not in VOWELS and role != "last":
        rarely = -0.8 if role == "middle" else -1.6  # «де | Хооп | Схефферу»
        undeclined = [Form(lower, case, "Masc", UNCHANGED, rarely) for case in CASES if case != "Nom"]
        for item in undeclined:  # «Ким Чен Ыном», «Касым-Жомартом»
            forms.setdefault((item.nominative, item.case, item.gender), item)
    return tuple(raise_known(item) for item in forms.values())


def raise_known(item: Form) -> Form:
    """A reading, likelier where the register knows its nominative as a word of somebody's name."""
    known = fold(item.nominative) in load_name_words()
    return add_score(item, KNOWN_WEIGHT) if known else item


def add_score(item: Form, weight: float) -> Form:
    """A reading, likelier by a weight."""
    return Form(item.nominative, item.case, item.gender, item.kind, item.score + weight)


def read_dictionary(word: str, role: str) -> list[Form]:
    """Readings that the dictionary knows or guesses, as names of people."""
    lower = word.lower()
    found: dict[tuple[str, str, str], float] = {}
    kinds = ("surname", "given") if role in ("last", "part") else ("given", "surname", "patronymic")
    for parse in load_forms().parse(word):
        if parse.name not in (*kinds, "patronymic") or parse.number == "Plur" or not parse.case:
            continue
        nominative = lower if fold(lower) == parse.lemma else keep_yo(lower, parse.lemma)
        score = (1.0 if parse.known else 0.0) + 0.4 * parse.score
        if parse.name != kinds[0]:
            score -= 0.3
        if not parse.known and parse.fixed:
            score -= 0.4
        key = (nominative, parse.case, parse.gender)
        found[key] = max(found.get(key, -9.0), score)
    return [Form(*key, "dictionary", score) for key, score in found.items()]


def keep_yo(form: str, lemma: str) -> str:
    """The lemma with ё where the form of the text has it: «Шолоховым», «Мирзиёевым» -> «мирзиёев»."""
    return "".join(
        "ё" if i < len(form) and form[i] == "ё" and letter == "е" else letter for i, letter in enumerate(lemma)
    )


def hyphen_forms(word: str, role: str) -> tuple[Form, ...]:
    """Readings of «Касым-Жомартом», «Бушу-младшему», «Салтыковым-Щедриным»: parts in one case, or the last alone."""
    parts = word.split("-")
    readings: list[tuple[Form, ...]] = []
    for index, part in enumerate(parts):
        if fold(part) in fixed_parts() or not part:
            readings.append(tuple(Form(part.lower(), case, "", UNCHANGED, 0.0) for case in CASES))
        else:
            readings.append(read_word(part, role if index == len(parts) - 1 else "part"))
    found: dict[tuple[str, str, str], Form] = {}
    for case in CASES:
        for gender in GENDERS:
            chosen = [best_form(forms, case, gender) for forms in readings]
            other = best_form(readings[-1], case, "") if role == "given" else None
            if other is not None and (chosen[-1] is None or other.score > chosen[-1].score + SECOND_NAME_LEAD):
                chosen[-1] = other  # «Хосе-Марией» of a man
            if any(item is None for item in chosen):
                continue
            items = [item for item in chosen if item is not None]
            item = Form(
                "-".join(item.nominative for item in items),
                case,
                gender,
                "hyphen",
                sum(i.score for i in items) / len(items),
            )
            found[(item.nominative, case, gender)] = item
    return tuple(found.values())


def word_forms(word: str, role: str) -> tuple[Form, ...]:
    """Readings of one word of a name, hyphenated or not."""
    return hyphen_forms(word, role) if "-" in word else read_word(word, role)


def best_form(forms: Sequence[Form], case: str, gender: str, support: Mapping[str, float] | None = None) -> Form | None:
    """The likeliest reading in this case and gender; `support` adds to nominatives that the text shows elsewhere."""
    best, most = None, -99.0
    for item in forms:
        if item.case == case and (not item.gender or not gender or item.gender == gender):
            score = item.score + (support.get(item.nominative, 0.0) if support else 0.0)
            if score > most:
                best, most = item, score
    return best


def best_forms(forms: Sequence[Form], support: Mapping[str, float] | None = None) -> dict[tuple[str, str], Form | None]:
    """Case and gender -> what `best_form` finds for them, all at once."""
    best: dict[tuple[str, str], Form | None] = {}
    most: dict[tuple[str, str], float] = {}
    for item in forms:
        score = item.score + support.get(item.nominative, 0.0) if support else item.score
        for gender in (item.gender,) if item.gender else GENDERS:
            key = (item.case, gender)
            if score > most.get(key, -99.0):
                best[key], most[key] = item, score
    return best


def choose_reading(
    words: Sequence[str],
    cases: Mapping[str, float],
    genders: Mapping[str, float],
    support: Mapping[str, float] | None = None,
) -> Reading:
    """The nominative of a whole name.

    Args:
        words: as in the text; initials, particles and numerals among them.
        cases, genders: what the context says for each, log-like.
        support: nominatives (lower case) that other mentions make likely, and how much.
    """
    roles = word_roles(words)
    table = [None if role == "fixed" else word_forms(word, role) for word, role in zip(words, roles, strict=True)]
    table = prefer_known(table)
    if is_eastern(words):
        table = [*table[:-1], None if table[-1] is None else end_eastern(words, table[-1])]
    likeliest = [None if forms is None else best_forms(forms, support) for forms in table]
    best: tuple[float, str, str, list[Form | None]] = (-99.0, "", "", [None for _ in words])
    for case in CASES:
        for gender in GENDERS:
            total = cases.get(case, 0.0) + genders.get(gender, 0.0)
            chosen: list[Form | None] = []
            for forms in likeliest:
                item = None if forms is None else forms.get((case, gender))
                chosen.append(item)
                if forms is not None:
                    total += -6.0 if item is None else item.score
                if item is not None and support:
                    total += support.get(item.nominative, 0.0)
            if total > best[0]:
                best = (total, case, gender, chosen)
            elif (
                case == best[1]
                and gender != best[2]
                and best[0] - total < TIE
                and all(item is None or item.kind == UNCHANGED for item in chosen)
            ):
                best = (best[0], case, "", best[3])  # «Ципи Ливни»: of a man or a woman
    nominatives = [
        word if item is None or item.nominative == word.lower() else copy_case(word, item.nominative)
        for word, item in zip(words, best[3], strict=True)
    ]
    return Reading(tuple(nominatives), best[1], best[2], best[0])


def prefer_known(table: list[tuple[Form, ...] | None]) -> list[tuple[Form, ...] | None]:
    """Readings of the words of a name, those likelier that together are the name of somebody in the register."""
    changing = [at for at, forms in enumerate(table) if forms is not None]
    if len(changing) < 2:
        return table
    first, last = table[changing[0]] or (), table[changing[-1]] or ()
    words = load_name_words()
    surnames = {name: known for name in {item.nominative for item in last} if (known := words.get(fold(name)))}
    if not surnames:
        return table
    given = {item.nominative for item in first}
    pairs = {(name, surname) for surname, known in surnames.items() for name in given if fold(name) in known}
    if not pairs:
        return table
    found = list(table)
    for at, place in ((changing[0], 0), (changing[-1], 1)):
        named = {pair[place] for pair in pairs}
        found[at] = tuple(
            add_score(item, KNOWN_PAIR_WEIGHT) if item.nominative in named else item for item in table[at] or ()
        )
    return found


def is_eastern(words: Sequence[str]) -> bool:
    """«Ли Мён Бак», «Цинь Ган»: a family name of the Far East first."""
    family = fixed_parts().get(fold(words[0])) == "family" or words[0] == "Ван"  # elsewhere a particle
    lady = any(fold(word) == "тхи" for word in words[1:-1])  # «Ле Тхи Хоа» of Vietnam
    return len(words) > 1 and words[0][:1].isupper() and (family or lady)


def end_eastern(words: Sequence[str], forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Readings of the last word of «Ли Мён Бака», where each given name has one syllable: no nominative in -а."""
    syllables = sum(letter in VOWELS for letter in words[-1].lower())
    if len(words) < 3 or syllables < 2:
        return forms
    return tuple(add_score(item, -SYLLABLE_WEIGHT) if item.nominative == words[-1].lower() else item for item in forms)


def word_roles(words: Sequence[str]) -> list[str]:
    """What each word of a name is: given, middle, last or fixed (initials, particles, numerals, signs)."""
    fixed = fixed_parts()
    changing = [
        index
        for index, word in enumerate(words)
        if len(word) > 1
        and word[0].isalpha()
        and not is_numeral(word)
        and (fold(word) not in fixed or (word[0].isupper() and len(words) == 1))
    ]
    roles = ["fixed"] * len(words)
    for order, index in enumerate(changing):
        roles[index] = "last" if order == len(changing) - 1 else "given" if order == 0 else "middle"
    closed = (
        len(changing) > 1 and changing[-1] + 1 < len(words) and fixed.get(fold(words[changing[-1] + 1])) == "ending"
    )
    if closed:
        roles[changing[-1]] = "middle"  # «Темиржаном | Кадырбек | уулу»
    return roles


def is_numeral(word: str) -> bool:
    """«II», «XIV»."""
    return bool(word) and all(letter in "IVXІХ" for letter in word)
