"""What each stretch of a report is for: title, dateline, body, background, question, answer, page furniture.

The text is read by lines. First the furniture is found by lists and shapes (module furniture); what is left in the head
is title, captions and header lines; then interviews, background and datelines are told in what remains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.model import Passage, PassageKind
from dragoman.reading.languages.lexicon import load_words
from dragoman.reading.text.datelines import Head, find_stamp, is_agency, is_date_line, read_head, skip_stamp
from dragoman.reading.text.furniture import WORDS, fold_line, furniture_rule, has_stop, is_heading, word_count
from dragoman.reading.values import Dateline

LANGUAGES = ("ru", "kk", "en")
MAX_TITLE_WORDS = 40  # a title with its deck in one line; longer first lines are leads
MAX_CAPTION_WORDS = 16
MAX_TAIL_WORDS = 16
MAX_HEADLINE_WORDS = 12  # a headline of another report between two paragraphs
MIN_HEADLINE_WORDS = 4
MIN_PARAGRAPHS = 4
MAX_QUESTION_WORDS = 90
AFTER_HEAD = 20  # characters after a dateline that show where it ends
OPENER_WINDOW = 200  # characters in which words that open background end
MIN_KEY_WORDS = 5
PUBLISHER = re.compile(
    r"(?:Министерство|Посольство|Правительство|Администрация|Пресс-служба|Официальный сайт)\s[^.,:;!?]+"
)
SEEN = re.compile(r"\((?:справа|слева|в центре|на фото|на снимке|архив)[^)]{0,20}\)", re.IGNORECASE)
LONE_LABEL = re.compile(r"\{[^{}]{1,40}\}")
SIGNATURE = re.compile(r"(?<=[.!?»”\"…])\s+(?P<agency>[«\"(]?[^\W\d_][^.!?,:;\n]{2,38}?)\.?$")
SPEECH_DASH = re.compile(r"[-–—−―•]\s*(?=\S)")
LABEL = re.compile(r"([^\W\d_][\w .'’«»-]{0,48}?)\s*(\([^)\n]{1,60}\)\s*)?[:—]\s")
ENDS_IN_QUESTION = re.compile(r"\?[»\"”)!.\s]*$")


@dataclass(slots=True)
class Line:
    """A line with words: offsets without the blanks around it, and what it was found to be."""

    start: int
    stop: int
    text: str
    kind: PassageKind | None = None
    rule: str = ""
    opens: bool = False  # starts a passage of its own even beside one of the same kind

    def become(self, kind: PassageKind, rule: str, opens: bool = False) -> None:
        """Says what the line is."""
        self.kind, self.rule, self.opens = kind, rule, opens


def split_passages(text: str, language: str | None = None) -> tuple[Passage, ...]:
    """Passages in order, without overlap; every word lies in one.

    Body, answers and furniture that follow one another make one passage; a question, a paragraph of background, a
    title and a dateline stand alone. `language` picks the words that open background; None looks for all.
    """
    lines = split_lines(text)
    mark_furniture(lines)
    lines = split_signature(lines)
    mark_head(lines, language)
    mark_tail(lines, language)
    mark_captions(lines, language)
    mark_between(lines, language)
    mark_interview(lines)
    mark_background(lines, language)
    lines = split_background(lines, language)
    for line in lines:
        if line.kind is None:
            line.become("body", "paragraph")
    return join_lines(text, split_heads(lines))


def read_dateline(text: str, passages: Sequence[Passage]) -> Dateline | None:
    """Place, agency and day (EDTF) of the first dateline, or None."""
    lines = [passage for passage in passages if passage.kind == "dateline"]
    if not lines:
        return None
    place = agency = day = None
    for passage in lines:
        head = read_head(text[passage.start : passage.stop + AFTER_HEAD] + " ")
        if head is not None:
            place, agency, day = place or head.place, agency or head.agency, day or head.day
        elif is_date_line(text[passage.start : passage.stop]):
            day = day or is_date_line(text[passage.start : passage.stop])
        elif agency is None and passage.rule == "header":
            agency = text[passage.start : passage.stop]
    return Dateline(start=lines[0].start, stop=lines[-1].stop, place=place, agency=agency, day=day)


def split_lines(text: str) -> list[Line]:
    """The lines that have a word or a sign."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        if inner:
            first = start + len(raw) - len(raw.lstrip())
            lines.append(Line(first, first + len(inner), inner))
        start += len(raw) + 1
    return lines


# -- furniture ------------------------------------------------------------------------------------------------------


def mark_furniture(lines: list[Line]) -> None:
    """Lines that a list or a shape shows to be furniture, and the lists of other reports under their headings."""
    under_heading = False
    for number, line in enumerate(lines):
        rule = furniture_rule(line.text)
        if rule is None and is_link(line.text, lines[number - 1] if number else None):
            rule = "related headline"
        if rule is not None:
            line.become("boilerplate", rule)
            under_heading = is_heading(line.text) if rule == "heading" else under_heading
        elif under_heading and not has_stop(line.text) and word_count(line.text) <= 2 * MAX_TAIL_WORDS:
            line.become("boilerplate", "other reports")
        else:
            under_heading = False


def is_link(words: str, before: Line | None) -> bool:
    """«- Мост открыт раньше срока» between paragraphs: the headline of another report; no item of a list, no speech."""
    dash = SPEECH_DASH.match(words)
    if dash is None or not words[dash.end() : dash.end() + 1].isupper():
        return False
    if before is not None and (before.text.endswith((":", "?", ";", ",")) or is_item(before)):
        return False
    return not has_stop(words) and words[-1] not in ";,:?!" and word_count(words) <= 4 * MAX_TAIL_WORDS


def is_item(line: Line) -> bool:
    """Whether a line is an item of a list or a turn of speech: a dash opens it, and it is no headline."""
    return SPEECH_DASH.match(line.text) is not None and line.kind is None


def split_signature(lines: list[Line]) -> list[Line]:
    """Lines with the agency cut off that signs the last paragraph: «... доверия. ВЕСТНИК»."""
    last = next((index for index in reversed(range(len(lines))) if lines[index].kind is None), None)
    found = SIGNATURE.search(lines[last].text) if last is not None else None
    if last is None or found is None or not signs_report(found["agency"], lines):
        return lines
    line = lines[last]
    head = line.text[: found.start()]
    signed = Line(line.start + found.start("agency"), line.stop, line.text[found.start("agency") :])
    signed.become("boilerplate", "signature")
    return [*lines[:last], Line(line.start, line.start + len(head), head), signed, *lines[last + 1 :]]


def signs_report(words: str, lines: Sequence[Line]) -> bool:
    """Whether words are the name of an agency: a known one, or the one that opened the report."""
    bare = words.strip('«»"() ')
    if is_agency(bare):
        return True
    heads = (read_head(line.text[skip_stamp(line.text) :] + " ") for line in lines if line.kind is None)
    return bare in {head.agency for head in heads if head is not None}


def mark_between(lines: list[Line], language: str | None) -> None:
    """The headline of another report right after the lead, alone without a full stop among close lines."""
    prose = [line for line in lines if line.kind is None]
    bare = [line for line in prose if not has_stop(line.text)]
    if len(bare) != 1 or len(prose) < MIN_PARAGRAPHS or bare[0] is not prose[1]:
        return
    before, line, after = prose[:3]
    close = line.start - before.stop == 1 and after.start - line.stop == 1
    if close and has_stop(before.text) and is_headline(line.text, language):
        line.become("boilerplate", "related headline")


def mark_captions(lines: list[Line], language: str | None) -> None:
    """Who is seen on a picture: «А. Б. (справа)», a line without a verb right above «Фото: ...»."""
    for line, after in pairwise(lines):
        plain = line.kind is None and not has_stop(line.text) and word_count(line.text) <= MAX_CAPTION_WORDS
        credited = after.rule == "credit" and after.start - line.stop == 1
        if plain and (credited or SEEN.search(line.text)) and not has_verb(line.text, language):
            line.become("boilerplate", "caption")


def is_headline(words: str, language: str | None) -> bool:
    """«Чили и Перу обсудили поезда»: a few words with a capital and a verb, no speech and no end of a sentence."""
    plain = words[:1].isupper() and words[-1:] not in ",;:-–—" and not SPEECH_DASH.match(words)
    return plain and MIN_HEADLINE_WORDS <= word_count(words) <= MAX_HEADLINE_WORDS and has_verb(words, language)


def mark_tail(lines: list[Line], language: str | None) -> None:
    """The lines without a full stop after the last paragraph; a single one only if it says nothing with a verb."""
    prose = [index for index, line in enumerate(lines) if line.kind is None and has_stop(line.text)]
    while len(prose) > 1 and is_call(lines, prose[-1]):
        lines[prose.pop()].become("boilerplate", "tail")
    if not prose:
        return
    tail = [line for line in lines[prose[-1] + 1 :] if line.kind is None and word_count(line.text) <= MAX_TAIL_WORDS]
    tail = [line for line in tail if not LONE_LABEL.fullmatch(line.text)]
    alone = len(tail) == 1 and not SPEECH_DASH.match(tail[0].text)
    for line in tail:
        if not (alone and has_verb(line.text, language)):
            line.become("boilerplate", "tail")


def is_call(lines: Sequence[Line], index: int) -> bool:
    """«Нужен ли союз?» under «Опрос»: a short question or call to the reader right below furniture."""
    words, before = lines[index].text, lines[index - 1]
    return before.kind == "boilerplate" and words[-1:] in "?!" and word_count(words) <= MAX_TAIL_WORDS // 2


# -- the head -------------------------------------------------------------------------------------------------------


def mark_head(lines: list[Line], language: str | None) -> None:
    """Title, deck, captions and header lines: what stands before the first paragraph."""
    body = first_paragraph(lines)
    if body is None or body == 0:
        return
    head = [line for line in lines[:body] if line.kind is None]
    while len(head) > 1 and LONE_LABEL.fullmatch(head[0].text):
        head.pop(0).become("title", "label")  # «{Author, Unknown}» above the title
    while len(head) > 1 and is_section(head[0].text):
        head.pop(0).become("boilerplate", "section")
    dated = [index for index, line in enumerate(head) if is_date_line(line.text)]
    if dated and dated[0] < 4:
        for line in head[: dated[0] + 1] if dated[0] == 0 or len(head) > dated[0] + 1 else head[dated[0] :]:
            line.become("dateline", "header", opens=True)
        head = [line for line in head if line.kind is None]
    if not head or word_count(head[0].text) > MAX_TITLE_WORDS:
        return
    head[0].become("title", "first line", opens=True)
    for line in head[1:]:
        if is_caption(line.text, language):
            line.become("boilerplate", "caption")
        else:
            line.become("title", "deck", opens=True)


def is_section(words: str) -> bool:
    """«Экономика», «Новости - Политика - Азия»: the part of a site that a report stands in, above its title."""
    words = words.lstrip("/ ")  # «//В мире»
    parts = re.split(r"\s[-–—]\s", words[: find_stamp(words)].rstrip())
    named = all(part[:1].isupper() and word_count(part) <= 2 for part in parts)
    if named and (len(parts) > 2 or fold_line(" ".join(parts)) in section_words()):
        return True
    return is_publisher(words) or is_key_words(words)


def is_publisher(words: str) -> bool:
    """«Министерство иностранных дел Республики Чили»: whose site it is, above the title."""
    return PUBLISHER.fullmatch(words) is not None and not has_verb(words.replace(" дел ", " "), "ru")


def is_key_words(words: str) -> bool:
    """«Чили Перу Лима саммит Чили»: key words without a sign or preposition between them, one of them twice."""
    told = words.lower().split()
    plain = len(told) >= MIN_KEY_WORDS and all(len(word) > 2 and word.replace("-", "").isalpha() for word in told)
    return plain and len(set(told)) < len(told)


@cache
def section_words() -> frozenset[str]:
    """The parts of sites by name, folded."""
    words = [word for language in LANGUAGES for word in load_words(language, "boilerplate")]
    return frozenset(word.form for word in words if word.kind == "section")


def first_paragraph(lines: list[Line]) -> int | None:
    """Index of the first line that is a paragraph of prose; None if there is none."""
    seen_title = False
    for index, line in enumerate(lines):
        if line.kind is not None:
            continue
        if read_head(line.text[skip_stamp(line.text) :]) is not None and not is_date_line(line.text):
            return index
        if not seen_title and ends_title(line.text):
            seen_title = True
            continue
        if SPEECH_DASH.match(line.text) and ENDS_IN_QUESTION.search(line.text):
            return index
        if has_stop(line.text) or word_count(line.text) > MAX_TITLE_WORDS:
            return index
        seen_title = True
    return None


def ends_title(words: str) -> bool:
    """Whether a line ends as titles do: no full stop; a question mark, an ellipsis or an exclamation mark may stand."""
    if SPEECH_DASH.match(words) or word_count(words) > MAX_TITLE_WORDS or is_turn(words):
        return False
    return not re.search(r"(?<!\.)\.[»\"”)]*$|[;:,]$|\.[»\"”]", words)


def is_turn(words: str) -> bool:
    """Whether a line is labelled as a question or an answer: «Вопрос: ...»."""
    match = LABEL.match(words)
    return match is not None and fold_line(match[1]).rstrip(". ") in interview_labels()


def is_caption(words: str, language: str | None) -> bool:
    """Whether a line of the head is a caption: few words, no verb."""
    short = word_count(words) <= MAX_CAPTION_WORDS
    return short and not has_verb(words, language) and not ENDS_IN_QUESTION.search(words)


def has_verb(words: str, language: str | None) -> bool:
    """Whether a lower-case word looks like a verb that says something (by its ending; for captions only)."""
    pattern, nouns = finite_verbs(language or "ru")
    return any(word not in nouns for word in pattern.findall(words))


@cache
def finite_verbs(language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """The expression of verbs of a language and the nouns that look alike."""
    words = load_words(language, "finite")
    endings = "|".join(re.escape(word.form[1:]) for word in words if word.form.startswith("-"))
    whole = "|".join(re.escape(word.form) for word in words if word.kind == "ending" and not word.form.startswith("-"))
    nouns = frozenset(word.form for word in words if word.kind == "noun")
    closing = r"(?=[\s.!?…»]*$)" if language == "kk" else r"(?!\w)"
    pattern = rf"(?<![\w-])(?:[^\W\d_A-ZА-ЯЁ]{{2,}}(?:{endings})" + (rf"|(?:{whole})" if whole else "") + rf"){closing}"
    return re.compile(pattern), nouns


# -- interviews -----------------------------------------------------------------------------------------------------


def mark_interview(lines: list[Line]) -> None:
    """Questions and answers, told by labels («Вопрос:»), by speech dashes, or by short questions among paragraphs."""
    open_lines = [line for line in lines if line.kind is None]
    for find in (find_labelled, find_dashed, find_bare):
        questions = find(open_lines)
        if questions:
            mark_answers(open_lines, questions)
            return


def find_labelled(lines: list[Line]) -> dict[int, str]:
    """Lines labelled as questions or answers: index -> "question" or "answer"."""
    labels = interview_labels()
    found: dict[int, str] = {}
    names: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        match = LABEL.match(line.text)
        if not match:
            continue
        name = fold_line(match[1]).rstrip(". ")
        kind = labels.get(name)
        if kind:
            found[index] = kind
        elif word_count(match[1]) <= 4 and ":" in match[0]:
            names.setdefault(name, []).append(index)
    if "question" in found.values():
        for spoken in names.values():
            found.update(dict.fromkeys(spoken, "answer"))
        return found if len(found) > 1 else {}
    return find_names_asking(lines, names)


def find_names_asking(lines: list[Line], names: dict[str, list[int]]) -> dict[int, str]:
    """Questions where two names label the lines in turn and one of them asks."""
    turns = {name: spoken for name, spoken in names.items() if len(spoken) > 1}
    asking = {
        name
        for name, spoken in turns.items()
        if sum(bool(ENDS_IN_QUESTION.search(lines[index].text)) for index in spoken) * 2 > len(spoken)
    }
    if len(turns) < 2 or not asking:
        return {}
    return {index: "question" if name in asking else "answer" for name, spoken in turns.items() for index in spoken}


def find_dashed(lines: list[Line]) -> dict[int, str]:
    """Questions among lines that open with a speech dash, and the dashed answers to them."""
    found: dict[int, str] = {}
    last = "answer"
    for index, line in enumerate(lines):
        if not SPEECH_DASH.match(line.text):
            continue
        asks = is_question(line.text)
        if asks and not (last == "question" and found.get(index - 1) == "question" and word_count(line.text) > 45):
            last = "question"
        elif last == "question" or found:
            last = "answer"
        else:
            continue
        found[index] = last
    return found if "question" in found.values() and max(found) > min(found) else spoken_paragraphs(lines, found)


def spoken_paragraphs(lines: list[Line], found: dict[int, str]) -> dict[int, str]:
    """One dashed question alone is an interview if paragraphs follow it."""
    return found if found and min(found) + 1 < len(lines) else {}


def find_bare(lines: list[Line]) -> dict[int, str]:
    """Short lines that only ask, at least two of them, each with an answer after it."""
    asking = [
        index
        for index, line in enumerate(lines[:-1])
        if index
        and word_count(line.text) <= MAX_QUESTION_WORDS // 2
        and ENDS_IN_QUESTION.search(line.text)
        and line.text.count(".") <= 2
        and line.text[0] not in '«"“„'
        and index + 1 < len(lines)
    ]
    gaps_ok = all(later - earlier > 1 for earlier, later in pairwise(asking))
    return dict.fromkeys(asking, "question") if len(asking) >= 2 and gaps_ok else {}


def is_question(words: str) -> bool:
    """Whether a dashed line asks: it ends in a question mark, or a request to tell stands in a short line."""
    if word_count(words) > MAX_QUESTION_WORDS:
        return False
    if ENDS_IN_QUESTION.search(words):
        return True
    folded = fold_line(words)
    return word_count(words) <= 40 and any(ask in folded for ask in interview_asks())


def mark_answers(lines: list[Line], turns: dict[int, str]) -> None:
    """From the first question on every paragraph belongs to a turn: an answer goes on until the next question."""
    for index in range(min(turns), len(lines)):
        turn = turns.get(index)
        if turn == "question":
            lines[index].become("question", "interview", opens=True)
        else:
            lines[index].become("answer", "interview", opens=turn == "answer")


@cache
def interview_labels() -> dict[str, str]:
    """Labels of interviews in all languages -> question or answer."""
    words = [word for language in LANGUAGES for word in load_words(language, "interviews")]
    return {word.form: word.kind for word in words if word.kind != "ask"}


@cache
def interview_asks() -> tuple[str, ...]:
    """Words that ask without a question mark."""
    return tuple(
        word.form for language in LANGUAGES for word in load_words(language, "interviews") if word.kind == "ask"
    )


# -- background -----------------------------------------------------------------------------------------------------


def mark_background(lines: list[Line], language: str | None) -> None:
    """Paragraphs that open with words of background; what follows the last turn of an interview is body again."""
    questions = [index for index, line in enumerate(lines) if line.kind == "question"]
    after = False
    for index, line in enumerate(lines):
        if line.kind not in (None, "answer"):
            continue
        if opens_background(line.text, language) and not (line.kind == "answer" and line.opens):
            after = line.kind == "answer" and index > max(questions, default=-1)
            line.become("background", "opener", opens=True)
        elif after and line.kind == "answer":
            line.become("body", "paragraph")


def split_background(lines: list[Line], language: str | None) -> list[Line]:
    """Lines with the rest of a paragraph cut off where a sentence of it opens background: «... Напомним, в мае ...»."""
    result: list[Line] = []
    for line in lines:
        found = turn_pattern(language).search(line.text) if line.kind is None else None
        if found is None:
            result.append(line)
            continue
        head = line.text[: found.start()].rstrip()
        rest = line.text[found.end() :]
        result.append(Line(line.start, line.start + len(head), head))
        result.append(Line(line.stop - len(rest), line.stop, rest, "background", "turn", True))
    return result


@cache
def turn_pattern(language: str | None) -> re.Pattern[str]:
    """A strong opener, with a capital, after the end of a sentence; matches the blanks before it."""
    words = [word for each in ([language] if language else LANGUAGES) for word in load_words(each, "background")]
    forms = sorted((word.form for word in words if word.strong), key=len, reverse=True)
    openers = "|".join(
        rf"{re.escape(form[0].upper())}{phrase_pattern(form)[len(re.escape(form[0])) :]}" for form in forms
    )
    return re.compile(rf"(?<=[.!?»”\"])\s+(?=(?:{openers})[,:\s])")


def opens_background(words: str, language: str | None) -> bool:
    """Whether a paragraph opens with words of background, as «Напомним», «Для справки:»."""
    first = WORDS.search(words)
    if first is None or first[0].lower().replace("ё", "е") not in background_words(language):
        return False
    return background_pattern(language).match(fold_line(words[:OPENER_WINDOW])) is not None


@cache
def background_words(language: str | None) -> frozenset[str]:
    """The first words of all openers of a language, folded; None takes all languages."""
    found = [word.form for each in ([language] if language else LANGUAGES) for word in load_words(each, "background")]
    return frozenset(word[0] for form in found if (word := WORDS.search(form)) is not None)


@cache
def background_pattern(language: str | None) -> re.Pattern[str]:
    """The expression of all openers of a language; None takes all languages."""
    found = [word for each in ([language] if language else LANGUAGES) for word in load_words(each, "background")]
    strong = "|".join(sorted((phrase_pattern(word.form) for word in found if word.strong), key=len, reverse=True))
    weak = "|".join(sorted((phrase_pattern(word.form) for word in found if not word.strong), key=len, reverse=True))
    return re.compile(rf"(?:{strong})(?!\w)|(?:{weak})(?!\w)(?!-)")


def phrase_pattern(form: str) -> str:
    """The words of a phrase with a comma or none between them."""
    return r",?\s+".join(re.escape(word) for word in form.split())


# -- putting together -----------------------------------------------------------------------------------------------


def split_heads(lines: list[Line]) -> list[Line]:
    """The lines with datelines cut off the paragraphs that they open, and stamps off the titles that they close."""
    result: list[Line] = []
    settled = False
    for line in lines:
        settled = settled or has_dateline(result)
        if line.kind == "title":
            result.extend(cut_stamp(line))
        elif line.kind in ("body", "background", "answer") and not settled:
            result.extend(cut_dateline(line))
        else:
            result.append(line)
    return result


def has_dateline(lines: list[Line]) -> bool:
    """Whether two paragraphs or a dateline are there already."""
    return any(line.rule == "dateline" for line in lines) or sum(line.kind == "body" for line in lines) > 1


def cut_dateline(line: Line) -> list[Line]:
    """The dateline of a paragraph and its rest, or the paragraph alone."""
    stamp = skip_stamp(line.text)
    if stamp:
        opening = Line(line.start, line.start + len(line.text[:stamp].rstrip()), "", "boilerplate", "stamp", True)
        below = Line(line.start + stamp, line.stop, line.text[stamp:], line.kind, line.rule, line.opens)
        return [opening, *cut_dateline(below)]
    head: Head | None = read_head(line.text + " ")  # a dateline may stand on a line of its own
    if head is None:
        return [line]
    rest = line.text[head.stop :]
    start = line.start + head.stop
    dateline = Line(line.start, line.start + len(line.text[: head.stop].rstrip()), "", "dateline", "dateline", True)
    if not rest.strip():
        return [dateline]
    return [dateline, Line(start, line.stop, rest, line.kind, line.rule, line.opens)]


def cut_stamp(line: Line) -> list[Line]:
    """A title and the clock stamp that a page glued to it."""
    at = find_stamp(line.text)
    if at is None:
        return [line]
    title = line.text[:at].rstrip()
    stamp = Line(line.start + at, line.stop, line.text[at:], "boilerplate", "stamp", False)
    return [Line(line.start, line.start + len(title), title, "title", line.rule, True), stamp]


def join_lines(text: str, lines: list[Line]) -> tuple[Passage, ...]:
    """Lines of one kind that follow one another as one passage, unless one opens its own."""
    passages: list[Passage] = []
    for line in lines:
        kind = line.kind or "body"
        last = passages[-1] if passages else None
        if last is not None and last.kind == kind and not line.opens:
            passages[-1] = Passage(kind=kind, start=last.start, stop=line.stop, rule=last.rule)
        else:
            passages.append(Passage(kind=kind, start=line.start, stop=line.stop, rule=line.rule))
    return tuple(passages)
