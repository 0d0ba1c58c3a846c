"""Names in apposition that a parse has hung on the wrong noun of the phrase before them.

"The governor of the Bank of Ghana, *Kofi Addo*, resigns": the name is the governor's, who is a
person, not the bank's, which is the noun next to it. Unless it is mended, the report has a
governor without a name and a bank of that name.
"""

from __future__ import annotations

from collections.abc import Container

from demarche.knowledge import sectors
from demarche.reading.repair_tokens import hang
from demarche.records import Token

_DEPTH = 4  # "the head | of the office | of the president | of the council, Ana Soto"


def appositions(
    tokens: list[Token], begin: int, end: int, persons: Container[int], bodies: Container[int]
) -> bool:
    """Hangs a person's name on the office of whoever it names, in place; whether anything changed.

    ``persons`` and ``bodies``: heads of what the model takes for persons, and for bodies and places.
    """
    changed = False
    for index in range(begin + 2, end):
        word = tokens[index]
        if word.upos != "PROPN" or index not in persons:
            continue
        if word.deprel != "appos" and not _stands_alone(tokens, index, begin, end):
            continue
        if tokens[index - 1].text != "," or not begin <= word.head < index:
            continue
        if word.head not in bodies or _for_somebody(tokens, word.head):
            continue
        office = _office_above(tokens, word.head, begin)
        if office is not None:
            hang(tokens, index, office, "appos")
            changed = True
    return changed


def _stands_alone(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Whether a name taken for one of a list has none around it: "the mayor of Kidal, *Ana Soto*, fled"."""
    if tokens[index].deprel != "conj":
        return False
    host = tokens[index].head
    others = [i for i in range(begin, end) if tokens[i].deprel == "conj" and tokens[i].head in (host, index)]
    joined = any(tokens[i].deprel == "cc" and tokens[i].head in (host, index) for i in range(begin, end))
    return others == [index] and not joined


def _office_above(tokens: list[Token], noun: int, begin: int) -> int | None:
    """The noun for somebody whose of-phrase a body stands in."""
    for _ in range(_DEPTH):
        above = tokens[noun].head
        if tokens[noun].deprel != "nmod" or not begin <= above < noun:
            return None
        if tokens[above].upos not in ("NOUN", "PROPN"):
            return None
        if _for_somebody(tokens, above):
            return above
        noun = above
    return None


def _for_somebody(tokens: list[Token], index: int) -> bool:
    """Whether a common noun is said of one person: "governor", "head", not "police" or "members"."""
    word = tokens[index]
    found = sectors.noun(word.text.lower())
    plural = "Number=Plur" in word.feats
    return found is not None and found.person and not plural
