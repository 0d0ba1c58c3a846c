"""Tables for people, on a terminal and elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 110  # of the table where there is no terminal to ask


def write_shown(shows: Iterable[Callable[[Console], None]], out: TextIO) -> None:
    """What each of ``shows`` prints, as it comes.

    Coloured on a terminal, plain and without trailing blanks elsewhere.
    """
    from rich.console import Console

    if out.isatty():
        console = Console(file=out, highlight=False)
        for show in shows:
            show(console)
        return
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() else PLAIN_WIDTH
    console = Console(width=width, color_system=None, highlight=False)
    for show in shows:
        with console.capture() as capture:
            show(console)
        out.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))
