"""A coded predicate on its way to a mention."""

from __future__ import annotations

import msgspec

from demarche.reading.coding_roles import Coding
from demarche.records import Frame


class Act(msgspec.Struct, frozen=True):
    """A coded predicate before its questions are answered."""

    token: int
    frame: Frame | None
    coding: Coding
    carriers: tuple[int, ...]  # light and aspectual verbs that lend it their modifiers
