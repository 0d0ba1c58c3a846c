"""Two mentions compared: what speaks for one act, what against it, and what rules it out.

Each ground adds points or takes them; the sum makes a probability. A clash is a ground on
which the two cannot be one act, whatever else they share.
"""

from __future__ import annotations

import datetime as dt

from demarche.knowledge.act_outcomes import Ending
from demarche.knowledge.occasions import OCCASION
from demarche.ledger.comparing_occasions import occasion_points
from demarche.ledger.comparing_parties import one_host, party_points, same_victim
from demarche.ledger.comparing_times import (
    CAMPAIGNS,
    VIOLENT,
    countries_of,
    time_points,
    where_to,
)  # fmt: skip
from demarche.ledger.dated import Dated
from demarche.ledger.decided import tells_of_order
from demarche.ledger.endings import ending
from demarche.ledger.grounds import BASE, Comparison, Tally
from demarche.ledger.participants import ITS_OWN, agreement, has_one, parties_agree
from demarche.ledger.particulars import particular
from demarche.ledger.sketch import Sketch, sketch
from demarche.ledger.whereabouts import places_agree
from demarche.ledger.words import akin, content, overlap, seldom, stem
from demarche.records import Mention

JOURNEY = "a journey and a meeting"
# What a plan and its outcome gain by a rare word that both have, and how many words count: by a
# logistic model of pairs of the labelled plans beside the points for all the rest.
RARE_WORD, RARE_WORDS = 0.5, 2
OTHERWISE = -0.2  # an outcome told by an act of another kind
FOLLOWS = 0.1  # the same, where all agrees that must
FURTHER = -0.4  # "sends *another* 800 soldiers" is not what was announced before
NOTHING_PARTICULAR = -0.8  # nothing in common that few acts have
SOON, SOON_DAYS = 0.2, 30  # what is told within a month of an announcement is mostly what was announced
TOLD_DAYS = 1  # an outcome that was told longer ago is not what is announced today
UNCODED = "OTHER"  # acts outside the codebook, which only their words can tell apart
_FORCES = frozenset(map(stem, "troops soldiers forces army military marines contingent".split()))
_PACTS = frozenset(
    map(
        stem,
        "talks negotiations treaty pact accord agreement deal convention coalition alliance union council "
        "organisation organization court".split(),
    )
)
_GRAMMATICAL = frozenset("be is are was were been have has had do did this it".split())
# Acts of which it is known beforehand how many they are done to; a death toll only grows.
_COUNTED = frozenset({"RETREAT", "COERCE", "MOBILIZE", "AID"})


def compare(a: Dated, b: Dated) -> Comparison:
    """Compare two mentions; the order of the two does not matter."""
    if (b.published or dt.date.max, b.mention.id) < (a.published or dt.date.max, a.mention.id):
        a, b = b, a
    one, other = sketch(a), sketch(b)
    way = ending(one, other) if one.family != other.family else None
    clash = _ruled_out(a, b, one, other, way)
    if clash:
        return Comparison(BASE, (), clash)
    tally = Tally()
    kind_points(tally, one, other, way)
    if a.mention.report == b.mention.report and a.mention.evidence != b.mention.evidence:
        taken_up(tally, one, other)
    if OCCASION == one.family == other.family:
        occasion_points(tally, one, other)
    else:
        party_points(tally, one, other, way)
    time_points(tally, a, b, one, other)
    place_points(tally, one, other)
    word_points(tally, one, other, way)
    standing_points(tally, a, b)
    return tally.sum()


def _ruled_out(a: Dated, b: Dated, one: Sketch, other: Sketch, way: Ending | None) -> str:
    """What no likeness can outweigh: another family, another standing in time, "also"."""
    if one.family != other.family and way is None:
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
        told = (b if one.when.ahead else a).published
        if said is not None and told is not None and (said - told).days > TOLD_DAYS:
            return "told before it was announced"
    return ""


def _about(act: Mention, other: Mention) -> bool:
    """Whether one act is an object of another: "met to *discuss* the *summit*"."""
    return any(thing.start <= other.trigger.start < thing.end for thing in act.objects)


def kind_points(tally: Tally, one: Sketch, other: Sketch, way: Ending | None) -> None:
    """The same word, words of one kind, or kinds that can name one act."""
    if one.kind == other.kind == "withdraw" and (_leaves_pact(one, other) or _leaves_pact(other, one)):
        tally.clash = "out of a land, and out of a pact"
    if one.family != other.family:
        tally.add(FOLLOWS if way and way.agree else OTHERWISE, "told as its end")
    elif akin(one.stem, other.stem):
        tally.add(0.5 if one.type == other.type else 0.3)
    elif one.kind == other.kind:
        tally.add(0.3)
    elif other.kind in one.near or one.kind in other.near:
        if {one.kind, other.kind} == {"resign", "withdraw"} and _of_a_state(one, other):
            tally.clash = "a state does not resign"
        if "attend" in (one.kind, other.kind) and not _there(one, other):
            tally.clash = "other kinds of encounter"
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


def _leaves_pact(one: Sketch, other: Sketch) -> bool:
    """Whether one leaves talks, a pact or a body, and the other takes troops out of a land."""
    lands = [bool(side.spots) or bool(side.said & _FORCES) for side in (one, other)]
    return lands == [False, True] and bool(one.said & _PACTS)


def taken_up(tally: Tally, one: Sketch, other: Sketch) -> None:
    """A report takes up an act by the same word, often by the bare noun: "the deal", "this visit"."""
    if akin(one.stem, other.stem) and one.stem not in _GRAMMATICAL:
        tally.add(0.7 if one.parties and other.parties else 1.1, "taken up in the same report")


def _of_a_state(one: Sketch, other: Sketch) -> bool:
    """Whether it is a state that withdraws: from a pact, say."""
    withdraws = one if one.kind == "withdraw" else other
    return any(who.state for who in withdraws.actors)


def _there(one: Sketch, other: Sketch) -> bool:
    """Whether who was to attend an occasion is told to have met at one of that name.

    "Is to attend the *Arctic* Council's meeting", "addresses the *Arctic* summit".
    """
    guest, occasion = (one, other) if one.kind == "attend" else (other, one)
    came = has_one(guest.actors, occasion.parties, ITS_OWN)
    called = frozenset({occasion.name}) | frozenset(
        word for who in occasion.parties if not who.person and not who.state for word in content(who.name)
    )
    occasions = set(seldom(guest.objects)) & (called | occasion.said)
    return one.when.ahead != other.when.ahead and came and bool(occasions)


def _to_a_person(one: Sketch, other: Sketch) -> bool:
    visit = one if one.kind == "visit" else other
    return any(who.person for who in visit.recipients)


def _met_on_the_way(one: Sketch, other: Sketch) -> bool:
    """Whether of a journey and a meeting, one announced and one told, either is the other's outcome.

    "Will visit Hungary", "met Orbán in Budapest": the traveller meets somebody of the country
    that the journey is to, or meets there. Likewise where either is called off: who was to visit
    "cancels the *meeting*".
    """
    if one.when.ahead == other.when.ahead and not (one.when.ahead and (one.denied or other.denied)):
        return False
    visit, meeting = (one, other) if one.kind == "visit" else (other, one)
    found = agreement(visit.actors, meeting.parties)
    if not any(worth >= 0.8 for _, _, worth in found.matched):
        return False
    return bool(where_to(visit) & (countries_of(found.right) | {spot.country for spot in meeting.spots}))


def place_points(tally: Tally, one: Sketch, other: Sketch) -> None:
    """Whether the two places can be one."""
    found, words = places_agree(one, other)
    if found == "same":
        tally.add(0.5, words)
    elif found == "inside":
        tally.add(0.35, words)
    elif found == "country":
        if one.family in VIOLENT and not (one.when.ahead or other.when.ahead):
            tally.clash = "other places"
        if one.kind == other.kind == "withdraw":
            tally.clash = "out of other places"
        tally.add(-0.2 if one.when.ahead != other.when.ahead else -0.4, words)
    elif found == "apart":
        if one.family in VIOLENT or (one.kind == other.kind == "visit" and not one_host(one, other)):
            tally.clash = "other countries"
        tally.add(-0.9, words)


def word_points(tally: Tally, one: Sketch, other: Sketch, way: Ending | None) -> None:
    """Shared wording, and shared objects."""
    if one.name and one.name == other.name:
        tally.add(0.6, "the same name")
    if one.when.ahead and other.when.ahead and other.again and not one.again:
        tally.add(-0.8, "told as a further act")
    if one.ordinal and one.ordinal == other.ordinal:
        tally.add(0.8, "the same of a series")
    elif one.when.ahead != other.when.ahead:
        plan, told = (one, other) if one.when.ahead else (other, one)
        if told.ordinal not in ("", "first"):
            tally.add(-0.4, "a later one of a series")
        if told.again and not plan.again:
            tally.add(FURTHER, "told as a further act")
    shared = overlap(one.words, other.words)
    tally.add(1.2 * shared - 0.1, "like wording" if shared > 0.3 else "")
    if one.when.ahead != other.when.ahead and "leave" not in (one.kind, other.kind):
        rare = seldom(one.told & other.told)
        if rare:
            tally.add(RARE_WORD * min(len(rare), RARE_WORDS), "rare words in common")
        elif not _known_by_more(one, other):
            tally.add(-0.3)  # one word and one country, "a visit", tell no outcome, nor do "the suspects"
        if not rare and not particular(one, other, way):
            tally.add(NOTHING_PARTICULAR)
    if one.numbers & other.numbers:
        tally.add(0.4, "the same number")
    elif one.numbers and other.numbers and one.family in _COUNTED:
        tally.add(-0.4, "other numbers")
    if one.objects and other.objects:
        common = overlap(one.objects, other.objects)
        tally.add(0.8 * common - 0.3, "same objects" if common > 0.3 else "")
        if not common and one.kind == "attend":
            tally.clash = "other occasions"


def _one_campaign(one: Sketch, other: Sketch) -> bool:
    """Whether the offensive on a town was foreseen and is told: of raids there are many, of it one."""
    named = any(not spot.whole for spot in one.spots)
    known = one.stem in CAMPAIGNS and other.stem in CAMPAIGNS
    return named and known and places_agree(one, other)[0] == "same"


def _known_by_more(one: Sketch, other: Sketch) -> bool:
    """Whether two have a participant, a place or, "*inter-Korean* talks", two countries in common."""
    found = parties_agree(one, other)
    known = (
        bool(who.named or who.country or fellow.named or fellow.country)
        for who, fellow, _ in agreement(one.parties, other.parties).matched
    )
    return any(known) or found.hinted > 1 or places_agree(one, other)[0] == "same"


def standing_points(tally: Tally, a: Dated, b: Dated) -> None:
    """What was planned or ordered mostly comes, what was wanted or threatened seldom does; what is denied
    is spoken of all the same, and what was planned and will not be is called off. An attack is seldom
    the one that was foreseen: a war has many."""
    if sketch(a).when.ahead != sketch(b).when.ahead:
        one, other = sketch(a), sketch(b)
        foreseen = one.family != "ASSAULT" or same_victim(one, other) or one.kind == other.kind == "invade"
        foreseen = foreseen or _one_campaign(one, other)
        tally.add(0.2 if foreseen else -0.5)
        soon = a.published and b.published and abs((a.published - b.published).days) <= SOON_DAYS
        if soon and (one.kind == other.kind or one.family != other.family):
            tally.add(SOON)
    first, second = a.mention, b.mention
    statuses = {first.status, second.status}
    if statuses & {"wanted", "threatened"} and statuses & {"occurred", "ongoing"}:
        ordered = any(one.mention.status == "wanted" and tells_of_order(one) for one in (a, b))
        tally.add(0.0 if ordered else -0.4 if "wanted" in statuses else -0.2)
    if first.polarity != second.polarity:
        tally.add(0.1 if first.status == second.status == "planned" else -0.2)
