"""Other names in the place of those that the treebank has: as many words, of the same kind.

What a network can learn of names from 5,000 sentences is which names they hold. With
persons, places and organisations swapped for others, it has to look at the words around.
A document's names are swapped alike throughout, so that "Ana Costa … Costa" stays one.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from demarche.knowledge import countries, gazetteer, offices, tables
from demarche.language.shapes import TITLE, UPPER, shape
from training.treebanks import Document, Sentence, name_spans

SHARE = 0.5  # of the documents are swapped in an epoch
INVENTED = 0.6  # of the persons get a given name and a surname that never met
PLACES = 15_000  # of the gazetteer's cities
SMALLEST = 30_000  # inhabitants


@dataclass
class Pools:
    """Names by (kind, how many words, whether in capitals), each a tuple of words."""

    names: dict[tuple[str, int, bool], list[tuple[str, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    given: list[str] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)

    def add(self, kind: str, name: str) -> None:
        """File a name whose words are all capitalised or all in capitals."""
        words = tuple(name.split(" "))
        shapes = {shape(word) for word in words}
        if all(word.isalpha() for word in words) and (shapes == {TITLE} or shapes == {UPPER}):
            self.names[kind, len(words), shapes == {UPPER}].append(words)


@cache
def pools() -> Pools:
    """The names of the knowledge tables."""
    found = Pools()
    columns = ("name", "country", "sector", "from", "to", "variants")
    for _, row in tables.rows("offices_leaders.tsv", columns):
        found.add("person", row["name"])
        if row["name"].split(" ")[-1].isalpha():
            found.surnames.append(row["name"].split(" ")[-1])
    found.given = [row["name"] for _, row in tables.rows("offices_given_names.tsv", ("name", "gender"))]
    for _, row in tables.rows("organisations.tsv", ("name", "variants", "country", "sector")):
        for name in (row["name"], *tables.values(row["variants"])):
            found.add("organisation", name.removeprefix("The "))
    for country in countries.all_countries():
        for name in (country.name, *country.capitals):
            found.add("place", name)
    for name in _cities():
        found.add("place", name)
    return found


def _cities() -> list[str]:
    """Some of the gazetteer's cities, the same ones each time."""
    path = files("demarche.knowledge").joinpath("data/gazetteer.sqlite")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        rows = database.execute(
            "SELECT DISTINCT name FROM place WHERE kind = 'city' AND population > ? ORDER BY geonameid",
            (SMALLEST,),
        ).fetchall()
    names = [name for (name,) in rows]
    return random.Random(1).sample(names, min(PLACES, len(names)))


def swapped(documents: list[Document], chance: random.Random) -> list[Document]:
    """The documents, a share of them with other names; the rest as they are."""
    return [_swap(document, chance) if chance.random() < SHARE else document for document in documents]


def _swap(document: Document, chance: random.Random) -> Document:
    chosen: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    return [_swap_sentence(sentence, chosen, chance) for sentence in document]


def _swap_sentence(
    sentence: Sentence, chosen: dict[tuple[str, tuple[str, ...]], tuple[str, ...]], chance: random.Random
) -> Sentence:
    forms, lemmas = list(sentence.forms), list(sentence.lemmas)
    for kind, first, last in _proper(sentence):
        old = tuple(sentence.forms[first:last])
        new = chosen.get((kind, old)) or _draw(kind, old, chance)
        if new is None:
            continue
        chosen[kind, old] = new
        if kind == "person" and len(old) > 1:
            chosen.setdefault((kind, old[-1:]), new[-1:])
            chosen.setdefault((kind, old[:1]), new[:1])
        forms[first:last] = new
        lemmas[first:last] = new
    return replace(sentence, forms=forms, lemmas=lemmas)


def _proper(sentence: Sentence) -> list[tuple[str, int, int]]:
    """(kind, first, last) of the runs of proper nouns that may be swapped.

    A run is the whole proper part of a name and holds its head: not "New Zealand" in a
    name of "the Maori of mainland New Zealand".
    """
    names, upos, feats, heads = sentence.names, sentence.upos, sentence.feats, sentence.heads
    assert names and upos and feats and heads
    found, titles = [], offices.title_words()
    for first, last, kind in name_spans(names):
        if kind not in ("person", "place", "organisation"):
            continue
        head = next((word for word in range(first, last) if not first <= heads[word] < last), first)
        begin, end = head, head + 1
        while begin > first and upos[begin - 1] == "PROPN":
            begin -= 1
        while end < last and upos[end] == "PROPN":
            end += 1
        if kind == "person":
            if begin > first and upos[begin - 1] == "DET":
                continue  # "the Vikings"
            while begin < end and sentence.forms[begin].lower().rstrip(".") in titles:
                begin += 1
        singular = all(upos[word] == "PROPN" and "Number=Sing" in feats[word] for word in range(begin, end))
        if begin < end and singular and _simple(sentence, begin, end):
            found.append((kind, begin, end))
    return found


def _simple(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words hang together as one name of capitalised words, nothing more."""
    heads = sentence.heads
    assert heads is not None
    shapes = {shape(form) for form in sentence.forms[first:last]}
    if not (shapes == {TITLE} or shapes == {UPPER}):
        return False
    return sum(not first <= heads[word] < last for word in range(first, last)) == 1


def _draw(kind: str, old: tuple[str, ...], chance: random.Random) -> tuple[str, ...] | None:
    """Another name, or None where this one had better stay."""
    known, upper = pools(), shape(old[0]) == UPPER
    if kind == "person":
        if upper:
            return None
        if len(old) == 1:
            return (chance.choice(known.given if chance.random() < 0.4 else known.surnames),)
        if len(old) == 2 and chance.random() < INVENTED:
            return chance.choice(known.given), chance.choice(known.surnames)
    if kind == "place" and not gazetteer.look_up(" ".join(old)):
        return None
    others = known.names.get((kind, len(old), upper))
    return chance.choice(others) if others else None
