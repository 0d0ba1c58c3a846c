"""What was learned from annotated news, laid over what the rules read.

The rules read first and say so to the learned heads (``language/moves.py``), which answer with
probabilities: whether a word is an act and of which type, its code and mode, how it stands, who
takes part, where and when. An answer that is sure enough is taken; every other field stays as the
rules have it. Acts of rows that the codebook got after the heads were trained are never judged, so
that a researcher's own codebook stays in charge of what is an act and of its code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np

from demarche.knowledge.codebook import Code, Codebook
from demarche.language.moves import Moves
from demarche.language.tree import Tree
from demarche.reading.acts import mention_id
from demarche.reading.confidence import Heard, after_heads
from demarche.reading.contents import is_mere_warning
from demarche.reading.homes import both_at_home
from demarche.reading.learned_answers import Answers
from demarche.reading.learned_features import (
    CERTAINTIES,
    KINDS,
    POLARITIES,
    STATUSES,
    Scene,
    Told,
    head_at,
    told_of,
)
from demarche.reading.learned_parties import parties
from demarche.reading.learned_whereabouts import places, time
from demarche.reading.phrases import Phrases
from demarche.reading.relevance import bodies, is_public, near
from demarche.reading.status_clause import negations
from demarche.reading.status_nouns import preposition
from demarche.reading.trust import Trust
from demarche.records import AHEAD, Layers, Mention, Report

# Parts of speech of what names acts.
_CAN_ACT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_AHEAD = [number for number, status in enumerate(STATUSES) if status in AHEAD]
_DONE = ("occurred", "certain", "positive")
# Acts that the rules read by narrow rows: those whom heads thought none were right in four cases of five.
_SURE = frozenset({"MOBILIZE", "SANCTION", "PROTEST", "RETREAT"})
_ARMED = frozenset({"MIL", "REB", "PRM", "COP"})  # who withdraw by leaving
_LONG = 1_500  # characters: beyond a digest's item, background and analysis hold much that is no act
_SEVERAL = 4  # sentences: fewer don't tell how much of a report is politics
_DENSE = 1.0  # acts a sentence: a report of politics through and through
_SURELY = 0.75  # a probability: whatever the type, a word is an act to the heads
_USUAL = 0.6  # acts a sentence, where nothing else is known of a report
_PUBLIC = 0.5  # in a report where fewer acts have somebody in public affairs, those of others are private
# What words say outright ("should", "every week", "whether"): heads that had not seen the text were
# wrong more often than right where they read it so instead of so.
_PLAIN = frozenset({
    ("wanted", "planned"), ("occurred", "wanted"), ("planned", "wanted"), ("habitual", "occurred"),
    ("unknown", "possible"), ("certain", "probable"), ("certain", "unknown"), ("probable", "unknown"),
})  # fmt: skip


class Seen(msgspec.Struct, frozen=True):
    """The heads, and one report's words as they see them.

    ``vectors``: [tokens, 384]; ``relations``: the numbers of the tree's relations in the model;
    ``retagged``: the words that a mending took for verbs, which the network had not.
    """

    moves: Moves
    vectors: np.ndarray
    relations: Mapping[str, int]
    retagged: frozenset[int] = frozenset()


class _Case(msgspec.Struct, frozen=True):
    """An act before the heads: ``new`` where no rule read it, ``settled`` where its code stands."""

    mention: Mention
    token: int
    told: Told
    new: bool
    settled: bool


class Learned:
    """The heads' answers for one report, in which the rules read ``found``."""

    def __init__(
        self, seen: Seen, book: Codebook, report: Report, tree: Tree, layers: Layers, phrases: Phrases,
        found: Sequence[Mention], home: str | None, trust: Trust, modes: Mapping[str, Collection[str]],
        codes: dict[str, list[int]] | None = None, lent: Mapping[tuple[str, str], Code] | None = None,
    ) -> None:  # fmt: skip
        self.moves, self.vectors, self._retagged = seen.moves, seen.vectors, seen.retagged
        self.book, self.trust, self._modes = book, trust, modes
        self.report, self.tree, self.layers, self.phrases = report, tree, layers, phrases
        self._found = found
        self._codes = {} if codes is None else codes  # by type; kept by whoever reads many reports
        self._lent = lent or {}  # codes of other types, by type and mode
        self._told = told_of(tree, layers, found)
        self._scene = Scene(tree, layers, self._told, seen.relations)
        self._bodies = bodies(layers.entities)
        self._home = home  # the report's country
        self._kinds = self._of_words()
        self._expected = self._of_sentences()

    def _of_words(self) -> np.ndarray:
        """[tokens, KINDS]: the probability of each type for words that can be acts; none for others."""
        rows = [index for index, word in enumerate(self.tree.tokens) if word.upos in _CAN_ACT]
        found = np.zeros((len(self.tree.tokens), len(KINDS)), np.float32)
        found[:, 0] = 1
        if rows:
            found[rows] = self.moves.kinds(self.vectors[rows], self._scene.kinds()[rows])
        return found

    def _of_sentences(self) -> np.ndarray:
        """[sentences]: how many acts the heads expect in each."""
        acts = 1 - self._kinds[:, 0]
        return np.array([acts[one.first : one.last].sum() for one in self.tree.analysis.sentences])

    def _elsewhere(self, token: int) -> float | None:
        """Acts that the heads expect in a sentence of the rest of the report; None in a short one."""
        if len(self._expected) < _SEVERAL:
            return None
        others = self._expected.sum() - self._expected[self.tree.sentence_index(token)]
        return float(others + _USUAL) / len(self._expected)

    def overlooked(self) -> dict[int, str]:
        """Words that are acts though the rules passed over them, with their types."""
        if "acts" not in self.trust.uses:
            return {}
        likely = np.flatnonzero(1 - self._kinds[:, 0] >= self._enough())
        return {
            token: KINDS[1 + int(self._kinds[token, 1:].argmax())]
            for token in likely.tolist()
            if token not in self._scene.told
        }

    def _enough(self) -> float:
        """From which probability a word that no rule read is an act, in this report."""
        if len(self._expected) >= _SEVERAL and self._expected.mean() >= _DENSE:
            return self.trust.overlooked_dense
        return self.trust.overlooked if len(self.report.text) < _LONG else self.trust.overlooked_long

    def mended(
        self, more: Sequence[Mention] = (), settled: Collection[int] = (), outright: Collection[int] = (),
        hedged: Collection[int] = (),
    ) -> list[Mention]:  # fmt: skip
        """The mentions that are acts, in text order, each field as the heads have it where they are sure.

        ``more`` are those that the rules passed over: the heads are not told what rules would make
        of them. Of those at ``settled`` tokens they are not asked whether and what acts they are, of
        those told ``outright`` (done because they are ordered or declared) not how they stand, and those
        that a word of the text holds only likely (``hedged``) stay so.
        """
        scene, kinds = self._scene, self._kinds
        read = zip((*self._found, *more), (*self._told, *told_of(self.tree, self.layers, more)), strict=True)
        cases = [
            _Case(mention, told.token, told, told.token not in scene.told, told.token in settled)
            for mention, told in read
        ]
        cases = [self._typed(case, kinds[case.token]) for case in cases if self._is_act(case, kinds)]
        cases.sort(key=lambda case: case.token)
        if not cases:
            return []
        rows = [case.token for case in cases]
        own = self.vectors[rows]
        kind = [KINDS.index(case.mention.type) for case in cases]
        one_hot = np.eye(len(KINDS), dtype=np.float32)[kind]
        facts = np.stack([scene.standing(token) for token in rows])
        standing = self.moves.standing(own, np.concatenate([one_hot, facts], 1))
        today = self.moves.published(own, np.concatenate([one_hot, facts[:, [0, 13, 14]]], 1))
        coded = [(None, None) if case.new else (case.told.code, case.told.mode) for case in cases]
        codes, modes = self.moves.coded(own, one_hot, *self.moves.numbers(coded))
        sides = self.moves.sides(own, self.vectors[scene.candidates])
        read_so = []
        for row, case in enumerate(cases):
            pairs = scene.pairs(case.token)
            told = None if case.new else case.told
            parts = self.moves.parts(
                sides, row, kind[row], pairs.branch, pairs.offset, pairs.role, pairs.back, pairs.flags
            )
            answers = Answers(scene, pairs, parts, float(today[row]), told, case.told)
            mention = self._coded(case, codes[row], modes[row])
            if case.token not in outright:
                likely = [one[row] for one in standing]
                mention = self._standing(case, mention, likely, hedged=case.token in hedged)
            mention = _agreeing(self._placed(mention, answers))
            mention = msgspec.structs.replace(
                mention,
                id=mention_id(mention.report, mention.trigger.start, mention.trigger.end, mention.type),
            )
            read_so.append((case, mention, kind[row]))
        return self._believed(read_so)

    def _believed(self, read: Sequence[tuple[_Case, Mention, int]]) -> list[Mention]:
        """Those of the mentions, each with the number of its type, that are likely enough, with how likely.

        In a report of firms, clubs or families they meet, accuse and leave each other as states do.
        """
        public = [any(map(is_public, (*one.actors, *one.recipients))) for _, one, _ in read]
        likely = [1 - float(self._kinds[case.token, 0]) for case, _, _ in read]
        among = sum(sure for sure, one in zip(likely, public, strict=True) if one)
        private = len(self._expected) >= _SEVERAL and among < _PUBLIC * sum(likely)
        found = []
        for (case, mention, kind), one in zip(read, public, strict=True):
            if not case.settled:  # those are the rules' alone
                heard = self._heard(case, kind)
                if private and not one and heard.act < self.trust.private and not self._holds(case):
                    continue
                sure = after_heads(mention, heard)
                # an act of which only the type is in doubt is one
                if sure < self.trust.believed and heard.act < _SURELY and not self._holds(case):
                    continue
                mention = msgspec.structs.replace(mention, confidence=sure)
            found.append(mention)
        return found

    def _heard(self, case: _Case, kind: int) -> Heard:
        likely, sentence = self._kinds[case.token], case.mention.evidence
        return Heard(
            act=1 - float(likely[0]),
            kind=float(likely[kind]),
            overlooked=case.new,
            length=len(self.report.text),
            apart=not near(self._bodies, sentence.start, sentence.end),
            elsewhere=self._elsewhere(case.token),
        )

    def _is_act(self, case: _Case, kinds: np.ndarray) -> bool:
        if case.new or case.settled or self._holds(case) or case.mention.type in _SURE:
            return True
        return float(1 - kinds[case.token, 0]) >= self.trust.act

    def _holds(self, case: _Case) -> bool:
        """Whether an act of the rules stands whatever the heads think of it."""
        # heads that saw "Army *shells* villages" saw three nouns
        return "acts" not in self.trust.uses or case.token in self._retagged

    def _typed(self, case: _Case, kinds: np.ndarray) -> _Case:
        best = 1 + int(kinds[1:].argmax())
        if case.new or case.settled or "acts" not in self.trust.uses:
            return case
        sure = self.trust.left if _is_leaving(case.mention, KINDS[best]) else self.trust.retyped
        mere = KINDS[best] == "THREATEN" and is_mere_warning(self.tree, case.token)
        aimed = (case.mention.type, KINDS[best]) == ("ASSAULT", "MOBILIZE") and _is_aimed(
            self.tree, case.mention
        )
        if KINDS[best] == case.mention.type or kinds[best] < sure or mere or aimed:
            return case
        code = self.book.general(KINDS[best])
        mention = msgspec.structs.replace(
            case.mention, type=code.type, mode=code.mode, contexts=code.contexts, cameo=code.code
        )
        return msgspec.structs.replace(case, mention=mention)

    def _coded(self, case: _Case, codes: np.ndarray, modes: np.ndarray) -> Mention:
        """The mention with the likeliest code of its type, and mode, where the heads are sure of them.

        Where no rule gave the act its type, the likeliest are taken however unsure.
        """
        mention = case.mention
        if case.settled or "codes" not in self.trust.uses:
            return mention
        free = case.new or mention.type != case.told.kind
        fitting = self._codes_of(mention.type)
        best = fitting[int(codes[fitting].argmax())] if fitting else 0
        code = self.book.codes.get(self.moves.codes[best])
        sure = free or codes[best] >= self.trust.coded
        if code is not None and code.code != mention.cameo and sure:
            mention = msgspec.structs.replace(
                mention, cameo=code.code, mode=code.mode, contexts=code.contexts
            )
        own = self._modes[mention.type]
        fitting = [number for number, name in enumerate(self.moves.modes) if not name or name in own]
        best = fitting[int(modes[fitting].argmax())]
        mode = self.moves.modes[best] or None
        known = (mention.mode or "") in self.moves.modes  # a codebook may have modes of its own
        if known and mode != mention.mode and (free or modes[best] >= self.trust.coded):
            mention = msgspec.structs.replace(mention, mode=mode)
        lent = self._lent.get((mention.type, mention.mode or ""))
        if lent is not None and free:  # "will *retire*" is no retreat of troops
            mention = msgspec.structs.replace(mention, cameo=lent.code, contexts=lent.contexts)
        return mention

    def _codes_of(self, kind: str) -> list[int]:
        """The numbers of the codes of a type that the heads tell apart."""
        if kind not in self._codes:
            known = [self.book.codes.get(name) for name in self.moves.codes]
            self._codes[kind] = [n for n, code in enumerate(known) if code is not None and code.type == kind]
        return self._codes[kind]

    def _standing(
        self, case: _Case, mention: Mention, likely: Sequence[np.ndarray], *, hedged: bool
    ) -> Mention:
        """The mention with status, certainty and polarity by the heads.

        What the rules hold to be open or not so is told as done only where the heads are very
        sure: a plan that is read as done misleads more than an act that is read as a plan. That
        goes for acts that no rule knows too, whose words say as much of their standing. What the
        rules tell as done is ahead where the heads think that likely enough.
        """
        if "standing" not in self.trust.uses:
            return mention
        status, certainty, polarity = (
            names[int(one.argmax())]
            for names, one in zip((STATUSES, CERTAINTIES, POLARITIES), likely, strict=True)
        )
        told = (mention.status, mention.certainty, mention.polarity)
        kept = told == _DONE and self._is_behind(case.token, mention)
        unsure = not case.new and likely[0].max() < self.trust.restated
        plain = (mention.status, status) in _PLAIN
        plain = plain and (not case.new or mention.status == "wanted")
        described = told == _DONE and _describes(self.tree, case.token)
        held = status in AHEAD and (described or (kept and not case.new))
        if status != mention.status and (unsure or plain or held):
            status, certainty = mention.status, mention.certainty
        if not case.new:
            plain = (mention.certainty, certainty) in _PLAIN
            if status == mention.status and (plain or likely[1].max() < self.trust.rehedged):
                certainty = mention.certainty
            if likely[2].max() < self.trust.reversed:
                polarity = mention.polarity
        if hedged and status == mention.status:
            certainty = mention.certainty
        sure = likely[2].max() >= self.trust.undenied and not _is_denied(self.tree, case.token)
        if mention.polarity == "negative" and not sure:
            polarity = "negative"  # "has *not* signed": a word says so
        done = (status, certainty, polarity) == _DONE
        going_on = mention.certainty == "possible" and (status, certainty) == ("ongoing", "certain")
        done = done or going_on  # "sanctions remain an *option*"
        asked = mention.certainty == "unknown" and self.tree.has_word(case.token, ("whether", "if"), "mark")
        # the words say so
        may_be = mention.status == "occurred" and (mention.certainty == "possible" or asked)
        opened = mention.status in AHEAD or mention.certainty == "possible" or mention.polarity == "negative"
        opened = opened or may_be
        if done and opened and (may_be or min(float(one.max()) for one in likely) < self.trust.done):
            status, certainty, polarity = mention.status, mention.certainty, mention.polarity
        if not case.new:
            ahead = likely[0][_AHEAD]
            done = (status, certainty, polarity) == _DONE
            if done and told == _DONE and not (kept or described) and ahead.sum() >= self.trust.opened:
                status = STATUSES[_AHEAD[int(ahead.argmax())]]
        return msgspec.structs.replace(mention, status=status, certainty=certainty, polarity=polarity)

    def _is_behind(self, token: int, mention: Mention) -> bool:
        """Whether the words bear out what the rules hold to be done.

        "After *talks*", "agree to a *truce*", "recalls her *visit* in 2019": a day before the report's.
        """
        above = self.tree.head(token)
        agreed = mention.mode == "ceasefire" and above is not None and self.tree.lemma(above) == "agree"
        return agreed or preposition(self.tree, token) in ("after", "following") or self._is_past(mention)

    def _is_past(self, mention: Mention) -> bool:
        """Whether the text dates an act before the day of the report."""
        time, today = mention.time, self.report.published
        return bool(time and today and time.source == "text" and time.end and time.end < today.isoformat())

    def _placed(self, mention: Mention, answers: Answers) -> Mention:
        """The mention with who takes part, where and when."""
        uses = self.trust.uses
        if "participants" in uses:
            actors, recipients = parties(mention, answers, self.phrases, self.trust)
            mention = msgspec.structs.replace(mention, actors=actors, recipients=recipients)
        if "places" in uses:
            mention = msgspec.structs.replace(mention, places=places(mention, answers, self.trust))
        if "participants" in uses:  # those too who joined
            mention = both_at_home(mention, mention.places, self._home)
        if "times" in uses:
            mention = msgspec.structs.replace(mention, time=time(mention, answers, self.report, self.trust))
        return mention


def _agreeing(mention: Mention) -> Mention:
    """The mention with a certainty and a time that go with its status, however each was come by.

    Of what is wanted or threatened nobody knows whether it comes, least of all on the day of the report.
    """
    if mention.status not in ("wanted", "threatened"):
        return mention
    today = mention.time is not None and mention.time.source == "published"
    return msgspec.structs.replace(mention, certainty="unknown", time=None if today else mention.time)


def _describes(tree: Tree, token: int) -> bool:
    """Whether a participle tells what has been done to somebody: "may summon the *impeached* president"."""
    word = tree.tokens[token]
    past = word.text.lower().endswith(("ed", "en", "t")) or "VerbForm=Part" in word.feats
    return tree.has_relation(token, "amod") and past and not word.text.lower().endswith("ing")


def _is_aimed(tree: Tree, mention: Mention) -> bool:
    """Whether words say whom an act is meant to hit: "launches missiles *at Bahrain*", which tests none."""
    heads = (head_at(tree, one.start, one.end) for one in mention.recipients)
    return any(head is not None and tree.has_word(head, ("at", "against", "on"), "case") for head in heads)


def _is_leaving(mention: Mention, kind: str) -> bool:
    """Whether heads take a journey of people who are no force for a withdrawal: "will *leave* Chad"."""
    armed = any(actor.sector in _ARMED for actor in mention.actors)
    return mention.mode == "visit" and kind == "RETREAT" and not armed


def _is_denied(tree: Tree, token: int) -> bool:
    """Whether a word denies an act, or what its clause hangs on: "will *not* agree to a *truce*"."""
    for word in (token, *tree.ancestors(token)):
        if tree.is_denied(word) or negations(tree, word) % 2:
            return True  # "will *not* agree to a *truce*", "*neither* side *agreed*"
        if tree.has_relation(word, "ccomp", "parataxis", "acl:relcl", "advcl"):
            return False
    return False
