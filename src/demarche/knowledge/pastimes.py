"""Words of sport, of made-up stories and of the weather, and of what is in earnest in these too.

What each class is for stands above its row in the table.
"""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import classes, complain

TABLE = "pastimes.tsv"
CLASSES = frozenset(
    "sport play fixture fight outright harm rule body story tell nature "
    "beast blaze quench armed umpire".split()
)


def pastime(name: str) -> frozenset[str]:
    """The words of a class in lower case, names of several words among them."""
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    found = classes(TABLE, CLASSES)
    if not found["outright"] <= found["fight"]:
        raise complain(TABLE, 0, "outright has words that are none of fight")
    return found
