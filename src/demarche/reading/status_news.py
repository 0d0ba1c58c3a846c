"""How a report tells its news: the tense of its lead, headlines without a finite verb."""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.records import Sentence


def lead(tree: Tree) -> Sentence:
    """The sentence that opens a report: the first with a verb, after a dateline or a label."""
    sentences = tree.analysis.sentences
    for sentence in sentences[:3]:
        if any(word.upos in ("VERB", "AUX") for word in tree.tokens[sentence.first : sentence.last]):
            return sentence
    return sentences[0]


def narrative_present(tree: Tree) -> bool:
    """Whether the lead tells what happened in the simple present, as chronicles of news do."""
    opening = lead(tree)
    for index in range(opening.first, opening.last):
        word = tree.tokens[index]
        if word.upos == "VERB" and tree.has_relation(index, "root", "parataxis"):
            helpers = tree.children(index, "aux", "cop")
            if tree.lemma(index) in word_class("state"):
                continue
            if helpers:
                # "Two officers *are killed* in an ambush"
                present = all(
                    tree.has_relation(helper, "aux:pass")
                    and features(tree.tokens[helper]).get("Tense") == "Pres"
                    for helper in helpers
                )
                return present
            return features(word).get("Tense") == "Pres" and bool(tree.children(index, "nsubj"))
    return False


def tells_news(tree: Tree, token: int) -> bool:
    """Headlines (no full stop) and leads tell what happened in the present tense.

    A report whose lead does ("Iraq *destroys* six missiles.") goes on in that tense.
    """
    sentence = tree.sentence(token)
    last = tree.tokens[sentence.last - 1].text
    return sentence == lead(tree) or last[-1] not in ".!?”\"’'" or narrative_present(tree)


def infinitive_headline(tree: Tree, token: int) -> bool:
    """Whether a sentence without a full stop has no verb but an infinitive."""
    sentence = tree.sentence(token)
    tokens = tree.tokens[sentence.first : sentence.last]
    return tokens[-1].text[-1] not in ".!?”\"’'" and not any(
        word.upos in ("VERB", "AUX") and ("VerbForm=Fin" in word.feats) for word in tokens
    )
