"""The offices that the words around a name give to whoever bears it.

"*Russian Defense Minister* Sergei Shoigu", "*President of Belarus* Alexander Lukashenko",
"Kim Jong-un, *the leader of North Korea*": a title that the table of offices knows, right
before the name or in the apposition behind it, with the country that stands with it.
"""

from __future__ import annotations

import re

from demarche.knowledge.offices import office
from demarche.ledger.sketch import nations
from demarche.records import Actor, Mention

_BREAK = re.compile(
    r"[,;:()“”\"]|(?<![A-Z])\.\s|\b(?:and|while|as|that|who|whom|with|by|to|for|from|says?|said)\b"
)
_FORMER = frozenset({"former", "ex", "late", "onetime", "then", "ousted", "deposed", "would-be", "acting"})
_RELATING = frozenset({"of", "to", "for", "by", "under", "with", "from", "in", "at"})
_APPOSITION = re.compile(r"^,\s+(?:the|a|an|then)?\s*([^,;:.()]{4,70})")
_LONGEST = 5  # words in a title
_MERE = frozenset({"professor", "member", "chief", "spokesman", "spokeswoman", "spokesperson", "official"})


def office_of(mention: Mention, actor: Actor) -> tuple[str, str | None] | None:
    """The title and its country that a mention's sentence gives an actor, None where none does."""
    text = mention.evidence.text
    start, end = actor.start - mention.evidence.start, actor.end - mention.evidence.start
    if not 0 <= start < end <= len(text):
        return None
    lead, name = _split(text[start:end])
    return _before(text[:start] + lead, actor.country) or _behind(text[end:], actor.country, name)


def _split(words: str) -> tuple[str, str]:
    """An actor's words as what may be a title and the name behind it: "President | Ana Lind"."""
    parts = words.split(" ")
    for size in range(min(_LONGEST, len(parts) - 1), 0, -1):
        if office(" ".join(parts[:size]).lower()):
            return " ".join(parts[:size]) + " ", " ".join(parts[size:])
    return "", words


def _before(before: str, country: str | None) -> tuple[str, str | None] | None:
    if before and not before[-1].isspace():
        return None
    phrase = _BREAK.split(before)[-1].split()
    of_country = re.match(r"(.*)\bof(?: the)?\s+(.+)$", " ".join(phrase))
    found: tuple[str, str | None] | None = None
    if of_country and nations(of_country[2]):
        found = _title(of_country[1].split(), nations(of_country[2])[0])
    return found or _title(phrase, None, country)


def _title(words: list[str], of: str | None, country: str | None = None) -> tuple[str, str | None] | None:
    """The longest title that words end with, and whose it is."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        title = " ".join(words[-size:]).lower().replace("defence", "defense").removeprefix("the ")
        known = office(title)
        if known is None or known.sector is None or title.rstrip(".") in _MERE:
            continue
        rest = words[:-size]
        if {word.lower().rstrip("-") for word in rest[-4:]} & _FORMER:
            return None
        named = nations(" ".join(rest[-3:]))
        return title, of or known.country or (named[-1] if named else country)
    return None


def _behind(after: str, country: str | None, name: str) -> tuple[str, str | None] | None:
    found = _APPOSITION.match(after)
    if not found or not name[:1].isupper():
        return None
    words = found[1].split()
    if words[0].lower() in _FORMER:
        return None
    for stop in range(len(words), 0, -1):
        if {word.lower() for word in words[: stop - 1]} & _RELATING:
            continue  # "son of the president"
        title = _title(words[:stop], None)
        if title is not None:
            named = nations(found[1])
            return title[0], title[1] or (named[0] if named else country)
    return None
