"""Resolution: which place of a name is meant.

By weight, by what the report says beside the name ("the city of", "Paris, Texas"), and by the
countries that it speaks of elsewhere (one sense a report: Gale, Church and Yarowsky 1992;
nearness and weight: Leidner 2007).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from demarche.knowledge import countries
from demarche.knowledge.gazetteer import Entry, abbreviated, key
from demarche.language.tree import Tree
from demarche.reading.place_candidates import Candidate, kinds_beside
from demarche.reading.place_containers import container_of, is_direction
from demarche.reading.place_entries import entries_of

LARGE_TOWN = 100_000  # people


@dataclass(frozen=True, slots=True)
class Context:
    """What a report says elsewhere that helps to choose.

    ``countries`` and ``regions`` count what is spoken of; ``names`` how often each name stands
    there; ``containers`` what a name is said to lie in at any of its mentions.
    """

    countries: Counter[str]
    regions: frozenset[tuple[str, str | None]]
    names: Counter[str]
    containers: dict[str, str]


def context_of(found: Sequence[Candidate], tree: Tree) -> Context:
    """The context that the candidates of a report are for each other."""
    containers: dict[str, str] = {}
    for candidate in found:
        if candidate.entries and (container := container_of(candidate, tree)):
            containers.setdefault(candidate.text, container)
    regions = {
        (entry.name, entry.country)
        for candidate in found
        for entry in candidate.entries[:1]
        if entry.kind == "region"
    }
    regions.update((name, None) for name in containers.values())
    names = Counter(candidate.text for candidate in found)
    spoken = _countries_spoken_of(found, tree)
    spoken.update(code for code in containers.values() if countries.country_name(code))
    return Context(spoken, frozenset(regions), names, containers)


def _countries_spoken_of(found: Sequence[Candidate], tree: Tree) -> Counter[str]:
    """How often each country is spoken of: by name, demonym, or an unmistakable place."""
    spoken: Counter[str] = Counter()
    for candidate in found:
        best = candidate.entries[0] if candidate.entries else None
        if best is None or best.country is None:
            continue
        if (best.kind in ("country", "territory") and len(candidate.entries) == 1) or countries.country_of(
            candidate.text
        ):
            spoken[best.country] += 3
        elif len({entry.country for entry in candidate.entries}) == 1 or (
            best.population > 1_000_000 and key(best.name) == key(candidate.text)
        ):
            spoken[best.country] += 1
    for token in tree.tokens:
        if token.text[:1].isupper() and (known := countries.demonym(token.text)):
            spoken[known.country] += 2
    return spoken


def choose(candidate: Candidate, context: Context, tree: Tree) -> Entry | None:
    """The likeliest place of a name, None where the gazetteer has none."""
    if not candidate.entries:
        return _abbreviated(candidate, context, tree) or _part(candidate)
    kinds = kinds_beside(tree, candidate.first, candidate.last)
    container = container_of(candidate, tree) or context.containers.get(candidate.text)
    spoken = context.countries
    whole = sum(spoken.values()) or 1
    own = key(candidate.text)
    whose = countries.country_of(candidate.text)
    part = whose is not None and not countries.is_sovereign_name(candidate.text)
    namesake = whose is not None and _namesake(candidate, whose, context)
    ruled = countries.capital_of(candidate.text)

    def score(entry: Entry) -> float:
        total = math.log10(entry.population + 1)
        if entry.kind == "country" and entry.country == whose:
            # Mexico is the country, whatever else of that name lies in it
            total += 0.0 if namesake else 3.0
        elif entry.country is not None and entry.country in spoken:
            total += 1.5 + 1.5 * spoken[entry.country] / whole
        if (
            context.regions & {(entry.region, entry.country), (entry.region, None)}
            and key(entry.region or "") != own
        ):
            total += 1.0
        if key(entry.name) == own:
            total += 0.6  # its own name, and not one of its others
        elif ruled is not None and entry.country != ruled:
            total -= 2.0  # Islamabad is the capital, not a town that was called so
        if part and entry.country == whose:
            total += 0.5  # the Punjab that news speaks of most
        if kinds and entry.kind in kinds:
            total += 2.0
        if container is not None:
            total += 6.0 if container in (entry.country, entry.region) else 0.0
        if entry.kind == "district":
            total -= 1.5
        return total

    return max(candidate.entries, key=score)


def _namesake(candidate: Candidate, country: str, context: Context) -> bool:
    """Whether a report speaks of the country that a namesake as weighty lies in, and not of this one.

    "Georgia" beside Atlanta is the state; "Niger" beside Nigeria's president is no part of Nigeria.
    A name of former days yields to any large town of today: "Gold Coast" beside Brisbane.
    """
    weight = max((entry.population for entry in candidate.entries if entry.kind == "country"), default=0)
    former = key(candidate.text) != key(countries.country_name(country) or "")
    rival = any(
        entry.country != country and entry.country in context.countries
        and ((entry.kind == "region" and entry.population * 2 > weight)
             or (former and entry.kind == "city" and entry.population > LARGE_TOWN))
        for entry in candidate.entries
    )  # fmt: skip
    return rival and context.countries[country] <= 3 * context.names[candidate.text]


def _abbreviated(candidate: Candidate, context: Context, tree: Tree) -> Entry | None:
    """The region that an abbreviation stands for in a report that speaks of its country: "NSW"."""
    found = [entry for entry in abbreviated(candidate.text) if entry.country in context.countries]
    return max(found, key=lambda entry: context.countries[entry.country or ""], default=None)


def _part(candidate: Candidate) -> Entry | None:
    """A part of a country by its direction, at the country's point: "Eastern China", "South West England"."""
    words = candidate.text.split()
    while len(words) > 1 and is_direction(words[0]):
        words = words[1:]
        code = countries.country_of(" ".join(words))
        if code is None:
            continue
        entries = entries_of(" ".join(words))
        whole = next((entry for entry in entries if entry.country == code), None)
        if whole is not None:
            return msgspec.structs.replace(whole, name=candidate.text, kind="region", geonameid=None)
    return None
