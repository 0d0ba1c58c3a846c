"""Verbs of headlines that a tagger took for nouns: "Army *shells* villages", "Court *jails* editor".

And nouns behind such verbs that it took for further ones: "scraps *plans* to resign".

What stands in the plural before another noun hardly ever just tells its kind, so such a word, behind
one in the singular that opens a headline, is a verb with its subject and its object. And where a sentence
has no verb at all, a word that may be one is it: "Police *storm* Black Beach Prison".
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.codebook import load
from demarche.knowledge.word_classes import word_class
from demarche.language.forms import FINITE_PRESENT, PLURAL_PRESENT
from demarche.language.lemmatise import third_person
from demarche.reading.repair_tokens import hang
from demarche.records import Token

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_OF_A_VERB = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod")
_LONGEST = 4  # tokens of a subject in a headline


def headline_verbs(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes verbs of them in the sentence [begin, end), in place; whether anything changed."""
    verbless = not any("VerbForm=Fin" in token.feats for token in tokens[begin:end])
    if end - begin < 3 or (not verbless and tokens[end - 1].text[-1] in ".!?”\"'’"):
        return False
    for index in range(begin + 1, min(begin + 1 + _LONGEST, end - 1)):
        if tokens[index - 1].upos not in _NAMING:
            return False
        thing = _object(tokens, index, end)
        if thing is None:
            continue
        if _is_verb(tokens, index) or (verbless and _is_bare_verb(tokens, index, thing)):
            _make_verb(tokens, index, thing, begin)
            return True
    return False


def _is_bare_verb(tokens: list[Token], index: int, thing: int) -> bool:
    """Whether a sentence without a verb has it here, behind several: "Police *storm* Black Beach Prison"."""
    token, subject = tokens[index], tokens[index - 1]
    many = "Number=Plur" in subject.feats or subject.lemma.lower() in ("police", "people")
    if not many or subject.upos != "NOUN" or token.text.lower() not in load().verbs:
        return False
    linked = any(one.head == thing and one.deprel in ("case", "cc") for one in tokens[index:thing])
    named = tokens[index + 1].upos in ("DET", "PROPN", "NUM", "ADJ")
    return (token.upos, token.deprel) == ("NOUN", "root") and named and not linked


def _is_verb(tokens: list[Token], index: int) -> bool:
    """Whether a word may be a verb, and has a subject in the singular, and no other verb, before it."""
    token, subject = tokens[index], tokens[index - 1]
    word = token.text.lower()
    stem = third_person(word)
    if token.upos not in ("NOUN", "PROPN") or word == stem or token.text[:1].isupper():
        return False
    if stem not in load().verbs or word in word_class("plural_modifier"):
        return False
    return subject.upos in ("NOUN", "PROPN") and "Number=Plur" not in subject.feats


def _object(tokens: list[Token], index: int, end: int) -> int | None:
    """The noun behind a word that hangs on it or that it hangs on: "*jails* editor", "*shells* villages"."""
    token = tokens[index]
    if token.deprel == "compound" and index < token.head < end and token.head - index <= _LONGEST:
        return token.head
    for child in range(index + 1, min(index + 1 + _LONGEST, end)):
        if tokens[child].upos not in (*_NAMING, "DET"):
            return None
        if tokens[child].head == index and tokens[child].upos in ("NOUN", "PROPN"):
            return child
    return None


def _make_verb(tokens: list[Token], index: int, thing: int, begin: int) -> None:
    token = tokens[index]
    if token.head == thing:
        above, deprel = tokens[thing].head, tokens[thing].deprel
        if index < above < thing:  # "abducts *aid* workers"
            kind = above
            above, deprel = tokens[kind].head, tokens[kind].deprel
            tokens[kind] = msgspec.structs.replace(
                tokens[kind], upos="NOUN", feats="Number=Sing", head=thing, deprel="compound"
            )
        if deprel.startswith("nsubj") and above > index:  # "shells market, *kills* four"
            verb = above
            above, deprel = tokens[verb].head, tokens[verb].deprel
            hang(tokens, verb, index, "conj")
    else:
        above, deprel = token.head, token.deprel
    tokens[index] = _as_verb(token)
    hang(tokens, index, above, deprel)
    hang(tokens, thing, index, "obj")
    for before in range(begin, index - 1):
        if tokens[before].head in (index, thing):
            hang(tokens, before, index - 1, "amod" if tokens[before].upos == "ADJ" else "compound")
    hang(tokens, index - 1, index, "nsubj")


def _as_verb(token: Token) -> Token:
    """A noun as the verb that it is, in the present."""
    word = token.text.lower()
    stem = third_person(word)
    feats = FINITE_PRESENT if stem != word else PLURAL_PRESENT
    return msgspec.structs.replace(token, upos="VERB", lemma=stem, feats=feats)


def meant_things(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes nouns of "plans", "offers" and "calls" behind a verb whose object they are, in place.

    "Berlin shelves *plans* to send tanks", "rejects *calls* to resign": no verb with an ending of its own
    stands right behind another without a subject or a word that joins the two. Whether anything changed.
    """
    changed = False
    for index in range(begin + 1, end - 1):
        token = tokens[index]
        if token.upos != "VERB" or tokens[index - 1].upos != "VERB" or token.head != index - 1:
            continue
        word = token.text.lower()
        stem = third_person(word)
        if token.deprel not in ("obj", "ccomp", "xcomp") or word == stem or stem not in word_class("meant"):
            continue
        if any(tokens[i].head == index for i in range(begin, index)):
            continue
        tokens[index] = msgspec.structs.replace(
            token, upos="NOUN", lemma=stem, feats="Number=Plur", deprel="obj"
        )
        for below in range(index + 1, end):
            if tokens[below].head == index and tokens[below].deprel in ("xcomp", "advcl", "ccomp"):
                hang(tokens, below, index, "acl")
            elif tokens[below].head == index and tokens[below].deprel == "obl":
                hang(tokens, below, index, "nmod")
        changed = True
    return changed


def fired_gas(tokens: list[Token], begin: int, end: int) -> bool:
    """Takes "tear gas" for one thing and what stands before it for a verb, in place; whether it changed any.

    "Police *fire* tear gas at the crowd" is no gas of a kind, and no fires "tear" anything.
    """
    changed = False
    for index in range(begin + 1, end - 1):
        if (tokens[index].text.lower(), tokens[index + 1].text.lower()) != ("tear", "gas"):
            continue
        if tokens[index - 1].upos == "VERB":
            if tokens[index].upos == "VERB":
                _one_thing(tokens, index, range(begin, end))
                changed = True
        elif _may_fire(tokens, index, begin):
            _one_thing(tokens, index, range(begin, end))
            subject, verb = index - 2, index - 1
            tokens[verb] = _as_verb(tokens[verb])
            if tokens[subject].upos == "ADJ":  # "the *military*"
                tokens[subject] = msgspec.structs.replace(tokens[subject], upos="NOUN")
            for before in range(begin, subject):
                if tokens[before].head == verb and tokens[before].upos != "PUNCT":
                    hang(tokens, before, subject)
            hang(tokens, subject, verb, "nsubj")
            changed = True
    return changed


def _may_fire(tokens: list[Token], index: int, begin: int) -> bool:
    """Whether what stands before "tear gas" is a verb with its subject, though tagged as a noun."""
    if index - 2 < begin or third_person(tokens[index - 1].text.lower()) not in word_class("shoot"):
        return False
    governed = tokens[index].upos != "VERB" and tokens[index + 1].deprel in _OF_A_VERB
    return not governed and tokens[index - 2].upos in (*_NAMING, "PRON")


def _one_thing(tokens: list[Token], index: int, sentence: range) -> None:
    """Makes "tear gas" at a token the object of the word before it, on which all else hangs from then on."""
    verb, gas = index - 1, index + 1
    phrase = (verb, index, gas)
    top = next(i for i in phrase if tokens[i].head not in phrase)
    hang(tokens, verb, tokens[top].head, tokens[top].deprel)
    for other in sentence:
        if other not in phrase and tokens[other].head in (index, gas):
            hang(tokens, other, verb, "obl" if tokens[other].deprel == "nmod" else None)
    tokens[index] = msgspec.structs.replace(
        tokens[index], upos="NOUN", lemma="tear", feats="Number=Sing", head=gas, deprel="compound"
    )
    hang(tokens, gas, verb, "obj")
