"""A mention's fields in words, as the table and the page both show them."""

from __future__ import annotations

import unicodedata

from demarche.records import Actor, EventPlace, Mention, Place, Source, Thing, Time

# What each status means to a reader of the table, in the order of a legend.
STATUSES = {
    "occurred": "it took place",
    "ongoing": "it is under way",
    "planned": "it is announced, or may come",
    "wanted": "somebody wants it or asks for it",
    "threatened": "somebody threatens it",
    "habitual": "it happens again and again",
}


def visible(text: str) -> str:
    """The text with every control and direction character as a space, in place.

    Offsets stay true, and a report can neither steer the terminal nor turn a line's
    direction around (category Cc and Cf: ESC, tabs, line breaks, U+202E …).
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in _UNSHOWN else c for c in text)


_UNSHOWN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def who(party: Actor | Source) -> str:
    """A name with its codes: "Kim Jong-un (PRK GOV)"."""
    codes = " ".join(code for code in (party.country, party.sector) if code)
    return f"{party.name} ({codes})" if codes else party.name


def coding(mention: Mention) -> str:
    """Type, mode and CAMEO code: "CONSULT visit 042"."""
    return " ".join(part for part in (mention.type, mention.mode, mention.cameo) if part)


def days(time: Time) -> str:
    """The days of a time: "2023-09-10 to 2023-09-13"; its value where they are open."""
    if time.start and time.end:
        return time.start if time.start == time.end else f"{time.start} to {time.end}"
    if time.start:
        return f"from {time.start}"
    if time.end:
        return f"until {time.end}"
    return time.value


def when(time: Time) -> str:
    """The days, and the words that give them or else where they come from."""
    if time.text:
        return f"{days(time)} (“{time.text}”)"
    return f"{days(time)} ({_GIVEN_BY.get(time.source, time.source)})"


_GIVEN_BY = {"published": "by the report’s date", "event": "by another event"}


def where(place: Place | EventPlace) -> str:
    """A place behind the preposition of its role: "to Vladivostok (RUS)"."""
    name = f"{place.name} ({place.country})" if place.country and place.name != place.country else place.name
    return f"{_PREPOSITIONS.get(place.role, place.role)} {name}"


_PREPOSITIONS = {"venue": "at", "origin": "from", "destination": "to", "via": "via", "target": "target:"}


def thing(one: Thing) -> str:
    """An object's words, with its quantity as a number where it has one."""
    if one.quantity is None:
        return one.text
    return f"{one.text} [{'≈' if one.approximate else ''}{one.quantity:,.10g}]"
