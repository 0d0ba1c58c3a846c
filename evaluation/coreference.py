"""Coreference on GUM news: MUC, B³, CEAFe, their mean (CoNLL F1), and mentions.

Definitions: Vilain et al. (1995) for MUC, Bagga and Baldwin (1998) for B³, Luo (2005)
for the entity-based CEAF, Pradhan et al. (2014) for the mean. Mentions match by their
exact characters. Figures come with singletons and without, as GUM annotates them.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.figures import Figures, tables
from evaluation.texts import records

TITLE = "Coreference"
NEEDS = ("gum_news.jsonl.gz",)
ABOUT = """
GUM's news, interviews and speeches, dev split, raw text in. *conll* is the mean of MUC, B³ and
CEAFe. Mentions match by their exact characters, so every mention that the model misses or cuts
otherwise costs its links.
"""
Cluster = frozenset[Hashable]
Counts = tuple[float, float, float, float]  # recall numerator, denominator, precision likewise


def muc(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Counts:
    """Links kept: a cluster of n mentions in m pieces keeps n − m of its n − 1 links."""

    def side(these: Sequence[Cluster], those: Sequence[Cluster]) -> tuple[float, float]:
        where = {mention: number for number, cluster in enumerate(those) for mention in cluster}
        kept = total = 0
        for cluster in these:
            pieces = len({where.get(mention, ("alone", mention)) for mention in cluster})
            kept += len(cluster) - pieces
            total += len(cluster) - 1
        return kept, total

    return (*side(gold, system), *side(system, gold))


def b_cubed(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Counts:
    """For each mention, how much of its cluster the other side's cluster shares."""

    def side(these: Sequence[Cluster], those: Sequence[Cluster]) -> tuple[float, float]:
        where = {mention: cluster for cluster in those for mention in cluster}
        kept = 0.0
        total = 0
        for cluster in these:
            for mention in cluster:
                total += 1
                if mention in where:
                    kept += len(cluster & where[mention]) / len(cluster)
        return kept, total

    return (*side(gold, system), *side(system, gold))


def ceaf_e(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Counts:
    """The best one-to-one alignment of clusters under Luo's φ4."""
    if not gold or not system:
        return 0.0, len(gold), 0.0, len(system)
    similarity = np.zeros((len(gold), len(system)))
    where: dict[Hashable, list[int]] = {}
    for column, cluster in enumerate(system):
        for mention in cluster:
            where.setdefault(mention, []).append(column)
    for row, cluster in enumerate(gold):
        for column in {c for mention in cluster for c in where.get(mention, ())}:
            other = system[column]
            similarity[row, column] = 2 * len(cluster & other) / (len(cluster) + len(other))
    rows, columns = linear_sum_assignment(-similarity)
    best = float(similarity[rows, columns].sum())
    return best, len(gold), best, len(system)


def mentions(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Counts:
    """Mentions found, whatever chain they are in."""
    a = {mention for cluster in gold for mention in cluster}
    b = {mention for cluster in system for mention in cluster}
    return len(a & b), len(a), len(a & b), len(b)


def f1(counts: Counts) -> float:
    """The harmonic mean of recall and precision."""
    recall = counts[0] / counts[1] if counts[1] else 0.0
    precision = counts[2] / counts[3] if counts[3] else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


METRICS = {"muc": muc, "b_cubed": b_cubed, "ceaf_e": ceaf_e, "mentions": mentions}


def score_clusters(
    documents: Iterable[tuple[Sequence[Cluster], Sequence[Cluster]]], *, singletons: bool
) -> dict[str, float]:
    """F1 of every metric over (gold, system) pairs, counts added up over documents."""
    totals: dict[str, Counts] = dict.fromkeys(METRICS, (0.0, 0.0, 0.0, 0.0))
    for gold, system in documents:
        if not singletons:
            gold = [cluster for cluster in gold if len(cluster) > 1]
            system = [cluster for cluster in system if len(cluster) > 1]
        for name, metric in METRICS.items():
            counts = metric(gold, system)
            totals[name] = tuple(a + b for a, b in zip(totals[name], counts, strict=True))  # type: ignore[assignment]
    scores = {name: f1(counts) for name, counts in totals.items()}
    scores["conll"] = (scores["muc"] + scores["b_cubed"] + scores["ceaf_e"]) / 3
    return scores


def gold_clusters(document: dict) -> list[Cluster]:
    """A GUM document's chains as sets of character spans."""
    found: dict[str, set[tuple[int, int]]] = {}
    taken: set[tuple[int, int]] = set()
    for mention in document["mentions"]:
        span = (mention["start"], mention["end"])
        if span[0] < span[1] and span not in taken:
            taken.add(span)
            found.setdefault(mention["chain"], set()).add(span)
    return [frozenset(spans) for spans in found.values()]


def documents(data: Path, split: str) -> list[dict]:
    """The GUM news, interviews and speeches of a split."""
    return [document for document in records(data / NEEDS[0]) if document["split"] == split]


def score(data: Path, *, split: str = "dev") -> Figures:
    """Scores the reader, raw text in, on GUM news: with singletons, and without."""
    if not (data / NEEDS[0]).exists():
        return {}
    import datetime as dt

    from demarche import language
    from demarche.language.tree import Tree
    from demarche.reading.coreference import resolve
    from demarche.reading.learned_antecedents import Ranker
    from demarche.records import Report

    model = language.load()
    pairs = []
    for document in documents(data, split):
        report = Report(
            id=document["id"], text=document["text"], published=dt.date.fromisoformat(document["date"])
        )
        ((analysis, vectors),) = model.seen([report.text])
        ranker = None
        if vectors is not None and model.antecedents is not None:
            ranker = Ranker(model.antecedents, vectors)
        found = resolve(report, Tree(analysis), ranker=ranker)
        pairs.append((gold_clusters(document), system_clusters(found)))
    return {
        "with singletons": score_clusters(pairs, singletons=True),
        "without singletons": score_clusters(pairs, singletons=False),
    }


def system_clusters(entities: Iterable) -> list[Cluster]:
    """Resolved entities as sets of character spans, one a chain."""
    found: dict[int, set[tuple[int, int]]] = {}
    taken: set[tuple[int, int]] = set()
    for entity in entities:
        span = (entity.start, entity.end)
        if span not in taken:
            taken.add(span)
            found.setdefault(entity.chain, set()).add(span)
    return [frozenset(spans) for spans in found.values()]


if __name__ == "__main__":
    print(tables(score(Path("../shared/data"), split=sys.argv[1] if len(sys.argv) > 1 else "dev")))
