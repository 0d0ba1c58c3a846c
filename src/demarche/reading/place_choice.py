"""Resolution: which place of a name is meant.

By weight, by what the report says beside the name ("the city of", "Paris, Texas"), and by the
countries that it speaks of elsewhere (one sense a report: Gale, Church and Yarowsky 1992;
nearness and weight: Leidner 2007).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from demarche.knowledge import countries
from demarche.knowledge.gazetteer import Entry, key, look_up
from demarche.language.tree import Tree
from demarche.reading.place_candidates import Candidate, kinds_beside


def countries_spoken_of(found: Sequence[Candidate], tree: Tree) -> Counter[str]:
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
        elif len({entry.country for entry in candidate.entries}) == 1 or best.population > 1_000_000:
            spoken[best.country] += 1
    for token in tree.tokens:
        if token.text[:1].isupper() and (known := countries.demonym(token.text)):
            spoken[known.country] += 2
    return spoken


def choose(candidate: Candidate, spoken: Counter[str], names: Counter[str], tree: Tree) -> Entry | None:
    """The likeliest place of a name, None where the gazetteer has none."""
    if not candidate.entries:
        return None
    kinds = kinds_beside(tree, candidate.first, candidate.last)
    container = _container(candidate, tree)
    whole = sum(spoken.values()) or 1
    own = key(candidate.text)
    whose = countries.country_of(candidate.text)
    if whose and _namesake_region(candidate, whose, spoken, names):
        whose = None

    def score(entry: Entry) -> float:
        total = math.log10(entry.population + 1)
        if entry.kind == "country" and entry.country == whose:
            total += 3.0  # Mexico is the country, whatever else of that name lies in it
        elif entry.country is not None and entry.country in spoken:
            total += 1.5 + 1.5 * spoken[entry.country] / whole
        if key(entry.name) == own:
            total += 0.6  # its own name, and not one of its others
        if kinds and entry.kind in kinds:
            total += 2.0
        if container is not None:
            total += 6.0 if container in (entry.country, entry.region) else 0.0
        if entry.kind == "district":
            total -= 1.5
        return total

    return max(candidate.entries, key=score)


def country_around(candidate: Candidate, tree: Tree) -> str | None:
    """The country that the words give a place that nobody lists: "Afghanistan's Wardak Province"."""
    head = tree.head_of(candidate.first, candidate.last)
    for child in tree.children(head, "nmod", "appos", "nmod:poss", "nmod:unmarked"):
        for token in (child, *tree.children(child, "nmod", "appos")):
            words = [token, *tree.children(token, "compound", "flat", "amod")]
            text = tree.analysis.text[tree.tokens[min(words)].start : tree.tokens[max(words)].end]
            if code := countries.country_of(text):
                return code
    return None


def _namesake_region(candidate: Candidate, country: str, spoken: Counter[str], names: Counter[str]) -> bool:
    """Whether a report speaks of the country that a region as weighty lies in, and not of its namesake.

    "Georgia" beside Atlanta is the state; "Niger" beside Nigeria's president is no part of Nigeria.
    """
    weight = max((entry.population for entry in candidate.entries if entry.kind == "country"), default=0)
    rival = any(
        entry.kind == "region" and entry.country != country and entry.population * 2 > weight
        and entry.country in spoken
        for entry in candidate.entries
    )  # fmt: skip
    return rival and spoken[country] <= 3 * names[candidate.text]


def _container(candidate: Candidate, tree: Tree) -> str | None:
    """What the place is said to lie in: "Paris, Texas", "Tripoli, Lebanon", "X in Chad"."""
    tokens = tree.tokens
    at = candidate.last
    if at + 1 < len(tokens) and tokens[at].text in (",", "in") and tokens[at + 1].text[:1].isupper():
        for size in (3, 2, 1):
            if at + 1 + size <= len(tokens):
                text = tree.analysis.text[tokens[at + 1].start : tokens[at + size].end]
                code = countries.country_of(text)
                regions = [entry for entry in look_up(text) if entry.kind == "region"]
                if code and not (regions and tokens[at].text == "," and code == "GEO"):
                    return code
                if regions:
                    return regions[0].name
    return None
