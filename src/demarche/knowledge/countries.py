"""Countries by name, demonym, capital and seat of government.

Four tables: countries.tsv (ISO 3166-1), countries_parts.tsv (regions with demonyms),
countries_historical.tsv (states that ended), countries_seats.tsv (the Kremlin, Downing
Street). Look-ups keep capitals apart: "US" and "Turkey" are countries, "us" and
"turkey" are not; headlines in capitals are found as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from demarche.knowledge.tables import complain, rows, values

COUNTRIES = "countries.tsv"
PARTS = "countries_parts.tsv"
HISTORICAL = "countries_historical.tsv"
SEATS = "countries_seats.tsv"

_COUNTRY_COLUMNS = ("alpha3", "alpha2", "name", "variants", "adjectives", "persons", "capitals")
_PART_COLUMNS = ("name", "country", "adjectives", "persons")
_HISTORICAL_COLUMNS = (
    "code", "name", "variants", "adjectives", "persons", "capitals", "successor", "from", "to",
)  # fmt: skip
_SEAT_COLUMNS = ("name", "country", "sector")


@dataclass(frozen=True, slots=True)
class Country:
    """One country: ``code`` is its alpha-3, ``names`` begins with the one shown."""

    code: str
    alpha2: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    persons: tuple[str, ...]
    capitals: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Demonym:
    """A demonym's country; ``region`` where it belongs to a part ("Scottish")."""

    country: str
    plural: bool
    noun_only: bool
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or quarter that stands for whoever works in it."""

    name: str
    country: str | None
    sector: str


@dataclass(frozen=True, slots=True)
class HistoricalState:
    """A state that ended, with the code of the state its acts are coded under today."""

    code: str
    name: str
    successor: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Index:
    countries: dict[str, Country]
    names: dict[str, str]
    regions: dict[str, str]
    demonyms: dict[str, Demonym]
    capitals: dict[str, str]
    seats: dict[str, Seat]
    historical: dict[str, HistoricalState]


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """A name as look-ups compare it: straight apostrophes, single spaces, no article.

    "the Quai d’Orsay" and "Quai d'Orsay" are one name.
    """
    name = " ".join(name.replace("’", "'").replace("‘", "'").replace(" & ", " and ").split())
    name = name.replace("Saint ", "St. ").replace("St ", "St. ")
    if name[:4] in ("the ", "The ", "THE "):
        name = name[4:]
    return name[:-2] if name.endswith("'s") else name


def country(code: str) -> Country | None:
    """The country with an alpha-3 code."""
    return _index().countries.get(code)


def country_name(code: str | None) -> str | None:
    """The shown name of an alpha-3 code."""
    found = _index().countries.get(code or "")
    return found.name if found else None


def country_of(name: str) -> str | None:
    """The alpha-3 code of a country, region or historical state by its name.

    "North Korea", "the U.K.", "Scotland", "East Germany" → PRK, GBR, GBR, DEU.
    """
    index = _index()
    key = plain(name)
    found = index.names.get(key) or index.regions.get(key)
    if found is None and key.isupper() and len(key) > 3:
        found = index.names.get(_title(key)) or index.regions.get(_title(key))
    return found


def is_sovereign_name(name: str) -> bool:
    """Whether the name is one of a whole country ("Britain"), not of a region of it."""
    index = _index()
    key = plain(name)
    return key in index.names or (key.isupper() and len(key) > 3 and _title(key) in index.names)


def demonym(word: str) -> Demonym | None:
    """What a demonym says: "Russian", "North Koreans", "Briton", "Scottish"."""
    found = _index().demonyms
    key = plain(word)
    return found.get(key) or (found.get(_title(key)) if key.isupper() and len(key) > 3 else None)


def capital_of(name: str) -> str | None:
    """The alpha-3 code of the country whose capital or seat of government this is."""
    index = _index()
    key = plain(name)
    return index.capitals.get(key) or (index.capitals.get(_title(key)) if key.isupper() else None)


def seat(name: str) -> Seat | None:
    """The building or quarter of that name, if it stands for a government or service."""
    return _index().seats.get(plain(name))


def historical(name: str) -> HistoricalState | None:
    """The state of the past with that name."""
    return _index().historical.get(plain(name))


def all_countries() -> tuple[Country, ...]:
    """Every country of the table, by code."""
    return tuple(_index().countries.values())


def names() -> dict[str, str]:
    """Every name of a country, region or historical state → alpha-3 (for gazetteers)."""
    index = _index()
    return {**index.regions, **index.names}


def demonyms() -> dict[str, Demonym]:
    """Every demonym, plurals included."""
    return _index().demonyms


def _title(name: str) -> str:
    """NORTH KOREA as "North Korea", small words kept small."""
    small = ("OF", "AND", "THE")
    return " ".join(
        word.lower() if word in small else "-".join(part.capitalize() for part in word.split("-"))
        for word in name.split()
    )


def plural(noun: str) -> str:
    """The plural of a word for people: "Russians", "Frenchmen", "Chinese"."""
    if noun.endswith(("man",)) and not noun.endswith(("German", "Oman", "Roman", "Ottoman")):
        return noun[:-3] + "men"
    if noun.endswith(("ese", "ish", "ch", "ss", "sh", "men", "ois", "K.", "S.")):
        return noun
    return noun + "s"


def _add_demonyms(
    found: dict[str, Demonym],
    adjectives: tuple[str, ...],
    persons: tuple[str, ...],
    code: str,
    region: str | None,
) -> None:
    for word in adjectives:
        found.setdefault(word, Demonym(code, plural(word) == word, False, region))
        if word[-1].isalpha() and not word.isupper():
            found.setdefault(plural(word), Demonym(code, True, True, region))
    for word in persons:
        found.setdefault(word, Demonym(code, False, True, region))
        found.setdefault(plural(word), Demonym(code, True, True, region))


@cache
def _index() -> _Index:
    countries: dict[str, Country] = {}
    by_name: dict[str, str] = {}
    regions: dict[str, str] = {}
    found: dict[str, Demonym] = {}
    capitals: dict[str, str] = {}
    for number, row in rows(COUNTRIES, _COUNTRY_COLUMNS):
        code, alpha2 = row["alpha3"], row["alpha2"]
        if len(code) != 3 or not code.isupper() or len(alpha2) != 2 or not row["name"]:
            raise complain(COUNTRIES, number, "alpha3, alpha2 and name are needed")
        if code in countries:
            raise complain(COUNTRIES, number, f"{code} stands there twice")
        made = Country(
            code, alpha2, (row["name"], *values(row["variants"])),
            values(row["adjectives"]), values(row["persons"]), values(row["capitals"]),
        )  # fmt: skip
        countries[code] = made
        for name in made.names:
            other = by_name.setdefault(plain(name), code)
            if other != code:
                raise complain(COUNTRIES, number, f"{name!r} names {other} as well")
        for capital in made.capitals:
            capitals.setdefault(plain(capital), code)
        _add_demonyms(found, made.adjectives, made.persons, code, None)
    for number, row in rows(PARTS, _PART_COLUMNS):
        if row["country"] not in countries:
            raise complain(PARTS, number, f"no country {row['country']!r}")
        regions.setdefault(plain(row["name"]), row["country"])
        _add_demonyms(found, values(row["adjectives"]), values(row["persons"]), row["country"], row["name"])
    past: dict[str, HistoricalState] = {}
    for number, row in rows(HISTORICAL, _HISTORICAL_COLUMNS):
        if row["successor"] not in countries:
            raise complain(HISTORICAL, number, f"no country {row['successor']!r}")
        if not (row["from"].isdigit() and row["to"].isdigit()):
            raise complain(HISTORICAL, number, "from and to are years")
        state = HistoricalState(row["code"], row["name"], row["successor"], int(row["from"]), int(row["to"]))
        for name in (row["name"], *values(row["variants"])):
            past.setdefault(plain(name), state)
            regions.setdefault(plain(name), state.successor)
        for capital in values(row["capitals"]):
            capitals.setdefault(plain(capital), state.successor)
        _add_demonyms(found, values(row["adjectives"]), values(row["persons"]), state.successor, row["name"])
    seats: dict[str, Seat] = {}
    for number, row in rows(SEATS, _SEAT_COLUMNS):
        if row["country"] and row["country"] not in countries:
            raise complain(SEATS, number, f"no country {row['country']!r}")
        if len(row["sector"]) != 3:
            raise complain(SEATS, number, "a sector code has three letters")
        seats.setdefault(plain(row["name"]), Seat(row["name"], row["country"] or None, row["sector"]))
    return _Index(countries, by_name, regions, found, capitals, seats, past)
