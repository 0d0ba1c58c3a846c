"""What is said of an input that cannot be read."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One input, or one line of it, that could not be read; the message says a way out."""

    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


class IntakeError(ValueError):
    """An input that cannot be read; its message is a problem's message."""
