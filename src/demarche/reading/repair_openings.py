"""What a clause opens with and a parse has made part of its subject: "On *Monday* gunmen stormed a bank".

A subject has no preposition, and nothing that says when, where or upon what its verb happens. So such
words are the verb's: a phrase with its preposition ("In *Chennai* students marched"), and a participle
before a comma ("*Angered* by the ruling, villagers marched"). An agent has its "by" on its own noun, not
on the word for its people ("*by* Tuareg *fighters*").

Each function takes the tokens [begin, end) of a sentence, mends them in place, and says whether anything
changed.
"""

from __future__ import annotations

from demarche.knowledge import time_tables
from demarche.reading.repair_tokens import hang, hangs_under, own
from demarche.records import Token

_SUBJECTS = ("nsubj", "nsubj:pass")
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "throughout"})
_NAMED = ("PROPN", "NOUN")
_MODIFIERS = ("compound", "nmod", "nmod:desc", "amod")


def openings(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what stands before a subject with a preposition, or as a participle, on its verb."""
    changed = False
    for noun in range(begin + 2, end - 1):
        verb = tokens[noun].head
        if tokens[noun].deprel not in _SUBJECTS or tokens[noun].upos not in ("NOUN", "PROPN") or verb <= noun:
            continue
        if verb < end and not hangs_under(tokens, verb, noun):
            changed |= (
                _nation(tokens, noun, verb, begin)
                or _phrase(tokens, noun, verb, begin)
                or _town(tokens, noun, verb, begin)
                or _participle(tokens, noun, verb, begin)
            )
    return changed


def _nation(tokens: list[Token], noun: int, verb: int, begin: int) -> bool:
    """Mends "The South *Korean* military reports", an adjective taken for a subject of its own."""
    before = noun - 1
    word = tokens[before]
    second = (word.upos, word.deprel, word.head) == ("ADJ", tokens[noun].deprel, verb)
    if not second or before <= begin or tokens[noun].upos != "NOUN":
        return False
    hang(tokens, before, noun, "amod")
    return True


def _phrase(tokens: list[Token], noun: int, verb: int, begin: int) -> bool:
    """Mends "On *July 15* members attacked …", a phrase whose preposition is its own."""
    dated: list[int] = []
    for day in own(tokens, noun, begin, noun, "nummod"):
        for month in own(tokens, day, begin, day, "nmod", "compound"):
            if tokens[month].text.lower() not in time_tables.calendar():
                continue
            dated.append(day)
            for case in own(tokens, month, begin, month, "case"):
                hang(tokens, case, day)
    for one in (*dated, *own(tokens, noun, begin, noun, "nmod", "obl", "compound")):
        cases = [i for i in own(tokens, one, begin, one, "case") if tokens[i].upos == "ADP"]
        before = [i for i in range(begin, noun) if tokens[i].head == noun and i != one]
        if cases and all(i > cases[0] for i in before) and tokens[cases[0]].text.lower() not in ("of", "'s"):
            hang(tokens, one, verb, "obl")
            return True
    return False


def _town(tokens: list[Token], noun: int, verb: int, begin: int) -> bool:
    """Mends "In *Lahore* rioters torched …", a preposition before a name right before a noun."""
    cases = own(tokens, noun, begin, noun, "case")
    if not cases:  # a preposition that a parse took for an adverb
        cases = [i for i in own(tokens, verb, begin, noun, "advmod") if tokens[i].upos == "ADP"]
    if not cases or tokens[noun].upos != "NOUN" or tokens[cases[0]].text.lower() not in _WHERE:
        return False
    last = cases[0]
    while last + 1 < noun and tokens[last + 1].text[:1].isupper() and tokens[last + 1].upos in _NAMED:
        last += 1
    name = [i for i in range(cases[0] + 1, last + 1) if tokens[i].head == noun]
    if not name or tokens[name[-1]].deprel.split(":")[0] not in ("compound", "nmod", "amod"):
        return False
    for part in name[:-1]:
        hang(tokens, part, name[-1], "compound")
    hang(tokens, cases[0], name[-1], "case")
    hang(tokens, name[-1], verb, "obl")
    return True


def _participle(tokens: list[Token], noun: int, verb: int, begin: int) -> bool:
    """Mends "Under the *accord*, *signed* last month, troops are to leave", and a bare participle so."""
    for clause in own(tokens, noun, begin, noun, "acl"):
        comma = any(tokens[i].text == "," for i in range(clause + 1, noun))
        if tokens[clause].deprel != "acl" or tokens[clause].upos != "VERB" or not comma:
            continue
        said = [
            i for i in own(tokens, clause, begin, clause, "obl")
            if any(tokens[case].upos == "ADP" for case in own(tokens, i, begin, i, "case"))
        ]  # fmt: skip
        if said and any(tokens[i].text == "," for i in range(said[0] + 1, clause)):
            hang(tokens, said[0], verb, "obl")
            hang(tokens, clause, said[0])
        else:
            hang(tokens, clause, verb, "advcl")
        return True
    return False


def agents_of(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a preposition on the noun that it governs, not on the word between: "*by* Afar *militiamen*"."""
    changed = False
    for noun in range(begin + 3, end):
        word, before = tokens[noun], tokens[noun - 1]
        if not word.deprel.startswith(("obl", "nmod")) or word.head >= noun or before.head != noun:
            continue
        case = noun - 2
        free = tokens[case].deprel == "case" and tokens[case].upos == "ADP" and tokens[case].head == noun - 1
        if not free or before.deprel not in _MODIFIERS or own(tokens, noun, begin, noun, "case"):
            continue
        if word.upos == "NOUN" and before.upos in ("PROPN", "ADJ", "NOUN"):
            hang(tokens, case, noun)
            hang(tokens, noun - 1, noun, "compound" if before.upos != "ADJ" else "amod")
            changed = True
    return changed


def whose_clauses(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes a clause with "whose" one about the noun before it: "discussed *Mali, whose army* seized power".

    A parse takes that noun for a first subject of the clause.
    """
    changed = False
    for index in range(begin + 2, end - 1):
        owned, outer = tokens[index].head, index - 2
        if tokens[index].text.lower() != "whose" or tokens[index - 1].text != "," or not index < owned < end:
            continue
        verb = tokens[owned].head
        first = next((i for i in own(tokens, verb, begin, index, "nsubj") if i <= outer), None)
        if tokens[owned].deprel not in _SUBJECTS or first is None or not owned < verb < end:
            continue
        governor = tokens[verb].head
        spoken = tokens[verb].deprel == "ccomp" and begin <= governor < first
        taken = own(tokens, governor, begin, end, "obj") or own(tokens, verb, begin, first, "mark")
        if spoken and not taken:
            hang(tokens, first, governor, "obj")
            hang(tokens, verb, first, "acl:relcl")
            changed = True
    return changed
