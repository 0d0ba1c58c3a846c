"""Which acts are of the day of their report: what it tells as today's news.

News told in the present tense is of the day on which it is published, and so are the
participles, results and event nouns of the same scene ("Gunmen *storm* a school, *killing* two
in the *attack*"). What is told in the past, and what a sentence only looks back on, has no day
of its own.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.act_kinds import any_kind, kind_of
from demarche.knowledge.motion import motion as motion_of
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.status_clause import clause
from demarche.reading.time_tense import own_tense
from demarche.records import Report, Time

# Prepositions of what goes on while something is done ("*amid* protests"), those that say so at a
# verb alone ("goes *on* strike", but "a report *on* the raid"), and those of what comes before.
_WHILE = frozenset(
    "including include in during by with amid amidst at throughout".split()
)
_WHILE_DONE = frozenset({"on", "under", "from"})
_AFTER = frozenset({"after", "follow", "following"})
# Marks of what goes along with an act or leads up to it: "*by* firing", "*after* ramming a gate".
_ALONG = frozenset({"by", "while", "with", "after", "before", "thus", "thereby"})
# "leads *to* clashes", "results *in* deaths".
_ENDING_IN = frozenset({"to", "in"})
_JUDGING = frozenset("convict sentence charge indict acquit try".split())
_OWNING_UP = frozenset("admit confess own plead".split())
_SOME_DAY = "XXXX-XX-XX"  # in the value of an hour without a date
_CHAIN = 4  # verbs that a clause may hang by


def publication(report: Report) -> Time | None:
    """The day of the report, for what it tells as today's news; None where it has none."""
    if report.published is None:
        return None
    day = report.published.isoformat()
    return Time(day, day, "day", day, None, None, "published")


def is_hour(time: Time) -> bool:
    """Whether words give an act no more than a part of some day: "at dusk", "in the evening"."""
    return time.start is None and (time.value or "").startswith(_SOME_DAY)


def of_day(hour: Time | None, day: Time | None) -> Time | None:
    """The day of an act, in the words that give its hour where they do."""
    if hour is None or day is None:
        return day
    value = (hour.value or "").replace(_SOME_DAY, day.value or "")
    return msgspec.structs.replace(hour, start=day.start, end=day.end, value=value)


def is_verb(tree: Tree, token: int) -> bool:
    """Whether an act is told by a verb that has a clause; "in heavy *fighting*" is a noun's."""
    word = tree.tokens[token].text.lower()
    nominal = tree.has_relation(token, "obl", "nmod", "nsubj", "obj") or tree.children(token, "amod", "det")
    return tree.tokens[token].upos == "VERB" and not (word.endswith("ing") and nominal)


def teller(tree: Tree, noun: int) -> int | None:
    """The verb whose news an event noun is a part of: "are killed in an *ambush*", "declares a *truce*".

    None where the noun is only the background: "condemns the *raid*" tells of no raid today, nor
    does "resigns over the *scandal*".
    """
    current, within = noun, False
    while (head := tree.head(current)) is not None:
        if within and tree.tokens[head].upos == "NOUN":
            within = any_kind(tree.lemma(head)) is None  # "condemns the killing of a man in a *raid*"
        elif tree.has_relation(current, "obl", "nmod"):
            if not _same_scene(tree, current, head):
                return None
            cases = {tree.lemma(case) for case in tree.children(current, "case")}
            # "kill ten men in a *raid*", but "condemns the killing of men in a *raid*"
            plain = tree.tokens[head].upos == "NOUN" and any_kind(tree.lemma(head)) is None
            within = plain and bool(cases & _WHILE)
        elif tree.has_relation(current, "advcl") and tree.tokens[current].upos == "VERB":
            if not _same_scene(tree, current, head):  # "in heavy *fighting*", taken for a clause
                return None
        elif not tree.has_relation(current, "nsubj", "obj", "conj", "appos", "compound"):
            return None
        if tree.tokens[head].upos == "VERB" or tree.lemma(head) == "dead":
            if tree.lemma(head) == "follow" and tree.has_relation(current, "obj"):
                return None  # "the raid follows the *killing* of a cleric"
            tells = tree.lemma(head) in word_class("tell_object")
            tells = tells or (within and tree.lemma(head) in word_class("harm"))
            return head if tells or not tree.has_relation(current, "obj") else None
        current = head
    return None


def _same_scene(tree: Tree, noun: int, head: int) -> bool:
    """Whether a noun behind a preposition names what goes on in the same scene.

    "are killed *in an ambush*", "a wave *of arrests*", "dies *after an attack*": what harms
    somebody is of the scene of the harm; "resigns *after the protests*" tells of no protests today.
    """
    cases = {tree.lemma(case) for case in tree.children(noun, "case", "mark")}
    if cases & _AFTER:
        return tree.lemma(head) in word_class("harm") | {"dead"}
    if tree.lemma(head) in _JUDGING:
        return False  # "is convicted in the *murder* of a writer"
    if cases & _ENDING_IN and tree.lemma(head) in ("lead", "result"):
        return True
    kind = any_kind(tree.lemma(noun))
    if "to" in cases and tree.lemma(head) == "agree" and kind_of("RETREAT", tree.lemma(noun)):
        return True  # "agree *to a truce*" makes it
    if cases & {"for", "on"} and motion_of(tree.lemma(head)) and kind is not None and kind.name == "visit":
        return True  # "travels to Suva for a *visit*"
    if cases & _WHILE_DONE and tree.has_relation(noun, "obl"):
        return True
    measures = word_class("amount") | word_class("stretch") | word_class("edge")
    return bool(cases & _WHILE) or tree.lemma(head) in measures


def tells_today(tree: Tree, token: int) -> bool:
    """Whether a verb tells news in the present tense, or goes with one that does.

    "Soldiers *storm* a station in Basra, *arresting* its officers": both are of the day.
    """
    current: int | None = token
    for _ in range(_CHAIN):
        if current is None or tree.tokens[current].upos not in ("VERB", "AUX", "ADJ"):
            return False
        read = clause(tree, current)
        if read.has("perfect"):
            return False
        own = own_tense(tree, current)
        if own == "present" or read.tense == "present" or _unmarked(tree, current):
            return True
        if own == "past" and (harmed := _when_harmed(tree, current)) is not None:
            current = harmed
            continue
        shared = _shares_form(tree, current)
        if not shared and own is not None:
            return False
        current = tree.head(current) if shared else _goes_with(tree, current)
    return False


def _unmarked(tree: Tree, token: int) -> bool:
    """Whether a main verb has one form for past and present, in a report that tells nothing in the past.

    "Protesters *set* fire to a bus.": as a headline's, its tense is that of the day.
    """
    word = tree.tokens[token]
    if word.text.lower() != tree.lemma(token) or not tree.has_relation(token, "root"):
        return False
    plural = any("Number=Plur" in tree.tokens[subject].feats for subject in tree.children(token, "nsubj"))
    return plural and own_tense(tree, token) == "past" and not tree.children(token, "aux") and not any(
        own_tense(tree, other) == "past"
        for other, one in enumerate(tree.tokens)
        if one.upos == "VERB" and other != token and tree.has_relation(other, "root", "ccomp", "parataxis")
    )


def _when_harmed(tree: Tree, token: int) -> int | None:
    """The verb of harm whose scene a clause in the past tells: "are killed when a man *attacked* them"."""
    head = tree.head(token)
    scene = tree.has_relation(token, "advcl") and tree.has_word(token, ("when", "as"), "mark", "advmod")
    return head if scene and head is not None and tree.lemma(head) in word_class("harm") else None


def _goes_with(tree: Tree, token: int) -> int | None:
    """The verb of whose scene an infinitive or a participle is: "*begins* releasing", "…, *killing* two".

    None for what lies behind or is only the reason: "accuses them of *shelling* the town".
    """
    head = tree.head(token)
    marks = {tree.tokens[mark].text.lower() for mark in tree.children(token, "mark", "case")}
    word = tree.tokens[token].text.lower()
    subject = bool(tree.children(token, "nsubj"))
    if is_before(tree, token):
        return None
    if head is None or tree.has_relation(token, "xcomp"):
        return head if marks <= {"to"} else None
    if word == "protest" and tree.has_relation(token, "advcl") and marks <= {"to"}:
        return head  # who marches "to *protest*" does
    if features(tree.tokens[token]).get("VerbForm") == "Part":
        harm = tree.lemma(token) in word_class("harm")
        reported = harm and tree.has_relation(token, "ccomp") and not tree.children(token, "aux")
        if reported or ("with" in marks and (harm or tree.children(token, "nsubj:pass"))):
            return head  # "reports ten *killed*", "opens fire, with two *arrested*"
    if tree.has_relation(token, "advcl", "conj"):
        if subject and word == tree.lemma(token) and marks & {"as", "when", "while"}:
            return head  # "as police *open* fire", which a parser may take for an infinitive
        goes_on = word.endswith("ing") or tree.has_word(token, ("being",), "aux")
        along = marks <= _ALONG and (not subject or "with" in marks)
        return _verb_of(tree, head, apart=tree.tokens[token - 1].text == ",") if goes_on and along else None
    plain = tree.has_relation(token, "acl") and word.endswith("ing") and not marks and not subject
    return _verb_of(tree, head, apart=tree.tokens[token - 1].text == ",") if plain else None


def is_before(tree: Tree, token: int) -> bool:
    """Whether a participle tells what came before its verb: "leaves *after mediating*", "admits *to firing*".

    But who "is killed *after ramming* a gate" rams it then.
    """
    head = tree.head(token)
    if head is None or not tree.tokens[token].text.lower().endswith("ing"):
        return False
    after = tree.has_word(token, ("after",), "mark", "case") and tree.lemma(head) not in word_class("harm")
    owned = tree.has_word(token, ("to",), "mark", "case") and tree.lemma(head) in _OWNING_UP
    return after or owned


def _verb_of(tree: Tree, noun: int, *, apart: bool) -> int | None:
    """The verb whose subject or object a word is; whose phrase at all, for what a comma sets apart."""
    current: int | None = noun
    while current is not None and tree.tokens[current].upos not in ("VERB", "AUX"):
        if not apart and not tree.has_relation(current, "nsubj", "obj"):
            return None
        current = tree.head(current)
    return current


def _shares_form(tree: Tree, token: int) -> bool:
    """Whether a conjunct leaves out what gives its verb a tense.

    "Two people are killed, and several others *wounded*", "raid and *burn* a village".
    """
    head = tree.head(token)
    if head is None or not tree.has_relation(token, "conj") or tree.children(token, "aux", "mark"):
        return False
    word = tree.tokens[token]
    if word.text.lower() == tree.lemma(token):
        bare = features(word).get("VerbForm") in ("Inf", "Part", None)
        return bare or (not tree.children(token, "nsubj") and _is_plural_present(tree, head))
    passive = word.text.lower().endswith(("ed", "en")) or features(word).get("VerbForm") == "Part"
    return passive and bool(tree.children(head, "aux:pass")) and not tree.children(token, "obj")


def _is_plural_present(tree: Tree, token: int) -> bool:
    """Whether a verb has the form that another beside it shares: "they *storm* a shop and *beat* men"."""
    form = features(tree.tokens[token])
    told = form.get("Tense") == "Pres" and form.get("VerbForm") == "Fin"
    return told and tree.tokens[token].text.lower() == tree.lemma(token) and not tree.children(token, "aux")


def refused_today(tree: Tree, token: int) -> bool:
    """Whether news of today says that an act is not done: "refuses to *withdraw*", "is not *allowed*"."""
    if not is_verb(tree, token):
        return False
    verb = tree.head(token) if tree.has_relation(token, "xcomp") else token
    if verb is None or any(tree.lemma(helper) == "have" for helper in (verb, *tree.children(verb, "aux"))):
        return False  # "has not released him", "have yet to be *deployed*"
    return own_tense(tree, verb) == "present"


def headline_passive(tree: Tree, token: int) -> bool:
    """Whether a participle is a headline's verb: "Bishop *arrested* in Nicaragua"."""
    sentence = tree.sentence(token)
    return (
        tree.has_relation(token, "root")
        and features(tree.tokens[token]).get("VerbForm") == "Part"
        and not tree.children(token, "aux")
        and tree.tokens[sentence.last - 1].text[-1].isalnum()
    )
