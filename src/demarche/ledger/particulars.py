"""What an announced act and one that is told have in common that few acts have.

A state imposes sanctions, sends aid and passes laws every week. That it has announced to do so, and did so
since, makes the two one act only where they have something in particular in common.
"""

from __future__ import annotations

from demarche.knowledge.occasions import OCCASION
from demarche.ledger.endings import ending, in_its_days
from demarche.ledger.participants import agreement, parties_agree
from demarche.ledger.sketch import Sketch, Who
from demarche.ledger.whereabouts import places_agree
from demarche.ledger.words import overlap

ONE, SOMEWHAT = 0.8, 0.65  # the worth of one party under two names, of a state and its minister
ALIKE = 0.3  # the share of words in common from which wording is alike
# Occasions that a country has few of, and those that are about a person.
_APPOINTED = frozenset({"election", "referendum", "office", "court", "gathering", "launch", "government"})
_DONE_TO_ONE = frozenset({"COERCE"})  # whoever does it, it is known by whom it befalls
_OFTEN = frozenset({"AID", "ASSAULT"})


def particular(one: Sketch, other: Sketch) -> bool:
    """Whether an announced act and one that is told have something in common that few acts have.

    A body or a person by name, what it is done with or to, a town. States alone tell talks and treaties
    between the two apart, but no sanctions, aid or attacks, of which a war brings new ones every week.
    Whose vote, office or trial it is, others see to.
    """
    if OCCASION == one.family == other.family and {one.kind, other.kind} <= _APPOINTED:
        return True
    if one.objects & other.objects or one.numbers & other.numbers or overlap(one.told, other.told) > ALIKE:
        return True
    done_to, often = {one.family, other.family} & _DONE_TO_ONE, {one.family, other.family} & _OFTEN
    if places_agree(one, other)[0] == "same":
        abroad = not {spot.country for spot in one.spots} & (one.countries | other.countries)
        if (abroad and not done_to | often) or not any(spot.whole for spot in one.spots):
            return True
    found = parties_agree(one, other)
    hinted = found.hinted if one.family == other.family == "CONSULT" else 0
    if not done_to | often and len(found.matched) + hinted > 1:
        return True
    sides = [(one.recipients, other.recipients)] if done_to else [(one.parties, other.parties)]
    matched = [pair for mine, its in sides for pair in agreement(mine, its).matched]
    plan, told = (one, other) if one.when.ahead else (other, one)
    if in_its_days(plan, told) and _is_matched(one.parties, other.parties, SOMEWHAT):
        return True
    way = ending(one, other) if one.family != other.family else None
    if way is not None and way.agree:
        return True
    if done_to and all(_is_matched(mine, its) for mine, its in ((one.actors, other.actors), *sides)):
        return True
    return any(worth >= ONE and who.named and not who.state for who, _, worth in matched)


def _is_matched(mine: tuple[Who, ...], its: tuple[Who, ...], least: float = ONE) -> bool:
    return any(worth >= least for _, _, worth in agreement(mine, its).matched)
