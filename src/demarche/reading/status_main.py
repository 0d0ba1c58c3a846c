"""Predicates that nothing above them bears on: main clauses, conditions, questions."""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import Clause
from demarche.reading.status_links import marker_of, via_of
from demarche.reading.status_news import infinitive_headline
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import UNREAL, World

# What a question begins with that takes what it asks about for granted: "*Why* did they attack?"
QUESTION_WORDS = frozenset("who why how when where what which".split())


def main(path: Path, token: int, read: Clause) -> World:
    """A predicate that nothing above it bears on: its own words, "if" and "?"."""
    tree = path.tree
    world = World(read.status, read.certainty, read.positive, read.marks, ())
    if read.has("infinitive") and infinitive_headline(tree, token) and via_of(tree, token, read) == "inf":
        return World("planned", "certain", read.positive, ("headline infinitive",), ())
    # a bare verb beside or on something is a present whose subject the parse has lost
    lost = tree.has_relation(token, "parataxis", "acl") and not tree.has_word(token, ("to",), "mark", "aux")
    beside = tree.head(token)
    lost = lost and beside is not None and path.read(beside).status not in UNREAL
    if read.has("infinitive") and not read.finite and not tree.children(token, "nsubj") and not lost:
        world = World("planned", "unknown", read.positive, read.marks, ())
    if world.status == "planned" and conditioned(tree, token):
        world = world.but("possible", reason="conditional")
    elif (
        read.tense == "present"
        and not read.has("perfect")
        and world.status in ("occurred", "ongoing")
        and tree.lemma(token) not in word_class("speech")  # "*threatens* war if they land" has threatened
        and conditioned(tree, token)
    ):
        world = world.but("possible", reason="conditional")  # "if confirmed, this *is* the first strike"
    if asked(path, token):
        world = world.but("unknown", reason="question")
    return world


def conditioned(tree: Tree, token: int) -> bool:
    """Whether a condition stands beside a predicate: "will strike *if* provoked"."""
    for child in tree.children(token, "advcl"):
        if marker_of(tree, child) in ("if", "unless", "provided", "should"):
            return True
    first = tree.coordination_head(token)
    return first != token and conditioned(tree, first)


def asked(path: Path, token: int) -> bool:
    """Whether a question leaves a predicate open."""
    tree = path.tree
    sentence = tree.sentence(token)
    tail = {t.text for t in tree.tokens[max(sentence.first, sentence.last - 2) : sentence.last]}
    if "?" not in tail or tree.has_relation(token, "acl:relcl"):
        return False
    # "Who ordered the raid?" takes the raid for granted; "Did they attack?" does not
    first = tree.tokens[sentence.first].text.lower()
    return not (first in QUESTION_WORDS and not path.read(token).has("modal"))
