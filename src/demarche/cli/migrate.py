"""``demarche migrate``: a ledger of an older Demarche brought up to date."""

from __future__ import annotations

import argparse

from demarche.cli import ledgers

SUMMARY = "bring a ledger of an older version up to date"
DESCRIPTION = """\
Bring the tables of a ledger that an older Demarche wrote up to date. A copy of the file is put
beside it first. Commands that write do it by themselves."""
EPILOG = """\
examples:
  demarche migrate --ledger 2023.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Open the ledger for writing, which brings it up to date."""
    from pathlib import Path

    from demarche.cli.complaints import Complaint

    if not Path(options.ledger).exists():
        raise Complaint(f"{options.ledger}: there is no such ledger", code=1)
    with ledgers.opened(options, read_only=False) as ledger:
        print(f"{options.ledger} {'was' if ledger.backup is None else 'is now'} up to date")
    return 0
