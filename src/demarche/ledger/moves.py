"""What was expected of an act, and whether later words move it: another day, place or party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from demarche.ledger.comparing_times import tells_of_move
from demarche.ledger.dated import Dated
from demarche.ledger.participants import agreement
from demarche.ledger.sketch import Spot, Who, sketch
from demarche.ledger.when import When, gap
from demarche.ledger.whereabouts import relation


class Expectation(msgspec.Struct, frozen=True):
    """When, where and who, as words have it so far."""

    when: When
    stated: tuple[int | None, int | None]  # the days as the words have them
    spots: tuple[Spot, ...]
    parties: tuple[Who, ...]
    journey: bool  # a visit has many places; another one on the way is no move
    told: bool = False  # the words say that it was moved
    deadline: bool = False  # wanted or threatened: the day is the last one, not the one

    def updated(self, later: Expectation) -> Expectation:
        """The expectation after later words: what they say anew replaces what was said before."""
        time, stated = self.when, self.stated
        apart = gap(time, later.when)
        narrower = not time.firm or (later.when.length < time.length and apart <= 0)
        planned = time.firm and not self.deadline and later.deadline
        if later.when.firm and not planned and (narrower or apart > _slack(later)):
            time, stated = later.when, later.stated
        return Expectation(
            time,
            stated,
            _narrower(self.spots, later.spots),
            self.parties or later.parties,
            self.journey,
            deadline=self.deadline and later.deadline,
        )


def expectation(words: Sequence[Dated]) -> Expectation:
    """What the mentions of one report together lead to expect: the narrowest firm time, all places."""
    sketches = [sketch(one) for one in words]
    firm = [(one.when, one.stated) for one in sketches if one.when.firm]
    spots = {spot.name: spot for one in sketches for spot in one.spots}
    most = max(sketches, key=lambda one: (len(one.parties), sum(who.person for who in one.parties)))
    open_ended = (sketches[0].when, (None, None))
    time, stated = min(firm, key=lambda one: (one[0].length, one[0].first)) if firm else open_ended
    return Expectation(
        time,
        stated,
        tuple(spots.values()),
        most.parties,
        all(one.kind in ("visit", "leave") for one in sketches),
        any(map(tells_of_move, words)),
        all(one.mention.status in ("wanted", "threatened") for one in words),
    )


def _narrower(before: tuple[Spot, ...], after: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The places by later words, unless these only name the country: "in Vladivostok", then "in Russia"."""
    wider = all(spot.whole for spot in after) and any(
        not spot.whole and relation(spot, country) == "inside" for spot in before for country in after
    )
    return before if wider or not after else after


def moved(before: Expectation, after: Expectation) -> dict[str, tuple[str, str]]:
    """What changed between two expectations, or between one and its outcome; {} where nothing did."""
    change: dict[str, tuple[str, str]] = {}
    if before.when.firm and after.when.firm and gap(before.when, after.when) > _slack(after):
        change["time"] = (_days(before.when), _days(after.when))
    place = _place(before, after)
    if place is not None:
        change["place"] = place
    found = agreement(before.parties, after.parties)
    left = [who for who in found.left if who.person]
    right = [who for who in found.right if who.person]
    if left and right and found.matched:
        change["participants"] = ("; ".join(who.name for who in left), "; ".join(who.name for who in right))
    return change


def _slack(after: Expectation) -> int:
    """Days by which later words may differ and still mean the same day.

    Two reports ahead of an act often differ by a day or two; an outcome that is dated by
    its report alone may be told a day late. A word of moving leaves no doubt.
    """
    if after.told:
        return 0
    if after.when.ahead:
        return 2
    return 1 if after.when.firm == 1 else 0


def _place(before: Expectation, after: Expectation) -> tuple[str, str] | None:
    narrow = [spot for spot in before.spots if not spot.whole] or list(before.spots)
    there = [spot for spot in after.spots if not spot.whole] or list(after.spots)
    found = {relation(x, y) for x in narrow for y in there}
    if not found or found & {"same", "inside", "unknown"}:
        return None
    if found == {"country"} and (before.journey or after.journey):
        return None
    return narrow[0].name, there[0].name


def _days(span: When) -> str:
    first, last = dt.date.fromordinal(span.first).isoformat(), dt.date.fromordinal(span.last).isoformat()
    return first if first == last else f"{first}/{last}"
