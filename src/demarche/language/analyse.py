"""From texts to analyses: one encoder pass a window, everything decoded from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from demarche.language import entities
from demarche.language.antecedents import HEAD as ANTECEDENTS
from demarche.language.antecedents import Antecedents
from demarche.language.bio import BioDecoder
from demarche.language.forms import settled
from demarche.language.frames import Span, branches, offsets, once
from demarche.language.kin import Kin
from demarche.language.lands import HEAD as LANDS
from demarche.language.lands import Lands
from demarche.language.lemmatise import lemmatise
from demarche.language.moves import GRAPH, WIDTH, Moves
from demarche.language.names import FILE, Names
from demarche.language.network import WEIGHTS, Network, Pairs
from demarche.language.sectors import HEAD as SECTORS
from demarche.language.sectors import SectorHead
from demarche.language.threads import one_thread
from demarche.language.tokenise import tokenise
from demarche.language.trees import tree
from demarche.language.windows import Window, padded, windows
from demarche.records import Analysis, Argument, EntityMention, Frame, Sentence, Token

BATCH_SUBWORDS = 500  # larger batches fall out of the processor's caches
SURE = 20.0  # the logit of what was given
PAIR_LIMIT = 12_000  # pairs of predicate and word scored at once


class Given(msgspec.Struct, frozen=True):
    """What is known of a text beforehand; None where the model shall find it.

    Character offsets: spans of the words, first characters of the sentences and of the
    predicates. For scoring one layer apart from the errors of those below it.
    """

    words: list[tuple[int, int]] | None = None
    sentences: frozenset[int] | None = None
    predicates: frozenset[int] | None = None


class _Read:
    """What the windows of one text gave, in its own token numbering."""

    def __init__(self, text: str, given: Given) -> None:
        self.text, self.given = text, given
        self.words = tokenise(text) if given.words is None else given.words
        n = len(self.words)
        self.upos, self.feats = np.zeros(n, np.int64), np.zeros(n, np.int64)
        self.heads, self.relations = np.full(n, -1), np.zeros(n, np.int64)
        self.starts = np.zeros(n, bool)
        self.opening = opening(text, self.words)
        self.factuality = np.zeros(n, np.float32)
        self.names: list[tuple[int, int, str, float]] = []
        self.mention_heads: list[tuple[int, str, float]] = []
        self.frames: list[tuple[int, float, np.ndarray, list[Span]]] = []
        self.vectors = np.zeros((n, WIDTH), np.float32)
        self.moves = np.zeros((n, WIDTH), np.float32)  # as the learned heads see words


class _Job(NamedTuple):
    """A sentence whose predicates' arguments are to be scored."""

    row: int  # the window in its batch
    start: int  # the sentence's first word in the window
    size: int
    predicates: np.ndarray
    branches: np.ndarray  # [P, size]


def _groups(jobs: list[_Job]) -> Iterator[list[_Job]]:
    """Jobs in order, as many together as make up PAIR_LIMIT pairs."""
    group: list[_Job] = []
    pairs = 0
    for job in jobs:
        if group and pairs + job.branches.size > PAIR_LIMIT:
            yield group
            group, pairs = [], 0
        group.append(job)
        pairs += job.branches.size
    if group:
        yield group


def _pairs(group: list[_Job], width: int) -> Pairs:
    """Each predicate with each word of its sentence; word vectors lie ``width`` to a window."""
    words, predicates, distances, codes = [], [], [], []
    for job in group:
        first = job.row * width + job.start
        words.append(np.tile(np.arange(first, first + job.size), len(job.predicates)))
        predicates.append(np.repeat(first + job.predicates, job.size))
        distances.append(offsets(job.size, job.predicates).ravel())
        codes.append(job.branches.ravel())
    return Pairs(*map(np.concatenate, (words, predicates, distances, codes)))


class Model:
    """The loaded language model; ``analyse`` is what it is for."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self.network = Network(folder, threads)
        self.labels = self.network.labels
        self.kin = Kin(folder)
        self._roles = BioDecoder(self.labels.roles)
        self._names = BioDecoder(self.labels.names)

    @cached_property
    def moves(self) -> Moves | None:
        """The heads that learned from annotated news; None where the folder has none."""
        return Moves(self._folder, self._threads) if (self._folder / GRAPH).exists() else None

    @cached_property
    def lands(self) -> Lands | None:
        """The head that tells whose people are; None where the folder has none."""
        return Lands(self._folder) if (self._folder / LANDS).exists() else None

    @cached_property
    def sectors(self) -> SectorHead | None:
        """The head that tells in which sector people act; None where the folder has none."""
        return SectorHead(self._folder) if (self._folder / SECTORS).exists() else None

    @cached_property
    def antecedents(self) -> Antecedents | None:
        """The head that tells to whom pronouns point; None where the folder has none."""
        return Antecedents(self._folder) if (self._folder / ANTECEDENTS).exists() else None

    @cached_property
    def names(self) -> Names | None:
        """The head that finds names; where the folder has none, the encoder's own labels stay."""
        return Names(self._folder) if (self._folder / FILE).exists() else None

    def analyse(self, texts: Sequence[str], given: Sequence[Given] | None = None) -> list[Analysis]:
        """One Analysis a text, in order.

        Words, sentences, tags, trees, frames and entities of raw English text. Offsets
        are code points of each text; any string is fine, the empty one included.
        """
        return [analysis for analysis, _ in self.seen(texts, given, learned=False)]

    @one_thread
    def seen(
        self, texts: Sequence[str], given: Sequence[Given] | None = None, *, learned: bool = True
    ) -> list[tuple[Analysis, np.ndarray | None]]:
        """``analyse``, each Analysis with its words as the learned heads see them [tokens, 384].

        None in their place where there are none or they are not asked for.
        """
        reads = [
            _Read(text, known) for text, known in zip(texts, given or [Given()] * len(texts), strict=True)
        ]
        moves = self.moves if learned else None
        cut: list[Window] = []
        forms = [read.text[start:end] for read in reads for start, end in read.words]
        pieces = iter(self.network.pieces(forms))
        for number, read in enumerate(reads):
            cut.extend(windows(number, read.text, read.words, list(islice(pieces, len(read.words)))))
        cut.sort(key=lambda window: len(window.ids))
        batch: list[Window] = []
        for window in cut:
            if batch and (len(window.ids) + 2) * (len(batch) + 1) > BATCH_SUBWORDS:
                self._decode(batch, reads, moves)
                batch = []
            batch.append(window)
        if batch:
            self._decode(batch, reads, moves)
        analyses = self._named([self._analysis(read) for read in reads], reads)
        return [
            (analysis, read.moves if moves is not None else None)
            for analysis, read in zip(analyses, reads, strict=True)
        ]

    def _decode(self, batch: list[Window], reads: list[_Read], moves: Moves | None) -> None:
        """Run a batch of windows and file what they say into their texts' readings."""
        ids, shapes, mask, first = padded(batch)
        out = self.network.encode(ids, shapes, mask, first)
        for row, window in enumerate(batch):
            reads[window.text].vectors[window.first : window.last] = out["words"][row, : len(window.starts)]
        if moves is not None:
            _file(moves.vectors(out["middle"], mask, first), batch, reads)
        for row, window in enumerate(batch):
            _settle(out, row, window, reads[window.text])
        sentences = self._trees(batch, out)
        relations = self._relations(batch, out, sentences)
        self._frames(batch, reads, out, sentences, relations)
        sizes = np.array([window.last - window.first for window in batch])
        names = [[] for _ in batch] if self.names else self._names.spans(out["names"], sizes)
        mention_labels, mention_scores = _best(out["mentions"])
        for row, window in enumerate(batch):
            read, n, base = reads[window.text], window.last - window.first, window.first
            here = slice(base, window.last)
            read.upos[here], read.feats[here] = out["upos"][row, :n], out["feats"][row, :n]
            read.factuality[here] = out["factuality"][row, :n]
            for start, heads in sentences[row]:
                read.starts[base + start] = True
                end = start + len(heads)
                read.heads[base + start : base + end] = np.where(heads < 0, -1, heads + base + start)
            read.relations[here] = relations[row, :n]
            for kind, begin, stop, score in names[row]:
                # a name ends with its sentence
                end = min([stop, *(start for start, _ in sentences[row] if begin < start < stop)])
                read.names.append((base + begin, base + end, kind, score))
            for word in np.flatnonzero(mention_labels[row, :n]):
                kind = self.labels.mentions[mention_labels[row, word]]
                read.mention_heads.append((int(base + word), kind, float(mention_scores[row, word])))

    def _trees(self, batch: list[Window], out: dict[str, np.ndarray]) -> list[list[tuple[int, np.ndarray]]]:
        """For each window its sentences: (first word, governors within the sentence)."""
        found = []
        for row, window in enumerate(batch):
            n = window.last - window.first
            starts = [0, *(np.flatnonzero(out["starts"][row, 1:n] > 0) + 1).tolist()]
            sentences = []
            for start, end in zip(starts, [*starts[1:], n], strict=True):
                scores = out["arcs"][row, start:end]
                columns = np.concatenate([scores[:, :1], scores[:, start + 1 : end + 1]], axis=1)
                sentences.append((start, tree(columns)))
            found.append(sentences)
        return found

    def _relations(
        self, batch: list[Window], out: dict[str, np.ndarray], sentences: list[list[tuple[int, np.ndarray]]]
    ) -> np.ndarray:
        """Relation numbers [B, N] of the decoded arcs."""
        rows, words, governors = [], [], []
        for row, found in enumerate(sentences):
            for start, heads in found:
                rows.append(np.full(len(heads), row))
                words.append(np.arange(start, start + len(heads)))
                governors.append(np.where(heads < 0, 0, heads + start + 1))
        row_index, word_index = np.concatenate(rows), np.concatenate(words)
        governor_index = np.concatenate(governors)
        numbers = np.zeros(out["upos"].shape, np.int64)
        numbers[row_index, word_index] = self.network.relations(
            out["dependents"][row_index, word_index], out["governors"][row_index, governor_index]
        )
        return numbers

    def _frames(
        self, batch: list[Window], reads: list[_Read], out: dict[str, np.ndarray],
        sentences: list[list[tuple[int, np.ndarray]]], relations: np.ndarray,
    ) -> None:  # fmt: skip
        """Score and decode the arguments of every predicate of the batch."""
        width = out["upos"].shape[1]
        flat = out["words"].reshape(-1, out["words"].shape[-1])
        likely = 1 / (1 + np.exp(-out["predicates"]))
        jobs: list[_Job] = []
        for row, found in enumerate(sentences):
            for start, heads in found:
                end = start + len(heads)
                predicates = np.flatnonzero(out["predicates"][row, start:end] > 0)
                if len(predicates):
                    kinds = len(self.labels.relations)
                    codes = branches(heads, relations[row, start:end], predicates, kinds)
                    jobs.append(_Job(row, start, len(heads), predicates, codes))
        for group in _groups(jobs):
            scores = self.network.arguments(flat, _pairs(group, width))
            lengths = np.repeat([job.size for job in group], [len(job.predicates) for job in group])
            padded = np.zeros((len(lengths), lengths.max(), scores.shape[1]), np.float32)
            padded[np.arange(lengths.max()) < lengths[:, None]] = scores
            spans = iter(self._roles.spans(padded, lengths))
            for job in group:
                read, base = reads[batch[job.row].text], batch[job.row].first + job.start
                for predicate in job.predicates.tolist():
                    place = job.row, job.start + predicate
                    arguments = [(role, base + a, base + b, score) for role, a, b, score in once(next(spans))]
                    read.frames.append(
                        (base + predicate, float(likely[place]), out["words"][place], arguments)
                    )

    def _analysis(self, read: _Read) -> Analysis:
        labels, text = self.labels, read.text
        relations = [labels.relations[number] for number in read.relations]
        helped = {
            int(head)
            for head, relation in zip(read.heads, relations, strict=True)
            if relation.partition(":")[0] == "aux"
        }
        tokens = []
        for index, (start, end) in enumerate(read.words):
            form, upos = text[start:end], labels.upos[read.upos[index]]
            feats = settled(
                form, upos, labels.feats[read.feats[index]], relations[index], helped=index in helped
            )
            tokens.append(
                Token(
                    start, end, form, lemmatise(form, upos, feats), upos, feats,
                    int(read.heads[index]), relations[index],
                )
            )  # fmt: skip
        firsts = np.flatnonzero(read.starts).tolist()
        sentences = tuple(
            Sentence(tokens[first].start, tokens[last - 1].end, first, last)
            for first, last in zip(firsts, [*firsts[1:], len(tokens)], strict=False)
            if last > first
        )
        frames = tuple(
            Frame(
                self.network.roleset(tokens[token].lemma.lower(), vector),
                token,
                tokens[token].start,
                tokens[token].end,
                tuple(
                    Argument(role, tokens[a].start, tokens[b - 1].end, a, b, score)
                    for role, a, b, score in arguments
                ),
                float(read.factuality[token]),
                score,
                self.kin.of(tokens[token].lemma.lower(), vector) if tokens[token].upos == "VERB" else (),
            )
            for token, score, vector, arguments in sorted(read.frames, key=lambda frame: frame[0])
        )
        return Analysis(text, sentences, tuple(tokens), (), frames)

    def _named(self, analyses: list[Analysis], reads: list[_Read]) -> list[Analysis]:
        """The analyses with the names and the other mentions of entities."""
        if self.names is not None:
            found = self.names.find(analyses, [read.vectors for read in reads])
            for number, (read, (phrases, names)) in enumerate(zip(reads, found, strict=True)):
                read.names = phrases
                analyses[number] = msgspec.structs.replace(analyses[number], names=names)
        return [
            msgspec.structs.replace(analysis, entities=self._mentions(analysis, read))
            for analysis, read in zip(analyses, reads, strict=True)
        ]

    def _mentions(self, analysis: Analysis, read: _Read) -> tuple[EntityMention, ...]:
        found = entities.mentions(analysis, sorted(read.names), sorted(read.mention_heads))
        return entities.with_names(analysis, found, analysis.names)


def _file(vectors: np.ndarray, batch: list[Window], reads: list[_Read]) -> None:
    """Put the learned heads' vectors [B, N, 384] into their texts' readings."""
    for row, window in enumerate(batch):
        into = reads[window.text].moves[window.first : window.last]
        into[:] = vectors[row, : len(into)]


def _settle(out: dict[str, np.ndarray], row: int, window: Window, read: _Read) -> None:
    """Put what was given, and what grammar rules out, in the place of the network's scores."""
    out["starts"][row, window.bound] = -SURE
    for index in read.opening.intersection(range(window.first, window.last)):
        out["starts"][row, index - window.first] = SURE
    begins = [start for start, _ in read.words[window.first : window.last]]
    for name, known in (("starts", read.given.sentences), ("predicates", read.given.predicates)):
        if known is not None:
            out[name][row, : len(begins)] = [SURE if begin in known else -SURE for begin in begins]


def opening(text: str, words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Words that begin a sentence because a quotation ends one right before: 'called it "wrong." *Ba* left'.

    The full stop stands inside the marks, as American papers have it; a comma would stand there if the
    sentence went on ('"We will go," *President* Ba said').
    """
    return frozenset(
        index
        for index in range(2, len(words))
        if text[slice(*words[index - 1])] in ('"', "”")
        and text[slice(*words[index - 2])] == "."
        and words[index - 2][1] == words[index - 1][0] < words[index - 1][1] < words[index][0]
        and text[words[index][0]].isupper()
    )


def _best(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Argmax over the last axis, and its probability."""
    numbers = scores.argmax(-1)
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return numbers, shifted.max(-1) / shifted.sum(-1)
