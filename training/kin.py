"""Make the table of verbs' kin: what verbs that news uses look like to the encoder.

    python -m training.kin ../shared/data [WEIGHTS]

For every verb that the sample of news uses often enough, the mean of the word vectors of its
occurrences, centred and of length one. A verb that is not among them is read by its nearest
neighbours (``demarche.language.kin``). To be made anew whenever the weights are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from demarche.language.analyse import Model
from demarche.language.kin import TABLE
from demarche.language.network import WEIGHTS

SEED, ITEMS, BATCH = 3, 20_000, 400
OFTEN = 5  # occurrences that make a verb known


def texts(data: Path) -> list[str]:
    """A sample of news items, drawn with a fixed seed."""
    with gzip.open(data / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    return random.Random(SEED).sample(found, min(ITEMS, len(found)))


class _Listener:
    """Stands in for the network's ``roleset`` and keeps the vectors that it is asked about."""

    def __init__(self, model: Model) -> None:
        self.heard: list[np.ndarray] = []
        self._ask = model.network.roleset
        model.network.roleset = self  # type: ignore[method-assign]

    def __call__(self, lemma: str, vector: np.ndarray) -> str:
        self.heard.append(np.array(vector, dtype=np.float32))
        return self._ask(lemma, vector)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with current_events.jsonl.gz")
    parser.add_argument(
        "weights", type=Path, nargs="?", default=WEIGHTS, help="folder of the exported graphs"
    )
    arguments = parser.parse_args()
    model = Model(arguments.weights)
    listener = _Listener(model)
    sums: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(1, np.float32))
    counts: dict[str, int] = defaultdict(int)
    total, n = np.zeros(1, np.float32), 0
    sample = texts(arguments.data)
    for start in range(0, len(sample), BATCH):
        listener.heard.clear()
        frames = [
            (analysis.tokens[frame.token], frame)
            for analysis in model.analyse(sample[start : start + BATCH])
            for frame in analysis.frames
        ]
        for (word, _), vector in zip(frames, listener.heard, strict=True):
            total, n = total + vector, n + 1
            if word.upos == "VERB":
                sums[word.lemma.lower()] = sums[word.lemma.lower()] + vector
                counts[word.lemma.lower()] += 1
    middle = total / n
    lemmas = sorted(lemma for lemma, count in counts.items() if count >= OFTEN and lemma.isalpha())
    vectors = np.stack([sums[lemma] / counts[lemma] - middle for lemma in lemmas])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    path = arguments.weights / TABLE
    np.savez(path, lemmas=np.array(lemmas), vectors=vectors.astype(np.float16), middle=middle)
    print(f"{len(lemmas)} verbs, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
