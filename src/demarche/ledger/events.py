"""A cluster of mentions folded into one event, as it was known on a day.

What later and surer words say stands before what was said ahead of time; participants are
united under one name each, the time is narrowed to what all agree on, and every mention
stays with its words.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from demarche.knowledge.countries import country_name
from demarche.knowledge.word_forms import lemmas
from demarche.ledger.dated import Cluster, Dated, event_id
from demarche.ledger.participants import alike
from demarche.ledger.sketch import Who, sketch, who_is
from demarche.ledger.when import When, days, when
from demarche.records import Actor, Event, EventPlace, EventTime, Party, Witness

PAST = frozenset({"occurred", "ongoing"})
_SURENESS = {"certain": 3, "probable": 2, "possible": 1, "unknown": 0}
_FINENESS = (
    "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century",
)  # fmt: skip


def known(cluster: Cluster, as_of: dt.date | None) -> tuple[Dated, ...]:
    """The mentions that were published by a day; all of them where no day is given."""
    if as_of is None:
        return cluster.mentions
    return tuple(one for one in cluster.mentions if one.published is not None and one.published <= as_of)


def event_of(cluster: Cluster, as_of: dt.date | None = None) -> Event | None:
    """The event of a cluster as of a day, None where nothing was published of it by then."""
    mentions = known(cluster, as_of)
    return fold(mentions) if mentions else None


def fold(mentions: Sequence[Dated]) -> Event:
    """The event that these mentions, the earliest first, speak of together."""
    best = best_of(mentions)
    actors = parties(one.mention.actors for one in mentions)
    kind = Counter(
        (one.mention.type, one.mention.mode, one.mention.cameo) for one in _telling(mentions, best)
    ).most_common(1)[0][0]
    return Event(
        id=event_id(mentions[0]),
        type=kind[0],
        mode=kind[1],
        contexts=tuple(sorted({name for one in mentions for name in one.mention.contexts})),
        cameo=kind[2],
        actors=actors,
        recipients=_others(parties(one.mention.recipients for one in mentions), actors),
        status=best.mention.status,
        certainty=best.mention.certainty,
        polarity=best.mention.polarity,
        time=time_of(_telling(mentions, best)) or time_of(mentions),
        places=places_of(_telling(mentions, best)) or places_of(mentions),
        sources=tuple(dict.fromkeys(name for one in mentions for name in sources_of(one))),
        mentions=tuple(witness(one) for one in mentions),
    )


def best_of(mentions: Sequence[Dated]) -> Dated:
    """The mention whose standing the event takes: what happened before what was to come, the
    latest and then the surest word first."""
    return max(
        mentions,
        key=lambda one: (
            one.mention.status in PAST and one.mention.polarity == "positive",
            one.published or dt.date.min,
            _SURENESS.get(one.mention.certainty, 0),
            one.mention.confidence,
            one.mention.id,
        ),
    )


def _telling(mentions: Sequence[Dated], best: Dated) -> list[Dated]:
    """The mentions that stand as the best one does: told as past, or told ahead."""
    past = best.mention.status in PAST
    return [
        one
        for one in mentions
        if (one.mention.status in PAST) == past and one.mention.polarity == best.mention.polarity
    ]


def sources_of(dated: Dated) -> tuple[str, ...]:
    """Whose word a mention is: whom the report credits, then who published it."""
    credited = [source.name for source in dated.mention.sources]
    published = [dated.publisher] if dated.publisher else []
    return tuple(dict.fromkeys([*credited, *published, *dated.outlets]))


def witness(dated: Dated) -> Witness:
    """A mention as an event shows it."""
    mention = dated.mention
    published = dated.published.isoformat() if dated.published else None
    return Witness(mention.id, mention.report, published, mention.evidence, mention.status)


def parties(lists: Iterable[Sequence[Actor]]) -> tuple[Party, ...]:
    """Participants of several mentions united, each under the name that is most often used.

    A person stands for the state that another report names instead: "Russia" is left out
    beside "Vladimir Putin". So do they for the office by which another report calls them: "the
    Russian president" is left out as well, but not where one report has both.
    """
    told = [tuple(actors) for actors in lists]
    everybody = [actor for actors in told for actor in actors]
    offices = {actor.name for actor in everybody if _office(actor)}
    offices -= {actor.name for actors in told for actor in actors if _beside_person(actor, actors)}
    found = [_party(group) for group in _grouped(everybody)]
    states = {one.country for one in found if one.country and who(one).person}
    posts = {(actor.country, actor.sector) for actor in everybody if who(actor).person}
    return tuple(
        one
        for one in found
        if not (who(one).state and one.country in states)
        and not (one.name in offices and (one.country, one.sector) in posts)
    )


def _grouped(actors: Iterable[Actor]) -> list[list[Actor]]:
    """Who is one with the first of a group joins it, in the order of the mentions."""
    groups: list[list[Actor]] = []
    for actor in actors:
        group = next((group for group in groups if _one(who(group[0]), who(actor))), None)
        if group is None:
            groups.append([actor])
        else:
            group.append(actor)
    return groups


def _office(actor: Actor) -> bool:
    """Whether somebody is called by what they are, and is one: "North Korean leader"."""
    last = actor.name.split()[-1] if actor.name.split() else ""
    described = who(actor)
    return (
        actor.sector == "GOV"
        and actor.country is not None
        and not (described.person or described.state)
        and last.islower()
        and lemmas(last) == (last,)
    )


def _beside_person(actor: Actor, actors: Sequence[Actor]) -> bool:
    return any(other.country == actor.country and who(other).person for other in actors)


def who(one: Actor | Party) -> Who:
    """A participant as linking sees it."""
    return who_is(one.name, one.country)


def _one(a: Who, b: Who) -> bool:
    if a.person != b.person or a.state != b.state:
        return False
    return alike(a, b) >= 0.7


def _party(group: list[Actor]) -> Party:
    names = Counter(actor.name for actor in group)
    name = max(names, key=lambda name: (len(name.split()) > 1, names[name], len(name), name))
    countries = Counter(actor.country for actor in group if actor.country)
    sectors = Counter(actor.sector for actor in group if actor.sector)
    chosen = next(actor for actor in group if actor.name == name)
    return Party(
        chosen.id,
        name,
        countries.most_common(1)[0][0] if countries else None,
        sectors.most_common(1)[0][0] if sectors else None,
    )


def _others(found: tuple[Party, ...], taken: tuple[Party, ...]) -> tuple[Party, ...]:
    """Recipients without those who act in another mention ("A met B", "A and B met")."""
    return tuple(one for one in found if not any(_one(who(one), who(other)) for other in taken))


def time_of(mentions: Sequence[Dated]) -> EventTime | None:
    """The days that the mentions agree on, from the narrowest time outwards."""
    dated = []
    for one in mentions:
        time, span = one.mention.time, when(one.mention, one.published)
        if time is not None and span.firm:
            first, last = days(one.mention)
            dated.append((span.length, -span.firm, span.first, first, last, time.granularity))
    if not dated:
        return None
    stay = _stay(mentions)
    if stay is not None:
        return stay
    dated.sort(key=lambda one: one[:3])
    *_, first, last, fineness = dated[0]
    for *_, begin, end, other in dated[1:]:
        start = begin if first is None or begin is None else max(first, begin)
        stop = end if last is None or end is None else min(last, end)
        if (start, stop) != (first, last) and not (start and stop and start > stop):
            first, last = start if start is not None else first, stop if stop is not None else last
            fineness = min(fineness, other, key=_FINENESS.index)
    return EventTime(_iso(first), _iso(last), fineness)


def _stay(mentions: Sequence[Dated]) -> EventTime | None:
    """From an arrival to the departure that ends the same visit, where both have their days."""
    spans: dict[str, list[When]] = {"visit": [], "leave": []}
    for one in mentions:
        seen = sketch(one)
        if seen.kind in spans and seen.when.firm and seen.when.length == 1 and not seen.when.ahead:
            spans[seen.kind].append(seen.when)
    if not spans["visit"] or not spans["leave"]:
        return None
    first, last = min(span.first for span in spans["visit"]), max(span.last for span in spans["leave"])
    return EventTime(_iso(first), _iso(last), "day") if first <= last else None


def _iso(day: int | None) -> str | None:
    return None if day is None else dt.date.fromordinal(day).isoformat()


def places_of(mentions: Sequence[Dated]) -> tuple[EventPlace, ...]:
    """The places of the mentions; a country is left out where a place in it is known."""
    found: dict[tuple[str, str], EventPlace] = {}
    for place in (place for one in mentions for place in one.mention.places):
        made = EventPlace(
            place.name, place.role, place.country, place.latitude, place.longitude, place.geonameid
        )
        found.setdefault((place.name, place.role), made)
    inner = {
        (place.role, place.country) for place in found.values() if place.name != country_name(place.country)
    }
    return tuple(
        place
        for place in found.values()
        if place.name != country_name(place.country) or (place.role, place.country) not in inner
    )
