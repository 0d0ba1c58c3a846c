"""Acts that a report speaks of again: "This *visit*", "his upcoming *trip*".

A definite noun that names no more than its kind means an act that was told before; it has the
participants of the nearest one of that kind that fits, and its day. What the words beside the noun
say is never overruled, and acts to come are no word again of acts that are past.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.knowledge.act_kinds import kind_of
from demarche.language.tree import Tree
from demarche.reading.status_nouns import definite
from demarche.reading.timing_today import tells_today
from demarche.records import AHEAD, Mention


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
    kind = kind_of(mention.type, tree.lemma(token))
    subject = tree.has_relation(token, "nsubj")
    if kind is None or subject or verb is None or not tells_today(tree, verb):
        return None  # "the *attack* was carried out by two men": the story goes back to it
    for earlier in reversed(before):
        told = tree.token_at(earlier.trigger.start)
        other = kind_of(earlier.type, tree.lemma(told))
        if earlier.type != mention.type or other is None or earlier.time is None:
            continue
        if _verb(tree, told) == verb:
            continue  # "the raid follows the *killing* of a cleric" tells of two
        akin = kind.name == other.name or kind.name in other.near or other.name in kind.near
        done = earlier.status in ("occurred", "ongoing") and earlier.polarity == "positive"
        to, others = {r.id for r in mention.recipients}, {r.id for r in earlier.recipients}
        if akin and done and not (to and others and not to & others):
            return earlier
    return None


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
    for earlier in reversed(before):
        if not _fits(tree, mention, earlier, kind.name):
            continue
        actors = mention.actors or earlier.actors
        taken = {actor.id for actor in actors}
        recipients = mention.recipients or tuple(r for r in earlier.recipients if r.id not in taken)
        return msgspec.structs.replace(mention, actors=actors, recipients=recipients)
    return mention


def _fits(tree: Tree, mention: Mention, earlier: Mention, kind: str) -> bool:
    """Whether an earlier act has what is missing, and may be the same one."""
    if earlier.type != mention.type or (earlier.status in AHEAD) != (mention.status in AHEAD):
        return False
    if earlier.status == "habitual" or not (earlier.actors and (earlier.recipients or not mention.actors)):
        return False
    lemma = tree.lemma(tree.token_at(earlier.trigger.start))
    other = kind_of(earlier.type, lemma)
    if other is None or other.name != kind:
        return False
    mine, theirs = {a.id for a in mention.actors}, {a.id for a in earlier.actors}
    to, before = {r.id for r in mention.recipients}, {r.id for r in earlier.recipients}
    return (not mine or bool(mine & theirs)) and (not to or bool(to & before))
