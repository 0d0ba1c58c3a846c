"""Organisations that news speaks of: bodies of states, international bodies, groups, media."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.countries import country, plain
from demarche.knowledge.sectors import check_sector
from demarche.knowledge.tables import complain, rows, values

TABLE = "organisations.tsv"
SHARED = "organisations_shared.tsv"
# An apostrophe for a letter that English has not, no possessive's.
_MARKS = re.compile(r"(?<=\w)['’ʼʿ‘`](?!s\b)(?=\w)")
_COLUMNS = ("name", "variants", "country", "sector")


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation: shown name, country where it has one, PLOVER sector."""

    name: str
    country: str | None
    sector: str


def find(name: str) -> Organisation | None:
    """The organisation with that name or variant; capitals count ("WHO", not "who").

    Marks inside a word, which transcriptions have or leave out, do not: "Hay'at Tahrir al-Sham".
    """
    table = _table()
    return table.get(name) or table.get(plain(name)) or table.get(_MARKS.sub("", name))


def shared(name: str) -> dict[str, Organisation]:
    """The bodies that bear a name in other countries too: {"PER": …} for "Congress", mostly empty."""
    return _shared().get(name, {})


@cache
def _shared() -> dict[str, dict[str, Organisation]]:
    found: dict[str, dict[str, Organisation]] = {}
    for number, row in rows(SHARED, ("name", "sector", "countries")):
        usual = find(row["name"])
        if usual is None:
            raise complain(SHARED, number, f"{row['name']!r} is not in {TABLE}")
        check_sector(SHARED, number, row["sector"])
        bearers = found.setdefault(row["name"], {usual.country or "": usual})
        for code in values(row["countries"]):
            if country(code) is None or code in bearers:
                raise complain(SHARED, number, f"{code!r} is no country, or stands twice")
            bearers[code] = Organisation(row["name"], code, row["sector"])
    return found


@cache
def _table() -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for number, row in rows(TABLE, _COLUMNS):
        if row["country"] and country(row["country"]) is None:
            raise complain(TABLE, number, f"no country {row['country']!r}")
        check_sector(TABLE, number, row["sector"])
        made = Organisation(row["name"], row["country"] or None, row["sector"])
        for name in (row["name"], *values(row["variants"])):
            # "The Hill" and "The Hindu" keep their article: a hill or a Hindu is no paper.
            key = name if name.startswith("The ") else plain(name)
            other = found.setdefault(key, made)
            if other is not made:
                raise complain(TABLE, number, f"{name!r} also names {other.name!r}")
    return found
