"""Sides, weapons and causes give acts of violence their codes."""

from __future__ import annotations

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def read(reader, text, word):
    mentions = reader.read(text, published="2024-03-05")
    return next(mention for mention in mentions if mention.trigger.text == word)


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Militants attacked a military checkpoint near Kidal.", "attacked", "190"),
        ("Militants attacked a village near Kidal.", "attacked", "180"),
        ("Police clashed with protesters in Lima.", "clashed", "180"),
        ("The Ethiopian army clashed with rebels in Gondar.", "clashed", "190"),
        ("Rebels opened fire on an army patrol in Mali.", "opened", "193"),
    ],
)
def test_war_is_between_armed_sides(reader, text, word, code):
    assert read(reader, text, word).cameo == code


@pytest.mark.parametrize(
    ("text", "word", "code", "mode"),
    [
        ("Six soldiers were killed in an ambush by rebels in Mali.", "killed", "190", None),
        ("Four men were killed and nine wounded in a mass shooting in Oslo.", "killed", "180", "firearms"),
        ("Two were killed and ten others injured by a bombing in Quetta.", "killed", "183", "explosives"),
        ("The bombing of a bar in Lima, which killed three, was condemned.", "killed", "183", "explosives"),
        ("Five farmers were killed when their lorry hit a roadside bomb.", "killed", "1833", "explosives"),
        ("Russian forces hit the port with a missile. Two people were killed in the strike.", "killed", "194",
         "heavy-weapons"),
        ("Rebels shelled the market, killing ten people.", "killing", "180", None),
    ],
)  # fmt: skip
def test_a_result_has_the_code_of_its_cause(reader, text, word, code, mode):
    mention = read(reader, text, word)
    assert (mention.cameo, mention.mode) == (code, mode)
