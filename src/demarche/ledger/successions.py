"""Whether somebody has taken the office that another announced to leave: so it has been left.

"Ana Lind will step down as prime minister", "Per Dahl is sworn in as prime minister": the same
office of the same country, and somebody else who takes it.
"""

from __future__ import annotations

from demarche.ledger.names import same_name
from demarche.ledger.sketch import Sketch, Who
from demarche.ledger.words import stem

# One office by any of its words; of the last, which every party and body has, more must agree.
_OFFICES = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "president presidency presidential",
        "prime premier premiership taoiseach",
        "chancellor chancellorship",
        "king queen monarch throne emperor",
        "pope papacy conclave",
        "governor governorship gubernatorial",
        "mayor mayoralty mayoral",
        "speaker speakership",
        "secretary-general",
    )
)
_OF_A_BODY = frozenset(map(stem, "leader leadership chair chairman chairwoman head chief".split()))
_NOT_YET = frozenset(map(stem, "designate minister-designate premier-designate chancellor-designate".split()))
_SUCCEEDING = frozenset(map(stem, ("succeed", "succeeds", "replace", "replaces", "succession")))
_SECOND = frozenset(map(stem, "vice deputy".split()))


def succeeds(plan: Sketch, told: Sketch) -> bool:
    """Whether what is told is that another has, or was elected to, the office that one is to leave."""
    if _replaces(plan, told):
        return True
    if not _another(plan, told) or (plan.said & _SECOND) != (told.said & _SECOND):
        return False
    here, there = (one.countries | one.hinted | one.lands for one in (plan, told))
    if not here & there:
        return False
    if any(plan.said & office and told.said & office for office in _OFFICES):
        return not told.said & _NOT_YET
    body = plan.said & _OF_A_BODY and told.said & _OF_A_BODY
    return bool(body) and len((plan.told & told.told) - _OF_A_BODY) > 1


def _replaces(plan: Sketch, told: Sketch) -> bool:
    """Whether one is told to succeed the very person who is to leave: "Per Dahl *succeeds* Ana Lind"."""
    left = (who for who in told.recipients if who.person)
    return told.stem in _SUCCEEDING and any(
        _one(leaver, who) for who in left for leaver in plan.actors if leaver.person
    )


def _another(plan: Sketch, told: Sketch) -> bool:
    """Whether the one who takes it is a person by name, and not the one who leaves it."""
    takers = [who for who in told.parties if who.person]
    return bool(takers) and not any(_one(who, taker) for who in plan.actors for taker in takers)


def _one(who: Who, taker: Who) -> bool:
    return who.person and same_name(who.name, taker.name) > 0
