"""``demarche actors``: who somebody is, by all that was read."""

from __future__ import annotations

import argparse

from demarche.cli import ledgers, output
from demarche.cli.event_writers import format_of, write_jsonl, write_table

SUMMARY = "who somebody is, and which offices they held when"
DESCRIPTION = """\
Print what a ledger knows of the actors of a name: other names, country, sectors, and offices with
the days between which reports give them, each with its words."""
EPILOG = """\
examples:
  demarche actors Shoigu
  demarche actors "Kim Jong Un" --as-of 2023-09-05 --format jsonl"""
FORMATS = ("table", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", metavar="NAME", help="a name, or a part of one")
    parser.add_argument("--as-of", metavar="DATE", type=ledgers.day, help="as the ledger knew it on this day")
    parser.add_argument("--limit", metavar="N", type=ledgers.count, default=20, help="no more than N")
    parser.add_argument("-f", "--format", choices=FORMATS, help="default: as --output ends, else table")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the entries."""
    form = format_of(options.format, options.output, FORMATS)
    with ledgers.opened(options) as ledger:
        found = ledger.actors(options.name, as_of=options.as_of)[: options.limit]
        with output.opened(options.output, [options.ledger]) as out:
            if form == "jsonl":
                write_jsonl(found, out)
            else:
                from demarche.exports.registry import print_actors

                write_table(lambda console: print_actors(console, found), out)
    return 0
