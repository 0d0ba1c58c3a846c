"""Acts that a report speaks of again: "This *visit*", "his upcoming *trip*".

A definite noun that names no more than its kind means an act that was told before; it has the
participants of the nearest one of that kind that fits, and its day. What the words beside the noun
say is never overruled, and acts to come are no word again of acts that are past.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.knowledge.act_kinds import kind_of
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_nouns import definite
from demarche.reading.timing_today import tells_today
from demarche.records import AHEAD, Mention

_CLAUSES = 4  # one within the other


def completed(tree: Tree, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, participants filled in where an act is spoken of again."""
    found: list[Mention] = []
    for mention in mentions:
        found.append(_completed(tree, mention, found))
    return found


def dated(tree: Tree, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, with the day of the act told before where one is spoken of again.

    "Four people *are killed* in Qatif. IS claims responsibility for the *attack*": both are of a day.
    """
    found: list[Mention] = []
    for mention in mentions:
        earlier = _dated_before(tree, mention, found)
        found.append(mention if earlier is None else msgspec.structs.replace(mention, time=earlier.time))
    return found


def _dated_before(tree: Tree, mention: Mention, before: Sequence[Mention]) -> Mention | None:
    """The act with a day that a definite noun without one means, the nearest first."""
    token = tree.token_at(mention.trigger.start)
    if mention.time is not None or (mention.status, mention.polarity) != ("occurred", "positive"):
        return None
    if tree.tokens[token].upos != "NOUN" or not definite(tree, token):
        return None
    verb = _verb(tree, token)
    if verb is None or tree.has_relation(token, "nsubj", "nsubj:pass"):
        return None  # "the *attack* was carried out by two men": the story goes back to it
    today, alone = tells_today(tree, verb), _stands_alone(tree, token)
    spoken_of_today = today or _is_of_today(tree, verb)
    for earlier in reversed(before):
        told = tree.token_at(earlier.trigger.start)
        if earlier.type != mention.type or earlier.time is None:
            continue
        if _verb(tree, told) == verb:
            continue  # "the raid follows the *killing* of a cleric" tells of two
        done = earlier.status in ("occurred", "ongoing") and earlier.polarity == "positive"
        to, others = {r.id for r in mention.recipients}, {r.id for r in earlier.recipients}
        if not done or (to and others and not to & others):
            continue
        if today and _is_akin(mention, tree.lemma(token), earlier, tree.lemma(told)):
            return earlier
        apart = tree.sentence_index(told) != tree.sentence_index(token)
        if alone and apart and spoken_of_today and earlier.time.source == "published":
            return earlier
    return None


def _is_akin(mention: Mention, word: str, earlier: Mention, told: str) -> bool:
    """Whether two acts may be one by what their words name."""
    kind, other = kind_of(mention.type, word), kind_of(earlier.type, told)
    if kind is None or other is None:
        return False
    return kind.name == other.name or kind.name in other.near or other.name in kind.near


def _stands_alone(tree: Tree, token: int) -> bool:
    """Whether a noun says no more than that its act is known: "condemn *the carnage*"."""
    others = set(tree.children(token)) - set(tree.children(token, "det", "case", "punct"))
    return not others and tree.has_word(token, ("the", "this", "that"), "det")


def _is_of_today(tree: Tree, verb: int | None) -> bool:
    """Whether a clause is told as today's, or is part of one that is: "denies that it *had* a hand in it"."""
    for _ in range(_CLAUSES):
        if verb is None:
            return False
        if tells_today(tree, verb) or tree.has_word(verb, ("has", "have"), "aux"):
            return True  # "no group *has admitted* the attack"
        if not tree.has_relation(verb, "ccomp", "advcl", "acl", "xcomp"):
            return False
        verb = _verb(tree, verb)
    return False


def _verb(tree: Tree, token: int) -> int | None:
    """The verb that a word is below."""
    return next((index for index in tree.ancestors(token) if tree.tokens[index].upos == "VERB"), None)


def _completed(tree: Tree, mention: Mention, before: Sequence[Mention]) -> Mention:
    token = tree.token_at(mention.trigger.start)
    if mention.actors and mention.recipients:
        return mention
    if tree.tokens[token].upos != "NOUN" or not definite(tree, token):
        return mention
    kind = kind_of(mention.type, tree.lemma(token))
    if kind is None:
        return mention
    nearest = [one for one in reversed(before) if not _holds(tree, one, token)]
    for earlier in (*(one for one in nearest if _is_called_so(tree, one, token)), *nearest):
        if not _fits(tree, mention, earlier, kind.name) or _is_of_others(tree, earlier, token, before):
            continue
        actors = mention.actors or earlier.actors
        taken = {actor.id for actor in actors}
        recipients = mention.recipients or tuple(r for r in earlier.recipients if r.id not in taken)
        return msgspec.structs.replace(mention, actors=actors, recipients=recipients)
    return mention


def _holds(tree: Tree, earlier: Mention, token: int) -> bool:
    """Whether a meeting is told to be beside another: "met him *on the sidelines of the summit*"."""
    above = tree.head(token)
    beside = above is not None and tree.lemma(above) in word_class("edge")
    return beside and tree.sentence_index(tree.token_at(earlier.trigger.start)) == tree.sentence_index(token)


def _is_of_others(tree: Tree, earlier: Mention, token: int, before: Sequence[Mention]) -> bool:
    """Whether a noun's sentence tells of others who meet: "when *the two* meet, if *the trip* goes ahead"."""
    mine = kind_of(earlier.type, tree.lemma(token))
    here, lands = tree.sentence_index(token), _lands(earlier)
    for one in before:
        told = tree.token_at(one.trigger.start)
        kind = kind_of(one.type, tree.lemma(told))
        if one is earlier or one.type != earlier.type or tree.sentence_index(told) != here:
            continue
        near = mine is not None and kind is not None and kind.name in mine.near
        if near and _lands(one) and lands and lands.isdisjoint(_lands(one)):
            return True
    return False


def _lands(mention: Mention) -> set[str]:
    return {one.country or one.id for one in (*mention.actors, *mention.recipients)}


def _is_called_so(tree: Tree, earlier: Mention, token: int) -> bool:
    """Whether an act was called what it is called again: "a *summit* meeting … the *summit*".

    "*Airstrikes* on Iran … Iran fired back … the *strikes*" are those on Iran.
    """
    told, word = tree.token_at(earlier.trigger.start), tree.lemma(token)
    if earlier.type == "ASSAULT":
        return tree.tokens[told].upos == "NOUN" and tree.lemma(told).endswith(word)
    words = {tree.lemma(one) for one in (told, *tree.children(told, "compound"))}
    return earlier.type == "CONSULT" and word in words


def _fits(tree: Tree, mention: Mention, earlier: Mention, kind: str) -> bool:
    """Whether an earlier act has what is missing, and may be the same one."""
    if earlier.type != mention.type or (earlier.status in AHEAD) != (mention.status in AHEAD):
        return False
    if earlier.status == "habitual" or not (earlier.actors and (earlier.recipients or not mention.actors)):
        return False
    lemma = tree.lemma(tree.token_at(earlier.trigger.start))
    other = kind_of(earlier.type, lemma)
    # "a home is *set on fire* … the time of *the attack*"
    if other is None or not (other.name == kind or (kind == "attack" and other.name == "destroy")):
        return False
    mine, theirs = {a.id for a in mention.actors}, {a.id for a in earlier.actors}
    to, before = {r.id for r in mention.recipients}, {r.id for r in earlier.recipients}
    return (not mine or bool(mine & theirs)) and (not to or bool(to & before))
