"""Publication dates as people and machines write them: ISO 8601 dates and datetimes."""

from __future__ import annotations

import datetime as dt
import re

from demarche.intake.problems import IntakeError

_DATE = re.compile(r"(\d{4})(-?)(\d\d)\2(\d\d)(?=[T ]|$)", re.ASCII | re.IGNORECASE)


def parse_date(value: str) -> dt.date:
    """The calendar day of an ISO date (2023-09-04, 20230904) or datetime.

    Of a datetime the day is taken as written, in its own time zone: that is the day that
    the report's "today" and "Tuesday" count from. Weeks, bare months and years are
    refused, for they are no day.
    """
    text = value.strip()
    if _DATE.match(text):
        try:
            return dt.datetime.fromisoformat(text.upper()).date()
        except ValueError:
            pass
    raise IntakeError(f"{value!r} is not a date; write it as 2023-09-04 (year, month, day)")
