"""The corpus of moves: acts in news, annotated by reading, as standoff over open texts.

``load`` gives the committed records of a split, ``joined`` these with their texts where the
open data is on the machine; ``python -m corpus`` draws, checks, compiles, counts and compares.
"""

from corpus.records import Act, Annotation, Attribution, Entity, EntityMention, Object, When, Where
from corpus.store import joined, load
from corpus.texts import SPLITS, Item

__all__ = [
    "SPLITS", "Act", "Annotation", "Attribution", "Entity", "EntityMention", "Item", "Object", "When",
    "Where", "joined", "load",
]  # fmt: skip
