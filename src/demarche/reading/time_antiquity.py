"""Years before Christ: they have TIMEX3 values, but no days in the calendar."""

from __future__ import annotations

import msgspec

from demarche.reading.time_calendar import GRANULARITY
from demarche.reading.time_context import Context
from demarche.reading.time_phrases import OFFSET, Phrase
from demarche.reading.time_values import Reading, granularity_of, open_value


def before_christ(phrase: Phrase, context: Context) -> Reading:
    """Years before Christ keep their value; the calendar holds no days for them."""
    year = phrase.year if phrase.era == "BC" else context.before_christ
    steps = {"last": 1, "previous": 1, "next": -1, "following": -1}.get(phrase.relation or "", 0)
    if phrase.kind == OFFSET:
        steps = int(phrase.count or 0) * (-1 if phrase.direction in ("later", "hence") else 1)
    size = {"DE": 10, "CE": 100}.get(phrase.unit or "", 1)
    if phrase.decade is not None:
        return Reading("DATE", f"BC{phrase.decade // 10:03d}", "decade", modifier=phrase.part)
    if phrase.century is not None:
        return Reading("DATE", f"BC{phrase.century - 1:02d}", "century", modifier=phrase.part)
    if year is None:
        return Reading("DATE", "XXXX", "year", modifier=phrase.part)
    year += steps * size
    if phrase.kind != OFFSET and size > 1:
        value = f"BC{year // 10:03d}" if size == 10 else f"BC{year // 100:02d}"
        return Reading("DATE", value, GRANULARITY[phrase.unit or "Y"], modifier=phrase.part)
    context.before_christ = year
    rest = (
        open_value(msgspec.structs.replace(phrase, year=None, weekday=None))
        if phrase.month or phrase.season
        else "XXXX"
    )
    return Reading("DATE", f"BC{year:04d}{rest[4:]}", granularity_of(phrase), modifier=phrase.part)
