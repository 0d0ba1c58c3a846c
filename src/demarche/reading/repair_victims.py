"""Victims that a parse has hung elsewhere: "five killed and *eleven* injured", "leaves *two people* dead".

A number right before what befell those whom it counts is its subject; a verb that has its subject
has no second one behind it; what stands behind a second verb is no object of the first; and who is
"held *hostage*" is nobody whom the hostage is.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.lemmatise import lemmatise
from demarche.reading.repair_tokens import hang
from demarche.records import Token

_ABOUT = (
    ("at", "least"), ("more", "than"), ("up", "to"), ("at", "most"), ("around",), ("about",), ("over",),
)  # fmt: skip
_TAKEN = ("obj", "aux:pass")  # what a verb has that needs no object more
_ASIDE = ("obl", "obj", "advmod", "compound")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_PASSIVE = "Tense=Past|VerbForm=Part|Voice=Pass"


def victims(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends the sentence [begin, end) in place; whether anything changed."""
    changed = False
    sentence = range(begin, end)
    for index in sentence[:-2]:
        changed |= _is_more_than(tokens, index)
    for index in sentence[1:-1]:
        changed |= _is_told(tokens, index, sentence) or _is_shot_dead(tokens, index, sentence)
    for index in sentence[:-1]:
        if _counts(tokens[index]) and (
            _befallen(tokens, index, index + 1, sentence) or _is_own_subject(tokens, index, sentence)
        ):
            hang(tokens, index, index + 1, "nsubj:pass")
            changed = True
    for index in sentence[:-2]:
        changed |= _is_so_many_more(tokens, index, sentence)
    for index in sentence[:-1]:
        verb = tokens[index].head
        if tokens[index].deprel == "nsubj" and index < verb and _befell(tokens, verb, sentence):
            hang(tokens, index, verb, "nsubj:pass")
            changed = True
    for index in sentence[1:]:
        changed |= _is_bare_number(tokens, index, sentence)
    for index in sentence[1:]:
        changed |= _is_gapped(tokens, index, sentence) or _is_given(tokens, index, sentence)
    for index in sentence:
        verb = tokens[index].head
        behind = tokens[index].deprel == "nsubj" and begin <= verb < index
        if behind and _has_all(tokens, verb, index, sentence):
            hang(tokens, index, verb, "obj")
            changed = True
    for index in sentence[1:]:
        if tokens[index].deprel == "obj" and _is_captivity(tokens, index, sentence):
            hang(tokens, index, index - 1, "xcomp")
            beside = {tokens[i].deprel for i in sentence if tokens[i].head == index - 1}
            if beside.isdisjoint(("nsubj", "obj")):
                tokens[index - 1] = msgspec.structs.replace(tokens[index - 1], feats=_PASSIVE)
            changed = True
    for index in sentence:
        second = _second_verb(tokens, index, sentence) if tokens[index].deprel == "obj" else None
        if second is not None:
            hang(tokens, index, second, "obj")
            changed = True
    return changed


def _befell(tokens: list[Token], verb: int, sentence: range) -> bool:
    """Whether a verb in the past says what befell its subject: "Two militants *killed* in an airstrike"."""
    token = tokens[verb]
    below = {tokens[i].deprel for i in sentence if tokens[i].head == verb}
    alone = below.isdisjoint(("obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "conj"))
    behind = verb + 1 in sentence and tokens[verb + 1].text.lower() in ("in", "by", "during", "at", "near")
    return token.upos == "VERB" and token.text.lower() in word_class("befallen") and alone and behind


def _is_captivity(tokens: list[Token], index: int, sentence: range) -> bool:
    """Whether a bare noun right behind its verb says as what somebody is kept: "taken *hostage*"."""
    verb = tokens[index - 1]
    bare = not any(tokens[i].head == index and tokens[i].deprel == "det" for i in sentence)
    captive = tokens[index].text.lower() in ("hostage", "captive", "prisoner")
    kept = verb.text.lower() in ("held", "taken", "kept")
    return captive and bare and kept and tokens[index].head == index - 1


def _is_bare_number(tokens: list[Token], index: int, sentence: range) -> bool:
    """Mends a number without a noun behind what befell so many: "hurts *at least 11*", "held *around 20*"."""
    number = tokens[index]
    words = tuple(token.text.lower() for token in tokens[max(index - 2, 0) : index])
    about = next((one for one in (words, words[-1:]) if one in _ABOUT), ())
    at = index - len(about) - 1
    if number.upos != "NUM" or number.deprel not in ("obl", "obl:unmarked", "nmod") or at not in sentence:
        return False
    verb = tokens[at]
    lemma = verb.lemma.lower()
    befalls = lemma in word_class("harm") - {"die"} or lemma in word_class("undergone")
    if not about or verb.upos != "VERB" or not befalls:
        return False
    under = [i for i in sentence if tokens[i].head == at]
    if any(tokens[i].deprel in _TAKEN and tokens[i].head == at for i in under):
        return False
    more = index + 1 in sentence and tokens[index + 1].text.lower() in ("more", "others")
    if more:
        hang(tokens, index + 1, index, "amod")
    hang(tokens, index, at, "obj")
    hang(tokens, at + 1, index, "advmod")
    if len(about) > 1:
        hang(tokens, at + 2, at + 1, "fixed")
    for i in under:
        if tokens[i].deprel == "nsubj:pass":
            hang(tokens, i, at, "nsubj")
    if "Voice=Pass" in verb.feats:
        tokens[at] = msgspec.structs.replace(verb, feats="Mood=Ind|Tense=Past|VerbForm=Fin")
    return True


def _is_told(tokens: list[Token], index: int, sentence: range) -> bool:
    """Mends harm that a parse took for a noun: "kills 17 and *wounds* 20 others", "with 11 *killed*"."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if token.upos != "NOUN":
        return False
    verb = tokens[token.head].head
    counted = before.upos == "NUM" and before.head in (index, token.head)
    if counted and token.text.lower() in word_class("befallen"):
        tokens[index] = msgspec.structs.replace(token, upos="VERB")
        hang(tokens, index - 1, index, "nsubj:pass")
        return True
    others = [i for i in sentence if tokens[i].deprel == "conj" and tokens[i].head == token.head]
    behind = [i for i in others if i > index]
    joined = token.deprel == "conj" and before.text.lower() == "and" and tokens[token.head].deprel == "obj"
    if token.text.lower() not in ("wounds", "injures") or not (joined and behind and verb >= 0):
        return False
    if after.upos not in ("NUM", "ADP", "ADV", "DET", "ADJ") or tokens[verb].upos != "VERB":
        return False
    tokens[index] = msgspec.structs.replace(token, upos="VERB", lemma=token.text.lower()[:-1], head=verb)
    hang(tokens, behind[0], index, "obj")
    return True


def _is_shot_dead(tokens: list[Token], index: int, sentence: range) -> bool:
    """Mends "one policeman *shot* dead", where who is shot is no one who shoots."""
    if tokens[index].text.lower() != "shot" or tokens[index + 1].text.lower() != "dead":
        return False
    under = [i for i in sentence if tokens[i].head == index and i != index + 1]
    things = [i for i in under if tokens[i].deprel == "obj"]
    shot = [i for i in under if tokens[i].deprel == "nsubj" and i < index]
    if things or not shot:
        return False
    hang(tokens, shot[-1], index, "nsubj:pass")
    hang(tokens, index + 1, index, "xcomp")
    return True


def _is_gapped(tokens: list[Token], index: int, sentence: range) -> bool:
    """Mends a passive whose auxiliary is the verb's before: "he was jailed and his wife *expelled*"."""
    verb, first = tokens[index], tokens[index].head
    if verb.deprel != "conj" or verb.upos != "VERB" or first not in sentence:
        return False
    passive = any(tokens[i].head == first and tokens[i].deprel == "aux:pass" for i in sentence)
    passive = passive or tokens[first].lemma.lower() == "leave"  # "left two dead and ten *captured*"
    under = [i for i in sentence if tokens[i].head == index]
    own = [i for i in under if tokens[i].deprel == "nsubj" and i < index]
    whole = any(tokens[i].deprel in ("obj", "aux", "cop", "ccomp", "xcomp", "advcl") for i in under)
    if not passive or len(own) != 1 or whole or verb.lemma.lower() not in word_class("undergone"):
        return False
    if not verb.text.lower().endswith("ed"):
        return False
    hang(tokens, own[0], index, "nsubj:pass")
    tokens[index] = msgspec.structs.replace(verb, feats=_PASSIVE)
    return True


def _is_given(tokens: list[Token], index: int, sentence: range) -> bool:
    """Mends who is given something, taken for its owner: "granting *Ukrainians* free travel".

    An owner has an apostrophe.
    """
    word, thing = tokens[index], tokens[index].head
    if word.deprel != "nmod:poss" or word.upos not in ("NOUN", "PROPN") or thing not in sentence:
        return False
    verb = tokens[thing].head
    if tokens[thing].deprel != "obj" or not (verb in sentence and verb < index):
        return False
    if tokens[verb].lemma.lower() not in word_class("give_to"):
        return False
    if any(tokens[i].head == index and tokens[i].text[:1] in "'’" for i in sentence):
        return False
    if any(tokens[i].head == verb and tokens[i].deprel == "iobj" for i in sentence):
        return False
    hang(tokens, index, verb, "iobj")
    return True


def _second_verb(tokens: list[Token], thing: int, sentence: range) -> int | None:
    """The verb right before an object that a parse gave to the one before: "kills two, *injures* eleven"."""
    first = tokens[thing].head
    own = any(tokens[i].head == first and tokens[i].deprel == "obj" and i < thing for i in sentence)
    for verb in range(thing - 1, first, -1):
        if tokens[verb].head == first and tokens[verb].deprel == "conj" and tokens[verb].upos == "VERB":
            free = not any(tokens[i].head == verb and tokens[i].deprel in _TAKEN for i in sentence)
            return verb if own and free else None
        if tokens[verb].upos in ("VERB", "AUX", "PUNCT", "CCONJ", "NOUN", "PROPN"):
            return None
    return None


def _befallen(tokens: list[Token], number: int, after: int, sentence: range) -> bool:
    """Whether the word after a number tells what befell so many, and no noun says of what they are."""
    told = tokens[after]
    if told.text.lower() not in word_class("befallen") or told.upos not in ("VERB", "ADJ"):
        return False
    if told.deprel in ("amod", "compound") and told.head > after:
        return False  # "eleven *wounded soldiers*"
    own = any(tokens[i].head == after and tokens[i].deprel in _SUBJECTS for i in sentence)
    apart = tokens[number].head != after or tokens[number].deprel.startswith(_ASIDE)
    return apart and told.head != number and not own


def _is_so_many_more(tokens: list[Token], number: int, sentence: range) -> bool:
    """Mends a number with a word between it and what befell: "two people killed and *four more* injured"."""
    told = number + 2
    between = tokens[number + 1].text.lower() == "more"
    if not (between and _counts(tokens[number]) and _befallen(tokens, number, told, sentence)):
        return False
    hang(tokens, number + 1, number, "amod")
    hang(tokens, number, told, "nsubj:pass")
    lemma = lemmatise(tokens[told].text, "VERB", _PASSIVE)
    tokens[told] = msgspec.structs.replace(tokens[told], upos="VERB", lemma=lemma, feats=_PASSIVE)
    return True


def _is_own_subject(tokens: list[Token], number: int, sentence: range) -> bool:
    """Whether a number is taken for who does what befell it: "three people killed and *four* injured"."""
    told = tokens[number + 1]
    taken = any(tokens[i].head == number + 1 and tokens[i].deprel in _TAKEN for i in sentence)
    befell = told.text.lower() in word_class("befallen") and told.upos in ("VERB", "ADJ")
    return befell and not taken and tokens[number].head == number + 1 and tokens[number].deprel == "nsubj"


def _is_more_than(tokens: list[Token], index: int) -> bool:
    """Mends a bound taken for those whom it bounds: "*More* than 72 were killed"."""
    than, number = tokens[index + 1], tokens[index + 2]
    bound = tokens[index].text.lower() in ("more", "fewer", "less") and than.text.lower() == "than"
    if not bound or number.upos != "NUM" or number.head != index:
        return False
    hang(tokens, index + 2, tokens[index].head, tokens[index].deprel)
    hang(tokens, index, index + 2, "advmod")
    return True


def _counts(token: Token) -> bool:
    return token.upos == "NUM" or token.text.lower() in word_class("many")


def _has_all(tokens: list[Token], verb: int, noun: int, sentence: range) -> bool:
    """Whether an active verb has a subject before it and no object, so that the noun behind is one."""
    if tokens[verb].upos != "VERB" or tokens[noun].upos not in ("NOUN", "PROPN", "NUM"):
        return False
    under = [(index, tokens[index].deprel) for index in sentence if tokens[index].head == verb]
    subject = any(index < verb and deprel == "nsubj" for index, deprel in under)
    return subject and not any(deprel in ("obj", "cop", "aux:pass", "ccomp") for _, deprel in under)
