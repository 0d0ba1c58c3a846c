"""The commands that work on a ledger, with a reader that needs no model."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest

import ledger_fakes
from demarche.ledger import migrations, reading_pool

TEXT = "Kim Jong-un/PRK will visit Russia/RUS on 2023-09-12 at Vladivostok."
OUTCOME = "Kim Jong-un/PRK did visit Russia/RUS on 2023-09-12 at Vladivostok."
LINES = [
    {"id": "a", "date": "2023-09-04", "text": TEXT, "source": ["AP"]},
    {"id": "b", "date": "2023-09-13", "text": OUTCOME, "source": ["Reuters"]},
    {"id": "c", "date": "2023-09-06", "text": "Ukraine/UKR did attack Russia/RUS on 2023-09-05 at Kyiv."},
]


@pytest.fixture
def run(in_shell, monkeypatch, tmp_path):
    """Runs a command in a folder of its own and gives (exit code, output, errors)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEMARCHE_LEDGER", raising=False)
    monkeypatch.setattr("demarche.ledger.ledger.load_reader", ledger_fakes.Reader)
    monkeypatch.setattr(reading_pool, "load_reader", ledger_fakes.Reader)
    from demarche.ledger import ledger

    for method in ("add", "reread"):
        defaults = dict(getattr(ledger.Ledger, method).__kwdefaults__)
        monkeypatch.setattr(
            getattr(ledger.Ledger, method), "__kwdefaults__", defaults | {"load": ledger_fakes.Reader}
        )
    return in_shell


@pytest.fixture
def filled(run, tmp_path):
    """The same, after three reports were added to the ledger of the folder."""
    (tmp_path / "items.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in LINES))
    code, out, err = run("add", "items.jsonl")
    assert (code, err) == (0, "")
    assert out.startswith("news.duckdb: 3 added, 0 already there, 0 skipped; 3 acts and occasions in ")
    return run


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_adding_again_says_what_was_there(filled):
    code, out, _ = filled("add", "items.jsonl")
    assert code == 0
    assert "0 added, 3 already there" in out


def test_what_is_skipped_is_said_with_its_reason_and_place(filled, tmp_path):
    (tmp_path / "bad.jsonl").write_text('{broken\n{"id": "x", "text": ""}\n{"id": "y", "text": "BREAK"}\n')
    code, out, err = filled("add", "bad.jsonl", "missing.txt", "--workers", "1")
    assert code == 1
    assert "0 added, 0 already there, 4 skipped" in out
    assert "bad.jsonl:1: broken JSON" in err
    assert 'bad.jsonl:2: "text" is empty' in err
    assert "missing.txt: there is no such file" in err
    assert "y: the reader broke on it" in err


def test_an_edited_report_and_one_without_a_day(filled):
    code, out, err = filled("add", "-", stdin=json.dumps(LINES[0] | {"text": OUTCOME}).encode())
    assert code == 0
    assert "1 of them edited" in out
    _, _, err = filled("add", "-", stdin=b"Somebody/SWE did meet Norway/NOR on 2023-09-05.")
    assert "1 reports have no day of publication; --published would say it" in err


def test_another_ledger_by_option_and_by_variable(filled, monkeypatch, tmp_path):
    filled("add", "items.jsonl", "--ledger", "other.duckdb")
    assert (tmp_path / "other.duckdb").exists()
    monkeypatch.setenv("DEMARCHE_LEDGER", "third.duckdb")
    filled("add", "items.jsonl")
    assert (tmp_path / "third.duckdb").exists()


def test_events_as_a_table(filled):
    code, out, err = filled("events")
    assert (code, err) == (0, "")
    for words in ("2023-09-12", "CONSULT", "Kim Jong-un (PRK) →", "occurred", "Vladivostok"):
        assert words in out
    assert all(line == line.rstrip() for line in out.splitlines())


def test_events_as_lines_have_the_keys_in_order(filled):
    _, out, _ = filled("events", "--format", "jsonl", "--actor", "PRK")
    (event,) = lines(out)
    assert list(event) == [
        "id", "type", "mode", "contexts", "cameo", "actors", "recipients", "status", "certainty", "polarity",
        "time", "places", "sources", "mentions", "corrected",
    ]  # fmt: skip
    assert list(event["mentions"][0]) == ["id", "report", "published", "evidence", "status"]
    assert event["sources"] == ["AP", "Reuters"]


def test_events_as_csv_and_parquet(filled, tmp_path):
    _, out, _ = filled("events", "--format", "csv", "--sort", "said")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["type"] for row in rows] == ["CONSULT", "ASSAULT"]
    assert (rows[0]["actor_countries"], rows[0]["mentions"], rows[0]["reports"]) == ("PRK", "2", "a; b")
    assert filled("events", "--output", "events.parquet")[0] == 0
    query = "SELECT actors[1].name, len(mentions) FROM 'events.parquet' ORDER BY 2"
    assert duckdb.execute(query).fetchall() == [("Ukraine", 1), ("Kim Jong-un", 2)]
    code, _, err = filled("events", "--format", "parquet")
    assert code == 2
    assert "needs a name" in err


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--between", "Russia", "UKR"), 1),
        (("--near", "43.1,131.9,50"), 2),
        (("--since", "2023-09-12", "--until", "2023-09-12"), 1),
        (("--type", "consult", "--type", "ASSAULT"), 2),
        (("--as-of", "2023-09-05"), 1),
        (("--limit", "1"), 1),
        (("--limit", "1", "--offset", "2"), 0),
        (("--text", "will visit"), 1),
        (("--corrected",), 0),
    ],
)
def test_filters(filled, filters, count):
    code, out, _ = filled("events", "--format", "jsonl", *filters)
    assert (code, len(lines(out))) == (0, count)


def test_a_citation(filled):
    _, out, _ = filled("events", "--cite", "--actor", "PRK")
    assert out.startswith("evt_")
    assert "a [0–67], b [0–66]" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("events", "--near", "here"), "43.1,131.9,50"),
        (("events", "--since", "soon"), "2023-09-04"),
        (("events", "--limit", "-1"), "limit"),
        (("events", "--sort", "colour"), "sort by"),
        (("correct", "--set", "evt_1", "status"), "status=occurred"),
        (("correct",), "--set"),
        (("sql", "SELECT nonsense FROM nowhere"), "nowhere"),
        (("sql", "DELETE FROM events"), "read-only"),
        (("sql", "COPY events TO 'out.csv'"), "disabled"),
        (("correct", "--import", "nothing.jsonl"), "nothing.jsonl"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_says_a_way_out(filled, arguments, said):
    code, out, err = filled(*arguments)
    assert code in (1, 2)
    assert out == ""
    assert err.startswith("demarche: ")
    assert len(err.splitlines()) == 1
    assert said in err


@pytest.mark.parametrize("command", [("events",), ("sql", "SELECT 1"), ("reread", "--check"), ("migrate",)])
def test_a_ledger_that_is_not_there(run, tmp_path, command):
    code, _, err = run(*command)
    assert code == 1
    assert "news.duckdb: there is no such ledger" in err
    assert list(tmp_path.iterdir()) == []


def test_sql_in_three_formats(filled):
    query = "SELECT type, count(*) AS n FROM all_events GROUP BY type ORDER BY type"
    assert filled("sql", query)[1] == "type     n\nASSAULT  1\nCONSULT  1\n"
    assert filled("sql", query, "--format", "csv")[1] == "type,n\nASSAULT,1\nCONSULT,1\n"
    _, out, _ = filled("sql", "-", "--format", "jsonl", stdin=query.encode())
    assert lines(out)[0] == {"type": "ASSAULT", "n": 1}


def test_corrections_from_the_command_line(filled, tmp_path):
    (event,) = lines(filled("events", "--format", "jsonl", "--actor", "UKR")[1])
    said = ("--who", "A. Lind", "--why", "seen")
    code, out, _ = filled("correct", "--set", event["id"], "certainty=possible", *said)
    assert code == 0
    name = out.split()[0]
    assert "set certainty=possible at c [" in out
    (after,) = lines(filled("events", "--format", "jsonl", "--corrected")[1])
    assert (after["id"], after["certainty"], after["corrected"]) == (event["id"], "possible", True)
    assert "corrected" in filled("events", "--corrected")[1]
    assert "A. Lind" in filled("correct", "--list")[1]
    filled("correct", "--export", "--output", "corrections.jsonl")
    assert "undone: " in filled("correct", "--undo", name)[1]
    assert filled("correct", "--list")[1] == ""
    filled("add", "items.jsonl", "--ledger", "other.duckdb")
    other = ("--ledger", "other.duckdb")
    _, out, _ = filled("correct", "--import", "corrections.jsonl", *other)
    assert out == "1 corrections taken in, 0 already there\n"
    assert len(lines(filled("events", "--format", "jsonl", "--corrected", *other)[1])) == 1


def test_merging_splitting_renaming_and_rejecting_from_the_command_line(filled):
    one, two = lines(filled("events", "--format", "jsonl")[1])
    filled("correct", "--merge", one["id"], two["id"])
    (both,) = lines(filled("events", "--format", "jsonl")[1])
    assert len(both["mentions"]) == 3
    filled("correct", "--split", two["mentions"][0]["id"])
    assert len(lines(filled("events", "--format", "jsonl")[1])) == 2
    filled("correct", "--rename", "Russia", "Russian Federation")
    assert len(lines(filled("events", "--format", "jsonl", "--party", "russian federation")[1])) == 2
    filled("correct", "--reject", one["mentions"][0]["id"])
    after = lines(filled("events", "--format", "jsonl")[1])
    assert sum(len(event["mentions"]) for event in after) == 2


def test_reading_again_from_the_command_line(filled, monkeypatch):
    from demarche.ledger import rereading, versions

    assert filled("reread", "--check")[1] == "0 reports to read again\n"
    monkeypatch.setattr(rereading, "current", lambda: versions.Version("9.9", "new", "book"))
    assert filled("reread", "--check")[1] == "3 reports to read again\n"
    code, out, _ = filled("reread", "--workers", "1", "--changes", "changes.jsonl")
    assert code == 0
    assert "3 reports read again, 3 read as before; 0 acts are new, 0 gone, 0 changed" in out


def test_migrating_from_the_command_line(filled, monkeypatch):
    assert filled("migrate")[1] == "news.duckdb was up to date\n"
    connection = duckdb.connect("news.duckdb")
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.close()
    monkeypatch.setattr(migrations, "STEPS", dict.fromkeys(range(migrations.SCHEMA), "SELECT 1"))
    code, _, err = filled("events")
    assert code == 1
    assert "demarche migrate" in err
    code, out, err = filled("migrate")
    assert (code, out) == (0, "news.duckdb is now up to date\n")
    assert "news.duckdb.schema0.backup" in err
    assert filled("events")[0] == 0


def test_stopping_says_that_what_was_added_is_kept(filled, monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("demarche.ledger.adding.Adder.add", stop)
    code, _, err = filled("add", "items.jsonl")
    assert code == 130
    assert "what was added is kept" in err
