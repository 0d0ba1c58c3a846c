"""How sure a reading is, as a probability that the mention is right.

A logistic model over a few facts of the reading. Its coefficients stand in
``knowledge/confidence.tsv``; ``python -m evaluation.calibrate`` fits them on annotated
reports, and docs/accuracy.md shows how well the probabilities are kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from demarche.knowledge import tables
from demarche.reading.coding import Coding
from demarche.reading.status import Standing
from demarche.records import Actor, Frame

TABLE = "confidence.tsv"
FEATURES = (
    "constant", "conditioned", "noun", "predicate", "unseen", "actor", "recipient", "sector",
    "certain", "saying", "mode", "general", "violence",
)  # fmt: skip
LOWEST, HIGHEST = 0.02, 0.98  # what a few hundred annotated acts can tell apart


def confidence(
    frame: Frame | None,
    coding: Coding,
    standing: Standing,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
) -> float:
    """The probability, to two digits, that a mention is an act of the type that it says."""
    return probability(features(frame, coding, standing, actors, recipients))


def probability(facts: Sequence[float]) -> float:
    """The probability that the table gives to facts in the order of ``FEATURES``."""
    log_odds = sum(weight * fact for weight, fact in zip(_weights(), facts, strict=True))
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-log_odds)))), 2)


def features(
    frame: Frame | None,
    coding: Coding,
    standing: Standing,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
) -> tuple[float, ...]:
    """The facts that speak for and against a mention, in the order of ``FEATURES``.

    ``conditioned``: the codebook's row asked for the phrases around the word, and they were
    there. ``noun``: the trigger is a noun; nouns name things as well as acts. ``predicate``:
    the log odds that the model gives the trigger for being a predicate; ``unseen`` where the
    model saw none. ``sector``: a participant is known to be somebody political. ``saying``:
    a verb of plain saying, which reports more often than it is an act. ``mode``, ``general``:
    the words bear out a mode; no more than a root of CAMEO. ``violence``: an assault, whose
    words seldom mean anything else.
    """
    sure = min(0.999, max(0.001, frame.score)) if frame else 0.5
    return (
        1.0,
        float(coding.weight >= 1.0),
        float(coding.row.startswith("nouns")),
        math.log(sure / (1 - sure)) / 5,
        float(frame is None),
        float(bool(actors)),
        float(bool(recipients)),
        float(any(actor.sector for actor in (*actors, *recipients))),
        float(standing.certainty == "certain"),
        float(coding.attributive),
        float(coding.mode is not None),
        float(coding.code.code.endswith("0")),
        float(coding.code.type == "ASSAULT"),
    )


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    """The coefficients in the order of ``FEATURES``; a TableError where one is missing."""
    found: dict[str, float] = {}
    last = 0
    for last, row in tables.rows(TABLE, ("feature", "coefficient")):
        name = row["feature"]
        if name not in FEATURES or name in found:
            raise tables.complain(TABLE, last, f"{name!r} is no feature, or stands twice")
        try:
            found[name] = float(row["coefficient"])
        except ValueError:
            raise tables.complain(TABLE, last, f"{row['coefficient']!r} is not a number") from None
    missing = [name for name in FEATURES if name not in found]
    if missing:
        raise tables.complain(TABLE, last, f"no row for {', '.join(missing)}")
    return tuple(found[name] for name in FEATURES)
