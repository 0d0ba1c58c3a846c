"""How sure a reading is, as a probability that the mention is right."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.reading.coding import Coding
from demarche.reading.status import Standing
from demarche.records import Actor, Frame


def confidence(
    frame: Frame | None,
    coding: Coding,
    standing: Standing,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
) -> float:
    """The probability, to two digits, that a mention is an act of the type that it says."""
    score = 0.5 * coding.weight
    score += 0.2 * (frame.score if frame else 0.4)
    score += 0.15 * bool(actors) + 0.15 * bool(recipients)
    return round(min(score, 0.99), 2)
