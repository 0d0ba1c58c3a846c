"""Who says a quotation, where a parse has hung him inside it."""

from __future__ import annotations

from demarche.knowledge.cues import cue
from demarche.reading.repair_tokens import hang
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
        if not closed or saying is None or cue(tokens[saying].lemma.lower(), "verb") is None:
            continue
        served = any(tokens[one].head == saying and tokens[one].deprel.startswith("nsubj")
                     for one in range(begin, end))
        within = any(tokens[index].text in _CLOSING for index in range(subject, saying))
        within |= any(tokens[index].text == "." for index in range(closed[0], subject))
        if not served and not within and _above(tokens, verb, saying):
            hang(tokens, subject, saying)
            changed = True
    return changed


def _above(tokens: list[Token], inner: int, outer: int) -> bool:
    """Whether a word hangs under another: what is said under the saying."""
    while inner >= 0 and inner != outer:
        inner = tokens[inner].head
    return inner == outer
