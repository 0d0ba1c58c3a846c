"""Annotated reports as the reader reads them, with the facts that its confidence rests on.

Read once for every step that asks; the confidence itself is left at 0, so that it can be fitted
anew whatever table is shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from demarche.language.tree import Tree
from demarche.reading import confidence, mentions
from demarche.reading.acts import Act
from demarche.reading.confidence import Word
from demarche.reading.reader import Reader
from demarche.records import Mention, Report
from evaluation.gold import GoldReport

Pairs = tuple[tuple[GoldReport, tuple[Mention, ...]], ...]
_facts: dict[str, tuple[tuple[float, ...], Word]] = {}


def read(annotated: Sequence[GoldReport]) -> Pairs:
    """Each report with its mentions, whose facts are kept for ``facts_of``."""

    def keep(act: Act, mention: Mention, tree: Tree) -> float:
        _facts[mention.id] = confidence.features(act, mention, tree, 0.0), confidence.word(act, tree)
        return 0.0

    if not annotated:
        return ()
    inputs = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
    with patch.object(mentions, "confidence", keep):
        found = tuple(reading.mentions for reading in Reader().read_reports(inputs))
    return tuple(zip(annotated, found, strict=True))


def facts_of(mention: Mention) -> tuple[tuple[float, ...], Word]:
    """The facts of a mention that ``read`` gave, their record 0, and the word that has one."""
    return _facts[mention.id]
