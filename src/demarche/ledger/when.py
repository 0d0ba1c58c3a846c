"""When an act takes place, as far as its mention fixes it, and how two such times agree."""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.records import AHEAD, Mention

# What nothing dates: told as past, it lay in the weeks before the report; told ahead, it
# is looked for in the months after it.
PAST_DAYS, AHEAD_DAYS = 45, 120
EVER = (dt.date(1, 1, 2).toordinal(), dt.date(9999, 1, 1).toordinal())


class When(msgspec.Struct, frozen=True):
    """Days [first, last] as ordinals. ``firm``: 2 the words name them, 1 they follow from the
    report's day or another act, 0 nothing gives them."""

    first: int
    last: int
    firm: int
    ahead: bool  # spoken of before its time

    @property
    def length(self) -> int:
        """How many days the act may have been on."""
        return self.last - self.first + 1


def when(mention: Mention, published: dt.date | None) -> When:
    """The days that a mention gives its act, as far as its report's day narrows them.

    "Will visit this month", written on the 4th, is between the 4th and the end of it.
    """
    said = published.toordinal() if published else None
    first, last = days(mention)
    firm = 0
    if first is not None or last is not None:
        firm = 1 if mention.time is not None and mention.time.source != "text" else 2
    ahead = mention.status in AHEAD and not (last is not None and said is not None and last < said)
    if ahead and firm == 1 and mention.time is not None and mention.time.source == "published":
        firm = 0  # "announces his resignation": the report's day is the word's, not the act's
    if firm == 0:
        if said is None:
            return When(*EVER, 0, ahead)
        span = (said, said + AHEAD_DAYS) if ahead else (said - PAST_DAYS, said)
        return When(*span, 0, ahead)
    if first is None:
        assert last is not None
        first = said if ahead and said is not None and said <= last else last - 365
    if last is None:
        last = max(first, said) if not ahead and said is not None else first + 365
    if said is not None and first <= said <= last:
        if ahead:
            first = said
        elif mention.status == "occurred":
            last = said
    return When(first, max(first, last), firm, ahead)


def days(mention: Mention) -> tuple[int | None, int | None]:
    """The first and last day of a mention's time as ordinals, None where open."""
    if mention.time is None:
        return None, None
    return _ordinal(mention.time.start), _ordinal(mention.time.end)


def _ordinal(day: str | None) -> int | None:
    try:
        return dt.date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:  # a year outside the calendar, "-0044-03-15"
        return None


def gap(a: When, b: When) -> int:
    """Days between two times: 0 and less where they overlap (less the days that they share)."""
    return max(a.first, b.first) - min(a.last, b.last)
