"""Links between mentions: what is one act, what is two, and that order does not matter."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from demarche.ledger.clusters import clusters
from demarche.ledger.linking import keys, pair
from demarche.ledger.together import link_all
from ledger_mentions import mention

VISIT = {"type": "CONSULT", "mode": "visit", "cameo": "042"}


def visit(day: str, text: str, trigger: str, **fields):
    fields = {"actors": ("Ana Lind/SWE/GOV",), "recipients": ("Norway/NOR",), **VISIT, **fields}
    return mention(day, text, trigger, **fields)


WILL = visit("2024-03-04", "Ana Lind will visit Norway this week.", "visit", status="planned",
             time=("2024-03-04", "2024-03-10"))  # fmt: skip
ARRIVED = visit("2024-03-08", "Ana Lind arrived in Oslo on Friday.", "arrived",
                time=("2024-03-08", "2024-03-08"), places=("Oslo/NOR/59.9/10.7",))  # fmt: skip


def test_a_plan_and_its_outcome_are_one_with_a_reason_that_can_be_read():
    link = pair(WILL, ARRIVED)
    assert link is not None and link.score > 0.5
    assert "same participants" in link.reason and "dates overlap" in link.reason
    assert keys(WILL) & keys(ARRIVED)


def test_a_pair_is_the_same_in_either_order():
    assert pair(WILL, ARRIVED) == pair(ARRIVED, WILL)


@pytest.mark.parametrize(
    "other",
    [
        visit("2024-03-04", "Ana Lind visited Norway last year.", "visited",
              time=("2023-01-01", "2023-12-31")),
        visit("2024-03-25", "Ana Lind arrived in Oslo on Monday.", "arrived",
              time=("2024-03-25", "2024-03-25")),
        visit("2024-03-08", "Ana Lind often visits Norway.", "visits", status="habitual"),
        visit("2024-03-08", "Nils Holm visited Norway on Friday.", "visited",
              actors=("Nils Holm/SWE/GOV",), time=("2024-03-08", "2024-03-08")),
        visit("2024-03-08", "Ana Lind visited Finland on Friday.", "visited",
              recipients=("Finland/FIN",), time=("2024-03-08", "2024-03-08")),
        mention("2024-03-08", "Ana Lind and Norway agreed to meet on Friday.", "agreed", type="AGREE",
                cameo="030", actors=("Ana Lind/SWE/GOV",), recipients=("Norway/NOR",),
                time=("2024-03-08", "2024-03-08")),
    ],
    ids=["last year", "a second visit", "a habit", "somebody else", "elsewhere", "an agreement to meet"],
)  # fmt: skip
def test_what_looks_alike_is_another_act(other):
    assert pair(WILL, other) is None


def test_two_dated_visits_of_one_month_are_two_events():
    again = visit("2024-03-25", "Ana Lind arrived in Oslo on Monday.", "arrived",
                  time=("2024-03-25", "2024-03-25"), places=("Oslo/NOR/59.9/10.7",))  # fmt: skip
    found, _ = link_all([WILL, ARRIVED, again])
    assert [len(cluster.mentions) for cluster in found] == [2, 1]


def test_clusters_do_not_depend_on_the_order_of_arrival():
    days = [dt.date(2024, 3, 1) + dt.timedelta(days=n) for n in range(12)]
    mentions = [
        mention(str(day), f"Shells hit Port Kell, killing {n} people.", "hit", type="ASSAULT", cameo="190",
                actors=("Norland/NOR",), recipients=("Port Kell/SWE",), places=("Port Kell/SWE/58.0/12.0",),
                time=(str(day), str(day)), report=f"shells-{n}-{copy}")
        for n, day in enumerate(days)
        for copy in range(2)
    ]  # fmt: skip
    mentions += [WILL, ARRIVED]
    wanted, links = link_all(mentions)
    # one event a day, whatever each day shares with the next: a war is not one event
    assert sorted(len(cluster.mentions) for cluster in wanted) == [2] * 13
    for seed in range(10):
        shuffled = random.Random(seed).sample(mentions, len(mentions))
        assert link_all(shuffled)[0] == wanted
        assert clusters(shuffled, random.Random(seed).sample(links, len(links))) == wanted
