"""What the conditions of the codebook's rows ask of the phrases around a predicate.

"*launch* a missile at" is not "*launch* a product": a row holds where its conditions do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from demarche.knowledge.codebook import Condition
from demarche.knowledge.countries import demonym
from demarche.language.tree import Tree
from demarche.reading.coding_slots import Slots, has_case
from demarche.reading.participants_clause import is_bare
from demarche.reading.time_tense import own_tense

Classes = Mapping[str, frozenset[str]]  # of words, by name


class Nature(Protocol):
    """What the reader knows of phrases, as the codebook's conditions ask for it."""

    def is_actor(self, token: int) -> bool: ...
    def is_person(self, token: int) -> bool: ...
    def is_place(self, token: int) -> bool: ...
    def is_country(self, token: int) -> bool: ...
    def is_several(self, token: int) -> bool: ...
    def is_official(self, token: int) -> bool: ...
    def is_body(self, token: int) -> bool: ...
    def scene(self, token: int) -> frozenset[str]: ...


def holds(condition: Condition, slots: Slots, nature: Nature, classes: Classes) -> bool:
    """Whether a condition holds of the phrases in ``slots``; ``classes`` are the codebook's."""
    return _true(condition, slots, nature, classes) is not condition.negated


def _true(condition: Condition, slots: Slots, nature: Nature, classes: Classes) -> bool:
    slot, values = condition.slot, condition.values
    tree = slots.tree
    if slot == "prt":
        if not slots.particles:
            return "@none" in values
        return "@any" in values or any(value in slots.particles for value in values)
    if slot in ("has", "no"):
        present = any(slots.fill(value) for value in values)
        return present if slot == "has" else not present
    if slot == "do":
        return any(
            "clause" in values
            or tree.lemma(clause) in values
            or ("finite" in values and _is_finite(tree, clause))
            or ("told" in values and _is_told(tree, clause))
            or ("so" in values and is_so(tree, clause))
            or ("inf" in values and has_case(tree, clause, "to"))
            or ("not" in values and tree.has_word(clause, ("not",), "advmod"))
            for clause in slots.fill("do")
        )
    if slot == "det":
        articles = tree.children(slots.token, "det")
        return any(tree.lemma(article) in values for article in articles)
    if slot == "under":  # the word whose phrase it is: "a state of *siege*"
        above = tree.head(slots.token)
        return above is not None and tree.lemma(above) in values
    if slot == "rel":
        if "bare" in values and is_bare(tree, slots.token):
            return True
        return any(tree.has_relation(slots.token, value) for value in values)
    if slot == "case":
        cases = tree.children(slots.token, "case")
        return any(tree.lemma(case) in values for case in cases)
    if slot == "scene":
        scene = nature.scene(slots.token)
        return any(not scene.isdisjoint(classes.get(value, {value})) for value in values)
    if slot == "carrier":
        return any(tree.lemma(verb) in values for verb in slots.carriers)
    if slot == "head":
        above = tree.head(slots.token)
        return (
            above is not None
            and tree.has_relation(slots.token, "compound", "amod")
            and tree.lemma(above) in values
        )
    fillers = slots.fill(slot)
    if slot.endswith("mod") and "@several" in values:  # "a *five-day air* drill" is nobody's twice
        fillers = [filler for filler in fillers if nature.is_actor(filler) or _of_nation(tree, filler)]
    if "@several" in values and (len(fillers) > 1 or any(nature.is_several(f) for f in fillers)):
        return True
    if "@none" in values and not fillers:
        return True
    return any(
        _is(value, filler, tree, nature, classes, as_modifier=slot.endswith("mod"))
        for filler in fillers
        for value in values
    )


def _is(value: str, token: int, tree: Tree, nature: Nature, classes: Classes, *, as_modifier: bool) -> bool:
    lemma = tree.lemma(token)
    if value == "@any":
        return True
    if value == "@actor":
        return nature.is_actor(token)
    if value == "@person":
        return nature.is_person(token)
    if value == "@place":
        return nature.is_place(token)
    if value == "@country":
        return nature.is_country(token) or (as_modifier and demonym(tree.tokens[token].text) is not None)
    if value == "@official":
        return nature.is_official(token)
    if value == "@nation":
        return _of_nation(tree, token)
    if value == "@body":
        return nature.is_body(token)
    if value == "@name":
        return tree.tokens[token].upos == "PROPN"
    if value == "@count":
        return tree.tokens[token].upos == "NUM"
    if value == "@clause":
        return tree.tokens[token].upos in ("VERB", "AUX")
    words = classes.get(value, frozenset({value}))
    if lemma in words or tree.tokens[token].text.lower() in words:
        return True
    if as_modifier or lemma not in classes.get("measure", ()):
        return False
    # "dozens of tanks", "a package of sanctions": the measured noun counts
    return any(
        tree.lemma(child) in words for child in tree.children(token, "nmod") if has_case(tree, child, "of")
    )


def _of_nation(tree: Tree, token: int) -> bool:
    return demonym(tree.tokens[token].text) is not None


# Auxiliaries that no clause of what is asked for has.
_TELLING = frozenset("will would can could may might have has had do does did".split())


def _is_told(tree: Tree, clause: int) -> bool:
    """Whether a clause says what is so, its verb shown: "insists that he *has* left", not "that he leave"."""
    verbs = (clause, *tree.children(clause, "aux", "aux:pass", "cop"))
    if tree.has_word(clause, ("should", "must"), "aux") or not _is_finite(tree, clause):
        return False
    if tree.has_word(clause, _TELLING, "aux"):
        return True  # no subjunctive: "that they *have* left", "that it *will* open"
    finite = [tree.tokens[verb] for verb in verbs if "VerbForm=Fin" in tree.tokens[verb].feats]
    return any(word.text.lower() != word.lemma.lower() for word in finite)


def is_so(tree: Tree, clause: int) -> bool:
    """Whether a clause tells what was or is going on, and of nothing ahead: "that they *had met*".

    Not what always holds ("that independence *means* war"), nor what somebody is about to do ("that it
    *was ready to* fire", "*fires* if they cross").
    """
    goes_on = tree.tokens[clause].text.lower().endswith("ing") and bool(tree.children(clause, "aux"))
    if own_tense(tree, clause) != "past" and not (goes_on and own_tense(tree, clause) == "present"):
        return False
    if tree.children(clause, "xcomp"):
        return False
    return not any(tree.has_word(word, ("if", "unless"), "mark") for word in tree.children(clause, "advcl"))


def _is_finite(tree: Tree, clause: int) -> bool:
    """Whether a clause is a statement ("agreed *that it was late*"), not "agreed *to go*"."""
    if any(tree.lemma(mark) == "to" for mark in tree.children(clause, "mark")):
        return False
    return tree.has_relation(clause, "ccomp") and bool(tree.children(clause, "nsubj", "csubj", "expl"))
