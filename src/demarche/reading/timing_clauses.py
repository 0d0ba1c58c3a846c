"""Which clauses and phrases around an act tell its time, and which tell that of another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from demarche.knowledge import sectors
from demarche.knowledge.act_kinds import any_kind, kind_of
from demarche.knowledge.motion import motion
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.repair_dates import is_asked_to
from demarche.reading.timing_fit import is_punished, is_repaid
from demarche.records import TimeExpression

_APART = frozenset(
    {"since", "until", "till", "before", "after", "ahead", "prior", "following", "despite", "over"}
)
_OF_DEEDS = ("tion", "sion", "ment", "ing")  # endings of nouns of deeds
_AT_ONCE = frozenset({"upon", "during"})
_KILLING = frozenset({"killing", "death", "murder", "wounding", "abduction"})  # "in *Tuesday's* ambush"
_NOUNS = frozenset({"NOUN", "PROPN"})


def staging_of(tree: Tree, token: int) -> list[int]:
    """Participles and nouns that date an act: "a trip that was *scheduled* for Friday", "a raid
    *carried out* on Monday", "the arrest upon his *return* on Monday"."""
    clauses = [
        child
        for child in tree.children(token, "acl", "acl:relcl")
        if tree.lemma(child) in word_class("schedule") | word_class("stage_event") | word_class("carry_out")
        or any(tree.lemma(thing) in ("force", "effect") for thing in tree.children(child, "obl", "obj"))
    ]
    if tree.lemma(token) in word_class("deed_noun"):  # "a bombing that *killed* ten on Friday"
        clauses += [
            child for child in tree.children(token, "acl:relcl") if tree.lemma(child) in word_class("harm")
        ]
    nouns = [
        child
        for child in tree.children(token, "nmod")
        if any(tree.lemma(case) in _AT_ONCE for case in tree.children(child, "case"))
    ]
    return clauses + nouns


def tellers_of(tree: Tree, token: int) -> list[int]:
    """The dated event that a clause tells more of: "the *2001* attack, which *killed* nine"."""
    while tree.has_relation(token, "conj") and not tree.children(token, "nsubj"):
        token = tree.tokens[token].head  # "…, which killed one and *injured* three"
    noun = tree.head(token)
    if noun is None or not tree.has_relation(token, "acl:relcl") or tree.tokens[noun].upos not in _NOUNS:
        return []
    subjects = tree.children(token, "nsubj")
    if not any(tree.tokens[subject].text.lower() in ("which", "that") for subject in subjects):
        return []
    found = [noun]
    while tree.has_relation(noun, "nmod") and (above := tree.head(noun)) is not None:
        found.append(noun := above)  # "*yesterday's* bombing at a bar in Lomé, which killed two"
    return found


def bringers_of(tree: Tree, token: int) -> list[int]:
    """The event that does harm, as the subject of it: "An attack *last week* killed nine"."""
    if tree.lemma(token) not in word_class("harm"):
        return []
    return [
        station
        for noun in tree.children(token, "nsubj")
        if tree.tokens[noun].upos == "NOUN" and any_kind(tree.lemma(noun)) is not None
        for station in (noun, *staging_of(tree, noun))
    ]


def harm_of(tree: Tree, token: int) -> list[int]:
    """The harm that a clause tells the scene of: "are *killed* on Monday when rebels *attacked* them"."""
    above = tree.head(token)
    scene = tree.has_relation(token, "advcl") and tree.has_word(token, ("when", "as"), "mark", "advmod")
    return [above] if scene and above is not None and tree.lemma(above) in word_class("harm") else []


def scene_of(tree: Tree, token: int) -> list[int]:
    """What tells the scene of an act, with a date of its own.

    The event that it happened in ("killed in *yesterday's protest*"), and for harm the clause that says
    how ("were killed and wounded when a bomb *hit* their car on Monday").
    """
    found = [
        noun
        for noun in tree.children(token, "obl", *(("nmod",) if tree.lemma(token) in _KILLING else ()))
        if tree.has_word(noun, ("in", "during", "at"), "case") and any_kind(tree.lemma(noun)) is not None
        and not is_punished(tree, token, noun)
    ]
    if tree.lemma(token) in word_class("harm"):
        joined = [verb for verb in tree.children(token, "conj") if tree.lemma(verb) in word_class("harm")]
        found += [
            clause
            for verb in (token, *joined)
            for clause in tree.children(verb, "advcl")
            if clause > verb and tree.has_word(clause, ("when", "as"), "mark", "advmod")
        ]
    return found


def day_before(tree: Tree, token: int, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The date that a clause tells more of: "has ruled since *February 2021*, when it ousted the cabinet"."""
    while tree.has_relation(token, "conj") and (first := tree.head(token)) is not None:
        token = first
    for mark in tree.children(token, "advmod", "mark"):
        if tree.lemma(mark) == "when" and mark > 1 and tree.tokens[mark - 1].text == ",":
            end = tree.tokens[mark - 2].end
            return [one for one in times if one.end == end and one.begin is not None]
    return []


def place_before(tree: Tree, token: int) -> list[int]:
    """The meeting or the journey to the place that a clause tells more of, whose day is the clause's.

    "his visit in *2019*, where he toured a port", "met in *March* in Lomé, where they signed a pact".
    """
    noun = tree.head(token)
    told = tree.has_relation(token, "acl:relcl") and tree.has_word(token, ("where",), "advmod")
    if noun is None or not told or not _is_plain_past(tree, token):
        return []
    above = tree.head(noun)
    if _is_meeting(tree, noun):
        return [noun]
    if above is None or not _is_meeting(tree, above):
        return []
    return [above] if tree.tokens[above].upos != "VERB" or _is_plain_past(tree, above) else []


def _is_plain_past(tree: Tree, verb: int) -> bool:
    helpers = {tree.lemma(helper) for helper in tree.children(verb, "aux", "aux:pass")}
    return features(tree.tokens[verb]).get("Tense") == "Past" and helpers <= {"be", "do"}


def _is_meeting(tree: Tree, token: int) -> bool:
    lemma = tree.lemma(token)
    return kind_of("CONSULT", lemma) is not None or motion(lemma) in ("goes", "arrives", "visits")


def joined_after(tree: Tree, token: int) -> list[int]:
    """Verbs of the same subject that share a date behind them: "kidnapped and *killed* in 2015"."""
    return [
        verb
        for verb in tree.children(token, "conj")
        if tree.tokens[verb].upos == "VERB"
        and tree.tokens[token].upos == "VERB"
        and not tree.children(verb, "nsubj", "aux", "cop")
        and features(tree.tokens[verb]).get("Tense") == features(tree.tokens[token]).get("Tense")
    ]


def scene_before(tree: Tree, token: int) -> int | None:
    """The verb before, of whose scene a clause with a subject of its own tells: "*On Monday* rebels shelled
    the town *and* soldiers *arrested* six men", "In 2004 Ghana offered it; the rebels *spurned* it".
    """
    first = tree.head(token)
    joined = tree.has_relation(token, "conj", "parataxis") and tree.children(token, "nsubj", "nsubj:pass")
    if first is None or not joined or first > token or tree.has_word(token, ("but", "yet"), "cc", "advmod"):
        return None
    return first if _is_plain_past(tree, token) and _is_plain_past(tree, first) else None


def is_of_subject(tree: Tree, verb: int, token: int, head: int) -> bool:
    """Whether a date before a verb is of the event that is its subject, and not of another act below it.

    "The *killing* of a nun last month drew condemnation".
    """
    return head < verb and any(
        subject < head and subject != token and _is_event(tree.lemma(subject))
        for subject in tree.children(verb, "nsubj", "nsubj:pass")
    )


def is_appointed_beside(tree: Tree, verb: int, token: int, head: int) -> bool:
    """Whether a verb sets a date for something, which is not that of an act it is joined with.

    "called a strike *for Monday* and rejected the offer", "put the vote off *until May* and left".
    """
    if not tree.has_word(head, ("for", "until", "till"), "case"):
        return False
    if tree.lemma(verb) not in word_class("appoint_day") | word_class("put_off"):
        return False
    return any(tree.has_relation(step, "conj") for step in tree.path_to(token, verb))


def _is_event(noun: str) -> bool:
    """Whether a noun names what happened, by its kind or its form, and nobody: not "the *government*"."""
    return any_kind(noun) is not None or (noun.endswith(_OF_DEEDS) and sectors.noun(noun) is None)


def is_inside(tree: Tree, token: int, times: Sequence[TimeExpression]) -> bool:
    start = tree.tokens[token].start
    return any(expression.start <= start < expression.end for expression in times)


def clause_between(tree: Tree, below: int, above: int) -> bool:
    """Whether a finite clause of its own stands between a word and the act above it."""
    for ancestor in tree.ancestors(below):
        if ancestor == above:
            return False
        told = (
            tree.has_relation(ancestor, "acl")
            and features(tree.tokens[ancestor]).get("Tense") == "Past"
            and tree.lemma(ancestor) not in word_class("schedule")
        )
        if told or tree.has_relation(ancestor, "acl:relcl", "advcl", "ccomp"):
            return True  # "freed hostages *taken* in May"
    return True


def dates_noun(tree: Tree, below: int, noun: int) -> bool:
    """Whether a time below an event noun is the event's: "the forum, *scheduled* for May", not "a
    plan for a pipeline that has been *shut* since March"."""
    for ancestor in tree.ancestors(below):
        if ancestor == noun:
            return True
        word = tree.tokens[ancestor]
        if word.upos in ("VERB", "ADJ") and tree.lemma(ancestor) not in word_class("schedule"):
            return False
    return False


def is_of_other_event(tree: Tree, below: int, above: int) -> bool:
    """Whether a time dates what an act came before or after, or asked for or announced.

    "since the fall of Kabul in *2021*", "called for a rally on *Sunday*", "threatened to strike from *May*".
    """
    bound = tree.has_word(below, ("from", "by", "until", "till"), "case")
    for ancestor in tree.ancestors(below):
        if ancestor == above:
            return False
        if bound and tree.has_relation(ancestor, "xcomp") and tree.has_word(ancestor, ("to",), "mark"):
            return True
        if is_asked_to(tree.tokens, ancestor):
            return True
        cases = {tree.lemma(case) for case in tree.children(ancestor, "case", "advmod", "mark")}
        if cases & _APART:
            return True
    return False


def is_of_other_tense(tree: Tree, token: int, first: int) -> bool:
    """Whether a coordinated verb has a tense of its own, and so another day than the first one.

    "was arrested in May and *is awaiting* trial", "met him in June and *will travel* to Kyiv".
    """
    present = {
        tree.lemma(helper)
        for helper in tree.children(token, "aux", "aux:pass")
        if features(tree.tokens[helper]).get("Tense") != "Past"
        and features(tree.tokens[helper]).get("VerbForm", "Fin") == "Fin"
    }
    return bool(present) and present.isdisjoint(
        tree.lemma(helper) for helper in tree.children(first, "aux", "aux:pass")
    )


def _is_reported(tree: Tree, noun: int, verb: int) -> bool:
    """Whether an event is told of as being reported somewhere: "*clashes* were reported in Gao on Sunday"."""
    event = tree.has_relation(noun, "nsubj:pass") and any_kind(tree.lemma(noun)) is not None
    return event and tree.lemma(verb) == "report"


def embedding_of(tree: Tree, token: int, reporting: Collection[int]) -> list[int]:
    """Predicates whose time is the act's too, from the nearest outwards.

    The verb that controls it ("plans *to visit*"), the verb it is coordinated with, and the
    verb of which it is the purpose or the manner; never across a reporting verb, a finite
    subordinate clause or a relative clause.
    """
    found: list[int] = []
    current = token
    while (head := tree.head(current)) is not None:
        if tree.tokens[current].upos == "NOUN" and tree.lemma(head) in word_class("answer"):
            break  # "*demands* that are not met by Friday" are of another day
        beside = current == token and tree.has_relation(current, "conj")
        if is_repaid(tree, current):
            break  # "imposed sanctions on Monday *for supplying* drones"
        if _is_reported(tree, current, head):
            found.append(head)
        if head in reporting and not beside:  # but "*accused* Fiji on Monday … and summoned its envoy"
            break
        if tree.has_relation(current, "acl:relcl", "ccomp", "parataxis", "csubj"):
            break
        cases = {tree.tokens[case].text.lower() for case in tree.children(current, "case")}
        harms = tree.lemma(head) in word_class("harm")
        if cases & _APART and tree.has_relation(current, "obl") and not harms:
            break  # "resigned on Monday *after* weeks of protests"
        finite = any(
            features(tree.tokens[word]).get("VerbForm") == "Fin"
            for word in (current, *tree.children(current, "aux", "aux:pass", "cop"))
        )
        if tree.has_relation(current, "advcl") and (finite or tree.has_word(current, ("before",), "mark")):
            break
        if not tree.has_relation(current, "xcomp", "advcl", "conj", "acl", "obj", "nsubj", "obl", "nmod"):
            break
        if tree.has_relation(current, "conj") and (current < head or tree.children(current, "nsubj")):
            break
        if tree.has_relation(current, "conj") and is_of_other_tense(tree, current, head):
            break
        found.append(head)
        current = head
    return found
