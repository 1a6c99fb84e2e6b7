"""What became of a commitment: later sentences with a word of outcome that speak of the same undertaking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.edtf import first_day
from dragoman.model import Reading
from dragoman.record.merge.levels import to_pattern
from dragoman.record.schema import commitment_claims, commitment_sides, commitment_stems, cue_stems, cues, follow_ups
from dragoman.record.terms import find_stem, split_words

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-ZА-ЯЁӘҒҚҢӨҰҮІ«\"]|\s*\n|\s*$)[^.!?\n]*)*[.!?]*")
SHORTEST_STEM = 4  # letters: shorter words are prepositions, pronouns, particles
FEWEST_SHARED = 2  # stems that a sentence and a commitment must share
SHARED = 0.5  # share of the commitment's own stems that the sentence must hold
LONGEST_STEM = 64
WEIGHT = {"contradicted": 3, "dropped": 2, "late": 1, "done": 0}  # on one day, the graver word wins
SETTLES = frozenset({"done", "dropped", "contradicted"})
CHUNK = 400
LANGUAGES = ("ru", "kk", "en")
HEDGE_WORDS = 4  # words on either side of a phrase of outcome that may deny it or put it into the future
CLAUSE_END = re.compile(r"[,;:()]|\s[–—-]\s")


class Outcome(NamedTuple):
    """What a sentence says became of something, and the kind of deed that it speaks of: any, sign or hold."""

    state: str
    deed: str


@cache
def load_cues(language: str) -> tuple[tuple[re.Pattern[str], Outcome], ...]:
    """Pattern and outcome of each phrase of outcome in a language (data/cues.tsv).

    The graver come first; of one state the longer phrases.
    """
    own = sorted(
        (row for row in load_rows("cues") if row[0] == language), key=lambda row: (-WEIGHT[row[2]], -len(row[1]))
    )
    return tuple((to_pattern(words), Outcome(state, deed)) for _language, words, state, deed, _example in own)


@cache
def load_hedges(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern and sense of words around a phrase of outcome (data/hedges.tsv).

    negated: «так и не»; asserted: «не только»; prospect: «может быть»; refused: «не будет».
    """
    rows = (row for row in load_rows("hedges") if row[0] == language)
    return tuple((to_pattern(words) if "'" not in words else re.compile(words), sense) for _l, words, sense, _e in rows)


@cache
def load_deeds(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern and kind of the deeds that a commitment may be about (data/deeds.tsv): sign, hold."""
    return tuple((to_pattern(words), deed) for own, deed, words, _example in load_rows("deeds") if own == language)


def load_rows(name: str) -> Iterator[list[str]]:
    """The lines of a list of the record, without its head."""
    text = (files("dragoman.record") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:] if line)


@cache
def load_commonplaces() -> frozenset[str]:
    """Stems that tell no undertaking from another (data/commonplaces.tsv)."""
    return frozenset(row[0] for row in load_rows("commonplaces"))


def find_state(sentence: str, language: str | None) -> str | None:
    """What a sentence says became of something: done, dropped, late or contradicted; None if nothing."""
    found = find_outcome(sentence, language or "")
    return found.state if found else None


@lru_cache(maxsize=4_096)
def find_outcome(sentence: str, language: str) -> Outcome | None:
    """The gravest outcome that a sentence asserts.

    A denied deed («так и не был открыт») contradicts, a denied delay says nothing, and what only will, may or must be
    done has not been done. Of two phrases of one state the longer counts.
    """
    words = fold_yo(sentence)
    found = [told for one in load_cues(language) for told in read_cue(words, language, *one)]
    return max(found, key=lambda told: WEIGHT[told.state], default=None)


def read_cue(words: str, language: str, pattern: re.Pattern[str], outcome: Outcome) -> Iterator[Outcome]:
    """What each occurrence of a phrase of outcome says, with the words around it in its clause."""
    for match in pattern.finditer(words):
        before = CLAUSE_END.split(words[: match.start()])[-1].split()[-HEDGE_WORDS:]
        after = CLAUSE_END.split(words[match.end() :])[0].split()[:HEDGE_WORDS]
        around = " ".join(before) + " | " + " ".join(after)
        senses = {sense for hedge, sense in load_hedges(language) if hedge.search(around)}
        denied = "refused" in senses or ("negated" in senses and not senses & {"asserted", "prospect"})
        if denied and outcome.state == "done":
            yield Outcome("contradicted", outcome.deed)
        elif not denied and "prospect" not in senses:
            yield outcome


def fold_yo(words: str) -> str:
    """Words with е for ё, as the lists have them."""
    return words.replace("ё", "е").replace("Ё", "Е")


@cache
def load_gate(language: str) -> re.Pattern[str]:
    """Any phrase of outcome of a language: most reports hold none."""
    return re.compile("|".join(pattern.pattern for pattern, _state in load_cues(language)) or r"(?!)", re.IGNORECASE)


def find_stems(words: str) -> list[str]:
    """The content words of a phrase, each by its likeliest dictionary form or stem; in order, once."""
    stems = (find_stem(match[0]) for match in split_words(words))
    kept = (stem[:LONGEST_STEM] for stem in stems if len(stem) >= SHORTEST_STEM and not stem.isdigit())
    return [stem for stem in dict.fromkeys(kept) if stem not in load_commonplaces()]


def find_cues(reading: Reading) -> Iterator[dict[str, Any]]:
    """The sentences of a report that tell what became of something: rows without id and document."""
    document = reading.document
    if not load_gate(document.language or "").search(fold_yo(document.text)):
        return
    day = first_day(document.published.date) if document.published else None
    promised = [(item.start, item.stop) for item in reading.commitments]
    sides = "|".join(list_sides(reading))
    for match in SENTENCE.finditer(document.text):
        words = match[0].strip()
        start = match.start() + match[0].index(words) if words else 0
        stop = start + len(words)
        state = find_state(words, document.language) if words else None
        if state is None or any(left < stop and start < right for left, right in promised):
            continue
        yield {
            "start": start,
            "stop": stop,
            "words": words,
            "state": state,
            "sides": sides,
            "day": day.toordinal() if day else 0,
        }


def list_sides(reading: Reading) -> list[str]:
    """Every side that a report speaks of."""
    found = {p.side for encounter in reading.encounters for p in encounter.participants if p.side}
    found |= {side for item in reading.commitments for side in item.sides}
    found |= {office.side for office in reading.offices if office.side}
    return sorted(found)


def link_follow_ups(
    connection: Connection, commitments: Iterable[Mapping[str, Any]], told: Iterable[Mapping[str, Any]]
) -> None:
    """Ties new commitments to sentences told before or with them, and new sentences to commitments, and sums up.

    Args: commitments, told: rows just written to `commitment_claims` and `cues`.
    """
    pairs: dict[tuple[str, str], float] = {}
    commitments, told = list(commitments), list(told)
    promised = {row["id"]: row for row in commitments}
    sentences = {row["id"]: row for row in told}
    stems_of = {key: frozenset(row["stems"].split()) for key, row in promised.items()}
    stems_of |= {key: frozenset(find_stems(row["words"])) for key, row in sentences.items()}
    near = _count_shared(connection, cue_stems.c.stem, cue_stems.c.cue, {key: stems_of[key] for key in promised})
    near |= {
        (commitment, cue): count
        for (cue, commitment), count in _count_shared(
            connection,
            commitment_stems.c.stem,
            commitment_stems.c.commitment,
            {key: stems_of[key] for key in sentences},
        ).items()
    }
    _load_missing(connection, commitment_claims, {pair[0] for pair in near}, promised)
    _load_missing(connection, cues, {pair[1] for pair in near}, sentences)
    for (commitment, cue), count in near.items():
        score = compare_follow_up(promised[commitment], sentences[cue], count)
        if score >= SHARED:
            pairs[commitment, cue] = score
    if pairs:
        rows = [{"commitment": left, "cue": right, "score": score} for (left, right), score in sorted(pairs.items())]
        connection.execute(insert(follow_ups), rows)
    sum_outcomes(connection, {left for left, _right in pairs})


def _count_shared(
    connection: Connection, stem: Any, key: Any, wanted: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], int]:
    """How many stems each wanted text shares with each text of a table of stems; only pairs that share enough."""
    by_stem = defaultdict(list)
    for mine, stems in wanted.items():
        for one in stems:
            by_stem[one].append(mine)
    counts: Counter[tuple[str, str]] = Counter()
    every = sorted(by_stem)
    for start in range(0, len(every), CHUNK):
        rows = connection.execute(select(stem, key).where(stem.in_(every[start : start + CHUNK])))
        for one, other in rows:
            counts.update((mine, other) for mine in by_stem[one])
    return {pair: count for pair, count in counts.items() if count >= FEWEST_SHARED}


def _load_missing(connection: Connection, table: Any, wanted: set[str], found: dict[str, Any]) -> None:
    missing = sorted(wanted - set(found))
    for start in range(0, len(missing), CHUNK):
        rows = connection.execute(select(table).where(table.c.id.in_(missing[start : start + CHUNK]))).mappings()
        found.update((row["id"], row) for row in rows)


def compare_follow_up(commitment: Mapping[str, Any], sentence: Mapping[str, Any], shared: int) -> float:
    """0..1: how likely a sentence tells what became of a commitment; 0 where report, day or sides speak against it."""
    if commitment["document"] == sentence["document"]:
        return 0.0
    if not commitment["day"] or not sentence["day"] or sentence["day"] < commitment["day"]:
        return 0.0
    ours = {side for side in commitment["sides"].split("|") if side}
    theirs = {side for side in sentence["sides"].split("|") if side}
    if ours and theirs and len(ours & theirs) < min(2, len(ours)):
        return 0.0
    if not same_deed(commitment["words"], sentence["words"]):
        return 0.0
    size = max(FEWEST_SHARED, min(len(commitment["stems"].split()), 2 * len(find_stems(sentence["words"]))))
    return shared / size


def same_deed(commitment: str, sentence: str) -> bool:
    """Whether a sentence can settle a commitment: a protocol signed on a bridge does not build it."""
    told = {(language, found.deed) for language in LANGUAGES if (found := find_outcome(sentence, language))}
    if not told or "any" in {deed for _language, deed in told}:
        return True
    promised = {deed for language in LANGUAGES for pattern, deed in load_deeds(language) if pattern.search(commitment)}
    return bool(promised & {deed for _language, deed in told})


def sum_outcomes(connection: Connection, commitments: Iterable[str]) -> None:
    """Writes what the follow-ups of some commitments come to: the last word, on one day the graver."""
    wanted = sorted(commitments)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = connection.execute(
            select(follow_ups.c.commitment, cues.c.state, cues.c.day)
            .join(cues, cues.c.id == follow_ups.c.cue)
            .where(follow_ups.c.commitment.in_(part))
        )
        told = defaultdict(list)
        for commitment, state, day in rows:
            told[commitment].append((day, WEIGHT[state], state))
        for commitment in part:
            settled = [item for item in told.get(commitment, []) if item[2] in SETTLES]
            outcome = max(settled)[2] if settled else "late" if told.get(commitment) else None
            for key in (commitment_claims.c.id, commitment_sides.c.commitment):
                connection.execute(update(key.table).where(key == commitment).values(outcome=outcome))


def drop_follow_ups(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Removes the sentences of some reports; gives the commitments that they were evidence for."""
    gone = select(cues.c.id).where(cues.c.document.in_(list(documents)))
    touched = set(connection.execute(select(follow_ups.c.commitment).where(follow_ups.c.cue.in_(gone))).scalars())
    connection.execute(delete(cues).where(cues.c.document.in_(list(documents))))
    return touched
