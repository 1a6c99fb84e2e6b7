"""The gate, the language of a text, texts that are not read, and batches."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.errors import LanguageError
from dragoman.intake.files import Failure
from dragoman.model import Document, Language, Reading
from dragoman.reading.batch import read_reports
from dragoman.reading.languages.detect import detect_language
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.parts import MAX_PART, cut_text
from dragoman.reading.reader import read_document, read_text
from dragoman.reading.text.gate import has_trigger

GOLD = Path(__file__).parents[3] / "shared" / "gold"
KAZAKH = "Сыртқы істер министрі Римге барып, Италия елшісімен кездесті. Тараптар сауда мәселелерін талқылады."
ENGLISH = "The minister met the ambassador of Italy in Rome on Monday, and they discussed trade."
RUSSIAN = "Министр иностранных дел Казахстана Ерлан Сабитов встретился с послом Италии Марио Кастелли."
QUIET = "Завтра ожидается дождь. Команда выиграла матч."


def make(text: str, language: Language | None = "ru") -> Document:
    """A document of a text."""
    return Document(id="d", source="report.txt", language=language, title=None, published=None, text=text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (KAZAKH, "kk"),
        (ENGLISH, "en"),
        ("Саммит", "ru"),
        ("Summit", "en"),
        ("Министр встретился с Қасым Омаровым в городе Өскемен и обсудил сотрудничество двух стран.", "ru"),
        ("Посол поговорил о проекте «Joint Water Initiative» с министром.", "ru"),
    ],
)
def test_language_is_told_by_letters_and_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Міністр закордонних справ провів переговори з колегою про торгівлю та енергетику.", "Ukrainian"),
        ("Вазири корҳои хориҷӣ бо сафири Италия мулоқот кард ва ҳамкориро муҳокима намуд.", "Tajik"),
        ("Тышкы иштер министри элчи менен жолугушту, кызматташтык жөнүндө сүйлөшүү болду. " * 2, "Kyrgyz"),
        ("Der Minister traf sich in Berlin mit dem Botschafter, um über den Handel zu sprechen.", "English"),
        ("외교부 장관이 대사를 만났다", "neither Cyrillic nor Latin"),
        ("12345", "no letters"),
    ],
)
def test_other_languages_are_refused_with_a_reason(text: str, named: str) -> None:
    with pytest.raises(LanguageError, match=named) as caught:
        detect_language(text, "page.html")
    assert caught.value.where == "page.html"


@pytest.mark.parametrize(("text", "language"), [(KAZAKH, "kk"), (ENGLISH, "en")])
def test_language_that_is_not_read_is_kept_with_a_gap(text: str, language: str) -> None:
    reading = read_text(text)
    if reading.encounters:
        pytest.skip(f"{language} is read by now")
    assert reading.document.language == language
    assert reading.passages
    assert [(gap.kind, gap.start, gap.stop) for gap in reading.gaps] == [("language_not_read", 0, len(text))]


def test_gated_document_is_kept_with_a_gap() -> None:
    reading = read_document(make(QUIET), gate=True)
    assert [gap.kind for gap in reading.gaps] == ["no_trigger"]
    assert reading.passages
    assert read_document(make(RUSSIAN), gate=True) == read_document(make(RUSSIAN))


def test_every_word_of_contact_opens_the_gate() -> None:
    officials = "Министр и президент. "
    shut = [
        word.form
        for word in load_words("ru", "contacts")
        if not word.kind.startswith("light") and not has_trigger(officials + word.form)
    ]
    assert shut == []


@pytest.mark.parametrize("word", load_words("ru", "triggers"), ids=lambda word: word.form)
def test_trigger_stands_in_its_example(word: object) -> None:
    example = word.example.lower().replace("ё", "е")  # type: ignore[attr-defined]
    assert any(part.startswith(word.form) for part in (example, *example.split("«"))) or (  # type: ignore[attr-defined]
        f" {word.form}" in example  # type: ignore[attr-defined]
    )


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold is not here")
def test_gate_lets_every_report_with_an_encounter_through() -> None:
    items = [json.loads(line) for path in GOLD.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    told = [item for item in items if item["encounters"]]
    assert told
    assert [item["id"] for item in told if not has_trigger(item["text"], item["language"])] == []


def test_batch_goes_on_after_a_broken_document() -> None:
    documents = [make(RUSSIAN), make("Привет", "de"), make(QUIET)]  # type: ignore[arg-type]
    first, broken, last = read_reports(documents)
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert isinstance(broken, Failure)
    assert "de" in broken.error
    assert broken.source == broken.where == "report.txt"


def test_processes_give_the_same_readings_in_order() -> None:
    documents = [make(RUSSIAN), make(QUIET), make(KAZAKH, None)]
    assert list(read_reports(documents, jobs=2)) == list(read_reports(documents))


def test_long_text_is_read_in_parts_with_offsets_of_the_whole() -> None:
    text = (RUSSIAN + "\n\n" + QUIET * 40 + "\n\n") * 80
    assert len(text) > 2 * MAX_PART
    reading = read_text(text)
    cuts = list(cut_text(reading.document.text))
    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(reading.document.text)
    assert all(left[1] == right[0] for left, right in pairwise(cuts))
    (minister,) = [person for person in reading.people if person.name == "Ерлан Сабитов"]
    assert {text[span.start : span.stop] for span in minister.mentions} == {"Ерлан Сабитов"}
    assert len(minister.mentions) == 80
    ids = [encounter.id for encounter in reading.encounters]
    assert len(ids) == len(set(ids))
    assert max(encounter.evidence[0].start for encounter in reading.encounters) > MAX_PART


def test_states_that_sign_open_the_gate_without_an_official() -> None:
    assert has_trigger("Чили и Перу подписали соглашение о границе.")
    assert not has_trigger("Соседи подписали открытку бабушке.")
