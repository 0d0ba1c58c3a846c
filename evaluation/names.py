"""Names in the corpus of moves: the layer of names, and the entities and places of the reading.

The corpus lists every named person, organisation, place and event, and named things besides, those
inside other names as well, so that what is found beyond it counts against precision.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus import store
from corpus.records import Annotation
from corpus.texts import ARTICLES
from demarche.language.tree import Tree
from demarche.reading.learned_features import head_at
from demarche.reading.reader import Reader, Reading
from demarche.records import Report
from evaluation import corpus_sets
from evaluation.figures import Figure, Figures, present, tables

TITLE = "Names"
NEEDS = corpus_sets.NEEDS
ABOUT = """
Names that the [corpus](corpus.md) annotates, raw text in, those inside other names as well: Mali in
"Interior Ministry of Mali" is one by itself. A name is right where its kind is the annotated one (a
group counts as an organisation). *Names*: the layer `names` of `demarche inspect`, by exact bounds;
*untyped* leaves the kind out, *nested* asks only for names inside others, *by head* only that the
last span's head word is the name's. *Entities and places*: the same names among the reading's named
entities, which are whole phrases ("the Russian president Vladimir Putin"; article and possessive are
taken off them here), and its places. Precision asks every named entity and place for a name of that
head and kind; the corpus means to list all names, yet leaves out some (illnesses, months, titles),
so precision is a lower bound. The head that finds names learned them from *train* and the articles
seen; of *test* and the articles held out no difference was looked at. The encoder below it was trained
on the trees and phrases of some of the articles, which are GUM's and MEANTIME's.
"""
SPLITS = ("dev", "test", *ARTICLES)
KINDS = ("person", "organisation", "place", "event", "other")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class Found(NamedTuple):
    """A name as characters, with its kind and the token that heads it."""

    start: int
    end: int
    kind: str
    head: int | None


class Item(NamedTuple):
    """One text: its annotated names, the layer of names, and the named entities and places."""

    gold: tuple[Found, ...]
    names: tuple[Found, ...]
    entities: tuple[Found, ...]


@cache
def items(split: str, data: Path) -> tuple[Item, ...]:
    """The texts of a split; none where they are not on this machine."""
    if len(present(data, NEEDS)) < len(NEEDS):
        return ()
    pairs = list(store.joined(split, data))
    reports = [Report(id=item.id, text=item.text, published=item.date) for _, item in pairs]
    readings = Reader(learned=False).read_reports(reports)
    return tuple(_item(annotation, reading) for (annotation, _), reading in zip(pairs, readings, strict=True))


def _item(annotation: Annotation, reading: Reading) -> Item:
    tree = Tree(reading.analysis)
    gold = [
        Found(*mention.span, _kind(entity.type), head_at(tree, *mention.span))
        for entity in annotation.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    names = [
        Found(one.start, one.end, one.type, tree.head_of(one.first, one.last))
        for one in reading.analysis.names
    ]
    return Item(tuple(gold), tuple(names), tuple(dict.fromkeys(_entities(tree, reading))))


def _entities(tree: Tree, reading: Reading) -> Iterator[Found]:
    tokens = tree.tokens
    for entity in reading.layers.entities:
        if entity.named:
            first, last = entity.first, entity.last
            while first < entity.head and tokens[first].upos == "DET":
                first += 1
            while last > entity.head + 1 and tokens[last - 1].text in _POSSESSIVE:
                last -= 1
            yield Found(tokens[first].start, tokens[last - 1].end, _kind(entity.type), entity.head)
    for place in reading.layers.places:
        if place.kind != "demonym":
            yield Found(place.start, place.end, "place", place.head)


def _kind(kind: str) -> str:
    return "organisation" if kind == "group" else kind


def nested(names: Iterable[Found]) -> set[Found]:
    """The names that lie inside another one."""
    every = set(names)
    return {
        one
        for one in every
        if any(o.start <= one.start and one.end <= o.end and o[:2] != one[:2] for o in every)
    }


def layer(texts: Iterable[Item]) -> dict[str, Figure]:
    """Shares of the layer of names over some texts."""
    gold = found = right = untyped = headed = inside = inside_right = 0
    for text in texts:
        wanted, ours = {one[:3] for one in text.gold}, {one[:3] for one in text.names}
        gold, found, right = gold + len(wanted), found + len(ours), right + len(wanted & ours)
        untyped += len({one[:2] for one in wanted} & {one[:2] for one in ours})
        heads = {one[2:] for one in text.names}
        headed += sum(one[2:] in heads for one in set(text.gold))
        inner = {one[:3] for one in nested(text.gold)}
        inside, inside_right = inside + len(inner), inside_right + len(inner & ours)
    return {
        "annotated": gold,
        "found": found,
        "precision": right / max(1, found),
        "recall": right / max(1, gold),
        "F1": 2 * right / max(1, gold + found),
        "F1 untyped": 2 * untyped / max(1, gold + found),
        "recall by head": headed / max(1, gold),
        "nested recall": inside_right / max(1, inside),
    }


def among_entities(texts: Iterable[Item]) -> dict[str, Figure]:
    """Shares of the same names among named entities and places."""
    gold = exact = typed = headed = headed_typed = inside = inside_right = 0
    heads, heads_right = 0, 0
    for text in texts:
        ours, by_head = set(text.entities), {one[2:] for one in text.entities}
        inner = nested(text.gold)
        for one in set(text.gold):
            here = one.head in {head for _, head in by_head}
            gold, headed = gold + 1, headed + here
            headed_typed += one[2:] in by_head
            exact += any(other[:2] == one[:2] for other in ours)
            typed += any(other[:3] == one[:3] for other in ours)
            inside += one in inner
            inside_right += one in inner and one[2:] in by_head
        known = {one[2:] for one in text.gold}
        heads, heads_right = heads + len(by_head), heads_right + len(by_head & known)
    return {
        "annotated": gold,
        "exact": exact / max(1, gold),
        "exact, kind": typed / max(1, gold),
        "by head": headed / max(1, gold),
        "by head, kind": headed_typed / max(1, gold),
        "nested, by head, kind": inside_right / max(1, inside),
        "precision": heads_right / max(1, heads),
    }


def kinds(texts: Iterable[Item]) -> dict[str, Figure]:
    """F1 of the layer of names for each kind, with exact bounds."""
    texts = list(texts)
    found: dict[str, Figure] = {}
    for kind in KINDS:
        gold = [{one[:3] for one in text.gold if one.kind == kind} for text in texts]
        ours = [{one[:3] for one in text.names if one.kind == kind} for text in texts]
        right = sum(len(a & b) for a, b in zip(gold, ours, strict=True))
        found[kind] = 2 * right / max(1, sum(map(len, gold)) + sum(map(len, ours)))
    return found


def score(data: Path) -> Figures:
    """Rows of each split: the layer of names, its kinds, entities and places."""
    found: Figures = {}
    splits = {split: texts for split in SPLITS if (texts := items(split, data))}
    measures = {"names": layer, "names by kind": kinds, "entities and places": among_entities}
    for about, measure in measures.items():
        for split, texts in splits.items():
            found[f"{corpus_sets.name(split)}: {about}"] = measure(texts)
    return found


if __name__ == "__main__":
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))))
