"""What the learned heads are told of an act and of the words that may take part in it.

Numbers only, the same in training (``training/moves_*.py``) and in reading. A word is told by
its place in the tree as the act sees it, by PropBank's roles both ways, by what kind of phrase it
heads, and by what the rules made of it; the vectors of words come from the network itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np

from demarche.knowledge.codebook import TYPES
from demarche.language.frames import branches
from demarche.language.tree import Tree
from demarche.reading.place_again import grounds
from demarche.reading.place_phrases import names_body
from demarche.reading.whereabouts_roles import is_left_out
from demarche.records import Attribution, Layers, Mention, PlaceMention

KINDS = ("none", *sorted(TYPES))
STATUSES = ("occurred", "ongoing", "planned", "wanted", "threatened", "habitual")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
POLARITIES = ("positive", "negative")
PLACE_ROLES = ("venue", "target", "origin", "destination")
# What a pair of act and word can be: the columns of its scores.
PARTS = ("actor", "recipient", *PLACE_ROLES, "time")
ROLES = ("none", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-LOC", "ARGM-TMP", "ARGM-DIR", "other")
FLAGS = 24  # of a pair
RULE_FLAGS = (*range(8), 19, 20, 21)  # columns of a pair that tell what the rules made of it
STANDING = 15  # of an act: what the rules made of it
FARTHEST = 30  # words apart
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_NAMED = frozenset({"ADJ", "DET"})  # candidates where they name or stand for somebody
PUBLISHED = "published"


class Told(msgspec.Struct, frozen=True):
    """An act as the rules (or annotators) have it, by tokens.

    ``time`` is the index of a time expression, "published", or None; participants and places
    are the tokens that head them.
    """

    token: int
    kind: str
    code: str | None
    mode: str | None
    status: str
    certainty: str
    polarity: str
    confidence: float
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    places: tuple[tuple[int, str], ...]
    time: int | str | None


class Pairs(msgspec.Struct, frozen=True):
    """One act with each candidate word: arrays of length K, ``flags`` [K, FLAGS]."""

    act: np.ndarray
    word: np.ndarray
    branch: np.ndarray
    offset: np.ndarray
    role: np.ndarray  # of the word in the act's frame
    back: np.ndarray  # of the act in the word's frame
    flags: np.ndarray


class Scene:
    """One report as the heads see it: its tree, its phrases, and what the rules read."""

    def __init__(
        self, tree: Tree, layers: Layers, told: Sequence[Told], relations: Mapping[str, int]
    ) -> None:
        self.tree, self.layers = tree, layers
        self.told = {one.token: one for one in told}
        tokens = tree.tokens
        self._kinds = len(relations)
        self._heads = np.array([word.head for word in tokens], np.int64)
        self._relations = np.array([relations.get(word.deprel, 0) for word in tokens], np.int64)
        self._sentence = np.zeros(len(tokens), np.int64)
        for number, sentence in enumerate(tree.analysis.sentences):
            self._sentence[sentence.first : sentence.last] = number
        self.chains = {entity.head: entity.chain for entity in layers.entities}
        self.places = {place.head: place.kind for place in layers.places}
        self.times = {
            head: index
            for index, time in enumerate(layers.times)
            if (head := head_at(tree, time.start, time.end)) is not None
        }
        self.candidates = [index for index in range(len(tokens)) if self._is_candidate(index)]
        self._words = np.array(self.candidates, np.int64)
        self._kind_flags = self._of_words()

    @cached_property
    def grounds(self) -> tuple[PlaceMention, ...]:
        """The places that acts can be at, by the words that name them or take them up."""
        return grounds(self.tree, self.layers.places)

    @cached_property
    def by_name(self) -> tuple[bool, ...]:
        """For each place of the layers, whether it stands by its name, not in a body's or for a people."""
        return tuple(
            place.kind != "demonym" and not names_body(self.tree, place) and not is_left_out(self.tree, place)
            for place in self.layers.places
        )

    @cached_property
    def told_by(self) -> Mapping[int, Sequence[Attribution]]:
        """What is told on somebody's word, by the cue."""
        found: dict[int, list[Attribution]] = defaultdict(list)
        for one in self.layers.attributions:
            found[one.cue_token].append(one)
        return found

    def _is_candidate(self, index: int) -> bool:
        upos = self.tree.tokens[index].upos
        return upos in _NOMINAL or (upos in _NAMED and (index in self.chains or index in self.places))

    def _of_words(self) -> np.ndarray:
        """The flags of candidates that hold for every act."""
        flags = np.zeros((len(self.candidates), FLAGS), np.float32)
        kinds = {"NOUN": 15, "PROPN": 16, "PRON": 17}
        for row, index in enumerate(self.candidates):
            time = self.times.get(index)
            if time is not None:
                flags[row, 8], flags[row, 9] = 1, self.layers.times[time].begin is not None
            flags[row, 10], flags[row, 11] = index in self.chains, index in self.places
            flags[row, 12] = self.places.get(index) == "country"
            flags[row, kinds.get(self.tree.tokens[index].upos, 18)] = 1
        return flags

    def pairs(self, token: int, *, rules: bool = True) -> Pairs:
        """The act at ``token`` with every candidate; ``rules`` tells what the rules made of it."""
        words = self._words
        flags = self._kind_flags.copy()
        flags[:, 13] = self._sentence[words] == self._sentence[token]
        flags[:, 14] = self._sentence[words] < self._sentence[token]
        told = self.told.get(token) if rules else None
        if told is not None:
            self._tell(flags, told)
        roles, back = self._roles(token)
        return Pairs(
            act=np.full(len(words), token),
            word=words,
            branch=self._branches(token)[words],
            offset=np.clip(words - token, -FARTHEST, FARTHEST) + FARTHEST,
            role=roles[words],
            back=back[words],
            flags=flags,
        )

    def _tell(self, flags: np.ndarray, told: Told) -> None:
        row = {index: number for number, index in enumerate(self.candidates)}
        flags[:, 0] = 1
        for column, found in ((1, told.actors), (2, told.recipients)):
            for index in found:
                if index in row:
                    flags[row[index], column] = 1
        for index, role in told.places:
            if index in row and role in PLACE_ROLES:
                flags[row[index], 3 + PLACE_ROLES.index(role)] = 1
        if isinstance(told.time, int):
            for index, time in self.times.items():
                if time == told.time and index in row:
                    flags[row[index], 7] = 1
        flags[:, 19] = told.time == PUBLISHED
        flags[:, 20], flags[:, 21] = bool(told.actors), bool(told.recipients)

    def _roles(self, token: int) -> tuple[np.ndarray, np.ndarray]:
        """What all words are in the frame at ``token``, and what it is in theirs."""
        roles, back = np.zeros(len(self._heads), np.int64), np.zeros(len(self._heads), np.int64)
        for frame in self.tree.analysis.frames:
            for argument in frame.args:
                own, holds = frame.token == token, argument.first <= token < argument.last
                if own or holds:
                    role = ROLES.index(argument.role) if argument.role in ROLES else len(ROLES) - 1
                    if own:
                        roles[argument.first : argument.last] = role
                    if holds:
                        back[frame.token] = role
        return roles, back

    def _branches(self, token: int) -> np.ndarray:
        """Branch codes of all words as seen from one; 0 outside its sentence."""
        sentence = self.tree.analysis.sentences[self._sentence[token]]
        first, last = sentence.first, sentence.last
        heads = self._heads[first:last]
        inside = np.where((heads >= first) & (heads < last), heads - first, -1)
        codes = np.zeros(len(self._heads), np.int64)
        found = branches(inside, self._relations[first:last], np.array([token - first]), self._kinds)
        codes[first:last] = found[0]
        return codes

    def kinds(self) -> np.ndarray:
        """[N, KINDS + 1]: the type that the rules gave to each word, and their confidence."""
        found = np.zeros((len(self._heads), len(KINDS) + 1), np.float32)
        for token, told in self.told.items():
            found[token, KINDS.index(told.kind)], found[token, -1] = 1, told.confidence
        return found

    def standing(self, token: int) -> np.ndarray:
        """[STANDING]: how the act at ``token`` stands by the rules; nought where they have none."""
        found = np.zeros(STANDING, np.float32)
        told = self.told.get(token)
        if told is not None:
            found[0] = 1
            found[1 + STATUSES.index(told.status)] = 1
            found[7 + CERTAINTIES.index(told.certainty)] = 1
            found[11 + POLARITIES.index(told.polarity)] = 1
            found[13], found[14] = told.time == PUBLISHED, isinstance(told.time, int)
        return found


def told_of(tree: Tree, layers: Layers, mentions: Iterable[Mention]) -> list[Told]:
    """What the rules read, by tokens."""
    times = {(time.start, time.end): index for index, time in enumerate(layers.times)}
    found = []
    for mention in mentions:
        time: int | str | None = None
        if mention.time is not None:
            time = PUBLISHED if mention.time.source == PUBLISHED else times.get(mention.time.span or (-1, -1))
        found.append(
            Told(
                token=_head(tree, mention.trigger.start, mention.trigger.end),
                kind=mention.type,
                code=mention.cameo,
                mode=mention.mode,
                status=mention.status,
                certainty=mention.certainty,
                polarity=mention.polarity,
                confidence=mention.confidence,
                actors=tuple(_head(tree, one.start, one.end) for one in mention.actors),
                recipients=tuple(_head(tree, one.start, one.end) for one in mention.recipients),
                places=tuple((_head(tree, one.start, one.end), one.role) for one in mention.places),
                time=time,
            )
        )
    return found


def head_at(tree: Tree, start: int, end: int) -> int | None:
    """The token that heads characters [start, end): the first whose governor lies outside."""
    inside = [
        index
        for index in range(tree.token_at(start), tree.token_at(max(start, end - 1)) + 1)
        if tree.tokens[index].end > start and tree.tokens[index].start < end
    ]
    members = set(inside)
    return next((index for index in inside if tree.tokens[index].head not in members), None)


def _head(tree: Tree, start: int, end: int) -> int:
    found = head_at(tree, start, end)
    return tree.token_at(start) if found is None else found
