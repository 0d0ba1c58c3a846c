"""What the words put a place into: "Paris, *Texas*", "Austin, in Scott County, *Indiana*"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demarche.knowledge import countries
from demarche.knowledge.gazetteer import Entry, abbreviated, key, look_up
from demarche.knowledge.place_words import kind_words, kinds_called_for
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_candidates import Candidate

_LINKS = frozenset({",", "(", "in", "of", "at", "near", "the", "outside"})
_SMALL = frozenset({"city", "district", "site", "island", "airport"})
_LARGE = 500_000  # people
_FURTHEST = 5  # words between a place and what it lies in


def container_of(candidate: Candidate, tree: Tree) -> str | None:
    """What a place is said to lie in, a country's code or the name of a region.

    "Paris, Texas", "Tripoli, Lebanon", "X in northern Chad", "Reston, Va.", and through a county:
    "Austin, in Scott County, Indiana". A region among regions is one of a list: "Oregon,
    Washington, Virginia and Ohio".
    """
    found, end = _container_at(candidate.last, candidate.entries, tree)
    if any(entry.kind == "region" and entry.name != found for entry in candidate.entries) and (
        _lists_region(tree, candidate.first, before=True) or _lists_region(tree, end, before=False)
    ):
        return None
    listed = countries.is_sovereign_name(candidate.text) and countries.country_name(found) is not None
    return None if listed and _lists_country(tree, end) else found


def names_container(tree: Tree, at: int) -> bool:
    """Whether the words from a token say what the place before them lies in: "Georgia*, United States*"."""
    return _container_at(at, (), tree)[0] is not None


def _container_at(at: int, entries: Sequence[Entry], tree: Tree) -> tuple[str | None, int]:
    """The container that the words from ``at`` name, with the token after it."""
    tokens = tree.tokens
    if at >= len(tokens) or tokens[at].text not in (",", "in", "("):
        return None, at
    comma = tokens[at].text != "in"
    at += 1
    if comma and at < len(tokens) and tokens[at].text == "in":
        at += 1
    while at < len(tokens) and is_direction(tokens[at].text) and not _names_region(tree, at):
        at += 1
    for size in (4, 3, 2, 1):
        text = _text(tree, at, size)
        end = at + size
        if not text[:1].isupper() or tokens[end - 1].upos == "PUNCT":
            continue
        if size == 1 and comma and (short := _short_of(text, entries)):
            return short.name, end
        code = countries.country_of(text)
        found = look_up(text)
        regions = [entry for entry in found if entry.kind == "region"]
        if code and not (regions and comma and code == "GEO"):
            return code, end
        if regions:
            return regions[0].name, end
        if any(entry.kind == "district" for entry in found):
            within, end = _container_at(end, entries, tree)
            lands = {entry.country for entry in found}
            return within or (lands.pop() if len(lands) == 1 else None), end
    return None, at


def _lists_country(tree: Tree, end: int) -> bool:
    """Whether a list goes on behind a country's name: "Niger, *Nigeria and Chad*"."""
    words = [token.text for token in tree.tokens[end : end + 2]]
    if words[:1] == [","]:
        return words[1:] in (["and"], ["or"]) or bool(words[1:] and countries.country_of(words[1]))
    return words[:1] in (["and"], ["or"])


def _lists_region(tree: Tree, at: int, *, before: bool) -> bool:
    """Whether a comma or "and" at a token's edge joins it to one more region."""
    edge = at - 1 if before else at
    if not 0 < edge < len(tree.tokens) or tree.tokens[edge].text not in (",", "and", "or"):
        return False
    if not before and tree.tokens[edge].text == "," and edge + 1 < len(tree.tokens):
        edge += tree.tokens[edge + 1].text in ("and", "or")
    for size in (3, 2, 1):
        first = edge - size if before else edge + 1
        text = _text(tree, first, size) if first >= 0 else ""
        if text[:1].isupper() and any(entry.kind == "region" for entry in look_up(text)[:1]):
            return True
    return False


def _text(tree: Tree, first: int, size: int) -> str:
    """The words of ``size`` tokens from ``first``, empty where the text ends before."""
    tokens = tree.tokens
    if first + size > len(tokens):
        return ""
    return tree.analysis.text[tokens[first].start : tokens[first + size - 1].end]


def is_direction(word: str) -> bool:
    """Whether a word says which part: "northern", "south-west", "North-western"."""
    parts = word.lower().split("-")
    return all(part in word_class("compass") for part in parts)


def _names_region(tree: Tree, at: int) -> bool:
    """Whether a word of direction begins a name of its own: "South Carolina", "New South Wales"."""
    texts = [_text(tree, at, size) for size in (3, 2)]
    return any(
        text[:1].isupper()
        and (countries.country_of(text) or any(entry.kind == "region" for entry in look_up(text)))
        for text in texts
    )


def _short_of(text: str, towns: Sequence[Entry]) -> Entry | None:
    """The region that an abbreviation after a town stands for, where a town of that name lies in it."""
    lie_in = {(town.region, town.country) for town in towns}
    return next((entry for entry in abbreviated(text) if (entry.name, entry.country) in lie_in), None)


def lies_in(candidate: Candidate, chosen: Mapping[int, Entry], tree: Tree) -> Entry | None:
    """The place that an unlisted one is said to lie in: "the village of X in *Fife*", "X, *Auckland*".

    ``chosen`` has the places of the report by their first token.
    """
    for at in range(candidate.last + 1, min(candidate.last + _FURTHEST, len(tree.tokens))):
        word = tree.tokens[at - 1].text.lower()
        if not (word in _LINKS or word in kind_words() or is_direction(word)):
            return None
        if at in chosen:
            return chosen[at]
    return None


def is_elsewhere(candidate: Candidate, entry: Entry, chosen: Mapping[int, Entry], tree: Tree) -> bool:
    """Whether the words put a place into a large town, so that it is no town of its name elsewhere.

    "the Acropolis *in Athens*" is not the city of that name in Arkansas.
    """
    if entry.kind not in _SMALL or tree.tokens[candidate.last : candidate.last + 1] == ():
        return False
    if tree.tokens[candidate.last].text != "in":
        return False
    town = chosen.get(candidate.last + 1)
    return (
        town is not None
        and town.kind == "city"
        and town.population >= _LARGE
        and town.population > entry.population
        and (town.country != entry.country or entry.kind == "city")
    )


def town_of(candidate: Candidate) -> Entry | None:
    """The large town in the name of a building that nobody lists: "*Kabul* University"."""
    words = candidate.text.split()
    if len(words) == 1 or not any(kinds_called_for(word.lower()) == ("site",) for word in words):
        return None
    towns = [
        entry
        for word in (words[0], words[-1])
        for entry in look_up(word)
        if entry.kind == "city" and entry.population >= _LARGE and key(entry.name) == key(word)
    ]
    return max(towns, key=lambda town: town.population, default=None)


def is_small(entry: Entry) -> bool:
    """Whether a place is small enough for what lies in it to be shown at its point."""
    return entry.kind in _SMALL


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
