"""Who takes part where the words beside an act leave it open."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def parties(reader, text, word):
    mention = next(m for m in reader.read(text, published="2024-03-05") if m.trigger.text == word)
    return [a.name for a in mention.actors], [r.name for r in mention.recipients]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Four died in an attack by Boko Haram.", "died", ["Boko Haram"], ["Four"]),
        ("Rebels killed nine people in a raid on Goma.", "raid", ["Rebels"], ["nine people"]),
        ("A bombing claimed by Boko Haram killed ten pilgrims.", "bombing", ["Boko Haram"], ["ten pilgrims"]),
        ("An attack in Borno leaves ten policemen dead.", "attack", [], ["ten policemen"]),
        ("A bus was shelled by the army, killing twelve.", "killing", ["army"], ["twelve"]),
        ("Saudi jets bombed a market in Sanaa.", "bombed", ["Saudi jets"], ["market"]),
        ("At least 20 people were wounded and 90 arrested.", "arrested", [], ["90"]),
        ("Hundreds rallied in Warsaw.", "rallied", ["Hundreds"], []),
        ("Estonia rejected a Kenyan offer of mediation.", "offer", ["Kenya"], ["Estonia"]),
        ("Estonia blamed Boko Haram for the bombing of a mosque.", "bombing", ["Boko Haram"], ["mosque"]),
        ("The Estonian premier, on a tour of Africa, met him.", "tour", ["Estonian premier"], []),
        ("Foreign Minister Ana Soto and a Kenyan delegation met the president of Chad.", "met",
         ["Ana Soto", "Kenyan delegation"], ["president of Chad"]),
        ("President Omar Diallo of Mali ended his visit to the country.", "visit", ["Omar Diallo"], []),
        ("Macron flew to Chad. His visit to the country ended.", "visit", ["Macron"], ["Chad"]),
    ],
)  # fmt: skip
def test_participants_from_neighbours(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


def test_both_of_two_armies_that_share_their_noun_are_armies(reader):
    (mention,) = reader.read("U.S. and Iraqi forces detained a cleric.")
    assert [(actor.country, actor.sector) for actor in mention.actors] == [("USA", "MIL"), ("IRQ", "MIL")]


def test_police_are_of_the_country_where_they_act(reader):
    (mention,) = reader.read("Police detained the editor in Kampala.")
    assert [actor.country for actor in mention.actors] == ["UGA"]
