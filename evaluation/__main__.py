"""Score every step, write docs/accuracy.md and the model card's figures, and hold a drop back.

    python -m evaluation [--data FOLDER] [--only STEP …] [--accept]

Sets that are not on this machine are named and skipped. The figures are held against
evaluation/baseline.json: a drop beyond the tolerance is named, and the command fails.
``--accept`` makes what was measured the baseline. Pages are written only by a run of all
steps with all data, so that a partial run never replaces a whole page.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path
from types import ModuleType

from evaluation import language, page, peers
from evaluation.figures import Figures, drops, load_baseline, plain, present, save_baseline, tables
from evaluation.options import options_of

ROOT = Path(__file__).resolve().parent.parent
BASELINE = Path(__file__).with_name("baseline.json")
# In the order of the work. Each module has TITLE, ABOUT, NEEDS and score(data) -> Figures.
STEPS = (
    "language", "roles", "times", "places", "actors", "coreference", "attribution", "status",
    "reports", "corpus_sets", "names", "ablation", "sureness", "ledger",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run as the module says; the exit code is 1 where a figure has dropped."""
    options = _options(arguments)
    baseline = load_baseline(BASELINE)
    measured: dict[str, Figures] = {}
    whole: set[str] = set()  # steps whose data is all there
    modules = {name: importlib.import_module(f"evaluation.{name}") for name in options.only or STEPS}
    for name, module in modules.items():
        missing = [needed for needed in module.NEEDS if needed not in present(options.data, module.NEEDS)]
        if missing:
            _say(f"{name}: {', '.join(missing)} not in {options.data}; what needs it is skipped")
        else:
            whole.add(name)
        began = time.perf_counter()
        measured[name] = plain(module.score(options.data))
        _say(f"{name}: {time.perf_counter() - began:.0f} s")
    for name, figures in measured.items():
        if figures:
            print(f"{modules[name].TITLE}\n\n{tables(figures)}\n")
    if whole == set(STEPS):
        _write_pages(options.data, modules, measured)
    if options.accept:
        save_baseline(BASELINE, baseline, measured, whole)
        _say(f"{BASELINE.relative_to(ROOT)} renewed")
        return 0
    return _gate(baseline, measured)


def _gate(baseline: dict[str, Figures], measured: dict[str, Figures]) -> int:
    worse = list(drops(baseline, measured))
    for line in worse:
        _say(f"dropped: {line}")
    unknown = [
        f"{step}, {row}"
        for step, figures in measured.items()
        for row in figures
        if row not in baseline.get(step, {})
    ]
    if unknown:
        _say(f"without a baseline yet: {'; '.join(unknown)}; `python -m evaluation --accept` keeps them")
    if worse:
        _say("if there is a good reason, say it in the commit and run `python -m evaluation --accept`")
    return 1 if worse else 0


def _write_pages(data: Path, modules: dict[str, ModuleType], measured: dict[str, Figures]) -> None:
    sections = []
    for name, module in modules.items():
        more = module.more(data) if hasattr(module, "more") else ""
        sections.append(page.section(module.TITLE, module.ABOUT, measured[name], more))
    published = peers.table({name: module.TITLE for name, module in modules.items()})
    sections.append(page.section(peers.TITLE, peers.ABOUT, None, published))
    page.write(ROOT / "docs" / "accuracy.md", page.accuracy(sections))
    card = ROOT / "docs" / "model-card.md"
    text = page.fill(card.read_text(encoding="utf-8"), "scores", tables(measured["language"]))
    page.write(card, page.fill(text, "weights", language.weights()))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = options_of("evaluation", __doc__)
    parser.add_argument(
        "--only", nargs="+", choices=STEPS, metavar="STEP", help=f"some of: {' '.join(STEPS)}"
    )
    parser.add_argument("--accept", action="store_true", help="make the measured figures the baseline")
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
