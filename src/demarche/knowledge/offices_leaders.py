"""Leaders and foreign and defence ministers with their years: the last thing to ask.

A report's own words come first; this table helps where a report takes it for known who
"Merkel" or "Lavrov" is.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.countries import country
from demarche.knowledge.sectors import check_sector
from demarche.knowledge.tables import complain, rows, values

TABLE = "offices_leaders.tsv"
_COLUMNS = ("name", "country", "sector", "from", "to", "variants")


@dataclass(frozen=True, slots=True)
class Leader:
    """A person in office: country (empty for international bodies), sector, years."""

    name: str
    country: str | None
    sector: str
    begin: int
    end: int


def leader(name: str, published: dt.date | None) -> Leader | None:
    """The leader of that name, full or unmistakable surname, around the report's date.

    Accents do not count. A surname that several leaders of the time have tells nobody.
    A person out of office for a while is ELI, as PLOVER codes former officials. Without
    a date the latest of that name is taken.
    """
    found = _table().get(_key(name))
    if not found:
        return None
    year = published.year if published else None
    if year is None:
        return found[-1] if len({entry.country for entry in found}) == 1 else None
    serving = [entry for entry in found if entry.begin <= year <= entry.end + 1]
    surname = " " not in _key(name)
    if serving:  # two leaders of one surname at one time cannot be told apart
        several = surname and len({entry.country for entry in serving}) > 1
        return None if several else serving[-1]
    if surname:
        return None
    past = [entry for entry in found if entry.end < year]
    entry = past[-1] if past else found[0]
    sector = "ELI" if entry.sector in ("GOV", "LEG", "MIL", "IGO") else entry.sector
    return Leader(entry.name, entry.country, sector, entry.begin, entry.end)


def _key(name: str) -> str:
    if not name.isascii():  # "Orbán", "Orban"
        name = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l"))
        name = "".join(char for char in name if not unicodedata.combining(char))
    words = name.replace("-", " ").replace("’", "'").lower().removesuffix("'s").split()
    return " ".join(word for word in words if len(word.rstrip(".")) > 1)


# Whose surname alone can tell: news says "Putin" of him, but "Cook" of many.
_IN_POWER = frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "IGO", "OPP", "PTY", "REB", "PRM", "REL"})


@cache
def _table() -> dict[str, list[Leader]]:
    found: dict[str, list[Leader]] = {}
    surnames: dict[str, list[Leader]] = {}
    for number, row in rows(TABLE, _COLUMNS):
        if row["country"] and country(row["country"]) is None:
            raise complain(TABLE, number, f"no country {row['country']!r}")
        check_sector(TABLE, number, row["sector"])
        if not (row["from"].isdigit() and row["to"].isdigit() and row["from"] <= row["to"]):
            raise complain(TABLE, number, "from and to are years in order")
        entry = Leader(row["name"], row["country"] or None, row["sector"], int(row["from"]), int(row["to"]))
        for name in {_key(name) for name in (row["name"], *values(row["variants"]))}:
            found.setdefault(name, []).append(entry)
        for last in {_key(name).split()[-1] for name in (row["name"], *values(row["variants"]))}:
            if len(last) > 3 and entry.sector in _IN_POWER:
                surnames.setdefault(last, []).append(entry)
    for last, entries in surnames.items():
        found.setdefault(last, entries)
    for entries in found.values():
        entries.sort(key=lambda entry: entry.end)
    return found
