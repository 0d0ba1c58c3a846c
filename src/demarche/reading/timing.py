"""When an act is, was or will be: which of a report's time expressions is its own.

The recogniser says what each expression means; here it is given to the act that it
stands with. An expression belongs to an act when it depends on it, on the support verb
that carries it ("*held* talks on Monday"), on the verbs that the act is embedded under
without being reported by them ("is *expected* on Monday to visit"), or on the event that
the act is the occasion of ("will attend the forum, which opens on Monday").
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Sequence

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.time_tense import ANSWERS, is_put_off_to, own_tense
from demarche.reading.timing_clauses import (
    bringers_of,
    clause_between,
    dates_noun,
    day_before,
    embedding_of,
    harm_of,
    is_appointed_beside,
    is_inside,
    is_of_other_event,
    is_of_subject,
    joined_after,
    place_before,
    scene_before,
    scene_of,
    staging_of,
    tellers_of,
)
from demarche.reading.timing_fit import PUNISHING, fitting, is_repaid, overnight, sets_in
from demarche.reading.timing_since import begun, goes_on, is_since
from demarche.reading.timing_today import is_verb
from demarche.records import Frame, Time, TimeExpression

_BOUNDS = frozenset({"since", "until", "till", "by"})
_TEXTS = frozenset({"statement", "letter", "address", "message", "video", "post", "sermon", "communiqué"})
VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def expression_of(
    tree: Tree,
    token: int,
    carriers: Sequence[int],
    frame: Frame | None,
    times: Sequence[TimeExpression],
    *,
    reporting: Collection[int] = (),
    occasion: Sequence[int] = (),
    published: dt.date | None = None,
    spoken: bool = False,
) -> TimeExpression | None:
    """The time expression that the act at ``token`` owns, or None.

    ``carriers`` are tokens whose modifiers are the act's own (light and aspectual verbs).
    ``reporting`` holds words of speaking ("said on Monday that …", "urged them on Monday to …"),
    whose times are not the content's. ``occasion`` holds the heads of event nouns that the act takes part
    in; ``spoken`` says that the act is one of words, ``published`` when it is told.
    """
    heads = {expression: head_of(tree, expression) for expression in times}
    times = fitting(tree, token, times, heads, published, spoken=spoken)
    length: TimeExpression | None = None
    left = _left_over(tree, token, times, heads, reporting, published)
    found_in = _candidates(tree, token, carriers, frame, times, heads, reporting, occasion)
    for found in itertools.chain(found_in, _some(left)):
        best = _best(found)
        if best.begin is not None or best.type != "DURATION":
            return best
        length = length or best  # "occupied the town for several days last month" has a date as well
    return length


def _candidates(
    tree: Tree,
    token: int,
    carriers: Sequence[int],
    frame: Frame | None,
    times: Sequence[TimeExpression],
    heads: dict[TimeExpression, int],
    reporting: Collection[int],
    occasion: Sequence[int],
) -> Iterator[list[TimeExpression]]:
    """What may date the act, the nearest first; never an empty list."""
    for station in (token, *carriers):
        yield from _some(_on(tree, station, times, heads) or _astray(tree, station, times, heads))
    for station in (
        *staging_of(tree, token), *tellers_of(tree, token), *bringers_of(tree, token), *harm_of(tree, token),
        *scene_of(tree, token),
    ):
        yield from _some(_on(tree, station, times, heads))
    yield from _some([e for e in times if sets_in(tree, token, e, heads[e])])
    if goes_on(tree, token):
        yield from _some(begun(tree, token, times, heads))
    if frame is not None:
        yield from _some(
            [
                expression
                for argument in frame.args
                if argument.role == "ARGM-TMP"
                for expression in times
                if argument.start <= expression.start
                and expression.end <= argument.end
                and not clause_between(tree, heads[expression], token)
                and not is_of_other_event(tree, heads[expression], token)
            ]
        )
    yield from _some(day_before(tree, token, times))
    for station in place_before(tree, token):
        yield from _some(_on(tree, station, times, heads))
    for noun in occasion:
        yield from _some(
            [
                expression
                for expression in times
                if (heads[expression] > noun or tree.has_relation(heads[expression], "nmod:poss"))
                and dates_noun(tree, heads[expression], noun)
            ]
        )
    for station in joined_after(tree, token) if not _on(tree, token, times, heads) else ():
        found = [e for e in _on(tree, station, times, heads) if heads[e] > station]
        yield from _some([e for e in found if tree.word_before(e.start) not in _BOUNDS | {"for"}])
    before = scene_before(tree, token)
    if before is not None:
        opening = min(tree.children(before, "nsubj", "nsubj:pass"), default=0)
        yield from _some([e for e in _on(tree, before, times, heads) if heads[e] < opening])
    for station in embedding_of(tree, token, reporting):
        found = [
            e for e in _on(tree, station, times, heads)
            if not is_of_subject(tree, station, token, heads[e])
            and not is_appointed_beside(tree, station, token, heads[e])
        ]  # fmt: skip
        if tree.has_relation(token, "acl") and features(tree.tokens[token]).get("Tense") == "Past":
            # "nuns *abducted* in Jos were freed on Wednesday"
            found = [expression for expression in found if heads[expression] < token]
        yield from _some(found)


def _left_over(
    tree: Tree,
    token: int,
    times: Sequence[TimeExpression],
    heads: dict[TimeExpression, int],
    reporting: Collection[int],
    published: dt.date | None,
) -> list[TimeExpression]:
    """Past dates behind an event that a parse hangs on the word of speech, punishment or news above it.

    "claims responsibility for the *bombing* in Jos last month", "condemns his *arrest* yesterday".
    """
    current = token
    if published is not None and (past := _of_clauses(tree, token, times, heads, published)):
        return past
    below = ("nmod", "obj", "obl", "advcl", *(("acl",) if is_repaid(tree, token) else ()))
    while (above := tree.head(current)) is not None and tree.has_relation(current, *below):
        tells = is_verb(tree, above) and own_tense(tree, above) == "present"
        if above in reporting or tells or tree.lemma(above) in PUNISHING or tree.lemma(current) in ANSWERS:
            own = set(fitting(tree, above, times, heads, published, spoken=True))
            on = [e for e in _on(tree, above, times, heads) if heads[e] > token and e not in own]
            return on or [e for e in _at_once(tree, above, times, heads) if heads[e] > token and e not in own]
        current = above
    return []


def _at_once(
    tree: Tree, verb: int, times: Sequence[TimeExpression], heads: dict[TimeExpression, int]
) -> list[TimeExpression]:
    """Dates of what an act below a verb went with: "condemns his *arrest* upon his return *yesterday*"."""
    return [
        expression
        for noun in tree.children(verb, "obl")
        if tree.has_word(noun, ("upon", "during"), "case")
        for expression in _on(tree, noun, times, heads)
    ]


def _of_clauses(
    tree: Tree,
    token: int,
    times: Sequence[TimeExpression],
    heads: dict[TimeExpression, int],
    published: dt.date,
) -> list[TimeExpression]:
    """Past dates that a parse hangs on what always holds of somebody or something in a past act.

    "*visited* a plant that makes drones *last month*", "*met* the envoy who leads the mission *in May*".
    """
    if features(tree.tokens[token]).get("Tense") != "Past":
        return []
    clauses = [
        clause
        for thing in tree.children(token, "obj", "obl", "nsubj:pass")
        for clause in tree.children(thing, "acl:relcl")
        if features(tree.tokens[clause]).get("Tense") == "Pres" and tree.tokens[clause].upos == "VERB"
    ]
    day = published.isoformat()
    return [
        expression
        for clause in clauses
        for expression in _on(tree, clause, times, heads)
        if expression.finish is not None and expression.finish[:10] < day
    ]


def _some(found: list[TimeExpression]) -> Iterator[list[TimeExpression]]:
    if found:
        yield found


def as_time(expression: TimeExpression | None) -> Time | None:
    """The record of an act's own time expression; None where it dates nothing."""
    if expression is None:
        return None
    if expression.begin is None and (expression.type == "DURATION" or expression.value in VAGUE):
        return None
    return Time(
        start=expression.begin,
        end=expression.finish,
        granularity=expression.granularity,
        value=expression.value,
        text=expression.text,
        span=(expression.start, expression.end),
        source="event" if expression.anchor is not None else "text",
    )


def bounded(
    time: Time | None,
    tree: Tree,
    token: int,
    expression: TimeExpression | None,
    published: dt.date | None,
    *,
    ahead: bool,
    running: bool = False,
) -> Time | None:
    """The time of an act whose expression is a bound of it and not the time itself.

    "has shelled the town *since Monday*" lasts from Monday to the day of the report, as do "attacks *since
    Monday*", and "the first visit *since 1990*" was not in 1990; "will deploy *by January*" may be any day
    until then. ``ahead`` says that the act is still to come, ``running`` that it is told as today's.
    """
    if time is None or expression is None or day_before(tree, token, (expression,)):
        return time  # "has ruled *since 2021*, when it ousted the cabinet": that was then
    if ahead and expression.text.lower() == "overnight":
        return None  # "an *overnight* curfew from Monday" is of the nights to come
    time = overnight(time, published)
    if time.start is None or time.end is None:
        return time
    word = tree.word_before(expression.start)
    today = published.isoformat() if published else None
    if is_since(tree, token, expression, head_of(tree, expression)):
        if not goes_on(tree, token):
            return None
        return msgspec.structs.replace(time, end=max(today, time.start)) if today else time
    if word == "far" and today and time.start <= today < time.end:
        return msgspec.structs.replace(time, end=today)  # "have been arrested *so far this year*"
    if word in ("until", "till"):
        # "imposes a curfew *until April 6*" begins on the day of the report; a past one at some day
        lasts = today is not None and today <= time.end and (ahead or running)
        lasts = lasts and not is_put_off_to(tree, head_of(tree, expression))
        return msgspec.structs.replace(time, start=today) if lasts else time
    if ahead and today and word == "before" and expression.modifier != "END":  # "will free them *before May*"
        last = (dt.date.fromisoformat(time.start[:10]) - dt.timedelta(days=1)).isoformat()
        return msgspec.structs.replace(time, start=today, end=last) if today <= last else None
    before = word == "before" and expression.modifier == "END"  # "before the end of the year"
    if ahead and today and (word == "by" or before) and today <= time.end:
        return msgspec.structs.replace(time, start=min(today, time.end[:10]))
    return time


def _best(found: Sequence[TimeExpression]) -> TimeExpression:
    """A point in time before a duration or a repetition, an exact one before a vague one."""
    return min(
        found,
        key=lambda e: (e.value in VAGUE, e.type in ("DURATION", "SET"), e.begin is None, e.start),
    )


def head_of(tree: Tree, expression: TimeExpression) -> int:
    """The token by which an expression hangs."""
    first = tree.token_at(expression.start)
    last = tree.token_at(expression.end - 1) + 1
    return tree.head_of(first, max(last, first + 1))


def _on(
    tree: Tree, station: int, times: Sequence[TimeExpression], heads: dict[TimeExpression, int]
) -> list[TimeExpression]:
    """Expressions that modify a token with no other clause or event between."""
    found = []
    for expression in times:
        head = heads[expression]
        if tree.sentence_index(head) != tree.sentence_index(station):
            continue
        above = tree.head(head)
        # "on the morning of Sept. 5", "for the week of May 3": through nouns of time alone
        while above is not None and above != station and is_inside(tree, above, times):
            head, above = above, tree.head(above)
        if above == station and tree.has_relation(
            head, "obl", "nmod", "advmod", "compound", "amod", "nummod", "appos", "dep", "parataxis", "obj"
        ):
            found.append(expression)
    return found


def _astray(
    tree: Tree, station: int, times: Sequence[TimeExpression], heads: dict[TimeExpression, int]
) -> list[TimeExpression]:
    """Expressions that a parse hangs elsewhere.

    On a name, which has no date ("Sudan *on Thursday* admitted 300 soldiers", "lodged a protest
    with Russia *on Tuesday*"), or on an opening that only sets the scene ("Speaking in Suva *on
    Tuesday*, the minister promised").
    """
    found: list[TimeExpression] = []
    for name in tree.children(station, "nsubj", "obj", "iobj", "obl", "nmod"):
        if tree.tokens[name].upos == "PROPN" and not is_inside(tree, name, times):
            # "*1976* Nobel laureate Ana Soto is deported": what stands before a name is part of a title
            found.extend(
                expression for expression in times
                if tree.head(heads[expression]) == name < heads[expression]
            )
    for clause in tree.children(station, "advcl"):
        mark = min(tree.children(clause, "mark"), default=clause)
        # "was shot *two days before* while campaigning"
        found.extend(e for e in _on(tree, clause, times, heads) if station < heads[e] < mark)
    for opening in tree.children(station, "advcl"):
        if opening < station and tree.tokens[opening].text.lower() in word_class("scene_setting"):
            found.extend(_on(tree, opening, times, heads))
    for opening in tree.children(station, "obl"):
        if opening < station and tree.lemma(opening) in word_class("meeting") | _TEXTS:
            # "*In a statement issued on Monday*, the group claimed the attack"
            found.extend(_on(tree, opening, times, heads))
            for clause in tree.children(opening, "acl"):
                found.extend(_on(tree, clause, times, heads))
    return found


