"""Words beside a name that call for a kind of place: "the *city* of X", "X *province*"."""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "place_words.tsv"
KINDS = frozenset("country region territory district city port sea strait island river airport site".split())


def kinds_called_for(word: str) -> tuple[str, ...] | None:
    """The kinds of place that a word calls for, None for any other word."""
    return _table().get(word)


def kinds_of_several(word: str) -> tuple[str, ...] | None:
    """The kinds that a word in the plural calls for, for all the names beside it: "X and Y *provinces*"."""
    one = singular(word)
    return kinds_called_for(one) if one != word else None


def singular(word: str) -> str:
    """A word of kind for one place: "*territory*" of "territories"."""
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


def kind_words() -> frozenset[str]:
    """All words that call for a kind of place."""
    return frozenset(_table())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, row in rows(TABLE, ("word", "kinds")):
        word, kinds = row["word"], values(row["kinds"])
        if not word or word != word.lower() or word in found:
            raise complain(TABLE, number, f"{word!r} stands twice, or not in lower case")
        if not kinds or not KINDS.issuperset(kinds):
            raise complain(TABLE, number, f"{row['kinds']!r} are no kinds; known: {sorted(KINDS)}")
        found[word] = kinds
    return found
