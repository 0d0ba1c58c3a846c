"""Places: which words name one, and which place of that name is meant.

Recognition takes the longest names of the gazetteer among capitalised words that the
model or the grammar lets be a place. Resolution ranks the places of a name by weight, by
what the report says beside it ("the city of", "Paris, Texas"), and by the countries that
it speaks of elsewhere (one sense a report: Gale, Church and Yarowsky 1992; nearness and
weight: Leidner 2007).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import msgspec

from demarche.knowledge import countries
from demarche.knowledge import organisations as organisations_known
from demarche.knowledge.gazetteer import Entry, country_entry, key, look_up
from demarche.language.tree import Tree
from demarche.records import PlaceMention, Report

LONGEST = 6
# A name that is also an ordinary word or a person's needs a sign that a place is meant.
DOUBTFUL_SIZE = 100_000
# Words beside a name, and the kinds of place that they call for.
_KIND_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("city", "town", "village", "capital"), ("city",)),
    "port": ("city", "port"),
    **dict.fromkeys(("province", "region", "county", "district"), ("region", "territory", "district")),
    **dict.fromkeys(("state", "oblast", "governorate", "prefecture", "department", "peninsula"), ("region",)),
    "republic": ("country", "region"),
    **dict.fromkeys(("sea", "bay", "gulf", "ocean"), ("sea",)),
    **dict.fromkeys(("island", "islands"), ("island",)),
    **dict.fromkeys(("base", "cosmodrome", "palace"), ("site",)),
    "strait": ("strait",),
    "river": ("river",),
    "airport": ("airport",),
}
_NEAR = frozenset(
    "in at near from to into across outside around toward towards over through via inside of on off for "
    "between and throughout".split()
)
_SITUATING = frozenset("in at near inside outside around".split())
_SURE = frozenset({"country", "territory", "sea", "strait", "continent", "world region", "site"})
_COMPASS = frozenset(
    "north south east west northern southern eastern western central upper lower new old great greater "
    "northeast northwest southeast southwest".split()
)
_SMALL = frozenset(
    "of the and on - ' el al ad ar as ash at an az ed es et ez de del des du da do dos la las los le bin ibn "
    "van den der ye y".split()
)
_CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan".split()
)


class _Candidate:
    """A span of tokens with the places that bear its name."""

    def __init__(self, first: int, last: int, entries: tuple[Entry, ...], text: str) -> None:
        self.first, self.last, self.entries, self.text = first, last, entries, text


def places(report: Report, tree: Tree) -> tuple[PlaceMention, ...]:
    """The places and demonyms that a report names, in text order, resolved."""
    found = _candidates(tree)
    spoken = _countries(found, tree)
    names = Counter(candidate.text for candidate in found)
    chosen = [(candidate, _choose(candidate, spoken, names, tree)) for candidate in found]
    mentions = [_mention(tree, candidate, entry) for candidate, entry in chosen]
    mentions.extend(_demonyms(tree, {token for c in found for token in range(c.first, c.last)}))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _mention(tree: Tree, candidate: _Candidate, entry: Entry | None) -> PlaceMention:
    head = tree.head_of(candidate.first, candidate.last)
    start, end = tree.tokens[candidate.first].start, tree.tokens[candidate.last - 1].end
    if entry is None:
        country = _country_around(candidate, tree)
        return PlaceMention(
            start, end, candidate.text, candidate.text, "place", country, None, None, None, head
        )
    return PlaceMention(
        start, end, candidate.text, entry.name, entry.kind, entry.country,
        entry.latitude, entry.longitude, entry.geonameid, head,
    )  # fmt: skip


# -- recognition -------------------------------------------------------------------------


def _candidates(tree: Tree) -> list[_Candidate]:
    tokens = tree.tokens
    people, organisations, placed = _named_spans(tree)
    found: list[_Candidate] = []
    seats: set[int] = set()
    index = 0
    while index < len(tokens):
        word = tokens[index]
        if not (word.upos in ("PROPN", "ADJ", "NOUN", "DET") and word.text[:1].isupper()):
            index += 1
            continue
        limit = tree.sentence(index).last
        length = 0
        for size in range(min(LONGEST, limit - index), 0, -1):
            if _joined(tree, index, index + size):
                text = tree.analysis.text[word.start : tokens[index + size - 1].end]
                if size > 1 and countries.seat(text) is not None and not _situates(tree, index, index + size):
                    length = size  # "the White House" is who, not where
                    seats.update(range(index, index + size))
                    break
                entries = _entries(text)
                if entries and _is_place(tree, index, index + size, entries, people, organisations, placed):
                    found.append(_Candidate(index, index + size, entries, text))
                    length = size
                    break
        index += length or 1
    taken = {token for candidate in found for token in range(candidate.first, candidate.last)}
    taken |= seats | set(organisations)
    for first, last in placed:
        names = _own_name(tree, first, last)
        if names and not taken.intersection(names) and names[-1] - names[0] < LONGEST:
            text = tree.analysis.text[tokens[names[0]].start : tokens[names[-1]].end]
            found.append(_Candidate(names[0], names[-1] + 1, _entries(text), text))
    return sorted(found, key=lambda candidate: candidate.first)


def _own_name(tree: Tree, first: int, last: int) -> list[int]:
    """The tokens of the name that heads a place's words: "*Panjwayi District* of Afghanistan"."""
    head = tree.head_of(first, last)
    parts = [head, *tree.children(head, "compound", "flat", "amod", "nmod:desc")]
    return sorted(
        part
        for part in parts
        if first <= part < last
        and (
            tree.tokens[part].upos == "PROPN"
            or tree.tokens[part].text[:1].isupper()
            or (tree.tokens[part].upos == "NUM" and tree.has_relation(part, "flat"))
        )
        and tree.tokens[part].upos not in ("PRON", "DET")
    )


def _entries(text: str) -> tuple[Entry, ...]:
    """Places of a name; names of countries in all their forms lead to the country."""
    code = countries.country_of(text)
    if code is not None and not countries.is_sovereign_name(text):
        return _part_of(text, code)
    if code is not None:
        country = country_entry(code)
        others = tuple(entry for entry in look_up(text) if entry.kind != "country")
        if country is not None:
            return (
                msgspec.structs.replace(country, name=countries.country_name(code) or country.name),
                *others,
            )
        return others
    if text in _CALENDAR:
        return ()
    if countries.seat(text) is not None:
        return tuple(entry for entry in look_up(text) if entry.kind == "site")
    if text.isupper() and len(text) <= 3:
        return ()
    return look_up(text)


def _part_of(text: str, country: str) -> tuple[Entry, ...]:
    """A part of a country that has a name of its own: "Bali", "Chechnya", "Kashmir"."""
    found = tuple(entry for entry in look_up(text) if entry.country == country and entry.kind != "country")
    whole = country_entry(country)
    if found or whole is None:
        return found
    return (msgspec.structs.replace(whole, name=text, kind="region", geonameid=None),)


def _joined(tree: Tree, first: int, last: int) -> bool:
    """Whether tokens can be one name: capitals throughout, but for little words inside."""
    tokens = tree.tokens
    if last - first == 1:
        return True
    if tokens[last - 1].upos == "PUNCT" or not tokens[last - 1].text[:1].isupper():
        return tokens[last - 2].text == "-"
    return all(tokens[i].text[:1].isupper() or tokens[i].text.lower() in _SMALL for i in range(first, last))


def _named_spans(tree: Tree) -> tuple[set[int], dict[int, tuple[int, int]], list[tuple[int, int]]]:
    """Tokens of persons' names, spans of organisations by token, spans of places."""
    people: set[int] = set()
    organisations: dict[int, tuple[int, int]] = {}
    placed: list[tuple[int, int]] = []
    for entity in tree.analysis.entities:
        if not entity.named:
            continue
        if entity.type == "person":
            flat = [
                i
                for i in range(entity.first, entity.last)
                if i == entity.head or tree.has_relation(i, "flat", "nmod:desc")
            ]
            people.update(flat if entity.last - entity.first > 3 else range(entity.first, entity.last))
        elif entity.type == "organisation":
            organisations.update(dict.fromkeys(range(entity.first, entity.last), (entity.first, entity.last)))
        elif entity.type == "place" and entity.last - entity.first <= LONGEST:
            placed.append((entity.first, entity.last))
    return people, organisations, placed


def _is_place(
    tree: Tree, first: int, last: int, entries: tuple[Entry, ...], people: set[int],
    organisations: dict[int, tuple[int, int]], placed: Sequence[tuple[int, int]],
) -> bool:  # fmt: skip
    """Whether a name of the gazetteer is a place here, and not a person or a word."""
    tokens = tree.tokens
    head = tree.head_of(first, last)
    biggest = entries[0].population
    if countries.seat(tree.analysis.text[tokens[first].start : tokens[last - 1].end]) is not None:
        return _situates(tree, first, last)
    known = organisations_known.find(tree.analysis.text[tokens[first].start : tokens[last - 1].end])
    if known is not None and entries[0].kind not in ("country", "territory"):
        return False  # Hamas is no variant of Hamm
    if last - first == 1 and tokens[first].text.lower() in _COMPASS and not _kind_word(tree, first, last):
        return False  # the "West" of "West Midlands"
    if any(a <= first and last <= b for a, b in placed):
        # of a longer name just the beginning: "*Tehran* International Airport", not "Port-au-*Prince*"
        opens = biggest >= DOUBTFUL_SIZE and _opens(tree, first, last)
        whole = opens or not _part_of_name(tree, first, last)
        return whole and tokens[first].upos != "DET"
    if tokens[head].upos != "PROPN" and not (last - first > 1 and tokens[last - 1].upos == "PROPN"):
        return last - first > 1 and biggest >= DOUBTFUL_SIZE and tokens[head].upos in ("PROPN", "NOUN")
    if head in people or tree.has_relation(head, "flat"):
        return False
    if any(tree.has_relation(child, "flat") for child in tree.children(head)) and last - first == 1:
        return False
    inside = organisations.get(first)
    if inside is not None and not first <= tree.head_of(*inside) < last:
        # a name inside an organisation's: only as its owner ("Russia's Defense Ministry")
        return entries[0].kind == "country" and tree.has_relation(head, "nmod:poss", "compound")
    if entries[0].kind in _SURE and (entries[0].kind != "site" or last - first > 1):
        return True
    if _part_of_name(tree, first, last):
        return False
    if inside is None and biggest >= DOUBTFUL_SIZE:
        return True
    cases = {tokens[case].text.lower() for case in tree.children(head, "case")}
    return (
        bool(cases & _NEAR)
        or tree.has_relation(head, "appos", "nmod:poss", "nmod:unmarked")
        or _kind_word(tree, first, last) is not None
    )


def _part_of_name(tree: Tree, first: int, last: int) -> bool:
    """Whether the words are part of a longer name: "Far Eastern Federal University"."""
    head = tree.head_of(first, last)
    above = tree.head(head)
    if (
        above is not None
        and tree.has_relation(head, "compound", "amod", "flat")
        and tree.tokens[above].upos == "PROPN"
        and tree.tokens[above].text.lower() not in _KIND_WORDS
    ):
        return True
    return any(
        tree.tokens[child].upos in ("PROPN", "ADJ")
        and tree.tokens[child].text[:1].isupper()
        and not first <= child < last
        for child in tree.children(head, "compound", "amod", "flat")
    )


def _opens(tree: Tree, first: int, last: int) -> bool:
    """Whether a name begins the longer one that it is a part of."""
    before = tree.tokens[first - 1].text if first > tree.sentence(first).first else ""
    after = tree.tokens[last].text if last < len(tree.tokens) else ""
    inside = before[:1].isupper() and tree.tokens[first - 1].upos in ("PROPN", "ADJ")
    return "-" not in (before, after) and not inside


def _situates(tree: Tree, first: int, last: int) -> bool:
    """Whether a seat of government is where, not who: "a dinner at the Élysée Palace"."""
    head = tree.head_of(first, last)
    return any(tree.tokens[case].text.lower() in _SITUATING for case in tree.children(head, "case"))


def _kind_word(tree: Tree, first: int, last: int) -> tuple[str, ...] | None:
    """Kinds that a word beside the name calls for: "the city of X", "X province"."""
    tokens = tree.tokens
    if last < len(tokens) and (found := _KIND_WORDS.get(tokens[last].text.lower())):
        return found
    if first >= 1 and (found := _KIND_WORDS.get(tokens[first - 1].text.lower())):
        return found
    if first >= 2 and tokens[first - 1].text.lower() == "of":
        return _KIND_WORDS.get(tokens[first - 2].text.lower())
    return None


# -- resolution --------------------------------------------------------------------------


def _countries(found: Sequence[_Candidate], tree: Tree) -> Counter[str]:
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


def _choose(candidate: _Candidate, spoken: Counter[str], names: Counter[str], tree: Tree) -> Entry | None:
    """The likeliest place of a name, None where the gazetteer has none."""
    if not candidate.entries:
        return None
    kinds = _kind_word(tree, candidate.first, candidate.last)
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


def _country_around(candidate: _Candidate, tree: Tree) -> str | None:
    """The country that the words give a place that nobody lists: "Afghanistan's Wardak Province"."""
    head = tree.head_of(candidate.first, candidate.last)
    for child in tree.children(head, "nmod", "appos", "nmod:poss", "nmod:unmarked"):
        for token in (child, *tree.children(child, "nmod", "appos")):
            words = [token, *tree.children(token, "compound", "flat", "amod")]
            text = tree.analysis.text[tree.tokens[min(words)].start : tree.tokens[max(words)].end]
            if code := countries.country_of(text):
                return code
    return None


def _namesake_region(candidate: _Candidate, country: str, spoken: Counter[str], names: Counter[str]) -> bool:
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


def _container(candidate: _Candidate, tree: Tree) -> str | None:
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
