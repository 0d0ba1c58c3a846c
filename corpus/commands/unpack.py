"""Write committed annotations as a work file again, to read them over or to mend them."""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus import store
from corpus.texts import EVERY
from corpus.unpack import unpack


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("split", choices=(*EVERY, *store.READINGS))
    parser.add_argument("ids", nargs="*", metavar="ITEM", help="all items where none is named")
    parser.add_argument("--to", type=Path, help="a file; else standard output")
    parser.add_argument("--with-text", action="store_true", help="the text above each item, as a comment")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    parts = []
    for annotation, item in store.joined(options.split, options.data):
        if not options.ids or annotation.id in options.ids:
            above = f"# {item.date}  {' '.join(item.text.split())}\n" if options.with_text else ""
            parts.append(above + unpack(annotation, item.text))
    if options.to:
        options.to.write_text("\n".join(parts), encoding="utf-8")
    else:
        print("\n".join(parts), end="")
    return 0
