"""The words of a mention, as linking compares them: stems without the little words."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.knowledge.word_forms import common, irregular, little

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d")
# Endings that turn a verb into a noun or an adjective, the longest first: "acquisition",
# "deployment", "refusal", "closure". What is left is cut to a common beginning.
_ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "itions", "ution", "ation", "ition", "ments",
    "ances", "ences", "ment", "ance", "ence", "tions", "sions", "tion", "sion", "ures", "ings", "als",
    "ers", "ors", "ive", "ure", "ing", "ies", "al", "er", "or", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word's stem, for comparing words of one family: visits, visited, visitor → "visit"."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    lower = irregular(lower) or lower
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            lower = lower[: -len(ending)]
            break
    if len(lower) > 3 and lower[-1] == lower[-2]:
        lower = lower[:-1]
    return lower


@lru_cache(maxsize=50_000)
def content(text: str) -> frozenset[str]:
    """The stems of a text's content words and its numbers."""
    return frozenset(stem(word) for word in _WORD.findall(text) if not little(word.lower()))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of words share, from 0 to 1 (Dice)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def seldom(words: frozenset[str]) -> list[str]:
    """Those of some stems that few news reports have, the longest first: names, things, numbers."""
    return sorted((word for word in words if not common(word)), key=lambda word: (-len(word), word))


def akin(a: str, b: str) -> bool:
    """Whether two stems are of one family: "acqui" (acquisition) and "acquir"."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), shorter)
    return shared >= max(4, shorter - 1) or shared >= 6
