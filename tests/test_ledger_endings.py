"""What was announced and what is told otherwise: by what follows from it, by a decision, by a successor."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.knowledge.act_outcomes import may_end
from demarche.ledger.clusters import LOOKED_AT, clusters
from demarche.ledger.comparing import compare
from demarche.ledger.linking import keys, pair
from demarche.ledger.participants import alike
from demarche.ledger.plans import plan_of
from demarche.ledger.sketch import nations, sketch, who_is
from demarche.ledger.successions import succeeds
from demarche.ledger.together import link_all
from ledger_mentions import mention


def state_of(*mentions) -> tuple[str, str | None]:
    """The state of the one plan that the mentions speak of, and the report that settled it."""
    found = [plan for cluster in link_all(mentions)[0] if (plan := plan_of(cluster))]
    assert len(found) == 1, found
    return found[0].state, found[0].settled_by


def talks(day: str, text: str, **fields):
    fields = {"actors": ("Norway/NOR",), "recipients": ("Chad/TCD",), **fields}
    return mention(day, text, "talks", **fields)


def test_what_was_told_before_is_not_what_is_announced_today():
    held = talks("2024-03-04", "Norway and Chad hold talks on fish.")
    again = talks("2024-03-08", "Norway and Chad will hold more talks on fish.", status="planned")
    before = talks("2024-03-01", "Norway and Chad will hold talks on fish.", status="planned")
    assert compare(held, again).clash == "told before it was announced"
    assert not compare(before, held).clash


def test_a_long_group_is_looked_at_from_end_to_end():
    rounds = [
        talks(str(dt.date(2024, 3, 1) + dt.timedelta(days=n // 8)), f"Talks, word {n}: the talks go on.",
              status="planned", report=f"r{n:02}")
        for n in range(2 * LOOKED_AT)
    ]  # fmt: skip
    done = [
        talks(day, f"Norway and Chad hold talks on {day}.", time=(day, day))
        for day in ("2024-03-08", "2024-03-14")
    ]
    given = [*rounds, *done]
    links = [link for one in given for other in given if one.mention.id < other.mention.id
             and (link := pair(one, other))]  # fmt: skip
    for cluster in clusters(given, links):
        told = {one.published for one in cluster.mentions if one.mention.status == "occurred"}
        assert len(told) < 2


def test_a_full_stop_of_initials_ends_no_phrase():
    plan = mention("2024-03-01", "Oslo frets about the planned Chad–U.S. summit.", "summit",
                   actors=("Chad/TCD",), status="planned")  # fmt: skip
    assert sketch(plan).hinted == {"USA"}
    assert nations("the US") == ["USA"]


def test_who_is_known_by_the_office_may_be_told_by_name():
    pope = who_is("Pope", None)
    assert (pope.country, pope.person, pope.titled) == ("VAT", False, True)
    assert alike(pope, who_is("Benedict XVI", "VAT")) >= 0.5
    assert alike(pope, who_is("Ana Lind", "SWE")) == 0


def test_a_body_of_a_long_name_is_one_whatever_country_a_reading_gives_it():
    union = who_is("Rail, Port and Transport Union", "USA")
    assert alike(union, who_is("Rail, Port and Transport Union members", "GBR")) > 0.5
    assert alike(union, who_is("Rail Board", "GBR")) == 0
    assert alike(who_is("Norway", "NOR"), who_is("Chad", "TCD")) == 0
    leave, left = (
        mention(day, f"The Blue Party {verb} government.", verb, type="RETREAT", mode="withdraw", cameo="087",
                actors=(f"Blue Party{land}",), objects=("government",), status=status)
        for day, verb, land, status in (
            ("2024-03-01", "threatens to pull out of", "", "threatened"),
            ("2024-03-04", "pulls out of", "/NOR", "occurred"),
        )
    )  # fmt: skip
    assert keys(leave) & keys(left) and pair(leave, left)


@pytest.mark.parametrize(
    ("kind", "mode", "objects"),
    [("seize", "seize", ("the town",)), ("arrest", "arrest", ()), ("arrest", None, ())],
)
def test_to_seize_a_town_is_not_to_seize_a_man(kind, mode, objects):
    one = mention("2024-03-01", "Troops seize it.", "seize", type="COERCE", mode=mode, objects=objects)
    assert sketch(one).kind == kind


def test_who_leaves_office_resigns():
    leaves = mention("2024-03-01", "Ana Lind will be leaving office.", "leaving", type="RETREAT",
                     mode="withdraw",
                     cameo="087", actors=("Ana Lind/SWE",), objects=("office",),
                     status="planned")  # fmt: skip
    goes = mention("2024-03-09", "Ana Lind resigns.", "resigns", type="RETREAT", mode="resign", cameo="0831",
                   actors=("Ana Lind/SWE",))  # fmt: skip
    assert sketch(leaves).kind == "resign"
    assert pair(leaves, goes)


def test_an_act_of_another_kind_ends_a_plan_where_all_agrees_that_must():
    plan = talks("2024-03-01", "Norway and Chad will hold talks.", status="planned")
    deal, other = (
        mention("2024-03-04", f"Norway and {name} agree on fish.", "agree", type="AGREE", cameo="057",
                actors=("Norway/NOR", f"{name}/{code}"))
        for name, code in (("Chad", "TCD"), ("Mali", "MLI"))
    )  # fmt: skip
    assert pair(plan, deal) and not pair(plan, other)
    assert state_of(plan, deal) == ("happened", deal.mention.report)


def test_troops_that_come_home_had_been_sent():
    sent = mention("2024-03-01", "Norway will send 90 soldiers to Mali.", "send", type="MOBILIZE",
                   mode="troops",
                   cameo="0152", actors=("Norway/NOR",), objects=("90 soldiers",),
                   places=("Mali/MLI/12.6/-8.0",),
                   status="planned", certainty="certain")  # fmt: skip
    home, others = (
        mention("2024-05-01", f"The {land} soldiers leave Mali.", "leave", type="RETREAT", mode="withdraw",
                cameo="0874", actors=(f"{land} soldiers/{code}/MIL",), places=("Mali/MLI/12.6/-8.0",))
        for land, code in (("Norwegian", "NOR"), ("Danish", "DNK"))
    )  # fmt: skip
    assert not compare(sent, home).clash
    assert compare(sent, others).clash == "other types of act"


def test_who_was_to_be_killed_and_is_released_is_not_killed():
    threat = mention("2024-03-01", "Gunmen threaten to kill Ola Berg.", "kill", type="ASSAULT", cameo="186",
                     actors=("gunmen",), recipients=("Ola Berg/NOR",), status="threatened")  # fmt: skip
    freed = mention("2024-03-06", "Ola Berg is released.", "released", type="RETREAT", mode="release",
                    cameo="0841",
                    recipients=("Ola Berg/NOR",))  # fmt: skip
    dead = mention("2024-03-06", "Ola Berg is killed by militants.", "killed", type="ASSAULT", cameo="186",
                   actors=("militants",), recipients=("Ola Berg/NOR",))  # fmt: skip
    assert state_of(threat, freed) == ("cancelled", freed.mention.report)
    assert state_of(threat, dead) == ("happened", dead.mention.report)


def test_a_vote_to_ban_is_what_the_ban_was_to_be():
    plan = mention("2024-03-01", "Norway plans to ban the Blue League.", "ban", type="COERCE", mode="ban",
                   cameo="172", actors=("Norway/NOR",), recipients=("Blue League",),
                   status="planned")  # fmt: skip
    ban = mention("2024-03-08", "Norway's parliament votes to ban the Blue League.", "ban", type="COERCE",
                  mode="ban", cameo="172", actors=("Norway/NOR",), recipients=("Blue League",),
                  status="planned")  # fmt: skip
    talk = mention("2024-03-08", "Norway may ban the Blue League.", "ban", type="COERCE", mode="ban",
                   cameo="172",
                   actors=("Norway/NOR",), recipients=("Blue League",), status="planned",
                   certainty="possible")  # fmt: skip
    assert state_of(plan, ban) == ("happened", ban.mention.report)
    assert state_of(plan, talk)[1] is None


def test_a_passive_may_be_told_without_who_does_it():
    plan = mention("2024-03-01", "Norway will ban the Blue League of Oppdal.", "ban", type="COERCE",
                   mode="ban",
                   cameo="172", actors=("Norway/NOR",), status="planned", certainty="certain")  # fmt: skip
    done = mention("2024-03-03", "The Blue League of Oppdal has been banned.", "banned", type="COERCE",
                   mode="ban",
                   cameo="172", recipients=("Blue League of Oppdal",))  # fmt: skip
    assert compare(plan, done).points > compare(plan, _by_chad(done)).points + 0.5


def _by_chad(done):
    return mention("2024-03-03", "Chad has banned the Blue League of Oppdal.", "banned", type="COERCE",
                   mode="ban",
                   cameo="172", actors=("Chad/TCD",), recipients=("Blue League of Oppdal",))  # fmt: skip


def test_the_host_may_be_named_only_beside_the_announcement():
    plan = mention("2024-03-01", "Chadian papers mock a planned visit by Ana Lind.", "visit", mode="visit",
                   cameo="042", actors=("Ana Lind/SWE",), status="planned")  # fmt: skip
    there, elsewhere = (
        mention("2024-03-09", f"Ana Lind arrives in {name}.", "arrives", mode="visit", cameo="042",
                actors=("Ana Lind/SWE",), recipients=(f"{name}/{code}",))
        for name, code in (("Chad", "TCD"), ("Mali", "MLI"))
    )  # fmt: skip
    assert compare(plan, there).points > compare(plan, elsewhere).points


def test_who_was_to_attend_is_told_to_have_met_at_that_occasion():
    plan = mention("2024-03-01", "Ana Lind is to attend the Hvaler summit.", "attend", cameo="040",
                   actors=("Ana Lind/SWE",), objects=("the Hvaler summit",), status="planned")  # fmt: skip
    met, other = (
        mention("2024-03-09", f"Ana Lind meets others at the {name} summit.", "meets", cameo="040",
                actors=("Ana Lind/SWE",))
        for name in ("Hvaler", "Oslo")
    )  # fmt: skip
    assert not compare(plan, met).clash
    assert compare(plan, other).clash == "other kinds of encounter"


def succession(who: str, office: str, land: str, code: str):
    return mention("2024-04-09", f"{who} is sworn in as {office} of {land}.", "sworn", type="OCCASION",
                   mode="office", recipients=(f"{who}/{code}",))  # fmt: skip


LEAVES = mention("2024-03-01", "Prime Minister Ana Lind of Sweden says that she will resign.", "resign",
                 type="RETREAT", mode="resign", cameo="0831", actors=("Ana Lind/SWE/GOV",),
                 status="planned", certainty="certain")  # fmt: skip


@pytest.mark.parametrize(
    ("told", "another"),
    [
        (("Per Dahl", "prime minister", "Sweden", "SWE"), True),
        (("Ana Lind", "prime minister", "Sweden", "SWE"), False),
        (("Per Dahl", "prime minister", "Norway", "NOR"), False),
        (("Per Dahl", "deputy prime minister", "Sweden", "SWE"), False),
        (("Per Dahl", "governor", "Sweden", "SWE"), False),
    ],
)
def test_a_successor_has_the_office_that_was_to_be_left(told, another):
    assert succeeds(sketch(LEAVES), sketch(succession(*told))) is another


def test_only_named_parts_of_two_acts_can_be_asked_to_agree():
    ways = may_end("RETREAT", "withdraw")["MOBILIZE", "deploy"]
    assert ways[0].agree == {"actor", "place"} and not ways[0].cancelled
    assert may_end("RETREAT", "release")["ASSAULT", "harm"][0].cancelled


def test_a_state_that_leaves_a_pact_is_not_an_envoy_who_resigns():
    plan = mention("2024-03-01", "Norway will withdraw from the Hvaler pact.", "withdraw", type="RETREAT",
                   mode="withdraw", cameo="087", actors=("Norway/NOR",), objects=("the Hvaler pact",),
                   status="planned", certainty="certain")  # fmt: skip
    envoy = mention("2024-03-03", "A Norwegian envoy resigns over the Hvaler pact.", "resigns",
                    type="RETREAT",
                    mode="resign", cameo="0831", actors=("Norwegian envoy/NOR/GOV",))  # fmt: skip
    left = mention("2024-03-09", "Norway withdraws from the Hvaler pact.", "withdraws", type="RETREAT",
                   mode="withdraw", cameo="087", actors=("Norway/NOR",),
                   objects=("the Hvaler pact",))  # fmt: skip
    assert compare(plan, envoy).clash == "a state does not resign"
    assert state_of(plan, left) == ("happened", left.mention.report)


@pytest.mark.parametrize(("text", "settles"), [("Visit of Ana Lind to Norway", False),
                                               ("Visit of Ana Lind to Norway ends.", True)])  # fmt: skip
def test_what_a_heading_begins_with_tells_no_outcome(text, settles):
    plan = mention("2024-03-01", "Ana Lind will visit Norway.", "visit", mode="visit", cameo="042",
                   actors=("Ana Lind/SWE",), recipients=("Norway/NOR",), status="planned")  # fmt: skip
    head = mention("2024-03-04", text, "Visit", mode="visit", cameo="042", actors=("Ana Lind/SWE",),
                   recipients=("Norway/NOR",))  # fmt: skip
    assert (state_of(plan, head)[0] == "happened") is settles


def test_what_is_announced_again_within_weeks_is_one_deployment():
    first = mention("2024-03-01", "Oslo wants Norway to send troops to help Mali.", "send", type="MOBILIZE",
                    mode="troops", cameo="0152", actors=("Norway/NOR",), objects=("troops",),
                    status="planned")  # fmt: skip
    again = mention("2024-03-09", "Its assembly votes that Norway send troops.", "send", type="MOBILIZE",
                    mode="troops", cameo="0152", actors=("Norway/NOR",), objects=("troops",),
                    status="planned", certainty="possible")  # fmt: skip
    assert pair(first, again)
