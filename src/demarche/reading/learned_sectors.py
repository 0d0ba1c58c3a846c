"""In which sector people act, where tables and titles do not tell or tell too little.

"*Consumer groups* warn", "the *campers*", "Ada Berg, *who handles trade for the bloc*": no table lists
every word for people, and what a name does is told by the sentences around it. A learned head weighs PLOVER's
sectors for each chain; it gives one to chains that have none, and where it is sure changes another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from demarche.knowledge.sectors import NON_STATE, SECTORS
from demarche.language.sectors import SectorHead
from demarche.reading.actors_words import PRIVATE_BODIES
from demarche.reading.coreference_names import actor_id
from demarche.reading.learned_lands import Candidate, by_member, facts
from demarche.records import Actor, ResolvedEntity

# From which probability a chain without a sector gets the likeliest, and from which one takes the place of
# the rules'. Chosen on the corpus' splits dev and calibration and on the dispatches for calibration.
SURE, SURE_OTHER = 0.3, 0.6
NAMES = ("none", *sorted(SECTORS | NON_STATE))  # what the head tells apart


def inputs(entities: Sequence[ResolvedEntity], vectors: np.ndarray, named: Sequence[Candidate]) -> np.ndarray:
    """[N, 2 * 384 + FACTS]: each mention's vector, the mean of its chain's, and what rules know of it."""
    chains = defaultdict(list)
    for entity in entities:
        chains[entity.chain].append(entity.head)
    means = {chain: vectors[heads].mean(0) for chain, heads in chains.items()}
    return np.stack(
        [
            np.concatenate([vectors[entity.head], means[entity.chain], facts(entity, named)])
            for entity in entities
        ]
    )


def with_sectors(
    head: SectorHead, vectors: np.ndarray, entities: Sequence[ResolvedEntity], named: Sequence[Candidate]
) -> tuple[ResolvedEntity, ...]:
    """The entities, with the sector that the head gives to chains of people.

    vectors: [tokens, 384]; ``named``: the words that name countries. Places keep what they have, and so do
    sets of several ("both leaders"), whose members change with their own chains. A body of states has no
    country, so one that was only inferred for it goes.
    """
    people = [entity for entity in entities if entity.type != "place" and len(entity.referents) == 1]
    if not people:
        return tuple(entities)
    likely: dict[int, list[np.ndarray]] = defaultdict(list)
    for entity, row in zip(people, head.likely(inputs(people, vectors, named)), strict=True):
        likely[entity.chain].append(row)
    own = {entity.chain: entity.sector for entity in people}
    presiding = {one.chain for one in people if one.sector in PRIVATE_BODIES and _presides(one)}
    told: dict[int, str] = {}
    for chain, rows in likely.items():
        mean = np.mean(rows, 0)[1:]
        best = NAMES[1 + int(mean.argmax())]
        if best == "GOV" and chain in presiding:
            continue
        if best != own[chain] and mean.max() >= (SURE if own[chain] is None else SURE_OTHER):
            told[chain] = best
    if not told:
        return tuple(entities)
    members = by_member(people, told)
    return tuple(_of(entity, told, members) for entity in entities)


def _presides(entity: ResolvedEntity) -> bool:
    """Whether somebody is called a president, who of a club or a charity is no head of a state."""
    return "president" in entity.referents[0].text.lower().replace("-", " ").split()


def _of(entity: ResolvedEntity, told: Mapping[int, str], members: Mapping[str, str]) -> ResolvedEntity:
    if len(entity.referents) == 1 and entity.type != "place" and entity.chain in told:
        sector = told[entity.chain]
        country = None if entity.inferred and sector in NON_STATE else entity.country
        whose = tuple(_in_sector(actor, sector, country) for actor in entity.referents)
        return msgspec.structs.replace(entity, sector=sector, country=country, referents=whose)
    if len(entity.referents) > 1 and any(actor.id in members for actor in entity.referents):
        whose = tuple(
            _in_sector(actor, members.get(actor.id, actor.sector), actor.country)
            for actor in entity.referents
        )
        return msgspec.structs.replace(entity, referents=whose)
    return entity


def _in_sector(actor: Actor, sector: str | None, country: str | None) -> Actor:
    return msgspec.structs.replace(actor, sector=sector, country=country, id=actor_id(actor.name, country))
