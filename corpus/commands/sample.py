"""Write the drawn items as batches for annotators; ``--draw`` draws them first."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from corpus import articles, sample, texts


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("--draw", action="store_true", help="draw anew and write the tables of it")
    parser.add_argument("--to", type=Path, help="folder for the batches, outside the repository")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    collection = list(texts.items(options.data))
    if options.draw:
        elsewhere = sample.annotated_elsewhere()
        sample.write(sample.draw(collection, elsewhere))
        taken = elsewhere | sample.plans() | {one.id for one in sample.load()}
        sample.write(sample.draw_for_calibration(collection, taken), sample.FOR_CALIBRATION)
        taken |= {one.id for one in sample.calibration()}
        sample.write(sample.draw_more(collection, taken), sample.MORE)
        sample.write(articles.draw(options.data), sample.ARTICLES)
    drawn = sample.everything()
    for field in ("split", "stratum", "region"):
        counts = Counter(getattr(one, field) for one in drawn)
        print(f"{field}: {', '.join(f'{name} {number}' for name, number in sorted(counts.items()))}")
    if options.to:
        if options.to.resolve().is_relative_to(texts.ROOT):
            print(f"{options.to} is in the repository, and texts are not committed")
            return 2
        found = {item.id: item for item in (*collection, *articles.items(options.data))}
        written = sample.write_batches(drawn, found, options.to)
        print(f"{written} batches in {options.to}")
    return 0
