"""Acts that are done by saying so: who announces sanctions has imposed them.

A word of announcing leaves its object to come ("announces a *visit*"). What whoever may do it
does by declaring it is done with the announcement, unless the words give it a later day
("announces a *ban* from May").
"""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.reading.coding import Coding
from demarche.reading.status import NOT_AGREED, Standing
from demarche.records import Time

# By type and mode; a type alone stands for all its modes.
_BY_WORD = frozenset(
    {
        "RETREAT/resign", "RETREAT/ceasefire", "COERCE/restrict", "COERCE/ban", "COERCE/curfew",
        "COERCE/martial-law", "ACCUSE/allege", "AGREE", "SANCTION", "ASSAULT/coup",
    }
)  # fmt: skip
# The steps of a standing that say no more than that the act is announced, of a truce or pact agreed,
# and of one that was not.
_ANNOUNCED = frozenset({"plan: announce", "perfect", "participle"})
_AGREED = frozenset({"plan: agree", "plan: agreement", "perfect"})
_IN_VAIN = _AGREED | {"fail: fail", "modal:could", "unable"}


_NO_WORD = "011"  # declining to comment

_BY_SAYING = frozenset({"make: order", "make: announce", "make: declare"})


def is_by_saying(standing: Standing) -> bool:
    """Whether an act has the standing of something done because it is ordered, announced or declared."""
    told = (standing.status, standing.certainty, standing.polarity)
    return told == ("occurred", "certain", "positive") and not _BY_SAYING.isdisjoint(standing.reasons)


def performed(standing: Standing, coding: Coding, time: Time | None, published: dt.date | None) -> Standing:
    """The standing of an act with its coding, as done where its announcement does it.

    ``time`` is the act's own and not that of the report.
    """
    silent = coding.code.type == "STATEMENT" and standing.reasons[:1] == ("modal:would",)
    if (silent or coding.code.code == _NO_WORD) and standing.polarity == "negative":
        # "his office *would not comment*": what is told is that it has not
        return msgspec.structs.replace(standing, status="occurred", certainty="certain", polarity="positive")
    if standing.status != "planned" or not standing.reasons:
        return standing
    kind = coding.code.type
    if not _BY_WORD & {kind, f"{kind}/{coding.mode}"}:
        return standing
    steps = set(standing.reasons)
    pact = "plan: agree" in steps and (kind == "AGREE" or coding.mode == "ceasefire")
    if standing.polarity != "positive":
        outer = {step for step in steps if not step.startswith("say:")}
        if not (pact and outer <= _IN_VAIN):  # "failed to agree on a *truce*"
            return standing
        return msgspec.structs.replace(
            standing, status="occurred", certainty="certain", reasons=(*standing.reasons, NOT_AGREED)
        )
    announced = "plan: announce" in steps and steps <= _ANNOUNCED
    agreed = pact and steps <= _AGREED
    later = (
        time is not None
        and time.start is not None
        and (published is None or time.start[:10] > published.isoformat())
    )
    if later or not (announced or agreed):
        return standing
    return msgspec.structs.replace(standing, status="occurred", certainty="certain")
