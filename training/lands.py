"""Train the head that says whose people are, on the vectors that the shipped heads give.

    python -m training.lands ../shared/data src/demarche/language/weights

The entities of the corpus' train split and of the articles that may be looked at say of which country
each mention is, or that the text does not bear one out; in dispatches those who take part in acts do.
After every ``training.moves_export``: minutes on one core. Seeded; the same weights give the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.language.analyse import Model
from demarche.language.lands import HEAD
from demarche.language.moves import WIDTH
from demarche.reading.learned_lands import FACTS, PAIR, countries_named, facts, pairs
from demarche.reading.reader import Reader
from training.entities import labelled
from training.heads import fit, options, save

SPLITS = ("train", "articles")
SEED, EPOCHS, BATCH, RATE, DECAY = 1, 3, 32, 1e-3, 0.02
HIDDEN, HIDDEN_NONE = 64, 48


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


def cases(weights: Path, data: Path, splits: Sequence[str]) -> Iterator[Case]:
    """Every annotated mention that the reader has as one, in texts that name a country."""
    for tree, layers, vectors, answers in labelled(Reader(Model(weights)), data, splits, "country"):
        named = countries_named(tree, layers.entities, layers.places)
        if not named:
            continue
        known = sorted({one.country for one in named})
        country = torch.tensor([known.index(one.country) for one in named])
        words = torch.tensor(vectors[[one.token for one in named]])
        for entity, whose, weight in answers:
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
