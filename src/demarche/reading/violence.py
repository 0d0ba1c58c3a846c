"""The codes that sides, weapons and causes give to acts of violence.

CAMEO tells war between armed sides (190) from other violence (180), and tells weapons apart
(183, 193, 194, 195 …). Neither is in the word: "militants *attacked* a village" is 180, "attacked an
army base" 190; "*shot* a clerk" is 180, "*shot* a soldier" 193. A result has the code of what it came
of: "ten were *killed* in an *air raid*".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from demarche.knowledge.codebook import Codebook
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.involved import Involved
from demarche.reading.participants_clause import is_bare, objects_of
from demarche.records import Actor

# Codes that tell the means: what is done by them has them too.
_WEAPONS = frozenset("183 1831 1832 1833 193 194 195 202 203 2041 2042 204".split())
_FIGHTERS = frozenset({"MIL", "REB", "IMG", "PRM"})
_BANDS = frozenset({"REB", "IMG", "PRM", "UAF"})
# What joins a result to what it came of: "injured *in* a blast".
_IN = frozenset({"in", "during", "by", "from", "following"})
# Crowds and those who march in them: what they and the police do to each other is no war.
_CROWDS = frozenset({"CVL", "LAB", "OPP", "EDU", "AGR", "REF", "SOC"})


def as_fought(tree: Tree, acts: Sequence[Act], involved: Involved, book: Codebook) -> list[Act]:
    """The acts, those of violence with the code of their sides, of their weapon or of their cause."""
    for act in acts:  # each in its turn, as acts that would ask each other in a ring need
        involved.of(act)
    causes = involved.causes()
    struck: dict[int, tuple[Actor, ...]] = {}  # whom an attack hit, by what came of it
    by_token = {act.token: act for act in acts}
    for token, found in causes.items():
        for cause in found:
            struck.setdefault(cause.token, involved.of(by_token[token])[1] if token in by_token else ())
    acts = [_as_taken(tree, act, involved, book) for act in acts]
    sided = {act.token: _sided(tree, act, involved, struck.get(act.token, ()), book) for act in acts}
    for token in sorted(sided):
        sided[token] = _again(tree, sided[token], sided, book)
    return [
        _as_result(tree, act, _causes(tree, act, sided, causes), book) if _is_result(tree, act) else act
        for act in sided.values()
    ]


def _as_taken(tree: Tree, act: Act, involved: Involved, book: Codebook) -> Act:
    """Whom armed groups take is no prisoner of a state: "*captured* by the rebels" is an abduction."""
    if act.coding.code.code != "173" or tree.lemma(act.token) not in ("capture", "seize"):
        return act
    actors, _ = involved.of(act)
    if not actors or any(actor.sector not in _BANDS for actor in actors):
        return act
    return _coded(act, "181", book.codes["181"].mode, book)


def _sided(tree: Tree, act: Act, involved: Involved, struck: Sequence[Actor], book: Codebook) -> Act:
    """An attack or a fight as war where both sides are armed, else as other violence."""
    coding, lemma = act.coding, tree.lemma(act.token)
    if coding.code.code not in ("180", "190") or coding.mode not in (None, "firearms"):
        return act
    actors, recipients = involved.of(act)
    recipients = recipients or tuple(struck)
    code = coding.code.code
    if coding.mode == "firearms":
        code = "193" if _among_fighters(actors, recipients, book) else "180"
    elif lemma in book.classes["raid"]:
        code = "190" if _among_fighters(actors, recipients, book) else "180"
    elif lemma in book.classes["clash_word"] and code == "190":
        code = "180" if _with_crowd(tree, act, (*actors, *recipients), book) else "190"
    if code == coding.code.code:
        return act
    return _coded(act, code, coding.mode, book)


def _among_fighters(actors: Sequence[Actor], recipients: Sequence[Actor], book: Codebook) -> bool:
    """Whether violence is war between armed sides, not an attack on whoever it meets."""
    states = [
        party for party in (actors, recipients) if any(one.country and not one.sector for one in party)
    ]
    civilians = any(actor.sector in _CROWDS for actor in recipients)
    army = any(actor.sector == "MIL" and actor.country for actor in actors) and not civilians
    if len(states) == 2 or army or any(actor.sector in _FIGHTERS for actor in recipients):
        return True
    words = {word for actor in recipients for word in actor.text.lower().replace("-", " ").split()}
    if any(actor.sector == "COP" for actor in recipients) or "police" in words:
        return any(actor.sector in _BANDS for actor in actors)
    return not words.isdisjoint(book.classes["garrison"])  # "attacked a *military* checkpoint"


def _with_crowd(tree: Tree, act: Act, parties: Sequence[Actor], book: Codebook) -> bool:
    """Whether a fight has a crowd on one side: "police *clash* with protesters"."""
    if any(actor.sector in _BANDS for actor in parties):
        return False
    if any(actor.sector in _CROWDS for actor in parties):
        return True
    armies = any(actor.sector == "MIL" for actor in parties)
    police = any(actor.sector == "COP" for actor in parties)
    sentence = tree.sentence(act.token)
    marching = any(
        tree.lemma(token) in book.classes["protest_word"] for token in range(sentence.first, sentence.last)
    )
    return police and not armies and marching


def _again(tree: Tree, act: Act, acts: Mapping[int, Act], book: Codebook) -> Act:
    """A noun that takes up the strike told before: "fired a missile; *the strike* killed"."""
    coding = act.coding
    if tree.lemma(act.token) not in ("strike", "bombing") or tree.tokens[act.token].upos != "NOUN":
        return act
    if coding.code.code not in ("180", "190", "183") or tree.children(act.token, "compound", "amod", "nmod"):
        return act
    if not any(tree.lemma(det) in ("the", "this", "that") for det in tree.children(act.token, "det")):
        return act
    for token in sorted((token for token in acts if token < act.token), reverse=True):
        before = acts[token].coding
        if before.code.code in ("194", "195"):
            return _coded(act, before.code.code, before.mode, book)
    return act


def _is_result(tree: Tree, act: Act) -> bool:
    """Whether an act only tells that somebody was killed or hurt, and not in a clause beside it."""
    coding = act.coding
    return coding.code.code == "180" and coding.mode is None and not is_bare(tree, act.token)


def _causes(
    tree: Tree, act: Act, acts: Mapping[int, Act], with_act: Mapping[int, list[Act]]
) -> Iterable[Act]:
    """What a result came of: what the words join to it, to a result beside it, or what "which" takes up."""
    for cause in with_act.get(act.token, ()):
        yield acts.get(cause.token, cause)
    first = tree.coordination_head(act.token)
    for beside in dict.fromkeys((act.token, first, *tree.conjuncts(first))):
        # "six are *killed* and ten injured in a bombing"
        if beside in acts and tree.tokens[act.token].upos in ("VERB", "ADJ"):
            for cause in with_act.get(beside, ()) if beside != act.token else ():
                yield acts.get(cause.token, cause)
            for child in tree.children(beside, "obl"):
                if child in acts and any(tree.lemma(case) in _IN for case in tree.children(child, "case")):
                    yield acts[child]
    if tree.has_relation(first, "acl:relcl"):  # "the bombing of a bar in Suva, which *killed* one"
        for above in tree.ancestors(first):
            if tree.tokens[above].upos not in ("NOUN", "PROPN"):
                break
            if above in acts:
                yield acts[above]


def _as_result(tree: Tree, act: Act, causes: Iterable[Act], book: Codebook) -> Act:
    """A result with the code of the first of its causes that has one of its own."""
    for cause in causes:
        coding = cause.coding
        armed = coding.code.code == "180" and coding.mode == "firearms"
        if coding.code.type == "ASSAULT" and (armed or coding.code.code in _WEAPONS | {"190"}):
            return _coded(act, coding.code.code, coding.mode, book)
    code = _by_mine(tree, act, book)
    return _coded(act, code, book.codes[code].mode, book) if code else act


def _by_mine(tree: Tree, act: Act, book: Codebook) -> str | None:
    """The code of a bomb that is run into: "are *killed* when their lorry hits a roadside bomb"."""
    for clause in tree.children(act.token, "advcl"):
        if tree.lemma(clause) not in ("hit", "strike", "trigger", "run"):
            continue
        things = [*objects_of(tree, clause), *tree.children(clause, "obl")]
        for bomb in things:
            if tree.lemma(bomb) in book.classes["buried"]:
                words = {tree.lemma(bomb), *(tree.lemma(c) for c in tree.children(bomb, "amod", "compound"))}
                return "1833" if words & {"roadside", "mine", "landmine", "land"} else "183"
    return None


def _coded(act: Act, code: str, mode: str | None, book: Codebook) -> Act:
    coding = msgspec.structs.replace(act.coding, code=book.codes[code], mode=mode)
    return msgspec.structs.replace(act, coding=coding)
