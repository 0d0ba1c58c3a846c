"""Whose what was struck is not: "Turkey accused Greece of attacking *its* ships".

Who tells of harm that another state does, or answers it, speaks of what is his own: nobody is accused of
sinking his own ships, and it is not Israel's soldiers for whom "Hamas fired rockets after Israel killed two
of *its* fighters". What one does to one's own people is another matter ("accused Greece of jailing *its*
critics"), and a court or a body of states that accuses has no ships.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from demarche.knowledge import countries, organisations, sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.participants_control import subjects_of

_AT = frozenset({"at", "on", "against", "into", "of", "upon"})
_LANDS = frozenset({"country", "nation", "homeland"})  # what a person calls his own of a state's
_PARTIES = ("place", "organisation", "group")
# Those who accuse others and have no troops or waters of their own.
_BYSTANDERS = frozenset({"IGO", "NGO", "SOC", "JRN", "JUD", "REL", "LAB", "EDU"})


def struck_by(tree: Tree, pronoun: Phrase, earlier: Iterable[Phrase], chains: Chains) -> list[Phrase]:
    """Those before a possessive who did what befell what it owns, if another party tells or answers it."""
    alone = pronoun.lemma in ("his", "her")
    held = _LANDS if alone else word_class("held_by_state") if pronoun.lemma in ("its", "their") else ()
    deed = _deed(tree, pronoun.head, held) if held else None
    if deed is None:
        return []
    doers = set(_doers(tree, deed))
    tellers = {head for verb in _verbs_above(tree, deed) for head in subjects_of(tree, verb)} - doers
    known = list(earlier)
    struck = [phrase for phrase in known if phrase.head in doers]
    lands = {land for phrase in struck for land in _lands(tree, phrase)}
    themselves = {id(chains.chain(phrase)) for phrase in struck}
    told = [one for one in known if one.head in tellers and id(chains.chain(one)) not in themselves]
    if alone:
        told = [one for one in told if one.type == "person"]
    owners = [one for one in told if alone or _may_own(one) or _lands(tree, one) - lands]
    return struck if owners else []


def _deed(tree: Tree, pronoun: int, held: Container[str]) -> int | None:
    """The harm that is done to what a possessive owns, if it is what a state has."""
    noun = tree.head(pronoun)
    if noun is None or not tree.has_relation(pronoun, "nmod:poss"):
        return None
    own = any(tree.lemma(child) == "own" for child in tree.children(noun, "amod"))
    if own or tree.lemma(noun) not in held:
        return None
    first = tree.coordination_head(noun)
    above = tree.head(first)
    if above is not None and tree.tokens[above].upos in ("NUM", "NOUN") and tree.has_relation(first, "nmod"):
        counted = tree.tokens[above].upos == "NUM" or tree.lemma(above) in word_class("many")
        first, above = (above, tree.head(above)) if counted else (first, above)
    if above is None:
        return None
    if tree.tokens[above].upos == "VERB":
        at = tree.has_relation(first, "obl") and _is_at(tree, first)
        # "fired at its envoy", which is another matter than "fired its envoy"
        struck = at or (tree.has_relation(first, "obj") and tree.lemma(above) != "fire")
        return above if struck and tree.lemma(above) in word_class("strike_at") else None
    harm = word_class("deed") | word_class("harmful")
    return above if tree.lemma(above) in harm and _is_at(tree, first) else None


def _is_at(tree: Tree, noun: int) -> bool:
    return any(tree.lemma(case) in _AT for case in tree.children(noun, "case"))


def _doers(tree: Tree, deed: int) -> list[int]:
    """Who did a deed: the subject of its verb, or of the verb of its noun; who is blamed for its noun."""
    if tree.tokens[deed].upos == "VERB":
        return [] if is_passive(tree, deed) else subjects_of(tree, deed)
    above = tree.head(deed)
    beside = tree.children(deed, "nmod:poss") or [
        child for child in tree.children(deed, "nmod") if tree.has_word(child, ("by",), "case")
    ]
    if beside or above is None or tree.tokens[above].upos != "VERB":
        return beside
    if tree.has_relation(deed, "obj"):  # "accuses Chad of launching *raids* on its territory"
        return [] if is_passive(tree, above) else subjects_of(tree, above)
    return objects_of(tree, above) if tree.has_relation(deed, "obl") else []


def _verbs_above(tree: Tree, deed: int) -> Iterator[int]:
    """The verbs that a deed is told under, of saying and of what was done after it."""
    return (above for above in tree.ancestors(deed) if tree.tokens[above].upos == "VERB")


def _lands(tree: Tree, phrase: Phrase) -> set[str]:
    """The countries that the words of a phrase name: "*Ukrainian* officials"."""
    words = [tree.tokens[token].text for token in range(phrase.first, phrase.last)]
    found = {nation.country for word in words if (nation := countries.demonym(word)) is not None}
    return found | {land for word in (*words, phrase.name or "") if (land := countries.country_of(word))}


def _may_own(phrase: Phrase) -> bool:
    """Whether it is a state or a band, which has troops and ships."""
    body, noun = organisations.find(phrase.name or ""), sectors.noun(phrase.lemma)
    known = body.sector if body is not None else noun.sector if noun is not None else None
    return known not in _BYSTANDERS and (phrase.type in _PARTIES or known in ("REB", "MIL"))
