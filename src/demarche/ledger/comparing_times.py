"""Whether the times of two mentions can be one act's: days, plans that slip or move, journeys that end."""

from __future__ import annotations

import datetime as dt
import math
import re

from demarche.knowledge.occasions import OCCASION
from demarche.ledger.dated import Dated
from demarche.ledger.grounds import Tally
from demarche.ledger.participants import agreement
from demarche.ledger.sketch import Sketch, Who, sketch
from demarche.ledger.when import PAST_DAYS, gap
from demarche.ledger.words import stem

JOURNEY_DAYS, COUNT_DAYS, TRIAL_DAYS = 5, 14, 30  # how long what is one journey, vote or trial is told of
VISIT_DAYS = 14  # from an arrival to the departure that ends the same visit
OTHER_DAYS = "other days"
DUE_DAYS = 120  # longer than that, an expectation tells nothing of the day
OPEN_DAYS = 120  # beyond the months in which an undated plan is looked for
LATE_DAYS = 3  # from an act to the word of it
PATIENCE_DAYS = 30  # from the end of an ultimatum to the deed
NEARBY = 40  # characters from a word of moving to what is moved
SLIP_DAYS = 10  # how far an announced day slips without a word
LONG_DAYS = 150  # from the beginning of a withdrawal to its end
MOVE_DAYS = 120  # how far it moves with one
VIOLENT = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
# What comes again and again between the same two: months later it is another one.
_RECURRING = frozenset({"CONSULT", "ASSAULT", "PROTEST", "STATEMENT", "AGREE"})
# What comes at last, and once, however long after no day was given for it.
_FINAL = frozenset({"withdraw", "resign"})
# Attacks that are made once: an offensive on a town, which is announced, begins and takes it.
CAMPAIGNS = frozenset(
    stem(word)
    for word in "offensive counteroffensive invasion invade incursion operation campaign storm "
    "advance take seize retake recapture capture control".split()
)
_MOVING = re.compile(
    r"\b(?:postpon|delay|reschedul|put(?:s|ting)? off|push(?:es|ed)? back|(?:brought|bring(?:s|ing)?) forward"
    r"|adjourn|relocat|new date|moved? (?:to|from)|shift)",
    re.IGNORECASE,
)

_UNDOING = re.compile(
    r"\b(?:cancel|call(?:s|ed|ing)? off|scrap|derail|disrupt|jeopardi[sz]|abandon|shelv|torpedo|scupper"
    r"|scuttl|thwart|undermin|pull(?:s|ed|ing)? out)",
    re.IGNORECASE,
)


def time_points(tally: Tally, a: Dated, b: Dated, one: Sketch, other: Sketch) -> None:
    """Whether the two times can be one; a plan may slip, and moves with a word."""
    x, y = one.when, other.when
    apart = gap(x, y)
    said = abs((a.published - b.published).days) if a.published and b.published else 0
    if apart <= 0:
        longest = max(x.length, y.length)
        if {one.kind, other.kind} == {"visit", "leave"} and not departs(one, other):
            tally.clash = "a departure and a journey"
        if x.ahead != y.ahead and _due(a, b):
            tally.add(0.6 if longest <= 10 + PAST_DAYS else 0.3, "told when it was due")
        elif not (x.firm and y.firm):
            campaign = (one.stem in CAMPAIGNS and other.stem in CAMPAIGNS) or _one_life(one, other)
            both = x.ahead and y.ahead
            tally.add(_nearness(one, said, x.ahead != y.ahead, both=both, campaign=campaign))
        elif longest <= 2:
            tally.add(1.0, "same day")
        else:
            tally.add(max(0.1, 1.0 - 0.12 * math.log2(longest)), "dates overlap")
        return
    if x.ahead or y.ahead:
        same_report = a.mention.report == b.mention.report
        if same_report:
            tally.clash = OTHER_DAYS
        elif one.kind == other.kind == "court" and not (x.firm and y.firm):
            tally.add(-0.5)  # courts take their time
        elif x.ahead != y.ahead and apart <= _course_days(one, other):
            tally.add(-0.2, f"dates {apart} day{'' if apart == 1 else 's'} apart")
        elif not (x.firm and y.firm) and apart <= OPEN_DAYS:
            tally.add(-0.2 if _at_last(one, other) else -0.5)
        elif _ends_later(one, other) and apart <= OPEN_DAYS:
            tally.add(0.0)  # what begins on one day ends on a later one
        elif _threat(a, b) and apart <= PATIENCE_DAYS:
            tally.add(-0.2, "carried out when the time was over")
        elif apart <= SLIP_DAYS:
            tally.add(-0.2 - min(0.4, 0.06 * apart), f"dates {apart} day{'' if apart == 1 else 's'} apart")
        elif apart <= MOVE_DAYS and (tells_of_move(a) or tells_of_move(b)):
            tally.add(-0.3, "told to have moved")
        else:
            tally.clash = OTHER_DAYS
        return
    if departs(one, other) and apart <= VISIT_DAYS:
        tally.add(0.8, "arrival and departure")
    elif apart <= VISIT_DAYS and one.kind == other.kind and (one if x.first > y.first else other).over:
        tally.add(0.3, "begun and ended")
    elif apart <= _course_days(one, other):
        tally.add(0.0, "in the course of one")
    elif apart <= LONG_DAYS and _under_way(one, other):
        tally.add(-0.3, "a withdrawal under way")
    elif apart <= 1 and min(x.firm, y.firm) < 2 and one.family not in VIOLENT:
        tally.add(0.0, "a day apart")
    elif apart <= 1 and min(x.firm, y.firm) < 2:
        tally.add(-0.5, "a day apart")
    else:
        tally.clash = OTHER_DAYS


def _course_days(one: Sketch, other: Sketch) -> int:
    """How many days apart reports may tell of one occasion in its course, where both tell of one: a journey
    "begins" and "ends", a vote is held and its results come, a trial goes on."""
    if one.kind != other.kind:
        return 0
    if one.kind == "visit":
        same = agreement(one.actors, other.actors).matched and where_to(one) & where_to(other)
        return JOURNEY_DAYS if same else 0
    if one.family != OCCASION or not (one.countries | one.lands) & (other.countries | other.lands):
        return 0
    if one.kind == "court":
        known = agreement(one.parties, other.parties).matched
        return TRIAL_DAYS if any(a.person and worth >= 0.65 for a, _, worth in known) else 0
    return COUNT_DAYS if one.kind in ("election", "referendum") else 0


def _at_last(one: Sketch, other: Sketch) -> bool:
    """Whether one is what was announced at last, without a day: the army is home, a successor sworn in."""
    plan, told = (one, other) if one.when.ahead else (other, one)
    same = plan.kind == told.kind or plan.family != told.family
    return same and plan.kind in _FINAL and not told.when.ahead


def _ends_later(one: Sketch, other: Sketch) -> bool:
    """Whether one may tell months after its day how the other ended: a trial, not a meeting."""
    return (
        one.family != other.family
        and one.when.ahead != other.when.ahead
        and ((one if one.when.ahead else other).family != "CONSULT")
    )


def departs(one: Sketch, other: Sketch) -> bool:
    """Whether one tells of an arrival and the other of the same traveller's departure from there."""
    if {one.kind, other.kind} != {"visit", "leave"}:
        return False
    arrival, departure = (one, other) if one.kind == "visit" else (other, one)
    if arrival.when.first > departure.when.last or not agreement(arrival.actors, departure.actors).matched:
        return False
    left = {spot.country for spot in departure.origins if spot.country}
    there = hosts_of(arrival) | {spot.country for spot in arrival.spots if spot.country}
    return not left or bool(left & there)


def _under_way(one: Sketch, other: Sketch) -> bool:
    """Whether both tell of one army that leaves one land, which goes on for months."""
    if not one.kind == other.kind == "withdraw":
        return False
    lands = {spot.country for spot in one.spots} & {spot.country for spot in other.spots} - {None}
    return bool(lands and countries_of(one.actors) & countries_of(other.actors))


def _threat(a: Dated, b: Dated) -> bool:
    """Whether a threat may have been carried out: the deed comes when the time is over."""
    first, second = sorted((a, b), key=lambda one: one.published or dt.date.max)
    return first.mention.status == "threatened" and second.mention.status in ("occurred", "ongoing")


def _due(a: Dated, b: Dated) -> bool:
    """Whether an undated outcome is told in the days for which the act was announced."""
    plan, outcome = (a, b) if sketch(a).when.ahead else (b, a)
    expected = sketch(plan).when
    if not expected.firm or sketch(outcome).when.firm or outcome.published is None:
        return False
    late = max(LATE_DAYS, expected.length // 7)
    return (
        expected.length <= DUE_DAYS
        and expected.first <= outcome.published.toordinal() <= expected.last + late
    )


def _one_life(one: Sketch, other: Sketch) -> bool:
    """Whether both are about the life of one person, which is taken or spared once."""
    if "harm" not in (one.kind, other.kind) or one.when.ahead == other.when.ahead:
        return False
    found = agreement(one.recipients, other.recipients).matched
    return any(a.person and b.person and worth >= 0.65 for a, b, worth in found)


def _nearness(
    one: Sketch, said: int, announced: bool, *, both: bool = False, campaign: bool = False
) -> float:
    """What undated acts gain by reports of about the same day; violence goes on day by day, and what
    was announced comes some days after, and once: a missile test, a war, a resignation. Words ahead
    of ``both`` are of one plan for longer."""
    once = one.family not in _RECURRING or one.kind == "invade" or campaign
    awaited = announced and (once or (one.family == "PROTEST" and said <= 14))
    if one.family in VIOLENT and not both and not awaited:
        return 0.4 if said <= 1 else -0.2 if said <= 3 else -0.7
    if announced and said <= 14:
        return 0.3
    if announced and once:
        return 0.1 if said <= 40 else -0.2
    return 0.4 if said <= 2 else 0.2 if said <= 10 else -0.1 if said <= 40 else -0.5


def tells_of_move(dated: Dated) -> bool:
    """Whether the words around a mention's trigger say that it was put off or moved."""
    return bool(_MOVING.search(_nearby(dated)))


def tells_of_end(dated: Dated) -> bool:
    """Whether the words around a mention's trigger speak of undoing what was planned."""
    return bool(_UNDOING.search(_nearby(dated)))


def _nearby(dated: Dated) -> str:
    mention = dated.mention
    start, end = mention.trigger.start - mention.evidence.start, mention.trigger.end - mention.evidence.start
    return mention.evidence.text[max(0, start - NEARBY) : end + NEARBY]


def countries_of(parties: tuple[Who, ...]) -> set[str]:
    """The countries of some participants."""
    return {who.country for who in parties if who.country}


def hosts_of(visit: Sketch) -> set[str]:
    """The countries that receive a journey."""
    return countries_of(visit.recipients)


def where_to(visit: Sketch) -> set[str]:
    """The countries that a journey may lead to, by its hosts and its places."""
    return hosts_of(visit) | {spot.country for spot in visit.spots if spot.country}
