"""Who is a side of a conflict or of talks: those who fight, talk or quarrel, never who stands between.

"The talks, sponsored by *Qatar and Egypt*, broke off after both sides …": of those whom a report puts
opposite each other, the two that it does so most, and most lately, are "both sides"; whoever mediates,
hosts, watches or appeals to them is neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from demarche.knowledge import countries, organisations
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_lexicon import people_at
from demarche.reading.coreference_mentions import Phrase, noun_entry
from demarche.reading.coreference_pairs import clauses_of, conjuncts, hyphenated
from demarche.reading.coreference_visits import journeys

_FAR = 15  # sentences back
_FADES = 0.85  # what a pair weighs a sentence further on
_TOLD = 0.35  # what a mention weighs beside two that stand opposite each other
_ASIDE = 0.4  # what two weigh with whom another does something: "exercises with *Japan and Palau*"
_MUTUAL = 1.3  # what somebody and with whom he does something weigh
_AHEAD = 1.2  # how far the first two have to be before the third
# People who take no side as such, and bodies of states.
_NEUTRAL = frozenset(
    {"CVL", "JRN", "IGO", "NGO", "MED", "EDU", "REF", "REL", "SOC", "BUS", "UAF", "CRM", "JUD", "AGR"}
)
_IRREGULAR = frozenset({"REB", "PRM"})  # who fight their own state
_ENOUGH = 0.3  # what two must weigh where there are others
_AT_ONCE = 0.6  # what the only two weigh that a sentence has do something
_AROUND = 0.3  # what a city weighs in which something only happens, beside other mentions of its state
_TOWARDS = frozenset({"with", "to", "against", "at", "on", "from"})
_PEOPLES = ("amod", "compound", "nmod:poss", "nmod")


def third_parties(tree: Tree, phrase: Phrase, earlier: Sequence[Phrase], chains: Chains) -> set[int]:
    """The chains (their ids) before a phrase that mediate, host or watch, or that appeal to the phrase."""
    found = {id(chains.chain(other)) for other in earlier if _stands_between(tree, other)}
    appealing = _appealing(tree, phrase.head)
    for other in earlier:
        whose = other.head in appealing or _people_of(tree, other.head) in appealing
        if whose and other.sentence == phrase.sentence:
            found.add(id(chains.chain(other)))
    return found


def _stands_between(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase mediates: by its noun, whose people it is, or what is told of it."""
    if is_go_between(tree, phrase.head) or is_go_between(tree, _people_of(tree, phrase.head)):
        return True
    head = tree.coordination_head(phrase.head)
    clauses = tree.children(head, "acl:relcl", "acl:rel")
    if any(_mediates(tree, clause) and _active(tree, clause) for clause in clauses):
        return True
    verb = tree.head(head)
    if verb is None or not _mediates(tree, verb):
        return False
    return tree.has_relation(head, "nsubj" if _active(tree, verb) else "obl")


def _mediates(tree: Tree, verb: int) -> bool:
    """Whether a verb stands between others; who hosts talks does so unless the talks are with him."""
    if tree.lemma(verb) in word_class("mediate"):
        return True
    if tree.lemma(verb) not in word_class("preside"):
        return False
    if not _active(tree, verb):
        return True
    return any(
        tree.has_word(child, ("between", "among"), "case")
        for held in tree.children(verb, "obj")
        for child in tree.children(held, "nmod")
    )


def _active(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject acts; in "talks *brokered* by Oman" it is the phrase with "by" that does."""
    if tree.children(verb, "nsubj:pass", "aux:pass"):
        return False
    bare = tree.has_relation(verb, "acl") and not tree.children(verb, "nsubj")
    feats = tree.tokens[verb].feats
    return not (bare and "VerbForm=Part" in feats and "Tense=Past" in feats)


def is_go_between(tree: Tree, head: int) -> bool:
    """Whether a noun is one for those who mediate or watch: "mediators", "an observer"."""
    return tree.lemma(head) in word_class("go_between")


def _people_of(tree: Tree, head: int) -> int:
    """The noun whose people are from somewhere: "*mediators* from Qatar and Egypt", "*Egypt's* mediators"."""
    first = tree.coordination_head(head)
    return tree.tokens[first].head if tree.has_relation(first, *_PEOPLES) else head


def _appealing(tree: Tree, head: int) -> set[int]:
    """The subjects of the verb whose object a noun is: "*France and Japan* urged both sides"."""
    first = tree.coordination_head(head)
    verb = tree.head(first)
    if verb is None or not tree.has_relation(first, "obj", "iobj", "obl"):
        return set()
    subjects = tree.children(verb, "nsubj") or tree.children(tree.coordination_head(verb), "nsubj")
    return {one for subject in subjects for one in tree.conjuncts(subject)}


def opposed(
    tree: Tree, phrase: Phrase, earlier: Sequence[Phrase], chains: Chains, outside: Sequence[Phrase] = (),
    *, fighting: bool = True,
) -> tuple[list[Phrase], bool]:  # fmt: skip
    """The two sides that a report has put opposite each other, a phrase of each, and whether they are states.

    None where it is not clear which two they are.

    ``earlier`` are the phrases before a set of two, and ``outside`` third parties. Two that stand side by
    side or are each other's subject and object count each time, and so do the two that are told of most;
    without ``fighting`` ("the two *countries*"), subject and object do not, and only states are asked for.
    """
    near = [
        other
        for other in earlier
        if phrase.sentence - other.sentence <= _FAR and not phrase.first <= other.head < phrase.last
    ]
    by_head = {other.head: other for other in near}
    neutral = {None, *(camp_of(tree, other, chains) for other in outside)}
    every = {other.head: _camp_or_owner(tree, other, by_head, chains) for other in near}
    trips = {other.head: journeys(tree, other, by_head) for other in near}
    for other in near:
        if every[other.head] is None and trips[other.head]:
            every[other.head] = countries.capital_of(other.name)  # "flew to *Seoul*"
    camps = {head: camp for head, camp in every.items() if camp not in neutral}
    if not fighting:
        camps = {head: camp for head, camp in camps.items() if isinstance(camp, str)}
    told: dict[Hashable, float] = defaultdict(float)
    pairs: dict[frozenset[Hashable], float] = defaultdict(float)
    said: dict[frozenset[Hashable], list[Phrase]] = {}
    first: dict[Hashable, Phrase] = {}
    spoken: dict[tuple[Hashable, int], float] = {}  # a mention in each sentence counts
    for other in near:
        if other.head not in camps:
            continue
        weight = _FADES ** (phrase.sentence - other.sentence)
        place = (camps[other.head], other.sentence)
        mention = _TOLD * weight * (_AROUND if _only_where(tree, other) else 1.0)
        told[camps[other.head]] += max(mention - spoken.get(place, 0.0), 0.0)
        spoken[place] = max(mention, spoken.get(place, 0.0))
        first.setdefault(camps[other.head], other)
        for group in (
            conjuncts(tree, other, by_head),
            hyphenated(tree, other, near),
            *(_facing(tree, other, by_head) if fighting else []),
            *trips[other.head],
        ):
            two = frozenset(camps[one.head] for one in group if one.head in camps)
            if len(two) == len(group) == 2 and group[0] is other:
                mutual = tree.has_word(group[1].head, ("with",), "case")  # "met *with* officials"
                pairs[two] += weight * (_MUTUAL if mutual else 1.0 if _leads(tree, group) else _ASIDE)
                said[two] = group
    if fighting:
        for sentence, two in _doers(tree, near, camps).items():
            pairs[two] += _AT_ONCE * _FADES ** (phrase.sentence - sentence)
    ranked = sorted(told, key=lambda camp: -told[camp])
    if len(ranked) == 2 or (len(ranked) > 2 and told[ranked[1]] >= _AHEAD * told[ranked[2]]):
        pairs[frozenset(ranked[:2])] += told[ranked[1]]
    best = sorted(pairs, key=lambda two: -pairs[two])
    if not best or (len(best) > 1 and pairs[best[0]] < _AHEAD * pairs[best[1]]):
        return [], False
    if len(ranked) > 2 and pairs[best[0]] < _ENOUGH:
        return [], False
    members = said.get(best[0]) or [first[camp] for camp in best[0]]
    return sorted(members, key=lambda member: member.head), all(isinstance(camp, str) for camp in best[0])


def at_once(
    tree: Tree, phrase: Phrase, earlier: Sequence[Phrase], chains: Chains, outside: Sequence[Phrase] = ()
) -> tuple[list[Phrase], bool]:
    """As ``opposed``, of the only two that the sentence of the set has do something before.

    "Fiji sent jets after *Tongan* boats had come near, but the two sides agreed"; not who tells of the two.
    """
    above = [phrase.head, *tree.ancestors(phrase.head)]
    telling = {
        tree.tokens[word].head
        for word in above
        if tree.has_relation(word, "ccomp", "xcomp", "parataxis", "advcl", "acl", "acl:relcl")
    }
    here = [
        one
        for one in earlier
        if one.sentence == phrase.sentence
        and tree.has_relation(one.head, "nsubj")
        and tree.tokens[one.head].head not in telling
    ]
    return opposed(tree, phrase, here, chains, outside) if len(here) > 1 else ([], False)


def _doers(
    tree: Tree, near: Sequence[Phrase], camps: Mapping[int, Hashable]
) -> dict[int, frozenset[Hashable]]:
    """The sentences whose subjects are of two camps: "*Fijian* jets hit a port after *rebels* fired"."""
    found: dict[int, set[Hashable]] = defaultdict(set)
    for other in near:
        if other.head in camps and tree.has_relation(other.head, "nsubj"):
            found[other.sentence].add(camps[other.head])
    return {sentence: frozenset(two) for sentence, two in found.items() if len(two) == 2}


def _only_where(tree: Tree, phrase: Phrase) -> bool:
    """Whether a capital only says where something is: "officials in *Gaborone*", "in *Togo's* capital"."""
    head = phrase.head
    owned = tree.tokens[head].head if tree.has_relation(head, "nmod:poss") else -1
    if owned >= 0 and tree.lemma(owned) in ("capital", "city"):
        head = owned
    elif not phrase.name or countries.capital_of(phrase.name) is None:
        return False
    return tree.has_word(head, ("in", "at", "near", "outside"), "case")


def _leads(tree: Tree, group: Sequence[Phrase]) -> bool:
    """Whether two are who does something or between whom it is, not with whom another does it."""
    first = tree.coordination_head(group[0].head)
    with_them = tree.has_relation(first, "obj", "iobj", "obl") and group[1].head in tree.conjuncts(first)
    return not with_them or tree.has_word(first, ("between",), "case")


def _facing(tree: Tree, phrase: Phrase, by_head: Mapping[int, Phrase]) -> list[list[Phrase]]:
    """A subject and each of those to whom it does something: "*Fiji* summoned the *Tongan* envoy"."""
    verbs = clauses_of(tree, phrase.head)
    verbs += [further for verb in verbs for further in tree.children(verb, "conj", "xcomp", "advcl")]
    return [
        [phrase, by_head[child]]
        for verb in verbs
        for child in tree.children(verb, "obj", "iobj", "obl")
        if child in by_head
        and not _is_own(tree, child)
        and {tree.lemma(case) for case in tree.children(child, "case")} <= _TOWARDS
    ]


def _camp_or_owner(
    tree: Tree, phrase: Phrase, by_head: Mapping[int, Phrase], chains: Chains
) -> Hashable | None:
    """A phrase's side; of a body that is a state's by a pronoun, that state: "Fiji … *its ministry*"."""
    camp = camp_of(tree, phrase, chains)
    for child in tree.children(phrase.head, "nmod:poss") if camp is not None else []:
        owner = by_head.get(child)
        named = [] if owner is None or owner.kind != "pronoun" else chains.chain(owner).phrases
        state = next((one.country for one in named if one.country is not None), None)
        if state is not None:
            return state
    return camp


def _is_own(tree: Tree, noun: int) -> bool:
    """Whether a noun is said to be somebody's of before: "pulled *its* ministers out"."""
    return any(tree.tokens[owner].upos == "PRON" for owner in tree.children(noun, "nmod:poss"))


def camp_of(tree: Tree, phrase: Phrase, chains: Chains) -> Hashable | None:
    """The side that a phrase would be on: its country, or itself as a body or as a group of fighters."""
    chain = chains.chain(phrase)
    if chain.person != 3 or phrase.kind == "pronoun" or phrase.lemma in word_class("side"):
        return None
    if phrase.country is not None and phrase.kind == "name":
        return phrase.country
    known = [organisations.find(said) for name in chain.names for said in (name, name.split()[0])]
    known += [organisations.find(tree.tokens[of].text) for of in tree.children(phrase.head, "compound")]
    entry = noun_entry(tree, phrase.head) if phrase.kind == "nominal" else None
    sectors = {one.sector for one in (entry, *known) if one is not None}
    if sectors & _NEUTRAL:
        return None
    country = chain.country or next(filter(None, (_nation(tree, one) for one in chain.phrases)), None)
    own = chain.type in ("organisation", "group") or (chain.type == "person" and phrase.number == "plur")
    counted = tree.children(phrase.head, "nummod") or (phrase.definite is False and chain.type == "person")
    if counted and phrase.kind == "nominal":
        return None  # "killed *two soldiers*"
    if own and (country is None or sectors & _IRREGULAR):
        return id(chain)
    return country


def _nation(tree: Tree, phrase: Phrase) -> str | None:
    """Whose somebody is, or a thing: "*Israeli* strikes", "*Togo's* army", "*Lomé*"."""
    seat = countries.capital_of(phrase.name) if phrase.name else None
    if seat is not None and not tree.children(phrase.head, "compound", "case"):
        return seat  # not "on Lake *Victoria*", "in *Nairobi*"
    for word in phrase.title.split()[:1]:  # "*Armenian* Prime Minister Nikol Pashinyan"
        people = countries.demonym(word.capitalize())
        if people is not None:
            return people.country
    itself = people_at(tree, phrase.head) if phrase.kind == "nominal" else None
    if itself is not None:
        return itself.country  # "*Kyrgyz* and Tajik negotiators", "the *Israelis*"
    of_whom = [child for child in tree.children(phrase.head, "nmod") if tree.has_word(child, ("of",), "case")]
    for child in (*tree.children(phrase.head, "amod", "compound", "nmod:poss"), *of_whom):
        people = people_at(tree, child)
        nation = people.country if people is not None else countries.country_of(tree.tokens[child].text)
        if nation is not None:
            return nation
    return None
