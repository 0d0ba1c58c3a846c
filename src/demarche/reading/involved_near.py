"""Which acts of a report the words make one, and who stands where beside them.

"Killed in an *attack*", "a bombing that *left* ten dead": what trees and codings alone tell, before it is
asked who anybody is (``involved.py``).
"""

from __future__ import annotations

from collections.abc import Iterable

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.coding_slots import has_case
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.participants_control import subjects_of

# Acts of words, which a verb that weighs them may find with others ("is considering the *offer*").
_SPOKEN = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT", "SUPPORT"})
_DIES = frozenset({"die", "perish"})
_WITHIN = frozenset({"in", "during", "by", "with", "from", "amid", "through", "following", "follow"})


class Near:
    """The acts of one report by the tokens that they stand at."""

    def __init__(self, tree: Tree, acts: Iterable[Act]) -> None:
        self._tree = tree
        self._acts = {act.token: act for act in acts}

    def is_protest(self, noun: int) -> bool:
        """Whether a noun is a protest, whose people are meant by it: "dispersed the *students'* rally"."""
        act = self._acts.get(noun)
        return act is not None and act.coding.code.type == "PROTEST" and not self.is_clause(act)

    def put(self, act: Act) -> list[int]:
        """Who is brought into what a noun names: "*He* was placed under *arrest*", "put *them* on trial"."""
        tree, verb = self._tree, self._tree.head(act.token)
        if verb is None or self.is_clause(act) or tree.lemma(act.token) not in word_class("custody"):
            return []
        if tree.lemma(verb) not in word_class("put") or not tree.has_relation(act.token, "obl"):
            return []
        return subjects_of(tree, verb) if is_passive(tree, verb) else objects_of(tree, verb)

    def getting(self, act: Act) -> list[int]:
        """Who would get the aid that a noun names, by its verb: "*Fiji* requested assistance"."""
        if act.coding.code.type != "AID" or self.is_clause(act):
            return []
        tree = self._tree
        return [
            head
            for verb in act.carriers
            if tree.lemma(verb) in word_class("get") and not is_passive(tree, verb)
            for head in subjects_of(tree, verb)
        ]

    def putting(self, act: Act) -> list[int]:
        """Who brings somebody into what a noun names: "*Fiji* is holding him under house *arrest*"."""
        tree, verb = self._tree, self._tree.head(act.token)
        if verb is None or not self.put(act):
            return []
        return tree.children(verb, "obl:agent") if is_passive(tree, verb) else subjects_of(tree, verb)

    def whole(self, act: Act) -> Act | None:
        """The passive act of violence whose result a participle tells: "was shelled, *killing* ten"."""
        tree = self._tree
        above = self._acts.get(tree.tokens[act.token].head)
        if above is None or act.coding.code.type != "ASSAULT" or above.coding.code.type != "ASSAULT":
            return None
        alone = tree.has_relation(act.token, "advcl") and not tree.children(act.token, "nsubj", "mark")
        return above if alone and is_passive(tree, above.token) else None

    def searching(self, verb: int) -> list[int]:
        """Who does what is no act itself: "*police* search a ministry"."""
        dies = self._tree.lemma(verb) in ("die", "perish", "fall")
        return [] if dies or is_passive(self._tree, verb) else subjects_of(self._tree, verb)

    def seeking(self, act: Act) -> list[int]:
        """Who would take part in what he asks for: "*Fiji* requested talks with Tonga"."""
        tree, verb = self._tree, self._tree.head(act.token)
        if verb is None or act.coding.code.type != "CONSULT" or not act.coding.recipients:
            return []
        if tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in word_class("seek"):
            return []
        asked = tree.has_relation(act.token, "obj") or has_case(tree, act.token, "for")
        return subjects_of(tree, verb) if asked and not is_passive(tree, verb) else []

    def undertaking(self, act: Act) -> list[int]:
        """Whose deed a noun is by its verb: "is weighing *sanctions*", "answered with air *strikes*"."""
        tree, verb = self._tree, self._tree.head(act.token)
        if verb is None or self.is_clause(act) or is_passive(tree, verb):
            return []
        name = " ".join((tree.lemma(verb), *(tree.lemma(one) for one in tree.children(verb, "compound:prt"))))
        if tree.has_relation(act.token, "obl"):
            with_it = has_case(tree, act.token, "with") and name in word_class("answer_with")
            short = name == "stop" and tree.has_word(verb, ("short",), "advmod")
            return subjects_of(tree, verb) if with_it or short else []
        spoken = act.coding.code.type in _SPOKEN
        own = word_class("take_back") if spoken else word_class("weigh")
        denied = act.coding.code.type == "ASSAULT" and name == "rule out"  # "police ruled out an *attack*"
        fits = tree.has_relation(act.token, "obj") and name in own and not denied
        return subjects_of(tree, verb) if fits else []

    def goods(self, act: Act) -> list[int]:
        """What phrases of the things acted on name: "tore up a contract for Syrian *fruit*"."""
        tree = self._tree
        things = dict.fromkeys((*act.coding.things, *act.coding.objects))
        return [
            one
            for thing in things
            if tree.tokens[thing].upos == "NOUN"
            for one in tree.children(thing, "nmod")
            if any(has_case(tree, one, word) for word in ("of", "on", "for", "in"))
        ]

    def left(self, act: Act) -> list[int]:
        """Whom an act leaves dead or hurt: "the *attack* leaves ten dead", "*detonated* it, killing four"."""
        tree = self._tree
        above = tree.head(act.token)
        if above is not None and not self.is_clause(act) and tree.has_relation(act.token, "nsubj"):
            leaves = tree.lemma(above) in ("leave", "claim")
            things = objects_of(tree, above)
            for result in () if things else tree.children(above, "xcomp"):
                # "left *ninety* dead and *six* wounded"
                things = sorted({one for told in tree.conjuncts(result) for one in subjects_of(tree, told)})
            return things if leaves else []
        found: list[int] = []
        for station in (act.token, *act.carriers):
            for child in tree.children(station, "advcl"):
                for result in tree.conjuncts(child):
                    told = self._acts.get(result)
                    if told is not None and told.coding.code.type == "ASSAULT":
                        found += told.coding.recipients
        return found

    def is_clause(self, act: Act) -> bool:
        """Whether an act is told by a verb, not named by a noun."""
        return self._tree.tokens[act.token].upos in ("VERB", "AUX")

    def neighbours(self, act: Act) -> list[Act]:
        """Acts of violence that the words make one with this: as subject, or "in", "during"."""
        if act.coding.code.type != "ASSAULT":
            heads = [head for head in act.coding.actors if head in self._acts]
            return [self._acts[head] for head in heads if self._acts[head].coding.code.type == "ASSAULT"]
        tree = self._tree
        near: list[int] = []
        if self.is_clause(act):
            near += [*act.coding.actors, *subjects_of(tree, act.token)]
            near += [child for child in tree.children(act.token, "obl", "advcl") if self.is_within(child)]
        else:
            above = tree.head(act.token)
            if above is not None and tree.has_relation(act.token, "obl") and self.is_within(act.token):
                near.append(above)
            near += [
                verb for verb in self._users(act.token) if self._acts[verb].coding.code.type == "ASSAULT"
            ]
        return [
            self._acts[token]
            for token in dict.fromkeys(near)
            if token != act.token and token in self._acts and self._acts[token].coding.code.type == "ASSAULT"
        ]

    def at_scene(self, verb: int) -> list[Act]:
        """The attack at whose place somebody is harmed: "*shelled* a market, where ten were *killed*"."""
        tree = self._tree
        while tree.has_relation(verb, "ccomp", "conj"):
            verb = tree.tokens[verb].head  # "where, *medics said*, ten people were killed"
        place = tree.head(verb)
        if place is None or not tree.has_relation(verb, "acl:relcl"):
            return []
        where = any(tree.tokens[word].text.lower() == "where" for word in tree.subtree(verb))
        above = [self._acts[one] for one in tree.ancestors(place) if one in self._acts]
        return [one for one in above[:1] if where and one.coding.code.type == "ASSAULT"]

    def aftermath_of(self, act: Act) -> list[Act]:
        """The attack that people died of: "were killed after *a Turkish air raid*", not after *the* raid.

        A raid that is known already or lies some days back is another scene, and who has guns may have
        died attacking.
        """
        tree = self._tree
        if not self.is_clause(act) or not (is_passive(tree, act.token) or tree.lemma(act.token) in _DIES):
            return []
        beside = [verb for verb in tree.conjuncts(act.token) if verb > act.token]
        told = [self._acts.get(verb) for verb in beside]
        later = [
            verb
            for verb, other in zip(beside, told, strict=True)
            if other is None or other.coding.code.type == "ASSAULT"
        ]  # "two are killed and five arrested after *a raid*": what led to the arrests
        found = [child for verb in (act.token, *later) for child in tree.children(verb, "obl")]
        attacks = [self._acts[one] for one in found if one in self._acts and self._is_new(one)]
        return [one for one in attacks[:1] if one.coding.code.type == "ASSAULT" and not self.is_clause(one)]

    def _is_new(self, noun: int) -> bool:
        """Whether a noun behind "after" is heard of for the first time: "after *an attack*"."""
        tree = self._tree
        known = any(tree.tokens[det].text.lower() not in ("a", "an") for det in tree.children(noun, "det"))
        later = [case for case in tree.children(noun, "case") if tree.lemma(case) == "after"]
        days = any(tree.tokens[case - 1].deprel == "obl:unmarked" for case in later)  # "two *days* after"
        return bool(later) and not days and not known and not tree.children(noun, "nmod:poss")

    def _users(self, noun: int) -> list[int]:
        """Acts that the noun is the subject of, relative clauses among them."""
        tree = self._tree
        verbs = tree.children(noun, "acl:relcl", "acl")
        above = tree.head(noun)
        if above is not None and tree.has_relation(noun, "nsubj"):
            verbs = [*verbs, above, *tree.children(above, "conj", "advcl")]
        return [verb for verb in verbs if verb in self._acts]

    def is_within(self, token: int) -> bool:
        """Whether a phrase is what something happened in, during or after."""
        tree = self._tree
        cases = tree.children(token, "case", "mark")  # "killed in *fighting*" is a clause to some parses
        return any(tree.lemma(case) in _WITHIN for case in cases)
