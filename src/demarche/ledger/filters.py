"""What to ask of a ledger: filters of events and plans, put into SQL.

Every filter becomes a condition on the tables of events; what is to be found is a list of
the events' numbers, in the order asked for. Values are always parameters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from demarche.knowledge.countries import country, country_of
from demarche.knowledge.occasions import OCCASION
from demarche.ledger.errors import LedgerError
from demarche.ledger.registries import plain
from demarche.ledger.word_index import mentions_that_say

SORTS = {
    "time": "first_day",
    "said": "first_said",
    "mentions": "mentions",
    "words": "words",
    "due": "due",
    "settled": "settled",
    "announced": "announced",
}
EARTH_KM = 6371.0


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that an event fulfils together; those left out say nothing.

    Actors and recipients are countries (a code or a name: whoever acts for them counts) or
    parts of names, without regard to case, accents and hyphens. ``between`` are two of
    these, in either role. ``near`` is a latitude, a longitude and kilometres. ``since``
    and ``until`` bound the days of the act, ``said_since`` and ``said_until`` those of the
    reports. ``text`` are words in the sentences; ``confidence`` is the least that one mention has.
    ``state``, ``due`` (days from the day asked of) and ``announced_since`` are for plans.
    ``occasions``: with elections, trials and others that PLOVER has no type for; where it is left out,
    among plans and where type, mode or id ask for them.
    """

    ids: Sequence[str] = ()
    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    between: tuple[str, str] | None = None
    type: str | Sequence[str] | None = None
    mode: str | Sequence[str] | None = None
    context: str | None = None
    cameo: str | None = None
    status: str | Sequence[str] | None = None
    certainty: str | Sequence[str] | None = None
    polarity: str | None = None
    source: str | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    said_since: dt.date | None = None
    said_until: dt.date | None = None
    text: str | None = None
    confidence: float | None = None
    corrected: bool | None = None
    state: str | Sequence[str] | None = None
    due: int | None = None
    occasions: bool | None = None


class Where:
    """Conditions joined by AND, with their parameters by name.

    ``tables`` are what stands for the tables of events: themselves, or as of a day.
    """

    def __init__(self, tables: dict[str, str]) -> None:
        self.conditions: list[str] = []
        self.parameters: dict[str, Any] = {}
        self._tables = tables

    def value(self, value: Any) -> str:
        """A parameter's name in the query."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def add(self, condition: str) -> None:
        """One more condition."""
        self.conditions.append(condition)

    def one_of(self, column: str, wanted: str | Sequence[str] | None) -> None:
        """The column holds one of some values."""
        if wanted is not None and wanted != ():
            values = [wanted] if isinstance(wanted, str) else list(wanted)
            self.add(f"{column} IN (SELECT unnest({self.value(values)}::VARCHAR[]))")

    def takes_part(self, wanted: str | None, role: str | None = None) -> None:
        """Somebody takes part: a country, or whoever has a name."""
        if wanted is None:
            return
        code = wanted if country(wanted) else country_of(wanted)
        match = f"actors.country = {self.value(code)}" if code else self._named("actors", wanted)
        if not code:
            match = f"({match} OR actors.id = {self.value(wanted)})"
        in_role = f" AND role = {self.value(role)}" if role else ""
        self.add(
            f"events.number IN (SELECT event FROM {self._tables['event_actors']} AS event_actors "
            f"WHERE actor IN (SELECT number FROM {self._tables['actors']} AS actors WHERE {match}){in_role})"
        )

    def _named(self, table: str, wanted: str) -> str:
        return f"contains({table}.plain, {self.value(plain(wanted))})"

    def at(self, wanted: str | None, near: tuple[float, float, float] | None) -> None:
        """The act takes place somewhere: in a country or at a name, or near a point."""
        conditions = []
        if wanted is not None:
            code = wanted if country(wanted) else country_of(wanted)
            named = self._named("places", wanted)
            conditions.append(f"(places.country = {self.value(code)} OR {named})" if code else named)
        if near is not None:
            conditions.append(self._near(*near))
        for condition in conditions:
            self.add(
                f"events.number IN (SELECT event FROM {self._tables['event_places']} AS event_places "
                f"WHERE place IN (SELECT number FROM {self._tables['places']} AS places WHERE {condition}))"
            )

    def _near(self, latitude: float, longitude: float, km: float) -> str:
        """The great-circle distance from a point (haversine)."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and km >= 0):
            raise LedgerError("a point is latitude (-90 to 90), longitude (-180 to 180) and kilometres")
        lat, lon = self.value(latitude), self.value(longitude)
        chord = (
            f"pow(sin(radians(latitude - {lat}) / 2), 2) + cos(radians({lat})) * cos(radians(latitude)) "
            f"* pow(sin(radians(longitude - {lon}) / 2), 2)"
        )
        return f"2 * {EARTH_KM} * asin(least(1.0, sqrt({chord}))) <= {self.value(km)}"

    def on_the_word_of(self, wanted: str | None) -> None:
        """Somebody is credited, or published it."""
        if wanted is not None:
            self.add(
                f"events.number IN (SELECT event FROM {self._tables['event_sources']} AS event_sources "
                f"WHERE source IN (SELECT number FROM {self._tables['sources']} AS sources "
                f"WHERE {self._named('sources', wanted)}))"
            )

    def says(self, wanted: str | None) -> None:
        """A sentence that speaks of the act holds these words."""
        if wanted is not None:
            self.add(
                f"events.number IN (SELECT event FROM {self._tables['event_mentions']} AS event_mentions "
                f"WHERE mention IN ({mentions_that_say(wanted, self.value)}))"
            )

    def is_as_sure_as(self, least: float | None) -> None:
        """A mention of the event has at least this confidence."""
        if least is not None:
            self.add(
                f"events.number IN (SELECT event FROM {self._tables['event_mentions']} AS event_mentions "
                f"WHERE mention IN (SELECT number FROM mentions WHERE confidence >= {self.value(least)}))"
            )

    def is_one_of(self, ids: Sequence[str]) -> None:
        """The event is one of these; an id that an event had before still names it."""
        if ids:
            names = [name.removeprefix("evt_") for name in ids]
            self.add(
                f"events.number IN (SELECT event FROM {self._tables['event_mentions']} AS event_mentions "
                "WHERE mention IN (SELECT number FROM mentions WHERE id IN "
                f"(SELECT unnest({self.value(names)}::VARCHAR[]))))"
            )


def where(filters: Filters, tables: dict[str, str], *, occasions: bool) -> Where:
    """The conditions of filters on events; those of plans are not among them.

    ``occasions``: whether they are meant where the filters leave it open.
    """
    found = Where(tables)
    meant = occasions or bool(filters.type or filters.mode or filters.ids)
    if not (meant if filters.occasions is None else filters.occasions):
        found.add(f"type <> {found.value(OCCASION)}")
    found.is_one_of(filters.ids)
    found.takes_part(filters.actor, "actor")
    found.takes_part(filters.recipient, "recipient")
    found.takes_part(filters.party)
    for one in filters.between or ():
        found.takes_part(one)
    for column in ("type", "mode", "status", "certainty", "polarity"):
        found.one_of(column, getattr(filters, column))
    if filters.context is not None:
        found.add(f"list_contains(contexts, {found.value(filters.context)})")
    if filters.cameo is not None:
        found.add(f"starts_with(cameo, {found.value(filters.cameo)})")
    found.on_the_word_of(filters.source)
    found.at(filters.place, filters.near)
    if filters.since is not None:
        found.add(f"coalesce(last_day, first_day) >= {found.value(filters.since)}")
    if filters.until is not None:
        found.add(f"coalesce(first_day, last_day) <= {found.value(filters.until)}")
    if filters.said_since is not None:
        found.add(f"last_said >= {found.value(filters.said_since)}")
    if filters.said_until is not None:
        found.add(f"first_said <= {found.value(filters.said_until)}")
    found.says(filters.text)
    found.is_as_sure_as(filters.confidence)
    if filters.corrected is not None:
        found.add("corrected" if filters.corrected else "NOT corrected")
    return found


def order_by(sort: str) -> str:
    """The SQL of an order: a name of ``SORTS``, with "-" before it for the last first."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise LedgerError(f"cannot sort by {name!r}; sort by {', '.join(SORTS)}, or -time and so on")
    way = "DESC" if sort.startswith("-") else "ASC"
    return f"{SORTS[name]} {way} NULLS LAST, first_said {way} NULLS LAST, events.number {way}"
