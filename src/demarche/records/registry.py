"""What a ledger knows of an actor or a place from all that was read (see docs/records.md)."""

from __future__ import annotations

import msgspec

from demarche.records.mention import Span


class OfficeHeld(msgspec.Struct, frozen=True):
    """An office, and the days of the first and the last report that give it to somebody.

    ``evidence`` and ``report`` are of the first of them.
    """

    title: str
    country: str | None
    first: str | None
    last: str | None
    reports: int
    evidence: Span
    report: str


class ActorEntry(msgspec.Struct, frozen=True):
    """One actor: the name that is used most, the other names, and what is known by when."""

    name: str
    variants: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    person: bool
    mentions: int
    first: str | None
    last: str | None
    offices: tuple[OfficeHeld, ...]


class PlaceEntry(msgspec.Struct, frozen=True):
    """One place, and how many acts of how many reports were there."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    events: int
    mentions: int
