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
        ("Japan protested against the launch.", "protested", "ACCUSE", "disapprove", "113"),
        ("Teachers protested in Lima.", "protested", "PROTEST", "demo", "141"),
        ("A court doubled the writer's prison term.", "doubled", "SANCTION", "convict", "116"),
        ("Britain accused Iran of arming the rebels.", "accused", "ACCUSE", "allege", "112"),
        ("The army carried out an airstrike near Idlib.", "airstrike", "ASSAULT", "aerial", "195"),
        ("Ukraine and Russia exchanged prisoners.", "exchanged", "RETREAT", "release", "0841"),
        ("Farmers blocked roads outside Paris.", "blocked", "PROTEST", "obstruct", "144"),
        ("Militants took four engineers hostage in Niger.", "took", "ASSAULT", "abduct", "181"),
        ("Six people died in a bombing in Quetta.", "died", "ASSAULT", "explosives", "183"),
        ("The president of Peru declared a state of emergency.", "state", "COERCE", "martial-law", "1724"),
        ("Houthi rebels took control of the port of Mocha.", "control", "COERCE", "seize", "192"),
        ("A court jailed the general for six years.", "jailed", "SANCTION", "convict", "116"),
        ("Iran began a five-day air defence drill.", "drill", "MOBILIZE", "troops", "150"),
        ("Ten soldiers captured by Boko Haram were freed.", "captured", "ASSAULT", "abduct", "181"),
        ("An ambush claimed the lives of ten soldiers in Mali.", "claimed", "ASSAULT", None, "190"),
        ("Niger expelled 3,000 Nigerians.", "expelled", "COERCE", "deport", "174"),
        ("Niger expelled a French reporter.", "expelled", "COERCE", "deport", "174"),
        ("Niger expelled the French consul.", "expelled", "SANCTION", "expel", "166"),
        ("Oman insists that Iran has attacked its port.", "attacked", "ASSAULT", None, "190"),
        ("Iran suspended its cooperation with Iraq.", "suspended", "SANCTION", "discontinue", "160"),
    ],
)
def test_codes(text: str, trigger: str, kind: str, mode: str | None, cameo: str) -> None:
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    read = mentions[trigger]
    assert (read.type, read.mode, read.cameo) == (kind, mode, cameo)


@pytest.mark.parametrize(
    ("text", "trigger", "cameo"),
    [
        # a participle beside the attack has no weapon of its own, a result in it has
        ("Rebels shelled the town of Daraa, killing nine people.", "killing", "180"),
        ("Nine people were killed in fighting near Daraa.", "killed", "190"),
        # war is among fighters
        ("Rebels attacked an army convoy in Mali.", "attacked", "190"),
        ("Rebels attacked a group of farmers in Mali.", "attacked", "180"),
    ],
)
def test_violence_has_the_code_of_what_it_is_told_by(text: str, trigger: str, cameo: str) -> None:
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    assert mentions[trigger].cameo == cameo


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Russia signed the treaty. The agreement is not yet in force.", "agreement"),
        ("Riot police gathered outside parliament in Athens.", "Riot"),
        ("Bulgarians head to the polls to elect a parliament.", "head"),
        ("Five tourists were killed when a bus collides with a train in Egypt.", "killed"),
        ("The president announced an overhaul of his cabinet.", "announced"),
        ("The officer was convicted of murder by a court in Cairo.", "murder"),
    ],
)
def test_words_that_are_no_acts_there(text: str, trigger: str) -> None:
    assert trigger not in {mention.trigger.text for mention in reading_of(text).mentions}


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


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Norway sent food aid to Sudan.", ["sent"]),
        ("Thai and Cambodian troops exchanged gunfire.", ["exchanged"]),
        ("Thousands of Peruvians marched in Lima, calling for aid.", ["marched"]),
        ("A dispute surrounding the king led to protests in Lesotho.", ["protests"]),
    ],
)
def test_what_is_one_act_is_told_once(text: str, triggers: list[str]) -> None:
    assert [mention.trigger.text for mention in reading_of(text).mentions] == triggers
