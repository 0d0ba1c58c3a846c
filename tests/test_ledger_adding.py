"""Adding reports: once, edited, copied, in any order, killed and begun again."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

import ledger_fakes
from demarche.ledger import Ledger
from demarche.ledger.store import Store
from demarche.records import Report
from ledger_fakes import Reader, tables

DAY = dt.date(2023, 9, 4)
PLAN = "Kim Jong-un/PRK will visit Russia/RUS on 2023-09-12 at Vladivostok."
OUTCOME = "Kim Jong-un/PRK did visit Russia/RUS on 2023-09-12 at Vladivostok."


def report(name: str, text: str, day: dt.date | None = DAY, **fields) -> Report:
    return Report(id=name, text=text, published=day, **fields)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.duckdb"


def add(path, what, **options):
    with Ledger.open(path) as ledger:
        return ledger.add(what, load=Reader, **options)


def content(path):
    with Store(path, read_only=True) as store:
        return tables(store)


def test_two_reports_of_one_act_are_one_event(path):
    summary = add(path, [report("a", PLAN), report("b", OUTCOME, dt.date(2023, 9, 13), outlets=("AP",))])
    assert (summary.added, summary.mentions) == (2, 2)
    with Ledger.open(path, read_only=True) as ledger:
        (event,) = ledger.events()
        assert [one.report for one in event.mentions] == ["a", "b"]
        assert event.status == "occurred"
        assert "AP" in event.sources
        assert event.mentions[0].evidence.text == PLAN
        (plan,) = ledger.plans()
        assert (plan.state, plan.settled, plan.settled_by) == ("happened", "2023-09-12", "b")
        assert plan.history[0].evidence.text == PLAN


def test_the_same_again_changes_nothing(path):
    reports = ledger_fakes.reports(40)
    add(path, reports)
    before = content(path)
    summary = add(path, reports)
    assert (summary.added, summary.already) == (0, 40)
    assert content(path) == before


def test_an_edited_report_takes_the_place_of_the_old_one(path):
    add(path, [report("a", PLAN), report("b", OUTCOME, dt.date(2023, 9, 13))])
    other = "Anna Lind/SWE did meet Xi Jinping/CHN on 2023-09-03."
    summary = add(path, report("a", other, None))
    assert (summary.added, summary.superseded) == (1, 1)
    found = content(path)
    assert [row[0] for row in found["past"]] == ["a"]
    assert [row[3] for row in found["past_mentions"]] == ["edited"]
    with Ledger.open(path, read_only=True) as ledger:
        assert {tuple(one.report for one in event.mentions) for event in ledger.events()} == {("a",), ("b",)}
        assert ledger.events(type="CONSULT", actor="Anna")[0].mentions[0].published == "2023-09-04"
        assert ledger.plans() == []


def test_an_edited_report_leaves_what_adding_only_the_new_text_leaves(path, tmp_path):
    reports = ledger_fakes.reports(60)
    edited = [msgspec.structs.replace(reports[n], text=reports[n + 1].text) for n in range(5, 25)]
    add(path, reports)
    add(path, edited)
    by_id = {one.id: one for one in [*reports, *edited]}
    other = tmp_path / "other.duckdb"
    add(other, list(by_id.values()))
    one, two = content(path), content(other)
    for name in one.keys() - {"past", "past_mentions"}:
        assert one[name] == two[name], name


def test_an_edit_in_the_same_run_is_one_too(path):
    summary = add(path, [report("a", PLAN), report("a", PLAN), report("a", OUTCOME), report("a", PLAN)])
    assert (summary.added, summary.superseded, summary.already) == (2, 1, 2)
    with Ledger.open(path, read_only=True) as ledger:
        assert [event.status for event in ledger.events()] == ["occurred"]


def test_a_text_that_was_replaced_stays_replaced(path):
    add(path, report("a", PLAN))
    add(path, report("a", OUTCOME))
    before = content(path)
    assert add(path, report("a", PLAN)).already == 1
    assert content(path) == before


def test_one_address_is_one_report(path):
    add(path, report("a", PLAN, url="https://a.example/1"))
    summary = add(path, report("b", OUTCOME, url="https://a.example/1"))
    assert summary.superseded == 1


def test_files_of_one_name_in_two_folders_are_two_reports(path, tmp_path):
    for folder, text in (("x", PLAN), ("y", OUTCOME)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "monday.txt").write_text(text)
    assert add(path, [tmp_path / "x", tmp_path / "y"], published=DAY).added == 2
    assert add(path, [tmp_path / "y", tmp_path / "x"], published=DAY).already == 2
    (tmp_path / "y" / "monday.txt").write_text(PLAN.replace("will", "may"))
    assert add(path, tmp_path / "y", published=DAY).superseded == 1
    with Store(path, read_only=True) as store:
        names = {name for (name,) in store.rows("SELECT id FROM reports")}
    assert len(names) == 2
    assert "monday" in names


def test_near_copies_are_one_text(path):
    words = f"{PLAN} The two are to talk about trade and other matters, officials of both said on Monday."
    copy = words.replace("on Monday", "this Monday")
    summary = add(path, [report("a", words), report("b", copy), report("c", words, dt.date(2023, 12, 1))])
    assert summary.copies == 1
    with Store(path, read_only=True) as store:
        assert store.rows("SELECT id, copy_of FROM all_reports ORDER BY id") == [
            ("a", "a"), ("b", "a"), ("c", "c"),
        ]  # fmt: skip
        assert store.rows("SELECT mentions, words FROM events") == [(3, 2)]


def test_reports_without_a_day_are_kept_and_linked(path):
    summary = add(path, [report("a", PLAN, None), report("b", OUTCOME, dt.date(2023, 9, 13))])
    assert summary.undated == 1
    with Ledger.open(path, read_only=True) as ledger:
        (event,) = ledger.events()
        assert [one.report for one in event.mentions] == ["b", "a"]
        assert ledger.events(as_of=dt.date(2023, 9, 20))[0].mentions == event.mentions[:1]


def test_what_breaks_the_reader_is_skipped_alone(path):
    summary = add(path, [report("a", PLAN), report("b", "BREAK"), report("c", OUTCOME)])
    assert summary.added == 2
    ((reason, places),) = summary.skipped.items()
    assert "the reader broke on it" in reason
    assert places == ["b"]


def test_a_report_that_is_too_long_is_skipped_with_a_way_out(path):
    summary = add(path, [report("a", PLAN * 100), report("b", PLAN)], max_characters=1000)
    assert summary.added == 1
    assert "--max-characters" in next(iter(summary.skipped))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(tmp_path, seed):
    reports = ledger_fakes.reports(120)
    add(tmp_path / "one.duckdb", reports)
    shuffled = random.Random(seed).sample(reports, len(reports))
    cuts = sorted(random.Random(seed + 100).sample(range(1, 120), 5))
    for first, last in zip([0, *cuts], [*cuts, 120], strict=True):
        add(tmp_path / "two.duckdb", shuffled[first:last])
    one, two = content(tmp_path / "one.duckdb"), content(tmp_path / "two.duckdb")
    assert len(one["links"]) > 20
    assert sum(row[0] != row[7] for row in one["reports"]) > 3  # copies of another
    assert any(len(row[0]) > 4 for row in one["neighbourhoods"])
    for name in one:
        assert one[name] == two[name], name


def test_processes_read_what_one_reads(tmp_path):
    reports = ledger_fakes.reports(200)
    add(tmp_path / "one.duckdb", reports)
    script = (
        "import ledger_fakes, sys\n"
        "from demarche.ledger import Ledger\n"
        "if __name__ == '__main__':\n"
        "    with Ledger.open(sys.argv[1]) as ledger:\n"
        "        print(ledger.add(ledger_fakes.reports(200), load=ledger_fakes.Reader, workers=2).added)\n"
    )
    (tmp_path / "script.py").write_text(script)
    run = subprocess.run(
        [sys.executable, tmp_path / "script.py", tmp_path / "two.duckdb"],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
    )  # fmt: skip
    assert run.stdout == "200\n", run.stderr
    assert content(tmp_path / "one.duckdb") == content(tmp_path / "two.duckdb")


KILLED = """
import sys, ledger_fakes
from demarche.ledger import Ledger, adding
adding.WINDOW_REPORTS = 7
reports = ledger_fakes.reports(240)
edited = [
    type(r)(id=r.id, text=reports[n + 30].text, published=r.published) for n, r in enumerate(reports[:40])
]
print("ready", flush=True)
with Ledger.open(sys.argv[1]) as ledger:
    ledger.add([*reports, *edited], load=ledger_fakes.Reader)
print("done", flush=True)
"""


def test_killed_at_any_moment_it_ends_as_if_it_had_not_been(tmp_path):
    """SIGKILL at random moments, 20 times and more, from before the file is made to the end."""
    script = tmp_path / "script.py"
    script.write_text(KILLED)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}

    def run(target: Path, seconds: float | None) -> bool:
        """Whether it came to its end before it was killed."""
        process = subprocess.Popen(
            [sys.executable, script, target], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        process.wait()
        return rest == "done\n"

    whole, killed = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    began = time.monotonic()
    assert run(whole, None)
    length = time.monotonic() - began
    chance = random.Random(7)
    kills = 0
    while kills < 20:
        if run(killed, chance.uniform(0, length / 6)):
            killed.unlink()  # it was done before 20 kills: once more from the start
        kills += 1
    while not run(killed, None):
        pass
    one, two = content(whole), content(killed)
    for name in one:
        assert one[name] == two[name], name


def test_a_failed_window_leaves_the_ledger_as_it_was(path, monkeypatch):
    add(path, ledger_fakes.reports(30))
    before = content(path)
    from demarche.ledger import relinking

    def stop(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(relinking, "clusters", stop)
        with pytest.raises(KeyboardInterrupt):
            add(path, [report("new", PLAN)])
    assert content(path) == before


def test_a_report_that_breaks_a_rule_is_skipped_alone(path, tmp_path, monkeypatch):
    from demarche.ledger import relinking

    keys = relinking.keys
    monkeypatch.setattr(
        relinking, "keys", lambda dated: keys(dated) if dated.mention.report != "r13" else 1 / 0
    )
    reports = ledger_fakes.reports(30)
    summary = add(path, reports)
    assert summary.added == 29
    assert list(summary.skipped.values()) == [["r13"]]
    monkeypatch.undo()
    assert add(path, reports).added == 1
    add(tmp_path / "other.duckdb", reports)
    assert content(path) == content(tmp_path / "other.duckdb")


def test_a_clock_set_back_changes_nothing(path, tmp_path, monkeypatch):
    reports = ledger_fakes.reports(40)
    add(tmp_path / "other.duckdb", reports)

    class Back(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1999, 1, 1, tzinfo=tz)

    add(path, reports[:20])
    monkeypatch.setattr("demarche.ledger.adding.dt.datetime", Back)
    add(path, reports[20:])
    assert content(path) == content(tmp_path / "other.duckdb")


def test_plans_do_not_lapse_by_a_clock_before_the_last_report(path, monkeypatch):
    class Back(dt.date):
        @classmethod
        def today(cls):
            return cls(1999, 1, 1)

    add(path, [report("a", PLAN), report("b", "Nothing else.", dt.date(2024, 9, 4))])
    monkeypatch.setattr("demarche.ledger.asking.dt.date", Back)
    with Ledger.open(path, read_only=True) as ledger:
        assert [plan.state for plan in ledger.plans()] == ["lapsed"]


def test_lines_of_a_file_go_in(path, tmp_path):
    line = {"id": "cec/1", "date": "2023-09-04", "text": PLAN, "title": "", "source": ["AP", "Reuters"]}
    (tmp_path / "items.jsonl").write_text(json.dumps(line))
    assert add(path, tmp_path / "items.jsonl").added == 1
    with Ledger.open(path, read_only=True) as ledger:
        (event,) = ledger.events()
    assert event.sources == ("AP", "Reuters")
