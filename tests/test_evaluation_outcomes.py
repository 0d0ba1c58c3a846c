"""The judged pairs: each names two items and words that stand in them."""

from __future__ import annotations

import pytest

from evaluation.outcomes import SETS, judged
from evaluation.plans import DATA, items


def test_every_pair_is_judged_once():
    rows = judged()
    assert {row["one"] for row in rows} == {"yes", "no"}
    assert {row["set"] for row in rows} == set(SETS)
    pairs = [(row["plan"], row["word"], row["told"], row["told word"]) for row in rows]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.skipif(not (DATA / "current_events.jsonl.gz").exists(), reason="no items here")
def test_words_of_pairs_stand_in_their_items():
    rows = judged()
    texts = {item["id"]: item for item in items()}
    for row in rows:
        assert row["word"] in texts[row["plan"]]["text"]
        assert row["told word"] in texts[row["told"]]["text"]
        assert texts[row["plan"]]["date"] <= texts[row["told"]]["date"]
