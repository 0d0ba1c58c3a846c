"""Train the head that says in which sector people act, on the vectors that the shipped heads give.

    python -m training.sectors ../shared/data src/demarche/language/weights

The entities of the corpus' train split and of the articles that may be looked at say in which sector each
mention acts, or that the text does not tell; in dispatches those who take part in acts do. After every
``training.moves_export``: minutes on one core. Seeded; the same weights give the same file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corpus import store
from corpus.records import Annotation
from demarche.language.analyse import Model
from demarche.language.moves import WIDTH
from demarche.language.sectors import HEAD
from demarche.language.tree import Tree
from demarche.reading.learned_features import head_at
from demarche.reading.learned_lands import FACTS, countries_named
from demarche.reading.learned_sectors import NAMES, inputs
from demarche.reading.reader import Reader
from demarche.records import Layers, Report, ResolvedEntity
from evaluation import gold
from evaluation.gold import GoldReport
from training.heads import fit, options, save
from training.moves_examples import bearing

SPLITS = ("train", "articles")
SEEDS, EPOCHS, BATCH, RATE, DECAY = (1, 2, 3), 12, 128, 1e-3, 0.02
HIDDEN = 128  # of each of the networks, one a seed
ASIDE = 0.25  # the weight of mentions that take part in no act


@dataclass
class Case:
    """A mention, and the number of its sector in ``NAMES``."""

    mention: Tensor  # [2 * WIDTH + FACTS]
    right: int
    weight: float


Acting = Iterator[tuple[ResolvedEntity, str | None, float]]  # mentions, their sectors, their weights


def cases(weights: Path, data: Path, splits: Sequence[str]) -> Iterator[Case]:
    """Every annotated mention that the reader has as one."""
    reader = Reader(Model(weights))
    for split in splits:
        joined = list(store.joined(split, data))
        reports = [Report(id=item.id, text=item.text, published=item.date) for _, item in joined]
        labels = [partial(_annotated, annotation) for annotation, _ in joined]
        yield from _cases(reader, reports, labels)
    dispatches = gold.load_all(gold.DISPATCHES, data, files="a-*.yaml")
    reports = [Report(id=one.id, text=one.text, published=one.published) for one in dispatches]
    yield from _cases(reader, reports, [partial(_named, one) for one in dispatches])


def _cases(
    reader: Reader, reports: Sequence[Report], labels: Sequence[Callable[[Tree, Layers], Acting]]
) -> Iterator[Case]:
    seen = reader.model.seen([report.text for report in reports])
    for report, label, (analysis, vectors) in zip(reports, labels, seen, strict=True):
        assert vectors is not None, "the folder has no heads for acts"
        # by the rules alone: an older head would settle what is asked here
        reading = reader.read_analysis(report, analysis, None)
        tree, layers = Tree(reading.analysis), reading.layers
        told = {entity.head: (sector, weight) for entity, sector, weight in label(tree, layers)}
        people = [entity for entity in layers.entities if len(entity.referents) == 1]
        named = countries_named(tree, layers.entities, layers.places)
        if not people:
            continue
        for entity, row in zip(people, inputs(people, vectors, named), strict=True):
            if entity.head in told:
                sector, weight = told[entity.head]
                yield Case(torch.tensor(row), NAMES.index(sector or NAMES[0]), weight)


def _annotated(annotation: Annotation, tree: Tree, layers: Layers) -> Acting:
    """The mentions of an item of the corpus, whose entities say in which sector they act."""
    by_head = {entity.head: entity for entity in layers.entities}
    acting = {key for act in annotation.acts for key in (*act.actors, *act.recipients)}
    for whose in annotation.entities:
        for mention in whose.mentions:
            token = head_at(tree, *mention.span)
            if token in by_head:
                yield by_head[token], whose.sector, 1.0 if whose.key in acting else ASIDE


def _named(report: GoldReport, tree: Tree, layers: Layers) -> Acting:
    """The mentions of a dispatch that bear the name of somebody who takes part in an act there."""
    told: dict[int, set[str | None]] = defaultdict(set)
    for act in report.acts:
        for spec in (*act.actors, *act.recipients):
            names, _, sector = (*spec.split("/"), "", "")[:3]
            for name in names.split(gold.OR):
                for token in bearing(tree, name):
                    told[token].add(sector or None)
    for entity in layers.entities:
        sectors = told.get(entity.head, set())
        if len(sectors) == 1:
            yield entity, *sectors, 1.0


def _layers(hidden: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(2 * WIDTH + FACTS, hidden), nn.GELU(), nn.Dropout(0.3), nn.Linear(hidden, len(NAMES))
    )


def train(found: Sequence[Case], seed: int) -> nn.Sequential:
    """A head trained on cases, in an order that the seed fixes."""
    torch.manual_seed(seed)

    def loss_of(those: Sequence[Case]) -> Tensor:
        scores = net(torch.stack([case.mention for case in those]))
        losses = F.cross_entropy(scores, torch.tensor([case.right for case in those]), reduction="none")
        weights = torch.tensor([case.weight for case in those])
        return (weights * losses).sum() / weights.sum()

    net = _layers(HIDDEN)
    return fit(net, found, loss_of, epochs=EPOCHS, batch=BATCH, rate=RATE, decay=DECAY, seed=seed)


def joined(nets: Sequence[nn.Sequential]) -> nn.Sequential:
    """One head whose scores are the mean of those of several: their hidden units side by side."""
    parts = [net.state_dict() for net in nets]
    whole = _layers(sum(len(part["0.bias"]) for part in parts))
    whole.load_state_dict(
        {
            "0.weight": torch.cat([part["0.weight"] for part in parts]),
            "0.bias": torch.cat([part["0.bias"] for part in parts]),
            "3.weight": torch.cat([part["3.weight"] for part in parts], 1) / len(parts),
            "3.bias": torch.stack([part["3.bias"] for part in parts]).mean(0),
        }
    )
    return whole.eval()


def main() -> None:
    asked = options(__doc__)
    found = list(cases(asked.weights, asked.data, SPLITS))
    save(joined([train(found, seed) for seed in SEEDS]), asked.weights / HEAD)


if __name__ == "__main__":
    main()
