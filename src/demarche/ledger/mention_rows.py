"""Mentions as rows of the ledger's table, and back.

A span's words are kept only where they are not the report's text from start to end, so
that the text is stored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demarche.records import Actor, Mention, Place, Source, Span, Thing, Time

COLUMNS = (
    "id", "evidence_start", "evidence_end", "trigger_start", "trigger_end", "type", "mode", "contexts",
    "cameo", "actors", "recipients", "status", "certainty", "polarity", "time", "places", "objects",
    "sources", "confidence",
)  # fmt: skip


def columns_of(mentions: Sequence[tuple[Mention, str]]) -> dict[str, list[Any]]:
    """The columns of mentions, each with the text of its report."""
    rows = [_row(mention, text) for mention, text in mentions]
    return {name: [row[index] for row in rows] for index, name in enumerate(COLUMNS)}


def _row(mention: Mention, text: str) -> tuple[Any, ...]:
    def words(start: int, end: int, found: str) -> str | None:
        return None if text[start:end] == found else found

    def party(one: Actor) -> dict[str, Any]:
        return {
            "id": one.id, "name": one.name, "country": one.country, "sector": one.sector,
            "text": words(one.start, one.end, one.text), "start": one.start, "end": one.end,
        }  # fmt: skip

    return (
        mention.id,
        mention.evidence.start, mention.evidence.end, mention.trigger.start, mention.trigger.end,
        mention.type, mention.mode, list(mention.contexts), mention.cameo,
        [party(one) for one in mention.actors],
        [party(one) for one in mention.recipients],
        mention.status, mention.certainty, mention.polarity,
        _time(mention.time),
        [
            {
                "name": one.name, "role": one.role, "country": one.country, "latitude": one.latitude,
                "longitude": one.longitude, "geonameid": one.geonameid,
                "text": words(one.start, one.end, one.text), "start": one.start, "end": one.end,
            }
            for one in mention.places
        ],
        [
            {
                "text": words(one.start, one.end, one.text), "start": one.start, "end": one.end,
                "quantity": one.quantity, "approximate": one.approximate,
            }
            for one in mention.objects
        ],
        [
            {
                "name": one.name, "country": one.country, "sector": one.sector, "cue": one.cue,
                "text": words(one.start, one.end, one.text), "start": one.start, "end": one.end,
            }
            for one in mention.sources
        ],
        mention.confidence,
    )  # fmt: skip


def _time(time: Time | None) -> dict[str, Any] | None:
    if time is None:
        return None
    first, last = time.span or (None, None)
    return {
        "start": time.start, "end": time.end, "granularity": time.granularity, "value": time.value,
        "text": time.text, "first": first, "last": last, "from": time.source,
    }  # fmt: skip


def mention_of(row: Sequence[Any], report: str, text: str) -> Mention:
    """The mention of a row with the values of ``COLUMNS``, given its report's id and text."""
    (
        name, evidence_start, evidence_end, trigger_start, trigger_end, kind, mode, contexts, cameo,
        actors, recipients, status, certainty, polarity, time, places, objects, sources, confidence,
    ) = row  # fmt: skip

    def words(found: dict[str, Any]) -> str:
        given: str | None = found["text"]
        return text[found["start"] : found["end"]] if given is None else given

    def party(one: dict[str, Any]) -> Actor:
        return Actor(
            one["id"], one["name"], one["country"], one["sector"], words(one), one["start"], one["end"]
        )

    return Mention(
        id=name,
        report=report,
        evidence=Span(evidence_start, evidence_end, text[evidence_start:evidence_end]),
        trigger=Span(trigger_start, trigger_end, text[trigger_start:trigger_end]),
        type=kind,
        mode=mode,
        contexts=tuple(contexts),
        cameo=cameo,
        actors=tuple(map(party, actors)),
        recipients=tuple(map(party, recipients)),
        status=status,
        certainty=certainty,
        polarity=polarity,
        time=None if time is None else _time_of(time),
        places=tuple(
            Place(
                one["name"], one["role"], one["country"], one["latitude"], one["longitude"],
                one["geonameid"], words(one), one["start"], one["end"],
            )
            for one in places
        ),
        objects=tuple(
            Thing(words(one), one["start"], one["end"], one["quantity"], one["approximate"])
            for one in objects
        ),
        sources=tuple(
            Source(
                one["name"], one["country"], one["sector"], one["cue"], words(one), one["start"], one["end"]
            )
            for one in sources
        ),
        confidence=confidence,
    )  # fmt: skip


def _time_of(time: dict[str, Any]) -> Time:
    span = None if time["first"] is None else (time["first"], time["last"])
    return Time(
        time["start"], time["end"], time["granularity"], time["value"], time["text"], span, time["from"]
    )
