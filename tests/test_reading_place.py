"""Places in texts: what they are resolved to, and the role that an act gives them."""

from __future__ import annotations

import pytest

from analysed import reading_of
from demarche.knowledge.gazetteer import look_up
from demarche.reading.place_entries import entries_of


def found(text: str) -> dict[str, tuple[str, str | None]]:
    return {place.text: (place.kind, place.country) for place in reading_of(text).layers.places}


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("Fighting broke out in Kharkiv on Monday.", "Kharkiv", "city", "UKR"),
        ("The minister arrived in Peru.", "Peru", "country", "PER"),
        ("Scottish voters went to the polls.", "Scottish", "demonym", "GBR"),
        ("The ship sank in the Black Sea.", "Black Sea", "sea", None),
        ("Protesters gathered in St. Petersburg, Russia.", "St. Petersburg", "city", "RUS"),
    ],
)
def test_what_a_name_is(text: str, words: str, kind: str, country: str | None) -> None:
    assert found(text)[words] == (kind, country)


@pytest.mark.parametrize(
    ("text", "country", "west"),
    [
        ("A bomb went off in Birmingham, Alabama.", "USA", True),
        ("A bomb went off in Birmingham, England.", "GBR", True),
        ("Protests in Tripoli, Lebanon, went on.", "LBN", False),
        ("Protests in Tripoli, Libya, went on.", "LBY", False),
    ],
)
def test_a_place_beside_it_settles_which_one_is_meant(text: str, country: str, west: bool) -> None:
    place = reading_of(text).layers.places[0]
    assert place.country == country
    assert place.longitude is not None and (place.longitude < 0) is west


def at(text: str, words: str) -> tuple[float, float]:
    place = next(place for place in reading_of(text).layers.places if place.text == words)
    assert place.latitude is not None and place.longitude is not None
    return round(place.latitude), round(place.longitude)


@pytest.mark.parametrize(
    ("text", "words", "point"),
    [
        ("A man was shot in Reston, Va., on Monday.", "Reston", (39, -77)),
        ("Police in Austin, in Travis County, Texas, arrested him.", "Austin", (30, -98)),
        ("Floods hit Santa Ana, California, on Monday.", "Santa Ana", (34, -118)),
        ("Governors met in California. Floods hit Santa Ana on Monday.", "Santa Ana", (34, -118)),
        ("Police in Birmingham, in northern Alabama, arrested him.", "Birmingham", (34, -87)),
        ("Oregon, Washington, Virginia and Ohio sent troops.", "Washington", (47, -120)),
        ("The mayor of the Gold Coast met Australian ministers in Australia.", "Gold Coast", (-28, 153)),
        ("Talks were held with Turkey, Iraq, Iran and Syria.", "Iraq", (33, 44)),
    ],
)
def test_the_region_beside_a_name_or_spoken_of_settles_which_one_is_meant(
    text: str, words: str, point: tuple[int, int]
) -> None:
    assert at(text, words) == point


def test_a_region_named_once_settles_every_mention() -> None:
    text = "Birmingham was calm. Police in Birmingham, Alabama, patrolled. Birmingham's mayor spoke."
    places = [place for place in reading_of(text).layers.places if place.text == "Birmingham"]
    assert len(places) == 3 and {place.country for place in places} == {"USA"}


def test_an_abbreviation_is_a_state_in_a_report_about_its_country() -> None:
    assert at("Australia closed its ports. Police in NSW arrested two men.", "NSW") == (-32, 147)
    assert found("Police in NSW arrested two men in Peru.").get("NSW", ("place", None))[0] == "place"


def test_a_part_of_a_country_stands_in_the_country() -> None:
    assert found("Floods hit Eastern China on Monday.")["Eastern China"] == ("region", "CHN")


def test_a_place_that_nobody_lists_stands_at_the_town_it_lies_in() -> None:
    text = "Police searched the village of Brumblewick, near Sydney, on Monday."
    assert found(text)["Brumblewick"] == ("place", "AUS")
    assert at(text, "Brumblewick") == (-34, 151)
    text = "Police searched the village of Brumblewick, in Kenya, on Monday."
    (place,) = [place for place in reading_of(text).layers.places if place.text == "Brumblewick"]
    assert place.country == "KEN" and place.latitude is None  # a country is too large to show it at


def test_a_name_with_an_apostrophe_inside_is_one_name() -> None:
    assert found("Ministers of the People's Republic of China met.")["People's Republic of China"] == (
        "country",
        "CHN",
    )


@pytest.mark.parametrize("name", ["March", "August", "Christmas", "Ramadan", "Tet"])
def test_a_name_of_the_calendar_is_no_town(name: str) -> None:
    assert look_up(name), "the gazetteer has a town of that name"
    assert entries_of(name) == ()


def test_persons_and_bodies_are_no_places() -> None:
    assert "Washington" not in found("Denzel Washington won the award.")
    assert "White House" not in found("The White House denied the report.")


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        ("The ministers met in Oslo.", "met", {("Oslo", "venue")}),
        ("The minister flew to Ankara.", "flew", {("Ankara", "destination")}),
        (
            "The president left Kabul for Doha on Friday.",
            "left",
            {("Kabul", "origin"), ("Doha", "destination")},
        ),
        ("Farmers blocked roads outside Paris.", "blocked", {("Paris", "venue")}),
        ("Jets launched strikes on Sanaa.", "strikes", {("Sanaa", "target")}),
    ],
)
def test_the_role_that_the_act_gives(text: str, trigger: str, roles: set[tuple[str, str]]) -> None:
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    assert {(place.name, place.role) for place in mentions[trigger].places} == roles
