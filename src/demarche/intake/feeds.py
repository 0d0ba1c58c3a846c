"""RSS and Atom files: an entry is a report, with the entry's own date, title and link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from demarche.intake.dates import parse_date
from demarche.intake.problems import IntakeError
from demarche.records import Report

START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
# Elements that end a line of text where a browser would show them.
_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article".split())
_UNREAD = frozenset({"script", "style", "figure", "figcaption"})


def read(data: bytes) -> Iterator[tuple[int | None, Report | IntakeError]]:
    """The report of each entry, or what is wrong with it; entries are counted from 1.

    Raises IntakeError where there is no feed to be found in the file.
    """
    import feedparser

    feed: Any = feedparser.parse(data)
    if not feed.entries and not feed.version:
        raise IntakeError("no RSS or Atom feed found in this file")
    publisher = (feed.feed.get("title") or "").strip() or None
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield None, _report(entry, publisher)
        except IntakeError as error:
            yield None, IntakeError(f"entry {number}: {error}")


def _report(entry: Any, publisher: str | None) -> Report:
    title = _plain(entry.get("title") or "").replace("\n", " ") or None
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    text = max(map(_plain, [*bodies, entry.get("summary") or ""]), key=len) or title
    if not text:
        raise IntakeError("it has neither text nor title")
    url = entry.get("link") or None
    name = entry.get("id") or url
    if name is None:
        raise IntakeError("it has neither an id (guid) nor a link")
    outlet = (entry.get("source") or {}).get("title")
    return Report(
        id=name, text=text, published=_day(entry), title=title, publisher=publisher, url=url,
        outlets=(outlet,) if outlet else (),
    )  # fmt: skip


def _plain(markup: str) -> str:
    """The text of an entry's HTML, a line for each block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import html
    from lxml.etree import LxmlError

    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (LxmlError, ValueError):
        return re.sub(r"<[^>]+>", " ", markup).strip()
    pieces: list[str] = []
    _gather(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: Any, pieces: list[str]) -> None:
    """The text of an element and of those in it, in order."""
    block = element.tag in _BLOCKS
    if block:
        pieces.append("\n")
    if isinstance(element.tag, str) and element.tag not in _UNREAD:
        pieces.append((element.text or "").replace("\n", " "))
        for inner in element:
            _gather(inner, pieces)
    if block:
        pieces.append("\n")
    pieces.append((element.tail or "").replace("\n", " "))


def _day(entry: Any) -> dt.date | None:
    """The day of publication as the entry writes it, in its own time zone."""
    for key in ("published", "updated", "created"):
        written = (entry.get(key) or "").strip()
        if not written:
            continue
        try:
            return parsedate_to_datetime(written).date()
        except ValueError:
            pass
        try:
            return parse_date(written[:10])
        except IntakeError:
            pass
        parsed = entry.get(f"{key}_parsed")
        if parsed:
            return dt.date(*parsed[:3])
    return None
