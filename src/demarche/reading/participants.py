"""Who takes part in an act: a predicate's roles, completed along the grammar.

PropBank gives the arguments that stand beside their predicate. News leaves most
participants elsewhere: in the clause that controls the act ("plans to *visit*"), before
a conjunction ("flew to Moscow and *met*"), in the noun that a relative clause describes
("the delegation that *left*"), in the clause around a participle ("before *flying*").
These are the enhanced dependencies of Universal Dependencies 2 (control, shared
arguments, relative clauses), computed here for one predicate at a time.
"""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.records import Frame

SUBJECTS = ("nsubj", "csubj")
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})

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

_CORE = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5")


def roles(tree: Tree, token: int, frame: Frame | None = None) -> dict[str, list[int]]:
    """The arguments of the predicate at ``token`` as role → head tokens.

    Keys are PropBank's roles (ARG0 … ARG5, ARGM-LOC, …) where the frame or the grammar
    gives them, and ``SUBJ``, the logical subject or, of a passive, the logical object as
    the subject of the clause. Coordinated arguments are listed each; relative pronouns
    stand as the noun that they refer to.
    """
    found: dict[str, list[int]] = {}
    if frame is not None:
        for argument in frame.args:
            if argument.role.startswith(("R-", "C-")) or argument.role == "V":
                continue
            head = antecedent(tree, _noun_of(tree, tree.head_of(argument.first, argument.last), token))
            if head == token or (argument.role == "ARG0" and _is_money(tree, head)):
                continue
            heads = [
                member
                for member in tree.conjuncts(head)
                if argument.first <= member < argument.last or member == head
            ]
            found.setdefault(argument.role, []).extend(heads)
    own = tree.children(token, "obj")
    if own:  # "kills *one* and injures thirty": the thirty are the second verb's
        later = {thing for verb in tree.children(token, "conj") for thing in tree.children(verb, "obj")}
        found = {role: [head for head in heads if head not in later] for role, heads in found.items()}
        found = {role: heads for role, heads in found.items() if heads}
    passive = is_passive(tree, token)
    undergoes = _expand(tree, tree.children(token, "nsubj:pass")) if passive else []
    first = tree.coordination_head(token)
    if passive and first != token and not tree.children(token, *SUBJECTS, "nummod"):
        # "were kidnapped and *held*"
        undergoes = _expand(tree, [antecedent(tree, child) for child in tree.children(first, "nsubj:pass")])
    if undergoes and set(undergoes) & set(found.get("ARG0", ())):
        found.setdefault("ARG1", found.pop("ARG0"))  # the subject of a passive does not act
    if undergoes and not set(undergoes) & set(found.get("ARG1", ())):
        found = {role: heads for role, heads in found.items() if not set(undergoes) & set(heads)}
        found["ARG1"] = undergoes  # "ten were killed and *90* wounded"
    asked = [] if passive else _called_on(tree, token)
    if asked and not set(asked) & set(found.get("ARG0", ())):
        found["ARG0"] = asked  # "the mayor calls on *the council* to resign": not the mayor resigns
    claimed = {head for heads in found.values() for head in heads}
    subjects = subjects_of(tree, token)
    giver = tree.tokens[token].head
    if subjects and giver >= 0 and subjects == _expand(tree, _given(tree, giver)):
        # "the rebels gave *Oslo* two days to leave": the frame may have taken the giver
        found["ARG0"] = subjects
    if subjects:
        found["SUBJ"] = subjects
        if not passive and _is_charged(tree, token):
            found["ARG0"] = subjects
        role = "ARG1" if passive else "ARG0"
        if role not in found and not claimed.intersection(subjects):
            found[role] = subjects
    if passive:
        agents = tree.children(token, "obl:agent") or _by(tree, token) or _strayed_agents(tree, token)
        _complete(found, "ARG0", claimed, agents)
    else:
        _complete(found, "ARG1", claimed, objects_of(tree, token))
        _complete(found, "ARG2", claimed, tree.children(token, "iobj"))
    return {
        role: _expand(tree, heads) if role in (*_CORE, "SUBJ") else heads for role, heads in found.items()
    }


# Words that never are a participant by themselves: an argument that a model cut off behind
# them ("*a* | NATO airstrike that killed", "*at least* | five people") is their noun's.
_ATTRIBUTIVE = ("det", "amod", "nummod", "compound", "case", "advmod", "nmod:desc")
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "ADV", "PART")


def _is_charged(tree: Tree, token: int) -> bool:
    """Whether a participle tells what somebody is accused or kept of: its doer is that verb's object.

    "Fiji accused *Tonga* on Friday of *ramming* its ships and summoned its envoy."
    """
    head = tree.head(token)
    if head is not None and tree.has_relation(token, "xcomp") and not tree.children(head, "obj"):
        return _is_charged(tree, head)  # "convicted them of *plotting to bomb*"
    if head is None or not tree.has_relation(token, "advcl", "ccomp", "xcomp"):
        return False
    bound = tree.has_word(token, ("of", "from"), "mark", "case") and tree.tokens[token].text.endswith("ing")
    return bound and not is_passive(tree, head) and bool(tree.children(head, "obj"))


def _noun_of(tree: Tree, head: int, predicate: int) -> int:
    """The noun that a cut-off argument modifies, else the argument's own head."""
    start = head
    while tree.has_relation(head, *_ATTRIBUTIVE) or (
        tree.has_relation(head, "nmod", "obl") and head < tree.tokens[head].head
        and tree.tokens[tree.tokens[head].head].upos == "NUM"
    ):  # fmt: skip
        above = tree.tokens[head].head
        if above < 0 or above == predicate or tree.tokens[head].upos not in _BEFORE_NOUN:
            return start
        if tree.tokens[above].upos not in ("NOUN", "PROPN", "NUM", "PRON", "SYM"):
            return start
        head = above
    return head


def _is_money(tree: Tree, head: int) -> bool:
    """Whether a noun is a sum, which does nothing by itself: "appealed for *US$5 million* to help them"."""
    word = tree.tokens[head]
    return "$" in (word.text, tree.analysis.text[word.end : word.end + 1])


def _complete(found: dict[str, list[int]], role: str, claimed: set[int], heads: list[int]) -> None:
    if heads and role not in found and not claimed.intersection(heads):
        found[role] = heads


def _expand(tree: Tree, heads: list[int]) -> list[int]:
    """Each head with its conjuncts, in text order, without repeats."""
    return sorted({member for head in heads for member in tree.conjuncts(head)})


def _by(tree: Tree, token: int) -> list[int]:
    return [
        child
        for child in tree.children(token, "obl")
        if any(tree.tokens[case].lemma == "by" for case in tree.children(child, "case"))
    ]


def _strayed_agents(tree: Tree, token: int) -> list[int]:
    """Who does what a passive tells, hung on a noun between: "sentenced to death for fraud *by a court*".

    Not where the noun is a deed that the agent may have done: "was killed in an attack *by rebels*".
    """
    deeds = {frame.token for frame in tree.analysis.frames}
    return [
        agent
        for noun in tree.children(token, "obl", "obj")
        if noun > token
        for agent in tree.children(noun, "nmod")
        if agent > noun and any(tree.tokens[case].lemma == "by" for case in tree.children(agent, "case"))
        if tree.lemma(agent) in word_class("court") or (noun not in deeds and _is_party(tree, agent))
    ][:1]


def is_verbal(tree: Tree, token: int) -> bool:
    """Whether a token is the verb of a clause, whatever a tagger calls it.

    "days of *fighting*" is a noun, though tagged as a gerund; "three killed and 60 *injured*"
    and "forty are *dead*" tell what befell them, though tagged as adjectives.
    """
    word = tree.tokens[token]
    if word.upos == "VERB":
        return not (
            word.text.endswith("ing")
            and (tree.has_relation(token, "nmod", "obl", "nsubj", "obj") or _lasts(tree, token))
            and not tree.children(token, "obj", "aux", *SUBJECTS)
        )  # fmt: skip
    if word.text.lower() == "accused":  # "the men *accused* of murder", tagged as a noun
        return tree.has_relation(token, "acl") or word.upos == "VERB"
    return word.upos == "AUX" or _is_adjective_of_harm(tree, token)


def _lasts(tree: Tree, token: int) -> bool:
    """Whether a gerund only says what a time is filled with: "in four days of *fighting*"."""
    above = tree.head(token)
    spans = above is not None and tree.lemma(above) in ("day", "week", "hour", "month", "year", "night")
    return spans and tree.has_relation(token, "acl") and tree.has_word(token, ("of",), "mark", "case")


def is_bare(tree: Tree, token: int) -> bool:
    """Whether a participle hangs beside its clause without a subject: "struck, *killing* ten"."""
    first = tree.coordination_head(token)
    return tree.has_relation(first, "advcl", "acl") and not (
        tree.children(token, *SUBJECTS, "mark") or tree.children(first, *SUBJECTS, "mark")
    )


def _is_adjective_of_harm(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    return (
        word.upos == "ADJ"
        and word.text.lower() in ("dead", "injured", "wounded", "killed", "hurt")
        and tree.has_relation(
            tree.coordination_head(token), "root", "parataxis", "advcl", "ccomp", "acl:relcl"
        )
        and bool(tree.children(token, "nsubj", "nsubj:pass", "nummod"))
    )


def is_passive(tree: Tree, token: int) -> bool:
    """Whether the verb at ``token`` is passive: "was seen", "the letter *sent* by him"."""
    if tree.children(token, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    word = tree.tokens[token]
    if _is_adjective_of_harm(tree, token):
        return True
    if word.upos != "VERB":
        return False
    feats = features(word)
    if feats.get("Voice") == "Pass":
        return True
    if tree.has_relation(token, "conj") and not tree.children(token, "aux"):
        first = tree.coordination_head(token)
        bare = feats.get("VerbForm") == "Part" or bool(tree.children(token, "nummod"))
        if first != token and bare and not objects_of(tree, token):
            return is_passive(tree, first)  # "ten were killed and 90 *wounded*"
    if (
        tree.has_relation(token, "acl", "xcomp")
        and not tree.has_relation(token, "acl:relcl")
        and feats.get("Tense") == "Past"
        and not tree.children(token, "aux", "mark", *SUBJECTS)
        and not objects_of(tree, token)
    ):
        return True  # "the members *killed* in the raid", "is reported *killed*"
    reduced = tree.has_relation(token, "acl", "advcl", "xcomp") and not tree.children(token, "aux", *SUBJECTS)
    return reduced and feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past"


def antecedent(tree: Tree, token: int) -> int:
    """The noun that a relative pronoun stands for, or the token itself."""
    word = tree.tokens[token]
    if word.text.lower() not in RELATIVE_WORDS or word.upos not in ("PRON", "SCONJ", "ADV", "DET"):
        return token
    for above in tree.ancestors(token):
        if tree.has_relation(above, "acl:relcl"):
            noun = tree.head(above)
            return token if noun is None else noun
        if not tree.has_relation(above, "conj", "xcomp", "ccomp", "obl", "nmod", "obj", "nsubj"):
            break
    return token


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
        return _expand(tree, own)
    head = tree.head(token)
    if head is None:
        return []
    if tree.has_relation(token, "conj") and tree.tokens[token].upos in ("VERB", "AUX", "ADJ"):
        told = told_before(tree, token)
        if told is not None:
            return subjects_of(tree, told, seen)
        return subjects_of(tree, tree.coordination_head(token), seen)
    if tree.has_relation(token, "xcomp"):
        asked = _asked(tree, token, head) if tree.has_word(token, ("to",), "mark") else []
        if asked and _is_party(tree, asked[0]):
            return _expand(tree, asked)
        return _controller(tree, head, seen, keeps_subject=tree.tokens[head].lemma in SUBJECT_CONTROL)
    if tree.has_relation(token, "acl:relcl"):
        # "the deal signed on Monday" has no pronoun and no object gap to fill: an active
        # clause with a subject of its own was handled above.
        return [head] if not objects_of(tree, token) or is_passive(tree, token) else []
    if tree.has_relation(token, "acl"):
        return _described(tree, token, head, seen)
    if tree.has_relation(token, "advcl", "ccomp"):
        if features(tree.tokens[token]).get("VerbForm") == "Fin" and tree.has_relation(token, "ccomp"):
            return []
        preposition = {tree.tokens[m].lemma for m in tree.children(token, "mark", "case")}
        if _goes_on_speaking(tree, token, head, preposition):
            return subjects_of(tree, tree.tokens[head].head, seen)
        asked = _asked(tree, token, head) if "to" in preposition else []
        if asked:
            return _expand(tree, asked)
        if not preposition and is_passive(tree, head) and tree.tokens[token].text.lower().endswith("ing"):
            # "ships were hit by a cutter, *injuring* two": who did the one did the other
            agents = tree.children(head, "obl:agent")
            if agents and objects_of(tree, token):
                return _expand(tree, agents)
        by_object = bool(preposition & OBJECT_CONTROL_PREPOSITIONS) and "to" not in preposition
        by_object = by_object or ("to" in preposition and (_asks(tree, head) or bool(_given(tree, head))))
        return _controller(tree, head, seen, keeps_subject=not by_object)
    if tree.has_relation(token, "parataxis", "appos") and tree.tokens[token].upos == "VERB":
        return subjects_of(tree, head, seen) if tree.tokens[head].upos == "VERB" else []
    return []


def _goes_on_speaking(tree: Tree, token: int, head: int, marks: set[str]) -> bool:
    """Whether a participle behind what is said is the speaker's: "says that they may, *urging* others"."""
    told = tree.has_relation(head, "ccomp") and head < token and tree.tokens[token].text.endswith("ing")
    if not told or marks - {"while"} or tree.lemma(token) not in word_class("speech"):
        return False
    above = tree.tokens[head].head
    return above >= 0 and above < head and cues.cue(tree.lemma(above), "verb") is not None


def _asked(tree: Tree, infinitive: int, verb: int) -> list[int]:
    """Who is to do what an infinitive says: "called *for Fiji* to leave", "waited for them to go"."""
    before = [
        child
        for child in tree.children(verb, "obl")
        if verb < child < infinitive
        and any(tree.tokens[case].lemma == "for" for case in tree.children(child, "case"))
    ]
    return before[-1:]


def _is_party(tree: Tree, noun: int) -> bool:
    """Whether a noun is somebody: "called for *the council* to resign", not "asked for leave to appeal"."""
    somebody = ("person", "group", "organisation", "place")
    return any(one.head == noun and one.type in somebody for one in tree.analysis.entities)


def _asks(tree: Tree, verb: int) -> bool:
    """Whether a verb asks or orders, so that its object does what an infinitive says."""
    lemma = tree.lemma(verb)
    return lemma in OBLIQUE_CONTROL or (lemma in _ORDERING and not is_passive(tree, verb))


def _called_on(tree: Tree, infinitive: int) -> list[int]:
    """Who is to do what an infinitive says, where a phrase of its verb names them: "call *on Lima* to"."""
    verb = tree.head(infinitive)
    if verb is None or not tree.has_relation(infinitive, "xcomp", "advcl") or is_passive(tree, verb):
        return []
    if not tree.has_word(infinitive, ("to",), "mark") or tree.children(infinitive, *SUBJECTS):
        return []
    phrases = tree.children(verb, "obl", "obj")
    asked = [one for one in phrases if verb < one < infinitive and _is_asked(tree, verb, one)]
    if not asked and tree.lemma(verb) in _ORDERING:
        told = tree.children(verb, "obj", "iobj")
        asked = [one for one in told if verb < one < infinitive and _is_party(tree, one)]
    return _expand(tree, asked)


def _is_asked(tree: Tree, verb: int, oblique: int) -> bool:
    """Whether an infinitive's subject is in a phrase of its verb: "call *on Lima* to"."""
    cases = {tree.lemma(case) for case in tree.children(oblique, "case")}
    cases |= {tree.lemma(particle) for particle in tree.children(verb, "compound:prt")}
    return bool(cases & OBLIQUE_CONTROL.get(tree.lemma(verb), frozenset()))


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


def _controller(tree: Tree, verb: int, seen: frozenset[int], *, keeps_subject: bool) -> list[int]:
    """Who an infinitive or gerund under ``verb`` is about: its object, else its subject."""
    if not keeps_subject and not is_passive(tree, verb):
        asked = [child for child in tree.children(verb, "obl") if _is_asked(tree, verb, child)]
        if asked:  # "called on *Lima* to punish them"
            return _expand(tree, asked)
        objects = _given(tree, verb) or objects_of(tree, verb) or tree.children(verb, "iobj")
        if objects:
            return _expand(tree, objects)
    if tree.tokens[verb].upos in ("NOUN", "PROPN"):
        return _holder(tree, verb, seen)
    return subjects_of(tree, verb, seen)


def _given(tree: Tree, verb: int) -> list[int]:
    """Who is given something to act with: "gave *them* two days to leave"."""
    return tree.children(verb, "iobj") if tree.lemma(verb) in ("give", "allow", "grant") else []


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
        return _expand(tree, possessors)
    of_phrases = [
        child
        for child in tree.children(noun, "nmod")
        if any(tree.tokens[case].lemma in ("of", "by") for case in tree.children(child, "case"))
    ]
    if of_phrases and not tree.has_relation(noun, "obj"):
        return _expand(tree, of_phrases)
    head = tree.head(noun)
    if head is not None and tree.has_relation(noun, "obj", "obl", "nmod", "xcomp", "conj"):
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


def _hedged(tree: Tree, number: int) -> bool:
    return bool(tree.children(number, "nmod", "advmod", "case"))


def _is_number(tree: Tree, token: int) -> bool:
    return tree.tokens[token].upos == "NUM"


def is_aux_passive(tree: Tree, token: int) -> bool:
    """Whether auxiliaries mark the verb as passive."""
    return bool(tree.children(token, "nsubj:pass", "aux:pass"))


def objects_of(tree: Tree, token: int) -> list[int]:
    """Heads of the direct object, with a relative clause's gap and shared objects filled."""
    own = [antecedent(tree, child) for child in tree.children(token, "obj")]
    if own:
        return _expand(tree, own)
    if tree.has_relation(token, "acl:relcl") and tree.tokens[token].upos == "VERB":
        noun = tree.head(token)
        subjects = tree.children(token, *SUBJECTS)
        gap_taken = any(tree.tokens[child].text.lower() in RELATIVE_WORDS for child in tree.children(token))
        if (
            noun is not None
            and subjects
            and not gap_taken
            and not tree.children(token, "obl", "ccomp", "xcomp")
        ):
            return [noun]  # "the agreement they signed"
    counted = [
        child
        for child in tree.children(token, "obl")
        if not tree.children(child, "case")
        and any(
            _hedged(tree, number)
            for number in (*tree.children(child, "nummod"), *((child,) if _is_number(tree, child) else ()))
        )
    ]
    if counted and tree.tokens[token].upos == "VERB" and not is_aux_passive(tree, token):
        return counted  # "killed *at least 55 people*", whose "at" a parse takes for a preposition
    # "imports and *sells* weapons": a shared object hangs under the last verb; UD gives it
    # to the first, so a conjunct without one looks to the verbs after it.
    for later in tree.children(token, "conj"):
        if tree.tokens[later].upos == "VERB" and tree.tokens[token].upos == "VERB":
            between = range(token + 1, later)
            if all(tree.tokens[i].upos in ("CCONJ", "ADV", "AUX", "PUNCT") for i in between):
                return [antecedent(tree, child) for child in tree.children(later, "obj")]
    return []
