"""The language model that the package carries: raw text to words, trees, frames, entities."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.language.analyse import Model as Model


@lru_cache(maxsize=4)
def load(weights: Path | None = None, *, threads: int = 1) -> Model:
    """The language model, loaded once a process.

    ``weights`` is a folder with the exported graphs, by default the package's own;
    ``threads`` are the processor's threads that one call may use.
    """
    from demarche.language.analyse import Model
    from demarche.language.network import WEIGHTS

    return Model(weights or WEIGHTS, threads)


__all__ = ["load"]
