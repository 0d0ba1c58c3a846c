"""Agreement of two independent readings of the same items, field by field.

Two work files, or none: then the two readings that are kept in corpus/data/readings, without
the items that were not read blind, and what the disagreements were decided for.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from corpus import adjudication, agreement, store, working
from corpus.adjudication import VERDICTS
from corpus.agreement import SETS, Agreement
from corpus.records import Annotation
from corpus.stats import table
from corpus.texts import EVERY


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
            readings.append(adjudication.blind(store.load(name)))
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
    if not options.files:
        final = [one for split in EVERY for one in store.load(split)]
        print("", verdicts(adjudication.decided(found, readings[0], readings[1], final)), sep="\n")
    if options.list:
        options.list.write_text("".join(f"{one}\n" for one in found.disagreements), encoding="utf-8")
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


def verdicts(decided: Mapping[str, Counter[str]]) -> str:
    """How the disagreements were decided, field by field."""
    counts = {**decided, "all": sum(decided.values(), Counter[str]())}
    rows = [[field, *(one[name] for name in VERDICTS), one.total()] for field, one in counts.items()]
    return table(["decided for", *VERDICTS, "all"], rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
