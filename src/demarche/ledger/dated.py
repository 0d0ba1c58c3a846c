"""What passes between the ledger's halves: dated mentions, the links between them, clusters."""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.records import Mention


class Dated(msgspec.Struct, frozen=True, dict=True):
    """A mention with its report's day of publication, publisher, outlets and text.

    ``outlets`` are those that a digest credits with the news. ``text`` is the id of the
    group of near-copies that the report belongs to: agency text in three outlets is one
    text, and counts as one word. ``as_read`` is the mention as its own report has it, where
    ``mention`` has names that earlier reports completed. (``dict=True`` lets the linking
    rules keep what they worked out of a mention with it.)
    """

    mention: Mention
    published: dt.date | None
    publisher: str | None
    text: str
    outlets: tuple[str, ...] = ()
    as_read: Mention | None = None


class Link(msgspec.Struct, frozen=True):
    """Two mentions that speak of one act: their ids (the smaller first), how surely, and why."""

    a: str
    b: str
    score: float
    reason: str


class Cluster(msgspec.Struct, frozen=True):
    """The mentions of one act, the earliest published first, and the links that hold them.

    ``id`` follows the earliest mention, so that it stays while later reports come in.
    """

    id: str
    mentions: tuple[Dated, ...]
    links: tuple[Link, ...]


def order(dated: Dated) -> tuple[dt.date, str, int, str]:
    """The order of mentions in time: by publication, then by report, position and id."""
    mention = dated.mention
    return dated.published or dt.date.max, mention.report, mention.trigger.start, mention.id


def event_id(dated: Dated) -> str:
    """The identifier of the event whose earliest mention this is."""
    return f"evt_{dated.mention.id}"
