"""What could not be read, and why: said, counted, and never the end of a batch."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """An input, or one line of it, that could not be read."""

    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


class IntakeError(ValueError):
    """Raised inside this room; callers of ``reports`` see a Problem instead."""
