"""Clauses that their governor asks for: "plans *to visit*", "said he *had left*"."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from demarche.knowledge import status as knowledge
from demarche.knowledge.time_tables import weekdays
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import FUTURE_MODALS, POSSIBLE_MODALS, WOULD, Clause, adverbs, weaker
from demarche.reading.status_links import clausal_signature, via_of
from demarche.reading.status_main import QUESTION_WORDS, conditioned, main
from demarche.reading.status_nouns import is_event_noun, is_of_words
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import (
    AHEAD_CLASSES,
    LOCAL,
    REFUSING,
    UNREAL,
    World,
    apply,
    flipped,
    signature,
)

Name = TypeVar("Name", str, str | None)

OR_ELSE = "or else"
# Of whom nothing is told: what they would be charged with was done by somebody else.
_NOBODY = frozenset({"nobody", "none", "one"})


def complement(path: Path, token: int, first: int, head: int, read: Clause) -> World:
    """A clause that its governor asks for: "plans *to visit*", "said he *had left*"."""
    tree = path.tree
    via = via_of(tree, first, read)
    lemma = tree.lemma(head)
    if read.finite and tree.has_relation(first, "ccomp", "csubj", "csubj:pass") and tree.is_denied(head):
        if _takes_for_granted(tree, first):
            return main(path, token, read)  # "It is not clear *why they attacked*": they did
        if tree.has_word(first, ("whether", "if"), "mark") and lemma not in word_class("denying"):
            return World(read.status, "unknown", read.positive, ("whether",), (head,))
    if lemma == "ask" and "?" in {word.text for word in tree.tokens[first:head]}:
        # "'Why did they *attack*?' asked the mayor": a question in its own words asks for no act
        world = main(path, token, read)
        return world if _takes_for_granted(tree, first) else world.but("unknown", reason="question")
    if lemma in ("have", "be") and via == "inf" and _is_outstanding(tree, first, head):
        # "has yet *to sign* it": not so far
        return World("occurred", "certain", not read.positive, ("yet",), (head,))
    if lemma == "be" and via == "inf":
        # "The leaders are *to meet*": arranged, like a future
        return apply("sure", path.world(head).like("occurred"), read, via, head, "is to")
    if lemma == "have" and via == "inf" and not tree.has_relation(head, "aux"):
        if _forced(path, first, head):
            return World("planned", "possible", read.positive, ("would have to",), (head,))
        return apply("want", path.world(head), read, via, head, "has to")
    if via == "inf" and gives_time(tree, head):
        return apply("want", path.world(head), read, via, head, "gives time to")
    inner = _between(tree, first, head) if via == "ing" else None
    if inner is not None:
        return embedded(path, signature(tree, inner, via) or "make", token, inner, read, via)
    # "wants the base *closed*": a participle hangs as a noun would
    name = clausal_signature(tree, head, "noun" if via == "part" else via)
    if name is None and tree.has_relation(first, "csubj"):
        name = signature(tree, head, "subj") or signature(tree, head, "inf")
    if _or_else(tree, token, first) and name in ("ask", "want"):
        return World("threatened", "unknown", read.positive, (OR_ELSE,), (head,))
    if via == "whether" and tree.has_word(first, ("to",), "mark") and name in (None, "whether"):
        return World("planned", "possible", read.positive, ("whether to",), (head,))
    if via == "whether" and name is None:
        name = "whether"
    supposed = tree.tokens[head].text.lower() in ("assuming", "supposing", "provided", "providing")
    if supposed and read.finite and not tree.children(head, "nsubj", "nsubj:pass"):
        return World("planned", "possible", read.positive, ("condition",), (head,))
    if tree.lemma(head) == "see" and not read.finite and path.world(head).status in UNREAL:
        name = "make"  # "could see them *jailed*": what may come of it
    if name is None and via == "that":  # "*calls* grow that they *close* it"
        subject = tree.child(head, "nsubj")
        name = signature(tree, subject, "that") if subject is not None else None
    if name is None:
        if via == "from":
            name = "prevent"
        elif via == "inf" and is_event_noun(tree, head):
            name = "purpose"
        else:
            name = {"that": "say", "ing": "make", "inf": "purpose"}.get(via, "make")
        if not read.finite and tree.has_relation(first, "nsubj", "csubj"):
            # "*attacking* clinics is a crime", but "a mass *stabbing* leaves two dead"
            name = "make" if tree.children(first, "det", "compound", "amod", "nummod") else "possible"
    return embedded(path, name, token, head, read, via)


def _is_of_a_law(tree: Tree, verb: int) -> bool:
    """Whether it is a text that lets somebody do something: "The *act* lets the cabinet *bar* rallies"."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.lemma(subject) in word_class("law") | word_class("draft")


def _in_vain(tree: Tree, verb: int) -> bool:
    """Whether an attempt is said to have come to nothing: "tried *in vain* to land"."""
    words = " ".join(word.text.lower() for word in tree.tokens[verb + 1 : verb + 5])
    return words.startswith(("in vain", "unsuccessfully", "without success", "to no avail"))


def _is_outstanding(tree: Tree, first: int, have: int) -> bool:
    """Whether something has "*yet*" or "*still*" to be done, wherever a parse hangs the word."""
    if tree.has_word(have, ("yet", "still"), "advmod"):
        return True
    between = [word.text.lower() for word in tree.tokens[have + 1 : first]]
    return between[:2] == ["yet", "to"]


def _or_else(tree: Tree, token: int, first: int) -> bool:
    """Whether a verb tells what befalls who does not do as he is told: "told to leave *or be shot*"."""
    if token == first or not tree.has_word(token, ("or",), "cc") or tree.children(first, "aux:pass"):
        return False
    suffers = tree.has_word(token, ("be", "get"), "aux:pass") or tree.lemma(token) in ("face", "risk")
    return suffers and not tree.children(token, "nsubj", "nsubj:pass")


def _forced(path: Path, first: int, have: int) -> bool:
    """Whether need is only foreseen: "warned that it *would have* to cut rations", "will have to if …"."""
    tree = path.tree
    if not path.read(have).has(*(f"modal:{modal}" for modal in FUTURE_MODALS | POSSIBLE_MODALS | WOULD)):
        return False
    above = tree.head(have) if tree.has_relation(have, "ccomp") else None
    warned = above is not None and tree.lemma(above) in ("warn", "fear", "caution")
    return warned or conditioned(tree, have) or conditioned(tree, first)


def gives_time(tree: Tree, verb: int) -> bool:
    """Whether a verb gives somebody a term to do something: "gives them two days *to leave*"."""
    if tree.lemma(verb) != "give":
        return False
    for child in tree.children(verb, "obj", "obl", "obl:tmod", "nmod", "iobj", "advcl"):
        if tree.lemma(child) in word_class("term") or tree.has_word(child, ("until",), "case", "mark"):
            return True
    return False


def _takes_for_granted(tree: Tree, clause: int) -> bool:
    """Whether a question holds what it asks about to be so: "*Why* did they attack"."""
    words = (tree.tokens[token] for token in sorted(tree.subtree(clause)))
    opening = next((word.text.lower() for word in words if word.text[:1].isalpha()), "")
    return opening in QUESTION_WORDS


def embedded(path: Path, name: str, token: int, head: int, read: Clause, via: str) -> World:
    """A clause under a governor of class ``name``: what its own tense and modals add."""
    tree = path.tree
    outer = path.world(head)
    if name == "try" and _in_vain(tree, head):
        name = "fail"
    if name == "make" and tree.lemma(head) == "go" and via == "inf":
        name = "sure"
    begins = name == "make" and via == "inf" and tree.lemma(head) in ("begin", "start", "open", "resume")
    beside = [child for child in tree.children(head, "obl", "obj") if head < child < token]
    if begins and any(tree.tokens[child].text.lower() not in weekdays() for child in beside):
        name = "purpose"  # "a summit begins in Paris *to restart* the talks"
    if tree.lemma(head) in word_class("hold_content") and not read.finite:
        name = _held(tree, head) or name
    if tree.lemma(head) == "let" and _is_of_a_law(tree, head):
        name = "possible"
    if name in LOCAL and read.has("modal:would", "modal:'d", "modal:’d") and read.status == "planned":
        above = path.read(head)
        told = above.tense == "past" or above.has("perfect")
        told = told or (not above.finite and outer.status == "occurred")
        if told and not conditioned(tree, token):
            # "said it *would visit*": a future seen from the past
            read = Clause(
                "planned", "certain", read.positive, "future", True, (*read.marks, "future in past")
            )
    if name in LOCAL and read.status == "planned" and conditioned(tree, token):
        read = replace(read, certainty=weaker(read.certainty, "possible"))
    led = token if tree.child(token, "nsubj", "nsubj:pass") is not None else tree.coordination_head(token)
    if name in LOCAL and _in_subjunctive(tree, led, head, path.read(led)):
        name = "ask"  # "insists that they halt and *withdraw*"
    name = accepted(tree, head, name)  # "accepts an invitation *to visit*"
    if name in LOCAL and is_turned_away(tree, head):
        name, outer = "deny", World("occurred", "certain", True)  # "rejects claims that it *sold* arms"
    pluperfect = path.read(head).has("perfect") and path.read(head).tense == "past"
    world = apply(name, outer, read, via, head, tree.lemma(head), lost=pluperfect)
    if is_declined(tree, head):
        return World("planned", "certain", not read.positive, ("declined",), (head,))
    if (name == "ask" and via == "against") or _turned_down(tree, head):
        world = flipped(world)
    if via != "inf" and not outer.positive and tree.has_word(head, _NOBODY, "nsubj:pass"):
        world = replace(world, positive=read.positive)  # "nobody has been charged with *killing* him"
    return world


def _in_subjunctive(tree: Tree, token: int, head: int, read: Clause) -> bool:
    """Whether a clause is asked for by its bare verb: "insists that Lagos *free* them".

    Of many only behind a past tense, where their present would be no present ("suggested that they *meet*"),
    and behind "insist" where it would tell of a habit.
    """
    word, subject = tree.tokens[token], tree.child(token, "nsubj", "nsubj:pass")
    if tree.lemma(head) not in word_class("subjunctive") or subject is None or read.tense != "present":
        return False
    if word.text.lower() != tree.lemma(token) or tree.children(token, "aux", "cop") or word.upos != "VERB":
        return False
    many = "Number=Plur" in tree.tokens[subject].feats or bool(tree.children(subject, "conj"))
    if not many or "Tense=Past" in tree.tokens[head].feats:
        return True
    again = tree.lemma(token) in word_class("state") or adverbs(tree, token).keys() & {"habit", "rare"}
    return not again and tree.lemma(head) == "insist"  # "*insists* that the rebels *leave*" tells of no habit


def _between(tree: Tree, first: int, head: int) -> int | None:
    """The verb that a gerund belongs to where both hang on the governor: "agree to stop *firing*"."""
    before = first - 1
    near = before > head and tree.tokens[before].head == head and tree.has_relation(before, "xcomp")
    return before if near and tree.tokens[before].upos == "VERB" else None


def _held(tree: Tree, verb: int) -> str | None:
    """What the subject of "include" makes of what it includes: "the plan involves *closing* bases"."""
    for subject in tree.children(verb, "nsubj"):
        entry = knowledge.embedding(tree.lemma(subject), "noun")
        for via in ("about", "for", "of", "inf"):
            if entry.get(via) in AHEAD_CLASSES:
                return entry[via]
    return None


def accepted(tree: Tree, noun: int, name: Name) -> Name:
    """The class of what a noun asks for or offers, which is a plan where somebody takes it up."""
    return "plan" if name in ("ask", "offer") and _taken_up(tree, noun) else name


def _taken_up(tree: Tree, noun: int) -> bool:
    """Whether an invitation or an offer is accepted: "accepts an *invitation* to the summit"."""
    verb = tree.head(noun)
    if verb is None or not tree.has_relation(noun, "obj", "nsubj:pass"):
        return False
    return tree.lemma(verb) in word_class("take_up")


def is_turned_away(tree: Tree, noun: int) -> bool:
    """Whether what is alleged is refused, which was alleged all the same: "rejected *accusations*"."""
    verb = tree.head(noun)
    if verb is None or not tree.has_relation(noun, "obj", "nsubj:pass") or tree.is_denied(verb):
        return False
    if tree.lemma(noun) not in word_class("hearsay"):
        return False
    return signature(tree, verb, "noun") in (*REFUSING, "deny")


def is_declined(tree: Tree, noun: int) -> bool:
    """Whether whoever is invited says no, and will not come: "spurned an *invitation*"."""
    return tree.lemma(noun) == "invitation" and _turned_down(tree, noun)


def _turned_down(tree: Tree, noun: int) -> bool:
    """Whether a noun of asking or offering is refused: "rejected calls *to dissolve* it"."""
    verb = tree.head(noun)
    if verb is None or not tree.has_relation(noun, "obj", "nsubj:pass") or not is_of_words(tree, noun):
        return False
    return signature(tree, verb, "noun") in REFUSING
