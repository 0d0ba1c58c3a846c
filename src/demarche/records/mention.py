"""A mention: one act spoken of at one place in one report, the unit of reading.

Field names and their order are the output's keys (see docs/records.md); other people's
scripts read them.
"""

from __future__ import annotations

import msgspec

# Statuses of acts that are still to come.
AHEAD = frozenset({"planned", "wanted", "threatened"})


class Span(msgspec.Struct, frozen=True):
    """Characters [start, end) of the report's text, and those characters."""

    start: int
    end: int
    text: str


class Actor(msgspec.Struct, frozen=True):
    """A person, government, organisation or group that acts or is acted on."""

    id: str
    name: str
    country: str | None
    sector: str | None
    text: str
    start: int
    end: int


class Time(msgspec.Struct, frozen=True):
    """When: an inclusive interval of ISO dates (or instants), or None where unknown.

    ``source`` says whether the words (``text``), the report's date (``published``) or
    another event (``event``) gave it.
    """

    start: str | None
    end: str | None
    granularity: str
    value: str
    text: str | None
    span: tuple[int, int] | None
    source: str = msgspec.field(name="from")


class Place(msgspec.Struct, frozen=True):
    """Where: a resolved place in its role (venue, origin, destination, via, target)."""

    name: str
    role: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    text: str
    start: int
    end: int


class Thing(msgspec.Struct, frozen=True):
    """An object of the act ("artillery shells"), with its quantity where one is given."""

    text: str
    start: int
    end: int
    quantity: float | None
    approximate: bool


class Source(msgspec.Struct, frozen=True):
    """Whom the report credits, and the lemma of the word that credits them."""

    name: str
    country: str | None
    sector: str | None
    cue: str
    text: str
    start: int
    end: int


class Mention(msgspec.Struct, frozen=True):
    """One act spoken of at one place in one report."""

    id: str
    report: str
    evidence: Span
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    status: str
    certainty: str
    polarity: str
    time: Time | None
    places: tuple[Place, ...]
    objects: tuple[Thing, ...]
    sources: tuple[Source, ...]
    confidence: float
