"""The command line: ``demarche read``, ``demarche add``, ``demarche events`` and the others.

Exit codes: 0 all went well, 1 some inputs could not be read (the rest is done), 2 the
command itself was wrong. What goes wrong is one line on standard error that says a way
out. argparse, and nothing heavy before there is something to read: ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from demarche import __version__
from demarche.cli import (
    actors,
    add,
    correct,
    events,
    inspect,
    migrate,
    places,
    plans,
    read,
    reread,
    sources,
    sql,
)
from demarche.cli.complaints import Complaint, say

STOPPED = 130  # as shells report a command stopped by Ctrl-C
PIPE_CLOSED = 141  # as shells report a command whose reader went away

COMMANDS = (
    read, inspect, add, events, plans, sources, actors, places, sql, correct, reread, migrate,
)  # fmt: skip
DESCRIPTION = """\
Read news prose: who did, does, plans, wants or threatens what, to whom, where and when,
on whose word."""
EPILOG = """\
examples:
  demarche read report.txt --published 2023-09-04
  demarche read reports.jsonl --format jsonl > mentions.jsonl
  demarche inspect report.txt --published 2023-09-04
  demarche add reports.jsonl.gz --ledger news.duckdb
  demarche events --ledger news.duckdb --actor PRK --since 2023-09-01

Each command has its own --help."""


class Parser(argparse.ArgumentParser):
    """A parser that complains in one line, like everything else here."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, and where to look."""
        raise Complaint(f"{message}; see {self.prog} --help", code=2)


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(
        prog="demarche",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"demarche {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(
            command.__name__.rpartition(".")[2],
            help=command.SUMMARY,
            description=command.DESCRIPTION,
            epilog=command.EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def main() -> None:
    """Run a command and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command; say in one line what went wrong; return the exit code."""
    try:
        top = parser()
        options = top.parse_args(arguments)
        if "run" not in options:
            top.print_help()
            return 0
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except Complaint as complaint:
        say(str(complaint))
        return complaint.code
    except KeyboardInterrupt:
        say("stopped")
        return STOPPED
    except BrokenPipeError:
        # Python flushes standard output at exit; give it a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:  # a full disk, a device gone
        say(f"{error.filename or 'output'}: {error.strerror}")
        return 1
