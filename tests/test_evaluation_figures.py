"""The gate: which figures may drop, and what is said of those that do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evaluation import __main__ as command
from evaluation import page, sureness
from evaluation.figures import drops, load_baseline, plain, save_baseline, shown, tables

BEFORE = {"times": {"held": {"expressions": 503, "F1": 0.916, "median km": 90.0}}}


def after(**columns: float) -> dict:
    return {"times": {"held": BEFORE["times"]["held"] | {k.replace("_", " "): v for k, v in columns.items()}}}


def test_a_drop_is_named_with_both_figures() -> None:
    (line,) = drops(BEFORE, after(F1=0.9))
    assert line.startswith("times, held: F1 was 0.916, is 0.900")


def test_gains_and_small_drops_pass() -> None:
    assert not list(drops(BEFORE, after(F1=0.95)))
    assert not list(drops(BEFORE, after(F1=0.912)))


def test_in_small_sets_one_item_may_change() -> None:
    small = {"reports": {"own": {"acts": 20, "recall": 0.9}}}
    assert not list(drops(small, {"reports": {"own": {"acts": 20, "recall": 0.85}}}))
    assert list(drops(small, {"reports": {"own": {"acts": 20, "recall": 0.8}}}))


def test_what_is_better_lower_is_held_from_above() -> None:
    assert list(drops(BEFORE, after(median_km=120.0)))
    assert not list(drops(BEFORE, after(median_km=60.0)))
    claims = {"reports": {"own": {"acts": 400, "overclaims": 1}}}
    (line,) = drops(claims, {"reports": {"own": {"acts": 400, "overclaims": 2}}})
    assert "overclaims was 1, is 2" in line


def test_what_is_only_compared_with_is_not_judged() -> None:
    row = {"mentions": 500, "mean confidence": 0.83, "by chance": 0.04, "calibration error": 0.05}
    before = {"sureness": {"dev": row}}
    assert not list(drops(before, {"sureness": {"dev": row | {"mean confidence": 0.7, "by chance": 0.01}}}))
    assert list(drops(before, {"sureness": {"dev": row | {"calibration error": 0.06}}}))


def test_a_set_that_has_grown_is_said_to_have() -> None:
    (line,) = drops(BEFORE, after(F1=0.8, expressions=600))
    assert "the set has changed: expressions 503, now 600" in line


def test_what_was_not_measured_or_has_no_baseline_is_no_drop() -> None:
    assert not list(drops(BEFORE, {"times": {}}))
    assert not list(drops({}, BEFORE))
    assert not list(drops(BEFORE, {"times": {"other": {"F1": 0.1}}}))


def test_an_accepted_baseline_keeps_what_was_skipped(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load_baseline(path) == {}
    save_baseline(path, {"places": {"all": {"F1": 0.9}}}, BEFORE, {"times"})
    assert load_baseline(path) == {"places": {"all": {"F1": 0.9}}, **BEFORE}
    kept = {"times": {"gone": {"F1": 0.5}}}
    save_baseline(path, kept, BEFORE, set())
    assert load_baseline(path) == {"times": {**kept["times"], **BEFORE["times"]}}
    save_baseline(path, kept, BEFORE, {"times"})
    assert load_baseline(path) == BEFORE


def test_the_command_fails_on_a_drop_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "baseline.json").write_text(
        json.dumps({"actors": {"own sentences": {"actors": 40, "all": 1.5}}}), encoding="utf-8"
    )
    monkeypatch.setattr(command, "BASELINE", tmp_path / "baseline.json")
    arguments = ["--only", "actors", "--data", str(tmp_path)]
    assert command.main(arguments) == 1
    said = capsys.readouterr().err
    assert "leaders_mined.json not in" in said
    assert "dropped: actors, own sentences: all was 1.500" in said
    monkeypatch.setattr(command, "ROOT", tmp_path)
    assert command.main([*arguments, "--accept"]) == 0
    assert command.main(arguments) == 0


def test_every_step_has_the_same_face() -> None:
    for name in command.STEPS:
        module = command.importlib.import_module(f"evaluation.{name}")
        assert module.TITLE and module.ABOUT.strip() and isinstance(module.NEEDS, tuple)
        assert callable(module.score)


def test_committed_figures_are_in_the_page() -> None:
    text = (command.ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for figures in load_baseline(command.BASELINE).values():
        for row in figures:
            assert f"| {row} |" in text, row


def test_tables_break_where_the_columns_change() -> None:
    text = tables({"a": {"n": 1200, "F1": 0.5}, "b": {"n": 3, "F1": 1.0}, "c": {"km": 12.34}})
    assert text.count("| --- |") == 2
    assert "| a | 1,200 | 0.500 |" in text and "| c | 12.3 |" in text
    assert shown(7) == "7"


def test_figures_become_plain_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    assert plain({"a": {"x": numpy.float64(0.123456), "n": 3}}) == {"a": {"x": 0.1235, "n": 3}}


def test_marked_parts_of_a_page_are_filled_and_the_rest_stays() -> None:
    text = "before\n<!-- scores -->\nold\n<!-- end of scores -->\nafter\n"
    filled = page.fill(text, "scores", "| new |")
    assert "old" not in filled and "| new |" in filled
    assert filled.startswith("before\n") and filled.endswith("after\n")
    assert page.fill(filled, "scores", "| new |") == filled
    with pytest.raises(ValueError, match="no marks"):
        page.fill("nothing", "scores", "x")


def test_the_plot_has_a_point_for_every_bin() -> None:
    assert sureness.plot([(20, 0.4, 0.5), (20, 0.8, 0.75)]).count("<circle") == 2


def test_no_data_at_all_still_scores_what_is_ours(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    assert set(command.importlib.import_module("evaluation.attribution").score(tmp_path)) == {"own sentences"}
    for name in ("language", "roles", "times", "places", "coreference"):
        assert command.importlib.import_module(f"evaluation.{name}").score(tmp_path) == {}


def test_the_table_of_the_weights(tmp_path: Path) -> None:
    (tmp_path / "a.onnx").write_bytes(b"abc")
    assert "| `a.onnx` | 0 | `ba7816bf8f01cfea` |" in command.language.weights(tmp_path)
