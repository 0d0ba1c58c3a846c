"""Named figures: how they are written as tables, kept as a baseline, and held against it.

A step's figures are rows of columns: ``{"WikiWars": {"expressions": 503, "strict F1": 0.91}}``.
Whole numbers are sizes and are not judged; other figures are better the higher they are, but
for those in ``LOWER`` and, judged by nobody, those in ``NEUTRAL``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

Figure = float | int
Figures = dict[str, dict[str, Figure]]

# Figures that are better the lower they are; counts among them are judged too.
LOWER = frozenset({"overclaims", "median km", "calibration error", "look-alikes taken", "act not read"})
# What is there to compare with, neither better nor worse by itself; of a mean over classes of a few
# events each, one event moves more than the tolerance.
NEUTRAL = frozenset({"by chance", "mean confidence", "macro-F1", "macro-F1, low", "macro-F1, high"})
# A half point is what the choice of a few items changes; in small sets one item is allowed.
TOLERANCE = 0.005


def present(data: Path, names: Iterable[str]) -> list[str]:
    """Those of the files that are there."""
    return [name for name in names if (data / name).exists()]


def shown(figure: Figure) -> str:
    """A figure as a cell: sizes with their thousands set off, others to three digits."""
    if isinstance(figure, int):
        return f"{figure:,}"
    return f"{figure:.3f}" if abs(figure) < 10 else f"{figure:.1f}"


def tables(figures: Figures) -> str:
    """Markdown tables, one for every run of rows with the same columns."""
    runs: list[tuple[list[str], list[str]]] = []
    for row, columns in figures.items():
        if not runs or runs[-1][0] != list(columns):
            runs.append((list(columns), []))
        runs[-1][1].append(f"| {row} | " + " | ".join(map(shown, columns.values())) + " |")
    return "\n\n".join(
        "\n".join(["| | " + " | ".join(names) + " |", "| --- |" + " ---: |" * len(names), *lines])
        for names, lines in runs
    )


def plain(figures: Mapping[str, Mapping[str, object]]) -> Figures:
    """The same figures as Python's own numbers, fractions to four digits."""
    return {
        row: {
            name: value if isinstance(value, int) else round(float(value), 4)  # type: ignore[arg-type]
            for name, value in columns.items()
        }
        for row, columns in figures.items()
    }


def load_baseline(path: Path) -> dict[str, Figures]:
    """The committed figures by step, none where there is no file yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save_baseline(
    path: Path, kept: dict[str, Figures], measured: dict[str, Figures], whole: Collection[str]
) -> None:
    """Put what was measured into the baseline.

    Steps in ``whole`` were measured with all of their data and replace what stood there; of
    others, rows that were skipped keep their figures.
    """
    merged = {
        step: measured[step] if step in whole else {**kept.get(step, {}), **measured.get(step, {})}
        for step in {**kept, **measured}
    }
    path.write_text(json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def drops(baseline: dict[str, Figures], measured: dict[str, Figures]) -> Iterator[str]:
    """A line for every figure that is worse than the baseline by more than the tolerance.

    Figures without a baseline, and sets that were not measured, give none.
    """
    for step, figures in measured.items():
        for row, columns in figures.items():
            known = baseline.get(step, {}).get(row, {})
            sizes = [n for name, n in columns.items() if isinstance(n, int) and name not in LOWER and n > 0]
            allowed = max(TOLERANCE, 1 / sizes[0] if sizes else 0.0)
            for name, figure in columns.items():
                before = known.get(name)
                judged = name in LOWER or not (isinstance(figure, int) or name in NEUTRAL)
                if before is None or not judged:
                    continue
                slack = allowed if isinstance(figure, float) else 0
                if name == "median km":
                    slack = max(1.0, 0.02 * before)
                worse = figure - before if name in LOWER else before - figure
                # what a computer adds up otherwise in the last digit is no drop
                if worse > slack + 1e-9:
                    yield (
                        f"{step}, {row}: {name} was {shown(before)}, is {shown(figure)}"
                        f" (allowed: {slack:.4g}){_changed(known, columns)}"
                    )


def _changed(before: Mapping[str, Figure], now: Mapping[str, Figure]) -> str:
    """Says where the set itself is another one than that of the baseline."""
    for name, size in now.items():
        if isinstance(size, int) and name not in LOWER and before.get(name, size) != size:
            return f"; the set has changed: {name} {before[name]:,}, now {size:,}"
    return ""
