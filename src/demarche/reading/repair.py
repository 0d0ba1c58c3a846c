"""Phrases and clauses set right where a parse has broken them, before any layer is read.

Trees are mended first, so that every layer agrees on what a phrase is and what belongs to a verb.
Each mending has a module of its own, is a function of the tokens of one sentence, changes them in
place, and says whether anything changed. Their order is kept here: some find only what others have
set right before them.
"""

from __future__ import annotations

from functools import partial

import msgspec

from demarche.reading import repair_arguments as arguments
from demarche.reading import repair_clauses as clauses
from demarche.reading import repair_names as names
from demarche.reading import repair_offices as offices
from demarche.reading import repair_sayings as sayings
from demarche.reading import repair_told as told
from demarche.reading.repair_appositions import appositions, descriptions, named_subjects, paired, wholes
from demarche.reading.repair_called import called
from demarche.reading.repair_companions import (
    antecedents,
    companions,
    conjuncts,
    deeds,
    second_subjects,
    talked_over,
)
from demarche.reading.repair_containers import containers
from demarche.reading.repair_crossing import articles, before_relatives, joined_verbs, journeys
from demarche.reading.repair_dates import dates
from demarche.reading.repair_due import due
from demarche.reading.repair_headlines import fired_gas, headline_verbs, meant_things
from demarche.reading.repair_lists import origins, regroup
from demarche.reading.repair_offences import charges, offences, penalties
from demarche.reading.repair_openings import agents_of, openings, whose_clauses
from demarche.reading.repair_place_lists import place_lists
from demarche.reading.repair_relatives import aged, among_them, closed_clauses, open_clauses, urged
from demarche.reading.repair_sides import agents, sides
from demarche.reading.repair_speech import speakers_behind
from demarche.reading.repair_tokens import has_ring
from demarche.reading.repair_victims import victims
from demarche.records import Analysis, EntityMention, Token

# Mendings that ask for nothing but the tokens, in their order.
_FIRST = (
    names.second_names,
    names.nations,
    names.lift,
    names.shouted,
    containers,
    headline_verbs,
    meant_things,
    fired_gas,
    openings,
    agents_of,
    whose_clauses,
    articles,
    journeys,
    joined_verbs,
    before_relatives,
    offices.before_titles,
    aged,
    among_them,
    urged,
    closed_clauses,
    open_clauses,
    told.said_last,
    told.said_behind,
    told.said_before,
    told.told_in,
    victims,
    descriptions,
    named_subjects,
    wholes,
    conjuncts,
    speakers_behind,
    origins,
    arguments.owners,
    arguments.next_subjects,
    arguments.raised_objects,
    arguments.gerund_subjects,
    charges,
    penalties,
    arguments.goals,
    arguments.quellers,
    arguments.opponents,
    second_subjects,
    sides,
    agents,
    due,
    dates,
    clauses.second_verbs,
    clauses.second_gerunds,
    clauses.or_elses,
    clauses.relative_objects,
    clauses.whose_objects,
    sayings.sayings,
    sayings.asides,
    sayings.whom_they_say,
    sayings.first_subjects,
    sayings.hearers,
    sayings.sayers,
    sayings.next_sayings,
    sayings.after_conditions,
    sayings.alleged,
    sayings.whose_word,
    sayings.speeches,
    clauses.participle_objects,
    clauses.reduced,
    clauses.cased_subjects,
    clauses.absolutes,
    clauses.attempts,
    clauses.pressures,
    clauses.go_aheads,
    clauses.warrants,
    clauses.prospects,
    clauses.trials,
)


def mended(analysis: Analysis) -> Analysis:
    """The analysis with its trees mended, and with an entity for each name that was made whole."""
    tokens = list(analysis.tokens)
    entities = list(analysis.entities)
    governed = {
        entity.head
        for entity in entities
        if names.is_governed(tokens, entity) or names.is_town(tokens, entity, entities)
    }
    entities = [
        msgspec.structs.replace(entity, type="place") if entity.head in governed else entity
        for entity in entities
    ]
    borne = names.namesakes(tokens, entities)
    entities = [
        msgspec.structs.replace(entity, type="person")
        if entity.head in borne
        else names.with_surname(tokens, entity)
        for entity in entities
    ]
    people = {entity.head for entity in entities if entity.type in ("person", "group", "organisation")}
    persons = {entity.head for entity in entities if entity.type == "person"}
    others = {entity.head for entity in entities if entity.type in ("organisation", "place", "group")}
    changed = entities != list(analysis.entities)
    for sentence in analysis.sentences:
        begin, end = sentence.first, sentence.last
        mendings = (
            partial(_hyphened, entities=entities),
            partial(place_lists, entities=entities),
            partial(_join_lands, entities=entities),
            partial(_join_bodies, entities=entities),
            partial(_join_heads, entities=entities),
            partial(called, entities=entities),
            *_FIRST,
            partial(appositions, persons=persons, bodies=others),
            partial(paired, persons=persons),
            companions,
            talked_over,
            partial(antecedents, people=people),
            deeds,
            offences,
            partial(_join_names, entities=entities),
            regroup,
        )
        for mend in mendings:
            before, names_before = tokens[begin:end], list(entities)
            if not mend(tokens, begin, end):
                continue
            if has_ring(tokens, begin, end):  # no tree any more: nothing could be read off it
                tokens[begin:end], entities[:] = before, names_before
            else:
                changed = True
    if not changed:
        return analysis
    entities.sort(key=lambda entity: (entity.start, -entity.end))
    return msgspec.structs.replace(analysis, tokens=tuple(tokens), entities=tuple(entities))


def _hyphened(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Makes offices of two words one noun each, which is nobody's name, in place."""
    whole = offices.of_a_general(tokens, begin, end)
    for number, entity in enumerate(entities):
        head = next((head for head, first in whole.items() if entity.head in (head, first)), None)
        if head is not None and entity.last in (head, head + 1):
            first = min(entity.first, whole[head])
            start, end_at = tokens[first].start, tokens[head].end
            entities[number] = msgspec.structs.replace(
                entity, start=start, end=end_at, first=first, last=head + 1, head=head, type="person",
                named=False,
            )  # fmt: skip
    return bool(whole)


def _join_lands(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Makes lands with "and" in their names one phrase and one entity each, in place."""
    found = names.two_named_lands(tokens, begin, end)
    for first, last, head in found:
        entities[:] = [one for one in entities if not (first <= one.first and one.last <= last)]
        entities.append(_entity(tokens, first, last, head, "place"))
    return bool(found)


def _join_bodies(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Makes the names of bodies that the tables have one phrase and one entity each, in place."""
    changed = False
    for first, last in names.known_bodies(tokens, begin, end):
        if not names.gather_known(tokens, first, last, range(begin, end)):
            continue
        entities[:] = [
            one for one in entities if last <= one.first or one.last <= first or not first <= one.head < last
        ]
        entities.append(_entity(tokens, first, last, first, "organisation"))
        changed = True
    return changed


def _join_heads(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Binds names to the offices of bodies before them, in place: "Leader of the Unity Party *Ana Soto*"."""
    named = [one for one in entities if one.type == "person" and one.named and one.head == one.first]
    people = {(one.first, one.last) for one in named} | {*offices.names_behind_bodies(tokens, begin, end)}
    changed = False
    for title, first, last in list(offices.heads_of_bodies(tokens, begin, end, sorted(people))):
        if offices.is_whole(tokens, title, first, last):
            continue
        offices.join(tokens, title, first, last, range(begin, end))
        kept = [one for one in entities if one.last <= title or one.first >= last]
        for one in entities:
            if title < one.first < first and one.type != "person":  # "the Unity Party | Ana Soto"
                ends = min(one.last, first)
                if one.head < ends:
                    kept.append(msgspec.structs.replace(one, last=ends, end=tokens[ends - 1].end))
        entities[:] = [*kept, _entity(tokens, first, last, first, "person")]
        changed = True
    return changed


def _join_names(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Makes offices and names, and the names of bodies and capes, one phrase and entity each, in place."""
    changed = False
    titled: set[int] = set()
    for title, first, last in offices.titled_names(tokens, begin, end):
        titled.update(range(title, last))
        whole = offices.is_whole(tokens, title, first, last)
        if not whole:
            offices.join(tokens, title, first, last, range(begin, end))
        changed |= offices.leads_body(tokens, title, first, last, range(begin, end))
        if whole:
            continue
        entities[:] = [e for e in entities if not (e.first < last and title < e.last and e.head >= title)]
        entities.append(_entity(tokens, first, last, first, "person"))
        changed = True
    for first, last in names.headlands(tokens, begin, end):
        names.gather(tokens, first, last, first, range(begin, end))
        entities[:] = [e for e in entities if not first <= e.head < last]
        entities.append(_entity(tokens, first, last, first, "place"))
        changed = True
    for first, last, head in names.bodies(tokens, begin, end):
        if head in titled:
            continue  # "Secretary of *State for Culture, Media and Sport* Ana Soto"
        if names.is_whole(tokens, first, last, head):
            continue
        names.gather(tokens, first, last, head, range(begin, end))
        entities[:] = [e for e in entities if not first <= e.head < last]
        entities.append(_entity(tokens, first, last, head, "organisation"))
        changed = True
    return changed


def _entity(tokens: list[Token], first: int, last: int, head: int, kind: str) -> EntityMention:
    """The name in tokens [first, last) as an entity."""
    return EntityMention(tokens[first].start, tokens[last - 1].end, first, last, head, kind, named=True)
