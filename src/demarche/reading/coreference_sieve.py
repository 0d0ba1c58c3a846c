"""Names, appositions and definite descriptions: the sure links first.

A sieve in the manner of Lee et al. (2013, Computational Linguistics 39:4): each pass
uses what the surer passes before it have joined.
"""

from __future__ import annotations

from bisect import bisect_left

from demarche.knowledge import countries, offices, organisations, sectors
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains, compatible
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_names import (
    SMALL,
    abbreviates,
    entity_key,
    organisation_names_agree,
    person_names_agree,
    same_name,
    words_of,
)

# Definite nouns that can stand for any name of their type.
_FOR_COUNTRIES = frozenset({"country", "nation", "state", "republic", "kingdom", "island", "archipelago"})
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
_NEAREST = 60  # names on either side that are compared
_FOR_PERSONS = frozenset({"man", "woman", "boy", "girl", "politician", "statesman", "veteran"})


def join_names(tree: Tree, phrases: list[Phrase], chains: Chains) -> None:
    """Joins names that are the same, shorter forms, acronyms and known variants."""
    named = [phrase for phrase in phrases if phrase.kind == "name" and phrase.name]
    keys = _by_key(named)
    for phrase in named:
        if phrase.type == "place" and _is_surname(tree, phrase, _near(phrase, keys)):
            phrase.type = chains.chain(phrase).type = "person"
    seen: dict[tuple[str, ...] | str, Phrase] = {}
    for phrase in named:
        key = entity_key(phrase.name)
        if key is None:
            continue
        if key in seen:
            chains.join(seen[key], phrase)
        seen.setdefault(key, phrase)
    alike: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in named:
        same = alike.setdefault(words_of(phrase.name), [])
        for earlier in reversed(same[-_NEAREST:]):
            if same_name(earlier.name, phrase.name) and chains.join(earlier, phrase):
                break
        same.append(phrase)
    for phrase in sorted(named, key=lambda p: -len(p.name.split())):
        _join_variant(phrase, _near(phrase, keys), chains)


def _is_surname(tree: Tree, phrase: Phrase, near: list[Phrase]) -> bool:
    """Whether a city's name is a person's who was named in full: "Ana *Paris* left. *Paris* said …"."""
    acts = tree.has_relation(phrase.head, "nsubj", "nmod:poss") and not any(
        tree.tokens[case].text.lower() not in ("'s", "’s", "'", "’")
        for case in tree.children(phrase.head, "case")
    )
    return acts and phrase.country is None and any(
        other.head < phrase.head and other.type == "person"
        and " " in other.name and words_of(other.name)[-1:] == words_of(phrase.name)
        for other in near
    )


def _keys(name: str) -> set[str]:
    """What two variants of a name share: a word, or initials that are the other's letters."""
    words = [word for word in name.replace("-", " ").split() if word]
    big = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
    every = "".join(word[0] for word in words).upper()
    letters = name.replace(".", "")
    return {*words_of(name), f"={big}", f"={every}", f"={letters}"}


def _by_key(named: list[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in named:
        for key in _keys(phrase.name):
            found.setdefault(key, []).append(phrase)
    return found


def _near(phrase: Phrase, keys: dict[str, list[Phrase]]) -> list[Phrase]:
    """The nearest names that can be variants of a name, in text order, so that the work is linear."""
    found: dict[int, Phrase] = {}
    for key in _keys(phrase.name):
        listed = keys[key]
        place = bisect_left(listed, phrase.head, key=lambda other: other.head)
        for other in listed[max(0, place - _NEAREST) : place + _NEAREST]:
            found[id(other)] = other
    return sorted(found.values(), key=lambda other: other.head)


def _join_variant(phrase: Phrase, named: list[Phrase], chains: Chains) -> None:
    """Joins a shorter name to the nearest longer one before it, else after it."""
    own = chains.chain(phrase)
    candidates = [other for other in named if chains.chain(other) is not own]
    before = [other for other in candidates if other.head < phrase.head]
    after = [other for other in candidates if other.head > phrase.head]
    for other in [*reversed(before), *after]:
        person = phrase.type == "person" or other.type == "person"
        if person:
            if phrase.country and not phrase.title and phrase.type == "place":
                continue
            agree = person_names_agree(phrase.name, other.name) and len(other.name.split()) > 1
            agree = agree and (phrase.type in ("person", "other"))
        elif (phrase.country is None) != (other.country is None):
            continue  # "*U.S.* Environmental Protection Agency" is not the United States
        else:
            agree = (
                organisation_names_agree(phrase.name, other.name)
                or abbreviates(phrase.name, other.name)
                or abbreviates(other.name, phrase.name)
            )
        if agree and chains.join(other, phrase):
            return


def join_appositions(tree: Tree, by_head: dict[int, Phrase], chains: Chains) -> None:
    """Joins "Li Wei, a professor" and "He is the minister"; both give descriptions."""
    _join_adjacent(tree, by_head, chains)
    for head, phrase in by_head.items():
        token = tree.tokens[head]
        if phrase.kind == "name" and phrase.title:
            _share_title(tree, phrase, by_head)
        if token.deprel.startswith("appos"):
            host = by_head.get(token.head)
            if host is None or host.kind == "pronoun":
                continue
            if _lists(tree, token.head, head):
                _note_members(tree, host, head, by_head)
                continue
            between = tree.tokens[host.last : phrase.first]
            if all(word.upos in ("PUNCT", "ADV") for word in between):
                chains.join(host, phrase)
                for other in tree.conjuncts(head)[1:]:  # "Rao, a lawyer *and a member of the council*"
                    if other in by_head and not tree.children(other, "nmod:poss"):
                        chains.join(host, by_head[other])
        elif phrase.kind != "pronoun" and tree.children(head, "cop"):
            _join_predicate(tree, head, phrase, by_head, chains)
        elif phrase.kind == "nominal" and phrase.type == "person" and phrase.number != "plur":
            holder = _holder(tree, head, by_head)
            if holder is not None:
                chains.join(holder, phrase)


def _join_adjacent(tree: Tree, by_head: dict[int, Phrase], chains: Chains) -> None:
    """A name between commas beside a description of a person, whatever the parse says.

    "Asha Rao, a retired judge, said" and "the group's founder, Imran Aziz, left".
    """
    starts = {phrase.first: phrase for phrase in by_head.values() if phrase.kind != "pronoun"}
    tokens = tree.tokens
    for phrase in by_head.values():
        if phrase.number == "plur" or phrase.last + 1 >= len(tokens):
            continue
        other = starts.get(phrase.last + 1) if tokens[phrase.last].text == "," else None
        if other is None or other.number == "plur":
            continue
        if not (_may_be_person(phrase, other) and _may_be_person(other, phrase)):
            continue
        if {phrase.kind, other.kind} != {"name", "nominal"} or other.sentence != phrase.sentence:
            continue
        closed = other.last >= len(tokens) or tokens[other.last].upos == "PUNCT"
        if closed and not tree.has_relation(other.head, "conj") and not tree.children(other.head, "conj"):
            for one in (phrase, other):
                one.type = chains.chain(one).type = "person"
            chains.join(phrase, other)


def _may_be_person(office: Phrase, other: Phrase) -> bool:
    """Whether a name beside an office is a person's, whatever it was taken for: "the mayor, *Sokodé Ba*,".

    What the tables know as a body or a country stays what it is.
    """
    if other.type == "person":
        return True
    named = office.kind == "nominal" and office.definite and other.kind == "name" and " " in other.name
    noun = sectors.noun(office.lemma) if named else None
    known = other.country or organisations.find(other.name) or countries.country_of(other.name)
    return bool(named and not known and noun is not None and noun.person and noun.sector)


def _share_title(tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """A plural title is that of every name behind it: "*Senators* Bob Hall and Ana Soto"."""
    titles = tree.children(phrase.head, "nmod:desc")
    if any("Number=Plur" in tree.tokens[title].feats for title in titles if title < phrase.head):
        for member in tree.conjuncts(phrase.head)[1:]:
            other = by_head.get(member)
            if other is not None and other.kind == "name" and not other.title and other.type != "place":
                other.whole = phrase


def _note_members(tree: Tree, host: Phrase, head: int, by_head: dict[int, Phrase]) -> None:
    """The names behind a plural as its members: "two Russians, *Igor Petrov and Sergei Orlov*"."""
    names = [by_head[member] for member in tree.conjuncts(head) if member in by_head]
    persons = all(name.kind == "name" and name.type == "person" for name in names)
    if persons and len(names) > 1 and host.number == "plur" and host.kind == "nominal":
        host.members = tuple(names)
        for name in names:
            name.whole = host


def _lists(tree: Tree, host: int, head: int) -> bool:
    """Whether the apposition gives members or a place: "two cities, Lyon and Nice"."""
    several = bool(tree.children(head, "conj"))
    one_name = tree.tokens[host].upos == "PROPN" and tree.tokens[head].upos == "NOUN"
    return (several and not one_name) or (
        tree.tokens[host].upos == "PROPN"
        and tree.tokens[head].upos == "PROPN"
        and bool(tree.children(head, "case"))
    )


def _holder(tree: Tree, head: int, by_head: dict[int, Phrase]) -> Phrase | None:
    """Who holds an office behind "as": "*Ana Soto* resigns as mayor", "named *Ana Soto* as judge"."""
    if not tree.has_relation(head, "obl", "xcomp") or tree.children(head, "nmod:poss"):
        return None
    cases = {tree.lemma(case) for case in tree.children(head, "case", "mark")}
    verb = tree.tokens[head].head
    if cases != {"as"} or verb < 0 or tree.tokens[verb].upos != "VERB":
        return None
    whose = tree.child(verb, "obj")
    if whose is None:
        whose = tree.child(verb, "nsubj")
    found = by_head.get(whose) if whose is not None else None
    return found if found is not None and found.type == "person" and found.number != "plur" else None


def _join_predicate(
    tree: Tree, head: int, phrase: Phrase, by_head: dict[int, Phrase], chains: Chains
) -> None:
    subject = tree.child(head, "nsubj")
    if subject is None or subject not in by_head:
        return
    negations = ("not", "n't", "never", "no")
    if any(tree.lemma(c) in negations for c in tree.children(head, "advmod", "det")):
        return
    if tree.children(head, "case") or by_head[subject].lemma in ("it", "this", "that", "there"):
        return
    if any(tree.lemma(c) in ("may", "might", "could", "would", "should") for c in tree.children(head, "aux")):
        return
    chains.join(by_head[subject], phrase)


def join_description(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Joins a definite description to the nearest thing before that it can describe."""
    if phrase.kind != "nominal" or phrase.definite is False:
        return False
    own = chains.chain(phrase)
    if len(own.phrases) > 1 and own.first.head < phrase.head:
        return True
    owners = tree.children(phrase.head, "nmod:poss")
    possessed = bool(owners)
    whose = {id(chains.chain(other)) for other in earlier if other.head in owners}
    general = phrase.definite is True and (phrase.type == "person" or phrase.lemma in _GENERAL)
    if phrase.lemma in _FOR_BODIES and not possessed:  # "the commission" of before, before any other body
        for candidate in reversed(earlier):
            chain = chains.chain(candidate)
            distance = phrase.sentence - candidate.sentence
            same = distance <= _SAME_NOUN and chain is not own and not _inside(candidate, phrase)
            if same and _same_head(phrase, chain, distance, possessed=False):
                return chains.join(_named_since(phrase, candidate, earlier, chains) or candidate, phrase)
    seen: set[int] = {id(own)}
    for candidate in reversed(earlier):
        chain = chains.chain(candidate)
        if id(chain) in seen or candidate.head >= phrase.head:
            continue
        seen.add(id(chain))
        if not general and phrase.lemma not in chain.heads:
            continue
        distance = phrase.sentence - candidate.sentence
        if _inside(candidate, phrase) or not compatible(chain, own):
            continue
        if phrase.definite is None:
            if _same_bare(phrase, chain):
                return chains.join(candidate, phrase)
            continue
        if possessed and not _owned_alike(tree, whose, chain, earlier, chains):
            continue
        person = phrase.type == "person" and phrase.number == "sing" and not possessed
        if person and not _of_one_nation(tree, phrase, chain):
            continue
        same = _same_head(phrase, chain, distance, possessed=possessed)
        if (same and not (person and _is_another_office(phrase, chain))) or (
            not possessed and _describes(phrase, chain, candidate, distance)
        ):
            return chains.join(candidate, phrase)
    return False


def _owned_alike(
    tree: Tree, whose: set[int], chain: Chain, earlier: list[Phrase], chains: Chains
) -> bool:
    """Whether what was spoken of before has the owner of now: "*his* government" is not "the two
    governments" of before, nor another's."""
    if not whose:
        return True  # a name, which its own words tell
    owners = {child for other in chain.phrases for child in tree.children(other.head, "nmod:poss")}
    return any(other.head in owners and id(chains.chain(other)) in whose for other in earlier)


def _of_one_nation(tree: Tree, phrase: Phrase, chain: Chain) -> bool:
    """Whether no nation beside an office speaks against it: "the *French* president" is not "President
    Ana Soto of *Chile*"."""
    own = _nations(tree, phrase)
    theirs = {nation for other in chain.phrases for nation in _nations(tree, other)}
    return not own or not theirs or not own.isdisjoint(theirs)


def _nations(tree: Tree, phrase: Phrase) -> set[str]:
    """The nations that a phrase names beside its noun or name, as adjective, owner or behind "of"."""
    found = set()
    beside = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod")
    for child in tree.children(phrase.head, *beside):
        for word in (child, *tree.children(child, "amod", "compound", "nmod:poss")):
            text = tree.tokens[word].text
            cases = {tree.lemma(case) for case in tree.children(word, "case")}
            if not text[:1].isupper() or not cases <= {"of", "'s", "’s", "'", "’"}:
                continue
            people = countries.demonym(text)
            code = people.country if people is not None else countries.country_of(text)
            if code is not None:
                found.add(code)
    return found


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


def _same_bare(phrase: Phrase, chain: Chain) -> bool:
    """A bare noun repeated word by word: "grain exports … grain exports".

    Bare nouns for people are left alone: two mentions of "officials" need not be the same.
    """
    if phrase.type in ("person", "group") and len(phrase.words) < 2:
        return False
    return any(
        other.words == phrase.words
        and other.number == phrase.number
        and other.kind == "nominal"
        and other.head < phrase.head
        for other in chain.phrases
    )


def _inside(one: Phrase, other: Phrase) -> bool:
    return (other.first <= one.first and one.last <= other.last) or (
        one.first <= other.first and other.last <= one.last
    )


def _same_head(phrase: Phrase, chain: Chain, distance: int, *, possessed: bool) -> bool:
    """The same noun with no word that the earlier phrases lack: "the deal", "the report"."""
    for other in chain.phrases:
        if other.head >= phrase.head or other.lemma != phrase.lemma or other.kind == "pronoun":
            continue
        extra = phrase.words - other.words - {phrase.lemma}
        if possessed and phrase.words != other.words:
            continue  # "their country" is not the last country spoken of
        if not extra and (distance <= 12 or phrase.words == other.words):
            return True
    return False


def _describes(phrase: Phrase, chain: Chain, candidate: Phrase, distance: int) -> bool:
    """ "the president" of a President Macron, "the company" of Gazprom, "the city" of Riga."""
    lemma = phrase.lemma
    plain = len(phrase.words) == 1
    if phrase.type == "person" and phrase.number == "sing" and chain.type == "person":
        if lemma in chain.roles():
            if _is_another_office(phrase, chain):
                return False
            return phrase.country is None or chain.country is None or phrase.country == chain.country
        if lemma in _FOR_PERSONS and plain and distance <= 2:
            return chain.named and chain.gender == phrase.gender
        if _portfolio(phrase.words - {lemma}) - _NOT_QUITE:
            return False  # "the *supreme* leader", "the *opposition* leader" is another one
        if lemma in ("leader", "premier") and chain.named and distance <= 6:
            return any(heads_state(title) for title in chain.titles | chain.lemmas) and (
                phrase.country is None or phrase.country == chain.country
            )
        return False
    if not plain or distance > 4 or not chain.named:
        return False
    if lemma in _FOR_COUNTRIES and chain.country:
        return chain.type == "place"
    if lemma in _FOR_PLACES:
        return chain.type == "place" and not chain.country and distance <= 3
    if lemma in _FOR_BODIES and chain.type in ("organisation", "group"):
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


# What one who holds an office no more, or not the office itself, is called by beside it.
_NOT_QUITE = frozenset("former ex ex- vice deputy then- late ousted deposed elect".split())


def _is_another_office(phrase: Phrase, chain: Chain) -> bool:
    """Whether the words beside an office tell it from that of the chain.

    "The *finance* minister" is not the foreign minister of before, nor "the president" the
    *former* president or the *vice* president; "the minister" can be either minister.
    """
    own = _portfolio(phrase.words)
    theirs = [
        _portfolio(frozenset(words))
        for words in [
            *(other.words for other in chain.phrases if other.kind == "nominal"),
            *(title.split() for title in chain.titles),
        ]
        if phrase.lemma in words
    ]
    if not theirs:
        return False
    portfolio = own - _NOT_QUITE
    return all(
        (own & _NOT_QUITE) != (words & _NOT_QUITE)
        or bool(portfolio and words - _NOT_QUITE and portfolio.isdisjoint(words))
        for words in theirs
    )


def _portfolio(words: frozenset[str]) -> frozenset[str]:
    """What stands beside the noun of an office, without whose it is."""
    return frozenset(
        word
        for word in words
        if word in _NOT_QUITE
        or (sectors.noun(word) is None and countries.demonym(word.capitalize()) is None and word not in SMALL)
    )


_HEADS = frozenset({"head of state", "head of government", "monarch", "leader", "party leader"})


def heads_state(title: str) -> bool:
    """Whether a title or description is that of a head of state or of government, or of a leader."""
    words = title.split()
    for begin in range(len(words)):
        office = offices.office(" ".join(words[begin:]))
        if office is not None:
            return office.office in _HEADS
    return False
