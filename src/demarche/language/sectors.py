"""A head that learned in which of PLOVER's sectors somebody acts: a mention and its chain.

A perceptron over the vectors of ``language/moves.py``, small enough for numpy (``sectors.npz``). What each
number means is said in ``reading/learned_sectors.py``; ``training/sectors.py`` makes it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demarche.language.layers import Layers, arrays, gelu
from demarche.language.network import WEIGHTS

HEAD = "sectors.npz"


class SectorHead(Layers):
    """The loaded head."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        super().__init__(arrays(folder / HEAD))

    def likely(self, mentions: np.ndarray) -> np.ndarray:
        """The probability [N, SECTORS] of each sector, none first; mentions: [N, 2 * 384 + FACTS]."""
        scores = self._linear("3", gelu(self._linear("0", mentions)))
        weights = np.exp(scores - scores.max(1, keepdims=True))
        found: np.ndarray = weights / weights.sum(1, keepdims=True)
        return found
