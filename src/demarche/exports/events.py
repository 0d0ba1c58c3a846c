"""Events as flat rows and as a table for people.

In rows, fields that hold several things join them with "; " in order, as in
``demarche.exports.rows``.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.exports.rows import Cell, joined, party_cells, place_cells
from demarche.exports.table import STYLES
from demarche.exports.words import visible, where
from demarche.records import Event, EventTime, Party

COLUMNS = (
    "id", "type", "mode", "contexts", "cameo",
    "actors", "actor_countries", "actor_sectors", "recipients", "recipient_countries", "recipient_sectors",
    "status", "certainty", "polarity", "time_start", "time_end", "time_granularity",
    "places", "place_roles", "place_countries", "latitudes", "longitudes",
    "sources", "mentions", "reports", "first_said", "last_said", "corrected", "evidence",
)  # fmt: skip


def event_row(event: Event) -> tuple[Cell, ...]:
    """One event's cells, in the order of ``COLUMNS``; ``evidence`` is the first sentence."""
    time = event.time
    said = [one.published for one in event.mentions if one.published]
    return (
        event.id, event.type, event.mode or "", joined(event.contexts), event.cameo,
        *party_cells(event.actors), *party_cells(event.recipients),
        event.status, event.certainty, event.polarity,
        (time.start or "") if time else "", (time.end or "") if time else "",
        time.granularity if time else "",
        *place_cells(event.places),
        joined(event.sources), len(event.mentions),
        joined(dict.fromkeys(one.report for one in event.mentions)),
        min(said, default=""), max(said, default=""), str(event.corrected).lower(),
        event.mentions[0].evidence.text if event.mentions else "",
    )  # fmt: skip


def print_events(console: Console, events: Iterable[Event]) -> None:
    """Print events, a row each, with the sentence that first spoke of each."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("WHEN", no_wrap=True)
    table.add_column("ACT")
    table.add_column("WHO → WHOM", ratio=3)
    table.add_column("STATUS")
    table.add_column("WHERE", ratio=2)
    table.add_column("WORDS", ratio=4)
    for event in events:
        style = STYLES.get(event.status, "white")
        table.add_row(
            Text(days(event.time)),
            Text("\n".join(part for part in (event.type, event.mode, event.id) if part), style=style),
            Text(visible(parties(event))),
            Text("\n".join(standing(event)), style=style),
            Text(visible("\n".join(where(place) for place in event.places)) or "–"),
            Text(visible(words(event))),
        )
    console.print(table)


def days(time: EventTime | None) -> str:
    """The days of an event: one, or the first and the last below it."""
    if time is None:
        return "–"
    if time.start == time.end:
        return time.start or "–"
    return f"{time.start or '…'}\n{time.end or '…'}"


def parties(event: Event) -> str:
    """Who does it, and to whom."""
    actors = ", ".join(map(_who, event.actors)) or "–"
    recipients = ", ".join(map(_who, event.recipients))
    return f"{actors} → {recipients}" if recipients else actors


def _who(party: Party) -> str:
    return f"{party.name} ({party.country})" if party.country and party.country != party.name else party.name


def standing(event: Event) -> list[str]:
    """Status, certainty, and what else is to be said of it."""
    found = [event.status, event.certainty]
    if event.polarity == "negative":
        found.append("negative")
    if event.corrected:
        found.append("corrected")
    return found


def words(event: Event) -> str:
    """The first sentence, its report, and how many more mentions there are."""
    if not event.mentions:
        return "–"
    first = event.mentions[0]
    more = len(event.mentions) - 1
    others = f" and {more} more" if more else ""
    return f"“{first.evidence.text}” {first.report}{others}"
