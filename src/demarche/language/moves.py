"""Heads that learned from annotated news: which words are acts, how these stand, who takes part.

The encoder's four highest layers stand twice in the network: once as the treebanks shaped them,
and once as the corpus of moves did (``moves.onnx``). Above the second four lie perceptrons small
enough for numpy (``moves.npz``). What each number means is said in
``reading/learned_features.py``; ``training/moves.py`` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from demarche.language.layers import Layers, gelu
from demarche.language.network import WEIGHTS, session

GRAPH, HEADS = "moves.onnx", "moves.npz"
WIDTH = 384  # of a word's vector


class Sides(NamedTuple):
    """What the acts [A, ·] and the other words [K, ·] of a report bring to their pairs."""

    acts: np.ndarray
    act_gates: np.ndarray
    words: np.ndarray
    word_gates: np.ndarray


class Moves(Layers):
    """The loaded heads; costly to build, so build them once."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._graph = session(folder / GRAPH, threads)
        with np.load(folder / HEADS) as found:
            self.codes: list[str] = found["codes"].tolist()  # the first stands for all others
            self.modes: list[str] = found["modes"].tolist()
            self._code_number = {name: number for number, name in enumerate(self.codes)}
            self._mode_number = {name: number for number, name in enumerate(self.modes)}
            # fingerprints of the codebook's rows that the heads were trained beside
            self.rows: frozenset[int] = frozenset(found["rows"].tolist())
            names = [name for name in found.files if name not in ("codes", "modes", "rows")]
            super().__init__({name: found[name].astype(np.float32) for name in names})
        for name in [name.removesuffix("bias") + "weight" for name in names if name.endswith(".bias")]:
            # what a layer multiplies by lies in the order of its product: few words take a third of the time
            self._weights[name] = np.asfortranarray(self._weights[name])

    def vectors(self, middle: np.ndarray, mask: np.ndarray, first: np.ndarray) -> np.ndarray:
        """Word vectors [B, N, 384] from the encoder's middle [B, T, 384], as these heads see words.

        mask: [B, T]; first: [B, N], the position of each word's first subword.
        """
        found: np.ndarray = self._graph.run(None, {"middle": middle, "mask": mask, "first": first})[0]
        return found

    def kinds(self, vectors: np.ndarray, rules: np.ndarray) -> np.ndarray:
        """Probabilities [N, kinds] of being an act of each type; column 0 is none.

        rules: [N, kinds + 1], what the rules made of the word, and how surely.
        """
        scores = self._perceptron("kind", vectors) + rules @ self._weights["typerule.weight"].T
        return _softmax(scores)

    def numbers(self, coded: Sequence[tuple[str | None, str | None]]) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of codes and of modes, 0 for what is none or not told apart."""
        return (
            np.array([self._code_number.get(code or "", 0) for code, _ in coded]),
            np.array([self._mode_number.get(mode or "", 0) for _, mode in coded]),
        )

    def coded(
        self, vectors: np.ndarray, kinds: np.ndarray, code: np.ndarray, mode: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities [A, codes] and [A, modes] of A acts; kinds: [A, kinds], one of each row is 1.

        code, mode: [A], what the rules made of them, as numbers in ``codes`` and ``modes``.
        """
        typed = np.concatenate([vectors, kinds], 1)
        return (
            _softmax(self._perceptron("code", typed) + self._weights["coderule.weight"][code]),
            _softmax(self._perceptron("mode", typed) + self._weights["moderule.weight"][mode]),
        )

    def standing(self, vectors: np.ndarray, facts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Probabilities of status, certainty and polarity of A acts; facts: [A, kinds + standing]."""
        scores = self._perceptron("stand", np.concatenate([vectors, facts], 1))
        return _softmax(scores[:, :6]), _softmax(scores[:, 6:10]), _softmax(scores[:, 10:])

    def published(self, vectors: np.ndarray, facts: np.ndarray) -> np.ndarray:
        """Probabilities [A] that an act is of the day of publication; facts: [A, kinds + 3]."""
        return _sigmoid(self._perceptron("pub", np.concatenate([vectors, facts], 1))[:, 0])

    def sides(self, acts: np.ndarray, words: np.ndarray) -> Sides:
        """What ``parts`` needs of acts [A, 384] and words [K, 384] whatever they are to one another."""
        return Sides(
            self._linear("a", acts), self._linear("ga", acts),
            self._linear("b", words), self._linear("gb", words),
        )  # fmt: skip

    def parts(
        self, sides: Sides, act: int, kind: int, branch: np.ndarray, offset: np.ndarray,
        role: np.ndarray, back: np.ndarray, flags: np.ndarray,
    ) -> np.ndarray:  # fmt: skip
        """Probabilities [K, parts] of what each of K words is to an act of a kind.

        sides: of all K words; act: the act's row in them; the others as ``learned_features.Pairs``.
        """
        w = self._weights
        x = (
            sides.acts[act] + sides.words + sides.act_gates[act] * sides.word_gates
            + w["br.weight"][branch] + w["off.weight"][offset] + w["role.weight"][role]
            + w["rrole.weight"][back] + w["ty.weight"][kind] + flags @ w["flags.weight"].T
        )  # fmt: skip
        x = gelu(self._linear("mlp.2", gelu(x)))
        return _sigmoid(self._linear("mlp.5", x))

    def _perceptron(self, name: str, x: np.ndarray) -> np.ndarray:
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))



def _sigmoid(x: np.ndarray) -> np.ndarray:
    found: np.ndarray = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return found


def _softmax(x: np.ndarray) -> np.ndarray:
    shifted = np.exp(x - x.max(-1, keepdims=True))
    found: np.ndarray = shifted / shifted.sum(-1, keepdims=True)
    return found
