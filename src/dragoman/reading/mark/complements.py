"""What follows the head of a title and still belongs to it: «министр | иностранных дел РК», «посол | Чили в России»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import Match, Phrases, load_words
from dragoman.reading.mark.forms import fold, load_forms
from dragoman.reading.mark.names import is_pair
from dragoman.reading.values import Marked, Name, Side, Token

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X", "VERB", ""})
CASED = frozenset({"Acc", "Dat", "Loc", ""})  # cases that the tagger mistakes for the genitive: «экологии», «Италии»
POSTS = frozenset({"post"})
POSTED_RANKS = frozenset({"delegate", "ambassador", "envoy"})
AFFAIRS = frozenset({"policy", "post", "aide", "body"})
NESTING = frozenset({"aide", "post", "body", "policy"})
PERSONAL = frozenset({"aide"})
MAX_ENUMERATION_TOKENS = 14  # «министр индустрии, науки, высоких технологий и инноваций» has 8
NAMED_KINDS = frozenset({"район", "город", "село", "штат", "провинция", "поселок", "остров", "округ"})  # «штата Юта»
GOVERNING = ("управляющий", "управляющая", "командующий", "заведующий", "заведующая")
OUTLET_STAFF = frozenset(
    {"директор", "редактор", "корреспондент", "обозреватель", "глава", "руководитель", "агентство"}
)
FORMER_PREFIXES = ("экс-", "вице-экс-")
FIELDS = frozenset({"дело", "политика", "связь", "сношение"})
OWNED = FIELDS | {"министерство", "ведомство", "правительство"}
POLICY = ("политике", "политикой", "политики", "политику")  # «внешней политики»: what, not who
NO_HEADS = frozenset({"PRON", "ADV", "ADP", "PART", "SCONJ", "CCONJ"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head word of a title: its dictionary form, rank, what may follow it, and whether it stands alone."""

    form: str
    rank: str
    grammar: str
    strong: bool


@dataclass(slots=True)
class Complement:
    """What the words after a head say.

    last: the token after the complement. sides: those in the genitive, in order; posts: after «в», «при», «на».
    bodies: ranks of the bodies named, in order. nested: ranks of heads inside («помощник президента»).
    person: index into Marked.names of a person the office serves («пресс-секретарь Дж. Буша»).
    organisations: names of bodies inside that the register does not know as sides.
    """

    last: int
    sides: list[Side] = field(default_factory=list)
    posts: list[Side] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    person: int | None = None
    organisations: list[Name] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    outer: str = ""  # grammar of the head itself, whatever heads are nested in it
    quoted: bool = False  # «глава «Газпрома»»: a name in quotation marks and no body before it
    instrumental: bool = False  # «управляющий банком», «командующий войсками»
    directs: bool = False  # «директор | по внешней политике»: a head that may have a field of its own
    field_from: int | None = None  # where «по делам ...» begins


@cache
def load_heads() -> Phrases[Head]:
    """The heads of offices.tsv."""
    heads: Phrases[Head] = Phrases(load_forms().lemmatise)
    for word in load_words("ru", "offices"):
        rank, grammar = word.kind.split(":")
        heads.add(word.form, Head(word.form, rank, grammar, word.strong))
    return heads


@cache
def load_bodies() -> Phrases[str]:
    """The bodies of bodies.tsv with the rank that their head has."""
    bodies: Phrases[str] = Phrases(load_forms().lemmatise)
    bodies.extend((word.form, word.kind) for word in load_words("ru", "bodies"))
    return bodies


@cache
def load_outlets() -> Phrases[str]:
    """Agencies and papers by name, of carriers.tsv."""
    outlets: Phrases[str] = Phrases(load_forms().lemmatise)
    outlets.extend((word.form, word.form) for word in load_words("ru", "carriers") if word.strong)
    return outlets


@cache
def load_bounds(kind: str) -> frozenset[str]:
    """The words of one class of bounds.tsv."""
    return frozenset(word.form for word in load_words("ru", "bounds") if word.kind == kind)


def strip_former(token: Token) -> Token:
    """«экс-президент» as «президент», for look-ups."""
    for prefix in FORMER_PREFIXES:
        if token.norm.startswith(prefix) and len(token.norm) > len(prefix):
            bare = token.norm[len(prefix) :]
            return replace(token, norm=bare, lemmas=load_forms().lemmatise(bare))
    return token


def is_abbreviation(token: Token) -> bool:
    """«МИД», «США», «ЦК»: words that do not change."""
    return token.kind in ("word", "latin", "mixed") and sum(letter.isupper() for letter in token.text) >= 2


def has_case(token: Token, case: str) -> bool:
    """Whether a nominal token stands in a case, the slips of the tagger between equal forms forgiven."""
    if token.kind == "sign" or token.pos not in NOMINAL:
        return False
    if token.case == case or is_abbreviation(token) or token.kind in ("latin", "mixed"):
        return True
    if is_misread(token):
        return any(parse.case == case for parse in load_forms().parse(token.text))
    if token.pos == "VERB" and token.verb_form != "Part":
        return False
    parses = load_forms().parse(token.text)
    possible = any(parse.case == token.case for parse in parses)  # «с президентами Перу и | Эквадора», taken for Ins
    if token.case and possible and (token.case not in CASED and case == "Gen"):
        return False
    return any(parse.case == case for parse in parses)


def is_nominal(token: Token) -> bool:
    """A noun, an adjective, or a participle before one: «по | окружающей среде»."""
    return token.pos in ("NOUN", "PROPN", "ADJ") or token.verb_form == "Part"


def is_misread(token: Token) -> bool:
    """«ткачества» read as a nominative or a verb, which the dictionary knows it cannot be."""
    if token.kind != "word" or token.text[:1].isupper():
        return False
    parses = load_forms().parse(token.text)
    if token.pos == "VERB" and any(parse.pos == "VERB" for parse in parses):
        return False  # «президент | примет решение»
    parses = tuple(parse for parse in parses if parse.pos in ("NOUN", "ADJ"))
    return bool(parses) and all(parse.known and not fits_tag(parse.case, parse.number, token) for parse in parses)


def fits_tag(case: str, number: str, token: Token) -> bool:
    """Whether a reading of the dictionary has the case and number that the network gives."""
    return token.pos in ("NOUN", "ADJ", "PROPN") and (case, number) == (token.case, token.number)


def strip_all(tokens: tuple[Token, ...]) -> Sequence[Token]:
    """The tokens with words like «экс-министр» without what says «former»; the same object where there are none."""
    if not [token for token in tokens if "-" in token.norm and token.norm.startswith(FORMER_PREFIXES)]:
        return tokens
    return [strip_former(token) if token.norm.startswith(FORMER_PREFIXES) else token for token in tokens]


class Scanner:
    """Reads complements in one document; knows where names, sides and heads begin."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens: Sequence[Token] = strip_all(marked.tokens)
        self.sides = {side.first: side for side in marked.sides}
        self.people = {name.first: index for index, name in enumerate(marked.names) if name.kind == "person"}
        self.others = {name.first: name for name in marked.names if name.kind != "person"}
        self.in_person = {at for name in marked.names if name.kind == "person" for at in range(name.first, name.last)}
        self.heads = load_heads()
        self.starts = self._find_starts()
        self.bodies = load_bodies()

    def _find_starts(self) -> frozenset[int]:
        """Where the head of a title may start: at a noun outside the names of persons."""
        tokens = self.tokens
        starts = frozenset(self.heads.find_starts(tokens, 0, len(tokens))) - self.in_person
        return frozenset(at for at in starts if tokens[at].kind == "word" and tokens[at].pos not in NO_HEADS)

    def head_at(self, first: int, stop: int) -> Match[Head] | None:
        """The head of a title that starts at a token, unless it is part of a person's name or not a noun."""
        if first >= stop or first not in self.starts:
            return None
        match = self.heads.match(self.tokens, first, stop)
        if match is None or self._is_other_word(match):
            return None
        return match

    def _is_other_word(self, match: Match[Head]) -> bool:
        """«главу», not «главный»; «ведущих стран», not «ведущий»; «членов» of anything are no office alone."""
        if match.last - match.first > 1:
            return False
        token = self.tokens[match.first]
        if token.pos == "VERB" and token.verb_form != "Part":
            return True
        if token.norm in POLICY:
            before = self.tokens[match.first - 1] if match.first else token
            return token.norm in POLICY[:2] or before.gender == "Fem"
        if not any(parse.pos in ("ADJ", "VERB") for parse in load_forms().parse(token.text)):
            return False  # «принял | посланника короля», taken for an adjective
        if token.pos in ("ADJ", "VERB") and not ("-" in token.norm and token.norm == match.value.form):
            following = self.tokens[match.last] if match.last < len(self.tokens) else None
            agrees = following is not None and following.pos in ("NOUN", "PROPN") and following.case == token.case
            return agrees and match.last not in self.in_person
        return False

    def read(self, first: int, stop: int, head: Head, *, case: str, plural: bool) -> Complement:
        """The complement that starts at `first`, right after `head` which stands in `case`."""
        found = Complement(first, outer=head.grammar, instrumental=head.form.endswith(GOVERNING))
        found.directs = head.form.endswith("директор")
        grammar = head.grammar
        if grammar in ("none", "name"):
            return found
        at = first
        while at < stop:
            step = self._step(at, stop, grammar, found, case, plural)
            if step is None:
                break
            at, grammar = step
        found.last = self._trim(first, at)
        self._find_bodies(first, found)
        return found

    def _step(
        self, at: int, stop: int, grammar: str, found: Complement, case: str, plural: bool
    ) -> tuple[int, str] | None:
        token = self.tokens[at]
        if grammar == "closed":
            return None
        if at in self.people:
            return self._person_step(at, grammar, found, case)
        nested = self.head_at(at, stop)
        if nested is not None:
            placed = bool(found.sides) and not self._is_bent_before(at, found)
            if grammar not in NESTING or not has_case(token, "Gen") or not nested.value.strong or placed:
                return None
            if nested.value.rank in ("military", "religious") and nested.value.grammar == "none":
                return None  # «заместитель главы войск | генерала А. Б.»
            found.nested.append(nested.value.rank)
            return nested.last, nested.value.grammar if nested.value.grammar != "none" else grammar
        if token.norm == "по":
            return self._affairs_step(at, stop, grammar, found)
        if token.norm == "от":
            return self._sender_step(at, stop, grammar, found)
        if token.norm == "из" and plural:
            return None  # «с коллегами | из Чили и Перу»: a list of its own
        if token.norm in ("в", "во", "на", "при", "из"):
            return self._post_step(at, stop, grammar, found)
        if token.norm in (",", "и"):
            last = self._join_step(at, stop, grammar, plural)
            return None if last is None else (last, grammar)
        last = self._genitive(at, stop, found)
        return None if last is None else (last, grammar)

    def _is_bent_before(self, at: int, found: Complement) -> bool:
        """«помощник турецкого | президента»: the only side is the adjective right before the nested office."""
        return len(found.sides) == 1 and found.sides[0].form == "adjective" and found.sides[0].last == at

    def _person_step(self, at: int, grammar: str, found: Complement, case: str) -> tuple[int, str] | None:
        """«пресс-секретарь Джорджа Буша»: whom the office serves, where he cannot be its holder."""
        name = self.marked.names[self.people[at]]
        named = name.last in self.people  # «представитель Сатпаева | Ерлан Дубов»
        if not named and not found.nested and (found.sides or found.organisations):
            return None  # «пресс-секретарь армянского Минэнерго | Анна Дубова»
        serves = grammar in PERSONAL or (bool(found.nested) and not found.sides) or named
        if named and found.person is None and case not in ("Gen", "Acc", "") and name.last - at == 1:
            found.person = self.people[at]
            return name.last, "state"
        in_genitive = name.case == "Gen" or (not name.case and self.tokens[name.last - 1].case == "Gen")
        if found.person is not None or not serves or not in_genitive or case in ("Gen", "Acc", ""):
            return None
        shown = " ".join(token.text for token in self.marked.tokens[at : name.last])
        if name.last - at > 1 and shown == name.nominative and case == "Nom" and not named:
            return None  # «заместитель министра экономики | Гиви Лория»: a name of one form, of the holder
        found.person = self.people[at]
        return name.last, "state"

    def _genitive(self, at: int, stop: int, found: Complement) -> int | None:
        """One more genitive word, side or body name; None: the complement is over."""
        side = self.sides.get(at)
        whole = self.others.get(at)
        if side is not None and whole is not None and whole.last > side.last:
            side = None  # «Института» of «Казахского института права»: the body as a whole
        if side is not None and self._is_field(side):
            side = None
        if (
            side is not None
            and side.last <= stop
            and (side.form == "organisation" or self._fits(side.first, side.last, "Gen") or self._may_be_genitive(side))
        ):
            if side.form in ("city", "capital") and any(one.form == "name" for one in found.sides):
                return None  # «резиденция президента Чили | Вальпараисо»
            found.sides.append(side)
            return side.last
        house = self._house(at, stop)
        if house is not None:
            return house
        other = self.others.get(at)
        if other is not None and self._is_outlet(at, stop):
            return None  # «заявил министр | ИТАР-ТАСС»
        if other is not None and other.last <= stop and self._fits(other.first, other.last, "Gen"):
            if other.kind == "place" and any(side.form == "name" for side in found.sides):
                return None  # «резиденция президента Чили | Серро-Кастильо»
            return self._enter(other, found)
        if other is not None and other.kind == "place" and self.tokens[at - 1].lemma in NAMED_KINDS:
            return self._enter(other, found)
        token = self.tokens[at]
        if self.tokens[at - 1].lemma in ("дружба", "сотрудничество") and is_pair(token):
            return at + 1  # «группы дружбы | Чили-Перу»
        if token.text in '«"“„':
            if self._is_placed(found) or self._is_outlet(at + 1, stop) or found.outer == "state":
                return None
            return self._enter_quoted(at, stop, found)
        if self._is_placed(found) and not token.text[:1].isupper():
            return None  # «президент Чили | республиканец»
        if token.norm in load_bounds("time") or token.lemma in load_bounds("time"):
            return None
        if found.instrumental and has_case(token, "Ins"):
            return at + 1
        if (
            token.pos == "ADV"
            and at + 2 < stop
            and self.tokens[at + 1].pos == "ADJ"
            and has_case(self.tokens[at + 1], "Gen")
        ):
            return at + 1  # «крайне правого фронта»
        if token.pos == "NUM" or token.kind == "number":
            return self._counted(at, stop)
        following = self.tokens[at + 1] if at + 1 < stop else token
        if token.pos == "VERB" and not (following.pos in ("NOUN", "PROPN") and has_case(following, "Gen")):
            return None  # «пресс-секретарь | возглавляющего комитет»
        fits = has_case(token, "Gen") or self._is_body(at, stop)
        return at + 1 if fits and not token.text[:1].isdigit() else None

    def _may_be_genitive(self, side: Side) -> bool:
        """«премьером | Фиджи», «премьер | Косова»: states that have one form, or that the network misread."""
        token = self.tokens[side.first]
        single = side.form in ("name", "seat") and side.last - side.first == 1
        unchanged = single and token.norm == fold(side.nominative) and token.norm[-1:] in "еиоу"
        return unchanged or self._is_bent(side)

    def _is_bent(self, side: Side) -> bool:
        """«премьер | Косова»: the name of a state in a form that is not its nominative, whatever the network says."""
        token = self.tokens[side.first]
        misread = token.case in ("Nom", "") or (side.form == "seat" and token.case == "Ins")
        single = side.form in ("name", "seat") and side.last - side.first == 1 and misread
        return single and token.norm != fold(side.nominative) and token.norm[-1:] in "аяыи"

    def _is_placed(self, found: Complement) -> bool:
        """Whether the state or place of an office is told: no plain noun follows it."""
        return bool(found.places) or any(side.form == "name" for side in found.sides)

    def _enter(self, other: Name, found: Complement) -> int:
        """Steps over a body's or a place's name; sides inside are kept."""
        inside = [side for at, side in self.sides.items() if other.first <= at < other.last]
        found.sides.extend(sorted(inside, key=lambda side: side.first))
        (found.organisations if other.kind == "organisation" else found.places).append(other)
        return other.last

    def _fits(self, first: int, last: int, case: str) -> bool:
        """Whether the first word of a name may stand in a case; Latin words and quoted names may in any."""
        token = self.tokens[first]
        return token.text in '«"“„' or has_case(token, case)

    def _quoted(self, at: int, stop: int) -> int | None:
        """«президент «Казахмыса»»: a short quoted name, as a whole; a quotation that begins there is none."""
        if at + 1 >= stop or not self.tokens[at].space or not self.tokens[at + 1].text[:1].isupper():
            return None
        if any(token.pos in ("VERB", "AUX") and token.verb_form == "Fin" for token in self.tokens[at + 1 : at + 4]):
            return None
        for last in range(at + 2, min(at + 8, stop)):
            if self.tokens[last].text in '»"”“':
                return last + 1
        return None

    def _house(self, at: int, stop: int) -> int | None:
        """«Председатель | Халк Маслахаты», «| Маджлиси намояндагон»: a body whose name of two words does not change."""
        if at in self.people or not self.tokens[at].text[:1].isupper():
            return None
        match = self.bodies.match(self.tokens, at, stop)
        return match.last if match is not None and match.last - at > 1 else None

    def _is_outlet(self, at: int, stop: int) -> bool:
        """Whether the name of an agency or paper stands at a token; after «директор», «редактор» it is their own."""
        match = load_outlets().match(self.tokens, at, stop)
        if match is None:
            return False
        before = [token.lemma for token in self.tokens[max(0, at - 2) : at]]
        return not set(before) & OUTLET_STAFF

    def _is_body(self, at: int, stop: int) -> bool:
        """«Председатель | Мажилиса»: a body's name that the network takes for part of the name after it."""
        token = self.tokens[at]
        if not token.text[:1].isupper() or self.bodies.match(self.tokens, at, stop) is None:
            return False
        return any(parse.case == "Gen" for parse in load_forms().parse(token.text))

    def _enter_quoted(self, at: int, stop: int, found: Complement) -> int | None:
        """Steps over a quoted name and notes that there is one."""
        last = self._quoted(at, stop)
        found.quoted = found.quoted or last is not None
        return last

    def _counted(self, at: int, stop: int) -> int | None:
        """«президенты 50 стран мира», «двух государств»."""
        following = self.tokens[at + 1] if at + 1 < stop else None
        countable = following is not None and following.lemma in ("страна", "государство", "республика", "сторона")
        return at + 1 if countable else None

    def _affairs_step(self, at: int, stop: int, grammar: str, found: Complement) -> tuple[int, str] | None:
        """«по климату», «по делам разведки», not «по телефону», «по итогам»."""
        envoy = found.outer in ("post", "aide") and bool(found.nested)  # «представитель президента Чили по климату»
        if (grammar not in AFFAIRS and not envoy) or at + 1 >= stop or found.person is not None:
            return None
        first = self.tokens[at + 1]
        matters = first.norm == "вопросам" and at + 2 < stop and self._follows(at + 2, stop)  # «по вопросам границы»
        if not matters and any(word in load_bounds("reason") for word in (first.norm, *first.lemmas)):
            return None
        if not is_nominal(first) or not (has_case(first, "Dat") or first.case == "Loc"):
            return None
        if grammar == "body" and not (found.nested or found.directs or self._has_body(at)):
            return None
        found.field_from = at
        last = self._affairs(at + 1, stop, found)
        return last, "closed"

    def _has_body(self, at: int) -> bool:
        """Whether the word before «по» is what may have a field: «комитета по», «департамента по»."""
        closed = self.tokens[at - 1].text == ")" and self.tokens[at - 3].text == "("
        token = self.tokens[at - 4 if closed else at - 1]  # «службы (ВЕС) | по Азии»
        return token.pos in ("NOUN", "PROPN") and (closed or token.case == "Gen") and not is_abbreviation(token)

    def _affairs(self, at: int, stop: int, found: Complement) -> int:
        """The dative words after «по», their genitives, «и» and «с» among them."""
        case = "Dat"
        silent = Complement(at)
        start = at
        while at < stop:
            token = self.tokens[at]
            if at in self.people or (self.head_at(at, stop) is not None and at > start):
                break
            if token.norm == "и" and at + 1 < stop and self._follows(at + 1, stop):
                at += 1
                continue
            if token.norm in ("с", "со") and self.tokens[at - 1].lemma in load_bounds("link"):
                at, case = at + 1, "Ins"
                continue
            side = self.sides.get(at)
            if side is not None and side.form != "adjective":
                owner = token.case == "Gen" and self._is_owned(at - 1)
                found.directs = found.directs and not (owner and is_abbreviation(self.tokens[at - 1]))
                (found.sides if owner and not found.sides else silent.sides).append(side)
                at = side.last
                continue
            if not is_nominal(token) and token.pos != "DET":
                break
            if not (has_case(token, "Gen") or has_case(token, case) or token.case == "Loc"):
                break
            at += 1
        found.posts.extend(silent.sides)
        return at

    def _is_owned(self, at: int) -> bool:
        """«по делам | Чили», «по внешней политике МИД | Чили»: a word whose genitive says whose the office is."""
        token = self.tokens[at]
        return token.lemma in OWNED or (
            is_abbreviation(token) and self.bodies.match(self.tokens, at, at + 1) is not None
        )

    def _follows(self, at: int, stop: int) -> bool:
        """Whether a word after «и» goes on with the field: no name, no side alone, no office."""
        if at in self.people or self.head_at(at, stop) is not None:
            return False
        token = self.tokens[at]
        return token.pos in ("NOUN", "ADJ", "PROPN") and (has_case(token, "Dat") or has_case(token, "Gen"))

    def _sender_step(self, at: int, stop: int, grammar: str, found: Complement) -> tuple[int, str] | None:
        """«координатор диалога от Казахстана»: the side that sends."""
        side = self.sides.get(at + 1)
        if side is None or side.last > stop or side.form not in ("name", "organisation") or found.sides:
            return None
        if grammar not in ("post", "body", "aide") or not self._fits(side.first, side.last, "Gen"):
            return None
        found.sides.append(side)
        return side.last, "closed"

    def _post_step(self, at: int, stop: int, grammar: str, found: Complement) -> tuple[int, str] | None:
        """«в России», «при ООН», «на Украине» after ambassadors, envoys and heads of missions."""
        norm = self.tokens[at].norm
        if at + 1 >= stop or not self._is_posted(at, grammar, norm, found):
            return None
        side = self.sides.get(at + 1)
        if side is not None and side.form != "adjective":
            found.posts.append(side)
            return self._posts(side.last, stop, found), "closed"
        other = self.others.get(at + 1)
        if other is not None:
            return other.last, "closed"
        if norm == "при" and has_case(self.tokens[at + 1], "Loc"):
            return at + 2, "state"
        return None

    def _posts(self, at: int, stop: int, found: Complement) -> int:
        """«в Чили и Перу»: a second country of the same post."""
        while at + 1 < stop and self.tokens[at].norm == "и" and at + 1 in self.sides:
            side = self.sides[at + 1]
            if side.form != "name" or self.tokens[at + 1].case not in ("Loc", ""):
                break
            found.posts.append(side)
            at = side.last
        return at

    def _is_posted(self, at: int, grammar: str, norm: str, found: Complement) -> bool:
        if norm == "из":
            return grammar == "colleague"
        if norm == "при":
            return grammar in ("post", "body", "aide")
        if grammar in POSTS:
            return True
        return any(rank in POSTED_RANKS for rank in self._bodies_before(at))

    def _bodies_before(self, at: int) -> list[str]:
        """Ranks of bodies named in the six tokens before."""
        return [match.value for match in self.bodies.find(self.tokens, max(0, at - 6), at)]

    def _join_step(self, at: int, stop: int, grammar: str, plural: bool) -> int | None:
        """Goes over «и» or «,» where the complement goes on: «экологии, геологии и природных ресурсов»."""
        if grammar not in ("policy", "body", "aide", "post") or at + 1 >= stop:
            return None
        if self.tokens[at].norm == "и":
            return at + 1 if self._is_genitive_noun(at + 1, stop) and not (plural and grammar != "policy") else None
        if grammar != "policy":
            return None
        return at + 1 if self._is_enumeration(at, stop) else None

    def _is_genitive_noun(self, at: int, stop: int) -> bool:
        """A plain genitive word: no office, person or side."""
        side = self.sides.get(at)  # «иностранных и | европейских дел»
        if at in self.people or self.head_at(at, stop) is not None or (side is not None and not self._is_field(side)):
            return False
        token = self.tokens[at]
        named = token.pos in ("NOUN", "ADJ") or token.verb_form == "Part"  # «и | перерабатывающей промышленности»
        return named and token.case in ("Gen", "Acc", "") and has_case(token, "Gen")

    def _is_field(self, side: Side) -> bool:
        """«европейских | дел»: an adjective of a state or body before affairs of that kind."""
        return side.form == "adjective" and side.last < len(self.tokens) and self.tokens[side.last].lemma in FIELDS

    def _is_enumeration(self, at: int, stop: int) -> bool:
        """«, геологии и природных ресурсов»: genitives between commas that end with «и» and a genitive."""
        end = min(stop, at + MAX_ENUMERATION_TOKENS)
        while at < end:
            token = self.tokens[at]
            if token.norm == "и":
                return at + 1 < end and self._is_genitive_noun(at + 1, stop)
            if token.norm != "," and not self._is_genitive_noun(at, stop):
                return False
            at += 1
        return False

    def _trim(self, first: int, last: int) -> int:
        """Drops adjectives and joints left hanging at the end."""
        while last > first:
            token = self.tokens[last - 1]
            hanging = token.norm in (",", "и", "по", "в", "при") or token.pos in ("ADJ", "DET", "NUM")
            if not hanging or is_abbreviation(token) or (last - 1) in self.others:
                break
            if self._ends_name(last):
                break
            last -= 1
        return last

    def _ends_name(self, last: int) -> bool:
        spans = (*self.sides.values(), *self.others.values())
        return any(span.last == last for span in spans if not (isinstance(span, Side) and span.form == "adjective"))

    def _find_bodies(self, first: int, found: Complement) -> None:
        """Fills in ranks of bodies, and sides that stand as adjectives inside («казахстанского ведомства»)."""
        # «Российской | Федерации» is no body, nor what is in a director's field
        states = {at for side in found.sides if side.form == "name" for at in range(side.first, side.last)}
        matches = self.bodies.find(self.tokens, first, found.last)
        stop = found.field_from if found.directs and found.field_from is not None else found.last
        found.bodies = [match.value for match in matches if match.first not in states and match.first < stop]
        kept = {side.first for side in (*found.sides, *found.posts)}
        for at in range(first, found.last):
            side = self.sides.get(at)
            inside = found.field_from is not None and at > found.field_from  # «по европейским делам»
            named = side is not None and at not in kept and side.last <= found.last and not self._is_field(side)
            if side is not None and named and not (inside and found.sides):
                found.sides.append(side)
        found.sides = [side for side in found.sides if side.last <= found.last]
        found.sides.sort(key=lambda side: side.first)
        found.posts = [side for side in found.posts if side.last <= found.last]
