"""Clusters: which mentions, by their links, are one act.

The strongest link is drawn first. Two groups become one where no mention of one clashes
with a mention of the other, and the mentions of the smaller one find a likely fellow in the
larger, on the average: a chain of likenesses, each day's shelling like the day before's,
does not become one event. The outcome is a function of the mentions and links, not of
their order.
"""

from __future__ import annotations

from collections.abc import Iterable

from demarche.ledger.comparing import JOURNEY, compare
from demarche.ledger.comparing_times import OTHER_DAYS, tells_of_move
from demarche.ledger.dated import Cluster, Dated, Link, event_id, order
from demarche.ledger.sketch import Sketch, sketch

AVERAGE = 0.5  # the score that the smaller group needs on the average
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
    score = _outcomes_first(given, usable)
    for link in sorted(
        usable.values(), key=lambda link: (-score[link.a, link.b], rank[link.a], rank[link.b], link.b)
    ):
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


def _outcomes_first(
    given: dict[str, Dated], usable: dict[tuple[str, str], Link]
) -> dict[tuple[str, str], float]:
    """The scores by which links are drawn: a report's word of the outcome comes before its other words.

    "Releases three hostages; *more releases* are planned": both are like what was announced
    before, and only one of them can be it. Of what one report announces, what is of the outcome's
    own kind comes first: a meeting is what became of "will *meet*" before it is of "may *tour* a port".
    """
    told: dict[tuple[str, str], float] = {}
    own_kind: dict[tuple[str, str, str], float] = {}  # by both reports and the kind of the outcome
    for (a, b), link in usable.items():
        for plan, other in ((a, b), (b, a)):
            if _tells(sketch(given[plan]), sketch(given[other])):
                key = plan, given[other].mention.report
                told[key] = max(told.get(key, 0.0), link.score)
                if sketch(given[plan]).kind == sketch(given[other]).kind:
                    both = (*_reports(given[plan], given[other]), sketch(given[other]).kind)
                    own_kind[both] = max(own_kind.get(both, 0.0), link.score)
    score = {}
    for (a, b), link in usable.items():
        known = [
            told.get((plan, given[other].mention.report), 1.0)
            for plan, other in ((a, b), (b, a))
            if sketch(given[plan]).when.ahead and sketch(given[other]).when.ahead
        ]
        known += [
            own_kind.get((*_reports(given[plan], given[other]), sketch(given[other]).kind), 1.0)
            for plan, other in ((a, b), (b, a))
            if sketch(given[plan]).when.ahead
            and not sketch(given[other]).when.ahead
            and sketch(given[plan]).kind != sketch(given[other]).kind
        ]
        score[a, b] = min([link.score, *(one - 1e-6 for one in known)])
    return score


def _reports(a: Dated, b: Dated) -> tuple[str, str]:
    return a.mention.report, b.mention.report


def _tells(plan: Sketch, other: Sketch) -> bool:
    """Whether a mention tells what became of a plan: that it was done, or called off."""
    return plan.when.ahead and not plan.denied and (not other.when.ahead or other.denied)


def _bridged(a: Dated, b: Dated, between: list[Dated]) -> bool:
    """Whether another mention says that the act was moved from one's days to the other's."""
    return any(
        one is not a
        and one is not b
        and sketch(one).when.ahead
        and tells_of_move(one)
        and not compare(one, a).clash
        and not compare(one, b).clash
        for one in between
    )


def _looked_at(group: list[str]) -> list[str]:
    """Some members of a group, from its first to its last, so that no stretch of time is passed over."""
    if len(group) <= LOOKED_AT:
        return group
    return [group[round(n * (len(group) - 1) / (LOOKED_AT - 1))] for n in range(LOOKED_AT)]


def _agree(
    one: list[str], other: list[str], given: dict[str, Dated], usable: dict[tuple[str, str], Link]
) -> bool:
    smaller, larger = sorted((_looked_at(one), _looked_at(other)), key=len)
    members = [given[name] for name in (*smaller, *larger)]
    total = 0.0
    for a in smaller:
        best = 0.0
        for b in larger:
            link = usable.get((a, b) if a < b else (b, a))
            if link is not None:
                best = max(best, link.score)
                continue
            found = compare(given[a], given[b])
            if found.clash == JOURNEY and sketch(given[a]).when.ahead != sketch(given[b]).when.ahead:
                continue  # no word for one act, and none against: a journey has its meetings
            if found.clash and not (found.clash == OTHER_DAYS and _bridged(given[a], given[b], members)):
                return False
            best = max(best, found.score)
        total += best
    return total >= AVERAGE * len(smaller)
