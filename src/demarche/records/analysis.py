"""What the language model sees in a report: sentences, tokens, tree, entities, frames.

Token indices count the tokens of the whole report from 0. Offsets are code points of
the report's text, end exclusive. Trees follow Universal Dependencies 2 (English EWT and
GUM guidelines), frames follow PropBank (unified rolesets, English Web Treebank release).
"""

from __future__ import annotations

import msgspec


class Token(msgspec.Struct, frozen=True):
    """One syntactic word. ``head`` is a token index of the report, -1 for a root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str  # UD features, "Mood=Ind|Tense=Past|VerbForm=Fin", "" for none
    head: int
    deprel: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: characters [start, end), tokens [first, last)."""

    start: int
    end: int
    first: int
    last: int


class Argument(msgspec.Struct, frozen=True):
    """One PropBank argument: tokens [first, last), characters [start, end)."""

    role: str  # ARG0 … ARG5, ARGM-TMP, R-ARG0 (relative pronoun), C-ARG1 (continued)
    start: int
    end: int
    first: int
    last: int
    score: float = 1.0


class Frame(msgspec.Struct, frozen=True):
    """One predicate with its roleset, arguments and factuality.

    ``token`` is the predicate's token index. ``factuality`` is between -3 (did not
    happen) and 3 (happened), as in Universal Decompositional Semantics. ``kin`` holds the
    lemmas of the verbs that look most like this one, where it is a verb that news rarely uses.
    """

    roleset: str
    token: int
    start: int
    end: int
    args: tuple[Argument, ...]
    factuality: float
    score: float = 1.0
    kin: tuple[str, ...] = ()


class EntityMention(msgspec.Struct, frozen=True):
    """A mention of an entity: tokens [first, last), its head token, its type.

    ``type`` is person, organisation, place, event, group or other. ``named`` tells a
    name from a nominal ("the minister") or a pronoun ("he", ``pronoun`` true).
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    type: str
    named: bool
    pronoun: bool = False
    score: float = 1.0


class Name(msgspec.Struct, frozen=True):
    """A proper name by itself: tokens [first, last), characters [start, end).

    Without article, title, apposition and possessive ("Vladimir Putin" of "the Russian president
    Vladimir Putin's"). Names lie inside others: "Mali" in "Interior Ministry of Mali". ``type``
    is person, organisation, place, event or other.
    """

    start: int
    end: int
    first: int
    last: int
    type: str
    score: float = 1.0


class Analysis(msgspec.Struct, frozen=True):
    """Everything the language model says of one report's text.

    ``entities`` are whole phrases, ``names`` the bare names in and beside them, in text order.
    """

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[EntityMention, ...]
    frames: tuple[Frame, ...]
    names: tuple[Name, ...] = ()
