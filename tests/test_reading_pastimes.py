"""Sport, made-up stories and storms: what sounds like an act there, and what is one there too."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ostrava eliminate Trnava at home to reach the quarter-final of the football cup.",
        "Nilsson's late strike beat the goalkeeper and won the cup final for the home team.",
        "Romania's bowling attack destroyed Latvia for 61 in the cricket world cup.",
        "Peru and Chile will meet in the semi-final.",
        "The hurdler Ana Soto is banned for four years for doping.",
        "The cycling federation stripped Pavel Novak of his medal after a failed drug test.",
        "FC Tatran sacked coach Igor Mlynar after a third defeat in the league.",
        "The volleyball club is expelled from the national championship.",
        "The goalkeeper died of cardiac arrest during a match.",
        "The derby is decided by a penalty shootout.",
        "Lawyers of the two carmakers fought a legal battle for nine years.",
        "The thriller follows a nurse who kills a president.",
        "The film, in which a spy murders a minister, opens in May.",
        "Hurricane Odile attacked the coast.",
    ],
)
def test_play_is_no_act(reader, text):
    assert reader.read(text, published="2024-03-05") == []


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Police arrested 30 fans after clashes at the football stadium.", {"arrested", "clashes"}),
        ("A bomb exploded at the finish of the marathon, killing two runners.", {"exploded", "killing"}),
        ("Gunmen attacked the bus of a cricket team in Lahore.", {"attacked"}),
        ("FIFA banned Greece from the World Cup.", {"banned"}),
        ("Iran threatens to boycott the Olympic football tournament.", {"threatens", "boycott"}),
        ("The sports minister was sacked after the cup final.", {"sacked"}),
        ("The teams held a minute of silence for victims of the Paris attacks before the league match.",
         {"attacks"}),
        ("Russia attacked Ukraine on the eve of the football world cup.", {"attacked"}),
        ("A former basketball player was shot dead in Manila.", {"shot"}),
        ("The film follows reporters whom Indonesia's army killed in 1975.", {"killed"}),
        ("Indonesia banned the film.", {"banned"}),
    ],
)  # fmt: skip
def test_what_is_in_earnest_stays_an_act(reader, text, triggers):
    found = {mention.trigger.text for mention in reader.read(text, published="2024-03-05")}
    assert triggers <= found


def test_a_report_on_sport_and_nothing_else_has_no_acts(reader):
    text = (
        "Iceland stunned Chile 2-1 on Tuesday. Nilsson struck twice before the break. Chile attacked "
        "in waves, but the keeper held firm. Their coach accused the referee of bias and was punished "
        "with a red card. "
        "The captain will be banned for three matches after a free kick."
    )
    assert reader.read(text, published="2024-03-05") == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police in Turku released two players of the volleyball team from jail on Monday.", "released"),
        ("Fans jeered after a basketball game, which led to clashes in Mitrovica.", "clashes"),
        ("The head of the football association was charged with fraud over match-fixing.", "charged"),
        ("China lifted the restrictions on reporters at the football tournament.", "lifted"),
    ],
)
def test_acts_around_sport_stay(reader, text, trigger):
    assert trigger in {mention.trigger.text for mention in reader.read(text, published="2024-03-05")}
