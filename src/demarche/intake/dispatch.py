"""From names on a command line to reports: files, folders and standard input."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from demarche.intake import jsonl
from demarche.intake.language_check import other_language
from demarche.intake.problems import IntakeError, Problem
from demarche.intake.text import decode
from demarche.records import Report

STDIN = "standard input"
MAX_BYTES = 1 << 28  # of one document; JSON Lines are read line by line and have no limit
BLANK_LINES = 100  # that may stand before what tells of which kind an input is
KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
}  # fmt: skip
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_Found = tuple[int | None, Report | IntakeError]


def reports(paths: Sequence[str | Path], published: dt.date | None = None) -> Iterator[Report | Problem]:
    """The reports of files, folders (all that can be read in them) and "-" (standard input).

    What cannot be read comes as a Problem in its place, and the rest is done. A text's or
    a page's id is its file's name without the ending; ids of JSON are their own, and one
    that was there before is a Problem. ``published`` is for reports that state no day.
    """
    names = _Names()
    for path in paths:
        for name in _files(path):
            if isinstance(name, Problem):
                yield name
            else:
                yield from _of_file(name, published, names)


class _Names:
    """The ids given so far, so that no two reports share one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, stem: str) -> str:
        """The stem, or the stem with the first number that makes it new."""
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name

    def claim(self, name: str) -> bool:
        """Take an id as it is; false where it was there before."""
        new = name not in self._taken
        self._taken.add(name)
        return new


def _files(path: str | Path) -> Iterator[str | Problem]:
    """A name itself, or of a folder the files in it that can be read, in order of their names."""
    name = str(path)
    if name == "-" or not os.path.isdir(name):
        yield name
        return
    empty = True
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and _kind(file) is not None:
                empty = False
                yield os.path.join(folder, file)
    if empty:
        message = f"no reports in this folder; looked for {', '.join(KINDS)} (each also with .gz)"
        yield Problem(name, None, message)


def _kind(name: str) -> str | None:
    """What a file's ending says that it holds."""
    return KINDS.get(os.path.splitext(name.lower().removesuffix(".gz"))[1])


def _stem(name: str) -> str:
    base = os.path.basename(name)
    base = base[:-3] if base.lower().endswith(".gz") else base
    return base if _kind(base) is None and base.startswith(".") else os.path.splitext(base)[0] or base


def _of_file(name: str, published: dt.date | None, names: _Names) -> Iterator[Report | Problem]:
    shown = STDIN if name == "-" else name
    try:
        if name == "-":
            yield from _finished(_of_stream(sys.stdin.buffer, None, "stdin", names), shown, published)
        else:
            with Path(name).open("rb") as stream:
                yield from _finished(_of_stream(stream, _kind(name), _stem(name), names), shown, published)
    except FileNotFoundError:
        yield Problem(shown, None, "there is no such file")
    except PermissionError:
        yield Problem(shown, None, "no permission to read it")
    except (OSError, EOFError, zlib.error) as error:
        yield Problem(shown, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    except IntakeError as error:
        yield Problem(shown, None, str(error))


def _finished(found: Iterable[_Found], shown: str, published: dt.date | None) -> Iterator[Report | Problem]:
    """English reports with a day where one is known, and problems with their place."""
    for line, item in found:
        if isinstance(item, IntakeError):
            yield Problem(shown, line, str(item))
        elif language := other_language(item.text):
            yield Problem(shown, line, f"the text is {language}; only English is read")
        elif item.published is None and published is not None:
            yield msgspec.structs.replace(item, published=published)
        else:
            yield item


def _of_stream(stream: BinaryIO, kind: str | None, stem: str, names: _Names) -> Iterator[_Found]:
    """The reports of an open file; without a known ending, its beginning says what it is."""
    start = stream.readline(MAX_BYTES)
    for _ in range(BLANK_LINES):
        if start.strip():
            break
        start += stream.readline(MAX_BYTES)
    if start.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=_rewound(start, stream)) as unpacked:
            yield from _of_stream(cast(BinaryIO, unpacked), kind, stem, names)
    elif start.startswith((b"\xff\xfe", b"\xfe\xff")) and kind in ("jsonl", "json"):
        utf8 = decode(_whole(start, stream)).encode("utf-8", "replace")
        yield from _of_stream(io.BytesIO(utf8), kind, stem, names)
    elif kind == "jsonl" or (kind in ("json", None) and jsonl.is_object(start)):
        yield from _claimed(jsonl.read_lines(chain(io.BytesIO(start), stream)), names)
    elif kind == "json" or (kind is None and start.lstrip().startswith((b"[", b"{"))):
        data = _whole(start, stream)
        if kind is None and not jsonl.is_json(data):
            yield None, _document(data, None, names.unique(stem))
        else:
            yield from _claimed(jsonl.read_array(data), names)
    else:
        yield None, _document(_whole(start, stream), kind, names.unique(stem))


def _rewound(start: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream from where ``start`` was read; a pipe cannot go back and is kept in memory."""
    if not stream.seekable():
        return io.BytesIO(start + stream.read())
    stream.seek(-len(start), io.SEEK_CUR)
    return stream


def _claimed(found: Iterable[_Found], names: _Names) -> Iterator[_Found]:
    """The same reports, an error in place of one whose id was there before."""
    for line, item in found:
        if isinstance(item, Report) and not names.claim(item.id):
            item = IntakeError(f'the id "{item.id}" was there before; each report needs an id of its own')
        yield line, item


def _whole(start: bytes, stream: BinaryIO) -> bytes:
    """All of a document; an endless one is refused before it fills the memory."""
    data = start + stream.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES >> 20} MiB"
        raise IntakeError(f"more than {limit} is too much for one document; split it into its reports")
    if not data.strip():
        raise IntakeError("it is empty")
    return data


def _document(data: bytes, kind: str | None, name: str) -> Report:
    """The report of a text or a page."""
    if kind == "html" or (kind is None and _HTML.match(data)):
        from demarche.intake import html

        return html.read(data, name)
    text = decode(data)
    if not text.strip():
        raise IntakeError("it is empty")
    return Report(id=name, text=text)
