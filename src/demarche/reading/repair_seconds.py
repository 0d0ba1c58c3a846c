"""Second verbs that a parse has hung on an infinitive: "urges Mali to pay and *criticises* it".

Two verbs that "and" joins have one form. A verb with a tense goes on with the verb above that has
the same tense, whose subject it shares; the infinitive between them has none.
"""

from __future__ import annotations

import msgspec

from demarche.language.tree import features
from demarche.records import Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")


def seconds(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs such verbs on the one that they go on with, in place; whether anything changed."""
    changed = False
    for index in range(begin + 1, end):
        token = tokens[index]
        if token.deprel != "conj" or token.upos != "VERB" or not begin <= token.head < index:
            continue
        tense = _tense(token)
        own = [child for child in range(begin, end) if tokens[child].head == index]
        if tense is None or any(tokens[child].deprel in _SUBJECTS for child in own):
            continue
        if not _is_infinitive(tokens, token.head, begin):
            continue
        above = tokens[token.head].head
        while begin <= above < end and _tense(tokens[above]) != tense:
            above = tokens[above].head
        if begin <= above < token.head:
            tokens[index] = msgspec.structs.replace(token, head=above)
            changed = True
    return changed


def _tense(token: Token) -> str | None:
    """The tense that a form cannot hide: "criticises", "went"; a bare form may be an infinitive."""
    feats = features(token)
    shown = token.text.lower() != token.lemma.lower()
    if token.upos != "VERB" or feats.get("VerbForm") != "Fin" or not shown:
        return None
    return feats.get("Tense")


def _is_infinitive(tokens: list[Token], verb: int, begin: int) -> bool:
    marked = any(
        tokens[child].head == verb and tokens[child].text.lower() == "to" for child in range(begin, verb)
    )
    return marked and features(tokens[verb]).get("VerbForm") == "Inf"
