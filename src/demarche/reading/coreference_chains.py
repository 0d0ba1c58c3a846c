"""Chains under construction: phrases joined, and what their members say together."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_names import person_names_clash, surname, words_of


class Chain:
    """The phrases of one entity, with the marks that all of them share."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrases = [phrase]
        self.names: list[str] = [phrase.name] if phrase.name else []
        self.type = phrase.type
        self.number = phrase.number
        self.gender = phrase.gender
        self.country = phrase.country
        self.lemmas = {phrase.lemma} if phrase.kind == "nominal" else set()
        self.heads = {phrase.lemma} if phrase.kind != "pronoun" else set()
        self.titles = {phrase.title} if phrase.title else set()
        self.person = phrase.person
        self.fixed = phrase.kind != "pronoun"

    @property
    def first(self) -> Phrase:
        """The first mention in the text."""
        return self.phrases[0]

    @property
    def named(self) -> bool:
        """Whether some mention is a name."""
        return bool(self.names)

    @property
    def full_name(self) -> str | None:
        """The fullest of its names: of a person by words ("Ana Soto" before "Sotomayor"), else by length."""
        if self.type == "person":
            return max(self.names, key=lambda name: (len(words_of(name)), len(name)), default=None)
        return max(self.names, key=len, default=None)

    def absorb(self, other: Chain) -> None:
        """Takes in another chain's phrases and marks."""
        self.phrases = sorted(self.phrases + other.phrases, key=lambda phrase: phrase.head)
        self.names += [name for name in other.names if name not in self.names]
        self.number = self.number if self.number != "both" else other.number
        self.gender = self.gender or other.gender
        self.country = self.country or other.country
        if self.type in ("other", "") and other.type:
            self.type = other.type
        self.lemmas |= other.lemmas
        self.heads |= other.heads
        self.titles |= other.titles
        self.fixed = self.fixed or other.fixed
        self.person = max(self.person, other.person)  # "'*I* left', said *Ana Soto*": she is a third person

    def roles(self) -> set[str]:
        """Nouns that describe the entity: heads of its nominals and of its titles."""
        last = {title.split()[-1] for title in self.titles}
        return self.lemmas | last | {_IN_FULL[title] for title in last if title in _IN_FULL}


# Ranks and offices as a text that shortens them before a name has them by themselves.
_IN_FULL = {
    "col.": "colonel", "gen.": "general", "lt.": "lieutenant", "maj.": "major", "capt.": "captain",
    "adm.": "admiral", "sgt.": "sergeant", "sen.": "senator", "gov.": "governor", "rep.": "representative",
    "amb.": "ambassador", "brig.": "brigadier", "cmdr.": "commander",
}  # fmt: skip


class Chains:
    """All chains of a report; every phrase is in exactly one."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.of: dict[int, Chain] = {}
        for phrase in phrases:
            self.of[id(phrase)] = Chain(phrase)

    def chain(self, phrase: Phrase) -> Chain:
        """The chain that a phrase is in."""
        return self.of[id(phrase)]

    def join(self, one: Phrase, other: Phrase) -> bool:
        """Joins the chains of two phrases if nothing speaks against it."""
        a, b = self.chain(one), self.chain(other)
        if a is b:
            return True
        if not compatible(a, b):
            return False
        if b.first.head < a.first.head:
            a, b = b, a
        a.absorb(b)
        for phrase in b.phrases:
            self.of[id(phrase)] = a
        return True

    def all(self) -> list[Chain]:
        """The chains in the order of their first mention."""
        seen: set[int] = set()
        found = []
        for chain in self.of.values():
            if id(chain) not in seen:
                seen.add(id(chain))
                found.append(chain)
        return sorted(found, key=lambda chain: (chain.first.first, -chain.first.last))


def types_agree(one: str, other: str) -> bool:
    """Whether two entity types can be one thing's; places and bodies go together."""
    if one == other or not one or not other or "other" in (one, other):
        return True
    return {one, other} <= {"place", "organisation", "group"} or {one, other} <= {"person", "group"}


def compatible(a: Chain, b: Chain) -> bool:
    """Whether gender, number, country and names allow two chains to be one."""
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if {a.number, b.number} == {"sing", "plur"}:
        return False
    if not types_agree(a.type, b.type):
        return False
    if a.country and b.country and a.country != b.country:
        return False
    if a.type == "person" and b.type == "person":
        for name in a.names:
            for other in b.names:
                if person_names_clash(name, other) or (
                    surname(name) != surname(other) and not (set(words_of(name)) & set(words_of(other)))
                ):
                    return False
    return True
