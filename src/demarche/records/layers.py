"""The layers that reading adds between the analysis and the mentions."""

from __future__ import annotations

import msgspec

from demarche.records.mention import Actor


class TimeExpression(msgspec.Struct, frozen=True):
    """A TIMEX3: its words, its normalised value, and the days that it covers.

    ``type`` is DATE, TIME, DURATION or SET. ``value`` is the TIMEX3 value ("2023-09",
    "P3D", "XXXX-WXX-1"); ``begin`` and ``finish`` are ISO dates (inclusive; instants
    such as "2023-09-13T10:00" where the words have them) or None where nothing fixes
    them. ``granularity`` is minute, hour, day, week, month, quarter, season, year,
    decade or century. ``anchor`` is the token index of the event that the expression
    counts from ("three days after the vote"), or None.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    begin: str | None
    finish: str | None
    granularity: str
    anchor: int | None = None
    modifier: str | None = None  # TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER …


class PlaceMention(msgspec.Struct, frozen=True):
    """A place name (or demonym, kind "demonym") with what it was resolved to."""

    start: int
    end: int
    text: str
    name: str
    kind: str  # country, region, city, sea, site, demonym, …
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    head: int  # token index of the head of the name


class Attribution(msgspec.Struct, frozen=True):
    """Who says what: spans of the source, of the cue and of the content.

    Each is a tuple of [start, end) character pairs, as in PARC 3. ``source`` is empty
    where the words leave the source out ("is reportedly planning"). ``source_head`` and
    ``cue_token`` are token indices. ``parent`` is the index of the attribution that
    this one is nested in (its content holds this cue), or None.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    source_head: int | None
    cue_token: int
    cue_lemma: str
    parent: int | None = None


class ResolvedEntity(msgspec.Struct, frozen=True):
    """An entity mention with its coreference chain and what it was resolved to.

    ``chain`` numbers chains from 0 in order of first mention, singletons included.
    ``referents`` holds who the mention stands for: one Actor for "he" or "the
    Kremlin", several for "both leaders" and "the two countries", none where nobody
    knows. Each referent keeps its canonical name, country (ISO 3166-1 alpha-3) and
    PLOVER sector; its ``text``, ``start`` and ``end`` are this mention's. ``inferred``: the country is that
    of which the report tells around it, and not by the entity's own words or the tables.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    type: str
    named: bool
    pronoun: bool
    chain: int
    name: str | None
    country: str | None
    sector: str | None
    referents: tuple[Actor, ...] = ()
    inferred: bool = False


class Layers(msgspec.Struct, frozen=True):
    """All the layers of one report, as ``demarche inspect`` prints them."""

    entities: tuple[ResolvedEntity, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]
