"""Score the reader on a split, as evaluation/gold.py scores it on the gold reports."""

from __future__ import annotations

import argparse

from corpus.texts import EVERY


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("split", choices=EVERY, nargs="?", default="dev")
    parser.add_argument("--differences", action="store_true", help="list them; not of the test split")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from corpus import gold as adapter  # late: the reader's weights are only for this command
    from demarche.reading.reader import Reader
    from demarche.records import Report
    from evaluation import gold

    if options.differences and options.split in ("test", "articles_test"):
        print(f"{options.split} is for the published table; its differences are not listed")
        return 2
    reports = adapter.reports(options.split, options.data)
    inputs = [Report(id=one.id, text=one.text, published=one.published) for one in reports]
    mentions = [reading.mentions for reading in Reader().read_reports(inputs)]
    score, differences = gold.score(zip(reports, mentions, strict=True))
    if options.differences:
        print(*differences, sep="\n")
    print(f"{len(reports)} items, {score.gold} acts, {score.read} read, {len(score.overclaims)} overclaims")
    both = score.gold + score.read
    print(
        f"recall {score.recall:.3f}  precision {score.precision:.3f}  F1 {2 * score.found / max(1, both):.3f}"
    )
    print(f"with type: F1 {2 * score.typed / max(1, both):.3f}; all fields {score.fields:.3f}")
    print("  ".join(f"{name} {score.field(name):.3f}" for name in gold.FIELDS if score.asked[name]))
    return 0
