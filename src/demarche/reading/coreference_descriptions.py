"""Joins definite descriptions to what they describe: "the company", "the city", "the deal".

The third pass, from left to right after names and appositions: the nearest thing before
that has the same noun, or a name that the noun can stand for.
"""

from __future__ import annotations

from demarche.knowledge import organisations, sectors
from demarche.knowledge.countries import country_of
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains, compatible
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_offices import (
    is_another_office,
    is_head_of_state,
    names_field,
    of_one_nation,
)
from demarche.reading.participants_control import acting_on

_WATERS = frozenset({"sea", "gulf", "bay", "strait", "straits", "channel"})
_ISLANDS = frozenset({"island", "archipelago"})
# Definite nouns that can stand for any name of their type.
_FOR_COUNTRIES = frozenset({"country", "nation", "state", "republic", "kingdom"}) | _ISLANDS
_FOR_PLACES = frozenset({
    "city", "town", "village", "capital", "province", "region", "territory", "area",
    "district", "island", "port", "peninsula", "enclave", "site", "location", "airport",
})  # fmt: skip
_FOR_BODIES = frozenset({
    "company", "firm", "organisation", "organization", "group", "agency", "ministry", "court", "party",
    "bank", "bloc", "alliance", "union", "body", "institution", "team", "club", "council", "committee",
    "commission", "department", "university", "school", "newspaper", "broadcaster", "movement", "militia",
    "airline", "corporation", "institute", "foundation", "association", "administration", "tribunal",
    "network", "organisers", "museum", "church",
})  # fmt: skip
_GENERAL = _FOR_COUNTRIES | _FOR_PLACES | _FOR_BODIES
_OF_STATES = frozenset({"bloc", "alliance", "union"})
# Which kinds of bodies some of these nouns can stand for, by PLOVER's sectors.
_SOME_KINDS = {
    "bloc": ("IGO", "PTY"), "alliance": ("IGO", "PTY", "REB"), "bank": ("BUS", "GOV", "IGO"),
    "ministry": ("GOV",), "department": ("GOV", "COP"), "court": ("JUD", "IGO"), "tribunal": ("JUD", "IGO"),
    "party": ("PTY", "OPP", "GOV"), "company": ("BUS", "JRN"), "firm": ("BUS", "JRN"), "newspaper": ("JRN",),
    "broadcaster": ("JRN",), "militia": ("PRM", "REB"),
}  # fmt: skip
_SAME_NOUN = 4  # sentences back to the same noun for a body
# By which nouns somebody is called again whose office or trade has a narrower name, of which class.
_KINDS_OF = {
    "envoy": "as_envoy", "diplomat": "as_diplomat", "officer": "as_officer", "soldier": "as_officer",
    "judge": "as_judge", "magistrate": "as_judge", "lawmaker": "as_lawmaker", "legislator": "as_lawmaker",
    "journalist": "as_journalist", "reporter": "as_journalist", "monarch": "as_monarch",
    "cleric": "as_cleric", "lawyer": "as_lawyer",
}  # fmt: skip
_FOR_PERSONS = frozenset({"man", "woman", "boy", "girl", "politician", "statesman", "veteran"})


def join_description(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Joins a definite description to the nearest thing before that it can describe.

    ``earlier`` are the phrases before it in text order. True where it is joined, now or
    by a pass before; names, pronouns and "a company" never are.
    """
    if phrase.kind != "nominal" or phrase.definite is False:
        return False
    own = chains.chain(phrase)
    if len(own.phrases) > 1 and own.first.head < phrase.head:
        return True
    body = phrase.lemma in _FOR_BODIES or phrase.type in ("organisation", "group")
    if body and _is_told_apart(tree, phrase):
        return False
    owners = tree.children(phrase.head, "nmod:poss")
    possessed = bool(owners)
    whose = {id(chains.chain(other)) for other in earlier if other.head in owners}
    general = phrase.definite is True and (phrase.type == "person" or phrase.lemma in _GENERAL)
    bare = phrase.definite is None and tree.tokens[phrase.head].text.islower()
    if phrase.lemma in _FOR_BODIES and not possessed and not bare:
        # "the commission" of before, before any other body
        for candidate in reversed(earlier):
            chain = chains.chain(candidate)
            distance = phrase.sentence - candidate.sentence
            same = distance <= _SAME_NOUN and chain is not own and not _inside(candidate, phrase)
            if same and _same_head(tree, phrase, chain, distance, possessed=False):
                return chains.join(_named_since(phrase, candidate, earlier, chains) or candidate, phrase)
        if phrase.lemma in word_class("body_name") and len(phrase.words) == 1 and phrase.number != "plur":
            only = _by_last_word(phrase, earlier, chains)
            if only is not None and not _inside(only, phrase) and chains.join(only, phrase):
                return True
    seen: set[int] = {id(own)}
    doers = acting_on(tree, phrase.head) if phrase.definite is True else frozenset()
    for candidate in reversed(earlier):
        chain = chains.chain(candidate)
        if id(chain) in seen or candidate.head >= phrase.head:
            continue
        if any(one.head in doers for one in chain.phrases):
            continue  # "Mali said that *Chad* had attacked *the country*"
        if phrase.lemma in _FOR_COUNTRIES and _is_water(tree, candidate):
            continue
        seen.add(id(chain))
        if not general and phrase.lemma not in chain.heads:
            continue
        distance = phrase.sentence - candidate.sentence
        if _inside(candidate, phrase) or not compatible(chain, own):
            continue
        if phrase.definite is None:
            if _same_bare(tree, phrase, chain):
                return chains.join(candidate, phrase)
            continue
        if possessed and not _owned_alike(tree, whose, chain, earlier, chains):
            continue
        person = phrase.type == "person" and phrase.number == "sing" and not possessed
        if person and not of_one_nation(tree, phrase, chain):
            continue
        same = _same_head(tree, phrase, chain, distance, possessed=possessed)
        if (same and not (person and is_another_office(phrase, chain))) or (
            not possessed and _describes(phrase, chain, candidate, distance)
        ):
            return chains.join(candidate, phrase)
    return False


def _is_water(tree: Tree, phrase: Phrase) -> bool:
    """Whether a name is a water's, or a land's within it: "*the Sea of Japan*", "the Gulf of *Oman*"."""
    of = phrase.head - 1
    within = of > 0 and tree.lemma(of) == "of" and tree.lemma(of - 1) in _WATERS
    return within or tree.lemma(phrase.head) in _WATERS


def _is_told_apart(tree: Tree, phrase: Phrase) -> bool:
    """Whether a clause says which one is meant: "the coalition *that fights in Yemen*", which is no other."""
    return any(
        clause > phrase.head and tree.tokens[phrase.head + 1].text != ","
        for clause in tree.children(phrase.head, "acl:relcl")
    )


def _by_last_word(phrase: Phrase, earlier: list[Phrase], chains: Chains) -> Phrase | None:
    """The one body so far whose name ends in the noun: "*the commission*" of an Electoral Commission."""
    found: dict[int, Phrase] = {}
    for other in earlier:
        last = {name.split()[-1].lower() for name in chains.chain(other).names}
        if phrase.lemma in last and other.kind == "name":
            found[id(chains.chain(other))] = other
    return next(iter(found.values())) if len(found) == 1 else None


def _owned_alike(
    tree: Tree, whose: set[int], chain: Chain, earlier: list[Phrase], chains: Chains
) -> bool:
    """Whether what was spoken of before has the owner of now: "*his* government" is not "the two
    governments" of before, nor another's."""
    if not whose:
        return True  # a name, which its own words tell
    owners = {child for other in chain.phrases for child in tree.children(other.head, "nmod:poss")}
    return any(other.head in owners and id(chains.chain(other)) in whose for other in earlier)


def _named_since(
    phrase: Phrase, first: Phrase, earlier: list[Phrase], chains: Chains
) -> Phrase | None:
    """The body of states named since it was announced: "a regional *bloc* … ECOWAS … the *bloc*".

    The name joins what was said of it before.
    """
    if chains.chain(first).named or phrase.lemma not in _OF_STATES:
        return None
    for other in reversed(earlier):
        if other.head <= first.head:
            return None
        if other.kind == "name" and _body_sector(chains.chain(other)) == "IGO":
            chains.join(first, other)
            return other
    return None


def _body_sector(chain: Chain) -> str | None:
    """What kind of body a name is known as, or has in its last word: "the French *Embassy*" is a state's."""
    for name in chain.names:
        body = organisations.find(name)
        last = sectors.noun(name.split()[-1].lower())
        sector = body.sector if body is not None else last.sector if last is not None else None
        if sector is not None:
            return sector
    return None


def _same_bare(tree: Tree, phrase: Phrase, chain: Chain) -> bool:
    """A bare noun repeated word by word: "grain exports … grain exports".

    Bare nouns for people are left alone: two mentions of "officials" need not be the same.
    """
    if phrase.type in ("person", "group") and len(phrase.words) < 2:
        return False
    if phrase.type == "organisation" and any(tree.children(o.head, "nmod:poss") for o in chain.phrases):
        return False  # "*Togo's coalition* … *coalition* warplanes" of Arab states
    return any(
        other.words == phrase.words
        and other.number == phrase.number
        and other.kind == "nominal"
        and other.head < phrase.head
        for other in chain.phrases
    )


def _inside(one: Phrase, other: Phrase) -> bool:
    """Whether either phrase lies within the other."""
    return (other.first <= one.first and one.last <= other.last) or (
        one.first <= other.first and other.last <= one.last
    )


def _same_head(tree: Tree, phrase: Phrase, chain: Chain, distance: int, *, possessed: bool) -> bool:
    """The same noun with no word that the earlier phrases lack: "the deal", "the report"."""
    for other in chain.phrases:
        if other.head >= phrase.head or other.lemma != phrase.lemma or other.kind == "pronoun":
            continue
        if len(other.members) > 1 and phrase.number != "plur":
            continue  # "the two *governments* … the *government*"
        if phrase.number == "plur" and other.number != "plur":
            continue  # "her *party* … both *parties*"
        if _is_singular(tree, phrase) and other.kind == "nominal" and _is_plural(tree, other):
            continue  # "American *banks* … the *bank*"
        extra = phrase.words - other.words - {phrase.lemma}
        if possessed and phrase.words != other.words:
            continue  # "their country" is not the last country spoken of
        if not extra and (distance <= 12 or phrase.words == other.words):
            return True
    return False


def _is_singular(tree: Tree, phrase: Phrase) -> bool:
    return "Number=Sing" in tree.tokens[phrase.head].feats


def _is_plural(tree: Tree, phrase: Phrase) -> bool:
    return "Number=Plur" in tree.tokens[phrase.head].feats


def _describes(phrase: Phrase, chain: Chain, candidate: Phrase, distance: int) -> bool:
    """ "the president" of a President Macron, "the company" of Gazprom, "the city" of Riga."""
    lemma = phrase.lemma
    plain = len(phrase.words) == 1
    if phrase.type == "person" and phrase.number == "sing" and chain.type == "person":
        if lemma in chain.roles():
            if is_another_office(phrase, chain):
                return False
            return phrase.country is None or chain.country is None or phrase.country == chain.country
        narrower = _KINDS_OF.get(lemma)
        if plain and narrower and distance <= 6 and not chain.roles().isdisjoint(word_class(narrower)):
            return True
        if lemma in _FOR_PERSONS and plain and distance <= 2:
            return chain.named and chain.gender == phrase.gender
        if names_field(phrase.words - {lemma}):
            return False  # "the *supreme* leader", "the *opposition* leader" is another one
        if lemma in ("leader", "premier") and chain.named and distance <= 6:
            return is_head_of_state(chain) and (
                phrase.country is None or phrase.country == chain.country
            )
        return False
    if not plain or distance > 4 or not chain.named:
        return False
    if lemma in _FOR_COUNTRIES and chain.country:
        # "a case in *Kashmir* … *the country*"
        land = lemma in _ISLANDS or any(country_of(name) == chain.country for name in chain.names)
        return chain.type == "place" and land
    if lemma in _FOR_PLACES:
        return chain.type == "place" and not chain.country and distance <= 3
    if lemma in _FOR_BODIES and phrase.number != "plur" and chain.type in ("organisation", "group"):
        kind = _body_sector(chain)
        if kind is not None and lemma in _SOME_KINDS and kind not in _SOME_KINDS[lemma]:
            return False  # "the *bloc*" is no embassy and no charity
        last = {name.split()[-1].lower() for name in chain.names}
        return lemma in last or (
            distance <= 2 and not _only_one_judges(lemma, {w.lower() for n in chain.names for w in n.split()})
        )
    return False


def _only_one_judges(lemma: str, names: set[str]) -> bool:
    """Whether either is a court and the other is none: "the administration" is no Supreme *Court*."""
    entry = sectors.noun(lemma)
    known = [noun for noun in map(sectors.noun, names) if noun is not None and noun.sector]
    if entry is None or entry.sector is None or entry.inherits:
        return False
    return any((noun.sector == "JUD") != (entry.sector == "JUD") for noun in known if not noun.inherits)
