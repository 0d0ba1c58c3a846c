"""Recognition: the words that name a place, among capitalised words.

The longest names of the gazetteer that the model or the grammar lets be a place, and what the
model takes for one though nobody lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.knowledge import countries
from demarche.knowledge import organisations as organisations_known
from demarche.knowledge.gazetteer import Entry
from demarche.knowledge.place_words import kind_words, kinds_called_for, kinds_of_several
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_entries import entries_of

LONGEST = 6  # words of a name
# A name that is also an ordinary word or a person's needs a sign that a place is meant.
DOUBTFUL_SIZE = 100_000
_NEAR = frozenset(
    "in at near from to into across outside around toward towards over through via inside of on off for "
    "between and throughout".split()
)
_SITUATING = frozenset("in at near inside outside around".split())
_SETTLED = frozenset({"city", "district"})
# What stands before a ship's name.
_SHIPS = frozenset(
    "USS USNS USCGC HMS RFA HMAS HMCS HMNZS INS ROKS BRP KRI JS FS FGS ARA MV M/V MS MT SS RMS".split()
)
_LINKS = frozenset({"de", "du", "di", "da", "del", "al", "el"})
_SURE = frozenset({"country", "territory", "sea", "strait", "continent", "world region", "site"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [first, last) with the places that bear their name."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    text: str


def candidates(tree: Tree) -> list[Candidate]:
    """The words of a report that name places, in text order."""
    tokens = tree.tokens
    people, organisations, placed = _named_spans(tree)
    sites = dict(_sites(tree))
    found: list[Candidate] = []
    seats: set[int] = set()
    index = 0
    while index < len(tokens):
        word = tokens[index]
        if index in sites:
            text = tree.analysis.text[word.start : tokens[sites[index] - 1].end]
            found.append(Candidate(index, sites[index], entries_of(text), text))
            index = sites[index]
            continue
        named = word.upos in ("PROPN", "ADJ", "NOUN", "DET") and word.text[:1].isupper()
        if not named or _is_of_a_thing(tree, index):
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
                entries = entries_of(text)
                if entries and _is_place(tree, index, index + size, entries, people, organisations, placed):
                    found.append(Candidate(index, index + size, entries, text))
                    length = size
                    break
        index += length or 1
    taken = {token for candidate in found for token in range(candidate.first, candidate.last)}
    taken |= seats | set(organisations)
    called = (*_called(tree), *_contained(tree))
    for first, last in dict.fromkeys((*called, *placed)):
        names = _own_name(tree, first, last)
        if (
            names
            and not _is_of_a_thing(tree, names[-1])
            and not _is_demonym(tree, names[0], names[-1] + 1)
            and not taken.intersection(names)
            and names[-1] - names[0] < LONGEST
            and not is_money(tree, names[0], names[-1] + 1)
        ):
            text = tree.analysis.text[tokens[names[0]].start : tokens[names[-1]].end]
            found.append(Candidate(names[0], names[-1] + 1, entries_of(text), text))
            if (first, last) in called:
                taken.update(names)
    return sorted(found, key=lambda candidate: candidate.first)


def _is_of_a_thing(tree: Tree, index: int) -> bool:
    """Whether a name is part of a thing's: "*Port* of Haifa", a "*Molotov* cocktail", "USS *Lincoln*"."""
    before = index - 1
    while before >= max(0, index - 3) and tree.tokens[before].text[:1].isupper():
        if tree.tokens[before].text in _SHIPS:
            return True
        before -= 1
    if index + 2 >= len(tree.tokens):
        return False
    word, following = tree.tokens[index].text.lower(), tree.lemma(index + 1)
    if following == "of":
        within = tree.tokens[index + 2]
        whole = tree.analysis.text[tree.tokens[index].start : within.end]  # "Port of Spain" is a town
        return word == "port" and within.text[:1].isupper() and not entries_of(whole)
    return following in ("cocktail", "syndrome")


def _sites(tree: Tree) -> Iterator[tuple[int, int]]:
    """Names of seats of learning and the like where something is: "at the *University of Lagos*"."""
    for entity in tree.analysis.entities:
        if entity.type != "organisation" or not entity.named:
            continue
        first, last = entity.first, _without_container(tree, entity.first, entity.last)
        first += tree.tokens[first].upos == "DET"
        if not 1 < last - first <= LONGEST:
            continue
        head = tree.head_of(first, last)
        kinds = kinds_called_for(tree.tokens[head].text.lower())
        if kinds == ("site",) and tree.tokens[head].text[:1].isupper() and (
            tree.has_word(head, _SITUATING | {"on"}, "case") or _grounds_of(tree, head)
        ):
            yield first, last


def _grounds_of(tree: Tree, head: int) -> bool:
    """Whether what lies in or belongs to a body is spoken of: "on *the campus of* Lagos University"."""
    above = tree.head(head)
    return (
        above is not None
        and tree.has_word(head, ("of",), "case")
        and tree.has_relation(head, "nmod")
        and tree.lemma(above) in ("campus", "ground", "gate", "entrance", "outskirt")
    )


def _own_name(tree: Tree, first: int, last: int) -> list[int]:
    """The tokens of the name that heads a place's words: "*Panjwayi District* of Afghanistan"."""
    head = tree.head_of(first, last)
    parts = [head, *tree.children(head, "compound", "flat", "amod", "nmod:desc")]
    above = tree.head(head)
    if above is not None and tree.has_relation(head, "compound"):  # "*Hamar Weyne* district"
        parts += [one for one in tree.children(above, "compound") if one != head]
    for part in parts[1:]:  # "*Basra* International Airport"
        parts += tree.children(part, "compound")
    own = sorted(
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
    while own and tree.tokens[own[-1]].text in _LINKS:  # "*Notre-Dame* de Nice"
        own.pop()
    return own


def _joined(tree: Tree, first: int, last: int) -> bool:
    """Whether tokens can be one name: capitals throughout, but for little words inside."""
    tokens = tree.tokens
    if last - first == 1:
        return True
    if tokens[last - 1].upos == "PUNCT" or not tokens[last - 1].text[:1].isupper():
        return tokens[last - 2].text == "-"
    return all(
        tokens[i].text[:1].isupper()
        or tokens[i].text.lower() in word_class("name_link")
        or tokens[i].text in ("'s", "’s")  # the People's Republic of China
        for i in range(first, last)
    )


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
        elif entity.type == "place":
            last = _without_container(tree, entity.first, entity.last)
            first = _after_kind(tree, entity.first, last)
            if last - first <= LONGEST:
                placed.append((first, last))
    for first, last in (*_called(tree), *_contained(tree)):
        people.difference_update(range(first, last))
        for token in range(first, last):
            organisations.pop(token, None)
        placed.append((first, last))
    return people, organisations, placed


def _after_kind(tree: Tree, first: int, last: int) -> int:
    """Where the name begins in a place's words: "the Haitian capital *Port-au-Prince*"."""
    for token in range(last - 2, first - 1, -1):
        if tree.tokens[token].text in kind_words() and tree.tokens[token + 1].text[:1].isupper():
            return token + 1
    return first


def _called(tree: Tree) -> Iterator[tuple[int, int]]:
    """Names behind a word of kind and "of", whatever else they may name: "the town *of Kut*"."""
    tokens = tree.tokens
    for first in range(2, len(tokens)):
        if tokens[first - 1].text != "of" or not tokens[first].text[:1].isupper():
            continue
        kinds = kinds_called_for(tokens[first - 2].text) or ()
        if not _SETTLED.intersection(kinds) or tokens[first].upos != "PROPN":
            continue
        last = first + 1
        while last < len(tokens) and (
            (tokens[last].text[:1].isupper() and tokens[last].upos == "PROPN")
            or (
                tokens[last].text.lower() in word_class("name_link") - {"and", "the", "of", "on"}
                and last + 1 < len(tokens)
                and tree.has_relation(last, "flat", "punct", "case", "det")
                and (tokens[last + 1].text[:1].isupper() or tokens[last + 1].text == "-")
            )
        ):
            last += 1
        if last - first <= LONGEST:
            yield first, last


def _contained(tree: Tree) -> Iterator[tuple[int, int]]:
    """Names that the region or land behind a comma makes places: "in *Maungdaw*, Rakhine State"."""
    for head, word in enumerate(tree.tokens):
        if word.upos != "PROPN" or not tree.has_word(head, _NEAR, "case"):
            continue
        name = [head, *tree.children(head, "compound", "flat")]
        comma = max(name) + 1
        for container in tree.children(head, "nmod:unmarked", "appos"):
            if container < comma or tree.tokens[comma].text != ",":
                continue
            text = tree.analysis.text[tree.tokens[comma + 1].start : tree.tokens[container].end]
            if any(entry.kind in ("region", "country", "territory") for entry in entries_of(text)):
                yield min(name), comma


def _without_container(tree: Tree, first: int, last: int) -> int:
    """Where the name ends in a place's words: "*Ayn Issa*, Al-Raqqah Governorate"."""
    marks = (at for at in range(first + 1, last) if tree.tokens[at].text in (",", "in"))
    return next(marks, last)


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
    if (
        last - first == 1
        and tokens[first].text.lower() in word_class("compass")
        and not kinds_beside(tree, first, last)
    ):
        return False  # the "West" of "West Midlands"
    if _is_demonym(tree, first, last):
        return False
    if is_money(tree, first, last) or (biggest < DOUBTFUL_SIZE and _opens_body(tree, first, last)):
        return False
    if any(a <= first and last <= b for a, b in placed):
        # of a longer name just the beginning: "*Tehran* International Airport", not "Port-au-*Prince*"
        opens = biggest >= DOUBTFUL_SIZE and _opens(tree, first, last)
        whole = opens or not _part_of_name(tree, first, last)
        return whole and tokens[first].upos != "DET"
    if tokens[head].upos != "PROPN" and not (last - first > 1 and tokens[last - 1].upos == "PROPN"):
        return last - first > 1 and biggest >= DOUBTFUL_SIZE and tokens[head].upos in ("PROPN", "NOUN")
    if tree.has_relation(head, "flat") or (head in people and not _is_no_one(tree, first, last, entries)):
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
        or kinds_beside(tree, first, last) is not None
    )


_WAYS = ("from", "in", "near", "into", "towards", "toward", "around", "outside", "to")


def _is_no_one(tree: Tree, first: int, last: int, entries: Sequence[Entry]) -> bool:
    """Whether what the model takes for a person is a land or a town: "*Chad* recalled …", "seized *Goma*".

    Nobody else in the report bears the name, and it has no other part.
    """
    text = tree.analysis.text[tree.tokens[first].start : tree.tokens[last - 1].end]
    words = {tree.tokens[at].text for at in range(first, last)}
    longer = [
        {tree.tokens[at].text for at in range(entity.first, entity.last)}
        for entity in tree.analysis.entities
        if entity.type == "person" and entity.named and entity.last - entity.first > last - first
    ]
    if any(words & other for other in longer):
        return False
    head = tree.head_of(first, last)
    beside = tree.children(head, "flat", "nmod:desc", "appos")
    if any(not first <= child < last for child in beside) or tree.has_relation(head, "appos", "nmod:desc"):
        return False
    if countries.is_sovereign_name(text):
        return True
    above = tree.head(head)
    thing = tree.has_relation(head, "obj", "nsubj:pass")
    taken = above is not None and thing and tree.lemma(above) in word_class("take_town")
    # a name of several words that is a town's whole: "withdraw from *Khan Yunis*"
    whole = last - first > 1 and tree.has_word(head, _WAYS, "case") and tree.has_relation(head, "obl")
    return (taken or whole) and entries[0].kind == "city" and entries[0].population >= DOUBTFUL_SIZE


def _is_demonym(tree: Tree, first: int, last: int) -> bool:
    """Whether a word of nationality tells of whose a thing is: "the *Chadian* city", "a *Yemeni* port"."""
    text = tree.analysis.text[tree.tokens[first].start : tree.tokens[last - 1].end]
    modifies = tree.has_relation(tree.head_of(first, last), "compound", "amod")
    return modifies and countries.demonym(text) is not None and countries.country_of(text) is None


def is_money(tree: Tree, first: int, last: int) -> bool:
    """Whether a name only says whose money is meant: "*US*$5 million"."""
    text = tree.analysis.text
    start, end = tree.tokens[first].start, tree.tokens[last - 1].end
    return "$" in (text[max(start - 1, 0) : start], text[end : end + 1])


def _opens_body(tree: Tree, first: int, last: int) -> bool:
    """Whether one word begins a body's name: "*University* of Calgary", "*Center* for Disease Control"."""
    after = tree.tokens[last : last + 2]
    links = len(after) == 2 and after[0].text in ("of", "for") and after[1].text[:1].isupper()
    return links and last - first == 1


def _part_of_name(tree: Tree, first: int, last: int) -> bool:
    """Whether the words are part of a longer name: "Far Eastern Federal University"."""
    head = tree.head_of(first, last)
    above = tree.head(head)
    if tree.has_relation(head, "compound") and any(
        0 <= beside < len(tree.tokens)
        and tree.tokens[beside].upos == "PROPN"
        and tree.head(beside) == above
        and tree.has_relation(beside, "compound")
        for beside in (first - 1, last)
    ):
        return True  # "*Hamar* Weyne district"
    if (
        above is not None
        and tree.has_relation(head, "compound", "amod", "flat")
        and tree.tokens[above].upos == "PROPN"
        and tree.tokens[above].text.lower() not in kind_words()
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
    return tree.has_word(head, _SITUATING, "case")


def kinds_beside(tree: Tree, first: int, last: int) -> tuple[str, ...] | None:
    """Kinds that a word beside the name calls for: "the city of X", "X province"."""
    tokens = tree.tokens
    if last < len(tokens) and (found := kinds_called_for(tokens[last].text.lower())):
        return found
    if first >= 1 and (found := kinds_called_for(tokens[first - 1].text.lower())):
        return found
    if first >= 2 and tokens[first - 1].text.lower() == "of":
        return kinds_called_for(tokens[first - 2].text.lower())
    several = tree.conjuncts(tree.coordination_head(tree.head_of(first, last)))
    return kinds_of_several(tokens[several[-1]].text.lower()) if len(several) > 1 else None
