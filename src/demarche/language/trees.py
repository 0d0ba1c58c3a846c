"""From scores of arcs to a tree.

Each word takes its best governor; where that makes a cycle or not just one root, the
maximum spanning arborescence takes its place (Chu and Liu 1965, Edmonds 1967), with the
root chosen so that the whole tree scores best among the likeliest roots.
"""

from __future__ import annotations

import numpy as np

NEVER = np.float32(-1e9)
ROOTS_TRIED = 3


def tree(scores: np.ndarray) -> np.ndarray:
    """Governors [n] (−1 for the one root) from scores [n, n+1], column 0 the root's.

    ``scores[i, j + 1]`` is the score of word j as the governor of word i.
    """
    n = len(scores)
    if n == 1:
        return np.array([-1])
    scores = scores.copy()
    scores[np.arange(n), np.arange(n) + 1] = NEVER
    heads: np.ndarray = scores.argmax(1) - 1
    if (heads < 0).sum() == 1 and not _cycle(heads):
        return heads
    best, best_total = heads, -np.inf
    for root in np.argsort(scores[:, 0] - scores[:, 1:].max(1))[::-1][:ROOTS_TRIED]:
        rooted = scores[:, 1:].astype(np.float64)
        found = _arborescence(rooted, int(root))
        total = scores[root, 0] + sum(scores[i, found[i] + 1] for i in range(n) if i != root)
        if total > best_total:
            best, best_total = found, total
    return best


def _cycle(heads: np.ndarray) -> list[int]:
    """The words of one cycle, empty where there is none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, node = [], start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node >= 0 and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _arborescence(scores: np.ndarray, root: int) -> np.ndarray:
    """Best tree with a given root: scores[i, j] of j governing i; contracts cycles."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: np.ndarray = scores.argmax(1)
    heads[root] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(cycle)
    # one node in the cycle's place, as the last of the contracted graph
    kept = scores[ring, heads[ring]]
    entering = scores[np.ix_(ring, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, ring)]
    size = len(outside) + 1
    contracted = np.full((size, size), -np.inf)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    contracted[-1, :-1] = entering.max(0)
    contracted[:-1, -1] = leaving.max(1)
    small = _arborescence(contracted, int(np.flatnonzero(outside == root)[0]))
    result: np.ndarray = heads.copy()
    for position, node in enumerate(outside):
        above = small[position]
        if above < 0:
            result[node] = -1
        elif above == size - 1:
            result[node] = cycle[int(leaving[position].argmax())]
        else:
            result[node] = outside[above]
    entry = int(small[-1])
    broken = cycle[int(entering[:, entry].argmax())]
    result[broken] = outside[entry]
    return result
