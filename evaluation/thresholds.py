"""What other thresholds of ``reading/trust.py`` would change, on texts that the heads were not trained on.

    python -m evaluation.thresholds [FOLDS] [--data FOLDER] [--only FIELD …]

The texts are the corpus' dev split and the dispatches for calibration, and where ``FOLDS`` is named, which
``training/crossfit.py`` wrote, those that the heads are trained on, read by heads that were trained without
them. Each text is analysed once; then
the heads are laid over the rules' reading with one threshold after another moved from where it stands.
For each set: F1 of acts with their type, overclaims, and how many more acts than now have a field right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from demarche.language.tree import Tree
from demarche.reading.coding import Coder
from demarche.reading.learned import Seen
from demarche.reading.mentions import Found, MentionBuilder, Page
from demarche.reading.reader import Reader
from demarche.reading.trust import TRUST, Trust
from demarche.records import Layers, Mention, Report
from evaluation import corpus_sets, folds, gold, reports
from evaluation.gold import GoldReport
from evaluation.options import options_of

STEPS: dict[str, tuple[float, ...]] = {
    "act": (0.2, 0.25, 0.3, 0.35, 0.4),
    "believed": (0.0, 0.1, 0.15, 0.25, 0.3),
    "overlooked": (0.6, 0.65, 0.68, 0.75, 0.8),
    "overlooked_long": (0.75, 0.85, 0.95),
    "overlooked_dense": (0.3, 0.4, 0.5, 0.6, 0.75, 0.9),
    "retyped": (0.7, 0.8, 0.85, 0.9),
    "left": (0.6, 0.7, 0.8, 0.95),
    "coded": (0.6, 0.75, 0.85, 0.95),
    "restated": (0.6, 0.7, 0.8, 0.9),
    "rehedged": (0.0, 0.6, 0.7, 0.8, 0.9),
    "reversed": (0.7, 0.8, 0.9, 0.95),
    "undenied": (0.97, 0.99, 0.995, 0.999),
    "done": (0.9, 0.95, 0.97, 0.99),
    "opened": (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
    "kept": (0.05, 0.1, 0.15, 0.2, 0.3),
    "instead": (0.5, 0.6, 0.8, 0.9),
    "joined": (0.5, 0.6, 0.7, 0.8, 0.9),
    "borne_out": (0.1, 0.2, 0.4, 0.5),
    "beside": (0.7, 0.8, 0.9, 0.95),
    "stays": (0.05, 0.12, 0.2, 0.3),
    "moved": (0.5, 0.6, 0.7, 0.8),
    "placed": (0.5, 0.6, 0.7, 0.8, 0.9),
    "near": (0.8, 0.9, 0.95),
    "dated": (0.5, 0.65, 0.75, 0.85, 0.9),
    "redated": (0.75, 0.85, 0.95),
    "undated": (0.7, 0.8, 0.9, 0.95),
}
SHOWN = tuple(name for name in gold.FIELDS if name not in ("type", "cameo_root", "objects", "sources"))


Draft = tuple[Page, tuple[Mention, ...], Seen]
Drafted = dict[str, list[tuple[GoldReport, Draft]]]


class Drafts(MentionBuilder):
    """Keeps what the rules read, to be corrected again and again."""

    def __init__(self, coder: Coder) -> None:
        super().__init__(coder)
        self.kept: list[Draft] = []

    def found(self, report: Report, tree: Tree, layers: Layers, seen: Seen | None = None) -> Found:
        page = Page(report, tree, layers, self.coder)
        read = page.mentions()
        if seen is not None:
            self.kept.append((page, read, seen))
        return Found(read)


def drafts(reader: Reader, annotated: Sequence[GoldReport]) -> list[Draft]:
    """What the rules read in each report, and its words as the heads see them."""
    builder = Drafts(reader.coder)
    inputs = [Report(id=one.id, text=one.text, published=one.published) for one in annotated]
    seen = reader.model.seen([one.text for one in inputs])
    for report, (analysis, vectors) in zip(inputs, seen, strict=True):
        reader.read_analysis(report, analysis, vectors, builder)
    return builder.kept


def scores(drafted: Drafted, coder: Coder, trust: Trust) -> dict[str, gold.Score]:
    """By set, how its texts are read with these thresholds."""
    builder = MentionBuilder(coder, trust)
    return {
        part: gold.score((one, builder.corrected(*draft).mentions) for one, draft in found)[0]
        for part, found in drafted.items()
    }


def lines(now: dict[str, gold.Score], then: dict[str, gold.Score]) -> Iterable[str]:
    """A line for each set: what changes."""
    for part, score in then.items():
        moved = "  ".join(
            f"{name} {score.right[name] - now[part].right[name]:+d}"
            for name in SHOWN
            if score.right[name] != now[part].right[name]
        )
        typed = 2 * score.typed / max(1, score.gold + score.read)
        yield f"  {part}: typed {typed:.4f}  overclaims {len(score.overclaims)}  {moved}"


def main() -> None:
    """Print what each threshold would change."""
    parser = options_of("evaluation.thresholds", __doc__)
    parser.add_argument("folds", type=Path, nargs="?", help="folder that training.crossfit wrote")
    fields = " ".join(STEPS)
    parser.add_argument("--only", nargs="+", choices=STEPS, metavar="FIELD", help=f"some of: {fields}")
    options = parser.parse_args()
    drafted: Drafted = {}
    for part, reader, annotated in folds.readers(options.folds, options.data) if options.folds else ():
        drafted.setdefault(part, []).extend(zip(annotated, drafts(reader, annotated), strict=True))
    reader = Reader()
    unseen = reports.for_calibration(options.data)
    unseen[corpus_sets.name("dev")] = corpus_sets.reports("dev", options.data)
    for part, found in unseen.items():
        drafted[part] = list(zip(found, drafts(reader, found), strict=True))
    now = scores(drafted, reader.coder, TRUST)
    print("as it is", *lines(now, now), sep="\n", flush=True)
    for field in options.only or STEPS:
        for value in STEPS[field]:
            if value != getattr(TRUST, field):
                trust = msgspec.structs.replace(TRUST, **{field: value})
                then = scores(drafted, reader.coder, trust)
                print(f"{field} {value}", *lines(now, then), sep="\n", flush=True)


if __name__ == "__main__":
    main()
