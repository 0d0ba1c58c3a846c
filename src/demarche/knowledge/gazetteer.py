"""Looking up places by name: the compiled gazetteer, countries, world regions and venues.

``data/gazetteer.sqlite`` is compiled by ``training/gazetteer.py`` and opened read-only, so
that nothing is parsed when Demarche starts. ``venues.tsv`` and ``world_regions.tsv`` add places
to it, ``countries_points.tsv`` and ``regions.tsv`` correct where its countries and large regions
stand; these tables are for editing.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec

from demarche.knowledge import tables

_APOSTROPHES = re.compile("['’ʼ`‘]")
_BREAKS = re.compile(r"[\s\-.,/]+")
_RANKS = frozenset(
    "province oblast governorate prefecture region state district county department krai republic emirate "
    "canton voivodeship division".split()
)
_COMPASS = {short: f"{short}ern" for short in ("north", "south", "east", "west")}
_COMPASS |= {long: short for short, long in _COMPASS.items()}
VENUE_SIZE, REGION_SIZE = 300_000, 5_000_000


class Entry(msgspec.Struct, frozen=True):
    """One place. ``population`` stands for weight: seas and venues have a set one."""

    name: str
    kind: str  # city, region, district, sea, strait, airport, island, site, …
    country: str | None
    region: str | None
    latitude: float
    longitude: float
    population: int
    geonameid: int | None


@dataclass(frozen=True, slots=True)
class _Regions:
    """``regions.tsv``: points and other names by key, abbreviations as they are written."""

    points: dict[tuple[str, str], tuple[float, float]]
    also: dict[str, tuple[tuple[str, str], ...]]
    short: dict[str, tuple[tuple[str, str], ...]]


def key(name: str) -> str:
    """A name as it is looked up: no accents, apostrophes, hyphens or case."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in name if not unicodedata.combining(char))
        name = name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", name)).strip().casefold()


@lru_cache(maxsize=50_000)
def look_up(name: str) -> tuple[Entry, ...]:
    """Every place of that name, the weightiest first.

    A region is also found by its name without the word for its rank, or with another form of
    its compass word: "Idlib Governorate", "South Darfur" for "Southern Darfur".
    """
    wanted = key(name)
    if not wanted:
        return ()
    for form in _borne([wanted, *_region_names(wanted)]):
        found = _by_key(form)
        if form != wanted:
            found = tuple(entry for entry in found if entry.kind in ("region", "district"))
        if found:
            return found
    return ()


def _borne(forms: list[str]) -> list[str]:
    """Those of the forms that any place bears. Most that is looked up is no place: one question tells."""
    query = (
        f"WITH form (key) AS (VALUES {', '.join(['(?)'] * len(forms))}) "
        "SELECT key FROM form WHERE EXISTS (SELECT 1 FROM name WHERE name.key = form.key)"
    )
    compiled = {form for (form,) in _database().execute(query, forms)}
    return [form for form in forms if form in compiled or form in _listed() or form in _regions().also]


def _region_names(wanted: str) -> list[str]:
    """How a region's name may stand in the gazetteer: its rank before it, behind it or left out."""
    words = wanted.split()
    bare = words[:-1] if len(words) > 1 and words[-1] in _RANKS else words
    stems = [" ".join(bare)]
    if len(bare) > 1 and bare[0] in _COMPASS:
        stems.append(" ".join((_COMPASS[bare[0]], *bare[1:])))
    return [form for stem in stems for form in (stem, f"{stem} sheng", f"{stem} shi", f"province of {stem}")]


def _by_key(wanted: str) -> tuple[Entry, ...]:
    found = [*_listed().get(wanted, ())]
    for name, code in _regions().also.get(wanted, ()):
        found.extend(entry for entry in _compiled(name) if entry.kind == "region" and entry.country == code)
    found.extend(entry for entry in _compiled(wanted) if entry not in found)
    return tuple(sorted(found, key=lambda entry: -entry.population))


def _compiled(wanted: str) -> list[Entry]:
    rows = _database().execute(
        "SELECT p.name, p.kind, p.country, p.region, p.latitude, p.longitude, p.population, p.geonameid "
        "FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC LIMIT 40",
        (wanted,),
    )
    return [_placed(Entry(*row)) for row in rows]


@lru_cache(maxsize=1_000)
def abbreviated(text: str) -> tuple[Entry, ...]:
    """The regions that an abbreviation stands for: "NSW", "Calif."; for "WA" those of two countries.

    Case and points count, for "ME" is Maine and "Me" a pronoun. Only context says whether an
    abbreviation is one: "OK", "IN".
    """
    return tuple(
        entry
        for name, code in _regions().short.get(text, ())
        for entry in _compiled(name)
        if entry.kind == "region" and entry.country == code
    )


@lru_cache(maxsize=512)
def country_entry(code: str) -> Entry | None:
    """The place that a country is, by its alpha-3 code."""
    row = (
        _database()
        .execute(
            "SELECT name, kind, country, region, latitude, longitude, population, geonameid FROM place "
            "WHERE kind = 'country' AND country = ?",
            (code,),
        )
        .fetchone()
    )
    return _placed(Entry(*row)) if row else None


def _placed(entry: Entry) -> Entry:
    """A country or large region at the middle of its land, not of its towns."""
    point = None
    if entry.kind == "country":
        point = country_points().get(entry.country or "")
    elif entry.kind == "region":
        point = _regions().points.get((key(entry.name), entry.country or ""))
    return entry if point is None else msgspec.structs.replace(entry, latitude=point[0], longitude=point[1])


@lru_cache(maxsize=1)
def country_points() -> dict[str, tuple[float, float]]:
    """Where each country of the table stands, by alpha-3 code."""
    found: dict[str, tuple[float, float]] = {}
    table = "countries_points.tsv"
    for number, row in tables.rows(table, ("alpha3", "latitude", "longitude", "source")):
        found[row["alpha3"]] = _coordinates(table, number, row)
    return found


@lru_cache(maxsize=1)
def _regions() -> _Regions:
    points: dict[tuple[str, str], tuple[float, float]] = {}
    also: dict[str, list[tuple[str, str]]] = defaultdict(list)
    short: dict[str, list[tuple[str, str]]] = defaultdict(list)
    table = "regions.tsv"
    columns = ("name", "country", "also", "short", "latitude", "longitude")
    for number, row in tables.rows(table, columns):
        _known_country(table, number, row["country"])
        region = (key(row["name"]), row["country"])
        if not region[0] or not region[1] or region in points:
            raise tables.complain(table, number, f"{row['name']!r} has no country, or stands there twice")
        points[region] = _coordinates(table, number, row)
        for name in tables.values(row["also"]):
            also[key(name)].append(region)
        for name in tables.values(row["short"]):
            short[name].append(region)
    return _Regions(
        points,
        {name: tuple(regions) for name, regions in also.items()},
        {name: tuple(regions) for name, regions in short.items()},
    )


@lru_cache(maxsize=1)
def _database() -> sqlite3.Connection:
    path = files("demarche.knowledge").joinpath("data/gazetteer.sqlite")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[Entry, ...]]:
    """Venues and world regions by key."""
    found: dict[str, list[Entry]] = {}
    for table, size in (("venues.tsv", VENUE_SIZE), ("world_regions.tsv", REGION_SIZE)):
        columns = ("name", "also", "kind", "country", "latitude", "longitude", "source")
        for number, row in tables.rows(table, columns):
            entry = _entry(table, number, row, size)
            for name in (row["name"], *tables.values(row["also"])):
                found.setdefault(key(name), []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _coordinates(table: str, number: int, row: dict[str, str]) -> tuple[float, float]:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        raise tables.complain(table, number, "latitude and longitude are decimal degrees") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise tables.complain(table, number, f"({latitude}, {longitude}) is not on Earth")
    return latitude, longitude


def _entry(table: str, number: int, row: dict[str, str], size: int) -> Entry:
    latitude, longitude = _coordinates(table, number, row)
    _known_country(table, number, row["country"])
    return Entry(row["name"], row["kind"], row["country"] or None, None, latitude, longitude, size, None)


def _known_country(table: str, number: int, code: str) -> None:
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise tables.complain(table, number, f"{code!r} is not an ISO 3166-1 alpha-3 code")
