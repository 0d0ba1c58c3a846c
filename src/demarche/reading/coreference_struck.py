"""Whose what was struck is not: "Turkey accused Greece of attacking *its* ships".

Who tells of harm that another state does, to what a state has, tells it of what is his own: nobody is
accused of sinking his own ships. What one does to one's own people is another matter ("accused Greece of
jailing *its* critics"), and a court or a body of states that accuses has no ships.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from demarche.knowledge import countries, organisations, sectors
from demarche.knowledge.cues import cue
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.participants_control import subjects_of

_AT = frozenset({"at", "on", "against", "into", "of", "upon"})
_PARTIES = ("place", "organisation", "group")
# Those who accuse others and have no troops or waters of their own.
_BYSTANDERS = frozenset({"IGO", "NGO", "SOC", "JRN", "JUD", "REL", "LAB", "EDU"})


def struck_by(tree: Tree, pronoun: Phrase, earlier: Iterable[Phrase], chains: Chains) -> list[Phrase]:
    """Those before a possessive who did what was done to what it owns, where another party tells of it."""
    deed = _deed(tree, pronoun.head) if pronoun.lemma in ("its", "their") else None
    if deed is None:
        return []
    doers = set(_doers(tree, deed))
    tellers = {head for verb in _told_by(tree, deed) for head in subjects_of(tree, verb)} - doers
    known = list(earlier)
    struck = [phrase for phrase in known if phrase.head in doers]
    lands = {land for phrase in struck for land in _lands(tree, phrase)}
    themselves = {id(chains.chain(phrase)) for phrase in struck}
    told = [one for one in known if one.head in tellers and id(chains.chain(one)) not in themselves]
    return struck if any(_may_own(phrase) or _lands(tree, phrase) - lands for phrase in told) else []


def _deed(tree: Tree, pronoun: int) -> int | None:
    """The harm that is done to what a possessive owns, if it is what a state has."""
    noun = tree.head(pronoun)
    if noun is None or not tree.has_relation(pronoun, "nmod:poss"):
        return None
    own = any(tree.lemma(child) == "own" for child in tree.children(noun, "amod"))
    if own or tree.lemma(noun) not in word_class("held_by_state"):
        return None
    first = tree.coordination_head(noun)
    above = tree.head(first)
    if above is not None and tree.tokens[above].upos in ("NUM", "NOUN") and tree.has_relation(first, "nmod"):
        counted = tree.tokens[above].upos == "NUM" or tree.lemma(above) in word_class("many")
        first, above = (above, tree.head(above)) if counted else (first, above)
    if above is None:
        return None
    if tree.tokens[above].upos == "VERB":
        struck = tree.has_relation(first, "obj") or (tree.has_relation(first, "obl") and _is_at(tree, first))
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


def _told_by(tree: Tree, deed: int) -> Iterator[int]:
    """The verbs of saying and accusing that a deed is told under."""
    for above in tree.ancestors(deed):
        lemma = tree.lemma(above)
        says = cue(lemma, "verb") is not None or lemma in word_class("speech")
        if tree.tokens[above].upos == "VERB" and says:
            yield above


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
