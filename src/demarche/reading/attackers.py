"""Who carried out an attack of which a later sentence names "the attacker".

"Six people are killed by a bomb at a market. *The attacker* also died": the noun says that there was
an attack and takes up the one just told. Attacks with an actor of their own keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.records import Actor, Mention, ResolvedEntity

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
