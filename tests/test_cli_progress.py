"""The bar is there where somebody can see it, and only there."""

from __future__ import annotations

import io

import pytest

from demarche.cli.progress import watched


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("total", "errors", "out", "seen"),
    [
        (3, Terminal(), io.StringIO(), True),
        (None, Terminal(), io.StringIO(), True),
        (1, Terminal(), io.StringIO(), False),
        (3, io.StringIO(), io.StringIO(), False),
        (3, Terminal(), Terminal(), False),
    ],
)
def test_bar(monkeypatch, total, errors, out, seen):
    monkeypatch.setattr("sys.stderr", errors)
    monkeypatch.setenv("TERM", "xterm")
    assert list(watched(iter("abc"), total, out)) == ["a", "b", "c"]
    assert ("reading" in errors.getvalue()) is seen
