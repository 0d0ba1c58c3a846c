"""Annotated reports as the reader reads them, with the facts that its confidence rests on.

Read once for every step that asks, twice over: as a user reads them, and by the rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from demarche.language.tree import Tree
from demarche.reading import confidence, learned, mentions
from demarche.reading.acts import Act
from demarche.reading.confidence import Heard, Word
from demarche.reading.reader import Reader
from demarche.reading.trust import TRUST
from demarche.records import Mention, Report
from evaluation.gold import GoldReport

Pairs = tuple[tuple[GoldReport, tuple[Mention, ...]], ...]
_facts: dict[str, tuple[tuple[float, ...], Word]] = {}
_head_facts: dict[str, tuple[float, ...]] = {}


def read(annotated: Sequence[GoldReport], reader: Reader | None = None) -> Pairs:
    """Each report with its mentions, for ``head_facts_of``; by a reader as a user has it, unless told."""

    def keep(mention: Mention, heard: Heard) -> float:
        _head_facts[mention.id] = confidence.head_facts(mention, heard)
        return confidence.after_heads(mention, heard)

    with patch.object(learned, "after_heads", keep):
        return _read(annotated, reader or Reader())


def read_with_doubtful(annotated: Sequence[GoldReport], reader: Reader | None = None) -> Pairs:
    """Each report with its mentions, those that the reader thinks too unlikely to tell among them."""

    def keep(mention: Mention, heard: Heard) -> float:
        _head_facts[mention.id] = confidence.head_facts(mention, heard)
        return max(TRUST.believed, confidence.after_heads(mention, heard))

    with patch.object(learned, "after_heads", keep):
        return _read(annotated, reader or Reader())


def read_by_rules(annotated: Sequence[GoldReport]) -> Pairs:
    """Each report with what the rules alone make of it, for ``facts_of``.

    The confidence is left at 0, so that it can be fitted anew whatever table is shipped.
    """

    def keep(act: Act, mention: Mention, tree: Tree) -> float:
        _facts[mention.id] = confidence.features(act, mention, tree, 0.0), confidence.word(act, tree)
        return 0.0

    with patch.object(mentions, "confidence", keep):
        return _read(annotated, Reader(learned=False))


def _read(annotated: Sequence[GoldReport], reader: Reader) -> Pairs:
    inputs = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
    found = tuple(reading.mentions for reading in reader.read_reports(inputs))
    return tuple(zip(annotated, found, strict=True))


def facts_of(mention: Mention) -> tuple[tuple[float, ...], Word]:
    """The facts of a mention that ``read_by_rules`` gave, their record 0, and the word that has one."""
    return _facts[mention.id]


def head_facts_of(mention: Mention) -> tuple[float, ...] | None:
    """What the confidence of a mention that ``read`` gave is weighed of; None where it is the rules'."""
    return _head_facts.get(mention.id)
