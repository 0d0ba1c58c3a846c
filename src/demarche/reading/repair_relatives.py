"""What a clause, an age or a part in between has drawn to the wrong word.

"Urged the students who led the march *to stay calm*": who urges somebody urges him to something.
"Soto, 76, *and her sister* fled": an age parts nobody from who stands beside her. "Killed 90 people, among
them *13 officers*": those are some of the ninety, and do nothing. Each takes the tokens [begin, end) of a
sentence, mends them in place, and says whether anything changed.
"""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import features
from demarche.reading.repair_tokens import hang, own
from demarche.records import Token

_AGES = range(1, 120)


def urged(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb of urging the infinitive that was hung in the relative clause of whom it urges.

    With the verb that goes on behind it: "asked those who ran the camp *to leave and promised* them buses".
    """
    changed = False
    for verb in range(begin, end - 4):
        if tokens[verb].upos != "VERB" or tokens[verb].lemma.lower() not in word_class("urge"):
            continue
        if own(tokens, verb, begin, end, "xcomp"):
            continue
        for whom in own(tokens, verb, verb + 1, end, "obj", "iobj"):
            clauses = [one for one in own(tokens, whom, whom + 1, end, "acl") if _is_relative(tokens, one)]
            for clause in clauses:
                below = own(tokens, clause, clause + 1, end, "xcomp", "advcl", "acl")
                done = [one for one in below if _is_infinitive(tokens, one)]
                if not done or not own(tokens, clause, clause + 1, done[0], "obj"):
                    continue
                hang(tokens, done[0], verb, "xcomp")
                for further in own(tokens, clause, done[0] + 1, end, "conj"):
                    hang(tokens, further, verb)
                changed = True
    return changed


def closed_clauses(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a verb behind a clause in commas on the verb before that clause, with which it goes on.

    "Accepted the offer on Thursday, *a day after lawmakers toppled the cabinet*, and *promised* talks".
    """
    changed = False
    for verb in range(begin + 4, end):
        inner = tokens[verb].head
        outer = tokens[inner].head
        joined = tokens[verb].deprel == "conj" and tokens[inner].deprel == "advcl"
        if not joined or not begin <= outer < inner < verb:
            continue
        if not (_is_past(tokens[verb]) and _is_past(tokens[outer])):
            continue
        joint = [one for one in own(tokens, verb, inner, verb, "cc") if tokens[one].text.lower() == "and"]
        subject = own(tokens, verb, inner, verb, "nsubj")
        marks = own(tokens, inner, outer, inner, "mark")
        if not joint or subject or not marks or tokens[joint[0] - 1].text != ",":
            continue
        if joint[0] + 1 != verb or not any(tokens[one].text == "," for one in range(outer + 1, marks[0])):
            continue
        hang(tokens, verb, outer)
        changed = True
    return changed


def open_clauses(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a verb on the relative clause that no comma has closed before it, with which it goes on.

    "Flew to Fiji, *which* has closed its border and *rejected* calls": but "Fiji, which closed it, and".
    """
    changed = False
    for pronoun in range(begin + 3, end - 3):
        clause = tokens[pronoun].head
        if tokens[pronoun].text.lower() not in ("which", "who") or tokens[pronoun - 1].text != ",":
            continue
        if not pronoun < clause < end or tokens[clause].deprel != "acl:relcl":
            continue
        if not tokens[pronoun].deprel.startswith("nsubj") or not _is_past(tokens[clause]):
            continue
        outer = tokens[tokens[clause].head].head
        for verb in own(tokens, outer, clause + 2, end, "conj") if begin <= outer < pronoun else []:
            joint = tokens[verb - 1].text.lower() == "and" and tokens[verb - 1].head == verb
            closed = any(tokens[one].upos == "PUNCT" for one in range(pronoun, verb))
            if joint and not closed and "Tense=Past" in tokens[verb].feats and tokens[verb].upos == "VERB":
                hang(tokens, verb, clause)
                changed = True
    return changed


def _is_past(token: Token) -> bool:
    return token.upos == "VERB" and "Tense=Past" in token.feats


def _is_relative(tokens: list[Token], clause: int) -> bool:
    return tokens[clause].deprel == "acl:relcl" and "VerbForm=Fin" in tokens[clause].feats


def _is_infinitive(tokens: list[Token], verb: int) -> bool:
    return features(tokens[verb]).get("VerbForm") == "Inf" and tokens[verb - 1].text.lower() == "to"


def aged(tokens: list[Token], begin: int, end: int) -> bool:
    """Joins who stands behind an age and "and" to whose age it is, and gives the first her verb.

    An age is nobody of a list: "Ana Soto, *34*, and Juan Rey were arrested".
    """
    changed = False
    for name in range(begin, end - 6):
        comma, age, closed, joint = name + 1, name + 2, name + 3, name + 4
        years = tokens[age].text
        if tokens[name].upos != "PROPN" or not years.isdecimal() or int(years) not in _AGES:
            continue
        if tokens[comma].text != "," or tokens[closed].text != ",":
            continue
        head = name
        while tokens[head].deprel in ("flat", "compound") and begin <= tokens[head].head < head:
            head = tokens[head].head
        if tokens[age].deprel == "conj":
            hang(tokens, age, head, "nmod:unmarked")
            changed = True
        if tokens[joint].text.lower() != "and":
            continue
        behind = range(joint + 1, end)
        other = next((one for one in behind if tokens[one].deprel.startswith("nsubj")), -1)
        verb = tokens[other].head
        if other < 0 or verb <= other or tokens[verb].upos != "VERB" or tokens[head].head == verb:
            continue
        if tokens[joint].head not in (verb, other) or not tokens[head].deprel.startswith("nsubj"):
            continue
        hang(tokens, head, verb, tokens[other].deprel)
        hang(tokens, other, head, "conj")
        hang(tokens, joint, other, "cc")
        changed = True
    return changed


def among_them(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs some of those told of on them, not on the verb: "killed 90 people, among them *13 officers*"."""
    changed = False
    for them in range(begin + 3, end - 1):
        among = tokens[them - 1].text.lower() in ("among", "amongst", "including")
        if tokens[them].text.lower() != "them" or not among or tokens[them - 2].text != ",":
            continue
        verb = tokens[them].head
        part = next((one for one in range(them + 1, end) if tokens[one].upos in ("NOUN", "PROPN")), None)
        if part is None or not begin <= verb < them or tokens[part].head != verb:
            continue
        told = own(tokens, verb, begin, them, "obj") or own(tokens, verb, begin, them, "nsubj")
        if told and tokens[part].deprel.split(":")[0] in ("nsubj", "obj", "obl", "appos", "conj"):
            hang(tokens, part, told[-1], "nmod")
            hang(tokens, them, part, "case")
            hang(tokens, them - 1, part, "case")
            changed = True
    return changed
