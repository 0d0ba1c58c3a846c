"""Attributions as spans of characters, drawn from the tokens of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from demarche.language.tree import Tree
from demarche.reading.attribution_cues import Found
from demarche.reading.attribution_marks import INTRODUCERS
from demarche.records import Attribution

# What hangs on a source and is no part of its name.
_NO_SOURCE = ("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "conj", "cc")


def draw(tree: Tree, one: Found) -> Attribution:
    """The spans of source, cue and content."""
    source: tuple[tuple[int, int], ...] = ()
    if one.source is not None:
        told = _told_of(tree, one.source)
        inside = [t for t in tree.subtree(one.source, without=_NO_SOURCE) if t not in one.cue_tokens]
        inside = [t for t in inside if t not in told]
        for other in tree.conjuncts(one.source)[1:]:
            inside.extend(
                tree.subtree(
                    other, without=("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "conj")
                )
            )
        source = _spans(tree, sorted(set(inside)))
        if len(source) > 1 and len(tree.conjuncts(one.source)) > 1:
            source = ((source[0][0], source[-1][1]),)
    return Attribution(
        source,
        _spans(tree, sorted(one.cue_tokens)),
        _spans(tree, sorted(one.content), trim=True),
        one.source,
        one.cue,
        one.lemma,
    )


def _told_of(tree: Tree, source: int) -> set[int]:
    """Clauses behind a comma on what stands below a source: "one of the men, *who hid his name*"."""
    found: set[int] = set()
    for token in tree.subtree(source):
        if tree.has_relation(token, "acl:relcl") and tree.head(token) != source:
            words = tree.subtree(token)
            if "," in (tree.tokens[words[0]].text, tree.tokens[words[0] - 1].text):
                found.update(words)
    return found


def within(one: Attribution, spoken: Iterable[tuple[int, int]]) -> Attribution | None:
    """A word of saying that is itself quoted credits nobody with what stands outside: "we will *respond*"."""
    start = one.cue[0][0]
    around = next(((first, last) for first, last in spoken if first <= start < last), None)
    if around is None:
        return one
    inside = tuple(span for span in one.content if around[0] <= span[0] < around[1])
    return msgspec.structs.replace(one, content=inside) if inside else None


def extended(tree: Tree, one: Attribution, spoken: Iterable[tuple[int, int]]) -> Attribution:
    """A quotation that runs past the sentence of its cue belongs to the speaker to its end."""
    content = list(one.content)
    for start, end in spoken:
        for index, (first, last) in enumerate(content):
            if start <= first < end < tree.sentence(one.cue_token).start or first <= start < last < end:
                content[index] = (min(first, start), max(last, end))
            elif start <= first and last <= end and (last - first) * 2 >= min(end - start, last - first):
                content[index] = (start, end)
    text = tree.analysis.text
    content = [(first, first + len(text[first:last].rstrip(" ,"))) for first, last in content]
    return Attribution(one.source, one.cue, tuple(content), one.source_head, one.cue_token, one.cue_lemma)


def _spans(tree: Tree, tokens: Sequence[int], *, trim: bool = False) -> tuple[tuple[int, int], ...]:
    """Runs of tokens as character spans, punctuation at their ends left out."""
    runs: list[list[int]] = []
    for index in tokens:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    for run in runs:
        while run and (
            tree.tokens[run[0]].upos == "PUNCT" or (trim and tree.tokens[run[0]].text.lower() in INTRODUCERS)
        ):
            run.pop(0)
        while run and tree.tokens[run[-1]].upos == "PUNCT":
            run.pop()
        if run:
            spans.append((tree.tokens[run[0]].start, tree.tokens[run[-1]].end))
    return tuple(spans)
