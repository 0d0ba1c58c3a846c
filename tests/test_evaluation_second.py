"""A second annotator is scored as the reader is."""

import pytest

from evaluation import gold, second

TEXT = """
- id: one
  published: 2024-06-18
  text: The Turkish president will visit Berlin on Friday, officials said.
  acts:
    - {act: visit, type: CONSULT/visit, cameo: "042", actors: [president|leader/TUR/GOV], recipients: [/DEU],
       status: planned certain positive, time: 2024-06-21, places: [Berlin destination], objects: [],
       sources: [officials]}
"""


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "second").mkdir()
    (tmp_path / "test-01.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def write(folders, text):
    (folders / "second" / "test-01.yaml").write_text(text, encoding="utf-8")
    return folders / "second"


def test_who_annotates_alike_agrees_in_everything(folders):
    pairs = second.readings(folders, write(folders, TEXT))
    total, differences = gold.score(pairs)
    assert (total.gold, total.found, total.typed, differences) == (1, 1, 1, [])
    assert total.fields == 1.0


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (TEXT.replace("president|leader/TUR/GOV", "officials//GOV"), "actors"),
        (TEXT.replace("planned certain", "planned probable"), "certainty"),
        (TEXT.replace("2024-06-21", "none"), "time"),
        (TEXT.replace("Berlin destination", "Berlin venue"), "places"),
        (TEXT.replace("sources: [officials]", "sources: []"), "sources"),
    ],
)
def test_a_field_that_is_filled_otherwise_is_counted(folders, other, field):
    total, _ = gold.score(second.readings(folders, write(folders, other)))
    assert [name for name in gold.FIELDS if total.right[name] < total.asked[name]] == [field]


def test_a_reading_of_another_text_is_refused(folders):
    with pytest.raises(gold.GoldError, match="another text"):
        second.readings(folders, write(folders, TEXT.replace("on Friday", "on Monday")))
