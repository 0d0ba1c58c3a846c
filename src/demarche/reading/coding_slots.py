"""The phrases around one predicate, by the slots that rows of the codebook name.

Conditions ask what a slot holds, and rows say which slots name those who take part.
"""

from __future__ import annotations

from collections.abc import Sequence

from demarche.language.tree import Tree
from demarche.reading.participants_clause import antecedent, is_passive, objects_of


class Slots:
    """The phrases around one predicate, by slot: SUBJ, ARG0 … and prepositions."""

    def __init__(self, tree: Tree, token: int, roles: dict[str, list[int]], carriers: Sequence[int]) -> None:
        self.tree, self.token, self.carriers = tree, token, carriers
        self.roles = dict(roles)
        self.particles: set[str] = set()
        for station in (token, *carriers):
            for child in tree.children(station):
                self._add(station, child)

    def _add(self, station: int, child: int) -> None:
        tree = self.tree
        lemma = tree.lemma(child)
        if tree.has_relation(child, "compound:prt") or (
            tree.has_relation(child, "advmod", "case") and tree.tokens[child].upos in ("ADP", "ADV", "PART")
        ):
            self.particles.add(lemma)
        if tree.has_relation(child, "obj") and tree.tokens[station].upos == "VERB":
            # "cut *off* the internet": an object has no preposition, so it is the verb's
            self.particles.update(
                tree.lemma(case) for case in tree.children(child, "case") if case == station + 1
            )
        if tree.has_relation(child, "advmod", "compound:prt") and tree.tokens[child].upos in ("ADP", "ADV"):
            for phrase in tree.children(child, "obl"):  # "stayed *away from the talks*"
                for case in tree.children(phrase, "case"):
                    self.roles.setdefault(tree.lemma(case), []).extend(phrase_heads(tree, phrase))
        if tree.has_relation(child, "obl", "nmod", "advcl", "acl", "advmod"):
            for case in tree.children(child, "case", "mark"):
                for word in {tree.lemma(case), tree.tokens[case].text.lower()}:
                    self.roles.setdefault(word, []).extend(phrase_heads(tree, child))
                    if word == "between" and not tree.children(child, "conj"):
                        self.roles[word].extend(_other_side(tree, station, child))
        if tree.lemma(child) in ("favor", "favour") and has_case(tree, child, "in"):
            for phrase in tree.children(child, "nmod"):  # "ruled *in favour of the tribe*"
                self.roles.setdefault("favour", []).extend(phrase_heads(tree, phrase))
        predicative = tree.tokens[child].upos in ("NOUN", "ADJ", "ADV", "ADP")
        if (
            predicative
            and tree.has_relation(child, "xcomp", "advmod", "obl")
            and not tree.children(child, "case", "mark")
        ):  # "took them *hostage*"
            self.roles.setdefault("pred", []).append(child)
        if tree.has_relation(child, "nmod:poss") and station == self.token:
            self.roles.setdefault("poss", []).extend(phrase_heads(tree, child))
        before = tree.has_relation(child, "nmod") and child < station and not tree.children(child, "case")
        beside = before or tree.has_relation(child, "compound", "amod", "nmod:desc", "flat")
        if beside and station == self.token:
            self.roles.setdefault("mod", []).extend(tree.conjuncts(child))
            self.roles["mod"].extend(tree.children(child, "compound", "amod"))
        clausal = tree.tokens[child].upos in ("VERB", "AUX", "ADJ", "NOUN")
        if clausal and tree.has_relation(child, "ccomp", "xcomp", "acl"):
            self.roles.setdefault("do", []).append(child)

    def take_particle(self, pairs: frozenset[tuple[str, str]]) -> None:
        """Read "hands *over* its weapons" aright where the parse takes the particle for a preposition.

        ``pairs``: the verbs with particles that the codebook has with an object.
        """
        tree, verb = self.tree, self.token
        if verb + 1 >= len(tree.tokens) or (tree.lemma(verb), tree.lemma(verb + 1)) not in pairs:
            return
        if is_passive(tree, verb):
            return
        taken = set(self.fill("obj"))
        for child in tree.children(verb, "obl"):
            heads = phrase_heads(tree, child)
            if verb + 1 in tree.children(child, "case") and taken <= set(heads):
                self.particles.add(tree.lemma(verb + 1))
                self.roles["ARG1"] = heads
                return

    def fill(self, slot: str) -> list[int]:
        """Head tokens of the phrases in a slot."""
        if slot == "obj":
            direct = objects_of(self.tree, self.token) or self.tree.children(self.token, "iobj")
            return direct or [
                head
                for head in self.roles.get("ARG1", [])
                if head not in self.roles.get("SUBJ", []) or self._passive()
            ]
        if slot == "subj":
            passive = is_passive(self.tree, self.token)
            return self.roles.get("ARG0") or ([] if passive else self.roles.get("SUBJ")) or []
        if slot == "objmod":
            return [
                word for head in self.fill("obj") for word in self.tree.children(head, "amod", "compound")
            ]
        if slot == "subjmod":
            return [
                word for head in self.fill("subj") for word in self.tree.children(head, "amod", "compound")
            ]
        if slot == "objfor":  # "asked Iran *for* the drone", where the parse hangs it under Iran
            return [
                thing
                for head in self.fill("obj")
                for thing in self.tree.children(head, "nmod")
                if has_case(self.tree, thing, "for")
            ]
        if slot == "owner":
            return [owner for head in self.fill("obj") for owner in self.tree.children(head, "nmod:poss")]
        if slot in ("prt", "has"):
            return []
        if slot == "pred":
            named = [head for head in self.roles.get("ARG2", ()) if self.tree.tokens[head].upos != "VERB"]
            return [*self.roles.get("pred", ()), *named]
        return self.roles.get(slot, [])

    def _passive(self) -> bool:
        return is_passive(self.tree, self.token) or "ARG0" in self.roles


def phrase_heads(tree: Tree, head: int) -> list[int]:
    """The heads of a phrase's conjuncts, a relative pronoun standing for its antecedent."""
    return [antecedent(tree, member) for member in tree.conjuncts(head)]


def _other_side(tree: Tree, noun: int, first: int) -> list[int]:
    """Who stands after "between A and" where the parse hangs B on the noun: "talks between him and *Soto*".

    Nothing is between one.
    """
    later = [other for other in tree.children(noun, "conj") if other > first]
    return [other for other in later[:1] if tree.tokens[other].upos == "PROPN"]


def has_case(tree: Tree, token: int, word: str) -> bool:
    """Whether the preposition or mark ``word``, a lemma in lower case, stands at the token."""
    return any(tree.lemma(case) == word for case in tree.children(token, "case", "mark"))
