"""A head that learned whose people are: a mention and the countries that its report names.

A perceptron over the vectors of ``language/moves.py``, small enough for numpy (``lands.npz``). What each
number means is said in ``reading/learned_lands.py``; ``training/lands.py`` makes it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demarche.language.layers import Layers, arrays, gelu
from demarche.language.network import WEIGHTS

HEAD = "lands.npz"


class Lands(Layers):
    """The loaded head."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        super().__init__(arrays(folder / HEAD))

    def none(self, mention: np.ndarray) -> float:
        """The score of being nobody's; mention: [384 + FACTS]."""
        return float(self._linear("none.3", gelu(self._linear("none.0", mention)))[0])

    def scores(self, mention: np.ndarray, words: np.ndarray, pairs: np.ndarray) -> np.ndarray:
        """Scores [K] that a mention is of the country that each of K words names.

        mention: [384 + FACTS]; words: [K, 384]; pairs: [K, PAIR].
        """
        x = (
            self._linear("a", mention) + self._linear("b", words)
            + self._linear("ga", mention) * self._linear("gb", words) + self._linear("f", pairs)
        )  # fmt: skip
        found: np.ndarray = self._linear("o", gelu(x))[:, 0]
        return found
