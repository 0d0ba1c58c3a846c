"""Whose people are, where a learned head says it: with a head that says what a test wants said."""

import datetime as dt

import numpy as np
import pytest

from demarche.language.tree import Tree
from demarche.reading import learned_lands as lands
from demarche.reading.reader import Reader
from demarche.records import Report

TEXT = "Police in Lima said that two editors had left. The Red Cross and officers spoke of Chile."
READER = Reader(learned=False)


class Head:
    """Gives each country the score that ``says`` has for it, and none the score ``none``."""

    def __init__(self, says: dict[str, float], none: float = 0.0) -> None:
        self.says, self._none = says, none
        self.named: list[str] = []

    def none(self, mention: np.ndarray) -> float:
        assert mention.shape == (384 + lands.FACTS,)
        return self._none

    def scores(self, mention: np.ndarray, words: np.ndarray, pairs: np.ndarray) -> np.ndarray:
        assert words.shape == (len(self.named), 384)
        assert pairs.shape == (len(self.named), lands.PAIR)
        return np.array([self.says.get(name, -9.0) for name in self.named])


@pytest.fixture(scope="module")
def reading():
    return READER.reading(Report(id="r", text=TEXT, published=dt.date(2024, 3, 4)))


def settle(reading, says, none=0.0):
    head = Head(says, none)
    layers = reading.layers
    tree = Tree(reading.analysis)
    named = lands.countries_named(tree, layers.entities, layers.places)
    head.named = [one.country for one in named]
    vectors = np.zeros((len(reading.analysis.tokens), 384), np.float32)
    found = lands.settled(head, tree, vectors, layers.entities, named)
    return {reading.report.text[one.start : one.end]: one for one in found}


def test_a_sure_country_is_given_to_people_and_to_who_stands_for_them(reading):
    found = settle(reading, {"PER": 4.0})
    editors = found["two editors"]
    assert editors.country == "PER"
    assert [actor.country for actor in editors.referents] == ["PER"]
    assert editors.referents[0].id != reading_actor(reading, "two editors").id


def test_an_unsure_one_is_not(reading):
    assert settle(reading, {"PER": 0.2, "CHL": 0.1}, none=2.0)["two editors"].country is None
    assert settle(reading, {"PER": 4.0}, none=9.0)["two editors"].country is None


def test_what_words_say_stays_and_bodies_of_many_countries_have_none(reading):
    found = settle(reading, {"CHL": 9.0})
    assert found["Lima"].country == "PER"
    assert found["The Red Cross"].country is None


def reading_actor(reading, words):
    (entity,) = [one for one in reading.layers.entities if TEXT[one.start : one.end] == words]
    return entity.referents[0]


def test_in_a_report_of_one_country_less_is_enough_but_not_for_anybody():
    text = "Police in Lima said that prosecutors, envoys and two rebels had left."
    alone = READER.reading(Report(id="s", text=text, published=dt.date(2024, 3, 4)))
    named = lands.countries_named(Tree(alone.analysis), alone.layers.entities, alone.layers.places)
    weight = len(named)  # for none a little less than for Peru by all its words
    found = settle(alone, {"PER": 0.0}, none=float(np.log(weight * 0.8)))
    given = {words: one.country for words, one in found.items()}
    assert given["prosecutors"] == "PER"
    assert given["envoys"] is None
    assert given["two rebels"] is None


THREAD = "Turkey held an election on Sunday after a quarrel with Greece. The government denied the charges."


def test_a_country_that_rules_infer_is_marked_and_gives_way_to_a_likelier_one():
    reading = READER.reading(Report(id="r", text=THREAD, published=dt.date(2024, 3, 4)))
    named = lands.countries_named(Tree(reading.analysis), reading.layers.entities, reading.layers.places)
    (government,) = [e for e in reading.layers.entities if THREAD[e.start : e.end] == "The government"]
    assert government.inferred and government.country in {one.country for one in named}
    other = "TUR" if government.country == "GRC" else "GRC"
    found = settle(reading, {other: 4.0})
    changed, turkey = found["The government"], found["Turkey"]
    assert (changed.country, changed.inferred, changed.referents[0].country) == (other, True, other)
    assert (turkey.country, turkey.inferred) == ("TUR", False)
    assert settle(reading, {other: 0.0}, none=4.0)["The government"] == government


def test_who_is_like_somebody_whose_country_is_inferred_is_of_it_by_inference_too():
    text = "Turkey held an election on Sunday. Two judges were arrested and another was wounded."
    reading = READER.reading(Report(id="r", text=text, published=dt.date(2024, 3, 4)))
    told = {text[one.start : one.end]: (one.country, one.inferred) for one in reading.layers.entities}
    assert told["Two judges"] == told["another"]
    named = lands.countries_named(Tree(reading.analysis), reading.layers.entities, reading.layers.places)
    assert {one.token for one in named} == {0}  # Turkey alone witnesses for others


def test_what_leans_on_a_country_that_is_inferred_is_inferred_itself():
    text = "Talks began in Jakarta. The junta's chief came on Monday. Indonesia's chief of police left."
    read = READER.reading(Report(id="r", text=text, published=dt.date(2024, 3, 4)))
    by_words = {text[one.start : one.end]: one for one in read.layers.entities}
    assert by_words["The junta's chief"].country == "IDN" and by_words["The junta's chief"].inferred
    assert not by_words["Indonesia's chief of police"].inferred


def test_a_word_that_names_a_country_is_told_with_its_paragraph_and_who_speaks():
    text = "Police in Morocco left.\n\nNorway said that the minister would resign."
    read = READER.reading(Report(id="r", text=text, published=dt.date(2024, 3, 4)))
    tree = Tree(read.analysis)
    head = next(i for i, word in enumerate(tree.tokens) if word.text == "minister")
    named = lands.countries_named(tree, read.layers.entities, read.layers.places)
    rows = dict(zip((one.country for one in named), lands.pairs(tree, head, named), strict=True))
    assert (rows["NOR"][27], rows["MAR"][27]) == (1, 0)  # in the paragraph of the minister
    assert (rows["NOR"][35], rows["MAR"][35]) == (1, 0)  # speaks above him
    assert (rows["NOR"][30], rows["MAR"][31]) == (1, 1)  # named last, and before that


@pytest.mark.parametrize(("verb", "country"), [("sued", None), ("blacklisted", None), ("praised", "MEX")])
def test_whom_a_state_outlaws_is_not_its_own(verb, country):
    report = Report(id="r", text=f"Mexico {verb} the company.", published=dt.date(2024, 3, 4))
    assert settle(READER.reading(report), {"MEX": 9.0})["the company"].country == country
