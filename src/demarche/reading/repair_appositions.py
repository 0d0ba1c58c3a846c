"""Names in apposition that a parse has hung on the wrong noun of the phrase before them.

"The governor of the Bank of Ghana, *Kofi Addo*, resigns": the name is the governor's, who is a
person, not the bank's, which is the noun next to it. Unless it is mended, the report has a
governor without a name and a bank of that name.
"""

from __future__ import annotations

from collections.abc import Container

from demarche.knowledge import sectors
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

# What takes up a number as a whole or a part of it: "nine people, *mostly* children".
_WHOLES = frozenset("all both most mostly many several none half some".split())
_DEPTH = 4  # "the head | of the office | of the president | of the council, Ana Soto"


def descriptions(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a description on the name before it, where both were taken for objects of one verb.

    "will visit Gulu, *a town* on the road north of Juba, and Wau": and what is joined behind it on the name.
    """
    changed = False
    for index in range(begin + 3, end):
        if tokens[index].deprel != "obj":
            continue
        verb, article = tokens[index].head, _article(tokens, index, begin)
        if not begin <= verb < article or tokens[article - 1].text != ",":
            continue
        name = article - 2
        while tokens[name].deprel in ("flat", "compound", "nmod") and verb < tokens[name].head < article:
            name = tokens[name].head
        if tokens[name].deprel != "obj" or tokens[name].head != verb or tokens[name].upos != "PROPN":
            continue
        hang(tokens, index, name, "appos")
        changed = True
        closed = next((one for one in range(index + 1, end - 2) if tokens[one].text == ","), end)
        for joined in range(closed + 2, min(closed + 3, end)):
            astray = hangs_under(tokens, joined, index) and tokens[joined].deprel == "conj"
            if astray and tokens[closed + 1].upos == "CCONJ" and tokens[joined].upos == "PROPN":
                hang(tokens, joined, name)
    return changed


def named_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Calls a name between commas an apposition, not a second subject: "his envoy, *Ana Soto*, flew"."""
    changed = False
    for index in range(begin + 2, end - 1):
        verb, noun = tokens[index].head, index - 2
        relation = tokens[index].deprel
        if relation not in ("nsubj", "nsubj:pass") or tokens[index].upos != "PROPN" or not verb > index:
            continue
        last = index + 1
        while last < verb and tokens[last].deprel == "flat" and tokens[last].head == index:
            last += 1
        closed = tokens[index - 1].text == "," == tokens[last].text
        both = tokens[noun].deprel == relation and tokens[noun].head == verb
        if closed and both and _for_somebody(tokens, noun):
            hang(tokens, index, noun, "appos")
            changed = True
    return changed


def wholes(tokens: list[Token], begin: int, end: int) -> bool:
    """Calls an apposition what says of a number who all or most of it are: "four people, *all of a family*".

    Behind a comma without "and" it adds nobody to them.
    """
    changed = False
    for index in range(begin + 3, end):
        above = tokens[index].head
        if tokens[index].deprel != "conj" or not begin <= above < index - 1 or tokens[index].upos == "VERB":
            continue
        inside = [one for one in range(above + 1, index) if hangs_under(tokens, one, index)]
        first = min(inside, default=index)
        joined = any(tokens[one].deprel == "cc" and tokens[one].head == index for one in inside)
        if tokens[first].text == "," and first < index:
            first += 1
        whole = tokens[first].text.lower() in _WHOLES and tokens[first - 1].text == ","
        if whole and not joined and not _goes_on(tokens, index, end):
            hang(tokens, index, above, "appos")
            changed = True
    return changed


def _goes_on(tokens: list[Token], index: int, end: int) -> bool:
    """Whether a list goes on behind a noun: "ten people, *most* officers and some nurses"."""
    later = (one for one in range(index + 1, end) if tokens[one].head == tokens[index].head)
    return any(tokens[one].deprel == "conj" for one in later)


def _article(tokens: list[Token], noun: int, begin: int) -> int:
    """The article of a noun of the sentence that begins at ``begin``, -1 where it has none."""
    before = range(noun - 1, begin - 1, -1)
    found = next((one for one in before if tokens[one].deprel == "det" and tokens[one].head == noun), -1)
    return found if tokens[found].text.lower() in ("a", "an", "the") else -1


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


def paired(tokens: list[Token], begin: int, end: int, persons: Container[int]) -> bool:
    """Hangs names on the offices before them in lists of people who have both, in place.

    "Serbia's premier, Ana Soto, and his Greek counterpart, *Nikos Rao*, met" are two people, whom a parse
    may take for three or four. ``persons``: heads of what the model takes for persons.
    """
    changed = False
    for index in range(begin + 2, end):
        listed = tokens[index].deprel in ("conj", "appos")
        astray = listed and tokens[index].upos == "PROPN" and index in persons
        if not astray or tokens[index - 1].text != "," or not _is_closed(tokens, index, end):
            continue
        office = index - 2
        while not _for_somebody(tokens, office) and begin <= tokens[office].head < office:
            office = tokens[office].head
        settled = (tokens[index].head, tokens[index].deprel) == (office, "appos")
        if settled or not _for_somebody(tokens, office) or not _is_definite(tokens, office):
            continue
        hang(tokens, index, office, "appos")
        named = tokens[office].head
        if tokens[office].deprel == "conj" and tokens[named].deprel == "appos" and named in persons:
            hang(tokens, office, tokens[named].head)
        changed = True
    return changed


def _is_closed(tokens: list[Token], name: int, end: int) -> bool:
    """Whether a name ends at a comma."""
    last = name + 1
    while last < end and tokens[last].head == name and tokens[last].deprel == "flat":
        last += 1
    return last < end and tokens[last].text == ","


def _is_definite(tokens: list[Token], noun: int) -> bool:
    before = [word for word in tokens[max(0, noun - 8) : noun] if word.head == noun]
    return any(word.deprel == "nmod:poss" or word.text.lower() == "the" for word in before)


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
