"""Where the words that an annotator wrote stand in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Offsets

_SPEC = re.compile(r"(?P<words>.+?)(?:#(?P<number>\d+)|@(?P<offset>\d+))?", re.DOTALL)
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class NotThere(ValueError):
    """The words do not stand where the annotator says."""


def find(text: str, spec: str, taken: Sequence[Offsets] = ()) -> Offsets:
    """The offsets of ``visit``, of the second ``visit#2``, or of the one at ``visit@54``.

    Without a number it is the first that overlaps none of ``taken``. Only whole words are
    found, except at an offset. Raises NotThere.
    """
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        raise NotThere("no words")
    words, number, offset = match["words"], match["number"], match["offset"]
    if offset is not None:
        start = int(offset)
        if text[start : start + len(words)] != words:
            raise NotThere(f"{words!r} does not stand at {start}: {text[start : start + len(words)]!r}")
        return start, start + len(words)
    spans = everywhere(text, words)
    if number is None:
        free = [span for span in spans if not any(overlap(span, other) for other in taken)]
        if not free:
            again = f"stands only {len(spans)} times" if spans else "does not stand"
            raise NotThere(f"{words!r} {again} in the text")
        return free[0]
    if not 0 < int(number) <= len(spans):
        raise NotThere(f"{words!r} stands {len(spans)} times in the text, there is no {spec!r}")
    return spans[int(number) - 1]


def stretch(text: str, spec: str) -> Offsets:
    """The offsets of a passage given whole or as ``its first words … its last words``."""
    first, *rest = _GAP.split(spec.strip())
    if not rest or first == "" or rest[-1] == "" or re.search(r"@\d+\Z", spec):
        return find(text, spec)
    start, end = find(text, first)
    ends = [span for span in everywhere(text, rest[-1]) if span[0] >= end]
    if not ends:
        raise NotThere(f"{rest[-1]!r} does not stand after {first!r}")
    return start, ends[0][1]


def everywhere(text: str, words: str) -> list[Offsets]:
    """Every place where the words stand as whole words, in order."""
    left = r"(?<!\w)" if re.match(r"\w", words) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return [match.span() for match in re.finditer(left + re.escape(words) + right, text)]


def overlap(one: Offsets, other: Offsets) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
