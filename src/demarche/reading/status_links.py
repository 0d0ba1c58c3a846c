"""How a clause hangs on its governor: the word that introduces it, and its form."""

from __future__ import annotations

from demarche.language.tree import Tree, features
from demarche.reading.status_clause import Clause
from demarche.reading.status_signatures import signature


def marker_of(tree: Tree, token: int) -> str:
    """The word that introduces a clause: its mark, or "when" and "should" without one."""
    for child in tree.children(token, "mark", "case"):
        word = tree.tokens[child].text.lower()
        if word == "to":
            continue
        if word == "as" and tree.children(child, "fixed"):
            fixed = tree.tokens[tree.children(child, "fixed")[0]].text.lower()
            return "if" if fixed in ("if", "long") else "as"
        if word in ("in", "so") and tree.children(child, "fixed"):
            fixed = tree.tokens[tree.children(child, "fixed")[0]].text.lower()
            return {"order": "order", "as": "order", "case": "if", "that": "order"}.get(fixed, word)
        if word == "in" and tree.tokens[child + 1].text.lower() == "case":
            return "if"  # "*in case* they stormed it"
        return word
    for child in tree.children(token, "advmod"):
        if tree.tokens[child].text.lower() in ("when", "whenever", "once", "where", "how", "why"):
            return tree.tokens[child].text.lower()
    for child in tree.children(token, "obl"):
        opens = child and tree.tokens[child - 1].text.lower() == "in" and child + 1 < token
        if opens and tree.tokens[child].text.lower() == "case" and not tree.children(child, "det", "nmod"):
            return "if"  # "moved in *in case* they stormed it", the words hung below
    before = min(tree.subtree(token)) - 1
    if before >= 0 and tree.tokens[before].text.lower() in ("assuming", "supposing", "provided", "providing"):
        return tree.tokens[before].text.lower()  # hung beside the clause that it introduces
    if before > 0 and [word.text.lower() for word in tree.tokens[before - 1 : before + 1]] == ["in", "case"]:
        return "if"
    helpers = tree.children(token, "aux")
    if helpers and tree.tokens[helpers[0]].text.lower() in ("should", "had", "were"):
        subject = tree.child(token, "nsubj")
        if subject is not None and helpers[0] < subject:
            return "should"  # "Should the talks fail, …"
    return ""


def via_of(tree: Tree, first: int, read: Clause) -> str:
    """How a clause hangs on its governor, in the words of the table."""
    marker = marker_of(tree, first)
    if marker in ("whether", "if"):
        return "whether"
    if read.finite:
        return "that"
    marks = tree.children(first, "mark")
    if not marks and first and tree.has_relation(first - 1, "fixed"):
        marks = [first - 1]  # "is due to *visit*"
    if any(tree.tokens[c].text.lower() == "to" for c in marks):
        gerund = tree.tokens[first].text.lower().endswith("ing") and not tree.children(first, "aux")
        return "to" if gerund else "inf"  # "committed *to ending*", but "said *to be shelling*"
    if marker and marker not in ("that", "order"):
        return marker
    if tree.tokens[first].text.lower().endswith("ing"):
        return "ing"
    return "part" if features(tree.tokens[first]).get("VerbForm") == "Part" else "inf"


def clausal_signature(tree: Tree, head: int, via: str) -> str | None:
    """The class of a governor for a clause; after a preposition it hangs as a gerund does.

    "succeeded *in* taking the town", "is bent *on* leaving". What is objected to may be no more than
    feared ("objections *to Sweden joining*"), where a noun is turned down ("objections to the visit").
    """
    if via == "to" and tree.tokens[head].upos == "NOUN":
        name = signature(tree, head, "ing")
        if name is not None:
            return name
    name = signature(tree, head, via)
    if name is None and via not in ("inf", "that", "ing", "whether", "part", "noun"):
        name = signature(tree, head, "ing")
    return name
