"""Where and when an act is, by the learned heads' answers.

Places and times that the rules have keep their records as the rules made them; the heads decide which of
them stay and what joins or takes the place of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.learned_answers import Answers
from demarche.reading.learned_features import PLACE_ROLES, PUBLISHED, Scene
from demarche.reading.place_phrases import innermost, land_of, lists, record
from demarche.reading.time_tense import own_tense
from demarche.reading.timing import as_time, bounded
from demarche.reading.timing_fit import SPOKEN, TO_COME, fitting, in_a_past_scene, looks_back, tallied
from demarche.reading.timing_today import is_verb, publication
from demarche.reading.trust import Trust
from demarche.reading.whereabouts_roles import is_post
from demarche.records import AHEAD, Mention, Place, PlaceMention, Report, Time


def places(mention: Mention, answers: Answers, trust: Trust) -> tuple[Place, ...]:
    """The places of an act with their roles, in text order."""
    tree, act = answers.scene.tree, int(answers.pairs.act[0])
    own = {place.start: place for place in mention.places}
    scene = answers.scene
    able = zip(scene.layers.places, scene.by_name, strict=True)
    by_head = {place.head: place for place, named in able if named or place.start in own}
    again = _taken_up(answers)
    found = {start: place for start, place in own.items() if place.role not in PLACE_ROLES}
    likely = [answers.likely(role) for role in PLACE_ROLES]
    homes = {actor.country for actor in mention.actors} - {None}  # nobody visits his own land
    best = {
        word: max(
            (one.get(at, 0.0), -n) for n, one in enumerate(likely) for at in {word, land_of(tree, word)}
        )
        for word in by_head
    }
    for word, place in by_head.items():
        known, (sure, number) = own.get(place.start), best[word]
        if known is None or place.start in found:
            continue
        role = PLACE_ROLES[-number]
        if not answers.beside(word) or place.start in again:
            found[place.start] = known  # what takes up a place named before, the rules know
        elif sure >= trust.stays:
            # two sides fight somewhere: they do it to no place ("clashes *in Gao*")
            fought = role == "target" and tree.lemma(act) in word_class("unaimed")
            other = role != known.role and sure >= trust.moved and not fought
            found[place.start] = msgspec.structs.replace(known, role=role) if other else known
    enough = trust.near if found else trust.placed
    for word, place in by_head.items():
        sure, number = best[word]
        if place.start in own or place.start in found or sure < enough:
            continue
        role = PLACE_ROLES[-number]
        if is_post(tree, act, word) or _is_of_saying(answers.scene, act, word):
            continue
        if not (mention.mode == "visit" and role == "destination" and place.country in homes):
            found[place.start] = record(tree, place, role)
    for start in _beside(tree, found, own, by_head):
        del found[start]
    for members in lists(tree, by_head):  # what is told of one of a list is told of all
        roles = {found[one.start].role for one in members if one.start in found}
        if len(roles) == 1:
            for one in members:
                found.setdefault(one.start, record(tree, one, *roles))
    whole = {place.start for place in by_head.values() if place.kind in ("country", "demonym")}
    within = {place.country for start, place in found.items() if start not in whole}
    # the country of a place that is named already says nothing more
    said = {start for start in found if start in whole - own.keys() and found[start].country in within}
    kept = found.keys() - said
    placed = [(place, found[place.start].role) for place in by_head.values() if place.start in kept]
    outer = {place.start for place, _ in placed} - {place.start for place, _ in innermost(tree, placed)}
    return tuple(found[start] for start in sorted(kept - outer))


def _taken_up(answers: Answers) -> set[int]:
    """Places (by offset) that another word of the act's sentence stands for: "to *the country*"."""
    heads = {place.head for place in answers.scene.layers.places}
    return {
        place.start
        for place in answers.scene.grounds
        if place.head not in heads and answers.beside(place.head)
    }


def _beside(
    tree: Tree, found: Mapping[int, Place], own: Mapping[int, Place], by_head: Mapping[int, PlaceMention]
) -> list[int]:
    """Places (by offset) that heads add to one of the rules' in the same role, without being of its list.

    "hit a van in *Orakzai*, wounding two near *Tanda*" names two places of two acts.
    """
    heads = {place.start: head for head, place in by_head.items()}
    lands = {place.start for place in by_head.values() if place.kind in ("country", "demonym")}
    kept = [place for start, place in found.items() if start in own and start in heads.keys() - lands]
    first = {tree.coordination_head(heads[place.start]) for place in kept}
    listed = {member for one in first for member in tree.conjuncts(one)}
    return [
        start
        for start, place in found.items()
        if start not in own and heads[start] not in listed and any(place.role == one.role for one in kept)
    ]


def _is_of_saying(scene: Scene, token: int, word: int) -> bool:
    """Whether a word tells when or where an act was told of: "two were killed, police said *on Sunday*".

    Through the text that it was told in too: "said in a statement *on Sunday*".
    """
    tree, start = scene.tree, scene.tree.tokens[token].start
    verb = tree.head(word)
    if verb is not None and tree.has_relation(verb, "obl") and tree.has_relation(word, "nmod"):
        verb = tree.head(verb)
    if verb is None or verb == token:
        return False
    return any(
        _holds(one.content, start) and not _holds(one.content, tree.tokens[word].start)
        for one in scene.told_by.get(verb, ())
    )


def _holds(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(first <= offset < last for first, last in spans)


def _is_told_outright(tree: Tree, token: int, mention: Mention) -> bool:
    """Whether a clause says that an act came about: "thugs *beat* her in May", not "paid for *beating*"."""
    came_about = mention.status in ("occurred", "ongoing") and mention.polarity == "positive"
    return came_about and is_verb(tree, token) and own_tense(tree, token) in ("past", "present")


def time(mention: Mention, answers: Answers, report: Report, trust: Trust) -> Time | None:
    """The days of an act: an expression's, those of the report, or none.

    Where the heads are of another mind than the rules and not sure of it, the rules' stay, and so do those
    that the clause of a verb gives it which rules took for no act. Days that cannot be the act's, heads do
    not give it.
    """
    scene, told = answers.scene, answers.told
    token = int(answers.pairs.act[0])
    likely = answers.likely("time")
    day = report.published.isoformat() if report.published else None

    stands = {scene.layers.times[index]: word for word, index in scene.times.items()}
    fit = fitting(
        scene.tree, token, tuple(stands), stands, report.published, spoken=mention.type in SPOKEN
    )  # fmt: skip

    def may_be(word: int) -> bool:
        if told is not None and scene.times[word] == told.time:
            return True
        expression = scene.layers.times[scene.times[word]]
        ahead = day is not None and (expression.begin or "")[:10] > day
        over = day is not None and expression.granularity == "day" and (expression.finish or day)[:10] < day
        if (ahead and mention.status in ("occurred", "ongoing")) or (over and mention.status in TO_COME):
            return False
        return expression in fit and not _is_of_saying(scene, token, word)

    able = [word for word in scene.times if word in likely and may_be(word)]
    sure, word = max(((likely[word], word) for word in able), default=(0.0, -1))
    options: dict[int | str | None, float] = {PUBLISHED: answers.today, None: 1 - max(sure, answers.today)}
    if word >= 0:
        options[scene.times[word]] = sure
    ahead = mention.status in ("planned", "threatened")  # what is ahead is not done today
    if ahead or looks_back(scene.tree, token) or in_a_past_scene(scene.tree, token):
        options[PUBLISHED] = 0.0
    choice = max(options, key=lambda one: options[one])
    undated = told is None or told.time is None
    enough = trust.undated if choice is None else trust.dated if undated else trust.redated
    if told is not None and (choice == told.time or options[choice] < enough):
        return tallied(scene.tree, mention.time, mention.status, report.published)
    if choice is None:
        kept = told is None and _is_told_outright(scene.tree, token, mention)
        return mention.time if kept else None
    if choice == PUBLISHED:
        return publication(report)
    expression = scene.layers.times[int(choice)]
    if mention.time is not None and mention.time.span == (expression.start, expression.end):
        return mention.time
    return bounded(
        as_time(expression), scene.tree, token, expression, report.published,
        ahead=mention.status in AHEAD, running=mention.status == "ongoing",
    )  # fmt: skip
