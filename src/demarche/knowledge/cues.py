"""Which words credit a source: say-verbs, nouns of saying, "according to", "reportedly"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "cues.tsv"
_COLUMNS = ("lemma", "part", "class", "patterns")

PARTS = frozenset({"verb", "noun", "adverb", "phrase", "source"})
CLASSES = frozenset(
    "say announce report claim confirm deny admit warn accuse think show predict cite".split()
)
PATTERNS = frozenset("that quote noun inf ing of about with for".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that credits a source, and where what it credits stands."""

    lemma: str
    name: str  # the class
    patterns: frozenset[str]


def cue(lemma: str, part: str) -> Cue | None:
    """The entry of a verb, noun, adverb or phrase in lower case."""
    return _table().get((part, lemma))


def can_tell(noun: str) -> bool:
    """Whether a noun is somebody or something that tells ("official", "report")."""
    return ("source", noun) in _table()


@cache
def phrases() -> tuple[tuple[str, ...], ...]:
    """The phrases that stand before a source, as words, longest first."""
    found = [tuple(lemma.split()) for part, lemma in _table() if part == "phrase"]
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


@cache
def _table() -> dict[tuple[str, str], Cue]:
    found: dict[tuple[str, str], Cue] = {}
    for number, row in rows(TABLE, _COLUMNS):
        lemma, part, patterns = row["lemma"], row["part"], frozenset(values(row["patterns"]))
        if not lemma or lemma != lemma.lower():
            raise complain(TABLE, number, f"{lemma!r} is not a lemma in lower case")
        if part not in PARTS:
            raise complain(TABLE, number, f"{part!r} is no part of speech; known: {sorted(PARTS)}")
        if row["class"] not in CLASSES:
            raise complain(TABLE, number, f"{row['class']!r} is no class; known: {sorted(CLASSES)}")
        if patterns - PATTERNS:
            raise complain(TABLE, number, f"unknown patterns {sorted(patterns - PATTERNS)}")
        if (part, lemma) in found:
            raise complain(TABLE, number, f"{lemma!r} stands there twice as {part}")
        found[part, lemma] = Cue(lemma, row["class"], patterns)
    return found
