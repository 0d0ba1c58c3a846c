"""The shipped network: three ONNX graphs and the label sets that they speak in.

``encoder.onnx``   subwords → word vectors, and every score that one word can have
``relations.onnx`` pairs of word and governor → dependency relation
``arguments.onnx`` pairs of predicate and word → PropBank role in BIO

The split lets the tree be decoded between the first graph and the others, because the
argument scorer sees where each word hangs in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

WEIGHTS = Path(__file__).parent / "weights"
CLS, SEP, UNKNOWN = 101, 102, 100
SUBWORDS_A_WORD = 12  # a longer word (a URL, a keyboard's noise) is cut here
# Fusions that cost more on processors than they save between int8 products (onnxruntime 1.32: 8 in 100).
_SLOW_FUSIONS = ("SkipLayerNormFusion", "BiasGeluFusion")


class Pairs(NamedTuple):
    """Pairs of a predicate and a word of its sentence, as arrays [K]."""

    word: np.ndarray  # rows of the word vectors
    predicate: np.ndarray
    offset: np.ndarray  # frames.offsets
    branch: np.ndarray  # frames.branches


class Labels:
    """The label sets of the network, by number, and the branch codes of the tree."""

    def __init__(self, path: Path) -> None:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.upos: list[str] = data["upos"]
        self.feats: list[str] = data["feats"]
        self.relations: list[str] = data["relations"]
        self.names: list[str] = data["names"]
        self.mentions: list[str] = data["mentions"]
        self.rolesets: list[str] = data["rolesets"]
        self.roles: list[str] = data["roles"]
        self.senses: dict[str, list[str]] = data["senses"]
        self.relation_number = {name: number for number, name in enumerate(self.relations)}
        self.roleset_number = {name: number for number, name in enumerate(self.rolesets)}


def session(path: Path, threads: int) -> Any:
    """A graph, ready to run on so many of the processor's threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # patterns of shapes that seldom come again only hold memory
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOW_FUSIONS)
    )


class Network:
    """The loaded graphs. Costly to build (about 0.2 s); build it once."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        self.labels = Labels(folder / "labels.json")
        self._encoder = session(folder / "encoder.onnx", threads)
        self._relations = session(folder / "relations.onnx", threads)
        self._arguments = session(folder / "arguments.onnx", threads)
        self._outputs = [output.name for output in self._encoder.get_outputs()]
        senses = np.load(folder / "senses.npz")
        self.sense_weight = senses["weight"]
        self.sense_bias = senses["bias"].astype(np.float32)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._pieces: dict[str, list[int]] = {}

    def pieces(self, words: list[str]) -> list[list[int]]:
        """Subword ids of each word, at least one and at most SUBWORDS_A_WORD."""
        known = self._pieces
        if len(known) > 200_000:
            known.clear()
        new = list({word for word in words if word not in known})
        if new:
            # a word of a megabyte need not be read to its end to be cut at twelve pieces
            for word, encoding in zip(
                new,
                self._tokenizer.encode_batch([word[:200] for word in new], add_special_tokens=False),
                strict=True,
            ):
                known[word] = encoding.ids[:SUBWORDS_A_WORD] or [UNKNOWN]
        return [known[word] for word in words]

    def encode(
        self, ids: np.ndarray, shapes: np.ndarray, mask: np.ndarray, first: np.ndarray
    ) -> dict[str, np.ndarray]:
        """Run the encoder and the heads of single words.

        ids, shapes, mask: [B, T] int64; first: [B, N] int64, the position of each word's
        first subword. Returns words [B, N, 384], dependents [B, N, D], governors
        [B, N+1, D] (0 is the root), arcs [B, N, N+1], starts, predicates and factuality
        [B, N], upos and feats [B, N] int64, names and mentions [B, N, labels], middle [B, T, 384]
        (subwords below the layers that ``moves.py`` has for itself).
        """
        values = self._encoder.run(None, {"ids": ids, "shapes": shapes, "mask": mask, "first": first})
        return dict(zip(self._outputs, values, strict=True))

    def relations(self, dependents: np.ndarray, governors: np.ndarray) -> np.ndarray:
        """Relation numbers [M] for pairs of rows of ``dependents`` and ``governors``."""
        numbers: np.ndarray = self._relations.run(None, {"dependents": dependents, "governors": governors})[0]
        return numbers

    def arguments(self, words: np.ndarray, pairs: Pairs) -> np.ndarray:
        """Role scores [K, roles] of K pairs of rows of ``words``."""
        scores: np.ndarray = self._arguments.run(None, {"words": words, **pairs._asdict()})[0]
        return scores

    def roleset(self, lemma: str, vector: np.ndarray) -> str:
        """The roleset of a predicate among those known for its lemma, or ``lemma.01``."""
        candidates = self.labels.senses.get(lemma)
        if not candidates:
            return f"{lemma}.01"
        if len(candidates) == 1:
            return candidates[0]
        numbers = [self.labels.roleset_number[name] for name in candidates]
        scores = self.sense_weight[numbers].astype(np.float32) @ vector + self.sense_bias[numbers]
        return candidates[int(scores.argmax())]
