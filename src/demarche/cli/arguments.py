"""Values of arguments: days and numbers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def day(value: str) -> dt.date:
    """A day as an argument."""
    from demarche.intake.dates import parse_date

    try:
        return parse_date(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def count(value: str) -> int:
    """A number from 0 up as an argument."""
    if not value.isdigit():
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 0 up")
    return int(value)


def share(value: str) -> float:
    """A probability as an argument: from 0 to 1."""
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 0 to 1")
    return found
