"""Mentions as flat rows, for CSV and spreadsheets.

Fields that hold several things join them with "; " and keep their order, so that the
second name of ``actors`` goes with the second code of ``actor_countries``. What a
field lacks is an empty cell. JSON Lines keep everything; these rows keep what fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.records import Actor, EventPlace, Mention, Party, Place

SEPARATOR = "; "
COLUMNS = (
    "report", "id", "type", "mode", "contexts", "cameo",
    "actors", "actor_countries", "actor_sectors",
    "recipients", "recipient_countries", "recipient_sectors",
    "status", "certainty", "polarity",
    "time_start", "time_end", "time_granularity", "time_value", "time_text", "time_from",
    "places", "place_roles", "place_countries", "latitudes", "longitudes",
    "objects", "sources", "source_cues", "confidence",
    "trigger", "trigger_start", "trigger_end",
    "evidence", "evidence_start", "evidence_end",
)  # fmt: skip

Cell = str | int | float


def mention_row(mention: Mention) -> tuple[Cell, ...]:
    """One mention's cells, in the order of ``COLUMNS``."""
    time = mention.time
    return (
        mention.report,
        mention.id,
        mention.type,
        mention.mode or "",
        joined(mention.contexts),
        mention.cameo,
        *party_cells(mention.actors),
        *party_cells(mention.recipients),
        mention.status,
        mention.certainty,
        mention.polarity,
        (time.start or "") if time else "",
        (time.end or "") if time else "",
        time.granularity if time else "",
        time.value if time else "",
        (time.text or "") if time else "",
        time.source if time else "",
        *place_cells(mention.places),
        joined(thing.text for thing in mention.objects),
        joined(source.name for source in mention.sources),
        joined(source.cue for source in mention.sources),
        mention.confidence,
        mention.trigger.text,
        mention.trigger.start,
        mention.trigger.end,
        mention.evidence.text,
        mention.evidence.start,
        mention.evidence.end,
    )


def mentions_to_rows(mentions: Iterable[Mention]) -> list[dict[str, Cell]]:
    """Mentions as dictionaries with the keys of ``COLUMNS``."""
    return [dict(zip(COLUMNS, mention_row(mention), strict=True)) for mention in mentions]


def party_cells(parties: Sequence[Actor] | Sequence[Party]) -> tuple[str, str, str]:
    """Names, countries and sectors, a cell each."""
    return (
        joined(one.name for one in parties),
        joined(one.country for one in parties),
        joined(one.sector for one in parties),
    )


def place_cells(places: Sequence[Place] | Sequence[EventPlace]) -> tuple[str, str, str, str, str]:
    """Names, roles, countries, latitudes and longitudes, a cell each."""
    return (
        joined(one.name for one in places),
        joined(one.role for one in places),
        joined(one.country for one in places),
        joined(one.latitude for one in places),
        joined(one.longitude for one in places),
    )


def joined(values: Iterable[str | float | None]) -> str:
    """Values in one cell; a gap keeps its place unless there is nothing at all."""
    cells = ["" if value is None else str(value) for value in values]
    return SEPARATOR.join(cells) if any(cells) else ""
