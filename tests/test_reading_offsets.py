"""Whatever is read, its offsets lead back to the very characters, in any text at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysed import reader
from demarche.reading.reader import Reading
from demarche.records import Report

PIECES = st.sampled_from(
    [
        "The Turkish president is set to visit Berlin next week.",
        "“We will not leave,” the minister said. “Not now.”",
        "PUTIN, KIM TO MEET IN VLADIVOSTOK",
        "- Iran\n- Iraq\n- talks",
        "Officials (who asked not to be named) said that rebels had shelled Goma;",
        "1. Troops withdrew. 2. They returned on 3 May 2024.",
        "“If they attack,” he said,\n“we shall answer. Then we talk.",
        "Mr. O’Neill’s envoy — “can’t” — met the U.N.'s António Guterres",
        "Oslo", "visited", "his", "\n\n", "\t", " ", "’s", "e\u0301", "🇺🇦 🙂", "\u200b",
        "北京", "الرياض", "\u00a0",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=6).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)


def check(reading: Reading) -> None:
    """Every offset of every layer, against the text."""
    text, analysis, layers = reading.report.text, reading.analysis, reading.layers
    size = len(text)
    assert analysis.text == text

    def shown(start: int, end: int, words: str) -> None:
        assert 0 <= start < end <= size
        assert text[start:end] == words

    before = 0
    for token in analysis.tokens:
        shown(token.start, token.end, token.text)
        assert token.start >= before and -1 <= token.head < len(analysis.tokens)
        assert not text[before : token.start].strip()
        before = token.end
    assert not text[before:].strip()
    first = 0
    for sentence in analysis.sentences:
        assert sentence.first == first < sentence.last
        assert sentence.start == analysis.tokens[sentence.first].start
        assert sentence.end == analysis.tokens[sentence.last - 1].end
        first = sentence.last
    assert first == len(analysis.tokens)
    spans = [(e.start, e.end) for e in (*analysis.entities, *layers.entities)]
    for frame in analysis.frames:
        shown(frame.start, frame.end, analysis.tokens[frame.token].text)
        spans += [(argument.start, argument.end) for argument in frame.args]
    for one in layers.attributions:
        spans += [*one.source, *one.cue, *one.content]
    assert all(0 <= start < end <= size for start, end in spans)
    for entity in layers.entities:
        assert analysis.tokens[entity.first].start == entity.start
        assert analysis.tokens[entity.last - 1].end == entity.end
        assert entity.first <= entity.head < entity.last
    for time in layers.times:
        shown(time.start, time.end, time.text)
    for place in layers.places:
        shown(place.start, place.end, place.text)
    for mention in reading.mentions:
        shown(mention.evidence.start, mention.evidence.end, mention.evidence.text)
        shown(mention.trigger.start, mention.trigger.end, mention.trigger.text)
        assert mention.evidence.start <= mention.trigger.start < mention.trigger.end <= mention.evidence.end
        for part in (
            *mention.actors,
            *mention.recipients,
            *mention.places,
            *mention.objects,
            *mention.sources,
        ):
            shown(part.start, part.end, part.text)
        if mention.time is not None and mention.time.span is not None:
            assert text[slice(*mention.time.span)] == mention.time.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example("")
@example("\ufeffOslo")
@example("a" * 3000)
@example("He said: “Troops left Gao.\n\nThey will return,” and sat down.")
def test_offsets_of_any_text(text: str) -> None:
    check(reader().reading(Report(id="any", text=text, published=dt.date(2024, 3, 5))))


@pytest.mark.parametrize("published", [None, dt.date(2024, 3, 5)])
def test_offsets_of_the_gold_reports(published: dt.date | None) -> None:
    from evaluation.gold import load_all

    reports = [Report(id=one.id, text=one.text, published=published) for one in load_all()]
    for reading in reader().read_reports(reports[::4]):
        check(reading)
