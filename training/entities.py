"""What annotation says of the entities of its texts, laid on the mentions that the reader has there.

For the heads that say of which country (``lands.py``) and in which sector (``sectors.py``) somebody is. The
entities of the corpus say both, or that the text does not bear it out; in dispatches those who take part in
acts do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from corpus import store
from corpus.records import Annotation
from demarche.language.tree import Tree
from demarche.reading.learned_features import head_at
from demarche.reading.reader import Reader
from demarche.records import Layers, Report, ResolvedEntity
from evaluation import gold
from evaluation.gold import GoldReport
from training.moves_examples import bearing

Question = Literal["country", "sector"]
Answer = tuple[ResolvedEntity, str | None, float]  # a mention, what is right of it, and its weight
ASIDE = 0.25  # the weight of mentions that take part in no act


class Labelled(NamedTuple):
    """A text as the rules read it, its words as the heads for acts see them [tokens, 384], and answers."""

    tree: Tree
    layers: Layers
    vectors: np.ndarray
    answers: list[Answer]


def labelled(reader: Reader, data: Path, splits: Sequence[str], question: Question) -> Iterator[Labelled]:
    """Every text of some splits of the corpus and of the dispatches for development, with its answers."""
    for split in splits:
        joined = list(store.joined(split, data))
        reports = [Report(id=item.id, text=item.text, published=item.date) for _, item in joined]
        answers = [partial(_annotated, annotation, question) for annotation, _ in joined]
        yield from _read(reader, reports, answers)
    dispatches = gold.load_all(gold.DISPATCHES, data, files="a-*.yaml")
    reports = [Report(id=one.id, text=one.text, published=one.published) for one in dispatches]
    yield from _read(reader, reports, [partial(_named, one, question) for one in dispatches])


def _read(
    reader: Reader, reports: Sequence[Report], answers: Sequence[Callable[[Tree, Layers], Iterator[Answer]]]
) -> Iterator[Labelled]:
    seen = reader.model.seen([report.text for report in reports])
    for report, answer, (analysis, vectors) in zip(reports, answers, seen, strict=True):
        assert vectors is not None, "the folder has no heads for acts"
        # by the rules alone: an older head would settle what is asked here
        reading = reader.read_analysis(report, analysis, None)
        tree = Tree(reading.analysis)
        yield Labelled(tree, reading.layers, vectors, list(answer(tree, reading.layers)))


def _annotated(annotation: Annotation, question: Question, tree: Tree, layers: Layers) -> Iterator[Answer]:
    """The mentions of an item of the corpus."""
    by_head = {entity.head: entity for entity in layers.entities}
    acting = {key for act in annotation.acts for key in (*act.actors, *act.recipients)}
    for whose in annotation.entities:
        for mention in whose.mentions:
            token = head_at(tree, *mention.span)
            if token in by_head:
                yield by_head[token], getattr(whose, question), 1.0 if whose.key in acting else ASIDE


def _named(report: GoldReport, question: Question, tree: Tree, layers: Layers) -> Iterator[Answer]:
    """The mentions of a dispatch that bear the name of somebody who takes part in an act there."""
    told: dict[int, set[str | None]] = defaultdict(set)
    for act in report.acts:
        for spec in (*act.actors, *act.recipients):
            names, country, sector = (*spec.split("/"), "", "")[:3]
            for name in names.split(gold.OR):
                for token in bearing(tree, name):
                    told[token].add((country if question == "country" else sector) or None)
    for entity in layers.entities:
        answers = told.get(entity.head, set())
        if len(answers) == 1:
            yield entity, *answers, 1.0
