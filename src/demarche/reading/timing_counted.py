"""Days counted from another act's ("recalls its envoy *two days after* a raid"), and days in a row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from demarche.knowledge.time_tables import futurate
from demarche.language.tree import Tree
from demarche.reading.time_tense import own_tense
from demarche.reading.timing_today import tells_today
from demarche.records import Time, TimeExpression

_COUNT = re.compile(r"P(\d+)([DW])")
_WEEK = 7  # days
_AFTER = frozenset({"after", "following"})
_BEFORE = frozenset({"before", "ahead"})
_BOUNDS = frozenset({"before", "by", "until", "till", "since", "after", "from"})
_IN_ROWS = frozenset({"day", "month"})
_FURTHEST = 60  # days: what lies further back is no exact count


def counted(
    tree: Tree, token: int, times: Sequence[TimeExpression], published: dt.date | None
) -> Time | None:
    """The day of the act at ``token``, where the words count it from a dated one, or None.

    The other is the verb that its phrase hangs on, told as today's news or with a day of its own: "was
    freed *on Friday*, a day after he was *arrested*", "*on Friday*, two days before they are due to *meet*".
    """
    clause = _clause_of(tree, token)
    verb = _verb_above(tree, clause)
    if verb is None:
        return None
    for expression in times:
        count = _COUNT.fullmatch(expression.value)
        ahead = _counts(tree, clause, expression)
        if count is None or ahead is None:
            continue
        days = int(count[1]) * (_WEEK if count[2] == "W" else 1)
        start = _day_of(tree, verb, times, published)
        while start is None and tree.has_relation(verb, "advcl", "xcomp", "conj"):
            verb = tree.tokens[verb].head  # "*accused* it on Friday of ramming a boat, a day after"
            start = _day_of(tree, verb, times, published)
        if start is None or not 0 < days <= _FURTHEST:
            return None
        day = (start + dt.timedelta(days=days if ahead else -days)).isoformat()
        span = (expression.start, expression.end)
        return Time(day, day, "day", day, expression.text, span, "text")
    return None


def _clause_of(tree: Tree, token: int) -> int:
    """The word of planning that an act hangs by, or the act: "before they were *due* to march"."""
    above = tree.head(token)
    for mark in tree.children(token, "mark"):  # a parse may hang "due *to travel*" elsewhere
        if tree.tokens[mark].text.lower() == "to" and mark and tree.lemma(mark - 1) in futurate():
            return mark - 1
    planned = above is not None and tree.lemma(above) in futurate()
    below = planned and tree.has_relation(token, "xcomp", "advcl", "obl", "ccomp", "acl")
    return above if above is not None and below else token


def listed(
    time: Time | None, expression: TimeExpression | None, tree: Tree, times: Sequence[TimeExpression]
) -> Time | None:
    """The days of a time whose expression is the first of two in a row: "on *Monday and Tuesday*", "in *May
    and June*"."""
    if time is None or time.end is None or expression is None or expression.granularity not in _IN_ROWS:
        return time
    head = tree.head_of(tree.token_at(expression.start), tree.token_at(expression.end - 1) + 1)
    for other in times:
        joined = tree.head_of(tree.token_at(other.start), tree.token_at(other.end - 1) + 1)
        if other.granularity != expression.granularity or other.begin is None or other.finish is None:
            continue
        row = tree.has_relation(joined, "conj") and tree.head(joined) == head
        if not row or time.end != expression.finish:
            continue
        last = dt.date.fromisoformat(time.end[:10])
        if dt.date.fromisoformat(other.begin[:10]) - last == dt.timedelta(days=1):
            value = f"{time.start}/{other.finish}"
            return msgspec.structs.replace(time, end=other.finish, value=value)
    return time


def _verb_above(tree: Tree, token: int) -> int | None:
    above = tree.head(token)
    while above is not None and tree.tokens[above].upos == "NOUN":
        above = tree.head(above)
    return above


def _counts(tree: Tree, clause: int, expression: TimeExpression) -> bool | None:
    """Whether a length of time counts ahead to a clause or noun ("*a day* before the talks"), or back ("*a
    day* after the raid"); None where it counts to neither."""
    mark = tree.token_at(expression.end - 1) + 1
    word = tree.tokens[mark].text.lower() if mark < clause else ""
    # a parse may hang the conjunction on the clause's subject
    marked = (clause, *tree.children(clause, "nsubj", "nsubj:pass"))
    if word not in _AFTER | _BEFORE or tree.head(mark) not in marked:
        return None
    return word in _BEFORE if tree.has_relation(mark, "mark", "case", "fixed") else None


def _day_of(
    tree: Tree, verb: int, times: Sequence[TimeExpression], published: dt.date | None
) -> dt.date | None:
    """The one day that a verb is told to be of."""
    for expression in times:
        first, last = tree.token_at(expression.start), tree.token_at(expression.end - 1) + 1
        if expression.begin is None or expression.begin != expression.finish:
            continue
        if tree.word_before(expression.start) in _BOUNDS:
            continue  # "may meet *before Christmas*"
        if expression.granularity == "day" and tree.head(tree.head_of(first, last)) == verb:
            return dt.date.fromisoformat(expression.begin[:10])
    if published is not None and (tells_today(tree, verb) or own_tense(tree, verb) == "future"):
        return published  # "may meet again, *ten days after* they fell out"
    return None
