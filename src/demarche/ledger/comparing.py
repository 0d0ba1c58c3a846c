"""Two mentions compared: what speaks for one act, what against it, and what rules it out.

Each ground adds points or takes them; the sum makes a probability. A clash is a ground on
which the two cannot be one act, whatever else they share.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.knowledge.occasions import OCCASION
from demarche.ledger.comparing_occasions import occasion_points
from demarche.ledger.comparing_times import (
    CAMPAIGNS,
    VIOLENT,
    countries_of,
    departs,
    hosts_of,
    time_points,
    where_to,
)  # fmt: skip
from demarche.ledger.dated import Dated
from demarche.ledger.endings import ending
from demarche.ledger.grounds import BASE, Comparison, Tally
from demarche.ledger.names import SAME, same_name, tokens
from demarche.ledger.participants import Agreement, agreement, parties_agree, reversed_roles
from demarche.ledger.sketch import Sketch, Who, sketch
from demarche.ledger.whereabouts import places_agree
from demarche.ledger.words import akin, content, overlap, seldom
from demarche.records import Mention

JOURNEY = "a journey and a meeting"
# What a plan and its outcome gain by a rare word that both have, and how many words count: by a
# logistic model of pairs of the labelled plans beside the points for all the rest.
RARE_WORD, RARE_WORDS = 0.5, 2
NAMED_AHEAD = 0.35  # whom or where to the announcement of a journey or a meeting names beside it
NAMED = 0.1  # a participant whom the other report only names, as whatever else
PARTNER = 0.25  # whom the sentence of a pact names
OTHERWISE = -0.2  # an outcome told by an act of another kind
FOLLOWS = 0.1  # the same, where all agrees that must
SUCCEEDED = 1.3  # another has the office that was to be left
TOLD_DAYS = 1  # an outcome that was told longer ago is not what is announced today
UNCODED = "OTHER"  # acts outside the codebook, which only their words can tell apart
_GRAMMATICAL = frozenset("be is are was were been have has had do did this it".split())
# Acts between equals, where who talks to whom is the same either way; and moves of one's own
# troops, who act and are acted on.
_EITHER_WAY = frozenset({"CONSULT", "AGREE", "OTHER", "RETREAT", "MOBILIZE", OCCASION})
# Acts of which somebody is the victim.
_DIRECTED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "AID", "THREATEN", "REQUEST", "REJECT", OCCASION})
# Kinds of act that whoever does them may have been made to do.
_ONES_OWN = frozenset({"resign", "leave", "visit"})
# Acts of which it is known beforehand how many they are done to; a death toll only grows.
_COUNTED = frozenset({"RETREAT", "COERCE", "MOBILIZE"})


def compare(a: Dated, b: Dated) -> Comparison:
    """Compare two mentions; the order of the two does not matter."""
    if (b.published or dt.date.max, b.mention.id) < (a.published or dt.date.max, a.mention.id):
        a, b = b, a
    one, other = sketch(a), sketch(b)
    clash = _ruled_out(a, b, one, other)
    if clash:
        return Comparison(BASE, (), clash)
    tally = Tally()
    kind_points(tally, one, other)
    if a.mention.report == b.mention.report and a.mention.evidence != b.mention.evidence:
        taken_up(tally, one, other)
    if OCCASION == one.family == other.family:
        occasion_points(tally, one, other)
    else:
        party_points(tally, one, other)
    time_points(tally, a, b, one, other)
    place_points(tally, one, other)
    word_points(tally, one, other)
    standing_points(tally, a, b)
    return tally.sum()


def _ruled_out(a: Dated, b: Dated, one: Sketch, other: Sketch) -> str:
    """What no likeness can outweigh: another family, another standing in time, "also"."""
    if one.family != other.family and not ending(one, other):
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


def kind_points(tally: Tally, one: Sketch, other: Sketch) -> None:
    """The same word, words of one kind, or kinds that can name one act."""
    if one.family != other.family:
        way = ending(one, other)
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
    came = any(worth >= 0.65 for _, _, worth in agreement(guest.actors, occasion.parties).matched)
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


def party_points(tally: Tally, one: Sketch, other: Sketch) -> None:
    """Who takes part."""
    if one.family != other.family and (way := ending(one, other)) and "office" in way.agree:
        tally.add(SUCCEEDED, "another has the office")
        return
    found = parties_agree(one, other)
    suffers = _same_victim(one, other)
    turned = suffers and one.family != other.family
    directed = one.family not in _EITHER_WAY or one.kind == other.kind == "visit"
    if directed and not turned and reversed_roles(one, other):
        if one.actors and one.recipients and other.actors and other.recipients:
            tally.clash = "the roles are reversed"
        tally.add(-0.6, "in another role")
    if one.kind == other.kind == "visit":
        if one.actors and other.actors and not agreement(one.actors, other.actors).matched:
            tally.clash = "other travellers"
        if hosts_of(one) and hosts_of(other) and not _one_host(one, other):
            tally.clash = "other countries"
    elif one.family == "CONSULT" and _stand_in(found):
        tally.clash = "somebody else of the same country"
    if one.family not in _EITHER_WAY and not turned:
        for role, words in (("actors", "others do it"), ("recipients", "done to others")):
            here, there = (countries_of(getattr(side, role)) for side in (one, other))
            other_lands = here and there and not here & there
            one_body = bool(agreement(getattr(one, role), getattr(other, role)).matched)
            if other_lands and not one_body and not (suffers and role == "recipients"):
                tally.clash = words
    if _other_army(one, other) or _other_army(other, one):
        tally.clash = "others do it"
    if suffers:
        once = one.family != other.family or _once(one, other)
        tally.add(0.9 if once else 0.6, "the same person suffers it")
    elif one.kind == other.kind == "resign" and one.actors and other.actors:
        tally.add(-0.4, "not known to be the same person")
    worth = min(2.0, found.worth + 0.5 * found.hinted)
    if worth >= 1.0 and len(found.matched) + found.hinted > 1:
        tally.add(0.7 * worth - 0.2, "same participants")
    elif worth >= 0.65:
        alone = departs(one, other) or not (_told(found.left, found) or _told(found.right, found))
        state = all(who.state for who in found.matched[0][:2])
        tally.add(
            0.2 if state and not alone else 0.3 if state or not alone else 0.5, "one participant the same"
        )
    elif worth > 0:
        tally.add(0.1, "participants of the same country")
    elif _in_other_roles(one, other):
        tally.add(-0.4)
        found = msgspec.structs.replace(found, left=(), right=())
    elif one.parties and other.parties:
        tally.add(-1.2, "no participant in common")
    else:
        tally.add(-0.4)
    if one.when.ahead != other.when.ahead and one.family != "CONSULT":
        # "Taiwan will sanction Russia … Taiwan bans exports to Russia and Belarus": who is named in
        # the sentence has some part in it. Of encounters that tells nothing: whoever meets is named.
        left = tuple(who for who in found.left if not _spoken_of(who, other))
        right = tuple(who for who in found.right if not _spoken_of(who, one))
        named = len(found.left) + len(found.right) - len(left) - len(right)
        if named and found.matched:
            # "flies to India to *sign* trade deals": the one who signs, and the country named
            partner = one.family == "AGREE" == other.family and len(found.matched) == 1
            tally.add((PARTNER if partner else NAMED) * min(named, 2), "others named beside it")
            found = msgspec.structs.replace(found, left=left, right=right)
    if one.family == "CONSULT" == other.family and _named_where_announced(one, other, found):
        tally.add(NAMED_AHEAD, "named where it was announced")
    if found.left and found.right:
        rivals = _told(found.left, found) and _told(found.right, found)
        if suffers and (not _rival_roles(one, other, found) or _once(one, other)):
            rivals = False  # who sends somebody away is not whom they come to
        if rivals and one.kind == other.kind == "meet" and len(one.parties) == len(other.parties) == 2:
            tally.clash = "with somebody else"
        tally.add(-0.9 if rivals else -0.2, "others besides")
    elif found.against:
        tally.add(-1.0, "the words hint at somebody else")
    elif (found.left or found.right) and not departs(one, other):
        tally.add(-0.1)


def _in_other_roles(one: Sketch, other: Sketch) -> bool:
    """Whether of a plan and what is told one has only who does it and the other only to whom: "Oslo *will
    ban* it", "the league *has been outlawed*"."""
    apart = not (one.actors and other.actors) and not (one.recipients and other.recipients)
    ahead = one.when.ahead != other.when.ahead
    return ahead and apart and bool(one.parties and other.parties) and one.family in _DIRECTED


def _named_where_announced(one: Sketch, other: Sketch, found: Agreement) -> bool:
    """Whether an encounter is announced without host or partner, and its sentence names the ones it had.

    "*Greenland*'s premier calls the *American* officials' visit a provocation", "visit a base in Greenland".
    """
    if one.when.ahead == other.when.ahead or one.kind != other.kind:
        return False
    plan, told = (one, other) if one.when.ahead else (other, one)
    others = (told.countries | {spot.country for spot in told.spots if spot.country}) - plan.countries
    partners = plan.recipients or len(plan.countries) > 1 or plan.hinted or plan.spots
    if partners or not others or not others <= plan.lands:
        return False
    return bool(found.matched) or (not plan.parties and len(others) > 1)


def _other_army(one: Sketch, other: Sketch) -> bool:
    """Whether the troops of one are another country's than the other's, by who moves them or by a hint.

    "*Oslo* announces that all troops will be withdrawn from Mali", "the last *Danish* troops leave Mali".
    """
    if one.kind not in ("withdraw", "deploy") or one.kind != other.kind:
        return False
    land = {spot.country for spot in (*one.spots, *other.spots)}
    own, told = (countries_of(one.actors) or one.hinted) - land, countries_of(other.actors) - land
    return bool(own and told) and not own & told


def _spoken_of(who: Who, there: Sketch) -> bool:
    """Whether the other sentence names somebody, by country or by name, in whatever part."""
    if who.country:
        return who.country in there.lands
    return who.named and bool(words := content(who.name)) and words <= there.said


def _one_host(one: Sketch, other: Sketch) -> bool:
    """Whether two journeys can be to one country, by whoever receives them or by where they lead."""
    return bool(where_to(one) & where_to(other))


def _stand_in(found: Agreement) -> bool:
    """Whether each side has a person of one country whom the other does not have."""
    return any(x.person and y.person and x.country == y.country for x in found.left for y in found.right)


def _same_victim(one: Sketch, other: Sketch) -> bool:
    """Whether one person, by name, suffers both: nobody is killed twice, and few are tried twice.

    To be held and then deported are two acts of one affair, and no ground for one.
    """
    alike = one.kind == other.kind or other.kind in one.near or one.kind in other.near
    alike = alike or one.family != other.family  # of two that were let pass, one ends the other
    if one.kind == other.kind == "resign":
        return any(
            x.person and y.person and same_name(x.name, y.name) for x in one.actors for y in other.actors
        )
    directed = _DIRECTED | {"RETREAT"}
    return (
        alike
        and bool({one.family, other.family} & directed)
        and any(
            x.person and y.person and _one_name(x.name, y.name)
            for x in _sufferers(one)
            for y in _sufferers(other)
        )
    )


def _once(one: Sketch, other: Sketch) -> bool:
    """Whether a threat to somebody's life is told to have been carried out, by whomever: "a *group*
    threatens to kill", "beheaded by *militants*"."""
    return one.when.ahead != other.when.ahead and one.kind == other.kind == "harm"


def _rival_roles(one: Sketch, other: Sketch, found: Agreement) -> bool:
    """Whether those who are left over on both sides act, or undergo it, on both."""
    return any(
        set(found.left) & set(here) and set(found.right) & set(there)
        for here, there in ((one.actors, other.actors), (one.recipients, other.recipients))
    )


def _sufferers(one: Sketch) -> tuple[Who, ...]:
    """To whom an act happens: who goes or resigns may be whom others sent away or dismissed."""
    return one.actors if one.kind in _ONES_OWN else one.recipients


def _one_name(a: str, b: str) -> bool:
    """Whether two names are one in full: "James Alex Fields", "James A. Fields Jr."."""
    same = same_name(a, b)
    return same == SAME or (same > 0 and min(len(tokens(a)), len(tokens(b))) > 1)


def _told(rest: tuple[Who, ...], found: Agreement) -> bool:
    """Whether one of these is somebody whom the other report would have had to name."""
    known = {who.country for pair in found.matched for who in pair[:2]}
    return any(who.person or (who.country not in known if who.country else who.named) for who in rest)


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
        tally.add(-0.2 if one.when.ahead != other.when.ahead else -0.4, words)
    elif found == "apart":
        if one.family in VIOLENT or (one.kind == other.kind == "visit" and not _one_host(one, other)):
            tally.clash = "other countries"
        tally.add(-0.9, words)


def word_points(tally: Tally, one: Sketch, other: Sketch) -> None:
    """Shared wording, and shared objects."""
    if one.name and one.name == other.name:
        tally.add(0.6, "the same name")
    if one.ordinal and one.ordinal == other.ordinal:
        tally.add(0.8, "the same of a series")
    elif one.when.ahead != other.when.ahead:
        told = other if one.when.ahead else one
        if told.ordinal not in ("", "first"):
            tally.add(-0.4, "a later one of a series")
    shared = overlap(one.words, other.words)
    tally.add(1.2 * shared - 0.1, "like wording" if shared > 0.3 else "")
    if one.when.ahead != other.when.ahead and "leave" not in (one.kind, other.kind):
        rare = seldom(one.told & other.told)
        if rare:
            tally.add(RARE_WORD * min(len(rare), RARE_WORDS), "rare words in common")
        elif not _known_by_more(one, other):
            tally.add(-0.3)  # one word and one country, "a visit", tell no outcome
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
    return bool(agreement(one.parties, other.parties).matched) or (
        found.hinted > 1 or places_agree(one, other)[0] == "same"
    )


def standing_points(tally: Tally, a: Dated, b: Dated) -> None:
    """What was planned mostly comes, what was wanted or threatened seldom does; what is denied
    is spoken of all the same. An attack is seldom the one that was foreseen: a war has many."""
    if sketch(a).when.ahead != sketch(b).when.ahead:
        one, other = sketch(a), sketch(b)
        foreseen = one.family != "ASSAULT" or _same_victim(one, other) or one.kind == other.kind == "invade"
        foreseen = foreseen or _one_campaign(one, other)
        tally.add(0.2 if foreseen else -0.5)
    first, second = a.mention, b.mention
    statuses = {first.status, second.status}
    if statuses & {"wanted", "threatened"} and statuses & {"occurred", "ongoing"}:
        tally.add(-0.4 if "wanted" in statuses else -0.2)
    if first.polarity != second.polarity:
        tally.add(-0.2)
