"""A head that learned to whom pronouns point: a pronoun and the phrases before it.

A perceptron over the vectors of ``language/moves.py``, small enough for numpy (``antecedents.npz``).
What each number means is said in ``reading/learned_antecedents.py``; ``training/antecedents.py`` makes it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demarche.language.layers import Layers, arrays, gelu
from demarche.language.network import WEIGHTS

HEAD = "antecedents.npz"


class Antecedents(Layers):
    """The loaded head."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        super().__init__(arrays(folder / HEAD))

    def none(self, vector: np.ndarray, facts: np.ndarray) -> float:
        """The score of pointing to nothing before; vector: [384], facts: [FACTS]."""
        x = self._linear("n", vector) + self._linear("nf", facts)
        return float(self._linear("no", gelu(x))[0])

    def scores(
        self, vector: np.ndarray, facts: np.ndarray, words: np.ndarray, pairs: np.ndarray
    ) -> np.ndarray:
        """Scores [K] that a pronoun points to each of K phrases before it.

        vector: [384] of its head; facts: [FACTS]; words: [K, 384] of their heads; pairs: [K, PAIR].
        """
        x = (
            self._linear("a", vector) + self._linear("b", words)
            + self._linear("ga", vector) * self._linear("gb", words)
            + self._linear("f", facts) + self._linear("p", pairs)
        )  # fmt: skip
        found: np.ndarray = self._linear("o", gelu(x))[:, 0]
        return found
