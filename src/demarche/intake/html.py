"""News pages: the article's text, with its date, title and publisher, by trafilatura."""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.intake.dates import parse_date
from demarche.intake.problems import IntakeError

_MARKS = ("<!doctype html", "<html", "<head", "<body")


class Page(msgspec.Struct, frozen=True):
    """What a page says of itself."""

    text: str
    published: dt.date | None
    title: str | None
    publisher: str | None
    url: str | None


def is_html(text: str) -> bool:
    """Whether a text is a page, whatever its file is called."""
    return any(mark in text[:2000].lower() for mark in _MARKS)


def extract(source: str) -> Page:
    """The article of a page. Raises IntakeError where no article text is found."""
    import trafilatura

    document = trafilatura.bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    if document is None or not document.text:
        raise IntakeError("no article text found in this page; save the article as plain text")
    try:
        published = parse_date(document.date) if document.date else None
    except ValueError:
        published = None
    title = document.title or None
    text = document.text
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].lstrip("\n")
    return Page(text, published, title, document.sitename or document.hostname or None, document.url or None)
