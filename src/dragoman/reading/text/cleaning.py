"""Raw characters -> the text that every later offset counts in."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width signs, direction marks, byte order marks, variation selectors: unseen, they break words.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LONE = re.compile("[\ud800-\udfff]")  # halves of a pair: no text, and nothing can write them out
STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]+")  # «за́мок»: the mark of stress is no part of the word

UNCLEAN = re.compile(  # the signs of all of them: most texts have none
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\t\xa0\u00ad\u0300\u0301\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u2064\u2066-\u206f\u3000\ud800-\udfff\ufe00-\ufe0f\ufeff]"
)


def clean_text(raw: str) -> str:
    """Text in NFC with plain blanks and line breaks, without invisible signs; cleaning twice is cleaning once.

    Odd blanks become one blank each and line breaks become line feeds; runs of blanks and lines stay, for they tell
    paragraphs and numbers apart.
    """
    if UNCLEAN.search(raw) is None and unicodedata.is_normalized("NFC", raw):
        return raw
    text = INVISIBLE.sub("", LONE.sub("\ufffd", raw))
    text = BREAKS.sub("\n", text)
    text = BLANKS.sub(" ", CONTROLS.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", STRESS.sub("", text))
