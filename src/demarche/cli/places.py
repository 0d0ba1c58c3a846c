"""``demarche places``: where things were done, with counts and coordinates."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche.cli import ledgers, listings

if TYPE_CHECKING:
    from rich.console import Console

    from demarche.records import PlaceEntry

SUMMARY = "where things were done, with counts and coordinates"
DESCRIPTION = "Print the places of the acts in a ledger, those with most acts first."
EPILOG = """\
examples:
  demarche places --limit 20
  demarche places Vladivostok --as-of 2023-10-01 --format jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="only places whose names hold this")
    listings.add_as_of(parser)
    listings.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the places."""
    with ledgers.opened(options) as ledger:
        listings.write(options, ledger.places(options.name, as_of=options.as_of), _show)
    return 0


def _show(console: Console, found: Sequence[PlaceEntry]) -> None:
    from demarche.exports.registry import print_places

    print_places(console, found)
