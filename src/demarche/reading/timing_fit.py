"""Which time expressions cannot be an act's own, though they stand with it; and how long one lasts.

News in the present tense is of about the day on which it is told. A month or a year that is over
by then ("*sentences* five men for a murder in 2012"), and days to come at a word of speech
("*calls* for elections in May"), are of what the sentence speaks of, wherever a parse hangs them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from demarche.knowledge.act_kinds import any_kind
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading import time_calendar as calendar
from demarche.reading.status_nouns import ranked
from demarche.reading.time_tense import ANSWERS, answered, is_of_what_comes, own_tense
from demarche.reading.timing_since import is_since
from demarche.reading.timing_today import is_before, is_verb, tells_today
from demarche.records import Time, TimeExpression

# Acts of words, whose day is not that of what they are about ("urged them *on Monday* to leave").
SPOKEN = frozenset({"STATEMENT", "AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT"})
# Spans in which no news of today can lie once they are over.
_LONG = frozenset({"month", "quarter", "season", "half", "year", "decade", "century"})
# Words before a date on which something begins ("a ban *from* Monday", "*beginning* on June 9").
_BEGINNING = frozenset({"from", "starting", "beginning", "effective", "commencing"})
_OPENING = frozenset({"on", "as", "of", "from", "at", "in"})
_ENDING = frozenset({"until", "till", "by", "through"})
_WEEKDAY = re.compile("(mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
# Standings that nothing of a day gone by can have; what was wanted may have been done since.
TO_COME = ("planned", "threatened")
_WEEK = dt.timedelta(days=7)
_WIDEST = 3  # words between the word of beginning and the date: "effective as of"
# Deeds of those who arrest: "arrested in a *raid* last week".
_OF_POLICE = frozenset({"raid", "crackdown", "clash", "arrest", "detention", "siege", "riot"})
_BLAMING = frozenset({"accuse", "suspect", "charge", "convict", "acquit"})
# What is done to somebody for an act before it: "*arrested* for killing a guard two days ago".
PUNISHING = frozenset("arrest detain jail imprison charge indict try convict sentence".split())
# What is done or said to somebody for what he did: "thanked them *for hosting* talks".
_REPAID = PUNISHING | _BLAMING | frozenset(
    "condemn criticise criticize denounce rebuke blame thank praise honour honor apologise apologize fine "
    "impose sanction expel dismiss sack fire suspend ban blacklist deport execute hang want sue".split()
)
_ENDED = frozenset({"end", "conclude", "finish", "complete", "wrap", "close", "extend", "call"})


def is_foreign(
    tree: Tree, token: int, expression: TimeExpression, head: int, published: dt.date | None,
    *, spoken: bool, present: bool,
) -> bool:  # fmt: skip
    """Whether an expression (by its head token) cannot date the verb at ``token``.

    ``spoken`` says that the act is one of words, ``present`` that it is a verb in the present tense.
    """
    if published is None or expression.begin is None or expression.finish is None:
        return False
    day = published.isoformat()
    ahead, over = expression.begin[:10] > day, expression.finish[:10] < day
    if over and expression.granularity in _LONG and _is_of_the_deed(tree, token, head):
        return True
    wide = expression.granularity in _LONG | {"week"} or present
    if over and wide and _is_of_a_reason(tree, token, head):
        return True  # "*recalls* its envoy over the bombing on Sunday" is news of today
    if over and head > token and expression.granularity == "day" and _is_perfect(tree, token):
        # "*has deployed* troops following an attack on Monday"
        bounds = tree.word_before(expression.start) in _ENDING or is_since(tree, token, expression, head)
        return not bounds and _names_act(tree, token, head)
    if not (ahead or over) or not present:
        return False
    if tree.has_word(token, ("to",), "mark"):  # "*is to* be ratified on Tuesday"
        return False
    if not spoken and tree.word_before(expression.start) in _ENDING:
        return False  # "are barred from office *until 2022*"
    long_ago = expression.finish[:10] < (published - 2 * _WEEK).isoformat()
    if over and (expression.granularity in _LONG or long_ago):
        return True
    punishes = over and (tree.lemma(token) in PUNISHING or answered(tree, token, head))
    if not (spoken or punishes) or head < token:
        return False
    return ahead or _names_act(tree, token, head)


def _is_of_the_deed(tree: Tree, token: int, head: int) -> bool:
    """Whether a date stands behind what somebody is punished for: "charged with *spying* in 2019"."""
    if tree.lemma(token) not in PUNISHING | _BLAMING:
        return False
    under = (token, *tree.children(token, "obj", "nsubj:pass"))
    return any(
        token < deed < head and is_repaid(tree, deed)
        for station in under
        for deed in tree.children(station, "advcl", "acl")
    )


def _is_of_a_reason(tree: Tree, token: int, head: int) -> bool:
    """Whether a date stands behind the deed that an act comes after or is about, and is that deed's.

    "*arrested* two men over the bombing *last month*", "*banned* rallies following the riots *in May*".
    """
    owned = tree.head(head) if tree.has_relation(head, "nmod:poss") else None
    if owned is not None and is_punished(tree, token, owned):
        return True  # "*detained* the suspect in *last week's* shooting"
    for noun in range(head - 1, token, -1):  # no further back than to a verb
        if (tree.tokens[noun].upos == "NOUN" or tree.children(noun, "det")) and (
            is_punished(tree, token, noun)
            or (
                tree.lemma(token) not in word_class("harm")
                and tree.has_word(noun, ("after", "following", "over", "despite"), "case")
                and any_kind(tree.lemma(noun)) is not None
            )
        ):
            return True
        if is_verb(tree, noun):
            return False
    return False


def is_punished(tree: Tree, token: int, noun: int) -> bool:
    """Whether a deed beside an act is what somebody is held or tried for: "held in last week's *murder*"."""
    return tree.lemma(token) in PUNISHING and tree.lemma(noun) in word_class("deed_noun") - _OF_POLICE


def _is_perfect(tree: Tree, token: int) -> bool:
    """Whether a verb is in the present perfect, with which no past day goes."""
    return tree.has_word(token, ("has", "have", "'ve", "’ve"), "aux") and not any(
        tree.lemma(helper) in ("may", "might", "could", "must", "would", "should", "to")
        for helper in tree.children(token, "aux", "mark")
    )


def sets_in(tree: Tree, token: int, expression: TimeExpression, head: int) -> bool:
    """Whether an expression says from when the act at ``token`` is, through what lies between.

    "allows them to enter *beginning on June 9*", "a ban on travel out of the country *from May 27*".
    """
    first = tree.token_at(expression.start)
    before = first if tree.tokens[first].text.lower() in _BEGINNING else first - 1
    while first - before < _WIDEST and tree.tokens[before].text.lower() in _OPENING - _BEGINNING:
        before -= 1
    if before <= token or tree.tokens[before].text.lower() not in _BEGINNING:
        return False
    for above in tree.ancestors(head):
        if above == token or (above == tree.head(token) and _is_announced(tree, token)):
            return True
        if tree.tokens[above].text.lower() in _BEGINNING:
            continue
        if tree.has_relation(above, "xcomp") and tree.lemma(token) in word_class("speech"):
            return False  # "threatened to *strike* from Monday"
        if tree.has_relation(above, "acl", "advcl", "ccomp", "parataxis"):
            return False  # "meet ahead of talks to be *held* from May 4"
    return False


def _is_announced(tree: Tree, token: int) -> bool:
    """Whether an act is what its verb sets or asks for: "announced a *ban*", "called for a *strike*"."""
    called_for = tree.has_relation(token, "obl") and tree.has_word(token, ("for",), "case")
    return tree.has_relation(token, "obj") or called_for


def lasting(
    tree: Tree, token: int, expression: TimeExpression | None, published: dt.date | None
) -> Time | None:
    """The days of an event that is told as today's with its length: "begin a *three-day* truce".

    None where the length is no number of days, or the event is told of at its end.
    """
    if expression is None or published is None or expression.begin is not None:
        return None
    number, unit = expression.value[1:-1], expression.value[-1:]
    if expression.type != "DURATION" or expression.value[:1] != "P" or not number.isdigit():
        return None
    if is_verb(tree, token) or _is_told_at_its_end(tree, token) or not _is_own(tree, token, expression):
        return None
    units = {"D": "D", "W": "W", "M": "MO"}
    after = calendar.moved(published, units[unit], int(number)) if unit in units else None
    if after is None:
        return None
    end = after - calendar.DAY
    start, last = published.isoformat(), end.isoformat()
    if start == last:
        return None
    span = (expression.start, expression.end)
    return Time(start, last, "day", f"{start}/{last}", expression.text, span, "text")


def _is_own(tree: Tree, noun: int, expression: TimeExpression) -> bool:
    """Whether a length of time hangs on an event noun or on its verb, and not on a clause that it stands
    in: "stop work *for five days* amid protests"."""
    head = tree.head_of(tree.token_at(expression.start), tree.token_at(expression.end - 1) + 1)
    above = tree.head(head)
    return above == noun or above in tree.subtree(noun) or (
        tree.has_relation(noun, "obj", "nsubj", "nsubj:pass") and above == tree.head(noun)
    )


def _is_told_at_its_end(tree: Tree, noun: int) -> bool:
    above = tree.head(noun)
    return above is not None and tree.lemma(above) in _ENDED


def looks_back(tree: Tree, token: int) -> bool:
    """Whether a word tells what somebody is accused of or answers: "accuses them *of shelling*".

    So do what it is joined with and what came of it ("*of shelling* a market, *killing* six"), and a
    noun ("is charged with *murder*", "in retaliation for a *bombing*").
    """
    above = tree.head(token)
    if tree.tokens[token].upos == "NOUN" and above is not None and tree.has_relation(token, "obl", "nmod"):
        if tree.lemma(above) == "come" and tree.has_word(token, ("after",), "case"):
            return True  # "the vote comes *after protests*"
        blamed = tree.lemma(above) in _BLAMING and tree.has_word(token, ("of", "with"), "case")
        return blamed or tree.lemma(above) in ANSWERS
    if tree.has_word(token, ("as",), "mark") and features(tree.tokens[token]).get("VerbForm") == "Part":
        return not tree.children(token, "nsubj", "aux")  # "closes the camp, *as demanded* by the rebels"
    current: int | None = token
    while current is not None and tree.tokens[current].text.lower().endswith("ing"):
        if tree.tokens[current].upos != "VERB":
            return False
        if tree.has_word(current, ("of",), "mark", "case") or is_repaid(tree, current):
            return True
        if is_before(tree, current):
            return True
        current = tree.head(current) if tree.has_relation(current, "conj", "advcl", "acl") else None
    return False


def is_repaid(tree: Tree, token: int) -> bool:
    """Whether a participle is what somebody is charged with or punished for: "charged with *spying*"."""
    marks = {tree.lemma(child) for child in tree.children(token, "mark", "case")}
    above = tree.head(token)
    if above is None or not marks & {"with", "for"}:
        return False
    if tree.tokens[above].upos not in ("VERB", "AUX"):  # "charged the officers *with spying*"
        outer = tree.head(above)
        above = above if outer is None else outer
    return tree.lemma(above) in (_REPAID if "for" in marks else _BLAMING)


def in_a_past_scene(tree: Tree, token: int) -> bool:
    """Whether a participle goes along with a verb in the past: "*attacked* a village, *killing* ten"."""
    current: int | None = token
    while current is not None and tree.tokens[current].text.lower().endswith("ing"):
        if tree.children(current, "nsubj", "aux", "mark"):
            return False
        current = tree.head(current) if tree.has_relation(current, "conj", "advcl") else None
    past = current is not None and current != token and own_tense(tree, current) == "past"
    return past and not tells_today(tree, token)


def overnight(time: Time, published: dt.date | None) -> Time:
    """A night without a date in news of the day: it began on the day before."""
    if published is None or (time.text or "").lower() != "overnight" or time.start is None:
        return time
    day = published.isoformat()
    if not time.start.startswith(day):
        return time
    before = (published - calendar.DAY).isoformat()
    return Time(before, day, "day", f"{before}/{day}", time.text, time.span, time.source)


def tallied(tree: Tree, time: Time | None, status: str, published: dt.date | None) -> Time | None:
    """The time of an act as far as it goes with its standing: nothing to come is of a day gone by.

    "agreed *on Tuesday* to send troops" dates the agreement.
    """
    if status == "occurred":
        bounds = time is not None and time.span is not None and tree.word_before(time.span[0]) in _ENDING
        return time if bounds else _past_weekday(time, published)
    if time is not None and time.end is not None and published is not None and status in TO_COME:
        return None if time.granularity == "day" and time.end[:10] < published.isoformat() else time
    return time


def told_in_time(time: Time | None, status: str, published: dt.date | None) -> Time | None:
    """The time of an act, without one to come for what has happened: that is another's day.

    "*arrested* opponents ahead of elections next week".
    """
    if status != "occurred" or time is None or published is None or time.start is None:
        return time
    return None if time.start[:10] > published.isoformat() else time


def _past_weekday(time: Time | None, published: dt.date | None) -> Time | None:
    """The time of what has happened, where its tense has put a week's day ahead.

    "Five people *are killed* on Sunday" tells of the Sunday before, as "the premier *flies* to Oslo on
    Sunday" does of the next.
    """
    if time is None or published is None or time.start is None or time.end is None:
        return time
    if time.granularity != "day" or not _WEEKDAY.fullmatch(time.text or ""):
        return time
    start, end = (dt.date.fromisoformat(day[:10]) for day in (time.start, time.end))
    if not published < start <= published + _WEEK:
        return time
    start, end = start - _WEEK, end - _WEEK
    return msgspec.structs.replace(
        time, start=start.isoformat(), end=end.isoformat(), value=start.isoformat()
    )


def fitting(
    tree: Tree,
    token: int,
    times: Sequence[TimeExpression],
    heads: dict[TimeExpression, int],
    published: dt.date | None,
    *,
    spoken: bool,
) -> list[TimeExpression]:
    """Those of the expressions that may date the act at ``token``."""
    times = [
        expression
        for expression in times
        if not (
            is_of_what_comes(tree, token, expression.start)
            or _is_matter(tree, heads[expression])
            or _is_of_a_life(tree, expression)
            or (spoken and _is_invited_for(tree, token, heads[expression]))
            or _is_since_the_last(tree, token, heads[expression])
            or _ends_another(tree, token, heads[expression])
        )
    ]
    opening = spoken and any(_opens_with(tree, token, heads[expression]) for expression in times)
    present = is_verb(tree, token) and own_tense(tree, token) == "present"
    return [
        one
        for one in times
        if not is_foreign(tree, token, one, heads[one], published, spoken=spoken, present=present)
        and not (opening and heads[one] > token and _names_act(tree, token, heads[one]))
    ]


def _is_since_the_last(tree: Tree, token: int, head: int) -> bool:
    """Whether a span says how long there was no such act: "his *first* visit there *in seven years*"."""
    spans = tree.lemma(head) in ("year", "month", "decade", "week", "century", "generation")
    return spans and tree.has_word(head, ("in", "for"), "case") and ranked(tree, token) and head > token


def _ends_another(tree: Tree, token: int, head: int) -> bool:
    """Whether a date only ends the act before: "extends a curfew *until May 4* but eases the ban"."""
    verb = tree.head(head)
    ends = head < token and tree.has_word(head, ("until", "till"), "case")
    if verb is None or verb == token or not ends:
        return False
    return token in tree.conjuncts(tree.coordination_head(verb))


def _is_invited_for(tree: Tree, token: int, head: int) -> bool:
    """Whether a date is that to which words ask somebody: "invited *for Monday*"."""
    lemma = tree.lemma(token)
    return tree.head(head) == token and lemma in ("invite", "book") and tree.has_word(head, ("for",), "case")


def _is_of_a_life(tree: Tree, expression: TimeExpression) -> bool:
    """Whether years in brackets are those of who stands before them: "former president Soto *(1990–2000)*".

    Behind an act they are its own: "after the *invasion* of Iraq (2003)".
    """
    text, start = tree.analysis.text, expression.start
    bracketed = text[start - 1 : start] == "(" and text[expression.end : expression.end + 1] == ")"
    if not bracketed or expression.granularity not in ("year", "decade"):
        return False
    before = tree.token_at(start - 1) - 1
    return any(one.type == "person" and one.first <= before < one.last for one in tree.analysis.entities)


def _is_matter(tree: Tree, head: int) -> bool:
    """Whether a word of time is what somebody speaks of: "talks on *the future* of the base"."""
    return (
        tree.lemma(head) == "future"
        and tree.tokens[head].upos == "NOUN"
        and not tree.has_word(head, ("in", "for"), "case")
    )


def _opens_with(tree: Tree, token: int, head: int) -> bool:
    """Whether a date stands in what a sentence opens with before its verb of speech: "*In a statement
    issued on Monday*, the group claimed the attack of Saturday"."""
    path = tree.path_to(head, token) if head < token else []
    return any(tree.has_relation(step, "obl", "advcl") and tree.head(step) == token for step in path)


def _names_act(tree: Tree, first: int, last: int) -> bool:
    """Whether an act is named between two words."""
    return any(
        tree.tokens[word].upos in ("NOUN", "VERB")
        and (any_kind(tree.lemma(word)) is not None or tree.lemma(word) in word_class("deed_noun"))
        for word in range(first + 1, last)
    )
