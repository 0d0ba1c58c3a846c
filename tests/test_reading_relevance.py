"""Politics and what only sounds like it: accidents, private life, business, statistics."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


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
        "The baby spent her strength battling infections and died in hospital.",
        "The phone maker launched an aggressive campaign to persuade users to update their software.",
        "The two record labels reached an agreement in 1991, which barred either from using the logo.",
        "The airline's vice president, Ana Soto, said that the deal was good for passengers.",
        "Researchers at the university attacked the theory, and the journal withdrew the paper.",
        "Diana Corps files a suit against a rival label, the third such lawsuit between them.",
        "The software firm bans the comedian from its platform.",
        "The parents took their children on a trip to India.",
        "The first lawsuit between the toy makers was settled in 1981.",
        "The princess receives a dose of the vaccine in Oslo.",
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
        ("Turkish troops battled Kurdish fighters near Afrin.", ["ASSAULT"]),
        ("The opposition leader of Mali attacked the government's policy.", ["ACCUSE"]),
        ("Ghana bans a comedian from state television.", ["COERCE"]),
        ("Chad received ten tanks from Turkey.", ["AID"]),
        ("Police near the detention camp in Gao arrested two protest organisers.", ["COERCE"]),
        ("The army ended its detention of the mayor of Gao.", ["COERCE"]),
        ("The governor of the Mexican state of Sonora resigned on Monday.", ["RETREAT"]),
        ("Protests continue in the city.", ["PROTEST"]),
        ("Estonian police arrested two singers.", ["COERCE"]),
    ],
)
def test_acts_in_like_words(reader, text, types):
    assert [mention.type for mention in reader.read(text, published="2024-03-05")] == types
