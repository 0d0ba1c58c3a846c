"""The way from an act up to the root of its sentence, and what is known of the act on it.

A ``Path`` is what every rule of ``status_main``, ``status_complement``, ``status_adverbial``,
``status_adnominal`` and ``status_noun_contexts`` is given beside a token: it reads a clause
for itself and asks for the standing of whatever stands above.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from demarche.knowledge.time_tables import weekdays
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import Clause, clause, is_unforeseen
from demarche.reading.status_news import tells_news
from demarche.reading.status_nouns import is_event_noun
from demarche.reading.status_signatures import World
from demarche.reading.time_tense import is_of_what_comes
from demarche.records import TimeExpression

# Above this the model holds a definite noun under a coming act to have happened already
# ("will discuss the *coup*").
BELIEVED = 1.5
COMING_WORDS = frozenset({"next", "tomorrow", "coming", "upcoming"})
# Predicates on one path; more are a tree that turns in circles.
MAX_DEPTH = 24


class Path:
    """One act of one report on its way to a standing.

    ``event`` is the act's token. ``future`` and ``past`` say where its own time lies beside the
    day of the report; ``weekday`` that this time is no more than the name of a weekday.
    ``standing`` reads any predicate's standing on this path.
    """

    def __init__(
        self,
        tree: Tree,
        event: int,
        published: dt.date | None,
        time: TimeExpression | None,
        factuality: float | None,
        standing: Callable[[Path, int], World],
    ) -> None:
        self.tree = tree
        self.event = event
        self.factuality = factuality
        day = published.isoformat() if published else None
        begin = time.begin[:10] if time and time.begin else None
        finish = time.finish[:10] if time and time.finish else begin
        ends = time is not None and _ends(tree, time)
        if ends:
            begin = finish = None  # "barred *until 2022*" says how long, not when
        self.future = bool(day and begin and begin > day) or bool(
            time and time.value == "FUTURE_REF" and not _goes_on(tree, event, time)
        )
        self.past = bool(day and finish and finish < day) or bool(time and time.value == "PAST_REF")
        # A weekday beside a simple present looks ahead, whichever week it was resolved to:
        # "The king arrives on Friday"; of last Friday English says "arrived".
        # … but nobody announces a bombing: "name the suspect in a *bombing* on Friday".
        over = self.past and tree.lemma(event) in word_class("deed_noun")
        day_alone = bool(time and time.type == "DATE" and time.text.lower() in weekdays())
        self.weekday = day_alone and not over and not ends
        self._standing = standing
        self._depth = 0

    def world(self, token: int) -> World:
        """The standing of any predicate on the path, a noun's or a clause's."""
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                return World("planned", "unknown", True)
            return self._standing(self, token)
        finally:
            self._depth -= 1

    def believed(self) -> bool:
        """Whether the model holds the act to have happened, whatever stands above it."""
        return self.factuality is not None and self.factuality > BELIEVED

    def read(self, token: int) -> Clause:
        """What the clause of a predicate says by itself, with what is known of the act's time."""
        near = token == self.event or (
            self.tree.tokens[self.event].head == token and is_event_noun(self.tree, self.event)
        )
        # nobody announces that people "*are killed* on Sunday"
        ahead = self.weekday and self.tree.lemma(token) not in word_class("unforeseen")
        future = near and (self.future or ahead)
        if not future:
            future = any(
                self.tree.tokens[below].text.lower() in COMING_WORDS
                for child in self.tree.children(token, "obl", "advmod")
                for below in (child, *self.tree.children(child, "amod", "det"))
                if not is_of_what_comes(self.tree, token, self.tree.tokens[below].start)
            )
        staging = token != self.event and self.tree.has_relation(self.event, "obj") and near
        read = clause(
            self.tree, token, future_time=future, news=tells_news(self.tree, token), staging=staging
        )
        if near and read.status == "occurred" and read.tense == "present" and _repeated(self.tree, token):
            return replace(read, status="habitual")
        if near and self.past and not self.weekday and read.status == "habitual" and read.tense == "present":
            return replace(read, status="occurred")
        return read


def _repeated(tree: Tree, token: int) -> bool:
    """A simple present with "every year", "each spring": a habit, even in a lead."""
    return any(
        tree.lemma(det) in ("every", "each")
        for child in tree.children(token, "obl", "advmod")
        for det in tree.children(child, "det")
        if not tree.children(child, "case")
    )


def _goes_on(tree: Tree, event: int, time: TimeExpression) -> bool:
    """Whether a time only puts news in order: "*Hours later*, two are shot", "is freed *hours later*"."""
    words = time.text.lower().split()
    if words[:1] == ["later"] and words[1:] in ([], ["in", "the", "day"], ["that", "day"]):
        # the bare "later" is ahead of who "arrives later", and behind when "a blast occurs later"
        above = tree.head(event)
        return any(is_unforeseen(tree, one) for one in (event, above) if one is not None)
    return len(words) > 1 and words[-1] == "later"


def _ends(tree: Tree, time: TimeExpression) -> bool:
    return tree.word_before(time.start) in ("until", "till", "through")
