"""``demarche plans``, ``sources``, ``actors`` and ``places`` on a small ledger, with a fake reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from demarche.cli import run

FIRST = {
    "id": "a",
    "published": "2024-03-01",
    "publisher": "The Daily",
    "text": "Ana Lind will visit Norway.",
}


@pytest.fixture
def ledger(tmp_path: Path, fake_reader: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with one announced visit (the fake reader's: planned, probable, to Oslo in March)."""
    reports = tmp_path / "reports.jsonl"
    reports.write_text(json.dumps(FIRST) + "\n", encoding="utf-8")
    path = tmp_path / "news.duckdb"
    monkeypatch.setenv("DEMARCHE_LEDGER", str(path))
    assert run(["add", str(reports), "--ledger", str(path), "--workers", "1"]) == 0
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_actors_and_places_are_listed(ledger: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert run(["actors", "lind", "--ledger", str(ledger), "--format", "jsonl"]) == 0
    (entry,) = lines(capsys)
    assert entry["country"] == "SWE" and entry["first"] == "2024-03-01"
    assert run(["places", "--ledger", str(ledger), "--format", "jsonl"]) == 0
    (place,) = lines(capsys)
    assert (place["name"], place["events"], place["latitude"]) == ("Oslo", 1, 59.91)
    assert run(["places", "bergen", "--ledger", str(ledger)]) == 0
    assert "Oslo" not in capsys.readouterr().out
    assert run(["actors", "lind", "--ledger", str(ledger), "--as-of", "2024-02-01"]) == 0
    assert "SWE" not in capsys.readouterr().out


def test_a_span_of_days_is_read_or_complained_of(ledger: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert run(["plans", "--ledger", str(ledger), "--as-of", "2024-03-02", "--due", "4w"]) == 0
    assert run(["plans", "--ledger", str(ledger), "--due", "soon"]) == 2
    assert "4w" in capsys.readouterr().err
    assert run(["sources", "--ledger", str(ledger), "--format", "jsonl"]) == 0
