"""Which ledger a command works on, and how it is opened."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from demarche.cli.complaints import Complaint, say

if TYPE_CHECKING:
    from demarche.ledger.ledger import Ledger

VARIABLE = "DEMARCHE_LEDGER"
DEFAULT = "news.duckdb"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The argument that names the ledger."""
    parser.add_argument(
        "--ledger",
        metavar="FILE",
        default=os.environ.get(VARIABLE, DEFAULT),
        help=f"the ledger's file (default: ${VARIABLE}, else {DEFAULT})",
    )


@contextlib.contextmanager
def opened(options: argparse.Namespace, *, read_only: bool = True) -> Iterator[Ledger]:
    """The ledger, closed at the end; what goes wrong with it is a complaint."""
    from demarche.ledger.errors import LedgerError
    from demarche.ledger.ledger import Ledger

    try:
        with Ledger.open(options.ledger, read_only=read_only) as ledger:
            if ledger.backup is not None:
                say(f"{options.ledger} was brought up to date; as it was before: {ledger.backup}")
            yield ledger
    except LedgerError as error:
        raise Complaint(str(error), code=1) from error
