"""Status, certainty and polarity against our own sentences, UDS and MEANTIME.

    python -m evaluation.status FOLDER     (FOLDER holds uds_factuality and meantime)

UDS gives each predicate a number from -3 to 3; ours is laid on that line (``line``) and
compared by Pearson's r and by sign. MEANTIME annotates certainty, time and polarity
of events in Wikinews; its POSSIBLE and PROBABLE are one class for us (uncertain).
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from demarche.language.tree import Tree
from demarche.reading.status import Standing, status
from demarche.records import Analysis

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold_status.tsv"
LEVEL = {"certain": 1.0, "probable": 0.7, "possible": 0.3, "unknown": 0.1}


class Case(msgspec.Struct, frozen=True):
    """One of our own sentences with the standing of the act at [start, end)."""

    construction: str
    published: dt.date | None
    text: str
    start: int
    end: int
    status: tuple[str, ...]
    certainty: tuple[str, ...]
    polarity: tuple[str, ...]

    def right(self, read: Standing) -> tuple[bool, bool, bool]:
        """Whether status, certainty and polarity are right."""
        return read.status in self.status, read.certainty in self.certainty, read.polarity in self.polarity


def cases(path: Path = GOLD) -> list[Case]:
    """Our own sentences."""
    found = []
    header = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 7:
            raise ValueError(f"{path.name}:{number}: {len(cells)} cells, expected 7")
        if not header:
            header = True
            continue
        kind, day, text, trigger, *values = cells
        word, _, place = trigger.partition("#")
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
        if len(places) < int(place or 1):
            raise ValueError(f"{path.name}:{number}: {trigger!r} does not stand in the sentence")
        start = places[int(place or 1) - 1]
        published = dt.date.fromisoformat(day) if day else None
        found.append(Case(kind, published, text, start, start + len(word), *(tuple(v.split("|")) for v in values)))
    return found


def overclaims(case: Case, read: Standing) -> bool:
    """The one error that must never be: an act that has not happened read as occurred."""
    asserted = read.status in ("occurred", "ongoing") and read.certainty == "certain" and read.polarity == "positive"
    return asserted and not ({"occurred", "ongoing", "habitual"} & set(case.status) and "positive" in case.polarity)


def score(analyses: list[Analysis], gold: list[Case]) -> dict[str, Any]:
    """Accuracies on our own sentences, and every difference as a line."""
    right = np.zeros(3)
    differences, claims = [], []
    for case, analysis in zip(gold, analyses, strict=True):
        read = standing(analysis, case)
        marks = case.right(read)
        right += marks
        if not all(marks):
            wanted = " ".join("|".join(values) for values in (case.status, case.certainty, case.polarity))
            got = f"{read.status} {read.certainty} {read.polarity}"
            differences.append(f"{case.construction}: {case.text} [{case.text[case.start:case.end]}] {wanted}; read {got} {read.reasons}")
        if overclaims(case, read):
            claims.append(case.text)
    total = len(gold)
    return {
        "cases": total,
        "status": right[0] / total,
        "certainty": right[1] / total,
        "polarity": right[2] / total,
        "all": 1 - len(differences) / total,
        "overclaims": claims,
        "differences": differences,
    }


def standing(analysis: Analysis, case: Case) -> Standing:
    """The standing of a case's act, its time read as the pipeline would."""
    from demarche.reading.time import times
    from demarche.records import Report

    tree = Tree(analysis)
    token = tree.token_at(case.start)
    factuality = next((f.factuality for f in analysis.frames if f.token == token), None)
    found = times(Report(id="case", text=case.text, published=case.published), tree) if case.published else ()
    return status(tree, token, factuality, case.published, found[0] if found else None)


def line(read: Standing) -> float:
    """A standing as a number between -3 and 3."""
    sign = 1 if read.polarity == "positive" else -1
    if read.status in ("occurred", "ongoing", "habitual"):
        return 3 * sign * LEVEL[read.certainty] if read.certainty != "unknown" else 0.0
    if read.status == "planned" and sign > 0:
        return -1.0 + LEVEL[read.certainty]
    return -1.5 if sign > 0 else -2.0


def uds(path: Path, analyse: Any, limit: int | None = None) -> dict[str, float]:
    """Pearson's r and agreement of sign on UDS dev, without and with the model's number."""
    gold, composed, head = [], [], []
    items = [item for item in _lines(path) if item["split"] == "dev"][:limit]
    for item, analysis in zip(items, analyse([_closed(i["sentence"])[0] for i in items]), strict=True):
        _, places = _closed(item["sentence"])
        tree = Tree(analysis)
        for predicate in item["predicates"]:
            token = tree.token_at(places[predicate["start"]])
            factuality = next((f.factuality for f in analysis.frames if f.token == token), None)
            gold.append(predicate["factuality"])
            composed.append(line(status(tree, token, factuality)))
            head.append(0.0 if factuality is None else factuality)
    ours, wanted, model = np.array(composed), np.array(gold), np.array(head)
    return {
        "predicates": len(gold),
        "r": float(np.corrcoef(ours, wanted)[0, 1]),
        "sign": float(np.mean((ours > 0) == (wanted > 0))),
        "r_head": float(np.corrcoef(model, wanted)[0, 1]) if model.any() else 0.0,
        "sign_head": float(np.mean((model > 0) == (wanted > 0))),
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for text in lines:
            yield json.loads(text)


def _closed(spaced: str) -> tuple[str, dict[int, int]]:
    """A tokenised sentence written as prose, and where each offset went."""
    text, places = "", {}
    for match in re.finditer(r"\S+", spaced):
        word = match.group()
        glued = word in (".", ",", ";", ":", "?", "!", ")", "'s", "n't", "'re", "'ve", "'ll", "'m", "'d", "’s", "”") or text.endswith(("(", "“", "$"))
        if text and not glued:
            text += " "
        places[match.start()] = len(text)
        text += word
    return text, places


def meantime(path: Path, analyse: Any) -> dict[str, Any]:
    """MEANTIME's events: certainty × time × polarity."""
    counts: Counter[str] = Counter()
    table: Counter[tuple[str, str]] = Counter()
    for document in _lines(path):
        (analysis,) = analyse([document["text"]])
        tree = Tree(analysis)
        for event in document["events"]:
            for mention in event.get("mentions", [event]):
                attributes = {k: str(mention.get(k) or "").upper() for k in ("certainty", "time", "polarity")}
                if not attributes["certainty"] or not attributes["time"]:
                    continue
                token = tree.token_at(mention["start"])
                factuality = next((f.factuality for f in analysis.frames if f.token == token), None)
                read = status(tree, token, factuality)
                counts["all"] += 1
                counts["polarity"] += (read.polarity == "negative") == (attributes["polarity"] == "NEG")
                if attributes["certainty"] in ("CERTAIN", "PROBABLE", "POSSIBLE"):
                    counts["certainty of"] += 1
                    sure = read.certainty == "certain"
                    counts["certainty"] += sure == (attributes["certainty"] == "CERTAIN")
                if attributes["time"] in ("FUTURE", "NON_FUTURE"):
                    counts["time of"] += 1
                    ahead = read.status in ("planned", "wanted", "threatened")
                    counts["time"] += ahead == (attributes["time"] == "FUTURE")
                    table[attributes["time"] + " " + attributes["certainty"], f"{read.status}"] += 1
    return {
        "events": counts["all"],
        "polarity": counts["polarity"] / max(1, counts["all"]),
        "certainty": counts["certainty"] / max(1, counts["certainty of"]),
        "time": counts["time"] / max(1, counts["time of"]),
        "table": dict(sorted(table.items())),
    }


if __name__ == "__main__":
    from demarche.language import load

    model = load()
    gold = cases()
    result = score(list(model.analyse([case.text for case in gold])), gold)
    print(*result.pop("differences"), sep="\n")
    print(result)
    folder = Path(sys.argv[1])
    print("UDS", uds(folder / "uds_factuality.jsonl.gz", model.analyse))
    print("MEANTIME", meantime(folder / "meantime.jsonl.gz", model.analyse))
