"""Links between mentions: what is one act, what is two, and that order does not matter."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from demarche.ledger.clusters import clusters
from demarche.ledger.comparing import compare
from demarche.ledger.dated import Dated
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


def test_who_is_handed_over_is_known_whether_object_or_recipient():
    plan = mention("2024-02-20", "Norway will return Omar Sahl to Chad.", "return", type="RETREAT",
                   actors=("Norway/NOR",), recipients=("Chad/TCD",), objects=("Omar Sahl",),
                   status="planned", certainty="certain")  # fmt: skip
    freed = mention("2024-02-23", "Omar Sahl is released from prison.", "released", type="RETREAT",
                    recipients=("Omar Sahl",), time=("2024-02-23", "2024-02-23"))  # fmt: skip
    other = mention("2024-02-23", "Lena Voss is released from prison.", "released", type="RETREAT",
                    recipients=("Lena Voss",), time=("2024-02-23", "2024-02-23"))  # fmt: skip
    assert keys(plan) & keys(freed) and pair(plan, freed)
    assert pair(plan, other) is None


def test_soldiers_who_arrive_are_the_troops_that_were_to_be_sent():
    sent_to = ("Kabul/AFG/34.5/69.2",)
    sent = mention("2024-08-12", "The army will send troops to Kabul.", "send", type="MOBILIZE",
                   actors=("army/NOR/MIL",), places=sent_to, objects=("troops",),
                   status="planned", certainty="certain")  # fmt: skip
    came = {"time": ("2024-08-13", "2024-08-13"), "given": "published", "places": sent_to}
    troops = mention("2024-08-13", "Norwegian troops begin arriving in Kabul.", "arriving", mode="visit",
                     actors=("Norwegian troops/NOR/MIL",), **came)  # type: ignore[arg-type]  # fmt: skip
    envoy = mention("2024-08-13", "A Norwegian envoy is arriving in Kabul.", "arriving", mode="visit",
                    actors=("Norwegian envoy/NOR/GOV",), **came)  # type: ignore[arg-type]  # fmt: skip
    assert pair(sent, troops)
    assert pair(sent, envoy) is None


def test_two_rounds_of_talks_and_two_lots_of_prisoners_are_two_acts():
    def round_of(day: str, text: str) -> Dated:
        return mention(day, text, "talks", actors=("Chad/TCD", "Norway/NOR"))

    second = round_of("2024-03-03", "A second round of peace talks between Chad and Norway begins.")
    again = round_of("2024-03-05", "The 2nd round of peace talks between Chad and Norway begins.")
    fourth = round_of("2024-03-05", "The fourth round of peace talks between Chad and Norway begins.")
    assert pair(second, again)
    assert pair(second, fourth) is None

    def freed(day: str, count: str, **fields: object) -> Dated:
        return mention(day, f"Chad to release {count} political prisoners.", "release", type="RETREAT",
                       actors=("Chad/TCD",), recipients=(f"{count} political prisoners",),
                       **fields)  # type: ignore[arg-type]  # fmt: skip

    plan = freed("2024-03-03", "three", status="planned", certainty="certain")
    like, unlike = freed("2024-03-30", "three"), freed("2024-03-30", "two")
    assert compare(plan, like).score > compare(plan, unlike).score


def test_bodies_and_groups_without_a_country_are_looked_up_by_what_they_are_called():
    threat = mention("2024-09-03", "The Rail and Transport Union may strike.", "strike", type="PROTEST",
                     actors=("Rail and Transport Union/GBR",), status="threatened")  # fmt: skip
    strike = mention("2024-09-04", "Rail and Transport Union employees strike.", "strike",
                     type="PROTEST", actors=("Rail and Transport Union employees",), given="published",
                     time=("2024-09-04", "2024-09-04"))  # fmt: skip
    assert keys(threat) & keys(strike)
    let = mention("2024-05-17", "Foreign diplomats will visit the town.", "visit", mode="visit",
                  actors=("foreign diplomats",), status="planned")  # fmt: skip
    went = mention("2024-05-18", "36 foreign diplomats visit the town.", "visit", mode="visit",
                   actors=("36 foreign diplomats",))  # fmt: skip
    assert keys(let) & keys(went) and pair(let, went)


@pytest.mark.parametrize(("word", "linked"), [("Norjet", True), ("airline", False)])
def test_a_rare_word_in_common_tells_the_outcome_of_a_plan(word, linked):
    strike = {"type": "PROTEST", "mode": "strike", "cameo": "143"}
    planned = "Norjet passengers face delays as pilots announce plans to go on strike."
    plan = mention("2024-05-09", planned, "strike", **strike, actors=("pilots",),
                   status="planned")  # fmt: skip
    told = f"{word} passengers face long delays at the airport as pilots go on strike."
    struck = mention("2024-06-14", told, "strike", **strike, actors=("pilots",), given="published",
                     time=("2024-06-14", "2024-06-14"))  # fmt: skip
    assert bool(pair(plan, struck) and keys(plan) & keys(struck)) is linked


def test_a_journey_ends_in_the_meeting_that_it_leads_to():
    there = visit("2024-03-08", "In Oslo Ana Lind met Per Dahl.", "met", mode=None, cameo="040",
                  recipients=("Per Dahl/NOR/GOV",), time=("2024-03-08", "2024-03-08"),
                  given="published")  # fmt: skip
    elsewhere = visit("2024-03-08", "In Turku Ana Lind met Eva Aho.", "met", mode=None, cameo="040",
                      recipients=("Eva Aho/FIN/GOV",), time=("2024-03-08", "2024-03-08"),
                      given="published", places=("Turku/FIN/60.4/22.3",))  # fmt: skip
    assert pair(WILL, there) is not None and keys(WILL) & keys(there)
    assert pair(WILL, elsewhere) is None
    assert pair(ARRIVED, there) is None  # of two that are told, the one is not the other


TO_BE_TRIED = mention("2024-02-20", "Omar Sahl is due to be tried for the murder on 4 March.", "tried",
                      type="ACCUSE", mode="allege", cameo="115", recipients=("Omar Sahl",),
                      status="planned", certainty="certain", time=("2024-03-04", "2024-03-04"))  # fmt: skip


@pytest.mark.parametrize(("who", "linked"), [("Omar Sahl", True), ("Lena Voss", False)])
def test_an_outcome_may_be_told_by_an_act_of_another_type(who, linked):
    convicted = mention("2024-03-21", f"{who} is convicted of the murder of Nils Holm.", "convicted",
                        type="SANCTION", mode="convict", cameo="116", recipients=(who,),
                        time=("2024-03-21", "2024-03-21"), given="published")  # fmt: skip
    found = pair(TO_BE_TRIED, convicted)
    assert bool(found) is linked
    if found is not None:
        assert keys(TO_BE_TRIED) & keys(convicted) and "told as its end" in found.reason


def test_a_deed_is_one_whatever_type_its_word_is_read_as():
    will = mention("2024-03-04", "Norway will evacuate civilians from Port Kell.", "evacuate", type="AID",
                   cameo="073", actors=("Norway/NOR",), recipients=("civilians",), status="planned",
                   objects=("Port Kell",))  # fmt: skip
    does = mention("2024-03-09", "Norway begins evacuating civilians from Port Kell.", "evacuating",
                   type="ASSAULT", cameo="190", actors=("Norway/NOR",), recipients=("civilians",),
                   objects=("Port Kell",), time=("2024-03-09", "2024-03-09"))  # fmt: skip
    assert pair(will, does) is not None and keys(will) & keys(does)


def test_two_gatherings_of_one_name_are_one_whoever_is_named():
    will = meeting("2024-03-01", "Per Dahl will miss the N7 summit in Kiruna.", "summit",
                   actors=("Per Dahl/NOR/GOV",), status="planned", places=("Kiruna/SWE/67.9/20.2",),
                   time=("2024-03-10", "2024-03-11"))  # fmt: skip
    begins = meeting("2024-03-10", "The N7 summit begins in Kiruna.", "summit", actors=("Sweden/SWE",),
                     places=("Kiruna/SWE/67.9/20.2",), time=("2024-03-10", "2024-03-10"))  # fmt: skip
    other = meeting("2024-03-10", "The Q9 summit begins in Kiruna.", "summit", actors=("Sweden/SWE",),
                    places=("Kiruna/SWE/67.9/20.2",), time=("2024-03-10", "2024-03-10"))  # fmt: skip
    assert pair(will, begins) is not None
    assert pair(will, other) is None


def test_the_round_that_was_announced_is_the_one_that_is_held():
    parties = {"actors": ("Sweden/SWE", "Norway/NOR")}
    third = meeting("2024-03-03", "Sweden and Norway will hold a third round of talks next week.", "talks",
                    **parties, status="planned", time=("2024-03-07", "2024-03-13"))  # fmt: skip
    held = meeting("2024-03-12", "Sweden and Norway hold a third round of talks.", "talks", **parties,
                   given="published", time=("2024-03-12", "2024-03-12"))  # fmt: skip
    fourth = meeting("2024-03-12", "Sweden and Norway hold a fourth round of talks.", "talks", **parties,
                     given="published", time=("2024-03-12", "2024-03-12"))  # fmt: skip
    found = pair(third, held)
    assert found is not None and "the same of a series" in found.reason
    assert pair(third, fourth) is None


def leaving(day: str, text: str, trigger: str, who: str, **fields):
    return mention(day, text, trigger, type="RETREAT", mode="resign", cameo="083", actors=(who,), **fields)


def test_a_person_resigns_once_even_months_after_it_was_announced():
    plan = leaving("2024-01-10", "Ana Lind announces her resignation.", "resignation", "Ana Lind/SWE/GOV",
                   status="planned", given="published", time=("2024-01-10", "2024-01-10"))  # fmt: skip
    done = leaving("2024-03-29", "Ana Lind steps down as minister.", "steps", "Ana Lind/SWE/GOV",
                   given="published", time=("2024-03-29", "2024-03-29"))  # fmt: skip
    another = leaving("2024-03-29", "Per Ek steps down as minister.", "steps", "Per Ek/SWE/GOV",
                      given="published", time=("2024-03-29", "2024-03-29"))  # fmt: skip
    body = leaving("2024-03-29", "Swedish governors resign.", "resign", "governors/SWE",
                   given="published", time=("2024-03-29", "2024-03-29"))  # fmt: skip
    assert keys(plan) & keys(done) and pair(plan, done) is not None
    assert pair(plan, another) is None and pair(plan, body) is None


def test_where_talks_are_held_is_not_who_holds_them():
    parties = {"actors": ("Sweden/SWE", "Norway/NOR"), "status": "planned"}
    will = meeting("2024-03-03", "Sweden and Norway will hold talks next week.", "talks", **parties)
    at = meeting("2024-03-12", "Delegations hold talks at the Finland–Russia border.", "talks",
                 actors=("Swedish delegation/SWE",))  # fmt: skip
    of = meeting("2024-03-12", "Delegations hold talks with Finland and Russia.", "talks",
                 actors=("Swedish delegation/SWE",))  # fmt: skip
    assert compare(will, at).points > compare(will, of).points + 0.5


def test_talks_that_were_announced_are_not_the_round_after_the_first():
    parties = {"actors": ("Sweden/SWE", "Norway/NOR")}
    will = meeting("2024-03-03", "Sweden and Norway will hold talks.", "talks", **parties, status="planned")
    first, second = (
        meeting("2024-03-12", f"Sweden and Norway hold a {which} round of talks.", "talks", **parties)
        for which in ("first", "second")
    )
    assert compare(will, first).points > compare(will, second).points + 0.3


def test_a_trial_is_followed_to_the_sentence_long_after_its_day():
    who = {"recipients": ("Per Olof Ek/SWE",)}
    trial = mention("2024-01-10", "Per Olof Ek is due to be tried on 4 March.", "tried", type="ACCUSE",
                    mode="allege", cameo="116", **who, status="planned",
                    time=("2024-03-04", "2024-03-04"))  # fmt: skip
    verdict = mention("2024-05-20", "Per Olof Ek is convicted of fraud.", "convicted", type="SANCTION",
                      mode="convict", cameo="173", **who, given="published",
                      time=("2024-05-20", "2024-05-20"))  # fmt: skip
    assert keys(trial) & keys(verdict) and pair(trial, verdict) is not None


def test_who_is_named_beside_a_deed_has_some_part_in_it():
    will = mention("2024-03-01", "Norway will impose sanctions on Chad.", "sanctions", type="SANCTION",
                   mode="sanctions", cameo="163", actors=NORWAY, recipients=("Chad/TCD",),
                   status="planned")  # fmt: skip
    names, another = (
        mention("2024-03-09", f"Norway and Sweden impose sanctions against {whose} army.", "sanctions",
                type="SANCTION", mode="sanctions", cameo="163", actors=("Norway/NOR", "Sweden/SWE"))
        for whose in ("Chad's", "the")
    )  # fmt: skip
    assert compare(will, names).points > compare(will, another).points + 0.5


def test_troops_that_leave_are_those_that_were_to_leave_that_land():
    demand = mention(
        "2020-03-01", "New protests demand that all Norwegian troops leave the country", "leave",
        type="RETREAT", mode="withdraw", cameo="0874", status="wanted", actors=("Norwegian troops/NOR/MIL",),
        places=("Mali/MLI",),
    )  # fmt: skip
    told = mention(
        "2020-04-26", "After three decades, all Norwegian troops leave Mali", "leave",
        type="RETREAT", mode="withdraw", cameo="0874", actors=("Norwegian troops/NOR/MIL",),
        time=("2020-04-26", "2020-04-26"), given="published", places=("Mali/MLI",),
    )  # fmt: skip
    assert pair(demand, told)
    elsewhere = mention(
        "2020-04-26", "After three decades, all Norwegian troops leave Chad", "leave",
        type="RETREAT", mode="withdraw", cameo="0874", actors=("Norwegian troops/NOR/MIL",),
        time=("2020-04-26", "2020-04-26"), given="published", places=("Chad/TCD",),
    )  # fmt: skip
    assert not pair(demand, elsewhere)


def test_whose_troops_are_to_move_may_be_hinted_at():
    plan = mention(
        "2020-08-12", "The Norwegian government says that 600 troops will be deployed to Mali", "deployed",
        type="MOBILIZE", mode="troops", cameo="154", status="planned", places=("Mali/MLI",),
    )  # fmt: skip
    others = mention(
        "2020-08-13", "Danish troops deploy in Mali", "deploy",
        type="MOBILIZE", mode="troops", cameo="154", actors=("Danish troops/DNK/MIL",), places=("Mali/MLI",),
    )  # fmt: skip
    own = mention(
        "2020-08-14", "Norwegian troops deploy in Mali", "deploy",
        type="MOBILIZE", mode="troops", cameo="154", actors=("Norwegian troops/NOR/MIL",),
        places=("Mali/MLI",),
    )  # fmt: skip
    assert compare(plan, others).clash == "others do it"
    assert pair(plan, own)


def test_soldiers_who_are_sent_and_soldiers_who_arrive_are_one_deployment():
    plan = mention(
        "2020-03-01", "Norway will send 120 soldiers to Latvia", "send", type="AID", mode=None, cameo="072",
        status="planned", actors=NORWAY, recipients=("Latvia/LVA",), places=("Latvia/LVA",),
        objects=("120 soldiers",),
    )  # fmt: skip
    told = mention(
        "2020-03-09", "Norwegian soldiers arrive in Latvia", "arrive", type="CONSULT", mode="visit",
        cameo="042", actors=("Norwegian soldiers/NOR/MIL",), recipients=("Latvia/LVA",),
        places=("Latvia/LVA",),
    )  # fmt: skip
    assert pair(plan, told)


def test_an_offensive_on_a_town_is_told_once_by_whomever_it_is_named():
    plan = mention(
        "2020-02-19", "Ahead of an expected offensive the Freedonian Air Force strikes Kobu", "offensive",
        type="ASSAULT", cameo="190", status="planned", actors=("Freedonian Air Force/NOR/MIL",),
        places=("Kobu/NOR/60.0/10.0",),
    )  # fmt: skip
    told = mention(
        "2020-02-25", "Government forces launch a ground offensive in Kobu", "offensive", type="ASSAULT",
        cameo="190", actors=("Government forces//MIL",), places=("Kobu/NOR/60.0/10.0",),
    )  # fmt: skip
    raid = mention(
        "2020-02-25", "Government forces kill two in a raid in Kobu", "raid", type="ASSAULT",
        cameo="190", actors=("Government forces//MIL",), places=("Kobu/NOR/60.0/10.0",),
    )  # fmt: skip
    assert pair(plan, told)
    assert not pair(plan, raid)


def test_a_withdrawal_may_take_months():
    first, last = (
        mention(
            day, f"Norwegian troops {verb} Mali", verb.split()[0], type="RETREAT", mode="withdraw",
            cameo="0874",
            actors=("Norwegian troops/NOR/MIL",), places=("Mali/MLI",), time=(day, day), given="published",
        )
        for day, verb in (("2020-05-01", "withdraw from"), ("2020-08-20", "leave"))
    )  # fmt: skip
    assert not compare(first, last).clash
def test_who_was_to_be_made_to_go_goes():
    faces = mention("2024-03-01", "Minister Ola Berg faces dismissal.", "dismissal", type="COERCE",
                    mode="restrict", cameo="172", recipients=("Ola Berg/NOR/GOV",), status="planned",
                    certainty="possible")  # fmt: skip
    quits, another = (
        mention("2024-03-08", f"{who} resigns as minister.", "resigns", type="RETREAT", mode="resign",
                cameo="0831", actors=(f"{who}/NOR/GOV",), given="published",
                time=("2024-03-08", "2024-03-08"))
        for who in ("Ola Berg", "Per Dahl")
    )  # fmt: skip
    assert keys(faces) & keys(quits) and pair(faces, quits) is not None
    assert pair(faces, another) is None


def test_a_trial_may_end_in_an_acquittal():
    acquitted = mention("2024-03-21", "Omar Sahl is found not guilty of the murder.", "found",
                        type="CONCEDE", cameo="081", recipients=("Omar Sahl",), given="published",
                        time=("2024-03-21", "2024-03-21"))  # fmt: skip
    assert keys(TO_BE_TRIED) & keys(acquitted) and pair(TO_BE_TRIED, acquitted) is not None


def test_who_is_extradited_is_one_to_whatever_court_he_comes():
    orders = mention("2024-02-20", "A Chilean court approves the extradition of Omar Sahl.", "extradition",
                     type="COOPERATE", cameo="063", actors=("court/CHL/JUD",),
                     recipients=("Omar Sahl/TCD",), status="planned")  # fmt: skip
    done = mention("2024-03-21", "Omar Sahl is extradited to Norway.", "extradited", type="COOPERATE",
                   cameo="063", recipients=NORWAY, objects=("Omar Sahl",), given="published",
                   time=("2024-03-21", "2024-03-21"))  # fmt: skip
    assert keys(orders) & keys(done) and pair(orders, done) is not None


def _talks(day: str, text: str, trigger: str = "talks", **fields) -> Dated:
    days = {"time": (day, day), "given": "published"} if "status" not in fields else {}
    return mention(day, text, trigger, actors=("Norway/NOR", "Sweden/SWE"), **days, **fields)


@pytest.mark.parametrize(
    "ends",
    ["The talks between Norway and Sweden conclude.", "Norway and Sweden end their talks.",
     "The talks of Norway and Sweden came to an end."],
)  # fmt: skip
def test_what_ends_on_a_later_day_is_what_was_held_before(ends):
    held = _talks("2024-03-13", "Norway and Sweden hold talks.")
    assert pair(held, _talks("2024-03-17", ends)) is not None
    assert compare(held, _talks("2024-03-17", "Norway and Sweden hold talks.")).clash == "other days"
    assert compare(held, _talks("2024-05-17", ends)).clash == "other days"


@pytest.mark.parametrize("words", ["to end the war", "at the end of the street"])
def test_talks_with_an_end_in_view_are_not_told_when_they_end(words):
    held = _talks("2024-03-13", "Norway and Sweden hold talks.")
    assert compare(held, _talks("2024-03-17", f"Norway and Sweden hold talks {words}.")).clash == "other days"


@pytest.mark.parametrize("word", ["another round of", "reciprocal", "follow-up"])
def test_another_act_of_the_kind_is_not_what_was_planned_before(word):
    planned = _talks("2024-03-04", "Norway and Sweden will hold talks.", status="planned")
    more = _talks("2024-03-06", f"Norway and Sweden will hold {word} talks.", status="planned")
    again = _talks("2024-03-06", "Norway and Sweden will hold talks.", status="planned")
    assert compare(planned, more).points < compare(planned, again).points - 0.5
    assert compare(more, planned) == compare(planned, more)


def test_who_returns_for_an_act_tells_of_no_other_one():
    planned = _talks("2024-03-04", "Norway and Sweden will hold talks.", status="planned")
    back = _talks("2024-03-06", "Norway will return to Sweden for talks.", status="planned")
    fly = _talks("2024-03-06", "Norway will travel to Sweden for talks.", status="planned")
    assert compare(planned, back).points == compare(planned, fly).points


BAN = {"type": "COERCE", "mode": "restrict", "cameo": "172"}
WILL_BAN = mention(
    "2024-03-04", "Norway will ban imports of Swedish cheese", "ban", status="planned",
    actors=NORWAY, **BAN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (mention("2024-03-20", "Norway bans imports of Swedish cheese", "bans", actors=NORWAY, **BAN), True),
        (mention("2024-03-20", "Norway bans drones above airports", "bans", actors=NORWAY, **BAN), False),
        (mention("2024-03-20", "Norway bans rallies", "bans", actors=NORWAY, **BAN), False),
    ],
    ids=["the same thing", "another thing", "nothing in particular"],
)
def test_of_what_a_state_does_often_more_than_the_state_must_agree(other, one):
    assert (pair(WILL_BAN, other) is not None) == one


def test_whom_it_befalls_tells_one_measure_from_another():
    wanted = mention("2024-03-04", "Norway wants to ban the Storm Front", "ban", status="wanted",
                     actors=NORWAY, recipients=("Storm Front/NOR/PTY",), **BAN)  # fmt: skip
    hers = mention("2024-03-20", "Norway outlaws the Storm Front", "outlaws", actors=NORWAY,
                   recipients=("Storm Front/NOR/PTY",), **BAN)  # fmt: skip
    other = mention("2024-03-20", "Norway outlaws the Red League", "outlaws", actors=NORWAY,
                    recipients=("Red League/NOR/PTY",), **BAN)  # fmt: skip
    assert pair(wanted, hers) is not None
    assert pair(wanted, other) is None


def test_troops_leave_one_place_and_not_another():
    army = ("Norwegian army/NOR/MIL",)
    fields = {"type": "RETREAT", "mode": "withdraw", "cameo": "0874", "actors": army}
    leaves = mention("2024-03-04", "The Norwegian army will withdraw from Narvik", "withdraw",
                     status="planned", places=("Narvik/NOR/68.4/17.4",), **fields)  # fmt: skip
    left = mention("2024-03-20", "The Norwegian army withdrew from Bergen", "withdrew",
                   places=("Bergen/NOR/60.4/5.3",), **fields)  # fmt: skip
    assert compare(leaves, left).clash == "out of other places"
