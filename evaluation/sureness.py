"""Whether the confidence of mentions keeps its word: of those at 0.8, four in five are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from evaluation import calibrate, calibrate_heads, corpus_sets, gold
from evaluation.figures import Figures, tables

TITLE = "Confidence"
NEEDS = (gold.ITEMS,)
ABOUT = """
A mention is right where its trigger is an act of the gold report, of the same PLOVER type. The
rules have a confidence of their own, fitted by `python -m evaluation.calibrate` on our own reports,
the news for development and the training split of the corpus, by what the rules alone read in them.
What that and the learned heads say together, and in what kind of report, is weighed by the coefficients
of knowledge/confidence_heads.tsv. `python -m evaluation.calibrate_heads` fits them on the corpus' splits
dev and calibration and on the dispatches for calibration, on which no head is trained. The shipped heads
were trained on *train*, the articles seen, our own reports, and the news and the dispatches for development,
so that these are read better than the confidence expects. Only the test split and the articles, news and
dispatches held out had no part in anything. *Calibration error*: the mean distance between confidence and
share right, over eight bins of equal size. *By chance*: what it would be on average though every
probability were kept to the letter, since bins are small. *AUC*: how often a right mention has the higher
confidence than a wrong one; 0.5 is chance. The plot is of the corpus' test split.
"""
IMAGE = Path(__file__).resolve().parent.parent / "docs" / "images" / "confidence.svg"


def score(data: Path) -> Figures:
    """A row for each set of annotated reports."""
    return {part: _row(*pair) for part, pair in _by_part(data).items() if len(pair[1])}


def more(data: Path) -> str:
    """The bins of the corpus' test split as a table and a plot, which is written to docs/images."""
    pair = _by_part(data).get(corpus_sets.name("test"))
    if not pair or not len(pair[1]):
        return ""
    bins = calibrate.bins(*pair)
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(plot(bins), encoding="utf-8")
    rows: Figures = {
        f"{number}": {"mentions": n, "mean confidence": mean, "share right": share}
        for number, (n, mean, share) in enumerate(bins, start=1)
    }
    return f"![Share right by confidence](images/{IMAGE.name})\n\n{tables(rows)}"


@cache
def _by_part(data: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By set the probabilities of its mentions, and which of them are right."""
    found: dict[str, list[tuple[float, float]]] = {}
    for part, mention, right in calibrate_heads.judged(data):
        found.setdefault(part, []).append((mention.confidence, float(right)))
    return {part: (np.array(here)[:, 0], np.array(here)[:, 1]) for part, here in found.items()}


def _row(likely: np.ndarray, right: np.ndarray) -> dict[str, float | int]:
    return {
        "mentions": len(right),
        "right": float(right.mean()),
        "mean confidence": float(likely.mean()),
        "calibration error": calibrate.calibration_error(likely, right),
        "by chance": calibrate.by_chance(likely),
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
