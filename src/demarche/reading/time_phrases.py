"""What a time expression says, before it is known which day that is.

A ``Phrase`` is the meaning of the words alone: "the end of next month" is a part of a
period, "October of that year" a month in a year that the text spoke of. The calendar,
the publication date and the tense are not in it; normalisation brings those.
"""

from __future__ import annotations

import msgspec

# Kinds of phrase.
DATE = "date"  # a calendar date, whole or in part: "Sept. 9", "2023", "Wednesday", "the 1990s"
PERIOD = "period"  # a period by its relation to another: "last week", "the following day"
DAY = "day"  # a day counted from the day of speaking: "yesterday", "tonight"
OFFSET = "offset"  # so much before or after something: "two weeks ago", "three days after the vote"
DURATION = "duration"  # so much time: "three days", "the past decade"
SET = "set"  # a repetition: "every Tuesday", "twice a year"
REFERENCE = "reference"  # "now", "recently", "soon"
RANGE = "range"  # from one date to another


class Clock(msgspec.Struct, frozen=True):
    """A time of day, with its zone as ISO 8601 writes it ("" where none is given)."""

    hour: int
    minute: int
    zone: str = ""


class Phrase(msgspec.Struct, kw_only=True):
    """The meaning of lexemes [first, last). Which fields count depends on the kind.

    ``relation`` (this, last, next, same, following, previous) picks a period; with
    ``year_relation`` it is the year of a date that is picked ("spring of next year").
    ``count`` is None for an amount that nobody counted ("several"). ``event`` is the
    character offset of the word that an offset counts from, ``base`` the date phrase
    that it counts from.
    """

    first: int
    last: int
    kind: str
    start: int = 0
    end: int = 0
    era: str = ""  # "BC" or ""
    year: int | None = None
    short_year: bool = False  # two digits, their century left open
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None  # the year that it begins in
    century: int | None = None
    holiday: str | None = None
    eve: bool = False
    fiscal: bool = False
    definite: bool = False  # of the day told of, not any: "in *the morning*"
    year_relation: str | None = None
    relation: str | None = None
    unit: str | None = None
    count: float | None = 1
    part: str | None = None  # START, MID, END
    soft_part: str | None = None  # "later", "earlier": the rest of a period that is running
    modifier: str | None = None
    clock: Clock | None = None
    daypart: str | None = None
    days: int = 0
    direction: str | None = None  # ago, later, earlier, hence, in
    event: int | None = None
    base: Phrase | None = None
    value: str = ""
    low: Phrase | None = None
    high: Phrase | None = None
