"""``demarche reread``: old readings in a ledger brought up to date."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from demarche.cli import ledgers, output
from demarche.cli.arguments import count
from demarche.cli.complaints import say
from demarche.cli.event_writers import write_jsonl

SUMMARY = "read again what an older reader read"
DESCRIPTION = """\
Read again the reports of a ledger that an older reader or codebook read, and show what
changed. What was read before is kept among the past mentions; corrections stand."""
EPILOG = """\
examples:
  demarche reread --check
  demarche reread
  demarche reread --all --changes changes.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    parser.add_argument("--check", action="store_true", help="only say how many readings are old")
    parser.add_argument("--all", action="store_true", help="read all reports again")
    parser.add_argument("--changes", metavar="FILE", help="write every change as JSON Lines")
    parser.add_argument(
        "--workers", metavar="N", type=count, help="processes that read (default: one a processor)"
    )


def run(options: argparse.Namespace) -> int:
    """Read again and say what changed."""
    if options.check:
        with ledgers.opened(options) as ledger:
            print(f"{ledger.outdated(everything=options.all):,} reports to read again")
        return 0
    from demarche.ledger.adding import workers_of

    with ledgers.opened(options, read_only=False) as ledger:
        total = ledger.outdated(everything=options.all)
        workers = workers_of(options.workers) if total > 1 else 1
        with _bar(total) as progress:
            found = ledger.reread(everything=options.all, workers=workers, progress=progress)
    for name in found.failed:
        say(f"{name}: the reader broke on it; the old reading stays")
    if options.changes:
        with output.opened(options.changes, [options.ledger]) as out:
            write_jsonl(found.changes, out)
    kinds = Counter(change.kind for change in found.changes)
    fields = Counter(field for change in found.changes for field in change.fields)
    print(
        f"{found.reports:,} reports read again, {found.same:,} read as before; "
        f"{kinds['new']:,} acts are new, {kinds['gone']:,} gone, {kinds['changed']:,} changed"
    )
    if fields:
        print("changed: " + ", ".join(f"{field} {count:,}" for field, count in fields.most_common()))
    return 1 if found.failed else 0


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading again", total=total)
        yield lambda done: bar.advance(task, done)
