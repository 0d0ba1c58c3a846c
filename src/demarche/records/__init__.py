"""Plain, typed records. Nothing here imports anything else of the project."""

from demarche.records.analysis import Analysis, Argument, EntityMention, Frame, Sentence, Token
from demarche.records.layers import (
    Attribution,
    Layers,
    PlaceMention,
    ResolvedEntity,
    TimeExpression,
)
from demarche.records.mention import Actor, Mention, Place, Source, Span, Thing, Time
from demarche.records.report import Report

__all__ = [
    "Actor", "Analysis", "Argument", "Attribution", "EntityMention", "Frame", "Layers",
    "Mention", "Place", "PlaceMention", "Report", "ResolvedEntity", "Sentence", "Source",
    "Span", "Thing", "Time", "TimeExpression", "Token",
]
