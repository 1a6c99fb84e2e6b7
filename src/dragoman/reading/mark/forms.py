"""Word forms of Russian: the one place that knows the dictionary.

The dictionary is OpenCorpora as rumorph ships it (docs/decisions/0003-network.md says why). Values are those of
Universal Dependencies, except that the second genitive and the second prepositional case are Gen and Loc.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

import msgspec
from rumorph import Analysis, Analyzer, FormNotFoundError

from dragoman.reading.recent import Recent
from dragoman.reading.values import Token

CACHED_TYPES = 8_192  # word types of late kept with their parses, and as many of before: some 15 MB when full
CACHED_LEMMAS = 4_096  # word types of late kept with their lemmas; the tagger keeps them too
CACHED_ANALYSES = 512  # words of late, whose parses may be wanted after their lemmas
CACHED_PHRASES = 8_192  # noun phrases of late kept with their nominative: some 8 MB when full
DASHES = frozenset("-–—‒−")
CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
PART_OF_CASE = {"Par": "Gen", "Voc": "Nom"}
NAME_TYPES = {"Giv": "given", "Sur": "surname", "Pat": "patronymic", "Geo": "place", "Com": "body"}


class Parse(msgspec.Struct, frozen=True, gc=False):
    """One way to read a word.

    lemma: dictionary form, lower case, ё as е. pos, case, number ...: Universal Dependencies, "" where none.
    name: given, surname, patronymic, place, body (a proper name of something else) or "".
    fixed: the word does not change. known: the dictionary has it (else guessed by its ending).
    score: share of this parse among all, 0..1, without context.
    """

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    animacy: str
    tense: str
    aspect: str
    mood: str
    voice: str
    verb_form: str
    name: str
    fixed: bool
    short: bool
    known: bool
    score: float


class WordForms:
    """Parses, lemmas and inflection of Russian words, kept per word type."""

    def __init__(self) -> None:
        self._analyzer = Analyzer()
        self._analyses: Recent[str, list[Analysis]] = Recent(CACHED_ANALYSES)
        self._parses: Recent[str, tuple[Parse, ...]] = Recent(CACHED_TYPES)
        self._lemmas: Recent[str, tuple[str, ...]] = Recent(CACHED_LEMMAS)
        self._inflected: Recent[tuple[str, ...], tuple[str | None]] = Recent(CACHED_TYPES)

    def parse(self, word: str) -> tuple[Parse, ...]:
        """All parses of a word, likeliest first; letter case matters a little («Шаров» is rather a surname)."""
        found = self._parses.get(word)
        if found is None:
            found = self._parses.recall(word)
            if found is None:
                found = self._parses.keep(word, tuple([to_parse(item) for item in self.readings(word)]))
        return found

    def readings(self, word: str) -> list[Analysis]:
        """What the dictionary says of a word, kept for a while: most words are asked for their lemma alone."""
        found = self._analyses.get(word)
        if found is None:
            found = self._analyses.recall(word)
            if found is None:
                found = self._analyses.keep(word, self._analyzer.analyze(word))
        return found

    def lemmatise(self, word: str) -> tuple[str, ...]:
        """All dictionary forms of a word, likeliest first; lower case, ё as е; never empty."""
        found = self._lemmas.get(word)
        if found is None:
            found = self._lemmas.recall(word)
            if found is None:
                found = self._lemmas.keep(word, self.find_lemmas(word))
        return found

    def find_lemmas(self, word: str) -> tuple[str, ...]:
        """What `lemmatise` keeps, for those who keep it themselves."""
        found = self._analyses.get(word) or self._analyzer.analyze(word)
        lemmas = tuple(dict.fromkeys([fold(item.lemma) for item in found]))
        if len(lemmas) > 1 or word[:1].isupper():  # their readings may be asked for next
            self._analyses.keep(word, found)
        return lemmas or (fold(word),)

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        return self._analyzer.is_known(word)

    def inflect(
        self, word: str, case: str, *, number: str = "", gender: str = "", was: str = "", pos: str = "", name: str = ""
    ) -> str | None:
        """The word in another case (and number, gender), in the letter case it has; None if it has no such form.

        Args: was: the case it stands in now, pos and name: which parse is meant; the likeliest that fits is taken.
        """
        key = (word, case, number, gender, was, pos, name)
        found = self._inflected.get(key) or self._inflected.recall(key)
        if found is None:
            found = self._inflected.keep(key, (self._inflect(*key),))
        return found[0]

    def _inflect(self, word: str, case: str, number: str, gender: str, was: str, pos: str, name: str) -> str | None:
        best: Analysis | None = None
        for item in self.readings(word):
            feats = item.feats
            if "Case" not in feats:
                continue
            fits = (not pos or pos_fits(item.pos, pos)) and (not was or base_case(feats["Case"]) == was)
            if fits and (not name or NAME_TYPES.get(feats.get("NameType", "")) == name):
                best = item
                break
        if best is None:
            return None
        return self._change(best, word, case, number, gender)

    def _change(self, item: Analysis, word: str, case: str, number: str, gender: str) -> str | None:
        wanted = {"Case": case}
        if number:
            wanted["Number"] = number
        if gender and item.pos in ("ADJ", "DET", "VERB") and (number or item.feats.get("Number")) == "Sing":
            wanted["Gender"] = gender
        try:
            form = item.inflect(**wanted)
        except FormNotFoundError:
            return self._change_parts(word, case, number)
        return copy_case(word, form)

    def _change_parts(self, word: str, case: str, number: str) -> str | None:
        """«министром-советником»: each part of a hyphenated word for itself."""
        if "-" not in word.strip("-"):
            return None
        parts = [self.inflect(part, case, number=number) or part for part in word.split("-")]
        return "-".join(parts)


@cache
def load_forms() -> WordForms:
    """The dictionary, loaded once a process (some 15 ms)."""
    return WordForms()


def to_parse(item: Analysis) -> Parse:
    """Our parse of what the dictionary answers."""
    feats = item.feats
    labels = item.labels
    return Parse(
        lemma=fold(item.lemma),
        pos=item.pos,
        case=base_case(feats.get("Case", "")),
        number=feats.get("Number", ""),
        gender=feats.get("Gender", ""),
        animacy=feats.get("Animacy", ""),
        tense=feats.get("Tense", ""),
        aspect=feats.get("Aspect", ""),
        mood=feats.get("Mood", ""),
        voice=feats.get("Voice", ""),
        verb_form=feats.get("VerbForm", ""),
        name=NAME_TYPES.get(feats.get("NameType", ""), ""),
        fixed="Fixd" in labels or feats.get("InflClass") == "Ind",
        short=feats.get("Variant") == "Short",
        known=item.source == "dictionary",
        score=item.prob,
    )


def base_case(case: str) -> str:
    """Partitive as genitive, vocative as nominative."""
    return PART_OF_CASE.get(case, case)


def pos_fits(pos: str, wanted: str) -> bool:
    """Whether two parts of speech may be the same reading: noun and proper noun, determiner and adjective are."""
    return (
        pos == wanted or {pos, wanted} <= NOUNS or {pos, wanted} <= {"ADJ", "DET"} or {pos, wanted} <= {"ADJ", "VERB"}
    )


def fold(word: str) -> str:
    """Lower case, ё as е."""
    return word.lower().replace("ё", "е")


def copy_case(model: str, form: str) -> str:
    """`form` in the letter case of `model`, part by part of hyphenated words; ё only where the model may have it."""
    if "ё" not in model and "Ё" not in model and len(fold(model)) > 1:
        stem = common_stem(model.lower(), form.lower())
        form = form[:stem] + form[stem:].replace("ё", "е")
    models, parts = model.split("-"), form.split("-")
    if len(models) == len(parts):
        return "-".join(copy_part(one, other) for one, other in zip(models, parts, strict=True))
    return copy_part(model, form)


def copy_part(model: str, form: str) -> str:
    """Letter case of one part: «МИДом» -> «МИД», «Министром» -> «Министр»."""
    letters = [letter for letter in model if letter.isalpha()]
    if len(letters) > 1 and letters[0].isupper() and letters[1].isupper():
        return form.upper()
    if letters and letters[0].isupper():
        return form[:1].upper() + form[1:]
    return form


def common_stem(one: str, other: str) -> int:
    """How many letters two words share from the start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def nominative_phrase(tokens: Sequence[Token], number: str = "", spread: Collection[str] = ()) -> str:
    """A noun phrase in the nominative: its head, what agrees with it and its appositions; the rest stays.

    «заместителем Премьер-Министра – министром обороны» -> «заместитель Премьер-Министра – министр обороны».
    Args: tokens: the phrase; case and pos in context are used where they are filled, the dictionary elsewhere.
        number: Sing makes «главы ведомств» singular. spread: lemmas of genitives that become singular with the head
        («ведомство»).
    """
    key = (*[(t.text, t.norm, t.kind, t.pos, t.case, t.number, t.space) for t in tokens], number, *spread)
    found = _NOMINATIVES.get(key)
    if found is None:
        found = _NOMINATIVES.recall(key)
        if found is None:
            found = _NOMINATIVES.keep(key, build_nominative(tokens, number, spread))
    return found


_NOMINATIVES: Recent[tuple[object, ...], str] = Recent(CACHED_PHRASES)


def build_nominative(tokens: Sequence[Token], number: str, spread: Collection[str]) -> str:
    """What `nominative_phrase` keeps."""
    forms = load_forms()
    words = [token.text for token in tokens]
    for index, word in enumerate(changed_words(tokens, forms, number)):
        words[index] = word
    if number == "Sing" and spread:
        single_bodies(tokens, words, forms, spread)
    return "".join((" " if token.space and index else "") + words[index] for index, token in enumerate(tokens))


def changed_words(tokens: Sequence[Token], forms: WordForms, number: str) -> list[str]:
    """The words of a phrase with head, agreeing words and appositions in the nominative."""
    words = [token.text for token in tokens]
    head = find_head(tokens, forms, 0)
    if head is None or stays(tokens, head):
        return words
    agreement = head_agreement(tokens, head, forms)
    if agreement is None:
        return words
    start = 0
    while head is not None and agreement is not None:
        change_group(tokens, words, start, head, agreement, forms, number)
        following = find_apposition(tokens, head, agreement, forms)
        if following is None:
            break
        start = following
        head = find_head(tokens, forms, start)
        if head is None:
            break
        parse = fitting_parse(forms, tokens[head].text, agreement.case, agreement.number)
        agreement = None if parse is None else parse
    return words


def stays(tokens: Sequence[Token], head: int) -> bool:
    """«врио министра», «и.о. министра»: the word that would change stands before and has one form only."""
    if any(token.norm.replace(".", "") in ("врио", "ио", "зам", "пред") for token in tokens[:head]):
        return True
    return any(tokens[i].norm == "и" and tokens[i + 1].text == "." for i in range(head))


def find_head(tokens: Sequence[Token], forms: WordForms, start: int) -> int | None:
    """The first noun, or a participle or adjective used as one («исполняющим обязанности», «командующим»)."""
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.kind not in ("word", "mixed", "latin"):
            continue
        pos = token.pos or guess_pos(forms, token)
        if pos in NOUNS or pos == "PRON":
            return index
        if pos in MODIFIERS or pos == "VERB":
            noun = noun_after(tokens, index, forms)
            if noun is None or not may_agree(forms, token.text, tokens[noun].text):
                if has_parse(forms, token.text, NOUNS) or pos == "VERB" or noun is None:
                    return index
                continue
    return None


def noun_after(tokens: Sequence[Token], index: int, forms: WordForms) -> int | None:
    """The noun that follows an adjective, other adjectives and signs between them at most."""
    for i in range(index + 1, len(tokens)):
        if is_noun(tokens[i], forms):
            return i
        pos = tokens[i].pos or guess_pos(forms, tokens[i])
        if pos not in MODIFIERS and pos not in ("VERB", "CCONJ", "PUNCT", "ADV", ""):
            return None
    return None


def guess_pos(forms: WordForms, token: Token) -> str:
    """The likeliest part of speech without context."""
    parses = forms.parse(token.text)
    return parses[0].pos if parses else ""


def is_noun(token: Token, forms: WordForms) -> bool:
    """Whether a token is a noun, in context where that is known."""
    return (token.pos or guess_pos(forms, token)) in NOUNS


def has_parse(forms: WordForms, word: str, kinds: Collection[str]) -> bool:
    """Whether the dictionary knows the word as one of the parts of speech."""
    return any(parse.pos in kinds for parse in forms.parse(word))


def may_agree(forms: WordForms, word: str, noun: str, case: str = "") -> bool:
    """Whether an adjective or participle may agree with a noun in case, number and gender."""
    for one in forms.parse(word):
        if not one.case or one.short:
            continue
        for other in forms.parse(noun):
            if other.pos not in NOUNS:
                continue
            if other.fixed and not other.case:
                return True
            if (
                one.case == other.case
                and (not case or one.case == case)
                and one.number == other.number
                and (one.number == "Plur" or not one.gender or not other.gender or one.gender == other.gender)
            ):
                return True
    return False


def head_agreement(tokens: Sequence[Token], head: int, forms: WordForms) -> Parse | None:
    """The parse of the head that the context and the words before it allow."""
    token = tokens[head]
    parses = [parse for parse in forms.parse(token.text) if parse.case and not parse.short]
    if not parses:
        return None
    before = [item for item in tokens[:head] if has_parse(forms, item.text, (*MODIFIERS, "VERB"))]

    def fit(parse: Parse) -> tuple[int, int, float]:
        agreeing = sum(agrees(forms, item.text, parse) for item in before)
        context = (parse.case == token.case) + (parse.number == token.number) if token.case else 0
        return (
            agreeing,
            context,
            parse.score + 0.5 * (parse.pos in NOUNS and parse.animacy == "Anim") + 0.2 * (parse.number == "Sing"),
        )

    return max(parses, key=fit)


def agrees(forms: WordForms, word: str, noun: Parse) -> bool:
    """Whether an adjective, determiner or participle agrees with this reading of a noun."""
    return any(
        one.case == noun.case
        and one.number == noun.number
        and (one.number == "Plur" or not one.gender or not noun.gender or one.gender == noun.gender)
        and (not one.animacy or not noun.animacy or one.animacy == noun.animacy)
        for one in forms.parse(word)
        if one.case and (one.pos in MODIFIERS or one.verb_form == "Part")
    )


def fitting_parse(forms: WordForms, word: str, case: str, number: str) -> Parse | None:
    """The likeliest parse of a word in this case and number; people before things."""
    fitting = [one for one in forms.parse(word) if one.case == case and one.number == number and not one.short]
    return max(fitting, key=lambda one: one.score + (one.animacy == "Anim"), default=None)


def change_group(
    tokens: Sequence[Token], words: list[str], start: int, head: int, noun: Parse, forms: WordForms, number: str
) -> None:
    """Puts a head and the adjectives on both sides of it into the nominative."""
    wanted = number or noun.number
    changed = forms.inflect(words[head], "Nom", number=wanted, was=noun.case, pos=noun.pos)
    if changed is not None:
        words[head] = changed
    for index in (*range(start, head), *following_adjectives(tokens, head, noun, forms)):
        if agrees(forms, words[index], noun):
            for pos in ("ADJ", "VERB", "NUM"):
                form = forms.inflect(words[index], "Nom", number=wanted, gender=noun.gender, was=noun.case, pos=pos)
                if form is not None:
                    words[index] = form
                    break


def following_adjectives(tokens: Sequence[Token], head: int, noun: Parse, forms: WordForms) -> Iterator[int]:
    """«послом чрезвычайным и полномочным»: adjectives after a head that no later noun claims."""
    index = head + 1
    found = []
    while index < len(tokens) and (tokens[index].norm == "и" or guess_pos(forms, tokens[index]) in MODIFIERS):
        if tokens[index].norm != "и":
            found.append(index)
        index += 1
    for item in found:
        claimed = index < len(tokens) and may_agree(forms, tokens[item].text, tokens[index].text)
        if not claimed and agrees(forms, tokens[item].text, noun):
            yield item


def find_apposition(tokens: Sequence[Token], head: int, noun: Parse, forms: WordForms) -> int | None:
    """Where a second head starts: «... – министром ...», «президентом и главнокомандующим», «..., министром ...»."""
    for index in range(head + 1, len(tokens) - 1):
        sign = tokens[index]
        dash = sign.text in DASHES
        if not dash and sign.norm not in ("и", ","):
            continue
        start = index + 1
        second = find_head(tokens, forms, start)
        if second is None:
            return None
        if any(tokens[i].kind == "sign" or tokens[i].norm == "и" for i in range(start, second)):
            continue
        parse = fitting_parse(forms, tokens[second].text, noun.case, noun.number)
        if parse is None:
            continue
        if parse.animacy == noun.animacy and (dash or noun.animacy == "Anim"):
            return start
    return None


def single_bodies(tokens: Sequence[Token], words: list[str], forms: WordForms, spread: Collection[str]) -> None:
    """«глава внешнеполитических ведомств» -> «глава внешнеполитического ведомства»."""
    for index, token in enumerate(tokens):
        plural = next((one for one in forms.parse(token.text) if one.case == "Gen" and one.number == "Plur"), None)
        if plural is None or plural.lemma not in spread:
            continue
        words[index] = forms.inflect(token.text, "Gen", number="Sing", was="Gen") or words[index]
        for before in range(index - 1, -1, -1):
            if not agrees(forms, tokens[before].text, plural):
                break
            form = forms.inflect(tokens[before].text, "Gen", number="Sing", gender=plural.gender, was="Gen", pos="ADJ")
            words[before] = form or words[before]
