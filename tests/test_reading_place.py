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
