"""What an announced act and one that is told have in common that few acts have.

A state imposes sanctions, sends aid and passes laws every week. That it has announced to do so, and did so
since, makes the two one act only where they have something in particular in common.
"""

from __future__ import annotations

from demarche.knowledge.act_outcomes import Ending
from demarche.knowledge.occasions import OCCASION
from demarche.ledger.endings import in_its_days
from demarche.ledger.participants import ITS_OWN, ONE, agreement, has_one, parties_agree
from demarche.ledger.sketch import Sketch
from demarche.ledger.whereabouts import one_town, places_agree
from demarche.ledger.words import overlap

ALIKE = 0.3  # the share of words in common from which wording is alike
# Occasions that a country has few of, and those that are about a person.
_APPOINTED = frozenset({"election", "referendum", "office", "court", "gathering", "launch", "government"})
_DONE_TO_ONE = frozenset({"COERCE"})  # whoever does it, it is known by whom it befalls
_OFTEN = frozenset({"AID", "ASSAULT"})


def particular(one: Sketch, other: Sketch, way: Ending | None) -> bool:
    """Whether an announced act and one that is told have something in common that few acts have.

    A body or a person by name, what it is done with or to, a town. States alone tell talks and treaties
    between the two apart, but no sanctions, aid or attacks, of which a war brings new ones every week.
    Whose vote, office or trial it is, others see to. ``way``: by which the one told ends the other, where
    they are of two families.
    """
    families = {one.family, other.family}
    if families == {OCCASION} and {one.kind, other.kind} <= _APPOINTED:
        return True
    if one.objects & other.objects or one.numbers & other.numbers or overlap(one.told, other.told) > ALIKE:
        return True
    if one_town(one, other) or (way is not None and way.agree):
        return True
    plan, told = (one, other) if one.when.ahead else (other, one)
    if in_its_days(plan, told) and has_one(one.parties, other.parties, ITS_OWN):
        return True
    done_to = bool(families & _DONE_TO_ONE)
    if not done_to and not families & _OFTEN and _between_them(one, other):
        return True
    if done_to and has_one(one.actors, other.actors) and has_one(one.recipients, other.recipients):
        return True
    sides = (one.recipients, other.recipients) if done_to else (one.parties, other.parties)
    return any(worth >= ONE and who.named and not who.state for who, _, worth in agreement(*sides).matched)


def _between_them(one: Sketch, other: Sketch) -> bool:
    """Whether two acts are at one place abroad, or between the same two."""
    abroad = not {spot.country for spot in one.spots} & (one.countries | other.countries)
    if abroad and places_agree(one, other)[0] == "same":
        return True
    found = parties_agree(one, other)
    hinted = found.hinted if one.family == other.family == "CONSULT" else 0
    return len(found.matched) + hinted > 1
