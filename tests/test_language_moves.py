"""The heads that learned from annotated news, as the package carries them."""

from __future__ import annotations

import numpy as np
import pytest

from demarche.knowledge import codebook
from demarche.language import load
from demarche.language.analyse import Model
from demarche.language.tree import Tree
from demarche.reading.learned_features import FLAGS, KINDS, PARTS, STANDING, Scene
from demarche.reading.reader import Reader
from demarche.records import Report

TEXTS = [
    "Rebels attacked Goma on Friday, killing two soldiers.",
    "The cat sat on the mat. " * 40,
    "",
    "Kenya's president will visit Uganda next week, officials in Nairobi said.",
]


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def test_words_are_seen_alike_alone_and_among_others(model: Model) -> None:
    together = model.seen(TEXTS)
    for text, (analysis, vectors) in zip(TEXTS, together, strict=True):
        assert vectors is not None and vectors.shape == (len(analysis.tokens), 384)
        ((_, alone),) = model.seen([text])
        np.testing.assert_allclose(alone, vectors, atol=2e-3)
    assert [analysis for analysis, _ in together] == model.analyse(TEXTS)
    assert all(vectors is None for _, vectors in model.seen(TEXTS, learned=False))


def test_answers_are_probabilities_of_the_shapes_that_they_say(model: Model) -> None:
    assert model.moves is not None
    moves, reader = model.moves, Reader(model, learned=False)
    ((analysis, vectors),) = model.seen(TEXTS[:1])
    assert vectors is not None
    reading = reader.reading(Report(id="r", text=TEXTS[0]))
    scene = Scene(Tree(analysis), reading.layers, [], model.labels.relation_number)
    kinds = moves.kinds(vectors, scene.kinds())
    assert kinds.shape == (len(analysis.tokens), len(KINDS))
    np.testing.assert_allclose(kinds.sum(1), 1, atol=1e-5)
    one_hot, facts = np.eye(len(KINDS))[[1]], np.zeros((1, STANDING))
    for answer in (
        *moves.standing(vectors[:1], np.concatenate([one_hot, facts], 1)),
        *moves.coded(vectors[:1], one_hot, np.array([0]), np.array([0])),
    ):
        np.testing.assert_allclose(answer.sum(1), 1, atol=1e-5)
    pairs = scene.pairs(1)
    assert pairs.flags.shape == (len(pairs.word), FLAGS)
    sides = moves.sides(vectors[[1]], vectors[pairs.word])
    parts = moves.parts(sides, 0, 1, pairs.branch, pairs.offset, pairs.role, pairs.back, pairs.flags)
    assert parts.shape == (len(pairs.word), len(PARTS)) and ((parts >= 0) & (parts <= 1)).all()


def test_the_heads_know_the_codebook_that_they_were_trained_beside(model: Model) -> None:
    """Else acts would be judged by no head: train and export anew when the tables change by much."""
    assert model.moves is not None
    rows = codebook.load().numbers()
    assert len(rows & model.moves.rows) / len(rows) > 0.9
    assert set(model.moves.codes[1:]) == set(codebook.load().codes)


def test_the_heads_tell_an_act_from_what_is_none(model: Model) -> None:
    assert model.moves is not None
    ((analysis, vectors),) = model.seen(["Rebels attacked the town of Goma on Friday."])
    assert vectors is not None
    kinds = model.moves.kinds(vectors, np.zeros((len(analysis.tokens), len(KINDS) + 1)))
    by_word = dict(zip((token.text for token in analysis.tokens), kinds, strict=True))
    assert KINDS[int(by_word["attacked"].argmax())] == "ASSAULT"
    assert {KINDS[int(by_word[word].argmax())] for word in ("Rebels", "town", "Goma", "Friday")} == {"none"}


def test_a_folder_without_the_heads_reads_by_rules(model: Model, tmp_path) -> None:
    from shutil import copy

    from demarche.language.network import WEIGHTS

    for path in WEIGHTS.iterdir():
        if not path.name.startswith("moves"):
            copy(path, tmp_path / path.name)
    bare = Reader(Model(tmp_path))
    assert bare.model.moves is None
    report = Report(id="r", text=TEXTS[0])
    assert bare.reading(report).mentions == Reader(model, learned=False).reading(report).mentions
