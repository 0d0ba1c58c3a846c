"""Words of sport, of made-up stories and of the weather, and of what is in earnest in these too.

What each class is for stands above its row in the table.
"""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "pastimes.tsv"
CLASSES = frozenset("sport play fixture fight outright harm rule body story tell nature".split())


def pastime(name: str) -> frozenset[str]:
    """The words of a class in lower case, names of several words among them."""
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    last = 0
    for last, row in rows(TABLE, ("class", "words")):
        name, words = row["class"], values(row["words"])
        if name not in CLASSES or name in found:
            raise complain(TABLE, last, f"{name!r} is no class, or stands twice; known: {sorted(CLASSES)}")
        for word in words:
            if word != word.lower() or words.count(word) > 1:
                raise complain(TABLE, last, f"{word!r} stands twice in {name}, or not in lower case")
        found[name] = frozenset(words)
    missing = CLASSES - found.keys()
    if missing:
        raise complain(TABLE, last, f"no row for {', '.join(sorted(missing))}")
    if not found["outright"] <= found["fight"]:
        raise complain(TABLE, last, "outright has words that are none of fight")
    return found
