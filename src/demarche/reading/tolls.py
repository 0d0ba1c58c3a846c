"""What violence did to whom: an attack and its toll, told in one sentence, are of the same people.

"Four people are *killed* and dozens *injured* in an *attack* by rebels": the attack struck all of
them, and the rebels killed them. In annotated news three in four pairs of an attack and a toll in
one sentence have the same victims, and four in five the same attackers; tolls that stand before a
second attack ("killed two and *shelled* a town") have not, and are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.knowledge.act_kinds import kind_of
from demarche.language.tree import Tree
from demarche.reading.actors import is_person_noun
from demarche.reading.attackers import but_their_own, is_mutual
from demarche.records import Actor, Mention

TOLL = "harm"  # the kind of acts that tell what became of people
FARTHEST = 3  # steps in the tree between an attack and its toll
# "was killed *after* the shooting": another time, other people
_APART = frozenset({"after", "before", "despite"})
_STEPS = frozenset({"obl", "nmod", "conj", "nsubj", "obj", "advcl", "acl", "compound", "parataxis"})


def shared(tree: Tree, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order: attacks with the victims of their tolls, each with the attackers."""
    found = list(mentions)
    tokens = [tree.token_at(mention.trigger.start) for mention in found]
    violent = [index for index, mention in enumerate(found) if mention.type == "ASSAULT"]
    tolls = [index for index in violent if _is_toll(tree, found[index], tokens[index])]
    for attack in violent:
        if attack in tolls:
            continue
        own = [
            toll
            for toll in tolls
            if _alike(found[attack], found[toll]) and _of(tree, tokens[attack], tokens[toll])
            if _may_be_of(found[attack], found[toll])
        ]
        if own:
            _share(tree, found, attack, own)
    return found


def _share(tree: Tree, found: list[Mention], attack: int, tolls: Sequence[int]) -> None:
    """Lay victims and attackers of an attack and its tolls together, in place."""
    doers = found[attack].actors or next((found[toll].actors for toll in tolls if found[toll].actors), ())
    struck = found[attack].recipients
    known = struck if struck and _tells_after(tree, tree.token_at(found[attack].trigger.start)) else None
    told = {actor.id for toll in tolls for actor in found[toll].recipients}
    people = any(_are_people(tree, actor) and actor.id not in told for actor in struck)
    for toll in tolls:
        hurt = [
            actor
            for actor in found[toll].recipients
            if not (people and _counts(tree, actor)) and not _is_named_in(actor, struck)
        ]
        struck = (*struck, *_others(hurt, (*struck, *doers)))
        killers = found[toll].actors
        if not is_mutual(tree, tree.token_at(found[attack].trigger.start)):
            killers = killers or _others(doers, found[toll].recipients)
        found[toll] = msgspec.structs.replace(found[toll], actors=killers)
    if known is not None:  # "one is killed after guards *fire* on a crowd": the crowd was fired on
        struck = known
    doers = _others(doers, struck)
    found[attack] = msgspec.structs.replace(found[attack], actors=doers, recipients=struck)


def _is_toll(tree: Tree, mention: Mention, token: int) -> bool:
    kind = kind_of(mention.type, tree.lemma(token))
    return kind is not None and kind.name == TOLL


def _alike(attack: Mention, toll: Mention) -> bool:
    """Whether both stand alike: who was killed was not hit by what is only threatened."""
    return (attack.status, attack.polarity) == (toll.status, toll.polarity)


def _may_be_of(attack: Mention, toll: Mention) -> bool:
    """Whether those of a toll are not all soldiers of the state that attacked, and nobody is said to have."""
    hurt = toll.recipients
    return bool(toll.actors) or not hurt or bool(but_their_own(hurt, attack.actors))


def _of(tree: Tree, attack: int, toll: int) -> bool:
    """Whether a toll is near enough to an attack in the tree of their sentence, and not before it."""
    if tree.sentence_index(attack) != tree.sentence_index(toll):
        return False
    below = [toll, *tree.ancestors(toll)]
    common = next(token for token in (attack, *tree.ancestors(attack)) if token in below)
    up, down = ([] if token == common else tree.path_to(token, common) for token in (attack, toll))
    steps = [tree.tokens[token].deprel.split(":")[0] for token in (*up, *down)]
    rise = steps[: len(up)]
    # "killed him and treat *the attack* as terrorism"
    second = not down and rise in (["conj"], ["obj", "conj"], ["nsubj", "conj"])
    if not up and len(down) == 1 and tree.has_relation(toll, "conj"):
        second = bool(tree.children(toll, "nsubj", "nsubj:pass"))  # "were shot and *dozens wounded*"
    # "after gunmen *attacked*", but "after rumours that a child was *kidnapped*"
    told = [one for one in up if not (one in tree.conjuncts(attack) and _tells_after(tree, one))]
    marks = {tree.lemma(mark) for token in told for mark in tree.children(token, "case", "mark")}
    return len(steps) <= FARTHEST and _STEPS.issuperset(steps) and not second and marks.isdisjoint(_APART)


def _tells_after(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what a toll came of in one scene: "killed after gunmen *attack* a bus"."""
    after = any(tree.lemma(mark) == "after" for mark in tree.children(verb, "case", "mark"))
    return after and tree.has_relation(verb, "advcl") and bool(tree.children(verb, "nsubj"))


def _are_people(tree: Tree, actor: Actor) -> bool:
    return any(is_person_noun(tree.lemma(token)) for token in _words(tree, actor))


def _words(tree: Tree, actor: Actor) -> range:
    return range(tree.token_at(actor.start), tree.token_at(actor.end - 1) + 1)


def _counts(tree: Tree, actor: Actor) -> bool:
    """Whether a toll only counts those who were struck: "beat *students*, injuring *six*"."""
    head = tree.token_at(actor.end - 1)
    return tree.tokens[head].upos == "NUM"


def _is_named_in(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether somebody is said already: "some *tourists* killed", "a crowd, killing *six of them*"."""
    return any(
        (one.start < actor.start and actor.end <= one.end)
        or (one.name, one.country) == (actor.name, actor.country)
        for one in others
    )


def _others(some: Sequence[Actor], but: Sequence[Actor]) -> tuple[Actor, ...]:
    known = {actor.id for actor in but}
    return tuple(actor for actor in some if actor.id not in known)
