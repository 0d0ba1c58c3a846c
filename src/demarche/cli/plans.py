"""``demarche plans``: what was announced, on whose word, and what became of it."""

from __future__ import annotations

import argparse

from demarche.cli import event_filters, ledgers, output
from demarche.cli.complaints import say
from demarche.cli.event_writers import format_of, write_jsonl, write_table

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
IN_TABLE = 50


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
    parser.add_argument("-f", "--format", choices=FORMATS, help="default: as --output ends, else table")
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
            if form == "jsonl":
                write_jsonl(found, out)
            else:
                from demarche.exports.plans import print_plans

                write_table(lambda console: print_plans(console, found), out)
                if options.limit is None and len(found) == IN_TABLE:
                    total = ledger.count(as_of=options.as_of, plans=True, **filters)
                    if total > IN_TABLE + options.offset:
                        say(f"{IN_TABLE} of {total:,} plans; --limit and --offset show others")
    return 0


def _span(value: str) -> int:
    """Days from "30d", "4w" or "30"."""
    number, unit = value.rstrip("dw"), value[len(value.rstrip("dw")) :]
    if not number.isdigit() or unit not in ("", "d", "w"):
        raise argparse.ArgumentTypeError(f"{value!r} is no span of days; write it as 30d or 4w")
    return int(number) * (7 if unit == "w" else 1)
