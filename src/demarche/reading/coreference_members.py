"""Who can be the members of a set: persons, bodies or countries spoken of before it.

Each way of looking gives as many phrases as the set has members, or an empty list: two that
stand side by side, the most salient ones, those that the report tells of most, the nations
that adjectives name.
"""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import countries, sectors
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_lexicon import people_at
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_offices import heads_state, is_head_of_state
from demarche.reading.coreference_pairs import conjuncts, counterparts, hyphenated
from demarche.reading.coreference_pronouns import role_weight

_WINDOW = 4  # sentences back
_INITIALS = 4  # letters of the longest name that is written in capitals anywhere: "UAE", "U.S."
# Whom a report asks what they think of those that it tells of.
_COMMENTATORS = frozenset("expert analyst researcher scholar professor fellow historian economist".split())
MEMBER_TYPES = frozenset({"person", "organisation", "place", "group"})


@dataclass(frozen=True, slots=True)
class Search:
    """A set whose members are looked for, and among what.

    The functions take beside it what kind is wanted: "persons", "leaders", "bodies",
    "countries" or "any".
    """

    tree: Tree
    phrase: Phrase  # the set
    earlier: list[Phrase]  # the phrases before it, in text order
    chains: Chains
    count: int  # how many members it has
    outside: tuple[Phrase, ...] = ()  # who stands between the members, and is none


def recent(phrase: Phrase, earlier: list[Phrase], window: int = _WINDOW) -> list[Phrase]:
    """The phrases before another and outside it, at most ``window`` sentences back."""
    return [
        other
        for other in earlier
        if phrase.sentence - other.sentence <= window
        and other.head < phrase.head
        and not (phrase.first <= other.head < phrase.last)
    ]


def pair_of(search: Search, wanted: str, window: int = _WINDOW) -> list[Phrase]:
    """The nearest coordination or agent and counterpart that fits."""
    tree, chains = search.tree, search.chains
    near = recent(search.phrase, search.earlier, window)
    by_head = {other.head: other for other in near}
    for other in reversed(near):
        two = counterparts(tree, other, by_head, relative=True)
        for group in (
            conjuncts(tree, other, by_head),
            hyphenated(tree, other, near),
            two,
            [*two[:1], *conjuncts(tree, two[1], by_head)] if two else [],  # "*Rao* met *Ba and Soto*"
        ):
            chained = {id(chains.chain(member)) for member in group}
            if len(chained) != search.count or len(group) != search.count:
                continue
            if wanted == "countries" and _are_states([chains.chain(member) for member in group]):
                return group
            if all(_can_be(search.phrase, chains.chain(member), wanted) for member in group):
                return group
    return []


def listed(search: Search, window: int = _WINDOW) -> list[Phrase]:
    """As many as the set has, side by side, of any kind: "the *party*, the *Kurds* and the *clergy*"."""
    near = recent(search.phrase, search.earlier, window)
    by_head = {other.head: other for other in near}
    for other in reversed(near):
        group = conjuncts(search.tree, other, by_head)
        acting = all(search.chains.chain(member).type in MEMBER_TYPES for member in group)
        if len(group) == search.count and acting:
            return group
    return []


def salient(search: Search, wanted: str) -> list[Phrase]:
    """The most salient chains of the kind, if there are enough of them."""
    weights: dict[int, float] = {}
    latest: dict[int, Phrase] = {}
    for other in recent(search.phrase, search.earlier):
        chain = search.chains.chain(other)
        if _can_be(search.phrase, chain, wanted):
            distance = search.phrase.sentence - other.sentence
            weight = (1.0 + role_weight(search.tree, other.head)) * 0.6**distance
            weights[id(chain)] = weights.get(id(chain), 0.0) + weight
            latest[id(chain)] = other
    best = sorted(weights, key=lambda key: -weights[key])[: search.count]
    if len(best) < search.count:
        return []
    return sorted((latest[key] for key in best), key=lambda member: member.head)


def most_told_of(search: Search, wanted: str) -> list[Phrase]:
    """The chains of the kind that a report has spoken of most; none where another comes as often.

    "In 2018, *the two leaders* agreed" after paragraphs about others.
    """
    mentions: dict[int, list[Phrase]] = {}
    for other in recent(search.phrase, search.earlier, search.phrase.sentence):
        chain = search.chains.chain(other)
        if _can_be(search.phrase, chain, wanted):
            mentions.setdefault(id(chain), []).append(other)
    ranked = sorted(mentions.values(), key=lambda found: -len(found))
    count = search.count
    if len(ranked) < count or (len(ranked) > count and len(ranked[count]) == len(ranked[count - 1])):
        return []
    return sorted((found[-1] for found in ranked[:count]), key=lambda member: member.head)


def nationals(search: Search, window: int = _WINDOW) -> list[Phrase]:
    """As many nations as the last sentences name: "the *Philippine* minister met *Australian* officers"."""
    nations: dict[str, Phrase] = {}
    sentence = search.phrase.sentence
    for other in reversed(recent(search.phrase, search.earlier, window)):
        if other.sentence != sentence and len(nations) >= search.count:
            break
        sentence = other.sentence
        dateline = len(other.name) > _INITIALS and other.name.isupper()  # "*LOME* (IPN) - "
        if other.kind != "pronoun" and not dateline:
            nation = other.country or countries.capital_of(other.name or "")
            nation = nation or _nation(search.tree, other.head) or _owning(search, other)
            titled = None if nation else countries.demonym(other.title.partition(" ")[0].capitalize())
            nation = titled.country if titled is not None else nation
            if nation is not None:
                nations.setdefault(nation, other)
    return list(nations.values())[::-1] if len(nations) == search.count else []


def of_nations(search: Search, window: int = _WINDOW) -> list[Phrase]:
    """The last people said to be of as many nations: "*Burundian and Rwandan officials* … the two sides"."""
    for other in reversed(recent(search.phrase, search.earlier, window)):
        if other.kind != "nominal" or other.number != "plur":
            continue
        for child in search.tree.children(other.head, "amod", "compound"):
            people = [people_at(search.tree, one) for one in search.tree.conjuncts(child)]
            nations = {one.country for one in people if one is not None and one.country is not None}
            if len(nations) == len(people) == search.count:
                return [other]
    return []


def _owning(search: Search, phrase: Phrase) -> str | None:
    """The country whose somebody is by a pronoun: "Vietnam … *its* foreign minister"."""
    owners = search.tree.children(phrase.head, "nmod:poss")
    for other in search.earlier:
        if other.head in owners and other.kind == "pronoun":
            named = (countries.country_of(name) for name in search.chains.chain(other).names)
            return next((code for code in named if code), None)
    return None


def _nation(tree: Tree, head: int) -> str | None:
    """The one nation whose adjective describes a noun, or the title before a name."""
    for noun in (head, *tree.children(head, "nmod:desc")):
        for child in tree.children(noun, "amod", "compound"):
            people = people_at(tree, child)
            if people is not None:
                return people.country
    return None


_NO_PRESIDENTS = frozenset({"minister", "premier", "chancellor", "king", "queen", "taoiseach"})


def _can_be(phrase: Phrase, chain: Chain, wanted: str) -> bool:
    """Whether somebody can be a member of a set: of the kind, and "the two *men*" are no women."""
    alike = phrase.gender is None or chain.gender in (None, phrase.gender)
    return alike and _fits(chain, wanted) and (chain.type != "person" or _holds(phrase.lemma, chain))


def _holds(noun: str, chain: Chain) -> bool:
    """Whether what somebody is called does not speak against an office or trade: no minister is a "judge"."""
    asked = sectors.noun(noun)
    roles = chain.roles()
    if asked is None or not asked.person or asked.inherits or asked.sector in (None, "CVL") or noun in roles:
        return True
    known = [entry for entry in map(sectors.noun, roles) if entry is not None and not entry.inherits]
    held = {entry.sector for entry in known if entry.person and entry.sector not in (None, "CVL")}
    if held and heads_state(noun):
        # no premier is a "president", though both are "leaders"
        return is_head_of_state(chain) and not (noun == "president" and roles & _NO_PRESIDENTS)
    return not held or asked.sector in held


def _fits(chain: Chain, wanted: str) -> bool:
    """Whether a chain is of the kind wanted: one thing, told of and not asked what it thinks."""
    if chain.number == "plur" or chain.person != 3:
        return False
    if chain.roles() & _COMMENTATORS:
        return False
    if wanted == "leaders":
        return chain.type == "person" and chain.named and is_head_of_state(chain)
    if wanted == "persons":
        return chain.type == "person" and (chain.named or (chain.number == "sing" and _is_somebody(chain)))
    if wanted == "countries":
        return is_country(chain)
    if wanted == "bodies":
        return chain.type in ("organisation", "group") and chain.named and not is_country(chain)
    return is_country(chain) or (chain.named and chain.type in ("person", "organisation", "group"))


def _are_states(chains: list[Chain]) -> bool:
    """Whether each is a state's name or its capital's, no state twice: "between *Bamako and Accra*"."""
    nations = set()
    for chain in chains:
        if chain.type not in ("place", "organisation"):
            return False
        named = (countries.country_of(name) or countries.capital_of(name) for name in chain.names)
        nations.add(next((code for code in named if code), None))
    return None not in nations and len(nations) == len(chains)


def _is_somebody(chain: Chain) -> bool:
    """Whether some noun for somebody is one for people: no "loggerheads", whatever they were taken for."""
    return any(entry is not None and entry.person for entry in map(sectors.noun, chain.roles()))


def is_country(chain: Chain) -> bool:
    """Whether some name of a chain is a country's, or its seat's: "Kenya", "the Kremlin"."""
    return any(countries.is_sovereign_name(name) or countries.seat(name) for name in chain.names)
