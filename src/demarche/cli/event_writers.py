"""How events and plans are written: table, JSON Lines, CSV, Parquet, citations."""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from demarche.cli.complaints import Complaint, say
from demarche.cli.inputs import as_json
from demarche.cli.tables import write_shown

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "jsonl", "csv", "parquet")
IN_TABLE = 50  # rows of a table where nobody says how many


def add_format(parser: argparse.ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    """The argument that names the format."""
    parser.add_argument("-f", "--format", choices=formats, help="default: as --output ends, else table")


def format_of(form: str | None, output: str | None, formats: Sequence[str] = FORMATS) -> str:
    """The format asked for, else the one of the output's ending, else a table."""
    if form is not None:
        return form
    ending = os.path.splitext(output or "")[1].lower().lstrip(".")
    ending = {"ndjson": "jsonl", "pq": "parquet"}.get(ending, ending)
    return ending if ending in formats else "table"


def write_jsonl(records: Iterable[Any], out: TextIO) -> None:
    """One record a line."""
    for record in records:
        out.write(as_json(record) + "\n")


def write_csv(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: TextIO) -> None:
    """Flat columns, for spreadsheets."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def write_table(show: Callable[[Console], None], out: TextIO) -> None:
    """What ``show`` prints, coloured on a terminal and plain elsewhere."""
    write_shown([show], out)


def write_records(
    records: Sequence[Any], form: str, show: Callable[[Console, Sequence[Any]], None], out: TextIO
) -> None:
    """Records as JSON Lines, or else as the table that ``show`` prints."""
    if form == "jsonl":
        write_jsonl(records, out)
    else:
        write_table(lambda console: show(console, records), out)


def tell_of_more(options: argparse.Namespace, shown: int, count: Callable[[], int], what: str) -> None:
    """Say how many more events or plans there are, where a table was cut and nobody asked for that."""
    if options.limit is None and shown == IN_TABLE:
        total = count()
        if total > IN_TABLE + options.offset:
            say(f"{IN_TABLE} of {total:,} {what}; --limit and --offset show others")


def write_parquet(records: Iterable[Any], kind: Any, path: str | None) -> None:
    """A Parquet file, which has to have a name."""
    if path is None or path == "-":
        raise Complaint("a Parquet file needs a name: --output events.parquet", code=2)
    from demarche.exports.parquet import write_parquet as write

    write(records, kind, path)
