"""Make and look after the corpus of moves.

    python -m corpus sample [--draw] [--to FOLDER]   batches of the drawn items, for annotators
    python -m corpus check FILE…                     what is wrong in work files, with item and line
    python -m corpus compile FILE…                   work files into corpus/data
    python -m corpus unpack SPLIT [ITEM…]            committed annotations as a work file again
    python -m corpus stats                           what the corpus holds
    python -m corpus agreement [FILE FILE]           two readings of the same items, field by field
    python -m corpus score [SPLIT]                   the reader held against a split

docs/annotation.md says how to write a work file, docs/corpus.md what the corpus is.
"""

from __future__ import annotations

import importlib
import sys

from corpus.texts import ITEMS
from evaluation.options import options_of

COMMANDS = ("sample", "check", "compile", "unpack", "stats", "agreement", "score")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 where it found something wrong."""
    parser = options_of("corpus", __doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f"corpus.commands.{name}").arguments(commands.add_parser(name))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except FileNotFoundError as error:
        print(f"{error.filename} is not there ({ITEMS} is looked for in {options.data})", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
