"""What stands in corpus/data: annotations that point into texts kept elsewhere.

Spans are [start, end) in code points of the item's text. Entities are named by keys ("E1"),
attributions by keys ("S1"), acts by their place in the list. ``schema.json`` says the same
for other languages.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Offsets = tuple[int, int]
EntityType = Literal["person", "organisation", "place", "event", "group", "other"]
MentionKind = Literal["name", "demonym", "nominal", "pronoun"]
Role = Literal["venue", "origin", "destination", "via", "target"]
Status = Literal["occurred", "ongoing", "planned", "wanted", "threatened", "habitual"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Fixed = Literal["text", "published", "event"]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, written with all its keys, read only with known ones."""


class EntityMention(_Record, frozen=True):
    """One place that speaks of an entity; names are those without title and article."""

    span: Offsets
    kind: MentionKind


class Entity(_Record, frozen=True):
    """Somebody or something that the text speaks of; the first mention names it."""

    key: str
    type: EntityType
    country: str | None
    sector: str | None
    mentions: tuple[EntityMention, ...]


class Attribution(_Record, frozen=True):
    """Words credited to a source: who, the word that credits, and what is credited."""

    key: str
    source: str  # an entity's key
    cue: Offsets
    content: Offsets


class When(_Record, frozen=True):
    """Inclusive days; the words that give them, or what else does (``basis``)."""

    start: dt.date | None
    end: dt.date | None
    span: Offsets | None
    basis: Fixed


class Where(_Record, frozen=True):
    """A place (an entity's key) in its role."""

    place: str
    role: Role


class Object(_Record, frozen=True):
    """A thing that the act is done with or about."""

    span: Offsets
    quantity: float | None
    approximate: bool


class Act(_Record, frozen=True):
    """One mention of an act, as tests/gold/README.md defines it."""

    trigger: Offsets
    type: str
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...] | None  # None: those of the CAMEO code
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    certainty: Certainty
    polarity: Polarity
    time: When | None
    places: tuple[Where, ...]
    objects: tuple[Object, ...]
    sources: tuple[str, ...]  # attributions' keys, outermost first
    same: tuple[int, ...]  # other mentions of the same act in this text


class Annotation(_Record, frozen=True):
    """One item with all that was annotated in it."""

    id: str
    sha256: str
    published: dt.date
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]
    acts: tuple[Act, ...]
