"""Announced acts and what was taken for their outcomes: which of these pairs does the ledger still draw?

``outcomes.tsv`` holds pairs of mentions that a ledger of all items of some months took for a plan and its
outcome, each judged by an AI language model. That the ledger takes few other acts for the outcome shows
here, where nothing was chosen for having one; ``plans.yaml`` asks whether the right one is found.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import product
from pathlib import Path

from demarche.ledger.dated import Dated
from demarche.ledger.known_names import complete_all
from demarche.ledger.linking import pair
from evaluation.plans import DATA, items, read

TABLE = Path(__file__).with_name("outcomes.tsv")
SETS = {"tuned": "pairs, looked at", "later": "pairs, judged after the rules"}


def judged() -> list[dict[str, str]]:
    """The rows of the table, with full ids of items."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    return [row | {"plan": f"cec/{row['plan']}", "told": f"cec/{row['told']}"} for row in rows]


def score(data: Path = DATA) -> dict[str, dict[str, float]]:
    """For each set the shares of right and of wrong pairs that are linked, of those with both acts read."""
    rows = judged()
    wanted = {row[side] for row in rows for side in ("plan", "told")}
    by_word: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for dated in complete_all(read(item for item in items(data) if item["id"] in wanted)):
        by_word[dated.mention.report, dated.mention.trigger.text].append(dated)
    found = {}
    for name, title in SETS.items():
        drawn: dict[str, list[bool]] = {"yes": [], "no": []}
        for row in rows:
            both = by_word[row["plan"], row["word"]], by_word[row["told"], row["told word"]]
            if row["set"] == name and all(both):
                drawn[row["one"]].append(any(pair(a, b) for a, b in product(*both)))
        found[title] = {
            "outcomes": len(drawn["yes"]),
            "linked": sum(drawn["yes"]) / max(1, len(drawn["yes"])),
            "other acts": len(drawn["no"]),
            "linked all the same": sum(drawn["no"]) / max(1, len(drawn["no"])),
        }
    return found


if __name__ == "__main__":
    for name, figures in score().items():
        print(name, figures)
