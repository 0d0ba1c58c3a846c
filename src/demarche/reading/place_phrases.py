"""Which place a phrase names: "a market in *Sadr City*, Baghdad", "the Syrian city of *Homs*"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from demarche.knowledge import organisations, sectors
from demarche.knowledge.countries import country_of
from demarche.knowledge.gazetteer import look_up
from demarche.knowledge.place_words import kind_words, kinds_called_for, kinds_of_several
from demarche.language.tree import Tree
from demarche.reading.place_containers import is_direction
from demarche.reading.place_distances import distance_before, far_from
from demarche.records import Place, PlaceMention

LOCATING = frozenset({"in", "at", "near", "outside", "across", "inside", "off", "around"})
_LIES = LOCATING | {"on", "within", "around", "along"}
_NAME = 5  # words of a body's name before the place in it
_DEPTH = 4  # things within things: "a ward of a hospital in a suburb of Homs"
# What stands between the names of a chain: "Sadr City, *in eastern* Baghdad".
_LINKS = frozenset({",", "in", "'s", "’s", "the", "of", "(", ")"})
# What lies in what: a district is in a region, never a region in a district.
_RANK = {"district": 1, "region": 2, "territory": 3, "country": 4, "world region": 5, "continent": 5}
_BUILT = ("site",)  # kinds of what is named for where it stands: "a *Kabul* mosque"
_MISSIONS = frozenset({"Mission", "Operation", "Force"})
# Of a land or a town: "in *Mali's* remote border areas", "hit *Kharkiv's* city centre".
_PARTS = frozenset({"area", "part", "centre", "center", "outskirt", "outskirts"})
_PARTS_OF_LAND = frozenset({"region", "district"})
_LANDS = frozenset({"country", "demonym"})
_SCENES = frozenset({"venue", "target"})


def prepositions(tree: Tree, token: int) -> set[str]:
    """The prepositions of a phrase, by its head."""
    return {tree.lemma(case) for case in tree.children(token, "case")}


def is_located(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> bool:
    """Whether a phrase says where: "*in* a market", "*on* the island of Jolo", not "on a visit"."""
    cases = prepositions(tree, token)
    ground = token in by_head or tree.lemma(token) in kind_words()
    return bool(cases & LOCATING) or ("on" in cases and ground)


def is_people(tree: Tree, token: int) -> bool:
    """Whether a noun stands for people or for a body, not for a thing or a place."""
    return sectors.noun(tree.lemma(token)) is not None


def names_body(tree: Tree, place: PlaceMention) -> bool:
    """Whether a place's name is a body's, or the end of one that is known."""
    text = tree.analysis.text
    if place.kind == "place" and kinds_called_for(place.text.lower().removesuffix("s")) is not None:
        return True  # the "Provinces" of "Helmand and Ghor Provinces"
    if place.kind not in ("country", "territory") and organisations.find(place.text) is not None:
        return not prepositions(tree, place.head) & LOCATING
    first = tree.token_at(place.start)
    if first > 1 and tree.tokens[first - 1].text == "in" and tree.tokens[first - 2].text in _MISSIONS:
        return True  # "the Support *Mission in* Libya"
    return any(
        organisations.find(text[tree.tokens[at].start : place.end]) is not None
        for at in range(max(tree.sentence(first).first, first - _NAME), first)
    )


def named(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention]
) -> list[tuple[PlaceMention, str | None]]:
    """Places that a phrase names, by its head, with "in" where they are what it lies in.

    The phrase itself and what is coordinated with it: its apposition ("the capital, Pyongyang"), a
    name that modifies it ("the Geneva headquarters", "the city of Basra"), or the place that it lies
    in, through whatever lies between ("a hospital *in* the south of Gaza").
    """
    found: list[tuple[PlaceMention, str | None]] = []
    for member in tree.conjuncts(token):
        found.extend(named_by(tree, member, by_head, _DEPTH))
    return found


def named_by(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention], depth: int
) -> list[tuple[PlaceMention, str | None]]:
    """Places that one phrase names, by its head, through so many things that lie within others."""
    if token in by_head:
        return [(by_head[token], None)]
    place = _label(tree, token, by_head) or _next_to(tree, token, by_head)
    if place is not None and _tells_whose(tree, token, place):
        own = _called(tree, token, by_head, depth)
        if own:
            return own
    if place is not None:
        listed = [by_head[one] for one in tree.conjuncts(place.head) if one in by_head]
        return [(one, None) for one in listed] if place in listed else [(place, None)]
    if depth == 0:
        return []
    if far := far_from(tree, token, by_head):
        return [(far, "in")]
    for modifier in tree.children(token, "nmod"):
        if tree.has_relation(modifier, "nmod:poss"):
            continue
        cases = prepositions(tree, modifier)
        if "of" in cases:
            inner = [] if _owns(tree, token) else _several(tree, modifier, by_head, depth)
            if modifier not in by_head:  # "the headquarters of the party in Basra"
                inner = [(place, via) for place, via in inner if via or not is_people(tree, modifier)]
        elif cases & _LIES and not _is_exile(tree, modifier):
            inner = [(place, "in") for place, _ in _several(tree, modifier, by_head, depth)]
        else:
            continue
        if inner:
            return inner
    if is_direction(tree.lemma(token)) or tree.lemma(token) in kind_words() | _PARTS:
        owners = [owner for owner in tree.children(token, "nmod:poss") if owner in by_head]
        return [(by_head[owner], None) for owner in owners]  # "in *Nigeria's* restive northeast"
    return []


def _is_exile(tree: Tree, place: int) -> bool:
    """Whether a place is where somebody lived apart: "on his return from *exile in* Togo"."""
    before = min((child for child in tree.children(place, "case")), default=0) - 1
    return before > 0 and tree.lemma(before) in ("exile", "asylum", "hiding")


def _tells_whose(tree: Tree, token: int, label: PlaceMention) -> bool:
    """Whether a name before a word of kind says what the place lies in, and not what it is called.

    "the *U.S.* state of Ohio", "a *Tunis* suburb of that name", but "the *Karrada* district of Baghdad".
    """
    kinds = kinds_called_for(tree.lemma(token)) or ()
    listed = label.kind != "place"  # "the *Wazir Akbar Khan* suburb of Kabul"
    return label.kind == "country" or (listed and "city" in kinds and "region" not in kinds)


def _called(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention], depth: int
) -> list[tuple[PlaceMention, str | None]]:
    """What a word of kind is called by "of" behind it: "the U.S. state *of Ohio*"."""
    for modifier in tree.children(token, "nmod"):
        named = any(one in by_head for one in tree.conjuncts(modifier))
        if named and prepositions(tree, modifier) == {"of"}:
            return _several(tree, modifier, by_head, depth)
    return []


def _several(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention], depth: int
) -> list[tuple[PlaceMention, str | None]]:
    return [one for member in tree.conjuncts(token) for one in named_by(tree, member, by_head, depth - 1)]


def _label(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """The name that stands beside a noun: "the *Geneva* headquarters", "the capital, *Pyongyang*"."""
    within = [
        below
        for part in tree.children(token, "amod", "compound")
        if _is_name(tree, part)
        for below in tree.children(part, "compound")
    ]  # "*Basra* International Airport"
    for child in (*tree.children(token, "appos", "flat", "compound", "nmod:desc"), *within):
        if child not in by_head:
            continue
        ground = tree.lemma(token) in kind_words() and kinds_called_for(tree.lemma(token)) != _BUILT
        labels = tree.has_relation(child, "compound") and not ground
        located = bool(prepositions(tree, token) & _LIES)  # "in a *Boston* court"
        body = is_people(tree, token) and not located and tree.lemma(token) not in kind_words()
        if labels and (body or by_head[child].kind == "country"):
            continue  # "Rakhine fishermen", "a U.S. base": whose they are, not where
        return by_head[child]
    return None


def _next_to(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """The name after a word of kind, however a parse hangs it: "the capital *Addis Ababa*"."""
    if tree.lemma(token) not in kind_words():
        return None
    after = tree.tokens[token + 1 : token + 3]
    if not after:
        return None
    start = after[1].start if after[0].text in (",", "of") and len(after) > 1 else after[0].start
    return next((place for place in by_head.values() if place.start == start), None)


def lists(tree: Tree, by_head: Mapping[int, PlaceMention]) -> list[list[PlaceMention]]:
    """The places of each list of names: "in *Lae*, *Sepik* and *Enga* provinces"."""
    found: dict[int, list[PlaceMention]] = {}
    for head, place in by_head.items():
        if place.kind not in _LANDS:
            found.setdefault(tree.coordination_head(phrase_of(tree, head)), []).append(place)
    return [members for members in found.values() if len(members) > 1]


def phrase_of(tree: Tree, name: int) -> int:
    """The word by which a place's name hangs: the *district* of "in Mullaitivu district"."""
    kind = tree.head(name)
    if kind is None or not tree.has_relation(name, "compound"):
        return name  # "in the *Niger* towns of Agadez and Arlit"
    return kind if tree.lemma(kind) in kind_words() else name


def land_of(tree: Tree, name: int) -> int:
    """The word of kind by which the name of a part of a land hangs: "in Bryansk *Oblast*"."""
    kind = phrase_of(tree, name)
    return kind if _PARTS_OF_LAND.intersection(kinds_called_for(tree.lemma(kind)) or ()) else name


def _owns(tree: Tree, token: int) -> bool:
    """Whether what a noun is "of" is whose it is: "leaders *of Cuba*", "the Bank *of England*"."""
    name = tree.tokens[token].upos == "PROPN" and tree.lemma(token) not in kind_words()
    return name or is_people(tree, token)


def innermost(tree: Tree, found: Sequence[tuple[PlaceMention, str]]) -> list[tuple[PlaceMention, str]]:
    """Places in text order without those that only say where another lies: "Istanbul, *Turkey*"."""
    once = {place.start: (place, role) for place, role in reversed(found)}
    ordered = sorted(once.values(), key=lambda item: item[0].start)
    chained = {
        later.start
        for (inner, role), (later, other) in pairwise(ordered)
        if _alike(role, other) and is_chained(tree, inner, later)
    }
    towns = [(place, role) for place, role in ordered if place.kind not in _LANDS]
    return [
        (place, role)
        for place, role in ordered
        if place.start not in chained
        and not (
            place.kind in _LANDS
            and any(
                town.country == place.country and _alike(role, other) and not _beside(tree, town, place)
                for town, other in towns
            )
        )
    ]


def _beside(tree: Tree, town: PlaceMention, land: PlaceMention) -> bool:
    """Whether "and" joins a part of a land to a town: "in *Baghdad* and northern *Iraq*"."""
    joined = tree.has_relation(land.head, "conj") and tree.head(land.head) == town.head
    return joined and any(
        is_direction(tree.lemma(part)) for part in tree.children(land.head, "amod", "compound")
    )


def _alike(role: str, other: str) -> bool:
    return role == other or {role, other} <= _SCENES


def is_chained(tree: Tree, inner: PlaceMention, later: PlaceMention) -> bool:
    """Whether a place is named only for the one before it, which lies in it."""
    lands = {inner.country, later.country} - {None}
    opens = distance_before(tree, tree.token_at(later.start))
    if opens is not None:  # "in Shusha, *ten kilometres from Stepanakert*"
        return opens - 1 <= tree.token_at(inner.end - 1) + 1 and inner.start < later.start
    first, last = tree.token_at(inner.end - 1) + 1, tree.token_at(later.start)
    inside = any(tree.tokens[at].text == "in" for at in range(first, last))
    if inner.kind == "country" or (len(lands) > 1 and not inside):
        return False  # what is disputed, and a namesake, may be in another country's hands
    if _RANK.get(later.kind, 0) < _RANK.get(inner.kind, 0):
        return False
    if _listed(tree, later) and not _lies_in(inner, later):
        return False
    return first < last and all(_links(tree, at) for at in range(first, last))


def _links(tree: Tree, token: int) -> bool:
    """Whether a word may stand between a place and what it lies in: ", *in the occupied* West Bank"."""
    word = tree.tokens[token]
    if word.text in _LINKS or word.text.lower() in kind_words() or is_direction(word.text):
        return True
    tells = word.upos in ("ADJ", "VERB", "PROPN") and tree.has_relation(token, "amod", "compound")
    return word.text == "-" or tells


def _lies_in(inner: PlaceMention, later: PlaceMention) -> bool:
    """Whether the gazetteer has the one in the other: "Austin, *Texas*, and Boise, Idaho"."""
    known = [entry for entry in look_up(inner.name) if entry.geonameid == inner.geonameid]
    return any(entry.region == later.name for entry in known)


def _listed(tree: Tree, place: PlaceMention) -> bool:
    """Whether a name is one of a list: "Parwan, *Logar* and Ghazni", "Aleppo, *Idlib* and villages"."""
    head = place.head
    others = tree.conjuncts(tree.coordination_head(head)) if tree.has_relation(head, "conj") else ()
    return any(
        tree.children(one, "cc")
        and (_is_name(tree, one) or (place.kind not in _LANDS and _is_ground(tree, one)))
        for one in others
    )


def _is_ground(tree: Tree, token: int) -> bool:
    """Whether a noun is a place by its kind, or by what lies near it: "*farms* near Palmyra"."""
    if tree.lemma(token) in kind_words():
        return True
    below = tree.children(token, "nmod")
    return any(prepositions(tree, one) & {"near", "around", "outside"} for one in below)


def record(tree: Tree, place: PlaceMention, role: str) -> Place:
    """A place of an act, in its role.

    Its text has the word of kind that belongs to its name ("*Taraba State*", "*Shopian district*").
    A building named for its town is a place of its own that stands there ("*Kyiv TV Tower*"), and a
    part of a country that is no more than a direction has its name ("Southern *Mali*").
    """
    end, apart = _named_to(tree, place)
    text = tree.analysis.text[place.start : end]
    part, _, whole = place.text.partition(" ")
    land = place.kind == "region" and is_direction(part) and country_of(whole) == place.country
    name = text if apart else whole if land else place.name
    return Place(
        name, role, place.country, place.latitude, place.longitude,
        None if apart else place.geonameid, text, place.start, end,
    )  # fmt: skip


def _is_name(tree: Tree, token: int) -> bool:
    """Whether a word is part of a name: "Aden *International* *Airport*"."""
    word = tree.tokens[token]
    return word.upos == "PROPN" or (word.upos in ("ADJ", "NOUN") and word.text[:1].isupper())


def _named_to(tree: Tree, place: PlaceMention) -> tuple[int, bool]:
    """Where the name that a place begins ends, and whether it is then another place's."""
    first, last = tree.token_at(place.start), tree.token_at(place.end - 1)
    for entity in tree.analysis.entities:
        opens = entity.first in (first, first - 1) and entity.last > last + 1
        if opens and entity.named and entity.type == "place":
            rest = list(takewhile(lambda at: _is_name(tree, at), range(last + 1, entity.last)))
            if rest and kinds_of_several(tree.tokens[rest[-1]].text.lower()):
                return place.end, False  # "*Lae* and Sepik Provinces"
            if rest and tree.head(place.head) in rest:
                kinds = [kinds_called_for(tree.tokens[at].text.lower()) or ("site",) for at in rest]
                return tree.tokens[rest[-1]].end, any("site" in kind for kind in kinds)
    after = last + 1
    while after < len(tree.tokens):
        if tree.tokens[after].text.lower() in kind_words():
            joined = tree.head(place.head) == after or tree.head(after) == place.head
            if joined and place.kind != "demonym":
                return tree.tokens[after].end, False
        if tree.tokens[after].upos not in ("NOUN", "ADJ") or tree.head(after) != tree.head(place.head):
            break
        after += 1  # "Zaatari *refugee* camp"
    return place.end, False
