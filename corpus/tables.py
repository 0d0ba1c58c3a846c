"""The small tables beside the code: a comment header, a line of names, rows of two columns."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def pairs(name: str) -> list[tuple[str, str]]:
    """The rows of a table of two columns, in order."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(first, second) for first, second in rows[1:]]
