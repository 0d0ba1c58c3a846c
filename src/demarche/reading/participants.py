"""Who takes part in an act: a predicate's roles, completed along the grammar.

PropBank gives the arguments that stand beside their predicate. News leaves most participants
elsewhere, and the enhanced dependencies of Universal Dependencies 2 (control, shared arguments,
relative clauses) lead to them; they are computed for one predicate at a time. What its own clause
says is in ``participants_clause``, who the subject is where it names none in ``participants_control``.
"""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.participants_clause import (
    SUBJECTS,
    antecedent,
    expand,
    is_party,
    is_passive,
    objects_of,
)
from demarche.reading.participants_control import (
    SUBJECT_CONTROL,
    called_on,
    given,
    is_said_to,
    planner,
    said_of,
    speaks_last,
    subjects_of,
    suing,
)
from demarche.records import Argument, Frame

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
            head = antecedent(tree, _noun_of(tree, _head(tree, argument, token), token))
            if head == token or (argument.role == "ARG0" and _is_money(tree, head)):
                continue
            if _is_teller(tree, token, head) or is_talked_over_with(tree, token, head):
                continue
            heads = [
                member
                for member in tree.conjuncts(head)
                if argument.first <= member < argument.last or member == head
            ]
            found.setdefault(argument.role, []).extend(heads)
    told = token  # "whose president *is said to be considering flying*"
    while tree.has_relation(told, "xcomp") and tree.tokens[told].head >= 0:
        told = tree.tokens[told].head
    for subject in tree.children(told, *SUBJECTS):
        for whose in tree.children(subject, "nmod:poss"):
            doers = found.get("ARG0", [])
            noun = antecedent(tree, whose)
            if noun != whose and tree.head(told) == noun and doers and min(doers) < whose:
                found["ARG0"] = [subject]  # "Mali, whose *army* seized power": not Mali, its army
    own = tree.children(token, "obj")
    if own:  # "kills *one* and injures thirty", "and soldiers fire": these are the second verb's
        later = {
            thing for verb in tree.children(token, "conj") for thing in tree.children(verb, "obj", "nsubj")
            if thing > token
        }
        found = {role: [head for head in heads if head not in later] for role, heads in found.items()}
        found = {role: heads for role, heads in found.items() if heads}
    given_to = tree.children(token, "iobj") if own else []
    if given_to and set(given_to) & set(found.get("ARG1", ())):
        found["ARG1"], found["ARG2"] = own, given_to  # "granting *the island* autonomy"
    passive = is_passive(tree, token)
    patients = [antecedent(tree, child) for child in tree.children(token, "nsubj:pass")] if passive else []
    undergoes = expand(tree, patients, token)  # "the decree, *which* was annulled": the decree
    first = tree.coordination_head(token)
    if passive and first != token and not tree.children(token, *SUBJECTS, "nummod"):
        # "were kidnapped and *held*"
        undergoes = expand(tree, [antecedent(tree, child) for child in tree.children(first, "nsubj:pass")])
    told_of = [tree.tokens[token].head] if passive and tree.has_relation(token, "acl") else []
    if told_of and found.get("ARG0") == told_of and not tree.children(token, *SUBJECTS):
        undergoes = told_of  # "*a rebel* extradited to Chad"
    if undergoes and set(undergoes) & set(found.get("ARG0", ())):
        found.setdefault("ARG1", found.pop("ARG0"))  # the subject of a passive does not act
    if undergoes and not set(undergoes) & set(found.get("ARG1", ())):
        found = {role: heads for role, heads in found.items() if not set(undergoes) & set(heads)}
        found["ARG1"] = undergoes  # "ten were killed and *90* wounded"
    text = tree.head(token)
    if text is not None and tree.has_relation(token, "acl") and "ARG0" in found:
        # "a note *to the council* rejecting it": who gets a text does not say it
        got = [one for one in tree.children(text, "nmod") if tree.has_word(one, ("to",), "case")]
        found["ARG0"] = [one for one in found["ARG0"] if one not in got]
        found = {role: heads for role, heads in found.items() if heads}
    asked = [] if passive else called_on(tree, token) or planner(tree, token)
    if asked and not set(asked) & set(found.get("ARG0", ())):
        found["ARG0"] = asked  # "the mayor calls on *the council* to resign": not the mayor resigns
    claimed = {head for heads in found.values() for head in heads}
    subjects = subjects_of(tree, token)
    giver = tree.tokens[token].head
    if subjects and giver >= 0 and subjects == expand(tree, given(tree, giver)):
        # "the rebels gave *Oslo* two days to leave": the frame may have taken the giver
        found["ARG0"] = subjects
    if subjects:
        found["SUBJ"] = subjects
        if not passive and _have_verbs_of_their_own(tree, token, found.get("ARG0", [])):
            found["ARG0"] = subjects  # "rebels shelled a port and *jets* struck": not the rebels struck
        asked_of = speaks_last(tree, token) and _are_objects(tree, found.get("ARG0", []), giver)
        asked_of = asked_of or (giver >= 0 and is_said_to(tree, giver, token))
        asked_of = asked_of or _is_promised(tree, token, found.get("ARG0", [])) or bool(suing(tree, token))
        if not passive and (asked_of or said_of(tree, token) is not None or _is_charged(tree, token)):
            found["ARG0"] = subjects
        if not passive and _goes_on_relative(tree, token, frame):
            found["ARG0"] = subjects
        agents = found.get("ARG0", [])
        if not passive and agents and tree.coordination_head(agents[0]) != agents[0]:
            whole = tree.conjuncts(tree.coordination_head(agents[0]))
            if set(agents) < set(subjects) <= set(whole):
                found["ARG0"] = subjects  # "after *bombers* and gunmen attack"
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
        role: expand(tree, heads, token) if role in (*_CORE, "SUBJ") else heads
        for role, heads in found.items()
    }


# Words that never are a participant by themselves: an argument that a model cut off behind
# them ("*a* | NATO airstrike that killed", "*at least* | five people") is their noun's.
_ATTRIBUTIVE = ("det", "amod", "nummod", "compound", "case", "advmod", "nmod:desc")
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "ADV", "PART")



def _goes_on_relative(tree: Tree, token: int, frame: Frame | None) -> bool:
    """Whether a verb goes on with the relative clause of the one before: "Fiji, which *left and rejected*".

    It then has the subject of that verb, though the frame may have looked for another far before. Behind a
    comma such a clause ends at a comma.
    """
    first = tree.coordination_head(token)
    if frame is None or first == token or tree.children(token, *SUBJECTS):
        return False
    if not tree.has_relation(first, "acl:relcl"):
        return False
    relative = {argument.first for argument in frame.args if argument.role == "R-ARG0"}
    for pronoun in tree.children(first, "nsubj"):
        if pronoun in relative:
            return True
        if antecedent(tree, pronoun) != pronoun and pronoun and tree.tokens[pronoun - 1].text == ",":
            return all(tree.tokens[index].text != "," for index in range(pronoun, token))
    return False


def _head(tree: Tree, argument: Argument, token: int) -> int:
    """The noun of an argument, not what a clause opens with before it: "In Kano *police* fired"."""
    subjects = tree.children(token, *SUBJECTS) if argument.role in _CORE else []
    inside = [one for one in subjects if argument.first <= one < argument.last]
    return inside[0] if inside else tree.head_of(argument.first, argument.last)


def is_talked_over_with(tree: Tree, token: int, head: int) -> bool:
    """Whether a deed is only talked over with somebody: "discussed the *clash* with his *counterpart*"."""
    above = tree.head(token) if tree.has_relation(token, "obj") else None
    talked = above is not None and tree.lemma(above) in word_class("talk_over")
    head = tree.tokens[head].head if tree.has_relation(head, "appos") else head
    return talked and tree.head(head) == above and tree.has_word(head, ("with",), "case")


def is_joint(tree: Tree, noun: int) -> bool:
    """Whether a noun's act is made with others, who stand in its phrase: "a *joint* attack with rebels"."""
    return any(tree.lemma(word) in ("joint", "combined") for word in tree.children(noun, "amod"))


def _is_teller(tree: Tree, token: int, head: int) -> bool:
    """Whether a word is who tells of a predicate behind it: "will fly to Kyiv, *his office* said"."""
    told = tree.coordination_head(token)
    verb = tree.head(told)
    behind = verb is not None and token < head < verb and tree.head(head) == verb
    return behind and tree.has_relation(told, "ccomp") and tree.has_relation(head, "nsubj")

def _is_charged(tree: Tree, token: int) -> bool:
    """Whether a participle tells what somebody is accused or kept of: its doer is that verb's object.

    "Fiji accused *Tonga* on Friday of *ramming* its ships and summoned its envoy."
    """
    head = tree.head(token)
    if head is not None and tree.has_relation(token, "xcomp") and not tree.children(head, "obj"):
        return _is_charged(tree, head)  # "convicted them of *plotting to bomb*"
    if head is not None and tree.has_relation(token, "conj") and tree.tokens[token].text.endswith("ing"):
        return not tree.children(token, *SUBJECTS) and _is_charged(tree, head)  # "of ramming and *boarding*"
    if head is None or not tree.has_relation(token, "advcl", "ccomp", "xcomp"):
        return False
    bound = tree.has_word(token, ("of", "from"), "mark", "case") and tree.tokens[token].text.endswith("ing")
    return bound and not is_passive(tree, head) and bool(tree.children(head, "obj"))


def _have_verbs_of_their_own(tree: Tree, token: int, agents: list[int]) -> bool:
    """Whether a verb with a noun for its subject is given the subjects of another verb beside it."""
    own = [one for one in tree.children(token, "nsubj") if tree.tokens[one].upos in ("NOUN", "PROPN")]
    if not agents or not tree.has_relation(token, "conj"):
        return False
    first = tree.coordination_head(token)
    # "fled, after *troops* had come, and promised": who fled promised
    aside = [clause for clause in tree.children(first, "advcl") if first < clause < token]
    if not own and not tree.children(token, "nsubj"):
        return all(tree.has_relation(one, "nsubj") and tree.head(one) in aside for one in agents)
    if not own:
        return False
    return all(tree.has_relation(one, "nsubj") and tree.head(one) != token for one in agents)


def _are_objects(tree: Tree, heads: list[int], verb: int) -> bool:
    """Whether all of them are objects of a verb: "urged *Togo* to sign, calling it unjust"."""
    objects = objects_of(tree, verb) if verb >= 0 else []
    return bool(heads) and all(head in objects for head in heads)


def _is_promised(tree: Tree, token: int, agents: list[int]) -> bool:
    """Whether a frame takes who is promised something for who does it: "promised *Peru* to free them"."""
    verb = tree.head(token)
    if verb is None or not tree.has_relation(token, "xcomp") or tree.lemma(verb) not in SUBJECT_CONTROL:
        return False
    told = tree.children(verb, "iobj", "obj")
    return bool(agents) and not is_passive(tree, verb) and all(one in told for one in agents)


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
        if tree.lemma(agent) in word_class("court") or (noun not in deeds and is_party(tree, agent))
    ][:1]
