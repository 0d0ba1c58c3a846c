"""Annotated texts read by heads that were not trained on them.

``training/crossfit.py`` trains heads without each fold of the texts that the shipped ones were trained
on. Here every text is read with the heads of the fold that left it out. The rules' confidence is held
back likewise: of the record of a word what the mention itself gave is taken off. What is left of what a
text gave away is that rules were mended by it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from demarche.language.analyse import Model
from demarche.language.tree import Tree
from demarche.reading import confidence, mentions
from demarche.reading.acts import Act
from demarche.reading.reader import Reader
from demarche.records import Mention
from evaluation import calibrate, corpus_sets, reports
from evaluation.gold import GoldReport
from evaluation.readings import Pairs, read_with_doubtful

FOLDS = 3
INDEX = "folds.json"  # by report: the fold that left it out
WHERE = "weights"  # the folder of a fold's weights, in the fold's own
MADE = "made"  # stands in a fold's folder once its weights do


def fold_of(report: str, folds: int) -> int:
    """Which of so many folds leaves a report out: by the hash of its id."""
    return int.from_bytes(hashlib.sha256(report.encode("utf-8")).digest()[:8], "big") % folds


def sets(data: Path) -> dict[str, Sequence[GoldReport]]:
    """The texts that the heads are trained on, by set."""
    corpus = {corpus_sets.name(split): corpus_sets.reports(split, data) for split in ("train", "articles")}
    return {**reports.for_development(data), **corpus}


def readers(folder: Path, data: Path) -> Iterator[tuple[str, Reader, list[GoldReport]]]:
    """For each set and fold, the texts that were left out and a reader with heads that never saw them.

    ``folder`` is what ``training/crossfit.py`` wrote. Texts that were written since have been seen by the
    heads of no fold, and are dealt out likewise. While these are asked for, the rules' confidence is held
    back.
    """
    made = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    texts = [one.id for annotated in sets(data).values() for one in annotated]
    number = len(set(made.values()))
    index = {name: made.get(name, fold_of(name, number)) for name in texts}
    with honest_rules(data):
        for fold in sorted(set(index.values())):
            reader = Reader(Model(folder / str(fold) / WHERE))
            for part, annotated in sets(data).items():
                yield part, reader, [one for one in annotated if index[one.id] == fold]


def readings(folder: Path, data: Path) -> dict[str, Pairs]:
    """Each set of ``sets`` as it is read by heads that were trained without the text."""
    found: dict[str, list[tuple[GoldReport, tuple[Mention, ...]]]] = defaultdict(list)
    for part, reader, left_out in readers(folder, data):
        found[part] += read_with_doubtful(left_out, reader)
    return {part: tuple(pairs) for part, pairs in found.items()}


@contextmanager
def honest_rules(data: Path) -> Iterator[None]:
    """The rules' confidence, with no mention part of the record of its own word."""
    known = _without_their_own(data)
    plain = mentions.confidence

    def sure(act: Act, mention: Mention, tree: Tree) -> float:
        return known[mention.id] if mention.id in known else plain(act, mention, tree)

    with patch.object(mentions, "confidence", sure):
        yield


@cache
def _without_their_own(data: Path) -> Mapping[str, float]:
    """By mention of the texts that records were counted in, the rules' confidence."""
    found = calibrate.fitted_on(calibrate.samples(data, apart=False))
    facts, _ = calibrate.arrays(found, calibrate.counted(found), inside=True)
    return {
        sample.mention: confidence.probability(row)
        for sample, row in zip(found, facts[:, :-1].tolist(), strict=True)
    }
