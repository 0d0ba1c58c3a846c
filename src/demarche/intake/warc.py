"""Web archives (WARC): pages that were found, and texts that a crawler made of pages (WET)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from demarche.intake.problems import IntakeError
from demarche.intake.text import decode
from demarche.records import Report


def read(stream: BinaryIO) -> Iterator[tuple[int | None, Report | IntakeError]]:
    """The report of each page, or what is wrong with it; a page's id is its address.

    Pictures, scripts, redirections and errors are passed over. Packed archives (.gz,
    .zst) are unpacked here, record by record.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    seen = 0
    records = iter(ArchiveIterator(stream, parse_http=True, auto_decode="all"))
    while True:
        try:
            record = next(records, None)
        except Exception as error:  # the archive's own errors share no base
            raise IntakeError(f"the archive breaks off: {error}") from error
        if record is None:
            break
        seen += record.headers.get("WARC-Type") is not None
        if not record.record_type & wanted:
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        kind = _kind(record)
        if kind is None or not url:
            continue
        try:
            yield None, _page(record.reader.read(), kind, url)
        except IntakeError as error:
            yield None, IntakeError(f"{url}: {error}")
    if not seen:
        raise IntakeError("no records found in this archive")


def _kind(record: Any) -> str | None:
    """html or text, or None for what is no page that was found."""
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    written = record.http_content_type if http is not None else record.headers.get("Content-Type", "")
    written = (written or "").partition(";")[0].strip().lower()
    if written in ("text/html", "application/xhtml+xml"):
        return "html"
    # what a site serves as plain text is robots.txt and the like; what a crawler made of pages is prose
    return "text" if http is None and written == "text/plain" else None


def _page(data: bytes, kind: str, url: str) -> Report:
    if kind == "html":
        from demarche.intake import html

        report = html.read(data, url)
        return report if report.url else msgspec.structs.replace(report, url=url)
    text = decode(data)
    if not text.strip():
        raise IntakeError("it is empty")
    return Report(id=url, text=text, url=url)
