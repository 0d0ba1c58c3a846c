"""Links between mentions: what is one act, what is two, and that order does not matter."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from demarche.ledger.clusters import clusters
from demarche.ledger.linking import keys, pair
from demarche.ledger.together import link_all
from ledger_mentions import mention

NORWAY = ("Norway/NOR",)
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


def meeting(day: str, text: str, trigger: str, **fields):
    return mention(day, text, trigger, **fields)


PLANNED_TALKS = meeting("2024-03-01", "Ana Lind will meet President Per Dahl of Norway this month.", "meet",
                        actors=("Ana Lind/SWE/GOV",), recipients=("Per Dahl/NOR/GOV",), status="planned",
                        time=("2024-03-01", "2024-03-31"))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "trigger", "fields"),
    [
        ("The Sweden–Norway summit is held at Kiruna.", "summit", {"actors": ("Sweden/SWE",)}),
        ("Ana Lind and Per Dahl hold talks.", "talks", {"actors": ("Ana Lind/SWE/GOV", "Per Dahl/NOR/GOV")}),
        ("Sweden's leader meets Norway's.", "meets", {"actors": ("Sweden/SWE",), "recipients": NORWAY}),
        ("Lind and Dahl met.", "met", {"actors": ("Lind/SWE/GOV", "Dahl/NOR/GOV")}),
    ],
    ids=["named by the countries beside it", "persons", "states for their people", "surnames"],
)
def test_a_meeting_is_known_by_whoever_takes_part(text, trigger, fields):
    held = meeting(
        "2024-03-12", text, trigger, time=("2024-03-12", "2024-03-12"), given="published", **fields
    )
    assert pair(PLANNED_TALKS, held) is not None
    assert keys(PLANNED_TALKS) & keys(held)


@pytest.mark.parametrize(
    ("text", "trigger", "fields"),
    [
        ("Foreign Minister Nils Holm of Sweden meets Per Dahl.", "meets",
         {"actors": ("Nils Holm/SWE/GOV",), "recipients": ("Per Dahl/NOR/GOV",)}),
        ("Ana Lind meets the president of Finland.", "meets",
         {"actors": ("Ana Lind/SWE/GOV",), "recipients": ("Finland/FIN",)}),
        ("Finnish President Eva Aho wins praise during a meeting with Ana Lind.", "meeting",
         {"recipients": ("Ana Lind/SWE/GOV",)}),
        ("Ana Lind and Per Dahl attend a forum in Kiruna.", "attend",
         {"actors": ("Ana Lind/SWE/GOV", "Per Dahl/NOR/GOV"), "objects": ("forum",)}),
    ],
    ids=["somebody else of the country", "another country", "another guest, by the sentence", "an occasion"],
)  # fmt: skip
def test_another_meeting_is_another_act(text, trigger, fields):
    held = meeting(
        "2024-03-12", text, trigger, time=("2024-03-12", "2024-03-12"), given="published", **fields
    )
    assert pair(PLANNED_TALKS, held) is None


def test_also_tells_one_act_from_another_of_the_same_report():
    first = visit("2024-03-01", "Ana Lind plans to visit Norway.", "visit", status="planned", report="r",
                  time=("2024-03-01", "2024-03-31"))  # fmt: skip
    again = visit(
        "2024-03-01", "She may also visit Svalbard.", "visit", status="planned", report="r", offset=50
    )
    same = visit("2024-03-01", "The visit to Norway was her idea.", "visit", status="planned", report="r",
                 offset=90)  # fmt: skip
    assert pair(first, again) is None
    assert pair(first, same) is not None


def test_a_place_in_a_country_is_inside_it():
    link = pair(WILL, ARRIVED)
    assert link is not None and "Oslo inside Norway" in link.reason


def test_one_person_is_not_killed_twice():
    threat = mention("2024-05-01", "They threatened to kill Per Dahl within a day.", "kill", type="ASSAULT",
                     cameo="1823", recipients=("Per Dahl/NOR/CVL",), status="threatened",
                     time=("2024-05-01", "2024-05-02"))  # fmt: skip
    killed = mention("2024-05-12", "Per Dahl was killed on Saturday.", "killed", type="ASSAULT", cameo="1823",
                     recipients=("Per Dahl/NOR/CVL",), time=("2024-05-11", "2024-05-11"))  # fmt: skip
    another = mention("2024-05-12", "Nils Holm was killed Saturday.", "killed", type="ASSAULT", cameo="1823",
                      recipients=("Nils Holm/NOR/CVL",), time=("2024-05-11", "2024-05-11"))  # fmt: skip
    assert pair(threat, killed) is not None and keys(threat) & keys(killed)
    assert pair(threat, another) is None


def test_who_strikes_is_not_who_is_struck():
    struck = mention("2024-05-01", "Norland struck Sweden.", "struck", type="ASSAULT", cameo="190",
                     actors=("Netherlands/NLD",), recipients=("Sweden/SWE",),
                     time=("2024-05-01", "2024-05-01"))  # fmt: skip
    back = mention("2024-05-01", "Sweden struck Norland.", "struck", type="ASSAULT", cameo="190",
                   actors=("Sweden/SWE",), recipients=("Netherlands/NLD",),
                   time=("2024-05-01", "2024-05-01"))  # fmt: skip
    assert pair(struck, back) is None


def test_keys_hold_a_stretch_of_time_so_that_they_stay_few():
    undated = meeting("2024-03-12", "Ana Lind met Per Dahl.", "met", actors=("Ana Lind/SWE/GOV",),
                      recipients=("Per Dahl/NOR/GOV",))  # fmt: skip
    year = meeting("2024-01-01", "Ana Lind will meet Per Dahl.", "meet", actors=("Ana Lind/SWE/GOV",),
                   recipients=("Per Dahl/NOR/GOV",), status="planned",
                   time=("2024-01-01", "2024-12-31"))  # fmt: skip
    assert keys(undated) & keys(year)
    assert all(len(keys(one)) <= 120 for one in (undated, year, WILL, ARRIVED))
    later = meeting("2026-03-12", "Ana Lind met Per Dahl.", "met", actors=("Ana Lind/SWE/GOV",),
                    recipients=("Per Dahl/NOR/GOV",))  # fmt: skip
    assert not keys(undated) & keys(later)
