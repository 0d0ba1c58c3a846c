"""Status, certainty and polarity of an act, composed along the path from it to the root.

Every predicate has a standing by its own clause (``status_clause``) and hands one down to
what hangs below it, by the signature that ``knowledge/status.tsv`` gives it: "may refuse to
allow the visit" is read outside in, *may* → refuse possible, *refuse to* → allow negative,
*allow* → visit negative (Karttunen 1971; Nairn et al. 2006; Saurí and Pustejovsky 2012).
Where two readings stand, the weaker one is taken: a planned act never comes out as occurred.

The factuality that the model gives (-3 to 3, as in UDS) decides only where grammar leaves
two readings open; see ``_tie``.

Here predicates are handed to the rules for how they hang: ``status_main`` for those with
nothing above, ``status_complement``, ``status_adverbial`` and ``status_adnominal`` for
clauses, ``status_noun_contexts`` for nouns. A ``Path`` (``status_path``) leads upwards.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_adnominal import adnominal, is_draft, unpassed
from demarche.reading.status_adverbial import DEMANDED, adverbial
from demarche.reading.status_clause import NOT_MET, Clause, adverbs
from demarche.reading.status_complement import OR_ELSE, complement
from demarche.reading.status_main import main
from demarche.reading.status_noun_contexts import modified, of_noun
from demarche.reading.status_nouns import is_event_noun, preposition
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import AHEAD_CLASSES, UNREAL, World, apply, flipped, signature
from demarche.records import TimeExpression

_AWAITING = ("expect", "await")  # "is *expected* in Suva"
# Below this the model doubts an act that grammar lets stand as certain.
DOUBTED = -1.0
# Reasons that leave no doubt that an act has not been done.
NOT_AGREED = "not agreed"  # a pact that was to be made, and was not
PLAIN = frozenset(
    {
        "make-believe", "untrue", "almost", "short of", "before he could", "condition", NOT_AGREED, DEMANDED,
        OR_ELSE, NOT_MET, "reject: rule",
    }
)  # fmt: skip
HEDGES = frozenset({"believe", "seem", "alleged"})
NEW_CONTEXT = (
    "root",
    "parataxis",
    "discourse",
    "list",
    "dep",
    "orphan",
    "vocative",
    "dislocated",
    "reparandum",
)


class Standing(msgspec.Struct, frozen=True):
    """How an act stands: status, certainty, polarity, and what made it so.

    ``reasons`` names the steps from the act outwards ("plan: plans"); ``embedding`` holds
    the tokens of the predicates that the act is embedded under, nearest first.
    """

    status: str
    certainty: str
    polarity: str
    reasons: tuple[str, ...]
    embedding: tuple[int, ...]


def status(
    tree: Tree,
    token: int,
    factuality: float | None,
    published: dt.date | None = None,
    time: TimeExpression | None = None,
) -> Standing:
    """The standing of the act at ``token``, a verb, noun or adjective.

    ``time`` is the act's own time expression, if it has one; with ``published`` it tells
    a present tense that looks ahead ("arrives on Friday") from one that does not.
    """
    path = Path(tree, token, published, time, factuality, _standing)
    world = _tie(path.world(token), factuality)
    return Standing(
        world.status,
        world.certainty,
        "positive" if world.positive else "negative",
        world.reasons,
        world.embedding,
    )


def is_hedged(tree: Tree, token: int, standing: Standing) -> bool:
    """Whether a word says outright that an act is only likely: *believed* to be, *reportedly*, *alleged*."""
    names = {reason.partition(":")[0] for reason in standing.reasons}
    said = not HEDGES.isdisjoint(names) or "expect" in adverbs(tree, token)
    return standing.certainty == "probable" and said


def is_plain(standing: Standing) -> bool:
    """Whether words say outright that an act was only played, nearly done, falsely told or tried in vain."""
    nearest = [reason.partition(":")[0] for reason in standing.reasons[:2]]
    in_vain = len(nearest) > 1 and nearest[0] in ("try", "want") and nearest[1] in ("fail", "stop", "prevent")
    return not PLAIN.isdisjoint(standing.reasons) or (in_vain and standing.polarity == "negative")


def _tie(world: World, factuality: float | None) -> World:
    """Lower the certainty of an asserted act that the model does not believe in."""
    if (
        factuality is not None
        and factuality < DOUBTED
        and world.positive
        and "make: done" not in world.reasons  # the model takes "to protest" for a mere purpose
        and world.certainty == "certain"
        and world.status in ("occurred", "ongoing")
    ):
        return world.but("probable", reason=f"factuality {factuality:.1f}")
    return world


def _standing(path: Path, token: int) -> World:
    """The standing of any predicate, a noun's or a clause's."""
    if not is_event_noun(path.tree, token):
        awaited = token == path.event and path.tree.lemma(token) in _AWAITING
        own = awaited or path.tree.tokens[token].upos == "ADJ"
        if own and signature(path.tree, token, "inf") == "expect":
            # "is *due* in Suva", "is *expected* in Suva": the word that announces is the act's own
            read = path.read(token)
            return World("planned", "probable", read.positive, ("expect",), ())
        return _clause(path, token)
    if path.tree.children(token, "cop"):
        wanted = _what_is_wanted(path, token)
        if wanted is not None:
            return wanted
        world = modified(path, token, _clause(path, token), asserted=True)
        # "it is the second *raid* this week": what something is, it has been
        is_one = world.status == "ongoing" and token == path.event and not path.tree.children(token, "case")
        return world.like("occurred") if is_one else world  # but "is under *siege*"
    return of_noun(path, token)


def _clause(path: Path, token: int) -> World:
    """A clause by the relation that it, or the first of its conjuncts, hangs by."""
    tree = path.tree
    read = path.read(token)
    first = tree.coordination_head(token)
    played = _played(tree, token, first)
    if played is not None:
        return World("planned", "possible", read.positive, ("make-believe",), (played,))
    if first != token and _own_context(tree, token, read):
        return main(path, token, read)
    head = tree.head(first)
    if read.finite and head is not None and _has_no_ground(tree, first, head):
        return World(read.status, "probable", not read.positive, ("untrue",), (head,))
    if head is None or tree.has_relation(first, *NEW_CONTEXT):
        if first != token and read.has("infinitive", "participle") and not read.finite:
            return _shared(path, token, first, read)
        return main(path, token, read)
    if tree.has_relation(first, "acl:relcl", "acl") and read.positive and _of_any(path, head):
        return World("planned", "possible", True, ("any",), (head,))
    if tree.has_relation(first, "acl:relcl", "acl") and _in_case(tree, head):
        return World("planned", "possible", read.positive, ("condition",), (head,))
    if tree.has_relation(first, "acl:relcl", "acl") and tree.lemma(head) in word_class("happening"):
        outer = path.world(head) if tree.children(head, "cop") else None
        if outer is not None and outer.status in UNREAL and read.finite:
            return outer.under(head, "that it is")  # "it would be the first time that they have *met*"
    if tree.has_relation(first, "acl:relcl"):
        told = "past" if is_draft(tree, head) else "present"
        if read.tense in ("present", told) and read.status != "planned" and _in_draft(path, first, head):
            return World("planned", "possible", read.positive, ("draft",), (head,))
        whenever = read.tense == "present" or (read.tense == "past" and _in_future_past(path, head))
        if whenever and read.status != "planned" and _of_whoever(tree, head):
            return World("planned", "possible", read.positive, ("whoever",), (head,))
        return main(path, token, read)
    if tree.has_relation(first, "advcl"):
        return adverbial(path, token, first, head, read)
    beside = tree.has_relation(first, "acl", "nmod", "obl")
    if beside and tree.has_word(first, ("with",), "mark") and not read.finite:
        return World("occurred", "certain", read.positive, ("with",), (head,))  # "with police *firing*"
    if tree.has_relation(first, "acl"):
        return adnominal(path, token, first, head, read)
    if tree.has_relation(first, "ccomp", "xcomp", "csubj", "obl", "obj", "nmod", "nsubj"):
        return complement(path, token, first, head, read)
    if tree.has_relation(first, "amod", "compound"):
        return World("occurred", "certain", read.positive, (), ())
    return main(path, token, read)


def _in_future_past(path: Path, noun: int) -> bool:
    """Whether a past tense stands for a present: "warned that those who *blocked* it would be tried"."""
    verb = path.tree.head(noun)
    return verb is not None and path.read(verb).has("modal:would")


def _has_no_ground(tree: Tree, first: int, head: int) -> bool:
    """Whether a clause says what there is "no proof *that*" or "no truth in reports *that*" it is so.

    So it is with what is turned down "as fiction claims *that*".
    """
    if not tree.has_relation(first, "acl", "acl:relcl", "ccomp"):
        return False
    above = tree.head(head) if tree.lemma(head) in word_class("hearsay_noun") else None
    grounds = (head, above) if above is not None else (head,)
    if any(tree.lemma(one) in word_class("proof") and tree.has_word(one, ("no",), "det") for one in grounds):
        return True
    if above is None or tree.lemma(above) not in ("dismiss", "reject", "decry", "denounce", "brush"):
        return False
    words = [token.text.lower() for token in tree.tokens[above + 1 : head + 1]]
    return "as" in words and not word_class("untrue").isdisjoint(words)


def _what_is_wanted(path: Path, noun: int) -> World | None:
    """What somebody is told to need or want: "What they need is a *truce*", "All they ask for is *aid*"."""
    tree = path.tree
    subject = tree.child(noun, "nsubj", "csubj")
    if subject is None:
        return None
    opens = tree.lemma(subject) in ("what", "all")
    clauses = (subject, *tree.children(subject, "acl:relcl")) if opens else (subject,)
    asks = [clause for clause in clauses if tree.tokens[clause].upos == "VERB"]
    if not asks or tree.tokens[min(tree.subtree(subject))].text.lower() not in ("what", "all"):
        return None
    name = signature(tree, asks[0], "noun")
    return apply(name, path.world(asks[0]), None, "noun", asks[0], "what") if name in AHEAD_CLASSES else None


def _played(tree: Tree, token: int, first: int) -> int | None:
    """What a clause is played or imagined in, if it is: "In the *novel*, rebels storm the palace".

    Or what shows it ("the drama shows troops *landing*"), or the exercise "in which" it is done.
    """
    played = word_class("make_believe")
    for clause in dict.fromkeys((token, first)):
        for child in tree.children(clause, "obl"):
            if tree.lemma(child) in played and preposition(tree, child) == "in":
                return child
    above = tree.head(first)
    if above is None:
        return None
    if tree.has_relation(first, "acl:relcl"):
        where = any(preposition(tree, child) == "in" for child in tree.children(first, "obl"))
        exercise = tree.lemma(above) in word_class("exercise") and where
        return above if tree.lemma(above) in played or exercise else None
    if tree.has_relation(first, "acl"):  # "has tanks *attacking* Narva", hung on what acts
        above = tree.head(above) if tree.has_relation(above, "obj") else None
    if above is None or not tree.has_relation(first, "acl", "ccomp", "xcomp"):
        return None
    subject = tree.child(above, "nsubj")
    return subject if subject is not None and tree.lemma(subject) in played else None


def _in_case(tree: Tree, noun: int) -> bool:
    """Whether a clause hangs on "in the event", "in case": what may come about; not "in a case in which"."""
    if tree.lemma(noun) == "case" and tree.children(noun, "det", "amod", "nmod:poss"):
        return False
    return tree.lemma(noun) in ("event", "case", "eventuality") and preposition(tree, noun) in ("in", "for")


def _of_any(path: Path, noun: int) -> bool:
    """Whether it is told of any one that there may be: "a voice in *any* deal reached with them"."""
    return path.tree.has_word(noun, ("any",), "det") and path.world(noun).status in UNREAL


def _of_whoever(tree: Tree, noun: int) -> bool:
    """Whether a clause says who or what it may be: "anyone who gives hints that *lead* to the killer"."""
    if not {tree.lemma(noun), tree.tokens[noun].text.lower()}.isdisjoint(word_class("whoever")):
        return True
    above = tree.head(noun)
    if above is None or not tree.has_relation(above, "acl:relcl") or not tree.has_relation(noun, "obj"):
        return False
    antecedent = tree.head(above)
    return antecedent is not None and tree.lemma(antecedent) in word_class("whoever")


def _in_draft(path: Path, clause: int, noun: int) -> bool:
    """Whether a text that nobody has passed yet does it: "debates a bill that *prohibits* the party"."""
    tree = path.tree
    subject = tree.child(clause, "nsubj")
    if subject is None or tree.tokens[subject].text.lower() not in ("that", "which"):
        return False
    return unpassed(path, noun)


def _own_context(tree: Tree, token: int, read: Clause) -> bool:
    """A second conjunct with a subject of its own beside a main clause starts anew."""
    first = tree.coordination_head(token)
    return read.finite and (tree.has_relation(first, *NEW_CONTEXT) or tree.has_relation(first, "acl:relcl"))


def _shared(path: Path, token: int, first: int, read: Clause) -> World:
    """A bare second verb under the first one's auxiliaries ("will meet and *sign*")."""
    outer = main(path, first, path.read(first))
    return outer if read.positive else flipped(outer)
