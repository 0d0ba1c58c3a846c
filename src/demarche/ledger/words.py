"""The words of a mention, as linking compares them: stems without the little words."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.language.lemmatise import by_rule, lemmatise

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d")
_LITTLE = frozenset(
    """a about after again against ago all also an and any are as at be because been before being
    between both but by can could did do does during each for from further had has have having he her
    here him his how i if in into is it its itself just last like made make many may might more most mr
    mrs ms must my new no nor not now of off on one only or other our out over own per said same say says
    she should since so some such than that the their them then there these they this those through to
    today told too two under until up us very was we were what when where which while who whom why will
    with would yesterday year years you""".split()
)
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
    past = lemmatise(lower, "VERB", "Tense=Past|VerbForm=Fin")
    if past != by_rule(lower, "VERB", "past") or not lower.endswith("ed"):
        lower = past
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
    return frozenset(stem(word) for word in _WORD.findall(text) if word.lower() not in _LITTLE)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of words share, from 0 to 1 (Dice)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def akin(a: str, b: str) -> bool:
    """Whether two stems are of one family: "acqui" (acquisition) and "acquir"."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), shorter)
    return shared >= max(4, shorter - 1) or shared >= 6
