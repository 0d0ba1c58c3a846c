"""Whose people are, where neither their words nor the tables say: the country of a chain.

"*Police* arrest opposition politician *Kizza Besigye* in *Kampala*": nothing but the report around
them tells that both are of Uganda. A learned head weighs every country that the report names against
each mention of the chain; where it is sure, the chain gets the country, in the place of one that the rules
infer from what was told before. What words or tables say stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from demarche.knowledge.sectors import NON_STATE, SECTORS
from demarche.knowledge.word_classes import word_class
from demarche.language.lands import Lands
from demarche.language.tree import Tree
from demarche.reading.coreference_lexicon import helps
from demarche.reading.homes import is_gone_to, is_of_region, is_owned, of_country, of_many
from demarche.records import PlaceMention, ResolvedEntity

# From which probability the likeliest country is taken, even where none is likelier: annotators leave it out
# as it happens, and the head learned that, too. Chosen on the corpus' splits dev and calibration and on the
# dispatches for calibration (training/README.md).
SURE = 0.3
# The same in a report that names one country: of people who may well be its own, and of those who are as
# likely guests or enemies ("*envoys*", "*rebels*").
SURE_ALONE, SURE_FOREIGN = 0.35, 0.65
SURE_OTHER = 0.3  # another country than the one that the rules infer
_ANYONE = frozenset({"CVL", "REB", "UAF", "CRM", "PRM", "REF"})  # crowds, rebels: they can be anybody's
_OF_MANY = frozenset({"group", "bloc", "alliance", "union"})  # of states: "ministers *of the group*"
_SECTORS = ("none", *sorted(SECTORS | NON_STATE))
_TYPES = ("person", "organisation", "group", "event", "other", "place")
_PEOPLE = frozenset({"person", "organisation", "group"})
_KINDS = ("country", "demonym", "region", "city", "entity", "other")
_RELATIONS = ("nmod", "nmod:poss", "amod", "compound", "appos", "nsubj", "obl", "none", "up")
FACTS = len(_SECTORS) + len(_TYPES) + 3  # of a mention
PAIR = 38  # of a mention and a word that names a country


class Candidate(msgspec.Struct, frozen=True):
    """A word that names a country, or somebody of it."""

    token: int
    country: str
    kind: str


def countries_named(
    tree: Tree, entities: Iterable[ResolvedEntity], places: Iterable[PlaceMention]
) -> list[Candidate]:
    """The countries that a report names: by places, peoples, and people whose country is known.

    Without those that are inferred and those that somebody only goes to.
    """
    found = [
        Candidate(place.head, place.country, place.kind if place.kind in _KINDS else "other")
        for place in places
        if place.country and not helps(tree, place.head + 1)
    ]
    known = {one.token for one in found}
    found += [
        Candidate(entity.head, actor.country, "entity")
        for entity in entities
        if not entity.inferred
        for actor in entity.referents
        if actor.country and entity.head not in known
    ]
    return [one for one in found if not is_gone_to(tree, one.token)]


def facts(entity: ResolvedEntity, named: Sequence[Candidate]) -> np.ndarray:
    """[FACTS]: what rules know of a mention."""
    found = np.zeros(FACTS, np.float32)
    found[_SECTORS.index(entity.sector or "none")] = 1
    found[len(_SECTORS) + _TYPES.index(entity.type if entity.type in _TYPES else "other")] = 1
    found[-3] = entity.named
    found[-2] = len({one.country for one in named}) == 1
    found[-1] = entity.pronoun
    return found


def pairs(tree: Tree, head: int, named: Sequence[Candidate]) -> np.ndarray:
    """[K, PAIR]: how each word that names a country stands to a mention."""
    found = np.zeros((len(named), PAIR), np.float32)
    first: dict[str, int] = {}
    for one in named:
        first[one.country] = min(one.token, first.get(one.country, one.token))
    sentence = tree.sentence_index(head)
    around, share = _Around(tree, head, named), _shares(named)
    for row, one in zip(found, named, strict=True):
        token = one.token
        row[_KINDS.index(one.kind)] = 1
        row[6], row[7], row[8] = tree.sentence_index(token) == sentence, token < head, token == head
        row[9] = min(abs(token - head), 30) / 30
        row[10], row[11] = len(first) == 1, len(first) == 2
        row[12 + _RELATIONS.index(_relation(tree, head, token))] = 1
        row[21] = tree.sentence_index(token) == sentence - 1
        row[22] = tree.tokens[token].head == tree.tokens[head].head
        row[23], row[24] = first[one.country] == token, named[0].token == token
        row[25] = tree.sentence_index(token) == 0
        row[26] = share[one.country]
        row[27:] = around.facts(one)
    return found


class _Around:
    """What a report tells of around a mention: its paragraph, who was named last, who speaks above it."""

    def __init__(self, tree: Tree, head: int, named: Sequence[Candidate]) -> None:
        self._tree, self._head = tree, head
        in_order = sorted(named, key=lambda one: one.token)
        self._lines = _lines(tree)
        self._beside = [one for one in in_order if self._lines[one.token] == self._lines[head]]
        self._before = [one for one in in_order if one.token < head]
        self._latest = list(dict.fromkeys(one.country for one in reversed(self._before)))
        self._next = next((one.country for one in in_order if one.token > head), None)
        self._above = {head, *tree.ancestors(head)}
        self._shares = _shares(self._beside), _shares(self._before)

    def facts(self, one: Candidate) -> list[float]:
        """[PAIR - 27]: how a word that names a country stands in this."""
        tree, token = self._tree, one.token
        apart = abs(tree.sentence_index(token) - tree.sentence_index(self._head))
        subject = tree.has_relation(token, "nsubj", "nsubj:pass")
        over = token < self._head and tree.head(token) in self._above
        return [
            self._lines[token] == self._lines[self._head],
            min(apart, 10) / 10,
            self._shares[0].get(one.country, 0.0),
            self._latest[:1] == [one.country],
            self._latest[1:2] == [one.country],
            self._next == one.country,
            bool(self._beside) and self._beside[0].country == one.country,
            subject,
            subject and over,  # "*Paris* said that the minister would"
            over and tree.has_relation(token, "obl"),  # "In *Paris*, the minister said"
            self._shares[1].get(one.country, 0.0),
        ]


def _shares(named: Sequence[Candidate]) -> dict[str, float]:
    """By country, how many of some words that name countries name it."""
    return {country: count / len(named) for country, count in Counter(one.country for one in named).items()}


@lru_cache(maxsize=1)
def _lines(tree: Tree) -> list[int]:
    """For each word, the number of the paragraph that it stands in."""
    text, found, line, last = tree.analysis.text, [], 0, 0
    for word in tree.tokens:
        line += "\n" in text[last : word.start]
        found.append(line)
        last = word.end
    return found


def _relation(tree: Tree, head: int, token: int) -> str:
    if tree.tokens[head].head == token:
        return "up"
    relation = tree.tokens[token].deprel
    return relation if tree.tokens[token].head == head and relation in _RELATIONS else "none"


def likely(
    lands: Lands, tree: Tree, vectors: np.ndarray, entity: ResolvedEntity, named: Sequence[Candidate]
) -> dict[str | None, float]:
    """The probability of each country, and of None, for one mention."""
    mention = np.concatenate([vectors[entity.head], facts(entity, named)])
    scores = lands.scores(mention, vectors[[one.token for one in named]], pairs(tree, entity.head, named))
    weights: dict[str | None, float] = {None: float(np.exp(np.clip(lands.none(mention), -30, 30)))}
    for one, weight in zip(named, np.exp(np.clip(scores, -30, 30)).tolist(), strict=True):
        weights[one.country] = weights.get(one.country, 0.0) + weight
    total = sum(weights.values())
    return {country: weight / total for country, weight in weights.items()}


def settled(
    lands: Lands,
    tree: Tree,
    vectors: np.ndarray,
    entities: Sequence[ResolvedEntity],
    named: Sequence[Candidate],
) -> tuple[ResolvedEntity, ...]:
    """The entities, with a country for those chains of people whose own the head is sure of.

    vectors: [tokens, 384]; ``named``: the words that name countries.
    """
    open_chains: dict[int, list[ResolvedEntity]] = defaultdict(list)
    for entity in entities:
        people = (entity.type in _PEOPLE or entity.sector) and entity.sector not in NON_STATE
        whose = (entity.country is None or entity.inferred) and not is_of_region(entity.name or "")
        if people and whose and len(entity.referents) == 1 and not _is_several(entity):
            open_chains[entity.chain].append(entity)
    countries = {}
    alone = len({one.country for one in named}) == 1
    for chain, mentions in open_chains.items():
        if not named:
            break
        mean: dict[str | None, float] = defaultdict(float)
        for entity in mentions:
            for country, sure in likely(lands, tree, vectors, entity, named).items():
                mean[country] += sure / len(mentions)
        foreign = any(_may_be_foreign(entity) for entity in mentions)
        sure = (SURE_FOREIGN if foreign else SURE_ALONE) if alone else SURE
        if any(entity.inferred for entity in mentions):
            sure = SURE_OTHER
        best = max((land for land in mean if land), key=lambda land: mean[land])
        heads = [one.head for one in mentions]
        apart = any(is_so(tree, head, best, named) for head in heads for is_so in (_acts_on, _is_outlawed))
        if mean[best] >= sure and not apart:
            countries[chain] = best
    if not countries:
        return tuple(entities)
    return tuple(_of(entity, countries, by_member(entities, countries)) for entity in entities)


def _may_be_foreign(entity: ResolvedEntity) -> bool:
    """Whether one country that a report names is little reason to be of it: "*King Felipe*", "*envoys*"."""
    words = (entity.name or "").lower().split()
    guest = entity.named and entity.sector == "GOV"
    whose = words[words.index("of") :] if "of" in words else ()
    many = of_many(entity.name or "") or not _OF_MANY.isdisjoint(whose)
    several = many or is_owned(words) or not word_class("abroad").isdisjoint(words)
    return guest or several or entity.sector in _ANYONE


def _acts_on(tree: Tree, head: int, country: str, named: Sequence[Candidate]) -> bool:
    """Whether somebody does something to a country that nothing else names: "attacked *Norway*"."""
    if not tree.has_relation(head, "nsubj"):
        return False
    verb = tree.head(head)
    there = [one for one in named if one.country == country and tree.tokens[one.token].upos != "PRON"]
    return all(
        one.kind == "country" and tree.head(one.token) == verb and tree.has_relation(one.token, "obj")
        for one in there
    )


def _is_outlawed(tree: Tree, head: int, country: str, named: Sequence[Candidate]) -> bool:
    """Whether a state puts somebody on a list that is for others: "*Washington* sanctioned two officials".

    And no other word of the report names that state.
    """
    verb = tree.head(head)
    if verb is None or tree.lemma(verb) not in word_class("outlaw") or not tree.has_relation(head, "obj"):
        return False
    state = {word for who in tree.children(verb, "nsubj") for word in tree.subtree(who)}
    return all(one.token in state for one in named if one.country == country)


def _is_several(entity: ResolvedEntity) -> bool:
    """Whether states are meant, which are no one country's: "both *nations*", "the Arab-led *coalition*"."""
    last = (entity.name or "").rpartition(" ")[2].lower()
    return last in ("countries", "nations", "states") or (last == "coalition" and entity.sector == "MIL")


def by_member(entities: Iterable[ResolvedEntity], told: Mapping[int, str]) -> dict[str, str]:
    """What is told of chains, of those who may stand in sets ("both men"), by the ids that they had."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.chain in told and len(entity.referents) == 1:
            found[entity.referents[0].id].add(told[entity.chain])
    return {name: min(values) for name, values in found.items() if len(values) == 1}


def _of(entity: ResolvedEntity, countries: Mapping[int, str], members: Mapping[str, str]) -> ResolvedEntity:
    if entity.chain in countries and len(entity.referents) <= 1:
        country = countries[entity.chain]
        whose = tuple(of_country(actor, country) for actor in entity.referents)
        return msgspec.structs.replace(entity, country=country, referents=whose, inferred=True)
    if len(entity.referents) > 1 and any(actor.id in members for actor in entity.referents):
        whose = tuple(
            of_country(actor, members[actor.id]) if actor.id in members else actor
            for actor in entity.referents
        )
        return msgspec.structs.replace(entity, referents=whose)
    return entity
