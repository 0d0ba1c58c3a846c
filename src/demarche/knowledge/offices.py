"""Offices, titles and forms of address, and the gender that they or a given name tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.sectors import check_sector
from demarche.knowledge.tables import complain, rows

TABLE = "offices.tsv"
NAMES = "offices_given_names.tsv"
PORTFOLIOS = "offices_portfolios.tsv"
_COLUMNS = ("title", "sector", "office", "country", "gender")


@dataclass(frozen=True, slots=True)
class Office:
    """A title; ``office`` is its class, shared by titles that answer to one another."""

    title: str
    sector: str | None
    office: str | None
    country: str | None
    gender: str | None


def office(title: str) -> Office | None:
    """The office of a title in lower case: "prime minister", "gen.", "mr."."""
    return _table().get(title)


def title_words() -> frozenset[str]:
    """Every last word of a title, so that callers need not try each word sequence."""
    return _last_words()


@cache
def portfolio_words() -> frozenset[str]:
    """Words of what a minister is responsible for, in lower case: "trade", "affairs"."""
    found: set[str] = set()
    for number, row in rows(PORTFOLIOS, ("words",)):
        words = row["words"].split("|")
        if row["words"] != row["words"].lower() or found.intersection(words):
            raise complain(PORTFOLIOS, number, "words are in lower case and stand there once")
        found.update(words)
    return frozenset(found)


def gender_of_given_name(name: str) -> str | None:
    """m or f where a given name tells: "Sergei", "Angela", "Jong-un"."""
    return _names().get(name) or _names().get(name.partition("-")[0])


@cache
def _last_words() -> frozenset[str]:
    return frozenset(title.split()[-1] for title in _table())


@cache
def _table() -> dict[str, Office]:
    found: dict[str, Office] = {}
    for number, row in rows(TABLE, _COLUMNS):
        sector = row["sector"]
        if sector:
            check_sector(TABLE, number, sector)
        if row["gender"] not in ("", "m", "f"):
            raise complain(TABLE, number, "gender is m, f or empty")
        if row["title"] != row["title"].lower() or row["title"] in found:
            raise complain(TABLE, number, "titles are in lower case and stand there once")
        found[row["title"]] = Office(
            row["title"], sector or None, row["office"] or None, row["country"] or None,
            row["gender"] or None,
        )  # fmt: skip
    return found


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in rows(NAMES, ("name", "gender")):
        if row["gender"] not in ("m", "f"):
            raise complain(NAMES, number, "gender is m or f")
        found[row["name"]] = row["gender"]
    return found
