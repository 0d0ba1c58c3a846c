"""Examples for the learned heads: readings with the acts that they should hold.

*Gold* are items of the corpus of moves, and our own reports and the news for development in the form
of ``evaluation/gold.py``; *unannotated* are news items of the years of the corpus' training split, with
what rules and earlier heads read in them as the answer, or as the question that teachers answer. They show
the heads far more words than were annotated, gold shows them where the rules are wrong.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np

from corpus import sample, store, texts
from corpus.records import Act, Annotation
from demarche.language.tokenise import tokenise
from demarche.language.tree import Tree
from demarche.language.windows import Window, windows
from demarche.reading import learned_features as features
from demarche.reading.learned_features import PARTS, PLACE_ROLES, PUBLISHED, Pairs, Scene, Told, head_at
from demarche.reading.mentions import MentionBuilder
from demarche.reading.reader import Reader, Reading
from demarche.reading.trust import TRUST
from demarche.records import Report
from evaluation.gold import GoldAct, GoldReport
from evaluation.reports import for_development

SEED = 5
FEWEST, MOST = 60, 1_200  # characters of an item that nobody annotated
LOOSE = 0.35  # the probability from which an act of the heads is put before teachers
AT_ONCE = 400


@dataclass
class ActExample:
    """One act: its answers as numbers, and its pairs with theirs."""

    token: int
    kind: int
    code: str | None
    mode: str | None
    told: tuple[str | None, str | None]  # the rules' code and mode
    status: int
    certainty: int
    polarity: int
    published: bool
    facts: np.ndarray  # [STANDING], of the rules
    pairs: Pairs
    answers: np.ndarray  # [K, PARTS]
    counted: np.ndarray  # [K, PARTS]: which answers count in the loss


@dataclass
class Example:
    """One text: its windows, the types that the rules gave its words, and its acts."""

    windows: list[Window]
    rules: np.ndarray  # [N, KINDS + 1]
    acts: list[ActExample]

    @property
    def words(self) -> int:
        return len(self.rules)


@dataclass
class _Answer:
    """An act as it should be read: participants and places by all the tokens that name them."""

    token: int
    kind: str
    code: str | None
    mode: str | None
    status: str
    certainty: str
    polarity: str
    actors: list[list[int]]
    recipients: list[list[int]]
    places: list[tuple[list[int], str]]
    time: int | str | None
    open: tuple[str, ...] = ()  # parts whose answer is not known


def unannotated(
    reader: Reader, data: Path, count: int, *, teachers: bool
) -> Iterator[tuple[str, Example]]:
    """``count`` items that nobody annotated, in an order that the seed fixes, with the ids of their reports.

    The rules' reading is what the heads are told; the acts are those of rules and heads together. Where
    ``teachers`` are to judge them, acts are taken that the heads hold for rather unlikely, too.
    """
    left_out = {one.id for one in sample.everything()} | sample.annotated_elsewhere()
    pool = [
        item
        for item in texts.items(data)
        if texts.split_of(item.date) == "train"
        and item.id not in left_out
        and FEWEST <= len(item.text) <= MOST
    ]
    random.Random(SEED).shuffle(pool)
    trust = msgspec.structs.replace(TRUST, overlooked=LOOSE, overlooked_long=LOOSE, overlooked_dense=LOOSE)
    builder = MentionBuilder(trust=trust) if teachers else None
    for first in range(0, min(count, len(pool)), AT_ONCE):
        reports = [
            Report(id=item.id, text=item.text, published=item.date)
            for item in pool[first : min(count, first + AT_ONCE)]
        ]
        seen = reader.model.seen([report.text for report in reports], learned=True)
        for report, (analysis, vectors) in zip(reports, seen, strict=True):
            reading = reader.read_analysis(report, analysis, None)
            scene, told = _scene(reader, reading)
            full = reader.read_analysis(report, analysis, vectors, builder)
            read = features.told_of(Tree(full.analysis), full.layers, full.mentions)
            known = {one.token for one in read}
            read += [one for one in told if one.token not in known] if teachers else []
            yield report.id, _example(reader, reading, scene, map(_answer, read))


def _answer(told: Told) -> _Answer:
    return _Answer(
        told.token, told.kind, told.code, told.mode, told.status, told.certainty, told.polarity,
        [[token] for token in told.actors], [[token] for token in told.recipients],
        [([token], role) for token, role in told.places], told.time,
    )  # fmt: skip


def gold(
    reader: Reader, data: Path, splits: Sequence[str], most: int | None = None
) -> Iterator[tuple[Example, Reading]]:
    """The annotated items of some splits, ``most`` of each by chance, with what the reader makes of them."""
    for split in splits:
        pairs = list(store.joined(split, data))
        if most is not None and most < len(pairs):
            pairs = random.Random(SEED).sample(pairs, most)
        reports = [Report(id=item.id, text=item.text, published=item.date) for _, item in pairs]
        for (annotation, _), reading in zip(pairs, reader.read_reports(reports), strict=True):
            scene, _ = _scene(reader, reading)
            yield _example(reader, reading, scene, _answers(annotation, scene)), reading


def own(reader: Reader, data: Path) -> Iterator[tuple[Example, Reading]]:
    """Our own reports and what else is for development, whose annotations name participants by words."""
    yield from by_words(reader, [one for found in for_development(data).values() for one in found])


def by_words(reader: Reader, annotated: Sequence[GoldReport]) -> Iterator[tuple[Example, Reading]]:
    """Reports whose annotations name participants by words, with what the reader makes of them."""
    reports = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
    for report, reading in zip(annotated, reader.read_reports(reports), strict=True):
        scene, _ = _scene(reader, reading)
        answers = [_of_words(act, scene, reading) for act in report.acts]
        yield _example(reader, reading, scene, [one for one in answers if one is not None]), reading


def _of_words(act: GoldAct, scene: Scene, reading: Reading) -> _Answer | None:
    """An act whose participants and places are given by name, laid on the words that bear the names."""
    token = head_at(scene.tree, act.start, act.end)
    if token is None:
        return None
    unknown = []
    sides = []
    for part, names in (("actor", act.actors), ("recipient", act.recipients)):
        found = [_bearing(name.partition("/")[0], scene) for name in names]
        sides.append(found)
        if not all(found):
            unknown.append(part)
    places = []
    for place in act.places or ():
        name, _, role = place.rpartition(" ")
        places.append((_bearing(name, scene), role))
    if act.places is None or not all(tokens for tokens, _ in places):
        unknown += PLACE_ROLES
    time: int | str | None = None
    if act.time is None:
        unknown.append("time")
    elif act.time != "none":
        begin, _, finish = act.time.partition("..")
        days = _days(begin, finish or begin)
        fitting = [n for n, one in enumerate(scene.layers.times) if _days(one.begin, one.finish) == days]
        published = reading.report.published
        if fitting:
            time = fitting[0]
        elif published is not None and days == (published, published):
            time = PUBLISHED
        else:
            unknown.append("time")
    return _Answer(
        token, act.type, act.cameo, act.mode, act.status, act.certainty, act.polarity, sides[0], sides[1],
        places, time, tuple(unknown),
    )  # fmt: skip


def bearing(tree: Tree, name: str) -> list[int]:
    """The tokens that head a name's words wherever these stand in the text."""
    if not name:
        return []
    spans = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", tree.analysis.text, re.IGNORECASE)
    heads = (head_at(tree, *match.span()) for match in spans)
    return [head for head in heads if head is not None]


def _bearing(name: str, scene: Scene) -> list[int]:
    """The same, and all that stands for the same as they."""
    heads = bearing(scene.tree, name)
    chains = {scene.chains[head] for head in heads if head in scene.chains}
    return sorted({*heads, *(head for head, chain in scene.chains.items() if chain in chains)})


def _scene(reader: Reader, reading: Reading) -> tuple[Scene, list[Told]]:
    tree = Tree(reading.analysis)
    told = features.told_of(tree, reading.layers, reading.mentions)
    return Scene(tree, reading.layers, told, reader.model.labels.relation_number), told


def _answers(annotation: Annotation, scene: Scene) -> list[_Answer]:
    tree = scene.tree
    tokens = {
        entity.key: [
            token for mention in entity.mentions if (token := head_at(tree, *mention.span)) is not None
        ]
        for entity in annotation.entities
    }
    found = []
    for act in annotation.acts:
        token = head_at(tree, *act.trigger)
        if token is not None:
            found.append(
                _Answer(
                    token, act.type, act.cameo, act.mode, act.status, act.certainty, act.polarity,
                    [tokens[key] for key in act.actors], [tokens[key] for key in act.recipients],
                    [(tokens[where.place], where.role) for where in act.places], _time(act, scene),
                )
            )  # fmt: skip
    return found


def _time(act: Act, scene: Scene) -> int | str | None:
    """Which expression gives an act its days, "published" where the day of the report does."""
    if act.time is None or act.time.start is None or act.time.end is None:
        return None
    if act.time.basis == PUBLISHED:
        return PUBLISHED
    span, days = act.time.span, (act.time.start, act.time.end)
    over = [
        index
        for index, time in enumerate(scene.layers.times)
        if span and time.start < span[1] and span[0] < time.end
    ]
    same = [index for index, time in enumerate(scene.layers.times) if _days(time.begin, time.finish) == days]
    return next(iter([index for index in over if index in same] or over or same), None)


def _days(begin: str | None, finish: str | None) -> tuple[dt.date, dt.date] | None:
    if begin is None:
        return None
    return dt.date.fromisoformat(begin[:10]), dt.date.fromisoformat((finish or begin)[:10])


def _example(reader: Reader, reading: Reading, scene: Scene, answers: Iterable[_Answer]) -> Example:
    text = reading.report.text
    words = tokenise(text)
    pieces = iter(reader.model.network.pieces([text[start:end] for start, end in words]))
    cut = windows(0, text, words, list(islice(pieces, len(words))))
    return Example(cut, scene.kinds(), [_act(scene, answer) for answer in answers])


def _act(scene: Scene, answer: _Answer) -> ActExample:
    pairs = scene.pairs(answer.token)
    row = {int(word): number for number, word in enumerate(pairs.word)}
    answers = np.zeros((len(row), len(PARTS)), np.float32)
    counted = np.ones_like(answers)

    def mark(part: str, tokens: Iterable[int]) -> None:
        """The nearest names of one entity are right; its others are left out of the loss."""
        here = [token for token in tokens if token in row]
        same = [t for t in here if scene.tree.sentence_index(t) == scene.tree.sentence_index(answer.token)]
        near = same or sorted(here, key=lambda token: abs(token - answer.token))[:1]
        for token in here:
            place = row[token], PARTS.index(part)
            if token in near:
                answers[place] = 1
            else:
                counted[place] = 0

    for part, found in (("actor", answer.actors), ("recipient", answer.recipients)):
        for tokens in found:
            mark(part, tokens)
    for tokens, role in answer.places:
        if role in PLACE_ROLES:
            mark(role, tokens)
    if isinstance(answer.time, int):
        for token, index in scene.times.items():
            if index == answer.time and token in row:
                answers[row[token], PARTS.index("time")] = 1
    for part in answer.open:
        counted[:, PARTS.index(part)] = 0
    told = scene.told.get(answer.token)
    times, places = pairs.flags[:, 8] > 0, pairs.flags[:, 11] > 0
    counted[~times, PARTS.index("time")] = 0
    for role in PLACE_ROLES:
        counted[~places, PARTS.index(role)] = 0
    return ActExample(
        token=answer.token,
        kind=features.KINDS.index(answer.kind),
        code=answer.code,
        mode=answer.mode,
        told=(told.code, told.mode) if told else (None, None),
        status=features.STATUSES.index(answer.status),
        certainty=features.CERTAINTIES.index(answer.certainty),
        polarity=features.POLARITIES.index(answer.polarity),
        published=answer.time == PUBLISHED,
        facts=scene.standing(answer.token),
        pairs=pairs,
        answers=answers,
        counted=counted,
    )
