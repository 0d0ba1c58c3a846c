"""Acts that are spoken of again have the participants of the act that they were."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def participants(mentions, word):
    mention = next(m for m in mentions if m.trigger.text == word)
    return {a.country for a in mention.actors}, {r.country for r in mention.recipients}


def test_a_definite_noun_means_the_act_that_was_told_before(reader):
    text = "Chilean President Ana Soto will travel to Norway in May. The trip will last three days."
    assert participants(reader.read(text, published="2024-03-05"), "trip") == ({"CHL"}, {"NOR"})


def test_an_act_to_come_is_no_word_again_of_one_that_is_past(reader):
    text = "Chilean President Ana Soto visited Norway in May. Her planned trip in June was welcomed."
    actors, recipients = participants(reader.read(text, published="2024-06-05"), "trip")
    assert actors == {"CHL"} and not recipients


def test_what_stands_beside_the_noun_is_kept(reader):
    text = "Chilean President Ana Soto visited Norway in May. Her visit to Kenya followed."
    assert participants(reader.read(text, published="2024-06-05"), "visit")[1] == {"KEN"}
