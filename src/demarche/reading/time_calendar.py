"""Calendar arithmetic: periods as inclusive intervals of days, and their TIMEX3 values."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

import msgspec

from demarche.knowledge import time_tables

DAY = dt.timedelta(days=1)
_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
GRANULARITY = {
    "S": "minute",
    "M": "minute",
    "H": "hour",
    "D": "day",
    "W": "week",
    "WE": "day",
    "FN": "week",
    "MO": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "ML": "century",
}


class Period(msgspec.Struct, frozen=True):
    """Days [begin, finish] with the TIMEX3 value and granularity of the whole."""

    begin: dt.date
    finish: dt.date
    value: str
    granularity: str


def day(date: dt.date) -> Period:
    """One day."""
    return Period(date, date, date.isoformat(), "day")


def month(year: int, number: int) -> Period:
    """A calendar month."""
    last = monthrange(year, number)[1]
    return Period(dt.date(year, number, 1), dt.date(year, number, last), f"{year:04d}-{number:02d}", "month")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), f"{number:04d}", "year")


def years(first: int, count: int) -> Period:
    """A decade ("196") or a century ("18"), from the year that it begins in."""
    begin = dt.date(max(first, 1), 1, 1)
    finish = dt.date(min(first + count - 1, 9999), 12, 31)
    value = f"{first // 10:03d}" if count == 10 else f"{first // 100:02d}"
    return Period(begin, finish, value, "decade" if count == 10 else "century")


def quarter(year_number: int, number: int) -> Period:
    """A quarter of a calendar year."""
    first = 3 * number - 2
    finish = month(year_number, first + 2).finish
    return Period(dt.date(year_number, first, 1), finish, f"{year_number:04d}-Q{number}", "quarter")


def half(year_number: int, number: int) -> Period:
    """A half of a calendar year."""
    first = 6 * number - 5
    return Period(
        dt.date(year_number, first, 1),
        month(year_number, first + 5).finish,
        f"{year_number:04d}-H{number}",
        "season",
    )


def season(year_number: int, name: str) -> Period:
    """A meteorological season of the northern hemisphere; winter runs into the next year."""
    code, first = time_tables.names().season[name]
    end_year, end_month = (year_number, first + 2) if first + 2 <= 12 else (year_number + 1, first - 10)
    finish = month(min(end_year, 9999), end_month).finish
    return Period(dt.date(year_number, first, 1), finish, f"{year_number:04d}-{code}", "season")


def week(date: dt.date) -> Period:
    """The ISO week (Monday to Sunday) that a day stands in."""
    begin = date - dt.timedelta(days=date.weekday())
    iso = date.isocalendar()
    return Period(begin, begin + 6 * DAY, f"{iso.year:04d}-W{iso.week:02d}", "week")


def weekend(date: dt.date) -> Period:
    """The Saturday and Sunday of a day's ISO week."""
    whole = week(date)
    return Period(whole.begin + 5 * DAY, whole.finish, f"{whole.value}-WE", "day")


def containing(unit: str, date: dt.date) -> Period:
    """The period of a unit that a day stands in."""
    match unit:
        case "W" | "FN":
            return week(date)
        case "WE":
            return weekend(date)
        case "MO":
            return month(date.year, date.month)
        case "Q":
            return quarter(date.year, (date.month + 2) // 3)
        case "Y":
            return year(date.year)
        case "DE":
            return years(date.year // 10 * 10, 10)
        case "CE" | "ML":
            return years(date.year // 100 * 100, 100)
        case _:
            return day(date)


def moved(date: dt.date, unit: str, count: float) -> dt.date | None:
    """The day so many units later (earlier for a negative count), None beyond the calendar.

    Months and years keep the day of the month where the month has it; parts of a month or
    a year count as days.
    """
    try:
        if unit in ("MO", "Q") or unit in _YEARS:
            months = count * (_YEARS[unit] * 12 if unit in _YEARS else 3 if unit == "Q" else 1)
            whole = int(months)
            index = date.year * 12 + date.month - 1 + whole
            year_number, number = divmod(index, 12)
            if not 1 <= year_number <= 9999:
                return None
            kept = min(date.day, monthrange(year_number, number + 1)[1])
            return dt.date(year_number, number + 1, kept) + dt.timedelta(days=round((months - whole) * 30))
        days = {"D": 1.0, "W": 7.0, "WE": 7.0, "FN": 14.0, "H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}[unit]
        return date + dt.timedelta(days=round(days * count))
    except (OverflowError, ValueError):
        return None


def neighbour(unit: str, date: dt.date, steps: int) -> Period | None:
    """The period ``steps`` after (before) the one that a day stands in."""
    start = containing(unit, date).begin
    shifted = moved(start, unit, steps)
    return containing(unit, shifted) if shifted else None


def weekday_near(date: dt.date, weekday: int, direction: str | None, *, same_day: bool = True) -> dt.date:
    """The day of the week (1 is Monday) nearest to a date: before it, after it, or either.

    Without a direction the days up to a week back are looked at first: news tells of days
    that have passed.
    """
    ahead = (weekday - 1 - date.weekday()) % 7
    if ahead == 0 and same_day:
        return date
    ahead = ahead or 7
    return date + ahead * DAY if direction == "future" else date + (ahead - 7 if ahead < 7 else -7) * DAY


def part_of(period: Period, part: str) -> Period:
    """The beginning, middle or end of a period; its value stays the whole period's.

    Months by tens of days (1–10, 11–20, 21 to the end), everything longer by thirds, decades
    as 0–3, 4–6 and 7–9, weeks as Monday–Tuesday, Wednesday–Thursday and Friday–Sunday.
    """
    begin, finish = period.begin, period.finish
    match period.granularity:
        case "month":
            bounds = {"START": (1, 10), "MID": (11, 20), "END": (21, finish.day)}[part]
            begin, finish = begin.replace(day=bounds[0]), finish.replace(day=bounds[1])
        case "week":
            low, high = {"START": (0, 1), "MID": (2, 3), "END": (4, 6)}[part]
            begin, finish = period.begin + low * DAY, period.begin + high * DAY
        case "year" | "quarter" | "season":
            months = (finish.year - begin.year) * 12 + finish.month - begin.month + 1
            third = max(1, months // 3)
            low, high = {"START": (0, third), "MID": (third, 2 * third), "END": (2 * third, months)}[part]
            start = moved(begin, "MO", low)
            stop = moved(begin, "MO", high)
            begin, finish = start or begin, stop - DAY if stop and part != "END" else finish
        case "decade":
            low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[part]
            begin, finish = dt.date(period.begin.year + low, 1, 1), dt.date(period.begin.year + high, 12, 31)
        case "century":
            low, high = {"START": (0, 32), "MID": (33, 66), "END": (67, 99)}[part]
            begin, finish = dt.date(period.begin.year + low, 1, 1), dt.date(period.begin.year + high, 12, 31)
    return Period(begin, finish, period.value, period.granularity)


def holiday(name: str, year_number: int) -> Period | None:
    """A named day in a year, None where nothing is known of that year."""
    entry = time_tables.holidays()[name]
    rule = entry.rule
    if rule.startswith("feast "):
        found = time_tables.feast_days(rule[6:], year_number)
        begin = found[0] if found else None
    elif rule.startswith("easter"):
        begin = easter(year_number) + int(rule[6:]) * DAY
    elif rule.startswith("nth "):
        pieces = rule.split()
        nth, weekday, number = int(pieces[1]), int(pieces[2]), int(pieces[3])
        begin = _nth(nth, weekday, year_number, number) + (
            int(pieces[4]) * DAY if len(pieces) > 4 else dt.timedelta()
        )
    elif len(rule) == 10:
        begin = dt.date.fromisoformat(rule)
    else:
        begin = dt.date(year_number, int(rule[:2]), int(rule[3:]))
    if begin is None:
        return None
    finish = begin + (entry.days - 1) * DAY
    value = begin.isoformat() if entry.days == 1 else f"{begin.isoformat()}/{finish.isoformat()}"
    return Period(begin, finish, value, "day")


def easter(year_number: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, 1876)."""
    golden, (century, rest) = year_number % 19, divmod(year_number, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * offset) // 451
    number, day_before = divmod(epact + offset - 7 * shift + 114, 31)
    return dt.date(year_number, number, day_before + 1)


def _nth(nth: int, weekday: int, year_number: int, number: int) -> dt.date:
    if nth < 0:
        last = month(year_number, number).finish
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = dt.date(year_number, number, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
