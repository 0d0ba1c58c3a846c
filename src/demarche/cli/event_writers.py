"""How events and plans are written: table, JSON Lines, CSV, Parquet, citations."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from demarche.cli.complaints import Complaint
from demarche.cli.inputs import as_json
from demarche.cli.writers import PLAIN_WIDTH

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "jsonl", "csv", "parquet")


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
    """What ``show`` prints: coloured on a terminal, plain and without trailing blanks elsewhere."""
    from rich.console import Console

    if out.isatty():
        show(Console(file=out, highlight=False))
        return
    columns = os.environ.get("COLUMNS", "")
    console = Console(
        width=int(columns) if columns.isdigit() else PLAIN_WIDTH, color_system=None, highlight=False
    )
    with console.capture() as capture:
        show(console)
    out.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def write_parquet(records: Iterable[Any], kind: Any, path: str | None) -> None:
    """A Parquet file, which has to have a name."""
    if path is None or path == "-":
        raise Complaint("a Parquet file needs a name: --output events.parquet", code=2)
    from demarche.exports.parquet import write_parquet as write

    write(records, kind, path)
