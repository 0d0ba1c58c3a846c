"""Lay work files on their texts and put them into corpus/data.

Items that are there already are replaced, others stay. Where anything is wrong nothing is
written, unless --partial leaves the wrong items out. --as keeps them as one of two independent
readings of items that are annotated twice, from which agreement is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from corpus import store, working


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--partial", action="store_true", help="leave items out that are wrong")
    parser.add_argument("--fresh", action="store_true", help="drop what is in corpus/data first")
    parser.add_argument("--as", dest="reading", choices=store.READINGS, help="keep as one of two readings")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    annotations, problems = working.lay(options.files, options.data)
    wrong = [one for one in problems if not one.hint]
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        if not options.partial:
            print("nothing is written; --partial leaves the wrong items out", file=sys.stderr)
            return 1
    store.SCHEMA.write_text(json.dumps(store.schema(), indent=1) + "\n", encoding="utf-8")
    if options.reading:
        sizes = {options.reading: store.put(options.reading, annotations, fresh=options.fresh)}
    else:
        sizes = store.merge(annotations, fresh=options.fresh)
    print(f"{len(annotations)} items put in: {', '.join(f'{name} {size}' for name, size in sizes.items())}")
    return 0
