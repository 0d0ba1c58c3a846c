"""The two sides of a fight or a talk, and who did a deed, where a parse has hung them elsewhere.

"Clashes at a camp *between* protesters and police" are between these, not the camp; the "killing of
three members *by* Israel" is Israel's, and the members are nobody's by whom they are; and "fighting
between" two is a noun, whose subject is nobody. Each takes the tokens [begin, end) of a sentence,
mends them in place, and says whether anything changed.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge import countries, organisations, sectors
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under, spelled
from demarche.records import Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_LONGEST = 4  # words of an armed group's name
_OWN = ("nsubj", "obj", "aux")  # what a verb has and a gerund that is a noun has not
_AS_NOUN = {"csubj": "nsubj", "advcl": "obl", "acl": "nmod", "ccomp": "obj", "xcomp": "obj"}


def sides(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a fight or a talk both of those between whom it is."""
    changed = False
    for index in range(begin, end):
        changed |= _is_noun(tokens, index, begin, end)
    for index in range(begin + 1, end - 2):
        changed |= _allied(tokens, index, begin, end)
    for index in range(begin, end - 2):
        if tokens[index].text.lower() != "between" or tokens[index].deprel != "case":
            continue
        side = tokens[index].head
        if index < side < end and tokens[side].upos in _NOMINAL:
            changed |= _paired(tokens, side, end)
            changed |= _strayed(tokens, index, side, begin)
    return changed


def agents(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs who did a deed on it: "the *murder* of a student *by two officers*"."""
    changed, deeds = False, word_class("deed") | word_class("harmful")
    for index in range(begin + 2, end):
        above = tokens[index].head
        if tokens[index].deprel != "nmod" or not begin <= above < index or not _has_case(tokens, index, "by"):
            continue
        noun = above
        while tokens[noun].deprel == "nmod" and _is_struck(tokens, noun):
            noun = tokens[noun].head
        if noun != above and begin <= noun and tokens[noun].lemma.lower() in deeds:
            hang(tokens, index, noun)
            changed = True
    return changed


def _is_noun(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Takes "*fighting* between rebels and the army" for the noun that it is."""
    word = tokens[index]
    if word.upos != "VERB" or word.text.lower() not in word_class("clash"):
        return False
    under = [i for i in range(begin, end) if tokens[i].head == index]
    if word.deprel not in _AS_NOUN or any(tokens[i].deprel.partition(":")[0] in _OWN for i in under):
        return False
    marks = [i for i in under if tokens[i].deprel in ("mark", "case")]
    between = any(tokens[i].deprel == "obl" and _has_case(tokens, i, "between") for i in under)
    if not between and (word.deprel != "advcl" or not marks):
        return False
    tokens[index] = msgspec.structs.replace(
        word, upos="NOUN", lemma=word.text.lower(), feats="Number=Sing", deprel=_AS_NOUN[word.deprel]
    )
    for i in under:
        if i in marks:
            hang(tokens, i, index, "case")
        elif tokens[i].deprel == "obl":
            hang(tokens, i, index, "nmod")
    return True


def _allied(tokens: list[Token], link: int, begin: int, end: int) -> bool:
    """Parts two sides that a parse made one: "the *Taliban* and Afghan government *forces*".

    An armed group beside a nation's forces is no second owner of these. ``link``: where "and" stands.
    """
    if tokens[link].text != "and" or countries.demonym(tokens[link + 1].text) is None:
        return False
    group = _armed_before(tokens, link, begin)
    if group is None:
        return False
    noun = tokens[group].head
    nested = tokens[group].deprel in ("compound", "amod", "nmod", "flat")
    if not nested or not link < noun < end or tokens[noun].upos != "NOUN":
        return False
    for child in range(begin, noun):
        if tokens[child].head in (group, noun) and tokens[child].deprel == "cc":
            hang(tokens, child, noun)
        elif tokens[child].head == noun and child < group:
            hang(tokens, child, group)  # "between *the* Taliban and …"
        elif tokens[child].head == group and child > link:
            hang(tokens, child, noun, "compound")
    hang(tokens, group, tokens[noun].head, tokens[noun].deprel)
    hang(tokens, noun, group, "conj")
    return True


def _armed_before(tokens: list[Token], link: int, begin: int) -> int | None:
    """The head of an armed group's name that ends right before a token."""
    for first in range(max(begin, link - _LONGEST), link):
        group = organisations.find(spelled(tokens, first, link))
        if group is not None and group.sector == "REB":
            heads = [i for i in range(first, link) if not first <= tokens[i].head < link]
            return heads[0] if len(heads) == 1 else None
    return None


def _paired(tokens: list[Token], side: int, end: int) -> bool:
    """Joins what stands after "between A and" to A, where the parse hung it beside or within A.

    Nothing is between one: "between supporters of the president *and police*".
    """
    host = tokens[side].head
    inside = [i for i in range(side + 1, end) if hangs_under(tokens, i, side) and tokens[i].deprel == "conj"]
    if inside and not any(tokens[i].head == side for i in inside):
        if tokens[tokens[inside[-1]].head].deprel != "nmod":
            return False
        hang(tokens, inside[-1], side)
        return True
    link = next((i for i in range(side + 1, end - 1) if not hangs_under(tokens, i, side)), end)
    if link >= end - 1 or tokens[link].text != "and" or host < 0:
        return False
    if any(tokens[i].head == side and tokens[i].deprel == "conj" for i in range(side + 1, link)):
        return False
    other = next((i for i in range(link + 1, end) if tokens[i].head == host), None)
    if other is None or tokens[other].upos not in _NOMINAL or tokens[other].deprel == "case":
        return False
    if not all(hangs_under(tokens, i, other) for i in range(link, other)):
        return False
    if any(tokens[i].deprel == "case" and tokens[i].head == other for i in range(link, other)):
        return False
    hang(tokens, other, side, "conj")
    hang(tokens, link, other, "cc")
    return True


def _strayed(tokens: list[Token], case: int, side: int, begin: int) -> bool:
    """Hangs two sides on the fight or talk that is theirs: "*talks* end in stalemate *between* A and B"."""
    host = tokens[side].head
    if not begin <= host < case or tokens[side].deprel not in ("nmod", "obl"):
        return False
    if not any(tokens[i].head == side and tokens[i].deprel == "conj" for i in range(side + 1, len(tokens))):
        return False
    if tokens[host].lemma.lower() in word_class("mutual"):
        return False
    beside = host == case - 1 and tokens[host].upos == "NOUN"
    if beside and tokens[host].lemma.lower() not in ("stalemate", "deadlock", "impasse", "failure"):
        return False  # "clashes on the *road* between Lomé and Kara"
    theirs = [i for i in range(begin, host + 1) if tokens[i].lemma.lower() in word_class("mutual")]
    theirs = [i for i in theirs if tokens[i].upos == "NOUN"]
    if len(theirs) != 1 or hangs_under(tokens, theirs[0], side):
        return False
    hang(tokens, side, theirs[0], "nmod")
    return True


def _is_struck(tokens: list[Token], noun: int) -> bool:
    """Whether a phrase names whom or what a deed was done to, which is nobody's by whom it was done."""
    held = tokens[noun].lemma.lower() in word_class("held_by_state")
    at = any(_has_case(tokens, noun, word) for word in ("on", "at"))
    return (_is_somebody(tokens, noun) or held) and (at or _has_case(tokens, noun, "of"))


def _is_somebody(tokens: list[Token], index: int) -> bool:
    word = tokens[index]
    noun = sectors.noun(word.lemma.lower())
    people = noun is not None or countries.demonym(word.text) is not None
    return word.upos in ("NUM", "PROPN") or (word.upos in ("NOUN", "ADJ") and people)


def _has_case(tokens: list[Token], index: int, word: str) -> bool:
    near = range(max(0, index - 12), index)
    cases = [i for i in near if tokens[i].head == index and tokens[i].deprel == "case"]
    return any(tokens[i].text.lower() == word for i in cases)
