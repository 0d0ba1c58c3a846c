"""A page of the web: its main text, and what its metadata says of it.

The text is trafilatura's extraction without the title, which has a place of its own. The
day of publication is taken from where a page states it for machines, never from dates
that happen to stand in the text: those are more often what the report is about.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from demarche.intake.dates import parse_date
from demarche.intake.problems import IntakeError
from demarche.intake.text import decode
from demarche.records import Report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = 8 << 20  # the extractor's time grows faster than the page; news pages have a hundredth of this
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?![\d])")
# The names under which pages state when they were published, the surest first.
_META_NAMES = (
    "article:published_time", "datepublished", "parsely-pub-date", "og:published_time", "article.published",
    "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip


def read(data: bytes, name: str) -> Report:
    """The report of a page's bytes, with ``name`` for its id."""
    if len(data) > MAX_BYTES:
        raise IntakeError(f"more than {MAX_BYTES >> 20} MiB is no page of news; save its text as .txt")
    import trafilatura

    # trafilatura logs what it skips; with no logging set up, that would reach the terminal
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    charset = _CHARSET.search(data[:4096])
    page = decode(data, charset[1].decode("ascii", "replace") if charset else None)
    tree = trafilatura.load_html(page.replace("\x00", ""))
    if tree is None:
        raise IntakeError("no HTML found in this page")
    stated = list(_stated_dates(tree))
    fast = {"extensive_search": False, "original_date": True}
    found: Any = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=fast
    )
    if found is None or not (found.text or "").strip():
        raise IntakeError("no text found in this page")
    return Report(
        id=name,
        text=_without_title(found.text, found.title),
        published=_first_day([*stated, *_url_dates(found.url)]),
        title=found.title or None,
        publisher=found.sitename or None,
        url=found.url or None,
    )


def _without_title(text: str, title: str | None) -> str:
    """The text without the headline that it begins with, unless that is all there is."""
    first, _, rest = text.strip().partition("\n")
    if title and rest.strip() and _bare(first) and _bare(first) in (_bare(title), _bare(_headline(title))):
        return rest.strip()
    return text.strip()


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _headline(title: str) -> str:
    """A page's title without the name of the site: "A trip to Oslo | The Daily"."""
    return re.split(r"\s[|–—-]\s", title)[0]


def _stated_dates(tree: HtmlElement) -> Iterator[str]:
    """Dates of publication as the page states them for machines, the surest first."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            label = (meta.get(key) or "").lower()
            if label in _META_NAMES and meta.get("content"):
                named.setdefault(label, meta.get("content", ""))
    for script in tree.xpath('.//script[contains(@type, "ld+json")]'):
        try:
            named.setdefault("datepublished", next(_published(msgspec.json.decode(script.text or "")), ""))
        except msgspec.DecodeError:
            continue
    yield from (named[label] for label in _META_NAMES if label in named)
    for element in tree.xpath('.//*[@itemprop="datePublished"] | .//time[@pubdate]'):
        yield element.get("datetime") or element.get("content") or element.text or ""
    times = {element.get("datetime", "")[:10] for element in tree.xpath(".//article//time[@datetime]")}
    if len(times) == 1:  # several may be those of other stories
        yield times.pop()


def _published(value: Any) -> Iterator[str]:
    """The values of "datePublished" anywhere in JSON-LD."""
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from _published(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _published(inner)


def _url_dates(url: str | None) -> list[str]:
    """The date in an address such as example.org/2024/3/5/a-trip."""
    return [f"{year}-{int(month):02}-{int(day):02}" for year, month, day in _URL_DATE.findall(url or "")]


def _first_day(values: Iterable[str]) -> dt.date | None:
    for value in values:
        try:
            return parse_date(_iso_start(value))
        except IntakeError:
            continue
    return None


def _iso_start(value: str) -> str:
    """The day that a stamp begins with; stamps in the wild end in many ways."""
    return value.strip().replace("/", "-")[:10]
