"""Verbs that no table lists, told by those that look like them."""

import msgspec
import numpy as np
import pytest

from demarche.language.kin import TABLE, Kin
from demarche.language.tree import Tree
from demarche.reading.coding import Coder
from demarche.records import Analysis, Frame, Sentence, Token


@pytest.fixture
def folder(tmp_path):
    vectors = np.array([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0.9, 0.3], [0, 0, 1]], np.float16)
    np.savez(
        tmp_path / TABLE,
        lemmas=np.array(["urge", "ask", "bomb", "shell", "sail"]),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        middle=np.zeros(3, np.float32),
    )
    return tmp_path


def test_the_nearest_come_first(folder):
    assert Kin(folder).of("beseech", np.array([2.0, 0.1, 0.0]))[:2] == ("urge", "ask")


def test_a_verb_that_news_knows_has_no_need_of_kin(folder):
    assert Kin(folder).of("urge", np.array([2.0, 0.1, 0.0])) == ()


def test_what_is_like_nothing_has_no_kin(folder):
    assert Kin(folder).of("zig", np.array([-1.0, -1.0, -1.0])) == ()


def test_weights_without_a_table_have_no_kin(tmp_path):
    assert Kin(tmp_path).of("beseech", np.ones(3)) == ()


class _Anybody:
    """Every phrase is an official party's."""

    def __getattr__(self, name):
        return lambda token: True


@pytest.mark.parametrize(
    ("kin", "wanted"),
    [
        (("accuse", "blame", "criticize", "condemn", "denounce"), "ACCUSE"),
        (("accuse", "blame", "urge", "bomb", "sail"), None),
        ((), None),
    ],
)
def test_an_unlisted_verb_is_coded_where_its_kin_agree(kin, wanted):
    words = (("Kenya", "PROPN", 1, "nsubj"), ("zigged", "VERB", -1, "root"), ("Chad", "PROPN", 1, "obj"))
    text = " ".join(word for word, *_ in words)
    starts = [0, 6, 13]
    tokens = tuple(
        Token(start, start + len(word), word, "zig" if tag == "VERB" else word, tag, "", head, relation)
        for start, (word, tag, head, relation) in zip(starts, words, strict=True)
    )
    frame = Frame("zig.01", 1, 6, 12, (), 2.0, 0.9, kin)
    tree = Tree(Analysis(text, (Sentence(0, len(text), 0, 3),), tokens, (), (frame,)))
    coding = Coder().by_kin(tree, frame, {"ARG0": [0], "ARG1": [2]}, _Anybody())
    assert (coding and coding.code.type) == wanted
    if coding:
        assert coding.actors == (0,) and coding.recipients == (2,) and coding.weight < 0.5
        assert msgspec.structs.astuple(coding)
