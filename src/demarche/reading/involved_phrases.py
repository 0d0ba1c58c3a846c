"""Who stands behind the phrases beside an act: named, owning, manning, writing.

A phrase may name actors ("the minister"), be theirs ("*Russian* missiles", "a *report* by the court") or be
driven by them ("*Saudi jets*"); what is nobody's is a thing that an act may be done to ("bombed *a market*").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import msgspec

from demarche.knowledge.countries import demonym
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import is_person_noun, owner_of, sector_of_thing
from demarche.reading.coding_slots import has_case
from demarche.reading.coreference_names import actor_id
from demarche.reading.participants_clause import is_passive
from demarche.reading.participants_control import subjects_of
from demarche.records import Actor

_INCLUDING = ("include", "including", "such")  # "leaders *such as* Orbán of Hungary"
_WRITTEN = frozenset({"publish", "release", "issue", "write", "commission", "sign", "post", "propose"})


class Bearers:
    """Actors behind the words of one report, by the tokens that head their phrases.

    ``who`` tells who the phrase at a token stands for; ``is_town`` tells places that are not countries,
    ``craft`` lists words for what soldiers fly, sail and drive, ``papers`` for what somebody writes or
    puts out.
    """

    def __init__(
        self, tree: Tree, who: Callable[[int], tuple[Actor, ...]], is_town: Callable[[int], bool],
        craft: frozenset[str], papers: frozenset[str],
    ) -> None:  # fmt: skip
        self._tree, self._who, self._is_town = tree, who, is_town
        self._craft, self._papers = craft, papers

    def named(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        found: dict[str, Actor] = {}
        for head in heads:
            for actor in self._who(head):
                found.setdefault(actor.id, actor)
        return tuple(found.values())

    def acting(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        """Who the heads stand for: of "*U.S.* and *Iraqi forces*" both are forces."""
        heads = self.without_titles(heads)
        found = list(self.named(heads))
        for first, second in pairwise(heads):
            between = self._tree.tokens[first + 1 : second]
            joined = between and between[0].upos == "CCONJ" and between[-1].deprel in ("amod", "compound")
            nation = len(between) > 1 and demonym(between[1].text)  # "and *Iraqi* government forces"
            if joined and nation and not any(word.upos == "PUNCT" for word in between):
                state, people = self._who(first), self._who(second)
                kind = state[0].sector if state and not is_adjective(state[0].text) else None
                bare = len(state) == 1 and kind is None and state[0].country
                if bare and len(people) == 1 and people[0].sector:
                    place = found.index(state[0])
                    name = f"{state[0].text} {self._tree.tokens[second].text}"
                    found[place] = msgspec.structs.replace(
                        state[0], id=actor_id(name, state[0].country), name=name, sector=people[0].sector
                    )
        return tuple(found)

    def without_titles(self, heads: Sequence[int]) -> list[int]:
        """The heads without what only says who the first is: "Soto, *party chair and senator*, left"."""
        tree, kept = self._tree, list(heads[:1])
        titles = False
        for before, head in pairwise(heads):
            first = min(tree.subtree(head, without=("conj", "cc")))
            comma = "," in (tree.tokens[first].text, tree.tokens[max(first - 1, 0)].text)
            counted = tree.children(head, "nummod")  # "Soto, a party chair, and *two aides* were shot"
            bare = tree.tokens[head].upos == "NOUN" and not counted and not any(
                tree.tokens[det].text.lower() == "the" for det in tree.children(head, "det")
            )
            titles = bare and (titles or (comma and tree.tokens[before].upos == "PROPN"))
            if not (titles and is_person_noun(tree.lemma(head))):
                kept.append(head)
        return kept

    def named_among(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """Those whom a number of victims *includes* and who are of another kind or country than it."""
        heads = tuple(heads)
        whole = [one for head in heads for one in self._who(head)]
        return tuple(
            actor
            for head in heads
            for part in self._included(head)
            for actor in self.named(self._others_than_attackers(part))
            if (actor.country or actor.sector) and not any(_is_alike(actor, one) for one in whole)
        )

    def _others_than_attackers(self, part: int) -> list[int]:
        """Those of a list who did not do it themselves: "six people, including the *bomber*"."""
        tree, attackers = self._tree, word_class("attacker")
        return [head for head in tree.conjuncts(part) if tree.lemma(head) not in attackers]

    def _included(self, head: int) -> list[int]:
        """Heads of the phrases that say whom a number includes, under it or hung on its verb behind it."""
        tree = self._tree
        parts = tree.children(head, "nmod", "acl", "appos")
        verb = tree.head(head)
        if verb is not None and tree.has_relation(head, "obj", "nsubj:pass"):
            parts = [*parts, *(part for part in tree.children(verb, "obl", "advcl") if part > head)]
        return [one for one in parts if any(has_case(tree, one, word) for word in _INCLUDING)]

    def firing(self, heads: Sequence[int]) -> list[int]:
        """The heads, with whoever fired them in the place of shots: "rockets *fired by rebels* killed"."""
        found: list[int] = []
        for head in heads:
            fired = [
                agent
                for clause in self._tree.children(head, "acl")
                if self._tree.lemma(clause) in ("fire", "launch", "plant", "drop")
                for agent in self._tree.children(clause, "obl:agent")
            ]
            found.extend(fired or [head])
        return found

    def owners(self, heads: Iterable[int], *relations: str) -> tuple[Actor, ...]:
        """Whose things do or suffer an act: "*Russian* missiles struck", "hit *Syria's* port"."""
        found: dict[str, Actor] = {}
        for head in heads:
            beside = [*self._tree.children(head, *(relations or ("amod", "compound", "nmod:poss")))]
            if not relations:  # "*Israel Air Force* helicopters"
                named = [child for child in self._tree.children(head, "nmod") if child < head]
                beside += [child for child in named if not self._tree.children(child, "case")]
            for child in beside:
                for owner in self._tree.conjuncts(child):  # "*Russian and Syrian* warplanes"
                    for actor in owner_of(self._tree, owner, self._who):
                        found.setdefault(actor.id, actor)
        return tuple(found.values())

    def manned(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        """Actors one or more of whom are crews: "*the government* and *Russian warplanes* bombed"."""
        beside = [other for head in heads for other in self._tree.conjuncts(head)]
        both = sorted({*heads, *(head for head in beside if self._tree.lemma(head) in self._craft)})
        manned = {head: self.crews([head]) for head in both}
        if not any(manned.values()):
            return ()
        found: dict[str, Actor] = {}
        for head in both:
            for actor in manned[head] or self.acting([head]):
                found.setdefault(actor.id, actor)
        return tuple(found.values())

    def authors(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        """Whose word a paper is: "a *report* by the court accuses", "issued a *letter* accusing"."""
        tree = self._tree
        for head in heads:
            if tree.lemma(head) not in self._papers:
                continue
            named = [
                child
                for child in tree.children(head, "nmod", "acl")
                if any(has_case(tree, child, word) for word in ("by", "from", "of"))
                or tree.lemma(child) in _WRITTEN
            ]
            by = [agent for child in named for agent in tree.children(child, "obl:agent")]
            by += [child for child in named if tree.tokens[child].upos != "VERB"]
            above = tree.head(head)
            if not by and above is not None and tree.has_relation(head, "obj"):
                # a paper is the word of who passes or sends it, not of who vetoes, gets or praises it
                sends = tree.lemma(above) in word_class("issue") | word_class("pass_on")
                by = subjects_of(tree, above) if sends and not is_passive(tree, above) else []
            found = self.named(by) or self.owners([head])
            if found:
                return found
        return ()

    def crews(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The crews of a country's craft: "*Saudi jets* bombed", "Indian and French *warships*"."""
        found = []
        for head in heads:
            if self._tree.lemma(head) in self._craft:
                text, start, end = self._phrase(head)
                owners = self.owners([head])
                service = None if owners else sector_of_thing(self._tree, head)
                if service in ("MIL", "COP"):  # "an *army* jet", "*police* vans"
                    found.append(Actor(actor_id(text, None), text, None, service, text, start, end))
                nations = [owner for owner in owners if owner.sector in (None, "GOV")]
                lands = {owner.country for owner in nations}  # "*Sudanese army* jets" are one crew's
                for owner in [*nations, *(one for one in owners if one.sector not in (None, "GOV"))]:
                    if owner not in nations and lands and owner.country in (*lands, None):
                        continue
                    nation = owner.country
                    crew = Actor(actor_id(text, nation), text, nation, "MIL", text, start, end)
                    found.append(crew if owner.sector in (None, "GOV") else owner)
        return tuple(found)

    def things(self, heads: Iterable[int], *, owned: bool) -> tuple[Actor, ...]:
        """What an act is done to where it is nobody: "bombed *a market*", "seized *Syria's ship*".

        ``owned`` leaves out what belongs to nobody that the words name.
        """
        found: list[Actor] = []
        for head in heads:
            if self._tree.tokens[head].upos != "NOUN" or self._is_town(head):
                continue
            if self._tree.lemma(head) in word_class("ground") or self._is_named(head):
                continue  # "attacked the *border*": where, and nobody
            owners = self.owners([head])
            holders = () if owners else self._holders(head)
            found.extend(holders)
            if holders or (owned and not owners):
                continue
            text, start, end = self._phrase(head)
            several = len(owners) > 1 and all(owner.country and not owner.sector for owner in owners)
            for owner in owners if several else owners[:1] if len(owners) == 1 else (None,):
                country = owner.country if owner else None  # "the *German and British* embassies" are two
                sector = (owner.sector if owner else None) or sector_of_thing(self._tree, head)
                found.append(Actor(actor_id(text, country), text, country, sector, text, start, end))
        return tuple(found)

    def _is_named(self, head: int) -> bool:
        """Whether a place is called by its name beside it: "the *village* of Lae", "the *capital*, Lima"."""
        tree = self._tree
        if tree.lemma(head) not in word_class("settlement"):
            return False  # "attacked the *port* of Lae"
        beside = [
            child
            for child in tree.children(head, "nmod", "appos", "nmod:desc", "flat")
            if not tree.children(child, "case") or has_case(tree, child, "of")
        ]
        return any(self._is_town(child) for child in beside)

    def _holders(self, head: int) -> tuple[Actor, ...]:
        """Whose a thing is by its of-phrase, people and bodies: "bases of *the rebels*", not "of Libya"."""
        return tuple(
            actor
            for child in self._tree.children(head, "nmod")
            if child > head and has_case(self._tree, child, "of")
            for actor in self.named(self._tree.conjuncts(child))
            if actor.sector
        )

    def _phrase(self, head: int) -> tuple[str, int, int]:
        left_out = ("acl", "acl:relcl", "conj", "cc", "appos", "case", "parataxis", "det", "punct", "nmod",
                    "cop", "nsubj", "aux", "expl", "obl", "advcl")  # fmt: skip
        inside = [head, *(c for c in self._tree.children(head, "nmod:poss"))]
        start, end = self._tree.span(head, without=left_out)
        start = min(start, *(self._tree.tokens[token].start for token in inside))
        return self._tree.analysis.text[start:end], start, end


def _is_alike(part: Actor, whole: Actor) -> bool:
    """Whether some of a number are of its kind, as far as words tell: "soldiers, including *officers*"."""
    kinds = {None, whole.sector, "COP" if whole.sector == "MIL" else None}  # officers are police where alone
    return part.sector in kinds and part.country in (None, whole.country)


def is_the_other(actor: Actor) -> bool:
    """Whether somebody is spoken of as the other of two, who may be each: "each accused *the other*"."""
    return actor.text.lower().startswith("the other") and actor.name != actor.text.partition(" ")[2]


def is_adjective(nation: str) -> bool:
    """Whether a word for a nation is its adjective, no word for its people: "*Kyrgyz* and Tajik envoys"."""
    return demonym(nation) is not None and not nation.endswith(("s", "men"))
