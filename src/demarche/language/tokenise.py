"""Raw text to the syntactic words of Universal Dependencies' English treebanks.

The conventions are those of EWT and GUM, which keep the LDC's: clitics and possessives
are words of their own ("do|n't", "Putin|'s", "can|not", "gon|na"), compounds are split
at their hyphens ("air|-|launched") but for a few prefixes ("anti-war"), and full stops
belong to abbreviations and initials. One pass of one regular expression, without
overlapping alternatives, so the time is linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_APOSTROPHE = "['’ʼ`´]"
_LETTER = r"[^\W\d_]"
_MARK = "\u0300-\u036f\u200b-\u200d\u2060\ufe00-\ufe0f"
_PREFIXES = (
    "anti|non|pre|post|pro|mid|re|co|ex|multi|semi|sub|mini|neo|counter|cross|over|e|pseudo|quasi|inter|intra|"
    "extra|ultra|un|de"
)

_WORD = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>"”’]*[^\s<>"”’.,;:!?)\]}}'])
    | (?P<mail>[\w.+-]{{1,64}}@(?:[\w-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,}})
    | (?P<host>(?-i:\w[\w-]{{0,62}}(?:\.[a-z][a-z0-9-]{{1,62}}){{2,8}}
        |[\w-]{{2,63}}\.(?:com|org|net|edu|gov|info|pdf|docx?|xlsx?|html?|Com|COM|[a-z]{{2}}\.[a-z]{{2}})
      )(?![\w]))
    | (?P<firm>(?-i:[A-Z]{{1,4}}&[A-Z]{{1,4}}(?!\w)))
    | (?P<letters>(?:[A-Za-z]\.){{2,}}(?:[A-Z](?![\w.]))?)
    | (?P<date>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}(?![\d]))
    | (?P<clock>\d{{1,2}}:\d\d:\d\d|\d{{1,2}}[:.]\d\d(?=\s?[ap]\.?m|\b))
    | (?P<phone>(?:\d-)?(?:\d{{3}}-)+\d{{4}}(?!\d))
    | (?P<decade>{_APOSTROPHE}\d\ds?(?!\w))
    | (?P<number>\d+(?:[.,/]\d+)*(?:(?:st|nd|rd|th|s|{_APOSTROPHE}s)(?!\w))?)
    | (?P<prefixed>(?:{_PREFIXES})-{_LETTER}[\w{_MARK}]*)
    | (?P<word>{_LETTER}[\w{_MARK}]*(?:{_APOSTROPHE}{_LETTER}[\w{_MARK}]*)*)
    | (?P<stops>\.{{2,}}|…+)
    | (?P<smiley>[:;=][-^]?[()DPp](?![\w(])|<3)
    | (?P<run>-[->|+=]+|(?P<same>[-=_*+~#$<>|])(?P=same)+|—|–)
    | (?P<quotes>''|``|’’|‘‘)
    | (?P<clitic>{_APOSTROPHE}(?:s|m|d|re|ve|ll)(?!\w))
    | (?P<marks>[!?]{{2,}})
    | (?P<other>[^\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = re.compile(
    r"(?<=\d)(?=(?:km|kg|mm|cm|m|bn|mn|k|ft|lb|am|pm|h|hrs?|mph|kph|kmh|tn|t)$)", re.IGNORECASE
)
_NEGATED = re.compile(rf"(?:n{_APOSTROPHE}t)$", re.IGNORECASE)
_CLITIC = re.compile(rf"(?<=\w)({_APOSTROPHE}(?:s|m|d|re|ve|ll))$", re.IGNORECASE)
# Arabic for a head or a cape, whose hamza is no clitic's: "Ra's Lanuf", "Ra's al-Ayn"
_HEADLAND = re.compile(rf"Ra{_APOSTROPHE}s\s(?:(?:al|el|as|at|an|ar)-)?[A-Z]")
# words run together, and where they are cut; those with an apostrophe left out only where
# no other word is spelled so ("its", "hell", "were" stay whole)
_FUSED = {
    "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2, "outta": 3,
    "alot": 1, "aint": 2, "arent": 3, "cant": 2, "couldnt": 5, "didnt": 3, "doesnt": 4, "dont": 2,
    "hadnt": 3, "hasnt": 3, "havent": 4, "isnt": 2, "shouldnt": 6, "wasnt": 3, "werent": 4, "wont": 2,
    "wouldnt": 5, "hes": 2, "im": 1, "ive": 1, "thats": 4, "theyre": 4, "theyve": 4, "weve": 2,
    "whats": 4, "youll": 3, "youre": 3, "youve": 3,
}  # fmt: skip


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    lines = (
        resources.files("demarche.language").joinpath("data/abbreviations.txt").read_text(encoding="utf-8")
    )
    return frozenset(line.strip() for line in lines.splitlines() if line.strip() and not line.startswith("#"))


def is_abbreviation(form: str) -> bool:
    """Whether a word with its final stop is written so in mid-sentence: "Mr.", "U.S."."""
    if not form.endswith("."):
        return False
    stem = form[:-1]
    return (len(stem) == 1 and stem.isalpha()) or "." in stem or stem.lower() in _abbreviations()


def tokenise(text: str) -> list[tuple[int, int]]:
    """Character spans [start, end) of the words of a text, in order, without overlap.

    Every character that is not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    after = 0  # where the last word ends, with what it swallowed: its full stop, a number's letter
    while (match := _WORD.search(text, after)) is not None:
        start, end = match.span()
        kind = match.lastgroup
        if kind in ("word", "prefixed"):
            if end < len(text) and text[end] == "." and _keeps_stop(text, start, end):
                spans.append((start, end + 1))
            else:
                spans.extend(_split_word(text, start, end))
        elif kind == "letters" and text[end - 1] != "." and end - start < 4:
            spans.extend(_split_word(text, start, end))
        elif kind == "number":
            spans.extend(_split_number(text, start, end))
        else:
            spans.append((start, end))
        after = max(end, spans[-1][1])
    return spans


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the full stop after a word belongs to it."""
    stem = text[start:end]
    if text[end + 1 : end + 2] == ".":
        return False
    if len(stem) == 1:
        # an initial in a name ("Vladimir V. Putin"), but not the pronoun or a list's end
        return stem.isupper() and stem != "I" and re.match(r"\s?[A-Z]", text[end + 1 : end + 3]) is not None
    lower = stem.lower()
    if lower in ("no", "fig", "art", "sec", "op", "p", "vol"):
        return re.match(r"\s?\d", text[end + 1 : end + 3]) is not None
    if lower not in _abbreviations():
        return False
    following = text[end + 1 : end + 3].strip()
    # a month, a state or "co." that is an ordinary word too needs its capital
    if lower in _ORDINARY:
        return stem[0].isupper() and (not following or not following[0].isupper() or lower in ("mar", "jun"))
    return True


_ORDINARY = frozenset("mar jun mon fri wed del ill ind mass miss ore pa va wash ed est".split())


def _split_word(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A word without its clitics, and the clitics."""
    form = text[start:end]
    cut = _FUSED.get(form.lower())
    if cut is not None:
        return [(start, start + cut), (start + cut, end)]
    if len(form) > 3 and (found := _NEGATED.search(form)):
        at = start + found.start()
        return [(start, at), (at, end)]
    if (found := _CLITIC.search(form)) and found.start() > 0 and not _HEADLAND.match(text, start):
        at = start + found.start()
        return [*_split_word(text, start, at), (at, end)]
    return [(start, end)]


def _split_number(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A number, with a unit written onto it as a word of its own ("5km")."""
    tail = end
    while tail < len(text) and (text[tail].isalnum() or text[tail] == "_"):
        tail += 1
    found = _UNITS.search(text[start:tail]) if tail > end else None
    if tail > end and found:
        return [(start, start + found.start()), (start + found.start(), tail)]
    if tail > end:
        return [(start, tail)]
    if text[end - 2 : end] in ("'s", "’s") and not text[end - 3 : end - 2].isdigit():
        return [(start, end - 2), (end - 2, end)]
    return [(start, end)]
