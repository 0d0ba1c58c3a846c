"""Files, folders and standard input to reports."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import subprocess
import sys

import pytest

from demarche.intake import Problem, formats, reports
from demarche.records import Report

DAY = dt.date(2024, 3, 5)
NEWS = "Ana Lind may visit Oslo this month, officials in Norway said."
LINE = json.dumps({"id": "line", "published": "2024-02-01", "text": NEWS})


@pytest.fixture
def folder(tmp_path):
    """Makes files of names and contents, and gives their folder."""

    def make(**files: str | bytes):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return make


@pytest.fixture
def piped(monkeypatch):
    """What standard input gives."""

    def read(data: bytes):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(reports(["-"]))

    return read


def test_a_text_is_a_report_named_by_its_file(folder):
    (report,) = reports([folder(trip_txt=NEWS) / "trip.txt"])
    assert report == Report(id="trip", text=NEWS)


def test_the_given_day_is_for_reports_without_one(folder):
    place = folder(trip_txt=NEWS, lines_jsonl=LINE)
    found = {item.id: item.published for item in reports([str(place)], DAY) if isinstance(item, Report)}
    assert found == {"trip": DAY, "line": dt.date(2024, 2, 1)}


def test_a_folder_gives_what_can_be_read_in_it_in_order(folder):
    place = folder(
        b_txt=NEWS, a_md=NEWS, c_html=f"<html><body><p>{NEWS}</p></body></html>", d_jsonl=LINE,
        e_txt_gz=gzip.compress(NEWS.encode()), photo_png=b"\x89PNG", inner__f_txt=NEWS, _hidden_txt=NEWS,
    )  # fmt: skip
    found = list(reports([place]))
    assert [item.id for item in found if isinstance(item, Report)] == ["a", "b", "c", "line", "e", "f"]
    assert {item.text for item in found if isinstance(item, Report)} == {NEWS}


def test_an_empty_folder_is_said(tmp_path):
    (problem,) = reports([tmp_path])
    assert "no reports in this folder" in str(problem)


def test_reports_of_files_with_one_stem_are_told_apart(folder):
    place = folder(x__a_txt=NEWS, y__a_txt=NEWS, y__a_md=NEWS)
    assert [item.id for item in reports([place]) if isinstance(item, Report)] == ["a", "a-2", "a-3"]


def test_an_id_that_was_there_before_is_said_with_its_line(folder):
    found = list(reports([folder(two_jsonl=f"{LINE}\n{LINE}\n") / "two.jsonl"]))
    assert isinstance(found[0], Report)
    assert isinstance(found[1], Problem)
    assert (found[1].line, "line" in found[1].message) == (2, True)


@pytest.mark.parametrize(
    "content",
    [
        LINE,
        f"[{LINE}]",
        json.dumps(json.loads(LINE), indent=2),
        LINE.encode("utf-16"),
        gzip.compress(LINE.encode()),
    ],
)
def test_json_files_may_be_lines_an_array_or_one_object(folder, content):
    (report,) = reports([folder(one_json=content) / "one.json"])
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("line", NEWS)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (NEWS.encode(), "stdin"),
        (NEWS.encode("utf-16"), "stdin"),
        (gzip.compress(NEWS.encode()), "stdin"),
        (f"<!DOCTYPE html>\n<html><body><p>{NEWS}</p></body></html>".encode(), "stdin"),
        (LINE.encode(), "line"),
        (b"\n\n" + LINE.encode(), "line"),
        (json.dumps([json.loads(LINE)], indent=1).encode(), "line"),
    ],
)
def test_standard_input_shows_what_it_is(piped, data, name):
    (report,) = piped(data)
    assert isinstance(report, Report)
    assert (report.id, report.text) == (name, NEWS)


@pytest.mark.parametrize("text", ["[Update] " + NEWS, "{sic} " + NEWS, "< 5 people: " + NEWS])
def test_prose_that_begins_like_data_is_prose(piped, text):
    (report,) = piped(text.encode())
    assert isinstance(report, Report)
    assert report.text == text


def test_lines_come_as_they_arrive(folder):
    many = "".join(json.dumps({"id": str(number), "text": NEWS}) + "\n" for number in range(1000))
    stream = reports([folder(many_jsonl=many + "{broken\n") / "many.jsonl"])
    assert isinstance(next(stream), Report)
    *rest, last = stream
    assert len(rest) == 999
    assert isinstance(last, Problem)
    assert (last.line, last.path.endswith("many.jsonl")) == (1001, True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("report.txt", b"%PDF-1.4 ...", "PDF"),
        ("photo.jsonl.txt", bytes(range(256)) * 4, "binary"),
        ("cut.txt.gz", gzip.compress(NEWS.encode() * 50)[:-20], "cannot be read"),
        ("broken.jsonl.gz", b"\x1f\x8b\x08\x00rubbish, not gzip", "cannot be read"),
        ("bare.html", b"<html></html>", "no text found"),
        ("array.json", b'[{"id": 1, ', "broken JSON"),
        ("words.json", NEWS.encode(), "broken JSON"),
        ("bericht.txt", b"Der Kanzler reist am Freitag nach Paris, sagte ein Sprecher.", "German"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_rest_is_done(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(NEWS)
    problem, report = reports([tmp_path / name, tmp_path / "good.txt"])
    assert isinstance(problem, Problem)
    assert isinstance(report, Report)
    assert said in problem.message
    assert str(problem).startswith(str(tmp_path / name))


def test_missing_files_and_links_to_nowhere(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    found = [str(item) for item in reports([tmp_path / "missing.txt", tmp_path])]
    assert len(found) == 2
    assert all("no such file" in line for line in found)


def test_an_endless_file_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(formats, "MAX_BYTES", 1000)
    (tmp_path / "long.txt").write_text("word " * 1000)
    (problem,) = reports([tmp_path / "long.txt"])
    assert "too much for one document" in str(problem)


def test_twenty_megabytes_of_text_pass(tmp_path):
    text = (NEWS + "\n") * 330_000
    (tmp_path / "big.txt").write_text(text)
    (report,) = reports([tmp_path / "big.txt"])
    assert isinstance(report, Report)
    assert report.text == text


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path):
    (tmp_path / "trip.txt").write_text(NEWS)
    code = "import sys; from demarche.intake import reports; list(reports(sys.argv[1:])); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code, tmp_path / "trip.txt"], capture_output=True, text=True)
    loaded = set(run.stdout.split())
    assert "demarche.intake" in loaded
    assert not loaded & {"trafilatura", "lxml", "charset_normalizer", "py3langid", "numpy"}
