"""Plain, typed records. Nothing here imports anything else of the project."""

from demarche.records.analysis import Analysis, Argument, EntityMention, Frame, Name, Sentence, Token
from demarche.records.event import Days, Event, EventPlace, EventTime, Party, Plan, Step, Witness
from demarche.records.layers import (
    Attribution,
    Layers,
    PlaceMention,
    ResolvedEntity,
    TimeExpression,
)
from demarche.records.mention import AHEAD, Actor, Mention, Place, Source, Span, Thing, Time
from demarche.records.registry import ActorEntry, OfficeHeld, PlaceEntry
from demarche.records.report import Report

__all__ = [
    "AHEAD", "Actor", "ActorEntry", "Analysis", "Argument", "Attribution", "Days", "EntityMention", "Event",
    "EventPlace", "EventTime", "Frame", "Layers", "Mention", "Name", "OfficeHeld", "Party", "Place",
    "PlaceEntry", "PlaceMention", "Plan", "Report", "ResolvedEntity", "Sentence", "Source", "Span", "Step",
    "Thing", "Time", "TimeExpression", "Token", "Witness",
]  # fmt: skip
