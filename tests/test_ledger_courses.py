"""Outcomes told in the course of an act: day by day, by a vote on it, as ordered, or on the same day."""

from __future__ import annotations

import pytest

from demarche.ledger.comparing import compare
from demarche.ledger.linking import pair
from demarche.ledger.plans import plan_of
from demarche.ledger.sketch import sketch
from demarche.ledger.successions import succeeds
from demarche.ledger.together import link_all
from ledger_mentions import mention


def plan(*mentions):
    """The plan that the first of these mentions belongs to."""
    found = [plan_of(cluster) for cluster in link_all(mentions)[0] if mentions[0] in cluster.mentions]
    assert found and found[0] is not None
    return found[0]


def journey(day: str, text: str, **fields):
    fields = {
        "actors": ("Ana Lind/SWE/GOV",),
        "recipients": ("Kenya/KEN",),
        "places": ("Kenya/KEN",),
        **fields,
    }
    return mention(day, text, "visit", **fields)


def occasion(day: str, text: str, trigger: str, mode: str, **fields):
    return mention(day, text, trigger, type="OCCASION", mode=mode, cameo="", **fields)


def journey_told(day: str, text: str, **fields):
    """A journey that is told on its day."""
    return journey(day, text, time=(day, day), **fields)


def occasion_told(day: str, text: str, trigger: str, mode: str, **fields):
    """An occasion that is told on its day."""
    return occasion(day, text, trigger, mode, time=(day, day), **fields)


BEGINS = journey_told("2024-03-11", "Ana Lind begins a visit to Kenya.")
SPEAKS = journey_told(
    "2024-03-13",
    "Ana Lind visits a school during her visit to Kenya.",
)


def test_a_journey_is_one_from_day_to_day():
    assert pair(BEGINS, SPEAKS) is not None
    weeks = journey_told("2024-03-27", "Ana Lind starts a visit to Kenya.")
    assert compare(BEGINS, weeks).clash == "other days"
    elsewhere = journey_told(
        "2024-03-13",
        "Ana Lind is on a visit to Peru.",
        recipients=("Peru/PER",),
        places=("Peru/PER",),
    )
    assert pair(BEGINS, elsewhere) is None


def test_a_visit_is_settled_by_the_first_word_of_it():
    announced = journey(
        "2024-03-04", "Students protest ahead of Ana Lind's visit to Kenya.", status="planned"
    )
    assert plan(announced, SPEAKS, BEGINS).settled_by == BEGINS.mention.report


def test_a_count_goes_on_after_the_vote():
    vote = occasion_told(
        "2024-05-20",
        "Voters in Norway go to the polls.",
        "polls",
        "election",
        actors=("Voters in Norway/NOR/CVL",),
    )
    count = occasion_told(
        "2024-05-23",
        "Norway's ruling party leads in the election count.",
        "election",
        "election",
        actors=("Norway/NOR",),
    )
    assert not compare(vote, count).clash
    autumn = occasion_told(
        "2024-09-20",
        "Norway holds an election.",
        "election",
        "election",
        actors=("Norway/NOR",),
    )
    assert compare(vote, autumn).clash == "other days"


def test_a_trial_goes_on_for_weeks_of_one_defendant():
    opens = occasion_told(
        "2024-05-02",
        "The trial of Ana Lind opens.",
        "trial",
        "court",
        recipients=("Ana Lind/SWE",),
    )
    witness = occasion_told(
        "2024-05-16",
        "A clerk testifies in Ana Lind's trial.",
        "trial",
        "court",
        recipients=("Ana Lind/SWE",),
    )
    his = occasion_told(
        "2024-05-16",
        "A clerk testifies in Per Berg's trial.",
        "trial",
        "court",
        recipients=("Per Berg/SWE",),
    )
    assert pair(opens, witness) is not None
    assert pair(opens, his) is None


def test_two_laws_of_one_day_are_told_apart_by_their_words():
    fish = occasion_told(
        "2024-03-04",
        "The governor signs a law that forbids trawlers to fish off Lofoten.",
        "signs",
        "legislation",
        actors=("Per Dahl/NOR/GOV",),
    )
    masks = occasion_told(
        "2024-03-04",
        "The president assents to rules on vaccines in kindergartens.",
        "assents",
        "legislation",
        actors=("Norway/NOR",),
    )
    assert pair(fish, masks) is None


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("The senate votes to abolish the monarchy.", "abolish", True),
        ("The cabinet decides, after a long debate, to lift the curfew.", "lift", True),
        ("The senate votes to send a frigate to Yemen.", "send", False),
        ("The cabinet is to abolish the monarchy.", "abolish", False),
    ],
)
def test_what_a_vote_makes_is_told_by_the_vote(text, trigger, told):
    decided = mention("2024-03-04", text, trigger, type="RETREAT", status="planned", actors=("Norway/NOR",))
    assert sketch(decided).when.ahead is not told


def test_a_law_that_was_planned_comes_by_a_vote_months_later():
    bill = mention(
        "2024-03-04",
        "Norway plans to legalise euthanasia.",
        "legalise",
        type="CONCEDE",
        status="planned",
        actors=("Norway/NOR",),
    )
    vote = mention(
        "2024-10-20",
        "Norway's parliament votes to legalise euthanasia.",
        "legalise",
        type="CONCEDE",
        status="planned",
        actors=("Norway/NOR",),
    )
    assert (plan(bill, vote).state, plan(bill, vote).settled_by) == ("happened", vote.mention.report)


def test_what_is_ordered_is_likelier_to_come_than_what_is_asked_for():
    freed = mention(
        "2024-03-20",
        "Ten sailors are released in Chad.",
        "released",
        type="CONCEDE",
        recipients=("sailors",),
        places=("Chad/TCD",),
        time=("2024-03-20", "2024-03-20"),
    )
    ordered, asked = (
        mention(
            "2024-03-04",
            f"A judge in Chad {word} the release of ten sailors.",
            "release",
            type="CONCEDE",
            status="wanted",
            recipients=("sailors",),
            places=("Chad/TCD",),
        )
        for word in ("orders", "favours")
    )
    assert compare(ordered, freed).points > compare(asked, freed).points


def test_who_succeeds_somebody_tells_that_he_left():
    leaves = mention(
        "2024-03-04",
        "Ana Lind will step down as party leader.",
        "step",
        type="CONCEDE",
        status="planned",
        actors=("Ana Lind/SWE",),
    )
    takes = occasion(
        "2024-04-10",
        "Per Dahl succeeds Ana Lind.",
        "succeeds",
        "office",
        actors=("Per Dahl/SWE",),
        recipients=("Ana Lind/SWE",),
    )
    thanks = occasion(
        "2024-04-10",
        "Per Dahl is made a knight by Ana Lind.",
        "made",
        "office",
        actors=("Per Dahl/SWE",),
        recipients=("Ana Lind/SWE",),
    )
    assert succeeds(sketch(leaves), sketch(takes))
    assert not succeeds(sketch(leaves), sketch(thanks))


def test_what_is_signed_in_the_days_of_a_visit_tells_of_it():
    announced = mention(
        "2024-03-04",
        "Ana Lind will visit Kenya this week.",
        "visit",
        status="planned",
        actors=("Ana Lind/SWE/GOV",),
        recipients=("Kenya/KEN",),
        time=("2024-03-04", "2024-03-10"),
    )
    signed, later = (
        mention(
            day,
            "Ana Lind and Tom Mboya sign a pact on fish.",
            "sign",
            type="AGREE",
            cameo="057",
            actors=("Ana Lind/SWE/GOV", "Tom Mboya/KEN/GOV"),
            time=(day, day),
        )
        for day in ("2024-03-07", "2024-04-07")
    )
    assert pair(announced, signed) is not None
    assert pair(announced, later) is None


def test_a_land_is_left_and_a_pact_is_left():
    pact = mention(
        "2024-03-04",
        "Norway threatens to withdraw from the fishing talks.",
        "withdraw",
        type="RETREAT",
        status="threatened",
        actors=("Norway/NOR",),
    )
    troops = mention(
        "2024-03-10",
        "Norway completes the withdrawal of its troops from Chad.",
        "withdrawal",
        type="RETREAT",
        actors=("Norway/NOR",),
        places=("Chad/TCD",),
    )
    talks = mention(
        "2024-03-10",
        "Norway completes its withdrawal from the fishing talks.",
        "withdrawal",
        type="RETREAT",
        actors=("Norway/NOR",),
    )
    assert compare(pact, troops).clash == "out of a land, and out of a pact"
    assert not compare(pact, talks).clash


def test_another_report_of_the_same_day_tells_the_outcome():
    votes = mention(
        "2024-03-04",
        "The Reform Party is to decide whether to leave the coalition.",
        "leave",
        type="RETREAT",
        status="planned",
        report="morning",
        actors=("Reform Party/NOR",),
        recipients=("coalition/NOR",),
    )
    leaves = mention(
        "2024-03-04",
        "The Reform Party leaves the coalition.",
        "leaves",
        type="RETREAT",
        report="evening",
        actors=("Reform Party/NOR",),
        recipients=("coalition/NOR",),
        time=("2024-03-04", "2024-03-04"),
        given="published",
    )
    assert (plan(votes, leaves).state, plan(votes, leaves).settled_by) == ("happened", "evening")


def test_this_months_election_is_not_held_before_its_day():
    called = occasion(
        "2024-05-02",
        "Norway holds an election on 29 May.",
        "election",
        "election",
        actors=("Norway/NOR",),
        status="planned",
        certainty="certain",
        time=("2024-05-29", "2024-05-29"),
    )
    passing = occasion(
        "2024-05-14",
        "Talks on fish wait for the outcome of Norway's election this month.",
        "election",
        "election",
        actors=("Norway/NOR",),
        time=("2024-05-01", "2024-05-31"),
    )
    held = occasion_told(
        "2024-05-29",
        "Norway holds an election.",
        "election",
        "election",
        actors=("Norway/NOR",),
    )
    assert plan(called, passing).state == "confirmed"
    assert plan(called, passing, held).settled_by == held.mention.report


def test_who_was_to_come_and_will_not_is_called_off():
    sent = mention(
        "2024-03-04",
        "The army confirms that Prince Nils will deploy to Chad with his regiment.",
        "deploy",
        type="MOBILIZE",
        status="planned",
        actors=("Nils/NOR",),
        places=("Chad/TCD",),
    )
    not_sent = mention(
        "2024-03-20",
        "Norway's defence ministry says that Prince Nils will not be deployed to Chad.",
        "deployed",
        type="MOBILIZE",
        status="planned",
        polarity="negative",
        places=("Chad/TCD",),
    )
    assert plan(sent, not_sent).state == "cancelled"


def test_an_appointment_comes_a_day_before_it_was_due_and_a_summit_does_not():
    due = ("2024-03-12", "2024-03-18")
    named = occasion(
        "2024-03-04",
        "A new premier of Norway will be appointed next week.",
        "appointed",
        "office",
        recipients=("premier/NOR/GOV",),
        status="planned",
        certainty="certain",
        time=due,
    )
    done = occasion(
        "2024-03-11",
        "Per Dahl is appointed premier of Norway.",
        "appointed",
        "office",
        recipients=("Per Dahl/NOR",),
    )
    assert plan(named, done).state == "happened"
    talks = mention(
        "2024-03-04",
        "Norway and Chad will hold talks next week.",
        "talks",
        status="planned",
        actors=("Norway/NOR", "Chad/TCD"),
        time=due,
    )
    flies = mention(
        "2024-03-11", "Norway and Chad prepare their talks.", "talks", actors=("Norway/NOR", "Chad/TCD")
    )
    assert plan(talks, flies).state != "happened"
