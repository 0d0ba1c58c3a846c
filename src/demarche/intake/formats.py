"""From an open file to what is in it: what it is, told by its ending or by its beginning."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple, cast

from demarche.intake import feeds, jsonl
from demarche.intake.problems import IntakeError
from demarche.intake.text import decode
from demarche.records import Report

MAX_BYTES = 1 << 28  # of one document; lines and archives are read bit by bit and have no limit
BLANK_LINES = 100  # that may stand before what tells of which kind an input is
KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet", ".rss": "feed",
    ".atom": "feed", ".xml": "feed", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
PACKED = (".gz", ".zst")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class Found(NamedTuple):
    """One report, or what is wrong with it, and whether its id is its own."""

    line: int | None
    item: Report | IntakeError
    named: bool


def kind_of(name: str) -> str | None:
    """What a file's ending says that it holds."""
    return KINDS.get(os.path.splitext(_unpacked(name.lower()))[1])


def stem_of(name: str) -> str:
    """The name of a file without its folder and its endings."""
    base = _unpacked(os.path.basename(name))
    return base if kind_of(base) is None and base.startswith(".") else os.path.splitext(base)[0] or base


def _unpacked(name: str) -> str:
    stem, ending = os.path.splitext(name)
    return stem if ending.lower() in PACKED else name


def of_stream(stream: BinaryIO, kind: str | None, stem: str) -> Iterator[Found]:
    """The reports of an open file; without a known ending, its beginning says what it is."""
    start = stream.readline(MAX_BYTES)
    for _ in range(BLANK_LINES):
        if start.strip():
            break
        start += stream.readline(MAX_BYTES)
    if kind == "warc" or start.startswith(b"WARC/"):
        from demarche.intake import warc

        yield from _named(warc.read(_rewound(start, stream)))
    elif start.startswith(_GZIP):
        with gzip.GzipFile(fileobj=_rewound(start, stream)) as unpacked:
            yield from of_stream(cast(BinaryIO, unpacked), kind, stem)
    elif start.startswith(_ZSTD):
        yield from _of_zstd(_rewound(start, stream), kind, stem)
    elif kind == "parquet" or start.startswith(b"PAR1"):
        yield from _of_parquet(start, stream)
    elif start.startswith((b"\xff\xfe", b"\xfe\xff")) and kind in ("jsonl", "json"):
        utf8 = decode(_whole(start, stream)).encode("utf-8", "replace")
        yield from of_stream(io.BytesIO(utf8), kind, stem)
    elif kind == "jsonl" or (kind in ("json", None) and jsonl.is_object(start)):
        yield from _named(jsonl.read_lines(chain(io.BytesIO(start), stream)))
    elif kind == "json" or (kind is None and start.lstrip().startswith((b"[", b"{"))):
        data = _whole(start, stream)
        if kind is None and not jsonl.is_json(data):
            yield Found(None, _document(data, None, stem), False)
        else:
            yield from _named(jsonl.read_array(data))
    else:
        data = _whole(start, stream)
        if kind == "feed" or (kind is None and feeds.START.match(data)):
            yield from _named(feeds.read(data))
        else:
            yield Found(None, _document(data, kind, stem), False)


def _named(found: Iterable[tuple[int | None, Report | IntakeError]]) -> Iterator[Found]:
    for line, item in found:
        yield Found(line, item, True)


def _of_zstd(stream: BinaryIO, kind: str | None, stem: str) -> Iterator[Found]:
    import zstandard

    unpacked = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
    try:
        yield from of_stream(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpacked))), kind, stem)
    except zstandard.ZstdError as error:
        raise IntakeError(f"broken zstd data: {error}") from error


def _of_parquet(start: bytes, stream: BinaryIO) -> Iterator[Found]:
    """A table is read from a file of its own: its directory stands at the end."""
    from demarche.intake import parquet

    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        copy.write(start)
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield from _named(parquet.read(copy.name))


def _rewound(start: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream from where ``start`` was read; a pipe cannot go back and is kept in memory."""
    if not stream.seekable():
        return io.BytesIO(start + stream.read())
    stream.seek(-len(start), io.SEEK_CUR)
    return stream


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
