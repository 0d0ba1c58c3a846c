"""Outcomes told otherwise: by which other act a report may tell what became of an announced one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "act_outcomes.tsv"
_COLUMNS = ("family", "kind", "told", "kinds", "agree", "state")
AGREE = frozenset({"actor", "due", "object", "office", "parties", "place", "victim"})
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Ending:
    """What must agree for one act to be what became of another, and whether it calls it off."""

    agree: frozenset[str]
    cancelled: bool


Endings = dict[tuple[str, str], tuple[Ending, ...]]


def may_end(family: str, kind: str) -> Endings:
    """The announced acts, by family and kind, that an act of this family and kind may be the end of."""
    return _table().get((family, kind), {})


@cache
def _table() -> dict[tuple[str, str], Endings]:
    found: dict[tuple[str, str], Endings] = {}
    for number, row in rows(TABLE, _COLUMNS):
        needed = [row[column] for column in ("family", "kind", "told", "kinds")]
        agree = frozenset(values(row["agree"]))
        if not all(needed) or row["family"] == row["told"]:
            raise complain(TABLE, number, "an act and others, of another family, that may be its end")
        if not agree <= AGREE or row["state"] not in ("", CANCELLED):
            raise complain(TABLE, number, f"agree is of {sorted(AGREE)}, state is empty or {CANCELLED}")
        for kind in values(row["kinds"]):
            ended = found.setdefault((row["told"], kind), {})
            key = (row["family"], row["kind"])
            ended[key] = (*ended.get(key, ()), Ending(agree, row["state"] == CANCELLED))
    return found
