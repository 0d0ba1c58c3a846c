"""Names: a small head above the encoder's word vectors and what the tables know of each word.

Three chains of BIO labels over each sentence: *phrases* headed by a name, as wide as GUM draws
them ("the Russian president Vladimir Putin"); *names* by themselves, as the corpus of moves
draws them ("Vladimir Putin"); and the names *inside* these ("Mali" in "Interior Ministry of
Mali"). One hidden layer serves all three; labels beside one another are weighed by transitions
that were learned (Lafferty et al. 2001). ``training/names.py`` makes ``names.npz``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from demarche.language.bio import IMPOSSIBLE
from demarche.language.layers import arrays, gelu
from demarche.language.name_features import POSSESSIVE, features
from demarche.language.network import WEIGHTS
from demarche.records import Analysis, Name

FILE = "names.npz"
REACH = 2  # words to either side whose columns are seen
CHAINS = ("phrases", "names", "inside")
TYPES = ("person", "organisation", "place", "event", "other")
# In names lie persons, bodies and places; rarer kinds were too few to learn.
LABELS = {
    "phrases": ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI")),
    "names": ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI")),
    "inside": ("O", *(f"{part}-{kind}" for kind in TYPES[:3] for part in "BI")),
}
BATCH = 64  # sentences decoded at once
TOGETHER = 2_000  # words whose columns and hidden layer are held at once
Labelled = tuple[int, int, str, float]  # first and last token, type, probability


class Found(NamedTuple):
    """What one text holds: phrases that names head, and bare names, both in text order."""

    phrases: list[Labelled]
    names: tuple[Name, ...]


class Names:
    """The loaded head."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._weights = arrays(folder / FILE)

    def find(self, analyses: Sequence[Analysis], vectors: Sequence[np.ndarray]) -> list[Found]:
        """The names of each text, given its words, sentences and tree, and its word vectors [n, 384]."""
        found: list[Found] = []
        first, words = 0, 0
        for last, analysis in enumerate(analyses, 1):
            words += len(analysis.tokens)
            if words >= TOGETHER or last == len(analyses):
                found += self._find(analyses[first:last], vectors[first:last])
                first, words = last, 0
        return found

    def _find(self, analyses: Sequence[Analysis], vectors: Sequence[np.ndarray]) -> list[Found]:
        lengths = np.array(
            [s.last - s.first for analysis in analyses for s in analysis.sentences if s.last > s.first], int
        )
        if not len(lengths):
            return [Found([], ()) for _ in analyses]
        hidden, direct = self._hidden(
            np.concatenate(list(vectors)), np.concatenate([features(one) for one in analyses]), lengths
        )
        words = [(text, token.text) for text, one in enumerate(analyses) for token in one.tokens]
        spans, bent = {}, gelu(hidden)
        for chain in CHAINS[:2]:
            spans[chain], labels = self._decoded(chain, bent, direct, lengths, words)
        around = spread(np.eye(len(LABELS["names"]), dtype=np.float32)[labels], lengths, 1)
        bent = gelu(hidden + around @ self._weights["around.weight"].T)
        spans["inside"], _ = self._decoded("inside", bent, direct, lengths, words)
        return _by_text(analyses, spans)

    def _hidden(
        self, vectors: np.ndarray, columns: np.ndarray, lengths: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """The hidden layer before its bend [N, H], and the columns with those of the neighbours."""
        w, seen = self._weights, spread(columns, lengths, REACH)
        hidden = vectors @ w["vectors.weight"].T + w["vectors.bias"] + seen @ w["columns.weight"].T
        return hidden, seen

    def _decoded(
        self,
        chain: str,
        bent: np.ndarray,
        direct: np.ndarray,
        lengths: np.ndarray,
        words: Sequence[tuple[int, str]],
    ) -> tuple[list[Labelled], np.ndarray]:
        """The spans of one chain in the numbering of all words, and each word's label.

        ``bent``: the hidden layer; ``words``: which text each stands in, and its letters.
        """
        w, names = self._weights, LABELS[chain]
        scores = bent @ w[f"{chain}.weight"].T + w[f"{chain}.bias"]
        scores += direct @ w[f"{chain}.direct"].T
        labels = best(scores, lengths, w[f"{chain}.moves"] + forbidden(names))
        # only inside spans is the probability of a label asked for
        used = np.flatnonzero(labels)
        likely = np.zeros(len(labels), np.float32)
        likely[used] = scores[used, labels[used]] - np.logaddexp.reduce(scores[used], axis=1)
        spans = _spans(labels, names)
        kinds = agreed([(first, last) for first, last, _ in spans], scores, names, words)
        return [
            (first, last, kind, float(np.exp(likely[first:last].mean())))
            for (first, last, _), kind in zip(spans, kinds, strict=True)
        ], labels


def agreed(
    spans: Sequence[tuple[int, int]],
    scores: np.ndarray,
    names: Sequence[str],
    words: Sequence[tuple[int, str]],
) -> list[str]:
    """The type of each span: what is named alike in one text is one thing, of the likeliest type.

    "Coron" may look like a person in one sentence and like a town in three. Articles and
    possessives do not count: "the Fleet's" is "Fleet". ``scores`` [N, labels] are those of the
    labels ``names``; ``words`` as in ``Names``.
    """
    kinds = [name[2:] for name in names if name.startswith("B-")]
    begin = [names.index(f"B-{kind}") for kind in kinds]
    inside = [names.index(f"I-{kind}") for kind in kinds]
    shares: dict[tuple[int, tuple[str, ...]], np.ndarray] = {}
    keys = []
    for first, last in spans:
        sums = scores[first, begin] + scores[first + 1 : last, inside].sum(0)
        key = words[first][0], _bare([word for _, word in words[first:last]])
        keys.append(key)
        shares[key] = shares.get(key, 0) + np.exp(sums - np.logaddexp.reduce(sums))
    return [kinds[int(shares[key].argmax())] for key in keys]


def _bare(words: Sequence[str]) -> tuple[str, ...]:
    first, last = 0, len(words)
    while first < last - 1 and words[first].lower() in ("the", "a", "an"):
        first += 1
    while last > first + 1 and words[last - 1] in POSSESSIVE:
        last -= 1
    return tuple(words[first:last])


def spread(rows: np.ndarray, lengths: np.ndarray, reach: int) -> np.ndarray:
    """Each row beside those of its neighbours in the sentence [N, (2·reach + 1)·width]; none are nought.

    ``lengths`` are the sentences', one after the other.
    """
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(rows))
    parts = []
    for offset in range(-reach, reach + 1):
        other = (place + offset).clip(0, len(rows) - 1)
        there = (sentence[other] == sentence) & (other == place + offset)
        parts.append(np.where(there[:, None], rows[other], np.float32(0)))
    return np.concatenate(parts, 1)


def forbidden(labels: Sequence[str]) -> np.ndarray:
    """What is added to a step from one label to another: an inside follows its own kind alone."""
    steps = np.zeros((len(labels), len(labels)), np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            steps[:, column] = [0 if before[1:] == label[1:] else IMPOSSIBLE for before in labels]
    return steps


def best(scores: np.ndarray, lengths: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """The best label of each word [N]: Viterbi over sentences that lie one after the other."""
    begins = np.cumsum(lengths) - lengths
    labels = np.zeros(len(scores), int)
    # an inside begins no sentence: what "O" may not precede, nothing may not
    opening = np.where(moves[0] <= IMPOSSIBLE / 2, np.float32(IMPOSSIBLE), np.float32(0))
    order = np.argsort(lengths, kind="stable")
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        size = lengths[rows]
        back = np.zeros((int(size.max()), len(rows), scores.shape[1]), np.int64)
        reached = scores[begins[rows]] + opening
        for step in range(1, int(size.max())):
            paths = reached[:, :, None] + moves
            back[step] = paths.argmax(1)
            here = scores[(begins[rows] + step).clip(0, len(scores) - 1)]
            reached = np.where((step < size)[:, None], paths.max(1) + here, reached)
        current = reached.argmax(1)
        for step in range(int(size.max()) - 1, -1, -1):
            inside = step < size
            labels[(begins[rows] + step)[inside]] = current[inside]
            if step:
                current = np.where(inside, back[step, np.arange(len(rows)), current], current)
    return labels


def _spans(labels: np.ndarray, names: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for index in np.flatnonzero(labels).tolist():
        label = names[labels[index]]
        if label.startswith("B-"):
            found.append((index, index + 1, label[2:]))
        else:
            found[-1] = (found[-1][0], index + 1, found[-1][2])
    return found


def _by_text(analyses: Sequence[Analysis], spans: dict[str, list[Labelled]]) -> list[Found]:
    """Spans in the numbering of all words, filed by their texts."""
    sizes = [len(analysis.tokens) for analysis in analyses]
    ends = np.cumsum(sizes)
    phrases: list[list[Labelled]] = [[] for _ in analyses]
    names: list[list[Name]] = [[] for _ in analyses]
    for chain, found in spans.items():
        for first, last, kind, score in found:
            text = int(np.searchsorted(ends, first, side="right"))
            base = int(ends[text]) - sizes[text]
            a, b, tokens = first - base, last - base, analyses[text].tokens
            if chain == "phrases":
                phrases[text].append((a, b, kind, score))
            else:
                names[text].append(Name(tokens[a].start, tokens[b - 1].end, a, b, kind, score))
    return [
        Found(one, tuple(sorted(dict.fromkeys(bare), key=lambda name: (name.start, -name.end))))
        for one, bare in zip(phrases, names, strict=True)
    ]
