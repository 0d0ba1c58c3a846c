"""``demarche sources``: how often what a source announced came about."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche.cli import ledgers, listings
from demarche.cli.arguments import count

if TYPE_CHECKING:
    from rich.console import Console

    from demarche.ledger.track_record import SourceRecord

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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="only sources whose names hold this")
    listings.add_as_of(parser)
    parser.add_argument("--least", metavar="N", type=count, default=1, help="with N announced acts or more")
    listings.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the records."""
    with ledgers.opened(options) as ledger:
        found = [
            one
            for one in ledger.sources(as_of=options.as_of)
            if one.announced >= options.least and (options.name or "").casefold() in one.name.casefold()
        ]
        listings.write(options, found, _show)
    return 0


def _show(console: Console, found: Sequence[SourceRecord]) -> None:
    from demarche.exports.registry import print_sources

    print_sources(console, found)
