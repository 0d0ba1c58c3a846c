"""From the names on the command line to reports; what cannot be read is said and counted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from demarche.cli.arguments import day
from demarche.cli.complaints import Complaint, say

if TYPE_CHECKING:
    import datetime as dt

    from demarche.records import Report

_LINES = (".jsonl", ".ndjson")
_SINGLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
MAX_CHARACTERS = 2_000_000  # a very long novel; more than that is many reports in one file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that name what to read."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="text, HTML, JSON Lines (id, published, text; optional title, publisher, url, outlets), "
        "Parquet, RSS or Atom, WARC, packed (.gz, .zst) or not; a folder or pattern of these; "
        "- for standard input",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=day,
        help="day of publication (2023-09-04) of every report that does not say its own",
    )
    parser.add_argument(
        "--max-characters",
        metavar="N",
        type=int,
        default=MAX_CHARACTERS,
        help=f"refuse a single report longer than this (default: {MAX_CHARACTERS:,})",
    )


class Inputs:
    """The reports of a command's files, and how many could not be read."""

    def __init__(self, options: argparse.Namespace) -> None:
        if not options.files and sys.stdin.isatty():
            raise Complaint("nothing to read: name a file, or - for standard input", code=2)
        self.files: tuple[str, ...] = tuple(options.files) or ("-",)
        self.published: dt.date | None = options.published
        self.max_characters: int = options.max_characters
        self.failed = 0

    def reports(self) -> Iterator[Report]:
        """The reports that can be read, in order; a line on standard error for each that cannot."""
        from demarche.intake import Problem, reports

        for item in reports(self.files, self.published):
            if isinstance(item, Problem):
                self._failed(str(item))
            elif len(item.text) > self.max_characters:
                self._failed(
                    f"{item.id}: {len(item.text):,} characters are too many for one report; split it into "
                    f"its reports (JSON Lines, one each), or allow it: --max-characters {len(item.text)}"
                )
            else:
                yield item

    def _failed(self, problem: str) -> None:
        self.failed += 1
        say(problem)

    @property
    def exit_code(self) -> int:
        """1 where an input could not be read, else 0."""
        return 1 if self.failed else 0

    def expected(self) -> int | None:
        """How many reports are coming, as far as a quick look tells; None if it does not."""
        counts = [count_of(name) for name in self.files]
        return None if None in counts else sum(count or 0 for count in counts)


def count_of(name: str) -> int | None:
    """The reports of one file: the lines of JSON Lines, else one; None if that takes reading."""
    if not os.path.isfile(name) or not name.endswith(_SINGLE + _LINES):
        return None
    if name.endswith(_SINGLE):
        return 1
    with open(name, "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def as_json(value: Any) -> str:
    """A record as one line of JSON."""
    import msgspec

    return msgspec.json.encode(value).decode()
