"""Reports as JSON: one object a line, or a file that is one array or one object.

Keys: ``id``, ``published``, ``text``; optional ``title``, ``publisher``, ``url`` and
``outlets`` (names, or one name; ``source`` is taken for it where it is absent); others are
ignored. A report without an ``id`` is named by a hash of its text. Where
``published`` is absent, ``date`` is taken for it, since a report has no other date; where
both stand, ``date`` is ignored. A missing or null date is no error.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from demarche.intake.dates import parse_date
from demarche.intake.problems import IntakeError
from demarche.records import Report


class _Object(msgspec.Struct, frozen=True):
    """A report as it is written in JSON."""

    text: str
    id: str | int | None = None
    published: str | None = None
    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    outlets: Any = None
    source: Any = None


_DECODER = msgspec.json.Decoder(_Object)


def read_lines(lines: Iterable[bytes]) -> Iterator[tuple[int | None, Report | IntakeError]]:
    """Each line's number and its report, or what is wrong with it; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            try:
                yield number, _report(_object(line))
            except IntakeError as error:
                yield number, error


def read_array(data: bytes) -> Iterator[tuple[None, Report | IntakeError]]:
    """Each report of an array, or of one object, or what is wrong with it."""
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    items = [msgspec.Raw(data)]
    if data.startswith(b"["):
        try:
            items = msgspec.json.decode(data, type=list[msgspec.Raw])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise IntakeError(f"broken JSON: {error}") from error
    for place, item in enumerate(items, 1):
        try:
            yield None, _report(_object(bytes(item)))
        except IntakeError as error:
            yield None, IntakeError(f"report {place}: {error}" if len(items) > 1 else str(error))


def from_row(row: Mapping[str, Any]) -> Report:
    """The report of a table's row, its columns named like the keys; dates may be dates."""
    known: dict[str, Any] = {key: row.get(key) for key in _Object.__struct_fields__}
    for key in ("published", "date"):
        value = known[key]
        if isinstance(value, dt.date):  # a datetime is one too
            known[key] = value.isoformat()
    if known["text"] is None:
        raise IntakeError('"text" is empty')
    try:
        return _report(msgspec.convert(known, _Object))
    except msgspec.ValidationError as error:
        raise IntakeError(f"not a report: {_plain(str(error))}") from error


def is_object(line: bytes) -> bool:
    """Whether a line is one whole JSON object."""
    return line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and is_json(line)


def is_json(data: bytes) -> bool:
    """Whether the bytes are one whole JSON value."""
    try:
        msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _object(data: bytes) -> _Object:
    try:
        return _DECODER.decode(data)
    except msgspec.ValidationError as error:
        raise IntakeError(f"not a report: {_plain(str(error))}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IntakeError(f"broken JSON: {error}") from error


def _plain(message: str) -> str:
    """A schema error in the words of somebody who writes JSON: 'no "text"'."""
    missing = message.partition("missing required field ")[2].strip("`")
    if missing:
        return f'no "{missing}"; a report has "id", "published" and "text"'
    return message.replace("`$.", "`").replace("`", '"')


def _report(found: _Object) -> Report:
    written = found.published if found.published is not None else found.date
    try:
        published: dt.date | None = parse_date(written) if written and written.strip() else None
    except IntakeError as error:
        key = "published" if found.published is not None else "date"
        raise IntakeError(f'"{key}": {error}') from error
    if not found.text.strip():
        raise IntakeError('"text" is empty')
    return Report(
        id=_name(found),
        text=found.text,
        published=published,
        title=found.title or None,
        publisher=found.publisher or None,
        url=found.url or None,
        outlets=_outlets(found.outlets if found.outlets is not None else found.source),
    )


def _outlets(written: Any) -> tuple[str, ...]:
    """The names of outlets, each once; what is no name is passed over."""
    names = written if isinstance(written, list) else [written]
    return tuple(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip()))


def _name(found: _Object) -> str:
    """The id as a string; where there is none, a hash of the text, the same in every run."""
    written = "" if found.id is None else str(found.id).strip()
    return written or hashlib.sha256(found.text.encode("utf-8", "replace")).hexdigest()[:16]
