"""Who speaks: the subject of a say-verb, the agent of a passive, the author behind a text."""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.attribution_marks import CLOSERS

PRONOUNS = frozenset("i we he she they you who".split())
REFUSING = frozenset({"reject", "dismiss", "deny", "dispute", "refute", "rebut", "criticise", "criticize"})
TELLING_TYPES = frozenset({"person", "organisation", "group"})


def speaker(tree: Tree, token: int, *, passive: bool) -> int | None:
    """The token that speaks: subject, agent, or the subject that the verb shares."""
    if passive:
        agent = tree.child(token, "obl:agent")
        if agent is None:
            agent = next(
                (c for c in tree.children(token, "obl") if tree.has_word(c, ("by",), "case")),
                None,
            )
        if agent is None and tree.lemma(token) in ("tell", "inform", "notify", "brief"):
            return None
        if agent is None and tree.lemma(token) in ("quote", "cite"):
            return tree.child(token, "nsubj")
        return agent
    seen = set()
    current: int | None = token
    while current is not None and current not in seen:
        seen.add(current)
        subject = subject_of(tree, current) if current == token else tree.child(current, "nsubj")
        if subject is not None:
            return _writer(tree, _antecedent(tree, subject, current))
        agent = tree.child(current, "obl:agent")
        if agent is not None:
            return agent
        head = tree.head(current)
        if head is None:
            return None
        if tree.has_relation(current, "acl"):
            above = tree.head(head)
            if above is not None and tree.lemma(above) in REFUSING and tree.has_relation(head, "obj"):
                return head  # "*rejected* a report alleging that": another's report
            return author_of(tree, head)
        if not tree.has_relation(current, "conj", "xcomp", "advcl", "ccomp", "parataxis", "obl"):
            return None
        current = head
    return None


def _writer(tree: Tree, subject: int) -> int:
    """Who speaks in a text that a phrase beside it tells to be his: "*a statement by the office* said"."""
    if tree.lemma(subject) not in word_class("told_in"):
        return subject
    by = (one for one in tree.children(subject, "nmod") if tree.has_word(one, ("by", "from"), "case"))
    return next(by, subject)


def subject_of(tree: Tree, token: int) -> int | None:
    """The subject of a say-verb, also where the tree misses it after the verb.

    "…, *said two diplomats*": after a comma or a closing quotation mark, the noun phrase
    that follows is who speaks.
    """
    subject = tree.child(token, "nsubj")
    if subject is not None:
        return subject
    sentence = tree.sentence(token)
    if token == sentence.first or token + 1 >= sentence.last or tree.tokens[token - 1].text not in CLOSERS:
        return None
    if tree.tokens[token].text.lower().endswith("ing") or tree.tokens[token + 1].upos in (
        "ADP",
        "PUNCT",
        "SCONJ",
        "ADV",
        "PART",
    ):
        return None
    return phrase_source(tree, token, token + 1)


def _antecedent(tree: Tree, subject: int, verb: int) -> int:
    """ "the general, *who* said": the general."""
    if tree.tokens[subject].text.lower() in ("who", "which", "that") and tree.has_relation(verb, "acl:relcl"):
        head = tree.head(verb)
        if head is not None:
            return head
    return subject


def author_of(tree: Tree, noun: int) -> int:
    """Behind a text its author: "*the ministry* issued a statement saying …"."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for child in tree.children(noun, "nmod"):
        if tree.has_word(child, ("by", "from"), "case"):
            return child
    head = tree.head(noun)
    if (
        head is not None
        and tree.has_relation(noun, "obj", "obl")
        and (tree.lemma(head) in word_class("issue") or cues.cue(tree.lemma(head), "verb"))
    ):
        subject = tree.child(head, "nsubj")
        if subject is not None:
            return _antecedent(tree, subject, head)
    return noun


def can_tell(tree: Tree, source: int | None) -> bool:
    """Whether a subject is somebody or something that can tell, and no mere fact."""
    if source is None:
        return False
    word = tree.tokens[source]
    if word.upos == "PRON":
        return word.text.lower() in PRONOUNS
    if word.upos == "PROPN" or cues.can_tell(tree.lemma(source)):
        return True
    return any(e.head == source and e.type in TELLING_TYPES for e in tree.analysis.entities)


def phrase_source(tree: Tree, first: int, last: int) -> int | None:
    """The head of the noun phrase after a phrase's last word."""
    sentence = tree.sentence(first)
    for index in range(last, min(sentence.last, last + 12)):
        if tree.tokens[index].upos in ("PUNCT", "VERB") and index > last:
            break
        if tree.tokens[index].upos not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        current = index
        while True:
            head = tree.head(current)
            if head is None or not last <= head < sentence.last or tree.tokens[head].upos == "VERB":
                break
            if not tree.has_relation(
                current, "compound", "amod", "flat", "nmod:poss", "nmod:desc", "nummod", "det", "nmod"
            ):
                break
            if head < last:
                break
            current = head
        return current
    return None
