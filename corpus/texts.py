"""The texts that the corpus annotates: items of ``current_events`` in the folder of open data."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
ITEMS = "current_events.jsonl.gz"
# The first year of dev and of test; the whole of docs/corpus.md rests on these.
DEV_FROM, TEST_FROM = 2021, 2023
SPLITS = ("train", "dev", "test")
# Whole articles: one half to look at, one held out (articles.tsv).
ARTICLES = ("articles", "articles_test")
# Items of the years of dev that nothing is mended by and that no difference was looked at of: they say
# how sure the reader may be (calibration.tsv).
CALIBRATION = "calibration"
EVERY = (*SPLITS, CALIBRATION, *ARTICLES)


class Item(msgspec.Struct, frozen=True):
    """One news item, with the fields of the collection that the corpus needs."""

    id: str
    date: dt.date
    text: str
    category: str = ""


def items(data: Path = DATA) -> Iterator[Item]:
    """The items of the collection in its own order. OSError where it is not there."""
    decode = msgspec.json.Decoder(Item).decode
    with gzip.open(data / ITEMS, "rb") as lines:
        yield from map(decode, lines)


def split_of(date: dt.date) -> str:
    """Which split an item belongs to: by its day of publication alone."""
    return "train" if date.year < DEV_FROM else "dev" if date.year < TEST_FROM else "test"


def fingerprint(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
