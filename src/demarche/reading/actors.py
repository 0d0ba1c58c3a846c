"""Actors for the heads that reading meets: names, pronouns, groups, collectives.

``actor_of`` answers for any token: the people, governments, organisations and groups
that it stands for in this report, or nothing where it is no political actor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from demarche.knowledge import countries, sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_lexicon import helps
from demarche.reading.coreference_mentions import noun_entry
from demarche.reading.coreference_names import actor_id
from demarche.reading.coreference_others import suffers
from demarche.reading.participants_clause import antecedent
from demarche.records import Actor, ResolvedEntity

# Heads that count or bound the people in their of-phrase: "a group of hackers", "dozens
# of villagers", "hundreds of troops", "the majority of voters".
_MEASURES = frozenset(
    "dozen hundred thousand million score group number total majority minority handful couple rest half "
    "third quarter percent lot crowd pair trio all some many most several one two three four five six seven "
    "eight nine ten both none each any series wave column convoy string member part".split()
)
_CROWDS = frozenset("dozen hundred thousand million score".split())
# What joins a number to whom it counts: "six *to* ten people".
_OF = frozenset({"of", "from", "among", "to"})
_ANYBODY = frozenset("everyone everybody anyone anybody someone somebody".split())
_TOLD_OF = 8  # words behind "those" by which they are called: "those who face deportation"
# A state does not act through its soil: "the Russian economy", "China's coast" are no actors.
_STATE_SECTOR = "GOV"


def head_index(entities: Iterable[ResolvedEntity]) -> dict[int, ResolvedEntity]:
    """The best mention for each token that heads one or stands inside a name.

    A mention's own head wins; inside a name every word leads to the name ("Security" in
    "the Security Council"), the smaller mention before the bigger.
    """
    found: dict[int, ResolvedEntity] = {}
    listed = list(entities)
    for entity in listed:
        kept = found.get(entity.head)
        if kept is None or entity.last - entity.first > kept.last - kept.first:
            found[entity.head] = entity
    for entity in sorted(listed, key=lambda e: e.last - e.first):
        if entity.named and entity.referents:
            for token in range(entity.first, entity.last):
                found.setdefault(token, entity)
    return found


def actor_of(
    tree: Tree, token: int, entities: Mapping[int, ResolvedEntity] | Iterable[ResolvedEntity]
) -> tuple[Actor, ...]:
    """The actors that the phrase headed at ``token`` stands for, or () for things.

    ``entities`` is what ``resolve`` returned, or its ``head_index`` where the caller has
    made it already. Capitals stand for their governments ("Ankara"), relative pronouns
    for their antecedents, "dozens of villagers" for the villagers.
    """
    index = entities if isinstance(entities, Mapping) else head_index(entities)
    token = antecedent(tree, token)
    entity = index.get(token)
    if entity is not None:
        if entity.referents and _is_actor(tree, token, entity):
            return entity.referents
        capital = _capital(tree, entity)
        if capital:
            return capital
    return _measured(tree, token, index) or _whoever(tree, token)


def _is_actor(tree: Tree, token: int, entity: ResolvedEntity) -> bool:
    """Names, pronouns and sets pass; a description needs a noun for people."""
    if entity.named or entity.pronoun or len(entity.referents) > 1:
        return True
    lemma = tree.lemma(entity.head)
    if lemma in _MEASURES and (entity.sector is None or lemma in _CROWDS):
        return False  # "an armed *group*" acts; "a *group* of things" does not
    return (
        entity.type in ("person", "organisation", "group")
        or noun_entry(tree, entity.head) is not None
        or countries.demonym(tree.tokens[entity.head].text) is not None
    )


def _capital(tree: Tree, entity: ResolvedEntity) -> tuple[Actor, ...]:
    """A capital as its government: "Ankara recalled its ambassador"."""
    if not entity.named or entity.type not in ("place", "organisation") or entity.name is None:
        return ()
    code = countries.capital_of(entity.name)
    name = countries.country_name(code)
    if code is None or name is None or (entity.country and entity.country != code):
        return ()
    return (
        Actor(
            actor_id(name, code), name, code, _STATE_SECTOR,
            tree.analysis.text[entity.start : entity.end], entity.start, entity.end,
        ),
    )  # fmt: skip


def _measured(tree: Tree, token: int, index: Mapping[int, ResolvedEntity]) -> tuple[Actor, ...]:
    """The people in the of-phrase of a number or crowd, with the whole phrase as text.

    A number that stands alone as a participant means people: "*twelve* were killed",
    "*hundreds* marched".
    """
    word = tree.tokens[token]
    further = tree.children(token, "nummod") if word.text.lower() in ("more", "others") else []
    number = word.upos == "NUM" or bool(further)  # "fifty *more*"
    if tree.lemma(token) not in _MEASURES and not number:
        return ()
    parts = [
        child
        for child in tree.children(token, "nmod", "nmod:unmarked")
        if child > token and {tree.lemma(case) for case in tree.children(child, "case")} <= _OF
    ]
    if all(tree.tokens[child].text.lower() in ("others", "more") for child in parts):
        word = tree.tokens[max([token, *parts])]  # "*dozens of others* were hurt"
        parts = []
    crowds = [child for child in parts if tree.lemma(child) in _CROWDS]
    if crowds and tree.lemma(token) in _CROWDS:  # "*hundreds of thousands* marched"
        inner = _measured(tree, crowds[0], index)
        if inner:
            return _part(tree, token, inner)
        word, parts = tree.tokens[crowds[0]], []
    for child in parts:  # not what stands before: "at *least* nine"
        entity = index.get(child)
        if entity is not None and entity.referents and _is_actor(tree, child, entity):
            others = [index.get(other) for other in tree.conjuncts(child) if other > child]
            beside = [one for other in others if other is not None for one in other.referents]
            return (*_part(tree, token, entity.referents), *beside)  # "dozens of police *and soldiers*"
        those = _whoever(tree, child)
        if those:  # "most of *those held*"
            return _part(tree, token, those)
    counts = (number or tree.lemma(token) in _CROWDS) and not parts
    if counts and (further or tree.has_relation(token, "nsubj", "obj", "conj", "nummod")):
        start = tree.tokens[min([token, *further])].start
        text = tree.analysis.text[start : word.end]
        like = None if tree.lemma(token) in _CROWDS else _counted_before(tree, token, index)
        if like is not None:
            named = actor_id(text, like.country)
            return (Actor(named, text, like.country, like.sector, text, start, word.end),)
        return (Actor(actor_id(text, None), text, None, "CVL", text, start, word.end),)
    return ()


def _counted_before(tree: Tree, token: int, index: Mapping[int, ResolvedEntity]) -> Actor | None:
    """Whom a bare number goes on counting: "five *soldiers* were killed and *two* wounded".

    They are the last people in the sentence to whom something was done as well.
    """
    counted = tree.tokens[tree.tokens[token].head].text if tree.has_relation(token, "nummod") else ""
    if counted not in word_class("befallen") and not suffers(tree, token):  # "and *two* wounded"
        return None
    begin = tree.sentence(token).first
    for head in range(token - 1, begin - 1, -1):
        entity = index.get(head)
        if entity is None or entity.head != head or entity.type not in ("person", "group") or entity.named:
            continue
        if not entity.pronoun and len(entity.referents) == 1 and suffers(tree, head):
            return entity.referents[0] if entity.referents[0].sector else None
    return None


def _part(tree: Tree, token: int, whole: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Some of a group, called so: "*one of* the ringleaders" is of their kind, and not all of them."""
    start, end = tree.tokens[token].start, whole[-1].end
    if len(whole) > 1 or start >= whole[0].start or end <= start:
        return whole
    text = tree.analysis.text[start:end]
    pronoun = tree.tokens[tree.token_at(whole[0].start)].upos == "PRON"  # "*eleven of them*"
    name = whole[0].name if pronoun else text
    part = msgspec.structs.replace(whole[0], id=actor_id(text, whole[0].country), name=name, text=text)
    return (msgspec.structs.replace(part, start=start),)


def _whoever(tree: Tree, token: int) -> tuple[Actor, ...]:
    """People of whom nothing but this is said: "urged *everyone* to leave", "punish *those responsible*"."""
    word = tree.tokens[token]
    form = word.text.lower()
    told = form == "those" and tree.children(token, "acl", "acl:relcl", "amod", "nmod")
    noun = word.upos == "PRON" or (word.upos == "DET" and not tree.has_relation(token, "det"))
    if not noun or not (told or form in _ANYBODY):
        return ()
    last = max(tree.subtree(token)) if told else token  # who they are is all that is known of them
    end = tree.tokens[last if last - token <= _TOLD_OF else token].end
    text = tree.analysis.text[word.start : end]
    return (Actor(actor_id(text, None), text, None, None, text, word.start, end),)


def is_person_noun(lemma: str) -> bool:
    """Whether a noun names persons ("minister"), not groups or things."""
    entry = sectors.noun(lemma)
    return entry is not None and entry.person


def sector_of_thing(tree: Tree, head: int) -> str | None:
    """Whose a thing is by what it is called: "a *warship*", "a *police* station", "a *rebel* camp"."""
    before = [child for child in tree.children(head, "compound", "amod") if child < head]
    for word in (head, *reversed(before)):
        if word != head and tree.lemma(word) in word_class("built_for"):
            continue  # "a *fighter* jet" is no rebel's
        entry = sectors.noun(tree.lemma(word))
        if entry is not None and entry.sector and (entry.sector != "GOV" or not entry.inherits):
            return entry.sector
    return None


def country_actor(country: str, text: str, start: int, end: int) -> Actor:
    """A state as a participant, read from a place in it."""
    name = countries.country_name(country) or country
    return Actor(actor_id(name, country), name, country, None, text, start, end)


def owner_of(tree: Tree, token: int, named: Callable[[int], tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """Whose a thing is by a word beside it: a state by its adjective, others as ``named`` has them."""
    word = tree.tokens[token]
    nation = countries.demonym(word.text) if word.text[:1].isupper() else None
    if nation is not None and helps(tree, token + 1):
        return ()  # a "*Russian*-brokered ceasefire" is not Russia's
    if nation is not None:
        return (country_actor(nation.country, word.text, word.start, word.end),)
    return named(token) or _fighters(tree, token)


def _fighters(tree: Tree, token: int) -> tuple[Actor, ...]:
    """Fighters whom an adjective names: "an *insurgent* ambush", "a *jihadist* stronghold"."""
    word = tree.tokens[token]
    # a "*terrorist* attack" is one of that kind, whoever did it
    named = word.upos == "ADJ" and word.text.lower() not in ("terrorist", "extremist")
    entry = sectors.noun(word.text.lower()) if named else None
    if entry is None or entry.sector != "REB" or not tree.has_relation(token, "amod"):
        return ()
    return (Actor(actor_id(word.text, None), word.text, None, "REB", word.text, word.start, word.end),)
