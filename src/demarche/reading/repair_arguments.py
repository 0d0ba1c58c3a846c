"""Who does what beside whom: subjects, objects and goals that a parse has given to the wrong word."""

from __future__ import annotations

from demarche.knowledge import countries, sectors, status
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import features
from demarche.reading.repair_tokens import hang, own
from demarche.records import Token

_NOUNS = ("NOUN", "PROPN")
_OBJECTS = ("obj", "iobj")
_BEFORE_VERB = ("AUX", "ADV", "PART")
# What one may think of an act whose doer is named before it: "the *risk* of Iran attacking".
_OF_ACTS = frozenset({"possible", "expect", "discuss", "want"})
_AGAINST = word_class("gathering") | word_class("suit") | word_class("crackdown")  # what is against somebody


def owners(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a noun behind a possessive its owner where both have one place: "the *drivers*' union left"."""
    changed = False
    for mark in range(begin + 1, end - 1):
        owner, owned = mark - 1, mark + 1
        if tokens[mark].text not in ("'", "’", "'s", "’s") or tokens[mark].upos != "PART":
            continue
        if tokens[mark].head != owner or tokens[owner].upos not in _NOUNS:
            continue
        while owned < end - 1 and tokens[owned].upos == "ADJ" and tokens[owned].head > owned:
            owned += 1
        alike = tokens[owned].head == tokens[owner].head and tokens[owned].deprel == tokens[owner].deprel
        if alike and tokens[owned].upos in _NOUNS and tokens[owner].deprel in ("nsubj", "nsubj:pass", "obj"):
            hang(tokens, owner, owned, "nmod:poss")
            changed = True
    return changed


def next_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a finite verb the noun right before it, not the list of the verb before.

    "The rebels shelled the port and *army jets struck* a camp": jets strike, nobody shells them.
    """
    changed = False
    for noun in range(begin + 3, end - 1):
        first = tokens[noun].head
        if tokens[noun].deprel != "conj" or tokens[noun].upos not in _NOUNS or not begin <= first < noun:
            continue
        verb = noun + 1
        while verb < end and tokens[verb].upos in _BEFORE_VERB and tokens[verb].text.lower() != "to":
            verb += 1
        above = tokens[first].head
        if verb >= end or tokens[verb].upos != "VERB" or not begin <= above < first:
            continue
        finite = features(tokens[verb]).get("VerbForm") == "Fin" or verb > noun + 1
        served = own(tokens, verb, begin, end, "nsubj")
        beside = tokens[verb].head == above or tokens[above].head == verb
        if tokens[first].deprel in _OBJECTS and _acts_on(tokens, verb, noun, end):
            hang(tokens, verb, above, "conj")
            hang(tokens, noun, verb, "nsubj")
            changed = True
        elif tokens[first].deprel in _OBJECTS and finite and beside and not served:
            if tokens[above].head == verb and not own(tokens, above, begin, end, "mark"):
                hang(tokens, above, tokens[verb].head, tokens[verb].deprel)
                hang(tokens, verb, above, "conj")
            hang(tokens, noun, verb, "nsubj")
            changed = True
    return changed


def _acts_on(tokens: list[Token], verb: int, noun: int, end: int) -> bool:
    """Whether what a parse took for a participle about a noun has an object: "troops *arrested two men*"."""
    about = tokens[verb].deprel == "acl" and tokens[verb].head == noun and verb == noun + 1
    objects = own(tokens, verb, verb + 1, end, "obj")
    return about and bool(objects) and tokens[verb].text.endswith("ed")


def raised_objects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a verb the object before its infinitive: "sent soldiers to help *Russia* fight"."""
    changed = False
    for index in range(begin + 1, end):
        below = tokens[index].head
        if tokens[index].deprel != "obj" or not index < below < end or tokens[index].upos not in _NOUNS:
            continue
        above = tokens[below].head
        between = range(above + 1, below)
        if tokens[below].deprel == "xcomp" and begin <= above < index and not any(
            tokens[one].upos == "PUNCT" or (tokens[one].head == above and tokens[one].deprel == "obj")
            for one in between
        ):
            hang(tokens, index, above)
            changed = True
    return changed


def gerund_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a gerund the noun right before it: "the risk of *Iran* attacking", "objects to *Ali* leaving".

    Where both hang on what looks ahead to an act, the noun by the preposition that is the clause's.
    """
    changed = False
    for gerund in range(begin + 3, end):
        noun, above = gerund - 1, tokens[gerund].head
        about = tokens[gerund].deprel in ("acl", "advcl") and begin <= above < noun
        if not about or not tokens[gerund].text.lower().endswith("ing") or tokens[noun].upos not in _NOUNS:
            continue
        joined = tokens[noun].deprel == "conj" and begin <= tokens[noun].head < noun
        first = tokens[noun].head if joined else noun
        cases = own(tokens, first, above, first, "case") or own(tokens, gerund, above, first, "mark")
        if tokens[first].head != above or tokens[first].deprel not in ("nmod", "obl") or len(cases) != 1:
            continue
        part = {"NOUN": "noun", "VERB": "adj"}.get(tokens[above].upos, "")
        word = tokens[above].lemma if part == "noun" else tokens[above].text
        ways = status.embedding(word.lower(), part)
        case = tokens[cases[0]].text.lower()
        if ways.get("ing", ways.get(case)) in _OF_ACTS and not own(tokens, gerund, begin, gerund, "nsubj"):
            hang(tokens, first, gerund, "nsubj")
            hang(tokens, cases[0], gerund, "mark")
            if part == "adj":
                hang(tokens, gerund, above, "ccomp")  # "opposed to Iran *acquiring* arms"
            changed = True
    return changed


def quellers(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs those who put a protest down on that: "crackdowns on protests against Soto *by the army*"."""
    changed = False
    for agent in range(begin + 4, end):
        protest = tokens[agent].head
        entry = sectors.noun(tokens[agent].lemma.lower())
        if entry is None or entry.sector not in ("MIL", "COP", "GOV") or not begin + 1 < protest < agent:
            continue
        by = any(tokens[one].text.lower() == "by" for one in own(tokens, agent, protest, agent, "case"))
        on = own(tokens, protest, begin, protest, "case")
        deed = min(on, default=begin) - 1
        quelled = tokens[agent].deprel == "nmod" and by and tokens[protest].lemma in word_class("gathering")
        if quelled and deed >= begin and tokens[deed].lemma in word_class("crackdown"):
            hang(tokens, agent, deed)
            changed = True
    return changed


def opponents(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs whom people gather against on that, past where: "rallies in several cities against *the law*"."""
    changed = False
    for foe in range(begin + 4, end):
        where = tokens[foe].head
        if tokens[foe].deprel != "nmod" or not begin < where < foe:
            continue
        against = any(tokens[one].text.lower() == "against" for one in own(tokens, foe, where, foe, "case"))
        if not against or not own(tokens, where, begin, where, "case"):
            continue
        above = tokens[where].head
        objects = own(tokens, above, above, where, "obj") if tokens[where].deprel == "obl" else [above]
        deeds = [one for one in objects if begin <= one < where and tokens[one].lemma in _AGAINST]
        if deeds:
            hang(tokens, foe, deeds[0])
            changed = True
    return changed


def goals(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs where somebody is brought on the bringing: "invited his *counterpart* to *Lomé*".

    Not "summoned the *envoy* to Togo", who is one to there.
    """
    changed = False
    for index in range(begin + 3, end):
        noun = tokens[index].head
        if tokens[index].deprel != "nmod" or not begin <= noun < index or tokens[noun].deprel != "obj":
            continue
        verb = tokens[noun].head
        entry = sectors.noun(tokens[noun].lemma.lower())
        person = entry is not None and entry.person and tokens[noun].lemma not in word_class("posted")
        town = tokens[index].upos == "PROPN" and countries.country_of(tokens[index].text) is None
        to = any(tokens[one].head == index and tokens[one].text == "to" for one in range(noun + 1, index))
        if person and town and to and tokens[verb].lemma in word_class("bring"):
            hang(tokens, index, verb, "obl")
            changed = True
    return changed
