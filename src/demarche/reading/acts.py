"""A coded predicate on its way to a mention."""

from __future__ import annotations

import hashlib

import msgspec

from demarche.reading.coding_roles import Coding
from demarche.records import Frame


class Act(msgspec.Struct, frozen=True):
    """A coded predicate before its questions are answered."""

    token: int
    frame: Frame | None
    coding: Coding
    carriers: tuple[int, ...]  # light and aspectual verbs that lend it their modifiers


def mention_id(report: str, start: int, end: int, kind: str) -> str:
    """The identifier of a mention: of its report, the characters of its trigger, and its type."""
    key = f"{report}\0{start}\0{end}\0{kind}".encode("utf-8", "replace")
    return hashlib.sha256(key).hexdigest()[:16]
