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
