"""A report: one published text with its publication time."""

from __future__ import annotations

import datetime as dt

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text.

    Every offset in every other record counts Unicode code points of ``text``, end
    exclusive. ``published`` is the calendar day of publication, or None where nothing
    says it (relative time expressions then stay unresolved). ``outlets`` are the papers
    and stations that a digest credits with the news; the publisher is not among them.
    """

    id: str
    text: str
    published: dt.date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    outlets: tuple[str, ...] = ()
