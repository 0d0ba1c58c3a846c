"""In which sector people act, where a learned head says it: with a head that says what a test wants said."""

import numpy as np
import pytest

from demarche.language.tree import Tree
from demarche.reading import learned_sectors as sectors
from demarche.reading.learned_lands import FACTS, countries_named
from demarche.reading.reader import Reader
from demarche.records import Report

TEXT = "Jakob Brown and Police Minister Ana Soto met in Peru. Both want peace. Later Brown met campers."
READER = Reader(learned=False)


class Head:
    """Gives the mentions of each name the sector and the probability that ``says`` has for it."""

    def __init__(self, names: list[str], says: dict[str, tuple[str, float]]) -> None:
        self.names, self.says = names, says

    def likely(self, mentions: np.ndarray) -> np.ndarray:
        assert mentions.shape == (len(self.names), 2 * 384 + FACTS)
        found = np.zeros((len(self.names), len(sectors.NAMES)))
        for row, name in zip(found, self.names, strict=True):
            sector, sure = self.says.get(name, ("none", 1.0))
            row[0] = 1 - sure
            row[sectors.NAMES.index(sector)] += sure
        return found


@pytest.fixture(scope="module")
def reading():
    return READER.reading(Report(id="r", text=TEXT))


def settle(reading, says):
    layers, tree = reading.layers, Tree(reading.analysis)
    people = [one for one in layers.entities if one.type != "place" and len(one.referents) == 1]
    head = Head([one.referents[0].name for one in people], says)
    vectors = np.zeros((len(reading.analysis.tokens), 384), np.float32)
    named = countries_named(tree, layers.entities, layers.places)
    found = sectors.with_sectors(head, vectors, layers.entities, named)
    return {(TEXT[one.start : one.end], one.start): one for one in found}


def of(found, words):
    return [one for (text, _), one in sorted(found.items(), key=lambda item: item[0][1]) if text == words]


def test_a_likely_sector_is_given_to_every_mention_of_a_chain_without_one(reading):
    found = settle(reading, {"Jakob Brown": ("REL", 0.4)})
    assert [one.sector for one in of(found, "Jakob Brown")] == ["REL"]
    (again,) = of(found, "Brown")
    assert again.sector == "REL" and again.referents[0].sector == "REL"


def test_an_unlikely_one_is_not(reading):
    assert of(settle(reading, {"Jakob Brown": ("REL", 0.2)}), "Brown")[0].sector is None


def test_what_a_title_says_gives_way_only_to_what_is_sure(reading):
    named = next(words for words, _ in settle(reading, {}) if words.endswith("Ana Soto"))
    assert of(settle(reading, {}), named)[0].sector == "GOV"
    assert of(settle(reading, {"Ana Soto": ("COP", 0.5)}), named)[0].sector == "GOV"
    assert of(settle(reading, {"Ana Soto": ("COP", 0.7)}), named)[0].sector == "COP"


def test_the_members_of_a_set_change_with_their_own_chains(reading):
    before = [one for one in reading.layers.entities if len(one.referents) > 1]
    assert before, "the text has no set: the test says nothing"
    after = settle(reading, {"Jakob Brown": ("REL", 0.9)})
    for entity in before:
        (same,) = [one for one in after.values() if one.start == entity.start and one.end == entity.end]
        assert {actor.name: actor.sector for actor in same.referents}["Jakob Brown"] == "REL"
        assert {actor.name: actor.sector for actor in same.referents}["Ana Soto"] == "GOV"


def test_places_stay_as_they_are(reading):
    assert of(settle(reading, {"Peru": ("GOV", 1.0)}), "Peru")[0].sector is None


def test_a_body_of_states_loses_a_country_that_was_only_inferred(reading):
    (campers,) = [one for one in reading.layers.entities if TEXT[one.start : one.end] == "campers"]
    assert campers.country is None or campers.inferred
    found = settle(reading, {campers.referents[0].name: ("IGO", 0.9)})
    assert of(found, "campers")[0].sector == "IGO"
    assert of(found, "campers")[0].country is None


def test_a_report_without_people_is_left_alone():
    empty = READER.reading("It rained.")
    vectors = np.zeros((len(empty.analysis.tokens), 384), np.float32)
    assert sectors.with_sectors(Head([], {}), vectors, empty.layers.entities, ()) == empty.layers.entities


def test_the_shipped_head_tells_what_every_name_stands_for():
    from demarche.language.network import WEIGHTS
    from demarche.language.sectors import HEAD, SectorHead

    assert (WEIGHTS / HEAD).exists()
    rows = SectorHead().likely(np.zeros((3, 2 * 384 + FACTS), np.float32))
    assert rows.shape == (3, len(sectors.NAMES))
    assert np.allclose(rows.sum(1), 1)
