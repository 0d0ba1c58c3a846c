"""What an act is: rows of the codebook, their conditions, and the words that are no acts."""

from __future__ import annotations

import pytest

from analysed import reading_of, tree_of, word
from demarche.reading.coding import Coder


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode", "cameo"),
    [
        ("The minister flew to Ankara.", "flew", "CONSULT", "visit", "042"),
        ("Germany will deliver 18 tanks to Ukraine.", "deliver", "AID", None, "072"),
        ("Peru recalled its ambassador.", "recalled", "SANCTION", "withdraw", "161"),
        ("Britain accused Iran of arming the rebels.", "accused", "ACCUSE", "allege", "112"),
        ("The army carried out an airstrike near Idlib.", "airstrike", "ASSAULT", "aerial", "195"),
        ("Ukraine and Russia exchanged prisoners.", "exchanged", "RETREAT", "release", "0841"),
        ("Farmers blocked roads outside Paris.", "blocked", "PROTEST", "obstruct", "144"),
    ],
)
def test_codes(text: str, trigger: str, kind: str, mode: str | None, cameo: str) -> None:
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    read = mentions[trigger]
    assert (read.type, read.mode, read.cameo) == (kind, mode, cameo)


@pytest.mark.parametrize(
    ("act", "no_act"),
    [
        ("North Korea launched a missile.", "The firm launched a phone."),
        ("Germany delivered tanks to Ukraine.", "The nurse delivered a baby."),
    ],
)
def test_a_condition_tells_an_act_from_its_word_s_other_senses(act: str, no_act: str) -> None:
    assert reading_of(act).mentions
    assert not reading_of(no_act).mentions


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Oslo on Monday.",
        "Shares in the company fell by three percent.",
        "The team won the final.",
        "She likes bread.",
    ],
)
def test_weather_markets_and_sport_are_no_acts(text: str) -> None:
    assert not reading_of(text).mentions


def test_a_carrying_verb_hands_the_act_to_its_noun() -> None:
    tree = tree_of("The ministers held talks in Oslo.")
    assert Coder().carried(tree, word(tree, "held")) == (word(tree, "talks"), "light")
    assert Coder().carried(tree, word(tree, "talks")) is None
    assert [m.trigger.text for m in reading_of("The ministers held talks in Oslo.").mentions] == ["talks"]


def test_only_listed_words_are_coded() -> None:
    tree = tree_of("The ministers held talks in Oslo.")
    assert Coder().knows(tree, word(tree, "talks"))
    assert not Coder().knows(tree, word(tree, "ministers"))
    assert not Coder().knows(tree, word(tree, "in"))
