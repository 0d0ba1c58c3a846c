"""Politics and what only sounds like it: accidents, private life, business, statistics."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "A bus plunges into a ravine near Cusco, killing 24 passengers.",
        "Twelve people were killed in a helicopter crash off Aberdeen.",
        "A strong earthquake struck the coast. At least 300 people were injured.",
        "Typhoon Maring hits the north of the island and kills nine people.",
        "The singer sued her former label over unpaid royalties.",
        "The brewer agreed to sell its two plants to a rival.",
        "Astronomers announced that the star has two planets.",
        "The carmaker's chief executive resigned on Monday.",
        "Portugal reports 3,100 new cases of the disease.",
    ],
)
def test_no_act(reader, text):
    assert reader.read(text, published="2024-03-05") == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Gunmen killed 24 passengers of a bus near Maiduguri.", ["ASSAULT"]),
        ("Twelve soldiers were killed when a helicopter was shot down near Aleppo.", ["ASSAULT", "ASSAULT"]),
        ("Kenya sued the Danish brewer over unpaid taxes.", ["ACCUSE"]),
        ("The governor of the Mexican state of Sonora resigned on Monday.", ["RETREAT"]),
        ("Protests continue in the city.", ["PROTEST"]),
        ("Estonian police arrested two singers.", ["COERCE"]),
    ],
)
def test_acts_in_like_words(reader, text, types):
    assert [mention.type for mention in reader.read(text, published="2024-03-05")] == types
