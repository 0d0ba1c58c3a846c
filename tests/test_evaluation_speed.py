"""The bench: its parts add up, its texts are there without the data, its page says what was measured."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from demarche.language.network import Network
from demarche.records import Report
from evaluation import speed
from evaluation.gold import ITEMS

TEXTS = ("Canada will host the summit in June.", "Two ministers met in Oslo on Monday and signed a treaty.")


def test_parts_add_up_to_the_whole_and_nothing_stays_patched() -> None:
    before = Network.encode
    words, speeds, parts = speed.reading_speed([Report(id=str(i), text=text) for i, text in enumerate(TEXTS)])
    assert Network.encode is before
    assert words == 20
    assert sum(part["share"] for part in parts.values()) == pytest.approx(1.0)
    assert all(part["share"] >= 0 for part in parts.values()), parts
    assert parts["model: encoder"]["share"] > 0
    for row in speeds.values():
        assert row["words a second, model"] >= row["words a second, end to end"] > 0
    long = {"a long one": {"words a second": 7}}
    commands = {"a command": {"seconds": 1.0, "peak MB": 9}}
    page = speed.report("two texts", words, speeds, parts, long, commands)
    assert "| a long one | 7 |" in page
    assert "two texts, 20 words" in page and "| a command | 1.000 | 9 |" in page


def test_long_reports_are_as_long_as_they_should_be() -> None:
    text = speed.long_text(600)
    assert 600 <= len(text.split()) < 1_500
    (row,) = speed.long_speed([100]).values()
    assert row["words a second"] > 0


def test_items_are_spread_over_the_file(tmp_path: Path) -> None:
    with gzip.open(tmp_path / ITEMS, "wt", encoding="utf-8") as out:
        for day in range(1, 21):
            out.write(json.dumps({"id": str(day), "date": f"2024-01-{day:02}", "text": "A."}) + "\n")
    which, reports = speed.texts(tmp_path, 4)
    assert [report.id for report in reports] == ["1", "6", "11", "16"]
    assert which.startswith("4 items")


def test_gold_reports_stand_in_for_absent_data(tmp_path: Path) -> None:
    which, reports = speed.texts(tmp_path, 10)
    assert "gold reports" in which and len(reports) == 10 and all(report.text for report in reports)


def test_a_command_that_fails_is_no_measurement() -> None:
    measured = speed._run([sys.executable, "-c", "pass"], 1)
    assert measured["seconds"] > 0 and measured["peak MB"] > 1
    with pytest.raises(RuntimeError, match="exit code 3"):
        speed._run([sys.executable, "-c", "raise SystemExit(3)"], 1)
