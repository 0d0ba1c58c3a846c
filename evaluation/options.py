"""What the commands of evaluation and of the corpus share on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.gold import DATA


def options_of(name: str, about: str | None) -> argparse.ArgumentParser:
    """A parser for ``python -m NAME`` that knows where the open data lie."""
    made = argparse.ArgumentParser(
        prog=f"python -m {name}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--data", type=Path, default=DATA, help="folder of the open data (%(default)s)")
    return made
