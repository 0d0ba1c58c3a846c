"""Countries are found by every name that news uses, and by nothing else."""

import pytest

from demarche.knowledge import countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("North Korea", "PRK"), ("DPRK", "PRK"), ("the Democratic People’s Republic of Korea", "PRK"),
        ("Britain", "GBR"), ("the U.K.", "GBR"), ("the United States", "USA"), ("America", "USA"),
        ("U.S.", "USA"), ("US", "USA"), ("RUSSIA", "RUS"), ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"),
        ("Bosnia", "BIH"), ("Trinidad & Tobago", "TTO"), ("St Lucia", "LCA"), ("Türkiye", "TUR"),
        ("Scotland", "GBR"), ("Soviet Union", "RUS"), ("East Germany", "DEU"), ("Kosovo", "XKX"),
    ],
)  # fmt: skip
def test_names(name, code):
    assert countries.country_of(name) == code


@pytest.mark.parametrize("name", ["us", "turkey", "china", "chad", "Paris", "", "the"])
def test_common_words_are_no_countries(name):
    assert countries.country_of(name) is None


@pytest.mark.parametrize(
    ("word", "code", "plural"),
    [
        ("Russian", "RUS", False), ("Russians", "RUS", True), ("Britons", "GBR", True),
        ("Frenchmen", "FRA", True), ("Scottish", "GBR", True), ("Israelis", "ISR", True),
        ("Pole", "POL", False), ("Filipina", "PHL", False), ("Soviet", "RUS", False),
    ],
)  # fmt: skip
def test_demonyms(word, code, plural):
    found = countries.demonym(word)
    assert found is not None and (found.country, found.plural) == (code, plural)


def test_common_words_are_no_demonyms():
    assert countries.demonym("polish") is None and countries.demonym("swedes") is None


def test_seats_and_capitals():
    kremlin = countries.seat("the Kremlin")
    pentagon = countries.seat("Pentagon")
    assert kremlin is not None and (kremlin.country, kremlin.sector) == ("RUS", "GOV")
    assert pentagon is not None and (pentagon.country, pentagon.sector) == ("USA", "MIL")
    assert countries.capital_of("Kyiv") == countries.capital_of("Kiev") == "UKR"
    assert countries.capital_of("Lyon") is None


def test_historical_states_know_their_successor_and_years():
    union = countries.historical("the Soviet Union")
    assert union is not None and (union.successor, union.begin, union.end) == ("RUS", 1922, 1991)


def test_every_country_has_distinct_codes_and_a_name():
    all_of_them = countries.all_countries()
    assert len(all_of_them) >= 249
    assert len({c.code for c in all_of_them}) == len({c.alpha2 for c in all_of_them}) == len(all_of_them)
    assert all(c.name for c in all_of_them)
