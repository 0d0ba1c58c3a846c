"""Whether the confidence of mentions keeps its word: of those at 0.8, four in five are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from evaluation import calibrate, gold
from evaluation.calibrate import Sample
from evaluation.figures import Figures, tables

TITLE = "Confidence"
NEEDS = (gold.ITEMS,)
ABOUT = """
A mention is right where its trigger is an act of the gold report, of the same PLOVER type. The
model of confidence (`reading/confidence.py`) is fitted on the annotated reports above by
`python -m evaluation.calibrate`; here every report's probabilities come from a fit on the other
nine tenths of the reports. *Calibration error*: the mean distance between confidence and share
right, over bins of equal size. *AUC*: how often a right mention has the higher confidence than
a wrong one; 0.5 is chance. On few reports the bins are rough, and annotated reports hold more
acts than news at large does, so that on other news confidence may run high.
"""
IMAGE = Path(__file__).resolve().parent.parent / "docs" / "images" / "confidence.svg"


def score(data: Path) -> Figures:
    """A row for all annotated reports, and one for each set."""
    found = _samples(data)
    if len({sample.report for sample in found}) < calibrate.FOLDS:
        return {}
    likely = _likely(data)
    rows: Figures = {"all, held out": _row(found, likely)}
    for part in dict.fromkeys(sample.part for sample in found):
        here = [index for index, sample in enumerate(found) if sample.part == part]
        if len(here) < len(found):
            rows[f"{part}, held out"] = _row([found[i] for i in here], likely[here])
    return rows


def more(data: Path) -> str:
    """The bins as a table and a plot, which is written to docs/images."""
    found = _samples(data)
    if not score(data):
        return ""
    _, right = calibrate.arrays(found)
    bins = calibrate.bins(_likely(data), right)
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(plot(bins), encoding="utf-8")
    rows: Figures = {
        f"{number}": {"mentions": n, "mean confidence": mean, "share right": share}
        for number, (n, mean, share) in enumerate(bins, start=1)
    }
    return f"![Share right by confidence](images/{IMAGE.name})\n\n{tables(rows)}"


@cache
def _samples(data: Path) -> list[Sample]:
    return calibrate.samples(data)


@cache
def _likely(data: Path) -> np.ndarray:
    found = _samples(data)
    return calibrate.held_out(found, calibrate.best_penalty(found))


def _row(found: list[Sample], likely: np.ndarray) -> dict[str, float | int]:
    _, right = calibrate.arrays(found)
    return {
        "mentions": len(found),
        "right": float(right.mean()),
        "mean confidence": float(likely.mean()),
        "calibration error": calibrate.calibration_error(likely, right),
        "AUC": auc(likely, right),
    }


def auc(likely: np.ndarray, right: np.ndarray) -> float:
    """How often a right one has the higher value than a wrong one; ties count half."""
    good, bad = likely[right > 0], likely[right == 0]
    if not len(good) or not len(bad):
        return 0.5
    difference = good[:, None] - bad[None, :]
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def plot(bins: list[tuple[int, float, float]], size: int = 320) -> str:
    """A reliability diagram as SVG: confidence to the right, share right upwards."""
    margin, side = 48, size - 64

    def at(x: float, y: float) -> tuple[float, float]:
        return margin + side * x, size - margin - side * y

    def text(x: float, y: float, words: str, anchor: str = "middle", turn: str = "") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{turn}>{words}</text>'

    (left, bottom), (right, top) = at(0, 0), at(1, 1)
    turned = f' transform="rotate(-90 14 {(top + bottom) / 2:.0f})"'
    most = max((n for n, _, _ in bins), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}"'
        ' font-family="sans-serif" font-size="11" fill="#333" role="img"'
        ' aria-label="Share of mentions that are right, by confidence">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<path d="M{left:.0f} {top:.0f}V{bottom:.0f}H{right:.0f}" fill="none" stroke="#999"/>',
        f'<path d="M{left:.0f} {bottom:.0f}L{right:.0f} {top:.0f}" stroke="#bbb" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = at(tick, tick)
        parts.append(text(x, bottom + 16, f"{tick:g}"))
        parts.append(text(left - 6, y + 4, f"{tick:g}", "end"))
    for n, mean, share in bins:
        x, y = at(mean, share)
        radius = 2 + 4 * (n / most) ** 0.5
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f6feb" fill-opacity="0.75"/>'
        )
    parts.append(text((left + right) / 2, size - 10, "mean confidence"))
    parts.append(text(14, (top + bottom) / 2, "share right", turn=turned))
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    print(tables(score(gold.DATA)))
    print(more(gold.DATA))
