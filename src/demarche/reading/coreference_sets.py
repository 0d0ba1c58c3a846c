"""Collectives: "both leaders", "the two countries", "the pair", "they" for two.

Their members are the persons or countries that the report has just put side by side:
coordinated ("Lula and Petro"), as agent and counterpart ("Lula will meet with Petro"),
or else the most salient ones.
"""

from __future__ import annotations

from demarche.knowledge import countries, sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_lexicon import people_at
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_offices import heads_state
from demarche.reading.coreference_pronouns import best_antecedent, role_weight

_WINDOW = 4
_FAR = 15  # sentences back to two that were put side by side: "*Canada and Japan* … the two governments"
_EACH = frozenset({"neither", "either", "each"})
_PAIRS = frozenset({"pair", "duo", "couple", "twosome"})
_SIDES = frozenset(
    {"side", "party", "ally", "neighbor", "neighbour", "rival", "power"}
)
_STATES = frozenset({
    "government", "capital", "neighbour", "neighbor", "country", "nation", "state", "republic", "kingdom",
    "economy", "army", "military",
})  # fmt: skip
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
# Whom a report asks what they think of those that it tells of.
_COMMENTATORS = frozenset("expert analyst researcher scholar professor fellow historian economist".split())
_MEMBER_TYPES = frozenset({"person", "organisation", "place", "group"})


def resolve_set(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Finds the members of a set and notes them; true where they were found."""
    one_of = bool(_EACH & _determiners(tree, phrase))  # "*neither* side has disarmed"
    if phrase.kind == "name" or (phrase.number == "sing" and phrase.lemma not in _PAIRS and not one_of):
        return False
    if phrase.lemma in _PLURAL_PRONOUNS:
        return _resolve_they(tree, phrase, earlier, chains)
    count = 2 if one_of and "each" not in _determiners(tree, phrase) else _count(tree, phrase)
    if phrase.lemma in _PAIRS and phrase.definite is True and len(phrase.words) == 1:
        count = 2
    if count is None or _has_own_members(tree, phrase):
        return False
    wanted = _wanted(phrase)
    if wanted is None:
        return False
    members = _pair_of(tree, phrase, earlier, chains, wanted, count)
    kind = ""
    if not members and wanted == "countries":
        here = [other for other in earlier if other.sentence == phrase.sentence]
        members = _nationals(tree, phrase, here, chains, count)
        kind = "countries" if members else ""
    if not members and phrase.lemma in ("side", "party"):
        members = _pair_of(tree, phrase, earlier, chains, "sides", count, _FAR)
    members = members or _salient(tree, phrase, earlier, chains, wanted, count)
    if not members and wanted == "countries":
        members = _pair_of(tree, phrase, earlier, chains, wanted, count, _FAR)
    if not members and wanted == "countries":
        members = (
            _pair_of(tree, phrase, earlier, chains, "persons", count)
            or _nationals(tree, phrase, earlier, chains, count)
            or _most_told_of(phrase, earlier, chains, wanted, count)
            or _salient(tree, phrase, earlier, chains, "persons", count)
        )
        kind = "countries"
    if not members and phrase.lemma in ("leader", "president", "premier"):
        members = _most_told_of(phrase, earlier, chains, "leaders", count)
    if not members and wanted in ("any", "persons") and _join_plural(tree, phrase, earlier, chains, count):
        return True
    if not members and wanted == "any":
        for other in ("countries", "persons", "bodies"):
            members = members or _salient(tree, phrase, earlier, chains, other, count)
    if not members or not _may_belong(tree, phrase, members, earlier, chains):
        return False
    _note(phrase, members, kind or ("countries" if wanted == "countries" else ""), earlier, chains)
    return True


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
    return {tree.tokens[child].text.lower() for child in tree.children(phrase.head, "det")}


def _nationals(
    tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains, count: int
) -> list[Phrase]:
    """As many nations as the last sentences name: "the *Philippine* minister met *Australian* officers"."""
    nations: dict[str, Phrase] = {}
    sentence = phrase.sentence
    for other in reversed(_recent(phrase, earlier)):
        if other.sentence != sentence and len(nations) >= count:
            break
        sentence = other.sentence
        if other.kind != "pronoun":
            nation = other.country or countries.capital_of(other.name or "") or _nation(tree, other.head)
            nation = nation or _owning(tree, other, earlier, chains)
            if nation is not None:
                nations.setdefault(nation, other)
    return list(nations.values())[::-1] if len(nations) == count else []


def _owning(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> str | None:
    """The country whose somebody is by a pronoun: "Vietnam … *its* foreign minister"."""
    owners = tree.children(phrase.head, "nmod:poss")
    for other in earlier:
        if other.head in owners and other.kind == "pronoun":
            named = (countries.country_of(name) for name in chains.chain(other).names)
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


def _join_plural(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains, count: int) -> bool:
    """Joins a plural that stands for as many: "the presidents *of Albania and Serbia* … both leaders"."""
    for other in reversed(_recent(phrase, earlier)):
        if other.number != "plur" or other.kind != "nominal" or other.type != "person":
            continue
        owners = [len(tree.conjuncts(child)) for child in tree.children(other.head, "nmod", "amod")]
        if count in owners:
            return chains.join(other, phrase)
    return False


def _note(phrase: Phrase, members: list[Phrase], kind: str, earlier: list[Phrase], chains: Chains) -> None:
    """Notes the members, and joins an earlier mention of the same set."""
    phrase.members = tuple(members)
    phrase.member_kind = kind
    wanted = {id(chains.chain(member)) for member in members}
    for other in reversed(earlier):
        if other.members and {id(chains.chain(m)) for m in other.members} == wanted:
            if (other.member_kind == "countries") == (kind == "countries"):
                chains.join(other, phrase)
            return


def _count(tree: Tree, phrase: Phrase) -> int | None:
    """How many members the words give: "both", "the two", "all three"."""
    for child in tree.children(phrase.head, "det", "nummod", "amod", "det:predet", "dep"):
        word = tree.tokens[child].text.lower()
        if word in _NUMBERS and (word == "both" or phrase.definite is True):
            return _NUMBERS[word]
    if phrase.lemma in _NUMBERS and phrase.kind == "nominal" and phrase.definite is True:
        return _NUMBERS[phrase.lemma]
    if phrase.lemma in ("side", "neighbor", "neighbour", "counterpart") and phrase.definite is True:
        return 2 if phrase.number == "plur" and len(phrase.words) == 1 else None
    return None


def _has_own_members(tree: Tree, phrase: Phrase) -> bool:
    """ "the two cities of Lyon and Nice", "both sides of the river", "two Koreas"."""
    if phrase.lemma == "korea" or any(c > phrase.head for c in tree.children(phrase.head, "acl:relcl")):
        return True
    return any(
        tree.tokens[case].lemma == "of"
        for child in tree.children(phrase.head, "nmod")
        if child > phrase.head
        for case in tree.children(child, "case")
    )


def _wanted(phrase: Phrase) -> str | None:
    if phrase.lemma in _STATES:
        return "countries"
    if phrase.lemma in _SIDES or phrase.lemma in _PAIRS or phrase.lemma in _NUMBERS:
        return "any"
    entry = sectors.noun(phrase.lemma)
    if entry is not None:
        return "persons" if entry.person else "bodies"
    return None


def _fits(chain: Chain, wanted: str) -> bool:
    if wanted == "sides":  # "the army and the rebels … neither side"
        return chain.person == 3 and chain.fixed and chain.type in _MEMBER_TYPES
    if chain.number == "plur" or chain.person != 3:
        return False
    if chain.roles() & _COMMENTATORS:
        return False
    if wanted == "leaders":
        return chain.type == "person" and chain.named and any(map(heads_state, chain.titles | chain.lemmas))
    if wanted == "persons":
        return chain.type == "person" and (chain.named or chain.number == "sing")
    if wanted == "countries":
        return _is_country(chain)
    if wanted == "bodies":
        return chain.type in ("organisation", "group") and chain.named and not _is_country(chain)
    return _is_country(chain) or (chain.named and chain.type in ("person", "organisation", "group"))


def _same_gender(phrase: Phrase, chain: Chain) -> bool:
    """ "The two *men*" are no women."""
    return phrase.gender is None or chain.gender in (None, phrase.gender)


def _is_country(chain: Chain) -> bool:
    return any(countries.is_sovereign_name(name) or countries.seat(name) for name in chain.names)


def _recent(phrase: Phrase, earlier: list[Phrase], window: int = _WINDOW) -> list[Phrase]:
    return [
        other
        for other in earlier
        if phrase.sentence - other.sentence <= window
        and other.head < phrase.head
        and not (phrase.first <= other.head < phrase.last)
    ]


def _pair_of(
    tree: Tree,
    phrase: Phrase,
    earlier: list[Phrase],
    chains: Chains,
    wanted: str,
    count: int,
    window: int = _WINDOW,
) -> list[Phrase]:
    """The nearest coordination or agent and counterpart that fits."""
    recent = _recent(phrase, earlier, window)
    by_head = {other.head: other for other in recent}
    for other in reversed(recent):
        for group in (
            _conjuncts(tree, other, by_head),
            _hyphenated(tree, other, recent),
            _counterparts(tree, other, by_head, relative=True),
        ):
            chained = {id(chains.chain(member)) for member in group}
            if len(chained) == count == len(group) and all(
                _fits(chains.chain(m), wanted) and _same_gender(phrase, chains.chain(m)) for m in group
            ):
                return group
    return []


def _hyphenated(tree: Tree, phrase: Phrase, recent: list[Phrase]) -> list[Phrase]:
    """ "the Serbia-Kosovo talks": two names with a hyphen or dash between."""
    if phrase.kind != "name" or phrase.last >= len(tree.tokens):
        return []
    if tree.tokens[phrase.last].text not in ("-", "–", "/"):
        return []
    return [
        member
        for other in recent
        if other.kind == "name" and other.first == phrase.last + 1
        for member in (phrase, other)
    ][:2]


def _conjuncts(tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]) -> list[Phrase]:
    heads = tree.conjuncts(phrase.head)
    group = [by_head[head] for head in heads if head in by_head]
    return group if len(group) == len(heads) > 1 else []


def _counterparts(
    tree: Tree, phrase: Phrase, by_head: dict[int, Phrase], *, relative: bool = False
) -> list[Phrase]:
    """Subject and whom the same clause, or an infinitive under it, names beside it.

    ``relative``: or a relative clause about the phrase, "*the rebels*, who have fought *the army*".

    "Tokayev is due to *meet with* Mirziyoyev": the subject of *due*, the oblique of *meet*.
    """
    if tree.has_relation(phrase.head, "nmod:poss"):
        # "Sisi's talks with Erdoğan"
        for child in tree.children(tree.tokens[phrase.head].head, "nmod"):
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            if "with" in cases and child in by_head and by_head[child].type == phrase.type:
                return [phrase, by_head[child]]
        return []
    clauses = tree.children(phrase.head, "acl:relcl") if relative else []
    verbs = [clause for clause in clauses if _is_subject(tree, clause)]
    if tree.has_relation(phrase.head, "nsubj"):
        verbs.append(tree.tokens[phrase.head].head)
    for verb in verbs:
        verbs.extend(tree.children(verb, "xcomp", "advcl", "conj"))
        for child in tree.children(verb, "obj", "iobj", "obl"):
            if child in by_head and child != phrase.head:
                cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
                if not cases or cases & {"with", "to"}:
                    other = by_head[child]
                    people = {other.type, phrase.type} <= {"person", "group", "organisation"}
                    alike = other.type == phrase.type or (relative and people)  # "*rebels* … the *army*"
                    if other.kind != "pronoun" and alike and len(verbs) < 8:
                        return [phrase, other]
        if len(verbs) > 8:
            break
    return []


def _is_subject(tree: Tree, clause: int) -> bool:
    """Whether a relative clause has its noun for a subject: "the rebels, *who* have fought the army"."""
    subject = tree.child(clause, "nsubj")
    return subject is not None and tree.tokens[subject].text.lower() in ("who", "which", "that")


def _salient(
    tree: Tree,
    phrase: Phrase,
    earlier: list[Phrase],
    chains: Chains,
    wanted: str,
    count: int,
) -> list[Phrase]:
    """The most salient chains of the kind, if there are enough of them."""
    weights: dict[int, float] = {}
    latest: dict[int, Phrase] = {}
    for other in _recent(phrase, earlier):
        chain = chains.chain(other)
        if _fits(chain, wanted) and _same_gender(phrase, chain):
            distance = phrase.sentence - other.sentence
            weights[id(chain)] = (
                weights.get(id(chain), 0.0) + (1.0 + role_weight(tree, other.head)) * 0.6**distance
            )
            latest[id(chain)] = other
    best = sorted(weights, key=lambda key: -weights[key])[:count]
    if len(best) < count:
        return []
    return sorted((latest[key] for key in best), key=lambda member: member.head)


def _most_told_of(
    phrase: Phrase, earlier: list[Phrase], chains: Chains, wanted: str, count: int
) -> list[Phrase]:
    """The chains of the kind that a report has spoken of most; none where another comes as often.

    "In 2018, *the two leaders* agreed" after paragraphs about others.
    """
    mentions: dict[int, list[Phrase]] = {}
    for other in _recent(phrase, earlier, phrase.sentence):
        chain = chains.chain(other)
        if _fits(chain, wanted) and _same_gender(phrase, chain):
            mentions.setdefault(id(chain), []).append(other)
    ranked = sorted(mentions.values(), key=lambda found: -len(found))
    if len(ranked) < count or (len(ranked) > count and len(ranked[count]) == len(ranked[count - 1])):
        return []
    return sorted((found[-1] for found in ranked[:count]), key=lambda member: member.head)


def _resolve_they(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """ "They" for two single ones, where no plural before it is more salient."""
    recent = [p for p in _recent(phrase, earlier) if phrase.sentence - p.sentence <= 2]
    _, plural_score = best_antecedent(tree, phrase, earlier, chains)
    by_head = {other.head: other for other in recent}
    best: list[Phrase] = []
    best_score = plural_score
    for other in recent:
        chain = chains.chain(other)
        if tree.has_relation(other.head, "conj") or chain.type not in _MEMBER_TYPES:
            continue
        distance = phrase.sentence - other.sentence
        for group, bonus in (
            (_conjuncts(tree, other, by_head), 1.0),
            (_counterparts(tree, other, by_head), 0.2),
        ):
            kinds = {chains.chain(member).type for member in group}
            if not group or kinds not in ({"person"}, {"place"}, {"organisation"}, {"place", "organisation"}):
                continue
            if "place" in kinds and not all(
                _is_country(chains.chain(m)) for m in group if chains.chain(m).type == "place"
            ):
                continue
            if any(chains.chain(member).person != 3 for member in group):
                continue
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
