"""Cutting text into the lexemes that the grammar of time expressions reads.

This is not the language model's tokenisation: "Sept.", "10:30", "1990s", "13th" and
"2023-09-13" are one lexeme each, and every hyphen stands alone, whatever the words
around it, so that the grammar is the same for well and badly tokenised text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from demarche.knowledge import time_tables

_PATTERN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)(?![\d])
    | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}/\d\d?/\d\d?)(?![\d/])
    | (?P<clock>\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\.\d\d(?=\s?[ap]\.?m\b)
        |[0-2]\d[0-5]\d(?=\s?(?:hrs|utc|gmt|local\s+time)\b))(?![\d:])
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th))\b
    | (?P<decade>\d{1,3}0['’]?s|['’]\d0s)\b
    | (?P<shortyear>['’]\d\d)(?![\w])
    | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?)
    | (?P<ampm>[ap]\.\ ?m\b\.?|[ap]m\b)
    | (?P<era>b\.\ ?c\.(?:\ ?e\.?)?|b\.c\b|bce?\b|a\.\ ?d\.?(?!\w)|ad\b|c\.e\.)
    | (?P<word>[^\W\d_]+)
    | (?P<space>\s+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class Lexeme(NamedTuple):
    """A piece of text. ``breaks`` says that a line or paragraph ends before it."""

    kind: str
    start: int
    end: int
    text: str
    lower: str
    breaks: bool


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a text, blanks left out."""
    found: list[Lexeme] = []
    breaks = False
    for match in _PATTERN.finditer(text):
        kind, piece = match.lastgroup or "mark", match.group()
        if kind == "space":
            ended = not found or found[-1].text in ".!?:"
            breaks = "\n" in piece and (piece.count("\n") > 1 or ended)
            continue
        if kind == "era" and piece.lower() in ("ad", "bc", "bce") and not piece.isupper():
            kind = "word"
        found.append(Lexeme(kind, match.start(), match.end(), piece, piece.lower().replace("’", "'"), breaks))
        breaks = False
    return found


class Forms:
    """Multi-word look-up: the longest form of a class that stands at a place."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form, value in entries.items():
            pieces = tuple(lexeme.lower for lexeme in lex(form))
            self._by_first.setdefault(pieces[0], []).append((pieces, value))
        for listed in self._by_first.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def at(self, lexemes: list[Lexeme], index: int) -> tuple[int, str] | None:
        """(index after the form, its value), or None."""
        if index >= len(lexemes):
            return None
        for pieces, value in self._by_first.get(lexemes[index].lower, ()):
            at = index
            for piece in pieces[1:]:
                at += 1
                if at >= len(lexemes) or lexemes[at].lower != piece or lexemes[at].breaks:
                    break
            else:
                return at + 1, value
        return None

    def firsts(self) -> set[str]:
        """The words with which forms begin."""
        return set(self._by_first)


@cache
def forms(name: str) -> Forms:
    """The look-up of one class of words ("relation", "part", …) or of "holiday"."""
    if name == "holiday":
        return Forms({form: form for form in time_tables.holidays()})
    if name == "not":
        return Forms({form.lower(): form for form in time_tables.not_times()})
    return Forms(time_tables.words()[name])
