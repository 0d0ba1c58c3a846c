"""Texts through the real model, each only once a run."""

from __future__ import annotations

from functools import lru_cache

from demarche.language import load
from demarche.language.tree import Tree
from demarche.reading.reader import Reader, Reading


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The rules with the package's own model: what heads learned is tested apart from them."""
    return Reader(learned=False)


@lru_cache(maxsize=2048)
def tree_of(text: str) -> Tree:
    """The trees of a text."""
    return Tree(load().analyse([text])[0])


@lru_cache(maxsize=2048)
def reading_of(text: str, published: str | None = "2024-03-05") -> Reading:
    """A text read, as published on a Tuesday."""
    return reader().reading(text, published=published)


def word(tree: Tree, form: str) -> int:
    """The first token of that form."""
    return next(index for index, token in enumerate(tree.tokens) if token.text == form)
