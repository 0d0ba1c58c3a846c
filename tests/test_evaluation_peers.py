"""Published figures of others: every row has its source, and the page tells them from ours."""

from __future__ import annotations

import importlib
from pathlib import Path

import msgspec
import pytest

from evaluation import __main__ as command
from evaluation import page, peers

ROW = peers.Peer("times", "X", "news", "value F1", "0.776", "Doe 2013, A tagger, table 2", "read",
                 "other data: news in TIMEX3")  # fmt: skip
TITLES = {name: importlib.import_module(f"evaluation.{name}").TITLE for name in command.STEPS}


def test_every_committed_row_is_sound_and_said_once() -> None:
    rows = peers.load()
    assert 10 <= len(rows) <= 30
    assert len({(row.system, row.dataset, row.measure) for row in rows}) == len(rows)
    assert {row.step for row in rows} <= set(command.STEPS)
    assert all(row.source.strip() for row in rows)


def test_a_sound_row_is_taken() -> None:
    assert peers.fault(msgspec.structs.astuple(ROW)) == ""


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("source", "", "empty cell"),
        ("source", "somebody, somewhere", "who, when and where"),
        ("source", "Doe 2013", "who, when and where"),
        ("system", "a|b", "break the table"),
        ("figure", "77.6", "no share of one"),
        ("figure", "high", "no share of one"),
        ("seen", "guessed", "none of read"),
        ("comparability", "much the same: really", "how near"),
        ("comparability", "other data", "what to mind"),
    ],
)
def test_an_unsound_row_is_refused_with_its_line(tmp_path: Path, column: str, cell: str, said: str) -> None:
    path = tmp_path / "peers.tsv"
    cells = msgspec.structs.astuple(msgspec.structs.replace(ROW, **{column: cell}))
    path.write_text("# c\n" + "\t".join(ROW.__struct_fields__) + "\n" + "\t".join(cells) + "\n", "utf-8")
    with pytest.raises(ValueError, match=rf"peers\.tsv:3: .*{said}"):
        peers.load(path)


def test_a_row_that_lacks_a_cell_is_refused() -> None:
    assert peers.fault(msgspec.structs.astuple(ROW)[:-1]) == "7 cells, not 8"


def test_the_table_is_in_the_order_of_the_steps_and_the_nearest_come_first() -> None:
    near = msgspec.structs.replace(ROW, system="near", comparability="same data and measure: all of it")
    early = msgspec.structs.replace(ROW, step="roles", system="early", seen="quoted")
    lines = peers.table(TITLES, [ROW, near, early]).splitlines()[2:]
    assert [line.split(" | ")[1] for line in lines] == ["early", "near", "X"]
    assert "as others quote it" in lines[0] and "as others quote it" not in lines[1]
    with pytest.raises(ValueError, match="no such step: times"):
        peers.table({"roles": "Roles"}, [ROW])


def test_the_page_shows_every_row_as_what_others_published() -> None:
    written = page.section(peers.TITLE, peers.ABOUT, None, peers.table(TITLES))
    assert "published" in written.splitlines()[0] and "None of these was measured here" in written
    assert "Not measured yet" not in written
    assert "_Not measured yet._" in page.section("T", "a", {})
    for row in peers.load():
        assert f"| {row.figure} | {row.comparability} | {row.source}" in written


def test_the_whole_page_ends_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    card = "<!-- scores -->\n<!-- end of scores -->\n<!-- weights -->\n<!-- end of weights -->\n"
    (tmp_path / "docs" / "model-card.md").write_text(card, "utf-8")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    modules = {name: importlib.import_module(f"evaluation.{name}") for name in command.STEPS}
    for module in modules.values():
        if hasattr(module, "more"):
            monkeypatch.setattr(module, "more", lambda _: "")
    command._write_pages(tmp_path, modules, {name: {} for name in modules})
    text = (tmp_path / "docs" / "accuracy.md").read_text("utf-8")
    assert text.rindex("\n## ") == text.index(f"\n## {peers.TITLE}\n")
    assert text.count("\n| ") >= len(peers.load())
