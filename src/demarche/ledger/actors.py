"""The registry of actors: one entry for each, from all mentions of all their names.

Persons of one country are one where their names agree (hyphens, initials, transliterations);
a surname alone goes to whoever bears it, if in that country only one does. Persons of two
countries, and persons with other given names, stay apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec

from demarche.ledger.dated import Dated
from demarche.ledger.names import SAME, same_name, skeleton, tokens
from demarche.ledger.offices_held import office_of
from demarche.ledger.sketch import who_is
from demarche.records import Actor, ActorEntry, OfficeHeld, Span


class _Seen(msgspec.Struct):
    """What was seen of the bearer of one name in one country."""

    name: str
    country: str | None
    person: bool
    forms: Counter[str]
    sectors: Counter[str]
    days: list[dt.date]
    mentions: int
    offices: dict[tuple[str, str | None], list[tuple[dt.date | None, str, Span]]]

    def take(self, other: _Seen) -> None:
        """Add what was seen of another form of the name."""
        self.forms += other.forms
        self.sectors += other.sectors
        self.days += other.days
        self.mentions += other.mentions
        for key, found in other.offices.items():
            self.offices.setdefault(key, []).extend(found)


def registry(mentions: Iterable[Dated]) -> list[ActorEntry]:
    """The actors of these mentions, those that are mentioned most first."""
    seen: dict[tuple[str, str | None], _Seen] = {}
    for dated in mentions:
        told = {actor.id: actor for actor in (*dated.mention.actors, *dated.mention.recipients)}
        for actor in told.values():
            _note(seen, dated, actor)
    groups = _grouped(seen.values())
    entries = [_entry(group) for group in groups]
    return sorted(entries, key=lambda entry: (-entry.mentions, entry.name, entry.country or ""))


def named(entries: Iterable[ActorEntry], name: str) -> list[ActorEntry]:
    """The entries that a name, or a part of one, may mean."""
    wanted = tokens(name)
    return [
        entry
        for entry in entries
        if any(
            set(wanted) <= set(tokens(form)) or same_name(form, name) == SAME
            for form in (entry.name, *entry.variants)
        )
    ]


def _note(seen: dict[tuple[str, str | None], _Seen], dated: Dated, actor: Actor) -> None:
    who = who_is(actor.name, actor.country)
    if not who.named:
        return
    key = (actor.name, actor.country)
    entry = seen.get(key)
    if entry is None:
        entry = seen[key] = _Seen(actor.name, actor.country, who.person, Counter(), Counter(), [], 0, {})
    entry.forms[actor.name] += 1
    form = " ".join(actor.text.split())
    if form != actor.name and len(form) < 60 and set(tokens(form)) & set(tokens(actor.name)):
        entry.forms[form] += 1
    if actor.sector:
        entry.sectors[actor.sector] += 1
    if dated.published:
        entry.days.append(dated.published)
    entry.mentions += 1
    held = office_of(dated.mention, actor) if who.person else None
    if held is not None:
        words = (dated.published, dated.mention.report, dated.mention.evidence)
        entry.offices.setdefault(held, []).append(words)


def _grouped(seen: Iterable[_Seen]) -> list[_Seen]:
    """Forms of one name brought together: full names first, then what is short of one."""
    order = sorted(seen, key=lambda one: (-len(tokens(one.name)), -one.mentions, one.name, one.country or ""))
    groups: list[_Seen] = []
    near: dict[tuple[str | None, str], list[_Seen]] = {}
    for one in order:
        fitting = [
            group
            for key in _handles(one)
            for group in near.get((one.country, key), ())
            if group.person == one.person and same_name(group.name, one.name)
        ]
        fitting = list({id(group): group for group in fitting}.values())
        same = [group for group in fitting if same_name(group.name, one.name) == SAME]
        chosen = same or fitting
        if len(chosen) == 1 or same:
            chosen[0].take(one)
            continue
        groups.append(one)
        for key in _handles(one):
            near.setdefault((one.country, key), []).append(one)
    return groups


def _handles(one: _Seen) -> set[str]:
    return {skeleton(token) for token in tokens(one.name)} if one.person else {one.name.casefold()}


def _entry(group: _Seen) -> ActorEntry:
    full = [form for form in group.forms if len(tokens(form)) == len(tokens(group.name))]
    name = max(full or [group.name], key=lambda form: (group.forms[form], form))
    return ActorEntry(
        name=name,
        variants=tuple(form for form, _ in group.forms.most_common(12) if form != name),
        country=group.country,
        sectors=tuple(sector for sector, _ in group.sectors.most_common()),
        person=group.person,
        mentions=group.mentions,
        first=min(group.days).isoformat() if group.days else None,
        last=max(group.days).isoformat() if group.days else None,
        offices=tuple(
            sorted(
                (_office(title, country, found) for (title, country), found in group.offices.items()),
                key=lambda held: (held.first or "", held.title),
            )
        ),
    )


def _office(title: str, country: str | None, found: list[tuple[dt.date | None, str, Span]]) -> OfficeHeld:
    found = sorted(found, key=lambda one: (one[0] or dt.date.max, one[1], one[2].start))
    days = [day for day, _, _ in found if day is not None]
    return OfficeHeld(
        title=title,
        country=country,
        first=min(days).isoformat() if days else None,
        last=max(days).isoformat() if days else None,
        reports=len({report for _, report, _ in found}),
        evidence=found[0][2],
        report=found[0][1],
    )
