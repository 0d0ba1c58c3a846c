"""Train the head that says to whom pronouns point, on the vectors that the shipped heads give.

    python -m training.antecedents ../shared/data src/demarche/language/weights

Texts whose phrases are in annotated chains say it: the train splits of GUM's open genres and of the corpus.
The articles are left out, so that they can measure it. After every ``training.moves_export``. Seeded;
the same weights give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corpus import store
from demarche.language.analyse import Model
from demarche.language.antecedents import HEAD
from demarche.language.moves import WIDTH
from demarche.language.tree import Tree
from demarche.reading.coreference import build_chains
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_lexicon import known_names
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_phrases import phrases
from demarche.reading.learned_antecedents import FACTS, PAIR, candidates, facts, pairs
from demarche.reading.learned_features import head_at
from demarche.reading.repair import mended
from training.heads import fit, options, save
from training.treebanks import conllu

SPLITS = ("train",)
SEED, EPOCHS, BATCH, RATE, DECAY = 1, 16, 64, 1e-3, 0.1
HIDDEN, HIDDEN_NONE = 32, 32


class Text(NamedTuple):
    """A text with the spans of its annotated phrases and the chain of each."""

    text: str
    spans: list[tuple[int, int, str]]
    complete: bool  # whether every phrase that refers is annotated


class Case(NamedTuple):
    """A pronoun with the chains before it, and which are right (the first of ``right`` is none)."""

    vector: np.ndarray  # [WIDTH]
    facts: np.ndarray  # [FACTS]
    words: np.ndarray  # [K, WIDTH]
    pairs: np.ndarray  # [K, PAIR]
    right: np.ndarray  # [1 + K]


class Recorder:
    """Stands in for the reader's ``Ranker``: keeps what it would be asked, and lets the rules answer."""

    def __init__(self) -> None:
        self.asked: list[tuple[Phrase, list[Phrase], list[list[Phrase]], np.ndarray, np.ndarray]] = []

    def choose(
        self, tree: Tree, pronoun: Phrase, earlier: Sequence[Phrase], chains: Chains, rules: Phrase | None
    ) -> Phrase | None:
        those = candidates(tree, pronoun, earlier, chains, rules)
        if those:
            self.asked.append(
                (
                    pronoun,
                    [one for one, _ in those],
                    [[one for one in chain.phrases if one.head < pronoun.head] for _, chain in those],
                    facts(tree, pronoun, rules, len(those)),
                    pairs(tree, pronoun, those, None if rules is None else chains.chain(rules)),
                )
            )
        return rules


def gum(data: Path, split: str) -> Iterator[Text]:
    """The open genres of GUM, words put together as they were written."""
    text, spans = "", []
    open_: dict[str, list[tuple[int, int]]] = {}
    for meta, rows in conllu(data / f"ud_gum_open_{split}.conllu.gz"):
        if "newdoc id" in meta and text:
            yield Text(text, spans, complete=True)
            text, spans, open_ = "", [], {}
        paragraph = any(key.startswith("newpar") for key in meta)
        text = text.rstrip() + ("\n\n" if paragraph and text else " " if text else "")
        inside = 0  # the last word of a multi-word token
        for row in rows:
            if "-" in row[0]:
                inside, glued = int(row[0].split("-")[1]), "SpaceAfter=No" in row[9]
            if not row[0].isdigit():
                continue
            number, start = int(row[0]), len(text)
            text += row[1]
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for part in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1)) if entity else ():
                key = part.strip("()").split("-")[0]
                if part.startswith("("):
                    open_.setdefault(key, []).append((start, 0))
                if part.endswith(")") and open_.get(key):
                    spans.append((open_[key].pop()[0], len(text), key))
            if number < inside or (glued if number == inside else "SpaceAfter=No" in row[9]):
                continue
            text += " "
    if text:
        yield Text(text, spans, complete=True)


def corpus(data: Path, splits: Sequence[str]) -> Iterator[Text]:
    """Texts of the corpus, in which the phrases that matter to politics are annotated."""
    for split in splits:
        for annotation, item in store.joined(split, data):
            yield Text(
                item.text,
                [(*one.span, whose.key) for whose in annotation.entities for one in whose.mentions],
                complete=False,
            )


def cases(model: Model, texts: Sequence[Text]) -> Iterator[Case]:
    """Every pronoun of the third person whose chain is annotated, or that is known to have none."""
    for text, (analysis, vectors) in zip(texts, model.seen([one.text for one in texts]), strict=True):
        assert vectors is not None, "the folder has no heads for acts"
        tree, recorder = Tree(mended(analysis)), Recorder()
        build_chains(tree, phrases(tree, known_names(tree)), {}, recorder)
        exact: dict[tuple[int, int], str] = {}
        heads: dict[int | None, str] = {}
        for start, end, key in sorted(text.spans, key=lambda span: span[0] - span[1]):
            exact.setdefault((start, end), key)
            heads.setdefault(head_at(tree, start, end), key)

        def chain(phrase: Phrase, tree=tree, exact=exact, heads=heads) -> str | None:  # type: ignore[no-untyped-def]
            span = tree.tokens[phrase.first].start, tree.tokens[phrase.last - 1].end
            return exact.get(span) or heads.get(phrase.head)

        for phrase, latest, before, known, beside in recorder.asked:
            own = chain(phrase)
            if own is None and not text.complete:
                continue
            right = np.zeros(1 + len(latest), np.float32)
            for number, members in enumerate(before, 1):
                theirs = [key for key in map(chain, members) if key is not None]
                right[number] = own is not None and theirs.count(own) * 2 >= max(len(theirs), 1)
            right[0] = not right.any()
            words = vectors[[one.head for one in latest]]
            yield Case(vectors[phrase.head], known, words, beside, right)


class Net(nn.Module):
    """``language/antecedents.py`` as it is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.n, self.nf = nn.Linear(WIDTH, HIDDEN_NONE), nn.Linear(FACTS, HIDDEN_NONE)
        self.no = nn.Linear(HIDDEN_NONE, 1)
        self.a, self.ga = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.b, self.gb = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.f, self.p, self.o = nn.Linear(FACTS, HIDDEN), nn.Linear(PAIR, HIDDEN), nn.Linear(HIDDEN, 1)
        self.drop, self.blur = nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(self, vector: Tensor, facts: Tensor, words: Tensor, pairs: Tensor, real: Tensor) -> Tensor:
        """Log probabilities [B, 1 + K] of none and of each chain."""
        vector, words = self.blur(vector), self.blur(words)
        none = self.no(self.drop(F.gelu(self.n(vector) + self.nf(facts))))
        x = (self.a(vector) + self.f(facts))[:, None] + self.b(words) + self.p(pairs)
        x = x + self.ga(vector)[:, None] * self.gb(words)
        scores = self.o(self.drop(F.gelu(x)))[..., 0].masked_fill(~real, -1e4)
        return F.log_softmax(torch.cat([none, scores], 1), 1)


def batch(cases: Sequence[Case]) -> tuple[list[Tensor], Tensor]:
    """Cases side by side, as ``Net`` takes them, and which answers are right."""
    most = max(len(case.words) for case in cases)
    words = np.zeros((len(cases), most, WIDTH), np.float32)
    beside = np.zeros((len(cases), most, PAIR), np.float32)
    real, right = np.zeros((len(cases), most), bool), np.zeros((len(cases), 1 + most), bool)
    for row, case in enumerate(cases):
        count = len(case.words)
        words[row, :count], beside[row, :count], real[row, :count] = case.words, case.pairs, True
        right[row, : count + 1] = case.right
    vectors = np.stack([case.vector for case in cases]).astype(np.float32)
    known = np.stack([case.facts for case in cases])
    return [torch.tensor(one) for one in (vectors, known, words, beside, real)], torch.tensor(right)


def train(found: Sequence[Case]) -> Net:
    """A head trained on cases, in an order that the seed fixes."""
    torch.manual_seed(SEED)
    net = Net()

    def loss_of(those: Sequence[Case]) -> Tensor:
        inputs, right = batch(those)
        return -torch.logsumexp(net(*inputs).masked_fill(~right, -1e4), 1).mean()

    return fit(net, found, loss_of, epochs=EPOCHS, batch=BATCH, rate=RATE, decay=DECAY, seed=SEED)


def main() -> None:
    asked = options(__doc__)
    texts = [*gum(asked.data, "train"), *corpus(asked.data, SPLITS)]
    save(train(list(cases(Model(asked.weights), texts))), asked.weights / HEAD)


if __name__ == "__main__":
    main()
