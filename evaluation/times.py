"""Scores time expressions on public test sets: WikiWars (history) and MEANTIME (news).

    python -m evaluation.times [DIR]      # DIR holds wikiwars_times and meantime (.jsonl.gz)

Spans are matched one to one, strictly (same characters) and relaxed (they overlap).
Type and value are scored on the relaxed matches. The first ten documents of WikiWars and
MEANTIME's Airbus topic were looked at while the grammar was written ("dev"); the other
six documents and the Apple topic were not ("held").

What is mapped before values are compared, since WikiWars is annotated in TIMEX2:

- its types are all DATE, so that a type is derived from the value: P… is a DURATION,
  …T… a TIME, XXXX-WXX and the like a SET where the words repeat ("daily");
- SETs are dates with placeholders there ("daily" is XXXX-XX-XX), periods here (P1D);
- a range is two expressions there and one here: ours is split at its joining word;
- gold without a value ("null") is left out of value accuracy;
- "1943-07-XX" stands for the month where TIMEX3 says 1943-07.

MEANTIME annotates the headline, the date line and four sentences of each report; what is read
after them is left out. Its time expressions without words are left out too, and of
expressions that stand inside another ("from 2009 to 2011" with its two years) the outer counts:
such a range is a DURATION there (P2Y, its ends given apart), an interval (2009/2011) here. Two
reports have no creation time; theirs is the date line that stands below every headline.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from demarche.language.tree import Tree
from demarche.reading.time import times
from demarche.records import Analysis, Report
from evaluation.figures import Figures, tables
from evaluation.texts import records

TITLE = "Time expressions"
NEEDS = ("wikiwars_times.jsonl.gz", "meantime.jsonl.gz")
ABOUT = """
WikiWars (histories, TIMEX2 mapped to TIMEX3) and MEANTIME (Wikinews, the lines that are
annotated). *dev* was looked at while the grammar was written, *held* was not. Strict: the
same characters; relaxed: they overlap. Type and value accuracy are over the relaxed matches,
value F1 over all. What is mapped before values are compared is said in
`evaluation/times.py`.
"""
Analyse = Callable[[str], Analysis]
_ANNOTATED_LINES = 6
_SETS = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX-XX": "P1M", "XXXX": "P1Y"}
_JOINING = re.compile(r"\s+(?:to|and|until|till|through)\s+|\s*[-–—]\s*")


class Expression(msgspec.Struct, frozen=True):
    """A time expression as gold or reading gives it, for comparison."""

    start: int
    end: int
    text: str
    type: str
    value: str | None


class Document(msgspec.Struct, frozen=True):
    """One gold text: ``until`` is where its annotation ends."""

    id: str
    part: str
    text: str
    published: dt.date | None
    gold: tuple[Expression, ...]
    until: int


def wikiwars(path: Path) -> Iterator[Document]:
    """WikiWars: 16 histories with TIMEX2 values."""
    for number, raw in enumerate(records(path)):
        gold = tuple(
            Expression(t["start"], t["end"], t["text"], _timex2_type(t["text"], t["value"]), _timex2_value(t))
            for t in raw["timexes"]
        )
        part = "wikiwars dev" if number < 10 else "wikiwars held"
        yield Document(
            raw["id"], part, raw["text"], dt.date.fromisoformat(raw["dct"]), gold, len(raw["text"])
        )


def meantime(path: Path) -> Iterator[Document]:
    """MEANTIME: Wikinews reports with TIMEX3 values."""
    for raw in records(path):
        written = [t for t in raw["timexes"] if t.get("start") is not None]
        gold = tuple(
            Expression(t["start"], t["end"], raw["text"][t["start"] : t["end"]], t["type"], t["value"])
            for t in written
            if not any(o is not t and o["start"] <= t["start"] and t["end"] <= o["end"] for o in written)
        )
        lines = raw["text"].split("\n")
        until = len("\n".join(lines[:_ANNOTATED_LINES]))
        part = "meantime dev" if raw["corpus"] == "corpus_airbus" else "meantime held"
        published = dt.date.fromisoformat(raw["dct"]) if raw["dct"] else _date_line(lines[1])
        yield Document(raw["id"], part, raw["text"], published, gold, until)


def _date_line(line: str) -> dt.date:
    return dt.datetime.strptime(" ".join(line.replace(",", " ").split()), "%B %d %Y").date()


def _timex2_type(text: str, value: str | None) -> str:
    if re.search(r"\b(daily|weekly|monthly|annual|annually|every|each|per)\b|everyday", text.lower()):
        return "SET"
    if value and value.startswith("P") and not value.startswith(("PAST", "PRESENT")):
        return "DURATION"
    return "TIME" if value and "T" in value and "_REF" not in value else "DATE"


def _timex2_value(timex: dict) -> str | None:
    value = timex["value"]
    if value in (None, "null", ""):
        return None
    if _timex2_type(timex["text"], value) == "SET":
        return _SETS.get(value, value)
    return re.sub(r"(-XX)+$", "", value) if re.match(r"(BC)?\d", value) else value


def read(document: Document, analyse: Analyse) -> list[Expression]:
    """What the reader finds in the annotated part; ranges split where gold has two."""
    report = Report(id=document.id, text=document.text, published=document.published)
    found = []
    for time in times(report, Tree(analyse(document.text))):
        if time.end > document.until:
            continue
        one = Expression(time.start, time.end, time.text, time.type, time.value)
        inside = [g for g in document.gold if g.start < time.end and time.start < g.end]
        if "/" not in time.value:
            found.append(one)
        elif document.part.startswith("meantime"):
            found.append(_as_duration(one))
        else:
            found.extend(_split(one) if len(inside) > 1 else [one])
    return found


def _as_duration(expression: Expression) -> Expression:
    """A range of years, months or days as its length: 2009/2011 is P2Y."""
    day = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
    ends = [day.fullmatch(end) for end in (expression.value or "").split("/")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return expression
    low, high = ([int(part) for part in end.groups() if part] for end in ends if end)
    if len(low) != len(high):
        return expression
    if len(low) == 3:
        value = f"P{(dt.date(*high) - dt.date(*low)).days}D"
    else:
        years = high[0] - low[0]
        value = f"P{years}Y" if len(low) == 1 else f"P{years * 12 + high[1] - low[1]}M"
    return msgspec.structs.replace(expression, type="DURATION", value=value)


def _split(expression: Expression) -> list[Expression]:
    low, _, high = expression.value.partition("/") if expression.value else ("", "", "")
    opener = re.match(r"(?i)(from|between)\s+", expression.text)
    skip = opener.end() if opener else 0
    joint = _JOINING.search(expression.text, skip)
    if joint is None:
        return [expression]
    start = expression.start
    first = Expression(
        start + skip, start + joint.start(), expression.text[skip : joint.start()], "DATE", low
    )
    return [
        first,
        Expression(start + joint.end(), expression.end, expression.text[joint.end() :], "DATE", high),
    ]


def pairs(gold: tuple[Expression, ...], found: list[Expression]) -> list[tuple[Expression, Expression]]:
    """Gold and reading that overlap, one to one, the longest overlap first."""
    overlaps = [
        (min(g.end, f.end) - max(g.start, f.start), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.start < f.end and f.start < g.end
    ]
    left, right, chosen = set(), set(), []
    for _, i, j in sorted(overlaps, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((gold[i], found[j]))
    return chosen


def score(data: Path, *, analyse: Analyse | None = None, errors: list[str] | None = None) -> Figures:
    """Figures by part of the data; sets that are missing are left out.

    ``analyse`` is the language model's unless another is given; differences are appended
    to ``errors`` as lines.
    """
    analyse = analyse or _model()
    counts: dict[str, Counter[str]] = {}
    for name, documents in zip(NEEDS, (wikiwars, meantime), strict=True):
        for document in documents(data / name) if (data / name).exists() else ():
            count = counts.setdefault(document.part, Counter())
            found = read(document, analyse)
            matched = pairs(document.gold, found)
            count["gold"] += len(document.gold)
            count["read"] += len(found)
            count["relaxed"] += len(matched)
            count["strict"] += sum((g.start, g.end) == (f.start, f.end) for g, f in matched)
            count["typed"] += sum(g.type == f.type for g, f in matched)
            valued = [(g, f) for g, f in matched if g.value is not None]
            count["valued"] += len(valued)
            count["right"] += sum(g.value == f.value for g, f in valued)
            if errors is not None:
                errors.extend(_differences(document, found, matched))
    return {part: _figures(count) for part, count in counts.items()}


def _figures(count: Counter[str]) -> dict[str, float]:
    def f1(right: int) -> float:
        return 2 * right / (count["gold"] + count["read"]) if right else 0.0

    return {
        "expressions": count["gold"],
        "strict F1": f1(count["strict"]),
        "relaxed precision": count["relaxed"] / max(1, count["read"]),
        "relaxed recall": count["relaxed"] / max(1, count["gold"]),
        "relaxed F1": f1(count["relaxed"]),
        "type accuracy": count["typed"] / max(1, count["relaxed"]),
        "value accuracy": count["right"] / max(1, count["valued"]),
        "value F1": f1(count["right"]),
    }


def _differences(
    document: Document, found: list[Expression], matched: list[tuple[Expression, Expression]]
) -> Iterator[str]:
    def line(kind: str, gold: Expression | None, read: Expression | None) -> str:
        shown = [f"{e.text!r} {e.type} {e.value}" if e else "" for e in (gold, read)]
        place = gold or read
        around = document.text[max(0, place.start - 50) : place.end + 40] if place else ""
        return "\t".join((document.part, kind, *shown, " ".join(around.split())))

    for gold, read_ in matched:
        if gold.value is not None and gold.value != read_.value:
            yield line("value", gold, read_)
        elif gold.type != read_.type:
            yield line("type", gold, read_)
    golds, reads = {id(g) for g, _ in matched}, {id(f) for _, f in matched}
    for gold in document.gold:
        if id(gold) not in golds:
            yield line("missed", gold, None)
    for read_ in found:
        if id(read_) not in reads:
            yield line("spurious", None, read_)


def _model() -> Analyse:
    from demarche.language import load

    model = load()
    return lambda text: model.analyse([text])[0]


if __name__ == "__main__":
    differences: list[str] = []
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"), errors=differences)))
    print(*differences, sep="\n", file=sys.stderr)
