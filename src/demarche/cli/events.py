"""``demarche events``: what was done, as all reports in a ledger tell it."""

from __future__ import annotations

import argparse

from demarche.cli import event_filters, ledgers, output
from demarche.cli.event_writers import (
    IN_TABLE,
    add_format,
    format_of,
    tell_of_more,
    write_csv,
    write_jsonl,
    write_parquet,
    write_table,
)

SUMMARY = "what was done, as a ledger has it"
DESCRIPTION = "Print the events of a ledger: acts, each with all mentions of it in all reports."
EPILOG = """\
examples:
  demarche events --actor PRK --type CONSULT --since 2023-09-01
  demarche events --between Russia Ukraine --as-of 2023-09-05 --sort=-time --limit 20
  demarche events --near 43.1,131.9,100 --format jsonl
  demarche events --text "artillery shells" --output shells.csv
  demarche events --id evt_… --cite

The keys of jsonl and parquet are in docs/records.md."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    ledgers.add_arguments(parser)
    event_filters.add_arguments(parser)
    parser.add_argument(
        "--sort", default="time", metavar="BY", help="time, said, mentions, words; --sort=-time: last first"
    )
    add_format(parser)
    parser.add_argument("--cite", action="store_true", help="print the line by which each event is cited")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the events."""
    form = format_of(options.format, options.output)
    limit = IN_TABLE if options.limit is None and form == "table" and not options.cite else options.limit
    filters = event_filters.chosen(options)
    with ledgers.opened(options) as ledger:
        found = ledger.events(
            as_of=options.as_of, sort=options.sort, limit=limit, offset=options.offset, **filters
        )
        if form == "parquet" and not options.cite:
            from demarche.records import Event

            write_parquet(found, Event, options.output)
            return 0
        with output.opened(options.output, [options.ledger]) as out:
            if options.cite:
                out.writelines(f"{ledger.cite(event)}\n" for event in found)
            elif form == "jsonl":
                write_jsonl(found, out)
            elif form == "csv":
                from demarche.exports.events import COLUMNS, event_row

                write_csv(map(event_row, found), COLUMNS, out)
            else:
                from demarche.exports.events import print_events

                write_table(lambda console: print_events(console, found), out)
                tell_of_more(
                    options, len(found), lambda: ledger.count(as_of=options.as_of, **filters), "events"
                )
    return 0
