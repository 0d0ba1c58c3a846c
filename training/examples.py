"""From sentences to numbered arrays: label sets, windows, batches."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from demarche.language.frames import LEVELS, branches
from demarche.language.network import CLS, SEP, SUBWORDS_A_WORD, UNKNOWN
from demarche.language.shapes import GLUED, INSIDE, PARAGRAPH, SPACED, shape
from training.treebanks import Document, Sentence

NONE = -100  # a label that takes no part in the loss
WINDOW = 128  # subwords a window
LONGEST = 500  # of a sentence longer than the encoder's positions the rest is left out
# how many sentences a window may hold; single ones are common so that they work too
SIZES = (1, 1, 1, 2, 2, 3, 4, 6, 8)
FEWEST = {"feats": 8, "roles": 10}  # rarer labels are left out


class LabelSets:
    """The label sets, in the order of their numbers; ``senses`` are a lemma's rolesets."""

    def __init__(self, sets: dict) -> None:
        self.sets = sets
        self.number = {
            name: {label: index for index, label in enumerate(labels)}
            for name, labels in sets.items()
            if isinstance(labels, list)
        }
        self.sizes = {name: len(labels) for name, labels in sets.items() if isinstance(labels, list)}
        kinds = self.sizes["relations"]
        self.sizes["branches"] = 2 + 2 * kinds + LEVELS * (2 * kinds + 1)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> LabelSets:
        """Collect the labels of the training data."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        senses: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in (sentence for document in documents for sentence in document):
            for name in ("upos", "feats", "relations", "names", "mentions"):
                counts[name].update(getattr(sentence, name) or ())
            for word, roleset, arguments in sentence.frames or ():
                counts["rolesets"][roleset] += 1
                senses[sentence.lemmas[word].lower()][roleset] += 1
                counts["roles"].update(role for role, _, _ in arguments if role != "C-V")
        roles = [role for role, n in counts["roles"].items() if n >= FEWEST["roles"]]
        return cls(
            {
                "upos": sorted(counts["upos"]),
                "feats": [feats for feats, n in counts["feats"].items() if n >= FEWEST["feats"]],
                "relations": sorted(counts["relations"]),
                "names": ["O", *sorted(counts["names"].keys() - {"O"})],
                "mentions": ["none", *sorted(counts["mentions"].keys() - {"none"})],
                "rolesets": ["_", *sorted(counts["rolesets"])],
                "roles": ["O", *(prefix + role for role in roles for prefix in ("B-", "I-"))],
                "senses": {
                    lemma: [name for name, _ in known.most_common()] for lemma, known in senses.items()
                },
            }
        )

    def rivals(self) -> np.ndarray:
        """[rolesets, rolesets]: which rolesets share a lemma with which."""
        number = self.number["rolesets"]
        found = np.zeros((len(number), len(number)), bool)
        for names in self.sets["senses"].values():
            known = [number[name] for name in names]
            found[np.ix_(known, known)] = True
        return found


@dataclass
class Example:
    """A sentence in numbers. ``labels`` holds an array [n] a layer, NONE where it is absent."""

    ids: list[int]
    shapes: list[int]
    first: list[int]  # position of each word's first subword
    labels: dict[str, np.ndarray]
    bounded: bool  # whether its start is that of a sentence
    predicates: list[int]
    roles: np.ndarray  # [P, n]
    branches: np.ndarray  # [P, n], by the treebank's tree


class Numberer:
    """Turns sentences into examples."""

    def __init__(self, tokenizer: Path, labels: LabelSets) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._labels = labels

    def example(self, sentence: Sentence) -> Example:
        ids: list[int] = []
        shapes: list[int] = []
        first: list[int] = []
        for index, form in enumerate(sentence.forms):
            pieces = self._tokenizer.encode(form, add_special_tokens=False).ids[:SUBWORDS_A_WORD] or [UNKNOWN]
            place = SPACED if sentence.space[index] else GLUED
            if index == 0 and sentence.paragraph:
                place = PARAGRAPH
            first.append(len(ids))
            ids += pieces
            shapes += [place + shape(form), *[INSIDE + shape(form)] * (len(pieces) - 1)]
        n = len(first)
        labels = {
            name: self._numbers(name, getattr(sentence, name), n)
            for name in ("upos", "feats", "relations", "names", "mentions")
        }
        # heads: −1 the root, −2 unknown
        labels["heads"] = np.full(n, -2) if sentence.heads is None else np.array(sentence.heads)
        labels["predicates"] = np.full(n, NONE if sentence.frames is None else 0)
        labels["rolesets"] = np.full(n, NONE)
        labels["factuality"] = np.full(n, np.nan)
        for word, value in sentence.factuality.items():
            labels["factuality"][word] = value
        frames = sentence.frames or []
        roles = np.zeros((len(frames), n), np.int64)
        known = self._labels.number["roles"]
        for row, (word, roleset, arguments) in enumerate(frames):
            labels["predicates"][word] = 1
            labels["rolesets"][word] = self._labels.number["rolesets"].get(roleset, NONE)
            for role, begin, end in arguments:
                if f"B-{role}" in known and not roles[row, begin:end].any():
                    roles[row, begin] = known[f"B-{role}"]
                    roles[row, begin + 1 : end] = known[f"I-{role}"]
        predicates = [word for word, _, _ in frames]
        seen = np.zeros((0, n), np.int64)
        if predicates:
            kinds = self._labels.sizes["relations"]
            seen = branches(labels["heads"], labels["relations"], np.array(predicates), kinds)
        return Example(ids, shapes, first, labels, sentence.heads is not None, predicates, roles, seen)

    def _numbers(self, name: str, values: list[str] | None, n: int) -> np.ndarray:
        if values is None:
            return np.full(n, 0 if name == "relations" else NONE)
        unknown = 0 if name in ("relations", "mentions") else NONE
        return np.array([self._labels.number[name].get(value, unknown) for value in values])


Window = list[Example]


def windows(documents: Iterable[Iterable[Example]], chance: random.Random | None = None) -> list[Window]:
    """Neighbouring sentences of a document together, as many as fit or as chance has it."""
    found: list[Window] = []
    for document in documents:
        window: Window = []
        size, wanted = 0, 0
        for example in document:
            if window and (size + len(example.ids) > WINDOW or len(window) >= wanted):
                found.append(window)
                window, size = [], 0
            if not window:
                wanted = chance.choice(SIZES) if chance else len(example.ids) + WINDOW
            window.append(example)
            size += len(example.ids)
        if window:
            found.append(window)
    return found


def batches(found: list[Window], budget: int, chance: random.Random | None = None) -> list[list[Window]]:
    """Windows of about one length together, up to ``budget`` subwords with the padding."""

    def length(window: Window) -> int:
        return sum(len(example.ids) for example in window)

    ordered = sorted(found, key=lambda window: length(window) + (chance.random() * 6 if chance else 0))
    result: list[list[Window]] = []
    batch: list[Window] = []
    widest = 0
    for window in ordered:
        width = min(length(window), LONGEST) + 2
        if batch and max(widest, width) * (len(batch) + 1) > budget:
            result.append(batch)
            batch, widest = [], 0
        batch.append(window)
        widest = max(widest, width)
    if batch:
        result.append(batch)
    if chance:
        chance.shuffle(result)
    return result


@dataclass
class Batch:
    """Windows as padded arrays: B windows, T subwords, N words."""

    ids: np.ndarray  # [B, T]
    shapes: np.ndarray
    mask: np.ndarray
    first: np.ndarray  # [B, N]
    present: np.ndarray  # [B, N], where there is a word
    sentence: np.ndarray  # [B, N], which sentence of the window
    starts: np.ndarray  # [B, N], 1 at a sentence's first word, NONE where unknown
    labels: dict[str, np.ndarray]  # [B, N] each; heads count the window's words from 1, 0 the root
    framed: list[tuple[int, int, Example]]  # (row, first word, sentence) of those with predicates


def collate(found: list[Window]) -> Batch:
    """Windows as one batch."""
    rows = len(found)
    width = max(min(sum(len(example.ids) for example in window), LONGEST) for window in found) + 2
    most = max(sum(len(example.first) for example in window) for window in found)
    ids, shapes = np.zeros((rows, width), np.int64), np.zeros((rows, width), np.int64)
    mask = np.zeros((rows, width), bool)
    first, present = np.zeros((rows, most), np.int64), np.zeros((rows, most), bool)
    sentence, starts = np.full((rows, most), -1), np.full((rows, most), NONE)
    labels = {
        name: np.full((rows, most), np.nan if name == "factuality" else NONE) for name in found[0][0].labels
    }
    framed: list[tuple[int, int, Example]] = []
    for row, window in enumerate(found):
        row_ids, row_shapes, at = [CLS], [0], 0
        for number, example in enumerate(window):
            n = len(example.first)
            here = slice(at, at + n)
            first[row, here] = np.minimum(np.array(example.first) + len(row_ids), width - 1)
            row_ids += example.ids
            row_shapes += example.shapes
            present[row, here], sentence[row, here] = True, number
            if example.bounded:
                starts[row, here] = 0
                starts[row, at] = 1
            for name, values in example.labels.items():
                labels[name][row, here] = values
            heads = example.labels["heads"]
            labels["heads"][row, here] = np.where(heads == -1, 0, np.where(heads < -1, NONE, heads + at + 1))
            if example.predicates:
                framed.append((row, at, example))
            at += n
        row_ids = [*row_ids[: width - 1], SEP]
        ids[row, : len(row_ids)], shapes[row, 1 : len(row_ids) - 1] = (
            row_ids,
            row_shapes[1 : len(row_ids) - 1],
        )
        mask[row, : len(row_ids)] = True
    return Batch(ids, shapes, mask, first, present, sentence, starts, labels, framed)
