"""Words that stand for states and bodies, from the register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import Phrases
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.values import Side, Token
from dragoman.register import SideName, load_register

SHORT_PARTS = {  # first parts that are no shortened adjective
    "англо": "GB",
    "австро": "AT",
    "афгано": "AF",
    "германо": "DE",
    "греко": "GR",
    "индо": "IN",
    "ирано": "IR",
    "ирако": "IQ",
    "итало": "IT",
    "испано": "ES",
    "кыргызско": "KG",
    "киргизо": "KG",
    "монголо": "MN",
    "тайско": "TH",
    "туркмено": "TM",
    "турко": "TR",
    "франко": "FR",
    "японо": "JP",
}


SMALL_SEATS = frozenset(  # parliaments and ministries of one state, often written small: «спикер кнессета»
    {"Кнессет", "Бундестаг", "Бундесрат", "Бундесвер", "Рийгикогу", "Риксдаг", "Стортинг", "Фолькетинг", "Альтинг"}
    | {"Госдума", "Госдеп", "Пентагон"}
)
NO_NAMES = frozenset({"DET", "PRON", "ADV", "VERB", "CCONJ", "SCONJ", "PART", "ADP"})


@cache
def side_phrases(language: str) -> Phrases[SideName]:
    """The forms of the register as phrases; all others of a phrase are passed over."""
    phrases: Phrases[SideName] = Phrases(load_forms().lemmatise)
    phrases.extend((name.form, name) for name in load_register().side_names(language))
    return phrases


@cache
def compound_parts(language: str) -> dict[str, str]:
    """«российско» -> RU: what adjectives of states become before a hyphen."""
    parts: dict[str, str] = {}
    for name in load_register().side_names(language):
        if name.kind == "adjective" and name.form.endswith(("ский", "цкий")):
            parts.setdefault(name.form[:-2] + "о", name.code)
    return parts | SHORT_PARTS


def find_compounds(tokens: Sequence[Token], language: str) -> list[Side]:
    """The sides of «российско-казахстанский», «японо-китайский», in order; nothing where a part is unknown."""
    found = []
    adjectives = side_phrases(language)
    for at in [at for at, token in enumerate(tokens) if "-" in token.norm]:
        token = tokens[at]
        if token.pos not in ("ADJ", "NOUN", "PROPN", ""):
            continue
        first, _hyphen, last = token.norm.rpartition("-")
        codes = [compound_parts(language).get(part) for part in first.split("-")]
        if None in codes:
            continue
        lemmas = load_forms().lemmatise(last)
        tail = next(adjectives.find([replace(token, norm=last, lemmas=lemmas)]), None)
        if tail is not None and tail.value.kind == "adjective":
            for code in dict.fromkeys((*codes, tail.value.code)):
                found.append(
                    Side(
                        token.start,
                        token.stop,
                        at,
                        at + 1,
                        "compound",
                        code=code or "",
                        form="adjective",
                        nominative=token.norm,
                        case=token.case,
                    )
                )
    return found


def find_sides(tokens: Sequence[Token], language: str = "ru") -> tuple[Side, ...]:
    """The sides that tokens name, in order; abbreviations and names must be written with a capital."""
    found: list[Side] = []
    weak: list[Side] = []
    for match in side_phrases(language).find(tokens):
        words = tokens[match.first : match.last]
        name = match.value
        if name.kind not in ("adjective", "group") and not words[0].text[:1].isupper() and name.form not in SMALL_SEATS:
            continue
        if name.form.isupper() and " " not in name.form and not words[0].norm.startswith(name.form.lower()):
            continue  # «ара», no «АРА»
        if name.form.isupper() and not words[0].text[: len(name.form)].isupper():
            continue
        if name.kind == "name" and len(words) == 1 and words[0].pos in NO_NAMES:
            continue  # «Того же мнения», no Togo
        first, case = titled_start(tokens, match.first, match.last, name)
        side = Side(
            tokens[first].start,
            words[-1].stop,
            first,
            match.last,
            "register",
            code=name.code,
            form=name.kind,  # type: ignore[arg-type]
            nominative=name.form,
            case=case,
        )
        (found if name.strong else weak).append(side)
    found = [state_of_adjective(tokens, side) for side in found]
    told = {side.code for side in found}
    found += [side for side in weak if side.code in told]  # «МИД РТ» where Tajikistan is named
    found += find_compounds(tokens, language)
    return tuple(sorted([*found, *find_region(tokens, found)], key=lambda side: side.first))


def titled_start(tokens: Sequence[Token], first: int, last: int, name: SideName) -> tuple[int, str]:
    """«Королевства | Бельгия», «Народной Республики | Бангладеш»: the first token of a state's full name, its case.

    The proper name stands in the nominative after the noun that says what kind of state it is.
    """
    case = next((word.case for word in reversed(tokens[first:last]) if word.case), "")
    before = tokens[first - 1] if first else None
    if name.kind != "name" or before is None or not before.text[:1].isupper() or before.lemma not in REALMS:
        return first, case
    start = first - 1
    while start and tokens[start - 1].pos == "ADJ" and tokens[start - 1].text[:1].isupper():
        start -= 1
    return start, before.case


def state_of_adjective(tokens: Sequence[Token], side: Side) -> Side:
    """«Финляндской | Республики», «Сирийской Арабской | Республики»: an adjective that is part of a state's name."""
    if side.form != "adjective" or not tokens[side.first].text[:1].isupper():
        return side
    last = side.last
    while last < len(tokens) and tokens[last].pos == "ADJ" and tokens[last].text[:1].isupper():
        last += 1
    noun = tokens[last] if last < len(tokens) else None
    if noun is None or not noun.text[:1].isupper() or noun.lemma not in REALMS or noun.number == "Plur":
        return side
    return replace(side, stop=noun.stop, last=last + 1, form="name", case=noun.case)


REALMS = frozenset({"республика", "королевство", "султанат", "государство", "княжество", "герцогство", "эмират"})
REALMS |= {"федерация", "конфедерация", "содружество", "царство"}


def find_region(tokens: Sequence[Token], found: Sequence[Side]) -> list[Side]:
    """«пять стран региона»: the five of Central Asia, where the text speaks of that region or of two of its states."""
    named = {side.code for side in found} & {"C5", *CENTRAL_ASIA}
    if "C5" not in named and len(named) < MIN_OF_REGION:
        return []
    regions = []
    for at, token in enumerate(tokens[:-1]):
        if token.lemma in ("страна", "государство", "республика") and tokens[at + 1].norm == "региона":
            last = tokens[at + 1]
            case, form = token.case, "страны региона"
            regions.append(
                Side(token.start, last.stop, at, at + 2, "region", code="C5", form="group", nominative=form, case=case)
            )
    return regions


CENTRAL_ASIA = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
MIN_OF_REGION = 2  # states of Central Asia that a text names before «страны региона» means them
