"""Who takes part in two mentions: what speaks for one act, what against it, and what rules it out."""

from __future__ import annotations

import msgspec

from demarche.knowledge.act_outcomes import Ending
from demarche.knowledge.occasions import OCCASION
from demarche.ledger.comparing_times import (
    countries_of,
    departs,
    hosts_of,
    where_to,
)  # fmt: skip
from demarche.ledger.grounds import Tally
from demarche.ledger.names import SAME, same_name, tokens
from demarche.ledger.participants import Agreement, agreement, parties_agree, reversed_roles
from demarche.ledger.sketch import Sketch, Who
from demarche.ledger.words import content

NAMED_AHEAD = 0.35  # whom or where to the announcement of a journey or a meeting names beside it
NAMED = 0.1  # a participant whom the other report only names, as whatever else
PARTNER = 0.25  # whom the sentence of a pact names
SUCCEEDED = 1.3  # another has the office that was to be left
# Acts between equals, where who talks to whom is the same either way; and moves of one's own
# troops, who act and are acted on.
_EITHER_WAY = frozenset({"CONSULT", "AGREE", "OTHER", "RETREAT", "MOBILIZE", OCCASION})
# Acts of which somebody is the victim.
_DIRECTED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "AID", "THREATEN", "REQUEST", "REJECT", OCCASION})
# Kinds of act that whoever does them may have been made to do.
_ONES_OWN = frozenset({"resign", "leave", "visit"})


def party_points(tally: Tally, one: Sketch, other: Sketch, way: Ending | None) -> None:
    """Who takes part. ``way``: how one, of another family, may be the end of the other."""
    if way is not None and "office" in way.agree:
        tally.add(SUCCEEDED, "another has the office")
        return
    found = parties_agree(one, other)
    suffers = same_victim(one, other)
    turned = suffers and one.family != other.family
    directed = one.family not in _EITHER_WAY or one.kind == other.kind == "visit"
    if directed and not turned and reversed_roles(one, other):
        if one.actors and one.recipients and other.actors and other.recipients:
            tally.clash = "the roles are reversed"
        tally.add(-0.6, "in another role")
    if one.kind == other.kind == "visit":
        if one.actors and other.actors and not agreement(one.actors, other.actors).matched:
            tally.clash = "other travellers"
        if hosts_of(one) and hosts_of(other) and not one_host(one, other):
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


def one_host(one: Sketch, other: Sketch) -> bool:
    """Whether two journeys can be to one country, by whoever receives them or by where they lead."""
    return bool(where_to(one) & where_to(other))


def _stand_in(found: Agreement) -> bool:
    """Whether each side has a person of one country whom the other does not have."""
    return any(x.person and y.person and x.country == y.country for x in found.left for y in found.right)


def same_victim(one: Sketch, other: Sketch) -> bool:
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
