"""Fit the confidence of mentions on annotated reports.

    python -m evaluation.calibrate [--data FOLDER] [--dry-run]

A mention is right where its trigger is an act of the gold report, of the same PLOVER type.
Logistic regression with a quadratic penalty, on our own reports and on the news for
development; every mention counts once. Our own reports are what the rules are mended by, so
they are read better than news: a term of their own takes up how much better, and is left out
of the table, which speaks of news. The penalty comes from predictions for reports that took no
part in the fit (ten folds of reports). The news held out take no part in anything here.
The coefficients go to knowledge/confidence.tsv. Run it again whenever the reading or the
annotations have changed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import msgspec
import numpy as np

from demarche.reading import confidence, mentions
from demarche.reading.reader import Reader
from demarche.records import Report
from evaluation import gold, reports

PATH = Path(mentions.__file__).parents[1] / "knowledge" / confidence.TABLE
OWN = "own reports"
FOLDS = 10
PENALTIES = (0.3, 1.0, 3.0, 10.0)
_HEADER = """\
# How much each fact of a reading speaks for its being right: coefficients of a logistic model.
# Fitted by `python -m evaluation.calibrate`; what the features are is said in
# reading/confidence.py. Columns: feature, coefficient (log odds).
"""


class Sample(msgspec.Struct, frozen=True):
    """One mention that was read from an annotated report."""

    part: str
    report: str
    facts: tuple[float, ...]
    right: bool


def samples(data: Path) -> list[Sample]:
    """Every mention of the annotated reports, with its facts and whether it is right."""
    kept: list[tuple[float, ...]] = []

    def record(*arguments: object) -> float:
        kept.append(confidence.features(*arguments))  # type: ignore[arg-type]
        return float(len(kept) - 1)  # the mention carries the number of its facts

    found = []
    with patch.object(mentions, "confidence", record):
        for part, (folder, files) in reports.SETS.items():
            annotated = gold.load_all(folder, data, files=files)
            inputs = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
            for report, reading in zip(annotated, Reader().read_reports(inputs), strict=True):
                matched = {j: i for i, j in gold.match(report.acts, reading.mentions).items()}
                for index, mention in enumerate(reading.mentions):
                    act = report.acts[matched[index]] if index in matched else None
                    right = act is not None and act.type == mention.type
                    found.append(Sample(part, report.id, kept[int(mention.confidence)], right))
    return found


def fit(facts: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """Coefficients by Newton's method; the constant, which comes first, is not penalised."""
    weights = np.zeros(facts.shape[1])
    ridge = np.full(facts.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(50):
        likely = _sigmoid(facts @ weights)
        gradient = facts.T @ (right - likely) - ridge * weights
        curvature = facts.T @ (facts * (likely * (1 - likely))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(found: Sequence[Sample], penalty: float) -> np.ndarray:
    """For each sample its probability by a fit on the other folds of reports."""
    facts, right = arrays(found)
    names = sorted({sample.report for sample in found})
    order = np.random.default_rng(7).permutation(len(names))
    fold_of = {name: int(order[number]) % FOLDS for number, name in enumerate(names)}
    folds = np.array([fold_of[sample.report] for sample in found])
    likely = np.zeros(len(found))
    for fold in range(FOLDS):
        here = folds == fold
        if here.any():
            likely[here] = bounded(facts[here] @ fit(facts[~here], right[~here], penalty))
    return likely


def arrays(found: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Facts [n, features + 1] and right [n] of samples; the last fact is "one of our own"."""
    facts = [(*sample.facts, float(sample.part == OWN)) for sample in found]
    return np.array(facts), np.array([float(sample.right) for sample in found])


def fitted_on(found: Sequence[Sample]) -> list[Sample]:
    """The samples that a fit may see."""
    return [sample for sample in found if sample.part != reports.HELD_OUT]


def bounded(log_odds: np.ndarray) -> np.ndarray:
    """Probabilities as the reader gives them: within its bounds, to two digits."""
    return np.round(np.clip(_sigmoid(log_odds), confidence.LOWEST, confidence.HIGHEST), 2)


def best_penalty(found: Sequence[Sample]) -> float:
    """The penalty whose held-out probabilities have the lowest log loss."""
    _, right = arrays(found)
    return min(PENALTIES, key=lambda penalty: log_loss(held_out(found, penalty), right))


def log_loss(likely: np.ndarray, right: np.ndarray) -> float:
    """The mean surprise at what was right."""
    return float(-np.mean(np.log(np.where(right > 0, likely, 1 - likely))))


def bins(likely: np.ndarray, right: np.ndarray, most: int = 8) -> list[tuple[int, float, float]]:
    """(mentions, mean confidence, share right) of bins with as many mentions each."""
    order = np.argsort(likely, kind="stable")
    pieces = np.array_split(order, max(1, min(most, len(order) // 15)))
    return [(len(p), float(likely[p].mean()), float(right[p].mean())) for p in pieces if len(p)]


def calibration_error(likely: np.ndarray, right: np.ndarray) -> float:
    """The mean distance between confidence and share right, over bins (ECE)."""
    return sum(n * abs(mean - share) for n, mean, share in bins(likely, right)) / max(1, len(right))


def _sigmoid(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


def main() -> None:
    """Fit, print how well, and write the table."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.calibrate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=gold.DATA, help="folder of the open data (%(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    found = fitted_on(samples(options.data))
    if len({sample.report for sample in found}) < FOLDS:
        raise SystemExit("too few annotated reports to fit on")
    penalty = best_penalty(found)
    facts, right = arrays(found)
    *weights, own = fit(facts, right, penalty).tolist()
    likely = held_out(found, penalty)
    print(f"{len(found)} mentions, {right.mean():.3f} right; penalty {penalty}; our own {own:+.3f}")
    for part in dict.fromkeys(sample.part for sample in found):
        here = np.array([sample.part == part for sample in found])
        base = log_loss(np.full(here.sum(), right[here].mean()), right[here])
        print(
            f"{part}, by the other folds: log loss {log_loss(likely[here], right[here]):.3f}"
            f" (the same for all: {base:.3f}),"
            f" calibration error {calibration_error(likely[here], right[here]):.3f}"
        )
    rows = [f"{name}\t{weight:.3f}" for name, weight in zip(confidence.FEATURES, weights, strict=True)]
    print(*rows, sep="\n")
    if not options.dry_run:
        PATH.write_text(_HEADER + "feature\tcoefficient\n" + "\n".join(rows) + "\n", encoding="utf-8")
        print(f"{PATH.name} written", file=sys.stderr)


if __name__ == "__main__":
    main()
