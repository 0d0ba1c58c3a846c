"""How well places are recognised and resolved, on GeoVirus (229 Wikinews reports).

    python -m evaluation.places [DATA_FOLDER]

Rules are tuned on documents of even number; both halves are reported.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from demarche import language
from demarche.language.tree import Tree
from demarche.reading.place import places
from demarche.records import PlaceMention, Report
from evaluation.figures import Figures, tables
from evaluation.texts import records

TITLE = "Places"
NEEDS = ("geovirus_places.jsonl.gz",)
ABOUT = """
GeoVirus, 229 Wikinews reports. The rules were tuned on every other document; both halves are
shown. *Within 161 km*: a hundred miles, as the toponym literature counts. Where a country, a
continent or a large region stands is a convention, which it counts as well: ours are named in the
tables (the CIA World Factbook for countries, GeoNames for continents, the middle of the area for
regions), its own is Wikipedia's. Which convention is ours, and Wikipedia's points for eight
countries that the Factbook puts far from their middle, were settled on the tuned half. A place
that nobody lists stands at the town or county that the words put it in. Coordinates of places that
were not found count as missed in *of gold*.
"""
NEAR_KM = 161  # a hundred miles, as the toponym literature counts


def score(data: Path, *, limit: int | None = None) -> Figures:
    """Figures for the "tuned" half, the "held out" half, and "all" documents."""
    if not (data / NEEDS[0]).exists():
        return {}
    documents = list(records(data / NEEDS[0]))[:limit]
    model = language.load()
    compared = [compare(document, read(model, document["text"])) for document in documents]
    return {
        "tuned": _figures(compared[0::2]),
        "held out": _figures(compared[1::2]),
        "all": _figures(compared),
    }


def read(model: language.Model, text: str) -> list[PlaceMention]:
    """The places of a text, without its words of nationality."""
    (analysis,) = model.analyse([text])
    report = Report(id="geovirus", text=text)
    return [mention for mention in places(report, Tree(analysis)) if mention.kind != "demonym"]


def compare(document: dict, found: Sequence[PlaceMention]) -> dict:
    """Counts of one document, with the distance of every resolved gold place."""
    gold = document["places"]
    spans = {(mention.start, mention.end) for mention in found}
    exact = sum((place["start"], place["end"]) in spans for place in gold)
    touched = [
        next((m for m in found if m.start < place["end"] and place["start"] < m.end), None) for place in gold
    ]
    hit = sum(any(m.start < place["end"] and place["start"] < m.end for place in gold) for m in found)
    distances = [
        kilometres(place["lat"], place["lon"], mention.latitude, mention.longitude)
        for place, mention in zip(gold, touched, strict=True)
        if mention is not None and mention.latitude is not None and mention.longitude is not None
    ]
    return {
        "gold": len(gold),
        "found": len(found),
        "exact": exact,
        "touched": sum(mention is not None for mention in touched),
        "hit": hit,
        "distances": distances,
    }


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points along the Earth's surface."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _figures(compared: Sequence[dict]) -> dict[str, float]:
    gold = sum(one["gold"] for one in compared)
    found = sum(one["found"] for one in compared)
    distances = [distance for one in compared for distance in one["distances"]]
    near = sum(distance <= NEAR_KM for distance in distances)
    exact = sum(one["exact"] for one in compared)
    return {
        "places": gold,
        "exact F1": _f1(exact / max(1, found), exact / max(1, gold)),
        "overlap precision": sum(one["hit"] for one in compared) / max(1, found),
        "overlap recall": sum(one["touched"] for one in compared) / max(1, gold),
        "overlap F1": _f1(
            sum(one["hit"] for one in compared) / max(1, found),
            sum(one["touched"] for one in compared) / max(1, gold),
        ),
        "within 161 km, of gold": near / max(1, gold),
        "within 161 km, of resolved": near / max(1, len(distances)),
        "median km": float(statistics.median(distances)) if distances else math.inf,
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))))
