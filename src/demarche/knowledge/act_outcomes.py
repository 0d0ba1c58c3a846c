"""Outcomes told otherwise: by which other act a report may tell what became of an announced one."""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "act_outcomes.tsv"
_COLUMNS = ("family", "kind", "told", "kinds")


def may_end(family: str, kind: str) -> frozenset[tuple[str, str]]:
    """The announced acts, as families with kinds, that an act of this family and kind may be the end of."""
    return _table().get((family, kind), frozenset())


@cache
def _table() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for number, row in rows(TABLE, _COLUMNS):
        if not all(row.values()) or row["family"] == row["told"]:
            raise complain(TABLE, number, "an act and others, of another family, that may be its end")
        for kind in values(row["kinds"]):
            found.setdefault((row["told"], kind), set()).add((row["family"], row["kind"]))
    return {key: frozenset(ended) for key, ended in found.items()}
