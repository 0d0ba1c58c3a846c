"""Verbs that look alike to the encoder, for those that no table knows.

``weights/kin.npz`` holds a vector for every verb that news uses often (``training/kin.py``).
A verb that is not among them, "*likened* the pact to surrender", is told by the verbs whose
vectors lie nearest to its own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

TABLE = "kin.npz"
NEAREST = 5
NEAR = 0.65  # the least cosine of a neighbour


class Kin:
    """The loaded table; empty where the weights come without one."""

    def __init__(self, folder: Path) -> None:
        self._lemmas: list[str] = []
        path = folder / TABLE
        if path.exists():
            table = np.load(path)
            self._lemmas = table["lemmas"].tolist()
            self._vectors = table["vectors"].astype(np.float32)
            self._middle = table["middle"]
        self._known = frozenset(self._lemmas)

    def of(self, lemma: str, vector: np.ndarray) -> tuple[str, ...]:
        """The verbs nearest to one that is not known, the nearest first; () if none is near."""
        if not self._lemmas or lemma in self._known:
            return ()
        centred = vector.astype(np.float32) - self._middle
        scores = self._vectors @ (centred / (np.linalg.norm(centred) + 1e-9))
        best = np.argsort(-scores)[:NEAREST]
        if scores[best[0]] < NEAR:
            return ()
        return tuple(self._lemmas[index] for index in best)
