"""Things told to lie at some distance from a place: "a town *20 kilometres from* Raqqa"."""

from __future__ import annotations

from collections.abc import Mapping

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_containers import is_direction
from demarche.records import PlaceMention


def distance_before(tree: Tree, first: int) -> int | None:
    """The first word of the distance that is told before the place whose name begins at ``first``, or None.

    "*20 kilometres from* Raqqa", "*some 30 km (19 mi) north-east of* Bangassou".
    """
    opens = tree.sentence(first).first
    at = first - 1
    while at >= opens and (_low(tree, at) in word_class("away_from") or is_direction(_low(tree, at))):
        at -= 1
    if at == first - 1:
        return None
    measures = False
    while at >= opens and (
        _low(tree, at) in word_class("distance_unit") | {"(", ")"} or tree.tokens[at].upos == "NUM"
    ):
        measures = measures or _low(tree, at) in word_class("distance_unit")
        at -= 1
    while at >= opens and _low(tree, at) in word_class("roughly"):
        at -= 1
    return at + 1 if measures else None


def far_from(tree: Tree, thing: int, by_head: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """The place that tells where a thing lies by how far that is: "a village *30 km from Goma*"."""
    if tree.tokens[thing].upos not in ("NOUN", "PROPN"):
        return None
    last = tree.sentence(thing).last
    for place in by_head.values():
        if thing < place.head < last:
            opens = distance_before(tree, tree.token_at(place.start))
            if opens is not None and thing in (opens - 1, opens - 2 if _low(tree, opens - 1) == "," else -1):
                return place
    return None


def _low(tree: Tree, token: int) -> str:
    return tree.tokens[token].text.lower()
