"""Walking the dependency trees of an analysis.

A ``Tree`` holds the child lists of every token of a report, so that the rooms above can
ask for dependents, yields and conjuncts without recomputing them. Relations are
Universal Dependencies 2; a relation is compared by its part before the colon unless the
subtype is named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator

from demarche.records import Analysis, Sentence, Token

_DENYING = ("not", "n't", "n’t", "never")


def relation(token: Token) -> str:
    """The universal part of a token's relation: "nsubj" of "nsubj:pass"."""
    return token.deprel.partition(":")[0]


def features(token: Token) -> dict[str, str]:
    """A token's morphological features as a dictionary."""
    return dict(pair.split("=", 1) for pair in token.feats.split("|")) if token.feats else {}


class Tree:
    """The dependency trees of one analysis, with the look-ups that reading needs."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        # every rule asks for relations, so each is taken apart only once
        self._relations = [(token.deprel, token.deprel.partition(":")[0]) for token in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)
        self._sentence_firsts = [sentence.first for sentence in analysis.sentences]
        self._token_starts = [token.start for token in self.tokens]

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents of a token in text order, all or those with one of ``relations``.

        A relation with a subtype ("nsubj:pass") matches exactly; one without matches
        every subtype.
        """
        children = self._children[index]
        if not relations or not children:
            return children
        found = []
        for child in children:
            exact, universal = self._relations[child]
            if universal in relations or exact in relations:
                found.append(child)
        return found

    def child(self, index: int, *relations: str) -> int | None:
        """The first such dependent, or None."""
        found = self.children(index, *relations)
        return found[0] if found else None

    def has_relation(self, index: int, *relations: str) -> bool:
        """Whether the token hangs by one of the relations (subtypes as in children)."""
        exact, universal = self._relations[index]
        return universal in relations or exact in relations

    def has_word(self, index: int, words: Container[str], *relations: str) -> bool:
        """Whether a dependent by one of the relations is one of the words, in lower case."""
        return any(self.tokens[child].text.lower() in words for child in self.children(index, *relations))

    def is_denied(self, index: int) -> bool:
        """Whether a word is denied by an adverb of its own: "has *not* signed", "never met"."""
        return self.has_word(index, _DENYING, "advmod")

    def head(self, index: int) -> int | None:
        """The governor's token index, None for a root."""
        head = self.tokens[index].head
        return head if head >= 0 else None

    def lemma(self, index: int) -> str:
        """The token's lemma in lower case."""
        return self.tokens[index].lemma.lower()

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors from the nearest to the root."""
        head = self.tokens[index].head
        while head >= 0:
            yield head
            head = self.tokens[head].head

    def path_to(self, index: int, stop: int) -> list[int]:
        """The token and its governors below ``stop``; all of them where ``stop`` is none of them."""
        found = [index]
        for above in self.ancestors(index):
            if above == stop:
                break
            found.append(above)
        return found

    def subtree(self, index: int, *, without: tuple[str, ...] = ()) -> list[int]:
        """The token and all below it, in text order.

        ``without`` names relations of the token's own dependents to leave out with all
        below them (("conj", "cc") gives one conjunct alone).
        """
        found = [index]
        stack = [c for c in self._children[index] if not self.has_relation(c, *without)]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self._children[current])
        return sorted(found)

    def span(self, index: int, *, without: tuple[str, ...] = ()) -> tuple[int, int]:
        """Characters [start, end) of the token's yield, outer punctuation left out."""
        inside = self.subtree(index, without=without)
        while len(inside) > 1 and self.tokens[inside[0]].upos == "PUNCT":
            inside.pop(0)
        while len(inside) > 1 and self.tokens[inside[-1]].upos == "PUNCT":
            inside.pop()
        return self.tokens[inside[0]].start, self.tokens[inside[-1]].end

    def conjuncts(self, index: int) -> list[int]:
        """The token and the tokens coordinated with it (as first conjunct's dependents)."""
        found = [index]
        for child in self.children(index, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def coordination_head(self, index: int) -> int:
        """The first conjunct of the coordination that the token stands in."""
        while self.has_relation(index, "conj") and self.tokens[index].head >= 0:
            index = self.tokens[index].head
        return index

    def head_of(self, first: int, last: int) -> int:
        """The token of [first, last) whose governor lies outside (the leftmost such)."""
        for index in range(first, last):
            if not first <= self.tokens[index].head < last and self.tokens[index].upos != "PUNCT":
                return index
        return first

    def sentence_index(self, index: int) -> int:
        """Which sentence (by number) a token stands in."""
        return bisect_right(self._sentence_firsts, index) - 1

    def sentence(self, index: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.analysis.sentences[self.sentence_index(index)]

    def token_at(self, offset: int) -> int:
        """The token that holds (or else last starts before) a character offset."""
        return max(0, bisect_right(self._token_starts, offset) - 1)

    def word_before(self, offset: int) -> str:
        """The word before the token at a character offset, in lower case; empty before the first."""
        before = self.token_at(offset) - 1
        return self.tokens[before].text.lower() if before >= 0 else ""
