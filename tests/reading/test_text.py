"""Cleaning, tokens, passages, sentences: nothing is lost, nothing crashes, each stretch is told for what it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Reading
from dragoman.reading.mark.network import load_types
from dragoman.reading.reader import read_text
from dragoman.reading.text.cleaning import clean_text
from dragoman.reading.text.furniture import furniture_rule
from dragoman.reading.text.passages import read_dateline, split_passages
from dragoman.reading.text.sentences import MAX_SENTENCE, split_sentences
from dragoman.reading.text.tokens import mend_word, split_tokens

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)  # lone surrogates and controls included
NEWS_TEXT = st.lists(
    st.sampled_from(
        [*'абвМА«»"„“.,:;!?-—–()[]/\\0123456789 \n\t²٣%№', "министр ", "встретился с ", "Иванов", "С5+1", "23 апреля "]
    ),
    max_size=60,
).map("".join)


def kinds_of(text: str) -> list[tuple[str, str]]:
    """Kind and words of each passage."""
    return [(passage.kind, text[passage.start : passage.stop]) for passage in split_passages(text, "ru")]


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(ANY_TEXT)
def test_clean_text_can_be_written(raw: str) -> None:
    clean_text(raw).encode("utf-8")


@given(ANY_TEXT | NEWS_TEXT)
def test_tokens_lose_no_character(raw: str) -> None:
    text = clean_text(raw)
    tokens = split_tokens(text)
    assert all(text[token.start : token.stop] == token.text for token in tokens)
    assert "".join(token.text for token in tokens).replace(" ", "") == "".join(text.split()).replace(" ", "")


@given(NEWS_TEXT)
def test_passages_cover_every_word_once(text: str) -> None:
    covered = [at for passage in split_passages(text, "ru") for at in range(passage.start, passage.stop)]
    assert len(covered) == len(set(covered))
    assert all(at in set(covered) for at, sign in enumerate(text) if sign.isalnum())


@given(NEWS_TEXT)
def test_sentences_lie_in_passages_in_order(text: str) -> None:
    passages, tokens = split_passages(text, "ru"), split_tokens(text)
    sentences = split_sentences(text, tokens, passages, "ru")
    assert [(one.first, one.last) for one in sentences] == sorted((one.first, one.last) for one in sentences)
    for one in sentences:
        passage = passages[one.passage]
        assert passage.start <= one.start < one.stop <= passage.stop


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT | NEWS_TEXT)
def test_no_text_crashes_the_reader(raw: str) -> None:
    reading = read_text(raw, language="ru")
    assert isinstance(reading, Reading)
    size = len(reading.document.text)
    found = [*reading.passages, *reading.gaps, *reading.figures, *reading.statements, *reading.commitments]
    assert all(0 <= one.start < one.stop <= size for one in found)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Астана\x00", "Астана"),
        ("\ud800Рим", "\ufffdРим"),
        ("\u200fРим\u202e", "Рим"),
        ("Ерлан\u00adов", "Ерланов"),
        ("и\u0306од", "йод"),
        ("Ри\u0301м", "Рим"),
        ("а\r\nб\u2028в", "а\nб\nв"),
        ("5\u00a0мая", "5 мая"),
    ],
)
def test_odd_signs_are_cleaned(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize(
    ("word", "mended"),
    [("Kазахстан", "Казахстан"), ("MИД", "МИД"), ("Рим", "Рим"), ("IT-сектор", "IT-сектор"), ("Zoomда", "Zoomда")],
)
def test_look_alike_letters_are_mended(word: str, mended: str) -> None:
    assert mend_word(word) == mended


@pytest.mark.parametrize("words", ["С5+1", "C5+1", "c5+1", "С-5+1", "C5 + 1"])
def test_format_has_one_norm_in_either_script(words: str) -> None:
    assert [token.norm for token in split_tokens(words)] == ["c5+1"]


def test_mended_word_has_the_vector_of_the_word() -> None:
    types = load_types("ru")
    latin, cyrillic = types.encode(["Kазахстан", "Казахстан"])
    assert types.rows[latin] == types.rows[cyrillic]


def test_sentence_without_end_is_cut() -> None:
    text = "слово " * (3 * MAX_SENTENCE)
    sentences = split_sentences(text, split_tokens(text), split_passages(text, "ru"), "ru")
    assert max(one.last - one.first for one in sentences) <= MAX_SENTENCE + 1


def test_parts_of_a_page_are_told_apart() -> None:
    text = (
        "Министры обсудили торговлю\n\nАСТАНА, 3 мая - ВЕСТНИК. Министр Ерлан Сабитов принял посла Италии.\n\n"
        "Напомним, посол прибыл в апреле.\n\nNone\n\nСейчас читают\n"
    )
    assert [kind for kind, _words in kinds_of(text)] == ["title", "dateline", "body", "background", "boilerplate"]
    dateline = read_dateline(text, split_passages(text, "ru"))
    assert dateline is not None
    assert (dateline.place, dateline.day) == ("АСТАНА", "XXXX-05-03")


def test_interview_has_questions_and_answers() -> None:
    text = (
        "- Когда состоится визит?\n- Визит намечен на май.\n- Кто войдёт в делегацию?\n"
        "- Это решит министр. Список ещё не готов.\n"
    )
    assert [kind for kind, _words in kinds_of(text)] == ["question", "answer", "question", "answer"]


def test_background_may_open_inside_a_paragraph() -> None:
    text = "Министр принял посла Италии. Напомним, в мае посол прибыл в Астану. Визит был первым.\n\nСтороны рады.\n"
    assert kinds_of(text) == [
        ("body", "Министр принял посла Италии."),
        ("background", "Напомним, в мае посол прибыл в Астану. Визит был первым."),
        ("body", "Стороны рады."),
    ]


def test_words_of_background_inside_a_sentence_open_nothing() -> None:
    assert [kind for kind, _words in kinds_of("Министр сказал: напомним, в мае посол прибыл. Все ждут.")] == ["body"]


def test_dateline_on_a_line_of_its_own_tells_place_agency_and_day() -> None:
    text = "АСТАНА, 3 мая — ВЕСТНИК.\nМинистр принял посла Италии.\n"
    dateline = read_dateline(text, split_passages(text, "ru"))
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.day) == ("АСТАНА", "ВЕСТНИК", "XXXX-05-03")


def test_labelled_question_on_the_first_line_is_no_title() -> None:
    text = "Вопрос: Когда состоится визит?\nОтвет: В мае. Мы готовимся.\n"
    assert [kind for kind, _words in kinds_of(text)] == ["question", "answer"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("За зиму купили 3 млрд кВт·ч. Х. Сото сообщил, что агрегат введут осенью.", 2),
        ("Помощь составила 2 млн. Деньги пойдут на школы.", 2),
        ("Помощь составила 2 млн. евро и риалов.", 1),
    ],
)
def test_an_amount_may_end_a_sentence(text: str, count: int) -> None:
    """After «млн.» a word with a capital starts a sentence, a name of money goes on."""
    tokens = split_tokens(text)
    assert len(split_sentences(text, tokens, split_passages(text, "ru"), "ru")) == count


def test_headlines_of_other_reports_between_paragraphs_are_boilerplate() -> None:
    text = "Мост открыт\n\nВ Лиме открыли мост.\n\n- Порт закрыт раньше срока\n\nПосол доволен.\n\n"
    text += "Обсудили:\n- Торговлю\n- Воду\n\nПосол уехал."
    links = [text[one.start : one.stop] for one in split_passages(text, "ru") if one.kind == "boilerplate"]
    assert links == ["- Порт закрыт раньше срока"]


@pytest.mark.parametrize(
    ("head", "place", "day"),
    [
        ("Душанбе. 3 ноября. «Азия-Вест» - | ", "Душанбе", "XXXX-11-03"),
        ("ТАШКЕНТ, 14 июн - Вести Востока. ", "ТАШКЕНТ", "XXXX-06-14"),
        ("Бишкек, 9 фев. 2012 — Вести. ", "Бишкек", "2012-02-09"),
        ('"КАЗВЕСТНИК". 11 ноября. АЛМАТЫ. ', "АЛМАТЫ", "XXXX-11-11"),
        ("АСТАНА. ВЕСТНИК. 3 мая. ", "АСТАНА", "XXXX-05-03"),
        ("Ошская область - 15 ноября /Вести/. ", "Ошская область", "XXXX-11-15"),
        ("(Душанбе, 5 июня, «Вечёрка») ", "Душанбе", "XXXX-06-05"),
        ("Ереван/12.05.2015/АрмВестник. ", "Ереван", "2015-05-12"),
        ("03.05.2019, Астана. ", "Астана", "2019-05-03"),
        ("г. Астана, 3 мая 2019 г. ", "г. Астана", "2019-05-03"),
        ("МОСКВА/АСТАНА, 3 мая (Вести) - ", "МОСКВА/АСТАНА", "XXXX-05-03"),
        ("Женева – 3 мая – ", "Женева", "XXXX-05-03"),
        ("/Корр. Азия-Вест Алия Ким/. ", None, None),
    ],
)
def test_datelines_of_many_agencies_are_told(head: str, place: str | None, day: str | None) -> None:
    text = f"{head}Министр принял посла Италии. Беседа была долгой."
    dateline = read_dateline(text, split_passages(text, "ru"))
    assert kinds_of(text) == [("dateline", head.strip()), ("body", "Министр принял посла Италии. Беседа была долгой.")]
    assert dateline is not None
    assert (dateline.place, dateline.day) == (place, day)


@pytest.mark.parametrize(
    "line",
    [
        "11.11.2010, 13:40    518",
        "Лента: 12 мая 2015 в 10:22",
        "• 12 октября, 08:15",
        "Просмотров: 1 203   Комментариев: 4",
        "Правка внесена в 17:20",
        "• $ 74.12 +0.31",
        "Главная » Новости » Политика",
        "Газета «Степь» №147 от 19.08.2025, стр. 4",
        "Чили и Перу откроют мост к октябрю>>>",
        "Новости - Политика - Азия",
        "Экономика",
        "НОВОСТИ 12:35 / 14.06.2012",
        "Министерство иностранных дел Республики Чили",
        "Чили Перу Лима политика саммит Чили",
    ],
)
def test_lines_above_the_title_are_furniture(line: str) -> None:
    """Stamps with counters, parts of the site, key words, rates, the name of the publisher."""
    text = f"{line}\n\nМинистр принял посла\n\nМинистр принял посла Италии. Они говорили час.\n"
    kinds = [kind for kind, _words in kinds_of(text)]
    assert kinds == ["boilerplate", "title", "body"]


def test_stamps_beside_a_title_and_before_a_dateline_are_cut() -> None:
    text = "Чили делит воду    17:42 08.12.2006\n2006-12-08 14:42 GMT+03:00 ЛИМА, Перу (Вести) - Министр принял посла."
    assert [(kind, words.strip()) for kind, words in kinds_of(text)] == [
        ("title", "Чили делит воду"),
        ("boilerplate", "17:42 08.12.2006"),
        ("boilerplate", "2006-12-08 14:42 GMT+03:00"),
        ("dateline", "ЛИМА, Перу (Вести) -"),
        ("body", "Министр принял посла."),
    ]


def test_agency_that_signs_its_last_paragraph_is_furniture() -> None:
    text = "ЛИМА, 3 мая. /ПЕРУВЕСТИ/. Министр принял посла.\n\nОни говорили час. ПЕРУВЕСТИ\n\nПросмотров: 4\n"
    assert kinds_of(text)[-2:] == [
        ("body", "Министр принял посла.\n\nОни говорили час."),
        ("boilerplate", "ПЕРУВЕСТИ\n\nПросмотров: 4"),
    ]


def test_headline_of_another_report_may_stand_right_after_the_lead() -> None:
    lead, rest = "Визит отложен, сказал министр.", "«Это не отмена», — сказал он.\nПосол ждёт.\nСроки назовут."
    for headline, kind in (("Чили и Перу обсудили поезда", "boilerplate"), ("Поезда до Лимы", "body")):
        passages = {words: found for found, words in kinds_of(f"{lead}\n{headline}\n{rest}")}
        assert passages.get(headline, "body") == kind


def test_who_is_seen_on_a_picture_is_told_above_its_credit() -> None:
    text = "Министр принял посла. Они говорили час.\nХуан Сото и Луис Рамос\nФото: Вести\nПосол уехал. Он вернётся."
    assert kinds_of(text)[1] == ("boilerplate", "Хуан Сото и Луис Рамос\nФото: Вести")


@pytest.mark.parametrize(
    "line",
    [
        "Африка | 5 апреля 2021 г.",
        "№ 47 (1962), 16 марта 2007 г. |",
        "исправлено в 19:02",
        "читали 331 раз",
        "Курс ЦБ на 03/02/2026",
        "$1 – 1,7000",
        "> Мост в порту открыт — Вестник недели",
        "vestnik.kz",
        "Анна Дубова, ИА «Вестник»",
        "(Полный текст на сайте издания)",
        "Все рубрики",
    ],
)
def test_more_furniture(line: str) -> None:
    """Rubrics with a day, issues, counters, rates, crumbs, bare addresses and by-lines with an agency are furniture."""
    assert furniture_rule(line) is not None


def test_a_label_without_words_is_no_title() -> None:
    """«{Author, Unknown}» above the title leaves the title what it is."""
    text = "{Author, Unknown}\n\n{Author, Unknown} Мост важен всем\n\n{Author, Unknown} Мост открыли в мае.\n"
    assert [kind for kind, _words in kinds_of(text)] == ["title", "title", "body"]
