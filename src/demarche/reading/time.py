"""When: the time expressions of a report, normalised to the days that they cover.

``times`` recognises on the text (so that a wrong parse costs no expression), takes the
tense of each one's clause from the tree to tell "in July" gone from "in July" to come,
and counts from the publication date or from the date that the text spoke of last.
"""

from __future__ import annotations

import datetime as dt

from demarche.language.tree import Tree, relation
from demarche.reading import time_calendar as calendar
from demarche.reading.time_context import Context, Frames, is_history
from demarche.reading.time_normalise import counted_from, normalise
from demarche.reading.time_phrases import DATE, DAY, OFFSET, PERIOD, RANGE, REFERENCE, Phrase
from demarche.reading.time_recognise import recognise
from demarche.reading.time_tense import Direction, direction_of
from demarche.reading.time_values import Reading
from demarche.records import Report, TimeExpression

# Words of time that are other words as well, and what they are where they mean time.
_NAMES = frozenset(
    {"april", "june", "may", "august", "march", "sun", "sat", "mon", "wed", "dec", "jan", "mar"}
)
# Hours of the day that places are named after: "Sunrise, Florida".
_HOURS = frozenset({"sunrise", "sunset", "dawn", "noon"})
# What stands before a month and never before somebody of its name: "in *August*", "last *June*".
_BEFORE_MONTHS = frozenset("in since until till during late early last next this".split())
_COARSE = frozenset({"year", "decade", "century"})
_GLANCE = 3  # years
_ANCHORING = frozenset({DATE, DAY, OFFSET, PERIOD, RANGE})


def times(report: Report, tree: Tree, *, day_first: bool = False) -> tuple[TimeExpression, ...]:
    """The time expressions of a report in text order, none overlapping another.

    ``day_first`` reads 9/11/2001 as the 9th of November.
    """
    text = tree.analysis.text
    phrases = recognise(text, _not_times(tree), day_first=day_first)
    context = Context(report.published, is_history(phrases, report.published))
    frames = Frames(text, tree.analysis.sentences)
    found: list[TimeExpression] = []
    heads: list[int | None] = []
    pending: list[tuple[int, Phrase]] = []
    for phrase in phrases:
        head = _head(tree, phrase)
        tense = direction_of(tree, head) if head is not None else None
        if phrase.kind == REFERENCE and _told_in_the_past(phrase, tense):
            continue
        framed = _framed(phrase, context, frames, tense, report.published)
        framed = framed and not _is_said_aside(tree, context.told, head)
        reading = normalise(phrase, context, tense, framed=framed)
        anchor = _event(tree, phrase, head) if phrase.event is not None else None
        if anchor is not None:
            pending.append((len(found), phrase))
        found.append(_expression(text, phrase, reading, anchor))
        heads.append(head)
        if not _aside(phrase, reading, context, frames):
            _remember(phrase, reading, context, framed)
    for index, phrase in pending:
        found[index] = _from_dated_event(tree, found, heads, index, phrase)
    return tuple(found)


def _expression(text: str, phrase: Phrase, reading: Reading, anchor: int | None) -> TimeExpression:
    return TimeExpression(
        start=phrase.start,
        end=phrase.end,
        text=text[phrase.start : phrase.end],
        type=reading.type,
        value=reading.value,
        begin=reading.begin,
        finish=reading.finish,
        granularity=reading.granularity,
        anchor=anchor,
        modifier=reading.modifier,
    )


def _remember(phrase: Phrase, reading: Reading, context: Context, framed: bool) -> None:
    """Let later expressions count from this one, where it fixed a date."""
    if phrase.kind not in _ANCHORING:
        return
    if phrase.era == "BC" and phrase.year is not None:
        context.before_christ, context.anchor = phrase.year, None
    if reading.period is None:
        return
    if phrase.year is not None:
        context.before_christ = None
    low = phrase.low or phrase
    context.anchor, context.told = reading.period, phrase.start
    context.framed = low.year is not None or framed


def _aside(phrase: Phrase, reading: Reading, context: Context, frames: Frames) -> bool:
    """Whether a story only glances at a date far from where it is, and goes on there.

    "… known since 1940 for its forts. In March the army …": a year alone, some years off,
    moves the story only at the head of its sentence.
    """
    if not context.history or context.anchor is None or reading.period is None:
        return False
    far = abs(reading.period.begin.year - context.anchor.begin.year) >= _GLANCE
    return far and reading.period.granularity in _COARSE and not frames.heads_sentence(phrase.start)


def _framed(
    phrase: Phrase, context: Context, frames: Frames, tense: Direction | None, published: dt.date | None
) -> bool:
    """Whether a year set just before is this date's year too, in a text that is no history.

    "In February 2014 the protests grew. In May, …" is May 2014; a clause that looks ahead
    leaves the frame.
    """
    if context.anchor is None or not context.framed or published is None or tense == "future":
        return False
    if context.anchor.begin.year >= published.year or context.anchor.granularity in ("decade", "century"):
        return False
    return frames.reaches(context.told, phrase.start)


def _is_said_aside(tree: Tree, told: int, head: int | None) -> bool:
    """Whether a date at an offset is said only of something that a clause is about, and frames no other.

    "suspended a *2018* accord on June 4"; "Algeria, which brokered a deal in *2015*, recalled its envoy in
    December". What a relative clause tells has its own days.
    """
    if head is None or not tree.tokens:
        return False
    year = tree.token_at(told)
    if tree.sentence_index(year) != tree.sentence_index(head):
        return False
    above = (head, *tree.ancestors(head))
    if tree.has_relation(year, "compound", "nummod", "amod"):
        return tree.head(year) not in above
    for clause in tree.ancestors(year):
        if tree.has_relation(clause, "acl:relcl", "acl"):
            return clause not in above
    return False


def _told_in_the_past(phrase: Phrase, tense: Direction | None) -> bool:
    """ "They soon withdrew": words for the future under a past verb tell of no time ahead."""
    return phrase.value == "FUTURE_REF" and tense == "past"


def _head(tree: Tree, phrase: Phrase) -> int | None:
    """The token that the expression hangs by, None where the analysis has no tokens there."""
    if not tree.tokens:
        return None
    first, last = tree.token_at(phrase.start), tree.token_at(phrase.end - 1)
    return tree.head_of(first, last + 1)


def _not_times(tree: Tree) -> frozenset[int]:
    """Offsets of words that look like time and are not: "may", "March on", people, "that"."""
    found: set[int] = set()
    names = [entity for entity in tree.analysis.entities if entity.named and entity.type == "person"]
    people = {index for name in names for index in range(name.first, name.last)}
    before = ""
    for index, token in enumerate(tree.tokens):
        word = token.text.lower()
        if (
            (word in _HOURS and token.upos == "PROPN")
            or (word == "that" and (token.upos in ("SCONJ", "PRON") or relation(token) == "mark"))
            or (word in _NAMES and token.upos in ("AUX", "VERB"))
            or (word in _NAMES and index in people and before not in _BEFORE_MONTHS)
        ):
            found.add(token.start)
        before = word
    return frozenset(found)


def _event(tree: Tree, phrase: Phrase, head: int | None) -> int | None:
    """The token of the event that an offset counts from.

    The word after the mark belongs to it; its head is the first governor outside the
    mark's own words that is a noun or a verb ("after *the* vote", "after Russia invaded").
    """
    if phrase.event is None or not tree.tokens:
        return None
    first = tree.token_at(phrase.event)
    mark = first - 1
    below = tree.head(mark) if mark >= 0 else None
    if below is not None and below >= first and tree.has_relation(mark, "case", "mark"):
        return below
    sentence = tree.sentence(first)
    current, seen = first, {first}
    while (above := tree.head(current)) is not None and first <= above < sentence.last and above not in seen:
        if tree.tokens[current].upos in ("NOUN", "PROPN", "VERB") and tree.tokens[above].upos == "PUNCT":
            break
        current = above
        seen.add(current)
    return current if current != head else first


def _from_dated_event(
    tree: Tree, found: list[TimeExpression], heads: list[int | None], index: int, phrase: Phrase
) -> TimeExpression:
    """The offset counted out where the event's own words date it: "… after the vote on May 3"."""
    expression = found[index]
    if expression.anchor is None:
        return expression
    below = set(tree.subtree(expression.anchor))
    for other, head in zip(found, heads, strict=True):
        if other is expression or head not in below or other.begin is None or other.start < expression.end:
            continue
        base = dt.date.fromisoformat(other.begin[:10])
        if other.granularity not in ("day", "minute", "hour"):
            continue
        reading = counted_from(phrase, base, calendar.day(base))
        return _expression(tree.analysis.text, phrase, reading, expression.anchor)
    return expression
