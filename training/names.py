"""Train the head that finds names, above the shipped encoder, and write it beside it.

    python -m training.names ../shared/data [--weights FOLDER] [--epochs 6]

The encoder stays as it is, so its word vectors are made once. *Phrases* are learned from GUM
and MEANTIME, *names* and those *inside* them from the corpus of moves: its train split, and the
articles of which no part is a development set here. A chain of labels that a text lacks takes no
part in the loss. Seeded: the same data and encoder give the same head. Minutes on one processor.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from corpus import store
from corpus.records import Annotation
from demarche.language.analyse import Model
from demarche.language.moves import WIDTH
from demarche.language.name_features import COLUMNS, features
from demarche.language.names import CHAINS, FILE, LABELS, REACH, TYPES, forbidden, spread
from demarche.language.network import WEIGHTS
from demarche.records import Analysis
from training import treebanks
from training.evaluate import compose, given
from training.treebanks import Document, name_spans

SEED = 1
EPOCHS, BATCH, RATE, WARM_UP, DECAY = 6, 64, 2e-3, 100, 0.02
HIDDEN = 256
AVERAGED = 0.98  # of the moving average over the second half
SEEN = WIDTH + len(COLUMNS) * (2 * REACH + 1)
Named = tuple[int, int, str]  # characters and type


@dataclass
class Example:
    """One sentence: its words' vectors and columns, and its labels as numbers by chain."""

    vectors: np.ndarray  # [n, WIDTH]
    columns: np.ndarray  # [n, columns of the word and its neighbours]
    labels: dict[str, np.ndarray]


class _Watched(Model):
    """The model, which keeps its word vectors."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.vectors: list[np.ndarray] = []

    def _named(self, analyses: list[Analysis], reads: list) -> list[Analysis]:
        self.vectors = [read.vectors for read in reads]
        return analyses


class Head(nn.Module):
    """The head as ``language/names.py`` runs it."""

    def __init__(self) -> None:
        super().__init__()
        seen = SEEN - WIDTH
        self.vectors, self.columns = nn.Linear(WIDTH, HIDDEN), nn.Linear(seen, HIDDEN, bias=False)
        self.around = nn.Linear(3 * len(LABELS["names"]), HIDDEN, bias=False)
        self.out = nn.ModuleDict({chain: nn.Linear(HIDDEN, len(LABELS[chain])) for chain in CHAINS})
        self.direct = nn.ModuleDict({c: nn.Linear(seen, len(LABELS[c]), bias=False) for c in CHAINS})
        self.moves = nn.ParameterDict(
            {chain: nn.Parameter(torch.zeros(len(LABELS[chain]), len(LABELS[chain]))) for chain in CHAINS}
        )
        self.drop_vectors, self.drop_columns, self.drop = nn.Dropout(0.2), nn.Dropout(0.1), nn.Dropout(0.3)

    def forward(self, vectors: Tensor, columns: Tensor, around: Tensor) -> dict[str, Tensor]:
        """Scores [N, labels] of each chain; around: [N, 3 · labels of names], what the names are."""
        columns = self.drop_columns(columns)
        hidden = self.vectors(self.drop_vectors(vectors)) + self.columns(columns)
        plain = self.drop(nn.functional.gelu(hidden))
        inside = self.drop(nn.functional.gelu(hidden + self.around(around)))
        return {
            chain: self.out[chain](inside if chain == "inside" else plain) + self.direct[chain](columns)
            for chain in CHAINS
        }

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights as ``names.npz`` holds them."""
        found = {f"{name}.weight": getattr(self, name).weight for name in ("vectors", "columns", "around")}
        found["vectors.bias"] = self.vectors.bias
        for chain in CHAINS:
            found[f"{chain}.weight"], found[f"{chain}.bias"] = self.out[chain].weight, self.out[chain].bias
            found[f"{chain}.direct"], found[f"{chain}.moves"] = self.direct[chain].weight, self.moves[chain]
        return {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}


def surprise(scores: Tensor, labels: Tensor, present: Tensor, moves: Tensor) -> Tensor:
    """Minus the log probability of each row's labels [B], as a chain with legal steps.

    scores: [B, T, labels]; labels: [B, T]; present: [B, T], false behind a sentence's end.
    """
    opening = torch.where(moves[0] < -1e6, moves[0], torch.zeros(()))
    sums = scores[:, 0] + opening
    path = scores[:, 0].gather(1, labels[:, :1])[:, 0]
    for step in range(1, scores.shape[1]):
        here = present[:, step]
        sums = torch.where(
            here[:, None], torch.logsumexp(sums[:, :, None] + moves, 1) + scores[:, step], sums
        )
        taken = scores[:, step].gather(1, labels[:, step, None])[:, 0]
        path = path + here * (taken + moves[labels[:, step - 1], labels[:, step]])
    return torch.logsumexp(sums, 1) - path


def treebank(model: _Watched, documents: Sequence[Document], *, words: bool) -> Iterator[Example]:
    """Sentences of GUM (its words and sentences handed over) or MEANTIME (raw), with their phrases."""
    composed = [compose(document) for document in documents]
    known = [given(d, spans, words=True) for d, (_, spans) in zip(documents, composed, strict=True)]
    analyses = model.analyse([text for text, _ in composed], known if words else None)
    for analysis, vectors, document, (_, spans) in zip(
        analyses, model.vectors, documents, composed, strict=True
    ):
        named = [
            (span[first][0], span[last - 1][1], kind)
            for sentence, span in zip(document, spans, strict=True)
            for first, last, kind in name_spans(sentence.names or [])
        ]
        yield from _examples(analysis, vectors, {"phrases": labelled(analysis, named, "phrases")[0]})


def annotated(model: _Watched, data: Path, split: str, left_out: Iterable[str] = ()) -> Iterator[Example]:
    """Sentences of the corpus of moves, with their names and the names inside these."""
    without = set(left_out)
    pairs = [pair for pair in store.joined(split, data) if pair[0].id not in without]
    analyses = model.analyse([item.text for _, item in pairs])
    for (annotation, _), analysis, vectors in zip(pairs, analyses, model.vectors, strict=True):
        names, rest = labelled(analysis, named_in(annotation), "names")
        inside, _ = labelled(analysis, rest, "inside")
        yield from _examples(analysis, vectors, {"names": names, "inside": inside})


def named_in(annotation: Annotation) -> list[Named]:
    """The names of an annotation; a group's is a body's, as the model has no groups."""
    return [
        (*mention.span, entity.type if entity.type in TYPES else "organisation")
        for entity in annotation.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]


def labelled(analysis: Analysis, named: Iterable[Named], chain: str) -> tuple[np.ndarray, list[Named]]:
    """The words' labels as numbers, the longest names first, and the names that found no room."""
    number = {label: index for index, label in enumerate(LABELS[chain])}
    labels, rest = np.zeros(len(analysis.tokens), np.int64), []
    for start, end, kind in sorted(named, key=lambda one: (one[0] - one[1], one)):
        words = [i for i, token in enumerate(analysis.tokens) if token.start < end and start < token.end]
        if not words or f"B-{kind}" not in number or labels[words].any():
            rest.append((start, end, kind))
            continue
        labels[words] = number[f"I-{kind}"]
        labels[words[0]] = number[f"B-{kind}"]
    return labels, rest


def _examples(analysis: Analysis, vectors: np.ndarray, labels: dict[str, np.ndarray]) -> Iterator[Example]:
    columns = features(analysis)
    for sentence in analysis.sentences:
        here = slice(sentence.first, sentence.last)
        if sentence.last > sentence.first:
            size = np.array([sentence.last - sentence.first])
            yield Example(
                vectors[here],
                spread(columns[here], size, REACH),
                {chain: known[here] for chain, known in labels.items()},
            )


def development(data: Path) -> set[str]:
    """Articles of the corpus that are part of GUM's dev split or of MEANTIME's dev topic."""
    found = {
        f"gum/{meta['newdoc id']}"
        for meta, _ in treebanks.conllu(data / "ud_gum_open_dev.conllu.gz")
        if "newdoc id" in meta
    }
    topic = treebanks.MEANTIME_DEV
    return found | {
        f"meantime/{record['id']}"
        for record in treebanks.records(data / "meantime.jsonl.gz")
        if record["corpus"] == topic
    }


def train(examples: Sequence[Example], epochs: int) -> Head:
    """The head after so many epochs, its weights averaged over the second half of the steps."""
    torch.manual_seed(SEED)
    head, chance = Head(), random.Random(SEED)
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    batches = [batch for _ in range(epochs) for batch in _order(examples, chance)]
    bounds = {chain: torch.from_numpy(forbidden(LABELS[chain])) for chain in CHAINS}
    average: dict[str, Tensor] = {}
    mean, began = 0.0, time.monotonic()
    for step, batch in enumerate(batches):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * (1 - step / len(batches))
        found = _loss(head, batch, bounds)
        optimiser.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(head.parameters(), 5.0)
        optimiser.step()
        if step >= len(batches) // 2:
            for name, value in head.state_dict().items():
                kept = average.setdefault(name, value.clone())
                kept.mul_(AVERAGED).add_(value, alpha=1 - AVERAGED)
        mean = 0.98 * mean + 0.02 * found.item()
        if (step + 1) % 200 == 0 or step + 1 == len(batches):
            print(f"{step + 1}/{len(batches)}  {time.monotonic() - began:.0f} s  {mean:.3f}", flush=True)
    head.load_state_dict(average)
    return head.eval()


def _order(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """The batches of an epoch: sentences of like length together, in an order of their own."""
    order = sorted(examples, key=lambda one: (len(one.vectors) // 6, chance.random()))
    batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    return batches


def _loss(head: Head, batch: Sequence[Example], bounds: dict[str, Tensor]) -> Tensor:
    sizes = [len(one.vectors) for one in batch]
    flat = head(
        torch.from_numpy(np.concatenate([one.vectors for one in batch])),
        torch.from_numpy(np.concatenate([one.columns for one in batch])),
        torch.from_numpy(np.concatenate([_around(one) for one in batch])),
    )
    total = torch.zeros(())
    for chain in CHAINS:
        rows = [row for row, one in enumerate(batch) if chain in one.labels]
        if not rows:
            continue
        parts = torch.split(flat[chain], sizes)
        labels = [torch.from_numpy(batch[row].labels[chain]) for row in rows]
        pad = nn.utils.rnn.pad_sequence
        present = pad([torch.ones(sizes[row], dtype=torch.bool) for row in rows], batch_first=True)
        total = total + surprise(
            pad([parts[row] for row in rows], batch_first=True), pad(labels, batch_first=True), present,
            head.moves[chain] + bounds[chain],
        ).sum()  # fmt: skip
    return total / len(batch)


def _around(one: Example) -> np.ndarray:
    """What the names are at each word and beside it, as the run-time head is told what it found."""
    count = len(LABELS["names"])
    if "names" not in one.labels:
        return np.zeros((len(one.vectors), 3 * count), np.float32)
    told = np.eye(count, dtype=np.float32)[one.labels["names"]]
    return spread(told, np.array([len(told)]), 1)


def examples(model: _Watched, data: Path) -> list[Example]:
    """Everything that the head learns from."""
    found = [
        *treebank(model, treebanks.gum(data, "train"), words=True),
        *treebank(model, treebanks.meantime(data, dev=False), words=False),
        *annotated(model, data, "train"),
        *annotated(model, data, "articles", development(data)),
    ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the encoder and the head")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    head = train(examples(_Watched(options.weights), options.data), options.epochs)
    np.savez_compressed(options.weights / FILE, **head.arrays())
    print(f"{(options.weights / FILE).stat().st_size / 1e6:.2f} MB  {FILE}")


if __name__ == "__main__":
    main()
