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

from demarche.knowledge import sectors
from demarche.knowledge.act_kinds import any_kind
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.time_tense import ANSWERS, own_tense
from demarche.reading.timing_fit import PUNISHING, fitting, is_repaid, overnight, sets_in
from demarche.reading.timing_today import is_verb
from demarche.records import Frame, Time, TimeExpression

_APART = frozenset(
    {"since", "until", "till", "before", "after", "ahead", "prior", "following", "despite", "over"}
)
_BOUNDS = frozenset({"since", "until", "till", "by"})
_OF_DEEDS = ("tion", "sion", "ment", "ing")  # endings of nouns of deeds
_AT_ONCE = frozenset({"upon", "during"})
_NOUNS = frozenset({"NOUN", "PROPN"})
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
        *_staging(tree, token), *_told_of(tree, token), *_bringing(tree, token), *_harm_of(tree, token),
        *_scene_of(tree, token),
    ):
        yield from _some(_on(tree, station, times, heads))
    yield from _some([e for e in times if sets_in(tree, token, e, heads[e])])
    if frame is not None:
        yield from _some(
            [
                expression
                for argument in frame.args
                if argument.role == "ARGM-TMP"
                for expression in times
                if argument.start <= expression.start
                and expression.end <= argument.end
                and not _clause_between(tree, heads[expression], token)
                and not _of_other_event(tree, heads[expression], token)
            ]
        )
    for noun in occasion:
        yield from _some(
            [
                expression
                for expression in times
                if (heads[expression] > noun or tree.has_relation(heads[expression], "nmod:poss"))
                and _dates(tree, heads[expression], noun)
            ]
        )
    for station in _joined_after(tree, token):
        found = [e for e in _on(tree, station, times, heads) if heads[e] > station]
        yield from _some([e for e in found if _before(tree, e) not in _BOUNDS | {"for"}])
    for station in _embedding(tree, token, reporting):
        found = [
            e for e in _on(tree, station, times, heads) if not _of_subject(tree, station, token, heads[e])
        ]
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
            return [e for e in _on(tree, above, times, heads) if heads[e] > token and e not in own]
        current = above
    return []


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

    "has shelled the town *since Monday*" lasts from Monday to the day of the report, and "the
    first visit *since 1990*" was not in 1990; "will deploy *by January*" may be any day until
    then. ``ahead`` says that the act is still to come, ``running`` that it is told as today's.
    """
    if time is None or expression is None:
        return time
    time = overnight(time, published)
    if time.start is None or time.end is None:
        return time
    word = _before(tree, expression)
    today = published.isoformat() if published else None
    if word == "since":
        helpers = {tree.lemma(child) for child in tree.children(token, "aux")}
        if "have" not in helpers and "be" not in helpers:
            return None
        return msgspec.structs.replace(time, end=max(today, time.start)) if today else time
    if word in ("until", "till"):
        # "imposes a curfew *until April 6*" begins on the day of the report; a past one at some day
        lasts = today is not None and today <= time.end and (ahead or running)
        return msgspec.structs.replace(time, start=today) if lasts else time
    if ahead and today and word == "by" and today <= time.end:
        return msgspec.structs.replace(time, start=min(today, time.end[:10]))
    return time


def _before(tree: Tree, expression: TimeExpression) -> str:
    """The word before an expression, in lower case."""
    before = tree.token_at(expression.start) - 1
    return tree.tokens[before].text.lower() if before >= 0 else ""


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
        while above is not None and above != station and _inside(tree, above, times):
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
        if tree.tokens[name].upos == "PROPN" and not _inside(tree, name, times):
            # "*1976* Nobel laureate Ana Soto is deported": what stands before a name is part of a title
            found.extend(
                expression for expression in times
                if tree.head(heads[expression]) == name < heads[expression]
            )
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


def _staging(tree: Tree, token: int) -> list[int]:
    """Participles and nouns that date an act: "a trip that was *scheduled* for Friday", "a raid
    *carried out* on Monday", "the arrest upon his *return* on Monday"."""
    clauses = [
        child
        for child in tree.children(token, "acl", "acl:relcl")
        if tree.lemma(child) in word_class("schedule") | word_class("stage_event") | word_class("carry_out")
        or any(tree.lemma(thing) in ("force", "effect") for thing in tree.children(child, "obl", "obj"))
    ]
    nouns = [
        child
        for child in tree.children(token, "nmod")
        if any(tree.lemma(case) in _AT_ONCE for case in tree.children(child, "case"))
    ]
    return clauses + nouns


def _told_of(tree: Tree, token: int) -> list[int]:
    """The dated event that a clause tells more of: "the *2001* attack, which *killed* nine"."""
    while tree.has_relation(token, "conj") and not tree.children(token, "nsubj"):
        token = tree.tokens[token].head  # "…, which killed one and *injured* three"
    noun = tree.head(token)
    if noun is None or not tree.has_relation(token, "acl:relcl") or tree.tokens[noun].upos not in _NOUNS:
        return []
    subjects = tree.children(token, "nsubj")
    if not any(tree.tokens[subject].text.lower() in ("which", "that") for subject in subjects):
        return []
    found = [noun]
    while tree.has_relation(noun, "nmod") and (above := tree.head(noun)) is not None:
        found.append(noun := above)  # "*yesterday's* bombing at a bar in Lomé, which killed two"
    return found


def _bringing(tree: Tree, token: int) -> list[int]:
    """The event that does harm, as the subject of it: "An attack *last week* killed nine"."""
    if tree.lemma(token) not in word_class("harm"):
        return []
    return [
        station
        for noun in tree.children(token, "nsubj")
        if tree.tokens[noun].upos == "NOUN" and any_kind(tree.lemma(noun)) is not None
        for station in (noun, *_staging(tree, noun))
    ]


def _harm_of(tree: Tree, token: int) -> list[int]:
    """The harm that a clause tells the scene of: "are *killed* on Monday when rebels *attacked* them"."""
    above = tree.head(token)
    scene = tree.has_relation(token, "advcl") and tree.has_word(token, ("when", "as"), "mark", "advmod")
    return [above] if scene and above is not None and tree.lemma(above) in word_class("harm") else []


def _scene_of(tree: Tree, token: int) -> list[int]:
    """What tells the scene of an act, with a date of its own.

    The event that it happened in ("killed in *yesterday's protest*"), and for harm the clause that says
    how ("were killed and wounded when a bomb *hit* their car on Monday").
    """
    found = [
        noun
        for noun in tree.children(token, "obl")
        if tree.has_word(noun, ("in", "during", "at"), "case") and any_kind(tree.lemma(noun)) is not None
    ]
    if tree.lemma(token) in word_class("harm"):
        joined = [verb for verb in tree.children(token, "conj") if tree.lemma(verb) in word_class("harm")]
        found += [
            clause
            for verb in (token, *joined)
            for clause in tree.children(verb, "advcl")
            if clause > verb and tree.has_word(clause, ("when", "as"), "mark", "advmod")
        ]
    return found


def _joined_after(tree: Tree, token: int) -> list[int]:
    """Verbs of the same subject that share a date behind them: "kidnapped and *killed* in 2015"."""
    return [
        verb
        for verb in tree.children(token, "conj")
        if tree.tokens[verb].upos == "VERB"
        and tree.tokens[token].upos == "VERB"
        and not tree.children(verb, "nsubj", "aux", "cop")
        and features(tree.tokens[verb]).get("Tense") == features(tree.tokens[token]).get("Tense")
    ]


def _of_subject(tree: Tree, verb: int, token: int, head: int) -> bool:
    """Whether a date before a verb is of the event that is its subject, and not of another act below it.

    "The *killing* of a nun last month drew condemnation".
    """
    return head < verb and any(
        subject < head and subject != token and _is_event(tree.lemma(subject))
        for subject in tree.children(verb, "nsubj", "nsubj:pass")
    )


def _is_event(noun: str) -> bool:
    """Whether a noun names what happened, by its kind or its form, and nobody: not "the *government*"."""
    return any_kind(noun) is not None or (noun.endswith(_OF_DEEDS) and sectors.noun(noun) is None)


def _inside(tree: Tree, token: int, times: Sequence[TimeExpression]) -> bool:
    start = tree.tokens[token].start
    return any(expression.start <= start < expression.end for expression in times)


def _clause_between(tree: Tree, below: int, above: int) -> bool:
    """Whether a finite clause of its own stands between a word and the act above it."""
    for ancestor in tree.ancestors(below):
        if ancestor == above:
            return False
        if tree.has_relation(ancestor, "acl:relcl", "advcl", "ccomp"):
            return True
    return True


def _dates(tree: Tree, below: int, noun: int) -> bool:
    """Whether a time below an event noun is the event's: "the forum, *scheduled* for May", not "a
    plan for a pipeline that has been *shut* since March"."""
    for ancestor in tree.ancestors(below):
        if ancestor == noun:
            return True
        word = tree.tokens[ancestor]
        if word.upos in ("VERB", "ADJ") and tree.lemma(ancestor) not in word_class("schedule"):
            return False
    return False


def _of_other_event(tree: Tree, below: int, above: int) -> bool:
    """Whether a time dates what an act came before or after: "since the fall of Kabul in *2021*"."""
    for ancestor in tree.ancestors(below):
        if ancestor == above:
            return False
        cases = {tree.lemma(case) for case in tree.children(ancestor, "case", "advmod", "mark")}
        if cases & _APART:
            return True
    return False


def _embedding(tree: Tree, token: int, reporting: Collection[int]) -> list[int]:
    """Predicates whose time is the act's too, from the nearest outwards.

    The verb that controls it ("plans *to visit*"), the verb it is coordinated with, and the
    verb of which it is the purpose or the manner; never across a reporting verb, a finite
    subordinate clause or a relative clause.
    """
    found: list[int] = []
    current = token
    while (head := tree.head(current)) is not None:
        if tree.tokens[current].upos == "NOUN" and tree.lemma(head) in word_class("answer"):
            break  # "*demands* that are not met by Friday" are of another day
        beside = current == token and tree.has_relation(current, "conj")
        if is_repaid(tree, current):
            break  # "imposed sanctions on Monday *for supplying* drones"
        if head in reporting and not beside:  # but "*accused* Fiji on Monday … and summoned its envoy"
            break
        if tree.has_relation(current, "acl:relcl", "ccomp", "parataxis", "csubj"):
            break
        cases = {tree.tokens[case].text.lower() for case in tree.children(current, "case")}
        harms = tree.lemma(head) in word_class("harm")
        if cases & _APART and tree.has_relation(current, "obl") and not harms:
            break  # "resigned on Monday *after* weeks of protests"
        finite = features(tree.tokens[current]).get("VerbForm") == "Fin"
        if tree.has_relation(current, "advcl") and (finite or tree.has_word(current, ("before",), "mark")):
            break
        if not tree.has_relation(current, "xcomp", "advcl", "conj", "acl", "obj", "nsubj", "obl", "nmod"):
            break
        if tree.has_relation(current, "conj") and (current < head or tree.children(current, "nsubj")):
            break
        found.append(head)
        current = head
    return found
