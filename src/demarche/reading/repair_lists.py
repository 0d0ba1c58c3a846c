"""Appositions that a parse has made into lists of people, set right.

"Mahmoud Abbas, *Fatah president and chairman of the PLO*, will visit" is one man, "two
Russians, *Igor Petrov and Sergei Orlov*" are two, and "politician and activist *Ana Soto*"
is one woman with two titles. What tells them from lists: one person's descriptions stand
between commas without names or plurals, the members of a counted set are as many as the
number says, and a singular noun without an article is no participant of its own.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge import countries, offices, sectors
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_LONGEST = 12  # tokens of one title, its of-phrase counted in
_DETERMINERS = ("det", "nmod:poss", "nummod")


def regroup(tokens: list[Token], begin: int, end: int) -> bool:
    """Relabels the sentence of tokens [begin, end) in place; true where anything changed."""
    changed = _plural_titles(tokens, begin, end)
    changed |= _titles(tokens, begin, end)
    changed |= _kin(tokens, begin, end)
    for index in range(begin, end):
        changed |= tokens[index].deprel == "appos" and _person_meant(tokens, index)
    lists: dict[int, list[int]] = {}
    for index in range(begin, end):
        if tokens[index].deprel == "conj":
            lists.setdefault(tokens[index].head, []).append(index)
    for host in [host for host in lists if tokens[host].deprel != "conj"]:
        members = _all_members(lists, host)
        if _is_name(tokens, host):
            changed |= _descriptions(tokens, host, members, end)
        elif _is_person(tokens, host):
            changed |= _counted(tokens, host, members)
    return changed


def _kin(tokens: list[Token], begin: int, end: int) -> bool:
    """ "Ana Soto, minister for trade and *daughter* of a judge": what she is besides, not what trade is."""
    changed = False
    for index in range(begin + 3, end):
        word, beside = tokens[index], tokens[index].head
        bare = word.deprel == "conj" and tokens[index - 1].text == "and"
        if not bare or word.lemma.lower() not in word_class("kinship") or not begin <= beside < index:
            continue
        above = tokens[beside].head
        if tokens[beside].deprel == "nmod" and above >= begin and tokens[above].deprel == "appos":
            hang(tokens, index, above)
            changed = True
    return changed


def origins(tokens: list[Token], begin: int, end: int) -> bool:
    """Joins countries that people come from: "mediators from *Qatar and Egypt*", not Egypt and mediators."""
    changed = False
    for index in range(begin + 3, end):
        people = tokens[index].head
        first = index - 2
        if tokens[index].deprel != "conj" or not begin <= people < first or tokens[people].upos != "NOUN":
            continue
        beside = tokens[first].head == people and tokens[first].deprel == "nmod"
        both = all(countries.country_of(tokens[one].text) for one in (first, index))
        if beside and both and tokens[index - 1].text == "and" and tokens[first - 1].text.lower() == "from":
            hang(tokens, index, first)
            changed = True
    return changed


def _plural_titles(tokens: list[Token], begin: int, end: int) -> bool:
    """ "Senators *Bob Hall* and *Ana Soto*": the names are the participants, not the title."""
    changed = False
    for title in range(begin, end - 4):
        if not (_is_plural(tokens[title]) and _is_person(tokens, title) and _is_name(tokens, title + 1)):
            continue
        name = title + 1
        last = name + 1
        while last < end and tokens[last].deprel == "flat" and tokens[last].upos != "PUNCT":
            last += 1
        listed = last + 1 < end and tokens[last].text in ("and", ",")
        if not listed or not tokens[last + 1].text[:1].isupper():
            continue
        if tokens[title].head == name or hangs_under(tokens, tokens[title].head, title):
            continue
        above = tokens[title]
        for index in range(begin, end):
            if tokens[index].head == title and index > title and index != name:
                tokens[index] = msgspec.structs.replace(tokens[index], head=name)
        tokens[name] = msgspec.structs.replace(tokens[name], head=above.head, deprel=above.deprel)
        tokens[title] = msgspec.structs.replace(above, head=name, deprel="nmod:desc")
        changed = True
    return changed


def _person_meant(tokens: list[Token], name: int) -> bool:
    """ "the head of military intelligence, *General Ana Soto*": who is named is the head."""
    if not _is_name(tokens, name) or tokens[_start(tokens, name) - 1].text != ",":
        return False
    host = tokens[name].head
    while host >= 0 and tokens[host].deprel == "nmod" and tokens[host].upos == "NOUN":
        if _is_person(tokens, host):
            return False
        host = tokens[host].head
    if host in (-1, tokens[name].head) or not _is_person(tokens, host) or _is_plural(tokens[host]):
        return False
    tokens[name] = msgspec.structs.replace(tokens[name], head=host)
    return True


def _all_members(lists: dict[int, list[int]], host: int) -> list[int]:
    """Every conjunct under ``host``, in text order, however a parse has chained them."""
    found = list(lists.get(host, ()))
    for member in found:
        found.extend(lists.get(member, ()))
    return sorted(found)


def _descriptions(tokens: list[Token], host: int, members: list[int], end: int) -> bool:
    """ "Asha Rao, *a lawyer and a member of the council*, said"."""
    found: list[int] = []
    for member in members:
        start = _start(tokens, member)
        if tokens[start - 1].text == "," and not found:
            pass
        elif not (found and tokens[start - 1].text.lower() == "and" and tokens[start - 2].text != ","):
            break
        if not _is_person(tokens, member) or _is_plural(tokens[member]) or _has(tokens, member, "nmod:poss"):
            break
        found.append(member)
    if not found:
        return False
    last = _end(tokens, found[-1])
    closed = last >= end or tokens[last].upos == "PUNCT"
    if len(found) < len(members) and not (closed and tokens[last].text == ","):
        return False
    article = any(tokens[i].text.lower() in ("a", "an") for i in range(_start(tokens, found[0]), found[0]))
    if not (closed or article):
        return False
    _group(tokens, host, found, members[len(found) :])
    return True


def _counted(tokens: list[Token], host: int, members: list[int]) -> bool:
    """ "two Russians, *Igor Petrov and Sergei Orlov*, and a Pole": the two are the Russians."""
    number = next(
        (_COUNTS[tokens[i].text.lower()] for i in range(max(0, host - 4), host)
         if tokens[i].head == host and tokens[i].text.lower() in _COUNTS),
        None,
    )  # fmt: skip
    if number is None or not _is_plural(tokens[host]) or len(members) < number:
        return False
    named = members[:number]
    comma = tokens[_start(tokens, named[0]) - 1].text == ","
    joined = tokens[_start(tokens, named[-1]) - 1].text.lower() == "and"
    if not (comma and joined and all(_is_name(tokens, member) for member in named)):
        return False
    _group(tokens, host, named, members[number:])
    return True


def _titles(tokens: list[Token], begin: int, end: int) -> bool:
    """ "opposition politician and activist *Ana Soto*": the name takes the place of its titles.

    The first title may have an of-phrase, and so may the second, whose end the name then follows:
    "former president of Togo and member of the Green League *Ana Soto*".
    """
    changed = False
    for name in range(begin + 2, end):
        if tokens[name].deprel in ("conj", "appos") and _is_name(tokens, name):
            changed |= _joint_title(tokens, name, begin, end)
    return changed


def _joint_title(tokens: list[Token], name: int, begin: int, end: int) -> bool:
    near = range(max(begin, name - _LONGEST), name)
    link = next((i for i in reversed(near) if tokens[i].text.lower() in ("and", ",")), None)
    if link is None or tokens[link].text == "," or _is_plural_verb(tokens, name, end):
        return False
    behind = range(name - 1, link, -1)
    title = next((i for i in behind if _is_title(tokens, i) and not _in_phrase(tokens, i, link)), None)
    host = _title_before(tokens, link, begin)
    if title is None or host is None or _is_plural(tokens[title]) or _is_plural(tokens[host]):
        return False
    if any(_has(tokens, one, relation) for one in (host, title) for relation in _DETERMINERS):
        return False
    if host not in (tokens[name].head, tokens[title].head) or hangs_under(tokens, tokens[host].head, name):
        return False  # set right before
    above = tokens[host]
    tokens[name] = msgspec.structs.replace(tokens[name], head=above.head, deprel=above.deprel)
    tokens[host] = msgspec.structs.replace(above, head=name, deprel="nmod:desc")
    for index in range(begin, end):  # what hung on the first title is the name's or the second title's
        if tokens[index].head == host and (tokens[index].deprel == "case" or index > name):
            tokens[index] = msgspec.structs.replace(tokens[index], head=name)
        elif tokens[index].head == host and tokens[index].deprel == "conj" and index != title:
            tokens[index] = msgspec.structs.replace(tokens[index], head=title, deprel="compound")
    tokens[title] = msgspec.structs.replace(tokens[title], head=host, deprel="conj")
    tokens[link] = msgspec.structs.replace(tokens[link], head=title, deprel="cc")
    return True


def _title_before(tokens: list[Token], link: int, begin: int) -> int | None:
    """The person noun that ends right before a conjunction, its of-phrase counted in."""
    for index in range(link - 1, max(begin, link - _LONGEST) - 1, -1):
        if tokens[index].upos in ("VERB", "AUX", "PUNCT", "CCONJ") and tokens[index].text != "-":
            return None
        behind = tokens[index + 1]
        if _is_title(tokens, index) and (index + 1 == link or (behind.text == "of" and index + 2 < link)):
            return index
    return None


def _is_title(tokens: list[Token], index: int) -> bool:
    """Whether a word can be what somebody is called by, whatever a tagger made of it: "war *criminal*"."""
    noun = sectors.noun(tokens[index].text.lower())
    adjective = tokens[index].upos == "ADJ" and tokens[index].deprel not in ("amod", "compound")
    return _is_person(tokens, index) or (adjective and noun is not None and noun.person)


def _in_phrase(tokens: list[Token], index: int, link: int) -> bool:
    """Whether a preposition stands between a conjunction and a noun, so that it is part of a phrase."""
    return any(tokens[i].upos == "ADP" for i in range(link + 1, index))


def _is_plural_verb(tokens: list[Token], name: int, end: int) -> bool:
    """Whether what follows a name says that there are several: "policeman and guard Ana Soto *were* shot"."""
    last = name + 1
    while last < end and tokens[last].deprel == "flat":
        last += 1
    return last < end and tokens[last].text.lower() in ("were", "are", "have")


def _group(tokens: list[Token], host: int, members: list[int], others: list[int]) -> None:
    """The members in apposition to the host, the others beside it."""
    tokens[members[0]] = msgspec.structs.replace(tokens[members[0]], head=host, deprel="appos")
    for other in others:
        tokens[other] = msgspec.structs.replace(tokens[other], head=host)
    for member in members[1:]:
        tokens[member] = msgspec.structs.replace(tokens[member], head=members[0], deprel="conj")


def _is_name(tokens: list[Token], index: int) -> bool:
    """Whether the token heads a person's name: two words, or one behind a title."""
    if tokens[index].upos != "PROPN" or sectors.noun(tokens[index].text.lower()) is not None:
        return False
    near = range(max(0, index - 8), min(len(tokens), index + 3))
    return any(tokens[i].head == index and tokens[i].deprel in ("flat", "nmod:desc") for i in near)


def _is_person(tokens: list[Token], index: int) -> bool:
    """Whether the token is a noun for a person and no part of a name."""
    if tokens[index].upos not in ("NOUN", "PROPN") or _has(tokens, index, "flat"):
        return False
    noun = sectors.noun(tokens[index].lemma.lower())
    person = noun is not None and noun.person
    return person or offices.office(tokens[index].text.lower()) is not None or _is_people(tokens[index])


def _is_people(token: Token) -> bool:
    return token.text[:1].isupper() and countries.demonym(token.text) is not None


def _is_plural(token: Token) -> bool:
    return "Number=Plur" in token.feats


def _has(tokens: list[Token], index: int, relation: str) -> bool:
    near = range(max(0, index - 8), min(len(tokens), index + 4))
    return any(tokens[i].head == index and tokens[i].deprel == relation for i in near)


def _start(tokens: list[Token], index: int) -> int:
    """Where the phrase headed at ``index`` begins, its conjunction and comma left out."""
    first = index
    while (
        first > 0
        and (tokens[first - 1].upos not in ("PUNCT", "CCONJ", "VERB", "AUX") or tokens[first - 1].text == "-")
        and _under(tokens, first - 1, index)
    ):
        first -= 1
    return first


def _end(tokens: list[Token], index: int) -> int:
    """Where it ends: behind the last token that hangs under it without a comma between."""
    last = index + 1
    while last < len(tokens) and tokens[last].text not in (",", ".") and _under(tokens, last, index):
        last += 1
    return last


def _under(tokens: list[Token], index: int, head: int) -> bool:
    for _ in range(12):
        if index == head:
            return True
        if index < 0 or (tokens[index].deprel == "conj" and tokens[index].head == head):
            return False
        index = tokens[index].head
    return False
