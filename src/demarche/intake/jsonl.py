"""JSON Lines: one report a line, with ``id``, ``published`` and ``text``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from demarche.intake.dates import parse_date
from demarche.intake.problems import Problem
from demarche.records import Report

_OPTIONAL = ("title", "publisher", "url")


def reports(lines: Iterable[bytes], path: str) -> Iterator[Report | Problem]:
    """A Report for each line, a Problem for each that is broken; empty lines are skipped.

    ``date`` is understood where ``published`` is missing. A report without an ``id`` is
    named by a hash of its text. Other keys are let be.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Problem(path, number, f"not JSON ({error}); the other lines are read")
            continue
        yield _report(item, path, number)


def _report(item: Any, path: str, number: int) -> Report | Problem:
    if not isinstance(item, dict):
        return Problem(path, number, "not a JSON object with a report's keys (id, published, text)")
    text = item.get("text")
    if not isinstance(text, str):
        return Problem(path, number, 'no "text", or one that is not a string')
    day = item.get("published", item.get("date"))
    try:
        published = parse_date(day) if isinstance(day, str) and day else None
    except ValueError as error:
        return Problem(path, number, str(error))
    name = item.get("id")
    identifier = str(name) if name not in (None, "") else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    extra = {key: item[key] for key in _OPTIONAL if isinstance(item.get(key), str)}
    return Report(id=identifier, text=text, published=published, **extra)
