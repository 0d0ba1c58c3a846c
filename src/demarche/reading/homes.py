"""The country of a state's people where the words beside them leave it out.

"Police detained the editor in *Kampala*", "the army … *Myanmar's* government": a body of a
state acts at home unless the words say otherwise, so the place of the act tells its
country, or else the one country that the whole report speaks of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from demarche.knowledge import countries, organisations
from demarche.knowledge.motion import motion
from demarche.knowledge.sectors import NON_STATE
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_words import is_led_coalition
from demarche.reading.coreference_lexicon import helps
from demarche.reading.coreference_names import actor_id
from demarche.reading.place_phrases import prepositions
from demarche.records import Actor, Layers, Mention, Place, ResolvedEntity

# Bodies of one state; leaders and groups of several states have no home of this kind.
_HOME_BODIES = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "OPP", "ELI"})
# Arrests, dismissals, pardons and releases: a state does these to its own people ("*Fiji's president*
# pardoned two *former ministers*"), so its country is theirs too.
_OVER_OWN = ("173", "172", "081", "0841")
# Plain people, who march and strike at home.
_PEOPLE = frozenset({"CVL", "LAB", "EDU", "MED", "AGR", "REL", "SOC"})
# Bodies that only their own people besiege: a crowd at a ministry's door may be at an embassy's.
_BESIEGED = frozenset({"LEG", "JUD", "COP", "ELI"})
_WHOSE = frozenset({"its", "their", "his", "her"})
_LONGEST = 3  # words of a body's name within one


def home_of(layers: Layers, tree: Tree) -> str | None:
    """The one country that the places and actors of a report belong to, else None.

    Who only helps or forbids from afar tells no home: "the house of a *US*-sanctioned minister". Nor does
    a country that somebody only goes to: "the president will travel *to Geneva*".
    """
    found = {place.country for place in layers.places if place.country and not helps(tree, place.head + 1)}
    found |= {one.country for one in layers.entities if one.country and not helps(tree, one.head + 1)}
    heads = [place.head for place in layers.places if place.country]
    heads += [one.head for one in layers.entities if one.country]
    only = found.pop() if len(found) == 1 else None
    return None if only and all(is_gone_to(tree, head) for head in heads) else only


def is_gone_to(tree: Tree, token: int) -> bool:
    """Whether a name is where somebody goes: "flew *to Doha*", "a visit *to Hanoi*", "toured *Mali*"."""
    mover = tree.head(token)
    kind = motion(tree.lemma(mover)) if mover is not None else None
    if kind == "visits":
        return tree.has_relation(token, "obj", "obl", "nmod")
    words = {"to", "into", "for", "in"} if kind == "arrives" else {"to", "into", "for"}
    return kind in ("goes", "arrives", "moves") and not words.isdisjoint(prepositions(tree, token))


def both_at_home(mention: Mention, places: Sequence[Place], home: str | None) -> Mention:
    """An act with its parties at home; ``places`` are those that it has, ``home`` is the report's country.

    Where a state's people meet or help foreigners, the place tells nothing of whose they are.
    """
    parties = (*mention.actors, *mention.recipients)
    foreign = any(party.country and party.sector in (None, "GOV") for party in parties)
    ground = () if mention.type in ("CONSULT", "AGREE", "SUPPORT") and foreign else places
    actors = at_home(mention.actors, mention.recipients, ground, home)
    rulers = [one for one in actors if one.sector in _HOME_BODIES and not _is_abroad(one)]
    ruled = bool(rulers) and mention.cameo.startswith(_OVER_OWN)
    recipients = at_home(mention.recipients, () if ruled else mention.actors, ground, home)
    if mention.mode == "visit":
        towns = {place.start for place in places}
        recipients = tuple(_gone_to(one) if one.start in towns else one for one in recipients)
    return msgspec.structs.replace(mention, actors=actors, recipients=recipients)


def crowd_at_home(mention: Mention, home: str | None) -> Mention:
    """A protest, its crowd with the land where it is, or whose parliament, courts or police it is against."""
    if mention.type != "PROTEST":
        return mention
    here = {one.country for one in mention.places if one.country and one.role in ("venue", "target")}
    others = mention.recipients
    here = here or {other.country for other in others if other.country and other.sector in _BESIEGED}
    if not here and home is not None and not any(_is_foreign(other, home) for other in others):
        here = {home}
    if len(here) != 1:
        return mention
    (land,) = here
    crowd = tuple(
        of_country(one, land)
        if one.country is None and one.sector in _PEOPLE and not _is_abroad(one)
        else one
        for one in mention.actors
    )
    return msgspec.structs.replace(mention, actors=crowd)


def throughout(mentions: Sequence[Mention], entities: Iterable[ResolvedEntity]) -> list[Mention]:
    """The acts, whoever is of a country in one of them of that country in all.

    "*Farmers* protest in Madrid, clashing with police": where they march tells whose they are, the clash
    does not. Nor are men who march unknown gunmen where they clash.
    """
    chains = {
        (one.start, one.end): one.chain
        for one in entities
        if one.country is None and len(one.referents) == 1 and one.sector not in NON_STATE
    }
    lands: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        for one in (*mention.actors, *mention.recipients):
            if one.country is not None and (one.start, one.end) in chains:
                lands[chains[one.start, one.end]].add(one.country)
    known = {chain: min(found) for chain, found in lands.items() if len(found) == 1}
    marching = {
        chains.get((one.start, one.end))
        for mention in mentions
        if mention.type == "PROTEST"
        for one in mention.actors
        if one.sector == "CVL"
    }

    def settled(parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
        found = []
        for one in parties:
            chain = chains.get((one.start, one.end), -1)
            if chain in known and one.country is None:
                one = of_country(one, known[chain])
            if chain in marching and one.sector == "UAF":
                one = msgspec.structs.replace(one, sector="CVL")
            found.append(one)
        return tuple(found)

    return [
        msgspec.structs.replace(
            mention, actors=settled(mention.actors), recipients=settled(mention.recipients)
        )
        for mention in mentions
    ]


def of_country(actor: Actor, country: str) -> Actor:
    """An actor as one of a country, and under the id that goes with it."""
    return msgspec.structs.replace(actor, country=country, id=actor_id(actor.name, country))


def _is_foreign(other: Actor, home: str) -> bool:
    """Whether a crowd may be in another land than that of whom it is against: at *Peru's embassy*."""
    legation = not word_class("mission").isdisjoint(other.name.lower().split())
    return other.country == home and (other.sector is None or legation)


def _gone_to(actor: Actor) -> Actor:
    """Whom a capital stands for where somebody goes there, the country: "flew to *Moscow*"."""
    seat = countries.capital_of(actor.text) is not None and actor.sector == "GOV"
    return msgspec.structs.replace(actor, sector=None) if seat else actor


def at_home(
    actors: Iterable[Actor], others: Iterable[Actor], places: Sequence[Place], home: str | None
) -> tuple[Actor, ...]:
    """The actors, those of a state's bodies with the country of the act or the report.

    The report's country is not theirs where it is the other party's (``others``): "the
    foreign ministry condemned *Iran*". What a state does to its own officials is none of these.
    """
    here = {place.country for place in places if place.country and place.role in ("venue", "target")}
    if home is not None and any(other.country == home for other in others):
        home = None
    if any(other.sector is None and other.country in here for other in others):
        here = set()  # what is done to a country is not done by its own: "the president attacked *Germany*"
    there = here.pop() if len(here) == 1 else None
    return tuple(_settled(actor, there if _is_helped(actor.name) else there or home) for actor in actors)


def _is_helped(name: str) -> bool:
    """Whether a country in a name may be only that of who helps: "*Saudi*-backed forces"."""
    parts = [word.rpartition("-")[2] for word in name.lower().split() if "-" in word]
    return not word_class("helped").isdisjoint(parts)


def _settled(actor: Actor, country: str | None) -> Actor:
    if actor.country is not None or country is None or actor.sector not in _HOME_BODIES or _is_abroad(actor):
        return actor
    return of_country(actor, country)


def _is_abroad(actor: Actor) -> bool:
    """Whether somebody may be elsewhere than at home, or has none: "*envoys*", "foreign *governments*"."""
    words = actor.name.lower().split()
    abroad = not word_class("abroad").isdisjoint(words) or is_of_region(actor.name)
    return is_owned(words) or abroad or of_many(actor.name)


def is_of_region(name: str) -> bool:
    """Whether somebody is only said to be from a part of the world: "a *Western* diplomat"."""
    return not word_class("of_region").isdisjoint(name.lower().split())


def is_owned(words: Sequence[str]) -> bool:
    """Whether words without a country are somebody's who has none: "NATO … *its troops*"."""
    return not _WHOSE.isdisjoint(words[:1])


def of_many(name: str) -> bool:
    """Whether a name has that of a body of states in it: "two *UN* soldiers" are no country's."""
    if is_led_coalition(name.lower().split()):
        return True
    words = [word.removesuffix("'s").removesuffix("’s") for word in name.split()]
    starts = range(len(words))
    spans = (" ".join(words[first : first + size]) for first in starts for size in range(1, _LONGEST + 1))
    return any((body := organisations.find(span)) is not None and body.sector == "IGO" for span in spans)
