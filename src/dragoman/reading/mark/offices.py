"""Official titles: «заместитель Премьер-Министра – министр иностранных дел Казахстана», «белорусский лидер».

A title is a head (offices.tsv), what stands before it (roles.tsv, adjectives of states) and its complement
(complements.py). Plural titles that name several sides become one title for each side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec import structs

from dragoman.reading.languages.lexicon import Match, Phrases, load_words
from dragoman.reading.mark.complements import FORMER_PREFIXES, Complement, Head, Scanner, has_case, load_bounds
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.mark.names import DASHES
from dragoman.reading.mark.ranks import find_rank
from dragoman.reading.values import Marked, OfficeTitle, Side, Token

MAX_ROLE_WORDS = 4
MAX_PLACE_TOKENS = 18  # «директора по стратегии ... в России, на Украине, в Белоруссии и Казахстане Елену Б.»
PLACE_PARTS = frozenset({"ADP", "ADJ", "NOUN", "PROPN", "CCONJ", "DET", "NUM"})
AWAY = frozenset({"с", "со", "к", "ко", "у", "о", "об", "через", "без", "перед", "после", "до", "за", "из"})
FOREIGN_POLICY = frozenset({"дело", "сношение", "связь"})  # «иностранных дел»: plural that a single office keeps


@dataclass(frozen=True, slots=True)
class Role:
    """Words before a head: what they say (acting, former, elect, now, part) and their dictionary form."""

    kind: str
    form: str


@dataclass(slots=True)
class Draft:
    """A title being built: the head's match and the tokens that belong to it."""

    first: int
    match: Match[Head]
    complement: Complement
    case: str
    plural: bool
    roles: list[tuple[int, int, Role]]
    adjective: Side | None
    joined: Draft | None = None

    @property
    def last(self) -> int:
        """The token after the title."""
        return self.joined.last if self.joined else self.complement.last


@cache
def load_roles() -> Phrases[Role]:
    """The words of roles.tsv."""
    roles: Phrases[Role] = Phrases(load_forms().lemmatise)
    roles.extend((word.form, Role(word.kind, word.lemma or word.form)) for word in load_words("ru", "roles"))
    return roles


def find_titles(marked: Marked) -> tuple[OfficeTitle, ...]:
    """The official titles of a document, in order; a plural title with several sides gives one title a side.

    Args: marked: with tokens in context, names and sides.
    Returns: titles that do not overlap. `plural` ones stand for several holders; `side` is what the title itself
        says, None where only the text around it can tell.
    """
    scanner = Scanner(marked)
    titles: list[OfficeTitle] = []
    for sentence in marked.sentences:
        at = sentence.first
        while at < sentence.last:
            draft = find_draft(scanner, at, sentence.first, sentence.last) if at in scanner.starts else None
            if draft is None:
                at += 1
                continue
            titles.extend(to_titles(scanner, draft, sentence.last))
            at = max(draft.last, titles[-1].last if titles else 0)
    kept = (title for title in titles if is_title(scanner, title) and not is_adverb(scanner, title))
    return tuple(spell_body(scanner, structs.replace(one, side=own_side(scanner, one))) for one in kept)


def own_side(scanner: Scanner, title: OfficeTitle) -> str | None:
    """«папа римский», «понтифик», «еврокомиссар»: offices whose side is in the word itself."""
    if title.side is not None:
        return title.side
    words = [token.lemma for token in scanner.tokens[title.first : title.last]]
    return "VA" if words[:2] == ["папа", "римский"] else OWN_SIDES.get(words[0])


def spell_body(scanner: Scanner, title: OfficeTitle) -> OfficeTitle:
    """«начальник управления» after «в управлении информации МИД Чили»: the body as it was told in full before.

    Also «представитель ведомства» after «МИД Чили»: the ministry spoken of last.
    """
    last = scanner.tokens[title.last - 1]
    if title.side is not None or title.last - title.first < len(("начальник", "управления")) or last.case != "Gen":
        return title
    if last.lemma in TOLD_IN_FULL:
        told = find_body(scanner, title, last.lemma)
    elif last.lemma in MINISTRIES and title.rank in ("spokesperson", "head", "official", "deputy"):
        told = find_ministry(scanner, title)
    else:
        return title
    if told is None:
        return title
    words, side = told
    before = title.nominative.rsplit(" ", 1)[0]
    return structs.replace(title, nominative=f"{before} {words}", side=side)


def find_body(scanner: Scanner, title: OfficeTitle, lemma: str) -> tuple[str, str | None] | None:
    """The words of a body in the genitive as the text told them before a title, and its side."""
    for at in range(title.first - 1, max(-1, title.first - BODY_REACH), -1):
        token = scanner.tokens[at]
        if token.lemma != lemma or token.number == "Plur":
            continue
        told = scanner.read(at + 1, len(scanner.tokens), BODY_HEAD, case="Nom", plural=False)
        if told.last > at + 1 and told.person is None:
            head = scanner.tokens[title.last - 1].text
            words = [*adjectives_before(scanner, at), head, words_between(scanner, at + 1, told.last)]
            return " ".join(words), next((side.code for side in told.sides), None)
    return None


def adjectives_before(scanner: Scanner, at: int) -> list[str]:
    """«Государственный таможенный | комитет»: the adjectives of a body in the genitive."""
    first, gender = at, head_gender(scanner.tokens[at].lemma)
    while (
        first and scanner.tokens[first - 1].pos == "ADJ" and scanner.tokens[first - 1].case == scanner.tokens[at].case
    ):
        first -= 1
    words = [scanner.marked.tokens[index].text for index in range(first, at) if index not in scanner.sides]
    return [load_forms().inflect(word, "Gen", number="Sing", gender=gender, pos="ADJ") or word for word in words]


def find_ministry(scanner: Scanner, title: OfficeTitle) -> tuple[str, str | None] | None:
    """The ministry named last before a title: «МИД», «министерства связи Чили», and its side."""
    matches = scanner.bodies.find(scanner.tokens, max(0, title.first - MINISTRY_REACH), title.first)
    for match in reversed([one for one in matches if one.value in ("minister", "foreign_minister")]):
        token = scanner.tokens[match.first]
        named = is_ministry(token) or token.lemma == "министерство"
        if token.number == "Plur" or not named or scanner.tokens[match.first - 1].number == "Plur":
            continue  # «встреча глав | МИД»
        before = next((side for side in scanner.sides.values() if side.last == match.first), None)
        told = scanner.read(match.last, len(scanner.tokens), BODY_HEAD, case="Nom", plural=False)
        sides = [before] if before is not None and before.form == "adjective" else told.sides
        whole = token.lemma == "министерство"
        if not sides or (whole and told.last == match.last):
            continue
        last = told.last if whole else max(match.last, *(side.last for side in sides))
        words = f"{'министерства' if whole else token.text} {words_between(scanner, match.first + 1, last)}".strip()
        return words, sides[0].code
    return None


def is_ministry(token: Token) -> bool:
    """«МИД», «Минфин»: a short name that does not change."""
    return token.text.isupper() or token.text.startswith("Мин")


BODY_HEAD = Head("глава", "head", "body", True)
BODY_REACH = 400  # tokens in which a body was told in full
MINISTRY_REACH = 80
MINISTRIES = frozenset({"ведомство", "министерство"})
TOLD_IN_FULL = frozenset({"управление", "департамент", "комитет", "агентство", "служба", "секретариат", "пресс-служба"})
TOLD_IN_FULL |= {"пресс-центр", "аппарат", "администрация", "отдел", "комиссия", "фонд", "центр"}
OWN_SIDES = {"понтифик": "VA", "еврокомиссар": "EU", "евродепутат": "EU"}


def is_adverb(scanner: Scanner, title: OfficeTitle) -> bool:
    """«во главе с»: no office."""
    word = scanner.tokens[title.first]
    return word.norm == "главе" and title.first > 0 and scanner.tokens[title.first - 1].norm == "во"


def find_draft(scanner: Scanner, at: int, start: int, stop: int) -> Draft | None:
    """The title whose head starts at a token, with everything before and after that belongs to it."""
    match = scanner.head_at(at, stop)
    if match is None or is_council(scanner, at, start):
        return None
    token = scanner.tokens[match.first + head_word(match, scanner.tokens)]
    case, plural = head_case(token, match.value), is_plural(token, match.value)
    if not plural and match.first == start and opens_plural(token):
        case, plural = "Nom", True
    complement = scanner.read(match.last, stop, match.value, case=case, plural=plural)
    first, roles, adjective = look_left(scanner, match.first, start, case)
    if any(role.kind == "acting" for _first, _last, role in roles):
        case = scanner.tokens[first].case  # none for «и.о.»: the name tells
    draft = Draft(first, match, complement, case, plural, roles, adjective)
    draft.joined = find_joined(scanner, draft, stop)
    return draft


def head_case(token: Token, head: Head) -> str:
    """The case of a head: that of the network, unless the word stands in the dictionary form that only fits one."""
    if head.form.startswith("зам") and head.form.endswith(("а", "ы", "я")):
        return ""  # «замминистра», «замглавы»: one form for every case
    if is_plain(token, head):
        return "Nom" if token.case else ""
    cases = {parse.case for parse in load_forms().parse(token.text) if parse.pos == "NOUN"}
    return cases.pop() if len(cases) == 1 and token.case else token.case  # «госсоветником» is no nominative


def is_plural(token: Token, head: Head) -> bool:
    """Whether a head is a plural: not in its dictionary form, whatever the network says («премьер», «посланница»)."""
    return token.number == "Plur" and (token.norm != head.form or token.norm[-1:] not in CHANGING)


CHANGING = frozenset("абвгджзйклмнпрстфхцчшщья")


def is_plain(token: Token, head: Head) -> bool:
    """«премьер», «торага»: the dictionary form of a noun on a consonant, or of one unknown, which is no other form."""
    if token.norm != head.form:
        return False
    strange = token.norm[-1:] in "ая" and not any(parse.known for parse in load_forms().parse(token.text))
    return strange or token.norm[-1:] not in "аеиоуыэюя"


def opens_plural(token: Token) -> bool:
    """Whether the first word of a sentence, read as a genitive, is a nominative plural: «Главы МИД А и Б»."""
    if token.case != "Gen" or token.number != "Sing" or not token.text[:1].isupper():
        return False
    return any(
        one.case == "Nom" and one.number == "Plur" for one in load_forms().parse(token.text) if one.pos == "NOUN"
    )


def head_word(match: Match[Head], tokens: Sequence[Token]) -> int:
    """Which word of a head of several words is its noun: «генеральный секретарь», «поверенный в делах»."""
    for offset in range(match.last - match.first):
        if tokens[match.first + offset].pos in ("NOUN", "PROPN"):
            return offset
    return 0


def find_joined(scanner: Scanner, draft: Draft, stop: int) -> Draft | None:
    """«заместитель Премьер-Министра – министр иностранных дел»: a second title joined by a dash, no name between."""
    at = draft.complement.last
    if at + 1 >= stop or scanner.tokens[at].text not in DASHES:
        return None
    following = find_draft(scanner, at + 1, at + 1, stop)
    if following is None or draft.plural != following.plural:
        return None
    if following.case != draft.case and {following.case, draft.case} != {"Gen", "Acc"}:
        return None  # «двумя лидерами – премьером А. Б. и канцлером В. Г.»
    return following


def is_council(scanner: Scanner, at: int, start: int) -> bool:
    """«Совет министров», «Совета глав государств»: officials that make up a body."""
    if at == start or scanner.tokens[at].number != "Plur":
        return False
    return scanner.tokens[at - 1].lemma in load_bounds("council") - {"саммит", "заседание"}


def look_left(scanner: Scanner, at: int, start: int, case: str) -> tuple[int, list[tuple[int, int, Role]], Side | None]:
    """Words before a head that belong to it: (first token, roles, the adjective of a state)."""
    roles: list[tuple[int, int, Role]] = []
    adjective: Side | None = None
    while at > start:
        role = find_role(scanner, at, start, case)
        if role is not None:
            roles.insert(0, role)
            at = role[0]
            continue
        side = adjective_before(scanner, at, start, case)
        if side is None and roles and case == "Acc":
            side = adjective_before(scanner, at, start, "Gen")  # «российского первого | вице-премьера принял»
        if side is None or adjective is not None:
            break
        adjective, at = side, side.first
    return at, roles, adjective


def find_role(scanner: Scanner, at: int, start: int, case: str) -> tuple[int, int, Role] | None:
    """The longest role that ends right before a token."""
    for first in range(max(start, at - MAX_ROLE_WORDS), at):
        match = load_roles().match(scanner.tokens, first, at)
        if match is None or match.last != at:
            continue
        agrees = match.value.kind == "acting" or scanner.tokens[at - 1].case in (case, "")
        if agrees and not is_finite(scanner.tokens[at - 1]):
            return first, at, match.value
    return None


def is_finite(token: Token) -> bool:
    """«был», which shares its dictionary form with «бывший»."""
    return token.pos in ("VERB", "AUX") and token.verb_form in ("Fin", "Inf")


def adjective_before(scanner: Scanner, at: int, start: int, case: str) -> Side | None:
    """«израильский» before «премьер»."""
    side = scanner.sides.get(at - 1)
    if side is None or side.form != "adjective" or at - 1 < start:
        return None
    own = scanner.tokens[at - 1].case
    return side if own in (case, "") or (own, case) == ("Acc", "Gen") else None  # «латвийского | министра»: one form


def to_titles(scanner: Scanner, draft: Draft, stop: int) -> Iterator[OfficeTitle]:
    """One title, or one for each side of a plural title."""
    whole = to_title(scanner, draft)
    if draft.joined or not (draft.plural or draft.complement.sides):
        yield whole
        return
    following = find_list(scanner, draft, stop) if draft.complement.sides else find_roll(scanner, draft, stop)
    if not following:
        yield whole
        return
    rule, sides = following
    base = singular_base(scanner, draft, sides[0])
    for index, side in enumerate(sides):
        first = draft.first if index == 0 else side.first
        words = words_between(scanner, side.first, side.last)
        yield make_title(scanner, whole, first, side.last, f"{base} {words}", side, rule)


def make_title(
    scanner: Scanner, whole: OfficeTitle, first: int, last: int, nominative: str, side: Side, rule: str
) -> OfficeTitle:
    """The part of a plural title that belongs to one side."""
    tokens = scanner.marked.tokens
    return structs.replace(
        whole,
        first=first,
        last=last,
        start=tokens[first].start,
        stop=tokens[last - 1].stop,
        nominative=nominative,
        side=side.code or None,
        also_side=None,
        plural=False,
        rule=rule,
    )


def find_list(scanner: Scanner, draft: Draft, stop: int) -> tuple[str, list[Side]] | None:
    """The sides that share a title: (rule, sides).

    parallel: «министры финансов РФ и Узбекистана А. Б. и В. Г.»; alternating: «послы Чили А. Б., Перу В. Г.», also
    «президент Чили А. Б., Перу – В. Г.» and «послы Чили (А. Б.) и Перу (В. Г.)».
    """
    side = draft.complement.sides[0]
    if side.form == "adjective" or draft.complement.last != side.last:
        return None
    if (named := named_after(scanner, side, stop)) is not None:
        return find_pairs(scanner, side, named, stop, dashed=not draft.plural)
    if not draft.plural:
        return None
    sides = [side]
    while (following := next_side(scanner, sides[-1].last, stop)) is not None:
        sides.append(following)
    return ("parallel", sides) if len(sides) > 1 else None


def find_roll(scanner: Scanner, draft: Draft, stop: int) -> tuple[str, list[Side]] | None:
    """«президенты: Чили – А. Б., Перу – В. Г.»: a plural title, a colon, dash or bracket, and each side with its name.

    Between them a participle may say where they serve: «послы, аккредитованные в стране: Чили – А. Б.».
    """
    at = draft.last
    if at < stop and scanner.tokens[at].text == ",":
        at = next((index for index in range(at, min(at + MAX_INSERTED, stop)) if scanner.tokens[index].text == ":"), at)
    if at + 1 >= stop or scanner.tokens[at].text not in (":", "(", *DASHES):
        return None
    side = scanner.sides.get(at + 1)
    if side is None or side.form not in ("name", "organisation"):
        return None
    named = named_after(scanner, side, stop)
    return find_pairs(scanner, side, named, stop) if named is not None else None


MAX_INSERTED = 8  # «, аккредитованных в стране по совместительству:» has 6


def find_pairs(
    scanner: Scanner, side: Side, named: int, stop: int, *, dashed: bool = False
) -> tuple[str, list[Side]] | None:
    """«Чили А. Б., Перу – В. Г. и Кубы Д. Е.»: sides each before a name; dashed: all but the first need a dash."""
    sides = [side]
    at = scanner.marked.names[scanner.people[named]].last
    while (following := next_side(scanner, skip_brackets(scanner, at, stop), stop)) is not None:
        name = named_after(scanner, following, stop)
        if name is None:
            at = skip_unknown(scanner, following.last, stop)
            if dashed and at == following.last:
                break
        elif dashed and name == following.last:
            break
        else:
            at = scanner.marked.names[scanner.people[name]].last
        sides.append(following)
    return ("alternating", sides) if len(sides) > 1 else None


def skip_unknown(scanner: Scanner, at: int, stop: int) -> int:
    """The token after «– А. Б.» where the words with capitals are a name that was not found; else the token itself."""
    last = skip_dash(scanner, at)
    if last == at:
        return at
    while last < stop and scanner.tokens[last].text[:1].isupper() and last - at < MAX_INSERTED:
        last += 1
    return last if last > at + 1 else at


def named_after(scanner: Scanner, side: Side, stop: int) -> int | None:
    """The first token of the name that a side is told with: «Чили – А. Б.», «Чили (А. Б.)», «Катара шейх А. Б.»."""
    at = skip_dash(scanner, side.last)
    if at < stop and scanner.tokens[at].text == "(":
        at += 1
    at = skip_courtesy(scanner.tokens, skip_rank(scanner, at, stop))
    return at if at in scanner.people else None


def skip_courtesy(tokens: Sequence[Token], at: int) -> int:
    """The token after «г-н», «госпожа», or the token itself."""
    return at + 1 if at < len(tokens) and is_courtesy(tokens[at]) else at


def is_courtesy(token: Token) -> bool:
    """«г-н», «г-жой», «госпожа»."""
    return token.norm.startswith(("г-н", "г-ж")) or (token.lemma in COURTESY and token.text.islower())


COURTESY = frozenset(
    {"господин", "госпожа", "сэр", "лорд", "леди", "дон", "маулави", "мулла", "хаджи", "датук", "дато"}
)


def skip_brackets(scanner: Scanner, at: int, stop: int) -> int:
    """The token after a bracket that closes here, or after one that holds a remark: «А. Б. (резиденция в Риме)»."""
    if at < stop and scanner.tokens[at].text == ")":
        return at + 1
    if at >= stop or scanner.tokens[at].text != "(":
        return at
    return next(
        (index + 1 for index in range(at, min(at + MAX_INSERTED, stop)) if scanner.tokens[index].text == ")"), at
    )


def skip_rank(scanner: Scanner, at: int, stop: int) -> int:
    """The token after a rank right before a name («Катара | шейх | А. Б.»), or the token itself."""
    match = scanner.head_at(at, stop)
    return match.last if match is not None and match.last in scanner.people else at


def skip_dash(scanner: Scanner, at: int) -> int:
    """The token after a dash, or the token itself where there is none."""
    return at + 1 if at < len(scanner.tokens) and scanner.tokens[at].text in DASHES else at


def next_side(scanner: Scanner, at: int, stop: int) -> Side | None:
    """The side after «,», «и», «а также»."""
    while at < stop and scanner.tokens[at].norm in (",", "и", "а", "также"):
        at += 1
    side = scanner.sides.get(at)
    previous = scanner.tokens[at - 1].norm
    if side is None or side.form == "adjective" or previous not in (",", "и", "также"):
        return None
    named = named_after(scanner, side, stop)
    dashed = named not in (None, side.last)  # «Чили – А. Б.», whatever case «Чили» is taken for
    return side if dashed or side.form == "organisation" or has_case(scanner.tokens[at], "Gen") else None


def to_title(scanner: Scanner, draft: Draft) -> OfficeTitle:
    """The title of a draft as one mention."""
    tokens = scanner.marked.tokens
    side, also_side = find_sides_of(draft)
    kinds = {role.kind for _first, _last, role in draft.roles}
    prefixed = tokens[draft.match.first].norm.startswith(FORMER_PREFIXES)
    return OfficeTitle(
        start=tokens[draft.first].start,
        stop=tokens[draft.last - 1].stop,
        first=draft.first,
        last=draft.last,
        rule="title",
        nominative=to_nominative(scanner, draft),
        side=side,
        also_side=also_side,
        rank=find_rank(draft.match.value, draft.complement, draft.adjective, joined_rank(scanner, draft)),
        plural=draft.plural,
        case=draft.case,
        acting="acting" in kinds,
        former="former" in kinds or prefixed,
    )


def joined_rank(scanner: Scanner, draft: Draft) -> str | None:
    """The rank of the second half of a joined title."""
    return to_title(scanner, draft.joined).rank if draft.joined else None


def find_sides_of(draft: Draft) -> tuple[str | None, str | None]:
    """The side that a title serves and the side that it is accredited to."""
    sides = [draft.adjective.code] if draft.adjective else []
    sides += [side.code for side in draft.complement.sides]
    posts = [side.code for side in draft.complement.posts]
    if draft.joined:
        inner, post = find_sides_of(draft.joined)
        sides += [inner] if inner else []
        posts += [post] if post else []
    if not sides and posts and not draft.plural and draft.match.value.grammar == "colleague":
        return posts[0], None  # «коллега | из Турции»
    also = next((code for code in posts if code not in sides[:1]), None)
    return (sides[0] if sides else None), also


def to_nominative(scanner: Scanner, draft: Draft) -> str:
    """The words of a title with its head in the nominative singular, the complement as it stands."""
    words = [*nominative_head(scanner, draft), words_between(scanner, draft.match.last, draft.complement.last)]
    if draft.joined:
        dash = scanner.marked.tokens[draft.complement.last].text
        words += [dash, to_nominative(scanner, draft.joined)]
    return " ".join(word for word in words if word)


def nominative_head(scanner: Scanner, draft: Draft) -> list[str]:
    """The head and the words before it, in the nominative singular; the letter case of the text is kept."""
    acting = next((index for index, item in enumerate(draft.roles) if item[2].kind == "acting"), None)
    gender = head_gender(draft.match.value.form)
    parts: list[tuple[int, str]] = []
    for first, last, role in draft.roles:
        if role.kind == "acting":
            parts.append((first, acting_form(scanner, first, last, role)))
        elif role.kind != "now":
            parts.append((first, " ".join(nominative_word(scanner, at, gender) for at in range(first, last))))
    if draft.adjective:
        parts.append((draft.adjective.first, nominative_word(scanner, draft.adjective.first, gender)))
    if acting is None:
        parts.append((draft.match.first, head_form(scanner, draft)))
    else:
        parts.append((draft.match.first, words_between(scanner, draft.match.first, draft.match.last)))
    return [word for _first, word in sorted(parts)]


def acting_form(scanner: Scanner, first: int, last: int, role: Role) -> str:
    """«исполняющий обязанности» in the nominative; abbreviations as they stand."""
    text = words_between(scanner, first, last)
    return text if "." in text or len(text) < 5 else role.form


def head_form(scanner: Scanner, draft: Draft) -> str:
    """The dictionary form of a head, with a capital and a prefix where the text has them."""
    token = scanner.marked.tokens[draft.match.first]
    form = draft.match.value.form
    prefix = next((prefix for prefix in FORMER_PREFIXES if token.norm.startswith(prefix)), "")
    return copy_capitals(token.text, prefix + form)


def copy_capitals(model: str, form: str) -> str:
    """Capitals of each hyphenated part: «Премьер-Министром» and «премьер-министр» give «Премьер-Министр»."""
    models, parts = model.split("-"), form.split("-")
    if len(models) != len(parts):
        return form[:1].upper() + form[1:] if model[:1].isupper() else form
    pairs = zip(models, parts, strict=True)
    return "-".join(part[:1].upper() + part[1:] if given[:1].isupper() else part for given, part in pairs)


def head_gender(form: str) -> str:
    """The gender of the head's noun."""
    parses = load_forms().parse(form.split()[-1])
    return next((parse.gender for parse in parses if parse.pos == "NOUN" and parse.gender), "Masc")


def nominative_word(scanner: Scanner, at: int, gender: str) -> str:
    """An adjective in the nominative singular."""
    token = scanner.marked.tokens[at]
    if token.pos in ("CCONJ", "PART") or token.kind == "sign":
        return token.text
    form = load_forms().inflect(token.text, "Nom", number="Sing", gender=gender, pos="ADJ")
    return form or token.text


def singular_base(scanner: Scanner, draft: Draft, side: Side) -> str:
    """A plural title up to its first side, in the singular: «глава внешнеполитического ведомства»."""
    words = nominative_head(scanner, draft)
    spans = {
        at: match.value
        for match in scanner.bodies.find(scanner.tokens, draft.match.last, side.first)
        for at in range(match.first, match.last)
    }
    told = list(range(draft.match.last, min(side.first, draft.complement.last)))
    spans |= {at: "" for at in told if at + 1 in spans and scanner.tokens[at].pos == "ADJ"}  # «оборонных | ведомств»
    for at in told:
        words.append(singular_word(scanner, at) if at in spans else scanner.marked.tokens[at].text)
    if any(scanner.tokens[at].lemma in FOREIGN_POLICY for at in spans):
        last = told[-1] + 1 if told else draft.match.last
        return " ".join([*nominative_head(scanner, draft), words_between(scanner, draft.match.last, last)])
    return " ".join(word for word in words if word)


def singular_word(scanner: Scanner, at: int) -> str:
    """A genitive plural as a genitive singular: «ведомств», «ведомства»."""
    token = scanner.marked.tokens[at]
    if token.number != "Plur":
        return token.text
    gender = ""
    if token.pos == "ADJ":
        nouns = (scanner.tokens[index] for index in range(at + 1, min(at + 4, len(scanner.tokens))))
        noun = next((word for word in nouns if word.pos == "NOUN"), None)
        gender = head_gender(noun.lemma) if noun else ""
    form = load_forms().inflect(token.text, "Gen", number="Sing", gender=gender, was="Gen")
    return form or token.text


def words_between(scanner: Scanner, first: int, last: int) -> str:
    """The text of tokens as it stands, line breaks as blanks."""
    if first >= last:
        return ""
    tokens = scanner.marked.tokens
    return " ".join(scanner.marked.text[tokens[first].start : tokens[last - 1].stop].split())


def is_crowned(scanner: Scanner, title: OfficeTitle) -> bool:
    """«король поп-музыки», «королева красоты»: a crown of something that is neither a state nor a land."""
    if title.side is not None or title.last - title.first < MIN_CROWN:
        return False
    if not any(token.lemma in CROWNS for token in scanner.tokens[title.first : title.last]):
        return False
    last = scanner.tokens[title.last - 1]
    return last.pos == "NOUN" and last.case == "Gen" and last.text.islower() and last.lemma not in REALMS


CROWNS = frozenset({"король", "королева", "принц", "принцесса", "император", "князь", "шах", "султан"})
MIN_CROWN = 2  # words: «король» and of what
REALMS = frozenset({"государство", "страна", "республика", "королевство", "эмират", "герцогство", "княжество", "нация"})
REALMS |= {"правительство", "держава", "край", "область", "федерация", "союз", "конфедерация", "престол"}


def is_title(scanner: Scanner, title: OfficeTitle) -> bool:
    """Weak heads («врач», «игрок») are titles only beside a name."""
    if is_crowned(scanner, title):
        return False
    match = next((found for at in range(title.first, title.last) if (found := scanner.head_at(at, title.last))), None)
    if match is None or match.value.strong:
        return True
    return (
        title.last in scanner.people
        or any(name.last in (title.first, title.first - 1) for name in scanner.marked.names if name.kind == "person")
        or name_over_place(scanner.marked, scanner.people, title) is not None
        or (not title.plural and is_member(scanner, title))
    )


def is_member(scanner: Scanner, title: OfficeTitle) -> bool:
    """«..., члена Общественной палаты»: a weak head with a body of its own, in an apposition."""
    before = scanner.tokens[title.first - 1].norm if title.first else ""
    return before in (",", "и") and any(title.first < at < title.last for at in scanner.others)


def name_over_place(marked: Marked, people: Mapping[int, int], title: OfficeTitle) -> int | None:
    """The name that a title reaches over where, for what or in brackets, in the title's case.

    Args: people: first token of a person's name -> its index. Returns: the index of the name.
    """
    name = name_reached(marked, people, title)
    bracketed = title.last < len(marked.tokens) and marked.tokens[title.last].text == "("
    return name if name is None or bracketed or marked.names[name].case == title.case else None


def name_reached(marked: Marked, people: Mapping[int, int], title: OfficeTitle) -> int | None:
    """The name behind where, for what or a bracket: «член палаты от штата Юта | А. Б.».

    None if something else than a phrase with a preposition (no verb, comma, office or other name) stands between.
    """
    tokens, at = marked.tokens, title.last
    if at < len(tokens) and tokens[at].text == "(":
        close = next((index for index in range(at, min(at + 6, len(tokens))) if tokens[index].text == ")"), None)
        return people.get(close + 1) if close is not None else None
    resident = at + 1 < len(tokens) and tokens[at + 1].lemma == "резиденция"  # «посол Чили | с резиденцией в Риме»
    if at >= len(tokens) or tokens[at].pos != "ADP" or (tokens[at].norm in AWAY and not resident):
        return None
    for index in range(at + 1, min(at + MAX_PLACE_TOKENS, len(tokens))):
        name = people.get(index)
        if name is not None:
            return name
        if tokens[index].pos not in PLACE_PARTS and tokens[index].norm != ",":
            return None
    return None
