"""Intervals of shares by drawing items again: how far a figure is the luck of its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

DRAWS, SEED, LEVEL = 500, 20261125, 0.95
Counts = Mapping[str, float]


def intervals(
    items: Sequence[Counts], shares: Mapping[str, tuple[tuple[str, float], ...]], draws: int = DRAWS
) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each share over items drawn with replacement, always the same draws.

    ``items`` are counts of each item. A share is (numerator, denominator …) of names of counts with
    their factors: ``(("found", 2), ("gold", 1), ("read", 1))`` is 2·found / (gold + read). Draws
    whose denominator is 0 are left out; (0, 0) where all are.
    """
    names = sorted({name for share in shares.values() for name, _ in share})
    table = np.array([[item.get(name, 0.0) for name in names] for item in items], dtype=float)
    if not len(table):
        return dict.fromkeys(shares, (0.0, 0.0))
    weights = np.random.default_rng(SEED).multinomial(len(table), np.full(len(table), 1 / len(table)), draws)
    sums = dict(zip(names, (weights @ table).T, strict=True))
    found = {}
    for key, ((above, factor), *below) in shares.items():
        under = sum(sums[name] * times for name, times in below)
        ratio = (sums[above] * factor)[under > 0] / under[under > 0]
        edge = (1 - LEVEL) / 2
        low, high = np.quantile(ratio, [edge, 1 - edge]) if len(ratio) else (0.0, 0.0)
        found[key] = (float(low), float(high))
    return found
