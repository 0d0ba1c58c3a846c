"""What the tables, the tree and the letters tell of each word, for the head that finds names.

The encoder knows a word by its pieces and by the words around it; that "Malabo" is a capital,
"Obiang" a president's name and "Novatek" nobody's it can't know of a few thousand sentences.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

import numpy as np

from demarche.knowledge import (
    countries,
    gazetteer,
    offices,
    offices_leaders,
    organisations,
    place_words,
    sectors,
    tables,
    time_tables,
)
from demarche.knowledge.word_classes import word_class
from demarche.language.shapes import OTHER, shape
from demarche.records import Analysis, Token

LONGEST = 6  # words of a name that is looked up
CITY = 100_000  # inhabitants; what is smaller bears the name of much else
# what the tables call a name; the first that fits counts
KNOWN = (
    "body", "seat", "country", "demonym", "capital", "leader", "city", "town", "region", "water", "site",
)  # fmt: skip
WORDS = (
    "given name", "surname", "title", "noun of a person", "noun of a body", "noun of a place", "calendar",
    "portfolio", "modifier", "firm", "feast",
)  # fmt: skip
UPOS = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)  # fmt: skip
RELATIONS = tuple(
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nmod:poss nmod:desc nsubj nummod obj obl orphan parataxis punct "
    "reparandum root vocative xcomp".split()
)
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_KINDS = {
    "region": "region", "district": "region", "territory": "region", "sea": "water", "strait": "water",
    "river": "water", "lake": "water", "island": "water",
}  # fmt: skip
COLUMNS = (
    *(f"{part} {kind}" for kind in KNOWN for part in ("begins", "goes on", "alone is")),
    *WORDS,
    *(f"shape {number}" for number in range(OTHER + 1)),
    *(f"upos {upos}" for upos in UPOS),
    *(f"relation {relation}" for relation in RELATIONS),
    "under a proper noun", "under a noun", "under the word before", "under the next word", "governor before",
    "governor behind", "first", "last", "possessive",
)  # fmt: skip
_NUMBER = {name: number for number, name in enumerate(COLUMNS)}


def features(analysis: Analysis) -> np.ndarray:
    """Which of COLUMNS hold of each word [tokens, COLUMNS], 1 or 0."""
    tokens = analysis.tokens
    found = np.zeros((len(tokens), len(COLUMNS)), np.float32)
    for sentence in analysis.sentences:
        if sentence.last > sentence.first:
            found[sentence.first, _NUMBER["first"]] = found[sentence.last - 1, _NUMBER["last"]] = 1
            _look_up(analysis, sentence.first, sentence.last, found)
    held = [(*_of_form(token.text), *_of_tree(tokens, index)) for index, token in enumerate(tokens)]
    found[np.repeat(np.arange(len(tokens)), [len(one) for one in held]), [*chain.from_iterable(held)]] = 1
    return found


def _look_up(analysis: Analysis, begin: int, end: int, found: np.ndarray) -> None:
    """Mark the longest names of a sentence that the tables know, from left to right."""
    tokens, index = analysis.tokens, begin
    while index < end:
        step = 1
        for last in range(min(index + LONGEST, end), index, -1) if _may_begin(tokens[index]) else ():
            final = tokens[last - 1].text
            if final in POSSESSIVE or not any(map(str.isalnum, final)):
                continue
            kind = known(analysis.text[tokens[index].start : tokens[last - 1].end])
            if kind is not None:
                found[index, _NUMBER[f"begins {kind}"]] = 1
                found[index + 1 : last, _NUMBER[f"goes on {kind}"]] = 1
                step = last - index
                break
        index += step


def _may_begin(token: Token) -> bool:
    word = token.text
    capital = word[:1].isupper() or word[:1].isdigit() or word[:3] == "al-"
    return capital and word not in ("The", "THE", "A") and token.upos not in ("PUNCT", "PRON")


@lru_cache(maxsize=100_000)
def known(words: str) -> str | None:
    """What the tables call a name, one of KNOWN, or None."""
    if organisations.find(words) is not None:
        return "body"
    if countries.seat(words) is not None:
        return "seat"
    if countries.country_of(words) is not None:
        return "country"
    if countries.demonym(words) is not None:
        return "demonym"
    if countries.capital_of(words) is not None:
        return "capital"
    if " " in words and offices_leaders.leader(words, None) is not None:
        return "leader"
    if words[1:] == words[1:].upper():
        return None  # "OR", "5": no town is looked for
    places = gazetteer.look_up(words)
    if not places:
        return None
    if places[0].kind == "city":
        return "city" if places[0].population >= CITY else "town"
    return _KINDS.get(places[0].kind, "site")


@lru_cache(maxsize=100_000)
def _of_form(form: str) -> tuple[int, ...]:
    """The columns that hold of a word wherever it stands."""
    low, capital = form.lower(), form[:1].isupper()
    bare = low.rstrip(".")
    noun = sectors.noun(bare)
    holding = {
        "given name": capital and bare in _given_names(),
        "surname": capital and bare in _surnames(),
        "title": not offices.title_words().isdisjoint((low, bare)),
        "noun of a person": noun is not None and noun.person,
        "noun of a body": noun is not None and not noun.person,
        "noun of a place": bare in place_words.kind_words(),
        "calendar": bare in time_tables.calendar(),
        "portfolio": bare in offices.portfolio_words(),
        "modifier": sectors.modifier(bare) is not None,
        "firm": bare in word_class("firm"),
        "feast": bare in time_tables.holidays(),
        f"shape {shape(form)}": True,
        f"alone is {known(form) if capital else None}": True,
    }
    return tuple(_NUMBER[name] for name, holds in holding.items() if holds and name in _NUMBER)


def _of_tree(tokens: tuple[Token, ...], index: int) -> tuple[int, ...]:
    """The columns that hold of a word for where it stands."""
    token = tokens[index]
    governor, distance = None, 0
    if token.head >= 0:
        governor, distance = tokens[token.head].upos, max(-2, min(token.head - index, 2))
    return _of_place(token.upos, token.deprel, governor, distance, token.text in POSSESSIVE)


@cache
def _of_place(
    upos: str, deprel: str, governor: str | None, distance: int, possessive: bool
) -> tuple[int, ...]:
    """The same, of a word whose governor stands so many words behind it, or before it; at most two count."""
    relation = deprel if f"relation {deprel}" in _NUMBER else deprel.partition(":")[0]
    holding = {
        f"upos {upos}": True,
        f"relation {relation}": True,
        "possessive": possessive,
        "under a proper noun": governor == "PROPN",
        "under a noun": governor == "NOUN",
        "under the word before": distance == -1,
        "under the next word": distance == 1,
        "governor before": distance < 0,
        "governor behind": governor is not None and distance >= 0,
    }
    return tuple(_NUMBER[name] for name, holds in holding.items() if holds and name in _NUMBER)


@cache
def _given_names() -> frozenset[str]:
    rows = tables.rows("offices_given_names.tsv", ("name", "gender"))
    return frozenset(row["name"].lower() for _, row in rows)


@cache
def _surnames() -> frozenset[str]:
    """The last words of the names of leaders."""
    rows = tables.rows("offices_leaders.tsv", ("name", "country", "sector", "from", "to", "variants"))
    return frozenset(row["name"].rpartition(" ")[2].lower() for _, row in rows)
