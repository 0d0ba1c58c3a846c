"""Occasions: elections, appointments, laws, trials and launches beside PLOVER's acts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from demarche.knowledge import occasions, tables
from demarche.knowledge.codebook import TYPES, CodebookError, parse
from demarche.reading.reader import Reader
from demarche.records import Report

GOLD = Path(__file__).with_name("gold_occasions.tsv")
PUBLISHED = dt.date(2024, 6, 12)
ROWS = [
    line.split("\t")
    for line in GOLD.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "sentence\t"))
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def read(reader):
    reports = [Report(id=str(n), text=text, published=PUBLISHED) for n, (text, _) in enumerate(ROWS)]
    return {reading.report.text: reading for reading in reader.read_reports(reports)}


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_gold_sentences(read, sentence, expected):
    found = [
        " ".join(
            (one.trigger.text, one.mode or "", one.status, one.polarity,
             (one.time.start or "-") if one.time else "-")
        )
        for one in read[sentence].occasions
    ]  # fmt: skip
    assert found == ([] if expected == "none" else expected.split("|"))


def test_every_kind_has_a_gold_sentence():
    kinds = {code.mode for code in occasions.load().codes.values()}
    assert {part.split()[1] for _, cell in ROWS if cell != "none" for part in cell.split("|")} == kinds


def test_occasions_are_no_acts_and_have_no_cameo_code(read):
    told = [one for reading in read.values() for one in reading.occasions]
    assert told and all(one.type == "OCCASION" and one.cameo == "" for one in told)
    for reading in read.values():
        assert {one.type for one in reading.mentions} <= TYPES
        taken = {one.trigger.start for one in reading.mentions}
        assert taken.isdisjoint(one.trigger.start for one in reading.occasions)
        for one in reading.occasions:
            assert reading.report.text[one.trigger.start : one.trigger.end] == one.trigger.text


def test_who_and_whose(reader):
    (sworn,) = reader.reading("Ana Lind is sworn in as prime minister of Norway.").occasions
    assert [(who.name, who.country) for who in sworn.recipients] == [("Ana Lind", "NOR")]
    assert not sworn.actors
    (trial,) = reader.reading("The trial of Ana Lind begins in Pretoria.").occasions
    assert [who.name for who in trial.recipients] == ["Ana Lind"]
    assert [place.name for place in trial.places] == ["Pretoria"]


def test_a_vote_is_of_the_state_that_the_report_spoke_of_last(reader):
    text = "Lawmakers in Cuba approved it. The draft will be put to a referendum in July."
    vote = reader.reading(text, published="2024-06-12").occasions[-1]
    assert [(who.name, text[who.start : who.end]) for who in vote.actors] == [("Cuba", "Cuba")]


def test_a_row_that_asks_for_another_type_is_refused():
    tables = dict.fromkeys(("objects", "verbs", "nouns", "carriers"), "")
    with pytest.raises(CodebookError, match=r"cameo\.tsv:1: '900' is no new CAMEO code"):
        parse({"cameo": "900\tPARTY\tball\t", **tables}, frozenset({occasions.OCCASION}))


def test_stages_of_a_law_are_told_by_words_of_their_own():
    stages = [set(occasions.told_apart()[name]) for name in occasions.STAGES]
    assert all(stages) and sum(map(len, stages)) == len(set().union(*stages))


@pytest.mark.parametrize(
    ("class_", "words", "problem"),
    [
        ("party", "ball", "is no class"),
        ("level", "", "has no words"),
        ("level", "State", "in lower case"),
        ("level", "state", "no row for in_force, introduced, office, parliament, partial, signed, voted"),
    ],
)
def test_rows_that_break_the_table_of_what_tells_occasions_apart(monkeypatch, class_, words, problem):
    broken = [(7, {"class": class_, "words": words})]
    monkeypatch.setattr(occasions, "rows", lambda name, columns: iter(broken))
    with pytest.raises(tables.TableError, match=rf"kinds_apart\.tsv:7: .*{problem}"):
        occasions.told_apart.__wrapped__()
