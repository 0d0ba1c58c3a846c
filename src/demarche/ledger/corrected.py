"""What corrections do to mentions, clusters and events; pure functions of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from demarche.knowledge.codebook import TYPES
from demarche.knowledge.occasions import OCCASION
from demarche.ledger.dated import Cluster, Dated, event_id, order
from demarche.ledger.errors import LedgerError
from demarche.ledger.event_rows import day_of
from demarche.records import Actor, Event, EventPlace, EventTime, Party, Plan

CHOICES = {
    "type": (*sorted(TYPES), OCCASION),
    "status": ("occurred", "ongoing", "planned", "wanted", "threatened", "habitual"),
    "certainty": ("certain", "probable", "possible", "unknown"),
    "polarity": ("positive", "negative"),
    "state": ("floated", "planned", "confirmed", "happened", "moved", "cancelled", "lapsed"),
}
FREE = ("mode", "cameo")
WRITTEN = {
    "time": "2023-09-12, 2023-09-12..2023-09-17 or none",
    "actors": "Kim Jong-un/PRK/GOV; Choe Son-hui/PRK/GOV",
    "recipients": "Russia/RUS/GOV",
    "places": "Vladivostok/venue/RUS/43.1/131.9",
}
E = TypeVar("E", Event, Plan)
FIELDS = (*CHOICES, *FREE, *WRITTEN)


class Standing(msgspec.Struct, frozen=True):
    """The corrections that stand, with the numbers of the mentions that they are held by.

    ``sets`` are (mention, field, value) in the order in which they were made; ``renames``
    are (old name or id, new name).
    """

    rejected: frozenset[int] = frozenset()
    merges: tuple[tuple[int, ...], ...] = ()
    splits: tuple[tuple[int, ...], ...] = ()
    sets: tuple[tuple[int, str, str], ...] = ()
    renames: tuple[tuple[str, str], ...] = ()


def check(field: str, value: str) -> None:
    """Raise LedgerError where a field cannot be set to this value."""
    if field not in FIELDS:
        raise LedgerError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")
    if field in CHOICES and value not in CHOICES[field]:
        raise LedgerError(f"{field} is one of {', '.join(CHOICES[field])}, not {value!r}")
    try:
        _fields(field, value)
    except ValueError as error:
        raise LedgerError(f"{value!r} is no value for {field}; write it as {WRITTEN[field]}") from error


def rename(dated: Dated, renames: Sequence[tuple[str, str]]) -> Dated:
    """The mention with its actors' names as they were put right.

    A name that earlier reports completed is renamed under either form.
    """
    if not renames:
        return dated
    mention, read = dated.mention, dated.as_read or dated.mention
    actors = _renamed(mention.actors, read.actors, renames)
    recipients = _renamed(mention.recipients, read.recipients, renames)
    if (actors, recipients) == (mention.actors, mention.recipients):
        return dated
    return msgspec.structs.replace(
        dated, mention=msgspec.structs.replace(mention, actors=actors, recipients=recipients)
    )


def _renamed(
    actors: tuple[Actor, ...], read: tuple[Actor, ...], renames: Sequence[tuple[str, str]]
) -> tuple[Actor, ...]:
    found = []
    for actor, was in zip(actors, read, strict=True):
        name = actor.name
        for old, new in renames:
            if old in (name, actor.id, was.name, was.id):
                name = new
        found.append(actor if name == actor.name else msgspec.structs.replace(actor, name=name))
    return tuple(found)


def regroup(
    found: Sequence[Cluster], numbers: dict[str, int], standing: Standing
) -> tuple[list[Cluster], set[str]]:
    """Clusters merged and split as people said; and the ids of the mentions that this moved."""
    groups = [{numbers[dated.mention.id] for dated in cluster.mentions} for cluster in found]
    of = {numbers[dated.mention.id]: dated for cluster in found for dated in cluster.mentions}
    links = [link for cluster in found for link in cluster.links]
    touched: set[int] = set()
    for merge in standing.merges:
        hit = [group for group in groups if group & set(merge)]
        if hit and len(set(merge) & of.keys()) > 1:
            groups = [group for group in groups if group not in hit] + [set().union(*hit)]
            touched |= set().union(*hit)
    for split in standing.splits:
        moved = set(split) & of.keys()
        for group in [group for group in groups if group & moved]:
            rest = group - moved
            touched |= group
            if rest:
                groups.remove(group)
                groups += [rest, group & moved]
    if not touched:
        return list(found), set()
    made = []
    for group in groups:
        mentions = tuple(sorted((of[number] for number in group), key=order))
        names = {dated.mention.id for dated in mentions}
        held = tuple(link for link in links if link.a in names and link.b in names)
        made.append(Cluster(event_id(mentions[0]), mentions, held))
    return made, {of[number].mention.id for number in touched}


def correct(event: E, sets: Sequence[tuple[str, str]]) -> E:
    """The event with its fields as they were put right, in the order given."""
    for field, value in sets:
        if field == "state" and not isinstance(event, Plan):
            continue
        event = msgspec.structs.replace(event, **_fields(field, value))
    return event


def _fields(field: str, value: str) -> dict[str, object]:
    if field == "time":
        return {"time": _time(value)}
    if field in ("actors", "recipients"):
        return {field: tuple(_party(one) for one in _several(value))}
    if field == "places":
        return {"places": tuple(_place(one) for one in _several(value))}
    return {field: value or None if field == "mode" else value}


def _several(value: str) -> list[list[str]]:
    return [
        [part.strip() for part in one.split("/")]
        for one in value.split(";")
        if one.strip() and value != "none"
    ]


def _time(value: str) -> EventTime | None:
    if value == "none":
        return None
    start, _, end = value.partition("..")
    days = [day_of(start.strip()), day_of((end or start).strip())]
    if days[0] is None or days[1] is None or days[1] < days[0]:
        raise ValueError(value)
    return EventTime(days[0].isoformat(), days[1].isoformat(), "day")


def _party(parts: list[str]) -> Party:
    if not parts[0] or len(parts) > 3:
        raise ValueError(parts)
    name, country, sector = [*parts, "", ""][:3]
    made = f"{(country or 'xxx').lower()}-{'-'.join(name.lower().split())}"
    return Party(made, name, country or None, sector or None)


def _place(parts: list[str]) -> EventPlace:
    if not parts[0] or len(parts) > 5:
        raise ValueError(parts)
    name, role, country, latitude, longitude = [*parts, "", "", "", ""][:5]
    if role and role not in ("venue", "origin", "destination", "via", "target"):
        raise ValueError(parts)
    return EventPlace(
        name, role or "venue", country or None,
        float(latitude) if latitude else None, float(longitude) if longitude else None, None,
    )  # fmt: skip
