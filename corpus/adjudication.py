"""Which of two readings each of their disagreements was decided for.

The decision is what stands in the corpus: a reading was right where the corpus has what it
has. Where the guidelines bear out either, ``defensible.tsv`` says so, and the corpus keeps one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.agreement import Agreement, Disagreement, compare
from corpus.records import Annotation, Offsets
from corpus.store import FOLDER

VERDICTS = ("first", "second", "neither", "either")
DEFENSIBLE = FOLDER / "readings" / "defensible.tsv"
NOT_BLIND = FOLDER / "readings" / "not_blind.tsv"

Place = tuple[str, str, Offsets]


def blind(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Without the items whose second annotator had seen something of the first's."""
    seen = {row[0] for row in _rows(NOT_BLIND)}
    return [one for one in annotations if one.id not in seen]


def decided(
    found: Agreement, first: Sequence[Annotation], second: Sequence[Annotation], final: Sequence[Annotation]
) -> dict[str, Counter[str]]:
    """Verdicts by field for the disagreements that ``compare(first, second)`` found.

    "act" and kinds of mention are fields of their own: there the reading that has what the
    corpus has not was wrong. "either" is what ``defensible.tsv`` lists, whatever the corpus has.
    """
    gone_first, gone_second = _gone(first, final), _gone(second, final)
    open_ones = defensible()
    verdicts: dict[str, Counter[str]] = {}
    for one in found.disagreements:
        place = one.first or one.second or (-1, -1)
        is_open = (one.item, one.field, place[0]) in open_ones
        verdict = "either" if is_open else _verdict(one, gone_first, gone_second)
        verdicts.setdefault(one.field, Counter())[verdict] += 1
    return verdicts


def defensible() -> set[tuple[str, str, int]]:
    """Item, field and offset of each disagreement where the guidelines bear out either."""
    return {(item, field, int(offset)) for item, field, offset in _rows(DEFENSIBLE)}


def _verdict(one: Disagreement, gone_first: set[Place], gone_second: set[Place]) -> str:
    first = one.first is not None and not _differs(one, one.first, gone_first)
    second = one.second is not None and not _differs(one, one.second, gone_second)
    if one.second is None:
        return "first" if first else "second"
    if one.first is None:
        return "second" if second else "first"
    return "first" if first else "second" if second else "neither"


def _differs(one: Disagreement, place: Offsets, gone: set[Place]) -> bool:
    return (one.item, one.field, place) in gone or (one.item, "act", place) in gone


def _gone(reading: Sequence[Annotation], final: Sequence[Annotation]) -> set[Place]:
    """What a reading has and the corpus has not, or otherwise."""
    apart = compare(reading, final).disagreements
    return {(one.item, one.field, one.first) for one in apart if one.first is not None}


def _rows(path: Path) -> list[list[str]]:
    """The rows of a table without its comments and its header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
