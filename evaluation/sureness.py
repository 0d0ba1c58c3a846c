"""Whether the confidence of mentions keeps its word: of those at 0.8, four in five are right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from demarche.reading import confidence
from evaluation import calibrate, corpus_sets, gold
from evaluation.calibrate import Sample
from evaluation.figures import Figures, tables

TITLE = "Confidence"
NEEDS = (gold.ITEMS,)
ABOUT = """
A mention is right where its trigger is an act of the gold report, of the same PLOVER type. The
model of confidence (`reading/confidence.py`) is fitted by `python -m evaluation.calibrate` on our
own reports, the news for development and the training split of the corpus. For these, the
probabilities below come from fits on the other nine tenths of the reports; for the corpus' dev and
test splits and the news held out, which it is not fitted on, from the tables that are shipped.
*Calibration error*: the mean distance between confidence and share right, over eight bins of equal
size. *By chance*: what it would be on average though every probability were kept to the letter,
since bins are small. *AUC*: how often a right mention has the higher confidence than a wrong one;
0.5 is chance. Rules are mended by the reports that the model is fitted on, so these are read better
than others; our own are read better than any news, and confidence speaks of news. The plot is of
the corpus' test split.
"""
IMAGE = Path(__file__).resolve().parent.parent / "docs" / "images" / "confidence.svg"


def score(data: Path) -> Figures:
    """A row for each set of annotated reports."""
    found = calibrate.fitted_on(calibrate.samples(data))
    if len({sample.report for sample in found}) < calibrate.FOLDS:
        return {}
    return {
        part: _row([sample for sample, _ in these], np.array([likely for _, likely in these]))
        for part, these in _by_part(data).items()
        if these
    }


def more(data: Path) -> str:
    """The bins of the corpus' test split as a table and a plot, which is written to docs/images."""
    pairs = _by_part(data).get(corpus_sets.name("test"))
    if not score(data) or not pairs:
        return ""
    right = calibrate.rights([sample for sample, _ in pairs])
    bins = calibrate.bins(np.array([likely for _, likely in pairs]), right)
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(plot(bins), encoding="utf-8")
    rows: Figures = {
        f"{number}": {"mentions": n, "mean confidence": mean, "share right": share}
        for number, (n, mean, share) in enumerate(bins, start=1)
    }
    return f"{_about_dev()}\n\n![Share right by confidence](images/{IMAGE.name})\n\n{tables(rows)}"


def _about_dev() -> str:
    """What part the corpus' dev split had in the tables that are shipped."""
    table = (calibrate.KNOWLEDGE / confidence.TABLE).read_text(encoding="utf-8")
    if calibrate.GAP in table:
        return "Dev sets one number of the model, its constant, so that only test and the news are held out."
    return "Dev, like test, has no part in the model."


@cache
def _by_part(data: Path) -> dict[str, list[tuple[Sample, float]]]:
    """Each sample with its probability, by set: held-out fits, or the shipped tables'."""
    everything = calibrate.samples(data)
    found = calibrate.fitted_on(everything)
    likely = calibrate.held_out(found, calibrate.best_penalty(found)) if found else np.zeros(0)
    pairs = list(zip(found, likely.tolist(), strict=True))
    pairs += [(sample, _shipped(sample)) for sample in everything if sample.part in calibrate.APART]
    by_part: dict[str, list[tuple[Sample, float]]] = {}
    for pair in pairs:
        by_part.setdefault(pair[0].part, []).append(pair)
    return by_part


def _shipped(sample: Sample) -> float:
    """What the reader says of a sample."""
    facts = list(sample.facts)
    facts[confidence.RECORD] = confidence.kept_record(sample.word)
    return confidence.probability(facts)


def _row(found: list[Sample], likely: np.ndarray) -> dict[str, float | int]:
    right = calibrate.rights(found)
    return {
        "mentions": len(found),
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
