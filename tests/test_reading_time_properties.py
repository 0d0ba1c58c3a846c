"""What holds for every date and every text: round trips, offsets, time in proportion to length."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.knowledge import time_tables
from demarche.knowledge.tables import TableError
from demarche.language.tree import Tree
from demarche.reading import time_calendar as calendar
from demarche.reading.time import times
from demarche.reading.time_lexer import lex
from demarche.records import Analysis, Report, Sentence

DATES = st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2150, 12, 31))
FORMS = (
    "{d:%Y-%m-%d}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%b}. {d.day}, {d.year}",
    "{d.day} {d:%B} {d.year}",
    "{d.day} {d:%b} {d.year}",
    "the {d.day}{th} of {d:%B} {d.year}",
    "{d:%A}, {d:%B} {d.day}, {d.year}",
    "{d:%B} {d.day}{th}, {d.year}",
    "{d.month}/{d.day}/{d.year}",
    "{d:%B} {d.day} , {d.year}",
)
WORDS = st.sampled_from(
    "the a of in on to and last next this week month year years May March 10 13th 2023 1990s Monday Sept. "
    "early late end - , . 's ago later before after from between every twice half second Christmas eve Q3 "
    "10:30 a.m. BC three \n\n 7/8/07 '39 about more than few noon night quarter century fiscal".split(" ")
)


def without_tree(text: str, published: dt.date | None = None) -> tuple:
    analysis = Analysis(text, (Sentence(0, len(text), 0, 0),), (), (), ())
    return times(Report(id="r", text=text, published=published), Tree(analysis))


def ordinal(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(DATES, st.sampled_from(FORMS))
def test_a_date_in_any_form_is_read_back(date: dt.date, form: str) -> None:
    written = form.format(d=date, th=ordinal(date.day)).replace("May.", "May")
    text = f"It happened on {written} in Rome."
    (expression,) = without_tree(text)
    assert (expression.begin, expression.finish, expression.value) == (date.isoformat(),) * 3
    assert expression.text in (written, written.removeprefix("the "))


@given(st.lists(WORDS, max_size=40).map(" ".join), st.none() | DATES)
@settings(max_examples=300)
def test_offsets_map_back_and_expressions_stand_in_order(text: str, published: dt.date | None) -> None:
    last = 0
    for expression in without_tree(text, published):
        assert text[expression.start : expression.end] == expression.text != ""
        assert expression.start >= last
        last = expression.end
        assert (expression.begin is None) == (expression.finish is None)
        if expression.begin and expression.finish:
            assert dt.datetime.fromisoformat(expression.begin) <= dt.datetime.fromisoformat(expression.finish)


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    for expression in without_tree(text, dt.date(2023, 9, 4)):
        assert text[expression.start : expression.end] == expression.text


@given(st.text(alphabet="ab1.:'’/- \n,", max_size=120))
def test_lexemes_leave_nothing_but_blanks_between_them(text: str) -> None:
    last = 0
    for lexeme in lex(text):
        assert text[lexeme.start : lexeme.end] == lexeme.text
        assert not text[last : lexeme.start].strip()
        last = lexeme.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "On Monday, Sept. 4, 2023, he said that two weeks ago it was late August. ",
        "1,1,1,1,",
        "the first the last ",
        "between between from from ",
        "1 to 1 to ",
        "a.m. a.m. ",
        "early late mid- early ",
        "'39-39-",
        "\n\n.\n",
    ],
)
def test_reading_takes_time_in_proportion_to_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        without_tree(text, dt.date(2023, 9, 4))
        return time.process_time() - start

    small, large = seconds(6_000), seconds(30_000)
    assert large < 20 * max(small, 0.02)


@given(DATES)
def test_a_period_holds_the_day_that_it_is_about(date: dt.date) -> None:
    for unit in ("D", "W", "MO", "Q", "Y", "DE", "CE"):
        period = calendar.containing(unit, date)
        assert period.begin <= date <= period.finish
        if unit not in ("D",):
            for part in ("START", "MID", "END"):
                inner = calendar.part_of(period, part)
                assert period.begin <= inner.begin <= inner.finish <= period.finish


def test_easter_and_named_days() -> None:
    assert [calendar.easter(y) for y in (1961, 2019, 2024, 2038)] == [
        dt.date(1961, 4, 2), dt.date(2019, 4, 21), dt.date(2024, 3, 31), dt.date(2038, 4, 25),
    ]  # fmt: skip
    days = {
        "thanksgiving": "2024-11-28",
        "memorial day": "2024-05-27",
        "election day": "2024-11-05",
        "lunar new year": "2024-02-10",
    }
    for name, value in days.items():
        period = calendar.holiday(name, 2024)
        assert period is not None and period.value == value


def test_every_named_day_is_found_in_a_year_of_the_tables() -> None:
    for name in time_tables.holidays():
        assert calendar.holiday(name, 2024) is not None


@pytest.mark.parametrize(
    ("load", "row"),
    [
        ("names", "month\tsoon\tmay\t-"),
        ("words", "part\tEARLY\tearly"),
        ("words", "colour\tred\tred"),
        ("holidays", "the day after\tSome Day\t1"),
        ("holidays", "feast nobody\tSome Day\t1"),
        ("feasts", "ramadan\t2024-3-1"),
        ("futurate", "plan\talways"),
    ],
)
def test_a_wrong_row_is_named_with_its_file_and_line(
    load: str, row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_row(name: str, columns: tuple[str, ...]):
        yield 7, dict(zip(columns, row.split("\t"), strict=True))

    reader = getattr(time_tables, load)
    known = time_tables.feasts()
    monkeypatch.setattr(time_tables, "rows", one_row)
    if load == "holidays":
        monkeypatch.setattr(time_tables, "feasts", lambda: known)
    with pytest.raises(TableError, match=r"time_\w+\.tsv:7: "):
        reader.__wrapped__()
