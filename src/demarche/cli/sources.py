"""``demarche sources``: how often what a source announced came about."""

from __future__ import annotations

import argparse

from demarche.cli import ledgers, output
from demarche.cli.event_writers import format_of, write_jsonl, write_table

SUMMARY = "how often what each source announced came about"
DESCRIPTION = """\
Print the record of each source: a person, an office, "U.S. officials", an outlet. An act counts for
whoever is credited with word of it ahead of its time."""
EPILOG = """\
examples:
  demarche sources
  demarche sources officials --as-of 2023-10-01
  demarche sources --least 10 --format jsonl

SHARE is of the acts that are settled, with Wilson's interval (95 in 100): ten announcements
are no law. LEAD is the median time from a source's first word to the act."""
FORMATS = ("table", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="only sources whose names hold this")
    parser.add_argument("--as-of", metavar="DATE", type=ledgers.day, help="as the ledger knew it on this day")
    parser.add_argument(
        "--least", metavar="N", type=ledgers.count, default=1, help="with N announced acts or more"
    )
    parser.add_argument(
        "--limit", metavar="N", type=ledgers.count, help="no more than N (default: 50 in a table)"
    )
    parser.add_argument("-f", "--format", choices=FORMATS, help="default: as --output ends, else table")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the records."""
    form = format_of(options.format, options.output, FORMATS)
    limit = 50 if options.limit is None and form == "table" else options.limit
    with ledgers.opened(options) as ledger:
        found = [
            one
            for one in ledger.sources(as_of=options.as_of)
            if one.announced >= options.least and (options.name or "").casefold() in one.name.casefold()
        ]
        with output.opened(options.output, [options.ledger]) as out:
            if form == "jsonl":
                write_jsonl(found[:limit], out)
            else:
                from demarche.exports.registry import print_sources

                write_table(lambda console: print_sources(console, found[:limit]), out)
    return 0
