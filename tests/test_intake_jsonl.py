"""Reports as JSON: a broken line is said with its number, and the rest is done."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.intake import IntakeError, jsonl
from demarche.records import Report

GOOD = {"id": "a", "published": "2024-03-05", "text": "Ana Lind may visit Oslo."}


def only(line: bytes | str) -> Report | IntakeError:
    """What the only line gives."""
    ((number, found),) = jsonl.read_lines([line.encode() if isinstance(line, str) else line])
    assert number == 1
    return found


def test_all_keys():
    line = json.dumps(GOOD | {"title": "Trip", "publisher": "Daily", "url": "https://a.example", "more": 1})
    assert only(line) == Report(
        id="a", text=GOOD["text"], published=dt.date(2024, 3, 5), title="Trip", publisher="Daily",
        url="https://a.example",
    )  # fmt: skip


def test_the_text_is_taken_as_it_is():
    text = " \u200bA line\r\nand “another”\t\U0001f600\n"
    found = only(json.dumps({"id": 7, "text": text}))
    assert isinstance(found, Report)
    assert (found.id, found.text, found.published) == ("7", text, None)


@pytest.mark.parametrize("keys", [{"date": "2024-03-05"}, {"published": "2024-03-05", "date": "1999-01-01"}])
def test_date_stands_in_for_published(keys):
    found = only(json.dumps({"id": "a", "text": "Rain."} | keys))
    assert isinstance(found, Report)
    assert found.published == dt.date(2024, 3, 5)


def test_without_an_id_the_text_names_the_report():
    found = [only(json.dumps({"text": text})) for text in ("Rain.", "Rain.", "Snow.")]
    first, again, other = (report.id for report in found if isinstance(report, Report))
    assert first == again != other


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "broken JSON"),
        ('{"id": "a", "text": "Rain."} extra', "broken JSON"),
        (b'{"id": "a", "text": "caf\xe9"}', "broken JSON"),
        ('"Rain."', "not a report"),
        ('{"id": "a"}', 'no "text"'),
        ('{"id": "a", "text": 5}', "text"),
        ('{"id": "a", "text": "  \\n"}', "empty"),
        ('{"id": ["a"], "text": "Rain."}', "id"),
        ('{"id": "a", "text": "Rain.", "published": "soon"}', "write it as 2023-09-04"),
        ('{"id": "a", "text": "Rain.", "date": "5 March"}', '"date"'),
    ],
)
def test_what_is_wrong_is_said(line, said):
    found = only(line)
    assert isinstance(found, IntakeError)
    assert said in str(found)


def test_broken_lines_are_numbered_and_the_rest_is_done():
    lines = [b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), b"\n", b"{broken\n", json.dumps(GOOD).encode()]
    found = list(jsonl.read_lines(lines))
    assert [(number, type(item)) for number, item in found] == [(1, Report), (3, IntakeError), (4, Report)]


def test_an_array_says_which_report_is_broken():
    found = list(jsonl.read_array(json.dumps([GOOD, {"id": "b"}, GOOD]).encode()))
    assert [type(item) for _, item in found] == [Report, IntakeError, Report]
    assert str(found[1][1]).startswith("report 2: ")


@given(st.text(), st.text(), st.none() | st.dates())
def test_round_trip(name, text, day):
    line = json.dumps({"id": name, "text": text, "published": day and day.isoformat()})
    found = only(line)
    if isinstance(found, Report):
        assert (found.text, found.published) == (text, day)
        assert found.id == name.strip() or not name.strip()
    else:
        assert not text.strip()
