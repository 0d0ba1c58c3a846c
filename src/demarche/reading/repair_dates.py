"""Dates that a parse has hung on the wrong word.

On the noun before them: news agencies put the day between who acts and the verb, and it is the verb's ("A
court *on Thursday* sentenced fourteen men"). On the verb, where they say since when the acts before them
have happened ("condemned *attacks since May*").
"""

from __future__ import annotations

from demarche.knowledge import time_tables
from demarche.knowledge.act_kinds import any_kind
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

_SUBJECTS = ("nsubj", "nsubj:pass")


def dates(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends the sentence [begin, end) in place; whether anything changed."""
    changed = False
    for index in range(begin + 2, end - 1):
        changed |= _is_days(tokens, index, begin, end) or _begins(tokens, index, begin, end)
    return changed


def _begins(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Mends a month or a year behind "since" and a plural noun of acts, under a verb without a helper."""
    since, before, date = tokens[index - 1], index - 2, tokens[index]
    if since.text.lower() != "since" or since.head != index or before < begin:
        return False
    acts, verb = tokens[before], date.head
    if not begin <= verb < end or verb == before or not (date.upos == "NUM" or date.text[:1].isupper()):
        return False
    if acts.upos != "NOUN" or "Number=Plur" not in acts.feats or any_kind(acts.lemma.lower()) is None:
        return False
    lasts = any(tokens[i].head == verb and tokens[i].lemma in ("have", "be") for i in range(begin, before))
    if lasts or tokens[verb].upos != "VERB":
        return False
    hang(tokens, index, before, "nmod")
    return True


def _is_days(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Mends a weekday between a subject and its verb."""
    day = tokens[index]
    if day.text.lower() not in time_tables.weekdays() or day.deprel not in ("nmod", "nmod:unmarked"):
        return False
    noun = day.head
    first = index - 1 if tokens[index - 1].text.lower() == "on" else index
    if not begin <= noun < first or any(begin <= tokens[i].head == index for i in range(index + 1, end)):
        return False
    while tokens[noun].deprel in ("nmod", "appos", "flat", "conj") and begin <= tokens[noun].head < noun:
        noun = tokens[noun].head
    verb = tokens[noun].head
    if tokens[noun].deprel not in _SUBJECTS or not index < verb < end:
        return False
    between = range(index + 1, verb)
    if tokens[verb].upos != "VERB" or not all(tokens[i].upos in ("AUX", "ADV", "PART") for i in between):
        return False
    if hangs_under(tokens, verb, index):
        return False
    hang(tokens, index, verb, "obl" if first < index else "obl:unmarked")
    return True
