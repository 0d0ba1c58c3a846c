"""Whose word: who says what in a report, with the spans of source, cue and content.

Say-verbs wherever they stand, "according to", nouns of saying, adverbs such as
"reportedly" (``attribution_cues``), and quotations (``attribution_quotes``). The three spans
are those of PARC 3 (Pareti 2016). The report's own narration has no source.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.language.tree import Tree
from demarche.reading.attribution_cues import Found, found_at
from demarche.reading.attribution_quotes import quotations, unspoken
from demarche.reading.attribution_spans import draw, extended, within
from demarche.records import Attribution


def attributions(tree: Tree) -> tuple[Attribution, ...]:
    """Every attribution of a report, in the order of the cues."""
    found: dict[int, Found] = {}
    for token in range(len(tree.tokens)):
        one = found_at(tree, token)
        if one is not None and one.content:
            found[token] = one
    drawn = [draw(tree, one) for one in found.values()]
    spoken = quotations(tree.analysis.text)
    if spoken:
        drawn = [inner for one in drawn if (inner := within(one, spoken)) is not None]
        drawn = [extended(tree, one, spoken) for one in drawn]
        drawn.extend(unspoken(tree, drawn, spoken))
    drawn.sort(key=lambda one: (one.cue[0], one.content))
    return tuple(
        msgspec.structs.replace(one, parent=_parent(drawn, index)) for index, one in enumerate(drawn)
    )


def sources_of(found: Sequence[Attribution], start: int, end: int) -> tuple[int, ...]:
    """Indices of the attributions whose content covers a span, outermost first."""
    covering = [i for i, one in enumerate(found) if _covers(one, start, end)]
    return tuple(sorted(covering, key=lambda i: (_depth(found, i), -_size(found[i]), i)))


def _covers(one: Attribution, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in one.content)


def _size(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)


def _depth(found: Sequence[Attribution], index: int) -> int:
    depth, seen = 0, {index}
    parent = found[index].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, found[parent].parent
    return depth


def _parent(found: Sequence[Attribution], index: int) -> int | None:
    """The narrowest other attribution whose content holds this one's cue."""
    start, end = found[index].cue[0]
    holders = [
        i
        for i, other in enumerate(found)
        if i != index and _covers(other, start, end) and not _covers(found[index], *other.cue[0])
    ]
    return min(holders, key=lambda i: _size(found[i]), default=None)
