"""Linking a set of mentions at once, in memory: what the store does piece by piece."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.ledger.clusters import clusters
from demarche.ledger.dated import Cluster, Dated, Link, order
from demarche.ledger.known_names import complete_all
from demarche.ledger.linking import WINDOW_DAYS, keys, pair


def link_all(mentions: Iterable[Dated]) -> tuple[list[Cluster], list[Link]]:
    """The clusters of these mentions, with their names completed, and the links between them."""
    given = sorted(complete_all(mentions), key=order)
    buckets: dict[str, list[int]] = {}
    links: list[Link] = []
    for number, dated in enumerate(given):
        near: set[int] = set()
        for key in keys(dated):
            bucket = buckets.setdefault(key, [])
            near.update(bucket)
            bucket.append(number)
        for index in sorted(near):
            if within_window(given[index], dated):
                link = pair(given[index], dated)
                if link is not None:
                    links.append(link)
    return clusters(given, links), links


def within_window(a: Dated, b: Dated) -> bool:
    """Whether two mentions were published near enough to be compared at all."""
    if a.published is None or b.published is None:
        return True
    return abs((a.published - b.published).days) <= WINDOW_DAYS
