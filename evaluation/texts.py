"""What several steps need of the test sets: their lines, and tokenised text as prose."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_GLUED = frozenset(
    (".", ",", ";", ":", "?", "!", ")", "'s", "n't", "'re", "'ve", "'ll", "'m", "'d", "’s", "”")
)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def closed(spaced: str) -> tuple[str, dict[int, int]]:
    """A tokenised sentence written as prose, and where the start of each word went."""
    text, places = "", {}
    for match in re.finditer(r"\S+", spaced):
        word = match.group()
        if text and not (word in _GLUED or text.endswith(("(", "“", "$"))):
            text += " "
        places[match.start()] = len(text)
        text += word
    return text, places
