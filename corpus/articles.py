"""Whole articles: which were drawn, and their texts in the folder of open data.

GUM's news and MEANTIME are Wikinews reports of a day that is known; ``articles.tsv`` is the draw.
All of GUM's are taken, and of MEANTIME, most of which is products of two makers, the ones with
most words of politics. Sorted by day they go by turns to ``articles``, which may be looked at and
trained on, and to ``articles_test``, which is held out: by date nearly all would be of train.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from corpus.sample import Drawn, political_words, region
from corpus.texts import ARTICLES, DATA, Item

FILES = {"gum": "gum_news.jsonl.gz", "meantime": "meantime.jsonl.gz"}
MEANTIME, BATCH = 20, 6


def items(data: Path = DATA) -> Iterator[Item]:
    """Every report of the two collections whose day is known. OSError where they are not there."""
    for name, file in FILES.items():
        with gzip.open(data / file, "rb") as lines:
            for raw in map(msgspec.json.decode, lines):
                if item := _item(name, raw):
                    yield item


def draw(data: Path = DATA) -> list[Drawn]:
    """The articles that are annotated; the same collections give the same draw."""
    pool = list(items(data))
    taken = [item for item in pool if item.id.startswith("gum/")]
    others = [item for item in pool if not item.id.startswith("gum/")]
    others.sort(key=lambda item: (-political_words(item.text), item.id))
    taken += others[:MEANTIME]
    taken.sort(key=lambda item: (item.date, item.id))
    splits = [(item, ARTICLES[place % 2]) for place, item in enumerate(taken)]
    found = []
    for split in ARTICLES:
        members = [item for item, its in splits if its == split]
        found += [
            Drawn(item.id, split, "article", region(item.text), f"{split}-{place // BATCH + 1:03}")
            for place, item in enumerate(members)
        ]
    return found


def _item(collection: str, raw: dict[str, Any]) -> Item | None:
    date = raw.get("date") or raw.get("dct")
    if not date or raw.get("genre", "news") != "news":
        return None
    return msgspec.convert({"id": f"{collection}/{raw['id']}", "date": date, "text": raw["text"]}, Item)
