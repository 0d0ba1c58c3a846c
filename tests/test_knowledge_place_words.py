"""Words that call for a kind of place."""

import pytest

from demarche.knowledge import place_words, tables


@pytest.mark.parametrize(("word", "kind"), [("city", "city"), ("province", "region"), ("strait", "strait")])
def test_kinds(word, kind):
    assert kind in place_words.kinds_called_for(word)
    assert word in place_words.kind_words()


def test_other_words_call_for_nothing():
    assert place_words.kinds_called_for("minister") is None


@pytest.mark.parametrize(("word", "kinds"), [("Town", "city"), ("", "city"), ("town", "towns"), ("town", "")])
def test_rows_that_break_the_table(monkeypatch, word, kinds):
    monkeypatch.setattr(
        place_words, "rows", lambda name, columns: iter([(9, {"word": word, "kinds": kinds})])
    )
    with pytest.raises(tables.TableError, match=r"place_words\.tsv:9: "):
        place_words._table.__wrapped__()
