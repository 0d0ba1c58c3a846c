"""Places that acts can be at, by the words that name them or take them up again: "besiege *the city*"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.knowledge.countries import capital_of
from demarche.knowledge.place_words import kinds_called_for
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_phrases import named_by, names_body, prepositions
from demarche.records import PlaceMention

_LANDS = frozenset({"country", "demonym"})


def grounds(tree: Tree, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places that acts can be at, by the words that name or take them up ("besiege *the city*").

    Words of nationality only for land ("on *Malian* soil"), and no bodies ("leave the *EU*",
    "Al-Qaeda in the *Arabian Peninsula*").
    """
    known = [place for place in places if place.kind != "demonym" and not names_body(tree, place)]
    lands = [place for place in places if place.kind == "demonym"]
    soil = [
        msgspec.structs.replace(land, head=above)
        for land in lands
        if (above := tree.head(land.head)) is not None and tree.lemma(above) in word_class("soil")
    ]
    return (*known, *soil, *_taken_up(tree, (*known, *lands)))


def _taken_up(tree: Tree, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places under the word that stands for one named before: "entered Homs and shelled *the city*"."""
    heads = {place.head: place for place in places}
    found = []
    for token, word in enumerate(tree.tokens):
        kinds = kinds_called_for(tree.lemma(token)) if word.upos == "NOUN" else None
        if kinds is None or not tree.has_word(token, ("the", "this", "that"), "det"):
            continue
        before = [
            place
            for place in places
            if place.start < word.start
            and tree.head(place.head) != token
            and not _are_abroad(tree, place.head, token)
            and not _is_left_for(tree, place.head, token)
        ]
        fit = [place for place in before if place.kind in kinds and not _tells_of_whom(tree, place)] or [
            place
            for place in before
            if "country" in kinds and place.kind in _LANDS and _tells_of_whom(tree, place)
        ]
        fit = [place for place in fit if _is_called(tree, place, tree.lemma(token))] or fit
        if tree.lemma(token) == "capital" and not tree.children(token, "amod", "compound"):
            fit = _capitals(fit, places)
        if fit and "region" not in kinds and not named_by(tree, token, heads, 1):
            told = [one for one in fit if tree.sentence_index(one.head) == tree.sentence_index(token)]
            about = told and all(_tells_of_whom(tree, one) for one in told)
            # whom a sentence is about comes first in it: "two *Somali* officers and a U.S. one"
            meant = min(told, key=_start) if about else max(fit, key=_start)
            found.append(msgspec.structs.replace(meant, head=token))
    return found


def _is_called(tree: Tree, place: PlaceMention, kind: str) -> bool:
    """Whether a place was told of by a word of kind: "the *town* of Gao", "Gao, a *town* in the east"."""
    above = tree.head(place.head)
    of = above is not None and tree.has_relation(place.head, "nmod", "appos", "nmod:desc", "compound")
    called = of and above is not None and tree.lemma(above) == kind
    return called or any(tree.lemma(one) == kind for one in tree.children(place.head, "appos"))


def _is_left_for(tree: Tree, place: int, token: int) -> bool:
    """Whether somebody goes from a place to another: "a march from *Thane* to the city"."""
    return tree.head(place) == tree.head(token) and "from" in prepositions(tree, place)


def _capitals(found: Sequence[PlaceMention], places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Those that "the capital" may stand for: capitals, and of the land told of first before others."""
    capitals = [place for place in found if capital_of(place.name) or capital_of(place.text)]
    land = next((place.country for place in sorted(places, key=_start) if place.country), None)
    return [place for place in capitals if place.country == land] or capitals


def _start(place: PlaceMention) -> int:
    return place.start


def _tells_of_whom(tree: Tree, land: PlaceMention) -> bool:
    """Whether a land's name stands as a word of nationality does: "one *U.S.* officer"."""
    modifies = land.kind == "country" and tree.has_relation(land.head, "compound", "amod")
    return land.kind == "demonym" or modifies


def _are_abroad(tree: Tree, land: int, token: int) -> bool:
    """Whether a land's forces leave "the country" or are sent there, which is then another.

    "the withdrawal of *U.S.* forces from *the country*", "*French* troops in *the country*".
    """
    forces = tree.head(land)
    if forces is None or not tree.has_relation(land, "compound", "amod", "nmod:poss"):
        return False
    if tree.lemma(forces) not in word_class("posted"):
        return False
    above = tree.head(token)
    cases = prepositions(tree, token)
    if above == forces:  # "French troops *in the country*"
        return bool(cases & {"in", "from", "to"})
    beside = above is not None and tree.head(forces) == above
    left = above is not None and tree.lemma(above) in word_class("leave") and tree.has_relation(token, "obj")
    return beside and (left or bool(cases & {"from", "out", "to"}))
