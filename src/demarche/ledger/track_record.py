"""How often what a source announced came about, and how early it was told.

A source announces an act when it is the first to be credited, or one of those credited,
with a word of it ahead of time. What came of the act is the same for all its sources.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from statistics import median

import msgspec

from demarche.ledger.event_rows import OPEN_STATES, day_of
from demarche.records import Step

_Z = 1.959964  # of the normal distribution, for an interval of 95 in 100


class Course(msgspec.Struct, frozen=True):
    """A plan's state on some day, when it was settled, and its history."""

    state: str
    settled: dt.date | None
    history: tuple[Step, ...]


class SourceRecord(msgspec.Struct, frozen=True):
    """What a source announced and what came of it.

    ``failed`` counts what was cancelled and what lapsed. ``share`` is that of the settled
    acts that came about, None where nothing is settled, with its interval (Wilson, 95 in
    100). ``lead_days`` is the median time from its first word to the act.
    """

    name: str
    announced: int
    happened: int
    moved: int
    cancelled: int
    lapsed: int
    open: int
    lead_days: float | None
    share: float | None
    low: float | None
    high: float | None

    @property
    def failed(self) -> int:
        """What did not come about."""
        return self.cancelled + self.lapsed


class _Tally(msgspec.Struct):
    announced: int = 0
    happened: int = 0
    moved: int = 0
    cancelled: int = 0
    lapsed: int = 0
    open: int = 0
    leads: list[int] = []


def records_of(courses: Iterable[Course]) -> list[SourceRecord]:
    """The record of each source, those that announced most first."""
    tallies: dict[str, _Tally] = {}
    for course in courses:
        moved = any(step.state == "moved" for step in course.history)
        for name, first in _announcers(course.history).items():
            tally = tallies.setdefault(name, _Tally())
            tally.announced += 1
            tally.moved += moved
            if course.state in OPEN_STATES:
                tally.open += 1
            elif course.state == "happened":
                tally.happened += 1
                if course.settled is not None:
                    tally.leads.append((course.settled - first).days)
            elif course.state == "cancelled":
                tally.cancelled += 1
            else:
                tally.lapsed += 1
    found = [_record(name, tally) for name, tally in tallies.items()]
    return sorted(found, key=lambda one: (-one.announced, one.name))


def _announcers(history: Iterable[Step]) -> dict[str, dt.date]:
    """Who spoke of an act ahead of its time, and on which day first."""
    found: dict[str, dt.date] = {}
    for step in history:
        day = day_of(step.date)
        if step.state in OPEN_STATES and step.report and day:
            for name in step.sources:
                found.setdefault(name, day)
    return found


def _record(name: str, tally: _Tally) -> SourceRecord:
    settled = tally.happened + tally.cancelled + tally.lapsed
    low, high = wilson(tally.happened, settled) if settled else (None, None)
    return SourceRecord(
        name=name, announced=tally.announced, happened=tally.happened, moved=tally.moved,
        cancelled=tally.cancelled, lapsed=tally.lapsed, open=tally.open,
        lead_days=float(median(tally.leads)) if tally.leads else None,
        share=round(tally.happened / settled, 3) if settled else None,
        low=low, high=high,
    )  # fmt: skip


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's interval for a share, 95 in 100; ``trials`` is above 0."""
    share, square = successes / trials, _Z * _Z
    middle = share + square / (2 * trials)
    spread = _Z * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    scale = 1 + square / trials
    return round(max(0.0, (middle - spread) / scale), 3), round(min(1.0, (middle + spread) / scale), 3)
