"""Occasions in the ledger: an election that was announced is held, and is not another country's."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.ledger import Ledger
from demarche.ledger.linking import keys, pair
from demarche.ledger.plans import plan_of
from demarche.ledger.together import link_all
from demarche.records import Report
from ledger_mentions import mention


def occasion(day: str, text: str, trigger: str, mode: str, **fields):
    return mention(day, text, trigger, type="OCCASION", mode=mode, cameo="", **fields)


CALLED = occasion("2024-03-04", "Norway holds a parliamentary election on 20 May.", "election", "election",
                  actors=("Norway/NOR",), status="planned", certainty="certain",
                  time=("2024-05-20", "2024-05-20"))  # fmt: skip
HELD = occasion("2024-05-20", "Voters in Norway go to the polls.", "go", "election",
                actors=("Voters in Norway/NOR/CVL",), time=("2024-05-20", "2024-05-20"))  # fmt: skip
ACCUSED = occasion("2024-03-04", "The trial of Ana Lind will begin in May.", "trial", "court",
                   recipients=("Ana Lind/NOR",), status="planned",
                   time=("2024-05-01", "2024-05-31"))  # fmt: skip


def plan(*mentions):
    found = [plan_of(cluster) for cluster in link_all(mentions)[0] if mentions[0] in cluster.mentions]
    assert found[0] is not None
    return found[0]


def test_an_election_that_was_announced_is_held():
    link = pair(CALLED, HELD)
    assert link is not None and "a vote of the same country" in link.reason
    assert keys(CALLED) & keys(HELD)
    settled = plan(CALLED, HELD)
    assert (settled.state, settled.settled) == ("happened", "2024-05-20")
    assert settled.settled_by == HELD.mention.report


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (occasion("2024-05-20", "Voters in Chile go to the polls.", "go", "election",
                  actors=("Voters in Chile/CHL/CVL",), time=("2024-05-20", "2024-05-20")), "another country"),
        (occasion("2024-05-20", "Norway holds a referendum.", "referendum", "referendum",
                  actors=("Norway/NOR",), time=("2024-05-20", "2024-05-20")), "another vote"),
        (occasion("2024-04-02", "Norway holds municipal elections.", "elections", "election",
                  actors=("Norway/NOR",), time=("2024-04-02", "2024-04-02")), "another level, another day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_look_alikes_of_an_election_settle_nothing(other, why):
    assert pair(CALLED, other) is None
    assert plan(CALLED, other).state in ("confirmed", "lapsed")


def test_a_trial_is_of_one_defendant():
    hers = occasion("2024-05-14", "Ana Lind goes on trial in Oslo.", "goes", "court",
                    recipients=("Ana Lind/NOR",), time=("2024-05-14", "2024-05-14"))  # fmt: skip
    his = occasion("2024-05-14", "Per Berg goes on trial in Oslo.", "goes", "court",
                   recipients=("Per Berg/NOR",), time=("2024-05-14", "2024-05-14"))  # fmt: skip
    assert plan(ACCUSED, hers).state == "happened"
    assert plan(ACCUSED, his).state != "happened"


def test_a_verdict_tells_that_the_trial_was_held():
    verdict = mention("2024-05-30", "A court in Oslo sentences Ana Lind to two years.", "sentences",
                      type="COERCE", mode="arrest", cameo="173", recipients=("Ana Lind/NOR",),
                      time=("2024-05-30", "2024-05-30"))  # fmt: skip
    assert plan(ACCUSED, verdict).settled_by == verdict.mention.report


def test_an_appointment_is_told_by_the_office():
    will = occasion("2024-03-04", "Norway is to have a prime minister appointed this month.", "appointed",
                    "office", recipients=("new prime minister/NOR/GOV",), status="planned",
                    certainty="certain", time=("2024-03-18", "2024-03-24"))  # fmt: skip
    named = occasion("2024-03-19", "Ana Lind is appointed prime minister of Norway.", "appointed", "office",
                     recipients=("Ana Lind/NOR",), time=("2024-03-19", "2024-03-19"))  # fmt: skip
    other = occasion("2024-03-19", "Per Berg is appointed ambassador of Norway.", "appointed", "office",
                     recipients=("Per Berg/NOR",), time=("2024-03-19", "2024-03-19"))  # fmt: skip
    assert plan(will, named, other).settled_by == named.mention.report


def test_events_leave_occasions_out_until_they_are_asked_for(tmp_path):
    reports = [
        Report(id="a", text="Norway will hold a parliamentary election on 20 May. Ana Lind of Norway's "
               "government met the Swedish prime minister.", published=dt.date(2024, 3, 4)),
        Report(id="b", text="Voters in Norway go to the polls.", published=dt.date(2024, 5, 20)),
    ]  # fmt: skip
    with Ledger.open(tmp_path / "news.duckdb") as ledger:
        ledger.add(reports)
        assert [one.type for one in ledger.events()] == ["CONSULT"]
        assert [one.type for one in ledger.events(type="OCCASION")] == ["OCCASION"]
        assert {one.type for one in ledger.events(occasions=True)} == {"CONSULT", "OCCASION"}
        assert [one.type for one in ledger.events(mode="election")] == ["OCCASION"]
        assert ledger.count() == 1 and ledger.count(occasions=True) == 2
        (vote,) = ledger.plans(as_of=dt.date(2024, 6, 1))
        assert (vote.type, vote.mode, vote.cameo, vote.state) == ("OCCASION", "election", "", "happened")
        assert list(ledger.plans(as_of=dt.date(2024, 6, 1), occasions=False)) == []


def test_an_act_that_is_an_occasion_can_be_put_right(tmp_path):
    report = Report(id="a", text="Ana Lind of Norway's government met the Swedish prime minister.",
                    published=dt.date(2024, 3, 4))  # fmt: skip
    with Ledger.open(tmp_path / "news.duckdb") as ledger:
        ledger.add([report])
        (met,) = ledger.events()
        ledger.set(met.id, "type", "OCCASION", who="ana", why="a debate")
        assert list(ledger.events()) == []
        (debate,) = ledger.events(occasions=True)
        assert debate.type == "OCCASION" and debate.corrected


def test_a_country_has_many_primaries():
    will = occasion("2024-03-04", "The Greens plan a primary in Bergen on Friday.", "primary", "election",
                    status="planned", actors=("the Greens/NOR/PTY",),
                    time=("2024-03-08", "2024-03-08"))  # fmt: skip
    other = occasion("2024-03-09", "Ana Lind wins the special election in Narvik.", "election", "election",
                     actors=("Ana Lind/NOR/PTY",), time=("2024-03-09", "2024-03-09"))  # fmt: skip
    same = occasion("2024-03-08", "Ana Lind wins the Greens' primary in Bergen.", "primary", "election",
                    actors=("Ana Lind/NOR/PTY",), time=("2024-03-08", "2024-03-08"))  # fmt: skip
    assert pair(will, other) is None
    assert pair(will, same) is not None


def test_the_words_for_a_vote_for_parliament_are_one():
    will = occasion("2024-03-04", "Norway will hold a general election in May.", "election", "election",
                    status="planned", actors=("Norway/NOR",), time=("2024-05-01", "2024-05-31"))  # fmt: skip
    held = occasion("2024-05-20", "Norwegians vote in the parliamentary election.", "vote", "election",
                    actors=("Norwegians/NOR/CVL",), time=("2024-05-20", "2024-05-20"))  # fmt: skip
    assert pair(will, held) is not None
