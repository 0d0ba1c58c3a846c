"""``demarche read``: the acts of reports."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from demarche.cli import inputs, output
from demarche.cli.arguments import share
from demarche.cli.complaints import Complaint, say
from demarche.cli.inputs import as_json
from demarche.cli.progress import watched
from demarche.cli.writers import WRITERS

if TYPE_CHECKING:
    from demarche.reading.reader import Reading
    from demarche.records import Report


SUMMARY = "the acts of reports"
DESCRIPTION = "Read reports and print the acts that they speak of, each with the words it was read from."
EPILOG = """\
examples:
  demarche read report.txt --published 2023-09-04
  demarche read page.html --format html --output page-with-acts.html
  demarche read january.jsonl february.jsonl --output mentions.csv
  curl -s https://example.org/feed.jsonl | demarche read - --format jsonl
  demarche read report.txt --occasions
  demarche read archive.jsonl.gz --confidence 0.8 --output sure.csv
  demarche read page.html --show-text

The keys of jsonl and json are in docs/records.md. Exit code 1: some inputs could not
be read, and the rest was."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    inputs.add_arguments(parser)
    parser.add_argument(
        "-f",
        "--format",
        choices=list(WRITERS),
        help="how to write the acts (default: as the ending of --output says, else table)",
    )
    output.add_arguments(parser)
    parser.add_argument(
        "--occasions",
        action="store_true",
        help="also elections, appointments, laws, trials and launches, which PLOVER has no type for",
    )
    parser.add_argument(
        "--confidence", metavar="P", type=share, default=0.0,
        help="leave out acts that are less sure than P, from 0 to 1 (of those at 0.9 nine in ten are right)",
    )  # fmt: skip
    parser.add_argument(
        "--show-text", action="store_true", help="print the text that offsets count in, and read no further"
    )


def run(options: argparse.Namespace) -> int:
    """Read the reports and write their acts."""
    form = options.format or _format_of(options.output)
    if options.show_text and form not in ("table", "jsonl"):
        raise Complaint(f"--show-text prints text or jsonl, not {form}", code=2)
    source = inputs.Inputs(options)
    with output.opened(options.output, source.files) as out:
        if options.show_text:
            write_texts(source.reports(), out, as_lines=form == "jsonl")
        else:
            readings = read_all(source, out)
            if options.occasions:
                readings = map(with_occasions, readings)
            WRITERS[form]((surer(reading, options.confidence) for reading in readings), out)
    return source.exit_code


def read_all(source: inputs.Inputs, out: TextIO) -> Iterator[Reading]:
    """Readings of the reports, with a progress bar; the reader's notes are said at the end.

    The model is loaded only if there is a report to read.
    """
    reports = source.reports()
    first = next(reports, None)
    if first is None:
        return
    from demarche.reading.reader import Reader

    notes = Notes()
    for reading in watched(Reader().read_reports(chain([first], reports)), source.expected(), out):
        notes.take(reading)
        yield reading
    notes.say()


def with_occasions(reading: Reading) -> Reading:
    """The reading with its occasions among its acts, in text order."""
    import msgspec

    told = sorted((*reading.mentions, *reading.occasions), key=lambda one: one.trigger.start)
    return msgspec.structs.replace(reading, mentions=tuple(told), occasions=())


def surer(reading: Reading, least: float) -> Reading:
    """The reading with the acts alone whose confidence is at least so much."""
    import msgspec

    told = tuple(one for one in reading.mentions if one.confidence >= least)
    return msgspec.structs.replace(reading, mentions=told)


class Notes:
    """What the reader had to remark, said once at the end however many reports it was on."""

    def __init__(self) -> None:
        self._reports: dict[str, list[str]] = {}

    def take(self, reading: Reading) -> None:
        """Keep what the reader remarked on one report."""
        for note in reading.notes:
            note = note.removeprefix(f"{reading.report.id}: ")
            self._reports.setdefault(note, []).append(reading.report.id)

    def say(self) -> None:
        """One line a remark, on standard error."""
        for note, reports in self._reports.items():
            others = f" and {len(reports) - 1} more" if len(reports) > 1 else ""
            say(f"{reports[0]}{others}: {note}")


def write_texts(reports: Iterable[Report], out: TextIO, *, as_lines: bool) -> None:
    """The texts as they are read: bare, or as JSON Lines that ``read`` takes back."""
    for report in reports:
        if as_lines:
            out.write(as_json(report) + "\n")
        elif out.isatty():
            from demarche.exports.words import visible

            out.writelines(f"{visible(line)}\n" for line in report.text.split("\n"))
        else:
            out.write(report.text + "\n")


def _format_of(output_path: str | None) -> str:
    suffix = os.path.splitext(output_path or "")[1].lower().lstrip(".")
    return {"htm": "html", "ndjson": "jsonl"}.get(suffix, suffix if suffix in WRITERS else "table")
