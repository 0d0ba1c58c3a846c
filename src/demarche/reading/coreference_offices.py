"""Whether two mentions of an office can be of one holder, and which offices head a state.

By the nation beside it ("the French president"), by its field ("the finance minister") and
by whether it is still held ("the former president").
"""

from __future__ import annotations

from demarche.knowledge import countries, offices, sectors
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_names import SMALL

# What one who holds an office no more, or not the office itself, is called by beside it.
_NOT_QUITE = frozenset("former ex ex- vice deputy then- late ousted deposed elect".split())
_HEADS = frozenset({"head of state", "head of government", "monarch", "leader", "party leader"})


def of_one_nation(tree: Tree, phrase: Phrase, chain: Chain) -> bool:
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


def is_another_office(phrase: Phrase, chain: Chain) -> bool:
    """Whether the words beside an office tell it from that of the chain.

    "The *finance* minister" is not the foreign minister of before, nor "the president" the
    *former* president or the *vice* president; "the minister" can be either minister.
    """
    if _is_another_trade(phrase, chain):
        return True
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


def _is_another_trade(phrase: Phrase, chain: Chain) -> bool:
    """Whether a compound is another kind of office than its noun: "the *attorney* general", no soldier."""
    noun = sectors.noun(phrase.lemma)
    known = {word for other in chain.phrases for word in other.words}
    known.update(word for title in chain.titles for word in title.split())
    for word in phrase.words - known:
        whole = sectors.noun(f"{word} {phrase.lemma}")
        if noun is not None and whole is not None and whole.sector != noun.sector:
            return True
    return False


def names_field(words: frozenset[str]) -> bool:
    """Whether the words beside an office say of what it is: "the *supreme* leader"."""
    return bool(_portfolio(words) - _NOT_QUITE)


def _portfolio(words: frozenset[str]) -> frozenset[str]:
    """What stands beside the noun of an office, without whose it is."""
    return frozenset(
        word
        for word in words
        if word in _NOT_QUITE
        or (sectors.noun(word) is None and countries.demonym(word.capitalize()) is None and word not in SMALL)
    )


def is_head_of_state(chain: Chain) -> bool:
    """Whether somebody is said to head a state or a government, by title or by description."""
    if any(map(heads_state, chain.titles | chain.lemmas)):
        return True
    return any({"prime", "minister"} <= phrase.words for phrase in chain.phrases)


def heads_state(title: str) -> bool:
    """Whether a title or description is that of a head of state or of government, or of a leader."""
    words = title.split()
    for begin in range(len(words)):
        office = offices.office(" ".join(words[begin:]))
        if office is not None:
            return office.office in _HEADS
    return False
