"""The country of a state's people where the words beside them leave it out.

"Police detained the editor in *Kampala*", "the army … *Myanmar's* government": a body of a
state acts at home unless the words say otherwise, so the place of the act tells its
country, or else the one country that the whole report speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from demarche.knowledge import organisations
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_words import helps
from demarche.reading.coreference_names import actor_id
from demarche.records import Actor, Layers, Place

# Bodies of one state; leaders and groups of several states have no home of this kind.
_HOME_BODIES = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "OPP", "ELI"})
_LONGEST = 3  # words of a body's name within one


def home_of(layers: Layers, tree: Tree) -> str | None:
    """The one country that the places and actors of a report belong to, else None.

    Who only helps or forbids from afar tells no home: "the house of a *US*-sanctioned minister".
    """
    found = {place.country for place in layers.places if place.country and not helps(tree, place.head + 1)}
    found |= {one.country for one in layers.entities if one.country and not helps(tree, one.head + 1)}
    return found.pop() if len(found) == 1 else None


def at_home(
    actors: Iterable[Actor], others: Iterable[Actor], places: Sequence[Place], home: str | None
) -> tuple[Actor, ...]:
    """The actors, those of a state's bodies with the country of the act or the report.

    The report's country is not theirs where it is the other party's (``others``): "the
    foreign ministry condemned *Iran*".
    """
    here = {place.country for place in places if place.country and place.role in ("venue", "target")}
    if home is not None and any(other.country == home for other in others):
        home = None
    there = here.pop() if len(here) == 1 else None
    return tuple(_settled(actor, there if _is_helped(actor.name) else there or home) for actor in actors)


def _is_helped(name: str) -> bool:
    """Whether a country in a name may be only that of who helps: "*Saudi*-backed forces"."""
    parts = [word.rpartition("-")[2] for word in name.lower().split() if "-" in word]
    return not word_class("helped").isdisjoint(parts)


def _settled(actor: Actor, country: str | None) -> Actor:
    abroad = not word_class("abroad").isdisjoint(actor.name.lower().split()) or _of_many(actor.name)
    if actor.country is not None or abroad or country is None or actor.sector not in _HOME_BODIES:
        return actor
    return msgspec.structs.replace(actor, country=country, id=actor_id(actor.name, country))


def _of_many(name: str) -> bool:
    """Whether somebody is of several states: "two *UN* soldiers", "the Arab-led *coalition*"."""
    if name.lower().endswith("-led coalition"):
        return True
    words = [word.removesuffix("'s").removesuffix("’s") for word in name.split()]
    starts = range(len(words))
    spans = (" ".join(words[first : first + size]) for first in starts for size in range(1, _LONGEST + 1))
    return any((body := organisations.find(span)) is not None and body.sector == "IGO" for span in spans)
