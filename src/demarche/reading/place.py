"""Places: which words name one (``place_candidates``), and which place is meant (``place_choice``)."""

from __future__ import annotations

from collections.abc import Mapping

from demarche.knowledge import countries
from demarche.knowledge.gazetteer import Entry, country_entry
from demarche.language.tree import Tree
from demarche.reading.place_candidates import Candidate, candidates, is_money
from demarche.reading.place_choice import choose, context_of
from demarche.reading.place_containers import country_around, is_elsewhere, is_small, lies_in, town_of
from demarche.records import PlaceMention, Report


def places(report: Report, tree: Tree) -> tuple[PlaceMention, ...]:
    """The places and demonyms that a report names, in text order, resolved."""
    found = candidates(tree)
    context = context_of(found, tree)
    chosen = [(candidate, choose(candidate, context, tree)) for candidate in found]
    listed = {candidate.first: entry for candidate, entry in chosen if entry is not None}
    chosen = [
        (candidate, None if entry is not None and is_elsewhere(candidate, entry, listed, tree) else entry)
        for candidate, entry in chosen
    ]
    full = {c.text: entry for c, entry in chosen if entry is not None and entry.kind == "city"}
    chosen = [(candidate, _in_full(candidate, entry, full)) for candidate, entry in chosen]
    around = {
        candidate.text: within
        for candidate, entry in reversed(chosen)
        if entry is None and (within := lies_in(candidate, listed, tree) or town_of(candidate)) is not None
    }
    mentions = [_mention(tree, candidate, entry, around.get(candidate.text)) for candidate, entry in chosen]
    mentions.extend(_demonyms(tree, {token for c in found for token in range(c.first, c.last)}))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _in_full(candidate: Candidate, entry: Entry | None, full: Mapping[str, Entry]) -> Entry | None:
    """The town whose name a report shortens, where no larger one bears that: "Rio" after "Rio de Janeiro"."""
    if entry is None or entry.kind != "city":
        return entry
    longer = (one for text, one in full.items() if text.startswith(f"{candidate.text} "))
    return max((entry, *longer), key=lambda one: one.population)


def _mention(tree: Tree, candidate: Candidate, entry: Entry | None, within: Entry | None) -> PlaceMention:
    """The mention of a place; one that nobody lists stands at the town or county it lies in."""
    head = tree.head_of(candidate.first, candidate.last)
    start, end = tree.tokens[candidate.first].start, tree.tokens[candidate.last - 1].end
    if entry is None:
        country = country_around(candidate, tree) or (within.country if within else None)
        near = within if within and is_small(within) else None
        return PlaceMention(
            start, end, candidate.text, candidate.text, "place", country,
            near.latitude if near else None, near.longitude if near else None, None, head,
        )  # fmt: skip
    return PlaceMention(
        start, end, candidate.text, entry.name, entry.kind, entry.country,
        entry.latitude, entry.longitude, entry.geonameid, head,
    )  # fmt: skip


def _demonyms(tree: Tree, taken: set[int]) -> list[PlaceMention]:
    """Words of nationality: "Russian", "North Koreans"."""
    found: list[PlaceMention] = []
    tokens = tree.tokens
    index = 0
    while index < len(tokens):
        for size in (3, 2, 1):
            last = index + size
            if (
                last > len(tokens)
                or not tokens[index].text[:1].isupper()
                or taken.intersection(range(index, last))
                or is_money(tree, index, last)
            ):
                continue
            text = tree.analysis.text[tokens[index].start : tokens[last - 1].end]
            known = countries.demonym(text)
            if known is not None and tree.sentence_index(index) == tree.sentence_index(last - 1):
                name = countries.country_name(known.country) or known.country
                entry = country_entry(known.country)
                found.append(
                    PlaceMention(
                        tokens[index].start, tokens[last - 1].end, text, name, "demonym", known.country,
                        entry.latitude if entry else None, entry.longitude if entry else None,
                        entry.geonameid if entry else None, tree.head_of(index, last),
                    )
                )  # fmt: skip
                index = last - 1
                break
        index += 1
    return found
