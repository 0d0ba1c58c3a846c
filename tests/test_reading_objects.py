"""Things and how many of them there are."""

from __future__ import annotations

import pytest

from analysed import tree_of, word
from demarche.reading.objects import quantity_of, things
from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


@pytest.mark.parametrize(
    ("text", "noun", "quantity", "approximate"),
    [
        ("Germany sent 18 tanks.", "tanks", 18.0, False),
        ("Germany sent around 20 trucks.", "trucks", 20.0, True),
        ("Germany sent three ships.", "ships", 3.0, False),
        ("Germany sent tanks.", "tanks", None, False),
        ("Germany sent dozens of tanks.", "dozens", None, True),
        ("Germany sent 1,500 shells.", "shells", 1500.0, False),
        ("Germany sent two thousand shells.", "shells", 2000.0, False),
    ],
)
def test_quantities(text: str, noun: str, quantity: float | None, approximate: bool) -> None:
    tree = tree_of(text)
    assert quantity_of(tree, word(tree, noun)) == (quantity, approximate)


def test_sums_of_money() -> None:
    tree = tree_of("Egypt lent Sudan $3.5 billion.")
    head = next(
        i for i, token in enumerate(tree.tokens) if token.deprel in ("obj", "iobj") and token.text != "Sudan"
    )
    assert quantity_of(tree, head) == (3.5e9, False)


def test_a_thing_is_its_phrase_without_relative_clauses() -> None:
    text = "Germany sent the tanks that Ukraine had asked for."
    tree = tree_of(text)
    (thing,) = things(tree, [word(tree, "tanks")])
    assert thing.text == "tanks" == text[thing.start : thing.end]


def test_things_stand_once_and_in_text_order() -> None:
    tree = tree_of("Germany sent tanks and shells.")
    tanks, shells = word(tree, "tanks"), word(tree, "shells")
    assert [thing.text for thing in things(tree, [shells, tanks, shells])] == ["tanks", "shells"]
    assert things(tree, []) == ()


@pytest.mark.parametrize(
    ("text", "word", "objects"),
    [
        ("Peru lauded the pact.", "lauded", ["pact"]),
        ("The OSCE praised the conduct of the vote.", "praised", ["conduct of the vote"]),
        ("Togo and Benin held talks on fishing rights.", "talks", ["fishing rights"]),
        ("The senate's ratification of the treaty is expected in May.", "ratification", ["treaty"]),
        ("Togo imposed a tariff on wine and citrus.", "tariff", ["wine", "citrus"]),
        ("France withdrew the last of its soldiers from Chad.", "withdrew", ["last of its soldiers"]),
        ("Canada imposed sanctions on Sudan.", "sanctions", []),  # whom they hit is no thing
        ("Rebels carried out an attack on the town of Goma.", "attack", []),
    ],
)
def test_what_an_act_is_about(reader, text, word, objects):
    (act,) = [one for one in reader.read(text, published="2024-03-05") if one.trigger.text == word]
    assert [thing.text for thing in act.objects] == objects


def test_ones_own_that_are_moved_are_things(reader):
    (act, *_) = reader.read("The governor called in the army on Monday.", published="2024-03-05")
    assert ("army" in act.objects[0].text, act.recipients) == (True, ())
