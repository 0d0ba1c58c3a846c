"""A progress bar on standard error, where somebody is there to see it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from demarche.reading.reader import Reading


def watched(readings: Iterable[Reading], total: int | None, out: TextIO) -> Iterator[Reading]:
    """The same readings, with a bar that counts them.

    No bar for a single report, or where the output itself runs over the terminal.
    """
    if total == 1 or not sys.stderr.isatty() or out.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(readings, total=total)
