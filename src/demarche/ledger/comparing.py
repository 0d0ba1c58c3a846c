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
from demarche.ledger.participants import Agreement, parties_agree, reversed_roles
from demarche.ledger.sketch import Sketch, sketch
from demarche.ledger.when import gap
from demarche.ledger.whereabouts import places_agree
from demarche.ledger.words import akin, overlap

SLOPE, BASE = 2.0, -1.3
VISIT_DAYS = 14  # from an arrival to the departure that ends the same visit
SLIP_DAYS = 10  # how far an announced day slips without a word
MOVE_DAYS = 120  # how far it moves with one
VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
# Acts whose roles can be told apart; who talks to whom is the same either way.
_DIRECTED = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "AID", "THREATEN", "REQUEST", "REJECT"})
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
    if one.family != other.family:
        return "other types of act"
    first, second = a.mention, b.mention
    if (first.status == "habitual") != (second.status == "habitual"):
        return "a habit and a single act"
    if first.report == second.report:
        if one.when.ahead != other.when.ahead and "ongoing" not in (first.status, second.status):
            return "one past, one ahead in the same report"
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


def kind_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """The same word, words of one kind, or kinds that can name one act."""
    if akin(one.stem, other.stem):
        tally.add(0.5)
    elif one.kind == other.kind:
        tally.add(0.3)
    elif other.kind in one.near or one.kind in other.near:
        if {one.kind, other.kind} == {"visit", "meet"} and not _to_a_person(one, other):
            tally.clash = "a journey and a meeting"
        tally.add(-0.1)
    elif one.family == "CONSULT":
        tally.clash = "other kinds of encounter"
    else:
        tally.add(-0.5)


def _to_a_person(one: Sketch, other: Sketch) -> bool:
    visit = one if one.kind == "visit" else other
    return any(who.person for who in visit.recipients)


def party_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """Who takes part."""
    if one.family in _DIRECTED and one.actors and one.recipients and reversed_roles(one, other):
        tally.clash = "the roles are reversed"
    found = parties_agree(one, other)
    worth = min(2.0, found.worth + 0.5 * found.hinted)
    if worth >= 1.3:
        tally.add(0.7 * worth - 0.2, "same participants")
    elif worth >= 0.8:
        tally.add(0.3, "one participant the same")
    elif worth > 0:
        tally.add(0.1, "participants of the same country")
    elif one.parties and other.parties:
        tally.add(-1.2, "no participant in common")
    else:
        tally.add(-0.4)
    if found.left and found.right:
        tally.add(-0.9 if _rival(found) else -0.5, "others besides")
    elif found.left or found.right:
        tally.add(-0.1)


def _rival(found: Agreement) -> bool:
    """Whether each side has somebody whom the other would have had to name."""
    return any(x.person or x.country for x in found.left) and any(y.person or y.country for y in found.right)


def time_points(tally: _Tally, a: Dated, b: Dated, one: Sketch, other: Sketch) -> None:
    """Whether the two times can be one; a plan may slip, and moves with a word."""
    x, y = one.when, other.when
    apart = gap(x, y)
    said = abs((a.published - b.published).days) if a.published and b.published else 0
    if apart <= 0:
        longest = max(x.length, y.length)
        if not (x.firm and y.firm):
            tally.add(0.4 if said <= 2 else 0.2 if said <= 10 else -0.1 if said <= 40 else -0.5)
        elif longest <= 2:
            tally.add(1.0, "same day")
        else:
            tally.add(max(0.1, 1.0 - 0.12 * math.log2(longest)), "dates overlap")
        return
    if x.ahead or y.ahead:
        same_report = a.mention.report == b.mention.report
        if same_report or not (x.firm and y.firm):
            tally.clash = "other days"
        elif apart <= SLIP_DAYS:
            tally.add(-0.2 - 0.06 * apart, f"dates {apart} day{'' if apart == 1 else 's'} apart")
        elif apart <= MOVE_DAYS and (_moving(a) or _moving(b)):
            tally.add(-0.3, "told to have moved")
        else:
            tally.clash = "other days"
        return
    if "leave" in (one.kind, other.kind) and one.kind != other.kind and apart <= VISIT_DAYS:
        tally.add(0.2, "arrival and departure")
    elif apart <= 1 and min(x.firm, y.firm) < 2 and one.family not in VIOLENT:
        tally.add(0.0, "a day apart")
    elif apart <= 1 and min(x.firm, y.firm) < 2:
        tally.add(-0.5, "a day apart")
    else:
        tally.clash = "other days"


def _moving(dated: Dated) -> bool:
    return bool(_MOVING.search(dated.mention.evidence.text))


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
        tally.add(-0.4, words)
    elif found == "apart":
        if one.family in VIOLENT or one.kind == other.kind == "visit":
            tally.clash = "other countries"
        tally.add(-0.9, words)


def word_points(tally: _Tally, one: Sketch, other: Sketch) -> None:
    """Shared wording, and shared objects."""
    shared = overlap(one.words, other.words)
    tally.add(1.2 * shared - 0.1, "like wording" if shared > 0.3 else "")
    if one.objects and other.objects:
        common = overlap(one.objects, other.objects)
        tally.add(0.8 * common - 0.3, "same objects" if common > 0.3 else "")
        if not common and one.kind == "attend":
            tally.clash = "other occasions"


def standing_points(tally: _Tally, a: Dated, b: Dated) -> None:
    """What was wanted or threatened seldom comes; what is denied is spoken of all the same."""
    first, second = a.mention, b.mention
    statuses = {first.status, second.status}
    if statuses & {"wanted", "threatened"} and statuses & {"occurred", "ongoing"}:
        tally.add(-0.4)
    if first.polarity != second.polarity:
        tally.add(-0.2)
