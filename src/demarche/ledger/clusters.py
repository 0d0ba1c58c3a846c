"""Clusters: which mentions, by their links, are one act.

The strongest link is drawn first. Two groups become one where no mention of one clashes
with a mention of the other, and the links between them are many and strong enough on the
average: a chain of likenesses, each day's shelling like the day before's, does not become
one event. The outcome is a function of the mentions and links, not of their order.
"""

from __future__ import annotations

from collections.abc import Iterable

from demarche.ledger.comparing import compare
from demarche.ledger.dated import Cluster, Dated, Link, event_id, order

AVERAGE = 0.45  # the average score that two groups need to be one
LOOKED_AT = 12  # of each group, the mentions that are compared


def clusters(mentions: Iterable[Dated], links: Iterable[Link]) -> list[Cluster]:
    """The clusters of these mentions, in order of their earliest mention.

    Mentions without links stand alone; links to mentions that are not given are left out.
    """
    given = {dated.mention.id: dated for dated in mentions}
    usable = {(link.a, link.b): link for link in links if link.a in given and link.b in given}
    groups = {name: [name] for name in given}
    home = {name: name for name in given}
    rank = {name: number for number, name in enumerate(sorted(given, key=lambda one: order(given[one])))}
    for link in sorted(usable.values(), key=lambda link: (-link.score, rank[link.a], rank[link.b], link.b)):
        one, other = home[link.a], home[link.b]
        if one == other or not _agree(groups[one], groups[other], given, usable):
            continue
        if rank[other] < rank[one]:
            one, other = other, one
        groups[one] = sorted(groups[one] + groups.pop(other), key=rank.__getitem__)
        for name in groups[one]:
            home[name] = one
    held: dict[str, list[Link]] = {}
    for link in usable.values():
        if home[link.a] == home[link.b]:
            held.setdefault(home[link.a], []).append(link)
    return [
        Cluster(
            event_id(given[names[0]]),
            tuple(given[name] for name in names),
            tuple(sorted(held.get(home[names[0]], ()), key=lambda link: (rank[link.a], rank[link.b]))),
        )
        for names in sorted(groups.values(), key=lambda names: rank[names[0]])
    ]


def _agree(
    one: list[str], other: list[str], given: dict[str, Dated], usable: dict[tuple[str, str], Link]
) -> bool:
    total = 0.0
    pairs = 0
    for a in one[:LOOKED_AT]:
        for b in other[:LOOKED_AT]:
            pairs += 1
            link = usable.get((a, b) if a < b else (b, a))
            if link is not None:
                total += link.score
                continue
            found = compare(given[a], given[b])
            if found.clash:
                return False
            total += found.score
    return total >= AVERAGE * pairs
