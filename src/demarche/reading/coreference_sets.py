"""Collectives: "both leaders", "the two countries", "the pair", "they" for two.

Their members are the persons or countries that the report has just put side by side:
coordinated ("Lula and Petro"), as agent and counterpart ("Lula will meet with Petro"),
or else the most salient ones.
"""

from __future__ import annotations

from demarche.knowledge import sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_members import (
    MEMBER_TYPES,
    Search,
    is_country,
    listed,
    most_told_of,
    nationals,
    of_nations,
    pair_of,
    recent,
    salient,
)
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_offices import heads_state
from demarche.reading.coreference_pairs import conjuncts, counterparts
from demarche.reading.coreference_pronouns import barred, best_antecedent, role_weight
from demarche.reading.coreference_sides import at_once, is_go_between, opposed, third_parties

_NEAR = 1  # sentences back to two sides that need no more words
_BEFORE = 4  # sentences back to two that were called two
_FAR = 15  # sentences back to two that were put side by side: "*Canada and Japan* … the two governments"
_AT_WAR = frozenset({"warring", "war", "rival", "opposing", "oppose", "feuding", "feud"})
_EACH = frozenset({"neither", "either", "each"})
_THREES = frozenset({"trio", "threesome"})
_PAIRS = _THREES | {"pair", "duo", "couple", "twosome"}
_SIDES = frozenset({"ally", "power"})
# What every state has one of, by whose name states are called, and its sector.
_ORGANS = {
    "government": "GOV", "capital": "GOV", "army": "MIL", "military": "MIL", "navy": "MIL",
    "parliament": "LEG", "legislature": "LEG",
}  # fmt: skip
_STATES = frozenset({"country", "nation", "state", "republic", "kingdom", "economy", *_ORGANS})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
_NUMBERS = {
    "both": 2,
    **{word: count for count, word in enumerate("two three four five six seven eight nine ten".split(), 2)},
    **{str(count): count for count in range(2, 11)},
}
_FEW = 3  # of more than that it takes more than salience to tell who they are
_ALONE = frozenset({"both", "each", "neither", "either"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves", "both"})


def resolve_set(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Finds the members of a set and notes them; true where they were found.

    ``earlier`` are the phrases before it in text order, and ``chains`` what they have been
    joined to so far.
    """
    one_of = bool(_EACH & _determiners(tree, phrase))  # "*neither* side has disarmed"
    if phrase.kind == "name" or (phrase.number == "sing" and phrase.lemma not in _PAIRS and not one_of):
        return False
    if phrase.lemma in _ALONE and _resolve_again(phrase, earlier, chains):
        return True
    if phrase.lemma in _PLURAL_PRONOUNS and _resolve_they(tree, phrase, earlier, chains):
        return True
    if phrase.lemma in _PLURAL_PRONOUNS | _ALONE or (phrase.lemma == "camp" and phrase.type == "place"):
        return False
    count = _count(tree, phrase)
    if phrase.lemma in _PAIRS and phrase.definite is True and len(phrase.words) == 1:
        count = 3 if phrase.lemma in _THREES else 2
    if count is None and _are_leaders(tree, phrase, earlier):
        two = pair_of(Search(tree, phrase, earlier, chains, 2, ()), "leaders")
        if two:
            _note(phrase, two, "", earlier, chains)
        return bool(two)
    if count is None or _has_own_members(tree, phrase):
        return False
    wanted = _wanted(phrase)
    if wanted is None:
        return False
    outside: tuple[Phrase, ...] = ()
    if not is_go_between(tree, phrase.head):  # "the two *mediators*"
        third = third_parties(tree, phrase, earlier, chains)
        outside = tuple(other for other in earlier if id(chains.chain(other)) in third)
        earlier = [other for other in earlier if id(chains.chain(other)) not in third]
    search = Search(tree, phrase, earlier, chains, count, outside)
    if phrase.lemma in _NUMBERS and _join_counted(tree, phrase, earlier, chains, count):
        return True
    members, kind = _sides(search) if phrase.lemma in word_class("side") else _members(search, wanted)
    if not members and wanted in ("any", "persons") and _join_plural(tree, phrase, earlier, chains, count):
        return True
    if not members and wanted == "persons" and heads_state(phrase.lemma):
        members, kind = _states_of(search)
    if not members or not _may_belong(tree, phrase, members, earlier, chains):
        return False
    if kind in ("countries", "nations"):
        phrase.member_sector = _ORGANS.get(phrase.lemma)
    _note(phrase, members, kind, earlier, chains)
    return True


def _are_leaders(tree: Tree, phrase: Phrase, earlier: list[Phrase]) -> bool:
    """Whether a bare plural may mean two heads of states just named: "Soto will meet Ba … *the leaders*"."""
    bare = phrase.definite is True and phrase.number == "plur" and len(phrase.words) == 1
    bare = bare and not tree.children(phrase.head, "nmod")
    if phrase.lemma not in ("leader", "president", "premier") or not bare:
        return False
    return not any(one.lemma == phrase.lemma and one.number == "plur" for one in recent(phrase, earlier))


def _sides(search: Search) -> tuple[list[Phrase], str]:
    """Who "both sides" are: two just put side by side, else whom the report puts opposite each other."""
    members, kind = pair_of(search, "any", 0), ""
    if not members and search.count == 2:
        members, states = at_once(
            search.tree, search.phrase, search.earlier, search.chains, search.outside
        )
        kind = "countries" if states else "sides"
    if not members:
        members, kind = pair_of(search, "any", _NEAR), ""
    if not members:
        members, kind = of_nations(search, _NEAR), "nations"
    if not members and search.count == 2:
        members, kind = _two_before(search)
    if not members and search.count == 2:
        members, states = opposed(
            search.tree, search.phrase, search.earlier, search.chains, search.outside
        )
        kind = "countries" if states else "sides"
    return (members, kind) if members else (pair_of(search, "any"), "")


def _two_before(search: Search) -> tuple[list[Phrase], str]:
    """The two states spoken of as two just before: "*the two countries* have argued … *both sides*"."""
    for other in reversed(search.earlier):
        if search.phrase.sentence - other.sentence > _BEFORE:
            break
        if _are_two(other) and other.lemma in _STATES:
            return list(other.members), other.member_kind
    return [], ""


def _members(search: Search, wanted: str) -> tuple[list[Phrase], str]:
    """Who else a set is of, of the kind that its noun asks for."""
    if search.phrase.lemma in _NEIGHBOURS:
        near = pair_of(search, wanted, _NEAR) or _states_of(search)[0]
        return near or (pair_of(search, wanted) if len(search.phrase.words) > 1 else []), wanted
    if wanted == "countries":
        near = pair_of(search, wanted, _NEAR)
        nations = of_nations(search) if not near else []
        return (nations, "nations") if nations else (_countries(search), wanted)
    bare = search.phrase.lemma in _NUMBERS
    members = listed(search, 2 * _NEAR) if bare and search.count > 2 else []
    members = members or pair_of(search, wanted)
    members = members or (pair_of(search, "persons", _NEAR) if wanted == "any" else [])
    if search.count <= _FEW and not (bare and search.count > 2):
        members = members or salient(search, wanted)
        if not members and search.phrase.lemma in ("leader", "president", "premier"):
            members = most_told_of(search, "leaders")
        for other in ("countries", "persons", "bodies") if wanted == "any" else ():
            members = members or salient(search, other)
    return members, ""


def _countries(search: Search) -> list[Phrase]:
    """Of which countries "the two governments" are: named ones first, then those whose people act."""
    return (
        pair_of(search, "countries")
        or nationals(search, window=0)
        or pair_of(search, "countries", _FAR if search.count == 2 else search.phrase.sentence)
        or _states_of(search)[0]
        or (salient(search, "countries") if search.count == 2 else [])
        or pair_of(search, "persons")
        or nationals(search)
        or most_told_of(search, "countries")
        or salient(search, "persons")
    )


def _states_of(search: Search) -> tuple[list[Phrase], str]:
    """The two states that a report has spoken of most: "Fiji and Tonga … *the two leaders*"."""
    if search.count != 2:
        return [], ""
    two, states = opposed(
        search.tree, search.phrase, search.earlier, search.chains, search.outside, fighting=False
    )
    return (two, "offices") if states else ([], "")


def _may_belong(
    tree: Tree, phrase: Phrase, members: list[Phrase], earlier: list[Phrase], chains: Chains
) -> bool:
    """Whether somebody's people can be these: not the owner, and as kin only who is said to be kin.

    "*Her* two brothers" are not she and whoever stands beside her.
    """
    owners = tree.children(phrase.head, "nmod:poss")
    if not owners:
        return True
    whose = {id(chains.chain(other)) for other in earlier if other.head in owners}
    found = [chains.chain(member) for member in members]
    if any(id(chain) in whose for chain in found):
        return False
    kin = word_class("kinship")
    return phrase.lemma not in kin or all(not kin.isdisjoint(chain.roles()) for chain in found)


def _determiners(tree: Tree, phrase: Phrase) -> set[str]:
    """The articles and the like before a phrase, lower case."""
    return {tree.tokens[child].text.lower() for child in tree.children(phrase.head, "det", "det:predet")}


def _join_plural(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains, count: int) -> bool:
    """Joins a plural that stands for as many: "the presidents *of Albania and Serbia* … both leaders"."""
    for other in reversed(recent(phrase, earlier)):
        if other.number != "plur" or other.kind != "nominal" or other.type != "person":
            continue
        owners = [len(tree.conjuncts(child)) for child in tree.children(other.head, "nmod", "amod")]
        if count in owners:
            return chains.join(other, phrase)
    return False


def _join_counted(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains, count: int) -> bool:
    """Joins a bare number to the last people of that number: "*four men* … *all four* are free"."""
    for other in reversed(recent(phrase, earlier)):
        if other.kind != "nominal" or other.type not in ("person", "group", "organisation"):
            continue
        numbers = {tree.tokens[child].text.lower() for child in tree.children(other.head, "nummod")}
        if count in {_NUMBERS.get(number) for number in numbers}:
            return chains.join(other, phrase)
    return False


def _resolve_again(phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """ "Both", "each" and "neither" alone are the two last spoken of: "*Each side* blames … *both* fired"."""
    for other in reversed(earlier):
        if phrase.sentence - other.sentence > _NEAR:
            return False
        if _are_two(other):
            phrase.member_sector = other.member_sector
            _note(phrase, list(other.members), other.member_kind, earlier, chains)
            return True
    return False


def _are_two(phrase: Phrase) -> bool:
    """Whether a phrase is known to stand for two."""
    several = len(phrase.members) == 2 and phrase.member_kind != "spoken_for"
    return several or phrase.member_kind == "nations"


def resolve_other(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """ "*Each side* accused *the other*": both accuse and are accused."""
    if tree.lemma(phrase.head) != "other" or _determiners(tree, phrase) != {"the"}:
        return False
    for each in reversed(earlier):
        if each.sentence != phrase.sentence:
            return False
        if _are_two(each) and (each.lemma in _ALONE or _determiners(tree, each) & _ALONE):
            phrase.member_sector = each.member_sector
            _note(phrase, list(each.members), each.member_kind, earlier, chains)
            return True
    return False


def _note(phrase: Phrase, members: list[Phrase], kind: str, earlier: list[Phrase], chains: Chains) -> None:
    """Notes the members, and joins an earlier mention of the same set."""
    phrase.members = tuple(members)
    phrase.member_kind = kind
    if phrase.type in ("", "other"):
        phrase.type = chains.chain(phrase).type = "group"
    wanted = {id(chains.chain(member)) for member in members}
    for other in reversed(earlier):
        alike = (other.member_kind, other.member_sector) == (kind, phrase.member_sector)
        if alike and other.members and {id(chains.chain(m)) for m in other.members} == wanted:
            chains.join(other, phrase)
            return


def _count(tree: Tree, phrase: Phrase) -> int | None:
    """How many members the words give: "both", "the two", "all three", "each side"."""
    words = _determiners(tree, phrase)
    if words & _EACH:
        two = "each" not in words or phrase.lemma in word_class("side") | _ORGANS.keys()
        return 2 if two else None
    definite = phrase.definite is True or "all" in words
    for child in tree.children(phrase.head, "det", "nummod", "amod", "det:predet", "dep"):
        word = tree.tokens[child].text.lower()
        if word in _NUMBERS and (word == "both" or definite):
            return _NUMBERS[word]
    if phrase.lemma in _NUMBERS and phrase.kind == "nominal" and definite:
        return _NUMBERS[phrase.lemma]
    if phrase.lemma in word_class("side") and phrase.definite is True and phrase.number == "plur":
        if phrase.lemma == "camp" and len(phrase.words) == 1:
            return None  # "the *camps*" may be of tents
        return 2 if phrase.words <= {phrase.lemma, *_AT_WAR} else None  # "the *warring* parties"
    owned = tree.children(phrase.head, "nmod:poss")  # "Mali and *its neighbours*"
    if phrase.lemma in (*_NEIGHBOURS, "counterpart") and phrase.definite is True and not owned:
        return 2 if phrase.number == "plur" and len(phrase.words) == 1 else None
    return None


def _has_own_members(tree: Tree, phrase: Phrase) -> bool:
    """ "the two cities of Lyon and Nice", "both sides of the river", "the two parties, SP and GL"."""
    behind = tree.children(phrase.head, "acl:relcl", "appos")
    if phrase.lemma == "korea" or any(child > phrase.head for child in behind):
        return True
    return any(
        tree.tokens[case].lemma == "of"
        for child in tree.children(phrase.head, "nmod")
        if child > phrase.head
        for case in tree.children(child, "case")
    )


def _wanted(phrase: Phrase) -> str | None:
    """What the noun of a set asks for (``Search`` lists the kinds), None where tables do not know it."""
    if phrase.lemma in _STATES | _NEIGHBOURS:
        return "countries"
    if phrase.lemma in _SIDES | word_class("side") or phrase.lemma in _PAIRS or phrase.lemma in _NUMBERS:
        return "any"
    entry = sectors.noun(phrase.lemma)
    if entry is not None and phrase.lemma not in word_class("by_stand"):
        return "persons" if entry.person else "bodies"
    return None


def _resolve_they(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """ "They" for two single ones, where no plural before it is more salient."""
    near = recent(phrase, earlier, 2)
    _, plural_score = best_antecedent(tree, phrase, earlier, chains)
    by_head = {other.head: other for other in near}
    others = barred(tree, phrase, earlier, chains)
    best: list[Phrase] = []
    best_score = plural_score
    for other in near:
        chain = chains.chain(other)
        if tree.has_relation(other.head, "conj") or chain.type not in MEMBER_TYPES:
            continue
        distance = phrase.sentence - other.sentence
        for group, bonus in (
            (conjuncts(tree, other, by_head), 1.0),
            (counterparts(tree, other, by_head), 0.2),
        ):
            kinds = {chains.chain(member).type for member in group}
            if not group or kinds not in ({"person"}, {"place"}, {"organisation"}, {"place", "organisation"}):
                continue
            if "place" in kinds and not all(
                is_country(chains.chain(m)) for m in group if chains.chain(m).type == "place"
            ):
                continue
            if any(chains.chain(member).person != 3 for member in group):
                continue
            if any(id(chains.chain(member)) in others for member in group):
                continue  # "*Soldiers* detained ten men and beat *them*"
            if (
                distance == 0
                and tree.tokens[phrase.head].head
                in (tree.tokens[group[0].head].head, tree.tokens[group[-1].head].head)
                and not tree.has_relation(phrase.head, "nmod:poss")
            ):
                continue
            score = role_weight(tree, other.head) + bonus - 1.1 * distance
            if score > best_score:
                best, best_score = group, score
    if not best:
        return False
    _note(phrase, best, "", earlier, chains)
    return True
