"""Who says a quotation, where a parse has hung him inside it."""

from __future__ import annotations

from demarche.reading.repair_tokens import hang, hangs_under, own, says
from demarche.records import Token

_CLOSING = frozenset({'"', "”", "''"})


def speakers_behind(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb of saying behind a quotation its subject: '"They attacked us," *the premier* said'.

    Nobody outside the quotation marks is a subject of a verb inside them.
    """
    changed = False
    for subject in range(begin + 2, end):
        verb = tokens[subject].head
        if not tokens[subject].deprel.startswith("nsubj") or not begin <= verb < subject:
            continue
        closed = [index for index in range(verb + 1, subject) if tokens[index].text in _CLOSING]
        saying = next((index for index in range(subject + 1, end) if tokens[index].upos == "VERB"), None)
        if not closed or saying is None or not says(tokens, saying):
            continue
        served = own(tokens, saying, begin, end, "nsubj")
        within = any(tokens[index].text in _CLOSING for index in range(subject, saying))
        within |= any(tokens[index].text == "." for index in range(closed[0], subject))
        if not served and not within and hangs_under(tokens, verb, saying):
            hang(tokens, subject, saying)
            changed = True
    return changed
