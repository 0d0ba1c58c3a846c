"""From what a time expression says to the days that it covers, with its TIMEX3 value.

Nothing is guessed: where the words and the context fix no day, ``begin`` and ``finish``
stay empty and the value keeps TIMEX3's placeholders ("XXXX-09-10", "XXXX-WXX-3").
"""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.knowledge import time_tables
from demarche.reading import time_calendar as calendar
from demarche.reading.time_antiquity import before_christ
from demarche.reading.time_calendar import GRANULARITY, Period
from demarche.reading.time_context import Context
from demarche.reading.time_occurrence import day_in, narrated_one, nearest, occurrence_in
from demarche.reading.time_phrases import (
    DATE,
    DAY,
    DURATION,
    OFFSET,
    PERIOD,
    RANGE,
    REFERENCE,
    Phrase,
)  # fmt: skip
from demarche.reading.time_values import (
    CLOCK_UNITS,
    Reading,
    amount_value,
    granularity_of,
    open_value,
    repetition,
)

_CALENDAR = frozenset({"MO", "Q", "DE"})  # units whose single ones are dates: the last quarter is the fourth
_RANKS = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


def normalise(phrase: Phrase, context: Context, tense: str | None, *, framed: bool = False) -> Reading:
    """The reading of a phrase in its context.

    ``tense`` (past, present, future, ahead or None) is its clause's, as ``direction_of``
    gives it. ``framed`` says that
    the date spoken of last sets the year of this one.
    """
    if phrase.kind == REFERENCE:
        return Reading("DATE", phrase.value, "day")
    if phrase.kind == DURATION:
        return _duration(phrase, context, tense)
    if phrase.kind == OFFSET:
        return _offset(phrase, context, tense)
    if phrase.kind == RANGE:
        return _range(phrase, context, tense, framed)
    if phrase.kind == DATE and (
        phrase.era == "BC" or (context.before_christ is not None and _yearless(phrase))
    ):
        return before_christ(phrase, context)
    if phrase.kind == DATE:
        return _dated(phrase, _date(phrase, context, tense, framed), context, tense)
    if phrase.kind == DAY:
        base = context.published
        period = calendar.day(base + phrase.days * calendar.DAY) if base else None
        return _dated(phrase, period, context, tense)
    if phrase.kind == PERIOD:
        if context.before_christ is not None and phrase.unit in ("Y", "DE", "CE"):
            return before_christ(phrase, context)
        return _dated(phrase, _period(phrase, context, tense), context, tense)
    return repetition(phrase)


# ----------------------------------------------------------------------------- dates


def _yearless(phrase: Phrase) -> bool:
    return (
        phrase.year is None
        and phrase.decade is None
        and phrase.century is None
        and bool(phrase.month or phrase.season)
    )


def _date(phrase: Phrase, context: Context, tense: str | None, framed: bool) -> Period | None:
    """The period of a calendar date, its year supplied where the words leave it out."""
    if phrase.decade is not None:
        return calendar.years(phrase.decade, 10)
    if phrase.century is not None:
        return calendar.years((phrase.century - 1) * 100, 100)
    make = occurrence_in(phrase)
    if make is None:
        if phrase.year is not None and 1 <= phrase.year <= 9999:
            return calendar.year(_full_year(phrase, context))
        if phrase.weekday is not None:
            return _weekday(phrase, context, tense)
        if phrase.day is not None:
            return _day_of_month(phrase.day, context, tense, framed)
        return None
    if phrase.year is not None:
        return make(phrase.year) if 1 <= phrase.year <= 9998 else None
    if phrase.year_relation is not None:
        year = _related_year(phrase.year_relation, context)
        return make(year) if year else None
    # in news "last June" counts from the day of the report, whatever year the sentence has set
    framed = framed and phrase.relation not in ("last", "next", "this")
    narrated = (context.history or framed) and context.anchor is not None
    base = context.anchor.begin if narrated and context.anchor else context.published
    if base is None:
        return None
    if phrase.relation in ("following", "previous", "same"):
        base = context.told_of() or base
    found = [p for p in (make(y) for y in range(max(base.year - 1, 1), base.year + 2)) if p is not None]
    if phrase.relation in ("last", "previous"):
        return max((p for p in found if p.finish < base), key=lambda p: p.begin, default=None)
    if phrase.relation in ("next", "following"):
        return min((p for p in found if p.begin > base), key=lambda p: p.begin, default=None)
    if phrase.relation in ("this", "same") or narrated:
        return narrated_one(found, base, make) if narrated else make(base.year)
    return nearest(found, base, tense)


def _full_year(phrase: Phrase, context: Context) -> int:
    """The year; in a history, two digits stand for the year nearest to where the story is."""
    if phrase.year is None or not (phrase.short_year and context.history and context.anchor):
        return phrase.year or 1
    told = context.anchor.begin.year
    return min(
        (phrase.year % 100 + told // 100 * 100 + step for step in (-100, 0, 100)), key=lambda y: abs(y - told)
    )


def _weekday(phrase: Phrase, context: Context, tense: str | None) -> Period | None:
    weekday = phrase.weekday or 1
    if phrase.relation in ("following", "previous", "same") or context.history:
        anchor = context.anchor
        if anchor is None or anchor.granularity not in ("day", "week"):
            return None
        way = "past" if phrase.relation in ("previous", "last") else "future"
        strict = phrase.relation in ("previous", "following", "last", "next")
        return calendar.day(calendar.weekday_near(anchor.begin, weekday, way, same_day=not strict))
    base = context.published
    if base is None:
        return None
    if phrase.relation == "next":
        return calendar.day(calendar.week(base + 7 * calendar.DAY).begin + (weekday - 1) * calendar.DAY)
    if phrase.relation == "last":
        return calendar.day(calendar.weekday_near(base, weekday, "past", same_day=False))
    if phrase.relation == "this" and tense != "past":
        return calendar.day(calendar.weekday_near(base, weekday, "future"))
    # "arrives on Friday", "said it would meet on Friday": with a day of the week the present
    # and the future of the past mean the coming one
    coming = tense in ("future", "present", "ahead")
    return calendar.day(calendar.weekday_near(base, weekday, "future" if coming else tense))


def _day_of_month(number: int, context: Context, tense: str | None, framed: bool) -> Period | None:
    """ "the 13th": in the month that the story has reached, or nearest to publication."""
    told = context.anchor
    if told is not None and (context.history or framed) and told.granularity in ("day", "week", "month"):
        return day_in(told.begin.year, told.begin.month, number)
    base = context.published
    if base is None:
        return None
    near = [calendar.moved(base.replace(day=1), "MO", step) for step in (-1, 0, 1)]
    found = [p for p in (day_in(m.year, m.month, number) for m in near if m) if p is not None]
    return nearest(found, base, tense)


def _related_year(relation: str, context: Context) -> int | None:
    base = context.told_of() if relation in ("same", "following", "previous") else context.now()
    if base is None:
        return None
    return base.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation, 0)


def _period(phrase: Phrase, context: Context, tense: str | None) -> Period | None:
    """ "last week", "that month", "the following day"."""
    relation = phrase.relation or "this"
    base = context.told_of() if relation in ("same", "following", "previous") else context.now()
    if base is None or phrase.unit is None:
        return None
    if relation == "nearest":
        past = tense not in ("future", "ahead") and base < calendar.weekend(base).begin
        return calendar.neighbour(phrase.unit, base, -1 if past else 0)
    told = context.anchor
    if told is not None and relation in ("same", "following", "previous") and _finer(phrase.unit, told):
        return None  # "that day" after a month was told
    if phrase.year_relation is not None:  # "the same month *last year*"
        before = calendar.moved(base, "Y", -1)
        return calendar.containing(phrase.unit, before) if before else None
    steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation, 0)
    return calendar.neighbour(phrase.unit, base, steps)


def _finer(unit: str, told: Period) -> bool:
    return _RANKS.index(GRANULARITY[unit]) < _RANKS.index(told.granularity)


def _dated(phrase: Phrase, period: Period | None, context: Context, tense: str | None) -> Reading:
    """The reading of a date: part of the period, part of the day and clock time applied."""
    granularity = period.granularity if period else granularity_of(phrase)
    value = period.value if period else open_value(phrase)
    modifier = phrase.modifier
    whole = period
    if period is not None and (phrase.part or phrase.soft_part):
        whole = _narrowed(period, phrase, context)
        modifier = phrase.part
    if phrase.clock is not None or phrase.daypart is not None:
        return _timed(phrase, period, context, tense)
    if whole is None:
        return Reading("DATE", value, granularity, modifier=phrase.part or modifier)
    return Reading(
        "DATE", value, granularity, whole.begin.isoformat(), whole.finish.isoformat(), modifier, period
    )


def _narrowed(period: Period, phrase: Phrase, context: Context) -> Period:
    """ "late August" is its last days; "later this month" what is left of it when reported."""
    today = context.published
    running = today is not None and period.begin <= today <= period.finish
    if phrase.soft_part and running and today is not None:
        begin, finish = (today, period.finish) if phrase.soft_part == "later" else (period.begin, today)
        return Period(begin, finish, period.value, period.granularity)
    if phrase.soft_part:
        return period
    return calendar.part_of(period, phrase.part) if phrase.part else period


def _timed(phrase: Phrase, period: Period | None, context: Context, tense: str | None) -> Reading:
    """A date with a clock time or a part of the day; either alone stands on the day spoken of.

    An hour told in the past without a day spoken of ("stormed the village *at 8 p.m.*") is of no known day.
    """
    alone = phrase.kind == DATE and not (phrase.day or phrase.weekday or phrase.holiday)
    if alone and (phrase.clock is not None or phrase.definite):
        told = context.anchor
        if told is not None and told.granularity == "day":
            period = told
        else:
            today = context.published if tense != "past" else None
            period = calendar.day(today) if today else None
    date = period.begin.isoformat() if period and period.granularity == "day" else None
    stem = date or (open_value(phrase) if not alone else "XXXX-XX-XX")
    if phrase.clock is not None:
        moment = f"T{phrase.clock.hour:02d}:{phrase.clock.minute:02d}"
        instant = f"{date}{moment}" if date else None
        return Reading(
            "TIME", f"{stem}{moment}{phrase.clock.zone}", "minute", instant, instant, phrase.modifier, period
        )
    daypart = phrase.daypart or ""
    code = time_tables.names().daypart[daypart][0] if daypart in time_tables.names().daypart else daypart
    return Reading("TIME", f"{stem}T{code}", "day", date, date, phrase.part or phrase.modifier, period)


# ------------------------------------------------------------- amounts and repetitions


def _duration(phrase: Phrase, context: Context, tense: str | None) -> Reading:
    """An amount; one that leans on now ("the past decade", "within 48 hours") has its days."""
    unit, count = phrase.unit or "D", phrase.count
    reading = Reading("DURATION", amount_value(unit, count), GRANULARITY[unit], modifier=phrase.modifier)
    if phrase.base is not None:
        return _edge(phrase, reading, context, tense)
    if count is None:
        return reading
    if phrase.direction == "in" and tense in ("future", "ahead") and context.published:
        return _offset(msgspec.structs.replace(phrase, kind=OFFSET, direction="hence"), context, tense)
    base = context.now()
    if phrase.relation in ("same", "following", "previous"):
        base = context.told_of()
    forward = phrase.relation in ("next", "following") or (phrase.direction == "within" and tense == "future")
    back = phrase.relation in ("last", "previous")
    if base is None or not (forward or back):
        return reading
    other = calendar.moved(base, unit, count if forward else -count)
    if other is not None:
        reading.begin, reading.finish = (d.isoformat() for d in sorted((base, other)))
    return reading


def _edge(phrase: Phrase, reading: Reading, context: Context, tense: str | None) -> Reading:
    """The first or last so much of a period: "the last two weeks of August"."""
    if phrase.base is None:
        return reading
    whole = normalise(phrase.base, context, tense).period
    count = phrase.count
    if whole is None or count is None:
        return reading
    if phrase.relation == "first":
        begin, end = whole.begin, calendar.moved(whole.begin, phrase.unit or "D", count)
        finish = end - calendar.DAY if end else whole.finish
    else:
        finish, start = whole.finish, calendar.moved(whole.finish + calendar.DAY, phrase.unit or "D", -count)
        begin = start or whole.begin
    begin, finish = max(begin, whole.begin), min(finish, whole.finish)
    reading.begin, reading.finish = begin.isoformat(), finish.isoformat()
    reading.period = whole
    if count == 1 and phrase.unit in _CALENDAR and _finer(phrase.unit, whole):
        # "the last quarter of 2008" is a date, as "the fourth quarter" is
        reading.type = "DATE"
        reading.value = calendar.containing(phrase.unit, begin + (finish - begin) / 2).value
    return reading


def _offset(phrase: Phrase, context: Context, tense: str | None) -> Reading:
    """ "two weeks ago", "three days later", "two days before Christmas"."""
    unit, count = phrase.unit or "D", phrase.count
    ahead = phrase.direction in ("later", "hence")
    if phrase.event is not None:
        return Reading(
            "DURATION", amount_value(unit, count), GRANULARITY[unit], modifier="AFTER" if ahead else "BEFORE"
        )
    if count is None:
        return Reading("DATE", "FUTURE_REF" if ahead else "PAST_REF", GRANULARITY[unit])
    told = context.anchor
    if phrase.base is not None:
        told = normalise(phrase.base, context, tense).period
        base = told.begin if told else None
    elif phrase.direction in ("ago", "hence"):
        if context.before_christ is not None and unit in ("Y", "DE", "CE"):
            return before_christ(phrase, context)
        base = context.now()
        told = told if context.history else None
    else:
        if context.before_christ is not None and unit in ("Y", "DE", "CE"):
            return before_christ(phrase, context)
        base = context.told_of()
    return counted_from(phrase, base, told)


def counted_from(phrase: Phrase, base: dt.date | None, told: Period | None) -> Reading:
    """The reading of an offset from a day; ``told`` is the period that the day stands for.

    Days count exactly, weeks, months and years name the week, month or year arrived at:
    "two weeks ago" is that week. "A year ago" said of now is about a month of last year.
    """
    unit, count = phrase.unit or "D", phrase.count or 0
    ahead = phrase.direction in ("later", "hence")
    unknown = open_value(Phrase(first=0, last=0, kind=PERIOD, unit=unit))
    if base is None or (told is not None and _finer("D" if unit in CLOCK_UNITS else unit, told)):
        return Reading("DATE", unknown, GRANULARITY[unit], modifier=phrase.modifier)
    arrived = calendar.moved(base, unit, count if ahead else -count)
    if arrived is None:
        return Reading("DATE", unknown, GRANULARITY[unit], modifier=phrase.modifier)
    about = (
        "MO"
        if unit == "Y" and ((count == 1 and phrase.direction == "ago" and told is None) or count % 1)
        else unit
    )
    if unit in CLOCK_UNITS:
        period = calendar.day(arrived)
        date = arrived.isoformat()
        return Reading("TIME", f"{date}TXX", "hour", date, date, phrase.modifier, period)
    period = calendar.containing(
        "Y" if about in ("DE", "CE") and count == 1 and told is not None else about, arrived
    )
    return Reading(
        "DATE",
        period.value,
        period.granularity,
        period.begin.isoformat(),
        period.finish.isoformat(),
        phrase.modifier,
        period,
    )


# ---------------------------------------------------------------- ranges and antiquity


def _range(phrase: Phrase, context: Context, tense: str | None, framed: bool) -> Reading:
    """From the first day of the one to the last of the other, which comes after it."""
    if phrase.low is None or phrase.high is None:
        raise ValueError("a range has two ends")
    low, high = (
        normalise(phrase.low, context, tense, framed=framed),
        normalise(phrase.high, context, tense, framed=framed),
    )
    if low.period and high.period and high.period.finish < low.period.begin and phrase.high.year is None:
        after = Context(low.period.begin, history=False)
        high = normalise(phrase.high, after, "future")
    value = f"{low.value}/{high.value}"
    if low.begin is None or high.finish is None or low.begin > high.finish:
        return Reading("DATE", value, low.granularity)
    return Reading(low.type, value, low.granularity, low.begin, high.finish, None, low.period)
