"""The corpus of moves: its dev and test splits against the reader, with intervals and confusions.

Of the test split there are figures only; no difference of it is listed anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus import articles
from corpus import gold as adapter
from corpus.texts import ARTICLES, CALIBRATION, ITEMS
from demarche.records import Mention
from evaluation import errors, gold
from evaluation.bootstrap import intervals
from evaluation.figures import Figures, tables
from evaluation.gold import GoldReport
from evaluation.readings import Pairs, read, read_by_rules

TITLE = "The corpus of moves"
NEEDS = (ITEMS, *articles.FILES.values())
ABOUT = """
Items of the [corpus](corpus.md), raw text in, scored as the whole reports above are. They were
annotated by AI language models, reading item by item under [annotation.md](annotation.md), blind to
the reader; no person has gone over them. *train* is what rules are mended by and has no figures
here; *dev* (2021 and 2022) shows where the reader stands, and its differences may be read;
*calibration* (of the same years) was annotated when the rules were made, nobody has looked at a
difference in it, and it tells with dev how sure the reader may be; *test* (2023 to 2026) is held
out, and no difference in it is listed. *Articles* are whole reports of
Wikinews, most of them about business, science and private persons, in two halves; one may be looked
at and is trained on, the other is held out. *Typed*: found, and as the same
PLOVER type. *All fields right*: of the acts found, those without any field wrong, type and mode
included; *all but code, mode and objects* leaves out what the codebook adds to a type, and objects.
In brackets the 95 % interval over 500 draws of the items: how far a figure is the luck of its
items.
"""
SCORED = ("dev", CALIBRATION, "test", *ARTICLES)
STATUSES = ("occurred", "ongoing", "planned", "wanted", "threatened", "habitual")
CODED = frozenset({"cameo", "cameo_root", "mode", "objects"})
MISSED, SPURIOUS = "not read", "no act"
# (numerator, denominator …), each a count of an item with its factor
SHARES: dict[str, tuple[tuple[str, float], ...]] = {
    "recall": (("found", 1), ("acts", 1)),
    "precision": (("found", 1), ("read", 1)),
    "F1": (("found", 2), ("acts", 1), ("read", 1)),
    "typed recall": (("typed", 1), ("acts", 1)),
    "typed precision": (("typed", 1), ("read", 1)),
    "typed F1": (("typed", 2), ("acts", 1), ("read", 1)),
    **{name: ((f"right {name}", 1), (f"asked {name}", 1)) for name in gold.FIELDS},
    "fields right": (("right", 1), ("asked", 1)),
    "all fields right": (("whole", 1), ("found", 1)),
    "all but code, mode and objects": (("uncoded", 1), ("found", 1)),
    "overclaims, of the acts found": (("overclaims", 1), ("found", 1)),
}


def name(split: str) -> str:
    """What a split is called in tables: "corpus, dev", "articles, held out"."""
    halves = dict(zip(ARTICLES, ("articles, seen", "articles, held out"), strict=True))
    return halves.get(split, f"corpus, {split}")


@cache
def reports(split: str, data: Path) -> Sequence[GoldReport]:
    """The items of a split as gold reports; none where their texts are not on this machine."""
    files = articles.FILES.values() if split in ARTICLES else (ITEMS,)
    there = all((data / file).exists() for file in files)
    return tuple(adapter.reports(split, data)) if there else ()


@cache
def readings(split: str, data: Path, *, by_rules: bool = False) -> Pairs:
    """The items of a split with what is read in them."""
    return (read_by_rules if by_rules else read)(reports(split, data))


def counts(report: GoldReport, mentions: Sequence[Mention]) -> Counter[str]:
    """What one item gives to the shares."""
    total, _ = gold.score([(report, mentions)])
    found: Counter[str] = Counter(acts=total.gold, read=total.read, found=total.found, typed=total.typed)
    found["overclaims"] = len(total.overclaims)
    for field in gold.FIELDS:
        found[f"right {field}"] = total.right[field]
        found[f"asked {field}"] = total.asked[field]
    # the root is part of the code, and is not counted beside it
    found["right"] = sum(total.right[field] for field in gold.FIELDS if field != "cameo_root")
    found["asked"] = sum(total.asked[field] for field in gold.FIELDS if field != "cameo_root")
    for mine, its in gold.match(report.acts, mentions).items():
        wrong = {field for field, right, _, _ in gold.compare(report.acts[mine], mentions[its]) if not right}
        found["whole"] += not wrong
        found["uncoded"] += wrong <= CODED
    return found


@cache
def by_item(split: str, data: Path) -> tuple[Counter[str], ...]:
    """The counts of each item of a split."""
    return tuple(counts(report, mentions) for report, mentions in readings(split, data))


def shares(items: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """All shares over some items; 0 where there is nothing to divide by."""
    sums: Counter[str] = Counter()
    for item in items:
        sums.update(item)
    found = {}
    for key, ((above, factor), *below) in SHARES.items():
        under = sum(sums[one] * times for one, times in below)
        found[key] = sums[above] * factor / under if under else 0.0
    return found


def score(data: Path) -> Figures:
    """Rows of acts and of fields for dev and test, as in the step of whole reports."""
    found: Figures = {}
    measured = {split: shares(items) for split in SCORED if (items := by_item(split, data))}
    acts = ("recall", "precision", "F1", "typed recall", "typed precision", "typed F1")
    for split, share in measured.items():
        items = by_item(split, data)
        found[f"{name(split)}: acts"] = {
            "acts": sum(item["acts"] for item in items),
            "items": len(items),
            "read": sum(item["read"] for item in items),
            **{key: share[key] for key in (*acts, "fields right", "all fields right")},
            "overclaims": sum(item["overclaims"] for item in items),
        }
    for split, share in measured.items():
        number = sum(item["found"] for item in by_item(split, data))
        found[f"{name(split)}: fields"] = {"acts found": number} | {key: share[key] for key in gold.FIELDS}
    return found


def more(data: Path) -> str:
    """Intervals of both splits; of dev the confusions, and the differences that were read."""
    if not by_item("dev", data):
        return ""
    lines = gold.score(readings("dev", data))[1]
    types, status = confusions(readings("dev", data))
    return "\n\n".join(
        (
            with_intervals({name(split): by_item(split, data) for split in SCORED if by_item(split, data)}),
            "*Types in dev*: what was annotated down, what was read across, where they are not the same"
            f" or are counted on the diagonal; *{MISSED}* are acts that were missed, *{SPURIOUS}* mentions"
            " that match none.",
            confusion_table(types, _in_order(types)),
            "*Status in dev*, over the acts found: annotated down, read across.",
            confusion_table(status, STATUSES),
            errors.account(lines),
        )
    )


def with_intervals(sets: Mapping[str, Sequence[Counter[str]]]) -> str:
    """A table of every share with its interval, a column for each set."""
    columns = {
        key: (shares(items), intervals(items, SHARES), Counter(f for item in items for f in item if item[f]))
        for key, items in sets.items()
    }
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for key, (_, *below) in SHARES.items():
        cells = [
            f"{share[key]:.3f} [{ends[key][0]:.3f}, {ends[key][1]:.3f}]" if asked[below[0][0]] else "–"
            for share, ends, asked in columns.values()
        ]
        lines.append(f"| {key} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


Table = Counter[tuple[str, str]]


def confusions(pairs: Pairs) -> tuple[Table, Table]:
    """(annotated, read) types, with acts not read and mentions of no act, and statuses of acts found."""
    types: Table = Counter()
    status: Table = Counter()
    for report, mentions in pairs:
        matches = gold.match(report.acts, mentions)
        for index, act in enumerate(report.acts):
            mention = mentions[matches[index]] if index in matches else None
            types[act.type, mention.type if mention else MISSED] += 1
            if mention:
                status[act.status, mention.status] += 1
        others = set(range(len(mentions))) - set(matches.values())
        types.update((SPURIOUS, mentions[index].type) for index in others)
    return types, status


def _in_order(table: Table) -> tuple[str, ...]:
    names = {name for pair in table for name in pair} - {MISSED, SPURIOUS}
    return (*sorted(names), MISSED, SPURIOUS)


def confusion_table(table: Table, names: Sequence[str]) -> str:
    """A square as Markdown; columns go by the first letters of their names, zeros are left blank."""
    across = [one for one in names if one != SPURIOUS]
    heads = [one if one == MISSED else one[:5] for one in across]
    lines = ["| | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * len(across)]
    for one in names:
        if one != MISSED:
            cells = [str(table[one, other] or "") for other in across]
            lines.append(f"| {one} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(tables(score(gold.DATA)))
    print(more(gold.DATA))
