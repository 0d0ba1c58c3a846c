"""What the commands share that list a ledger's actors, places and sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from demarche.cli import output
from demarche.cli.arguments import count, day
from demarche.cli.event_writers import IN_TABLE, add_format, format_of, write_records

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "jsonl")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The argument for the day that is asked of."""
    parser.add_argument("--as-of", metavar="DATE", type=day, help="as the ledger knew it on this day")


def add_arguments(parser: argparse.ArgumentParser, *, limit: int | None = None) -> None:
    """The arguments for how many there are to be, and how and where they are written."""
    usual = f" (default: {IN_TABLE} in a table)" if limit is None else ""
    parser.add_argument("--limit", metavar="N", type=count, default=limit, help=f"no more than N{usual}")
    add_format(parser, FORMATS)
    output.add_arguments(parser)


def write(
    options: argparse.Namespace, found: Sequence[Any], show: Callable[[Console, Sequence[Any]], None]
) -> None:
    """As many of the records as were asked for, the table of them as ``show`` prints it."""
    form = format_of(options.format, options.output, FORMATS)
    limit = IN_TABLE if options.limit is None and form == "table" else options.limit
    with output.opened(options.output, [options.ledger]) as out:
        write_records(found[:limit], form, show, out)
