"""Classes of words: every class is filled, every row keeps to the table's rules."""

import pytest

from demarche.knowledge import tables, word_classes


@pytest.mark.parametrize(
    ("name", "word", "other"),
    [
        ("state", "support", "visit"), ("speech", "warn", "support"), ("stance", "refuse", "visit"),
        ("unaimed", "clash", "bombard"), ("amount", "wave", "night"), ("stretch", "night", "wave"),
    ],
)  # fmt: skip
def test_classes(name, word, other):
    assert word in word_classes.word_class(name)
    assert other not in word_classes.word_class(name)


def test_every_class_has_words():
    assert all(word_classes.word_class(name) for name in word_classes.CLASSES)


@pytest.mark.parametrize(
    ("class_", "words", "problem"),
    [
        ("motion", "go", "is no class"),
        ("state", "Know", "not in lower case"),
        ("state", "know|be|know", "stands twice in state"),
    ],
)
def test_rows_that_break_the_table(monkeypatch, class_, words, problem):
    broken = [(7, {"class": class_, "words": words})]
    monkeypatch.setattr(tables, "rows", lambda name, columns: iter(broken))
    with pytest.raises(tables.TableError, match=rf"word_classes\.tsv:7: .*{problem}"):
        word_classes._table.__wrapped__()


def test_a_class_that_is_missing(monkeypatch):
    rows = [
        (n, {"class": name, "words": "a"}) for n, name in enumerate(sorted(word_classes.CLASSES - {"state"}))
    ]
    monkeypatch.setattr(tables, "rows", lambda name, columns: iter(rows))
    with pytest.raises(tables.TableError, match="no row for state"):
        word_classes._table.__wrapped__()
