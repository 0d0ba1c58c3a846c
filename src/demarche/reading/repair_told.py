"""What verbs of saying have and what they do not: their speaker, day and place, told apart from what is said.

News agencies put who tells a thing behind it or its day before it ("It fell, the army *said on Friday*", "the
army said *on Friday* it had fallen"), and a parse hangs them in what is told. Each function takes the tokens
[begin, end) of a sentence, mends them in place, and says whether anything changed.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge import sectors
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under, own, says
from demarche.records import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# What tells when and where something is said, and what ends that.
_WHEN_WHERE = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod", "nmod", "nmod:unmarked"})
_TOLD = "Mood=Ind|Tense=Past|VerbForm=Fin"
_STOPS = frozenset({",", ";", ":", ".", "and", "but"})


def said_behind(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb of saying behind what it says its speaker and its day, hung in what is said.

    "He will fly to Kyiv, *his office* in Delhi said", "Troops took the town, the army said *on Friday*".
    """
    changed = False
    for verb in range(begin + 1, end):
        if not says(tokens, verb):
            continue
        told = _told_before(tokens, verb, begin)
        if told is None:
            continue
        comma = _opening(tokens, told, verb)
        words = (i for i in range(comma + 1, verb) if tokens[i].upos != "PUNCT")
        outer = [i for i in words if not comma < tokens[i].head < verb]
        astray = outer and (hangs_under(tokens, outer[0], told) or tokens[outer[0]].head > verb)
        if len(outer) == 1 and tokens[outer[0]].upos in _NOMINAL and astray:
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
        changed |= _adding(tokens, told, verb, end)
    return changed


def _opening(tokens: list[Token], told: int, verb: int) -> int:
    """The comma behind which who says something stands, the verb where there is none.

    "It fell, *the army* said", "It fell, *a spokesman, Ali Ba,* said".
    """
    commas = [i for i in range(told, verb) if tokens[i].text == ","]
    closed = commas[-1:] == [verb - 1] and len(commas) > 2
    if not closed:
        return commas[-1] if commas else verb
    first, second = range(commas[-3] + 1, commas[-2]), range(commas[-2] + 1, verb - 1)
    paired = all(_names_somebody(tokens, span) for span in (first, second))
    return commas[-3] if paired else commas[-1]


def _names_somebody(tokens: list[Token], span: range) -> bool:
    """Whether the words between two commas are a name, or a noun for somebody, and no clause."""
    if not span or any(tokens[i].upos in ("VERB", "AUX", "SCONJ", "CCONJ") for i in span):
        return False
    words = [tokens[i] for i in span]
    return any(
        word.upos == "PROPN" or (word.upos == "NOUN" and sectors.noun(word.lemma.lower()) is not None)
        for word in words
    )


def said_last(tokens: list[Token], begin: int, end: int) -> bool:
    """Leaves a last "he said" what stands behind the semicolon, where somebody speaks before it already.

    "Soto said she would resign; *the army had threatened her, she said*".
    """
    for verb in range(end - 1, begin + 3, -1):
        if not says(tokens, verb):
            continue
        told = next(iter(own(tokens, verb, begin, verb, "ccomp")), None)
        marks = [i for i in range(begin, verb) if tokens[i].text == ";"]
        if told is None or not marks or told > marks[-1]:
            continue
        before = (told, *own(tokens, told, told, marks[-1], "conj"))
        behind = own(tokens, told, marks[-1], verb, "conj", "parataxis")
        last = [i for i in behind if tokens[i].upos == "VERB"]
        if not any(says(tokens, i) for i in before) or len(last) != 1:
            continue
        hang(tokens, told, tokens[verb].head, tokens[verb].deprel)
        hang(tokens, verb, told, "conj")
        hang(tokens, last[0], verb, "ccomp")
        return True
    return False


def _told_before(tokens: list[Token], verb: int, begin: int) -> int | None:
    """The verb of what is said before a verb of saying; where a parse has it above that, turned about."""
    below = (i for i in range(begin, verb) if tokens[i].head == verb)
    told = next((i for i in below if tokens[i].deprel == "ccomp"), None)
    above = tokens[verb].head
    if told is not None or not begin <= above < verb or tokens[verb].deprel != "advcl":
        return told
    comma = max((i for i in range(above, verb) if tokens[i].text == ","), default=verb)
    between = range(comma + 1, verb)
    speaker = [i for i in between if tokens[i].deprel == "nsubj" and tokens[i].head in (above, verb)]
    marked = any(tokens[i].head == verb and tokens[i].deprel in ("mark", "cc", "advmod") for i in between)
    if marked or not speaker or "Tense=Past" not in tokens[verb].feats or tokens[above].upos != "VERB":
        return None
    if tokens[speaker[0]].upos != "PROPN" and sectors.noun(tokens[speaker[0]].lemma.lower()) is None:
        return None
    tokens[verb] = msgspec.structs.replace(
        tokens[verb], feats=_TOLD, head=tokens[above].head, deprel=tokens[above].deprel
    )
    hang(tokens, above, verb, "ccomp")
    return above


def _adding(tokens: list[Token], told: int, verb: int, end: int) -> bool:
    """Hangs what somebody says besides on his saying: '"I concede," he said, *promising* talks'."""
    for index in range(verb + 2, end - 1):
        word = tokens[index]
        if word.head not in (told, verb) or not word.text.endswith("ing") or tokens[index - 1].text != ",":
            continue
        if word.upos != "VERB" or not (word.lemma.lower() in word_class("speech") or says(tokens, index)):
            continue
        hang(tokens, index, verb, "advcl")
        for after in range(index + 1, end):
            astray = tokens[after].head in (told, verb)
            if astray and tokens[after].deprel in ("obj", "obl", "ccomp", "xcomp"):
                hang(tokens, after, index)
        said = tokens[index + 1].head  # "adding *that* drills may be brought forward"
        if tokens[index + 1].text.lower() == "that" and said > index and tokens[said].head in (told, verb):
            hang(tokens, said, index, "ccomp")
        return True
    return False


def said_before(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb of saying the day right behind it and the speaker before it, hung in what is said.

    "*The army* said *on Friday* it had withdrawn"; but "said that on Friday it withdrew".
    """
    changed = False
    for told in range(begin + 2, end):
        verb = tokens[told].head
        if tokens[told].deprel != "ccomp" or not begin <= verb < told:
            continue
        if not says(tokens, verb):
            continue
        below = [i for i in range(begin, told) if tokens[i].head == told]
        subject = next((i for i in below if i > verb and tokens[i].deprel.startswith("nsubj")), None)
        if subject is None:
            continue
        first = _begins(tokens, subject, verb)
        if any(tokens[i].text in (",", "that", ":") for i in range(verb + 1, first)):
            continue
        for index in below:
            day = verb < index < first and tokens[index].deprel in _WHEN_WHERE
            if day or (index < verb and tokens[index].deprel.startswith("nsubj")):
                hang(tokens, index, verb)
                changed = True
    return changed


def _begins(tokens: list[Token], head: int, after: int) -> int:
    """The first word of a phrase, by its head."""
    return next(i for i in range(after + 1, head + 1) if hangs_under(tokens, i, head))


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
