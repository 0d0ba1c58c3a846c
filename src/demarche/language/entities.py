"""From scores of single words to mentions of entities.

Names come from BIO labels; nominals and pronouns from the class of their head, with the
phrase that the tree gives it (Zeldes 2017, GUM: a mention is the whole noun phrase).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.language.tree import Tree
from demarche.records import Analysis, EntityMention, Name

_TYPES = {
    "person": "person", "organisation": "organisation", "place": "place", "event": "event",
    "object": "other", "abstract": "other", "other": "other",
}  # fmt: skip
# A bare name's type overrules that of its phrase from the first probability on, and a phrase below
# the second.
_SURE, _UNSURE = 0.9, 0.5
_CLAUSES = (
    "acl",
    "acl:relcl",
    "parataxis",
    "advcl",
    "cop",
    "nsubj",
    "punct",
    "cc",
    "conj",
    "appos",
    "case",
    "mark",
)


# what no name ends with
_TAIL = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "AUX", "VERB"})
_CLOSING = frozenset({")", "]", '"', "”", "'", "’", "!"})


def trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The span without what no name ends with: "the Supreme Court in" of "… in Kabul"."""
    tokens = tree.tokens
    while last > first + 1:
        token = tokens[last - 1]
        mark = token.upos == "PUNCT" and token.text not in _CLOSING
        relative = token.upos == "PRON" and "PronType=Rel" in token.feats
        if not (mark or relative or (token.upos in _TAIL and token.text.islower())):
            break
        last -= 1
    return first, last


def _completed(tree: Tree, first: int, last: int, kind: str) -> int:
    """The span's end, after the proper nouns that the tree ties to it: "World War" + "II".

    An organisation before a title ("Apple" + "CEO") is a name by itself.
    """
    tokens = tree.tokens
    while last < len(tokens) and tokens[last].upos == "PROPN":
        inside = tree.has_relation(last, "flat", "compound") and first <= tokens[last].head < last
        above = tree.has_relation(last - 1, "compound", "flat") and tokens[last - 1].head == last
        if not inside and not (above and kind in ("event", "other")):
            break
        last += 1
    return last


def _parts(tree: Tree, first: int, last: int, kind: str) -> list[tuple[int, int]]:
    """The names in a span that was read as one: what is in apposition, and places in a list.

    "Ana Costa, Minister of Justice" and "Victoria and Western Australia" are two names
    each; "Lagos, Nigeria" and "Ana Costa, QC" are one.
    """
    tokens = tree.tokens
    head = tree.head_of(first, last)
    joint = {"person": "appos", "place": "conj"}.get(kind)
    for child in tree.children(head, joint) if joint else ():
        if not head < child < last or tokens[head].upos != "PROPN":
            continue
        below = [index for index in tree.subtree(child) if first <= index < last]
        begin = below[0]
        while begin < child and tokens[begin].upos in ("PUNCT", "CCONJ"):
            begin += 1
        if begin == below[0] or (joint == "appos" and (tokens[below[0]].text != "," or last - begin < 2)):
            continue
        found = [trimmed(tree, first, below[0])]
        if tokens[child].upos == "PROPN":
            found += _parts(tree, begin, last, kind)
        return found
    return [(first, last)]


def mentions(
    analysis: Analysis, named: list[tuple[int, int, str, float]], heads: list[tuple[int, str, float]]
) -> tuple[EntityMention, ...]:
    """Mentions of a report in text order.

    ``named`` holds names as token spans, ``heads`` the tokens that the network takes for
    the head of a mention, with its class.
    """
    tree = Tree(analysis)
    tokens = analysis.tokens
    found: dict[tuple[int, int], EntityMention] = {}
    covered: dict[int, tuple[int, int]] = {}
    spans = [
        (*part, kind, score)
        for begin, end, kind, score in named
        for part in _parts(tree, begin, _completed(tree, *trimmed(tree, begin, end), kind), kind)
    ]
    for first, last, kind, score in spans:
        if not covered.keys().isdisjoint(range(first, last)):
            continue
        head = tree.head_of(first, last)
        found[first, last] = EntityMention(
            tokens[first].start, tokens[last - 1].end, first, last, head, _TYPES[kind], True, False, score
        )
        covered.update(dict.fromkeys(range(first, last), (first, last)))
    for head, kind, score in heads:
        if kind not in _TYPES or (head in covered and found[covered[head]].head == head):
            continue
        inside = set(tree.subtree(head, without=_CLAUSES))
        first, last = head, head + 1
        while first - 1 in inside:
            first -= 1
        while last in inside:
            last += 1
        if (first, last) in found:
            continue
        upos = tokens[head].upos
        found[first, last] = EntityMention(
            tokens[first].start, tokens[last - 1].end, first, last, head, _TYPES[kind],
            upos == "PROPN", upos == "PRON", score,
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, -mention.end)))


def with_names(
    analysis: Analysis, mentions: Sequence[EntityMention], names: Sequence[Name]
) -> tuple[EntityMention, ...]:
    """The mentions, with those bare names that head none, and with the type of the surer of the two.

    Names were learned from news and phrases from many genres, so a phrase keeps its type where
    its name is not sure of another.
    """
    tree = Tree(analysis)
    by_head: dict[int, Name] = {}
    for name in sorted(names, key=lambda one: one.first - one.last):
        by_head.setdefault(tree.head_of(name.first, name.last), name)
    found = []
    for mention in mentions:
        bare = by_head.get(mention.head)
        if (
            bare is not None
            and mention.named
            and bare.type in ("person", "organisation", "place")
            and bare.score > mention.score
            and (bare.score > _SURE or mention.score < _UNSURE)
        ):
            mention = msgspec.structs.replace(mention, type=bare.type)
        found.append(mention)
    heads = {mention.head for mention in found}
    found += [
        EntityMention(
            name.start, name.end, name.first, name.last, head, name.type, named=True, score=name.score
        )
        for head, name in by_head.items()
        if head not in heads
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
