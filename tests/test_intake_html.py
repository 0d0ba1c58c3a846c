"""Pages: the main text without its title, and what the metadata states."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.intake import IntakeError, html

BODY = """
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Lind to visit Oslo</h1>
<p>Ana Lind may visit Oslo this month, officials in Norway said on 2019-06-04 &mdash; &ldquo;soon&rdquo;.</p>
<p>She was <b>last</b> there in May, when the two <a href="/talks">talks</a> on fish ended early.</p>
</article>
<aside>Most read</aside><footer>Copyright 2021-01-01 The Daily</footer>"""
TEXT = (
    "Ana Lind may visit Oslo this month, officials in Norway said on 2019-06-04 — “soon”.\n"
    "She was last there in May, when the two talks on fish ended early."
)


def page(head: str = "", body: str = BODY) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_text_title_publisher_address():
    head = """<title>Lind to visit Oslo | The Daily</title><meta property="og:site_name" content="The Daily">
        <meta property="article:published_time" content="2024-03-05T23:30:00-05:00">
        <link rel="canonical" href="https://daily.example.org/lind">"""
    report = html.read(page(head), "lind")
    assert report.text == TEXT
    assert report.title == "Lind to visit Oslo"
    assert report.publisher == "The Daily"
    assert report.url == "https://daily.example.org/lind"
    assert report.published == dt.date(2024, 3, 5)  # the day in the newsroom's own time zone
    assert report.id == "lind"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2024-03-05">',
        '<meta itemprop="datePublished" content="2024-03-05T08:00:00Z">',
        '<meta name="DC.date.issued" content="2024/03/05">',
        '<meta name="date" content="2023-01-01"><meta property="og:published_time" content="2024-03-05">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-03-05T08:00"}]}</script>',
        '<link rel="canonical" href="https://daily.example.org/2024/3/5/lind">',
    ],
)
def test_where_pages_state_their_date(head):
    assert html.read(page(head), "lind").published == dt.date(2024, 3, 5)


def test_a_single_time_in_the_article_is_its_date():
    body = BODY.replace("<h1>", '<time datetime="2024-03-05T08:00">5 March</time><h1>')
    assert html.read(page(body=body), "lind").published == dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name="date" content="last week">',
        '<meta name="modified" content="2024-03-05">',
        '<script type="application/ld+json">{"datePublished": </script>',
        '<script type="application/ld+json"></script>',
    ],
)
def test_a_date_in_the_text_is_never_taken_for_the_pages(head):
    assert html.read(page(head), "lind").published is None


def test_a_declared_encoding_is_followed():
    data = page('<meta charset="windows-1250">', "<article><p>Prezident Pavel navštíví Žilinu.</p></article>")
    assert html.read(data.decode().encode("cp1250"), "x").text == "Prezident Pavel navštíví Žilinu."


def test_a_page_that_is_only_a_title_keeps_it():
    assert html.read(page("<title>Rain</title>", "<h1>Rain</h1>"), "x").text == "Rain"


@pytest.mark.parametrize("data", [page(body=""), b"<html></html>", page(body="<script>x()</script>")])
def test_a_page_without_text_is_said(data):
    with pytest.raises(IntakeError, match="found in this page"):
        html.read(data, "x")


def test_an_enormous_page_is_refused_with_a_way_out():
    with pytest.raises(IntakeError, match="save its text"):
        html.read(b"<p>x</p>" * (html.MAX_BYTES // 8 + 1), "x")


def test_nothing_reaches_the_terminal(capfd):
    html.read(page(body="<article><p>Rain\x00.</p></article>"), "x")
    with pytest.raises(IntakeError):
        html.read(b"<", "x")
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""
