"""The line by which an event is cited: what it is, where it is read, by which reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from demarche.ledger.store import Store
from demarche.ledger.versions import Version
from demarche.records import Event

_SPANS = 3  # that a line shows; an event of fifty mentions is found by its first ones


def citations(store: Store, events: Iterable[Event]) -> Iterator[str]:
    """A line for each event: its id, its words in the reports, the versions that read them."""
    for event in events:
        yield citation(store, event)


def citation(store: Store, event: Event) -> str:
    """One event's line."""
    shown = event.mentions[:_SPANS]
    readers = store.rows(
        "SELECT DISTINCT program, reader, codebook FROM mentions JOIN reports ON reports.number = report "
        "JOIN versions ON versions.number = version WHERE mentions.id IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY ALL",
        [[one.id for one in event.mentions]],
    )
    who = ", ".join(party.name for party in event.actors) or "somebody"
    whom = ", ".join(party.name for party in event.recipients)
    what = " ".join(part for part in (event.type, event.mode, event.cameo) if part)
    when = f" {event.time.start}" if event.time and event.time.start else ""
    if event.time and event.time.start and event.time.end != event.time.start:
        when += f"/{event.time.end or ''}"
    places = [f"{one.report} [{one.evidence.start}–{one.evidence.end}]" for one in shown]
    if len(event.mentions) > len(shown):
        places.append(f"and {len(event.mentions) - len(shown)} more")
    made = "; ".join(str(Version(*reader)) for reader in readers)
    parties = f"{who} → {whom}" if whom else who
    fixed = ", corrected" if event.corrected else ""
    said = f"{event.id}: {what}, {parties}{when} ({event.status}{fixed})."
    return f"{said} In: {', '.join(places)}. By: {made}."
