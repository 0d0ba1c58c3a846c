"""Which country an article is telling of at a word.

"*Malawi* … Zambia has opened its border … *President Grace Phiri* visited the districts": in
a text of many sentences the people of a state are first named with their country, and then
without, however many other countries come between. What counts is how often and how lately a
country was spoken of; the beginning, which says what a report is about, counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from demarche.knowledge import sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain
from demarche.reading.coreference_lexicon import KnownName
from demarche.reading.coreference_mentions import Phrase
from demarche.records import PlaceMention

# Bodies of a state that a report names without their country once it is known whose
# they are: "Turkey held elections … *the government* said".
STATE_BODIES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP"})
ACTING_TYPES = frozenset({"person", "organisation", "group"})
# Those who act in their own country unless the words say otherwise.
_AT_HOME = STATE_BODIES | {"PTY", "ELI"}
_STATES = frozenset({"country", "nation", "state"})
# Bodies that go without article: "*Police* detained the editor", "*Parliament* rose".
_WITHOUT_ARTICLE = frozenset({"police", "parliament", "congress", "government", "court", "prosecutor"})
# Those who act where they are.
_LOCAL = frozenset({"police", "judge", "court", "prosecutor"})
_PARTIES = frozenset({"front", "movement", "alliance", "bloc", "coalition", "congress", "rally", "union"})
# Houses and offices that stand for who is in them: "*the palace* denied it".
SEATS = frozenset({"palace", "presidency", "chancellery", "prosecution", "treasury"})
# Shorter texts tell of their countries once each, and the last one says little.
_LEAST_SENTENCES = 5
_ABROAD = 0.2  # what a country's name weighs beside its mission or envoy, who are elsewhere by their office
_FADES = 0.6  # what a name weighs a sentence further on
_EVERYWHERE = 0.7  # what it weighs anywhere in the text
_LEAD = 2.0  # what a name in the first sentence weighs
_NO_LESS = 0.4  # of the most told of, what the one must weigh that is left when that is somebody else's
_NEAR = 3  # sentences back in which two countries have to do with each other
_AHEAD = 1.15  # how far the first has to be before the second


def acts_at_home(chain: Chain, sector: str | None) -> bool:
    """Whether those without a country are most likely the people of the state that is told of.

    "*The army* shelled", "*Opposition parties* demanded", "*A judge* barred them": no state lends
    its courts; but "an official", "soldiers" can be anybody's.
    """
    phrase = chain.first
    if phrase.lemma in _STATES and phrase.number == "plur":
        return False  # "Japan and *other countries*"
    bare = phrase.definite is None and (phrase.number == "plur" or phrase.lemma in _WITHOUT_ARTICLE)
    local = sector in ("JUD", "LEG") or (bare and (sector == "OPP" or chain.type != "person"))
    definite = phrase.kind == "name" or phrase.definite is True
    acting = chain.type in ACTING_TYPES or phrase.lemma in SEATS
    if sector == "LAB" and chain.type == "organisation":
        return phrase.kind == "nominal" and phrase.definite is True  # "*the union of traders* threatened"
    return sector in _AT_HOME and acting and (definite or local)


def is_plain(name: str) -> bool:
    """Whether a party's name is made of common nouns, which parties elsewhere can bear: "National Front"."""
    last = name.rpartition(" ")[2].lower()
    return sectors.noun(last) is not None or last in _PARTIES


class CountriesTold:
    """The countries that a report speaks of, with where it does."""

    def __init__(self, tree: Tree, known: Sequence[KnownName], places: Sequence[PlaceMention]) -> None:
        self._tree = tree
        self._long = len(tree.analysis.sentences) >= _LEAST_SENTENCES
        said = {name.first: name.country for name in known if name.country and name.sector != "PTY"}
        self._bodies = {name.first for name in known if name.kind in ("body", "seat")}
        spans = [(name.first, name.last) for name in known]
        for place in places if self._long else ():
            if place.country and not any(first <= place.head < last for first, last in spans):
                said.setdefault(place.head, place.country)
        self._said = [(token, tree.sentence_index(token), said[token]) for token in sorted(said)]

    def told_of(self, phrase: Phrase) -> str | None:
        """The country of a state's people without one; None where two are as near, or the text is short."""
        if not self._long:
            return None
        weights: dict[str, float] = defaultdict(float)
        for token, sentence, country in self._said:
            weight = (_LEAD if sentence == 0 else 1.0) * (_ABROAD if self._is_envoy(token) else 1.0)
            weights[country] += _EVERYWHERE * weight
            if token < phrase.head:
                weights[country] += weight * _FADES ** (phrase.sentence - sentence)
        ranked = sorted(weights, key=lambda country: -weights[country])
        others = self._others(phrase)
        here = self._here(phrase) if phrase.lemma in _LOCAL else set()
        if len(here) == 1:
            return here.pop()
        if phrase.lemma == "administration" and "USA" in weights:
            return "USA"  # by itself the word is said of one president's government
        first, second = [*(country for country in ranked if country not in others), None, None][:2]
        if first is None or (second is not None and weights[first] < _AHEAD * weights[second]):
            return None
        return first if weights[first] >= _NO_LESS * weights[ranked[0]] else None

    def _here(self, phrase: Phrase) -> set[str]:
        """The countries of the places that a sentence is set in: "marched *in Lomé*, where the police …"."""
        named = [country for _, _, country in self._said]
        return {
            country
            for token, sentence, country in self._said
            if sentence == phrase.sentence
            and named.count(country) > 1  # a place that is in none of the countries told of is misread
            and self._tree.has_word(token, ("in", "near"), "case")
        }

    def _others(self, phrase: Phrase) -> set[str]:
        """The countries that a clause first speaks of behind somebody: they are others' countries.

        "*The president* is to fly to *Beijing*", "*the government* may expel *Chinese* diplomats".
        """
        here = [(token, country) for token, sentence, country in self._said if sentence == phrase.sentence]
        before = {country for token, country in here if token <= phrase.head}
        return {
            country
            for token, country in here
            if token > phrase.head
            and token not in self._bodies
            and not self._tree.has_word(token, ("in", "at", "near", "outside"), "case")
        } - before

    def _is_envoy(self, token: int) -> bool:
        """Whether a country is only named as that of its mission abroad: "the *Indian* ambassador"."""
        head = self._tree.tokens[token].head
        return head >= 0 and self._tree.lemma(head) in word_class("mission")

    def leaves_out(self, country: str | None) -> bool:
        """Whether an article speaks of countries, and never of this one."""
        told = {said for _, _, said in self._said}
        return self._long and bool(told) and country is not None and country not in told

    def other(self, country: str, token: int) -> str | None:
        """The one country besides that the sentences up to a token tell of: "*Kenya* … went to *Malta*"."""
        sentence = self._tree.sentence_index(token)
        others = {
            said
            for at, where, said in self._said
            if at < token and sentence - where <= _NEAR and not self._tree.has_word(at, ("from",), "case")
        } - {country}
        return others.pop() if len(others) == 1 else None

    def beside(self, country: str, token: int) -> str | None:
        """The country last put side by side with another before a token: "Armenia *and Azerbaijan*"."""
        where = {at: said for at, _, said in self._said}
        for at in sorted((at for at in where if at < token and where[at] == country), reverse=True):
            others = {where.get(other) for other in self._tree.conjuncts(at)} - {None, country}
            if len(others) == 1:
                return others.pop()
        return None
