"""What event nouns carry: determiners, modifiers, the preposition that they stand after."""

from __future__ import annotations

from demarche.knowledge import status as knowledge
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


def is_event_noun(tree: Tree, token: int) -> bool:
    """Whether a token is a noun that stands as one (a gerund tagged as a verb does not)."""
    return tree.tokens[token].upos in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET")


def preposition(tree: Tree, token: int) -> str:
    """The preposition of a noun phrase, "" for none."""
    for child in tree.children(token, "case"):
        word = tree.lemma(child)
        if word != "'s":
            return word
    first = tree.coordination_head(token)
    if first != token:
        return preposition(tree, first)
    head = tree.head(token)
    for child in tree.children(head, "advmod") if head is not None else ():
        # "met ahead of the *summit*", the phrase hung on the verb
        fixed = tree.children(child, "fixed")
        if child < token and fixed and tree.subtree(token)[0] == fixed[-1] + 1:
            return tree.lemma(child)
    return ""


def definite(tree: Tree, token: int) -> bool:
    """Whether a noun speaks of something known: "the raid", "their visit", "May's raid"."""
    if tree.tokens[token].upos == "PROPN":
        return True
    for child in tree.children(token, "det", "nmod:poss"):
        if tree.has_relation(child, "nmod:poss") or tree.tokens[child].text.lower() in DEFINITE:
            return True
    return False


def is_of_words(tree: Tree, noun: int) -> bool:
    """Whether a noun names an act of words, which no refusal undoes: request, offer, threat."""
    classes = set(knowledge.embedding(tree.lemma(noun), "noun").values())
    return bool(classes & {"ask", "offer", "threaten"})


def modifiers(tree: Tree, token: int) -> list[tuple[str, str]]:
    """(class, word) of the modifiers of a noun, in text order; a conjunct shares those before it."""
    found = []
    for child in tree.children(token, "amod", "compound", "acl"):
        word = tree.tokens[child]
        if tree.has_relation(child, "acl") and tree.children(child, "nsubj", "mark"):
            continue
        name = knowledge.modifier(word.text.lower()) or knowledge.modifier(tree.lemma(child))
        if word.text.lower() == "attempted" and tree.lemma(token) in word_class("attempted"):
            continue  # an attempted murder is itself an act of violence
        if name is None and tree.has_relation(child, "acl") and word.upos == "VERB":
            entry = knowledge.embedding(tree.lemma(child), "verb").get("noun")
            # "a visit scheduled for May": a participle with a signature of its own
            name = (
                entry
                if entry in ("plan", "expect", "cancel", "postpone", "offer", "threaten")
                and not (tree.lemma(child) == "announce" and tree.lemma(token) in word_class("declared"))
                and not word.text.endswith("ing")
                else None
            )
        if name:
            found.append((name, word.text.lower()))
        for below in tree.children(child, "conj"):
            other = knowledge.modifier(tree.tokens[below].text.lower())
            if other:
                found.append((other, tree.tokens[below].text.lower()))
    first = tree.coordination_head(token)
    if first != token and not tree.children(token, "det", "amod"):
        found.extend(item for item in modifiers(tree, first) if item[0] not in ("past", "habit"))
    return found
