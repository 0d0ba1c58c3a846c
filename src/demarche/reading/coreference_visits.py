"""Who travels to whom: the guest and the host of a visit, and the two states whose people meet.

"The Fijian premier arrived in Tonga … *the visitor* … *his host*": the guest is the last person who
travelled to a country or was received, the host whoever received him or met with him.
"""

from __future__ import annotations

from collections.abc import Mapping

from demarche.knowledge import countries
from demarche.knowledge.motion import motion
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_offices import is_head_of_state
from demarche.reading.coreference_pairs import conjuncts, counterparts

_FAR = 15  # sentences back
_GUESTS = frozenset({"guest", "visitor"})
_HOSTS = frozenset({"host"})
_RECEIVING = frozenset({"receive", "welcome", "host", "greet"})
_THERE = frozenset({"to", "in", "into", "for", "at"})


def journeys(tree: Tree, phrase: Phrase, by_head: Mapping[int, Phrase]) -> list[list[Phrase]]:
    """A country or its capital, with each of those who travel to it: "*the premier*'s trip to *Oslo*"."""
    if phrase.kind != "name":
        return []
    if phrase.country is None and countries.capital_of(phrase.name) is None:
        return []
    return [[phrase, by_head[who]] for who in _travellers(tree, phrase.head) if who in by_head]


def _travellers(tree: Tree, place: int) -> list[int]:
    """The nouns for those whom a verb or a noun of travelling has go to a place."""
    where = tree.head(place)
    if where is None:
        return []
    if tree.tokens[where].upos == "VERB":
        way = motion(tree.lemma(where))
        visited = way == "visits" and tree.has_relation(place, "obj")
        there = tree.has_relation(place, "obl") and tree.has_word(place, _THERE, "case")
        goes = visited or (way in ("goes", "arrives") and there)
        return tree.children(where, "nsubj") if goes else []
    if tree.lemma(where) not in word_class("journey") | {"arrival"} or not tree.has_relation(place, "nmod"):
        return []
    own = tree.children(where, "nmod:poss")
    own += [child for child in tree.children(where, "nmod") if tree.has_word(child, ("by",), "case")]
    if own:
        return own
    verb = next((above for above in tree.ancestors(where) if tree.tokens[above].upos == "VERB"), None)
    return tree.children(verb, "nsubj") if verb is not None else []


def _received(tree: Tree, phrase: Phrase) -> bool:
    """Whether somebody is received: "was *welcomed* by the king", "the king *hosted* him"."""
    verb = tree.head(phrase.head)
    if verb is None or tree.lemma(verb) not in _RECEIVING:
        return False
    return tree.has_relation(phrase.head, "nsubj:pass", "obj")


def join_guest(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Joins "the guest" and "the visitor" to who travelled, "his host" to who received him or met him."""
    if phrase.kind != "nominal" or phrase.lemma not in _GUESTS | _HOSTS or len(phrase.words) > 1:
        return False
    if phrase.definite is not True or phrase.number == "plur" or len(chains.chain(phrase).phrases) > 1:
        return False
    near = [other for other in earlier if phrase.sentence - other.sentence <= _FAR]
    by_head = {other.head: other for other in near}
    owners = tree.children(phrase.head, "nmod:poss")
    whose = [chains.chain(other) for other in earlier if other.head in owners]
    guests = [
        who
        for other in near
        for who in (
            *(who for _, who in journeys(tree, other, by_head)),
            *([other] if _received(tree, other) else []),
        )
        if chains.chain(who).type == "person"
        and chains.chain(who).number != "plur"
        and chains.chain(who) not in whose[: phrase.lemma in _GUESTS]
    ]
    if not guests:
        return False
    if phrase.lemma in _GUESTS:
        return chains.join(guests[-1], phrase)
    guest = whose[0] if whose else chains.chain(guests[-1])
    if guest not in [chains.chain(who) for who in guests]:
        return False
    host = _met(tree, guest, near, by_head, chains) or _head_of_state(guest, near, chains)
    return host is not None and chains.join(host, phrase)


def _head_of_state(guest: Chain, near: list[Phrase], chains: Chains) -> Phrase | None:
    """The last other person who heads a state: whom else should a visitor call on as his host."""
    for other in reversed(near):
        chain = chains.chain(other)
        named = chain is not guest and chain.type == "person" and chain.named
        if named and is_head_of_state(chain):
            return other
    return None


def _met(
    tree: Tree, guest: Chain, near: list[Phrase], by_head: dict[int, Phrase], chains: Chains
) -> Phrase | None:
    """The person whom a guest was last put beside, as one who meets him or receives him."""
    for other in reversed(near):
        for group in (conjuncts(tree, other, by_head), counterparts(tree, other, by_head)):
            theirs = [chains.chain(member) for member in group]
            if len(theirs) == 2 and guest in theirs:
                host = group[1 - theirs.index(guest)]
                named = chains.chain(host).named or host.definite is True
                if named and chains.chain(host).type == "person" and chains.chain(host).number != "plur":
                    return host
    return None
