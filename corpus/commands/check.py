"""Say what is wrong in work files, with line and item; hints do not make it fail."""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus import working


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--no-hints", action="store_true", help="only what is wrong")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    annotations, problems = working.lay(options.files, options.data)
    shown = [one for one in problems if not (one.hint and options.no_hints)]
    print(*shown, sep="\n", end="\n" if shown else "")
    wrong = sum(not one.hint for one in problems)
    acts = sum(len(one.acts) for one in annotations)
    hints = len(problems) - wrong
    print(f"{len(annotations)} items are right, with {acts} acts; {wrong} problems, {hints} hints")
    return 1 if wrong else 0
