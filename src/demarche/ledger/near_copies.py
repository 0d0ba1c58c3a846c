"""Near-copies: one agency's text in several outlets, found by MinHash and then compared.

Copies of a text within some days of one another make one group, which is called by its
earliest report. The groups are a function of the reports, not of the order in which they
came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from demarche.ledger.store import Store
from demarche.ledger.unions import Unions

NEAR = 0.8  # of two texts' runs of three words, the share that they have in common
DAYS = 10  # between the publication of a text and of its copy
LEAST_WORDS = 8  # a shorter text is anybody's
_RUN = 3
# Twelve bands of five: of pairs at 0.8, 99 in 100 share a band; at 0.4, 12 in 100.
_BANDS, _ROWS, _SEED = 12, 5, 20230904
_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[str]:
    """A text's runs of three words, in lower case."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def bands_of(text: str) -> list[int]:
    """The bands of a text's signature as numbers; none for a text of a few words."""
    found = runs(text)
    if len(found) + _RUN - 1 < LEAST_WORDS:
        return []
    from rensa import RMinHash

    sketch = RMinHash(_BANDS * _ROWS, _SEED)
    sketch.update(sorted(found))
    digest = sketch.digest()
    return [_mixed(band, digest[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)]


def likeness(a: str, b: str) -> float:
    """The share of runs that two texts have in common, from 0 to 1 (Jaccard)."""
    if a == b:
        return 1.0
    one, other = runs(a), runs(b)
    return len(one & other) / len(one | other) if one and other else 0.0


def _mixed(band: int, values: Sequence[int]) -> int:
    """One number of 32 bits for the values of a band (FNV-1a)."""
    mixed = 2166136261 ^ band
    for value in values:
        mixed = ((mixed ^ value) * 16777619) & 0xFFFFFFFF
    return mixed


def enter(store: Store, reports: Sequence[tuple[int, int | None, str]]) -> None:
    """Keep the bands of new reports: number, day as an ordinal, text."""
    band, day, number = [], [], []
    for report, when, text in reports:
        for value in bands_of(text):
            band.append(value)
            day.append(when)
            number.append(report)
    store.insert("bands", {"band": band, "day": day, "report": number})


def regroup(store: Store, changed: Iterable[int]) -> set[int]:
    """Put reports into their groups; ``changed`` are new ones, and fellows of those that left.

    Returns the reports whose group is another one than before.
    """
    seeds = set(changed)
    if not seeds:
        return set()
    near = {number for pair in _pairs(store, seeds) for number in pair} | seeds
    before: dict[int, int] = dict(
        store.rows(
            "SELECT number, copy_of FROM reports WHERE copy_of IN "
            "(SELECT copy_of FROM reports WHERE number IN (SELECT unnest(?::INTEGER[])))",
            [sorted(near)],
        )
    )
    members = list(before)
    facts = {
        number: (published, name, text)
        for number, published, name, text in store.rows(
            "SELECT number, coalesce(published, DATE '9999-12-31'), id, text FROM reports "
            "WHERE number IN (SELECT unnest(?::INTEGER[]))",
            [members],
        )
    }
    unions = Unions(members)
    for a, b in _pairs(store, set(members)):
        if a in facts and b in facts and likeness(facts[a][2], facts[b][2]) >= NEAR:
            unions.join(a, b)
    moved: dict[int, int] = {}
    for group in unions.groups():
        first = min(group, key=lambda number: facts[number][:2])
        moved.update({number: first for number in group if before[number] != first})
    if moved:
        store.run(
            "UPDATE reports SET copy_of = moved.home FROM "
            "(SELECT unnest(?::INTEGER[]) AS number, unnest(?::INTEGER[]) AS home) AS moved "
            "WHERE reports.number = moved.number",
            [list(moved), list(moved.values())],
        )
    return set(moved)


def _pairs(store: Store, numbers: set[int]) -> list[tuple[int, int]]:
    """Reports that share a band with one of these, near in time: (the smaller number, the other)."""
    query = "SELECT min(day), max(day) FROM bands WHERE report IN (SELECT unnest(?::INTEGER[]))"
    first, last = store.rows(query, [sorted(numbers)])[0]
    # the bounds on the day let the table's older and newer parts be passed over
    found = store.rows(
        "WITH mine AS (SELECT * FROM bands WHERE report IN (SELECT unnest($mine::INTEGER[]))), "
        "other AS (SELECT * FROM bands WHERE day BETWEEN $first AND $last "
        "UNION ALL SELECT * FROM bands WHERE day IS NULL) "
        "SELECT DISTINCT least(mine.report, other.report), greatest(mine.report, other.report) "
        "FROM mine JOIN other ON other.band = mine.band AND other.report != mine.report "
        "AND (abs(other.day - mine.day) <= $days OR (other.day IS NULL AND mine.day IS NULL))",
        {"mine": sorted(numbers), "first": (first or 0) - DAYS, "last": (last or 0) + DAYS, "days": DAYS},
    )
    return [(a, b) for a, b in found]
