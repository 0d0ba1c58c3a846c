"""On whose word: the gold texts as a whole, and what must hold of every attribution."""

from __future__ import annotations

import pytest

from analysed import reading_of, tree_of
from demarche.reading.attribution import attributions, sources_of
from evaluation.attribution import cases, right, sentences

GOLD = cases()


def test_gold_texts_are_read_as_well_as_measured() -> None:
    differences: list[str] = []
    figures = sentences(differences)
    assert figures["texts"] >= 70
    assert figures["right"] >= 0.93, differences
    assert figures["texts all right"] >= 0.90, differences


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the border would reopen.",
        "The minister said the border would reopen.",
        "Police said on Tuesday that two men had been arrested in Leeds.",
    ],
)
def test_plain_saying_exactly(text: str) -> None:
    (case,) = [case for case in GOLD if case.text == text]
    ours = attributions(tree_of(text))
    assert len(ours) == len(case.wanted)
    assert all(right(tree_of(text).analysis, ours, wanted) for wanted in case.wanted)


@pytest.mark.parametrize("case", GOLD, ids=lambda case: case.text[:40])
def test_spans_lie_in_the_text_and_parents_hold_their_children(case) -> None:
    ours = attributions(tree_of(case.text))
    for one in ours:
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(case.text)
        assert not any(s < e2 and s2 < e for s, e in one.source for s2, e2 in one.content)
        if one.parent is not None:
            cue = tree_of(case.text).tokens[one.cue_token]
            assert any(a <= cue.start < b for a, b in ours[one.parent].content)


def test_sources_run_from_the_outermost_inwards() -> None:
    text = "The ministry said that rebels had claimed that the army shelled Goma."
    ours = attributions(tree_of(text))
    at = text.index("shelled")
    chain = sources_of(ours, at, at + len("shelled"))
    assert [ours[index].cue_lemma for index in chain] == ["say", "claim"]
    assert not sources_of(ours, 0, 3)


def test_mentions_carry_their_sources_and_the_report_its_own_words() -> None:
    text = "Police said that demonstrators had attacked the embassy. Troops left the city."
    mentions = {mention.trigger.text: mention for mention in reading_of(text).mentions}
    assert [(source.name, source.cue) for source in mentions["attacked"].sources] == [("Police", "say")]
    assert all(not mention.sources for words, mention in mentions.items() if words != "attacked")
