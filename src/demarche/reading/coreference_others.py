"""Whom "another", "five others" and bare numbers are more of.

"Two *officers* were killed and *another* was wounded": an officer. Such a phrase has no noun
of its own; it takes that of the last people in the same role, who suffer or who act. It
speaks of different people, so it joins no chain.
"""

from __future__ import annotations

from demarche.language.tree import Tree
from demarche.reading.coreference_mentions import Phrase, noun_entry

_WORDS = frozenset({"other", "others", "another", "more", "further"})
_QUANTITIES = frozenset(
    "many several some few least most dozen hundred at than about around over up to".split()
)


def more_of(tree: Tree, phrase: Phrase, earlier: list[Phrase]) -> Phrase | None:
    """The people that the phrase is more of, None where it is no such phrase or nobody is there."""
    if not is_remainder(tree, phrase):
        return None
    suffering = suffers(tree, phrase.head)
    for candidate in reversed(earlier):
        if phrase.sentence - candidate.sentence > 1:
            break
        if candidate.kind == "pronoun" or (candidate.kind == "name" and candidate.type == "person"):
            continue  # "one *Ana Soto* was shot, two were arrested" are no two Ana Sotos
        if not (candidate.like or _are_people(tree, candidate)):
            continue
        if candidate.first <= phrase.head < candidate.last or suffers(tree, candidate.head) != suffering:
            continue
        if suffering is not None:
            return candidate.like or candidate
    return None


def is_remainder(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase only says how many: "another", "at least five others", "12 more", "12"."""
    bare = tree.tokens[phrase.head].upos == "NUM" and phrase.definite is None  # "and *63* arrested"
    number = bare and not tree.children(phrase.head, "nmod")  # no "two *of whom*"
    if number and any(tree.lemma(child) == "all" for child in tree.children(phrase.head)):
        return False  # "*all* four" are those of before
    if phrase.kind != "nominal" or not (number or tree.lemma(phrase.head) in _WORDS):
        return False
    return all(
        tree.tokens[child].upos in ("NUM", "DET", "ADV", "ADP", "PUNCT", "CCONJ")
        or tree.lemma(child) in _QUANTITIES
        or not child < phrase.head
        for child in tree.children(phrase.head)
    )


def _are_people(tree: Tree, phrase: Phrase) -> bool:
    entry = noun_entry(tree, phrase.head)
    return phrase.type in ("person", "group") or (entry is not None and entry.person)


def suffers(tree: Tree, head: int) -> bool | None:
    """True for who is acted on, False for who acts, None for other roles."""
    head = tree.coordination_head(head)
    if tree.has_relation(head, "obj", "nsubj:pass"):
        return True
    if not tree.has_relation(head, "nsubj"):
        return None
    verb = tree.tokens[tree.tokens[head].head]
    # "ten soldiers *wounded*", "20 *dead*": without an auxiliary the parse says only "subject"
    return verb.upos == "ADJ" or ("VerbForm=Part" in verb.feats and "Tense=Past" in verb.feats)
