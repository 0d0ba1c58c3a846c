"""Small questions that are asked of the phrases around an event noun, before it is said how it stands."""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_nouns import definite, preposition


def no(tree: Tree, token: int) -> bool:
    """ "no attack", "neither raid"."""
    return tree.has_word(token, ("no", "neither"), "det")


def asks_who(tree: Tree, verb: int) -> bool:
    """Whether a clause asks or tells who it was: "*Who* ordered the raid was never found".

    Of "those who", only if they had it done: "who called for her *death*" tells of no death.
    """
    subject = tree.child(verb, "nsubj")
    told = tree.has_relation(verb, "ccomp", "csubj", "csubj:pass", "advcl", "parataxis", "root")
    told = told or (tree.has_relation(verb, "acl:relcl") and tree.lemma(verb) in word_class("have_done"))
    return told and subject is not None and tree.lemma(subject) in ("who", "whoever")


def is_part_of_sum(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a noun tells what the money is that a verb has: "pledged two billion dollars in *aid*"."""
    if preposition(tree, noun) != "in" or not tree.has_relation(noun, "obl", "nmod"):
        return False
    return any(
        verb < thing < noun
        and (tree.tokens[thing].upos in ("SYM", "NUM") or tree.lemma(thing) in word_class("money"))
        for thing in tree.children(verb, "obj")
    )


def is_sought(tree: Tree, verb: int) -> bool:
    """Whether word is paid or asked for that is to lead to something: "for information *leading* to it"."""
    word = tree.head(verb)
    if tree.lemma(verb) != "lead" or word is None or not tree.has_relation(verb, "acl", "acl:relcl"):
        return False
    return tree.lemma(word) in word_class("information") and preposition(tree, word) == "for"


def on_the_way(tree: Tree, noun: int) -> bool:
    """Whether somebody is only on the way to what a noun names."""
    to = next((case for case in tree.children(noun, "case") if tree.lemma(case) == "to"), None)
    return to is not None and to > 0 and tree.tokens[to - 1].text.lower() in ("way", "route")


def is_called(tree: Tree, token: int, first: int, head: int) -> bool:
    """Whether "call" gives a name to what took place, or is the name; who calls *for* it has it to come.

    "Calls the *arrest* absurd", "called *the raid* \"a crime\"", "what she called a *massacre*".
    """
    above = tree.head(head)
    told = above is not None and tree.tokens[above].text.lower() == "what"
    if told or tree.has_word(head, ("what",), "obj", "xcomp", "nsubj", "obl", "dep"):
        return True  # "in *what* she calls the worst *fighting* in years"
    if tree.children(head, "compound:prt"):
        return False  # "called *off* the talks last month"
    names = tree.children(head, "xcomp")
    if tree.children(head, "obj"):  # parses take "called the raid *a crime*" for either
        names += [child for child in tree.children(head, "obl") if not tree.children(child, "case")]
    if tree.has_relation(first, "obj"):
        aside = any(child > head for child in tree.children(head, "compound:prt", "obl"))
        return bool(names) or (definite(tree, token) and not aside)
    return first in names


def is_linked(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a matter is made to hang on another: "tied the vote to a *sale*", not "linked to a murder"."""
    if tree.lemma(verb) not in ("link", "tie") or preposition(tree, noun) != "to":
        return False
    matters = [thing for thing in tree.children(verb, "obj") if tree.tokens[thing].upos == "NOUN"]
    return bool(matters) and tree.lemma(noun) not in word_class("harmful") | word_class("attempted")


def is_untrue(tree: Tree, noun: int, verb: int) -> bool:
    """Whether what is told is called untrue: "called the reports of talks *fabricated*"."""
    if tree.lemma(verb) not in ("call", "describe", "label", "brand", "dub", "deem", "declare"):
        return False
    last = tree.subtree(noun)[-1]  # "reports of talks *fabricated*", hung on what is told
    behind = [child for child in tree.children(verb) if child > noun]
    behind += [last] if last > noun and tree.has_relation(last, "acl", "amod") else []
    return any(
        tree.lemma(word) in word_class("untrue") or tree.tokens[word].text.lower() in word_class("untrue")
        for child in behind
        for word in (child, *tree.children(child, "amod", "xcomp"))
    )


def is_voted(tree: Tree, noun: int) -> bool:
    """Whether a noun names help that a parliament passes, itself or what holds it."""
    if tree.lemma(noun) not in word_class("voted_help"):
        return False
    above = tree.head(noun)
    if above is not None and tree.has_relation(noun, "nmod") and preposition(tree, noun) == "of":
        noun, above = above, tree.head(above)
    return above is not None and tree.has_relation(noun, "obj") and tree.lemma(above) == "pass"


def is_attack(tree: Tree, noun: int) -> bool:
    """Whether an attempt is itself an attack: "survived an *attempt* on his life", "a murder *attempt*"."""
    if any(tree.lemma(child) in word_class("attempted") for child in tree.children(noun, "compound", "amod")):
        return True
    return any(tree.lemma(child) == "life" for child in tree.children(noun, "nmod"))


def short_passive(tree: Tree, verb: int) -> bool:
    """Whether a headline's past without an object is a passive: "Trade deal with Togo *scrapped*"."""
    word, sentence = tree.tokens[verb], tree.sentence(verb)
    past = word.upos == "VERB" and word.text.lower().endswith("ed")
    headline = tree.tokens[sentence.last - 1].text[-1].isalnum()
    return past and headline and not tree.children(verb, "obj", "aux", "ccomp", "xcomp")
