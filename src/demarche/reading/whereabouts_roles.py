"""Which phrases around an act name places, and in what role: venue, origin, destination, via or target."""

from __future__ import annotations

from collections.abc import Mapping

from demarche.knowledge.motion import motion as motion_of
from demarche.knowledge.offices import office
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_distances import distance_before
from demarche.reading.place_phrases import (
    is_chained,
    is_located,
    is_people,
    named,
    prepositions,
)
from demarche.records import PlaceMention

_BY_PREPOSITION = {
    "in": "venue", "at": "venue", "near": "venue", "inside": "venue", "outside": "venue",
    "within": "venue", "around": "venue", "along": "venue", "across": "venue", "off": "venue",
    "throughout": "venue", "beside": "venue", "aboard": "venue", "over": "venue", "under": "venue",
    "from": "origin", "out": "origin",
    "to": "destination", "into": "destination", "toward": "destination", "towards": "destination",
    "onto": "destination", "for": "destination",
    "via": "via", "through": "via",
    "on": "venue", "against": "target", "upon": "target",
}  # fmt: skip
_ATTACKED_THROUGH = frozenset({"on", "against", "upon", "over", "toward", "towards", "to", "into"})
# What an act's phrase begins with where the place that it lies in is the act's too.
_SCENES = frozenset(
    "in at near inside outside within around along across off throughout on over under aboard during "
    "by with of against between among as".split()
)
_ON_THE_WAY = frozenset("for from to into toward towards via".split())
_SENDING = frozenset("send dispatch return fly appoint".split())  # "sends an envoy *to Ghana*"
_NEXT = 2  # words to the next verb: "raid *and burn*"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


def journey_of(tree: Tree, token: int) -> list[int]:
    """The verb of motion that a visit is told beside: "*arrived* in Baku on a visit"."""
    above = tree.head(token)
    beside = tree.has_relation(token, "obl") and prepositions(tree, token) & {"for", "on", "during", "as"}
    return [above] if above is not None and beside and motion_of(tree.lemma(above)) else []


def is_seized(tree: Tree, child: int, lemma: str, role: str | None, *, taking: bool) -> bool:
    """Whether a place is what an act is done to: "took over the town of *Andahuaylas*", "the siege of
    *Homs*", "gained control over *Manbij*"."""
    if role is None and tree.has_relation(child, "obj", "nsubj:pass"):
        return taking
    cases = prepositions(tree, child)
    if tree.has_relation(child, "nmod", "obl") and not tree.has_relation(child, "nmod:poss", "obl:agent"):
        return (role is None and "of" in cases) or (lemma == "control" and "over" in cases)
    return False


def dependents_of(tree: Tree, station: int, moves: str | None) -> list[int]:
    """What hangs on a word, and what a parse hangs on the thing that it moves.

    "sent troops *to Haiti*" and "the withdrawal of its soldiers *from Somalia*" as often as not
    have their place under the troops.
    """
    own = [*tree.children(station), *_shared(tree, station)]
    if not moves:
        return own
    things = tree.children(station, "obj", "nsubj:pass", "nmod")
    return [
        *own,
        *(
            below
            for thing in things
            for below in tree.children(thing, "nmod", "obl")
            if not is_post(tree, station, below)
        ),
    ]


def _shared(tree: Tree, verb: int) -> list[int]:
    """The object and place that a verb has in common with the next: "raid and *burn the village* of Buni"."""
    if tree.tokens[verb].upos != "VERB" or tree.children(verb, "obj"):
        return []
    after = next((other for other in tree.children(verb, "conj") if tree.tokens[other].upos == "VERB"), None)
    if after is None or after - verb > _NEXT or not tree.children(after, "obj"):
        return []
    return [] if tree.children(after, "nsubj", "aux") else tree.children(after, "obj", "obl")


def is_post(tree: Tree, act: int, place: int) -> bool:
    """Whether a place is where an envoy serves, not where he goes: "recalls its ambassador *to Ghana*"."""
    above = tree.head(place)
    held = office(tree.lemma(above)) if above is not None else None
    serves = held is not None and held.office == "diplomat"
    return serves and tree.lemma(act) not in _SENDING and bool(prepositions(tree, place) & {"to", "in"})


def is_left_out(tree: Tree, place: PlaceMention) -> bool:
    """Whether a country is named as where something is not: "his second trip *outside Ukraine*"."""
    return place.kind == "country" and tree.has_word(place.head, ("outside",), "case")


def contains(tree: Tree, place: PlaceMention, by_head: Mapping[int, PlaceMention]) -> bool:
    """Whether a place is named only for the end of a way before it: "left for Amman *in Jordan*"."""
    return any(
        inner.start < place.start
        and prepositions(tree, inner.head) & _ON_THE_WAY
        and is_chained(tree, inner, place)
        for inner in by_head.values()
    )


def role_of(
    tree: Tree, station: int, child: int, inner: str | None, lemma: str, *, moves: str | None, attack: bool
) -> str | None:
    if tree.has_relation(child, "nsubj", "nsubj:pass") and not (
        attack and tree.has_relation(child, "nsubj:pass")
    ):
        return None
    if tree.has_relation(child, "obj", "nsubj:pass"):
        if inner == "in":
            return "destination" if moves == "visits" else "venue"
        if lemma in word_class("leave"):
            return "origin"
        if attack:
            return "target"
        return "destination" if moves in ("visits", "goes") else None
    if tree.has_relation(child, "obl", "nmod", "advmod"):
        if tree.has_relation(child, "nmod:poss", "obl:agent"):
            return None
        cases = prepositions(tree, child)
        if cases & {"from", "of"} and (opens := _distance(tree, child)) is not None:
            # "was shot *ten miles from* Lae"; "a town ten miles from Lae" is where the town is
            return "venue" if tree.tokens[opens - 1].upos not in _NOMINAL else None
        if not cases:
            # "a Geneva summit" is a compound, "arrived home" an adverb; a bare oblique name
            # ("landed Monday, Moscow") is none of these.
            return None
        if attack and inner == "in" and is_people(tree, child):
            return "venue"  # "attacks on forces *in Iraq*"
        if attack and lemma not in word_class("unaimed") and cases & _ATTACKED_THROUGH:
            return "target"
        if attack and inner is None and lemma in word_class("shoot") and "at" in cases:
            return "target"
        if attack and inner == "in":
            return "venue"  # "abducted from a jail *in Basra*"
        flies = lemma in word_class("shoot")  # "fires a missile *into the Sea of Japan*"
        for preposition in ("from", "via", "through", "into", "to", "towards", "toward", "onto"):
            if preposition in cases:
                return _BY_PREPOSITION[preposition] if moves or attack or flies else None
        if moves in ("arrives", "visits") and cases & {"in", "at", "on", "near"}:
            return "destination"
        if inner == "in":
            return "venue" if cases & _SCENES and not _is_ahead(tree, child) else None
        if cases == {"on"} and lemma in word_class("meeting") and tree.tokens[child].upos == "PROPN":
            return None  # "talks *on Gaza*" are about it
        for preposition, role in _BY_PREPOSITION.items():
            if preposition not in cases:
                continue
            if role == "destination" and not (
                moves and lemma in {"leave", "depart", "head", "set", "embark", "sail"}
            ):
                continue
            return role
        return None
    if tree.has_relation(child, "compound") and tree.tokens[station].upos in _NOMINAL:
        # "the Geneva talks", but "the Moscow bombing" is a bombing of Moscow
        return "target" if attack and lemma not in word_class("unaimed") else "venue"
    return None


def _is_ahead(tree: Tree, child: int) -> bool:
    """Whether a phrase tells what is still to come, elsewhere: "*ahead of* a summit in Lae"."""
    return any(
        case > 0 and tree.tokens[case - 1].text.lower() == "ahead"
        for case in tree.children(child, "case")
        if tree.lemma(case) == "of"
    )


def _distance(tree: Tree, child: int) -> int | None:
    """Where the words begin that tell how far from a place something is, None where they do not."""
    cases = [case for case in tree.children(child, "case") if tree.lemma(case) in ("from", "of")]
    return distance_before(tree, cases[-1] + 1) if cases else None


def venues_of(tree: Tree, noun: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """Places below a noun that say where it is: "a forum *in Davos*", "talks, held *in Doha*".

    Not what lies in another thing below it ("a resolution on troops *in Iraq*"), nor where
    somebody is said to live ("who is in exile *in Lithuania*").
    """
    found: list[PlaceMention] = []
    for child in tree.children(noun):
        if tree.has_relation(child, "nmod", "obl", "appos"):
            stations = [child]
        elif tree.has_relation(child, "acl", "acl:relcl") and tree.lemma(child) in word_class("stage_event"):
            stations = tree.children(child, "obl", "nmod")
        else:
            continue
        for station in stations:
            if is_located(tree, station, by_head):  # "in a hotel in Doha", "on the island of Jolo"
                found.extend(place for place, _ in named(tree, station, by_head))
    return found


def is_reached(tree: Tree, place: PlaceMention, noun: int) -> bool:
    """Whether a place is at ``noun``, or the one before it that lies there: "to *Aba*, Sichuan, where"."""
    return place.head == noun or tree.head(noun) == place.head
