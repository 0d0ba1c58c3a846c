"""Train the head that says in which sector people act, on the vectors that the shipped heads give.

    python -m training.sectors ../shared/data src/demarche/language/weights

The entities of the corpus' train split and of the articles that may be looked at say in which sector each
mention acts, or that the text does not tell; in dispatches those who take part in acts do. After every
``training.moves_export``: minutes on one core. Seeded; the same weights give the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.language.analyse import Model
from demarche.language.moves import WIDTH
from demarche.language.sectors import HEAD
from demarche.reading.learned_lands import FACTS, countries_named
from demarche.reading.learned_sectors import NAMES, inputs
from demarche.reading.reader import Reader
from training.entities import labelled
from training.heads import fit, options, save

SPLITS = ("train", "articles")
SEEDS, EPOCHS, BATCH, RATE, DECAY = (1, 2, 3), 12, 128, 1e-3, 0.02
HIDDEN = 128  # of each of the networks, one a seed


@dataclass
class Case:
    """A mention, and the number of its sector in ``NAMES``."""

    mention: Tensor  # [2 * WIDTH + FACTS]
    right: int
    weight: float


def cases(weights: Path, data: Path, splits: Sequence[str]) -> Iterator[Case]:
    """Every annotated mention that the reader has as one, and that stands for one alone."""
    for tree, layers, vectors, answers in labelled(Reader(Model(weights)), data, splits, "sector"):
        people = [entity for entity in layers.entities if len(entity.referents) == 1]
        if not people:
            continue
        told = {entity.head: (sector, weight) for entity, sector, weight in answers}
        named = countries_named(tree, layers.entities, layers.places)
        for entity, row in zip(people, inputs(people, vectors, named), strict=True):
            if entity.head in told:
                sector, weight = told[entity.head]
                yield Case(torch.tensor(row), NAMES.index(sector or NAMES[0]), weight)


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
