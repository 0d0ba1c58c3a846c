"""Whose land crowds are of: where they march, but not whose embassy they stand before."""

from demarche.reading.homes import crowd_at_home
from demarche.records import Actor, Mention, Span


def _actor(name: str, country: str | None, sector: str | None) -> Actor:
    return Actor(name, name, country, sector, name, 0, len(name))


def _protest(recipient: Actor | None) -> Mention:
    span = Span(0, 1, "x")
    return Mention(
        "m", "r", span, span, "PROTEST", None, (), "141", (_actor("protesters", None, "CVL"),),
        () if recipient is None else (recipient,), "occurred", "certain", "positive", None, (), (), (), 0.0,
    )  # fmt: skip


def test_crowds_are_of_the_report_s_land():
    assert crowd_at_home(_protest(None), "PER").actors[0].country == "PER"
    government = _actor("the government", "PER", "GOV")
    assert crowd_at_home(_protest(government), "PER").actors[0].country == "PER"


def test_crowds_at_an_embassy_are_of_no_land_that_is_told():
    embassy = _actor("the Peruvian embassy", "PER", "GOV")
    assert crowd_at_home(_protest(embassy), "PER").actors[0].country is None
    assert crowd_at_home(_protest(_actor("Peru", "PER", None)), "PER").actors[0].country is None
