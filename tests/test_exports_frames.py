import sys

import pytest

from demarche.exports.frames import mentions_to_arrow, mentions_to_pandas, mentions_to_polars

KEYS = [
    "id", "report", "evidence", "trigger", "type", "mode", "contexts", "cameo", "actors", "recipients",
    "status", "certainty", "polarity", "time", "places", "objects", "sources", "confidence",
]  # fmt: skip


def test_arrow_keeps_keys_and_nesting(reading):
    table = mentions_to_arrow(reading("They visit, and visit again.").mentions)
    assert table.column_names == KEYS
    first = table.to_pylist()[0]
    assert first["time"]["from"] == "text"
    assert first["time"]["span"] == [0, 0]
    assert first["actors"][0]["country"] == "SWE"
    assert first["objects"][0]["approximate"] is True
    assert table.num_rows == 2


def test_no_mentions_give_the_same_schema(reading):
    empty, some = mentions_to_arrow([]), mentions_to_arrow(reading("They visit.").mentions)
    assert empty.schema == some.schema
    assert empty.num_rows == 0


def test_polars_and_pandas_have_the_same_columns(reading):
    mentions = reading("They visit.").mentions
    assert mentions_to_polars(mentions).columns == KEYS
    assert list(mentions_to_pandas(mentions).columns) == KEYS


def test_a_missing_library_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'demarche\[frames\]'"):
        mentions_to_arrow([])
