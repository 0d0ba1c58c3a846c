"""The corpus of moves as sets to score on: its splits, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus import gold as adapter
from corpus.texts import ITEMS, SPLITS
from evaluation.gold import GoldReport

__all__ = ["ITEMS", "SPLITS", "name", "reports"]


def name(split: str) -> str:
    """What a split is called in tables: "corpus, dev"."""
    return f"corpus, {split}"


@cache
def reports(split: str, data: Path) -> Sequence[GoldReport]:
    """The items of a split as gold reports; none where their texts are not on this machine."""
    return tuple(adapter.reports(split, data)) if (data / ITEMS).exists() else ()
