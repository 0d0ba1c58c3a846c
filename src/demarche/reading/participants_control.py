"""Who does what a clause without a subject of its own tells: control, conjunction, reduced clauses.

News leaves most subjects elsewhere: in the clause that controls the act ("plans to *visit*"), before
a conjunction ("flew to Moscow and *met*"), in the noun that a clause describes ("the delegation
that *left*"), in the clause around a participle ("before *flying*"). From a tree and the token of a
predicate to the head tokens of whoever is meant.
"""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.participants_clause import (
    SUBJECTS,
    antecedent,
    expand,
    is_party,
    is_passive,
    is_verbal,
    objects_of,
)

# Verbs whose infinitive keeps the verb's own subject although an object stands beside it:
# "she promised him to resign" (Larson 1991, "Promise and the theory of control").
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "use", "offer", "agree"})

# "called on Lima to act", "appealed to them to leave": the subject is in a phrase of the verb.
OBLIQUE_CONTROL = {
    "call": frozenset({"on", "upon"}), "rely": frozenset({"on", "upon"}),
    "prevail": frozenset({"on", "upon"}), "lean": frozenset({"on"}), "appeal": frozenset({"to"}),
    "plead": frozenset({"with"}), "shout": frozenset({"at", "to"}), "signal": frozenset({"to"}),
}  # fmt: skip

# "orders the editor to stand trial": the object's, though a parse may hang it as a purpose.
_ORDERING = frozenset(
    "order ask urge tell direct instruct command advise force compel require summon warn".split()
)

# "accused Iran of arming", "barred him from entering", "thanked them for hosting", "talked
# her into staying": the gerund's subject is the object. After other prepositions ("after
# meeting", "by sending", "without naming") it is the subject.
OBJECT_CONTROL_PREPOSITIONS = frozenset({"of", "from", "for", "into"})


def acting_on(tree: Tree, token: int) -> frozenset[int]:
    """Heads of whoever does to the noun at ``token`` what its verb says, which he is not himself.

    "*Chad* attacked *the country*", "*Chad's* invasion of *the country*": the principle that a description
    does not stand for a subject of its own clause (Chomsky 1981, principle C).
    """
    first = tree.coordination_head(token)
    verb = tree.head(first)
    if verb is not None and tree.tokens[verb].upos == "NOUN" and tree.has_relation(first, "nmod"):
        return frozenset(tree.children(verb, "nmod:poss"))
    if verb is None or not is_verbal(tree, verb) or not tree.has_relation(first, "obj", "iobj", "obl"):
        return frozenset()
    return frozenset(subjects_of(tree, verb))


def subjects_of(tree: Tree, token: int, _seen: frozenset[int] = frozenset()) -> list[int]:
    """Heads of the subject of the predicate at ``token``, inherited where it has none.

    In order: its own subject; a relative clause's antecedent; the subject shared with the
    verb that it is coordinated with; the controller of an infinitive or participle; the
    noun that a reduced clause describes. Nouns give their possessor or agent elsewhere.
    """
    if token in _seen:
        return []
    seen = _seen | {token}
    own = [antecedent(tree, child) for child in tree.children(token, *SUBJECTS)]
    if not own and is_verbal(tree, token):
        own = tree.children(token, "nummod")  # "ten killed and *90* wounded"
    own = [head for head in own if head != token and tree.tokens[head].upos != "VERB"]
    if own:
        return expand(tree, own)
    head = tree.head(token)
    if head is None:
        return []
    if tree.has_relation(token, "conj") and tree.tokens[token].upos in ("VERB", "AUX", "ADJ"):
        told = told_before(tree, token)
        if told is not None:
            return subjects_of(tree, told, seen)
        return subjects_of(tree, tree.coordination_head(token), seen)
    if tree.has_relation(token, "xcomp"):
        return _of_complement(tree, token, head, seen)
    if tree.has_relation(token, "acl:relcl"):
        # "the deal signed on Monday" has no pronoun and no object gap to fill: an active
        # clause with a subject of its own was handled above.
        return [head] if not objects_of(tree, token) or is_passive(tree, token) else []
    if tree.has_relation(token, "acl"):
        return suing(tree, token) or _described(tree, token, head, seen)
    if tree.has_relation(token, "advcl", "ccomp"):
        return _of_adverbial(tree, token, head, seen)
    if tree.has_relation(token, "parataxis", "appos") and tree.tokens[token].upos == "VERB":
        return subjects_of(tree, head, seen) if tree.tokens[head].upos == "VERB" else []
    return []


def suing(tree: Tree, token: int) -> list[int]:
    """Who turns against somebody in what a participle behind says: "filed a suit against Togo *alleging*".

    Parses hang the participle on the suit, on whom it is against or on his land.
    """
    noun = tree.head(token)
    says = tree.lemma(token) in word_class("speech") | word_class("demand") | word_class("contend")
    if noun is None or not says or not tree.tokens[token].text.lower().endswith("ing"):
        return []
    if not tree.has_relation(token, "acl") or tree.children(token, "mark", "case", *SUBJECTS):
        return []
    while tree.has_relation(noun, "nmod") and tree.has_word(noun, ("of",), "case"):
        noun = tree.tokens[noun].head
    if tree.has_word(noun, ("against",), "case") and tree.has_relation(noun, "nmod", "obl"):
        above = tree.tokens[noun].head
        objects = objects_of(tree, above) if is_verbal(tree, above) else [above]
        noun = objects[0] if objects else noun
    against = any(
        tree.has_word(one, ("against",), "case")
        for station in (noun, tree.head(noun))
        if station is not None
        for one in tree.children(station, "nmod", "obl")
        if noun < one < token
    )
    if not against or tree.lemma(noun) not in word_class("suit"):
        return []
    verb = tree.head(noun)
    own = tree.children(noun, "nmod:poss") or [
        one for one in tree.children(noun, "nmod") if tree.has_word(one, ("by", "from"), "case")
    ]
    if own:
        return expand(tree, own)
    if verb is None or is_passive(tree, verb) or not tree.has_relation(noun, "obj", "obl"):
        return []
    return subjects_of(tree, verb)


def told_before(tree: Tree, token: int) -> int | None:
    """The predicate that a verb goes on from behind a word of saying that cuts in.

    "The ministry *is* in contact with the kidnappers, an official said, and *will* not pay": what
    is said goes on, unless the verb is itself one of saying ("… , he said, and *warned* them").
    """
    cue = tree.coordination_head(token)
    if cue == token or cues.cue(tree.lemma(cue), "verb") is None or cues.cue(tree.lemma(token), "verb"):
        return None
    told = [content for content in tree.children(cue, "ccomp") if content < cue]
    sayer = tree.child(cue, "nsubj")
    cut_in = told and sayer is not None and told[-1] < sayer < token and tree.tokens[cue + 1].text == ","
    return told[-1] if cut_in and tree.children(token, "aux") else None


def called_on(tree: Tree, infinitive: int) -> list[int]:
    """Who is to do what an infinitive says, where a phrase of its verb names them: "call *on Lima* to"."""
    verb = tree.head(infinitive)
    if verb is None or not tree.has_relation(infinitive, "xcomp", "advcl") or is_passive(tree, verb):
        return []
    if not tree.has_word(infinitive, ("to",), "mark") or tree.children(infinitive, *SUBJECTS):
        return []
    phrases = tree.children(verb, "obl", "obj")
    asked = [one for one in phrases if verb < one < infinitive and _is_asked(tree, verb, one)]
    if not asked and tree.lemma(verb) in _ORDERING and not is_said_to(tree, verb, infinitive):
        told = tree.children(verb, "obj", "iobj")
        asked = [one for one in told if verb < one < infinitive and is_party(tree, one)]
    return expand(tree, asked)


def planner(tree: Tree, infinitive: int) -> list[int]:
    """Whose plan an infinitive tells, where a phrase says so: "foiled a plot *by rebels* to bomb"."""
    noun = tree.head(infinitive)
    if noun is None or not tree.has_relation(infinitive, "acl") or is_passive(tree, infinitive):
        return []
    if tree.lemma(noun) not in word_class("own_plan") | word_class("endeavour"):
        return []
    return expand(tree, [one for one in tree.children(noun, "nmod") if tree.has_word(one, ("by",), "case")])


def is_said_to(tree: Tree, verb: int, infinitive: int) -> bool:
    """Whether somebody is summoned to be told something: "summoned the envoy *to protest*"."""
    tells = word_class("speech") | word_class("complain")
    return tree.lemma(verb) == "summon" and tree.lemma(infinitive) in tells


def given(tree: Tree, verb: int) -> list[int]:
    """Who is given something to act with: "gave *them* two days to leave"."""
    return tree.children(verb, "iobj") if tree.lemma(verb) in ("give", "allow", "grant") else []


def said_of(tree: Tree, token: int) -> int | None:
    """The noun that something is said of in a clause of its own: "*soldiers* that it claims *seized* a well".

    What is said has a finite verb without a subject, behind a verb of saying that has one.
    """
    head = tree.head(token)
    if head is None or not tree.has_relation(token, "ccomp") or not tree.has_relation(head, "acl:relcl"):
        return None
    own = [child for child in tree.children(head, *SUBJECTS) if tree.tokens[child].text.lower() != "who"]
    marked = tree.children(token, "mark", *SUBJECTS) or tree.tokens[token].text.lower().endswith("ing")
    if not own or marked or cues.cue(tree.lemma(head), "verb") is None:
        return None
    noun = tree.head(head)
    return noun if noun is not None and noun < own[0] < head < token else None


def _of_complement(tree: Tree, token: int, head: int, seen: frozenset[int]) -> list[int]:
    """Who does what completes a verb: "plans to *visit*", "urged Israel to *lift* it"."""
    asked = _asked(tree, token, head) if tree.has_word(token, ("to",), "mark") else []
    if asked and is_party(tree, asked[0]):
        return expand(tree, asked)
    keeps = tree.tokens[head].lemma in SUBJECT_CONTROL or is_said_to(tree, head, token)
    return _controller(tree, head, seen, keeps_subject=keeps)


def _of_adverbial(tree: Tree, token: int, head: int, seen: frozenset[int]) -> list[int]:
    """Who does what a clause around another verb tells: "before *flying*", "accused Iran of *arming*"."""
    said = said_of(tree, token)
    if said is not None:
        return expand(tree, [said])
    if features(tree.tokens[token]).get("VerbForm") == "Fin" and tree.has_relation(token, "ccomp"):
        return []
    preposition = {tree.tokens[m].lemma for m in tree.children(token, "mark", "case")}
    if _goes_on_speaking(tree, token, head, preposition):
        return subjects_of(tree, tree.tokens[head].head, seen)
    asked = _asked(tree, token, head) if "to" in preposition else []
    if asked:
        return expand(tree, asked)
    if not preposition and is_passive(tree, head) and tree.tokens[token].text.lower().endswith("ing"):
        # "ships were hit by a cutter, *injuring* two": who did the one did the other
        agents = tree.children(head, "obl:agent")
        if agents and objects_of(tree, token):
            return expand(tree, agents)
    if "by" in preposition and not is_passive(tree, head):
        beside = [one for one in tree.children(head, "advcl") if one < token]
        told = [one for one in beside if tree.has_word(one, ("of",), "mark")]
        if told:  # "accuses Togo of harming them *by blocking* a road"
            return subjects_of(tree, told[-1], seen)
    by_object = bool(preposition & OBJECT_CONTROL_PREPOSITIONS) and "to" not in preposition
    asks = _asks(tree, head) and not is_said_to(tree, head, token)
    by_object = by_object or ("to" in preposition and (asks or bool(given(tree, head))))
    return _controller(tree, head, seen, keeps_subject=not by_object)


def _goes_on_speaking(tree: Tree, token: int, head: int, marks: set[str]) -> bool:
    """Whether a participle behind what is said is the speaker's: "says that they may, *urging* others"."""
    told = tree.has_relation(head, "ccomp") and head < token and tree.tokens[token].text.endswith("ing")
    if not told or marks - {"while"} or tree.lemma(token) not in word_class("speech"):
        return False
    above = tree.tokens[head].head
    return above >= 0 and above < head and cues.cue(tree.lemma(above), "verb") is not None


def speaks_last(tree: Tree, token: int) -> bool:
    """Whether a participle of saying stands behind a comma: it is its sentence's and not its verb's."""
    word = tree.tokens[token]
    apart = word.text.endswith("ing") and tree.tokens[token - 1].text == "," and word.deprel == "advcl"
    marked = tree.children(token, "mark", "case", *SUBJECTS)
    return apart and not marked and tree.lemma(token) in word_class("speech")


def _asked(tree: Tree, infinitive: int, verb: int) -> list[int]:
    """Who is to do what an infinitive says: "called *for Fiji* to leave", "waited for them to go"."""
    before = [
        child
        for child in tree.children(verb, "obl")
        if verb < child < infinitive
        and any(tree.tokens[case].lemma == "for" for case in tree.children(child, "case"))
    ]
    return before[-1:]


def _asks(tree: Tree, verb: int) -> bool:
    """Whether a verb asks or orders, so that its object does what an infinitive says."""
    lemma = tree.lemma(verb)
    return lemma in OBLIQUE_CONTROL or (lemma in _ORDERING and not is_passive(tree, verb))


def _is_asked(tree: Tree, verb: int, oblique: int) -> bool:
    """Whether an infinitive's subject is in a phrase of its verb: "call *on Lima* to"."""
    cases = {tree.lemma(case) for case in tree.children(oblique, "case")}
    cases |= {tree.lemma(particle) for particle in tree.children(verb, "compound:prt")}
    return bool(cases & OBLIQUE_CONTROL.get(tree.lemma(verb), frozenset()))


def _controller(tree: Tree, verb: int, seen: frozenset[int], *, keeps_subject: bool) -> list[int]:
    """Who an infinitive or gerund under ``verb`` is about: its object, else its subject."""
    if not keeps_subject and not is_passive(tree, verb):
        asked = [child for child in tree.children(verb, "obl") if _is_asked(tree, verb, child)]
        if asked:  # "called on *Lima* to punish them"
            return expand(tree, asked)
        objects = given(tree, verb) or objects_of(tree, verb) or tree.children(verb, "iobj")
        if objects:
            return expand(tree, objects)
    if tree.tokens[verb].upos in ("NOUN", "PROPN"):
        return _holder(tree, verb, seen)
    return subjects_of(tree, verb, seen)


def _described(tree: Tree, token: int, noun: int, seen: frozenset[int]) -> list[int]:
    """The subject of a clause that hangs under a noun without a relative pronoun.

    "officials *visiting* Kyiv" and "weapons *sent* to Kyiv" are about the noun; "a plan
    *to visit*", "the decision *to leave*" are about whoever has the plan.
    """
    feats = features(tree.tokens[token])
    marks = {tree.tokens[mark].lemma for mark in tree.children(token, "mark", "case")}
    if feats.get("VerbForm") == "Inf" or marks:
        return _holder(tree, noun, seen)
    return [noun]


def _holder(tree: Tree, noun: int, seen: frozenset[int]) -> list[int]:
    """Whose plan, right or decision a noun names: its possessor, else the clause's subject."""
    possessors = tree.children(noun, "nmod:poss")
    if possessors:
        return expand(tree, possessors)
    whose = [child for child in tree.children(noun, "nmod") if tree.has_word(child, ("by",), "case")]
    if whose:
        return expand(tree, whose)  # "repelled an attempt *by gunmen* to seize it"
    of_phrases = [
        child
        for child in tree.children(noun, "nmod")
        if any(tree.tokens[case].lemma in ("of", "by") for case in tree.children(child, "case"))
    ]
    if of_phrases and not tree.has_relation(noun, "obj"):
        return expand(tree, of_phrases)
    head = tree.head(noun)
    if head is not None and tree.has_relation(noun, "obj", "obl", "nmod", "xcomp", "conj"):
        suspected = tree.lemma(noun) in word_class("suspicion") and tree.has_relation(noun, "obl")
        suspected = suspected and tree.has_word(noun, ("on", "over"), "case")
        if suspected and not is_passive(tree, head) and objects_of(tree, head):
            return objects_of(tree, head)  # "held *him* on suspicion of plotting to flee"
        if _is_anothers(tree, noun, head):
            return [child for child in tree.children(noun, "amod", "compound") if _is_named(tree, child)]
        return subjects_of(tree, head, seen)
    return []


def _is_anothers(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a plan is not its verb's subject's: "rejects a European *proposal* to deploy troops"."""
    against = tree.has_relation(noun, "obj") and tree.lemma(verb) in word_class("set_against")
    return against and tree.lemma(noun) in word_class("own_plan")


def _is_named(tree: Tree, token: int) -> bool:
    return tree.tokens[token].text[:1].isupper()


def clause_of(tree: Tree, noun: int) -> int | None:
    """The verb whose doing is part of a noun's: "*searched* homes as part of a *probe*", "in a *raid*"."""
    above = tree.head(noun)
    if above is None:
        return None
    if tree.lemma(above) == "part" and tree.has_word(noun, ("of",), "case"):
        verb = tree.head(above)
    elif tree.has_word(noun, ("in", "during"), "case") and tree.has_word(noun, ("a", "an"), "det"):
        verb = tree.head(above) if tree.has_relation(above, "obj") else above
    else:
        return None
    return verb if verb is not None and tree.tokens[verb].upos == "VERB" else None
