"""Occasions beside the acts: elections, appointments, laws, trials and launches.

PLOVER leaves them out, and so do the mentions that a report is read into; but they are announced,
put off and held as acts are, and the ledger follows them. They are read from the same layers by
tables of their own (``knowledge/occasions``), with the same questions asked: who, when, where, on
whose word, and whether it has come about. The learned heads are not asked, which know PLOVER's types.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from demarche.knowledge.occasions import load
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import country_actor
from demarche.reading.acts import Act
from demarche.reading.coding_slots import has_case
from demarche.reading.mentions import Page
from demarche.reading.participants_control import subjects_of
from demarche.reading.status import Standing
from demarche.reading.timing_today import is_verb
from demarche.reading.undertakings import OccasionCoder, is_announced
from demarche.records import AHEAD, Layers, Mention, Report, Time

# Names of occasions end with what they are: "the 2024 General *Election*".
_NAMED = frozenset(
    "election elections referendum congress convention primary primaries inauguration "
    "marathon olympics olympic festival carnival concert census".split()
)
_VOTES = frozenset({"election", "referendum"})
# Occasions of a state as a whole, whoever brings them about.
_NATIONAL = _VOTES | {"government", "legislation"}


class _Occasions(Page):
    """A report on its way to its occasions, in which nobody public need take part.

    ``known`` holds where the report's acts begin that are in the codebook.
    """

    def __init__(
        self, report: Report, tree: Tree, layers: Layers, coder: OccasionCoder, known: Collection[int]
    ) -> None:
        super().__init__(report, tree, layers, coder)
        self.book, self.known = coder, known

    def _public(self, acts: Sequence[Act], others: Sequence[Mention] | None) -> list[tuple[int, Mention]]:
        modes = {token: act.coding.mode for act in acts for token in (act.token, *act.carriers)}
        read = [
            (act, self._at_home(self._called(act, self._voted(act, self._awaited(act)))))
            for act in map(self._of_whom, acts)
            if not self._is_of(act, modes) and not self._is_only_subject(act)
        ]
        return [
            (act.token, one)
            for act, one in read
            if is_announced(act, one, self.book, self.tree, self.phrases, self.known)
            and not self._is_named(act.token, one)
        ]

    def _told(self, act: Act, standing: Standing, time: Time | None) -> tuple[Standing, Time | None]:
        """What a noun with a day still to come names is ahead: "will not run in the *election* in May"."""
        told = super()._told(act, standing, time)
        if time is None or told[1] is time or is_verb(self.tree, act.token):
            return told
        return msgspec.structs.replace(standing, status="planned", certainty="probable"), time

    def _is_named(self, token: int, mention: Mention) -> bool:
        """Whether the words only tell which vote of a year: "a debate of the *2016 election*"."""
        noun = self.tree.has_relation(token, "nmod", "compound") and mention.status not in AHEAD
        year = mention.time is not None and mention.time.granularity == "year"
        return noun and year and mention.mode in _VOTES

    def _is_only_subject(self, act: Act) -> bool:
        """Whether a ruling is only what something else is expected of: "it is expected to be *used*"."""
        if act.coding.mode != "court" or is_verb(self.tree, act.token):
            return False
        expected = [one for one in act.carriers if self.tree.lemma(one) == "expect"]
        return any(
            below not in act.carriers for one in expected for below in self.tree.children(one, "xcomp")
        )

    def _awaited(self, act: Act) -> Mention:
        """The mention of an act, which comes where only a day is denied or others are against it.

        "Is not expected to rule *until* May", "opposition to a plan to *move* the mission".
        """
        mention = self._mention(act)
        if mention.status not in AHEAD or mention.polarity != "negative":
            return mention
        limits = self.tree.children(act.token, "obl", "obl:unmarked", "advmod")
        late = any(has_case(self.tree, limit, "until") for limit in limits)
        if not late and (self.tree.is_denied(act.token) or not self._is_contested(act.token)):
            return mention
        return msgspec.structs.replace(mention, polarity="positive")

    def _is_contested(self, token: int) -> bool:
        """Whether what plans an act is opposed by those who need not be able to stop it."""
        plan = self.tree.head(token)
        against = None if plan is None else self.tree.head(plan)
        words = self.book.book.classes["contesting_word"]
        return (
            self.tree.has_relation(token, "acl") and against is not None and self.tree.lemma(against) in words
        )

    def _voted(self, act: Act, mention: Mention) -> Mention:
        """The mention with the standing of those who go to vote: "*go* to the polls for an *election*"."""
        verb = self.tree.head(act.token)
        going = verb in act.carriers and self.tree.has_relation(act.token, "obl", "nmod")
        if verb is None or not going or mention.mode not in _VOTES:
            return mention
        told = self._mention(msgspec.structs.replace(act, token=verb, frame=None, carriers=()))
        return msgspec.structs.replace(
            mention, status=told.status, certainty=told.certainty, polarity=told.polarity,
            time=mention.time or told.time, places=mention.places or told.places,
        )  # fmt: skip

    def _at_home(self, mention: Mention) -> Mention:
        """The mention with the state whose occasion it is, where nothing in it names one.

        That is the one that the report spoke of last: "The parliament of *Cuba* approved it. It will be
        put to a *referendum*".
        """
        lands = [one.country for one in (*mention.actors, *mention.recipients)]
        lands += [place.country for place in mention.places]
        if mention.mode not in _NATIONAL or any(lands):
            return mention
        before = [
            one
            for one in self.layers.entities
            if one.named and one.country and one.start < mention.trigger.start
        ]
        last = max(before, key=lambda one: one.start, default=None)
        if last is None or last.country is None:
            return mention
        text = self.report.text[last.start : last.end]
        state = country_actor(last.country, text, last.start, last.end)
        return msgspec.structs.replace(mention, actors=(*mention.actors, state))

    def _is_of(self, act: Act, modes: Mapping[int, str | None]) -> bool:
        """Whether it is the purpose of another of its kind: "votes *to pass* it"."""
        above = self.tree.head(act.token)
        if above is None or not self.tree.has_relation(act.token, "xcomp", "advcl"):
            return False
        if self.tree.lemma(above) in word_class("expecting"):
            return False  # "the mission is expected *to launch*"
        return modes.get(above) == act.coding.mode and has_case(self.tree, act.token, "to")

    def _of_whom(self, act: Act) -> Act:
        """The act with whom an office is said to fall to: "*She* is set to be the next prime minister"."""
        stated = not is_verb(self.tree, act.token) and self.tree.children(act.token, "cop")
        if not stated or act.coding.mode != "office" or act.coding.recipients:
            return act
        heads = tuple(subjects_of(self.tree, act.token))
        return msgspec.structs.replace(act, coding=msgspec.structs.replace(act.coding, recipients=heads))

    def _called(self, act: Act, mention: Mention) -> Mention:
        """The mention as those make it who may do so by a word.

        A vote that is called is planned ("*calls* an election"), an appointment announced is made.
        """
        above = self.tree.head(act.token)
        if above is None or not self.tree.has_relation(act.token, "obj", "nsubj:pass"):
            return mention
        verb = self.tree.lemma(above)
        if mention.mode in _VOTES:
            wanted = (mention.status, mention.polarity) == ("wanted", "positive")
            if wanted and verb in word_class("call_vote"):
                return msgspec.structs.replace(mention, status="planned", certainty="certain")
        elif mention.mode == "office" and verb == "announce" and mention.status == "planned":
            return msgspec.structs.replace(mention, status="occurred", certainty="certain")
        return mention


class OccasionBuilder:
    """Holds the tables of occasions; turns the layers of a report into its occasions."""

    def __init__(self) -> None:
        self.coder = OccasionCoder(load(), _NAMED)

    def occasions(
        self, report: Report, tree: Tree, layers: Layers, mentions: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        """Every occasion of the report in text order, but words that are acts of ``mentions`` already."""
        if not any(self.coder.knows(tree, token) for token in range(len(tree.tokens))):
            return ()
        told = {mention.trigger.start for mention in mentions}
        found = _Occasions(report, tree, layers, self.coder, told).mentions()
        return tuple(
            msgspec.structs.replace(one, cameo="") for one in found if one.trigger.start not in told
        )
