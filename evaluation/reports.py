"""Whole reports, end to end: what is read against gold reports, field by field.

Sets in the form that evaluation/gold.py describes: reports of our own in tests/gold, real news in
evaluation/news (annotations only; their texts are open items kept elsewhere), and dispatches in
evaluation/dispatches; of the news and the dispatches a half is for development and a half held out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from demarche.records import Mention
from evaluation import gold, second
from evaluation.figures import Figures, tables
from evaluation.gold import GoldReport
from evaluation.readings import Pairs, read, read_by_rules

TITLE = "Whole reports"
NEEDS = (gold.ITEMS,)
ABOUT = """
Raw text in, mentions out. *Own reports* (`tests/gold`) are written for the purpose and serve as
specification: rules are mended until they are read rightly, so their figures say what is known to work.
*News* are items of Wikipedia's current events (`evaluation/news`), annotated by an AI language model
without a second annotator, as [annotation.md](annotation.md) says: one half is for development and was
looked at, the other is held out, and its figures are the ones that tell what to expect. *Dispatches*
(`evaluation/dispatches`) are reports in the manner of news agencies and newspapers, most of 7 to 16
sentences: an AI language model wrote them, instances of it that saw no reading annotated them, and nobody
looked at those held out. They are invented; what they show is how longer prose is read, of which no open
collection has enough politics. Those held out were annotated twice: the last row scores the second
annotator against the first as the reader is scored. *General news* are reports of business, sport,
courts, accidents and the like, written in the same way, most without any politics: they show what is
read into ordinary words. The learned heads were trained on our own reports and
on what is for development too, so these are read better than anything new; they were not trained on the
dispatches for calibration, by which confidence and thresholds were chosen. An act is found where a
mention's trigger overlaps its trigger. Each field is the share right among the acts found whose gold
gives it; participants, places, objects and sources are right only as whole sets. *Overclaims*: acts that
are planned, wanted, threatened or possible in gold, read as occurred, certain and positive.
"""
SETS = {
    "own reports": (gold.GOLD, "*.yaml"),
    "news, for development": (gold.NEWS, "a-*.yaml"),
    "news, held out": (gold.NEWS, "test-*.yaml"),
    "dispatches, for development": (gold.DISPATCHES, "a-*.yaml"),
    "dispatches, for calibration": (gold.DISPATCHES, "c-*.yaml"),
    "dispatches, held out": (gold.DISPATCHES, "test-*.yaml"),
    "general news, held out": (gold.DISPATCHES, "general-test-*.yaml"),
}
ANNOTATOR = "dispatches, held out, a second annotator"
HELD_OUT = frozenset(name for name, (_, files) in SETS.items() if "test-" in files)
# What confidence and thresholds are fitted on, and heads are not trained on.
CALIBRATING = frozenset(name for name, (_, files) in SETS.items() if files.startswith("c-"))
UNSEEN = HELD_OUT | CALIBRATING  # no difference of these is looked at


@cache
def annotated(data: Path) -> dict[str, list[GoldReport]]:
    """The gold reports of each set; what was skipped is said on stderr."""
    absent: list[str] = []
    found = {
        name: gold.load_all(folder, data, absent, files=files) for name, (folder, files) in SETS.items()
    }
    for line in absent:
        print(line, file=sys.stderr)
    return found


def for_development(data: Path) -> dict[str, list[GoldReport]]:
    """The sets that may be looked at, and that heads are trained on."""
    return {name: found for name, found in annotated(data).items() if name not in UNSEEN}


def for_calibration(data: Path) -> dict[str, list[GoldReport]]:
    """The sets that confidence and thresholds are fitted on, and heads are not trained on."""
    return {name: found for name, found in annotated(data).items() if name in CALIBRATING}


@cache
def readings(data: Path, *, by_rules: bool = False) -> dict[str, Pairs]:
    """The gold reports of each set with their mentions."""
    each = read_by_rules if by_rules else read
    return {name: each(found) for name, found in annotated(data).items()}


def score(data: Path) -> Figures:
    """Rows of acts and of fields for every set that has reports, and for what has a second reading."""
    found: Figures = {}
    sets = readings(data) | {ANNOTATOR: second.readings(data)}
    for name, pairs in sets.items():
        if pairs:
            total, _ = gold.score(pairs)
            found[f"{name}: acts"] = {
                "acts": total.gold,
                "reports": len(pairs),
                "read": total.read,
                "recall": total.recall,
                "precision": total.precision,
                "F1": 2 * total.found / max(1, total.gold + total.read),
                "found with type": total.typed / max(1, total.gold),
                "all fields": total.fields,
                "overclaims": len(total.overclaims),
            }
    for name, pairs in sets.items():
        if pairs:
            total, _ = gold.score(pairs)
            fields = {field: total.field(field) for field in gold.FIELDS if total.asked[field]}
            found[f"{name}: fields"] = {"acts found": total.found} | fields
    return found


def more(data: Path) -> str:
    """The overclaims by name, but for those held out, and recall by PLOVER type over all sets."""
    lines = []
    for name, pairs in readings(data).items():
        total, _ = gold.score(pairs)
        if total.overclaims and name not in UNSEEN:
            lines += [f"Overclaims in {name}:", "", *(f"- {claim}" for claim in total.overclaims), ""]
    everything = [pair for pairs in readings(data).values() for pair in pairs]
    if everything:
        lines += ["Acts by type, all sets (too few of each to be gated):", "", tables(by_type(everything))]
    return "\n".join(lines)


def by_type(pairs: Sequence[tuple[GoldReport, Sequence[Mention]]]) -> Figures:
    """For each PLOVER type: acts, how many were found, and found as that type."""
    acts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    typed: Counter[str] = Counter()
    for report, mentions in pairs:
        matches = gold.match(report.acts, mentions)
        for index, act in enumerate(report.acts):
            acts[act.type] += 1
            if index in matches:
                seen[act.type] += 1
                typed[act.type] += mentions[matches[index]].type == act.type
    return {
        kind: {"acts": n, "found": seen[kind] / n, "found as that type": typed[kind] / n}
        for kind, n in sorted(acts.items())
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else gold.DATA
    for name, pairs in readings(folder).items():
        if name not in UNSEEN:  # nobody is to look at these while the reading is worked on
            print(*gold.score(pairs)[1], sep="\n")
    print(tables(score(folder)))
