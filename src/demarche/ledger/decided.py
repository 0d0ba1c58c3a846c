"""Acts told by the decision in which they consist, or as ordered: a law is made by the vote on it.

"Votes to *impeach*", "accepts his *resignation*", "signs a decree *lifting* the ban" tell of what has
come about; "votes to *send* aid" tells what is to come, and of whoever is ordered to act it is known
that he mostly does.
"""

from __future__ import annotations

import re

from demarche.ledger.dated import Dated

# Kinds of act that are done when whoever can do them has decided on them.
DECIDED = frozenset(
    "sanction ban recognise ties allege charge resign dismiss suspend sign aid legaliz legalis decriminaliz "
    "abolish repeal lift overturn join".split()
)


def is_decided(dated: Dated, kind: str, *, place: bool = True) -> bool:
    """Whether an act of a kind is told by the decision that makes it: "votes to *impeach*", "accepts his
    *resignation*", "condemns the decision by Oslo to impose *sanctions*".

    To withdraw without a ``place`` is to leave a pact, which is decided; a land is not left thereby.
    """
    done = kind in DECIDED or (kind == "withdraw" and not place)
    return done and dated.mention.polarity == "positive" and bool(_DECIDING.search(_before(dated)))


def tells_of_order(dated: Dated) -> bool:
    """Whether a mention is told as what somebody has ordered: "orders the *release* of", "directs the
    army to *withdraw*". Those who are ordered mostly do it."""
    return bool(_ORDERING.search(_before(dated)))


def _before(dated: Dated) -> str:
    """What stands before a mention's trigger in its sentence."""
    mention = dated.mention
    return mention.evidence.text[: mention.trigger.start - mention.evidence.start]


_ORDERING = re.compile(
    r"\b(?:orders?|ordered|ordering|instruct(?:s|ed|ing)?|authori[sz](?:es?|ed|ing)|directs|directed)\b"
    r"[^,;:.]{0,60}$",
    re.IGNORECASE,
)
_DECIDING = re.compile(
    r"\b(?:vot(?:es?|ed|ing)|decid(?:es?|ed|ing)|decisions?)\b[^;:.]{0,40}\bto\s+(?:\w+\s+){0,3}$"
    r"|\bsign(?:s|ed|ing)?\b[^,;:.]{0,40}\b(?:bill|law|legislation|decree|order|act)\b[^;:.]{0,60}$"
    r"|\b(?:accept(?:s|ed|ing)?|approv(?:es?|ed|al|ing)|adopt(?:s|ed|ing)?|decisions? on)\s+(?:of\s+)?"
    r"(?:the|a|an|his|her|its|their)?\s*(?:(?!law|bill|resolution|motion|plan)\w+\s+)?$",
    re.IGNORECASE,
)
