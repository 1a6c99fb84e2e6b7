"""The language of a report is told even where another language is quoted in it."""

import pytest

from dragoman.errors import LanguageError
from dragoman.reading.languages.detect import detect_language

RUSSIAN = (
    "Министр иностранных дел Казахстана принял в Астане посла. Посол передал заявление, оно приводится полностью. "
)
ENGLISH = "The parties agreed to continue their work on transport and trade, and will meet again in the autumn. " * 12


def test_russian_report_with_a_long_english_quotation_is_russian() -> None:
    """A report that opens in Russian is Russian, however long the English words are that it quotes."""
    assert detect_language(RUSSIAN * 2 + ENGLISH) == "ru"


def test_english_report_with_a_russian_name_is_english() -> None:
    """A Russian title of a paper inside an English report does not make it Russian."""
    assert detect_language(f"The minister signed the paper «{RUSSIAN}» in Astana. {ENGLISH}") == "en"


def test_short_bulgarian_is_told() -> None:
    """«ъ» between consonants tells Bulgarian in one sentence; a Russian hard sign does not."""
    with pytest.raises(LanguageError, match="Bulgarian"):
        detect_language("Министърът на външните работи се срещна със своя колега в София.")
    assert detect_language("Подъезд к съезду перекрыт до утра.") == "ru"
