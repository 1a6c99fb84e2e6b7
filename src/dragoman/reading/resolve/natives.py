"""«чилийца примут», «афганцев принял», «датского дипломата»: nouns of nationality for people named before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from dragoman.reading.languages.lexicon import Keys
from dragoman.reading.resolve.bearers import load_demonyms, sentence_of
from dragoman.reading.values import Actor, Marked

SENT = frozenset({"делегация", "миссия", "парламентарий", "депутат", "посланник", "переговорщик"})
MAX_NATIVE_SENTENCES = 6  # how far back the official may have been named
RANKED = frozenset(
    {"head_of_state", "head_of_government", "royal", "foreign_minister", "minister", "deputy", "ambassador", "envoy"}
    | {"speaker", "head", "official", "delegate", "party", "military"}
)
DIPLOMATS = frozenset({"foreign_minister", "ambassador", "envoy", "deputy", "delegate", "official"})


@cache
def native_keys() -> Keys:
    """What a draft of `find_natives` stands at."""
    return Keys((*load_demonyms(), "делегация"))


def find_natives(marked: Marked, taken: set[int]) -> list[Actor]:
    """Nouns of nationality and a bare «делегация», as drafts that `resolve_native` gives a person or a side."""
    actors = []
    demonyms = load_demonyms()
    strange = demonyms.keys().isdisjoint
    for at in native_keys().find(marked.tokens):
        token = marked.tokens[at]
        if strange(token.lemmas):
            if token.lemma == "делегация" and token.number == "Sing" and at not in taken:
                actors.append(Actor(token.start, token.stop, at, at + 1, "native", "side", case=token.case))
            continue
        code = next((demonyms[lemma] for lemma in token.lemmas if lemma in demonyms), None)
        if code is None or at in taken or token.pos not in ("NOUN", "PROPN"):
            continue
        many = token.number == "Plur"
        draft = Actor(token.start, token.stop, at, at + 1, "native", "group" if many else "pronoun")
        draft = replace(draft, side=code, sides=(code,) if many else (), rank="unnamed" if many else "")
        actors.append(replace(draft, case=token.case, number=token.number or "Sing"))
    return actors


def resolve_native(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor | None:
    """The official of that side named last, in the plural the delegation; None where the text named none."""
    near = named_near(marked, done, actor)
    if actor.kind == "side":  # «у делегации состоялась беседа»: the one told of before
        told = [one for one in near if one.kind == "side" and one.side and has_word(marked, one, "делегация")]
        return replace(actor, side=told[-1].side, sides=told[-1].sides) if told else None
    if actor.kind == "group":
        return actor if any(is_sent(marked, one, actor.side) for one in near) else None
    people = [one for one in near if one.person is not None and rank_of(marked, one) in RANKED]
    return take_person(marked, actor, [one for one in people if side_of(marked, one) == actor.side])


def resolve_diplomat(marked: Marked, done: Sequence[Actor], actor: Actor) -> Actor:
    """«датского дипломата принял министр»: the envoy or minister of that side named before."""
    lone = actor.kind == "office" and actor.person is None and actor.number != "Plur" and actor.side is not None
    if not lone or marked.tokens[actor.last - 1].lemma != "дипломат":
        return actor
    named = [one for one in named_near(marked, done, actor) if one.person is not None]
    named = [one for one in named if rank_of(marked, one) in DIPLOMATS and side_of(marked, one) == actor.side]
    return take_person(marked, actor, named) or actor


def named_near(marked: Marked, done: Sequence[Actor], actor: Actor) -> list[Actor]:
    """The actors of the sentences just before."""
    here = sentence_of(marked.sentences, actor.start)
    return [one for one in done if here - sentence_of(marked.sentences, one.start) <= MAX_NATIVE_SENTENCES]


def take_person(marked: Marked, actor: Actor, fitting: Sequence[Actor]) -> Actor | None:
    """The actor under the name of the last of those who fit, where there is one."""
    if not fitting:
        return None
    one = fitting[-1]
    return replace(actor, person=one.person, office=one.office, side=side_of(marked, one), rank=rank_of(marked, one))


def has_word(marked: Marked, one: Actor, lemma: str) -> bool:
    """Whether a word stands in an actor's phrase."""
    return any(token.lemma == lemma for token in marked.tokens[one.first : one.last])


def is_sent(marked: Marked, one: Actor, side: str | None) -> bool:
    """Whether an actor is a delegation or an official of a side."""
    if side not in (side_of(marked, one), *one.all_sides):
        return False
    words = {token.lemma for token in marked.tokens[one.first : one.last]}
    return bool(words & SENT) or (one.person is not None and rank_of(marked, one) in RANKED)


def side_of(marked: Marked, one: Actor) -> str | None:
    """The side of an actor or of its person."""
    return one.side or (marked.people[one.person].side if one.person is not None else None)


def rank_of(marked: Marked, one: Actor) -> str:
    """The rank of an actor or of its person."""
    return one.rank or (marked.people[one.person].rank if one.person is not None else "")
