"""From scores of roles to PropBank arguments, read along the tree.

The scorer is told, for each predicate and word, on which branch of the tree the word
hangs as seen from the predicate; spans of arguments mostly are such branches.
"""

from __future__ import annotations

import numpy as np

UNKNOWN, SELF = 0, 1
LEVELS = 4  # how far up from the predicate a branch is told apart
FARTHEST = 24
CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})


def branches(heads: np.ndarray, relations: np.ndarray, predicates: np.ndarray, kinds: int) -> np.ndarray:
    """Branch codes [P, n] of every word of a sentence as seen from each predicate.

    ``heads`` [n] (−1 the root) and ``relations`` [n] are the sentence's tree, ``kinds``
    the number of relations. A word below the predicate is coded by the relation of the
    predicate's dependent that it hangs under, and whether it is that dependent; any other
    word by how far up the lowest common governor lies, and the branch below that.
    """
    n, count = len(heads), len(predicates)
    up = np.append(np.where(heads < 0, n, heads), n)
    rows = np.arange(count)
    chain = np.full((count, n + 1), -1)
    current = np.asarray(predicates).copy()
    for level in range(n + 1):
        live = (current < n) & (chain[rows, current] < 0)
        if not live.any():
            break
        chain[rows[live], current[live]] = level
        current = np.where(live, up[current], n)
    nowhere = n + 1
    chain[:, n] = nowhere
    at = np.broadcast_to(np.arange(n), (count, n)).copy()
    before = np.full((count, n), -1)
    for _ in range(n):
        climbing = chain[rows[:, None], at] < 0
        if not climbing.any():
            break
        before = np.where(climbing, at, before)
        at = np.where(climbing, up[at], at)
    level = chain[rows[:, None], at]
    direct = before == np.arange(n)
    relation = np.where(before >= 0, relations[before], 0)
    down = 2 + relation * 2 + direct
    branch = np.where(before >= 0, 1 + relation * 2 + direct, 0)
    height = np.where(level == nowhere, LEVELS, np.clip(level, 1, LEVELS)) - 1
    above = 2 + 2 * kinds + height * (2 * kinds + 1) + branch
    return np.where(level == 0, np.where(before < 0, SELF, down), above)


def offsets(n: int, predicates: np.ndarray) -> np.ndarray:
    """Clipped distances [P, n] of every word from each predicate, from 0 up."""
    return np.clip(np.arange(n)[None] - np.asarray(predicates)[:, None], -FARTHEST, FARTHEST) + FARTHEST


class RoleDecoder:
    """Viterbi decoding of BIO scores; holds which labels are which."""

    def __init__(self, labels: list[str]) -> None:
        self.roles = [label[2:] for label in labels if label.startswith("B-")]
        number = {label: index for index, label in enumerate(labels)}
        self._begin = np.array([number[f"B-{role}"] for role in self.roles])
        self._inside = np.array([number[f"I-{role}"] for role in self.roles])

    def spans(self, scores: np.ndarray) -> list[list[tuple[str, int, int, float]]]:
        """(role, first, last, score) of each of P predicates from log scores [P, n, labels].

        The best legal BIO sequence: a role's inside follows its beginning or inside. A
        core role stands once; of two, the better scored is kept. ``score`` is the mean
        log probability of the span's labels.
        """
        scores = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
        count, n, _ = scores.shape
        outside, begin, inside = scores[..., 0], scores[..., self._begin], scores[..., self._inside]
        roles = len(self.roles)
        # states: 0 outside, 1…R begin, R+1…2R inside
        best = np.concatenate([outside[:, :1], begin[:, 0], np.full((count, roles), -1e9)], axis=1)
        back = np.zeros((n, count, 2 * roles + 1), np.int16)
        for t in range(1, n):
            any_state = best.argmax(1)
            any_score = best[np.arange(count), any_state]
            from_begin, from_inside = best[:, 1 : roles + 1], best[:, roles + 1 :]
            stays = from_inside > from_begin
            back[t, :, : roles + 1] = any_state[:, None]
            back[t, :, roles + 1 :] = np.arange(1, roles + 1) + np.where(stays, roles, 0)
            best = np.concatenate(
                [
                    (any_score + outside[:, t])[:, None],
                    any_score[:, None] + begin[:, t],
                    np.maximum(from_begin, from_inside) + inside[:, t],
                ],
                axis=1,
            )
        states = np.zeros((count, n), np.int64)
        states[:, -1] = best.argmax(1)
        rows = np.arange(count)
        for t in range(n - 1, 0, -1):
            states[:, t - 1] = back[t, rows, states[:, t]]
        return [self._read(states[p], scores[p]) for p in range(count)]

    def _read(self, states: np.ndarray, scores: np.ndarray) -> list[tuple[str, int, int, float]]:
        roles, n = len(self.roles), len(states)
        found: list[tuple[str, int, int, float]] = []
        at = 0
        while at < n:
            state = int(states[at])
            if not 1 <= state <= roles:
                at += 1
                continue
            end = at + 1
            while end < n and states[end] == state + roles:
                end += 1
            total = scores[at, self._begin[state - 1]] + scores[at + 1 : end, self._inside[state - 1]].sum()
            found.append((self.roles[state - 1], at, end, float(total) / (end - at)))
            at = end
        kept: dict[str, tuple[str, int, int, float]] = {}
        for span in found:
            if span[0] in CORE and (span[0] not in kept or kept[span[0]][3] < span[3]):
                kept[span[0]] = span
        return [span for span in found if span[0] not in CORE or kept[span[0]] == span]
