"""Count what the corpus holds: items, acts, standing, types, entities; by split."""

from __future__ import annotations

import argparse

from corpus import stats, store


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("--more", action="store_true", help="modes and years too")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    print(stats.report({name: store.load(name) for name in stats.COLUMNS}, more=options.more))
    return 0
