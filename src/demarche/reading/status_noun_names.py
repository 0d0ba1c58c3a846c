"""Which class of embedding word a noun stands under: "*planned* talks", "rejects a *request*".

The classes are those of ``knowledge/status.tsv``; what a class makes of the noun is for
``status_noun_contexts``. Here it is told which one it is where word and preposition do not say it alone.
"""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.status_complement import accepted, is_turned_away
from demarche.reading.status_noun_phrases import asks_who, is_attack, is_called, is_linked, is_untrue
from demarche.reading.status_nouns import definite, is_of_words, modifiers, preposition
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import AHEAD_CLASSES, REFUSING, signature

_BEFOREHAND = frozenset({"rule", "preclude", "exclude", "forestall"})  # "*ruled out* an invitation"


def named(path: Path, token: int, first: int, head: int, via: str, *, there: bool) -> str | None:
    """The class of the word above a noun, ``head``, as it stands to it; None if it says nothing.

    ``first``: the first of the noun's conjuncts; ``via``: its preposition, if any; ``there``: it is what
    "there is".
    """
    tree = path.tree
    name = "make" if there else _by_relation(tree, first, head, via)
    if via == "of" and tree.lemma(head) == "short" and tree.has_relation(head, "advmod"):
        return "fail"  # "stopped *short of* sanctions"
    name = _lent(tree, first, head, via, name)
    aside = bool(via) and tree.has_relation(first, "obl") and tree.subtree(first)[-1] < head
    if name in ("ask", "want") and aside:
        name = None  # "*on a visit* to Lomé, urged them to leave": where, and not what for
    if name in ("ask", "plan") and _had_done(tree, token, head):
        name = "make"
    if tree.lemma(head) == "call" and is_called(tree, token, first, head):
        name = "fact"
    elif tree.lemma(head) == "call" and name == "ask" and not via:
        # "called a *strike* for Monday"; "the *strike* was called by teachers"
        name = "fact" if tree.has_relation(first, "nsubj:pass") and definite(tree, token) else "plan"
    elif is_linked(tree, first, head):
        name = "discuss"
    if tree.has_relation(first, "obj") and is_untrue(tree, first, head):
        name = "deny"
    if via == "with" and tree.lemma(head) == "do" and tree.has_word(head, ("to",), "mark"):
        name = "fact"  # "had nothing to do with the *killings*"
    if name in ("ask", "plan") and definite(tree, token) and asks_who(tree, head):
        name = "fact"  # "*who* ordered the killing" takes it for granted
    if tree.lemma(head) == "consider" and tree.children(head, "aux:pass"):
        name = "fact"  # "is considered the worst *raid* in years"
    if tree.lemma(head) == "face" and tree.lemma(token) in word_class("borne"):
        name = "make"  # "faced *protests*", but "faces arrest"
    if tree.lemma(head) == "end" and via == "of" and preposition(tree, head) in ("at", "before", "by"):
        name = "fact"  # "at the end of the *visit*"
    if tree.lemma(head) == "approve" and tree.lemma(token) in ("resignation", "abdication", "conviction"):
        name = "make"  # "approves his *resignation*": it was handed in, and now stands
    if name in ("make", "want") and _is_put_up_with(tree, token, head):
        name = "fact"
    return "make" if _done_by_saying(path, token, head, name) else name


def renamed(tree: Tree, token: int, first: int, head: int, name: str | None) -> str | None:
    """The class once more, for what has been taken up, turned away or uttered: "faces *calls* to go"."""
    if tree.lemma(head) in ("invitation", "offer"):
        name = accepted(tree, head, name)  # "accepted an invitation to a *summit*"
    if name == "possible" and tree.lemma(head) == "face" and tree.lemma(token) in word_class("uttered"):
        name = "make"  # "faces *calls* to resign", but "faces *deportation*"
    if name == "threaten" and tree.has_relation(first, "nsubj:pass"):
        name = "fact"  # "The *talks* are threatened by new violence"
    uttered = name in REFUSING and is_of_words(tree, first) and tree.lemma(head) not in _BEFOREHAND
    if uttered or is_turned_away(tree, first):
        name = "fact"  # "rejected a *request*", "an *accusation*": it was made
    if name == "reject" and tree.lemma(first) in word_class("uttered"):
        name = "fact"  # "rejected *criticism*", which no answer undoes
    spoken = is_of_words(tree, first) or tree.lemma(first) in word_class("uttered") - {"protest", "backlash"}
    if name == "fail" and spoken and tree.has_relation(first, "obj", "nsubj:pass"):
        name = "fact"  # "resists *calls* to go", "dropped a *threat*"
    if name == "fact" and tree.lemma(token) in word_class("endeavour") and not is_attack(tree, token):
        # "repelled an *attempt* to land"
        name = "stop" if tree.lemma(head) in word_class("beat_off") else name
    return name


def _had_done(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a deed that is known of is told with who had it done: "*ordered* the *killing* of a judge"."""
    if tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in word_class("have_done") - {"plan", "plot"}:
        return False
    deed = tree.lemma(noun) in word_class("deed_noun") - word_class("ordered_still")
    done = tree.has_word(verb, ("had", "having"), "aux") or not features(tree.tokens[verb]).get("Tense")
    return deed and definite(tree, noun) and done and tree.has_relation(noun, "obj")


def _is_put_up_with(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a known deed is accepted or not: "not to *accept* the coup", "did not *back* the raid"."""
    deeds = (word_class("deed_noun") | word_class("deed") | {"annexation", "takeover"}) - {"release"}
    taken = tree.lemma(verb) == "accept" or (
        tree.lemma(verb) in ("support", "back", "endorse") and tree.is_denied(verb)
    )
    return taken and tree.lemma(noun) in deeds and definite(tree, noun)


def _by_relation(tree: Tree, first: int, head: int, via: str) -> str | None:
    if tree.has_relation(first, "nsubj:pass"):
        return signature(tree, head, "noun") or signature(tree, head, "subj")
    if tree.has_relation(first, "compound") or (not via and tree.has_relation(first, "nmod")):
        return signature(tree, head, "compound")
    return signature(tree, head, via or "noun")


def _lent(tree: Tree, first: int, head: int, via: str, name: str | None) -> str | None:
    """The class that the object or subject beside a noun lends it: "gave its consent *to* the raid"."""
    if via in ("to", "for", "on", "of") and tree.has_relation(first, "obl"):
        # hung on the verb: "accepts an invitation by Kim *to* a summit"
        opens = min(tree.children(first, "case"), default=0)
        for thing in tree.children(head, "obj"):
            ahead = signature(tree, thing, via)
            if head < thing and max(tree.subtree(thing)) + 1 == opens and ahead in AHEAD_CLASSES:
                name = accepted(tree, thing, ahead)
    if name is None and via in ("of", "for") and tree.has_relation(first, "obl"):
        subject = tree.child(head, "nsubj")  # "fears grow of an *invasion*"
        lent = signature(tree, subject, via) if subject is not None else None
        name = lent if lent in AHEAD_CLASSES else None
    return name


def _done_by_saying(path: Path, token: int, verb: int, name: str | None) -> bool:
    """Whether announcing, declaring or ordering an act does it, or tells of what is done.

    "Announces his *resignation*", "the *death* of a hostage"; not where a day still to come is named, or the
    noun is told to lie ahead.
    """
    tree = path.tree
    lemma = tree.lemma(verb)
    if lemma not in ("announce", "declare", "order") or name not in ("plan", "ask", "make"):
        return False
    done = word_class("declared") | (frozenset() if lemma == "order" else word_class("announced_harm"))
    if path.future or tree.lemma(token) not in done:
        return False
    if lemma == "order" and tree.lemma(token) in word_class("ordered_still"):
        return False
    return not any(kind in ("plan", "expect", "offer", "possible") for kind, _ in modifiers(tree, token))
