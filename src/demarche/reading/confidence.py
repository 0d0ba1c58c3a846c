"""How sure a reading is, as a probability that the mention is right.

The rules have a confidence in what they read; the learned heads are told it, and answer. The
mention's own is of both (``after_heads``; ``knowledge/confidence_heads.tsv``).

That of the rules is a logistic model over facts of the reading, one of them the record of its
word: how often the word, read as an act of this type, was right in annotated reports. Coefficients
stand in ``knowledge/confidence.tsv``, records in ``knowledge/confidence_words.tsv``;
``python -m evaluation.calibrate`` writes both, and docs/accuracy.md shows how well the
probabilities are kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from demarche.knowledge import tables
from demarche.knowledge.codebook import TYPES
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.records import Mention

TABLE, WORDS, HEADS = "confidence.tsv", "confidence_words.tsv", "confidence_heads.tsv"
FEATURES = (
    "constant", "record", "conditioned", "noun", "predicate", "unseen", "actor", "recipient", "sector",
    "certain", "saying", "mode", "general", "depth", "bare", "noun predicate", "noun actor",
    "noun recipient", *sorted(TYPES),
)  # fmt: skip
RECORD = FEATURES.index("record")
LOWEST, HIGHEST = 0.02, 0.98  # what some thousand annotated acts can tell apart
USUAL = 4  # a word's record counts as much as the average once it was read so often
_SUREST = 0.998  # the heads' probabilities tell more apart than ours
DEEP = 8  # further down makes no difference
# of a mention that the learned heads have seen
HEAD_FEATURES = ("constant", "rules", "act", "type", "overlooked", "long", "apart", "elsewhere")
SHORT, LONG = 400, 4000  # characters of a report; beyond these more or less makes no difference
Word = tuple[str, str, str]  # lemma, noun or verb, PLOVER type


def confidence(act: Act, mention: Mention, tree: Tree) -> float:
    """The probability, to two digits, that a mention is an act of the type that it says."""
    return probability(features(act, mention, tree, kept_record(word(act, tree))))


class Heard(msgspec.Struct, frozen=True):
    """What the learned heads say of a mention, and in what report.

    ``act``: the probability that its word is an act; ``kind``: that it is one of the mention's type;
    ``overlooked``: no rule read it, and the heads are all that speaks for it; ``length``: characters
    of the report; ``apart``: no body of state or party stands near (``relevance.near``); ``elsewhere``:
    acts that the heads expect in a sentence of the rest of the report, more than none, None where it is too
    short to tell.
    """

    act: float
    kind: float
    overlooked: bool
    length: int
    apart: bool
    elsewhere: float | None = None


def after_heads(mention: Mention, heard: Heard) -> float:
    """The probability, to two digits, once the learned heads have spoken.

    The mention still has the rules' confidence.
    """
    facts = head_facts(mention, heard)
    return _bounded(sum(weight * fact for weight, fact in zip(head_weights(), facts, strict=True)))


def head_facts(mention: Mention, heard: Heard) -> tuple[float, ...]:
    """What ``after_heads`` weighs, in the order of ``HEAD_FEATURES``.

    ``rules``, ``act``, ``type``: log odds by the rules, of an act, and of its type if it is one.
    ``long``, ``apart``: long reports and passages without anybody official speak of much that is no
    politics, and ``elsewhere`` says how much of the report around it is.
    """
    return (
        1.0,
        0.0 if heard.overlooked else _log_odds(mention.confidence),
        _log_odds(heard.act, _SUREST),
        _log_odds(heard.kind / max(heard.act, 1 - _SUREST), _SUREST),
        float(heard.overlooked),
        math.log(min(LONG, max(SHORT, heard.length)) / SHORT),
        float(heard.apart),
        0.0 if heard.elsewhere is None else math.log(heard.elsewhere),
    )


def probability(facts: Sequence[float]) -> float:
    """The probability that the table gives to facts in the order of ``FEATURES``."""
    return _bounded(sum(weight * fact for weight, fact in zip(_weights(), facts, strict=True)))


def _bounded(log_odds: float) -> float:
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-log_odds)))), 2)


def _log_odds(likely: float, highest: float = HIGHEST) -> float:
    inside = min(highest, max(1 - highest, likely))
    return math.log(inside / (1 - inside))


def kept_record(one: Word) -> float:
    """The record that the table keeps of a word, 0 where it keeps none."""
    counts, average = _words()
    return record(*counts.get(one, (0, 0)), average)


def record(read: int, right: int, average: float) -> float:
    """What a word's record adds to the average in log odds, drawn to 0 where it was read seldom."""
    share = (right + USUAL * average) / (read + USUAL)
    return math.log(share / (1 - share)) - math.log(average / (1 - average))


def word(act: Act, tree: Tree) -> Word:
    """Under what an act's record is kept."""
    return tree.lemma(act.token), "noun" if _is_noun(act) else "verb", act.coding.code.type


def features(act: Act, mention: Mention, tree: Tree, its_record: float) -> tuple[float, ...]:
    """The facts that speak for and against a mention, in the order of ``FEATURES``.

    ``record``: of its word. ``conditioned``: the codebook's row asked for the phrases around
    the word, and they were there. ``noun``: the trigger is a noun; nouns name things as well as
    acts, unless somebody takes part (``noun actor``, ``noun recipient``) or the model takes
    them for predicates (``noun predicate``). ``predicate``: the log odds that it gives the
    trigger for being one; ``unseen`` where it saw none. ``sector``: a participant is known to
    be somebody political. ``saying``: a verb of plain saying, which reports more often than it
    is an act. ``mode``, ``general``: the words bear out a mode; no more than a root of CAMEO.
    ``depth``: how many words it hangs below, in eights; what stands far down is background.
    ``bare``: nothing hangs on it. The rest are PLOVER's types.
    """
    frame, coding = act.frame, act.coding
    sure = min(0.999, max(0.001, frame.score)) if frame else 0.5
    predicate = math.log(sure / (1 - sure)) / 5
    noun = float(_is_noun(act))
    actor, recipient = float(bool(mention.actors)), float(bool(mention.recipients))
    return (
        1.0,
        its_record,
        float(coding.weight >= 1.0),
        noun,
        predicate,
        float(frame is None),
        actor,
        recipient,
        float(any(one.sector for one in (*mention.actors, *mention.recipients))),
        float(mention.certainty == "certain"),
        float(coding.attributive),
        float(mention.mode is not None),
        float(mention.cameo.endswith("0")),
        min(DEEP, sum(1 for _ in tree.ancestors(act.token))) / DEEP,
        float(not tree.children(act.token)),
        noun * predicate,
        noun * actor,
        noun * recipient,
        *(float(mention.type == kind) for kind in sorted(TYPES)),
    )


def _is_noun(act: Act) -> bool:
    return act.coding.row.startswith("nouns")


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    """The coefficients in the order of ``FEATURES``; a TableError where one is missing."""
    return _coefficients(TABLE, FEATURES)


@lru_cache(maxsize=1)
def head_weights() -> tuple[float, ...]:
    """The coefficients in the order of ``HEAD_FEATURES``; a TableError where one is missing."""
    return _coefficients(HEADS, HEAD_FEATURES)


def _coefficients(table: str, features: Sequence[str]) -> tuple[float, ...]:
    found: dict[str, float] = {}
    last = 0
    for last, row in tables.rows(table, ("feature", "coefficient")):
        name = row["feature"]
        if name not in features or name in found:
            raise tables.complain(table, last, f"{name!r} is no feature, or stands twice")
        try:
            found[name] = float(row["coefficient"])
        except ValueError:
            raise tables.complain(table, last, f"{row['coefficient']!r} is not a number") from None
    missing = [name for name in features if name not in found]
    if missing:
        raise tables.complain(table, last, f"no row for {', '.join(missing)}")
    return tuple(found[name] for name in features)


@lru_cache(maxsize=1)
def _words() -> tuple[dict[Word, tuple[int, int]], float]:
    """The records by word, and the share right of all that was read (the row ``*``)."""
    found: dict[Word, tuple[int, int]] = {}
    average = 0.5
    for number, row in tables.rows(WORDS, ("word", "kind", "type", "read", "right")):
        try:
            read, right = int(row["read"]), int(row["right"])
        except ValueError:
            raise tables.complain(WORDS, number, "read and right are counts") from None
        key = (row["word"], row["kind"], row["type"])
        if key in found or not 0 <= right <= read or not read:
            raise tables.complain(WORDS, number, f"{row['word']!r} stands twice, or was right too often")
        if row["word"] == "*":
            average = min(0.99, max(0.01, right / read))
        else:
            found[key] = (read, right)
    return found, average
