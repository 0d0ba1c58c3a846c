"""Events and plans: what mentions of many reports say of one act (see docs/records.md).

An event is an act as the ledger knows it on some day; a plan is an event that was spoken
of before its time, with its history. Field names and their order are the output's keys.
"""

from __future__ import annotations

import msgspec

from demarche.records.mention import Span


class Party(msgspec.Struct, frozen=True):
    """Who acts or is acted on, by the name that the ledger shows for them."""

    id: str
    name: str
    country: str | None
    sector: str | None


class Days(msgspec.Struct, frozen=True):
    """An inclusive interval of ISO dates; an open end is None."""

    start: str | None
    end: str | None


class EventTime(msgspec.Struct, frozen=True):
    """When an event took or takes place, with the granularity of the words that fix it."""

    start: str | None
    end: str | None
    granularity: str


class EventPlace(msgspec.Struct, frozen=True):
    """Where, in its role (venue, origin, destination, via, target)."""

    name: str
    role: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None


class Witness(msgspec.Struct, frozen=True):
    """One mention of an event: which report, of which day, in which words."""

    id: str
    report: str
    published: str | None
    evidence: Span
    status: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One act, from all mentions of it that were published by the day asked for.

    ``mentions`` are in order of publication. ``corrected`` says whether a person changed
    anything in it.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: str
    certainty: str
    polarity: str
    time: EventTime | None
    places: tuple[EventPlace, ...]
    sources: tuple[str, ...]
    mentions: tuple[Witness, ...]
    corrected: bool = False


class Step(msgspec.Struct, frozen=True):
    """One step in a plan's history.

    ``change`` tells for a move what changed: "time", "place" or "participants" to the
    pair of what was expected and what came. A lapse has no report and no words.
    """

    date: str | None
    state: str
    report: str | None
    evidence: Span | None
    sources: tuple[str, ...]
    change: dict[str, tuple[str, str]] | None = None


class Plan(Event, frozen=True, kw_only=True):
    """An event that was spoken of before its time, and what became of it.

    ``state`` is floated, planned, confirmed, happened, moved, cancelled or lapsed.
    ``iptc`` is IPTC's event occurrence status as the words last stood ahead of time.
    ``settled`` is the day on which it happened, or else on which word of its end came.
    """

    state: str
    iptc: str
    announced: str | None
    expected: Days | None
    settled: str | None
    settled_by: str | None
    history: tuple[Step, ...]
