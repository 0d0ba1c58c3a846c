"""What the learned heads bring, question by question: the corpus read with and without them.

Every text goes through the language model once; the rules and the heads are then asked again for
each row. Of the test split there are totals only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from demarche.reading.mentions import MentionBuilder
from demarche.reading.reader import Reader
from demarche.reading.trust import QUESTIONS, Trust
from demarche.records import Report
from evaluation import corpus_sets, gold
from evaluation.figures import Figures, tables

TITLE = "What is learned"
NEEDS = corpus_sets.NEEDS
ABOUT = """
The rules read first, and heads that learned from the corpus' train split and the articles seen
correct them (`reading/learned.py`). *Rules alone*: without the heads; *without acts*: the heads do not
say what is an act and of which type, and so on for the other questions. *Acts typed*: F1 of acts with
their type; the fields are shares of the acts found, so that they are of different acts where acts are
found that the rules miss. Thresholds were chosen on dev (`reading/trust.py`).
"""
SPLITS = ("dev", "test", "articles_test")
SHOWN = (
    "mode",
    "cameo",
    "actors",
    "recipients",
    "status",
    "certainty",
    "polarity",
    "time",
    "places",
    "sources",
)


def variants() -> dict[str, Trust]:
    """Rows of the table: which questions the heads are asked."""
    rows = {"rules alone": Trust(uses=()), "rules and heads": Trust()}
    for question in QUESTIONS:
        uses = tuple(other for other in QUESTIONS if other != question)
        rows[f"without {question}"] = Trust(uses=uses)
    return rows


@cache
def _scored(data: Path) -> dict[str, dict[str, gold.Score]]:
    """By split and variant, how the corpus is read."""
    reader = Reader()
    found: dict[str, dict[str, gold.Score]] = {}
    for split in SPLITS:
        annotated = corpus_sets.reports(split, data)
        if annotated:
            found[split] = _by_variant(reader, annotated)
    return found


def _by_variant(reader: Reader, annotated: Sequence[gold.GoldReport]) -> dict[str, gold.Score]:
    reports = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
    seen = reader.model.seen([report.text for report in reports])
    scores = {}
    for name, trust in variants().items():
        builder = MentionBuilder(reader.coder, trust)
        read = [
            reader.read_analysis(report, analysis, vectors if trust.uses else None, builder).mentions
            for report, (analysis, vectors) in zip(reports, seen, strict=True)
        ]
        scores[name], _ = gold.score(zip(annotated, read, strict=True))
    return scores


def score(data: Path) -> Figures:
    """A row for each split and variant."""
    found: Figures = {}
    for split, scores in _scored(data).items():
        for name, one in scores.items():
            found[f"{corpus_sets.name(split)}: {name}"] = {
                "recall": one.recall,
                "precision": one.precision,
                "acts typed": 2 * one.typed / max(1, one.gold + one.read),
                **{field: one.field(field) for field in SHOWN},
                "overclaims": len(one.overclaims),
            }
    return found


if __name__ == "__main__":
    print(tables(score(gold.DATA)))
