"""Names of people, places and organisations in the nominative, from the spans that the network finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import structs

from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.mark.declension import choose_reading, fixed_parts, listed_names
from dragoman.reading.mark.forms import load_forms, nominative_phrase
from dragoman.reading.mark.phrases import load_phrases
from dragoman.reading.mark.tagger import TaggedName
from dragoman.reading.values import Name, Token
from dragoman.register import load_register
from dragoman.register.people import load_name_words, load_surnames

MAX_INITIAL = 3  # «Дж.»
OPENS = frozenset('.!?…:;«"“„')
MAX_LETTERS = 5  # «США», «РУз»
PAIR_WORDS = 4
MIN_SURNAME = 4  # letters: shorter stems are too often other words
ENDINGS = tuple(  # of surnames in their cases, the longest first
    frozenset(ends.split()) for ends in ("ого ому ыми ими", "ым им ом ой ей ем ою ых их ах ам", "а у е ы и ю я й о")
)
PATRONYMIC_AT = 2  # words before a patronymic that closes a name: surname and given name
PATRONYMICS = ("улы", "кызы", "уулу", "угли", "кизи", "оглы", "гызы", "ович", "евич", "овна", "евна", "ична", "ич")
CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
CHINESE_FAMILIES = ("ван", "чжан", "чэн", "хуан", "ян", "цзян")
LIST_GAP = 3  # «, а также»
LIST_WEIGHT = 1.5
OBLIQUE_LIST_WEIGHT = 2.5  # a case of a list that is no nominative, against what the network says of strange names
COURTESY = frozenset({"господин", "госпожа", "мистер", "миссис", "мисс", "сэр", "товарищ", "мадам", "месье", "сеньор"})
SUBJECT_TOKENS = 8  # «глава государства в понедельник принял | А. Б.»
LADY_WEIGHT = 3.0  # what a verb in the feminine beside a name counts for
CASE_WEIGHT = 2.0  # what the network's case of a word counts for beside the endings
AS_ACCUSATIVE = 0.99  # of the weight of a genitive, which has the form of the accusative in most names of men
TOGETHER = {"с": "Ins", "со": "Ins", "к": "Dat", "между": "Ins", "у": "Gen", "от": "Gen", "о": "Loc", "об": "Loc"}


def find_names(tokens: Sequence[Token], spans: Sequence[TaggedName], language: str = "ru") -> tuple[Name, ...]:
    """The names of a document in order.

    Args: tokens: with forms in context. spans: kind, first and last token of each name (`Tagger.tag`).
    """
    spans = [span for span in drop_words(tokens, spans) if not is_relation(tokens, span)]
    spans = [part for span in spans for part in split_people(tokens, span)]
    spans = [take_initials(tokens, span) for span in drop_initials(tokens, spans)]
    spans += find_initials(tokens, spans)
    spans = widen_people(tokens, spans)
    spans = [cut_region(tokens, part) for span in spans for part in cut_house(tokens, span)]
    spans = split_tails(tokens, join_patronymics(tokens, find_repeats(tokens, spans)))
    support = {
        tokens[last - 1].norm: 1.0
        for kind, first, last in spans
        if kind == "person" and tokens[last - 1].case == "Nom" and (last - first > 1 or is_shown(tokens, first))
    }
    names: list[Name] = []
    for kind, first, last in spans:
        listed = listed_case(tokens, names, first) if kind == "person" else ""
        names.append(make_name(tokens, kind, first, last, support, language, listed))
    bearers = [
        (stem_name(one.surname.lower()), one) for one in names if one.kind == "person" and one.last - one.first > 1
    ]
    return tuple(like_full(name, bearers) for name in names)


def is_relation(tokens: Sequence[Token], span: TaggedName) -> bool:
    """«Кыргызскую | группу возглавлял»: an adjective of a land that opens a sentence and passes for a surname."""
    kind, first, last = span
    if kind != "person" or last - first != 1 or last >= len(tokens):
        return False
    bent = tokens[first].norm.endswith(("ского", "скому", "ском", "скую", "скими", "ских"))
    after = tokens[last]
    return bent and after.pos == "NOUN" and after.text.islower() and after.case not in ("Nom", "", "Ins")


def cut_house(tokens: Sequence[Token], span: TaggedName) -> Iterator[TaggedName]:
    """«председатель Халк Маслахаты | Гурбан Аннаев»: what passes for the name begins with the house that he heads."""
    kind, first, last = span
    house = load_phrases("bodies").match(tokens, first, last) if kind == "person" and last - first > 1 else None
    if house is None or house.last - first < len(("Халк", "Маслахаты")):
        yield span
    elif house.last < last and not state_names() & {tokens[house.last].norm, *tokens[house.last].lemmas}:
        yield kind, house.last, last


def cut_region(tokens: Sequence[Token], span: TaggedName) -> TaggedName:
    """«Фергана | Республики Узбекистан», «Турсунзаде | Таджикистана»: a town without the state or land it lies in."""
    kind, first, last = span
    if kind != "place" or first == 0 or tokens[first - 1].lemma not in SETTLEMENTS:
        return span
    for at in range(first + 1, last):
        token = tokens[at]
        if token.case == "Gen" and (token.lemma in LANDS or bool(state_names() & {token.norm, *token.lemmas})):
            return kind, first, at
    return span


SETTLEMENTS = frozenset({"город", "г.", "село", "с.", "поселок", "пос.", "деревня", "аул", "столица", "городок"})
LANDS = frozenset({"республика", "королевство", "государство", "федерация", "эмират", "султанат"})


def is_shown(tokens: Sequence[Token], at: int) -> bool:
    """«заявил | Дубов», «| Дубова отметила»: a lone surname beside the verb that it is the subject of."""
    return any(
        tokens[near].verb_form == "Fin" and tokens[near].number == "Sing"
        for near in (at - 1, at + 1)
        if 0 <= near < len(tokens)
    )


def like_full(name: Name, bearers: Sequence[tuple[str, Name]]) -> Name:
    """A lone surname in the form of the one full name that bears it: «Дубова» after «Анной Дубовой» is no «Дубов».

    With initials too, where they fit: «А. Дубова | принял министр» after «Айдар Дубов» is he.
    Args: bearers: the full names, each after the stem of its surname.
    """
    if name.kind != "person":
        return name
    *initials, last = name.nominative.split(" ")
    if not all(word.endswith(".") for word in initials):
        return name
    stem = stem_name(last.lower())
    full = {
        (one.surname, one.gender)
        for known, one in bearers
        if known == stem
        and (not initials or (not one.nominative.split(" ")[0].endswith(".") and one.nominative[0] == initials[0][0]))
    }
    if len(full) != 1:
        return name
    surname, gender = full.pop()
    if gender == "Fem" and last[-1:] not in "аеиоуыэюя" and name.case == "Nom":
        return name
    return structs.replace(name, nominative=" ".join((*initials, surname)), surname=surname, gender=gender)


def join_patronymics(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """«Сатпаевым | Ерланом Маратулы» as one name: a surname right before a given name with a patronymic."""
    joined: list[TaggedName] = []
    for kind, first, last in sorted(spans, key=lambda span: span[1]):
        before = joined[-1] if joined else None
        closed = last - first > 1 and tokens[last - 1].norm.endswith(PATRONYMICS)
        pair = kind == "person" and before is not None and before[0] == "person"
        if pair and before and ((before[2] == first and closed) or is_particle(tokens, before[2], first)):
            joined[-1] = (kind, before[1], last)
        else:
            joined.append((kind, first, last))
    return joined


def split_tails(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """«с Моше Сото | Дубов беседовал»: the surname of somebody named in full elsewhere, glued to another's name."""
    surnames = {
        tokens[last - 1].norm for kind, first, last in spans if kind == "person" and last - first == PATRONYMIC_AT
    }
    found: list[TaggedName] = []
    for kind, first, last in spans:
        glued = kind == "person" and last - first > PATRONYMIC_AT and tokens[last - 1].case == "Nom"
        stem = stem_name(tokens[last - 1].norm) if glued else ""
        known = (
            glued and tokens[last - 2].case in ("Gen", "Dat", "Ins") and any(stem_name(one) == stem for one in surnames)
        )
        if known:
            found += [(kind, first, last - 1), (kind, last - 1, last)]
        else:
            found.append((kind, first, last))
    return found


def is_particle(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Жозе Эдуарду | душ | Сантушем»: a particle in small letters, alone between two names."""
    return last - first == 1 and tokens[first].text.islower() and fixed_parts().get(tokens[first].norm) == "particle"


def listed_case(tokens: Sequence[Token], names: Sequence[Name], first: int) -> str:
    """The case of the person before in a list («с А. Б., В. Г. и Д. Е.»), "" if a name stands in none."""
    previous = next((name for name in reversed(names) if name.kind == "person"), None)
    gap = [token.norm for token in tokens[previous.last : first]] if previous else []
    if previous is None or not gap or len(gap) > LIST_GAP or not set(gap) <= {",", "и", "также", "а"}:
        return ""
    if previous.case != "Nom" or previous.nominative[-1:].lower() not in UNCHANGING:
        return previous.case
    before = tokens[previous.first - 1].norm if previous.first else ""
    told = "Acc" if is_object(tokens, previous.first) else TOGETHER.get(before)
    return told or previous.case  # «принял | Нгуен Тхи Хоа | и Фам Ван Тана»


UNCHANGING = frozenset("аеёиоуыэюя")


def drop_words(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """Spans without single verbs and nouns that a capital at a sentence's start makes look like a name, and letters."""
    return [
        span
        for span in spans
        if not is_realm(tokens, span) and (span[2] - span[1] > 1 or not is_no_name(tokens, *span))
    ]


def is_realm(tokens: Sequence[Token], span: TaggedName) -> bool:
    """«визит | Эмира Катара»: an office that is a name of people too, and its state."""
    kind, first, last = span
    heads = {tokens[first].norm, *tokens[first].lemmas} & office_words()
    return kind == "person" and last - first == PATRONYMIC_AT and bool(heads) and is_state(tokens[first + 1])


def is_no_name(tokens: Sequence[Token], kind: str, first: int, last: int) -> bool:
    """Whether one word is no name: a verb, a plural of people at the start («Топографы»), letters as a man («УзА»)."""
    token = tokens[first]
    if is_verb(token):
        return True
    if kind == "person" and token.text[-1:].isupper() and len(token.text) > 1:
        return True
    if kind == "person" and is_state(token):
        return True  # «Чили представлял Хуан Сото»
    if kind == "person" and is_pair(token):
        return True
    if kind == "person" and token.pos == "ADJ" and last < len(tokens) and tokens[last].norm in office_words():
        return True  # «Высокий | представитель ЕС»
    if kind == "person" and first and tokens[first - 1].norm in ("в", "во") and token.case == "Loc":
        return True  # «в Горках»: where, not who
    opens = first == 0 or tokens[first - 1].text in OPENS
    if kind == "person" and token.norm in office_words() and (opens or not is_known_name(token)):
        return True  # «Королева прибыла», «В тот же день Торага встретился»
    if kind == "person" and token.norm.startswith(STYLES):
        return True  # «Его Превосходительство»
    parses = load_forms().parse(token.text) if opens and kind != "organisation" else ()
    if kind == "person" and opens and token.pos == "ADJ" and is_plural_adjective(token):
        return True
    return bool(parses) and all(one.known and not one.name and one.animacy == "Anim" for one in parses)


STYLES = ("превосходительств", "высочеств", "величеств", "святейшеств", "сиятельств", "высокопревосходительств")


def is_known_name(token: Token) -> bool:
    """Whether the register or the dictionary knows a word in the names of people: «Король», «Князь»."""
    parses = load_forms().parse(token.text)
    return token.norm in load_name_words() or any(parse.known and parse.name for parse in parses)


def is_pair(token: Token) -> bool:
    """«Чили-Перу»: two states joined by a hyphen."""
    return "-" in token.norm and all(part in state_names() for part in token.norm.split("-"))


def is_plural_adjective(token: Token) -> bool:
    """«Пострадавшие», «Шпионско-религиозный»: an adjective that opens a sentence."""
    parses = load_forms().parse(token.text)
    plural = any(one.pos == "ADJ" and one.known and one.number == "Plur" for one in parses)
    return (plural and not any(one.name for one in parses)) or ("-" in token.text and token.norm.endswith(("ий", "ый")))


def is_verb(token: Token) -> bool:
    """Whether the network or the dictionary takes a word for a verb: «Приветствуя ...»."""
    return token.pos in ("VERB", "AUX") or any(lemma.endswith(("ть", "ться")) for lemma in token.lemmas)


def split_people(tokens: Sequence[Token], span: TaggedName) -> list[TaggedName]:
    """«РК Ж. Моро», «Каспию Сауле Ибраимовой»: a place that has swallowed the name of a person after it."""
    kind, first, last = span
    if kind == "person":
        while last - first > PATRONYMIC_AT and body_words() & set(tokens[first].lemmas) and not is_given(tokens[first]):
            first += 1  # «председатель Мажилиса | Айдар Сатпаев»
        while last - first > 1 and (opens_sentence(tokens, first) or COURTESY & set(tokens[first].lemmas)):
            first += 1  # «Сегодня | Айдар Сатпаев», «Господа | Дубов и Сатпаев»
        while last - first > 1 and office_words() & set(tokens[first].lemmas) and not is_given(tokens[first]):
            first += 1  # «Президент К. Сатпаев»
        if last - first > 1 and is_calling(tokens, first):
            first += 1
        if last - first > PATRONYMIC_AT and is_state(tokens[first]) and is_whose(tokens, first):
            return [("place", first, first + 1), (kind, first + 1, last)]  # «Кубы | Педро Диаса»
        if last - first > 1 and body_words() & set(tokens[last - 1].lemmas) and not is_given(tokens[last - 1]):
            return [("organisation", first, last)]  # «Хорватский Сабор»
        if last - first == PATRONYMIC_AT and is_where(tokens, first):
            return [("place", first, first + 1), (kind, first + 1, last)]  # «В Суве | Дубов проведёт переговоры»
        if last - first > 1 and is_letters(tokens[first]):
            return [("place", first, first + 1), (kind, first + 1, last)]  # «РК А. Б. Сатпаев»
        return split_pair(tokens, split_served(tokens, (kind, first, last)))
    if (
        kind == "place"
        and last - first == PATRONYMIC_AT
        and is_given(tokens[first])
        and (is_family_name(tokens[first + 1]) or is_listed_stranger(tokens, first))
    ):
        return [("person", first, last)]  # «Миланом Петровичем»
    if kind == "place" and is_roll_name(tokens, first, last):
        return [("person", first, last)]
    for at in range(first + 1, last):
        whole = last - at > 1
        swallowed = kind == "place" and whole and (is_given(tokens[at]) or is_after_state(tokens, first, at, last))
        if is_initial(tokens[at]) or swallowed:
            return [(kind, first, at), *([("person", at, last)] if whole else [])]  # type: ignore[list-item]
    return [span]


def is_roll_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«послы Ирландии – | Киран Молони»: two strange words with capitals after a state and a dash."""
    if last - first < PATRONYMIC_AT or first < PATRONYMIC_AT or tokens[first - 1].text not in DASHES:
        return False
    words = tokens[first:last]
    shown = all(token.kind == "word" and token.text[:1].isupper() and not is_state(token) for token in words)
    return shown and is_state(tokens[first - 2]) and not LANDS & {token.lemma for token in words}


DASHES = frozenset("–—-−")


def is_whose(tokens: Sequence[Token], first: int) -> bool:
    """«премьер | Фиджи», «Кубы | Педро»: a state right after a common noun, or before a word known in names."""
    before = tokens[first - 1] if first else None
    noun = before is not None and before.text.islower() and before.pos == "NOUN"
    abbreviation = before is not None and before.text.isupper() and before.kind == "word"  # «глава МИД | Фиджи»
    return noun or abbreviation or tokens[first + 1].norm in load_name_words() or is_given(tokens[first + 1])


def is_where(tokens: Sequence[Token], first: int) -> bool:
    """«В Суве | ...»: a town that the register knows, in the locative after «в»; no given name."""
    token = tokens[first]
    if not first or tokens[first - 1].norm not in ("в", "во") or token.case not in ("Loc", "Dat", ""):
        return False
    towns = {token.norm, token.lemma, f"{token.norm[:-1]}а"} if token.norm.endswith("е") else {token.norm, token.lemma}
    return any(load_register().country_of_place(town.capitalize(), "ru") for town in towns)


def is_after_state(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """«Республики Шри-Ланка | Ниланту Дубову»: whether a state's full name ends before a token, and a name follows."""
    realm = any(token.lemma in REALMS for token in tokens[first : at - 1])
    names = all(token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "X") for token in tokens[at:last])
    return realm and names and is_state(tokens[at - 1])


REALMS = LANDS | {"княжество"}


def opens_sentence(tokens: Sequence[Token], first: int) -> bool:
    """Whether a capital only shows that a sentence starts: a word that the dictionary knows as no name."""
    token = tokens[first]
    if (first and tokens[first - 1].text not in OPENS) or token.kind != "word" or token.norm in load_name_words():
        return False
    parses = load_forms().parse(token.text)
    plain = bool(parses) and all(one.known and not one.name for one in parses)
    return plain and token.pos in (
        "ADV",
        "ADP",
        "CCONJ",
        "SCONJ",
        "PART",
        "PRON",
        "DET",
        "VERB",
        "PROPN",
        "NOUN",
        "ADJ",
    )


def is_family_name(token: Token) -> bool:
    """Whether a word can only be a surname or patronymic: «Петровичем»."""
    parses = load_forms().parse(token.text)
    return token.text[:1].isupper() and any(one.name in ("surname", "patronymic") for one in parses)


def is_listed_stranger(tokens: Sequence[Token], first: int) -> bool:
    """«Мариэла Чуке и | Сантьяго Вальехо»: after another name and «и» a given name with a word that nobody knows."""
    before = tokens[max(0, first - 2) : first]
    listed = len(before) == PATRONYMIC_AT and before[1].norm in ("и", ",") and before[0].text[:1].isupper()
    return listed and not any(one.known for one in load_forms().parse(tokens[first + 1].text))


@cache
def body_words() -> frozenset[str]:
    """Bodies of one word: no name of a person starts with them."""
    return frozenset(word.form for word in load_words("ru", "bodies") if " " not in word.form)


@cache
def office_words() -> frozenset[str]:
    """Heads of offices of one word: no name of a person starts with them."""
    return frozenset(word.form for word in load_words("ru", "offices") if " " not in word.form and word.strong)


def split_served(tokens: Sequence[Token], span: TaggedName) -> list[TaggedName]:
    """«помощник Сатпаева | Ерлан Дубов»: two people side by side, the first in another case."""
    kind, first, last = span
    other = last - first > PATRONYMIC_AT and tokens[first].case and tokens[first + 1].case
    if other and tokens[first].case == "Gen" and tokens[first + 1].case == "Nom" and is_given(tokens[first + 1]):
        return [span] if is_given(tokens[first]) else [(kind, first, first + 1), (kind, first + 1, last)]
    return [span]


def is_calling(tokens: Sequence[Token], first: int) -> bool:
    """«Поп-певица | Шер»: a common noun for a person, with a capital since it starts a sentence."""
    opens = first == 0 or tokens[first - 1].text in OPENS or "-" in tokens[first].text
    if not opens or is_given(tokens[first]):
        return False
    parses = load_forms().parse(tokens[first].text)
    return bool(parses) and all(one.known and not one.name and one.animacy == "Anim" for one in parses)


@cache
def state_names() -> frozenset[str]:
    """The names of states of one word, folded."""
    sides = load_register().side_names("ru")
    return frozenset(one.form.lower().replace("ё", "е") for one in sides if one.kind == "name" and " " not in one.form)


def is_state(token: Token) -> bool:
    """Whether a word names a state and no person that the register knows."""
    return bool(state_names() & {token.norm, *token.lemmas}) and token.norm not in load_name_words()


def is_letters(token: Token) -> bool:
    """«РК», «РУз», «США»: letters of a state or body before a name."""
    return len(token.text) > 1 and token.text[:2].isupper() and len(token.text) < MAX_LETTERS and token.text.isalpha()


def split_pair(tokens: Sequence[Token], spans: list[TaggedName]) -> list[TaggedName]:
    """«Хуан Сото | Луис Рамос»: two names that nothing parts, each a given name and a surname; «Дубов | Смиту»."""
    if len(spans) == 1 and is_meeting_of_two(tokens, spans[0]):
        kind, first, last = spans[0]
        return [(kind, first, first + 1), (kind, first + 1, last)]
    if len(spans) > 1 or spans[0][2] - spans[0][1] != PAIR_WORDS:
        return spans
    kind, first, last = spans[0]
    given = [is_given(tokens[at]) for at in range(first, last)]
    parted = given == [True, False] * 2 and not is_particle(tokens, first + 1, first + 2)
    return [(kind, first, first + 2), (kind, first + 2, last)] if parted else spans


def is_meeting_of_two(tokens: Sequence[Token], span: TaggedName) -> bool:
    """«Чавес | Обаме: ...»: two surnames that the register knows, the first in the nominative, the second not."""
    _kind, first, last = span
    if last - first != PATRONYMIC_AT or is_given(tokens[first]):
        return False
    left, right = tokens[first], tokens[first + 1]
    known = load_surnames()
    apart = left.norm in known and right.norm not in known and bool(known & set(right.lemmas))
    return apart and left.case == "Nom" and right.case in ("Dat", "Ins", "Gen")


def is_given(token: Token) -> bool:
    """Whether the dictionary or our list knows a word as a given name."""
    if not token.text[:1].isupper():
        return False
    return token.norm in listed_names() or any(
        parse.known and parse.name == "given" for parse in load_forms().parse(token.text)
    )


def drop_initials(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """Spans without those of initials alone («М.» taken for a body before «Тулегенов», «Е.П. | Министр»)."""
    return [
        span
        for span in spans
        if not all(
            is_initial(token)
            or token.kind == "sign"
            or len(token.text) < 2
            or (at > span[1] and is_initial(tokens[at - 1]) and is_office(token))
            for at, token in enumerate(tokens[span[1] : span[2]], span[1])
        )
    ]


def is_office(token: Token) -> bool:
    """«Министр», «Посол»: the head of an office and no name."""
    return bool(office_words() & set(token.lemmas)) and token.norm not in load_name_words() and not is_given(token)


def take_initials(tokens: Sequence[Token], span: TaggedName) -> TaggedName:
    """A person's span with the initials right before it, and without Latin brackets («Джон Смит (John Smith)»)."""
    kind, first, last = span
    if kind != "person":
        return span
    while first > 0 and (is_initial(tokens[first - 1]) or is_hyphened(tokens, first - 1) or is_von(tokens, first - 1)):
        first -= 1
    while last - first > 1 and tokens[last - 1].text in (")", "|", ","):
        last -= 1
    if (
        last - first == 1
        and last < len(tokens)
        and tokens[last].text in ("И", "И.")
        and fold_family(tokens[first].text)
    ):
        last += 1  # «Ваном | И»
    if last < len(tokens) and fixed_parts().get(tokens[last].norm) == "ending" and tokens[last].text.islower():
        last += 1  # «Тахиром Мамедом | оглы»
    bracket = next((at for at in range(first + 1, last) if tokens[at].text == "("), None)
    return kind, first, last if bracket is None else bracket


def widen_people(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """«с министром обороны | Зиядом | Абу Даром»: names with the word before them that only a name can be."""
    lone = {first for kind, first, last in spans if kind == "place" and last - first == 1 and is_given(tokens[first])}
    taken = {at for _kind, first, last in spans for at in range(first, last)} - lone
    starts = {first for kind, first, _last in spans if kind == "person"}
    spans = [span for span in spans if span[1] not in lone or span[2] not in starts]  # «Зиядом | Абу Даром»
    widened: list[TaggedName] = []
    for kind, first, last in spans:
        strange = kind == "person" and first > 1 and first - 1 not in taken and is_stray(tokens, first - 1)
        widened.append((kind, first - 1 if strange else first, last))
    return widened


def is_stray(tokens: Sequence[Token], at: int) -> bool:
    """A word with a capital after a common noun: no state, office, body, abbreviation or word of the dictionary."""
    token, before = tokens[at], tokens[at - 1]
    if before.pos != "NOUN" or not before.text.islower() or is_state(token) or token.norm in body_words():
        return False
    return not {token.norm, *token.lemmas} & office_words() and is_only_name(token)


def is_only_name(token: Token) -> bool:
    """A word with a capital that the dictionary knows as nothing else than a name, and that calls no body."""
    shown = token.kind == "word" and token.text[:1].isupper() and token.text[1:].islower()
    if not shown or token.pos not in ("PROPN", "NOUN", "X") or body_words() & set(token.lemmas):
        return False
    return not any(parse.known and not parse.name for parse in load_forms().parse(token.text))


def is_von(tokens: Sequence[Token], at: int) -> bool:
    """«накануне | ван Остерман принял»: a particle before a surname, one that is no other word of Russian."""
    return tokens[at].norm in PARTICLES and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()


PARTICLES = frozenset(
    {"ван", "фон", "дер", "ден", "де", "ди", "дель", "делла", "бин", "бен", "ибн", "ульд", "аль", "эль"}
)


def is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    """The hyphen of «К.-Ж.»."""
    joint = 0 < at < len(tokens) - 1 and tokens[at].text == "-" and not tokens[at].space
    return joint and is_initial(tokens[at - 1]) and is_initial(tokens[at + 1])


def find_initials(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """People that the network missed: «К. Иванова», one or two initials and a capitalised word."""
    taken = {index for _kind, first, last in spans for index in range(first, last)}
    found: list[TaggedName] = []
    for index in [at for at, token in enumerate(tokens[:-1], 1) if token.text[-1] == "." and is_initial(token)]:
        word = tokens[index]
        if index in taken or not word.text[:1].isupper() or len(word.text) < 3:
            continue
        if is_office(word):
            continue  # «Е.П. Министр»
        found.append(take_initials(tokens, ("person", index, index + 1)))
    return found


def find_repeats(tokens: Sequence[Token], spans: Sequence[TaggedName]) -> list[TaggedName]:
    """Spans with the lone surnames that the network missed, or took for a place: those of people named in full."""
    surnames = {
        stem_name(tokens[last - 1].norm)
        for kind, first, last in spans
        if kind == "person" and last - first > 1 and len(tokens[last - 1].norm) >= MIN_SURNAME
    }
    if not surnames:
        return list(spans)
    found: list[TaggedName] = [
        ("person", first, last)
        if kind != "person" and last - first == 1 and stem_name(tokens[first].norm) in surnames
        else (kind, first, last)
        for kind, first, last in spans
    ]
    taken = {index for _kind, first, last in spans for index in range(first, last)}
    for index, token in enumerate(tokens):
        known = token.text[:1].isupper() and index not in taken and token.kind == "word"
        if known and stem_name(token.norm) in surnames and not is_common(token):
            found.append(("person", index, index + 1))
    return found


def stem_name(word: str) -> str:
    """A surname without its case ending: «сатпаевым» and «сатпаева» are one."""
    if len(word) <= MIN_SURNAME:
        return word
    size = next((3 - at for at, ends in enumerate(ENDINGS) if word[at - 3 :] in ends), 0)
    return word[: len(word) - size]


def is_common(token: Token) -> bool:
    """Whether the dictionary knows a word as something else than a name: «Министр», «Новая»."""
    parses = [parse for parse in load_forms().parse(token.text) if parse.known]
    return bool(parses) and not any(parse.name for parse in parses)


def is_initial(token: Token) -> bool:
    """«К.», «Дж.»: a capital, at most one small letter, and a full stop."""
    text = token.text
    return 2 <= len(text) <= 3 and text.endswith(".") and text[0].isupper() and text[:-1].isalpha()


def find_surname(words: Sequence[str]) -> str:
    """The part of a name that stands alone later: the last, or the first of «Сатпаев Ерлан Маратулы»."""
    words = [word for word in words if not word.endswith(".")] or words
    closed = len(words) > PATRONYMIC_AT and words[-1].lower().endswith(PATRONYMICS) and len(words[0]) > PATRONYMIC_AT
    return words[0] if closed else words[-1]


def spell_name(tokens: Sequence[Token], first: int, last: int) -> tuple[list[str], int, int]:
    """The words of a person's name, initials after the surname moved before it («Сатпаев Е.К.»), and its tokens."""
    words = [token.text for token in tokens[first:last]]
    if words[1:2] in (["И"], ["И."]) and set(words[2:]) <= {"."} and fold_family(words[0]):
        return [words[0], "И"], first, first + 2  # «Ваном И.», no initial
    if last - first > 1 and is_capital(words[-1]) and last < len(tokens) and tokens[last].text == ".":
        words, last = [*words[:-1], f"{words[-1]}."], last + 1
    elif words[-1] == "." and len(words) > PATRONYMIC_AT and is_capital(words[-2]):
        words = [*words[:-2], f"{words[-2]}."]
    surname = next((at for at, word in enumerate(words) if not is_short(word)), 0)
    if surname or not all(is_short(word) for word in words[1:]) or len(words) == 1:
        return words, first, last
    return [*words[1:], words[0]], first, last


def fold_family(word: str) -> bool:
    """«Ваном», «Чжану»: a Chinese family name in any case before «И»."""
    return re.sub("(а|у|ом|е|ем|ю|я)$", "", word.lower()) in CHINESE_FAMILIES


def is_object(tokens: Sequence[Token], first: int) -> bool:
    """«президент принял | А. Б.»: after a verb that has its subject before it, somebody in the nominative."""
    if not first or not is_transitive(tokens[first - 1]):
        return False
    for at in range(first - 2, max(-1, first - SUBJECT_TOKENS), -1):
        token = tokens[at]
        if token.kind == "sign" or token.pos in ("VERB", "SCONJ"):
            return False
        if token.case == "Nom" and token.pos in ("NOUN", "PROPN") and token.animacy == "Anim":
            return True
    return False


def has_vote(word: Token) -> bool:
    """Whether the network gives a word a case that its ending allows: «Атабаевой» is no nominative."""
    return word.case != "Nom" or not word.norm.endswith(OBLIQUE_ENDS)


OBLIQUE_ENDS = ("овой", "евой", "иной", "овым", "евым", "иным", "ского", "скому", "ским")


def is_lady(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«А. Дубова отметила», «встретилась А. Дубова», «Линдсей отметила»: the subject of a verb in the feminine."""
    if tokens[last - 1].norm[-1:] not in "ая" and (tokens[last - 1].norm.endswith(BENT) or is_governed(tokens, first)):
        return False
    after = tokens[last] if last < len(tokens) else None
    before = tokens[first - 1] if first else None
    if after is not None and after.verb_form == "Fin" and after.norm.endswith(("ла", "лась")):
        return True
    return before is not None and before.verb_form == "Fin" and before.norm.endswith("лась")


def called(word: str) -> str:
    """The gender that «г-жа», «госпожой», «г-н» right before a name tell, "" for other words."""
    if word.startswith(
        ("г-ж", "госпож", "мисс", "миссис", "мадам", "принцесс", "королев", "баронесс", "синьор", "леди")
    ):
        return "Fem"
    return (
        "Masc"
        if word.startswith(("г-н", "господин", "мистер", "лорд", "сэр", "герр", "месье", "принц", "шейх"))
        else ""
    )


def is_governed(tokens: Sequence[Token], first: int) -> bool:
    """«с | Линдсей», «встреча | Линдсей»: a name after a preposition, or a noun that may rule it."""
    before = tokens[first - 1] if first else None
    return before is not None and (
        before.pos == "ADP" or (before.pos in ("NOUN", "PROPN") and before.animacy != "Anim")
    )


BENT = ("ов", "ев", "ин", "ын", "ий", "ый", "ого", "его", "ому", "ему", "ом", "ем", "ым", "им", "у", "ю", "е", "ы")


def is_transitive(token: Token) -> bool:
    """A verb in a personal form that is neither reflexive nor passive."""
    return token.pos == "VERB" and token.verb_form == "Fin" and not token.norm.endswith(("ся", "сь"))


def is_capital(word: str) -> bool:
    """A single capital letter."""
    return len(word) == 1 and word.isupper()


def is_short(word: str) -> bool:
    """An initial with its full stop."""
    return len(word) <= MAX_INITIAL and word.endswith(".") and word[:1].isupper()


def make_name(
    tokens: Sequence[Token],
    kind: str,
    first: int,
    last: int,
    support: Mapping[str, float],
    language: str,
    listed: str = "",
) -> Name:
    """One name in the nominative; `listed` is the case of the name before it in a list."""
    words = tokens[first:last]
    if kind == "person":
        spelled, first, last = spell_name(tokens, first, last)
        before = tokens[first - 1].norm if first else ""
        votes = [word.case for word in words if has_vote(word)]
        cases = {case: CASE_WEIGHT * votes.count(case) / len(words) for case in CASES}
        cases["Acc"] = max(cases.get("Acc", 0.0), AS_ACCUSATIVE * cases.get("Gen", 0.0))  # «вызвал Карлоса | Мендосу»
        if before in TOGETHER:
            cases[TOGETHER[before]] = cases.get(TOGETHER[before], 0.0) + CASE_WEIGHT
        if is_object(tokens, first):
            cases["Acc"] = cases.get("Acc", 0.0) + CASE_WEIGHT
        if listed:
            cases[listed] = cases.get(listed, 0.0) + (LIST_WEIGHT if listed == "Nom" else OBLIQUE_LIST_WEIGHT)
        address = called(before)
        genders = {
            gender: sum(word.gender == gender for word in words) / len(words) + LADY_WEIGHT * (gender == address)
            for gender in ("Masc", "Fem")
        }
        if is_lady(tokens, first, last):
            cases["Nom"], genders["Fem"] = cases.get("Nom", 0.0) + LADY_WEIGHT, genders["Fem"] + LADY_WEIGHT
        reading = choose_reading(spelled, cases, genders, support)
        return Name(
            tokens[first].start,
            tokens[last - 1].stop,
            first,
            last,
            "network",
            "person",
            " ".join(reading.words).replace(" - ", "-"),
            find_surname(reading.words),
            reading.case,
            reading.gender,
        )
    nominative = nominative_phrase(words)
    case = next((word.case for word in words if word.case), "")
    side = load_register().country_of_place(nominative, language)
    return Name(words[0].start, words[-1].stop, first, last, "network", kind, nominative, "", case, "", side)  # type: ignore[arg-type]
