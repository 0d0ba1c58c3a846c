"""From scores of BIO labels to spans: the best legal sequence (Viterbi 1967).

Legal is that an inside follows its own beginning or inside. All sequences of a batch are
decoded at once, so the time goes with the longest of them.
"""

from __future__ import annotations

import numpy as np

IMPOSSIBLE = -1e9


class BioDecoder:
    """Holds which labels of a set ("O", "B-ARG0", "I-ARG0", …) begin and continue what."""

    def __init__(self, labels: list[str]) -> None:
        self.kinds = [label[2:] for label in labels if label.startswith("B-")]
        number = {label: index for index, label in enumerate(labels)}
        self._begin = np.array([number[f"B-{kind}"] for kind in self.kinds])
        self._inside = np.array([number.get(f"I-{kind}", -1) for kind in self.kinds])

    def spans(self, scores: np.ndarray, lengths: np.ndarray) -> list[list[tuple[str, int, int, float]]]:
        """(kind, first, last, probability) of the spans of each sequence.

        ``scores`` [P, n, labels] are unnormalised, ``lengths`` [P] the sequences' own. The
        probability is the geometric mean of those of the span's labels.
        """
        outside, begin = scores[..., 0], scores[..., self._begin]
        inside = np.where(self._inside >= 0, scores[..., self._inside], np.float32(IMPOSSIBLE))
        states = self._states(outside, begin, inside, lengths)
        # only inside spans is the probability of a label asked for
        logs = np.zeros(states.shape, np.float32)
        used = states > 0
        chosen = np.concatenate([begin[used], inside[used]], axis=1)[np.arange(used.sum()), states[used] - 1]
        logs[used] = chosen - np.logaddexp.reduce(scores[used], axis=-1)
        return [self._read(states[row, :length], logs[row]) for row, length in enumerate(lengths.tolist())]

    def _states(
        self, outside: np.ndarray, begin: np.ndarray, inside: np.ndarray, lengths: np.ndarray
    ) -> np.ndarray:
        """States [P, n]: 0 outside, 1…K the beginning of a kind, K+1…2K its inside."""
        count, n = outside.shape
        kinds = len(self.kinds)
        rows = np.arange(count)
        padding = np.arange(n)[None] >= lengths[:, None]
        outside = np.where(padding, np.float32(0), outside)
        # sequences that have ended stay outside, at no cost
        begin = np.where(padding[..., None], np.float32(IMPOSSIBLE), begin)
        inside = np.where(padding[..., None], np.float32(IMPOSSIBLE), inside)
        nothing = np.full((count, kinds), np.float32(IMPOSSIBLE))
        best = np.concatenate([outside[:, :1], begin[:, 0], nothing], axis=1)
        back = np.zeros((n, count, 2 * kinds + 1), np.int16)
        for t in range(1, n):
            likeliest = best.argmax(1)
            score = best[rows, likeliest][:, None]
            begun, continued = best[:, 1 : kinds + 1], best[:, kinds + 1 :]
            back[t, :, : kinds + 1] = likeliest[:, None]
            back[t, :, kinds + 1 :] = np.arange(1, kinds + 1) + np.where(continued > begun, kinds, 0)
            best = np.concatenate(
                [
                    score + outside[:, t, None],
                    score + begin[:, t],
                    np.maximum(begun, continued) + inside[:, t],
                ],
                axis=1,
            )
        states = np.zeros((count, n), np.int64)
        states[:, -1] = best.argmax(1)
        for t in range(n - 1, 0, -1):
            states[:, t - 1] = back[t, rows, states[:, t]]
        return states

    def _read(self, states: np.ndarray, logs: np.ndarray) -> list[tuple[str, int, int, float]]:
        kinds = len(self.kinds)
        found: list[tuple[str, int, int, float]] = []
        path = states.tolist()
        for first in np.flatnonzero((states > 0) & (states <= kinds)).tolist():
            kind = path[first] - 1
            last = first + 1
            while last < len(path) and path[last] == kind + 1 + kinds:
                last += 1
            found.append((self.kinds[kind], first, last, float(np.exp(logs[first:last].mean()))))
        return found
