"""The formats of ``demarche read``: each writes readings to a text stream as they come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TextIO

from demarche.cli.inputs import as_json
from demarche.cli.tables import write_shown

if TYPE_CHECKING:
    from demarche.reading.reader import Reading

Writer = Callable[[Iterable["Reading"], TextIO], None]


def write_table(readings: Iterable[Reading], out: TextIO) -> None:
    """For people: coloured on a terminal, plain elsewhere."""
    from demarche.exports.table import print_reading

    write_shown((partial(print_reading, reading=reading) for reading in readings), out)


def write_jsonl(readings: Iterable[Reading], out: TextIO) -> None:
    """One mention a line."""
    for reading in readings:
        for mention in reading.mentions:
            out.write(as_json(mention) + "\n")
        out.flush()


def write_json(readings: Iterable[Reading], out: TextIO) -> None:
    """One array of all mentions."""
    separator = "[\n"
    for reading in readings:
        for mention in reading.mentions:
            out.write(separator + as_json(mention))
            separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_csv(readings: Iterable[Reading], out: TextIO) -> None:
    """Flat columns, for spreadsheets."""
    from demarche.exports.rows import COLUMNS, mention_row

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for reading in readings:
        writer.writerows(mention_row(mention) for mention in reading.mentions)


def write_html(readings: Iterable[Reading], out: TextIO) -> None:
    """One self-contained page."""
    from demarche.exports.html import html_page

    for piece in html_page(readings):
        out.write(piece)


WRITERS: dict[str, Writer] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "html": write_html,
}
