"""``demarche add``: reports into a ledger."""

from __future__ import annotations

import argparse
import contextlib
import gzip
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from demarche.cli import inputs, ledgers
from demarche.cli.arguments import count
from demarche.cli.complaints import Complaint, say

if TYPE_CHECKING:
    from demarche.ledger.adding import Summary

SUMMARY = "reports into a ledger"
DESCRIPTION = """\
Read reports and add what they speak of to a ledger, linked with what is there. What the
ledger has already is passed over; a report whose text was edited (same id or address)
takes the place of the old one, which is kept. Stop it when you like: the same command goes
on from there."""
EPILOG = """\
examples:
  demarche add reports.jsonl.gz
  demarche add january/ february/ --ledger 2024.duckdb
  demarche add 'crawl-*.warc.gz' --workers 8
  demarche add page.html --published 2024-03-05
  curl -s https://example.org/feed.xml | demarche add -

Exit code 1: some reports were skipped, and the rest was added."""
EXAMPLES = 3  # places that are shown for each reason
SOME = 10  # reports, from which on their rate tells anything: the first ones load what reading needs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    inputs.add_arguments(parser)
    ledgers.add_arguments(parser)
    parser.add_argument(
        "--workers", metavar="N", type=count, help="processes that read (default: one a processor)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no bar and no summary")


def run(options: argparse.Namespace) -> int:
    """Add the reports."""
    source = inputs.Inputs(options)
    from demarche.ledger.adding import workers_of

    with ledgers.opened(options, read_only=False) as ledger, _bar(options, source) as progress:
        try:
            summary = ledger.add(
                source.files,
                published=source.published,
                workers=workers_of(options.workers),
                max_characters=source.max_characters,
                progress=progress,
            )
        except KeyboardInterrupt:
            message = "stopped; what was added is kept, the same command goes on from there"
            raise Complaint(message, code=130) from None
    _say_skipped(summary)
    if not options.quiet:
        _say(summary, options.ledger)
    return 1 if summary.failed else 0


@contextlib.contextmanager
def _bar(options: argparse.Namespace, source: inputs.Inputs) -> Iterator[Callable[[int], None] | None]:
    """A bar with the rate and the time left, where somebody is there to see it."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("adding"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("adding", total=expected(source), rate="")

        def progress(done: int) -> None:
            bar.advance(task, done)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:,.0f}/s" if speed else "")

        yield progress


def expected(source: inputs.Inputs) -> int | None:
    """How many reports are coming; packed lines are unpacked for it, which takes moments."""
    total = 0
    for name in source.files:
        count = _lines(name) if name.endswith((".jsonl.gz", ".ndjson.gz")) else inputs.count_of(name)
        if count is None:
            return None
        total += count
    return total


def _lines(name: str) -> int | None:
    try:
        with gzip.open(name) as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except (OSError, EOFError):
        return None


def _say_skipped(summary: Summary) -> None:
    for reason, places in summary.skipped.items():
        more = f" and {len(places) - EXAMPLES:,} more" if len(places) > EXAMPLES else ""
        say(f"{', '.join(places[:EXAMPLES])}{more}: {reason}")


def _say(summary: Summary, ledger: str) -> None:
    facts = [f"{summary.added:,} added"]
    if summary.superseded:
        facts.append(f"{summary.superseded:,} of them edited")
    if summary.copies:
        facts.append(f"{summary.copies:,} of them near-copies")
    facts.append(f"{summary.already:,} already there")
    facts.append(f"{summary.failed:,} skipped")
    many = summary.added >= SOME and summary.seconds
    rate = f", {summary.added / summary.seconds:,.0f} a second" if many else ""
    found = f"{summary.mentions:,} acts and occasions in {summary.seconds:,.1f} s{rate}"
    print(f"{ledger}: {', '.join(facts)}; {found}")
    if summary.undated:
        say(f"{summary.undated:,} reports have no day of publication; --published would say it")
