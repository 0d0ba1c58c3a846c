"""Joins a name and the description that the grammar puts beside it.

Appositions ("Li Wei, a professor"), predicate nouns ("He is the minister") and offices
behind "as" ("Ana Soto resigns as mayor"). The second pass, after names. Names listed behind
a plural are noted as its members and not joined.
"""

from __future__ import annotations

from demarche.knowledge import countries, organisations, sectors
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_mentions import Phrase


def join_appositions(tree: Tree, by_head: dict[int, Phrase], chains: Chains) -> None:
    """Joins "Li Wei, a professor" and "He is the minister"; both give descriptions.

    ``by_head`` has the report's phrases by head token. Changes ``chains``; notes at the phrases
    whose title a name shares and which names a plural has for members.
    """
    _join_adjacent(tree, by_head, chains)
    for head, phrase in by_head.items():
        token = tree.tokens[head]
        if phrase.kind == "name" and phrase.title:
            _share_title(tree, phrase, by_head)
        if token.deprel.startswith("appos"):
            host = _one_of(tree, token.head, by_head) if phrase.number != "plur" else None
            host = host or by_head.get(token.head)
            if host is None or host.kind == "pronoun":
                continue
            if _lists(tree, token.head, head):
                _note_members(tree, host, head, by_head)
                continue
            between = tree.tokens[host.last : phrase.first]
            marks = [word for word in between if (word.head, word.deprel) == (head, "case")]
            if marks:  # "a man *identified as* Ana Soto": the noun says what is named so
                _call_alike(host, phrase, chains)
            if all(word.upos in ("PUNCT", "ADV") or word in marks for word in between):
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


def _call_alike(host: Phrase, name: Phrase, chains: Chains) -> None:
    """Gives a description and the name that it is called by one type, which the noun tells best."""
    noun = sectors.noun(host.lemma)
    kind = host.type if noun is None else "person" if noun.person else "organisation"
    for one in (host, name):
        one.type = chains.chain(one).type = kind


def _one_of(tree: Tree, head: int, by_head: dict[int, Phrase]) -> Phrase | None:
    """The one of several whom a name behind them is of: "*one* of the builders, Ana Soto,"."""
    one = tree.head(head)
    if one is None or not tree.has_relation(head, "nmod") or tree.lemma(one) != "one":
        return None
    return by_head.get(one) if "Number=Plur" in tree.tokens[head].feats else None


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
        listed = [one for one in tree.children(other.head, "conj") if one != phrase.head]
        if closed and not tree.has_relation(other.head, "conj") and not listed:
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
    states = all(name.country is not None for name in names)
    if (persons or states) and len(names) > 1 and host.number == "plur" and host.kind == "nominal":
        host.members = tuple(names)
        if states:
            return
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
    """Joins a predicate noun to its subject, unless denied or only possible: "He *may* be the minister"."""
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
