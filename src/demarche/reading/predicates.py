"""Which predicates of a report are acts: those that the codebook knows, each with what carries it."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.knowledge import sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.coding import Coder
from demarche.reading.participants import roles
from demarche.reading.participants_clause import is_verbal
from demarche.reading.participants_control import subjects_of
from demarche.reading.phrases import Phrases
from demarche.records import Frame

_SUBJECT_LENDING = frozenset({"light", "begin", "end", "cancel", "postpone"})


def acts_of(tree: Tree, coder: Coder, phrases: Phrases) -> tuple[list[Act], set[int]]:
    """Every coded predicate, and the nouns of which a verb is the act: "lift the *siege*".

    A carrying verb is folded into the noun that it carries.
    """
    frames = {frame.token: frame for frame in tree.analysis.frames}
    lent: dict[int, list[int]] = {}
    carriers: set[int] = set()
    absorbed: dict[int, int] = {}  # noun → the verb that is the act
    candidates = [
        index
        for index in range(len(tree.tokens))
        if tree.tokens[index].upos in ("VERB", "NOUN", "PROPN", "AUX", "ADJ")
    ]
    for token in candidates:
        found = coder.carried(tree, token)
        if found is None:
            continue
        noun, kind = found
        if _is_past_deed(tree, token, noun):
            continue
        if kind == "absorb":
            absorbed[noun] = token
        elif kind in _SUBJECT_LENDING:
            lent.setdefault(noun, []).append(token)
            carriers.add(token)
        else:
            lent.setdefault(noun, []).append(token)
    acts = []
    for token in candidates:
        if tree.tokens[token].upos == "VERB" and tree.has_relation(token, "amod"):
            continue  # a participle just tells which one is meant: "*besieging* forces"
        lenders = lent.get(token, [])
        frame = frames.get(token)
        if coder.knows(tree, token):
            found_roles = roles_of(tree, token, frame, lenders)
            coding = coder.code(tree, token, found_roles, lenders, phrases)
        elif frame is not None and frame.kin:
            coding = coder.by_kin(tree, frame, roles_of(tree, token, frame, ()), phrases)
        else:
            continue
        # "*peacekeeping* forces" keep the peace; other nouns before a noun may just tell its kind
        if coding is not None and (coding.code.type == "AID" or not _only_names(tree, token)):
            acts.append(Act(token, frame, coding, tuple(lenders)))
    coded = {act.token for act in acts}
    for act in acts:  # "terminated the *treaty*": what is done to an agreement is the act
        if act.coding.code.type in ("SANCTION", "SUPPORT") and not act.carriers:
            absorbed.update(
                (noun, act.token)
                for noun in (*act.coding.objects, *tree.children(act.token, "obl"))
                if tree.lemma(noun) not in coder.book.classes["truce_word"]
                and tree.lemma(noun) in coder.book.classes["agreement"]
            )
    held = {noun for noun, verb in absorbed.items() if verb in coded}
    carried = {verb for act in acts if act.token not in held for verb in act.carriers}
    kept = [
        act
        for act in acts
        if (act.token not in carriers or act.token not in carried) and act.token not in held
    ]
    return kept, held


def _is_past_deed(tree: Tree, verb: int, noun: int) -> bool:
    """Whether what is talked over is a deed done before, by anybody: "discussed *the attack*"."""
    deeds = word_class("harmful") | word_class("clash") | word_class("deed_noun")
    talked = tree.lemma(verb) in word_class("talk_over") and tree.lemma(noun) in deeds
    return talked and tree.has_word(noun, ("the", "this", "that"), "det")


def _only_names(tree: Tree, token: int) -> bool:
    """Whether a noun just tells the kind of the next one: "a *detention* camp", "*protest* organizers".

    So it does before the noun of a person, a body, a place or a vehicle; before that of a
    happening or of words ("*ceasefire* talks", "an *extradition* order") it speaks of the act.
    """
    if not tree.has_relation(token, "compound") or tree.tokens[token].upos != "NOUN":
        return False
    named = tree.tokens[token].head
    after = tree.tokens[named]
    if named < token or after.upos != "NOUN":
        return False
    entry = sectors.noun(after.lemma.lower())
    return entry is not None or after.lemma.lower() in word_class("named_by_use")


def roles_of(tree: Tree, token: int, frame: Frame | None, carriers: Sequence[int]) -> dict[str, list[int]]:
    """The phrases of a predicate by role, its carriers' subject among them."""
    found = roles(tree, token, frame)
    if is_verbal(tree, token):
        return found
    found.pop("SUBJ", None)
    stated = tree.children(token, "cop") and tree.children(token, "case")
    if stated or (tree.tokens[token].upos == "ADJ" and tree.children(token, "nsubj")):
        found["SUBJ"] = subjects_of(tree, token)  # "have been on *strike*", "is *due* in Suva"
    for carrier in carriers:
        if tree.lemma(token) in word_class("received") and tree.lemma(carrier) in ("consider", "discuss"):
            continue  # who "would consider a *request*" made none
        subjects = subjects_of(tree, carrier)
        if subjects and token not in subjects:
            found.setdefault("SUBJ", subjects)
    return found
