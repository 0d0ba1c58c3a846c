"""TIMEX3 values that need no calendar: amounts, repetitions, and dates that nothing fixes."""

from __future__ import annotations

import msgspec

from demarche.knowledge import time_tables
from demarche.reading.time_calendar import GRANULARITY, Period
from demarche.reading.time_phrases import DAY, Phrase

CLOCK_UNITS = frozenset({"H", "M", "S"})
_OPEN_UNITS = {
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "MO": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "ML": "X",
}


class Reading(msgspec.Struct):
    """What a phrase comes to. ``period`` is what later expressions may count from."""

    type: str
    value: str
    granularity: str
    begin: str | None = None
    finish: str | None = None
    modifier: str | None = None
    period: Period | None = None


def granularity_of(phrase: Phrase) -> str:
    if phrase.day or phrase.weekday or phrase.holiday or phrase.clock or phrase.daypart or phrase.kind == DAY:
        return "day"
    if phrase.unit:
        return GRANULARITY[phrase.unit]
    for name, field in (
        ("month", phrase.month),
        ("season", phrase.season or phrase.half),
        ("quarter", phrase.quarter),
    ):
        if field:
            return name
    return "year"


def open_value(phrase: Phrase) -> str:
    """TIMEX3's value with placeholders, for what nothing fixes."""
    year = f"{phrase.year:04d}" if phrase.year is not None else "XXXX"
    if phrase.weekday and not phrase.day:
        return f"{year}-WXX-{phrase.weekday}"
    if phrase.season:
        return f"{year}-{time_tables.names().season[phrase.season][0]}"
    if phrase.quarter:
        return f"{year}-Q{phrase.quarter}"
    if phrase.half:
        return f"{year}-H{phrase.half}"
    if phrase.holiday:
        rule = time_tables.holidays()[phrase.holiday].rule
        return (
            f"{year}-{rule}" if rule[:2].isdigit() and len(rule) == 5 and not phrase.eve else f"{year}-XX-XX"
        )
    if phrase.day:
        return (
            f"{year}-{phrase.month:02d}-{phrase.day:02d}" if phrase.month else f"{year}-XX-{phrase.day:02d}"
        )
    if phrase.month:
        return f"{year}-{phrase.month:02d}"
    return _OPEN_UNITS.get(phrase.unit or "D", "XXXX-XX-XX")


def amount_value(unit: str, count: float | None) -> str:
    """TIMEX3's duration: P3D, PT48H, P2.5Y, PXM, P1DE."""
    if unit == "FN":
        unit, count = "W", None if count is None else count * 2
    number = "X" if count is None else f"{count:g}"
    letter = "M" if unit == "MO" else unit
    return f"P{'T' if unit in CLOCK_UNITS else ''}{number}{letter}"


def repetition(phrase: Phrase) -> Reading:
    """Repetitions: the period that passes, or the day, month or season that comes back."""
    if phrase.value:
        unit = "H" if "T" in phrase.value else "MO" if phrase.value.endswith("M") else phrase.value[-1]
        return Reading("SET", phrase.value, GRANULARITY[unit])
    if phrase.weekday:
        return Reading("SET", f"XXXX-WXX-{phrase.weekday}", "day")
    if phrase.month:
        return Reading("SET", f"XXXX-{phrase.month:02d}", "month")
    if phrase.season:
        return Reading("SET", f"XXXX-{time_tables.names().season[phrase.season][0]}", "season")
    if phrase.daypart:
        return Reading("SET", f"XXXX-XX-XXT{time_tables.names().daypart[phrase.daypart][0]}", "day")
    unit = phrase.unit or "D"
    return Reading("SET", amount_value(unit, phrase.count), GRANULARITY[unit])
