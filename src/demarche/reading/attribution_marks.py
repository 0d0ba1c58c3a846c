"""Marks of punctuation and small words that tell a cue from what it introduces."""

from __future__ import annotations

from demarche.language.tree import Tree

CLOSERS = frozenset({",", "”", '"', "''", "’", "?", "!", "—", "–", ",”", "...", "…"})
QUOTE_MARKS = frozenset({"“", "”", '"', "``", "''", "‘", "’", "«", "»"})
# Words that introduce a content and are none of it.
INTRODUCERS = frozenset({"that", "of", "about", "and", "but"})


def skip_marks(tree: Tree, index: int, limit: int, step: int) -> int:
    """The first token from ``index`` on, by steps of ``step`` up to ``limit``, that is no punctuation."""
    while (index >= limit if step < 0 else index < limit) and tree.tokens[index].upos == "PUNCT":
        index += step
    return index


def infinitive(tree: Tree, token: int) -> bool:
    """Whether a verb is marked by "to"."""
    return tree.has_word(token, ("to",), "mark")
