"""Adverbial clauses: purpose, condition, time, manner, and complements mistaken for them."""

from __future__ import annotations

from itertools import pairwise

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import Clause, weaker
from demarche.reading.status_complement import embedded, gives_time
from demarche.reading.status_links import marker_of, via_of
from demarche.reading.status_main import main
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import UNREAL, World, apply, flipped, signature

CONDITIONAL = frozenset(
    {"if", "unless", "provided", "providing", "assuming", "supposing", "should", "lest", "in"}
)
TEMPORAL = frozenset({"when", "once", "until", "before", "after", "till", "while", "as", "whenever", "since"})
# Reasons of what must come about first: "strike *unless* they pay", "will not talk *until* they leave".
DEMANDED = "demanded"
INSTEAD = frozenset({"without", "instead", "rather", "from", "against"})
AGAINST = frozenset({"cancel", "fail", "reject", "refuse", "postpone", "prevent", "stop"})
FOLLOWING = frozenset({("subsequent", "to"), ("owing", "to"), ("due", "to"), ("thanks", "to")})


def adverbial(path: Path, token: int, first: int, head: int, read: Clause) -> World:
    """Adverbial clauses: purpose, condition, time, manner, and complements mistaken for them."""
    tree = path.tree
    marker = marker_of(tree, first)
    via = via_of(tree, first, read)
    if via == "inf" and tree.lemma(token) in ("protest", "demonstrate") and _protests(path, head):
        # "gather to *protest*": what they do is the protest
        outer, going_on = path.world(head), path.read(head).has("progressive")
        return apply("make", outer if going_on else outer.like("occurred"), read, via, head, "done")
    if via == "inf" and tree.lemma(head) in ("have", "be") and tree.has_word(head, ("yet",), "advmod"):
        return World("occurred", "certain", not read.positive, ("yet",), (head,))  # "has yet *to ratify* it"
    if not read.finite and marker != "order":  # "set up posts in order *to stop* him": a purpose only
        name = signature(tree, head, via)
        tells = word_class("speech") | word_class("complain")
        if tree.lemma(head) == "summon" and tree.lemma(token) in tells:
            name = None  # "summons the envoy *to protest*": what for
        due = _said_due(tree, first) if via == "inf" else None
        if due is not None:
            return embedded(path, signature(tree, due, via) or "expect", token, due, read, via)
        if tree.children(head, "obj") or _follows(tree, first):
            if name in AGAINST and via == "ing" and not _keeps_from(tree, head):
                name = None  # "derails a train *killing* eight": what came of it
            elif name in ("make", "continue") and via == "inf":
                name = None  # "begin a strike *to protest* cuts": what for
            elif marker == "for" and tree.lemma(head) == "sue":
                name = None  # "sued the state for *jailing* them": what it did, not what they ask for
        if (
            name
            and not (name in ("continue", "purpose") and via == "inf")
            and not (
                via == "ing"
                and not tree.has_relation(first, "advcl:relcl")
                and _comma_between(tree, first, head)
            )
        ):
            return embedded(path, name, token, head, read, via)
    outer = path.world(head)
    if via == "inf" and marker != "order" and gives_time(tree, head):
        return apply("want", outer, read, via, head, "gives time to")
    if marker == "order" or via == "inf":
        return apply("purpose", outer, read, via, head, "purpose")
    if _is_demanded(path, first, head, marker, read, outer):
        return World("wanted", "unknown", True, (DEMANDED,), (head,))
    if marker in CONDITIONAL and marker != "in":
        positive = read.positive if marker != "lest" else not read.positive
        kind = "occurred" if read.has("perfect") and outer.status == "occurred" else "planned"
        return World(kind, "possible", positive, ("condition",), (head,))
    if marker == "whether" and tree.has_word(first, ("to",), "mark"):  # "decide whether *to renew* it"
        return World("planned", "possible", read.positive, ("whether to",), (head,))
    if marker == "whether":
        return World(read.status, "unknown", read.positive, ("whether",), (head,))
    if marker in TEMPORAL and _looks_ahead(path, head) and read.tense in ("present", "none"):
        # "faces jail when *sentenced*"
        return World("planned", "probable", read.positive, (marker,), (head,))
    if not read.finite:
        if marker == "with" and tree.children(first, "nsubj"):
            return World("occurred", "certain", read.positive, ("with",), (head,))
        if marker in INSTEAD:
            return flipped(outer).under(head, marker)
        if _follows(tree, first):
            return World("occurred", "certain", read.positive, ("subsequent",), (head,))
        if marker in ("for", "over", "about", "despite", "after", "since"):
            kind = outer.status if outer.status == "planned" and marker in ("after", "since") else "occurred"
            return World(
                kind,
                outer.certainty if kind == "planned" else "certain",
                read.positive,
                (marker,),
                (head,),
            )
        if marker in ("before", "until"):
            return outer.under(head, marker).but("probable").signed(read.positive)
        if read.has("perfect") or (via == "part" and marker not in ("as", "when", "once")):
            return World("occurred", "certain", read.positive, ("participle",), ())
        if outer.positive or marker:
            return apply("make", outer, read, via, head, "manner")
        return World(outer.status, outer.certainty, read.positive, ("manner",), (head,))
    forestalled = marker == "before" and read.has("modal:could", "modal:can", "unable")
    if forestalled and outer.positive and outer.status not in UNREAL:  # "shot before he could *attack*"
        return World("occurred", "certain", False, ("before he could",), (head,))
    said = ("xcomp",) if marker == "after" else ("ccomp", "xcomp")
    above = _teller(path, head, said)
    # "*offered* to free them after he *has pardoned* the guards": what has been done by then
    by_then = read.has("perfect") and above is not None and path.read(above).tense == "past"
    if marker in ("as", "after", "while") and read.tense == "present" and above is not None and not by_then:
        return main(path, token, read)  # "announces that he will stay *as* crowds *call* for him to go"
    if marker == "after" and read.tense == "present" and tree.lemma(token) in word_class("harm"):
        return main(path, token, read)  # "offers help after nine *are killed*"
    if marker in TEMPORAL and read.tense == "present":
        if outer.status in UNREAL:
            # "will sign it when they *meet*"
            certainty = weaker(outer.certainty if outer.status == "planned" else "possible", "probable")
            certainty = weaker(certainty, "possible") if marker in ("until", "till", "before") else certainty
            return World("planned", certainty, read.positive, (marker,), (head,))
        if outer.status == "habitual":
            return World("habitual", "certain", read.positive, (marker,), (head,))
    then = marker in ("when", "once", "until", "till") and read.has("perfect") and read.tense == "past"
    if then and outer.status in UNREAL and path.read(head).has("modal:would"):
        # "said it would open *once* they *had disarmed*": a future seen from the past
        return World("planned", weaker(outer.certainty, "possible"), read.positive, (marker,), (head,))
    return main(path, token, read)


def _is_demanded(path: Path, first: int, head: int, marker: str, read: Clause, outer: World) -> bool:
    """Whether somebody makes what he does hang on what another does first.

    "Threatens to strike *unless* they pay", "will quit *if* the embargo is *not* lifted", "will not talk
    *until* the troops leave", "spurned the offer *until* they are freed".
    """
    tree = path.tree
    if not read.finite or read.has("modal") or read.tense not in ("present", "past"):
        return False
    said = tree.lemma(head) in word_class("speech") and outer.status == "occurred"
    if marker == "unless" or (marker == "if" and not read.positive):
        return said or outer.status in ("planned", "threatened")
    turned_down = signature(tree, head, "noun") in ("reject", "refuse")
    refused = any(reason.partition(":")[0] in ("reject", "refuse") for reason in outer.reasons)
    refused = refused or outer.status == "planned"
    if marker not in ("until", "till") or not (turned_down or (refused and not outer.positive)):
        return False
    subject = tree.child(first, "nsubj", "nsubj:pass")
    return subject is not None and tree.tokens[subject].upos in ("NOUN", "PROPN")


def _looks_ahead(path: Path, verb: int) -> bool:
    """Whether a present tells what awaits somebody: "he *faces* ten years", "they *await* a verdict"."""
    tree = path.tree
    active = tree.tokens[verb].upos == "VERB" and not tree.children(verb, "aux:pass")
    foreseen = active and signature(tree, verb, "noun") in ("possible", "expect")
    return foreseen and path.read(verb).tense == "present"


def _said_due(tree: Tree, first: int) -> int | None:
    """The adjective beside an infinitive that a parse hung higher: "quit before he is *due* to be tried"."""
    to = next((mark for mark in tree.children(first, "mark") if tree.tokens[mark].lemma == "to"), 0)
    if not to or tree.tokens[to - 1].upos != "ADJ" or not tree.children(to - 1, "cop"):
        return None
    return to - 1 if signature(tree, to - 1, "inf") == "expect" else None


def _protests(path: Path, verb: int) -> bool:
    """Whether to do something is itself the protest: "strike *to protest*", not "fly to Oslo to protest"."""
    tree = path.tree
    journeys = ("fly", "travel", "head", "go", "come", "plan", "prepare", "arrive", "return", "summon")
    striking = any(tree.lemma(child) in ("strike", "march") for child in tree.children(verb, "obl", "obj"))
    told = path.world(verb).status in ("occurred", "ongoing")
    return told and (tree.lemma(verb) not in journeys or striking)


def _teller(path: Path, verb: int, relations: tuple[str, ...]) -> int | None:
    """The verb that tells as news what a verb to come is the content of: "*agrees* to resign after …"."""
    tree = path.tree
    above = tree.head(verb)
    if above is None or not tree.has_relation(verb, *relations) or path.world(verb).status not in UNREAL:
        return None
    read = path.read(above)
    return above if read.finite and read.status == "occurred" and read.tense in ("present", "past") else None


def _keeps_from(tree: Tree, verb: int) -> bool:
    """Verbs that keep somebody from something without "from": "stopped him *leaving*"."""
    return tree.lemma(verb) in ("prevent", "stop", "keep", "hinder")


def _follows(tree: Tree, first: int) -> bool:
    """A clause that another follows: "subsequent to rebels *kidnapping* four troops"."""
    words = [tree.tokens[below].text.lower() for below in tree.subtree(first) if below < first]
    return any(pair in FOLLOWING for pair in pairwise(words))


def _comma_between(tree: Tree, first: int, head: int) -> bool:
    low, high = sorted((first, head))
    return any(tree.tokens[index].text == "," for index in range(low, high))
