"""Which occurrence of a date that leaves its year out is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from demarche.reading import time_calendar as calendar
from demarche.reading.time_calendar import Period
from demarche.reading.time_phrases import Phrase

_PREFERENCE = dt.timedelta(days=90)  # by how much a date in the year of publication seems nearer


def occurrence_in(phrase: Phrase) -> Callable[[int], Period | None] | None:
    """Year → the period that the phrase names in it; None where only a year can name it."""
    if phrase.holiday is not None:
        name, back = phrase.holiday, 1 if phrase.eve else 0

        def of_holiday(year: int) -> Period | None:
            found = calendar.holiday(name, year)
            return calendar.day(found.begin - calendar.DAY) if found and back else found

        return of_holiday
    if phrase.season is not None:
        season = phrase.season
        return lambda year: calendar.season(year, season)
    if phrase.quarter is not None:
        quarter = phrase.quarter
        return lambda year: calendar.quarter(year, quarter)
    if phrase.half is not None:
        half = phrase.half
        return lambda year: calendar.half(year, half)
    if phrase.month is not None and phrase.day is not None:
        month, number = phrase.month, phrase.day
        return lambda year: day_in(year, month, number)
    if phrase.month is not None:
        only = phrase.month
        return lambda year: calendar.month(year, only)
    return None


def day_in(year: int, month: int, number: int) -> Period | None:
    try:
        return calendar.day(dt.date(year, month, number))
    except ValueError:
        return None


def narrated_one(found: list[Period], base: dt.date, make: Callable[[int], Period | None]) -> Period | None:
    """The occurrence that a story means: in the year it has reached, unless that lies far back.

    "In November 1916 … In February" is the February that followed.
    """
    same = make(base.year)
    if same is not None and (base - same.finish).days > 240:
        return next((p for p in found if p.begin > base), same)
    return same


def nearest(found: list[Period], base: dt.date, tense: str | None) -> Period | None:
    """The last occurrence for the past, the coming one for the future, else the nearest."""
    if tense == "past":
        return max((p for p in found if p.begin <= base), key=lambda p: p.begin, default=None)
    if tense == "future":
        return min((p for p in found if p.finish >= base), key=lambda p: p.begin, default=None)

    def distance(period: Period) -> dt.timedelta:
        away = max(period.begin - base, base - period.finish, dt.timedelta(0))
        return away - _PREFERENCE if period.begin.year == base.year else away

    return min(found, key=distance, default=None)
