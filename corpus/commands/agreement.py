"""Agreement of two independent readings of the same items, field by field.

Two work files, or none: then the two readings that are kept in corpus/data/readings.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus import agreement, store, working
from corpus.agreement import SETS, Agreement
from corpus.records import Annotation
from corpus.stats import table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--list", type=Path, help="write the disagreements, for adjudication, to this file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if len(options.files) not in (0, 2):
        print("two work files, or none", file=sys.stderr)
        return 2
    readings: list[list[Annotation]] = []
    for place, name in enumerate(store.READINGS):
        if not options.files:
            readings.append(list(store.load(name)))
            continue
        annotations, problems = working.lay([options.files[place]], options.data)
        for problem in problems:
            if not problem.hint:
                print(problem, file=sys.stderr)
        readings.append(annotations)
    texts = None
    if options.list:
        texts = {key: item.text for key, item in store.texts_of(readings[0], options.data).items()}
    found = agreement.compare(readings[0], readings[1], texts)
    print(shown(found))
    if options.list:
        options.list.write_text("\n".join(found.disagreements) + "\n", encoding="utf-8")
    return 0


def shown(found: Agreement) -> str:
    """The figures as tables of text; a dash where there is nothing to agree on."""
    if not found.items:
        return "no item was read twice"
    spans = {"acts (triggers overlap)": found.triggers, **found.spans}
    rows = [
        [name, one.first, one.second, one.both, _figure(one.f1 if one.first + one.second else None)]
        for name, one in spans.items()
    ]
    classes = [
        [name, _figure(agreement.kappa(pairs)), _figure(agreement.share(pairs) if pairs else None)]
        for name, pairs in found.classes.items()
    ]
    whole = {**{name: found.right[name] for name in SETS}, "everything": found.whole}
    fields = [[name, "", _figure(n / found.matched if found.matched else None)] for name, n in whole.items()]
    return "\n\n".join(
        [
            f"{found.items} items read twice, {len(found.disagreements)} disagreements",
            table(["spans", "first", "second", "both", "F1"], rows),
            table([f"{found.matched} acts of both", "κ", "agree"], [*classes, *fields]),
        ]
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
