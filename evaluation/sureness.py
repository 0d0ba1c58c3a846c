"""Whether the confidence of mentions keeps its word: of those at 0.8, four in five are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from demarche.reading import confidence
from evaluation import calibrate, gold
from evaluation.calibrate import Sample
from evaluation.figures import Figures, tables
from evaluation.reports import HELD_OUT, SETS

TITLE = "Confidence"
NEEDS = (gold.ITEMS,)
ABOUT = """
A mention is right where its trigger is an act of the gold report, of the same PLOVER type. The
model of confidence (`reading/confidence.py`) is fitted by `python -m evaluation.calibrate` on our
own reports and the news for development. For these, the probabilities below come from fits on
the other nine tenths of the reports; for the news held out, from the table that is shipped.
*Calibration error*: the mean distance between confidence and share right, over bins of equal
size; a hundred and fifty mentions in bins of twenty stray by some eight points by chance alone.
*AUC*: how often a right mention has the higher confidence than a wrong one; 0.5 is chance. Our
own reports are read better than news is, and confidence speaks of news. The plot is of both
sets of news.
"""
IMAGE = Path(__file__).resolve().parent.parent / "docs" / "images" / "confidence.svg"


def score(data: Path) -> Figures:
    """A row for each set of annotated reports."""
    found = calibrate.fitted_on(_samples(data))
    if len({sample.report for sample in found}) < calibrate.FOLDS:
        return {}
    return {
        part: _row([sample for sample, _ in these], np.array([likely for _, likely in these]))
        for part, these in _by_part(data).items()
        if these
    }


def more(data: Path) -> str:
    """The bins of the news as a table and a plot, which is written to docs/images."""
    pairs = [pair for part, these in _by_part(data).items() if part != calibrate.OWN for pair in these]
    if not score(data) or not pairs:
        return ""
    _, right = calibrate.arrays([sample for sample, _ in pairs])
    bins = calibrate.bins(np.array([likely for _, likely in pairs]), right)
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
def _by_part(data: Path) -> dict[str, list[tuple[Sample, float]]]:
    """Each sample with its probability, by set: held-out fits, or the shipped table's."""
    found = calibrate.fitted_on(_samples(data))
    likely = calibrate.held_out(found, calibrate.best_penalty(found))
    pairs = list(zip(found, likely.tolist(), strict=True))
    apart = [sample for sample in _samples(data) if sample.part == HELD_OUT]
    pairs += [(sample, confidence.probability(sample.facts)) for sample in apart]
    return {part: [pair for pair in pairs if pair[0].part == part] for part in SETS}


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
