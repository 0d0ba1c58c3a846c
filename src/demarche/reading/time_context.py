"""What a time expression is read against: the report's date and the last date spoken of.

News counts from its publication date, narrative from the date that the story has reached
("The following day …"). A year-less date in a history follows the year told last; so it
does in news where a sentence has just set an earlier year as its frame ("In March 2014
… In May …").
"""

from __future__ import annotations

import datetime as dt
import statistics
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from demarche.reading.time_calendar import Period
from demarche.reading.time_phrases import DATE, DAY, OFFSET, PERIOD, RANGE, Phrase
from demarche.records import Sentence

_FEW = 4  # years named before a text counts as history
_FRAME_WORDS = 3  # words before a date that still heads its sentence ("By the end of 1944")
_FRAME_REACH = 80  # characters that those words take at most
_SELDOM = 4  # a history has no more than one word of today to so many years
_HISTORY = 2  # years back from publication at the median


class Context(msgspec.Struct):
    """Where the reading of one text has got to.

    ``anchor`` is the period spoken of last, ``told`` its place in the text, ``framed``
    whether its year was written out (or follows from one that was). ``before_christ``
    stands for an anchor in years before Christ, which the calendar does not hold.
    """

    published: dt.date | None
    history: bool
    anchor: Period | None = None
    told: int = -1
    framed: bool = False
    before_christ: int | None = None

    def now(self) -> dt.date | None:
        """The day that "this", "last" and "ago" count from."""
        if self.history and self.anchor is not None:
            return self.anchor.begin
        return self.published or (self.anchor.begin if self.anchor else None)

    def told_of(self) -> dt.date | None:
        """The day that "that", "following" and "later" count from."""
        return self.anchor.begin if self.anchor else self.published


def is_history(phrases: Sequence[Phrase], published: dt.date | None) -> bool:
    """Whether a text is a history: the years that it names lie well before its own.

    News has a past too, but counts from its own day at every turn: "on Friday", "last week".
    """
    if published is None:
        return True
    years = [
        published.year - phrase.year for phrase in phrases if phrase.kind == DATE and phrase.year is not None
    ]
    years += [published.year - p.low.year for p in phrases if p.kind == RANGE and p.low and p.low.year]
    if any(phrase.era == "BC" for phrase in phrases):
        return True
    told_from_today = sum(map(_counts_from_today, phrases))
    if told_from_today and told_from_today * _SELDOM >= len(years):
        return False
    return len(years) >= _FEW and statistics.median(years) >= _HISTORY


def _counts_from_today(phrase: Phrase) -> bool:
    """Whether a phrase counts from the day of speaking: "on Friday", "yesterday", "last July"."""
    bare = phrase.weekday is not None and phrase.day is None
    relative = phrase.relation in ("last", "next") or (bare and phrase.relation in (None, "this"))
    if phrase.kind in (DATE, PERIOD):
        return relative and phrase.year is None and (phrase.month is None or phrase.relation is not None)
    return phrase.kind == DAY or (phrase.kind == OFFSET and phrase.direction == "ago")


class Frames:
    """Which dates stand near enough to set the year of a year-less date in news."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._text = text
        self._starts = [sentence.start for sentence in sentences]

    def heads_sentence(self, start: int) -> bool:
        """Whether at most a preposition or two stand before an offset in its sentence."""
        if not self._starts:
            return True
        first = self._starts[max(bisect_right(self._starts, start) - 1, 0)]
        return start - first <= _FRAME_REACH and len(self._text[first:start].split()) <= _FRAME_WORDS

    def reaches(self, told: int, start: int) -> bool:
        """Whether a date told at one offset frames one at another.

        It does inside its sentence, and in the next one of the same paragraph where it
        stood at the head of its own ("In 2014, …. In May, …").
        """
        if told < 0 or not self._starts:
            return False
        one, other = bisect_right(self._starts, told) - 1, bisect_right(self._starts, start) - 1
        if one == other:
            return True
        if other - one != 1 or "\n" in self._text[told:start].strip("\n"):
            return False
        return self.heads_sentence(told)
