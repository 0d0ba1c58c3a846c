"""Fitting the confidence, on made-up samples whose odds are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from demarche.knowledge.tables import TableError
from demarche.reading import confidence
from evaluation import calibrate, calibrate_heads, folds
from evaluation.calibrate import Sample


def made_up(n: int = 2000) -> list[Sample]:
    """Right nine times in ten with the fact, three times in ten without."""
    numbers = np.random.default_rng(1)
    facts = numbers.random(n) < 0.5
    right = numbers.random(n) < np.where(facts, 0.9, 0.3)
    return [
        Sample("made up", f"r{i // 4}", (1.0, 0.0, float(f)), bool(r), (f"w{i % 40}", "verb", "AID"))
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
    assert {"news, held out", "dispatches, held out", "general news, held out"} == calibrate.reports.HELD_OUT
    assert set(calibrate.APART) > calibrate.reports.HELD_OUT | calibrate.reports.CALIBRATING
    assert {"corpus, dev", "corpus, test"} < set(calibrate.APART)
    apart = [Sample(part, "r", (1.0, 0.0), True) for part in calibrate.APART]
    own = Sample(calibrate.OWN, "r", (1.0, 0.0), True)
    train = Sample("corpus, train", "r", (1.0, 0.0), False)
    assert calibrate.fitted_on([*apart, own, train]) == [own, train]
    assert calibrate.arrays([own, train])[0].tolist() == [[1.0, 0.0, 1.0], [1.0, 0.0, 0.0]]


def test_a_words_record_leaves_out_the_mention_itself_and_words_read_once() -> None:
    word = ("talk", "noun", "CONSULT")
    good, bad = (Sample("news", f"r{right}", (1.0, 0.0), right, word) for right in (True, False))
    once = Sample("news", "r", (1.0, 0.0), True, ("walk", "verb", "PROTEST"))
    records = calibrate.counted([good, good, bad, once])
    assert records.average == pytest.approx(0.75)
    assert records.of(good, inside=False) < 0  # two of three, on average three of four
    assert records.of(bad, inside=True) > 0  # the others were right
    assert records.of(good, inside=True) < records.of(good, inside=False)
    assert records.of(once, inside=False) == 0.0


def test_words_that_are_often_wrong_are_found_out_by_their_record() -> None:
    numbers = np.random.default_rng(3)
    samples = [
        Sample("news", f"r{i}", (1.0, 0.0), bool(numbers.random() < (0.95 if i % 2 else 0.4)),
               (f"w{i % 20}", "verb", "AID"))
        for i in range(800)
    ]  # fmt: skip
    likely = calibrate.held_out(samples, 1.0)
    assert likely[1::2].min() > likely[0::2].max()


def test_the_gap_moves_the_constant_alone() -> None:
    samples = made_up()
    fitted = calibrate.model(samples, 1.0)
    worse = [sample for index, sample in enumerate(samples) if not sample.right or index % 2]
    moved = calibrate.shifted(fitted, worse)
    assert moved.weights[1:].tolist() == fitted.weights[1:].tolist()
    assert moved.likely(worse).mean() == pytest.approx(calibrate.rights(worse).mean(), abs=0.01)
    assert fitted.likely(worse).mean() > calibrate.rights(worse).mean() + 0.05


def test_what_the_heads_say_is_weighed_on_all_texts_and_the_constant_is_that_of_the_unmended() -> None:
    numbers = np.random.default_rng(5)
    fresh = "corpus, calibration"
    odds = {calibrate.OWN: 2.5, "corpus, train": 1.0, fresh: 0.0}
    samples = []
    for part, extra in odds.items():
        for index in range(800):
            rules = float(numbers.normal())
            slope = 1.0 if part == fresh else 1.5
            right = bool(numbers.random() < 1 / (1 + np.exp(-0.5 - slope * rules - extra)))
            facts = (1.0, rules, *[0.0] * (len(confidence.HEAD_FEATURES) - 2))
            samples.append(calibrate_heads.Sample(part, f"{part} {index // 3}", facts, right))
    weights = calibrate_heads.fit(samples, 1.0)
    assert weights[:2] == pytest.approx([0.5, 1.0], abs=0.2)
    mended, own, rules = weights[len(confidence.HEAD_FEATURES) :][:3]
    assert (mended, own, rules) == pytest.approx((1.0, 1.5, 0.5), abs=0.3)
    facts, right = calibrate_heads.arrays(samples)
    assert calibrate.calibration_error(calibrate_heads.held_out(samples, 1.0), right) < 0.03
    unmended = [one.part == fresh for one in samples]
    likely = calibrate.bounded(facts[unmended] @ weights[: len(confidence.HEAD_FEATURES)])
    assert likely.mean() == pytest.approx(right[unmended].mean(), abs=0.02)


def test_folds_are_of_like_size_and_whoever_was_left_out_stays_so() -> None:
    names = [f"item/{number}" for number in range(900)]
    found = [folds.fold_of(name, 3) for name in names]
    assert found == [folds.fold_of(name, 3) for name in names]
    assert all(260 < found.count(fold) < 340 for fold in range(3))


def test_a_mention_is_no_part_of_its_own_words_record_when_held_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    facts = (1.0, *[0.0] * (len(confidence.FEATURES) - 1))
    word = ("talk", "noun", "CONSULT")
    found = [Sample("news", f"r{i}", facts, i != 0, word, f"m{i}") for i in range(6)]
    monkeypatch.setattr(calibrate, "samples", lambda *_, **__: tuple(found))
    folds._without_their_own.cache_clear()
    known = folds._without_their_own(tmp_path)
    folds._without_their_own.cache_clear()
    assert known["m0"] > known["m1"]  # without it all were right; without another, one was wrong
    assert known["m1"] == known["m5"]


def test_some_error_comes_by_chance_alone_and_less_of_it_in_larger_sets() -> None:
    likely = np.full(160, 0.7)
    assert 0.04 < calibrate.by_chance(likely) < 0.12
    assert calibrate.by_chance(np.full(1600, 0.7)) < calibrate.by_chance(likely) / 2
    assert calibrate.by_chance(np.full(160, 1.0)) == 0.0


def test_the_tables_that_are_written_are_the_ones_that_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = ("talk", "noun", "CONSULT")
    facts = (1.0, *[0.0] * (len(confidence.FEATURES) - 1))
    samples = [Sample("news", f"r{i}", facts, i % 4 > 0, word) for i in range(40)]
    fitted = calibrate.model(samples, 1.0)
    assert calibrate.GAP in calibrate.written(fitted, gap=True)[confidence.TABLE]
    texts = calibrate.written(fitted)
    assert calibrate.GAP not in texts[confidence.TABLE]
    monkeypatch.setattr(confidence.tables, "files", lambda _: tmp_path)
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    caches = (confidence._weights, confidence._words)
    for cached in caches:
        cached.cache_clear()
    try:
        assert confidence._words() == ({word: (40, 30)}, pytest.approx(0.75))
        assert confidence.kept_record(word) == pytest.approx(0.0, abs=0.01)
        assert confidence.kept_record(("walk", "verb", "PROTEST")) == 0.0
        assert confidence.probability(facts) == pytest.approx(0.75, abs=0.02)
    finally:
        for cached in caches:
            cached.cache_clear()


@pytest.mark.parametrize(
    "rows",
    [
        [("talk", "3", "4")],  # right more often than read
        [("talk", "3", "many")],
        [("talk", "3", "2"), ("talk", "5", "2")],
        [("talk", "0", "0")],
    ],
)
def test_a_record_that_cannot_be_is_refused(
    rows: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered = [
        (number, {"word": word, "kind": "noun", "type": "CONSULT", "read": read, "right": right})
        for number, (word, read, right) in enumerate(rows, start=7)
    ]
    monkeypatch.setattr(confidence.tables, "rows", lambda *_: iter(numbered))
    confidence._words.cache_clear()
    with pytest.raises(TableError, match=rf"confidence_words\.tsv:{6 + len(rows)}"):
        confidence._words()
    confidence._words.cache_clear()
