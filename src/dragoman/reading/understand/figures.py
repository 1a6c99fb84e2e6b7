"""Figures worth recording: numbers with a unit and what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Figure
from dragoman.reading.mark.forms import nominative_phrase
from dragoman.reading.values import Marked, Quantity, Sentence, Token

MAX_SUBJECT_TOKENS = 6
TIME_UNITS = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "decades"})
AGO = frozenset({"назад", "спустя", "позже", "позднее", "моложе", "старше"})
SINCE = frozenset({"день", "момент", "начало"})
DAYTIMES = frozenset({"утра", "дня", "вечера", "ночи", "пополудни"})
MIN_SPAN = 10  # years; less is rather a date told by its distance
FIRST_YEAR = 1900  # «2008 финансовый год» is no length of time
MEASURING = frozenset({"составить", "составлять", "достичь", "достигнуть", "достигать", "вырасти", "превысить", "быть"})
MEASURING |= {"превышать", "снизиться", "увеличиться", "сократиться", "равняться", "оцениваться", "упасть", "расти"}
SCALES = frozenset({"млн", "млрд", "тыс", "трлн", "млн.", "млрд.", "тыс.", "трлн.", "тысяча", "миллион"})
SCALES |= {"миллиард", "триллион", "сотня", "десяток", "пара"}
SCALES |= {"половина", "счет"}  # «три с половиной часа», «14-й по счёту раунд»


def find_figures(marked: Marked) -> tuple[Figure, ...]:
    """The quantities of a document as figures, in order, each once: a number told again adds nothing.

    `about` is the noun phrase that the number counts or measures, nominative, None if none stands beside it.
    """
    sentences = {index: sentence for sentence in marked.sentences for index in range(sentence.first, sentence.last)}
    told = [item for item in marked.quantities if not is_time_told(marked, item)]
    return tuple(
        Figure(
            value=item.value,
            unit=item.unit,
            comparator=item.comparator,
            start=item.start,
            stop=item.stop,
            about=find_subject(marked, item, sentences[item.first]),
            rule=item.rule,
        )
        for item in drop_repeats(told)
    )


def is_time_told(marked: Marked, item: Quantity) -> bool:
    """Whether a quantity of time says when and not how long: «три года назад», «через два дня», «22 часа 3 мая»."""
    if item.unit not in TIME_UNITS or item.rule.startswith(("jubilee", "ordinal")):
        return False
    tokens = marked.tokens
    before = tokens[item.first - 1].norm if item.first else ""
    after = tokens[item.last] if item.last < len(tokens) else None
    following = after.norm if after is not None else ""
    if before in ("через", "спустя") and following == "после" and item.value >= MIN_SPAN:
        return False  # «через 65 лет после войны»: how long ago it ended
    if before == "через" and following in ("с", "со") and item.value >= MIN_SPAN:
        return False  # «через 150 дней с даты подписания»: a term
    if following in AGO or (before in ("через", "спустя") and item.unit != "hours"):
        return True
    if item.unit == "hours" and (following in DAYTIMES or (after is not None and after.kind == "number")):
        return True
    return item.unit == "years" and item.value >= FIRST_YEAR


def drop_repeats(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities without those whose value and unit stood before; the one with a comparator is preferred."""
    kept: dict[tuple[float, str, str | None], Quantity] = {}
    for item in quantities:
        same = [one for one in kept if one[:2] == (item.value, item.unit)]
        bare = (item.value, item.unit, None)
        if item.comparator is not None:
            kept.pop(bare, None)
            kept.setdefault((item.value, item.unit, item.comparator), item)
        elif not same:
            kept[bare] = item
    return sorted(kept.values(), key=lambda item: item.start)


def find_subject(marked: Marked, item: Quantity, sentence: Sentence) -> str | None:
    """What a quantity is of: the genitive after its unit, the noun that it counts, else what stands before or after it.

    «35 процентов акций» is of shares; «объём торговли составил 5 млн» of that volume; «5 млн на школы» of schools.
    """
    tokens = marked.tokens
    number = next((at for at in range(item.first, item.last) if is_number(tokens[at])), item.first)
    unit = next((at for at in range(number, item.last) if is_unit(tokens[at])), item.last - 1)
    if item.rule in ("counted", "ordinal_noun"):
        first = unit
        while first > number + 1 and tokens[first - 1].pos == "ADJ":
            first -= 1
        return nominative_phrase(tokens[first : item.last]) or None
    since = since_when(marked, item, sentence)
    if since is not None:
        return since
    if unit + 1 < item.last:
        return nominative_phrase(tokens[unit + 1 : item.last]) or None
    return subject_before(marked, item, sentence) or purpose_after(marked, item, sentence)


def since_when(marked: Marked, item: Quantity, sentence: Sentence) -> str | None:
    """What an anniversary is of: «30-летие со дня подписания договора», «10 лет с начала войны», «25-летие школы»."""
    tokens, at = marked.tokens, item.first
    while at < sentence.last and not (is_number(tokens[at]) or tokens[at].norm.endswith("летие")):
        at += 1
    jubilee = item.rule.startswith("jubilee")
    at += 1 if jubilee else 2
    if at + 1 < sentence.last and tokens[at].norm in ("с", "со") and tokens[at + 1].lemma in SINCE:
        at += 2 if tokens[at + 1].lemma != "начало" else 1
    elif not jubilee:
        return None
    last = at
    while last < sentence.last and tokens[last].case == "Gen" and last - at < MAX_SUBJECT_TOKENS:
        last += 1
    return nominative_phrase(tokens[at:last]) or None


def is_number(token: Token) -> bool:
    """Whether a token is a numeral in digits or letters."""
    return token.kind == "number" or token.pos == "NUM" or token.text[:1].isdigit()


def is_unit(token: Token) -> bool:
    """Whether a token is the noun or sign that a number has for unit: neither digits nor «млн»."""
    if SCALES & {token.norm, *token.lemmas}:
        return False
    return token.pos in ("NOUN", "PROPN", "SYM") or token.norm in ("%", "$", "€")


def subject_before(marked: Marked, item: Quantity, sentence: Sentence) -> str | None:
    """The nominative noun before a quantity in its clause, with its genitives."""
    tokens = marked.tokens
    for at in range(item.first - 1, max(sentence.first, item.first - MAX_SUBJECT_TOKENS) - 1, -1):
        token = tokens[at]
        if token.kind == "sign" and token.norm in (",", ";", ":", "(", "–", "—"):
            return None
        if token.pos in ("VERB", "AUX") and not MEASURING & set(token.lemmas):
            return None
        if token.pos == "NOUN" and token.case == "Nom" and token.animacy != "Anim":
            last = at + 1
            while last < item.first and tokens[last].case == "Gen" and tokens[last].pos in ("NOUN", "ADJ", "PROPN"):
                last += 1
            return nominative_phrase(tokens[at:last]) or None
    return None


def purpose_after(marked: Marked, item: Quantity, sentence: Sentence) -> str | None:
    """«5 млн евро на строительство школ»: what the sum is for."""
    tokens = marked.tokens
    at = item.last
    if at + 1 >= sentence.last or tokens[at].norm not in ("на", "для"):
        return None
    last = at + 1
    while last < sentence.last and tokens[last].pos in ("NOUN", "ADJ", "PROPN") and last - at <= MAX_SUBJECT_TOKENS:
        last += 1
    return nominative_phrase(tokens[at + 1 : last]) or None
