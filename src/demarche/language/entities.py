"""From scores of single words to mentions of entities.

Names come from BIO labels; nominals and pronouns from the class of their head, with the
phrase that the tree gives it (Zeldes 2017, GUM: a mention is the whole noun phrase).
"""

from __future__ import annotations

import numpy as np

from demarche.language.tree import Tree
from demarche.records import Analysis, EntityMention

_TYPES = {
    "person": "person", "organisation": "organisation", "place": "place", "event": "event",
    "object": "other", "abstract": "other", "other": "other",
}  # fmt: skip
_CLAUSES = ("acl", "acl:relcl", "parataxis", "advcl", "cop", "nsubj", "punct", "cc", "conj", "appos", "case", "mark")


def names(labels: list[str], scores: np.ndarray) -> list[tuple[int, int, str, float]]:
    """(first, last, type, probability) of the names in BIO label strings of a sentence."""
    found: list[tuple[int, int, str, float]] = []
    at = 0
    while at < len(labels):
        if labels[at] == "O":
            at += 1
            continue
        kind, end = labels[at][2:], at + 1
        while end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        found.append((at, end, kind, float(scores[at:end].mean())))
        at = end
    return found


def mentions(
    analysis: Analysis, named: list[tuple[int, int, str, float]], heads: list[tuple[int, str, float]]
) -> tuple[EntityMention, ...]:
    """Mentions of a report in text order.

    ``named`` holds names as token spans, ``heads`` the tokens that the network takes for
    the head of a mention, with its class.
    """
    tree = Tree(analysis)
    tokens = analysis.tokens
    found: dict[tuple[int, int], EntityMention] = {}
    covered: dict[int, tuple[int, int]] = {}
    for first, last, kind, score in named:
        head = tree.head_of(first, last)
        found[first, last] = EntityMention(
            tokens[first].start, tokens[last - 1].end, first, last, head, _TYPES[kind], True, False, score
        )
        covered.update(dict.fromkeys(range(first, last), (first, last)))
    for head, kind, score in heads:
        if kind not in _TYPES or (head in covered and found[covered[head]].head == head):
            continue
        inside = tree.subtree(head, without=_CLAUSES)
        first, last = inside[0], inside[-1] + 1
        if last - first != len(inside):  # a gap: the head's own neighbourhood is enough
            while first < head and first + 1 not in inside:
                first += 1
            last = head + 1
        if (first, last) in found:
            continue
        upos = tokens[head].upos
        found[first, last] = EntityMention(
            tokens[first].start, tokens[last - 1].end, first, last, head, _TYPES[kind],
            upos == "PROPN", upos == "PRON", score,
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, -mention.end)))
