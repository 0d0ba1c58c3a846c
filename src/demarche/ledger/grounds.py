"""Grounds for and against one act, as they add up to a probability; a clash rules it out."""

from __future__ import annotations

import math

import msgspec

SLOPE, BASE = 2.0, -1.2


class Comparison(msgspec.Struct, frozen=True):
    """The outcome: points, the grounds in words (the weightiest first), a clash or ""."""

    points: float
    grounds: tuple[str, ...]
    clash: str

    @property
    def score(self) -> float:
        """The probability that the two speak of one act."""
        return 0.0 if self.clash else 1 / (1 + math.exp(-SLOPE * self.points))


class Tally:
    """The points found so far, each with its ground in words or "", and a clash or ""."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str]] = []
        self.clash = ""

    def add(self, points: float, ground: str = "") -> None:
        """Points for or against one act, with the ground where it is worth telling."""
        self.found.append((points, ground))

    def sum(self) -> Comparison:
        """The outcome, the weightiest grounds first."""
        spoken = sorted((one for one in self.found if one[1]), key=lambda one: -abs(one[0]))
        return Comparison(
            BASE + sum(points for points, _ in self.found), tuple(ground for _, ground in spoken), self.clash
        )
