"""The gazetteer: the venues table, look-ups by name, and complaints about broken rows."""

from __future__ import annotations

import pytest

from demarche.knowledge import countries, gazetteer, tables
from demarche.knowledge.gazetteer import key, look_up

COLUMNS = ("name", "also", "kind", "country", "latitude", "longitude", "source")
VENUES = list(tables.rows("venues.tsv", COLUMNS))


def test_there_are_many_venues():
    assert len(VENUES) >= 300


def test_no_venue_has_the_name_of_another():
    names = [key(name) for _, row in VENUES for name in (row["name"], *tables.values(row["also"]))]
    assert sorted(names) == sorted(set(names))


def test_venues_lie_on_earth_in_known_countries():
    for number, row in VENUES:
        entry = gazetteer._entry("venues.tsv", number, row, 1)
        assert entry.kind == "site"
        assert countries.country_name(row["country"]), (number, row["country"])
        assert row["source"].startswith("Wikipedia ")


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude"),
    [
        ("Paris", "city", "FRA", 48.9, 2.4),
        ("Vladivostok", "city", "RUS", 43.1, 131.9),
        ("Vostochny Cosmodrome", "site", "RUS", 51.9, 128.3),
        ("Kerem Shalom crossing", "site", "ISR", 31.2, 34.3),
        ("Zaporizhzhia nuclear power plant", "site", "UKR", 47.5, 34.6),
        ("Black Sea", "sea", None, 43.0, 34.5),
    ],
)
def test_the_weightiest_place_of_a_name_comes_first(name, kind, country, latitude, longitude):
    entry = look_up(name)[0]
    assert (entry.kind, entry.country) == (kind, country)
    assert abs(entry.latitude - latitude) < 3 and abs(entry.longitude - longitude) < 3


@pytest.mark.parametrize(
    ("name", "found"),
    [("Tripoli", {"LBY", "LBN"}), ("Georgia", {"GEO", "USA"}), ("Gaza", {"PSE"}), ("Paris", {"FRA", "USA"})],
)
def test_a_name_leads_to_all_its_places(name, found):
    assert found <= {entry.country for entry in look_up(name)}


def test_places_come_by_falling_weight():
    weights = [entry.population for entry in look_up("Tripoli")]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée Palace", "elysee palace"),
        ("Al-Hol", "al hol"),
        ("Sana'a", "Sana’a"),
        ("İncirlik", "incirlik"),
        ("  Black   Sea ", "Black Sea"),
    ],
)
def test_names_are_folded(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize("name", ["", " ", "-", "Nowhereville-on-Nothing"])
def test_what_is_no_name_finds_nothing(name):
    assert look_up(name) == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"latitude": "north"}, "decimal degrees"),
        ({"latitude": "91"}, "not on Earth"),
        ({"longitude": "-181"}, "not on Earth"),
        ({"country": "RU"}, "alpha-3"),
    ],
)
def test_a_broken_row_is_named(change, complaint):
    row = VENUES[0][1] | change
    with pytest.raises(tables.TableError, match=rf"^venues\.tsv:17: .*{complaint}"):
        gazetteer._entry("venues.tsv", 17, row, 1)


REGION_COLUMNS = ("name", "country", "also", "short", "latitude", "longitude")
REGIONS = list(tables.rows("regions.tsv", REGION_COLUMNS))


def test_every_row_of_a_region_moves_a_region_of_the_gazetteer():
    for number, row in REGIONS:
        found = [e for e in look_up(row["name"]) if e.kind == "region" and e.country == row["country"]]
        at = (float(row["latitude"]), float(row["longitude"]))
        assert at in [(entry.latitude, entry.longitude) for entry in found], (number, row["name"])


def test_other_names_lead_to_the_region():
    for _, row in REGIONS:
        for name in tables.values(row["also"]):
            found = {entry.country for entry in look_up(name) if entry.kind == "region"}
            assert row["country"] in found, name


def test_a_large_region_stands_in_its_middle_and_not_among_its_towns():
    ontario = next(entry for entry in look_up("Ontario") if entry.kind == "region")
    assert ontario.latitude > 48 and ontario.population > 1_000_000


def test_abbreviations_are_read_as_they_are_written():
    assert [entry.name for entry in gazetteer.abbreviated("NSW")] == ["New South Wales"]
    assert {entry.country for entry in gazetteer.abbreviated("WA")} == {"USA", "AUS"}
    assert gazetteer.abbreviated("nsw") == gazetteer.abbreviated("Me") == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"longitude": "east"}, "decimal degrees"),
        ({"country": "US"}, "alpha-3"),
        ({"country": ""}, "has no country"),
        ({"name": ""}, "has no country"),
    ],
)
def test_a_broken_row_of_a_region_is_named(monkeypatch, change, complaint):
    row = REGIONS[0][1]
    monkeypatch.setattr(gazetteer.tables, "rows", lambda name, columns: iter([(8, row | change)]))
    with pytest.raises(tables.TableError, match=rf"^regions\.tsv:8: .*{complaint}"):
        gazetteer._regions.__wrapped__()


def test_a_region_that_stands_twice_is_named(monkeypatch):
    row = REGIONS[0][1]
    monkeypatch.setattr(gazetteer.tables, "rows", lambda name, columns: iter([(7, row), (8, row)]))
    with pytest.raises(tables.TableError, match=r"^regions\.tsv:8: .*stands there twice"):
        gazetteer._regions.__wrapped__()


def test_countries_stand_in_or_near_their_land():
    """No point lies far from its capital, but for the widest: a sign slipped, or digits swapped."""
    for country in countries.all_countries():
        entry = gazetteer.country_entry(country.code)
        named = (place for name in country.capitals for place in look_up(name))
        capital = next((place for place in named if place.country == country.code), None)
        if entry is None or capital is None or country.code in ("USA", "RUS", "PYF", "CHL", "CAN"):
            continue
        assert abs(entry.latitude - capital.latitude) < 16, (country.name, entry, capital)
        assert abs(entry.longitude - capital.longitude) < 28, (country.name, entry, capital)


def test_towns_of_one_name_know_their_regions():
    regions = {
        entry.region for entry in look_up("Austin") if entry.name == "Austin" and entry.country == "USA"
    }
    assert {"Texas", "Minnesota", "Indiana"} <= regions


def test_every_country_is_a_place():
    assert gazetteer.country_entry("VAT").name == "Vatican"
    assert look_up("Antarctica")[0].kind == "continent"
