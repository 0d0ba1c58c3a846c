"""The head that finds names: its chains by themselves, and what the package's own makes of texts."""

from __future__ import annotations

from itertools import pairwise, product
from shutil import copy

import numpy as np
import pytest

from demarche.language import load
from demarche.language.analyse import Model
from demarche.language.name_features import COLUMNS, features
from demarche.language.names import FILE, LABELS, best, forbidden, spread
from demarche.language.network import WEIGHTS

TEXTS = [
    "The Interior Ministry of Gabon said that President Ana Costa had left Libreville.",
    "",
    "Police in the Kenyan city of Nakuru arrested Peter Otieno, who leads the Lake Party. He denies it.",
    "It rained.",
]


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def found(model: Model, text: str) -> dict[str, str]:
    (analysis,) = model.analyse([text])
    return {text[name.start : name.end]: name.type for name in analysis.names}


def test_names_are_bare_and_lie_inside_others(model: Model) -> None:
    assert found(model, TEXTS[0]) == {
        "Interior Ministry of Gabon": "organisation",
        "Gabon": "place",
        "Ana Costa": "person",
        "Libreville": "place",
    }


def test_a_name_ends_before_its_possessive_and_is_no_demonym(model: Model) -> None:
    names = found(model, "Kenya's Senate met on Monday, and Tanzanian officials were there.")
    assert names.get("Kenya") == "place"
    assert not {"Monday", "Tanzanian", "Kenya's"} & set(names)


def test_names_are_the_same_alone_and_among_others(model: Model) -> None:
    together = model.analyse(TEXTS)
    assert [_spans(model, text) for text in TEXTS] == [
        [(name.first, name.last, name.type) for name in analysis.names] for analysis in together
    ]


def _spans(model: Model, text: str) -> list[tuple[int, int, str]]:
    (analysis,) = model.analyse([text])
    return [(name.first, name.last, name.type) for name in analysis.names]


def test_a_name_stays_in_its_sentence_and_among_its_tokens(model: Model) -> None:
    for analysis in model.analyse(TEXTS):
        for name in analysis.names:
            assert any(s.first <= name.first < name.last <= s.last for s in analysis.sentences)
            assert analysis.tokens[name.first].start == name.start
            assert analysis.tokens[name.last - 1].end == name.end
            assert 0 < name.score <= 1


def test_a_folder_without_the_head_keeps_the_encoders_own_labels(model: Model, tmp_path) -> None:
    for path in WEIGHTS.iterdir():
        if path.name != FILE and not path.name.startswith("moves"):
            copy(path, tmp_path / path.name)
    bare = Model(tmp_path)
    (analysis,) = bare.analyse(TEXTS[:1])
    assert bare.names is None and analysis.names == ()
    assert any(entity.named for entity in analysis.entities)


def test_the_tables_tell_what_a_word_is(model: Model) -> None:
    (analysis,) = model.analyse(["Mr Abubakar of the African Union flew from New Zealand to Harare."])
    rows = {
        token.text: {COLUMNS[n] for n in np.flatnonzero(row)}
        for token, row in zip(analysis.tokens, features(analysis), strict=True)
    }
    assert "title" in rows["Mr"] and "first" in rows["Mr"] and "last" in rows["."]
    assert "begins body" in rows["African"] and "goes on body" in rows["Union"]
    assert "begins country" in rows["New"] and "goes on country" in rows["Zealand"]
    assert "begins capital" in rows["Harare"] and "upos PROPN" in rows["Harare"]
    assert not {column for column in rows["flew"] if column.startswith(("begins", "goes on", "alone"))}


def test_neighbours_end_with_the_sentence() -> None:
    rows = np.array([[1.0], [2.0], [3.0]], np.float32)
    assert spread(rows, np.array([2, 1]), 1).tolist() == [[0, 1, 2], [1, 2, 0], [0, 3, 0]]


def test_the_best_labels_are_those_of_the_likeliest_legal_path() -> None:
    labels = LABELS["inside"]
    chance = np.random.default_rng(3)
    lengths = np.array([3, 1, 4])
    scores = chance.normal(size=(8, len(labels))).astype(np.float32)
    moves = chance.normal(size=(len(labels),) * 2).astype(np.float32) + forbidden(labels)
    wanted: list[int] = []
    for first, size in zip((0, 3, 4), lengths, strict=True):
        paths = [
            path for path in product(range(len(labels)), repeat=size) if not labels[path[0]].startswith("I-")
        ]
        wanted += max(
            paths,
            key=lambda path: (
                sum(scores[first + n, label] for n, label in enumerate(path))
                + sum(moves[a, b] for a, b in pairwise(path))
            ),
        )
    assert best(scores, lengths, moves).tolist() == wanted
    for before, after in pairwise(wanted[4:]):
        assert not labels[after].startswith("I-") or labels[before][1:] == labels[after][1:]
