"""Tense: whether what a word is about lies behind, at or ahead of the time of speaking.

UD's features give the finite forms; English builds the rest from auxiliaries ("will",
"has", "going to"), from infinitives under words that look ahead ("plans to", "is set
to", in a table), and lets non-finite clauses share the tense of the clause they stand in.
"""

from __future__ import annotations

import re
from typing import Literal

from demarche.knowledge.act_kinds import any_kind
from demarche.knowledge.motion import motion as motion_of
from demarche.knowledge.time_tables import futurate
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features, relation
from demarche.reading.repair_dates import is_asked_to

# Words before a date on which something begins, and verbs of declaring that it will.
_BEGINNING = frozenset({"from", "starting", "beginning", "effective"})
_DECLARING = frozenset({"announce", "declare", "order", "unveil", "decree", "agree"})

# What sets somebody a day by which to act.
_ORDERING = frozenset("order tell ask urge demand require instruct call request direct".split())

# Acts of words that look ahead, and have a day of their own.
_PROMISING = frozenset("promise pledge vow agree offer threaten propose".split())

# Kinds of acts that have a day of their own, whatever they are about ("*discuss* the attack on Sunday").
_MEETING = frozenset({"visit", "receive", "leave", "meet", "attend", "conference", "protest"})

# What is done because of an act before it: "in *retaliation* for a raid".
ANSWERS = frozenset({"retaliation", "response", "revenge", "reprisal"})

# What stands before the date of an event that something was done ahead of.
_COMES = re.compile(
    r"\b(?:run-up to|lead-up to|ahead of|on the eve of)(?: [\w'’-]+){1,5}(?: on| in)? $", re.IGNORECASE
)

_COMES_WITHIN = 200  # characters before the date

Tense = Literal["past", "present", "future"]
Direction = Literal["past", "present", "future", "ahead"]

_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "may", "can", "must", "ought"})
# The past forms of these look ahead from a point in the past, or from now, politely: "could
# not agree in July", "said it would meet on Friday".
_AHEAD_AUXILIARIES = frozenset({"would", "'d", "’d", "could", "might", "should"})


def tense_of(tree: Tree, token: int) -> Tense | None:
    """The tense of the predicate at ``token``, with its auxiliaries and what governs it.

    "will visit", "plans to visit", "is expected to visit" are future; "visited", "has
    visited", "may have visited" past; None where the words leave it open, as for nouns,
    for plans of the past ("was scheduled to visit") and for "would visit".
    """
    direction = _direction(tree, token)
    return None if direction == "ahead" else direction


def _direction(tree: Tree, token: int) -> Direction | None:
    """As ``tense_of``, with "ahead" for what lay ahead of a time in the past."""
    seen: set[int] = set()
    current = token
    while current not in seen:
        seen.add(current)
        own = own_tense(tree, current)
        if own is not None:
            return own
        head = tree.head(current)
        if head is None:
            return None
        ahead = _puts_ahead(tree, head, current)
        if ahead:
            if _is_over(tree, head):
                return "past"
            over = (own_tense(tree, head) == "past" and _is_verb(tree, head)) or _is_past(tree, head)
            return "ahead" if over else "future"
        if tree.has_relation(current, "acl:relcl", "ccomp", "parataxis"):
            return None
        if (
            relation(tree.tokens[current]) in ("acl", "amod")
            and features(tree.tokens[current]).get("VerbForm") == "Part"
        ):
            # "the summit held in July": a past participle at a noun is over, unless it looks ahead
            return None if features(tree.tokens[current]).get("Tense") == "Pres" else "past"
        current = head
    return None


def direction_of(tree: Tree, token: int) -> Direction | None:
    """Where the clause that a time expression (by its head token) stands in puts it.

    "the summit *scheduled* for Monday" looks ahead by its own participle; an expression
    inside a noun phrase takes the tense of the nearest predicate above it. "ahead" is
    what lay ahead of a time in the past and may or may not lie ahead still ("was due in
    July", "said that it would meet on Friday").
    """
    if _sets_in(tree, token):
        return "ahead"
    if _is_granted(tree, token) or _is_appointed(tree, token) or _goes_on_to(tree, token):
        return "future"
    asked = tree.head(token)
    if asked is not None and is_asked_to(tree.tokens, asked):
        return "ahead" if tree.has_word(tree.head(asked) or 0, ("had",), "aux") else "future"
    above = tree.head(token)
    if above is not None and token < above and tree.lemma(above) in word_class("deed_noun"):
        return "past"  # "in the wake of the *May 3* attacks"
    current, awaited = token, False
    due = tree.has_word(token, ("by",), "case")
    owner = tree.has_relation(token, "nmod:poss")
    for ancestor in tree.ancestors(token):
        lemma = tree.lemma(ancestor)
        if _is_verb(tree, ancestor) and answered(tree, ancestor, token):
            return "past"  # "vows *retaliation* for the raid on *Sunday*", wherever a parse hangs it
        if _is_promised(tree, ancestor, token):
            return "past"
        if lemma in futurate() and not futurate()[lemma] and _looks_ahead(tree, ancestor):
            if _is_over(tree, ancestor):
                return "past"  # "had been due to visit in *February*"
            return "ahead" if _is_past(tree, ancestor) else "future"
        if due and (lemma in futurate() or lemma in _ORDERING):
            return "ahead"  # "ordered them to leave *by May 4*"
        if lemma in ANSWERS and tree.has_relation(ancestor, "obl"):
            return "past"  # "in response to the raid on *Sunday*"
        if _is_verb(tree, ancestor) or tree.children(ancestor, "cop", "aux"):
            direction = _direction(tree, ancestor)
            told = direction == "present" and (
                owner or lemma in word_class("unforeseen") or _of_a_deed(tree, ancestor, token)
            )
            if awaited:
                # "arrested them ahead of the *July 30* summit"; "rallies grow ahead of *Friday's* vote"
                return "future" if direction in ("present", "future") else "ahead"
            if _presupposed(tree, current) or told:
                return "past"  # "despite the protest on *July 1*", "condemns *Friday's* attack"
            return direction
        current = ancestor
        awaited = awaited or _is_awaited(tree, current)
    return _direction(tree, current) if _is_verb(tree, current) else None


def _of_a_deed(tree: Tree, verb: int, token: int) -> bool:
    """Whether a day behind a verb is that of a deed between them that nobody announces.

    "condemns the *killing* of a nun in Lae *on Sunday*"; but "warns of a raid on Sunday", and who "flies to
    the scene of a raid on Sunday" may fly then.
    """
    lemma = tree.lemma(verb)
    kind = any_kind(lemma)
    if lemma in word_class("foresee"):
        return False
    # "recalls its envoy *over* the raid on Sunday"
    own_day = motion_of(lemma) or (kind is not None and kind.name in _MEETING)
    return any(
        tree.tokens[noun].upos == "NOUN"
        and not (own_day and not tree.has_word(noun, ("over", "after", "following"), "case"))
        and tree.lemma(noun) in word_class("deed_noun")
        and _verb_above(tree, noun) == verb
        for noun in range(verb + 1, token)
    )


def answered(tree: Tree, verb: int, token: int) -> bool:
    """Whether a word stands behind what an act answers: "retreat in response to a raid on *Sunday*"."""
    return any(
        tree.lemma(child) in ANSWERS
        and verb < child
        and any(tree.tokens[deed].upos == "NOUN" for deed in range(child + 1, token))
        for child in tree.children(verb, "obl", "obj")
    )


def _sets_in(tree: Tree, token: int) -> bool:
    """Whether a date is where something announced begins: "announced a ban *from Monday*"."""
    first = min((child for child in tree.children(token) if child < token), default=token)
    opening = {tree.tokens[first].text.lower(), tree.tokens[first - 1].text.lower()} if first else set()
    if not opening & _BEGINNING:
        return False
    verbs = (tree.lemma(ancestor) for ancestor in tree.ancestors(token) if _is_verb(tree, ancestor))
    verb = next((verb for verb in verbs if verb not in ("start", "begin", "effective")), "")
    # "called for a strike *from Monday*"
    return verb in _DECLARING or verb in word_class("call_for") or verb in word_class("urge")


def _is_granted(tree: Tree, token: int) -> bool:
    """Whether a date is a limit that somebody sets: "gave them *until Friday* to leave"."""
    above = tree.head(token)
    return (
        above is not None
        and tree.has_word(token, ("until", "till"), "case")
        and tree.lemma(above) in ("give", "have", "grant", "set")
        and bool(tree.children(above, "iobj", "obj"))
    )


def _is_appointed(tree: Tree, token: int) -> bool:
    """Whether somebody sets a date for what is to be: "called a vote *for May 4*"."""
    if not tree.has_word(token, ("for",), "case"):
        return False
    verb = _verb_above(tree, token)
    if verb is None or tree.lemma(verb) not in word_class("appoint_day"):
        return False
    # "was set for May 4" may be over, "have been invited for Monday" is not
    return not _is_past(tree, verb) or tree.has_word(verb, ("has", "have", "'ve", "’ve"), "aux")


def _goes_on_to(tree: Tree, token: int) -> bool:
    """Whether something lasts to a date or is moved to it: "extended the truce *until May*".

    A measure lasts until a day to come: "imposed a curfew *until Monday*".
    """
    verb = _verb_of_bound(tree, token)
    if verb is None or tree.has_word(verb, ("had",), "aux"):
        return False  # "had been put off until March" may be over
    lemma = tree.lemma(verb)
    if lemma in word_class("put_off") or lemma in word_class("prolong"):
        return True
    return lemma in word_class("lasting_measure") and tree.has_word(token, ("until", "till"), "case")


def is_put_off_to(tree: Tree, token: int) -> bool:
    """Whether something is moved to the date at a token, and does not last to it: "postponed *until May*"."""
    verb = _verb_of_bound(tree, token)
    return verb is not None and tree.lemma(verb) in word_class("put_off")


def _verb_of_bound(tree: Tree, token: int) -> int | None:
    """The verb that a date to or until which something is moved or lasts hangs by."""
    if not tree.has_word(token, ("to", "until", "till", "for"), "case"):
        return None
    return _verb_above(tree, token)


def _verb_above(tree: Tree, token: int) -> int | None:
    """The nearest verb that a word hangs by."""
    return next((above for above in tree.ancestors(token) if _is_verb(tree, above)), None)


def _presupposed(tree: Tree, noun: int) -> bool:
    """Whether a noun phrase tells of what is the case already: "despite …", "because of …"."""
    return tree.has_relation(noun, "obl") and any(
        tree.lemma(case) in ("despite", "because", "due", "amid", "owing")
        for case in tree.children(noun, "case")
    )


def _is_awaited(tree: Tree, noun: int) -> bool:
    """Whether a noun phrase tells of what was still to come: "ahead of the *summit*"."""
    cases = tree.children(noun, "case")
    return any(
        tree.lemma(case) in ("ahead", "before")
        or (case > 0 and tree.lemma(case) == "of" and tree.lemma(case - 1) == "ahead")
        for case in cases
    )


def _is_verb(tree: Tree, token: int) -> bool:
    return tree.tokens[token].upos in ("VERB", "AUX")


def _looks_ahead(tree: Tree, token: int) -> bool:
    """Whether a date at a word of planning is the plan's: "is *scheduled* for Monday", "plans
    a visit in October", "the *upcoming* vote"; not "promised in December", which dates the promise.
    """
    if features(tree.tokens[token]).get("VerbForm") == "Fin":
        return features(tree.tokens[token]).get("Tense") != "Past"
    if not _is_verb(tree, token) or tree.children(token, "aux:pass"):
        return True
    return tree.has_relation(token, "acl", "amod")


def _is_promised(tree: Tree, token: int, date: int) -> bool:
    """Whether a date is that of a promise behind something: "aid *pledged* in March", not "for March"."""
    promised = tree.has_relation(token, "acl") and features(tree.tokens[token]).get("Tense") == "Past"
    return promised and tree.lemma(token) in _PROMISING and tree.has_word(date, ("in", "on"), "case")


def _is_past(tree: Tree, token: int) -> bool:
    """Whether a plan stood in the past: "was scheduled"."""
    return any(_past(tree, helper) for helper in tree.children(token, "aux", "cop"))


def _is_over(tree: Tree, token: int) -> bool:
    """Whether a plan stood before something else that is past: "had been due"."""
    helpers = tree.children(token, "aux", "cop")
    return any(tree.tokens[helper].text.lower() == "had" for helper in helpers) and len(helpers) > 1


def _past(tree: Tree, token: int) -> bool:
    return features(tree.tokens[token]).get("Tense") == "Past"


def own_tense(tree: Tree, token: int) -> Direction | None:
    """What the predicate's own form and its auxiliaries say."""
    helpers = tree.children(token, "aux", "cop")
    lemmas = {tree.lemma(helper) for helper in helpers}
    texts = {tree.tokens[helper].text.lower() for helper in helpers}
    if lemmas & _FUTURE_AUXILIARIES or texts & _FUTURE_AUXILIARIES:
        return "past" if "have" in lemmas and not texts & {"will", "'ll", "’ll"} else "future"
    if texts & _AHEAD_AUXILIARIES:
        return "past" if "have" in lemmas else "ahead"
    mine = features(tree.tokens[token])
    if mine.get("VerbForm") == "Inf" and "be" in lemmas and tree.children(token, "mark"):
        # "is to leave", "was to leave"
        return "ahead" if any(_past(tree, helper) for helper in helpers) else "future"
    if _announced(tree, token) or ("be" in texts and _is_to_be(tree, token)):
        return "future"
    if "have" in lemmas and mine.get("VerbForm") == "Part":
        return None if any(features(tree.tokens[h]).get("VerbForm") == "Inf" for h in helpers) else "past"
    if any(_past(tree, helper) for helper in helpers):
        return "past"
    if helpers and any(features(tree.tokens[helper]).get("VerbForm") == "Fin" for helper in helpers):
        return "present"
    if mine.get("VerbForm") == "Fin":
        return "past" if mine.get("Tense") == "Past" else "present"
    if mine.get("VerbForm") == "Inf" and not helpers and tree.has_relation(token, "root"):
        # "Police *arrest* a man": no sentence has an infinitive for its verb
        return "present" if tree.children(token, "nsubj") and not tree.children(token, "mark") else None
    return None


def _is_to_be(tree: Tree, token: int) -> bool:
    """Whether a thing is told to be done something to: "a draft *to be put* to a meeting in May"."""
    return tree.has_relation(token, "acl") and tree.has_word(token, ("to",), "mark")


def _announced(tree: Tree, token: int) -> bool:
    """Whether an infinitive is a headline's verb: "Lula, Petro *to meet* in Bogota on Friday"."""
    return tree.has_relation(token, "root", "acl", "appos") and (
        features(tree.tokens[token]).get("VerbForm") == "Inf"
        and tree.has_word(token, ("to",), "mark")
        and not any(
            features(word).get("VerbForm") == "Fin"
            for word in tree.tokens[tree.sentence(token).first : tree.sentence(token).last]
        )
    )


def _puts_ahead(tree: Tree, head: int, below: int) -> bool:
    """Whether the word at ``head`` puts its complement ahead of the time of speaking."""
    lemma = tree.lemma(head)
    if lemma not in futurate() or not tree.has_relation(
        below, "xcomp", "advcl", "acl", "ccomp", "obl", "csubj"
    ):
        return False
    if tree.has_relation(below, "advcl") and below < head:
        return False  # "*Speaking* on Tuesday, he promised aid"
    if not futurate()[lemma]:
        return True
    return tree.has_word(below, ("to",), "mark")


def is_of_what_comes(tree: Tree, token: int, start: int) -> bool:
    """Whether a date at an offset is of what an act came before: "in the run-up to *the vote on May 4*"."""
    end = tree.tokens[token].end
    return end < start and bool(_COMES.search(tree.analysis.text, max(end, start - _COMES_WITHIN), start))
