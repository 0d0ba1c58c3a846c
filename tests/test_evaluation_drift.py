"""What a change of the reader did to news is told act by act, of the same texts."""

import datetime as dt

import msgspec
import pytest

from demarche.records import Report
from evaluation import drift

TEXTS = ("Chile deployed troops to Peru on Monday.", "A baker likes bread.")


@pytest.fixture(scope="module")
def readings() -> list[drift.Kept]:
    reports = [
        Report(id=f"r{number}", text=text, published=dt.date(2024, 3, 7)) for number, text in enumerate(TEXTS)
    ]
    return drift.kept(reports)


def test_acts_are_told_with_who_where_and_when(readings: list[drift.Kept]) -> None:
    (act,) = readings[0].acts
    assert act.startswith("deployed MOBILIZE/troops | Chile (CHL -) -> ")
    assert "2024-03-04" in act and "Peru destination" in act
    assert readings[1].acts == ()


def test_what_came_and_went_stands_below_its_text(readings: list[drift.Kept]) -> None:
    changed = msgspec.structs.replace(readings[0], acts=("deployed AID/",))
    (text, went, came) = drift.differences(readings, [changed, readings[1]])
    assert TEXTS[0] in text
    assert went == f"  - {readings[0].acts[0]}"
    assert came == "  + deployed AID/"


def test_the_same_readings_differ_in_nothing(readings: list[drift.Kept]) -> None:
    assert not list(drift.differences(readings, readings))


def test_readings_come_back_from_the_file_as_they_were(readings: list[drift.Kept]) -> None:
    for one in readings:
        assert msgspec.json.decode(msgspec.json.encode(one), type=drift.Kept) == one
