"""Whether a report is new to a ledger, there already, or another text of one that is there.

A report is the same as another where it has the same id, if that is its own, the same
address, or comes from the same file. A file's name alone tells nothing: two folders may
each have a "monday.txt". A text that was once replaced stays replaced when it comes again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

import msgspec

from demarche.ledger.store import Row, Store
from demarche.records import Report


class Verdict(msgspec.Struct, frozen=True):
    """``known``: there already. ``replaces``: the number of the report whose text this is the
    newer one of. ``name``: the id to keep it under; ``published``: the day that it inherits."""

    known: bool
    replaces: int | None
    report: Report


class Entry(msgspec.Struct, frozen=True, eq=False):
    """A report on its way in, with what tells it from others."""

    report: Report
    named: bool
    origin: str | None
    hash: int
    verdict: Verdict

    @classmethod
    def of(cls, report: Report, *, named: bool, path: str | None) -> Entry:
        """The entry of a report; without a name or a file of its own, it is called by its text."""
        number = text_hash(report.text)
        if not named and path is None:
            report, named = msgspec.structs.replace(report, id=f"text-{number:016x}"), True
        origin = None if named or path is None else os.path.realpath(path)
        return cls(report, named, origin, number, Verdict(False, None, report))

    @property
    def identities(self) -> list[tuple[str, str]]:
        """What another text of the same report would share with it."""
        found = [("id", self.report.id)] if self.named else []
        found += [("url", self.report.url)] if self.report.url else []
        return found + ([("origin", self.origin)] if self.origin else [])

    def apart(self) -> Entry:
        """The entry under a name that no other file's report has."""
        tail = hashlib.blake2b((self.origin or self.report.text).encode("utf-8", "replace"), digest_size=3)
        report = msgspec.structs.replace(self.report, id=f"{self.report.id}-{tail.hexdigest()}")
        return msgspec.structs.replace(self, report=report)

    def judged(self, verdict: Verdict) -> Entry:
        """The entry with what was found of it in the ledger."""
        return msgspec.structs.replace(self, report=verdict.report, verdict=verdict)


def text_hash(text: str) -> int:
    """A number of 64 bits for a text."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def verdicts(store: Store, entries: Sequence[Entry]) -> list[Verdict]:
    """What a ledger says of each report; reports on their way beside them are not looked at."""
    if not entries:
        return []
    found: dict[int, list[Row]] = {}
    for column in ("id", "url", "origin"):
        values = [
            (place, entry.origin if column == "origin" else getattr(entry.report, column))
            for place, entry in enumerate(entries)
        ]
        values = [(place, value) for place, value in values if value is not None]
        if values:
            columns = [list(part) for part in zip(*values, strict=True)]
            for place, *row in store.rows(_QUERY.format(column=column), columns):
                found.setdefault(place, []).append(tuple(row))
    return [_verdict(entry, found.get(place, [])) for place, entry in enumerate(entries)]


_QUERY = """
WITH mine AS (SELECT unnest(?::INTEGER[]) AS place, unnest(?::VARCHAR[]) AS value)
SELECT place, number, id, url, origin, hash, published, live FROM mine JOIN (
    SELECT number, id, url, origin, hash, published, true AS live FROM reports
    UNION ALL SELECT replaced_by, id, url, origin, hash, published, false FROM past_reports
) AS there ON there.{column} = mine.value
"""


def _verdict(entry: Entry, rows: Sequence[Row]) -> Verdict:
    report = entry.report
    same, live = [], []
    for row in rows:
        _, name, url, origin, _, _, is_live = row
        own = entry.named and origin is None and name == report.id
        if own or (url and url == report.url) or (origin and origin == entry.origin):
            same.append(row)
            if is_live:
                live.append(row)
    if any(row[4] == entry.hash for row in same):
        return Verdict(True, None, report)
    namesakes = [row for row in rows if row[1] == report.id and row not in same]
    if any(row[4] == entry.hash and row[6] for row in namesakes):
        return Verdict(True, None, report)  # the file was moved or copied
    if live:
        number, name, _, _, _, published, _ = min(live, key=lambda row: (row[1] != report.id, row[0]))
        if not entry.named:
            report = msgspec.structs.replace(report, id=name)
        if report.published is None:
            report = msgspec.structs.replace(report, published=published)
        return Verdict(False, number, report)
    return Verdict(False, None, entry.apart().report if namesakes else report)
