"""Actors and places out of a ledger: what the registry knows, as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from demarche.ledger.actors import named, registry
from demarche.ledger.dated import Dated
from demarche.ledger.names import same_name, skeleton, tokens
from demarche.ledger.relinking import Relinker
from demarche.ledger.store import Store
from demarche.records import ActorEntry, PlaceEntry


def actors(store: Store, name: str, as_of: dt.date | None = None) -> list[ActorEntry]:
    """The entries of the registry that a name, or a part of one, may mean.

    They are made of the mentions of all whose names are like it, so that what else they
    are called is found as well.
    """
    numbers = _like(store, name)
    rows = store.rows(
        "SELECT DISTINCT mention FROM event_mentions JOIN event_actors USING (event) "
        "WHERE actor IN (SELECT unnest(?::INTEGER[]))",
        [numbers],
    )
    dated = Relinker(store).load(number for (number,) in rows).values()
    return named(registry(_known(dated, as_of)), name)


def _like(store: Store, name: str) -> list[int]:
    """The numbers of all actors one of whose names may be this one, or a longer form of it."""
    wanted = tokens(name)
    sounds = {skeleton(word) for word in wanted}
    return [
        number
        for number, other in store.rows("SELECT number, name FROM actors")
        if set(wanted) <= set(tokens(other))
        or sounds <= {skeleton(word) for word in tokens(other)}
        or same_name(name, other)
    ]


def _known(dated: Iterable[Dated], as_of: dt.date | None) -> list[Dated]:
    return [one for one in dated if as_of is None or (one.published is not None and one.published <= as_of)]


def places(store: Store, name: str | None = None, as_of: dt.date | None = None) -> list[PlaceEntry]:
    """The places of acts, those with most acts first; only those whose names hold ``name``."""
    rows = store.rows(
        """
        SELECT place.name, place.country, place.latitude, place.longitude, place.geonameid,
               count(DISTINCT event), count(*)
        FROM (
            SELECT unnest(places) AS place, event
            FROM mentions JOIN reports ON reports.number = mentions.report
            JOIN event_mentions ON event_mentions.mention = mentions.number
            WHERE published <= coalesce(?::DATE, DATE '9999-12-31') OR (?::DATE IS NULL AND published IS NULL)
        )
        WHERE ?::VARCHAR IS NULL
            OR contains(strip_accents(lower(place.name)), strip_accents(lower(?::VARCHAR)))
        GROUP BY ALL ORDER BY 6 DESC, 7 DESC, 1, 2
        """,
        [as_of, as_of, name, name],
    )
    return [PlaceEntry(*row) for row in rows]
