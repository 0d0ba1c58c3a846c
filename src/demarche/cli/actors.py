"""``demarche actors``: who somebody is, by all that was read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche.cli import ledgers, listings

if TYPE_CHECKING:
    from rich.console import Console

    from demarche.records import ActorEntry

SUMMARY = "who somebody is, and which offices they held when"
DESCRIPTION = """\
Print what a ledger knows of the actors of a name: other names, country, sectors, and offices with
the days between which reports give them, each with its words."""
EPILOG = """\
examples:
  demarche actors Shoigu
  demarche actors "Kim Jong Un" --as-of 2023-09-05 --format jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("name", metavar="NAME", help="a name, or a part of one")
    listings.add_as_of(parser)
    listings.add_arguments(parser, limit=20)


def run(options: argparse.Namespace) -> int:
    """Print the entries."""
    with ledgers.opened(options) as ledger:
        listings.write(options, ledger.actors(options.name, as_of=options.as_of), _show)
    return 0


def _show(console: Console, found: Sequence[ActorEntry]) -> None:
    from demarche.exports.registry import print_actors

    print_actors(console, found)
