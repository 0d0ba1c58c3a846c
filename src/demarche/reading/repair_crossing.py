"""Words that a parse has hung across a clause's border, so that its arcs cross.

An English clause holds its own words together. What stands before the first of two joined verbs is not
the second one's alone ("*In August* they *went* to Riga, then flew on"), and before its relative word a
clause has nothing but a preposition ("his visit *in 2019*, where he met her"). Each takes the tokens
[begin, end) of a sentence, mends them in place, and says whether anything changed.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.motion import motion
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

_RELATIVE = frozenset({"who", "which", "where", "when", "whom", "whose"})
# What a verb has before it that the verb joined to it shares.
_SHARED = frozenset({"nsubj", "nsubj:pass", "obl", "obl:tmod", "advmod", "advcl", "aux", "aux:pass"})


def joined_verbs(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives the first of two joined verbs what stands before both and was hung on the second alone."""
    changed = False
    for index in range(begin, end):
        second = tokens[index].head
        if tokens[index].deprel not in _SHARED or not index < second < end:
            continue
        first = tokens[second].head
        if tokens[second].deprel == "conj" and index < first < second and tokens[first].upos == "VERB":
            hang(tokens, index, first)
            changed = True
    return changed


def articles(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a number its article, hung on a noun behind the verb: "when *the two* meet next month"."""
    changed = False
    for index in range(begin, end - 2):
        number, noun = index + 1, tokens[index].head
        verb = tokens[number].head
        astray = tokens[index].deprel == "det" and number < verb < noun < end
        if astray and tokens[number].upos == "NUM" and tokens[number].deprel in ("nsubj", "nsubj:pass"):
            hang(tokens, index, number)
            changed = True
    return changed


def journeys(tokens: list[Token], begin: int, end: int) -> bool:
    """Takes the first leg of a journey for what it is, where a parse has made it a participle.

    "A convoy of trucks, tankers among them, *crossed* into Chad, then returned": who goes is never gone.
    """
    changed = False
    for index in range(begin + 2, end):
        leg = tokens[index]
        participle = leg.deprel == "acl" and "VerbForm=Part" in leg.feats and "Tense=Past" in leg.feats
        if not participle or motion(leg.lemma.lower()) != "goes" or tokens[index - 1].text != ",":
            continue
        noun = leg.head
        second = tokens[noun].head
        if tokens[noun].deprel != "nsubj" or not noun < index < second < end:
            continue
        if tokens[second - 1].text.lower() != "then" or tokens[second - 2].text != ",":
            continue
        tokens[index] = msgspec.structs.replace(
            leg, feats="Mood=Ind|Tense=Past|VerbForm=Fin", head=tokens[second].head,
            deprel=tokens[second].deprel,
        )  # fmt: skip
        hang(tokens, second, index, "conj")
        hang(tokens, noun, index)
        changed = True
    return changed


def before_relatives(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs on the noun what stands between it and the relative clause, and was hung in the clause."""
    changed = False
    for word in range(begin + 2, end):
        verb = tokens[word].head
        if tokens[word].text.lower() not in _RELATIVE or not word < verb < end:
            continue
        noun = tokens[verb].head
        if tokens[verb].deprel != "acl:relcl" or not begin <= noun < word:
            continue
        for index in range(noun + 1, word):
            astray = tokens[index].head >= word and hangs_under(tokens, index, verb)
            if astray and tokens[index].upos in ("NOUN", "PROPN", "NUM") and tokens[index].deprel == "obl":
                hang(tokens, index, noun, "nmod")
                changed = True
    return changed
