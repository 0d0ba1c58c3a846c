"""Feeds, archives, tables and packed lines to reports."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys

import duckdb
import pytest
import zstandard

from demarche.intake import Incoming, Problem, incoming, reports
from demarche.records import Report

NEWS = "Ana Lind may visit Oslo this month, officials in Norway said."
LINE = json.dumps({"id": "line", "date": "2024-02-01", "text": NEWS, "source": ["Daily", "Wire", "Daily"]})

RSS = f"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Daily</title>
<item><title>A trip</title><link>https://a.example/1</link><guid>g1</guid>
<pubDate>Mon, 04 Mar 2024 23:30:00 -0800</pubDate>
<description>&lt;p&gt;{NEWS}&lt;/p&gt;&lt;p&gt;More &amp;amp; more.&lt;/p&gt;</description></item>
<item><title>{NEWS}</title><link>https://a.example/2</link></item>
<item><description></description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><id>urn:1</id><title>A trip</title><updated>2024-03-05T01:00:00+09:00</updated>
<content type="html">&lt;div&gt;{NEWS}&lt;/div&gt;</content></entry></feed>"""


def record(kind: str, url: str, content_type: str, body: bytes) -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(url: str, body: bytes, status: str = "200 OK", content_type: str = "text/html") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return record("response", url, "application/http; msgtype=response", http.encode() + body)


PAGE = (
    '<html><head><title>A trip</title><meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    f"</head><body><article><p>{NEWS}</p><p>{NEWS} Nothing more was said.</p></article></body></html>"
).encode()
WARC = [
    record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
    response("https://a.example/trip", PAGE),
    response("https://a.example/gone", b"<html><body><p>Not found</p></body></html>", "404 Not Found"),
    response("https://a.example/photo", b"\x89PNG", content_type="image/png"),
    response("https://a.example/bare", b"<html></html>"),
    record("conversion", "https://a.example/wet", "text/plain", NEWS.encode()),
]


def good(found):
    return [item for item in found if isinstance(item, Report)]


def test_an_rss_entry_is_a_report_of_its_own_day(tmp_path):
    (tmp_path / "feed.rss").write_text(RSS)
    first, second, problem = reports([tmp_path / "feed.rss"])
    assert first == Report(
        id="g1", text=f"{NEWS}\nMore & more.", published=dt.date(2024, 3, 4), title="A trip",
        publisher="The Daily", url="https://a.example/1",
    )  # fmt: skip
    assert (second.id, second.text) == ("https://a.example/2", NEWS)
    assert "entry 3" in str(problem)


def test_atom_is_told_from_its_beginning(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ATOM.encode())))
    (report,) = reports(["-"])
    assert (report.id, report.text, report.publisher) == ("urn:1", NEWS, "The Wire")
    assert report.published == dt.date(2024, 3, 5)


def test_a_feed_that_is_none_is_said(tmp_path):
    (tmp_path / "feed.xml").write_text("<catalogue><book/></catalogue>")
    (problem,) = reports([tmp_path / "feed.xml"])
    assert "no RSS or Atom feed" in str(problem)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_its_pages(tmp_path, packed):
    path = tmp_path / ("pages.warc.gz" if packed else "pages.warc")
    path.write_bytes(b"".join(map(gzip.compress, WARC)) if packed else b"".join(WARC))
    found = list(reports([path]))
    page, text = good(found)
    assert (page.id, page.url) == ("https://a.example/trip", "https://a.example/trip")
    assert page.published == dt.date(2024, 3, 5)
    assert page.text.startswith(NEWS)
    assert (text.id, text.text, text.published) == ("https://a.example/wet", NEWS, None)
    (problem,) = (item for item in found if isinstance(item, Problem))
    assert "https://a.example/bare: no text found" in str(problem)


def test_an_archive_that_breaks_off_gives_what_it_has(tmp_path):
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, WARC))[:-60])
    found = list(reports([path]))
    assert [report.id for report in good(found)][:1] == ["https://a.example/trip"]
    assert not any("Traceback" in str(item) for item in found)


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\nrubbish"])
def test_an_archive_without_records_is_said(tmp_path, data):
    (tmp_path / "empty.warc").write_bytes(data)
    assert [type(item) for item in reports([tmp_path / "empty.warc"])] == [Problem]


def parquet(path, columns: str) -> None:
    duckdb.execute(f"COPY (SELECT {columns}) TO '{path}' (FORMAT parquet)")


def test_a_table_gives_its_rows(tmp_path):
    path = tmp_path / "reports.parquet"
    parquet(path, f"7 AS ID, DATE '2024-02-01' AS published, '{NEWS}' AS text, ['Daily'] AS source")
    assert list(reports([path])) == [
        Report(id="7", text=NEWS, published=dt.date(2024, 2, 1), outlets=("Daily",))
    ]


@pytest.mark.parametrize(
    ("columns", "said"), [("1 AS id", 'no column "text"'), ("1 AS id, NULL AS text", '"text" is empty')]
)
def test_a_table_without_texts_is_said(tmp_path, columns, said):
    parquet(tmp_path / "t.parquet", columns)
    (problem,) = reports([tmp_path / "t.parquet"])
    assert said in str(problem)


def test_a_broken_table_is_said(tmp_path):
    (tmp_path / "t.parquet").write_bytes(b"PAR1 rubbish")
    (problem,) = reports([tmp_path / "t.parquet"])
    assert "broken Parquet table" in str(problem)


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.zst", "a.jsonl.gz", "a.jsonl"])
def test_packed_lines_keep_date_and_outlets(tmp_path, name):
    pack = {"zst": zstandard.compress, ".gz": gzip.compress}.get(name[-3:], bytes)
    (tmp_path / name).write_bytes(pack(LINE.encode()))
    (report,) = reports([tmp_path / name])
    assert (report.published, report.outlets) == (dt.date(2024, 2, 1), ("Daily", "Wire"))


def test_zstd_frames_one_behind_the_other_and_broken_ones(tmp_path):
    other = json.dumps({"id": "other", "text": NEWS})
    two = b"".join(zstandard.compress(f"{line}\n".encode()) for line in (LINE, other))
    (tmp_path / "two.jsonl.zst").write_bytes(two)
    assert [report.id for report in good(reports([tmp_path / "two.jsonl.zst"]))] == ["line", "other"]
    (tmp_path / "bad.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd rubbish")
    (problem,) = reports([tmp_path / "bad.jsonl.zst"])
    assert "broken zstd data" in str(problem)


def test_a_pattern_stands_for_what_it_fits(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(NEWS)
    assert [item.id for item in good(reports([tmp_path / "*.txt"]))] == ["a", "b"]
    (problem,) = reports([tmp_path / "*.html"])
    assert "no such file" in str(problem)


def test_what_comes_in_says_whether_its_id_is_its_own(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "trip.txt").write_text(NEWS)
    (tmp_path / "trip.txt").write_text(NEWS)
    (tmp_path / "lines.jsonl").write_text(f"{LINE}\n{LINE}\n")
    found = [item for item in incoming([tmp_path]) if isinstance(item, Incoming)]
    assert [(item.report.id, item.named, item.line) for item in found] == [
        ("line", True, 1), ("line", True, 2), ("trip", False, None), ("trip", False, None),
    ]  # fmt: skip
    assert [item.path for item in found][-1] == str(tmp_path / "x" / "trip.txt")


@pytest.mark.parametrize("outlets", ["Daily", {"name": "Daily"}, [1, None, "Daily"], None])
def test_outlets_of_any_shape_break_nothing(tmp_path, outlets):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": NEWS, "outlets": outlets}))
    (report,) = reports([tmp_path / "a.jsonl"])
    assert report.outlets in (("Daily",), ())
