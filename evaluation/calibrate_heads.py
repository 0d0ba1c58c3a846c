"""Fit what the rules' confidence and the learned heads say together of a mention.

    python -m evaluation.calibrate_heads [FOLDS] [--data FOLDER] [--dry-run]

The heads are too sure of what they were trained on, so what is fitted on are texts that they were not
trained on: the corpus' splits dev and calibration and the dispatches for calibration. Where ``FOLDS`` is
named, which ``training/crossfit.py`` wrote, those that they were trained on are read besides, by heads
that were trained without them (``evaluation/folds.py``). A mention is
right where its trigger is an act of the gold report, of the same PLOVER type. Logistic regression with
a quadratic penalty, chosen by predictions for reports that took no part in the fit (ten folds of
reports).

Rules are mended by all of these texts but those of the first kind, and by our own reports until they are read
rightly; their confidence is fitted on most of them; and heads that lack a third of the texts know less
than the shipped ones. So terms of their own take up how much better mended texts are read, and how
differently the rules, the heads and what stands apart speak there. They are left out of the table,
which speaks of new texts: the constant is that of the texts of the first kind, the coefficients are of
all sets, drawn to theirs. Of dev, differences were looked at; of the others, none ever. The test split, the
articles and the news held out take no part. Coefficients go to knowledge/confidence_heads.tsv. Run it
after every training of the heads, and train these anew after every `python -m evaluation.calibrate`:
they are told the rules' confidence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from corpus.texts import CALIBRATION, EVERY
from demarche.reading import confidence
from demarche.records import Mention
from evaluation import calibrate, corpus_sets, folds, gold, reports
from evaluation.options import options_of
from evaluation.readings import Pairs, head_facts_of, read_with_doubtful

APART = ("dev", CALIBRATION)
UNMENDED = frozenset(map(corpus_sets.name, APART)) | reports.CALIBRATING
DIFFERING = ("rules", "act", "apart")
PENALTIES = (1.0, 3.0, 10.0)
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
def judged(data: Path) -> tuple[tuple[str, Mention, bool], ...]:
    """Every mention of the annotated reports as they are read, with its set and whether it is right."""
    splits = {corpus_sets.name(split): corpus_sets.readings(split, data) for split in EVERY}
    return tuple(
        (part, mention, right) for part, _, mention, right in _judged({**reports.readings(data), **splits})
    )


def held_back(folder: Path | None, data: Path) -> list[Sample]:
    """The mentions that a fit may see, of readings by heads that were not trained on their texts.

    Without a ``folder`` of folds those of the texts that no heads are trained on.
    """
    unread = {corpus_sets.name(split): corpus_sets.reports(split, data) for split in APART}
    unread |= reports.for_calibration(data)
    apart = {name: read_with_doubtful(found) for name, found in unread.items()}
    return list(_samples({**(folds.readings(folder, data) if folder else {}), **apart}))


def _judged(parts: Mapping[str, Pairs]) -> Iterable[tuple[str, str, Mention, bool]]:
    """The mentions of some sets: set, report, mention, and whether it is right."""
    for part, pairs in parts.items():
        for report, found in pairs:
            matched = {j: i for i, j in gold.match(report.acts, found).items()}
            for index, mention in enumerate(found):
                act = report.acts[matched[index]] if index in matched else None
                yield part, report.id, mention, act is not None and act.type == mention.type


def _samples(parts: Mapping[str, Pairs]) -> Iterable[Sample]:
    """The mentions of some sets that the heads judged: others have the rules' confidence."""
    for part, report, mention, right in _judged(parts):
        if (facts := head_facts_of(mention)) is not None:
            yield Sample(part, report, facts, right)


def arrays(found: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Facts [n, features] and right [n]."""
    facts = np.array([sample.facts for sample in found]).reshape(-1, len(confidence.HEAD_FEATURES))
    return facts, np.array([float(sample.right) for sample in found])


def fit(found: Sequence[Sample], penalty: float) -> np.ndarray:
    """Coefficients of the features, and after them of what ``_aside`` gives."""
    facts, right = arrays(found)
    return calibrate.fit(np.concatenate([facts, _aside(found)], 1), right, penalty)


def held_out(found: Sequence[Sample], penalty: float) -> np.ndarray:
    """For each sample its probability by a fit on the other folds of reports, what is mended told."""

    def answer(others: Sequence[Sample], here: Sequence[Sample]) -> np.ndarray:
        facts = np.concatenate([arrays(here)[0], _aside(here)], 1)
        return calibrate.bounded(facts @ fit(others, penalty))

    return calibrate.by_folds(found, answer)


def _aside(found: Sequence[Sample]) -> np.ndarray:
    """[n, 2 + DIFFERING]: of mended texts; of our own; the features that speak otherwise in mended ones."""
    mended = np.array([float(one.part not in UNMENDED) for one in found])
    own = np.array([float(one.part == calibrate.OWN) for one in found])
    columns = [confidence.HEAD_FEATURES.index(name) for name in DIFFERING]
    return np.concatenate([np.stack([mended, own], 1), arrays(found)[0][:, columns] * mended[:, None]], 1)


def best_penalty(found: Sequence[Sample]) -> float:
    """The penalty whose held-out probabilities have the lowest log loss."""
    right = arrays(found)[1]
    return min(PENALTIES, key=lambda penalty: calibrate.log_loss(held_out(found, penalty), right))


def main() -> None:
    """Fit, print how well, and write the table."""
    parser = options_of("evaluation.calibrate_heads", __doc__)
    parser.add_argument("folds", type=Path, nargs="?", help="folder that training.crossfit wrote")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    found = held_back(options.folds, options.data)
    penalty = best_penalty(found)
    weights = fit(found, penalty)
    others, right = held_out(found, penalty), arrays(found)[1]
    names = ("mended", "our own", *(f"{name} in mended" for name in DIFFERING))
    aside = "  ".join(
        f"{name} {weight:+.3f}" for name, weight in zip(names, weights[-len(names) :].tolist(), strict=True)
    )
    print(f"{len(found)} mentions, penalty {penalty}; left out of the table: {aside}")
    for part in dict.fromkeys(sample.part for sample in found):
        here = np.array([sample.part == part for sample in found])
        answers = others[here]
        print(
            f"{part}, by the other folds: {here.sum()} mentions, {right[here].mean():.3f} right,"
            f" mean {answers.mean():.3f}, log loss {calibrate.log_loss(answers, right[here]):.4f},"
            f" calibration error {calibrate.calibration_error(answers, right[here]):.3f}"
            f" ({calibrate.by_chance(answers):.3f} by chance)"
        )
    rows = zip(confidence.HEAD_FEATURES, weights.tolist(), strict=False)
    table = _HEADER + "".join(f"{name}\t{weight:.3f}\n" for name, weight in rows)
    print(table)
    if not options.dry_run:
        (calibrate.KNOWLEDGE / confidence.HEADS).write_text(table, encoding="utf-8")
        print(f"{confidence.HEADS} written", file=sys.stderr)


if __name__ == "__main__":
    main()
