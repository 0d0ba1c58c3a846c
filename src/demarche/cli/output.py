"""Where a command's output goes: standard output, or a file that is opened at the first word."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from demarche.cli.complaints import Complaint


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The argument that names the output."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")


class LateFile(io.TextIOBase):
    """A text file that is created at the first write, so that a failed run leaves none."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file: TextIO | None = None

    def write(self, text: str) -> int:
        try:
            if self._file is None:
                self._file = Path(self.path).open("w", encoding="utf-8", newline="")  # noqa: SIM115
            return self._file.write(text)
        except OSError as error:
            message = f"{self.path}: cannot be written ({error.strerror}); name another --output"
            raise Complaint(message, code=2) from error

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


@contextlib.contextmanager
def opened(path: str | None, inputs: Sequence[str]) -> Iterator[TextIO]:
    """The stream to write to, in UTF-8. An input is never written over."""
    if path is None or path == "-":
        if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    if os.path.exists(path) and any(os.path.exists(name) and os.path.samefile(name, path) for name in inputs):
        raise Complaint(f"{path} is to be read as well; name another --output", code=2)
    with LateFile(path) as file:
        yield file  # type: ignore[misc]  # a TextIO in all that is used here
