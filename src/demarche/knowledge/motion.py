"""Which words speak of motion: "sent troops to Haiti" has a destination, "spoke to Ankara" none."""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import complain, rows

TABLE = "motion.tsv"
KINDS = frozenset({"goes", "moves", "arrives", "visits"})


def motion(lemma: str) -> str | None:
    """How a verb or a noun moves somebody or something, None where it does not.

    One of goes, moves, arrives ("landed *in Baku*" is where it ends) and visits.
    """
    return _table().get(lemma)


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in rows(TABLE, ("lemma", "kind")):
        if row["kind"] not in KINDS:
            raise complain(TABLE, number, f"{row['kind']!r} is no kind; known: {sorted(KINDS)}")
        if row["lemma"] in found or row["lemma"] != row["lemma"].lower():
            raise complain(TABLE, number, f"{row['lemma']!r} stands twice, or not in lower case")
        found[row["lemma"]] = row["kind"]
    return found
