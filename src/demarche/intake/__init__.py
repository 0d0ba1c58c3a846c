"""Intake: files of any known kind to reports, one after the other.

``reports`` never raises for a bad input: what cannot be read comes out as a Problem in
its place, and the rest is read.
"""

from __future__ import annotations

import datetime as dt
import gzip
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from demarche.intake.problems import IntakeError, Problem
from demarche.records import Report

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".json")
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md")


def reports(paths: Sequence[str | Path], published: dt.date | None = None) -> Iterator[Report | Problem]:
    """The reports of files, folders (their known files, all levels) and "-", in order.

    Plain text, HTML and JSON Lines (plain or gzipped). ``published`` dates the reports
    that have no date of their own. A report of a text file is called by the file's stem,
    made unique with a number.
    """
    names: dict[str, int] = {}
    for path in paths:
        for item in _of_path(str(path)):
            if isinstance(item, Problem):
                yield item
                continue
            number = names[item.id] = names.get(item.id, 0) + 1
            changes = {} if number == 1 else {"id": f"{item.id}-{number}"}
            if item.published is None and published is not None:
                yield msgspec.structs.replace(item, published=published, **changes)
            else:
                yield msgspec.structs.replace(item, **changes) if changes else item


def _of_path(path: str) -> Iterator[Report | Problem]:
    if path == "-":
        yield from _of_bytes(sys.stdin.buffer.read(), "-", "stdin")
        return
    place = Path(path)
    try:
        if place.is_dir():
            files = sorted(file for file in place.rglob("*") if file.is_file() and _known(file.name))
            if not files:
                yield Problem(path, None, f"a folder without any of {', '.join(TEXTS + PAGES + LINES)}")
            for file in files:
                yield from _of_path(str(file))
            return
        if path.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
            yield from _of_lines(place)
            return
        data = place.read_bytes()
    except FileNotFoundError:
        yield Problem(path, None, "no such file")
        return
    except PermissionError:
        yield Problem(path, None, "no permission to read it")
        return
    except OSError as error:
        yield Problem(path, None, error.strerror or str(error))
        return
    yield from _of_bytes(data, path, place.stem)


def _known(name: str) -> bool:
    return name.lower().endswith(TEXTS + PAGES + LINES)


def _of_lines(place: Path) -> Iterator[Report | Problem]:
    from demarche.intake import jsonl

    opener = gzip.open if place.name.lower().endswith(".gz") else open
    with opener(place, "rb") as lines:
        try:
            yield from jsonl.reports(lines, str(place))
        except (EOFError, gzip.BadGzipFile) as error:
            yield Problem(str(place), None, f"a broken gzip file ({error}); what came before is read")


def _of_bytes(data: bytes, path: str, name: str) -> Iterator[Report | Problem]:
    from demarche.intake import html, jsonl, text

    try:
        content = text.decode(data)
        if path.lower().endswith(PAGES) or html.is_html(content):
            page = html.extract(content)
            yield Report(
                id=name, text=page.text, published=page.published, title=page.title,
                publisher=page.publisher, url=page.url,
            )  # fmt: skip
        elif content.lstrip()[:1] == "{" and '"text"' in content[:100_000] or path.lower().endswith(".json"):
            yield from jsonl.reports(content.encode().split(b"\n"), path)
        else:
            yield Report(id=name, text=content)
    except IntakeError as error:
        yield Problem(path, None, str(error))


__all__ = ["IntakeError", "Problem", "Report", "reports"]
