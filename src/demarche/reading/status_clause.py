"""What a clause itself says of its predicate: tense, aspect, modals, negation, adverbs.

Nothing here looks above the predicate; ``status.py`` puts clauses together. Parsers go
wrong, so every question has an answer on any tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import status as knowledge
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features, relation

SCALE = ("certain", "probable", "possible", "unknown")

# The mark of what was arranged and did not come: "*was to have* met".
NOT_MET = "was to have"
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "ll"})
POSSIBLE_MODALS = frozenset({"can", "could", "may", "might", "ca"})
NEEDED_MODALS = frozenset({"should", "must", "ought", "need"})
WOULD = frozenset({"would", "'d", "’d"})
_STRETCHES = frozenset("moments minutes hours days weeks months years".split())
HARMED = frozenset({"dead", "injured", "wounded", "killed", "hurt"})
NEGATIVE_WORDS = frozenset({"no", "nobody", "nothing", "none", "neither", "no-one", "noone", "nor"})


def weaker(one: str, other: str) -> str:
    """The less certain of two certainties."""
    return max(one, other, key=SCALE.index)


@dataclass(frozen=True, slots=True)
class Clause:
    """The standing that a predicate has by its own words.

    ``tense`` is past, present, future or none; ``finite`` tells clauses with a tense or a
    modal from infinitives and participles. ``marks`` names what was seen ("perfect").
    """

    status: str
    certainty: str
    positive: bool
    tense: str
    finite: bool
    marks: tuple[str, ...] = ()

    def has(self, *marks: str) -> bool:
        """Whether one of the marks was seen."""
        return any(mark in self.marks for mark in marks)


def auxiliaries(tree: Tree, token: int) -> list[int]:
    """The auxiliaries and the copula of a predicate, those of a first conjunct included.

    "will *meet* him and *sign* the treaty": a bare second verb shares what the first has.
    """
    own = tree.children(token, "aux", "cop")
    if own:
        return own
    first = tree.tokens[token].head
    if (
        first >= 0
        and tree.has_relation(token, "conj")
        and not tree.children(token, "nsubj", "mark")
        and features(tree.tokens[token]).get("VerbForm") == features(tree.tokens[first]).get("VerbForm")
        and features(tree.tokens[token]).get("VerbForm") != "Fin"
    ):
        return auxiliaries(tree, first)
    return []


def negations(tree: Tree, token: int) -> int:
    """How many words deny a predicate: not, never, "no troops", "neither side", nobody."""
    found = 0
    for child in tree.children(token, "advmod", "cc", "aux"):
        word = tree.tokens[child].text.lower()
        if relation(tree.tokens[child]) == "cc":
            found += word in ("nor",) and child < token and tree.tokens[token].upos != "NOUN"
        elif word == "longer" and child and tree.tokens[child - 1].text.lower() == "no":
            found += 1  # "no *longer* exchange"
        elif tree.tokens[child].upos == "AUX" and word not in ("n't", "n’t"):
            continue
        elif knowledge.adverb(word) == "negative" and not _contrast(tree, child, token):
            found += 1
    found += _never_again(tree, token)
    for child in tree.children(token, "nsubj", "obj", "expl"):
        denied = tree.tokens[child].text.lower() in NEGATIVE_WORDS or tree.has_word(
            child, ("no", "neither"), "det", "advmod", "cc:preconj"
        )
        if denied or _not_one(tree, child):
            found += 1
    if tree.has_relation(token, "conj") and not tree.children(token, "nsubj", "aux", "cop"):
        first = tree.tokens[token].head
        # "did not visit or call": one denial over both; "did not visit but called" has two tenses
        coordinator = [tree.tokens[c].text.lower() for c in tree.children(token, "cc")]
        if (coordinator and coordinator[0] == "or") or (
            coordinator not in (["but"], ["nor"])
            and features(tree.tokens[token]).get("VerbForm")
            == features(tree.tokens[first]).get("VerbForm")
            != "Fin"
            and auxiliaries(tree, token)
        ):
            found += negations(tree, first)
    return found


def _not_one(tree: Tree, noun: int) -> bool:
    """Whether it is said of nobody: "*not one* of the men", "*not a single* shot", but "not all"."""
    first = tree.subtree(noun)[0]
    words = [token.text.lower() for token in tree.tokens[first : first + 3]]
    return words[:2] == ["not", "one"] or words == ["not", "a", "single"]


def _never_again(tree: Tree, token: int) -> bool:
    """Whether "never" stands before an infinitive, hung elsewhere: "vowed *never* again to sell"."""
    to = tree.child(token, "mark")
    if to is None or tree.tokens[to].text.lower() != "to":
        return False
    before = to - 2 if to > 1 and tree.tokens[to - 1].text.lower() == "again" else to - 1
    return (
        before >= 0
        and tree.tokens[before].text.lower() == "never"
        and before not in tree.children(token, "advmod")
    )


def _contrast(tree: Tree, negation: int, token: int) -> bool:
    """ "not only attacked but …", "not just", "no sooner" deny nothing."""
    after = negation + 1
    return after < len(tree.tokens) and tree.tokens[after].text.lower() in (
        "only",
        "just",
        "merely",
        "simply",
        "least",
    )


def adverbs(tree: Tree, token: int) -> dict[str, int]:
    """Classes of the adverbs of a predicate (first conjunct's shared), with their tokens."""
    found: dict[str, int] = {}
    for child in tree.children(token, "advmod", "discourse", "obl", "parataxis"):
        word = tree.tokens[child].text.lower()
        name = knowledge.adverb(word)
        if name:
            found.setdefault(name, child)
    if (
        tree.has_relation(token, "conj")
        and not tree.children(token, "nsubj")
        and tree.tokens[token].head >= 0
    ):
        for name, child in adverbs(tree, tree.tokens[token].head).items():
            if name in ("expect", "possible", "rare", "habit") and child < tree.tokens[token].head:
                found.setdefault(name, child)
    return found


def clause(
    tree: Tree, token: int, *, future_time: bool = False, news: bool = False, staging: bool = False
) -> Clause:
    """Read the clause of a verb, or of a noun or adjective with a copula.

    ``future_time`` says that a time of the act lies after the report, ``news`` that the
    sentence is a headline or a lead, whose simple present tells what has happened, ``staging``
    that the object of the verb is the act ("*holds* a drill").
    """
    word = tree.tokens[token]
    feats = features(word)
    helpers = auxiliaries(tree, token)
    texts = [tree.tokens[h].text.lower() for h in helpers]
    lemmas = {tree.lemma(h) for h in helpers}
    negative = negations(tree, token)
    kinds = adverbs(tree, token)
    marks: list[str] = []
    form = feats.get("VerbForm", "")
    perfect = "have" in lemmas and word.upos in ("VERB", "AUX", "ADJ", "NOUN") and form != "Inf"
    progressive = form in ("Part", "Ger") and word.text.lower().endswith("ing") and "be" in lemmas
    tense = _tense(tree, token, helpers)
    modal = next((t for t in texts if t in FUTURE_MODALS | POSSIBLE_MODALS | NEEDED_MODALS | WOULD), None)
    if modal in ("'d", "’d") and form != "Inf" and "be" not in lemmas - {"would"}:
        modal = None  # "they'd visited": had
        perfect = True
    if perfect:
        marks.append("perfect")
    if progressive:
        marks.append("progressive")
    if modal:
        marks.append("modal:" + modal)
    if (
        tense == "none"
        and word.text.lower() == tree.lemma(token)
        and not helpers
        and _imperative(tree, token)
    ):
        feats = {**feats, "Mood": "Imp"}
    infinitive = tree.has_word(token, ("to",), "mark", "aux")
    finite = bool(modal) or tense != "none"

    status, certainty = "occurred", "certain"
    if modal in FUTURE_MODALS:
        status = "planned"
        tense = "future"
    elif modal in WOULD:
        status, certainty = ("occurred" if perfect or "have" in lemmas else "planned"), "possible"
        if status == "occurred":
            negative += 1  # "would have attacked": did not
            marks.append("counterfactual")
    elif modal in NEEDED_MODALS:
        if "have" in lemmas:
            certainty = "probable"
            if modal in ("should", "ought"):
                negative += 1  # "should have warned": did not
        else:
            status, certainty = "wanted", "unknown"
    elif modal in POSSIBLE_MODALS:
        if "have" in lemmas:
            certainty = "possible"
        elif modal == "could" and negative and not kinds.keys() & {"possible"}:
            marks.append("unable")  # "could not reach a deal": did not
        else:
            status, certainty = "planned", "possible"
    elif infinitive and "be" in lemmas and not finite_passive(tree, helpers):
        status, tense, finite = "planned", "future", True  # "is to meet"
        if "have" in lemmas and any(t in ("was", "were") for t in texts):
            negative += 1  # "was to have met": did not
            marks.append(NOT_MET)
    elif perfect:
        lasts = progressive or _lasts_still(tree, token) or ("past" not in kinds and _is_under(tree, token))
        status = "ongoing" if lasts and tense == "present" else "occurred"
    elif feats.get("Mood") == "Imp" and not tree.children(token, "nsubj"):  # not "Kyrgyz vote"
        status, certainty, finite = "wanted", "unknown", True
        marks.append("imperative")
    elif progressive or (helpers and word.upos in ("ADJ", "NOUN", "PROPN", "ADV", "PRON") and not form):
        done = word.upos == "ADJ" and word.text.lower() in HARMED  # "two are *dead*"
        status = "occurred" if tense == "past" or done else "ongoing"
        if tense == "present" and (future_time or "future" in kinds) and word.upos == "VERB":
            status = "planned"
    elif tense == "present":
        news = news and not negative  # "does not attend": a lead tells no news of what is not
        status = _present(tree, token, kinds, future_time=future_time, news=news, staging=staging)
    elif not finite:
        marks.append("infinitive" if infinitive or form == "Inf" else "participle")
        if infinitive and word.upos == "VERB" and _headline_infinitive(tree, token):
            status, finite, tense = "planned", True, "future"  # "Putin to visit China"
    if "past" in kinds and status == "habitual":
        status = "occurred"
    if "habit" in kinds and status in ("occurred", "ongoing", "habitual") and not progressive:
        status = "habitual"
    if "rare" in kinds:
        negative += 1
        if tense == "present":
            status = "habitual"
    if "almost" in kinds and status == "occurred":
        negative += 1  # "nearly collapsed": did not
        marks.append("almost")
    if "expect" in kinds:
        certainty = weaker(certainty, "probable")
    if "possible" in kinds or any(
        tree.has_word(subject, ("possible",), "amod") for subject in tree.children(token, "nsubj")
    ):  # "a *possible* bomb goes off"
        certainty = weaker(certainty, "possible")
    return Clause(status, certainty, negative % 2 == 0, tense, finite, tuple(marks))


def _lasts_still(tree: Tree, token: int) -> bool:
    """Whether a state is told to have lasted since a day: "has *blockaded* the port *since May*"."""
    if tree.lemma(token) not in word_class("lasting_state"):
        return False
    behind = [child for child in tree.children(token, "obl", "advcl", "advmod") if child > token]
    return any(
        tree.has_word(child, ("since",), "case", "mark") or tree.lemma(child) == "since" for child in behind
    )


def _is_under(tree: Tree, token: int) -> bool:
    """Whether somebody is told to be in a state of things: "has been *under arrest*", "*on strike*"."""
    return bool(tree.children(token, "cop")) and tree.has_word(token, ("under", "in", "on"), "case")


def _imperative(tree: Tree, token: int) -> bool:
    """A bare verb that opens a sentence of its own: "Release the hostages!"."""
    return (
        tree.has_relation(token, "root")
        and token == tree.sentence(token).first
        and tree.tokens[token].upos == "VERB"
        and features(tree.tokens[token]).get("VerbForm") != "Part"
        and not tree.children(token, "nsubj", "mark")
    )


def finite_passive(tree: Tree, helpers: list[int]) -> bool:
    """Whether the auxiliaries hold "to be", so that "be" is no "is to" ("to be attacked")."""
    return not any(features(tree.tokens[h]).get("VerbForm") == "Fin" for h in helpers)


def _tense(tree: Tree, token: int, helpers: list[int]) -> str:
    for index in (*helpers, token):
        feats = features(tree.tokens[index])
        if feats.get("VerbForm") == "Fin" and tree.tokens[index].upos in ("AUX", "VERB"):
            if feats.get("Tense") == "Past":
                return "past"
            if feats.get("Tense") == "Pres" or feats.get("Mood") == "Ind":
                return "present"
    if not helpers and tree.tokens[token].upos == "VERB" and _bare_present(tree, token):
        return "present"
    return "none"


def _bare_present(tree: Tree, token: int) -> bool:
    """A verb tagged as an infinitive that has a subject and no "to": "The armies exchange …"."""
    text = tree.tokens[token].text.lower()
    subject = tree.child(token, "nsubj")
    return (
        subject is not None
        and subject < token
        and features(tree.tokens[token]).get("VerbForm") in ("Inf", "Fin", None)
        and not text.endswith(("ing", "ed"))
        and not tree.has_word(token, ("to",), "mark")
        and not tree.has_relation(token, "xcomp")
    )


def _present(
    tree: Tree, token: int, kinds: dict[str, int], *, future_time: bool, news: bool, staging: bool
) -> str:
    lemma = tree.lemma(token)
    if news and lemma in word_class("speech"):
        return "occurred"  # "*calls* for elections in 2031": the year is the elections'
    if future_time or ("future" in kinds and not (news and _goes_on_telling(tree, token, kinds))):
        return "planned"  # "The president arrives on Friday"
    if "habit" in kinds or "rare" in kinds:
        return "habitual"
    if lemma in word_class("speech"):
        return "occurred"
    if news and (lemma in word_class("stance") or staging):
        return "occurred"  # "*holds* a drill", but "holds the town"
    if lemma in word_class("state") or "ongoing" in kinds:
        return "ongoing"
    return "occurred" if news or not _general(tree, token) else "habitual"


def _general(tree: Tree, token: int) -> bool:
    """Whether a simple present has no one subject, as what is always so has: "*Lions* eat meat"."""
    subject = tree.child(token, "nsubj", "nsubj:pass")
    if subject is None or tree.tokens[subject].upos == "PROPN":
        return False
    return not tree.children(subject, "det", "nummod", "nmod:poss", "amod", "nmod")


def _goes_on_telling(tree: Tree, token: int, kinds: dict[str, int]) -> bool:
    """Whether "later" only puts news in order: "is *later* arrested", "vetoes it hours *later*", but
    "arrives *later*"."""
    adverb = kinds["future"]
    later = tree.tokens[adverb].text.lower() == "later"
    counted = bool(tree.children(adverb)) and tree.word_before(tree.tokens[adverb].start) in _STRETCHES
    return later and (adverb < token or counted or is_unforeseen(tree, token))


def is_unforeseen(tree: Tree, token: int) -> bool:
    """Whether a verb tells what nobody announces: "are *arrested* later", "a blast *occurs* later"."""
    subjects = tree.children(token, "nsubj")
    return tree.lemma(token) in word_class("unforeseen") or any(
        tree.lemma(subject) in word_class("harmful") for subject in subjects
    )


def _headline_infinitive(tree: Tree, token: int) -> bool:
    return tree.has_relation(token, "root") and bool(tree.children(token, "nsubj"))
