"""What the learned heads say of one act, and of each word that may take part in it, place or date it."""

from __future__ import annotations

import msgspec
import numpy as np

from demarche.reading.learned_features import PARTS, Pairs, Scene, Told


class Answers(msgspec.Struct, frozen=True):
    """What the heads say of one act and each candidate word: ``parts`` [K, PARTS].

    ``today``: the probability that it is of the day of publication; ``told``: what the rules read, None where
    they passed it over; ``grammar``: what its words give it, whoever found it to be an act.
    """

    scene: Scene
    pairs: Pairs
    parts: np.ndarray
    today: float
    told: Told | None
    grammar: Told

    def likely(self, part: str) -> dict[int, float]:
        """The probability of each candidate word of being that part."""
        column = self.parts[:, PARTS.index(part)]
        return dict(zip(self.pairs.word.tolist(), column.tolist(), strict=True))

    def beside(self, word: int) -> bool:
        """Whether a word stands in the act's own sentence."""
        tree = self.scene.tree
        return tree.sentence_index(word) == tree.sentence_index(int(self.pairs.act[0]))
