"""Which places a name can stand for, by the gazetteer and the table of countries."""

from __future__ import annotations

import msgspec

from demarche.knowledge import countries, time_tables
from demarche.knowledge.gazetteer import Entry, country_entry, key, look_up


def entries_of(text: str) -> tuple[Entry, ...]:
    """Places of a name; names of countries in all their forms lead to the country."""
    code = countries.country_of(text)
    if code is not None and not countries.is_sovereign_name(text):
        return _part_of(text, code)
    if code is not None:
        country = country_entry(code)
        # towns that bear the name themselves: Mexico in Missouri, but not Arak for "Iraq"
        own = key(text)
        others = tuple(entry for entry in look_up(text) if entry.kind != "country" and key(entry.name) == own)
        if country is not None:
            return (
                msgspec.structs.replace(country, name=countries.country_name(code) or country.name),
                *others,
            )
        return others
    if text.istitle() and _is_of_the_calendar(text.lower()):
        return ()
    if countries.seat(text) is not None:
        return tuple(entry for entry in look_up(text) if entry.kind == "site")
    if text.isupper() and len(text) <= 3:
        return ()
    found = look_up(text)
    # the codes of airports are written in capitals: "Ade" is no Aden
    return tuple(entry for entry in found if entry.kind != "airport") if len(text) == 3 else found


def _is_of_the_calendar(name: str) -> bool:
    """Whether a name is a month's, a weekday's or a feast's before it is a place's: "May", "Tet"."""
    return name in time_tables.calendar() or name in time_tables.holidays()


def _part_of(text: str, country: str) -> tuple[Entry, ...]:
    """A part of a country that has a name of its own, and its namesakes: "Bali", "Chechnya", "Punjab"."""
    own = key(text)
    listed = [entry for entry in look_up(text) if entry.kind != "country"]
    found = tuple(entry for entry in listed if entry.country == country)
    others = tuple(entry for entry in listed if entry.country != country and key(entry.name) == own)
    whole = country_entry(country)
    if found or whole is None:
        return (*found, *(entry for entry in others if entry.kind == "region"))
    return (msgspec.structs.replace(whole, name=text, kind="region", geonameid=None),)
