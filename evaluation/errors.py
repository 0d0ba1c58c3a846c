"""Differences with the corpus' dev split that were read one by one, by cause.

``errors.tsv`` holds a random draw of what ``gold.score`` listed on one day, with the cause that a
reading of the text gave. Which of them still stand is looked up in the differences of today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from evaluation.figures import Figures, tables

TABLE = Path(__file__).with_name("errors.tsv")
COLUMNS = ("item", "words", "field", "cause", "note")
# Cause → what a gain on it would come from.
CAUSES = {
    "word": "rows for words and senses in the codebook",
    "code": "finer codes and modes from what the act is about and who takes part",
    "context": "telling words that only name or describe from acts",
    "time": "the day of participles, background and alleged acts",
    "standing": "status and certainty through nested clauses and narrative tense",
    "participants": "arguments behind nouns, and who controls what",
    "model": "better tags and trees",
    "places": "names of places",
    "sources": "where the words on somebody's word end",
    "annotation": "nothing in the reader: the annotation can be doubted",
}


class Difference(msgspec.Struct, frozen=True):
    """One difference that was read."""

    item: str
    words: str
    field: str
    cause: str
    note: str

    def is_in(self, lines: Sequence[str]) -> bool:
        """Whether it is among the lines that ``gold.score`` lists."""
        if self.field in ("missed", "spurious"):
            begin, end = f"{self.item}: {self.field} ", f" {self.words!r}"
            return any(line.startswith(begin) and line.endswith(end) for line in lines)
        begin = f"{self.item}: {self.words!r} {self.field} is "
        return any(line.startswith(begin) for line in lines)


def load(path: Path = TABLE) -> list[Difference]:
    """The differences of the table. ValueError where a line is not of its columns or causes."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = tuple(line.split("\t"))
        if cells == COLUMNS:
            continue
        if len(cells) != len(COLUMNS) or cells[3] not in CAUSES:
            raise ValueError(f"{path.name}:{number}: {line!r}")
        found.append(Difference(*cells))
    return found


def by_cause(found: Sequence[Difference], lines: Sequence[str]) -> str:
    """A table of causes, the commonest first: how many were drawn, how many still differ."""
    drawn = Counter(one.cause for one in found)
    still = Counter(one.cause for one in found if one.is_in(lines))
    figures: Figures = {
        f"{cause}: {CAUSES[cause]}": {"drawn": number, "still differ": still[cause]}
        for cause, number in drawn.most_common()
    }
    return tables(figures)


def account(lines: Sequence[str]) -> str:
    """What the page says of the differences that were read, given those of today."""
    found = load()
    fields = Counter("acts" if one.field in ("missed", "spurious") else "fields" for one in found)
    drawn = Counter(one.cause for one in found).most_common(2)
    first, second = (f"{CAUSES[cause]} ({number})" for cause, number in drawn)
    return (
        f"*{len(found)} differences read.* Out of the differences of dev on one day, {len(found)} were drawn"
        f" at random and read by an AI language model with the text at hand (`evaluation/errors.tsv`):"
        f" {fields['acts']} were of whole acts, {fields['fields']} of fields of acts that were found."
        f" By cause, with what a gain would come from; *still differ* is today's reader. The next gains"
        f" would come from {first} and {second}.\n\n{by_cause(found, lines)}"
    )
