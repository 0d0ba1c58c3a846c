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
Span = tuple[str, int, int, float]  # role, first and last token, probability


def branches(heads: np.ndarray, relations: np.ndarray, predicates: np.ndarray, kinds: int) -> np.ndarray:
    """Branch codes [P, n] of every word of a sentence as seen from each predicate.

    ``heads`` [n] (−1 the root) and ``relations`` [n] are the sentence's tree, ``kinds``
    the number of relations. A word below the predicate is coded by the relation of the
    predicate's dependent that it hangs under, and whether it is that dependent; any other
    word by how far up the lowest common governor lies, and the branch below that.
    """
    n, rows = len(heads), np.arange(len(predicates))[:, None]
    up = np.append(np.where(heads < 0, n, heads), n)  # n stands above the root
    nowhere = n + 1
    levels = np.full((len(rows), n + 1), -1)  # of the predicate and its governors
    levels[:, n] = nowhere
    for found, node in zip(levels, predicates, strict=True):
        level = 0
        while found[node] < 0:
            found[node] = level
            node, level = up[node], level + 1
    passed = levels >= 0
    # from each word to the last below the predicate's governors, in steps that double
    top = np.where(passed | passed[:, up], np.arange(n + 1), up)
    for _ in range(n.bit_length()):
        top = top[rows, top]
    passed, top = passed[:, :n], top[:, :n]
    before = np.where(passed, -1, top)
    depth = levels[rows, np.where(passed, top, up[top])]
    direct = before == np.arange(n)
    relation = np.where(before >= 0, relations[before], 0)
    down = 2 + relation * 2 + direct
    branch = np.where(before >= 0, 1 + relation * 2 + direct, 0)
    height = np.where(depth == nowhere, LEVELS, np.clip(depth, 1, LEVELS)) - 1
    above = 2 + 2 * kinds + height * (2 * kinds + 1) + branch
    codes: np.ndarray = np.where(depth == 0, np.where(before < 0, SELF, down), above)
    return codes


def offsets(n: int, predicates: np.ndarray) -> np.ndarray:
    """Clipped distances [P, n] of every word from each predicate, from 0 up."""
    distances: np.ndarray = np.arange(n)[None] - np.asarray(predicates)[:, None]
    return distances.clip(-FARTHEST, FARTHEST) + FARTHEST


def once(arguments: list[Span]) -> list[Span]:
    """A predicate's arguments with each core role only once: of two, the likelier is kept."""
    kept: dict[str, Span] = {}
    for span in arguments:
        if span[0] in CORE and (span[0] not in kept or kept[span[0]][3] < span[3]):
            kept[span[0]] = span
    return [span for span in arguments if span[0] not in CORE or kept[span[0]] is span]
