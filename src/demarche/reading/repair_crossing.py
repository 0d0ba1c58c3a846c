"""Words that a parse has hung across a clause's border, so that its arcs cross.

An English clause holds its own words together. What stands before the first of two joined verbs is not
the second one's alone ("*In August* they *went* to Riga, then flew on"), before its relative word a clause
has nothing but a preposition ("his visit *in 2019*, where he met her"), and what stands with a verb of
saying behind its content is the verb's own ("It fell, the army *said on Friday*"). Each takes the tokens
[begin, end) of a sentence, mends them in place, and says whether anything changed.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.cues import cue
from demarche.knowledge.motion import motion
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

_RELATIVE = frozenset({"who", "which", "where", "when", "whom", "whose"})
# What a verb has before it that the verb joined to it shares.
_SHARED = frozenset({"nsubj", "nsubj:pass", "obl", "obl:tmod", "advmod", "advcl", "aux", "aux:pass"})

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# What tells when and where something is said, and what ends that.
_WHEN_WHERE = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod", "nmod", "nmod:unmarked"})
_STOPS = frozenset({",", ";", ":", ".", "and", "but"})


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


def said_behind(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb of saying behind what it says its speaker and its day, hung in what is said.

    "He will fly to Kyiv, *his office* in Delhi said", "Troops took the town, the army said *on Friday*".
    """
    changed = False
    for told in range(begin, end):
        verb = tokens[told].head
        if tokens[told].deprel != "ccomp" or not told < verb < end:
            continue
        if cue(tokens[verb].lemma.lower(), "verb") is None:
            continue
        comma = max((i for i in range(told, verb) if tokens[i].text == ","), default=verb)
        outer = [i for i in range(comma + 1, verb) if not comma < tokens[i].head < verb]
        if len(outer) == 1 and tokens[outer[0]].upos in _NOMINAL and hangs_under(tokens, outer[0], told):
            hang(tokens, outer[0], verb, "nsubj")
            changed = True
        for index in range(told + 1, comma):
            if tokens[index].head == verb and tokens[index].deprel in ("advcl", "obl", "xcomp"):
                hang(tokens, index, told)
                changed = True
        for index in range(verb + 1, end):
            if tokens[index].text in _STOPS:
                break
            head = tokens[index].head
            if begin <= head < verb and not comma < head and tokens[index].deprel in _WHEN_WHERE:
                hang(tokens, index, verb)
                changed = True
    return changed


def told_in(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs the text in which somebody promises or asks on that verb, with the day behind it.

    "*vowed* to fight on *in a speech on Monday*": nobody fights in one.
    """
    changed = False
    for index in range(begin + 3, end):
        done = tokens[index].head
        if tokens[index].deprel != "obl" or not begin < done < index or not _is_text(tokens, index):
            continue
        cases = {tokens[i].text.lower() for i in range(done, index) if tokens[i].head == index}
        if tokens[done].deprel not in ("xcomp", "acl", "advcl") or cases.isdisjoint(("in", "at", "during")):
            continue
        said = tokens[done].head
        if tokens[done].deprel == "acl" and begin <= said and tokens[said].upos != "VERB":
            said = tokens[said].head  # "urged *the rebels* to leave"
        marks = {tokens[i].text.lower() for i in range(begin, done) if tokens[i].head == done}
        if not begin <= said < done or "to" not in marks:
            continue
        if tokens[said].upos != "VERB" or tokens[said].lemma.lower() not in word_class("speech"):
            continue
        for after in range(index, end):
            if after > index and tokens[after].text in _STOPS:
                break
            if tokens[after].head == done and tokens[after].deprel in _WHEN_WHERE:
                hang(tokens, after, said)
        changed = True
    return changed


def _is_text(tokens: list[Token], index: int) -> bool:
    """Whether a noun is something said or written: a *news* conference and a *phone* call, no others."""
    noun, before = tokens[index].lemma.lower(), tokens[index - 1].lemma.lower()
    if noun == "conference":
        return before in ("news", "press")
    return noun in word_class("told_in") or (noun == "call" and before in ("phone", "telephone", "video"))
