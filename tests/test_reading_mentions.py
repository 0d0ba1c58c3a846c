"""From layers to mentions: which predicates become one, and what belongs to all of them."""

from __future__ import annotations

import pytest

from analysed import reader, reading_of
from demarche.records import Report


def triggers(text: str) -> list[str]:
    return [mention.trigger.text for mention in reading_of(text).mentions]


def test_each_place_that_speaks_of_an_act_is_a_mention() -> None:
    assert triggers("The king will visit Estonia in June. The visit was announced on Monday.")[:2] == [
        "visit",
        "visit",
    ]


def test_a_verb_of_saying_with_acts_in_its_words_is_a_source_only() -> None:
    assert triggers("Police said that demonstrators had attacked the embassy.") == ["attacked"]
    said = reading_of("China's premier said the island was beautiful.").mentions
    assert [mention.type for mention in said] == ["STATEMENT"]


def test_verbs_of_wanting_are_no_acts_of_their_own() -> None:
    assert triggers("Kim Jong Un plans to travel to Russia.") == ["travel"]


def test_reciprocal_acts_have_actors_on_both_sides() -> None:
    (mention,) = reading_of("Ukraine and Russia exchanged prisoners.").mentions
    assert {actor.country for actor in mention.actors} == {"UKR", "RUS"}
    assert not mention.recipients


def test_a_state_acts_through_its_things() -> None:
    (mention,) = reading_of("Russian missiles struck a power station in Kharkiv on Monday.").mentions
    assert [actor.country for actor in mention.actors] == ["RUS"]
    assert mention.time is not None and mention.time.start == "2024-03-04"


def test_the_host_country_receives_a_visit() -> None:
    (mention,) = reading_of("The minister flew to Ankara.").mentions
    assert [actor.country for actor in mention.recipients] == ["TUR"]


def test_identifiers_are_stable_and_differ_between_reports_and_places() -> None:
    text = "The king will visit Estonia. The king will visit Latvia."
    one = reader().read(Report(id="a", text=text))
    again = reader().read(Report(id="a", text=text))
    other = reader().read(Report(id="b", text=text))
    assert [m.id for m in one] == [m.id for m in again]
    assert len({m.id for m in (*one, *other)}) == len(one) + len(other) > 2


def test_mentions_are_the_same_alone_and_among_others() -> None:
    texts = ["Ukraine and Russia exchanged prisoners.", "Rain fell.", "The minister flew to Ankara."] * 3
    together = [
        r.mentions for r in reader().read_reports(Report(id=str(i), text=t) for i, t in enumerate(texts))
    ]
    alone = [reader().reading(Report(id=str(i), text=t)).mentions for i, t in enumerate(texts)]
    assert together == alone


def test_without_a_day_of_publication_no_day_is_guessed_and_the_reader_says_so() -> None:
    reading = reading_of("The king will visit Estonia next week.", None)
    assert reading.mentions[0].time is not None and reading.mentions[0].time.start is None
    assert any("--published" in note for note in reading.notes)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "Oslo", "—", "🙂"])
def test_texts_without_acts_give_none(text: str) -> None:
    assert reading_of(text).mentions == ()


def test_confidence_is_a_probability() -> None:
    for text in ("Ukraine and Russia exchanged prisoners.", "The minister flew to Ankara."):
        assert all(0 < mention.confidence < 1 for mention in reading_of(text).mentions)


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("Ghana's envoy vowed that Accra would expel the diplomats.", "expel", []),
        ("The governor promised that nobody would be arrested.", "arrested", []),
        ("Fiji's army warned that it would attack the camp.", "attack", []),
        ("Aid workers warned that rebels might attack the camp.", "attack", ["Aid workers"]),
        ("Ankara said that its army had shelled two villages.", "shelled", ["Ankara"]),
    ],
)  # fmt: skip
def test_who_says_what_he_will_do_or_wants_is_no_source_of_it(
    text: str, trigger: str, sources: list[str]
) -> None:
    (mention,) = [one for one in reading_of(text).mentions if one.trigger.text == trigger]
    assert [source.name for source in mention.sources] == sources
