"""PLOVER's sectors by the nouns that name people and groups: "minister" GOV, "rebels" REB."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.tables import complain, rows

TABLE = "sectors.tsv"
_COLUMNS = ("noun", "sector", "kind", "inherits")

# PLOVER manual (2021), tables of non-state actor codes and of primary sector codes.
SECTORS = frozenset(
    "GOV JUD LEG MIL COP OPP PTY REB PRM SPY UAF CVL ELI BUS EDU MED LAB AGR JRN REF REL SOC CRM".split()
)
NON_STATE = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people: its sector, person or group, and whether it inherits one."""

    noun: str
    sector: str | None
    person: bool
    inherits: bool


def noun(words: str) -> Noun | None:
    """The entry of a noun or compound, in lower case and the singular.

    "prime minister" and "army" are entries; so are words always in capitals ("MP").
    """
    return _table()[0].get(words)


def modifier(word: str) -> str | None:
    """The sector that a modifier gives to a noun beside it: "military" MIL."""
    return _table()[1].get(word)


def check_sector(table: str, number: int, sector: str) -> None:
    """TableError for a row of a table whose sector is none of PLOVER's."""
    if sector not in SECTORS and sector not in NON_STATE:
        raise complain(table, number, f"{sector!r} is no PLOVER sector")


@cache
def _table() -> tuple[dict[str, Noun], dict[str, str]]:
    found: dict[str, Noun] = {}
    modifiers: dict[str, str] = {}
    for number, row in rows(TABLE, _COLUMNS):
        sector = row["sector"]
        if sector:
            check_sector(TABLE, number, sector)
        if row["kind"] == "modifier" and sector:
            modifiers[row["noun"]] = sector
            continue
        if row["kind"] not in ("person", "group") or row["inherits"] not in ("", "yes"):
            raise complain(TABLE, number, "kind is person, group or modifier, inherits is yes or empty")
        if not sector and not row["inherits"]:
            raise complain(TABLE, number, "a noun without a sector must inherit one")
        if row["noun"] in found:
            raise complain(TABLE, number, f"{row['noun']!r} stands there twice")
        found[row["noun"]] = Noun(row["noun"], sector or None, row["kind"] == "person", bool(row["inherits"]))
    return found, modifiers
