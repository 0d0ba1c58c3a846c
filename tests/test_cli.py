"""The commands, with a reader that needs no model."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time

import pytest

from demarche import cli

DATED = ("--published", "2024-03-05")


@pytest.fixture
def run(fake_reader, in_shell):
    """Runs a command without the model."""
    return in_shell


@pytest.fixture
def report(tmp_path):
    """A short report in a file."""
    path = tmp_path / "trip.txt"
    path.write_text("Ana Lind may visit Oslo this month, officials in Norway say.", encoding="utf-8")
    return path


def test_table_is_the_default(run, report):
    code, out, err = run("read", report, *DATED)
    assert code == 0
    assert "trip · 2024-03-05 · 1 act" in out
    assert "▸ visit" in out
    assert err == ""
    assert all(line == line.rstrip() for line in out.splitlines())


def test_jsonl_has_one_mention_a_line_with_the_keys_in_order(run, report):
    code, out, _ = run("read", report, *DATED, "--format", "jsonl")
    (mention,) = map(json.loads, out.splitlines())
    assert code == 0
    assert list(mention) == [
        "id", "report", "evidence", "trigger", "type", "mode", "contexts", "cameo", "actors",
        "recipients", "status", "certainty", "polarity", "time", "places", "objects", "sources", "confidence",
    ]  # fmt: skip
    assert list(mention["time"]) == ["start", "end", "granularity", "value", "text", "span", "from"]
    assert list(mention["places"][0])[:3] == ["name", "role", "country"]


@pytest.mark.parametrize("text", ["Rain.", "They visit.", "They visit, and visit again."])
def test_json_is_one_array(run, text):
    _, out, _ = run("read", "-", *DATED, "--format", "json", stdin=text.encode())
    assert len(json.loads(out)) == text.count("visit")


def test_csv_can_be_read_back(run, report):
    _, out, _ = run("read", report, *DATED, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["report"], row["type"], row["places"]) == ("trip", "CONSULT", "Oslo")


def test_the_output_file_says_its_format(run, report, tmp_path):
    page = tmp_path / "page.html"
    code, out, _ = run("read", report, *DATED, "--output", page)
    assert (code, out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_inspect_prints_a_line_a_report(run, report):
    code, out, _ = run("inspect", report, *DATED)
    (layers,) = map(json.loads, out.splitlines())
    assert code == 0
    assert list(layers) == [
        "report", "published", "sentences", "tokens", "entities", "names", "frames", "times", "places",
        "attributions",
    ]  # fmt: skip


def test_show_text_prints_what_offsets_count_in(run, tmp_path):
    page = tmp_path / "page.html"
    paragraph = "Ana Lind may visit Oslo this month, officials in Norway said on Tuesday. "
    page.write_text(
        f"<html><body><nav>Menu</nav><article><h1>A trip</h1><p>{paragraph * 4}</p></article></body></html>",
        encoding="utf-8",
    )
    code, text, _ = run("read", page, *DATED, "--show-text")
    assert code == 0
    assert "Ana Lind may visit Oslo" in text
    assert "<p>" not in text
    _, out, _ = run("read", page, *DATED, "--show-text", "--format", "jsonl")
    assert json.loads(out)["text"] + "\n" == text
    _, again, _ = run("read", "-", "--format", "jsonl", stdin=out.encode())
    trigger = json.loads(again.splitlines()[0])["trigger"]
    assert text[trigger["start"] : trigger["end"]] == trigger["text"]


@pytest.mark.parametrize(("least", "acts"), [("0.5", 1), ("0.87", 1), ("0.9", 0)])
def test_acts_can_be_asked_to_be_surer(run, report, least, acts):
    code, out, _ = run("read", report, *DATED, "--format", "jsonl", "--confidence", least)
    assert (code, len(out.splitlines())) == (0, acts)


def test_a_folder_stands_for_its_files(run, report, tmp_path):
    (tmp_path / "other.txt").write_text("They may visit Rome next week, officials said.", encoding="utf-8")
    _, out, _ = run("read", tmp_path, *DATED, "--format", "jsonl")
    assert [json.loads(line)["report"] for line in out.splitlines()] == ["other", "trip"]


def test_standard_input_is_read_without_a_name(run):
    _, out, _ = run("read", *DATED, "--format", "jsonl", stdin=b"They may visit Oslo on Friday.")
    assert json.loads(out)["trigger"]["text"] == "visit"


# What goes wrong: a line that says a way out, and an exit code.


def line_of(err: str) -> str:
    """The only line on standard error."""
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("demarche: ")
    return lines[0]


def test_missing_file(run, report, tmp_path):
    code, out, err = run("read", tmp_path / "missing.txt", report, *DATED, "--format", "jsonl")
    assert code == 1
    assert "missing.txt" in line_of(err)
    assert len(out.splitlines()) == 1  # the other one is read


def test_folder_without_reports(run, tmp_path):
    code, _, err = run("read", tmp_path, *DATED)
    assert code == 1
    assert "no reports in this folder" in line_of(err)


def test_binary_file(run, tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    code, out, err = run("read", path, *DATED)
    assert code == 1
    assert "photo.txt" in line_of(err)
    assert out == ""


def test_file_without_permission(run, report, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied", str(report))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    code, _, err = run("read", report, *DATED)
    assert code == 1
    assert "trip" in line_of(err)


def test_other_encodings_are_detected(run, tmp_path):
    path = tmp_path / "old.txt"
    text = "Señor Muñoz may visit the “Élysée” palace on Friday, the president’s office said — and stay."
    path.write_bytes(text.encode("cp1252"))
    code, out, _ = run("read", path, *DATED, "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["evidence"]["text"] == text


def test_broken_json_line_is_numbered_and_the_rest_is_read(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    good = {"id": "a", "published": "2024-03-05", "text": "They may visit Oslo on Friday, officials say."}
    path.write_text(f"{json.dumps(good)}\n{{broken\n{json.dumps(good | {'id': 'c'})}\n", encoding="utf-8")
    code, out, err = run("read", path, "--format", "jsonl")
    assert code == 1
    assert "2" in line_of(err)
    assert [json.loads(line)["report"] for line in out.splitlines()] == ["a", "c"]


@pytest.mark.parametrize("date", ["2024-13-40", "soon", ""])
def test_bad_date(run, report, date):
    code, out, err = run("read", report, "--published", date)
    assert (code, out) == (2, "")
    assert "2023-09-04" in line_of(err)  # shows how a date is written


def test_no_date_is_said_once(run, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("They may visit Rome next week, officials said.", encoding="utf-8")
    code, _, err = run("read", report, other)
    assert code == 0
    assert "--published" in line_of(err)
    assert "1 more" in err


def test_other_languages_are_said(run, tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text(
        "Der Bundeskanzler reist am Freitag nach Paris, um mit dem Präsidenten über die Lage zu sprechen. "
        "Das teilte ein Sprecher der Regierung am Mittwoch in Berlin mit.",
        encoding="utf-8",
    )
    code, _, err = run("read", path, *DATED)
    assert code == 1
    assert "the text is German" in line_of(err)


def test_a_text_of_twenty_megabytes_is_refused_with_a_way_out(run, tmp_path):
    path = tmp_path / "big.txt"
    path.write_text("They may visit Oslo on Friday, officials in Norway say. " * 370_000, encoding="utf-8")
    began = time.monotonic()
    code, out, err = run("read", path, *DATED)
    assert (code, out) == (1, "")
    assert "--max-characters" in line_of(err)
    assert time.monotonic() - began < 30


def test_a_report_of_one_word_is_read(run):
    code, _, err = run("read", "-", *DATED, "--format", "jsonl", stdin=b"Rain")
    assert code == 0
    assert "Traceback" not in err


def test_empty_input_is_said(run):
    code, out, err = run("read", "-", *DATED, "--format", "jsonl", stdin=b"")
    assert (code, out) == (1, "")
    assert "empty" in line_of(err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("read", "--format", "xml"),
        ("read", "--published"),
        ("read", "--max-characters", "many"),
        ("read", "--format", "csv", "--show-text"),
        ("read", "--confidence", "87"),
        ("read", "--confidence", "high"),
    ],
)
def test_wrong_commands_say_where_help_is(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "demarche: " in line_of(err)


def test_an_input_is_not_written_over(run, report):
    before = report.read_bytes()
    code, _, err = run("read", report, *DATED, "--output", report)
    assert code == 2
    assert "trip.txt" in line_of(err)
    assert report.read_bytes() == before


def test_an_output_that_cannot_be_written(run, report, tmp_path):
    code, _, err = run("read", report, *DATED, "--output", tmp_path / "no" / "such" / "folder.csv")
    assert code == 2
    assert "folder.csv" in line_of(err)


def test_a_failed_run_leaves_an_older_output_alone(run, tmp_path):
    output = tmp_path / "acts.jsonl"
    output.write_text("older\n", encoding="utf-8")
    run("read", tmp_path / "missing.txt", *DATED, "--output", output)
    assert output.read_text(encoding="utf-8") == "older\n"


def test_ctrl_c_is_clean(run, report, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(cli.read.WRITERS, "table", stop)
    code, _, err = run("read", report, *DATED)
    assert code == 130
    assert line_of(err) == "demarche: stopped"


# The program from outside.


def demarche(*arguments: str, **options):
    command = [sys.executable, "-m", "demarche", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **options)


def test_help_comes_at_once_and_shows_examples():
    def seconds() -> float:
        """Processor time, which other work on the machine does not lengthen."""
        before = os.times()
        assert "examples:" in demarche("read", "--help").stdout
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) < 0.2


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from demarche import cli\n"
        "try: cli.parser().parse_args(['read', '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    loaded = set(run.stderr.split())
    assert "demarche.cli" in loaded
    assert not loaded & {"numpy", "onnxruntime", "msgspec", "rich", "jinja2", "trafilatura"}


def test_version():
    from demarche import __version__

    assert demarche("--version").stdout == f"demarche {__version__}\n"


def test_no_command_prints_help():
    run = demarche()
    assert run.returncode == 0
    assert "commands:" in run.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("A line of rain.\n" * 100_000, encoding="utf-8")
    command = f"set -o pipefail; '{sys.executable}' -m demarche read '{path}' --show-text | true"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert run.stderr == ""
    assert run.returncode == cli.PIPE_CLOSED
