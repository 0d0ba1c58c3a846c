"""Which phrases the grammar puts side by side: "Lula and Petro", "Serbia-Kosovo", "Lula met Petro".

Each function takes one phrase and gives the group that it is in; an empty list where there
is none. Whether a group is what somebody looks for is asked elsewhere.
"""

from __future__ import annotations

from demarche.language.tree import Tree
from demarche.reading.coreference_mentions import Phrase


def conjuncts(tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]) -> list[Phrase]:
    """ "Lula *and* Petro": all that are coordinated, where each is among the phrases."""
    heads = tree.conjuncts(phrase.head)
    group = [by_head[head] for head in heads if head in by_head]
    return group if len(group) == len(heads) > 1 else []


def hyphenated(tree: Tree, phrase: Phrase, recent: list[Phrase]) -> list[Phrase]:
    """ "the Serbia-Kosovo talks": two names with a hyphen or dash between."""
    if phrase.kind != "name" or phrase.last >= len(tree.tokens):
        return []
    if tree.tokens[phrase.last].text not in ("-", "–", "/"):
        return []
    return [
        member
        for other in recent
        if other.kind == "name" and other.first == phrase.last + 1
        for member in (phrase, other)
    ][:2]


def counterparts(
    tree: Tree, phrase: Phrase, by_head: dict[int, Phrase], *, relative: bool = False
) -> list[Phrase]:
    """Subject and whom the same clause, or an infinitive under it, names beside it.

    ``relative``: or a relative clause about the phrase, "*the rebels*, who have fought *the army*".

    "Tokayev is due to *meet with* Mirziyoyev": the subject of *due*, the oblique of *meet*.
    """
    if tree.has_relation(phrase.head, "nmod:poss"):
        # "Sisi's talks with Erdoğan"
        for child in tree.children(tree.tokens[phrase.head].head, "nmod"):
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            if "with" in cases and child in by_head and by_head[child].type == phrase.type:
                return [phrase, by_head[child]]
        return []
    verbs = clauses_of(tree, phrase.head, relative=relative)
    for verb in verbs:
        verbs.extend(tree.children(verb, "xcomp", "advcl", "conj"))
        for child in tree.children(verb, "obj", "iobj", "obl"):
            if child in by_head and child != phrase.head:
                cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
                if not cases or cases & {"with", "to"}:
                    other = by_head[child]
                    people = {other.type, phrase.type} <= {"person", "group", "organisation"}
                    alike = other.type == phrase.type or (relative and people)  # "*rebels* … the *army*"
                    if other.kind != "pronoun" and alike and len(verbs) < 8:
                        return [phrase, other]
        if len(verbs) > 8:
            break
    return []


def clauses_of(tree: Tree, head: int, *, relative: bool = True) -> list[int]:
    """The verbs that a noun is the subject of, of its clause and of ``relative`` ones about it."""
    clauses = tree.children(head, "acl:relcl") if relative else []
    verbs = [clause for clause in clauses if _is_subject(tree, clause)]
    if tree.has_relation(head, "nsubj"):
        verbs.append(tree.tokens[head].head)
    return verbs


def _is_subject(tree: Tree, clause: int) -> bool:
    """Whether a relative clause has its noun for a subject: "the rebels, *who* have fought the army"."""
    subject = tree.child(clause, "nsubj")
    return subject is not None and tree.tokens[subject].text.lower() in ("who", "which", "that")
