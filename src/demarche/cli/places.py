"""``demarche places``: where things were done, with counts and coordinates."""

from __future__ import annotations

import argparse

from demarche.cli import ledgers, output
from demarche.cli.event_writers import format_of, write_jsonl, write_table

SUMMARY = "where things were done, with counts and coordinates"
DESCRIPTION = "Print the places of the acts in a ledger, those with most acts first."
EPILOG = """\
examples:
  demarche places --limit 20
  demarche places Vladivostok --as-of 2023-10-01 --format jsonl"""
FORMATS = ("table", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="only places whose names hold this")
    parser.add_argument("--as-of", metavar="DATE", type=ledgers.day, help="as the ledger knew it on this day")
    parser.add_argument(
        "--limit", metavar="N", type=ledgers.count, help="no more than N (default: 50 in a table)"
    )
    parser.add_argument("-f", "--format", choices=FORMATS, help="default: as --output ends, else table")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the places."""
    form = format_of(options.format, options.output, FORMATS)
    limit = 50 if options.limit is None and form == "table" else options.limit
    with ledgers.opened(options) as ledger:
        found = ledger.places(options.name, as_of=options.as_of)[:limit]
        with output.opened(options.output, [options.ledger]) as out:
            if form == "jsonl":
                write_jsonl(found, out)
            else:
                from demarche.exports.registry import print_places

                write_table(lambda console: print_places(console, found), out)
    return 0
