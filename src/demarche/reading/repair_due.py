"""What is due, possible or likely, where a parse has lost what is: "is due *to sentence* him".

"Due to" is a preposition as well ("due to rain"), and parsers take it for one. After a form of "be",
and before a bare verb with its object, it tells of what is to come. And a clause with "that" right
behind an adjective is what is so, whoever says it: "It is *possible* that they *shell* it, he said".
What the "to" of infinitives marks is a verb, though it may look like a noun: "in order to *protest*".
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.codebook import load
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import features
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

_BE = frozenset("is are was were be been 's 're".split())
_DUE = frozenset({"due", "set"})
_MARKS = frozenset({"that", "whether", "if"})


def due(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends all this in the sentence [begin, end), in place; whether anything changed."""
    changed = False
    for index in range(begin + 1, end - 1):
        word = tokens[index].text.lower()
        if word == "due" and index + 2 < end and _is_said_of(tokens, index, begin):
            verb = _verb_after(tokens, index + 2, end)
            changed |= verb is not None and _hang_verb(tokens, index, verb, begin, end)
        elif word in _DUE and index + 2 < end and (found := _due_of_noun(tokens, index, begin, end)):
            changed |= _hang_on_noun(tokens, index, *found)
        elif tokens[index - 1].head == index and _is_infinitive(tokens[index - 1], tokens[index]):
            tokens[index] = msgspec.structs.replace(
                tokens[index], upos="VERB", lemma=word, feats="VerbForm=Inf"
            )
            changed = True
        elif word in _MARKS and tokens[index - 1].upos == "ADJ":
            changed |= _hang_clause(tokens, index, begin, end)
    return changed


def _is_infinitive(to: Token, word: Token) -> bool:
    """Whether a word that was taken for a noun is a verb by the "to" that marks it."""
    return to.text.lower() == "to" and (to.upos, to.deprel, word.upos) == ("PART", "mark", "NOUN")


def _is_said_of(tokens: list[Token], index: int, begin: int) -> bool:
    """Whether "due to" stands behind a form of "be": "*was* also *due to*"."""
    if tokens[index + 1].text.lower() != "to":
        return False
    before = index - 1
    if before > begin and tokens[before].upos == "ADV":
        before -= 1
    return before >= begin and tokens[before].text.lower() in _BE


def _due_of_noun(tokens: list[Token], index: int, begin: int, end: int) -> tuple[int, int] | None:
    """The noun right before "due to", and the verb behind: "the *trial* due to *start*".

    A passive verb leaves no doubt: "a *suspect* set to be *tried*"; a comma may stand between: "the *king*,
    due to *leave*".
    """
    if tokens[index + 1].text.lower() != "to":
        return None
    verb = _verb_after(tokens, index + 2, end)
    passive = verb == index + 3
    sure = passive or (verb == index + 2 and tokens[verb].upos == "VERB")
    noun = index - 2 if sure and tokens[index - 1].text == "," and index - 2 >= begin else index - 1
    if tokens[noun].upos not in ("NOUN", "PROPN") or (tokens[index].text.lower() != "due" and not passive):
        return None
    word = tokens[index + 2]
    if word.deprel in ("advcl", "acl", "xcomp") and word.upos == "NOUN":
        known = word.text.lower() in load().carriers or word.text.lower() in load().verbs
        return (noun, index + 2) if known else None
    return None if verb is None or tokens[verb].upos != "VERB" else (noun, verb)


def _hang_on_noun(tokens: list[Token], index: int, noun: int, verb: int) -> bool:
    """Makes what is due a description of the noun before it, as "scheduled to start" is."""
    to = index + 1
    if tokens[index].upos == "VERB" and tokens[index].head == noun:
        return False
    if tokens[index].upos == "NOUN":  # "a *suspect* set": no set of suspects
        hang(tokens, noun, tokens[index].head, tokens[index].deprel)
        for child in range(index):
            if tokens[child].head == index:
                hang(tokens, child, noun)
        tokens[index] = msgspec.structs.replace(
            tokens[index], upos="VERB", lemma=tokens[index].text.lower(), feats="VerbForm=Part", head=noun
        )
    elif tokens[index].deprel not in ("case", "mark") and tokens[verb].head == index:
        return False
    above = tokens[verb]
    if tokens[noun].head == verb:  # "the trial due to start" as a clause with a subject
        hang(tokens, noun, above.head, above.deprel)
    hang(tokens, index, noun, "acl")
    hang(tokens, verb, index, "xcomp")
    if verb == to + 1:
        tokens[verb] = msgspec.structs.replace(
            tokens[verb], upos="VERB", lemma=tokens[verb].text.lower(), feats="VerbForm=Inf"
        )
    tokens[to] = msgspec.structs.replace(tokens[to], upos="PART", head=verb, deprel="mark")
    return True


def _verb_after(tokens: list[Token], index: int, end: int) -> int | None:
    """The verb that begins here, behind its "be" where it is passive: "due to *be sentenced*"."""
    passive = tokens[index].text.lower() == "be" and index + 1 < end and tokens[index + 1].upos == "VERB"
    if passive and features(tokens[index + 1]).get("VerbForm") == "Part":
        return index + 1
    return index if _is_verb(tokens, index, end) else None


def _is_verb(tokens: list[Token], index: int, end: int) -> bool:
    """Whether a bare verb stands here, or a word that may be one, with its object behind it."""
    token = tokens[index]
    if token.upos == "VERB":
        bare = token.text.lower() == token.lemma.lower() or features(token).get("VerbForm") != "Part"
        return bare and not token.text.lower().endswith("ing")
    book = load()
    known = token.text.lower() in book.verbs or token.text.lower() in book.carriers
    if not known or index + 1 >= end or token.upos not in ("NOUN", "ADJ"):
        return False
    behind = tokens[index + 1]
    ends = behind.upos in ("ADP", "PUNCT") and token.text.lower() in word_class("under_way_verbs")
    if ends and token.upos == "NOUN":
        return True  # "talks were due to *resume* on Monday"
    return behind.upos == "DET" or "Poss=Yes" in behind.feats or (
        token.upos == "ADJ" and behind.upos in ("NOUN", "PROPN")
    )  # fmt: skip


def _hang_verb(tokens: list[Token], index: int, verb: int, begin: int, end: int) -> bool:
    """Makes the verb behind "due to" (at ``index``) what is due; whether that was new."""
    to = index + 1
    token = tokens[verb]
    if token.upos == "VERB" and token.head == index and tokens[to].head == verb:
        shared = [child for child in range(begin, index) if tokens[child].head == verb]
        for child in shared:  # "*had* been due to deliver": it is being due that lies behind
            hang(tokens, child, index)
        return bool(shared)
    owner = token.head if token.deprel == "amod" and token.head > verb else verb
    if tokens[index].head in (verb, owner):
        above = tokens[owner]
        root = above.head == index
        hang(tokens, index, -1 if root else above.head, "root" if root else above.deprel)
    for child in range(begin, end):
        one = tokens[child]
        if one.head in (verb, owner) and child < index:
            hang(tokens, child, index, {"nsubj:pass": "nsubj", "aux:pass": "cop"}.get(one.deprel))
        elif one.head == verb and child > verb and one.deprel.startswith("nsubj"):
            hang(tokens, child, verb, "obj")
    if owner != verb:
        hang(tokens, owner, verb, "obj")
    if verb == to + 1:
        token = msgspec.structs.replace(token, lemma=token.text.lower(), feats="VerbForm=Inf")
    if hangs_under(tokens, index, verb):  # "which is due to host the *show*", hung on the show
        hang(tokens, index, token.head, token.deprel)
    tokens[verb] = msgspec.structs.replace(token, upos="VERB", head=index, deprel="xcomp")
    tokens[to] = msgspec.structs.replace(tokens[to], upos="PART", head=verb, deprel="mark")
    return True


def _hang_clause(tokens: list[Token], mark: int, begin: int, end: int) -> bool:
    """Hangs a clause on the adjective right before its "that", where both hang on one verb."""
    clause, adjective = tokens[mark].head, mark - 1
    impersonal = any(tokens[i].deprel == "expl" and tokens[i].head == adjective for i in range(begin, mark))
    beside = mark < clause < end and tokens[clause].head == tokens[adjective].head >= 0
    if not (impersonal and beside and tokens[clause].deprel in ("ccomp", "parataxis")):
        return False
    hang(tokens, clause, adjective, "csubj")
    return True
