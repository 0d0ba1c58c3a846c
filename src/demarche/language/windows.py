"""Cutting raw text into windows of a few sentences, one encoder pass each.

The encoder reads up to about a hundred words at a time and finds the sentence starts in
them itself. Windows end at paragraphs, and in long paragraphs where a sentence surely
ends: at final punctuation followed by white space and a capital, not after an
abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np

from demarche.language.network import CLS, SEP
from demarche.language.shapes import GLUED, INSIDE, PARAGRAPH, SPACED, shape
from demarche.language.tokenise import is_abbreviation

TARGET = 120  # subwords a window, where a sure sentence end allows it
LIMIT = 300  # subwords at which a window is cut, sentence or not
_BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n(?=[ \t]*[-*•–—][ \t])")
# "CARACAS, Venezuela — ", "NAIROBI/JUBA (Reuters) - ": where a report was filed is no part of its lead
_PLACED = r"(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
_DATELINE = re.compile(
    r"(?:(?:\A|(?<=\n))[ \t]*[A-Z][A-Z .'’/\-]{2,30}" + _PLACED + r"(?: ?\([A-Z][\w /.]{1,24}\))?"
    # in small letters only what opens a text: "Nairobi (dpa) – "
    r"|\A[ \t]*[A-Z][\w .'’/\-]{2,30}" + _PLACED + r" ?\([A-Za-z][\w /.]{1,24}\))"
    r" ?[—–-]{1,2}\s+(?=[A-Z\"“‘'])"
)
# Where a sentence ends in an abbreviation for the half of a day, and a name's title or article goes on.
_HALF_DAY = re.compile(
    r"\b[ap]\.m\. (?=(?:The|A|An|He|She|It|They|But|In|On|At|Mr|Ms|Mrs|President|Prime|Chancellor|Minister|"
    r"Secretary|General|King|Queen|Officials|Police)\b)"
)
_FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!?", "。"})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "»", "''"})


class Window(msgspec.Struct):
    """Words [first, last) of one text, with what the encoder takes of them."""

    text: int  # which of the texts
    first: int
    last: int
    ids: list[int]
    shapes: list[int]
    starts: list[int]  # position of each word's first subword in ids
    bound: list[int]  # words, counted from the first, that surely begin no sentence


def padded(batch: Sequence[Window]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Windows as the encoder takes them, each to the length of the longest.

    ids, shapes, mask: [B, T] int64, with the marks of begin and end; first: [B, N] int64, the
    position of each word's first subword.
    """
    width = max(len(window.ids) for window in batch) + 2
    most = max(len(window.starts) for window in batch)
    ids = np.zeros((len(batch), width), np.int64)
    shapes, mask = np.zeros_like(ids), np.zeros_like(ids)
    first = np.zeros((len(batch), most), np.int64)
    for row, window in enumerate(batch):
        size = len(window.ids)
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = CLS, window.ids, SEP
        shapes[row, 1 : size + 1] = window.shapes
        mask[row, : size + 2] = 1
        first[row, : len(window.starts)] = np.array(window.starts) + 1
    return ids, shapes, mask, first


def paragraphs(text: str, words: list[tuple[int, int]]) -> list[bool]:
    """For each word, whether it begins a paragraph.

    A blank line or a list's bullet always ends one. A single line break does where the
    text is not wrapped to a width: after final punctuation, or before a capital when the
    line was short (a heading, a table's row). So does a dateline.
    """
    leads = {match.end() for pattern in (_DATELINE, _HALF_DAY) for match in pattern.finditer(text)}
    lines = text.split("\n")
    wrapped = _wrapped(lines)
    begins: list[bool] = []
    before = 0
    for start, end in words:
        gap = text[before:start]
        if not begins or start in leads:
            begins.append(True)
        elif "\n" not in gap:
            begins.append(False)
        elif not wrapped or _BREAK.search(gap + text[start : end + 1]) or gap.count("\n") > 1:
            begins.append(True)
        else:
            begins.append(False)
        before = end
    return begins


def datelines(text: str) -> list[tuple[int, int]]:
    """[start, end) of what says where a report was filed; each of several begins an item of its own."""
    return [match.span() for match in _DATELINE.finditer(text)]


def _wrapped(lines: list[str]) -> bool:
    """Whether line breaks only fold the text: long lines that mostly end mid-sentence."""
    full = [line.rstrip() for line in lines if len(line.strip()) >= 40]
    if len(full) < 3:
        return False
    open_ended = sum(line[-1] not in ".!?:;\"'”’)»…" for line in full)
    return open_ended / len(full) > 0.5 and max(map(len, full)) < 140


def windows(number: int, text: str, words: list[tuple[int, int]], pieces: list[list[int]]) -> list[Window]:
    """The windows of one text, given its words and their subwords."""
    begins = paragraphs(text, words)
    forms = [text[start:end] for start, end in words]
    found: list[Window] = []
    first, size, safe = 0, 0, -1
    for index in range(len(words)):
        if index > first and (begins[index] or size + len(pieces[index]) > LIMIT):
            found.append(_window(number, text, words, forms, pieces, begins, first, index))
            first, size, safe = index, 0, -1
        elif index > first and size + len(pieces[index]) > TARGET and safe > first:
            found.append(_window(number, text, words, forms, pieces, begins, first, safe))
            size -= sum(len(pieces[word]) for word in range(first, safe))
            first, safe = safe, -1
        size += len(pieces[index])
        if index + 1 < len(words) and _sure_end(text, words, forms, index):
            safe = index + 1
    if first < len(words):
        found.append(_window(number, text, words, forms, pieces, begins, first, len(words)))
    return found


def _sure_end(text: str, words: list[tuple[int, int]], forms: list[str], index: int) -> bool:
    following = forms[index + 1]
    if words[index + 1][0] == words[index][1] or not (following[0].isupper() or following[0] in "\"“‘'"):
        return False
    last = index
    while last > 0 and forms[last] in _CLOSERS and words[last][0] == words[last - 1][1]:
        last -= 1
    if forms[last] in _FINAL:
        return not (last > 0 and len(forms[last - 1]) == 1 and forms[last - 1].isupper())
    return forms[last].endswith((".", "!", "?")) and not is_abbreviation(forms[last]) and len(forms[last]) > 3


def _goes_on(text: str, words: list[tuple[int, int]], forms: list[str], index: int) -> bool:
    """Whether a word continues its sentence: a comma ends none, but for a line's end.

    "We were not asked," Costa said. — but "Regards,\nAna" is two.
    """
    last = index - 1
    while last > 0 and forms[last] in _CLOSERS:
        last -= 1
    return forms[last] == "," and "\n" not in text[words[last][1] : words[index][0]]


def _window(
    number: int, text: str, words: list[tuple[int, int]], forms: list[str], pieces: list[list[int]],
    begins: list[bool], first: int, last: int,
) -> Window:  # fmt: skip
    ids: list[int] = []
    shapes: list[int] = []
    starts: list[int] = []
    bound: list[int] = []
    for index in range(first, last):
        if index > first and _goes_on(text, words, forms, index):
            bound.append(index - first)
        kind = shape(forms[index])
        if begins[index]:
            place = PARAGRAPH
        else:
            place = SPACED if words[index][0] > words[index - 1][1] else GLUED
        starts.append(len(ids))
        ids.extend(pieces[index])
        shapes.append(place + kind)
        shapes.extend([INSIDE + kind] * (len(pieces[index]) - 1))
    return Window(number, first, last, ids, shapes, starts, bound)
