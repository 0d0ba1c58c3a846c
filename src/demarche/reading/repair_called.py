"""Names that a participle gives: "a group *called* the Sons of Light", "a man *identified as* Ana Soto".

Who is called so is one with the name, as in an apposition ("a man, Ana Soto, …"), not somebody beside it;
the participle is no more than what joins the two.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under, own
from demarche.records import EntityMention, Token

_THEMSELVES = frozenset({"itself", "themselves", "himself", "herself"})
_GIVEN = ("xcomp", "obl", "obj", "advmod", "ccomp", "advcl")  # how a parse hangs the name on its participle


def called(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Makes the name an apposition to the noun, and the participle its mark, in place.

    ``entities``: those of the report, in which the name becomes one if it was none ("the *Sons* of Light").
    """
    changed = False
    for verb in range(begin + 1, end - 1):
        noun = tokens[verb].head
        if tokens[verb].lemma.lower() not in word_class("naming") or not begin <= noun < verb:
            continue
        if tokens[verb].deprel not in ("acl", "amod") or tokens[noun].upos != "NOUN" or noun != verb - 1:
            continue
        after = verb + 1
        while after < end - 1 and (tokens[after].text.lower() in _THEMSELVES or _joins(tokens[after])):
            after += 1
        first = after + (tokens[after].text.lower() == "the")
        if tokens[verb].text.lower().endswith("ing") and tokens[verb + 1].text.lower() not in _THEMSELVES:
            continue  # "a man *naming* Ana Soto"
        if first >= end or not tokens[first].text[:1].isupper():
            continue
        name = _top(tokens, first, verb)
        if name is None or not _is_name(tokens, first, name):
            continue
        hang(tokens, name, noun, "appos")
        for mark in range(verb, after):
            hang(tokens, mark, name, "case")
        for one in own(tokens, verb, after, end, *_GIVEN, "conj"):
            hang(tokens, one, noun if tokens[one].deprel == "conj" else name)
        tokens[verb] = msgspec.structs.replace(tokens[verb], upos="ADP", feats="")
        if not any(entity.head == name and entity.named for entity in entities):
            last = _last(tokens, name, end)
            entities[:] = [one for one in entities if last <= one.first or one.last <= first]
            span = tokens[first].start, tokens[last - 1].end
            entities.append(EntityMention(*span, first, last, name, "organisation", named=True))
        changed = True
    return changed


def _joins(token: Token) -> bool:
    return token.text.lower() in ("as", "by", "only") and token.upos in ("ADP", "SCONJ", "ADV")


def _top(tokens: list[Token], first: int, verb: int) -> int | None:
    """The word of the name's phrase that hangs on the participle, by a relation that a name has to it."""
    top = first
    while tokens[top].head > verb:
        top = tokens[top].head
    return top if tokens[top].head == verb and tokens[top].deprel in _GIVEN else None


def _last(tokens: list[Token], name: int, end: int) -> int:
    """Behind the last word of a name that goes on behind its head: "Sons *of Light*"."""
    last = at = name + 1
    while at < end and hangs_under(tokens, at, name):
        at += 1
        if tokens[at - 1].text[:1].isupper():
            last = at
        elif tokens[at - 1].text.lower() not in word_class("name_link"):
            break
    return last


def _is_name(tokens: list[Token], first: int, top: int) -> bool:
    """Whether the words from the first to the head are a name's: "the *Lord's Resistance Army*"."""
    words = [word for word in tokens[first : top + 1] if word.upos not in ("PART", "ADP", "DET", "PUNCT")]
    return bool(words) and all(word.text[:1].isupper() or word.text[:1].isdigit() for word in words)
