"""Status, certainty and polarity of an act, composed along the path from it to the root.

Every predicate has a standing by its own clause (``status_clause``) and hands one down to
what hangs below it, by the signature that ``knowledge/status.tsv`` gives it: "may refuse to
allow the visit" is read outside in, *may* → refuse possible, *refuse to* → allow negative,
*allow* → visit negative (Karttunen 1971; Nairn et al. 2006; Saurí and Pustejovsky 2012).
Where two readings stand, the weaker one is taken: a planned act never comes out as occurred.

The factuality that the model gives (-3 to 3, as in UDS) decides only where grammar leaves
two readings open; see ``_tie``.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec

from demarche.knowledge import status as knowledge
from demarche.language.tree import Tree, features
from demarche.reading.status_clause import STATIVE, Clause, clause, weaker
from demarche.reading.status_nouns import definite, is_event_noun, modifiers, preposition
from demarche.reading.status_signatures import LOCAL, World, apply, flipped, signature
from demarche.records import Sentence, TimeExpression

# Below this the model doubts an act that grammar lets stand as certain.
DOUBTED = -1.0
# Above this the model holds a definite noun under a coming act to have happened already
# ("will discuss the *coup*").
BELIEVED = 1.5

CONDITIONAL = frozenset({"if", "unless", "provided", "providing", "assuming", "should", "lest", "in"})
TEMPORAL = frozenset({"when", "once", "until", "before", "after", "till", "while", "as", "whenever", "since"})
INSTEAD = frozenset({"without", "instead", "rather", "from", "against"})
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
COMING_WORDS = frozenset({"next", "tomorrow", "coming", "upcoming"})
RAISING = frozenset(
    {"expect", "sure", "unlikely", "possible", "seem", "plan", "make", "continue", "believe", "stop", "fail"}
)
PRESUPPOSING = frozenset(
    {"after", "following", "since", "during", "amid", "despite", "because", "over", "due", "amidst"}
)
# What is said or done "in" these is said or done while they last.
MEETINGS = frozenset(
    "talk talks meeting interview call conversation speech discussion negotiation summit".split()
)
MEANT = frozenset({"plan", "expect", "cancel", "postpone", "offer", "want", "ask", "threaten", "try"})
AGAINST = frozenset({"cancel", "fail", "reject", "refuse", "postpone", "prevent", "stop"})
FOLLOWING = frozenset({("subsequent", "to"), ("owing", "to"), ("due", "to"), ("thanks", "to")})
AHEAD = frozenset({"before", "ahead", "until", "till", "pending"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# Classes whose content lies ahead: what is planned, discussed, offered, wanted.
AHEAD_CLASSES = frozenset({"plan", "expect", "offer", "discuss", "possible", "want", "ask", "permit", "try"})
# Verbs that say what a plan or a deal holds: "the agreement *includes* buying missiles".
HOLDING = frozenset({"include", "involve", "cover", "comprise", "contain", "entail", "provide", "call"})
MAX_DEPTH = 24


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
    reader = _Reader(tree, token, published, time, factuality)
    world = _tie(reader.world(token), factuality)
    return Standing(
        world.status,
        world.certainty,
        "positive" if world.positive else "negative",
        world.reasons,
        world.embedding,
    )


def _tie(world: World, factuality: float | None) -> World:
    """Lower the certainty of an asserted act that the model does not believe in."""
    if (
        factuality is not None
        and factuality < DOUBTED
        and world.positive
        and world.certainty == "certain"
        and world.status in ("occurred", "ongoing")
    ):
        return world.but("probable", reason=f"factuality {factuality:.1f}")
    return world


class _Reader:
    """One act of one report on its way to a standing."""

    def __init__(
        self,
        tree: Tree,
        event: int,
        published: dt.date | None,
        time: TimeExpression | None,
        factuality: float | None,
    ) -> None:
        self.tree = tree
        self.event = event
        self.factuality = factuality
        day = published.isoformat() if published else None
        begin = time.begin[:10] if time and time.begin else None
        finish = time.finish[:10] if time and time.finish else begin
        if time is not None and _ends(tree, time):
            begin = finish = None  # "barred *until 2022*" says how long, not when
        self.future = bool(day and begin and begin > day) or bool(time and time.value == "FUTURE_REF")
        self.past = bool(day and finish and finish < day) or bool(time and time.value == "PAST_REF")
        # A weekday beside a simple present looks ahead, whichever week it was resolved to:
        # "The king arrives on Friday"; of last Friday English says "arrived".
        self.weekday = bool(time and time.type == "DATE" and time.text.lower() in WEEKDAYS)
        self.depth = 0

    def world(self, token: int) -> World:
        """The standing of any predicate, a noun's or a clause's."""
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                return World("planned", "unknown", True)
            if is_event_noun(self.tree, token):
                return self._noun(token)
            return self._clause(token)
        finally:
            self.depth -= 1

    # -- clauses ----------------------------------------------------------------------

    def _read(self, token: int) -> Clause:
        near = token == self.event or (
            self.tree.tokens[self.event].head == token and is_event_noun(self.tree, self.event)
        )
        future = near and (self.future or self.weekday)
        if not future:
            future = any(
                self.tree.tokens[below].text.lower() in COMING_WORDS
                for child in self.tree.children(token, "obl", "advmod")
                for below in (child, *self.tree.children(child, "amod", "det"))
            )
        staging = token != self.event and self.tree.has_relation(self.event, "obj") and near
        read = clause(self.tree, token, future_time=future, news=self._news(token), staging=staging)
        if near and read.status == "occurred" and read.tense == "present" and self._repeated(token):
            return Clause("habitual", read.certainty, read.positive, read.tense, read.finite, read.marks)
        if near and self.past and not self.weekday and read.status == "habitual" and read.tense == "present":
            return Clause("occurred", read.certainty, read.positive, read.tense, read.finite, read.marks)
        return read

    def _repeated(self, token: int) -> bool:
        """A simple present with "every year", "each spring": a habit, even in a lead."""
        return any(
            self.tree.tokens[det].lemma.lower() in ("every", "each")
            for child in self.tree.children(token, "obl", "advmod")
            for det in self.tree.children(child, "det")
            if not self.tree.children(child, "case")
        )

    def _news(self, token: int) -> bool:
        """Headlines (no full stop) and leads tell what happened in the present tense.

        A report whose lead does ("Iraq *destroys* six missiles.") goes on in that tense.
        """
        sentence = self.tree.sentence(token)
        last = self.tree.tokens[sentence.last - 1].text
        return sentence == lead(self.tree) or last[-1] not in ".!?”\"’'" or narrative_present(self.tree)

    def _clause(self, token: int) -> World:
        read = self._read(token)
        first = self.tree.coordination_head(token)
        if first != token and self._own_context(token, read):
            return self._main(token, read)
        head = self.tree.head(first)
        if head is None or self.tree.has_relation(first, *NEW_CONTEXT):
            if first != token and read.has("infinitive", "participle") and not read.finite:
                return self._shared(token, first, read)
            return self._main(token, read)
        if self.tree.has_relation(first, "acl:relcl", "acl") and self._in_case(head):
            return World("planned", "possible", read.positive, ("condition",), (head,))
        if self.tree.has_relation(first, "acl:relcl"):
            return self._main(token, read)
        if self.tree.has_relation(first, "advcl"):
            return self._adverbial(token, first, head, read)
        if self.tree.has_relation(first, "acl"):
            return self._adnominal(token, first, head, read)
        if self.tree.has_relation(first, "ccomp", "xcomp", "csubj", "obl", "obj", "nmod", "nsubj"):
            return self._complement(token, first, head, read)
        if self.tree.has_relation(first, "amod", "compound"):
            return World("occurred", "certain", read.positive, (), ())
        return self._main(token, read)

    def _in_case(self, noun: int) -> bool:
        """Whether a clause hangs on "in the event", "in case": what may come about."""
        return lemma_of(self.tree, noun) in ("event", "case", "eventuality") and preposition(
            self.tree, noun
        ) in ("in", "for")

    def _own_context(self, token: int, read: Clause) -> bool:
        """A second conjunct with a subject of its own beside a main clause starts anew."""
        first = self.tree.coordination_head(token)
        return read.finite and (
            self.tree.has_relation(first, *NEW_CONTEXT) or self.tree.has_relation(first, "acl:relcl")
        )

    def _shared(self, token: int, first: int, read: Clause) -> World:
        """A bare second verb under the first one's auxiliaries ("will meet and *sign*")."""
        outer = self._main(first, self._read(first))
        return outer if read.positive else flipped(outer)

    def _main(self, token: int, read: Clause) -> World:
        """A predicate that nothing above it bears on: its own words, "if" and "?"."""
        world = World(read.status, read.certainty, read.positive, read.marks, ())
        if read.has("infinitive") and self._headline(token) and self._via(token, read) == "inf":
            return World("planned", "certain", read.positive, ("headline infinitive",), ())
        if read.has("infinitive") and not read.finite and not self.tree.children(token, "nsubj"):
            world = World("planned", "unknown", read.positive, read.marks, ())
        if world.status == "planned" and self._conditioned(token):
            world = world.but("possible", reason="conditional")
        if self._asked(token):
            world = world.but("unknown", reason="question")
        return world

    def _conditioned(self, token: int) -> bool:
        for child in self.tree.children(token, "advcl"):
            if self._marker(child) in ("if", "unless", "provided", "should"):
                return True
        first = self.tree.coordination_head(token)
        return first != token and self._conditioned(first)

    def _asked(self, token: int) -> bool:
        sentence = self.tree.sentence(token)
        tail = {t.text for t in self.tree.tokens[max(sentence.first, sentence.last - 2) : sentence.last]}
        if "?" not in tail or self.tree.has_relation(token, "acl:relcl"):
            return False
        # "Who ordered the raid?" takes the raid for granted; "Did they attack?" does not
        first = self.tree.tokens[sentence.first].text.lower()
        return not (
            first in ("who", "why", "how", "when", "where", "what", "which")
            and not self._read(token).has("modal")
        )

    def _marker(self, token: int) -> str:
        """The word that introduces a clause: its mark, or "when" and "should" without one."""
        for child in self.tree.children(token, "mark", "case"):
            word = self.tree.tokens[child].text.lower()
            if word == "to":
                continue
            if word == "as" and self.tree.children(child, "fixed"):
                fixed = self.tree.tokens[self.tree.children(child, "fixed")[0]].text.lower()
                return "if" if fixed in ("if", "long") else "as"
            if word in ("in", "so") and self.tree.children(child, "fixed"):
                fixed = self.tree.tokens[self.tree.children(child, "fixed")[0]].text.lower()
                return {"order": "order", "as": "order", "case": "if", "that": "order"}.get(fixed, word)
            return word
        for child in self.tree.children(token, "advmod"):
            if self.tree.tokens[child].text.lower() in ("when", "whenever", "once", "where", "how", "why"):
                return self.tree.tokens[child].text.lower()
        helpers = self.tree.children(token, "aux")
        if helpers and self.tree.tokens[helpers[0]].text.lower() in ("should", "had", "were"):
            subject = self.tree.child(token, "nsubj")
            if subject is not None and helpers[0] < subject:
                return "should"  # "Should the talks fail, …"
        return ""

    def _via(self, first: int, read: Clause) -> str:
        """How a clause hangs on its governor, in the words of the table."""
        marker = self._marker(first)
        if marker in ("whether", "if"):
            return "whether"
        if read.finite:
            return "that"
        marks = self.tree.children(first, "mark")
        if not marks and first and self.tree.has_relation(first - 1, "fixed"):
            marks = [first - 1]  # "is due to *visit*"
        if any(self.tree.tokens[c].text.lower() == "to" for c in marks):
            return "to" if self.tree.tokens[first].text.lower().endswith("ing") else "inf"
        if marker and marker not in ("that", "order"):
            return marker
        if self.tree.tokens[first].text.lower().endswith("ing"):
            return "ing"
        return "part" if features(self.tree.tokens[first]).get("VerbForm") == "Part" else "inf"

    def _complement(self, token: int, first: int, head: int, read: Clause) -> World:
        """A clause that its governor asks for: "plans *to visit*", "said he *had left*"."""
        via = self._via(first, read)
        lemma = self.tree.tokens[head].lemma.lower()
        if lemma == "be" and via == "inf":
            # "The leaders are *to meet*": arranged, like a future
            return apply("sure", self.world(head).like("occurred"), read, via, head, "is to")
        if lemma == "have" and via == "inf" and not self.tree.has_relation(head, "aux"):
            return apply("want", self.world(head), read, via, head, "has to")
        # "wants the base *closed*": a participle hangs as a noun would
        name = signature(self.tree, head, "noun" if via == "part" else via)
        if name is None and via not in ("inf", "that", "ing", "whether", "part"):
            name = signature(self.tree, head, "ing")
        if name is None and self.tree.has_relation(first, "csubj"):
            name = signature(self.tree, head, "subj") or signature(self.tree, head, "inf")
        if via == "whether" and name is None:
            name = "whether"
        if name is None:
            if via == "from":
                name = "prevent"
            elif via == "inf" and is_event_noun(self.tree, head):
                name = "purpose"
            else:
                name = {"that": "say", "ing": "make", "inf": "purpose"}.get(via, "make")
            if not read.finite and self.tree.has_relation(first, "nsubj", "csubj"):
                name = "possible"
        return self._embedded(name, token, head, read, via)

    def _embedded(self, name: str, token: int, head: int, read: Clause, via: str) -> World:
        outer = self.world(head)
        if name == "make" and lemma_of(self.tree, head) == "go" and via == "inf":
            name = "sure"
        if lemma_of(self.tree, head) in HOLDING and not read.finite:
            name = self._held(head) or name
        if name in LOCAL and read.has("modal:would", "modal:'d", "modal:’d") and read.status == "planned":
            above = self._read(head)
            if above.tense == "past" and not self._conditioned(token):
                # "said it *would visit*": a future seen from the past
                read = Clause(
                    "planned", "certain", read.positive, "future", True, (*read.marks, "future in past")
                )
        if name in LOCAL and read.status == "planned" and self._conditioned(token):
            read = Clause(
                read.status,
                weaker(read.certainty, "possible"),
                read.positive,
                read.tense,
                read.finite,
                read.marks,
            )
        pluperfect = self._read(head).has("perfect") and self._read(head).tense == "past"
        world = apply(name, outer, read, via, head, lemma_of(self.tree, head), lost=pluperfect)
        if (name == "ask" and via == "against") or self._turned_down(head):
            world = flipped(world)
        return world

    def _held(self, verb: int) -> str | None:
        """What the subject of "include" makes of what it includes: "the plan involves *closing* bases"."""
        for subject in self.tree.children(verb, "nsubj"):
            entry = knowledge.embedding(lemma_of(self.tree, subject), "noun")
            for via in ("about", "for", "of", "inf"):
                if entry.get(via) in AHEAD_CLASSES:
                    return entry[via]
        return None

    def _adverbial(self, token: int, first: int, head: int, read: Clause) -> World:
        """Adverbial clauses: purpose, condition, time, manner, and complements mistaken for them."""
        marker = self._marker(first)
        via = self._via(first, read)
        if not read.finite:
            name = signature(self.tree, head, via)
            if self.tree.children(head, "obj") or self._follows(first):
                if name in AGAINST and via == "ing" and not self._keeps(head):
                    name = None  # "derails a train *killing* eight": what came of it
                elif name in ("make", "continue") and via == "inf":
                    name = None  # "begin a strike *to protest* cuts": what for
            if (
                name
                and not (name in ("continue", "purpose") and via == "inf")
                and not (
                    via == "ing"
                    and not self.tree.has_relation(first, "advcl:relcl")
                    and self._comma(first, head)
                )
            ):
                return self._embedded(name, token, head, read, via)
        outer = self.world(head)
        if marker == "order" or via == "inf":
            return apply("purpose", outer, read, via, head, "purpose")
        if marker in CONDITIONAL and marker != "in":
            positive = read.positive if marker != "lest" else not read.positive
            kind = "occurred" if read.has("perfect") and outer.status == "occurred" else "planned"
            return World(kind, "possible", positive, ("condition",), (head,))
        if marker == "whether":
            return World(read.status, "unknown", read.positive, ("whether",), (head,))
        if not read.finite:
            if marker == "with" and self.tree.children(first, "nsubj"):
                return World("occurred", "certain", read.positive, ("with",), (head,))
            if marker in INSTEAD:
                return flipped(outer).under(head, marker)
            if self._follows(first):
                return World("occurred", "certain", read.positive, ("subsequent",), (head,))
            if marker in ("for", "over", "about", "despite", "after", "since"):
                kind = (
                    outer.status if outer.status == "planned" and marker in ("after", "since") else "occurred"
                )
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
        if marker in TEMPORAL and read.tense == "present":
            if outer.status in ("planned", "wanted", "threatened"):
                # "will sign it when they *meet*"
                certainty = weaker(outer.certainty if outer.status == "planned" else "possible", "probable")
                certainty = (
                    weaker(certainty, "possible") if marker in ("until", "till", "before") else certainty
                )
                return World("planned", certainty, read.positive, (marker,), (head,))
            if outer.status == "habitual":
                return World("habitual", "certain", read.positive, (marker,), (head,))
        return self._main(token, read)

    def _keeps(self, verb: int) -> bool:
        """Verbs that keep somebody from something without "from": "stopped him *leaving*"."""
        return lemma_of(self.tree, verb) in ("prevent", "stop", "keep", "hinder")

    def _follows(self, first: int) -> bool:
        """A clause that another follows: "subsequent to rebels *kidnapping* four troops"."""
        words = [self.tree.tokens[below].text.lower() for below in self.tree.subtree(first) if below < first]
        return any(pair in FOLLOWING for pair in pairwise(words))

    def _comma(self, first: int, head: int) -> bool:
        low, high = sorted((first, head))
        return any(self.tree.tokens[index].text == "," for index in range(low, high))

    def _adnominal(self, token: int, first: int, head: int, read: Clause) -> World:
        """Clauses on nouns: "plans *to visit*", "weapons *supplied*", "talks *aimed* at"."""
        via = self._via(first, read)
        if via == "inf" and self._headline(token):
            # "Putin *to visit* China"
            return World("planned", "certain", read.positive, ("headline infinitive",), ())
        name = signature(self.tree, head, via)
        if name is None and via not in ("inf", "that", "ing", "whether", "part"):
            name = signature(self.tree, head, "ing")
        if name:
            return self._embedded(name, token, head, read, via)
        if via == "whether":
            return World(read.status, "unknown", read.positive, ("whether",), (head,))
        if read.finite:
            return self._main(token, read)
        if via == "inf":
            ranks = {self.tree.tokens[c].lemma.lower() for c in (head, *self.tree.children(head, "amod"))}
            if ranks & {"first", "last", "only", "second", "third", "latest"}:
                # "the first minister *to visit*": did
                return apply("make", self._around(head), read, via, head, "first to")
            return apply("purpose", self._around(head), read, via, head, "for")
        if not self.tree.tokens[first].text.lower().endswith("ing"):
            return World("occurred", "certain", read.positive, ("participle",), ())
        if via == "for" and self._held_against(head):
            # "sentences him to prison for *shelling* the town"
            return World("occurred", "certain", read.positive, ("fact",), (head,))
        outer = self._around(head)
        if via != "ing":
            return World("planned", "possible", read.positive, (via,), (head,))
        if outer.status == "occurred":
            return World("occurred", "certain", read.positive, ("participle",), ())
        if outer.status in ("ongoing", "habitual"):
            return World("ongoing", "certain", read.positive, ("participle",), ())
        return World(outer.status, outer.certainty, read.positive, ("participle",), (head,))

    def _held_against(self, noun: int) -> bool:
        """Whether somebody is punished or praised by what a noun stands in."""
        for above in (noun, *self.tree.ancestors(noun)):
            if signature(self.tree, above, "for") == "fact":
                return True
            if self.tree.tokens[above].upos == "VERB":
                return False
        return False

    def _headline(self, token: int) -> bool:
        """Whether a sentence without a full stop has no verb but an infinitive."""
        sentence = self.tree.sentence(token)
        words = self.tree.tokens[sentence.first : sentence.last]
        return words[-1].text[-1] not in ".!?”\"’'" and not any(
            word.upos in ("VERB", "AUX") and ("VerbForm=Fin" in word.feats) for word in words
        )

    def _around(self, noun: int) -> World:
        """The standing of the clause that a noun stands in, or that the nouns above it leave it.

        "a plan for a deal *ending* the war": the deal is planned, whatever the clause says of
        the plan.
        """
        current = noun
        while True:
            head = self.tree.head(current)
            if head is None:
                return World("occurred", "certain", True)
            name = self._unreal_content(current, head)
            above = self.tree.tokens[head].upos in ("VERB", "AUX", "ADJ") or self.tree.children(head, "cop")
            if name or above:
                outer = self.world(head) if above else self._around(head)
                return apply(name, outer, None, "noun", head, lemma_of(self.tree, head)) if name else outer
            current = head

    def _unreal_content(self, noun: int, head: int) -> str | None:
        """The class of a word that makes its noun something to come: "talks about a *deal*"."""
        first = self.tree.coordination_head(noun)
        if (
            first != noun
            or definite(self.tree, noun)
            or not self.tree.has_relation(noun, "nmod", "obj", "obl")
        ):
            return None
        name = signature(self.tree, head, preposition(self.tree, noun) or "noun")
        return name if name in AHEAD_CLASSES else None

    # -- nouns ------------------------------------------------------------------------

    def _noun(self, token: int) -> World:
        if self.tree.children(token, "cop"):
            return self._modified(token, self._clause(token), asserted=True)
        world, asserted = self._noun_context(token)
        if world.status == "planned" and world.positive and token == self.event and self.past:
            meant = any(reason.partition(":")[0] in MEANT for reason in world.reasons)
            if definite(self.tree, token) and not modifiers(self.tree, token) and not meant:
                # "will march despite *Friday's attack*"
                world = World("occurred", "certain", True, (*world.reasons, "past"), ())
        if self._no(token):
            world = world.signed(False).because("no")
        return self._modified(token, world, asserted=asserted)

    def _no(self, token: int) -> bool:
        """ "no attack", "neither raid"."""
        return any(
            self.tree.tokens[c].text.lower() in ("no", "neither") for c in self.tree.children(token, "det")
        )

    def _modified(self, token: int, world: World, *, asserted: bool) -> World:
        for name, word in modifiers(self.tree, token):
            world = world.modified(name, word, asserted=asserted)
        if self.future and token == self.event and world.status == "occurred" and not asserted:
            world = World(
                "planned",
                weaker(world.certainty, "probable"),
                world.positive,
                (*world.reasons, "coming"),
                world.embedding,
            )
        return world

    def _noun_context(self, token: int) -> tuple[World, bool]:
        """The standing that a noun's surroundings give it, and whether they assert it."""
        first = self.tree.coordination_head(token)
        head = self.tree.head(first)
        if head is None or self.tree.has_relation(
            first, "root", "parataxis", "list", "vocative", "discourse"
        ):
            world = World("occurred", "certain", True, ("headline",), ())
            if self._asked(token):
                world = world.but("unknown", reason="question")
            return world, False
        if self.tree.has_relation(first, "appos") and is_event_noun(self.tree, head):
            return self._noun_context(head)
        if self.tree.has_relation(first, "nmod:poss"):
            return World("occurred", "certain", True, ("possessor",), ()), False
        if self.tree.has_relation(first, "nsubj") and not self.tree.has_relation(first, "nsubj:pass"):
            return self._subject(token, head)
        via = preposition(self.tree, first)
        if via in ("at", "during") or (via == "in" and lemma_of(self.tree, first) in MEETINGS):
            return self._occasion(token, head), False
        if self.tree.has_relation(first, "nsubj:pass"):
            name = signature(self.tree, head, "noun") or signature(self.tree, head, "subj")
            lower = self._lowest(head)
            if lower != head:
                return self._subject(token, head)
        elif self.tree.has_relation(first, "obl:agent"):
            return apply("make", self.world(head), None, "by", head, "by"), False
        elif self.tree.has_relation(first, "compound") or (not via and self.tree.has_relation(first, "nmod")):
            name = signature(self.tree, head, "compound")
        else:
            name = signature(self.tree, head, via or "noun")
        if self.tree.tokens[head].lemma.lower() == "be" and self.tree.children(head, "expl"):
            name = "make"
        if name is None and self.tree.has_relation(first, "obl", "nmod", "advcl"):
            return self._oblique(token, head, via)
        if name == "threaten" and self.tree.has_relation(first, "nsubj:pass"):
            name = "fact"  # "The *talks* are threatened by new violence"
        if name in ("reject", "refuse", "deny", "stop", "prevent", "cancel") and self._words(first):
            name = "fact"  # "rejected a *request*": it was made
        if name is None or name == "fact":
            return self._default(token, head, presupposed=name == "fact")
        if name == "discuss" and definite(self.tree, token) and self.tree.tokens[token].upos != "VERB":
            return self._default(token, head, presupposed=True)
        outer = self.world(head)
        above = self._read(head) if not is_event_noun(self.tree, head) else None
        if name in LOCAL:
            # "confirmed the attack", "denied an attack": the noun has no tense, so it is taken as past
            return apply(name, outer, None, via or "noun", head, lemma_of(self.tree, head)), False
        world = apply(name, outer, None, via or "noun", head, lemma_of(self.tree, head),
                      lost=bool(above and above.has("perfect") and above.tense == "past"))  # fmt: skip
        return world, name in ("make", "continue") and not is_event_noun(self.tree, head)

    def _occasion(self, token: int, head: int) -> World:
        """An event that something else happens at: "called for calm *at a summit*".

        It stands as the sentence's own finite verb does, whatever is wanted or denied in between.
        """
        if self.past and token == self.event:
            return World("occurred", "certain", True, ("past",), ())
        for above in (head, *self.tree.ancestors(head)):
            if is_event_noun(self.tree, above):
                continue
            read = self._read(above)
            if read.finite:
                if read.status in ("planned", "wanted", "threatened"):
                    return World("planned", read.certainty, True, ("occasion",), (above,))
                status_ = "planned" if self.future and token == self.event else "occurred"
                return World(status_, "certain", True, ("occasion",), ())
        return World("occurred", "certain", True, ("occasion",), ())

    def _turned_down(self, noun: int) -> bool:
        """Whether a noun of asking or offering is refused: "rejected calls *to dissolve* it"."""
        verb = self.tree.head(noun)
        if verb is None or not self.tree.has_relation(noun, "obj", "nsubj:pass") or not self._words(noun):
            return False
        return signature(self.tree, verb, "noun") in ("reject", "refuse", "deny", "stop", "prevent", "cancel")

    def _words(self, noun: int) -> bool:
        """Whether a noun names an act of words, which no refusal undoes: request, offer, threat."""
        classes = set(knowledge.embedding(lemma_of(self.tree, noun), "noun").values())
        return bool(classes & {"ask", "offer", "threaten"})

    def _lowest(self, head: int) -> int:
        """The predicate at the end of a chain of raising ones: "is expected to *begin*"."""
        seen = {head}
        while (below := self.tree.child(head, "xcomp")) is not None and below not in seen:
            name = signature(self.tree, head, "inf") or signature(self.tree, head, "ing")
            if name not in RAISING and lemma_of(self.tree, head) not in ("be", "have", "need"):
                break
            seen.add(below)
            head = below
        return head

    def _subject(self, token: int, head: int) -> tuple[World, bool]:
        """A noun that is a subject: "The talks *will begin*", "A strike *is likely*"."""
        lowest = self._lowest(head)
        passive = bool(self.tree.children(lowest, "aux:pass"))
        name = signature(self.tree, lowest, "noun" if passive else "subj") or signature(
            self.tree, lowest, "subj"
        )
        outer = self.world(lowest)
        if name and name not in LOCAL and name != "fact":
            return apply(name, outer, None, "subj", lowest, lemma_of(self.tree, lowest)), name in (
                "make",
                "continue",
            )
        if outer.status in ("planned", "wanted", "threatened"):
            if definite(self.tree, token) and self.past:
                return World("occurred", "certain", True, ("past",), ()), False
            if outer.certainty in ("possible", "unknown") and definite(self.tree, token) and self._believed():
                return World("occurred", "certain", True, ("definite",), ()), False
            return World(
                "planned",
                outer.certainty if outer.certainty != "unknown" else "possible",
                True,
                ("subject",),
                (lowest,),
            ), False
        certainty = outer.certainty if outer.positive else "certain"
        return World("occurred", certainty, True, ("subject",), ()), False

    def _believed(self) -> bool:
        return self.factuality is not None and self.factuality > BELIEVED

    def _oblique(self, token: int, head: int, via: str) -> tuple[World, bool]:
        """A noun after a preposition: "after the attack", "on a visit", "for talks"."""
        adverb = self.tree.tokens[head]
        if adverb.upos == "ADV" and adverb.lemma in AHEAD:  # "arrives ahead of the summit"
            via, head = adverb.lemma, adverb.head if adverb.head >= 0 else head
        if via in ("without", "instead", "rather"):
            return flipped(self.world(head)).under(head, via), False
        if via in ("for", "toward", "towards", "into") and not is_event_noun(self.tree, head):
            outer = self.world(head)
            return (
                (apply("purpose", outer, None, via, head, "for"), False)
                if not definite(self.tree, token)
                else self._default(token, head)
            )
        if via in AHEAD:
            outer = self.world(head)
            status_ = "planned" if not self.past else "occurred"
            return World(
                status_, "probable" if outer.status != "planned" else outer.certainty, True, (via,), (head,)
            ), False
        if via in PRESUPPOSING or via == "by":
            return self._default(token, head, presupposed=True)
        if via in ("in", "on", "at") and not is_event_noun(self.tree, head):
            return apply("make", self.world(head).signed(True), None, via, head, via), False
        return self._default(token, head)

    def _default(self, token: int, head: int, *, presupposed: bool = False) -> tuple[World, bool]:
        """No word bears on the noun: its time, its article and its clause decide."""
        if self.future and token == self.event:
            return World("planned", "probable", True, ("coming",), ()), False
        if self.past and token == self.event:
            return World("occurred", "certain", True, ("past",), ()), False
        outer = self._around(token)
        known = definite(self.tree, token)
        # "will sign it after talks" has the talks ahead; "wants more guards after attacks" and "will
        # close it amid protests" do not
        ahead = outer.status == "planned" and preposition(self.tree, token) in ("after", "during", "by", "")
        if presupposed and (known or not ahead):
            return World("occurred", "certain", True, ("presupposed",), ()), False
        if outer.status in ("planned", "wanted", "threatened"):
            if known and self._believed():
                return World("occurred", "certain", True, ("definite",), ()), False
            certainty = weaker(outer.certainty, "possible") if outer.status == "planned" else "unknown"
            return World(
                outer.status, certainty, True if known else outer.positive, ("clause",), outer.embedding
            ), False
        if not outer.positive and not known and self.tree.has_relation(token, "obj"):
            return World(outer.status, outer.certainty, False, ("clause",), ()), False
        if outer.status in ("habitual", "ongoing") and not known:
            return World(outer.status, outer.certainty, True, ("clause",), ()), False
        return World("occurred", outer.certainty if not known else "certain", True, ("clause",), ()), False


def _ends(tree: Tree, time: TimeExpression) -> bool:
    before = tree.token_at(time.start) - 1
    return before >= 0 and tree.tokens[before].text.lower() in ("until", "till", "through")


def lead(tree: Tree) -> Sentence:
    """The sentence that opens a report: the first with a verb, after a dateline or a label."""
    sentences = tree.analysis.sentences
    for sentence in sentences[:3]:
        if any(word.upos in ("VERB", "AUX") for word in tree.tokens[sentence.first : sentence.last]):
            return sentence
    return sentences[0]


def narrative_present(tree: Tree) -> bool:
    """Whether the lead tells what happened in the simple present, as chronicles of news do."""
    opening = lead(tree)
    for index in range(opening.first, opening.last):
        word = tree.tokens[index]
        if word.upos == "VERB" and tree.has_relation(index, "root", "parataxis"):
            helpers = tree.children(index, "aux", "cop")
            if word.lemma.lower() in STATIVE or tree.children(index, "xcomp"):
                continue
            if helpers:
                # "Two officers *are killed* in an ambush"
                present = all(
                    tree.has_relation(helper, "aux:pass")
                    and features(tree.tokens[helper]).get("Tense") == "Pres"
                    for helper in helpers
                )
                return present
            return features(word).get("Tense") == "Pres" and bool(tree.children(index, "nsubj"))
    return False


def lemma_of(tree: Tree, token: int) -> str:
    """A token's lemma in lower case."""
    return tree.tokens[token].lemma.lower()
