"""Publication dates."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.intake import IntakeError
from demarche.intake.dates import parse_date


@pytest.mark.parametrize(
    "written",
    [
        "2023-09-04",
        " 2023-09-04\n",
        "20230904",
        "2023-09-04T10:00:00Z",
        "2023-09-04t10:00:00z",
        "2023-09-04 23:59:59.123+09:00",
        "20230904T100000",
    ],
)
def test_iso_dates_and_datetimes(written):
    assert parse_date(written) == dt.date(2023, 9, 4)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2023", "2023-09", "2023-W36", "4/9/2023", "09-04-2023", "2023-13-40", "2023-02-29",
     "2023-0904", "2023-09-04Tnoon", "2023-09-041", "٢٠٢٣-٠٩-٠٤"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_way_out(written):
    with pytest.raises(IntakeError, match="write it as 2023-09-04"):
        parse_date(written)


@given(st.dates())
def test_round_trip(day):
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_day_or_a_clear_error(written):
    with contextlib.suppress(IntakeError):
        assert isinstance(parse_date(written), dt.date)
