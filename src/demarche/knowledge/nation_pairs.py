"""Words that name two countries at once: "the *Koreas*", "*Sino-Indian* talks"."""

from __future__ import annotations

import re
from functools import cache

from demarche.knowledge.countries import country
from demarche.knowledge.tables import complain, rows, values

TABLE = "nation_pairs.tsv"
_HYPHENS = re.compile("[‐‑–—]")


def pair_of(word: str) -> tuple[str, ...]:
    """The countries that a word names together, () for one that names none or one."""
    return _table().get(_HYPHENS.sub("-", word).casefold(), ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, row in rows(TABLE, ("word", "countries")):
        codes = values(row["countries"])
        if len(codes) != 2 or not all(country(code) for code in codes):
            raise complain(TABLE, number, "two countries by their alpha-3 codes are needed")
        found[row["word"].casefold()] = codes
    return found
