"""Which acts are of the day of their report: what it tells as today's news.

News told in the present tense is of the day on which it is published, and so are the
participles, results and event nouns of the same scene ("Gunmen *storm* a school, *killing* two
in the *attack*"). What is told in the past, and what a sentence only looks back on, has no day
of its own.
"""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.status_clause import clause
from demarche.reading.time_tense import tense_of
from demarche.records import Report, Time

# Prepositions of what goes on while something is done ("*amid* protests"), those that say so at a
# verb alone ("goes *on* strike", but "a report *on* the raid"), and those of what comes before.
_WHILE = frozenset({"in", "during", "by", "with", "amid", "amidst", "at", "throughout"})
_WHILE_DONE = frozenset({"on", "under", "from"})
_AFTER = frozenset({"after", "follow", "following"})
_CHAIN = 3  # verbs that a clause may hang by


def publication(report: Report) -> Time | None:
    """The day of the report, for what it tells as today's news; None where it has none."""
    if report.published is None:
        return None
    day = report.published.isoformat()
    return Time(day, day, "day", day, None, None, "published")


def teller(tree: Tree, noun: int) -> int | None:
    """The verb whose news an event noun is a part of: "are killed in an *ambush*", "declares a *truce*".

    None where the noun is only the background: "condemns the *raid*" tells of no raid today, nor
    does "resigns over the *scandal*".
    """
    current = noun
    while (head := tree.head(current)) is not None:
        if tree.has_relation(current, "obl", "nmod"):
            if not _same_scene(tree, current, head):
                return None
        elif not tree.has_relation(current, "nsubj", "obj", "conj", "appos", "compound"):
            return None
        if tree.tokens[head].upos == "VERB":
            tells = tree.lemma(head) in word_class("tell_object") or not tree.has_relation(current, "obj")
            return head if tells else None
        current = head
    return None


def _same_scene(tree: Tree, noun: int, head: int) -> bool:
    """Whether a noun behind a preposition names what goes on in the same scene.

    "are killed *in an ambush*", "a wave *of arrests*", "dies *after an attack*": what harms
    somebody is of the scene of the harm; "resigns *after the protests*" tells of no protests today.
    """
    cases = {tree.lemma(case) for case in tree.children(noun, "case")}
    if cases & _AFTER:
        return tree.lemma(head) in word_class("harm")
    if cases & _WHILE_DONE and tree.has_relation(noun, "obl"):
        return True
    return bool(cases & _WHILE) or tree.lemma(head) in word_class("amount")


def tells_today(tree: Tree, token: int) -> bool:
    """Whether a verb tells news in the present tense, or goes with one that does.

    "Soldiers *storm* a station in Basra, *arresting* its officers": both are of the day.
    """
    current = token
    for _ in range(_CHAIN):
        read = clause(tree, current)
        if read.has("perfect"):
            return False
        if tense_of(tree, current) == "present" or read.tense == "present":
            return True
        head = tree.head(current)
        if head is None or not (_joins(tree, current) or _shares_form(tree, current, head)):
            return False
        if tree.tokens[head].upos not in ("VERB", "AUX"):
            return False
        current = head
    return False


def _joins(tree: Tree, token: int) -> bool:
    """Whether a participle goes along with the verb above it: "…, *arresting* its officers"."""
    participle = tree.tokens[token].text.lower().endswith("ing") and tree.has_relation(
        token, "advcl", "conj", "acl"
    )
    marked = any(
        tree.tokens[mark].text.lower() not in ("by", "while") for mark in tree.children(token, "mark")
    )
    return participle and not marked and not tree.children(token, "aux", "nsubj")


def _shares_form(tree: Tree, token: int, head: int) -> bool:
    """Whether a conjunct leaves out what gives its verb a tense.

    "Two people are killed, and several others *wounded*", "raid and *burn* a village".
    """
    if not tree.has_relation(token, "conj") or tree.children(token, "aux", "mark"):
        return False
    word = tree.tokens[token]
    if word.text.lower() == tree.lemma(token):
        return features(word).get("VerbForm") == "Inf" or "Part" in word.feats
    passive = word.text.lower().endswith(("ed", "en")) or features(word).get("VerbForm") == "Part"
    return passive and bool(tree.children(head, "aux:pass")) and not tree.children(token, "obj")


def headline_passive(tree: Tree, token: int) -> bool:
    """Whether a participle is a headline's verb: "Bishop *arrested* in Nicaragua"."""
    sentence = tree.sentence(token)
    return (
        tree.has_relation(token, "root")
        and features(tree.tokens[token]).get("VerbForm") == "Part"
        and not tree.children(token, "aux")
        and tree.tokens[sentence.last - 1].text[-1].isalnum()
    )
