"""Dates that a parse has hung on the wrong word.

On the noun before them: news agencies put the day between who acts and the verb, and it is the verb's ("A
court *on Thursday* sentenced fourteen men"). On the verb, where they say since when the acts before them
have happened ("condemned *attacks since May*"), or on which what they ask for is to be ("called for a *rally
on Sunday*"). On what is to be done, where they are over ("*ordered* them to leave *last June*").
"""

from __future__ import annotations

from collections.abc import Sequence

from demarche.knowledge import sectors, time_tables
from demarche.knowledge.act_kinds import any_kind, kind_of
from demarche.knowledge.place_words import kind_words
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under
from demarche.records import Token

# Types of acts that have a day set for them, to which people are asked, and others that have.
_OCCASIONAL = ("PROTEST", "CONSULT")
_VOTES = frozenset({"election", "referendum"})
_SUBJECTS = ("nsubj", "nsubj:pass")


def dates(tokens: list[Token], begin: int, end: int) -> bool:
    """Mends the sentence [begin, end) in place; whether anything changed."""
    changed = False
    for index in range(begin + 2, end - 1):
        changed |= (
            _is_days(tokens, index, begin, end)
            or _begins(tokens, index, begin, end)
            or _is_occasions(tokens, index, begin)
            or _is_over(tokens, index, begin)
            or _is_of_no_thing(tokens, index, begin)
            or _is_limit(tokens, index, begin)
        )
    return changed


def _is_over(tokens: list[Token], index: int, begin: int) -> bool:
    """Mends a day gone by under an infinitive: "*ordered* the mission to leave *last June*"."""
    done = tokens[index].head
    if tokens[index].deprel not in ("obl", "obl:unmarked", "obl:tmod", "advmod") or not begin < done < index:
        return False
    word = tokens[index].text.lower()
    gone = word in ("yesterday", "ago") or (word.isalpha() and tokens[index - 1].text.lower() == "last")
    helpers = {tokens[i].lemma for i in range(begin, done) if tokens[i].head == done}
    if not gone or tokens[done].upos != "VERB" or "to" not in helpers or "have" in helpers:
        return False
    above = tokens[done].head
    if tokens[done].deprel == "acl" and begin <= tokens[above].head < above:
        above = tokens[above].head
    if not begin <= above < done or tokens[done].deprel not in ("xcomp", "acl", "advcl"):
        return False
    if tokens[above].upos != "VERB" or "Tense=Past" not in tokens[above].feats:
        return False
    hang(tokens, index, above)
    return True


def _is_limit(tokens: list[Token], index: int, begin: int) -> bool:
    """Mends a limit on a verb of words, which is that of what is to be done: "promised to *leave by May*"."""
    verb = tokens[index].head
    word = tokens[index].text.lower()
    if tokens[index].deprel != "obl" or not begin <= verb < index or tokens[verb].upos != "VERB":
        return False
    date = word in time_tables.weekdays() or word in time_tables.names().month or tokens[index].upos == "NUM"
    if not date or tokens[index - 1].text.lower() != "by":
        return False
    if tokens[verb].lemma.lower() not in word_class("speech"):
        return False
    below = [one for one in range(verb + 1, index) if tokens[one].head == verb]
    done = [one for one in below if tokens[one].deprel == "xcomp" and tokens[one].upos == "VERB"]
    if len(done) != 1:
        return False
    hang(tokens, index, done[0])
    return True


def _is_of_no_thing(tokens: list[Token], index: int, begin: int) -> bool:
    """Mends a weekday on people or a place, which have none: "held drills near the border *on Monday*"."""
    noun = tokens[index].head
    if tokens[index].text.lower() not in time_tables.weekdays() or tokens[index].deprel != "nmod":
        return False
    if tokens[index - 1].text.lower() != "on" or not begin <= noun < index - 1 or not _is_thing(tokens[noun]):
        return False
    act = tokens[noun].head
    while begin <= act < noun and tokens[act].upos != "VERB" and any_kind(tokens[act].lemma.lower()) is None:
        act = tokens[act].head
    if not begin <= act < noun:
        return False
    hang(tokens, index, act, "obl" if tokens[act].upos == "VERB" else "nmod")
    return True


def _is_thing(word: Token) -> bool:
    lemma = word.lemma.lower()
    things = lemma in kind_words() or sectors.noun(lemma) is not None
    return word.upos == "NOUN" and things and any_kind(lemma) is None


def _is_occasions(tokens: list[Token], index: int, begin: int) -> bool:
    """Mends a day or a place under the verb that asks for an occasion: "called for a rally *on Sunday*"."""
    day, verb = tokens[index], tokens[index].head
    if day.deprel not in ("obl", "obl:unmarked"):
        return False
    if day.text.lower() not in time_tables.weekdays() and not _is_in_town(tokens, index):
        return False
    if not begin <= verb < index:
        return False
    between = [one for one in range(verb + 1, index) if tokens[one].head == verb]
    asked = next((one for one in between if is_asked_to(tokens, one)), None)
    others = {tokens[one].deprel for one in between if one != asked}
    if asked is None or not others <= {"obj", "obl", "case"}:
        return False
    hang(tokens, index, asked, "obl" if tokens[asked].upos == "VERB" else "nmod")
    return True


def _is_in_town(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name says where something is to be: "*in Dakar*"."""
    before = tokens[max(index - 3, 0) : index]
    cases = {one.text.lower() for one in before if one.head == index and one.deprel == "case"}
    return tokens[index].upos == "PROPN" and not cases.isdisjoint(("in", "at", "near", "outside"))


def is_asked_to(tokens: Sequence[Token], index: int) -> bool:
    """Whether an occasion is what somebody asks for: "called for a *rally*", "urged them to *march*"."""
    word, verb = tokens[index], tokens[index].head
    if verb < 0 or not _is_occasion(word.lemma.lower()):
        return False
    asks = tokens[verb].lemma.lower()
    if word.upos == "VERB":
        return word.deprel == "xcomp" and asks in word_class("urge")
    before = tokens[verb + 1 : index]
    cases = {one.text.lower() for one in before if one.head == index and one.deprel == "case"}
    called_for = "for" in cases and asks in word_class("call_for")
    return called_for or ("to" in cases and asks in word_class("bid"))


def _is_occasion(lemma: str) -> bool:
    kind = any_kind(lemma)
    votes = kind is not None and kind.name in _VOTES
    return votes or any(kind_of(act_type, lemma) is not None for act_type in _OCCASIONAL)


def _begins(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Mends a month or a year behind "since" and a plural noun of acts, under a verb without a helper."""
    since, before, date = tokens[index - 1], index - 2, tokens[index]
    if since.text.lower() != "since" or since.head != index or before < begin:
        return False
    acts, verb = tokens[before], date.head
    if not begin <= verb < end or verb == before or not (date.upos == "NUM" or date.text[:1].isupper()):
        return False
    if acts.upos != "NOUN" or "Number=Plur" not in acts.feats or any_kind(acts.lemma.lower()) is None:
        return False
    lasts = any(tokens[i].head == verb and tokens[i].lemma in ("have", "be") for i in range(begin, before))
    if lasts or tokens[verb].upos != "VERB":
        return False
    hang(tokens, index, before, "nmod")
    return True


def _is_days(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Mends a weekday between a subject and its verb."""
    day = tokens[index]
    if day.text.lower() not in time_tables.weekdays() or day.deprel not in ("nmod", "nmod:unmarked"):
        return False
    noun = day.head
    first = index - 1 if tokens[index - 1].text.lower() == "on" else index
    if not begin <= noun < first or any(begin <= tokens[i].head == index for i in range(index + 1, end)):
        return False
    while tokens[noun].deprel in ("nmod", "appos", "flat", "conj") and begin <= tokens[noun].head < noun:
        noun = tokens[noun].head
    verb = tokens[noun].head
    if tokens[noun].deprel not in _SUBJECTS or not index < verb < end:
        return False
    between = range(index + 1, verb)
    if tokens[verb].upos != "VERB" or not all(tokens[i].upos in ("AUX", "ADV", "PART") for i in between):
        return False
    if hangs_under(tokens, verb, index):
        return False
    hang(tokens, index, verb, "obl" if first < index else "obl:unmarked")
    return True
