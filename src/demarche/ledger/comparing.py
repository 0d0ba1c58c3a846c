"""Two mentions compared: what speaks for one act, what against it, and what rules it out.

Each ground adds points or takes them; the sum makes a probability. A clash is a ground on
which the two cannot be one act, whatever else they share.
"""

from __future__ import annotations

import datetime as dt
import math
import re

import msgspec

from demarche.ledger.dated import Dated
from demarche.ledger.names import SAME, same_name, tokens
from demarche.ledger.participants import Agreement, agreement, parties_agree, reversed_roles
from demarche.ledger.sketch import Sketch, Who, sketch
from demarche.ledger.when import PAST_DAYS, gap
from demarche.ledger.whereabouts import places_agree
from demarche.ledger.words import akin, overlap, seldom
from demarche.records import Mention

SLOPE, BASE = 2.0, -1.2
VISIT_DAYS = 14  # from an arrival to the departure that ends the same visit
OTHER_DAYS = "other days"
JOURNEY = "a journey and a meeting"
DUE_DAYS = 120  # longer than that, an expectation tells nothing of the day
OPEN_DAYS = 120  # beyond the months in which an undated plan is looked for
LATE_DAYS = 3  # from an act to the word of it
PATIENCE_DAYS = 30  # from the end of an ultimatum to the deed
NEARBY = 40  # characters from a word of moving to what is moved
SLIP_DAYS = 10  # how far an announced day slips without a word
MOVE_DAYS = 120  # how far it moves with one
# What a plan and its outcome gain by a rare word that both have, and how many words count: by a
# logistic model of pairs of the labelled plans beside the points for all the rest.
RARE_WORD, RARE_WORDS = 0.5, 2
OTHERWISE = -0.2  # an outcome told by an act of another kind
UNCODED = "OTHER"  # acts outside the codebook, which only their words can tell apart
_GRAMMATICAL = frozenset("be is are was were been have has had do did this it".split())
VIOLENT = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
# Acts between equals, where who talks to whom is the same either way; and moves of one's own
# troops, who act and are acted on.
_EITHER_WAY = frozenset({"CONSULT", "AGREE", "OTHER", "RETREAT", "MOBILIZE"})
# Acts of which somebody is the victim.
_DIRECTED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "AID", "THREATEN", "REQUEST", "REJECT"})
# Acts of which it is known beforehand how many they are done to; a death toll only grows.
_COUNTED = frozenset({"RETREAT", "COERCE"})
_MOVING = re.compile(
    r"\b(?:postpon|delay|reschedul|put(?:s|ting)? off|push(?:es|ed)? back|(?:brought|bring(?:s|ing)?) forward"
    r"|adjourn|relocat|new date|moved? (?:to|from)|shift)",
    re.IGNORECASE,
)


class Comparison(msgspec.Struct, frozen=True):
    """The outcome: points, the grounds in words (the weightiest first), a clash or ""."""

    points: float
    grounds: tuple[str, ...]
    clash: str

    @property
    def score(self) -> float:
        """The probability that the two speak of one act."""
        return 0.0 if self.clash else 1 / (1 + math.exp(-SLOPE * self.points))


def compare(a: Dated, b: Dated) -> Comparison:
    """Compare two mentions; the order of the two does not matter."""
    if (b.published or dt.date.max, b.mention.id) < (a.published or dt.date.max, a.mention.id):
        a, b = b, a
    one, other = sketch(a), sketch(b)
    clash = _ruled_out(a, b, one, other)
    if clash:
        return Comparison(BASE, (), clash)
    tally = _Tally()
    kind_points(tally, one, other)
    if a.mention.report == b.mention.report and a.mention.evidence != b.mention.evidence:
        taken_up(tally, one, other)
    party_points(tally, one, other)
    time_points(tally, a, b, one, other)
    place_points(tally, one, other)
    word_points(tally, one, other)
    standing_points(tally, a, b)
    return tally.sum()


class _Tally:
    def __init__(self) -> None:
        self.found: list[tuple[float, str]] = []
        self.clash = ""

    def add(self, points: float, ground: str = "") -> None:
        self.found.append((points, ground))

    def sum(self) -> Comparison:
        spoken = sorted((one for one in self.found if one[1]), key=lambda one: -abs(one[0]))
        return Comparison(
            BASE + sum(points for points, _ in self.found), tuple(ground for _, ground in spoken), self.clash
        )


def _ruled_out(a: Dated, b: Dated, one: Sketch, other: Sketch) -> str:
    """What no likeness can outweigh: another family, another standing in time, "also"."""
    if one.family != other.family and not _ends(one, other):
        return "other types of act"
    first, second = a.mention, b.mention
    if (first.status == "habitual") != (second.status == "habitual"):
        return "a habit and a single act"
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return "another of a series"
    if first.report == second.report:
        if one.when.ahead != other.when.ahead and "ongoing" not in (first.status, second.status):
            return "one past, one ahead in the same report"
        if _about(first, second) or _about(second, first):
            return "one is what the other is about"
        if (one.added or other.added) and first.evidence != second.evidence:
            later = other if second.trigger.start > first.trigger.start else one
            if later.added and one.kind == other.kind:
                return "told as a further act"
    elif one.when.ahead != other.when.ahead:
        past = other if one.when.ahead else one
        said = (a if one.when.ahead else b).published
        if said is not None and past.when.firm and past.when.last < said.toordinal() - 1:
            return "over before it was announced"
    return ""


def _ends(one: Sketch, other: Sketch) -> bool:
    """Whether one was announced and the other, of another family, may be how it ended."""
    for plan, told in ((one, other), (other, one)):
        if plan.when.ahead and not told.when.ahead and (plan.family, plan.kind) in told.ends:
            return True
    return False


def _about(act: Mention, other: Mention) -> bool:
    """Whether one act is an object of another: "met to *discuss* the *summit*"."""
    return any(thing.start <= other.trigger.start < thing.end for thing in act.objects)


def kind_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """The same word, words of one kind, or kinds that can name one act."""
    if one.family != other.family:
        tally.add(OTHERWISE, "told as its end")
    elif akin(one.stem, other.stem):
        tally.add(0.5 if one.type == other.type else 0.3)
    elif one.kind == other.kind:
        tally.add(0.3)
    elif other.kind in one.near or one.kind in other.near:
        visit_to_meet = {one.kind, other.kind} == {"visit", "meet"}
        if visit_to_meet and not (_to_a_person(one, other) or _met_on_the_way(one, other)):
            tally.clash = JOURNEY
        tally.add(-0.1)
    elif one.family == "CONSULT":
        tally.clash = "other kinds of encounter"
    elif one.type != other.type:
        tally.clash = "other types of act"
    else:
        tally.add(-0.5 if one.family != UNCODED else -1.5)


def taken_up(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """A report takes up an act by the same word, often by the bare noun: "the deal", "this visit"."""
    if akin(one.stem, other.stem) and one.stem not in _GRAMMATICAL:
        tally.add(0.7 if one.parties and other.parties else 1.1, "taken up in the same report")


def _to_a_person(one: Sketch, other: Sketch) -> bool:
    visit = one if one.kind == "visit" else other
    return any(who.person for who in visit.recipients)


def _met_on_the_way(one: Sketch, other: Sketch) -> bool:
    """Whether of a journey and a meeting, one announced and one told, either is the other's outcome.

    "Will visit Hungary", "met Orbán in Budapest": the traveller meets somebody of the country
    that the journey is to, or meets there.
    """
    if one.when.ahead == other.when.ahead:
        return False
    visit, meeting = (one, other) if one.kind == "visit" else (other, one)
    found = agreement(visit.actors, meeting.parties)
    if not any(worth >= 0.8 for _, _, worth in found.matched):
        return False
    return bool(_where_to(visit) & (_countries(found.right) | {spot.country for spot in meeting.spots}))


def party_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """Who takes part."""
    found = parties_agree(one, other)
    if (one.family not in _EITHER_WAY or one.kind == other.kind == "visit") and reversed_roles(one, other):
        if one.actors and one.recipients and other.actors and other.recipients:
            tally.clash = "the roles are reversed"
        tally.add(-0.6, "in another role")
    if one.kind == other.kind == "visit":
        if one.actors and other.actors and not agreement(one.actors, other.actors).matched:
            tally.clash = "other travellers"
        if _hosts(one) and _hosts(other) and not _one_host(one, other):
            tally.clash = "other countries"
    elif one.family == "CONSULT" and _stand_in(found):
        tally.clash = "somebody else of the same country"
    if one.family not in _EITHER_WAY:
        for role, words in (("actors", "others do it"), ("recipients", "done to others")):
            here, there = (_countries(getattr(side, role)) for side in (one, other))
            if here and there and not here & there:
                tally.clash = words
    if _same_victim(one, other):
        tally.add(0.6, "the same person suffers it")
    worth = min(2.0, found.worth + 0.5 * found.hinted)
    if worth >= 1.0 and len(found.matched) + found.hinted > 1:
        tally.add(0.7 * worth - 0.2, "same participants")
    elif worth >= 0.65:
        alone = _departs(one, other) or not (_told(found.left, found) or _told(found.right, found))
        state = all(who.state for who in found.matched[0][:2])
        tally.add(
            0.2 if state and not alone else 0.3 if state or not alone else 0.5, "one participant the same"
        )
    elif worth > 0:
        tally.add(0.1, "participants of the same country")
    elif one.parties and other.parties:
        tally.add(-1.2, "no participant in common")
    else:
        tally.add(-0.4)
    if found.left and found.right:
        rivals = _told(found.left, found) and _told(found.right, found)
        if rivals and one.kind == other.kind == "meet" and len(one.parties) == len(other.parties) == 2:
            tally.clash = "with somebody else"
        tally.add(-0.9 if rivals else -0.2, "others besides")
    elif found.against:
        tally.add(-1.0, "the words hint at somebody else")
    elif (found.left or found.right) and not _departs(one, other):
        tally.add(-0.1)


def _countries(parties: tuple[Who, ...]) -> set[str]:
    return {who.country for who in parties if who.country}


def _hosts(visit: Sketch) -> set[str]:
    return _countries(visit.recipients)


def _one_host(one: Sketch, other: Sketch) -> bool:
    """Whether two journeys can be to one country, by whoever receives them or by where they lead."""
    return bool(_where_to(one) & _where_to(other))


def _where_to(visit: Sketch) -> set[str]:
    return _hosts(visit) | {spot.country for spot in visit.spots if spot.country}


def _stand_in(found: Agreement) -> bool:
    """Whether each side has a person of one country whom the other does not have."""
    return any(x.person and y.person and x.country == y.country for x in found.left for y in found.right)


def _same_victim(one: Sketch, other: Sketch) -> bool:
    """Whether one person, by name, suffers both: nobody is killed twice, and few are tried twice.

    To be held and then deported are two acts of one affair, and no ground for one.
    """
    alike = one.kind == other.kind or other.kind in one.near or one.kind in other.near
    alike = alike or one.family != other.family  # of two that were let pass, one ends the other
    return (
        alike
        and one.family in _DIRECTED | {"RETREAT"}
        and any(
            x.person and y.person and _one_name(x.name, y.name)
            for x in one.recipients
            for y in other.recipients
        )
    )


def _one_name(a: str, b: str) -> bool:
    """Whether two names are one in full: "James Alex Fields", "James A. Fields Jr."."""
    same = same_name(a, b)
    return same == SAME or (same > 0 and min(len(tokens(a)), len(tokens(b))) > 1)


def _told(rest: tuple[Who, ...], found: Agreement) -> bool:
    """Whether one of these is somebody whom the other report would have had to name."""
    known = {who.country for pair in found.matched for who in pair[:2]}
    return any(who.person or (who.country not in known if who.country else who.named) for who in rest)


def time_points(tally: _Tally, a: Dated, b: Dated, one: Sketch, other: Sketch) -> None:
    """Whether the two times can be one; a plan may slip, and moves with a word."""
    x, y = one.when, other.when
    apart = gap(x, y)
    said = abs((a.published - b.published).days) if a.published and b.published else 0
    if apart <= 0:
        longest = max(x.length, y.length)
        if {one.kind, other.kind} == {"visit", "leave"} and not _departs(one, other):
            tally.clash = "a departure and a journey"
        if x.ahead != y.ahead and _due(a, b):
            tally.add(0.6 if longest <= 10 + PAST_DAYS else 0.3, "told when it was due")
        elif not (x.firm and y.firm):
            tally.add(_nearness(one, said, x.ahead != y.ahead))
        elif longest <= 2:
            tally.add(1.0, "same day")
        else:
            tally.add(max(0.1, 1.0 - 0.12 * math.log2(longest)), "dates overlap")
        return
    if x.ahead or y.ahead:
        same_report = a.mention.report == b.mention.report
        if same_report:
            tally.clash = OTHER_DAYS
        elif not (x.firm and y.firm) and apart <= OPEN_DAYS:
            tally.add(-0.5)
        elif one.family != other.family and x.ahead != y.ahead and apart <= OPEN_DAYS:
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
    if _departs(one, other) and apart <= VISIT_DAYS:
        tally.add(0.8, "arrival and departure")
    elif apart <= 1 and min(x.firm, y.firm) < 2 and one.family not in VIOLENT:
        tally.add(0.0, "a day apart")
    elif apart <= 1 and min(x.firm, y.firm) < 2:
        tally.add(-0.5, "a day apart")
    else:
        tally.clash = OTHER_DAYS


def _departs(one: Sketch, other: Sketch) -> bool:
    """Whether one tells of an arrival and the other of the same traveller's departure from there."""
    if {one.kind, other.kind} != {"visit", "leave"}:
        return False
    arrival, departure = (one, other) if one.kind == "visit" else (other, one)
    if arrival.when.first > departure.when.last or not agreement(arrival.actors, departure.actors).matched:
        return False
    left = {spot.country for spot in departure.origins if spot.country}
    there = _hosts(arrival) | {spot.country for spot in arrival.spots if spot.country}
    return not left or bool(left & there)


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


def _nearness(one: Sketch, said: int, announced: bool) -> float:
    """What undated acts gain by reports of about the same day; violence goes on day by day, and
    what was announced comes some days after."""
    if one.family in VIOLENT:
        return 0.4 if said <= 1 else -0.2 if said <= 3 else -0.7
    if announced and said <= 14:
        return 0.3
    return 0.4 if said <= 2 else 0.2 if said <= 10 else -0.1 if said <= 40 else -0.5


def tells_of_move(dated: Dated) -> bool:
    """Whether the words around a mention's trigger say that it was put off or moved."""
    mention = dated.mention
    start, end = mention.trigger.start - mention.evidence.start, mention.trigger.end - mention.evidence.start
    return bool(_MOVING.search(mention.evidence.text[max(0, start - NEARBY) : end + NEARBY]))


def place_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """Whether the two places can be one."""
    found, words = places_agree(one, other)
    if found == "same":
        tally.add(0.5, words)
    elif found == "inside":
        tally.add(0.35, words)
    elif found == "country":
        if one.family in VIOLENT and not (one.when.ahead or other.when.ahead):
            tally.clash = "other places"
        tally.add(-0.2 if one.when.ahead != other.when.ahead else -0.4, words)
    elif found == "apart":
        if one.family in VIOLENT or (one.kind == other.kind == "visit" and not _one_host(one, other)):
            tally.clash = "other countries"
        tally.add(-0.9, words)


def word_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """Shared wording, and shared objects."""
    if one.name and one.name == other.name:
        tally.add(0.6, "the same name")
    if one.ordinal and one.ordinal == other.ordinal:
        tally.add(0.8, "the same of a series")
    shared = overlap(one.words, other.words)
    tally.add(1.2 * shared - 0.1, "like wording" if shared > 0.3 else "")
    rare = seldom(one.words & other.words)
    if rare and one.when.ahead != other.when.ahead and "leave" not in (one.kind, other.kind):
        tally.add(RARE_WORD * min(len(rare), RARE_WORDS), "rare words in common")
    if one.numbers & other.numbers:
        tally.add(0.4, "the same number")
    elif one.numbers and other.numbers and one.family in _COUNTED:
        tally.add(-0.4, "other numbers")
    if one.objects and other.objects:
        common = overlap(one.objects, other.objects)
        tally.add(0.8 * common - 0.3, "same objects" if common > 0.3 else "")
        if not common and one.kind == "attend":
            tally.clash = "other occasions"


def standing_points(tally: _Tally, a: Dated, b: Dated) -> None:
    """What was planned mostly comes, what was wanted or threatened seldom does; what is denied
    is spoken of all the same. An attack is seldom the one that was foreseen: a war has many."""
    if sketch(a).when.ahead != sketch(b).when.ahead:
        one, other = sketch(a), sketch(b)
        foreseen = one.family != "ASSAULT" or _same_victim(one, other)
        tally.add(0.2 if foreseen else -0.5)
    first, second = a.mention, b.mention
    statuses = {first.status, second.status}
    if statuses & {"wanted", "threatened"} and statuses & {"occurred", "ongoing"}:
        tally.add(-0.4 if "wanted" in statuses else -0.2)
    if first.polarity != second.polarity:
        tally.add(-0.2)
