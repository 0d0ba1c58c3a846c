"""Joins the names of one thing: the same again, shorter forms, acronyms and known variants.

The first pass of a sieve in the manner of Lee et al. (2013, Computational Linguistics
39:4): each pass uses what the surer passes before it have joined. Whether two names can be
one thing's is asked of ``coreference_names``; here is which names are compared, and in what
order.
"""

from __future__ import annotations

from bisect import bisect_left

from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_names import (
    SMALL,
    abbreviates,
    entity_key,
    organisation_names_agree,
    person_names_agree,
    same_name,
    words_of,
)

_NEAREST = 60  # names on either side that are compared


def join_names(tree: Tree, phrases: list[Phrase], chains: Chains) -> None:
    """Joins names that are the same, shorter forms, acronyms and known variants.

    Changes ``chains``, and the type of a name that reads as a city's but is a person's.
    """
    named = [phrase for phrase in phrases if phrase.kind == "name" and phrase.name]
    keys = _by_key(named)
    for phrase in named:
        if phrase.type == "place" and _is_surname(tree, phrase, _near(phrase, keys)):
            phrase.type = chains.chain(phrase).type = "person"
    seen: dict[tuple[str, ...] | str, Phrase] = {}
    for phrase in named:
        key = entity_key(phrase.name)
        if key is None:
            continue
        if key in seen:
            chains.join(seen[key], phrase)
        seen.setdefault(key, phrase)
    alike: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in named:
        same = alike.setdefault(words_of(phrase.name), [])
        for earlier in reversed(same[-_NEAREST:]):
            if same_name(earlier.name, phrase.name) and chains.join(earlier, phrase):
                break
        same.append(phrase)
    for phrase in sorted(named, key=lambda p: -len(p.name.split())):
        _join_variant(phrase, _near(phrase, keys), chains)


def _is_surname(tree: Tree, phrase: Phrase, near: list[Phrase]) -> bool:
    """Whether a city's name is a person's who was named in full: "Ana *Paris* left. *Paris* said …"."""
    acts = tree.has_relation(phrase.head, "nsubj", "nmod:poss") and not any(
        tree.tokens[case].text.lower() not in ("'s", "’s", "'", "’")
        for case in tree.children(phrase.head, "case")
    )
    return acts and phrase.country is None and any(
        other.head < phrase.head and other.type == "person"
        and " " in other.name and words_of(other.name)[-1:] == words_of(phrase.name)
        for other in near
    )


def _keys(name: str) -> set[str]:
    """What two variants of a name share: a word, or initials that are the other's letters."""
    words = [word for word in name.replace("-", " ").split() if word]
    big = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
    every = "".join(word[0] for word in words).upper()
    letters = name.replace(".", "")
    return {*words_of(name), f"={big}", f"={every}", f"={letters}"}


def _by_key(named: list[Phrase]) -> dict[str, list[Phrase]]:
    """The names under each key, in text order as they came."""
    found: dict[str, list[Phrase]] = {}
    for phrase in named:
        for key in _keys(phrase.name):
            found.setdefault(key, []).append(phrase)
    return found


def _near(phrase: Phrase, keys: dict[str, list[Phrase]]) -> list[Phrase]:
    """The nearest names that can be variants of a name, in text order, so that the work is linear."""
    found: dict[int, Phrase] = {}
    for key in _keys(phrase.name):
        listed = keys[key]
        place = bisect_left(listed, phrase.head, key=lambda other: other.head)
        for other in listed[max(0, place - _NEAREST) : place + _NEAREST]:
            found[id(other)] = other
    return sorted(found.values(), key=lambda other: other.head)


def _join_variant(phrase: Phrase, named: list[Phrase], chains: Chains) -> None:
    """Joins a shorter name to the nearest longer one before it, else after it."""
    own = chains.chain(phrase)
    candidates = [other for other in named if chains.chain(other) is not own]
    before = [other for other in candidates if other.head < phrase.head]
    after = [other for other in candidates if other.head > phrase.head]
    for other in [*reversed(before), *after]:
        person = phrase.type == "person" or other.type == "person"
        if person:
            if phrase.country and not phrase.title and phrase.type == "place":
                continue
            agree = person_names_agree(phrase.name, other.name) and len(other.name.split()) > 1
            agree = agree and (phrase.type in ("person", "other"))
        elif (phrase.country is None) != (other.country is None):
            continue  # "*U.S.* Environmental Protection Agency" is not the United States
        else:
            agree = (
                organisation_names_agree(phrase.name, other.name)
                or abbreviates(phrase.name, other.name)
                or abbreviates(other.name, phrase.name)
            )
        if agree and chains.join(other, phrase):
            return
