"""A cluster folded into one event: who stands in it under which name."""

from __future__ import annotations

import pytest

from demarche.ledger.events import fold
from ledger_mentions import mention


def meeting(text: str, *actors: str):
    return mention(
        "2024-03-08", text, "met", type="CONSULT", cameo="040", actors=actors, recipients=("Norway/NOR",)
    )


PERSON = meeting("Ana Lind met Norway's envoys.", "Ana Lind/SWE/GOV")


def names(*mentions) -> list[str]:
    return [actor.name for actor in fold(mentions).actors]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The Swedish minister met Norway's envoys.", "Swedish minister/SWE/GOV"),
        ("Sweden met Norway's envoys.", "Sweden/SWE"),
    ],
)
def test_a_person_stands_for_the_office_and_the_state_by_which_others_call_them(text, called):
    assert names(PERSON, meeting(text, called)) == ["Ana Lind"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The Danish minister met Norway's envoys.", "Danish minister/DNK/GOV"),
        ("Swedish officials met Norway's envoys.", "Swedish officials/SWE/GOV"),
        ("The Swedish general met Norway's envoys.", "Swedish general/SWE/MIL"),
    ],
    ids=["another country", "several", "another sector"],
)
def test_others_stay_beside_a_person(text, called):
    assert names(PERSON, meeting(text, called)) == ["Ana Lind", called.split("/")[0]]


def test_a_person_and_an_office_of_one_report_are_two():
    both = meeting(
        "Ana Lind and the Swedish minister met Norway's envoys.",
        "Ana Lind/SWE/GOV",
        "Swedish minister/SWE/GOV",
    )
    assert names(PERSON, both) == ["Ana Lind", "Swedish minister"]
