"""Plans: every state and the words that lead to it; what the calendar may do, and what it may not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from demarche.ledger.dated import Dated
from demarche.ledger.plans import plan_of
from demarche.ledger.together import link_all
from demarche.reading.reader import Reader
from demarche.records import Days, EventTime, Plan, Report
from ledger_mentions import mention

HERE = Path(__file__).parents[1]
SHARED = HERE / "../shared"
LIND = ("Ana Lind/SWE/GOV",)
NORWAY = ("Norway/NOR",)


def visit(day: str, text: str, trigger: str, **fields: object) -> Dated:
    return mention(
        day, text, trigger, type="CONSULT", mode="visit", cameo="042", actors=LIND, recipients=NORWAY,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def the_plan(*mentions: Dated, as_of: str | None = None) -> Plan:
    """The one plan that the mentions speak of."""
    day = dt.date.fromisoformat(as_of) if as_of else None
    found = [plan for cluster in link_all(mentions)[0] if (plan := plan_of(cluster, day))]
    assert len(found) == 1, found
    return found[0]


MAY = visit("2024-03-01", "Ana Lind may visit Norway this month.", "visit", status="planned",
            certainty="possible", time=("2024-03-01", "2024-03-31"), sources=("officials",))  # fmt: skip
PLANS = visit("2024-03-03", "Ana Lind plans to visit Norway this month.", "visit", status="planned",
              time=("2024-03-01", "2024-03-31"), publisher="The Daily")  # fmt: skip
WILL = visit("2024-03-05", "Ana Lind will visit Norway on 20 March.", "visit", status="planned",
             certainty="certain", time=("2024-03-20", "2024-03-20"))  # fmt: skip
ARRIVES = visit("2024-03-20", "Ana Lind arrives in Norway.", "arrives", given="published",
                time=("2024-03-20", "2024-03-20"), places=("Oslo/NOR/59.9/10.7",))  # fmt: skip


def test_a_plan_grows_surer_and_happens_by_the_words_of_a_report():
    plan = the_plan(MAY, PLANS, WILL, ARRIVES)
    assert [step.state for step in plan.history] == ["floated", "planned", "confirmed", "happened"]
    assert (plan.state, plan.announced, plan.settled) == ("happened", "2024-03-01", "2024-03-20")
    assert plan.settled_by == ARRIVES.mention.report
    assert plan.iptc == "eocstat:eos5"
    assert plan.history[0].sources == ("officials",)
    assert plan.history[1].sources == ("The Daily",)
    assert plan.history[3].evidence == ARRIVES.mention.evidence


def test_as_of_a_day_nothing_later_is_known():
    plan = the_plan(MAY, PLANS, WILL, ARRIVES, as_of="2024-03-04")
    assert plan.state == "planned" and plan.settled is None
    assert {one.published for one in plan.mentions} == {"2024-03-01", "2024-03-03"}
    assert plan.iptc == "eocstat:eos4"


def test_the_calendar_makes_nothing_happen_but_lets_a_plan_lapse():
    assert the_plan(WILL, as_of="2024-03-20").state == "confirmed"
    assert the_plan(WILL, as_of="2024-03-26").state == "confirmed"  # within the time of grace
    lapsed = the_plan(WILL, as_of="2024-04-20")
    assert (lapsed.state, lapsed.settled, lapsed.settled_by) == ("lapsed", "2024-03-27", None)
    assert lapsed.history[-1].report is None and lapsed.history[-1].evidence is None


def test_later_word_reopens_what_lapsed():
    late = visit("2024-04-08", "Ana Lind, who arrived in Norway on 20 March, is back.", "arrived",
                 time=("2024-03-20", "2024-03-20"))  # fmt: skip
    plan = the_plan(WILL, late)
    assert [step.state for step in plan.history] == ["confirmed", "lapsed", "happened"]
    assert (plan.state, plan.settled) == ("happened", "2024-03-20")


def test_a_plan_moves_to_another_day_and_then_happens_there():
    put_off = visit("2024-03-10", "Ana Lind postponed her visit to Norway to 5 April.", "visit",
                    status="planned", time=("2024-04-05", "2024-04-05"))  # fmt: skip
    plan = the_plan(WILL, put_off)
    assert plan.state == "moved"
    assert plan.history[-1].change == {"time": ("2024-03-20", "2024-04-05")}
    assert plan.expected is not None and plan.expected.start == "2024-04-05"
    came = visit("2024-04-05", "Ana Lind arrives in Norway.", "arrives", given="published",
                 time=("2024-04-05", "2024-04-05"))  # fmt: skip
    plan = the_plan(WILL, put_off, came)
    assert [step.state for step in plan.history] == ["confirmed", "moved", "happened"]


def test_an_outcome_elsewhere_is_a_move_and_a_happening():
    talks = mention("2024-03-05", "Ana Lind will meet Per Dahl in Bergen on 20 March.", "meet",
                    actors=LIND, recipients=("Per Dahl/NOR/GOV",), status="planned", certainty="certain",
                    time=("2024-03-20", "2024-03-20"), places=("Bergen/NOR/60.4/5.3",))  # fmt: skip
    held = mention("2024-03-20", "Ana Lind meets Per Dahl in Tromsø.", "meets", actors=LIND,
                   recipients=("Per Dahl/NOR/GOV",), time=("2024-03-20", "2024-03-20"), given="published",
                   places=("Tromsø/NOR/69.6/18.9",))  # fmt: skip
    plan = the_plan(talks, held)
    assert [(step.state, step.change) for step in plan.history] == [
        ("confirmed", None), ("moved", {"place": ("Bergen", "Tromsø")}), ("happened", None),
    ]  # fmt: skip


def test_a_country_named_later_does_not_undo_the_town():
    talks = mention("2024-03-05", "Ana Lind will meet Per Dahl in Bergen on 20 March.", "meet",
                    actors=LIND, recipients=("Per Dahl/NOR/GOV",), status="planned", certainty="certain",
                    time=("2024-03-20", "2024-03-20"), places=("Bergen/NOR/60.4/5.3",))  # fmt: skip
    again = mention("2024-03-18", "Ana Lind will meet Per Dahl in Norway on 20 March.", "meet",
                    actors=LIND, recipients=("Per Dahl/NOR/GOV",), status="planned", certainty="certain",
                    time=("2024-03-20", "2024-03-20"), places=("Norway/NOR/62.0/10.0",))  # fmt: skip
    held = mention("2024-03-20", "Ana Lind meets Per Dahl in Tromsø.", "meets", actors=LIND,
                   recipients=("Per Dahl/NOR/GOV",), time=("2024-03-20", "2024-03-20"), given="published",
                   places=("Tromsø/NOR/69.6/18.9",))  # fmt: skip
    moves = [step.change for step in the_plan(talks, again, held).history if step.state == "moved"]
    assert moves == [{"place": ("Bergen", "Tromsø")}]


def test_what_is_called_off_is_cancelled_and_can_come_back():
    off = visit("2024-03-12", "Ana Lind cancelled her visit to Norway.", "visit", status="planned",
                polarity="negative", time=("2024-03-20", "2024-03-20"))  # fmt: skip
    plan = the_plan(WILL, off)
    assert (plan.state, plan.iptc, plan.settled) == ("cancelled", "eocstat:eos6", "2024-03-12")
    assert the_plan(WILL, off, ARRIVES).state == "happened"


def test_threats_and_demands_are_followed():
    threat = mention("2024-05-01", "Sweden threatened to expel Norland's ambassador.", "expel", type="COERCE",
                     cameo="1623", actors=("Sweden/SWE",), recipients=("Norland's ambassador/NLD/GOV",),
                     status="threatened")  # fmt: skip
    done = mention("2024-05-03", "Sweden expels Norland's ambassador.", "expels", type="COERCE",
                   cameo="1623", actors=("Sweden/SWE",), recipients=("Norland's ambassador/NLD/GOV",),
                   time=("2024-05-03", "2024-05-03"), given="published")  # fmt: skip
    assert the_plan(threat).state == "floated"
    assert the_plan(threat, done).state == "happened"


def test_a_demand_is_met_or_refused():
    demand = mention("2024-05-01", "Sweden urged Norland to release Per Dahl by Friday.", "release",
                     type="RETREAT", cameo="0841", actors=("Norland/NLD",),
                     recipients=("Per Dahl/SWE/CVL",), status="wanted",
                     time=("2024-05-01", "2024-05-03"))  # fmt: skip
    met = mention("2024-05-03", "Norland releases Per Dahl.", "releases", type="RETREAT", cameo="0841",
                  actors=("Norland/NLD",), recipients=("Per Dahl/SWE/CVL",), given="published",
                  time=("2024-05-03", "2024-05-03"))  # fmt: skip
    refused = mention("2024-05-02", "Norland refuses to release Per Dahl.", "release", type="RETREAT",
                      cameo="0841", actors=("Norland/NLD",), recipients=("Per Dahl/SWE/CVL",),
                      polarity="negative")  # fmt: skip
    assert the_plan(demand).expected == Days("2024-05-01", "2024-05-03")
    assert (the_plan(demand, met).state, the_plan(demand, met).settled) == ("happened", "2024-05-03")
    assert (the_plan(demand, refused).state, the_plan(demand, refused).settled) == ("cancelled", "2024-05-02")
    assert the_plan(demand, as_of="2024-06-01").state == "lapsed"


def test_words_that_leave_it_open_take_nothing_back():
    summit = visit("2024-03-10", "Norway readies Oslo for the visit by Ana Lind.", "visit", status="planned",
                   certainty="unknown")  # fmt: skip
    plan = the_plan(WILL, summit)
    assert ([step.state for step in plan.history], plan.iptc) == (["confirmed", "confirmed"], "eocstat:eos5")


def test_nothing_settles_a_plan_before_its_day_without_a_day_of_its_own():
    early = visit("2024-03-18", "Ana Lind packs for the visit to Norway.", "visit")
    assert the_plan(WILL, early, as_of="2024-03-19").state == "confirmed"
    dated = visit("2024-03-18", "Ana Lind arrived in Norway on 17 March.", "arrived",
                  time=("2024-03-17", "2024-03-17"))  # fmt: skip
    assert the_plan(WILL, dated, as_of="2024-03-19").state == "happened"


def test_a_visit_lasts_from_arrival_to_departure():
    leaves = visit("2024-03-23", "Ana Lind leaves Norway.", "leaves", given="published",
                   time=("2024-03-23", "2024-03-23"))  # fmt: skip
    plan = the_plan(WILL, ARRIVES, leaves)
    assert plan.settled == "2024-03-20"
    assert plan.time == EventTime("2024-03-20", "2024-03-23", "day")


def test_what_was_never_ahead_is_no_plan():
    assert [plan_of(cluster) for cluster in link_all([ARRIVES])[0]] == [None]


def test_nothing_told_in_the_same_report_settles_a_plan():
    past = visit("2024-03-05", "She visited Norway on 2 March.", "visited", time=("2024-03-02", "2024-03-02"),
                 report=WILL.mention.report)  # fmt: skip
    plans = [plan_of(cluster) for cluster in link_all([WILL, past])[0]]
    assert [plan.state for plan in plans if plan] == ["confirmed"]


def sentence(day: str, text: str, name: str, **fields: object) -> Dated:
    return mention(day, text, "sentenced", type="SANCTION", mode="convict", recipients=(name,),
                   **fields)  # fmt: skip


def test_a_deed_may_come_some_days_before_its_day_and_an_encounter_not():
    due = {"status": "planned", "certainty": "certain", "time": ("2024-07-03", "2024-07-03")}
    told = {"given": "published", "time": ("2024-06-28", "2024-06-28")}
    plan = the_plan(
        sentence("2024-05-02", "He will be sentenced on July 3 for the attack.", "John Alan Reed", **due),
        sentence("2024-06-28", "He is sentenced to life for the attack.", "John A. Reed Jr.", **told),
    )  # fmt: skip
    assert (plan.state, plan.settled) == ("happened", "2024-06-28")
    early = visit("2024-03-15", "Ana Lind arrives for her visit to Norway.", "visit", given="published",
                  time=("2024-03-15", "2024-03-15"))  # fmt: skip
    assert the_plan(WILL, early).state == "confirmed"


def test_what_something_is_for_announces_nothing():
    purpose = {"type": "AID", "status": "planned", "certainty": "unknown"}
    text = "Norway opens an account to fund the army."
    alone = mention("2024-03-01", text, "fund", actors=NORWAY, **purpose)  # type: ignore[arg-type]
    dated = mention("2024-03-01", text, "fund", actors=NORWAY, time=("2024-03-20", "2024-03-20"),
                    **purpose)  # type: ignore[arg-type]  # fmt: skip
    assert [plan_of(cluster) for cluster in link_all([alone])[0]] == [None]
    assert the_plan(dated).state == "planned"


@pytest.mark.skipif(
    not (SHARED / "examples/kim-visits-russia.txt").exists(), reason="the design's example is not here"
)
def test_the_example_comes_out_right(monkeypatch: pytest.MonkeyPatch):
    from evaluation.plans import example

    monkeypatch.chdir(HERE)
    plans = example()

    def about(word: str) -> list[Plan]:
        return [plan for plan in plans if any(word in one.evidence.text for one in plan.mentions)]

    (visited,) = [plan for plan in about("is set to visit") if plan.mode == "visit"]
    assert (visited.state, visited.settled, visited.settled_by) == (
        "happened", "2023-09-12", "cec/2023-09-12/5",
    )  # fmt: skip
    assert visited.time == EventTime("2023-09-12", "2023-09-17", "day")
    (met,) = [plan for plan in about("he will meet with President Putin") if plan.mode != "visit"]
    assert (met.state, met.settled, met.settled_by) == ("happened", "2023-09-13", "cec/2023-09-13/11")
    moves = [step for step in met.history if step.state == "moved"]
    assert [(step.report, step.change["place"][1]) for step in moves if step.change] == [
        ("cec/2023-09-13/11", "Vostochny Cosmodrome")
    ]
    assert {plan.state for plan in about("Eastern Economic Forum")} == {"lapsed"}
    assert {plan.state for plan in about("plans to visit Pier 33")} == {"lapsed"}


def test_a_report_of_the_outcome_and_of_more_to_come_settles_the_plan():
    release = {"type": "RETREAT", "mode": "release", "cameo": "0841"}
    will = mention("2024-04-07", "Norway will release student activists.", "release", **release,
                   actors=NORWAY, recipients=("student activists",), status="planned")  # fmt: skip
    done = mention("2024-04-08", "Norway releases 69 student activists.", "releases", **release, report="r",
                   actors=NORWAY, recipients=("69 student activists",), given="published",
                   time=("2024-04-08", "2024-04-08"))  # fmt: skip
    more = mention("2024-04-08", "Norway will release more student activists.", "release", **release,
                   report="r", offset=60, actors=NORWAY, recipients=("student activists",),
                   status="planned")  # fmt: skip
    for given in ((will, done, more), (more, done, will)):
        plans = [plan for cluster in link_all(given)[0] if (plan := plan_of(cluster))]
        assert [plan.state for plan in plans if plan.announced == "2024-04-07"] == ["happened"]
        assert next(plan for plan in plans if plan.announced == "2024-04-07").settled_by == "r"


def test_who_comes_to_join_talks_announces_them():
    flies = mention("2024-04-07", "Ana Lind flies to Oslo to join talks.", "talks", actors=LIND,
                    status="planned", certainty="unknown")  # fmt: skip
    assert the_plan(flies).state == "planned"


def test_a_meeting_settles_the_meeting_that_was_announced_and_not_the_tour_beside_it():
    examples = HERE / "examples"
    first, then = "kim-putin-september-2023", "kim-putin-sequel-september-2023"
    days = {first: dt.date(2023, 9, 4), then: dt.date(2023, 9, 14)}
    reports = [
        Report(id=name, text=(examples / f"{name}.txt").read_text(encoding="utf-8"), published=day)
        for name, day in days.items()
    ]
    given = [
        Dated(one, reading.report.published, None, reading.report.id)
        for reading in Reader().read_reports(reports)
        for one in reading.mentions
    ]
    plans = [plan for cluster in link_all(given)[0] if (plan := plan_of(cluster))]

    def about(words: str, mode: str | None) -> Plan:
        told = [plan for plan in plans if any(words in one.evidence.text for one in plan.mentions)]
        (found,) = [plan for plan in told if plan.mode == mode]
        return found

    met, toured = about("is preparing to", None), about("may also tour a naval pier", "visit")
    assert (met.state, met.settled, met.settled_by) == ("happened", "2023-09-13", then)
    moves = [step.change for step in met.history if step.state == "moved" and step.change]
    assert [change["place"][1] for change in moves] == ["Vostochny Cosmodrome"]
    assert toured.settled_by is None


def test_a_day_on_which_it_is_announced_is_not_the_day_of_the_act():
    soon = visit("2024-03-05", "Ana Lind announces a visit to Norway.", "visit", status="planned",
                 given="published", time=("2024-03-05", "2024-03-05"))  # fmt: skip
    assert the_plan(soon).expected is None


def test_of_one_day_the_report_that_tells_the_outcome_best_settles_it():
    arrives = visit("2024-03-20", "Ana Lind arrives in Norway.", "arrives", report="z",
                    given="published", time=("2024-03-20", "2024-03-20"))  # fmt: skip
    after = visit("2024-03-20", "After the visit to Norway Ana Lind is glad.", "visit", report="a")
    assert the_plan(WILL, after, arrives).settled_by == "z"


def test_a_threat_that_is_averted_is_settled():
    strike = {"type": "PROTEST", "mode": "strike", "cameo": "143", "actors": ("Norjet pilots/NOR",)}
    threat = mention("2024-03-01", "Norjet pilots threaten to strike.", "strike", **strike,
                     status="threatened")  # fmt: skip
    averted = mention("2024-03-04", "A deal averts a threatened strike of Norjet pilots.", "strike",
                      status="threatened", polarity="negative", **strike)  # fmt: skip
    assert the_plan(threat, averted).state == "cancelled"


def test_a_plan_in_doubt_is_a_plan_and_none_that_was_called_off():
    doubt = {"status": "planned", "certainty": "possible", "polarity": "negative"}
    may = visit("2024-03-10", "Ana Lind may cancel her visit to Norway.", "visit", **doubt)
    alone = the_plan(may)
    assert (alone.state, alone.announced) == ("planned", "2024-03-10")
    assert the_plan(WILL, may).state == "confirmed"
    assert the_plan(may, ARRIVES).state == "happened"
    unsure = visit("2024-03-10", "Ana Lind may not visit Norway.", "visit", **doubt)
    assert [plan_of(cluster) for cluster in link_all([unsure])[0]] == [None]


def test_a_meeting_called_off_ends_the_journey_to_it():
    off = mention("2024-03-12", "Ana Lind cancels the meeting with Norwegian premier Per Dahl.", "meeting",
                  actors=LIND, recipients=("Per Dahl/NOR/GOV",), status="planned", polarity="negative",
                  time=("2024-03-20", "2024-03-20"))  # fmt: skip
    held = mention("2024-03-12", "Ana Lind plans a meeting with Norwegian premier Per Dahl.", "meeting",
                   actors=LIND, recipients=("Per Dahl/NOR/GOV",), status="planned",
                   time=("2024-03-20", "2024-03-20"))  # fmt: skip
    assert the_plan(WILL, off).state == "cancelled"
    assert len(link_all([WILL, held])[0]) == 2  # a journey and a meeting on it are two plans


def test_who_comes_to_sign_or_means_to_recognise_announces_it():
    open_ended = {"status": "planned", "certainty": "unknown", "actors": LIND, "recipients": NORWAY}
    flies = mention("2024-04-07", "Ana Lind flies to Norway to sign a treaty.", "sign", type="SUPPORT",
                    cameo="057", **open_ended)  # type: ignore[arg-type]  # fmt: skip
    means = mention("2024-04-07", "Ana Lind's intention to recognise Norway is known.", "recognise",
                    type="SUPPORT", cameo="054", **open_ended)  # type: ignore[arg-type]  # fmt: skip
    assert (the_plan(flies).state, the_plan(means).state) == ("planned", "planned")


def test_talks_that_fail_to_agree_took_place():
    both = {"actors": ("Norway/NOR", "Sweden/SWE")}
    agreed = mention("2024-05-01", "Norway and Sweden agree to hold talks on herring.", "talks",
                     status="planned", **both)  # type: ignore[arg-type]  # fmt: skip
    failed = mention("2024-05-06", "Norway and Sweden fail to agree on herring.", "agree", type="AGREE",
                     cameo="030", polarity="negative", **both)  # type: ignore[arg-type]  # fmt: skip
    assert the_plan(agreed, failed).state == "happened"


def test_a_report_that_calls_it_off_is_believed_before_its_word_of_another_meeting():
    both = {"actors": ("Ana Lind/SWE/GOV", "Per Dahl/NOR/GOV")}
    due = mention("2024-03-12", "Ana Lind and Per Dahl plan to meet next week.", "meet", status="planned",
                  time=("2024-03-18", "2024-03-24"), **both)  # type: ignore[arg-type]  # fmt: skip
    off = mention("2024-03-19", "A meeting of Ana Lind and Per Dahl is cancelled.", "meeting", report="r",
                  status="planned", polarity="negative", **both)  # type: ignore[arg-type]  # fmt: skip
    later = mention("2024-03-19", "In a later meeting they spoke of fish.", "meeting", report="r", offset=60,
                    actors=("Swedish ministers/SWE/GOV",))  # fmt: skip
    plans = [plan for cluster in link_all([due, off, later])[0] if (plan := plan_of(cluster))]
    (plan,) = [one for one in plans if len(one.mentions) > 1]
    assert (plan.state, plan.settled_by) == ("cancelled", "r")


def test_a_pact_announced_by_one_party_is_signed_with_the_country_that_was_named():
    flies = mention("2024-03-12", "Ana Lind flies to Chile to sign herring deals.", "sign", type="SUPPORT",
                    cameo="057", actors=LIND, status="planned", certainty="unknown")  # fmt: skip
    signed = mention("2024-03-13", "Chile and Sweden sign a range of treaties.", "sign", type="SUPPORT",
                     cameo="057", actors=("Chile/CHL", "Sweden/SWE"), given="published",
                     time=("2024-03-13", "2024-03-13"))  # fmt: skip
    elsewhere = mention("2024-03-13", "Peru and Sweden sign a range of treaties.", "sign", type="SUPPORT",
                        cameo="057", actors=("Peru/PER", "Sweden/SWE"), given="published",
                        time=("2024-03-13", "2024-03-13"))  # fmt: skip
    assert the_plan(flies, signed).state == "happened"
    assert the_plan(flies, elsewhere).state == "planned"
