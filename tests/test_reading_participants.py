"""Who takes part: subjects and objects along control, conjunction, relative clauses, passives."""

from __future__ import annotations

import pytest

from analysed import reading_of, tree_of, word
from demarche.reading.participants import roles
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.participants_control import subjects_of
from demarche.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("The envoy plans to visit Oslo.", "visit", ["envoy"]),  # subject control
        ("The council urged Israel to lift the blockade.", "lift", ["Israel"]),  # object control
        ("The minister flew to Ankara and met his counterpart.", "met", ["minister"]),  # conjunction
        ("Troops that entered Gao left on Friday.", "entered", ["Troops"]),  # relative clause
        ("Britain accused Iran of arming rebels.", "arming", ["Iran"]),  # gerund after of
        ("Norway and Sweden signed the treaty.", "signed", ["Norway", "Sweden"]),
    ],
)
def test_subjects(text: str, verb: str, subjects: list[str]) -> None:
    tree = tree_of(text)
    assert [tree.tokens[token].text for token in subjects_of(tree, word(tree, verb))] == subjects


def test_a_promise_keeps_its_own_subject() -> None:
    tree = tree_of("France promised Kenya to send doctors.")
    assert [tree.tokens[t].text for t in subjects_of(tree, word(tree, "send"))] == ["France"]


def test_passives_turn_the_roles_round() -> None:
    tree = tree_of("The village was bombed by jets.")
    bombed = word(tree, "bombed")
    assert is_passive(tree, bombed)
    frame = next(frame for frame in tree.analysis.frames if frame.token == bombed)
    found = roles(tree, bombed, frame)
    assert [tree.tokens[t].text for t in found["ARG0"]] == ["jets"]
    assert [tree.tokens[t].text for t in found["ARG1"]] == ["village"]
    assert not is_passive(tree_of("Jets bombed it."), word(tree_of("Jets bombed it."), "bombed"))


def test_coordinated_objects_are_each_there() -> None:
    tree = tree_of("Egypt expelled two diplomats and a journalist.")
    assert {tree.tokens[t].text for t in objects_of(tree, word(tree, "expelled"))} == {
        "diplomats",
        "journalist",
    }


def test_without_a_frame_grammar_alone_gives_the_subject() -> None:
    tree = tree_of("The envoy plans to visit Oslo.")
    found = roles(tree, word(tree, "visit"))
    assert (
        [tree.tokens[t].text for t in found["ARG0"]]
        == ["envoy"]
        == [tree.tokens[t].text for t in found["SUBJ"]]
    )


def test_participants_reach_the_mentions() -> None:
    text = "Kim Jong Un plans to travel to Russia to meet President Putin this month."
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    for trigger in ("travel", "meet"):
        assert [actor.country for actor in mentions[trigger].actors] == ["PRK"]
    assert [actor.country for actor in mentions["travel"].recipients] == ["RUS"]
    assert mentions["meet"].recipients[0].name.endswith("Putin")


@pytest.mark.parametrize(
    ("text", "verb", "doers", "suffering"),
    [
        ("Fiji accused Tonga on Friday of ramming a patrol boat and left.", "ramming", ["TON"], None),
        ("Rwanda, which Kinshasa accuses of arming the rebels, left.", "arming", ["RWA"], None),
        ("Rwanda, which Kinshasa accuses of arming the rebels, left.", "accuses", ["COD"], ["RWA"]),
    ],
)  # fmt: skip
def test_the_accused_does_what_he_is_accused_of(
    text: str, verb: str, doers: list[str], suffering: list[str] | None
) -> None:
    (mention,) = [mention for mention in reading_of(text).mentions if mention.trigger.text == verb]
    assert [actor.country for actor in mention.actors] == doers
    if suffering is not None:
        assert [actor.country for actor in mention.recipients] == suffering


def test_a_warrant_asks_for_an_arrest() -> None:
    (mention,) = reading_of("A Ukrainian court has issued a warrant for his arrest.").mentions
    assert (mention.trigger.text, mention.status) == ("arrest", "wanted")


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("The bishop survived an ambush near Gao.", "ambush", [], ["bishop"]),
        ("The bishop survived an ambush by gunmen.", "ambush", ["gunmen"], ["bishop"]),
        ("Peru summoned the Chilean envoy to condemn the arrest.", "condemn", ["Peru"], []),
        ("Norway and Chad sent a note to the Arab League condemning the raid.", "condemning",
         ["Norway", "Chad"], []),
        ("The annexation of Narva from Estonia was condemned.", "annexation", [], ["Estonia"]),
        ("Ana Soto, an adviser to the army, who was arrested on Monday, fled.", "arrested", [], ["Ana Soto"]),
    ],
)  # fmt: skip
def test_who_did_it_and_whom_it_befell(reader, text, word, actors, recipients):
    (mention,) = [one for one in reader.read(text, published="2024-03-05") if one.trigger.text == word]
    assert [actor.name for actor in mention.actors] == actors
    assert [actor.name for actor in mention.recipients] == recipients


def test_leaders_of_a_union_of_states_lead_no_workers(reader):
    (met,) = reader.read("African Union leaders met the emir of Qatar.", published="2024-03-05")
    assert [(actor.name, actor.sector) for actor in met.actors] == [("African Union leaders", "IGO")]
