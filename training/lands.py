"""Train the head that says whose people are, on the vectors that the shipped heads give.

    python -m training.lands ../shared/data src/demarche/language/weights

The entities of the corpus' train split and of the articles that may be looked at say of which country
each mention is, or that the text does not bear one out; in dispatches those who take part in acts do.
After every ``training.moves_export``: minutes on one core. Seeded; the same weights give the same file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corpus import store
from corpus.records import Annotation
from demarche.language.analyse import Model
from demarche.language.lands import HEAD
from demarche.language.moves import WIDTH
from demarche.language.tree import Tree
from demarche.reading.learned_features import head_at
from demarche.reading.learned_lands import FACTS, PAIR, countries_named, facts, pairs
from demarche.reading.reader import Reader
from demarche.records import Layers, Report, ResolvedEntity
from evaluation import gold
from evaluation.gold import GoldReport
from training.heads import fit, options, save
from training.moves_examples import bearing

SPLITS = ("train", "articles")
SEED, EPOCHS, BATCH, RATE, DECAY = 1, 3, 32, 1e-3, 0.02
HIDDEN, HIDDEN_NONE = 64, 48
ASIDE = 0.25  # the weight of mentions that take part in no act


@dataclass
class Case:
    """A mention with the words that name countries, and which country is right (0 is none)."""

    mention: Tensor  # [WIDTH + FACTS]
    words: Tensor  # [K, WIDTH]
    pairs: Tensor  # [K, PAIR]
    country: Tensor  # [K], numbers of countries from 0
    right: int
    weight: float


class Net(nn.Module):
    """``language/lands.py`` as it is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.none = nn.Sequential(
            nn.Linear(WIDTH + FACTS, HIDDEN_NONE), nn.GELU(), nn.Dropout(0.3), nn.Linear(HIDDEN_NONE, 1)
        )
        self.a, self.ga = nn.Linear(WIDTH + FACTS, HIDDEN), nn.Linear(WIDTH + FACTS, HIDDEN)
        self.b, self.gb = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.f, self.o = nn.Linear(PAIR, HIDDEN), nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, case: Case) -> Tensor:
        """Scores of none and of each country."""
        mention = case.mention
        x = self.a(mention) + self.b(case.words) + self.ga(mention) * self.gb(case.words) + self.f(case.pairs)
        scores = self.o(self.drop(F.gelu(x)))[:, 0]
        whole = [torch.logsumexp(scores[case.country == k], 0) for k in range(int(case.country.max()) + 1)]
        return torch.stack([self.none(mention)[0], *whole])


Whose = Iterator[tuple[ResolvedEntity, str | None, float]]  # mentions, their countries, their weights


def cases(weights: Path, data: Path, splits: Sequence[str]) -> Iterator[Case]:
    """Every annotated mention that the reader has as one, in texts that name a country."""
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
    reader: Reader, reports: Sequence[Report], labels: Sequence[Callable[[Tree, Layers], Whose]]
) -> Iterator[Case]:
    seen = reader.model.seen([report.text for report in reports])
    for report, label, (analysis, vectors) in zip(reports, labels, seen, strict=True):
        assert vectors is not None, "the folder has no heads for acts"
        # by the rules alone: an older head would settle what is asked here
        reading = reader.read_analysis(report, analysis, None)
        tree, layers = Tree(reading.analysis), reading.layers
        named = countries_named(tree, layers.entities, layers.places)
        known = sorted({one.country for one in named})
        country = torch.tensor([known.index(one.country) for one in named])
        words = torch.tensor(vectors[[one.token for one in named]]) if named else torch.zeros(0, WIDTH)
        for entity, whose, weight in label(tree, layers) if named else ():
            if len(entity.referents) > 1 or (whose is not None and whose not in known):
                continue
            yield Case(
                torch.tensor(np.concatenate([vectors[entity.head], facts(entity, named)])),
                words,
                torch.tensor(pairs(tree, entity.head, named)),
                country,
                0 if whose is None else 1 + known.index(whose),
                weight,
            )


def _annotated(annotation: Annotation, tree: Tree, layers: Layers) -> Whose:
    """The mentions of an item of the corpus, whose entities say of which country they are."""
    by_head = {entity.head: entity for entity in layers.entities}
    acting = {key for act in annotation.acts for key in (*act.actors, *act.recipients)}
    for whose in annotation.entities:
        for mention in whose.mentions:
            token = head_at(tree, *mention.span)
            if token in by_head:
                yield by_head[token], whose.country, 1.0 if whose.key in acting else ASIDE


def _named(report: GoldReport, tree: Tree, layers: Layers) -> Whose:
    """The mentions of a dispatch that bear the name of somebody who takes part in an act there."""
    told: dict[int, set[str | None]] = defaultdict(set)
    for act in report.acts:
        for spec in (*act.actors, *act.recipients):
            names, country, _ = (*spec.split("/"), "", "")[:3]
            for name in names.split(gold.OR):
                for token in bearing(tree, name):
                    told[token].add(country or None)
    for entity in layers.entities:
        lands = told.get(entity.head, set())
        if len(lands) == 1:
            yield entity, *lands, 1.0


def train(found: Sequence[Case]) -> Net:
    """A head trained on cases, in an order that the seed fixes."""
    torch.manual_seed(SEED)
    net = Net()

    def loss_of(those: Sequence[Case]) -> Tensor:
        losses = [
            case.weight * F.cross_entropy(net(case)[None], torch.tensor([case.right])) for case in those
        ]
        return torch.stack(losses).sum() / sum(case.weight for case in those)

    return fit(net, found, loss_of, epochs=EPOCHS, batch=BATCH, rate=RATE, decay=DECAY, seed=SEED)


def main() -> None:
    asked = options(__doc__)
    save(train(list(cases(asked.weights, asked.data, SPLITS))), asked.weights / HEAD)


if __name__ == "__main__":
    main()
