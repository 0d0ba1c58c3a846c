"""How one act may be what became of another kind of act that was announced, and what must agree for it.

Who was to be tried is sentenced, who was to step down has a successor, a ban comes by the vote on it:
``knowledge/act_outcomes.tsv`` says which act may end which, and what the two must have in common.
"""

from __future__ import annotations

from demarche.knowledge.act_outcomes import Ending
from demarche.ledger.comparing_times import countries_of
from demarche.ledger.participants import ITS_OWN, has_one, parties_agree
from demarche.ledger.sketch import Sketch
from demarche.ledger.successions import succeeds
from demarche.ledger.when import gap
from demarche.ledger.whereabouts import places_agree

FEW_DAYS = 10  # of an announced time, so that what is told of it is told of the announced act


def ending(one: Sketch, other: Sketch) -> Ending | None:
    """How one, of another family than the other, may be how what was announced ended; None if it cannot.

    Of several ways, the one that asks for most in common.
    """
    for plan, told in ((one, other), (other, one)):
        if plan.when.ahead and not told.when.ahead:
            ways = told.ends.get((plan.family, plan.kind), ())
            for way in sorted(ways, key=lambda way: -len(way.agree)):
                if all(_AGREES[part](plan, told) for part in way.agree):
                    return way
    return None


def _same_actor(plan: Sketch, told: Sketch) -> bool:
    if not plan.actors:
        return bool(plan.hinted & countries_of(told.actors))
    return has_one(plan.actors, told.actors, ITS_OWN)


def _both_parties(plan: Sketch, told: Sketch) -> bool:
    found = parties_agree(plan, told)
    return len(found.matched) + found.hinted > 1 and found.worth + found.hinted >= 1.2


def _same_place(plan: Sketch, told: Sketch) -> bool:
    return places_agree(plan, told)[0] in ("same", "inside")


def _same_objects(plan: Sketch, told: Sketch) -> bool:
    return bool((plan.objects or frozenset({plan.stem})) & told.said)


def in_its_days(plan: Sketch, told: Sketch) -> bool:
    """Whether an act is told to have been done in the few days for which another was announced."""
    days = plan.when
    return days.firm > 0 and days.length <= FEW_DAYS and gap(days, told.when) <= 0 < told.when.firm


def _one_sufferer(plan: Sketch, told: Sketch) -> bool:
    return has_one(plan.recipients, told.recipients)


_AGREES = {
    "actor": _same_actor, "parties": _both_parties, "place": _same_place, "object": _same_objects,
    "due": in_its_days, "victim": _one_sufferer, "office": succeeds,
}  # fmt: skip
