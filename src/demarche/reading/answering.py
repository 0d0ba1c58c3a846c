"""To whom a word is said that answers what others did before: "Chad calls *the step* illegal".

A definite noun that says no more than what kind of thing was done or said ("the move", "such demands") takes
up an act told before; who condemns, rejects or defies it does so to whoever did or said it. And who offers to
mediate does so between two that a report has just told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import country_actor
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.status_nouns import definite
from demarche.reading.timing_fit import SPOKEN
from demarche.records import Actor, Mention

# Of which types the acts are that the nouns of a class take up.
_TAKEN_UP = {
    "act_noun": frozenset(  # and visits of a guest alone
        {"COERCE", "SANCTION", "RETREAT", "MOBILIZE", "CONCEDE", "SUPPORT", "ASSAULT", "AID"}
    ),
    "demand_noun": frozenset({"REQUEST", "THREATEN"}),
    "offer_noun": frozenset({"AGREE", "REQUEST"}),
    "charge_noun": frozenset({"ACCUSE"}),
}
# What two sides do to each other between whom others mediate.
_QUARRELS = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "MOBILIZE"})
_MUTUAL = frozenset({"CONSULT", "ASSAULT"})  # whoever condemns a meeting or a clash may mean either side
_ANSWERS = frozenset({"ACCUSE", "REJECT"})
_CASES = frozenset({"at", "to", "on", "over", "with", "against", "by"})
# Whose own deed or word it is that a noun with these below it speaks of.
_TOLD_BY = ("nmod", "nmod:poss", "acl", "acl:relcl", "amod", "compound", "nummod")
_NEAR = 2  # sentences back


def answered(tree: Tree, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, with those as recipients whose acts told before are answered."""
    found = [_between(tree, mention, mentions) for mention in mentions]
    return tuple(
        msgspec.structs.replace(mention, recipients=whose)
        if not mention.recipients and (whose := _whose(tree, mention, found))
        else mention
        for mention in found
    )


def without_acts(tree: Tree, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, words said to an act that is told itself said to nobody.

    "Declared its support for the *coup*": an act is no one whom words can be for.
    """
    triggers = (tree.token_at(one.trigger.start) for one in mentions)
    told = {token for token in triggers if tree.tokens[token].upos == "NOUN"}

    def is_somebody(actor: Actor) -> bool:
        first, last = tree.token_at(actor.start), tree.token_at(actor.end - 1)
        return actor.sector is not None or tree.head_of(first, last + 1) not in told

    return [
        msgspec.structs.replace(one, recipients=tuple(filter(is_somebody, one.recipients)))
        if one.type in SPOKEN and not all(map(is_somebody, one.recipients))
        else one
        for one in mentions
    ]


def _between(tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """A mediation, or the offer of one, with the two between whom it is, who are told of before."""
    token = tree.token_at(mention.trigger.start)
    if mention.type == "AGREE" and not mention.recipients:
        told = {tree.token_at(one.trigger.start) for one in mentions if one.type == "CONSULT"}
        mediating = any(_mediates(tree, inside) and inside in told for inside in _offered(tree, token))
    else:
        whole = tree.tokens[token].upos == "VERB"  # "their *mediation*" may be of any kind
        mediating = mention.type == "CONSULT" and whole and _mediates(tree, token)
    if not mediating:
        return mention
    own = {one.country for one in mention.actors} | {None}
    before = [one for one in mentions if one.trigger.start < mention.trigger.start]
    for earlier in reversed([one for one in before if one.type in _QUARRELS]):
        sides = {one.country: one for one in (*earlier.recipients, *earlier.actors)}
        back = tree.sentence_index(token) - tree.sentence_index(tree.token_at(earlier.trigger.start))
        apart = len(sides) == 2 and own.isdisjoint(sides) and bool(earlier.actors and earlier.recipients)
        if back > _NEAR:
            break
        if apart and {one.country for one in mention.recipients} <= sides.keys():
            states = sorted(
                (country_actor(land, one.text, one.start, one.end) for land, one in sides.items() if land),
                key=lambda state: state.start,
            )
            return msgspec.structs.replace(mention, recipients=tuple(states))
    return mention


def _mediates(tree: Tree, token: int) -> bool:
    """Whether a word names standing between two sides that it does not name: "offered to *mediate*"."""
    phrases = tree.children(token, "obl", "nmod")
    told = any(tree.has_word(one, ("between", "in", "among", "with"), "case") for one in phrases)
    return tree.lemma(token) in word_class("stand_between") and not (told or tree.children(token, "obj"))


def _offered(tree: Tree, token: int) -> list[int]:
    """What is offered: "offered to *mediate*", "offered *mediation*"."""
    return [*tree.children(token, "xcomp"), *objects_of(tree, token), *tree.children(token, "acl")]


def _whose(tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    if mention.type not in _ANSWERS:
        return ()
    token = tree.token_at(mention.trigger.start)
    told = {tree.token_at(one.trigger.start): one for one in mentions}
    for noun in _answered_nouns(tree, token):
        named = told.get(noun)
        if named is not None and named.actors and (named.type not in _MUTUAL or _is_one_sided(named)):
            return _others(named.actors, mention)
        lemma = tree.lemma(noun)
        kinds = next((kinds for name, kinds in _TAKEN_UP.items() if lemma in word_class(name)), None)
        known = definite(tree, noun) or tree.has_word(noun, ("such",), "det", "amod")
        if kinds is None or not known or tree.children(noun, *_TOLD_BY):
            continue
        found = _others(_before(tree, noun, mention, mentions, kinds), mention)
        if found:
            return found
    return ()


def _answered_nouns(tree: Tree, token: int) -> Iterator[int]:
    """What a verb of answering is said of: its object, of a passive its subject, a phrase beside it."""
    if is_passive(tree, token):
        yield from tree.children(token, "nsubj:pass")
        return
    yield from objects_of(tree, token)
    for told in tree.children(token, "xcomp", "ccomp"):
        yield from tree.children(told, "nsubj")  # "calls *the step* illegal"
    for phrase in tree.children(token, "obl"):
        if tree.has_word(phrase, _CASES, "case"):
            yield phrase


def _before(
    tree: Tree, noun: int, mention: Mention, mentions: Sequence[Mention], kinds: frozenset[str]
) -> tuple[Actor, ...]:
    """Who did what was told before, of some types: in the nearest sentence, of main clauses first.

    What its own sentence tells of who answers is not answered: "recalled its envoy and condemned *the move*".
    """
    here = tree.sentence_index(noun)
    earlier = []
    for one in mentions:
        token = tree.token_at(one.trigger.start)
        back = here - tree.sentence_index(token)
        fits = one.type in kinds or (kinds is _TAKEN_UP["act_noun"] and _is_one_sided(one))
        if not fits or not one.actors or one is mention or token > noun or back > _NEAR:
            continue
        if kinds is _TAKEN_UP["act_noun"] and one.status == "wanted":
            continue  # what is asked for is no *step* that anybody took
        if back or _others(one.actors, mention):
            main = tree.has_relation(tree.coordination_head(token), "root", "parataxis")
            earlier.append((back, not main, -token, one.actors))
    if not earlier:
        return ()
    nearest = [found for found in sorted(earlier, key=lambda found: found[:3]) if found[0] == min(earlier)[0]]
    return next((actors for *_, actors in nearest if _others(actors, mention)), ())


def _is_one_sided(mention: Mention) -> bool:
    """Whether a visit is told of as its guest's deed alone: "*visited* the shrine"."""
    return mention.mode == "visit" and not mention.recipients


def _others(actors: Sequence[Actor], mention: Mention) -> tuple[Actor, ...]:
    """Those who are none of the act's own actors, nor of their land."""
    own = {one.id for one in mention.actors}
    lands = {one.country for one in mention.actors if one.sector in (None, "GOV")} - {None}
    states = [one for one in actors if one.country in lands and one.sector in (None, "GOV")]
    return tuple(one for one in actors if one.id not in own and one not in states)
