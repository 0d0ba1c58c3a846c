"""Clauses on nouns: "plans *to visit*", "weapons *supplied*", "talks *aimed* at"."""

from __future__ import annotations

from demarche.knowledge import sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import Clause
from demarche.reading.status_complement import embedded
from demarche.reading.status_links import clausal_signature, marker_of, via_of
from demarche.reading.status_main import main
from demarche.reading.status_news import infinitive_headline
from demarche.reading.status_noun_contexts import around
from demarche.reading.status_nouns import disbelieved, preposition, ranked
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import UNREAL, World, apply, signature


def adnominal(path: Path, token: int, first: int, head: int, read: Clause) -> World:
    """Clauses on nouns: "plans *to visit*", "weapons *supplied*", "talks *aimed* at"."""
    tree = path.tree
    via = via_of(tree, first, read)
    if marker_of(tree, first) in ("should", "unless"):  # "warned of reprisals *should* they sell arms"
        return World("planned", "possible", read.positive, ("condition",), (head,))
    if via == "inf" and not tree.has_word(first, ("to",), "mark", "aux") and not _after_to(tree, first):
        return main(path, token, read)
    if via == "inf" and infinitive_headline(tree, token):
        # "Putin *to visit* China"
        return World("planned", "certain", read.positive, ("headline infinitive",), ())
    name = clausal_signature(tree, head, via)
    if name == "try" and via == "inf" and preposition(tree, head) == "in":
        # "march *in an attempt to* topple him": what they march for
        return apply("purpose", around(path, head), read, via, head, "attempt")
    if read.finite and tree.lemma(head) in word_class("hearsay") and disbelieved(tree, head):
        return World("occurred", "certain", not read.positive, ("untrue",), (head,))
    if name:
        return embedded(path, name, token, head, read, via)
    if via == "whether" and tree.has_word(first, ("to",), "mark"):
        return World("planned", "possible", read.positive, ("whether to",), (head,))
    if via == "whether":
        return World(read.status, "unknown", read.positive, ("whether",), (head,))
    if read.finite:
        return main(path, token, read)
    if via == "inf":
        if read.has("perfect") or ranked(tree, head):
            # "the first minister *to visit*": did
            outer = around(path, head)
            outer = outer.like("occurred") if outer.status in ("ongoing", "habitual") else outer
            return apply("make", outer, read, via, head, "first to")
        return apply("purpose", around(path, head), read, via, head, "for")
    if via in ("from", "of") and tree.lemma(head) in word_class("short_of") and tree.children(head, "cop"):
        # "was minutes *from being attacked*", "are days *from signing* a truce"
        if path.read(head).tense == "past":
            return World("occurred", "certain", not read.positive, ("short of",), (head,))
        return World("planned", "probable", read.positive, ("short of",), (head,))
    if not tree.tokens[first].text.lower().endswith("ing"):
        return World("occurred", "certain", read.positive, ("participle",), ())
    if via == "for" and _held_against(tree, head):
        # "sentences him to prison for *shelling* the town"
        return World("occurred", "certain", read.positive, ("fact",), (head,))
    if via == "ing" and unpassed(path, head):
        return World("planned", "possible", read.positive, ("draft",), (head,))
    if tree.children(first, "det", "compound", "nmod:poss"):  # "involved in *the* 2016 *stabbing*": a noun
        return World("occurred", "certain", read.positive, ("the",), (head,))
    outer = around(path, head)
    if via not in ("ing", "including"):  # "convictions *including attacking* two officers"
        return World("planned", "possible", read.positive, (via,), (head,))
    if outer.status == "occurred":
        return World("occurred", "certain", read.positive, ("participle",), ())
    if outer.status in ("ongoing", "habitual") or (via == "ing" and _are_there(tree, head)):
        return World("ongoing", "certain", read.positive, ("participle",), ())
    return World(outer.status, outer.certainty, read.positive, ("participle",), (head,))


def _are_there(tree: Tree, noun: int) -> bool:
    """Whether people are told of who are known to be there: "asks *the militants* holding her to free her".

    With a name or the article, as in "not to join *Russian forces* invading Chad"; but "asks for a force
    guarding the border".
    """
    if sectors.noun(tree.lemma(noun)) is None:
        return False
    definite = tree.has_word(noun, ("the", "those", "these"), "det") or tree.children(noun, "nmod:poss")
    named = any(tree.tokens[word].text[:1].isupper() for word in tree.children(noun, "amod", "compound"))
    return bool(definite or named or tree.tokens[noun].upos == "PROPN")


def unpassed(path: Path, noun: int) -> bool:
    """Whether a noun names a text that nobody has passed yet: "a *bill*", "the draft *statement*"."""
    tree = path.tree
    above = tree.head(noun)
    passed = (
        above is not None
        and tree.lemma(above) in word_class("enact")
        and path.world(above).status not in UNREAL
    )
    return (tree.lemma(noun) in word_class("draft") or is_draft(tree, noun)) and not passed


def is_draft(tree: Tree, noun: int) -> bool:
    """Whether a text is told to be a draft: "the draft *statement*"."""
    return tree.has_word(noun, ("draft",), "amod", "compound")


def _after_to(tree: Tree, token: int) -> bool:
    """Whether "to" stands before a verb, however it hangs: "plans to *visit*"."""
    return any(tree.tokens[word].text.lower() == "to" for word in range(max(token - 3, 0), token))


def _held_against(tree: Tree, noun: int) -> bool:
    """Whether somebody is punished or praised by what a noun stands in."""
    for above in (noun, *tree.ancestors(noun)):
        if signature(tree, above, "for") == "fact":
            return True
        if tree.tokens[above].upos == "VERB":
            return False
    return False
