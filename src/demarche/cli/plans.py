"""``demarche plans``: what was announced, on whose word, and what became of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche.cli import event_filters, ledgers, output
from demarche.cli.event_writers import IN_TABLE, add_format, format_of, tell_of_more, write_records

if TYPE_CHECKING:
    from rich.console import Console

    from demarche.records import Plan

SUMMARY = "what was announced, and what became of it"
DESCRIPTION = "Print the events of a ledger that were spoken of ahead of their time, with their history."
EPILOG = """\
examples:
  demarche plans --due 30d
  demarche plans --actor PRK --as-of 2023-09-05
  demarche plans --state moved --state cancelled --format jsonl

A plan is floated, planned or confirmed by its words, moved, happened or cancelled by later
ones, and lapsed when its time is over and no word of it came. Without --as-of, today is
the day on which it is judged. The keys of jsonl are in docs/records.md."""
STATES = ("floated", "planned", "confirmed", "moved", "happened", "cancelled", "lapsed")
FORMATS = ("table", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    event_filters.add_arguments(parser)
    parser.add_argument("--state", action="append", choices=STATES, help="may be repeated")
    parser.add_argument(
        "--due", metavar="DAYS", type=_span, help="expected within 30d, 4w or 30 from that day"
    )
    parser.add_argument(
        "--sort", default="due", metavar="BY", help="due, announced, settled, said; --sort=-due: last first"
    )
    add_format(parser, FORMATS)
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the plans."""
    form = format_of(options.format, options.output, FORMATS)
    limit = IN_TABLE if options.limit is None and form == "table" else options.limit
    filters = event_filters.chosen(options)
    filters |= {
        name: getattr(options, name) for name in ("state", "due") if getattr(options, name) is not None
    }
    with ledgers.opened(options) as ledger:
        found = ledger.plans(
            as_of=options.as_of, sort=options.sort, limit=limit, offset=options.offset, **filters
        )
        with output.opened(options.output, [options.ledger]) as out:
            write_records(found, form, _show, out)
            if form == "table":
                tell_of_more(
                    options,
                    len(found),
                    lambda: ledger.count(as_of=options.as_of, plans=True, **filters),
                    "plans",
                )
    return 0


def _show(console: Console, found: Sequence[Plan]) -> None:
    from demarche.exports.plans import print_plans

    print_plans(console, found)


def _span(value: str) -> int:
    """Days from "30d", "4w" or "30"."""
    number, unit = value.rstrip("dw"), value[len(value.rstrip("dw")) :]
    if not number.isdigit() or unit not in ("", "d", "w"):
        raise argparse.ArgumentTypeError(f"{value!r} is no span of days; write it as 30d or 4w")
    return int(number) * (7 if unit == "w" else 1)
