"""How the command line says that something is wrong: one line on standard error."""

from __future__ import annotations

import sys


class Complaint(Exception):
    """What ends a command: a line that says what is wrong and a way out, and an exit code."""

    def __init__(self, message: str, *, code: int) -> None:
        super().__init__(message)
        self.code = code


def say(message: str) -> None:
    """One line on standard error."""
    print(f"demarche: {message}", file=sys.stderr)
