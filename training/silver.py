"""Names in news without annotation: where the model at hand and the tables agree.

Items of ``current_events`` are read by an exported model. A name whose head the knowledge
tables know gets their type, so that the model learns types it had wrong; one that they
don't know is kept where the model is sure, and is left out of the loss where it is not.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from demarche.knowledge import countries, gazetteer, offices_leaders, organisations
from demarche.language import entities
from demarche.language.analyse import Model
from demarche.language.tree import Tree
from demarche.records import Analysis, EntityMention
from training.treebanks import Document, Sentence

SURE = 0.85  # the probability from which the model's own type counts
LONGEST_NAME = 7  # words
CITY = 200_000  # inhabitants of a city whose name is taken for one
FEWEST, MOST = 60, 450  # characters of an item
UNSURE = "?"  # no label: left out of the loss
BATCH = 64
SEED = 5


class _Namer(Model):
    """The model, with the names as it labels them, before mentions are made of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.named: list[list[tuple[int, int, str, float]]] = []

    def _mentions(self, analysis: Analysis, read) -> tuple[EntityMention, ...]:
        self.named.append(sorted(read.names))
        return ()


def kept(path: Path, data: Path, weights: Path, count: int) -> list[Document]:
    """The items in ``path``, which is made where it is missing: a resumed run sees the same."""
    if not path.exists():
        made = [[vars(sentence) for sentence in document] for document in silver(data, weights, count, SEED)]
        path.write_text(json.dumps(made), encoding="utf-8")
    return [
        [Sentence(**sentence) for sentence in document]
        for document in json.loads(path.read_text(encoding="utf-8"))
    ]


def silver(data: Path, weights: Path, count: int, seed: int) -> list[Document]:
    """``count`` items with names, each a document of one or two sentences."""
    chance, model = random.Random(seed), _Namer(weights)
    with gzip.open(data / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    texts = [text for text in texts if FEWEST < len(text) < MOST]
    chance.shuffle(texts)
    found: list[Document] = []
    for first in range(0, len(texts), BATCH):
        if len(found) >= count:
            break
        model.named.clear()
        analyses = model.analyse(texts[first : first + BATCH])
        for analysis, named in zip(analyses, model.named, strict=True):
            labels = labelled(analysis, named)
            if labels and analysis.sentences[0].first == 0:
                found.append([_sentence(analysis, labels)])
    return found[:count]


def _sentence(analysis: Analysis, labels: list[str]) -> Sentence:
    tokens = analysis.tokens
    space = [not index or token.start > tokens[index - 1].end for index, token in enumerate(tokens)]
    return Sentence([token.text for token in tokens], space, True, names=labels)


def labelled(analysis: Analysis, named: list[tuple[int, int, str, float]]) -> list[str] | None:
    """BIO labels of the words, or None where the tables know none of the names."""
    tree, tokens = Tree(analysis), analysis.tokens
    known = list(_known(analysis, tree))
    labels = ["O"] * len(tokens)
    for index, token in enumerate(tokens):
        # a name that only qualifies a common noun ("Airbus planes") is no mention's head
        if token.upos == "PROPN" and not (token.deprel == "compound" and tokens[token.head].upos != "PROPN"):
            labels[index] = UNSURE
    told = set()
    for begin, end, kind, score in named:
        first, last = entities.trimmed(tree, begin, end)
        head = tree.head_of(first, last)
        match = next((entry for entry in known if entry[0] <= head < entry[1]), None)
        if match:
            told.add(match)
            first, last, kind = min(first, match[0]), max(last, match[1]), match[2]
        elif score < SURE or (last == end < len(tokens) and tokens[end].upos == "PROPN"):
            labels[first:last] = [UNSURE] * (last - first)
            continue
        labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    for entry in known:
        first, last, kind = entry
        if entry in told or any(label[:2] in ("B-", "I-") for label in labels[first:last]):
            continue
        if tokens[tree.head_of(first, last)].deprel == "compound":
            continue
        told.add(entry)
        first -= first > 0 and tokens[first - 1].text.lower() == "the"
        last += last < len(tokens) and tokens[last].text in ("'s", "’s", "'", "’")
        labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return labels if told else None


def _known(analysis: Analysis, tree: Tree) -> Iterator[tuple[int, int, str]]:
    """(first, last, kind) of the longest names that the tables know, from left to right."""
    tokens, text = analysis.tokens, analysis.text
    index = 0
    while index < len(tokens):
        found = None
        if tokens[index].text[0].isupper() and tokens[index].upos in ("PROPN", "NOUN", "ADJ"):
            for last in range(min(len(tokens), index + LONGEST_NAME), index, -1):
                kind = type_of(text[tokens[index].start : tokens[last - 1].end])
                if kind and tokens[last - 1].upos in ("PROPN", "NOUN"):
                    found = last, kind
                    break
        if found:
            last, kind = found
            before = tokens[index - 1].upos if index else ""
            after = tokens[last].upos if last < len(tokens) else ""
            # "United" of "Manchester United" tells that more than the city is meant
            if after != "PROPN" and (before != "PROPN" or kind == "person"):
                yield index, last, kind
            index = last
        else:
            index += 1


def type_of(name: str) -> str | None:
    """The type that the tables give a name, or None where they know it not, or as two things."""
    kinds = set()
    if organisations.find(name):
        kinds.add("organisation")
    if countries.country_of(name) and not countries.demonym(name):
        kinds.add("place")
    if " " in name and offices_leaders.leader(name, None):
        kinds.add("person")
    if not kinds and name[1:] != name[1:].upper():
        places = gazetteer.look_up(name)
        if places and places[0].population >= CITY and places[0].kind in ("city", "region", "country"):
            kinds.add("place")
    return kinds.pop() if len(kinds) == 1 else None
