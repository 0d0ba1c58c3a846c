"""Fitting the confidence, on made-up samples whose odds are known."""

from __future__ import annotations

import numpy as np
import pytest

from demarche.knowledge.tables import TableError
from demarche.reading import confidence
from evaluation import calibrate
from evaluation.calibrate import Sample


def made_up(n: int = 2000) -> list[Sample]:
    """Right nine times in ten with the fact, three times in ten without."""
    numbers = np.random.default_rng(1)
    facts = numbers.random(n) < 0.5
    right = numbers.random(n) < np.where(facts, 0.9, 0.3)
    return [
        Sample("made up", f"r{i // 4}", (1.0, float(f)), bool(r))
        for i, (f, r) in enumerate(zip(facts, right, strict=True))
    ]


def test_the_fit_finds_the_odds() -> None:
    facts, right = calibrate.arrays(made_up())
    weights = calibrate.fit(facts, right, 0.3)
    likely = 1 / (1 + np.exp(-np.array([weights[0], weights.sum()])))
    assert likely == pytest.approx([0.3, 0.9], abs=0.04)


def test_held_out_probabilities_are_calibrated_and_better_than_none() -> None:
    samples = made_up()
    _, right = calibrate.arrays(samples)
    likely = calibrate.held_out(samples, calibrate.best_penalty(samples))
    assert calibrate.calibration_error(likely, right) < 0.05
    assert calibrate.log_loss(likely, right) < calibrate.log_loss(np.full(len(right), right.mean()), right)


def test_bad_confidence_is_seen_in_the_calibration_error() -> None:
    _, right = calibrate.arrays(made_up())
    assert calibrate.calibration_error(np.full(len(right), 0.98), right) > 0.3


def test_bins_hold_every_sample_once() -> None:
    likely = np.linspace(0, 1, 101)
    bins = calibrate.bins(likely, (likely > 0.5).astype(float))
    assert sum(n for n, _, _ in bins) == 101
    assert [mean for _, mean, _ in bins] == sorted(mean for _, mean, _ in bins)


def test_the_table_names_every_feature_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(confidence._weights()) == len(confidence.FEATURES)
    rows = [
        (number, {"feature": name, "coefficient": "0.5"}) for number, name in enumerate(confidence.FEATURES)
    ]
    for broken in (rows[:-1], [*rows, rows[0]], [(9, {"feature": "mood", "coefficient": "1"})],
                   [(9, {"feature": "constant", "coefficient": "high"})]):  # fmt: skip
        monkeypatch.setattr(confidence.tables, "rows", lambda *_, broken=broken: iter(broken))
        confidence._weights.cache_clear()
        with pytest.raises(TableError):
            confidence._weights()
    confidence._weights.cache_clear()


def test_what_is_held_out_takes_no_part_in_a_fit() -> None:
    sample = Sample(calibrate.reports.HELD_OUT, "r", (1.0,), True)
    own = Sample(calibrate.OWN, "r", (1.0,), True)
    assert calibrate.fitted_on([sample, own]) == [own]
    assert calibrate.arrays([own, sample])[0].tolist() == [[1.0, 1.0], [1.0, 0.0]]
