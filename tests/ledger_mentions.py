"""Dated mentions made by hand, in short notation, for the tests of the ledger's rules."""

from __future__ import annotations

import datetime as dt

from demarche.ledger.dated import Dated
from demarche.records import Actor, Mention, Place, Source, Span, Thing, Time


def mention(
    day: str | None,
    text: str,
    trigger: str,
    *,
    report: str | None = None,
    type: str = "CONSULT",
    mode: str | None = None,
    cameo: str = "040",
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    status: str = "occurred",
    certainty: str | None = None,
    polarity: str = "positive",
    time: tuple[str | None, str | None] | None = None,
    given: str = "text",
    places: tuple[str, ...] = (),
    objects: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    publisher: str | None = None,
    copies: str | None = None,
    offset: int = 0,
) -> Dated:
    """A mention of ``trigger`` in ``text``, published on ``day``.

    Actors are "Name/COUNTRY/SECTOR", places "Name/COUNTRY/latitude/longitude"; parts at
    the end may be left out. ``copies`` is the group of near-copies, by default the report;
    ``offset`` is where ``text`` begins in the report.
    """
    report = report or f"{day} {text}"
    start = offset + text.index(trigger)
    if certainty is None:
        certainty = {"planned": "probable", "wanted": "unknown", "threatened": "unknown"}.get(
            status, "certain"
        )
    made = Mention(
        id=f"{report}:{start}",
        report=report,
        evidence=Span(offset, offset + len(text), text),
        trigger=Span(start, start + len(trigger), trigger),
        type=type,
        mode=mode,
        contexts=(),
        cameo=cameo,
        actors=tuple(map(_actor, actors)),
        recipients=tuple(map(_actor, recipients)),
        status=status,
        certainty=certainty,
        polarity=polarity,
        time=_time(time, given),
        places=tuple(map(_place, places)),
        objects=tuple(Thing(one, 0, 0, None, False) for one in objects),
        sources=tuple(Source(name, None, None, "say", name, 0, 0) for name in sources),
        confidence=0.9,
    )
    published = dt.date.fromisoformat(day) if day else None
    return Dated(made, published, publisher, copies or report)


def _actor(notation: str) -> Actor:
    name, country, sector, *_ = [*notation.split("/"), "", ""]
    return Actor(f"{name}|{country}", name, country or None, sector or None, name, 0, len(name))


def _place(notation: str) -> Place:
    name, country, latitude, longitude, *_ = [*notation.split("/"), "", "", ""]
    point = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(name, "venue", country or None, *point, None, name, 0, len(name))


def _time(days: tuple[str | None, str | None] | None, given: str) -> Time | None:
    if days is None:
        return None
    return Time(days[0], days[1], "day" if days[0] == days[1] else "month", "", "then", (0, 0), given)
