"""What an appeal, a promise, a demand, a refusal or a threat is about.

CAMEO codes acts of words by what they hold: "urged Israel to *lift* the blockade" asks for
de-escalation (0256), "threatened to *impose* sanctions" threatens them (1312). The same
holds for who is addressed: a demand that a minister resign is made of the minister, and a
threat to arrest teachers is made to the teachers. So the act inside is found first, and
``knowledge/codebook/contents.tsv`` says what it makes of the act around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from demarche.knowledge.codebook import Codebook
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.coding_conditions import is_so
from demarche.reading.status_main import conditioned

# Where the content of an act of words stands below it: "demanded that he *resign*", "called
# for *talks*", "the threat to *ban* them", "demands an end to the *embargo*".
_INSIDE = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj:pass", "conj", "advcl")
_DEPTH = 3
# "vowed to *crush* them": what is promised is harm, so the promise is a threat.
VOWS = frozenset({"vow", "swear", "promise", "pledge"})
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_MARKS = frozenset("for to of with in on into from that against over about".split())
# "an *end* to the embargo", "*stop* shelling", "*not* to station troops"
_ENDING = frozenset(
    "break cancel end halt stop cease cessation suspend suspension lift lifting refrain abandon drop scrap "
    "ease easing removal remove withdraw withdrawal abolish abolition moratorium freeze not n't never "
    "no".split()
)

_WARNING = frozenset({"warn", "caution", "alert"})
_SAYING = frozenset("say declare announce state add insist tell reply respond retort".split())


def contents(tree: Tree, acts: Iterable[Act], book: Codebook) -> dict[int, int]:
    """Act token → token of the act that it asks for, promises, refuses, threatens or judges."""
    by_token = {act.token: act for act in acts}
    found: dict[int, int] = {}
    for act in by_token.values():
        if book.family(act.coding.code.code) is None and not _judges(act, tree):
            continue
        inside = _first_inside(tree, act, by_token)
        if inside is not None:
            found[act.token] = inside
    return found


def _judges(act: Act, tree: Tree) -> bool:
    """Whether an act judges, claims or warns of another without being one of its families."""
    if tree.lemma(act.token) in ("warn", "caution"):
        return True
    return act.coding.code.type in ("SUPPORT", "ACCUSE") or act.coding.code.code == "015"


def _first_inside(tree: Tree, act: Act, by_token: Mapping[int, Act]) -> int | None:
    """The nearest act below, the leftmost of equals."""
    level = [act.token]
    for _ in range(_DEPTH):
        below = [child for token in level for child in _below(tree, token, act.token)]
        acts = [child for child in below if child in by_token]
        if acts:
            return min(acts)
        level = below
    return None


def _below(tree: Tree, token: int, top: int) -> list[int]:
    found = []
    for child in tree.children(token, *_INSIDE):
        if tree.has_relation(child, "conj") and token == top:
            continue  # "urged restraint and *sent* aid": two acts side by side
        cases = {tree.lemma(case) for case in tree.children(child, "case", "mark")}
        if tree.has_relation(child, "obl", "nmod", "advcl") and not cases & _MARKS:
            continue
        if tree.has_relation(child, "acl") and not cases & {"to", "of", "that"}:
            continue  # "a deal *brokered* by Oman" is not a deal about brokering
        if tree.has_relation(child, "advcl") and not cases & {"for", "to", "from"}:
            continue
        found.append(child)
    return found


def refused(
    tree: Tree, act: Act, held: Mapping[int, Act | None], by_token: Mapping[int, Act], book: Codebook
) -> Act | None:
    """What a refusal is about: "ruled out *freeing* them", "spurned *calls to resign*"."""
    asked = held[act.token]
    if asked is None:
        return by_token.get(_ruled_on(tree, act.token) or -1)
    return refined(tree, asked, held[asked.token], book)


def _ruled_on(tree: Tree, verb: int) -> int | None:
    """The clause in -ing that a verb is about: "ruled out *freeing* them", not "left, *saying* so"."""
    if tree.children(verb, "obj", "xcomp", "ccomp"):
        return None
    for clause in tree.children(verb, "advcl"):
        marked = tree.children(clause, "mark", "case", "nsubj")
        if clause < verb or marked or not tree.tokens[clause].text.endswith("ing"):
            continue
        if all(word.text != "," for word in tree.tokens[verb + 1 : clause]):
            return clause
    return None


def refined(tree: Tree, act: Act, inside: Act | None, book: Codebook) -> Act:
    """The act with the code that its content, or else its object, gives it."""
    coding = act.coding
    if book.family(coding.code.code) is None:
        return act
    vows = tree.lemma(act.token) in VOWS and coding.code.code == "030"
    harm = inside is not None and inside.coding.code.type in _HARM
    if vows and harm and inside is not None and not _ended(tree, act.token, inside):
        coding = msgspec.structs.replace(coding, code=book.codes["130"])
    code = None
    if inside is not None:
        ended = _ended(tree, act.token, inside)
        code = book.content_code(coding.code.code, inside.coding.code.code, ended=ended)
    for head in _matters(tree, act) if code is None and not harm else ():  # not "that aid be *cut off*"
        code = code or book.object_code(coding.code.code, tree.lemma(head))
    if code is None or code == coding.code.code:
        return msgspec.structs.replace(act, coding=coding)
    made = book.codes[code]
    threatened = inside.coding.mode if inside is not None and code.startswith("13") else None
    mode = threatened if threatened == "arrest" else None
    return msgspec.structs.replace(
        act,
        coding=msgspec.structs.replace(
            coding, code=made, mode=mode or made.mode, contexts=coding.contexts or made.contexts
        ),
    )


def _matters(tree: Tree, act: Act) -> Iterable[int]:
    """Heads of the things that an act of words is about: "pledged to change the *law*"."""
    yield from act.coding.objects
    for clause in tree.children(act.token, "xcomp", "ccomp", "acl", "advcl", "obl"):
        yield clause
        yield from tree.children(clause, "obj", "nsubj:pass")
    for thing in act.coding.objects:
        yield from tree.children(thing, "nmod")


def purposes(tree: Tree, acts: Iterable[Act]) -> set[int]:
    """Demands that only say what a protest is for: "rallies *demanding* his resignation"."""
    acts = list(acts)
    protests = {
        word for act in acts if act.coding.code.type == "PROTEST" for word in (act.token, *act.carriers)
    }  # "went on *strike* to demand pay": what it is for may hang on the verb
    found = set()
    for act in acts:
        above = tree.head(act.token)
        bare = tree.has_relation(act.token, "acl", "advcl") and not tree.children(act.token, "nsubj")
        if bare and act.coding.code.type == "REQUEST" and above in protests:
            found.add(act.token)
    return found


def _ended(tree: Tree, top: int, inside: Act) -> bool:
    """Whether the words ask for the end of an act: "stop *shelling*", "an end to the *embargo*"."""
    stations = [inside.token, *inside.carriers]
    for above in tree.ancestors(inside.token):
        if above == top:
            break
        stations.append(above)
    for station in stations:
        if station != inside.token and tree.lemma(station) in _ENDING:
            return True
        if any(tree.lemma(c) in _ENDING for c in tree.children(station, "advmod", "det")):
            return True
    return False


def said_under_condition(tree: Tree, token: int, acts: Iterable[Act]) -> Act | None:
    """The act that somebody says would follow if: "said it would *strike* if attacked"."""
    if tree.lemma(token) not in _SAYING:
        return None
    clauses = {
        clause
        for clause in tree.children(token, "ccomp")
        if clause > token and tree.has_word(clause, ("would",), "aux") and conditioned(tree, clause)
    }
    return next((act for act in acts if not clauses.isdisjoint((act.token, *act.carriers))), None)


def answers(tree: Tree, denial: int, book: Codebook) -> bool:
    """Whether a denial takes up what was said before: "a charge *that Oslo denies*", "denies *it*"."""
    if tree.children(denial, "ccomp", "xcomp"):
        return False
    above = tree.head(denial) if tree.has_relation(denial, "acl:relcl") else None
    said = above is not None and tree.lemma(above) in book.classes["telling"]
    return said or any(tree.tokens[thing].upos == "PRON" for thing in tree.children(denial, "obj"))


def is_mere_warning(tree: Tree, token: int) -> bool:
    """Whether somebody warns of what is so, which is no threat: "warned that they *had met*".

    A threat lies ahead: "warned that it *would* close the strait", "that they pay *if* they cross".
    """
    if tree.lemma(token) not in _WARNING:
        return False
    told = tree.children(token, "ccomp")
    if not told:
        return any(tree.has_word(noun, ("about",), "case") for noun in tree.children(token, "obl"))
    return all(is_so(tree, clause) for clause in told)
