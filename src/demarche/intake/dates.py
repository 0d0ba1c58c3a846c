"""Publication dates as people and machines write them."""

from __future__ import annotations

import datetime as dt


def parse_date(value: str) -> dt.date:
    """A day from an ISO 8601 date or instant ("2023-09-04", "2023-09-04T08:00:00Z").

    An instant gives the day that it names, in its own time zone. Raises ValueError with
    a way out for anything else.
    """
    text = value.strip()
    try:
        return dt.date.fromisoformat(text[:10]) if len(text) > 10 else dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{value!r} is not a date; write it as 2023-09-04") from None
