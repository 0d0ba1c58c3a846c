"""Status, certainty and polarity against our own sentences, UDS and MEANTIME.

    python -m evaluation.status [FOLDER]     (FOLDER holds uds_factuality and meantime)

UDS gives each predicate a number from -3 to 3; ours is laid on that line (``line``) and
compared by Pearson's r and by sign. MEANTIME annotates certainty, time and polarity
of events in Wikinews; its POSSIBLE and PROBABLE are one class for us (uncertain).
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from demarche.language.tree import Tree
from demarche.reading.repair import mended
from demarche.reading.status import Standing, status
from demarche.records import Analysis
from evaluation import bootstrap
from evaluation.figures import Figures, tables
from evaluation.texts import closed, records

TITLE = "Status, certainty, polarity"
NEEDS = ("uds_factuality.jsonl.gz", "meantime.jsonl.gz")
ABOUT = """
Sentences of our own (`tests/gold_status.tsv`), one act each, raw text in. *Overclaims*: acts
that have not happened read as occurred, certain and positive. UDS, dev split: our standing laid
on its line from −3 to 3, by Pearson's r and by agreement of sign; *head* is the model's number
without our rules. MEANTIME, all 60 reports: certain against probable and possible; future
against not; negated against not; *all* three together. *macro-F1*: the mean F1 of the classes of
certainty × time × polarity that gold has, each an answer in itself, since three quarters of the
events are of one class; *low* and *high* are the ends of its 95 % interval over draws of the reports.
"""
Analyse = Callable[[Sequence[str]], Sequence[Analysis]]
Class = tuple[bool, ...]
Pair = tuple[Class, Class]
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
        alternatives = (tuple(value.split("|")) for value in values)
        found.append(Case(kind, published, text, start, start + len(word), *alternatives))
    return found


def overclaims(case: Case, read: Standing) -> bool:
    """The one error that must never be: an act that has not happened read as occurred."""
    asserted = (
        read.status in ("occurred", "ongoing") and read.certainty == "certain" and read.polarity == "positive"
    )
    real = {"occurred", "ongoing", "habitual"} & set(case.status) and "positive" in case.polarity
    return asserted and not real


def score(data: Path) -> Figures:
    """Our sentences, and UDS and MEANTIME where they are there."""
    from demarche.language import load

    analyse = load().analyse
    gold = cases()
    own = score_cases(analyse([case.text for case in gold]), gold)
    found: Figures = {
        "own sentences": {
            "acts": own["cases"],
            **{name: float(own[name]) for name in ("status", "certainty", "polarity", "all")},
            "overclaims": len(own["overclaims"]),
        }
    }
    if (data / NEEDS[0]).exists():
        found["UDS dev"] = uds(data / NEEDS[0], analyse)
    if (data / NEEDS[1]).exists():
        found["MEANTIME"] = meantime(data / NEEDS[1], analyse)
    return found


def score_cases(analyses: Sequence[Analysis], gold: Sequence[Case]) -> dict[str, Any]:
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
            act = case.text[case.start : case.end]
            differences.append(
                f"{case.construction}: {case.text} [{act}] {wanted}; read {got} {read.reasons}"
            )
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

    tree = Tree(mended(analysis))
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


def uds(path: Path, analyse: Analyse) -> dict[str, float]:
    """Pearson's r and agreement of sign on UDS dev, without and with the model's number."""
    gold, composed, head = [], [], []
    items = [item for item in records(path) if item["split"] == "dev"]
    for item, analysis in zip(items, analyse([closed(i["sentence"])[0] for i in items]), strict=True):
        _, places = closed(item["sentence"])
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
        "r, head": float(np.corrcoef(model, wanted)[0, 1]) if model.any() else 0.0,
        "sign, head": float(np.mean((model > 0) == (wanted > 0))),
    }


def meantime(path: Path, analyse: Analyse) -> dict[str, float]:
    """MEANTIME's events: certainty, time and polarity, each alone and as one class of the three."""
    counts: Counter[str] = Counter()
    reports: list[list[Pair]] = []
    for document in records(path):
        (analysis,) = analyse([document["text"]])
        tree = Tree(analysis)
        reports.append([])
        for event in document["events"]:
            for mention in event.get("mentions", [event]):
                wanted = {k: str(mention.get(k) or "").upper() for k in ("certainty", "time", "polarity")}
                if not wanted["certainty"] or not wanted["time"]:
                    continue
                token = tree.token_at(mention["start"])
                factuality = next((f.factuality for f in analysis.frames if f.token == token), None)
                read = status(tree, token, factuality)
                ahead = read.status in ("planned", "wanted", "threatened")
                got = (read.certainty == "certain", ahead, read.polarity == "negative")
                true = (
                    wanted["certainty"] == "CERTAIN", wanted["time"] == "FUTURE", wanted["polarity"] == "NEG"
                )  # fmt: skip
                asked = (
                    wanted["certainty"] in ("CERTAIN", "PROBABLE", "POSSIBLE"),
                    wanted["time"] in ("FUTURE", "NON_FUTURE"),
                    True,
                )
                right = [g == t for g, t in zip(got, true, strict=True)]
                counts["all of"] += 1
                counts["all"] += all(r for r, a in zip(right, asked, strict=True) if a)
                for name, one, scored in zip(("certainty", "time", "polarity"), right, asked, strict=True):
                    counts[name + " of"] += scored
                    counts[name] += one and scored
                if all(asked):
                    reports[-1].append((true, got))
    macro, low, high = macro_f1(reports)
    return {
        "events": counts["all of"],
        **{name: counts[name] / max(1, counts[name + " of"]) for name in ("certainty", "time", "polarity")},
        "all": counts["all"] / max(1, counts["all of"]),
        "macro-F1": macro,
        "macro-F1, low": low,
        "macro-F1, high": high,
    }


def macro_f1(reports: Sequence[Sequence[Pair]]) -> tuple[float, float, float]:
    """The mean F1 of the classes that gold has, and the ends of its interval over draws of the reports.

    Each report is its (gold, read) pairs of classes. A draw in which a class is neither in gold nor
    read leaves it out of its mean.
    """
    classes = sorted({gold for report in reports for gold, _ in report})
    if not classes:
        return 0.0, 0.0, 0.0
    right, all_of = (np.zeros((len(reports), len(classes))) for _ in range(2))
    for row, report in enumerate(reports):
        for column, one in enumerate(classes):
            right[row, column] = sum(gold == read == one for gold, read in report)
            all_of[row, column] = sum((gold == one) + (read == one) for gold, read in report)

    def mean(weights: np.ndarray) -> np.ndarray:
        above, below = weights @ right * 2, weights @ all_of
        with np.errstate(invalid="ignore"):
            return np.nanmean(np.where(below > 0, above / below, np.nan), axis=-1)

    even = np.full(len(reports), 1 / len(reports))
    draws = np.random.default_rng(bootstrap.SEED).multinomial(len(reports), even, bootstrap.DRAWS)
    edge = (1 - bootstrap.LEVEL) / 2
    low, high = np.quantile(mean(draws), [edge, 1 - edge])
    return float(mean(np.ones(len(reports)))), float(low), float(high)


if __name__ == "__main__":
    from demarche.language import load

    gold = cases()
    print(*score_cases(load().analyse([case.text for case in gold]), gold)["differences"], sep="\n")
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))))
