"""Victims that a parse has hung elsewhere: "five killed and *eleven* injured", "leaves *two people* dead".

A number right before what befell those whom it counts is its subject; and a verb that has its
subject has no second one behind it.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.records import Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def victims(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends the sentence [begin, end) in place; whether anything changed."""
    changed = False
    for index in range(begin, end - 1):
        if _counts(tokens[index]) and _befallen(tokens, index, index + 1):
            _hang(tokens, index, index + 1, "nsubj:pass")
            changed = True
    for index in range(begin, end):
        verb = tokens[index].head
        if tokens[index].deprel == "nsubj" and begin <= verb < index and _has_all(tokens, verb, index, begin):
            _hang(tokens, index, verb, "obj")
            changed = True
    return changed


def _befallen(tokens: list[Token], number: int, after: int) -> bool:
    """Whether the word after a number tells what befell so many, and no noun says of what they are."""
    told = tokens[after]
    if told.text.lower() not in word_class("befallen") or told.upos not in ("VERB", "ADJ"):
        return False
    if told.deprel in ("amod", "compound") and told.head > after:
        return False  # "eleven *wounded soldiers*"
    own = [token for token in tokens if token.head == after and token.deprel in _SUBJECTS]
    apart = tokens[number].head != after or tokens[number].deprel.startswith(("obl", "obj", "advmod"))
    return apart and told.head != number and not own


def _counts(token: Token) -> bool:
    return token.upos == "NUM" or token.text.lower() in word_class("many")


def _has_all(tokens: list[Token], verb: int, noun: int, begin: int) -> bool:
    """Whether an active verb has a subject before it and no object, so that the noun behind is one."""
    if tokens[verb].upos != "VERB" or tokens[noun].upos not in ("NOUN", "PROPN", "NUM"):
        return False
    under = [(index, token.deprel) for index, token in enumerate(tokens[begin:], begin) if token.head == verb]
    subject = any(index < verb and deprel == "nsubj" for index, deprel in under)
    return subject and not any(deprel in ("obj", "cop", "aux:pass", "ccomp") for _, deprel in under)


def _hang(tokens: list[Token], index: int, head: int, deprel: str) -> None:
    tokens[index] = msgspec.structs.replace(tokens[index], head=head, deprel=deprel)
