"""``demarche sql``: a query on a ledger's tables and views, which it cannot change."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from demarche.cli import ledgers, output
from demarche.cli.complaints import Complaint
from demarche.cli.event_writers import format_of, write_csv, write_jsonl, write_table

SUMMARY = "a query in SQL on a ledger"
DESCRIPTION = """\
Run a query in DuckDB's SQL on a ledger, which is opened to be read only. The views to begin
with: all_events, all_plans, all_mentions, all_reports, all_links, all_actors, all_places;
docs/ledger.md says what their columns mean."""
EPILOG = """\
examples:
  demarche sql "SELECT type, count(*) FROM all_events GROUP BY type ORDER BY 2 DESC"
  demarche sql "SELECT * FROM all_links WHERE score > 0.9 LIMIT 10" --format csv
  demarche sql - < query.sql"""
FORMATS = ("table", "jsonl", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("query", metavar="QUERY", help="the query; - reads it from standard input")
    ledgers.add_arguments(parser)
    parser.add_argument("-f", "--format", choices=FORMATS, help="default: as --output ends, else table")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the query and print its rows."""
    import duckdb

    query = sys.stdin.read() if options.query == "-" else options.query
    form = format_of(options.format, options.output, FORMATS)
    with ledgers.opened(options) as ledger:
        ledger.lock_down()
        try:
            result = ledger.sql(query)
            columns = [str(column[0]) for column in result.description or ()]
            rows = result.fetchall()
        except duckdb.Error as error:
            raise Complaint(" ".join(str(error).split()), code=2) from error
    with output.opened(options.output, [options.ledger]) as out:
        if form == "jsonl":
            write_jsonl((dict(zip(columns, row, strict=True)) for row in rows), out)
        elif form == "csv":
            write_csv(rows, columns, out)
        else:
            write_table(lambda console: _print(console, columns, rows), out)
    return 0


def _print(console: Any, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from demarche.exports.words import visible

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        table.add_column(name)
    for row in rows:
        table.add_row(*(Text("–" if value is None else visible(str(value))) for value in row))
    console.print(table)
