"""From scores of single words to mentions of entities.

Names come from BIO labels; nominals and pronouns from the class of their head, with the
phrase that the tree gives it (Zeldes 2017, GUM: a mention is the whole noun phrase).
"""

from __future__ import annotations

from demarche.language.tree import Tree
from demarche.records import Analysis, EntityMention

_TYPES = {
    "person": "person", "organisation": "organisation", "place": "place", "event": "event",
    "object": "other", "abstract": "other", "other": "other",
}  # fmt: skip
_CLAUSES = (
    "acl",
    "acl:relcl",
    "parataxis",
    "advcl",
    "cop",
    "nsubj",
    "punct",
    "cc",
    "conj",
    "appos",
    "case",
    "mark",
)


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
        inside = set(tree.subtree(head, without=_CLAUSES))
        first, last = head, head + 1
        while first - 1 in inside:
            first -= 1
        while last in inside:
            last += 1
        if (first, last) in found:
            continue
        upos = tokens[head].upos
        found[first, last] = EntityMention(
            tokens[first].start, tokens[last - 1].end, first, last, head, _TYPES[kind],
            upos == "PROPN", upos == "PRON", score,
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, -mention.end)))
