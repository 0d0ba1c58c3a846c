"""Fit the confidence that the rules have in what they read, on annotated reports.

    python -m evaluation.calibrate [--data FOLDER] [--gap] [--dry-run]

A mention is right where its trigger is an act of the gold report, of the same PLOVER type.
Logistic regression with a quadratic penalty, on our own reports, the news and dispatches for development and
the training split of the corpus; every mention counts once. Our own reports are what the rules
are mended by, so they are read better than news: a term of their own takes up how much better,
and is left out of the table, which speaks of news. A word's record (how often it was read, and
rightly) is of the same reports; in the fit each mention is left out of its own. The penalty
comes from predictions for reports that took no part in the fit (ten folds of reports). The
other splits of the corpus and the news held out take no part in anything here, unless ``--gap``
asks for it: rules are mended by the training split too, so that a new text is read worse, and
this moves the constant, and nothing else, to where the mean confidence on the corpus' dev split
is the share right there. Coefficients go to knowledge/confidence.tsv, records to
knowledge/confidence_words.tsv. Run it again whenever the rules or the annotations have changed; then
the learned heads, which are told this confidence, are to be trained anew, and
`python -m evaluation.calibrate_heads` weighs both.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
import numpy as np

from corpus.texts import SPLITS
from demarche.reading import confidence
from demarche.reading.confidence import RECORD, Word
from evaluation import corpus_sets, gold, reports
from evaluation.corpus_sets import name
from evaluation.options import options_of
from evaluation.readings import facts_of

KNOWLEDGE = Path(confidence.__file__).parents[1] / "knowledge"
OWN = "own reports"
FOLDS = 10
PENALTIES = (0.3, 1.0, 3.0, 10.0)
APART = (*sorted(reports.UNSEEN), name("dev"), name("test"))
LEAST = 2  # a word that was read once says nothing
_HEADER = """\
# How much each fact of a reading speaks for its being right: coefficients of a logistic model.
# Fitted by `python -m evaluation.calibrate`; what the features are is said in
# reading/confidence.py. Columns: feature, coefficient (log odds).
"""
GAP = "# The constant is set by the corpus' dev split (`--gap`).\n"
_WORDS_HEADER = """\
# How often a word was read as an act of a type in the annotated reports that the confidence is
# fitted on, and how often rightly. Counted by `python -m evaluation.calibrate`.
# Columns: word (its lemma; * for all of the news), kind (noun or verb), type (PLOVER's), read, right.
word	kind	type	read	right
"""


class OfReport(Protocol):
    """A sample of some report."""

    @property
    def report(self) -> str: ...


S = TypeVar("S", bound=OfReport)


class Sample(msgspec.Struct, frozen=True):
    """One mention that was read from an annotated report; the record among its facts is 0."""

    part: str
    report: str
    facts: tuple[float, ...]
    right: bool
    word: Word = ("", "", "")
    mention: str = ""  # its id


class Records(msgspec.Struct, frozen=True):
    """How often each word was read, and rightly, and the share right of all news."""

    read: Counter[Word]
    right: Counter[Word]
    average: float

    def of(self, sample: Sample, *, inside: bool) -> float:
        """What a sample's word speaks for; ``inside``: the sample itself was counted."""
        read = self.read[sample.word] - inside
        right = self.right[sample.word] - (inside and sample.right)
        return confidence.record(read, right, self.average) if read >= LEAST else 0.0


class Model(msgspec.Struct, frozen=True):
    """What was fitted: coefficients, the last of them of our own reports, and records."""

    weights: np.ndarray
    records: Records

    def likely(self, found: Sequence[Sample], *, inside: bool = False) -> np.ndarray:
        """The probabilities of samples, as the reader gives them."""
        return bounded(arrays(found, self.records, inside=inside)[0] @ self.weights)


@cache
def samples(data: Path, *, apart: bool = True) -> tuple[Sample, ...]:
    """Every mention of the annotated reports, with its facts and whether it is right.

    ``apart``: also of those splits of the corpus that no fit may see.
    """
    wanted = [split for split in SPLITS if apart or name(split) not in APART]
    splits = {name(split): corpus_sets.readings(split, data, by_rules=True) for split in wanted}
    found = []
    for part, pairs in {**reports.readings(data, by_rules=True), **splits}.items():
        for report, read in pairs:
            matched = {j: i for i, j in gold.match(report.acts, read).items()}
            for index, mention in enumerate(read):
                act = report.acts[matched[index]] if index in matched else None
                right = act is not None and act.type == mention.type
                facts, word = facts_of(mention)
                found.append(Sample(part, report.id, facts, right, word, mention.id))
    return tuple(found)


def fitted_on(found: Iterable[Sample]) -> list[Sample]:
    """The samples that a fit may see."""
    return [sample for sample in found if sample.part not in APART]


def counted(found: Sequence[Sample]) -> Records:
    """The records of words in samples."""
    news = [sample for sample in found if sample.part != OWN] or found
    return Records(
        Counter(sample.word for sample in found),
        Counter(sample.word for sample in found if sample.right),
        float(np.clip(np.mean([sample.right for sample in news]), 0.01, 0.99)),
    )


def model(found: Sequence[Sample], penalty: float) -> Model:
    """The model that is fitted on samples."""
    records = counted(found)
    return Model(fit(*arrays(found, records, inside=True), penalty), records)


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
    return by_folds(found, lambda others, here: model(others, penalty).likely(here))


def by_folds(found: Sequence[S], answer: Callable[[list[S], list[S]], np.ndarray]) -> np.ndarray:
    """For each sample what ``answer`` says of it, given those of the other folds of reports."""
    names = sorted({sample.report for sample in found})
    order = np.random.default_rng(7).permutation(len(names))
    fold_of = {name: int(order[number]) % FOLDS for number, name in enumerate(names)}
    answers = np.zeros(len(found))
    for fold in range(FOLDS):
        here = [index for index, sample in enumerate(found) if fold_of[sample.report] == fold]
        others = [sample for sample in found if fold_of[sample.report] != fold]
        if here:
            answers[here] = answer(others, [found[index] for index in here])
    return answers


def arrays(
    found: Sequence[Sample], records: Records | None = None, *, inside: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Facts [n, features + 1] and right [n] of samples; the last fact is "one of our own"."""
    facts = np.array([(*sample.facts, float(sample.part == OWN)) for sample in found])
    if records is not None and len(found):
        facts[:, RECORD] = [records.of(sample, inside=inside) for sample in found]
    return facts, np.array([float(sample.right) for sample in found])


def bounded(log_odds: np.ndarray) -> np.ndarray:
    """Probabilities as the reader gives them: within its bounds, to two digits."""
    return np.round(np.clip(_sigmoid(log_odds), confidence.LOWEST, confidence.HIGHEST), 2)


def best_penalty(found: Sequence[Sample]) -> float:
    """The penalty whose held-out probabilities have the lowest log loss."""
    right = rights(found)
    return min(PENALTIES, key=lambda penalty: log_loss(held_out(found, penalty), right))


def rights(found: Sequence[Sample]) -> np.ndarray:
    """1 for each sample that is right, 0 for the others."""
    return np.array([float(sample.right) for sample in found])


def shifted(fitted: Model, towards: Sequence[Sample]) -> Model:
    """The model with its constant where its mean over samples is their share right."""
    facts, right = arrays(towards, fitted.records)
    shift = 0.0
    for _ in range(50):
        likely = _sigmoid(facts @ fitted.weights + shift)
        shift += float((right - likely).sum() / max(1e-9, (likely * (1 - likely)).sum()))
    weights = fitted.weights.copy()
    weights[0] += shift
    return Model(weights, fitted.records)


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


def by_chance(likely: np.ndarray, draws: int = 200) -> float:
    """The calibration error that probabilities show on average though they are kept to the letter."""
    numbers = np.random.default_rng(11)
    return float(
        np.mean(
            [
                calibration_error(likely, (numbers.random(len(likely)) < likely).astype(float))
                for _ in range(draws)
            ]
        )
    )


def _sigmoid(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


def written(fitted: Model, *, gap: bool = False) -> dict[str, str]:
    """The tables of a model: file names and texts. ``gap``: its constant was set by dev."""
    coefficients = zip(confidence.FEATURES, fitted.weights[:-1].tolist(), strict=True)
    records = fitted.records
    total = 1000
    rows = [f"*\t-\t-\t{total}\t{round(total * records.average)}"]
    rows += [
        "\t".join((*word, str(read), str(records.right[word])))
        for word, read in sorted(records.read.items())
        if read >= LEAST
    ]
    return {
        confidence.TABLE: "".join(
            (
                _HEADER,
                GAP if gap else "",
                "feature\tcoefficient\n",
                *(f"{name}\t{weight:.3f}\n" for name, weight in coefficients),
            )
        ),
        confidence.WORDS: _WORDS_HEADER + "".join(f"{row}\n" for row in rows),
    }


def main() -> None:
    """Fit, print how well, and write the tables."""
    parser = options_of("evaluation.calibrate", __doc__)
    parser.add_argument("--gap", action="store_true", help="set the constant by the corpus' dev split")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    everything = samples(options.data)
    found = fitted_on(everything)
    if len({sample.report for sample in found}) < FOLDS:
        raise SystemExit("too few annotated reports to fit on")
    penalty = best_penalty(found)
    fitted = model(found, penalty)
    if options.gap:
        fitted = shifted(fitted, [one for one in everything if one.part == name("dev")])
    others = dict(zip(map(id, found), held_out(found, penalty).tolist(), strict=True))
    print(f"{len(found)} mentions, penalty {penalty}; our own {fitted.weights[-1]:+.3f}")
    for part in dict.fromkeys(sample.part for sample in everything):
        here = [sample for sample in everything if sample.part == part]
        right = rights(here)
        likely = fitted.likely(here) if part in APART else np.array([others[id(one)] for one in here])
        print(
            f"{part}, {'by the fit' if part in APART else 'by the other folds'}: {len(here)} mentions,"
            f" {right.mean():.3f} right, mean {likely.mean():.3f}, log loss {log_loss(likely, right):.3f},"
            f" calibration error {calibration_error(likely, right):.3f} ({by_chance(likely):.3f} by chance)"
        )
    tables = written(fitted, gap=options.gap)
    print(tables[confidence.TABLE])
    if not options.dry_run:
        for file, text in tables.items():
            (KNOWLEDGE / file).write_text(text, encoding="utf-8")
            print(f"{file} written", file=sys.stderr)


if __name__ == "__main__":
    main()
