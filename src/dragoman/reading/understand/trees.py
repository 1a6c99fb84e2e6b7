"""Who does what with whom: questions to the dependency tree of a sentence, in terms of actors.

The tree comes from a small network and is wrong in about one arc of ten (slovnet's own figure for news: UAS .907), so
each question has a second, plainer way to an answer by order and case; the first that gives something wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property

from msgspec import structs

from dragoman.reading.languages.lexicon import Keys, load_words
from dragoman.reading.mark.forms import load_forms
from dragoman.reading.resolve.bearers import first_pair
from dragoman.reading.understand.triggers import Trigger, find_triggers
from dragoman.reading.values import Actor, Marked, Sentence, Token, Tree

LIST_SIGNS = frozenset({",", ";", "и", "а", "также", "с", "со", "либо", "или"})
RELATIVES = frozenset({"который", "кто", "что", "чей"})
PLACE_RELATIVES = frozenset({"где", "куда", "откуда"})  # «посетил Минск, где встретился»: the subject goes on
CONTRASTS = frozenset({"однако", "но", "зато"})  # «согласился приехать, однако | министр против»: another clause
FORMERLY = frozenset({"его", "ее", "их", "ныне", "тогда", "тогдашний", "теперь", "уже"})  # «A и ныне экс-президент B»
STATES = frozenset({"страна", "государство", "республика", "сторона", "министерство", "ведомство"})
MISPLACED = ("obj", "nsubj", "nsubj:pass", "obl")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
DESCRIBING = ("щим", "щей", "щими", "шим", "шей", "шими", "мся")  # «с | председательствующим на переговорах послом»
PLURAL_PARTICIPLES = ("вшие", "щие", "нные", "тые", "вшиеся", "щиеся")  # whatever number the tagger gives them
BENT = ("ого", "его", "ому", "ему")  # adjectives in cases
MAX_PARTNER_GAP = 14  # tokens between a verb of meeting and its «с»; longer ones belong to another clause


MAX_TITLE = 5  # tokens of a quotation that is a name, its first mark among them
MAX_PREPOSED = 12  # «прибывший накануне вечером в итальянскую столицу | глава ...»
MAX_MEMBER_GAP = 8  # «представители министерства обороны и генерального штаба Литвы»


@cache
def load_members() -> frozenset[str]:
    """Words for people who act for the side named after them (languages/ru/members.tsv)."""
    return frozenset(word.form for word in load_words("ru", "members"))


HELPERS = frozenset({"успеть", "мочь", "смочь", "суметь", "собираться", "намереваться", "планировать", "хотеть"})
MAX_OWNER = 6  # tokens of «встреча | президентов двух стран» before its participle
HOLDING = frozenset({"провести", "проводить", "созвать", "организовать", "начать", "продолжить", "возобновить"})
MAX_HELD = 10  # tokens from «провести» over day and place to what is held
IMPERSONAL = frozenset({"удаться", "довестись", "предстоять", "прийтись", "посчастливиться"})
MAX_JOINED = 6  # members of a list that a tree is followed through


@cache
def holding_keys() -> Keys:
    """Where verbs of holding stand."""
    return Keys(HOLDING)


def merge_actors(first: Sequence[Actor], second: Sequence[Actor]) -> list[Actor]:
    """Both lists in order, each actor once."""
    return [*first, *(actor for actor in second if actor not in first)]


def spell_out(marked: Marked, actors: Sequence[Actor], actor: Actor) -> Actor:
    """«сопредседатели группы | (Россия, США, Франция)», «участники – A и B –»: a group as that of the states named."""
    if actor.kind != "group":
        return actor
    at, stop = actor.last, min(len(marked.tokens) - 1, actor.last + MAX_OWN_WORDS)
    while at < stop and marked.tokens[at].case == "Gen" and marked.tokens[at].text not in OPENING_SIGNS:
        at += 1  # «участники | контактной группы | – A и B –»
    if at + 2 < stop and marked.tokens[at].text in ('"', "«") and marked.tokens[at + 2].text in ('"', "»"):
        at += 3  # «главы МИД | «четвёрки» | – A, B и C –»
    if at >= len(marked.tokens) or marked.tokens[at].text not in OPENING_SIGNS:
        return actor
    closing = ")" if marked.tokens[at].text == "(" else marked.tokens[at].text
    close = next(
        (i for i in range(at + 1, min(len(marked.tokens), at + MAX_SPELLED)) if marked.tokens[i].text == closing), at
    )
    named_behind = people_behind(marked, actors, actor, at)
    if len(named_behind) > 1:
        people = tuple(one.person for one in named_behind if one.person is not None)
        return structs.replace(actor, people=people, sides=tuple(one.side for one in named_behind if one.side))
    inside = [one for one in actors if at < one.first < close]
    named = len(inside) > 1 and all(one.kind == "side" for one in inside)
    return structs.replace(actor, side=None, sides=tuple(one.side for one in inside if one.side)) if named else actor


def people_behind(marked: Marked, actors: Sequence[Actor], actor: Actor, dash: int) -> list[Actor]:
    """«главы делегаций | – министр A и министр B»: the people behind a dash, in the case of the group."""
    found: list[Actor] = []
    for one in actors if marked.tokens[dash].text != "(" and not actor.all_sides else ():
        after = found[-1].last if found else dash
        if one.first >= after and (one.kind != "person" or one.person is None or one.case != actor.case):
            break
        if one.first == dash + 1 or (found and one.first == after + 1 and marked.tokens[after].norm in (",", "и")):
            found.append(one)
    return found


EPITHETS = frozenset(
    {"хозяин", "хозяйка", "организатор", "инициатор", "соперник", "преемник", "предшественник", "однофамилец"}
)
OPENING_SIGNS = ("(", "–", "—", "-")
MAX_OWN_WORDS = 3  # genitives between a group and what spells it out
MAX_SPELLED = 16  # tokens of the states named behind a group


class Clause:
    """One sentence with its tree and the actors in it."""

    def __init__(self, marked: Marked, sentence: Sentence) -> None:
        self.marked = marked
        self.sentence = sentence
        self.tokens = marked.tokens
        self.first, self.last = sentence.first, sentence.last
        self.tree: Tree | None = marked.trees.get(sentence.index)
        here = [actor for actor in marked.actors if self.first <= actor.first < self.last]
        self.actors = [spell_out(marked, here, actor) for actor in here]
        self._triggers: list[Trigger] | None = None
        self._at = {index: actor for actor in self.actors for index in range(actor.first, actor.last)}

    @property
    def triggers(self) -> list[Trigger]:
        """The words of contact of the sentence, found once."""
        if self._triggers is None:
            self._triggers = list(find_triggers(self.marked, self.first, self.last))
        return self._triggers

    def actor_at(self, index: int) -> Actor | None:
        """The actor whose words cover a token."""
        return self._at.get(index)

    def token(self, index: int) -> Token:
        """A token by its index in the document."""
        return self.tokens[index]

    def head(self, index: int) -> int:
        """The head of a token, -1 for roots and where no tree is known."""
        if not self.tree:
            return -1
        return self.moved.get(index, self.carried.get(index, self.tree.head(index)))

    def rel(self, index: int) -> str:
        """The relation to the head."""
        if not self.tree:
            return ""
        return "nsubj" if index in self.moved else "obj" if index in self.carried else self.tree.rel(index)

    @cached_property
    def carried(self) -> dict[int, int]:
        """«договорённость провести в мае | заседание»: nouns hung elsewhere, with the infinitive of holding before."""
        found: dict[int, int] = {}
        tree = self.tree
        if tree is None:
            return found
        for index in holding_keys().find(self.tokens, self.first, self.last):
            if self.tokens[index].lemma in HOLDING and self.tokens[index].verb_form == "Inf":
                noun = self.held_after(index)
                if noun >= 0 and tree.head(noun) != index:
                    found[noun] = index
        return found

    def held_after(self, verb: int) -> int:
        """The object right behind a verb, over days and places that prepositions lead; -1 where none is."""
        led = False
        for at in range(verb + 1, min(self.last, verb + MAX_HELD)):
            token = self.tokens[at]
            if token.norm in (",", ";") or token.pos == "VERB":
                return -1
            if token.pos == "NOUN" and token.case in ("Acc", "Nom") and not led:
                return at
            led = token.pos == "ADP" or (led and token.pos in ("ADJ", "NUM", "DET"))
        return -1

    @cached_property
    def moved(self) -> dict[int, int]:
        """«Визит X состоится 5-7 мая, сообщили в МИД»: nouns hung on the verb of saying, with their own verb."""
        found: dict[int, int] = {}
        tree = self.tree
        for index in range(self.first, self.last) if tree is not None else ():
            token = self.tokens[index]
            if tree is None or token.pos != "NOUN" or tree.head(index) <= index:
                continue
            held = self.held_by(index, tree)
            if held >= 0:
                found[index] = held
            if held >= 0 or tree.rel(index) not in MISPLACED:
                continue
            verb = self.own_verb(index, tree.head(index)) if token.case in ("Nom", "Acc", "") else -1
            if verb >= 0 and not any(tree.rel(child) in SUBJECTS for child in tree.below(verb)):
                found[index] = verb
        return found

    def held_by(self, noun: int, tree: Tree) -> int:
        """«Раунд условились | провести в Сеуле»: the infinitive whose object passes for a subject; -1 where none is."""
        verb, token = tree.head(noun), self.tokens[noun]
        if tree.rel(noun) != "nsubj" or token.number != "Sing" or self.tokens[verb].number != "Plur":
            return -1
        below = (at for at in tree.below(verb) if self.tokens[at].verb_form == "Inf")
        return next((at for at in below if self.tokens[at].lemma in HOLDING), -1)

    def own_verb(self, noun: int, head: int) -> int:
        """The finite verb between a noun and a head behind a comma, no other clause before it; -1 where none is."""
        if self.actor_at(noun) is not None:
            return -1
        for at in range(self.after_insert(noun), head):
            word = self.tokens[at]
            if self.is_finite(at) and self.actor_at(at) is None:
                return at if any(self.tokens[i].norm == "," for i in range(at, head)) else -1
            if word.norm in (",", "«", '"') or word.lemma in RELATIVES:
                return -1
        return -1

    def after_insert(self, noun: int) -> int:
        """«встреча президентов, | назначенная на май, | была»: the token behind a participle with its words, in commas.

        The token after the noun where no such insert follows it.
        """
        start = noun + 1
        comma = next((at for at in range(start, min(self.last, start + MAX_OWNER)) if self.tokens[at].norm == ","), -1)
        if comma < 0 or comma + 1 >= self.last or self.tokens[comma + 1].verb_form != "Part":
            return start
        inside = self.tokens[comma + 1]
        fits = inside.case == "Nom" and inside.gender in (self.tokens[noun].gender, "")
        close = next((at for at in range(comma + 2, self.last) if self.tokens[at].norm == ","), -1)
        return close + 1 if fits and close >= 0 else start

    def below(self, index: int) -> tuple[int, ...]:
        """Children of a token."""
        return self.tree.below(index) if self.tree else ()

    def preposition(self, index: int) -> str:
        """The preposition of a nominal token: from the tree, or the word right before its actor."""
        for child in self.below(index):
            if self.rel(child) == "case":
                return self.tokens[child].norm
        actor = self.actor_at(index)
        first = actor.first if actor else index
        while first > self.first and self.tokens[first - 1].pos in ("ADJ", "DET", "NUM", "ADV"):
            first -= 1
        before = self.tokens[first - 1] if first > self.first else None
        return before.norm if before is not None and before.pos == "ADP" else ""

    def listed(self, actor: Actor) -> list[Actor]:
        """The actor and those joined to it by commas and «и» to the right, in the same case."""
        found = [actor]
        position = self.actors.index(actor)
        for other in self.actors[position + 1 :]:
            between = self.without_brackets(found[-1].last, other.first)
            if between and between[-1].text[:1].isupper() and between[-1].norm.endswith(BENT):
                between = between[:-1]  # «Специального | посланника США», taken for a body
            words = [token for token in between if token.norm not in LIST_SIGNS and token.norm not in FORMERLY]
            if not between or words or len(between) > 3:
                break
            if not self.agree(actor, other):
                break
            found.append(other)
        return found

    def without_brackets(self, first: int, last: int) -> tuple[Token, ...]:
        """The tokens between two actors, «(Казахстан)» after the first left out."""
        words = self.tokens[first:last]
        if words and words[0].text == "(":
            close = next((at for at, token in enumerate(words) if token.text == ")"), -1)
            return words[close + 1 :]
        return words

    def agree(self, actor: Actor, other: Actor) -> bool:
        """Whether two actors may stand in one list: the same case, slips of the tagger forgiven."""
        if not other.case or not actor.case or other.case == actor.case:
            return True
        return {other.case, actor.case} == {"Gen", "Acc"} or self.stands_in(other, actor.case)

    def named_by(self, index: int) -> list[Actor]:
        """The actors that a nominal node stands for: the one that covers it, and those listed after it."""
        token = self.tokens[index]
        if token.lemma in RELATIVES or token.norm in ("которые", "который", "которая"):
            return self.antecedent(index)
        actor = self.actor_at(index)
        if actor is None:
            for child in self.below(index):  # «делегация во главе с министром», «пара президентов»
                if self.rel(child) in ("flat:name", "appos", "flat"):
                    actor = self.actor_at(child)
                    if actor is not None:
                        break
        if actor is None:
            return []
        return merge_actors(self.listed(actor), self.joined(index))

    def joined(self, index: int, depth: int = 0) -> list[Actor]:
        """The actors that the tree joins to a node by «и» and commas, over words that `listed` cannot pass."""
        found: list[Actor] = []
        for child in self.below(index):
            if self.rel(child) != "conj" or depth > MAX_JOINED:
                continue
            near = (child, *(below for below in self.below(child) if self.rel(below) in ("appos", "flat:name")))
            actor = next((one for node in near if (one := self.actor_at(node)) is not None), None)
            if actor is not None and actor.kind in ("person", "office", "side"):
                found += [actor, *self.joined(child, depth + 1)]
        return found

    def antecedent(self, index: int) -> list[Actor]:
        """Whom a relative pronoun stands for: the noun that its clause hangs on, else the nearest actor before."""
        above = self.governors(index, len(self.tokens))
        verb = next((node for node in above if self.rel(node).startswith("acl")), -1)
        if verb >= 0 and self.head(verb) >= 0:
            actor = self.actor_at(self.head(verb))
            if actor is not None:
                return self.listed(actor) if self.tokens[index].number == "Plur" else [actor]
        before = [actor for actor in self.actors if actor.last <= index]
        return before[-1:]

    def subject(self, verb: int, depth: int = 0) -> list[Actor]:
        """Who does it: the subject of a verb, inherited through conjunction, control and participles."""
        several = self.described(verb) or (self.beside(verb) if not depth else [])
        if several:
            return several
        for child in self.below(verb):
            if child > self.first and self.tokens[child - 1].lemma == "чей" and self.is_closed(child, verb):
                continue  # «X, чьи | делегации рассадили, не встретился»; not «чей | президент провёл переговоры»
            if self.is_parted(child, verb) or (several and any(map(self.is_finite, range(verb + 1, child)))):
                continue  # «президенты разговаривали, причём звонил | лидер X»
            if self.rel(child) in SUBJECTS:
                found = self.named_by(child)
                if found and self.tokens[verb].number == "Plur":
                    several = merge_actors(several, found)  # two nodes of one list, by a slip of the tree
                elif found:
                    return found
                members = [] if found else self.members(child)
                if members:
                    return members
                if self.rel(child) != "nsubj:pass" and self.tokens[child].pos in ("NOUN", "PROPN") and not several:
                    return []
        if several:
            return several
        head = self.head(verb)
        if head < 0 or depth > 4:
            return []
        if self.tokens[verb].verb_form == "Inf" and self.tokens[head].lemma in IMPERSONAL:
            return self.experiencers(head)
        if self.is_parted(head, verb) and self.own_nominative(verb):
            return []
        rel = self.rel(verb)
        if rel.startswith("acl") and any(self.tokens[child].norm in PLACE_RELATIVES for child in self.below(verb)):
            above = self.verb_above(head)
            return self.subject(above, depth + 1) if above >= 0 else []
        if rel.startswith("acl"):
            actor = self.actor_at(head)
            return self.listed(actor) if actor is not None else []
        if rel in ("conj", "xcomp", "ccomp", "advcl", "csubj", "parataxis", "aux", "cop", "obl", "obj"):
            return self.subject(head, depth + 1)
        return []

    def is_closed(self, noun: int, verb: int) -> bool:
        """Whether a finite verb or a comma stands between a noun and a verb behind it."""
        inside = range(noun + 1, verb)
        return any(self.tokens[at].norm == "," or (self.is_finite(at) and self.actor_at(at) is None) for at in inside)

    def beside(self, verb: int) -> list[Actor]:
        """«принял король, а 5 мая | посланник | побывал в Осло»: the nominative right before a verb of the singular."""
        actor = self.actor_at(verb - 1) if verb > self.first else None
        if actor is None or actor.last != verb or actor.case != "Nom" or actor.kind not in ("person", "office"):
            return []
        if any(one.last == actor.first for one in self.actors):
            return []  # «во главе с директором фонда | X | встретилась»
        return [actor] if self.is_finite(verb) and self.tokens[verb].number == actor.number == "Sing" else []

    def experiencers(self, verb: int) -> list[Actor]:
        """«Наблюдателям | удалось встретиться», «ему предстоит»: the dative beside an impersonal verb."""
        for child in self.below(verb):
            if (
                self.rel(child) in ("iobj", "obl", "obj")
                and self.tokens[child].case == "Dat"
                and not self.preposition(child)
            ):
                found = self.named_by(child)
                if found:
                    return found
        before = [
            one for one in self.actors if one.case == "Dat" and one.last <= verb and not self.preposition(one.first)
        ]
        before = [one for one in before if not any(map(self.is_finite, range(one.last, verb)))]
        return before[-1:]

    @cached_property
    def semicolons(self) -> tuple[int, ...]:
        """Where the sentence is parted by a semicolon."""
        return tuple(at for at in range(self.first, self.last) if self.tokens[at].norm == ";")

    def is_parted(self, one: int, other: int) -> bool:
        """Whether a semicolon stands between two tokens: the tree reaches too far."""
        low, high = min(one, other), max(one, other)
        return any(low < at < high for at in self.semicolons)

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Where the sentence is parted by a semicolon or a colon."""
        return tuple(at for at in range(self.first, self.last) if self.tokens[at].norm in (";", ":"))

    def is_told_apart(self, one: int, other: int) -> bool:
        """Whether a semicolon or colon stands between two tokens: «никто не собирается: | министры встретятся»."""
        low, high = min(one, other), max(one, other)
        return any(low < at < high for at in self.stops)

    def own_nominative(self, verb: int) -> bool:
        """«...; а его коллега | звонил в Баку»: somebody in the nominative between a semicolon and a verb."""
        start = max((at for at in self.semicolons if at < verb), default=self.first)
        return any(start < actor.first < verb and actor.case == "Nom" for actor in self.actors)

    def described(self, verb: int) -> list[Actor]:
        """«министр X, | находящийся в Минске», «прибывший в Минск | министр X»: whom a long participle tells of."""
        token = self.tokens[verb]
        if token.verb_form != "Part" or not token.case:
            return []
        if verb > self.first and self.tokens[verb - 1].norm == ",":
            before = [actor for actor in self.actors if actor.last == verb - 1]
            several = token.number == "Plur" or token.norm.endswith(PLURAL_PARTICIPLES)
            return self.listed(self._start_of_list(before[0])) if before and several else before
        for index in range(verb + 1, min(self.last, verb + MAX_PREPOSED)):
            actor = self.actor_at(index)
            if actor is not None and actor.first == index and actor.kind in ("person", "office"):
                if not self.preposition(index):
                    cases = ("Acc", "Gen") if token.case in ("Acc", "Gen") else (token.case,)  # of persons one form
                    return self.listed(actor) if self.stands_in(actor, *cases) else []
            elif self.tokens[index].norm == "," or self.is_finite(index):
                break
        return []

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands inside a quotation of several words that this sentence holds whole."""
        return index in self.quoted

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The tokens inside quotations of more than MAX_TITLE words; names of papers and firms are shorter."""
        inside: set[int] = set()
        opened = -1
        for index in range(self.first, self.last):
            sign = self.tokens[index].text
            if sign in ("«", "“", "„") or (sign == '"' and opened < 0):
                opened = index
            elif sign in ("»", "”", '"') and opened >= 0:
                if index - opened > MAX_TITLE:
                    inside.update(range(opened, index + 1))
                opened = -1
        return frozenset(inside)

    def participle_before(self, index: int) -> int:
        """The long participle that opens the stretch between commas in which a token stands; -1 where none does."""
        for at in range(index - 1, max(self.first, index - MAX_PREPOSED) - 1, -1):
            token = self.tokens[at]
            if token.norm == "," or self.is_finite(at):
                return -1
            if token.verb_form == "Part" and token.case and at > self.first and self.tokens[at - 1].norm == ",":
                return at if self.actor_at(at) is None else -1
        return -1

    def members(self, noun: int) -> list[Actor]:
        """«представители | Израиля», «рабочие группы | двух стран»: for whom people without a name act."""
        if not any(lemma in load_members() for lemma in self.tokens[noun].lemmas):
            return []
        both = self.both_states(noun)
        if both is not None:
            return [both]
        for index in range(noun + 1, min(self.last, noun + MAX_MEMBER_GAP)):
            actor = self.actor_at(index)
            if actor is not None:
                return self.listed(actor) if actor.kind in ("side", "group") else []
            if self.tokens[index].case not in ("Gen", "Nom", "Loc", "") or self.tokens[index].pos == "VERB":
                break
        return []

    def both_states(self, noun: int) -> Actor | None:
        """«эксперты | двух стран»: people of the two states that the text names first, as a group."""
        words = self.tokens[noun + 1 : noun + 3]
        if len(words) < 2 or words[0].lemma not in ("два", "оба") or words[1].lemma not in STATES:
            return None
        pair = first_pair(self.marked, self.tokens[noun].start)
        if len(pair) < 2:
            return None
        token, last = self.tokens[noun], words[1]
        return Actor(
            token.start,
            last.stop,
            noun,
            noun + 3,
            "both",
            "group",
            office=token.lemma,
            sides=pair,
            rank="unnamed",
            case=token.case,
            number="Plur",
        )

    def plain_subject(self, verb: int) -> list[Actor]:
        """The nominative actor nearest to the verb, left before right, with no other finite verb between."""
        for order in (range(verb - 1, self.first - 1, -1), range(verb + 1, self.last)):
            aside = -1
            for index in order:
                if index >= aside >= 0:
                    continue
                actor = self.actor_at(index)
                if actor is not None and actor.case == "Nom" and not (order.step < 0 and self.in_relative(actor)):
                    return self.listed(self._start_of_list(actor))
                if self.tokens[index].pos == "SCONJ" and index > verb:
                    break
                if order.step > 0 and self.tokens[index].norm in CONTRASTS:
                    break
                if self.is_finite(index) and actor is None:
                    aside = self.relative_start(index, verb) if order.step < 0 else -1
                    if aside >= 0:
                        continue  # «X, чьи делегации | рассадили, не встретился»
                    if order.step < 0 and self.tokens[verb].verb_form == "Inf" and self.is_helped(index, verb):
                        continue  # «A и B собираются | повидаться»
                    if order.step < 0 and self.tokens[index].number == self.tokens[verb].number:
                        found = self.subject(index)  # «посетит Ригу, проведёт встречу»: the subject goes on
                        if found:
                            return found
                    break
        return []

    def is_helped(self, index: int, verb: int) -> bool:
        """«успел за сутки | побывать в Вене»: a finite verb that an infinitive hangs on, by order alone."""
        between = self.tokens[index + 1 : verb]
        beside = len(between) <= 1
        return beside or (self.tokens[index].lemma in HELPERS and not any(one.norm in (",", ";") for one in between))

    def relative_start(self, index: int, verb: int) -> int:
        """The comma that opens the relative clause of a finite verb that another comma closes before `verb`; or -1."""
        if not any(self.tokens[at].norm == "," for at in range(index + 1, verb)):
            return -1
        if self.tokens[index - 1].norm == "," and index - 1 > self.first:
            return index - 1  # «эксперты, | сказали в делегации, соберутся»
        for at in range(index - 1, self.first, -1):
            if self.tokens[at].lemma in RELATIVES and self.tokens[at].norm != "что":
                return next((i for i in range(at, max(self.first, at - 3), -1) if self.tokens[i].norm == ","), -1)
            if self.is_finite(at) and self.actor_at(at) is None:
                return -1
        return -1

    def in_relative(self, actor: Actor) -> bool:
        """«условия, на которых | Испания получит»: the subject of a relative clause, of no verb after it."""
        for index in range(actor.first - 1, max(self.first, actor.first - 4) - 1, -1):
            if self.tokens[index].norm == ",":
                return False
            if self.tokens[index].lemma in RELATIVES and self.tokens[index].pos != "SCONJ":
                return True
        return False

    def relative_subject(self, index: int) -> list[Actor]:
        """«президент X, | который во время визита осудил»: whom «который» before a token stands for, as its subject."""
        return self.meant_before(index, MAX_PREPOSED, lambda one: one.norm in ("который", "которая", "которые"))

    def meant_before(self, index: int, reach: int, fits: Callable[[Token], bool]) -> list[Actor]:
        """Whom a relative pronoun that fits, behind a comma within reach (tokens) before a token, stands for."""
        for at in range(index - 1, max(self.first + 1, index - reach) - 1, -1):
            token = self.tokens[at]
            if fits(token) and self.tokens[at - 1].norm == ",":
                return [actor for actor in self.actors if actor.last == at - 1]
            if token.norm == "," or (self.is_finite(at) and self.actor_at(at) is None):
                return []
        return []

    def _start_of_list(self, actor: Actor) -> Actor:
        """The first actor of the list that this one closes."""
        position = self.actors.index(actor)
        while position and actor in self.listed(self.actors[position - 1]):
            position -= 1
            actor = self.actors[position]
        return actor

    def is_finite(self, index: int) -> bool:
        """Whether the token is a finite verb."""
        token = self.tokens[index]
        return token.pos in ("VERB", "AUX") and token.verb_form in ("Fin", "")

    def with_preposition(self, index: int, *prepositions: str) -> list[Actor]:
        """The actors that hang on a node with one of the prepositions."""
        for child in self.below(index):
            if self.rel(child).startswith(("obl", "nmod", "iobj", "conj")) and self.preposition(child) in prepositions:
                found = self.named_by(child)
                if found:
                    return found
        return []

    def after_preposition(self, start: int, cases: tuple[str, ...], *prepositions: str) -> list[Actor]:
        """The actors right after the first of the prepositions that follows a token, before another verb."""
        for index in range(start + 1, min(self.last, start + MAX_PARTNER_GAP)):
            if self.tokens[index].norm in prepositions:
                after = self.tokens[index + 1] if index + 1 < self.last else None
                described = after is not None and (
                    after.verb_form == "Part" or (after.norm.endswith(DESCRIBING) and after.case == "Ins")
                )
                titled = max(self.title_reach(index + 1), self.epithet_reach(index + 1))
                for place in range(index + 1, min(self.last, max(titled + 1, index + (7 if described else 4)))):
                    actor = self.actor_at(place)
                    if actor is not None and actor.kind == "side" and actor.case == "Gen" and place < titled:
                        continue  # «с главами | Чили и Перу – A и B»
                    if actor is not None:
                        return self.listed(actor) if self.stands_in(actor, *cases) else []
                    members = self.members(place)
                    if members:
                        return members
            if self.is_finite(index) and self.actor_at(index) is None:
                break
        return []

    def epithet_reach(self, at: int) -> int:
        """«с | хозяином саммита, | президентом X»: the token behind a word for a role and its comma; else `at`."""
        if at >= self.last or self.tokens[at].lemma not in EPITHETS or self.actor_at(at) is not None:
            return at
        comma = next((i for i in range(at + 1, min(self.last, at + MAX_OWNER)) if self.tokens[i].norm == ","), -1)
        return comma + 1 if comma >= 0 else at

    def title_reach(self, at: int) -> int:
        """The token after the plural title with its sides that starts at a token, and a dash; the token where none."""
        stop = at
        for title in self.marked.titles:
            if title.first == stop or (stop > at and 0 < title.first - stop <= 2):
                stop = title.last
        dashed = stop > at and stop < self.last and self.tokens[stop].text in ("–", "—", "-")
        return stop + dashed

    def stands_in(self, actor: Actor, *cases: str) -> bool:
        """Whether an actor may be in a case: its own, or that of its first word (names often have one form for all)."""
        return not actor.case or actor.case in cases or self.tokens[actor.first].case in cases

    def genitives(self, noun: int) -> list[Actor]:
        """Whose: actors in the genitive that stand right after a noun («встреча [президентов] ...»)."""
        following = next((i for i in range(noun + 1, min(self.last, noun + 4)) if self.tokens[i].pos == "NOUN"), -1)
        if following >= 0 and self.actor_at(following) is None and self.tokens[following].case == "Gen":
            members = self.members(following)
            if members:
                return members
            reach = self.title_reach(following)
            holder = self.actor_at(reach) if following < reach < self.last else None
            if holder is not None and holder.kind == "person" and holder.first == reach:
                return self.listed(holder)  # «беседа | министров иностранных дел Чили и Перу | А. Б. и В. Г.»
        for index in range(noun + 1, min(self.last, noun + 5)):
            actor = self.actor_at(index)
            if actor is not None:
                slip = actor.case == "Acc" and actor.first == noun + 1 and actor.kind != "side"
                fits = actor.case in ("Gen", "") or slip or (actor.first == noun + 1 and self.may_be_genitive(index))
                return self.listed(actor) if fits and actor.first == index else []
            if self.tokens[index].pos not in ("ADJ", "DET", "NUM", "PROPN", "ADV"):
                break
        return []

    def may_be_genitive(self, index: int) -> bool:
        """Whether the form of a word that the tagger took for a nominative is a genitive too: «встречи | главы МИД»."""
        token = self.tokens[index]
        return token.case == "Nom" and any(parse.case == "Gen" for parse in load_forms().parse(token.text))

    def governors(self, index: int, limit: int = 6) -> Iterator[int]:
        """The heads above a node, nearest first; some trees of the network go round, so the climb has a limit."""
        head = self.head(index)
        while head >= 0 and limit:
            yield head
            head = self.head(head)
            limit -= 1

    def verb_above(self, index: int) -> int:
        """The nearest verb or short participle above a node; -1 where there is none."""
        participle = self.participle_before(index)
        if participle >= 0:
            return participle
        for head in self.governors(index):
            if self.tokens[head].pos in ("VERB", "AUX"):
                return head
        return -1
