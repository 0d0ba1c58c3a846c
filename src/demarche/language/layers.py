"""Small networks of the learned heads, in numpy: the arrays of an archive and how they are applied."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np


def arrays(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a head's archive by their names, in single precision."""
    with np.load(path) as found:
        return {name: found[name].astype(np.float32) for name in found.files}


class Layers:
    """Linear layers by their names: of each ``NAME.weight`` [outputs, inputs] and ``NAME.bias`` [outputs]."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._weights = dict(weights)

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        found: np.ndarray = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found


def gelu(x: np.ndarray) -> np.ndarray:
    """Gaussian error linear unit, by its usual approximation with tanh (error below 0.001)."""
    found: np.ndarray = 0.5 * x * (1 + np.tanh(0.7978845608 * x * (1 + 0.044715 * (x * x))))
    return found
