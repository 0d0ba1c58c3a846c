"""Fit what the rules' confidence and the learned heads say together of a mention.

    python -m evaluation.calibrate_heads [--data FOLDER] [--dry-run]

The heads were trained on the corpus' train split and are too sure there, so this is fitted on
annotated news that neither they nor the rules' confidence were fitted on: the corpus' dev split.
Four coefficients, by logistic regression with a quadratic penalty; the news held out and the test
split take no part. They go to knowledge/confidence_heads.tsv. Run it after every training of the
heads, and train these anew after every `python -m evaluation.calibrate`: they are told the rules'
confidence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from corpus.texts import ARTICLES, SPLITS
from demarche.reading import confidence
from evaluation import calibrate, corpus_sets, gold, reports
from evaluation.options import options_of
from evaluation.readings import head_facts_of

FITTED_ON = corpus_sets.name("dev")
PENALTY = 1.0
_HEADER = """\
# How much the rules' confidence and the learned heads speak for a mention: coefficients of a logistic
# model. Fitted by `python -m evaluation.calibrate_heads`; what the features are is said in
# reading/confidence.py. Columns: feature, coefficient (log odds).
feature	coefficient
"""


class Sample(msgspec.Struct, frozen=True):
    """One mention of an annotated report, with what is weighed of it."""

    part: str
    report: str
    facts: tuple[float, ...]
    right: bool


@cache
def samples(data: Path) -> tuple[Sample, ...]:
    """Every mention of the annotated reports, with its facts and whether it is right."""
    splits = {corpus_sets.name(split): corpus_sets.readings(split, data) for split in (*SPLITS, *ARTICLES)}
    found = []
    for part, pairs in {**reports.readings(data), **splits}.items():
        for report, read in pairs:
            matched = {j: i for i, j in gold.match(report.acts, read).items()}
            for index, mention in enumerate(read):
                act = report.acts[matched[index]] if index in matched else None
                right = act is not None and act.type == mention.type
                found.append(Sample(part, report.id, head_facts_of(mention), right))
    return tuple(found)


def arrays(found: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Facts [n, features] and right [n]."""
    facts = np.array([sample.facts for sample in found]).reshape(-1, len(confidence.HEAD_FEATURES))
    return facts, np.array([float(sample.right) for sample in found])


def likely(found: Sequence[Sample], weights: Sequence[float] | np.ndarray) -> np.ndarray:
    """The probabilities of samples as the reader gives them."""
    return calibrate.bounded(arrays(found)[0] @ np.asarray(weights))


def held_out(found: Sequence[Sample]) -> np.ndarray:
    """For each sample its probability by a fit on the other folds of reports."""
    return calibrate.by_folds(
        found, lambda others, here: likely(here, calibrate.fit(*arrays(others), PENALTY))
    )


def main() -> None:
    """Fit, print how well, and write the table."""
    parser = options_of("evaluation.calibrate_heads", __doc__)
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    everything = samples(options.data)
    found = [sample for sample in everything if sample.part == FITTED_ON]
    if len({sample.report for sample in found}) < calibrate.FOLDS:
        raise SystemExit("too few annotated reports to fit on")
    weights = calibrate.fit(*arrays(found), PENALTY)
    for part in dict.fromkeys(sample.part for sample in everything):
        here = [sample for sample in everything if sample.part == part]
        right = arrays(here)[1]
        answers = held_out(here) if part == FITTED_ON else likely(here, weights)
        print(
            f"{part}: {len(here)} mentions, {right.mean():.3f} right, mean {answers.mean():.3f},"
            f" calibration error {calibrate.calibration_error(answers, right):.3f}"
            f" ({calibrate.by_chance(answers):.3f} by chance)"
        )
    rows = zip(confidence.HEAD_FEATURES, weights.tolist(), strict=True)
    table = _HEADER + "".join(f"{name}\t{weight:.3f}\n" for name, weight in rows)
    print(table)
    if not options.dry_run:
        (calibrate.KNOWLEDGE / confidence.HEADS).write_text(table, encoding="utf-8")
        print(f"{confidence.HEADS} written", file=sys.stderr)


if __name__ == "__main__":
    main()
