"""What somebody is accused or rid of, where a parse hung it on him: "accuse the forces *of the attack*".

Verbs of this kind have an of-phrase of their own (FrameNet: Judgment, Emptying). What is no person, body
or name behind "of", under the object of such a verb, is the verb's, and so is who accuses, hung on the deed.
"""

from __future__ import annotations

from demarche.knowledge import countries, sectors
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang
from demarche.records import Token

_PARTIES = ("obj", "iobj", "nsubj:pass", "obl:agent")


def offences(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends the sentence [begin, end) in place; whether anything changed."""
    changed = False
    for index in range(begin + 2, end):
        if tokens[index].deprel != "nmod" or not _is_offence(tokens, index, begin):
            continue
        party = tokens[index].head
        while begin <= party < index and tokens[party].deprel == "nmod":
            party = tokens[party].head
        if not begin <= party < index:
            continue
        verb = tokens[party].head
        meant = tokens[party].deprel in _PARTIES
        if tokens[party].deprel == "obl" and _has_of(tokens, party, begin):  # "the leader of *the party* of"
            under = [i for i in range(begin, party) if tokens[i].head == verb]
            before = [i for i in under if tokens[i].deprel in _PARTIES]
            meant = bool(before) and not _is_offence(tokens, party, begin)
            if meant and begin <= verb and tokens[verb].lemma in word_class("of_offence"):
                hang(tokens, party, before[-1], "nmod")
        if meant and begin <= verb < index and tokens[verb].lemma in word_class("of_offence"):
            hang(tokens, index, verb, "obl")
            changed = True
    for index in range(begin + 2, end):
        changed |= _is_accuser(tokens, index, begin)
    return changed


def charges(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what somebody is accused of doing on the accusing: "accused both *sides* of *shelling* it"."""
    changed = False
    for index in range(begin + 2, end):
        party = tokens[index].head
        deed = tokens[index].deprel == "acl" and tokens[index].text.endswith("ing")
        if not deed or not begin <= party < index or tokens[party].deprel not in _PARTIES[:3]:
            continue
        verb = tokens[party].head
        of = any(tokens[i].head == index and tokens[i].text.lower() == "of" for i in range(party, index))
        if verb >= begin and of and tokens[verb].lemma in word_class("of_offence"):
            hang(tokens, index, verb, "advcl")
            changed = True
    return changed


def penalties(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what somebody is sentenced to on the verb: "sentences two *activists* to ten *years* in jail"."""
    changed = False
    for index in range(begin + 2, end):
        if tokens[index].text.lower() != "to" or tokens[index].deprel != "case":
            continue
        penalty = tokens[index].head
        party = tokens[penalty].head
        while begin <= party and tokens[party].deprel not in _PARTIES[:3]:
            penalty, party = party, tokens[party].head
        if not begin <= party < index or not tokens[penalty].deprel.startswith("nmod"):
            continue
        if tokens[tokens[party].head].lemma in word_class("sentence_to"):
            hang(tokens, penalty, tokens[party].head, "obl")
            changed = True
    return changed


def _is_accuser(tokens: list[Token], index: int, begin: int) -> bool:
    """Makes who accuses or judges the verb's own: "was accused of bribery *by the prosecutor*".

    The accused is who is said to have done the deed; so the agent beside it is the verb's, and so is a
    court behind a deed: "was jailed for spying *by a court*".
    """
    deed = tokens[index].head
    verb = tokens[deed].head if begin <= deed < index else -1
    beside = tokens[index].deprel in ("nmod", "obl", "obl:agent")
    if not beside or not begin <= verb < deed or not _has(tokens, index, begin, "by"):
        return False
    gerund = tokens[deed].text.endswith("ing") and tokens[deed].upos == "VERB"
    if tokens[deed].deprel != "obl" and not gerund:
        return False
    aux = any(tokens[i].head == verb and tokens[i].deprel == "aux:pass" for i in range(begin, verb))
    passive = aux or (tokens[verb].deprel == "acl" and tokens[verb].text.endswith("ed"))
    judged = tokens[verb].lemma in word_class("of_offence") or tokens[index].lemma in word_class("court")
    if not (passive and judged and tokens[verb].upos == "VERB"):
        return False
    hang(tokens, index, verb, "obl:agent")
    return True


def _is_offence(tokens: list[Token], index: int, begin: int) -> bool:
    """Whether a noun behind "of" is no person, body, place or name."""
    word = tokens[index]
    if word.upos != "NOUN" or not _has_of(tokens, index, begin) or word.text[:1].isupper():
        return False
    return sectors.noun(word.lemma.lower()) is None and countries.demonym(word.text) is None


def _has_of(tokens: list[Token], index: int, begin: int) -> bool:
    return _has(tokens, index, begin, "of")


def _has(tokens: list[Token], index: int, begin: int, preposition: str) -> bool:
    cases = [i for i in range(begin, index) if tokens[i].head == index and tokens[i].deprel == "case"]
    return bool(cases) and tokens[cases[-1]].text.lower() == preposition
