"""Generates docs/reading.md from the values of model.py and docs/themes.md from the lists of themes.

    python scripts/build_pages.py

A field or theme without its line below makes it fail: a new field is documented when it is made.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec
from msgspec import inspect

from dragoman import model
from dragoman.reading.languages.lexicon import load_words

DOCS = Path(__file__).parents[1] / "docs"
PARTS: tuple[type[msgspec.Struct], ...] = (
    model.Reading, model.Document, model.Published, model.Person, model.Office, model.Encounter, model.Place,
    model.Participant, model.Topic, model.Commitment, model.Statement, model.Figure, model.Passage, model.Gap,
    model.Span,
)  # fmt: skip
SPAN = {"start": "first code point of `document.text` that belongs to it", "stop": "the code point after its last one"}
RULE = {"rule": "the rule or model that found it (`dragoman explain` says more)"}
PERSON_OFFICE = {"person": "full name, nominative", "office": "as the text states it, nominative"}
SIDE = "ISO 3166-1 alpha-2 code or an organisation's acronym"
FIELDS: dict[str, dict[str, str]] = {
    "Reading": {
        "document": "the report itself",
        "people": "everybody named",
        "offices": "who holds what",
        "encounters": "who met, called or visited whom",
        "commitments": "what was agreed or promised",
        "statements": "who said what",
        "figures": "numbers with unit and subject",
        "passages": "what each part of the text is for; they cover all its words in order",
        "gaps": "what was seen and not understood",
        "schema": "always `dragoman.reading/1`",
    },
    "Document": {
        "id": "hash of outlet, address, day and text: the same content gives the same id",
        "source": "id, address or path as given",
        "language": "of the text; null where it is none of ours",
        "title": "the headline",
        "published": "the day of the report",
        "text": "the text that every offset counts in, cleaned once",
        "outlet": "who published it",
        "url": "where",
    },
    "Published": {
        "date": "EDTF",
        "basis": "`given` with the report, `metadata` of its page, its `dateline`, or `inferred` from an address in it",
    },
    "Person": {
        "id": "inside this reading",
        "name": "the fullest nominative form that the text gives",
        "mentions": "every place where the person is named",
        "known": "id in the register of people, where linked",
    },
    "Office": {**PERSON_OFFICE, "side": SIDE, **SPAN, **RULE},
    "Encounter": {
        "id": "inside this reading",
        "kind": "summit > ministerial > consultation > call > visit and meeting; signing, letter and other stand apart",
        "mode": "the medium",
        "status": "`happened` counts what has begun; hopes are `planned`",
        "date": "EDTF, only what text and day of the report support",
        "place": "where; the city of the dateline is not taken for it",
        "format": "canonical name of the dialogue format: C5+1, OTS, SCO, EU-CA; of a commission, a group or political "
        "consultations the name that the text gives",
        "ordinal": "10 for the tenth meeting of the format",
        "participants": "who took part by the text, nobody added from knowledge of the format",
        "topics": "the exact words of what was discussed",
        "evidence": "where the text tells of it; never empty",
        "background": "told as an earlier event, not as the news",
        "part_of": "id of the visit or summit that it was part of",
        "date_basis": "`stated` in the text, `relative` («вчера»), or the day of the `report`",
        "date_span": "the words of the date",
        "place_span": "the words of the place",
        "rule": RULE["rule"],
        "confidence": "0..1",
    },
    "Place": {"name": "nominative, in the language of the text", "country": "ISO 3166-1 alpha-2, where known"},
    "Participant": {
        **PERSON_OFFICE,
        "person": "full name, nominative; null for an office or side without a name",
        "side": SIDE,
        "role": "host, mediator, sender, addressee, where the text says so",
        "start": "where the text says so",
        "stop": "the code point after",
        "known": "id in the register of people, where linked",
    },
    "Topic": {**SPAN, "theme": "its theme in the stable scheme ([themes.md](themes.md))"},
    "Commitment": {
        "sides": "who is bound",
        **SPAN,
        "due": "EDTF, by when",
        "strength": "`firm`: agreed, signed, adopted, will do; `soft`: affirmed intent",
        "encounter": "id of the encounter that it was made in",
        "document": "title of the document signed",
        **RULE,
    },
    "Statement": {
        "speaker": "full name, or the office or body that speaks",
        "side": SIDE,
        "form": "`direct` in quotation marks or after a dash, `indirect` reported, `interview` an answer",
        **SPAN,
        "person": "id in `people`, where the speaker is one of them",
        **RULE,
    },
    "Figure": {
        "value": "6200000 for 6.2 million",
        "unit": "ISO 4217 for money, percent, years, people, ordinal, or the counted noun",
        "comparator": "more than, less than, about",
        **SPAN,
        "about": "what it is about",
        **RULE,
    },
    "Passage": {
        "kind": "what the part is for",
        **SPAN,
        **RULE,
        "speaker": "of an answer: the person interviewed; null where unknown and for questions, which the outlet asks",
    },
    "Gap": {"kind": "what is missing", **SPAN, "note": "in words"},
    "Span": SPAN,
}  # fmt: skip
THEMES = {
    "afghanistan": "Afghanistan: its people, its neighbours' concern",
    "agriculture": "farming, food, seed and harvest",
    "aid": "humanitarian and development aid",
    "borders": "delimitation, crossings, checkpoints",
    "climate": "climate and environment",
    "conflict": "wars, ceasefires, settlement of conflicts",
    "culture": "culture, language, heritage, sport",
    "defence": "armed forces, arms, military cooperation",
    "diplomacy": "relations as such: dialogue, missions, consular matters",
    "economy": "the economy and business at large",
    "education": "schools, universities, grants",
    "elections": "elections and observers",
    "energy": "oil, gas, power",
    "finance": "banks, loans, payments",
    "health": "health, epidemics, medicine",
    "human_rights": "human rights and freedoms",
    "integration": "unions, membership, common markets",
    "investment": "investment and investors",
    "law": "courts, treaties as law, crime",
    "migration": "visas, labour migration, refugees",
    "nuclear": "nuclear energy, weapons, non-proliferation",
    "regional": "regional cooperation as such",
    "science": "research and space",
    "security": "security, apart from defence and terrorism",
    "technology": "digital matters, industry, innovation",
    "terrorism": "terrorism and extremism",
    "tourism": "tourism",
    "trade": "trade, exports, customs",
    "transport": "transport, transit, corridors",
    "water": "rivers, water, irrigation",
}


def name_type(kind: inspect.Type) -> str:
    """A type in words of JSON."""
    match kind:
        case inspect.UnionType(types=types):
            return " or ".join(name_type(one) for one in types)
        case inspect.LiteralType(values=values):
            return ", ".join(f"`{value}`" for value in values)
        case inspect.StructType(cls=cls):
            return f"[{cls.__name__}](#{cls.__name__.lower()})"
        case inspect.VarTupleType(item_type=item):
            return f"list of {name_type(item)}"
        case inspect.NoneType():
            return "null"
    return {"StrType": "text", "IntType": "integer", "FloatType": "number", "BoolType": "true or false"}[
        type(kind).__name__
    ]


def build_part(part: type[msgspec.Struct]) -> list[str]:
    """The section of one value.  Raises: KeyError: a field is not described."""
    info = inspect.type_info(part)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{part} is no struct")
    words = FIELDS[part.__name__]
    lines = [f"## {part.__name__}", "", (part.__doc__ or "").split("\n\n")[0].strip(), ""]
    lines += ["| field | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{f.name}` | {name_type(f.type)} | {words[f.name]} |" for f in info.fields]
    return [*lines, ""]


def build_reading() -> str:
    """The page on the form of a reading."""
    head = """# A reading, field by field

<!-- generated by scripts/build_pages.py from src/dragoman/model.py: change it there -->

What `dragoman read` prints, one line a document, and `dragoman.read(text)` returns. Offsets are code points of
`document.text`; `text[start:stop]` is the words, always. Dates are EDTF (ISO 8601-2): `2021-04-23`, `2021-04`, `2021`,
`XXXX-04-23` where the year is not known, `2023-02-28/2023-03-01` for a range. Sides are ISO 3166-1 alpha-2 codes or an
organisation's usual acronym (EU, UN, OSCE, CSTO, SCO, OTS, CIS, EAEU). Fields may be added; these keep their meaning.
"""
    return "\n".join([head, *(line for part in PARTS for line in build_part(part))]).rstrip() + "\n"


def build_themes() -> str:
    """The page on themes.  Raises: KeyError: a theme of the lists is not described."""
    words = defaultdict(list)
    for word in load_words("ru", "themes"):
        words[word.lemma].append(word.form)
    head = """# Themes

<!-- generated by scripts/build_pages.py from src/dragoman/reading/languages/ru/themes.tsv: change them there -->

A topic is the exact words of a report; its theme puts it in one of a few drawers, for filters and charts. The scheme
is small and stays: a theme may be added, none is renamed. A topic without a word of these lists has no theme.

| theme | what is in it | words that tell (Russian) |
| --- | --- | --- |"""
    rows = [f"| `{theme}` | {THEMES[theme]} | {', '.join(sorted(words[theme]))} |" for theme in sorted(words)]
    return "\n".join([head, *rows]) + "\n"


if __name__ == "__main__":
    (DOCS / "reading.md").write_text(build_reading(), encoding="utf-8")
    (DOCS / "themes.md").write_text(build_themes(), encoding="utf-8")
