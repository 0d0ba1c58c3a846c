"""Collectives: "both leaders", "the two countries", "the pair", "they" for two."""

from __future__ import annotations

from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_phrases import Phrase


def resolve_set(tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains) -> bool:
    """Finds the members of a set; true where the phrase is one and they were found."""
    return False
