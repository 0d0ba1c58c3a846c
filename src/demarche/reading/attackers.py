"""Who stands behind violence that names nobody outright, or only by kind.

"Six people are killed by a bomb at a market. *The attacker* also died": the noun says that there was
an attack and takes up the one just told. "A *rebel* ambush" is the rebels', "*men* opened fire" tells
nothing of them but that, and of a clash between two sides nobody can say which of them killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from demarche.knowledge import countries
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_mentions import noun_entry
from demarche.reading.coreference_names import actor_id
from demarche.reading.participants_clause import is_passive
from demarche.records import Actor, Mention, ResolvedEntity

# Kinds of people whom a compound names as those who act: a "*rebel* attack", no "*hostage* crisis".
_ACTIVE = frozenset("REB PRM UAF CRM MIL COP OPP EDU LAB AGR".split())
# What an attack is like, not whose it is: "*terrorist* attacks".
_OF_A_SORT = frozenset({"terrorist", "extremist"})
_MEN = frozenset({"man", "men", "individual", "individuals"})
FARTHEST = 2  # sentences from an attack to who is called its attacker


def named_after(
    tree: Tree,
    entities: Iterable[ResolvedEntity],
    named: Callable[[int], tuple[Actor, ...]],
    mentions: Sequence[Mention],
) -> list[Mention]:
    """The mentions in their order, attacks without an actor with the attackers named behind them."""
    heads = sorted(entity.head for entity in entities if _is_attacker(tree, entity.head))
    return [_done(tree, mention, heads, named) if heads else mention for mention in mentions]


def struck_too(tree: Tree, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, harm that a participle tells with those who struck.

    "A Russian missile struck a mall, *killing* eight": whoever did the one did the other.
    """
    told = {tree.token_at(one.trigger.start): one for one in mentions if one.type == "ASSAULT"}
    return [_as_above(tree, mention, told) for mention in mentions]


def _as_above(tree: Tree, mention: Mention, told: Mapping[int, Mention]) -> Mention:
    token = tree.token_at(mention.trigger.start)
    verb = tree.tokens[token].head
    above = told.get(verb)
    gerund = tree.has_relation(token, "advcl") and tree.tokens[token].text.lower().endswith("ing")
    if mention.type != "ASSAULT" or mention.actors or above is None or not gerund:
        return mention
    alike = (mention.status, mention.polarity) == (above.status, above.polarity) == ("occurred", "positive")
    if not alike or tree.children(token, "nsubj", "mark", "case") or is_passive(tree, verb):
        return mention
    struck = {one.id for one in mention.recipients}
    actors = tuple(one for one in above.actors if one.id not in struck)
    return msgspec.structs.replace(mention, actors=actors)


def _is_attacker(tree: Tree, head: int) -> bool:
    definite = any(tree.lemma(det) == "the" for det in tree.children(head, "det"))
    bare = not tree.children(head, "nmod", "acl:relcl")
    return tree.lemma(head) in word_class("attacker") and definite and bare


def _done(
    tree: Tree, mention: Mention, heads: Sequence[int], named: Callable[[int], tuple[Actor, ...]]
) -> Mention:
    told = (mention.type, mention.status, mention.polarity) == ("ASSAULT", "occurred", "positive")
    if mention.actors or not told:
        return mention
    sentence = tree.sentence_index(tree.token_at(mention.trigger.start))
    for head in heads:
        if 0 < tree.sentence_index(head) - sentence <= FARTHEST:
            struck = {actor.id for actor in mention.recipients}
            actors = tuple(actor for actor in named(head) if actor.id not in struck)
            return msgspec.structs.replace(mention, actors=actors)
    return mention


def by_compound(
    tree: Tree, noun: int, named: Callable[[int], tuple[Actor, ...]]
) -> tuple[Actor, ...]:
    """Those whose act a compound names, where no name does: "a *rebel* ambush", "*student* protests"."""
    found = []
    for child in tree.children(noun, "compound"):
        entry = noun_entry(tree, child)
        unnamed = tree.tokens[child].upos == "NOUN" and not named(child)
        of_a_sort = tree.lemma(child) in _OF_A_SORT | word_class("gunnery")
        if unnamed and not of_a_sort and entry is not None and entry.sector in _ACTIVE:
            start, end = tree.tokens[min(tree.subtree(child))].start, tree.tokens[child].end
            text = tree.analysis.text[start:end]
            found.append(Actor(actor_id(text, None), text, None, entry.sector, text, start, end))
    return tuple(found)


def unknown(attackers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Attackers of whom nothing is said but that they are men, or what they believe in.

    "*Men on motorbikes* opened fire": of no known side; "*Islamists* killed a judge": in arms, of no party.
    """
    return tuple(_in_arms(actor) for actor in attackers)


def _in_arms(actor: Actor) -> Actor:
    words = {word.removesuffix("s") for word in actor.name.lower().split()}
    if actor.sector == "CVL" and not actor.country and _MEN.intersection(actor.name.lower().split()):
        return msgspec.structs.replace(actor, sector="UAF")
    if actor.sector == "PTY" and words & word_class("zealot"):
        return msgspec.structs.replace(actor, sector="REB")
    return actor


def is_mutual(tree: Tree, token: int) -> bool:
    """Whether a noun names a fight of two sides, of which either may have done the killing."""
    return tree.tokens[token].upos == "NOUN" and tree.lemma(token) in word_class("clash") | word_class("duel")


def but_their_own(some: Sequence[Actor], others: Sequence[Actor]) -> tuple[Actor, ...]:
    """Those of one side of a fight who are no soldiers, or the state, of those on the other.

    "Two *Fijian soldiers* are killed when *Fiji* launches a raid on Tonga": not by Fiji.
    """
    known = {one.id for one in some}
    lands = {one.country for one in others if one.id not in known and _fights_for_a_state(one)}
    arms = any(one.sector == "MIL" for one in (*some, *others))
    return tuple(one for one in some if not (arms and lands == {one.country} and _fights_for_a_state(one)))


def _fights_for_a_state(actor: Actor) -> bool:
    state = actor.sector is None and actor.name == countries.country_name(actor.country)
    return actor.country is not None and (state or actor.sector in ("GOV", "MIL"))
