"""Plans: is what was announced settled by the right report, and by no look-alike?

``plans.yaml`` names announced acts among the items of current_events, labelled by hand,
with the items that settle them and items that merely look like it. They are read and
linked together with the items of the following months that are most like them in their
words, so that the right outcome has to be found among many. ``example`` does the same for
the design's example and every item of its month.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import math
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from demarche.ledger.dated import Dated
from demarche.ledger.plans import plan_of
from demarche.ledger.reading_pool import Failure, Pool
from demarche.ledger.together import link_all
from demarche.ledger.words import content
from demarche.records import Mention, Plan, Report

TABLE = Path(__file__).with_name("plans.yaml")
DATA = Path("../shared/data")
EXAMPLE = Path("../shared/examples/kim-visits-russia.txt")
FOLLOWED_DAYS = 240
FEW = 300  # items that are not worth starting other processes for
DISTRACTORS = 40  # items beside each plan, the most alike in words
ENDS = frozenset({"happened", "cancelled"})
TUNED, LATER = "plans", "plans, labelled after the rules"
# By the word that a row of the table has under "drawn".
DRAWN = {
    "tuning": "plans, drawn and looked at",
    "dev": "plans, drawn for development",
    "figure": "plans, drawn and not looked at",
    "figure2": "plans, drawn a second time and not looked at",
    "dev2": "plans, drawn from what is read, for development",
    "figure3": "plans, drawn from what is read and not looked at",
    "dev3": "plans, drawn a fourth time, for development",
    "dev4": "plans, drawn a fifth time, for development",
    "train": "plans, drawn a sixth time, for training",
    "figure4": "plans, drawn a seventh time and not looked at",
}
UNSEEN = frozenset({DRAWN["figure"], DRAWN["figure2"], DRAWN["figure3"], DRAWN["figure4"]})
GROUPS = (TUNED, LATER, *DRAWN.values())


def labelled() -> list[dict]:
    """The announced acts, with full ids of items."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    for row in rows:
        row["plan"] = f"cec/{row['plan']}"
        row["settled"] = [f"cec/{item}" for item in row["settled"]]
        row["alike"] = [f"cec/{item}" for item in row["alike"]]
    return rows


def items(data: Path = DATA) -> list[dict]:
    """All items of current_events."""
    with gzip.open(data / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def chosen(rows: list[dict], pool: list[dict]) -> list[dict]:
    """The labelled items, and for each plan those of the months after that are most like it."""
    by_id = {item["id"]: item for item in pool}
    wanted = {name for row in rows for name in (row["plan"], *row["settled"], *row["alike"])}
    words = {item["id"]: content(item["text"]) for item in pool}
    spread = Counter(word for stems in words.values() for word in stems)
    weight = {word: math.log(len(pool) / count) for word, count in spread.items()}
    for row in rows:
        day = dt.date.fromisoformat(by_id[row["plan"]]["date"])
        last = (day + dt.timedelta(days=FOLLOWED_DAYS)).isoformat()
        own = words[row["plan"]]
        near = [
            (
                sum(weight[word] for word in own & words[item["id"]]) / (3 + len(words[item["id"]])) ** 0.5,
                item["id"],
            )
            for item in pool
            if day.isoformat() <= item["date"] <= last
        ]
        wanted.update(name for _, name in sorted(near, reverse=True)[:DISTRACTORS])
    return [by_id[name] for name in sorted(wanted)]


def read_on_all_cores(reports: Sequence[Report]) -> list[tuple[Mention, ...]]:
    """The mentions of each report, acts and occasions.

    ValueError where the reader breaks on one: a figure without it would be another one.
    """
    with Pool(os.cpu_count() or 1) as pool:
        outcomes = pool.submit(reports, here=len(reports) < FEW)()
    found = []
    for report, outcome in zip(reports, outcomes, strict=True):
        if isinstance(outcome, Failure):
            raise ValueError(f"{report.id}: {outcome.message}")
        found.append(outcome.mentions)
    return found


def read(found: Iterable[dict]) -> list[Dated]:
    """The mentions of items, dated."""
    outlets = []
    reports = []
    for item in found:
        outlets.append(item["source"][0] if item["source"] else None)
        day = dt.date.fromisoformat(item["date"])
        reports.append(Report(id=item["id"], text=item["text"], published=day))
    return [
        Dated(mention, report.published, outlet, report.id)
        for report, outlet, mentions in zip(reports, outlets, read_on_all_cores(reports), strict=True)
        for mention in mentions
    ]


def plans_by_mention(mentions: Iterable[Dated], as_of: dt.date | None = None) -> dict[str, Plan]:
    """Every mention that belongs to a plan, by its id."""
    found = {}
    for cluster in link_all(mentions)[0]:
        plan = plan_of(cluster, as_of)
        if plan is not None:
            found.update({one.mention.id: plan for one in cluster.mentions})
    return found


def judge(row: dict, mentions: list[Dated], plans: dict[str, Plan]) -> tuple[str, Plan | None]:
    """How a plan fared: right, missed, wrong or alike where a later item settles it (or should);
    open where none should; unread where the reader has no such act."""
    own = [
        plans[one.mention.id]
        for one in mentions
        if one.mention.report == row["plan"]
        and one.mention.trigger.text in row["words"]
        and one.mention.id in plans
    ]
    if not own:
        return "unread", None
    ended = [plan for plan in own if plan.state in ENDS]
    for plan in ended:
        if plan.settled_by in row["settled"] and plan.state == row["state"]:
            return "right", plan
    for plan in ended:
        if plan.settled_by in row["alike"]:
            return "alike", plan
    if ended:
        return "wrong", ended[0]
    return ("missed" if row["settled"] else "open"), own[0]


def score(data: Path = DATA, *, verbose: bool = False) -> dict[str, dict[str, float]]:
    """Shares of plans settled rightly, and of plans with look-alikes that one was taken for.

    Plans that were labelled after the rules were written, and those that nobody looked at while
    the rules were mended, stand in rows of their own; of the last, no single plan is shown. A
    group without plans has no row.
    """
    rows = labelled()
    mentions = read(chosen(rows, items(data)))
    plans = plans_by_mention(mentions)
    found = {}
    for name in GROUPS:
        members = [row for row in rows if group(row) == name]
        if members:
            found[name] = scores(members, mentions, plans, verbose=verbose and name not in UNSEEN)
    return found


def group(row: dict) -> str:
    """Which row of the table a plan counts in."""
    if "drawn" in row:
        return DRAWN[row["drawn"]]
    return LATER if row.get("held") else TUNED


def scores(
    rows: list[dict], mentions: list[Dated], plans: dict[str, Plan], *, verbose: bool = False
) -> dict[str, float]:
    """The same, of mentions that were read and linked already."""
    outcome = []
    for row in rows:
        verdict, plan = judge(row, mentions, plans)
        outcome.append((row, verdict))
        if verbose:
            state = f"{plan.state} by {plan.settled_by}" if plan else ""
            print(f"{verdict:7} {row['plan']} {'/'.join(row['words'])}: {state}; expected {row['settled']}")
    due = [verdict for row, verdict in outcome if row["settled"]]
    lured = [verdict for row, verdict in outcome if row["alike"]]
    claimed = [verdict for _, verdict in outcome if verdict in ("right", "wrong", "alike")]
    return {
        "plans": len(rows),
        "with an outcome": len(due),
        "settled rightly": due.count("right") / max(len(due), 1),
        "settled rightly of those read": due.count("right") / max(len(due) - due.count("unread"), 1),
        "of those settled, rightly": claimed.count("right") / max(len(claimed), 1),
        "with look-alikes": len(lured),
        "look-alikes taken": lured.count("alike") / max(len(lured), 1),
        "act not read": sum(verdict == "unread" for _, verdict in outcome) / len(rows),
    }


def example(data: Path = DATA, text: Path = EXAMPLE, as_of: dt.date = dt.date(2023, 10, 1)) -> list[Plan]:
    """The plans of the design's example, read on 4 September 2023 with all items of that month."""
    month = [item for item in items(data) if item["date"].startswith("2023-09")]
    article = {
        "id": text.stem, "date": "2023-09-04", "source": ["The New York Times"],
        "text": text.read_text(encoding="utf-8"),
    }  # fmt: skip
    plans = plans_by_mention(read([article, *month]), as_of)
    own = {plan.id: plan for plan in plans.values() if any(one.report == text.stem for one in plan.mentions)}
    return list(own.values())


if __name__ == "__main__":
    for name, figures in score(verbose=True).items():
        print(name, figures)
