"""Names of states and international bodies: data/sides.tsv over the CLDR names that Babel carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

from dragoman.errors import LexiconError

COLUMNS = 5  # language, form, code, kind, strength


@dataclass(frozen=True, slots=True)
class SideName:
    """A form that stands for a side; `kind` is one of `reading.values.Side.form`."""

    form: str
    code: str
    kind: str
    strong: bool = True


class Register:
    """Names of sides by language."""

    def __init__(self, names: dict[str, tuple[SideName, ...]]) -> None:
        self._names = names
        self._places = {
            language: {
                name.form.lower(): name.code for name in items if name.kind in ("name", "capital", "city", "seat")
            }
            for language, items in names.items()
        }

    def side_names(self, language: str) -> Iterator[SideName]:
        """Every form of a language, the project's own before those of CLDR."""
        yield from self._names.get(language, ())

    def country_of_place(self, name: str, language: str = "ru") -> str | None:
        """The country (ISO 3166-1 alpha-2) of a state, capital or city; None if it is not in the register."""
        return self._places.get(language, {}).get(name.lower())


def read_own(language: str) -> Iterator[SideName]:
    """The lines of data/sides.tsv of one language.  Raises: LexiconError: a line has not five columns."""
    text = (files("dragoman.register") / "data" / "sides.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(("#", "language\t")):
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            raise LexiconError(f"{len(cells)} columns; give {COLUMNS}", f"register/data/sides.tsv:{number}")
        if cells[0] == language:
            yield SideName(cells[1], cells[2], cells[3], cells[4] == "strong")


def read_cldr(language: str) -> Iterator[SideName]:
    """Names of the territories of ISO 3166-1 as CLDR gives them."""
    for code, form in sorted(Locale.parse(language).territories.items()):
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"):
            yield SideName(form, code, "name")


@cache
def load_register() -> Register:
    """The register as shipped."""
    return Register({lang: (*read_own(lang), *read_cldr(lang)) for lang in ("ru", "kk", "en")})
