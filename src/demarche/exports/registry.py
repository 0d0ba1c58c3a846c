"""Sources, actors and places as tables for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.exports.words import visible
from demarche.records import ActorEntry, OfficeHeld, PlaceEntry


def print_sources(console: Console, records: Iterable[Any]) -> None:
    """A row for each record of a source: counts, the share that came about, the lead time."""
    table = _table("SOURCE")
    for heading in ("ANNOUNCED", "HAPPENED", "MOVED", "CANCELLED", "LAPSED", "OPEN", "SHARE", "LEAD"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in records:
        share = "–"
        if one.share is not None and one.low is not None and one.high is not None:
            share = f"{one.share:.0%} ({one.low:.0%} to {one.high:.0%})"
        counts = (one.announced, one.happened, one.moved, one.cancelled, one.lapsed, one.open)
        lead = f"{one.lead_days:g} d" if one.lead_days is not None else "–"
        table.add_row(Text(visible(one.name)), *(str(count) for count in counts), share, lead)
    console.print(table)


def print_actors(console: Console, entries: Iterable[ActorEntry]) -> None:
    """Each actor with its names, and a row for each office with the words that give it."""
    for entry in entries:
        codes = " ".join(code for code in (entry.country, *entry.sectors[:2]) if code)
        heading = f"{entry.name} ({codes})" if codes else entry.name
        console.print(Text(visible(heading), style="bold"))
        facts = (
            f"{entry.mentions} mention{'' if entry.mentions == 1 else 's'}, {_span(entry.first, entry.last)}"
        )
        console.print(Text(f"  {facts}"))
        if entry.variants:
            console.print(Text(visible(f"  also: {', '.join(entry.variants)}")))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), pad_edge=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(ratio=2)
        for held in entry.offices:
            words = Text(visible(f"“{held.evidence.text}” {held.report}"))
            table.add_row(_span(held.first, held.last), _office(held), words)
        if entry.offices:
            console.print(table)
        console.print()


def print_places(console: Console, entries: Iterable[PlaceEntry]) -> None:
    """A row for each place with its counts and coordinates."""
    table = _table("PLACE")
    table.add_column("COUNTRY")
    for heading in ("EVENTS", "MENTIONS", "LATITUDE", "LONGITUDE"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in entries:
        where = [f"{value:.2f}" if value is not None else "–" for value in (one.latitude, one.longitude)]
        table.add_row(Text(visible(one.name)), one.country or "–", str(one.events), str(one.mentions), *where)
    console.print(table)


def _table(first: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first)
    return table


def _office(held: OfficeHeld) -> Text:
    return Text(visible(f"{held.title} ({held.country})" if held.country else held.title))


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return "–"
    return first if first == last else f"{first} to {last}"
