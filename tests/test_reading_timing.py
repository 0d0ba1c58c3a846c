"""Which time is an act's own, and which acts are of the day of their report. By rules alone."""

from __future__ import annotations

import pytest

from analysed import reading_of

TODAY = "2024-03-05"  # a Tuesday, when every text here is published


def days(text: str, trigger: str) -> tuple[str, str] | None:
    """The days of the act at a word, None where it has none."""
    (mention,) = [one for one in reading_of(text).mentions if one.trigger.text == trigger]
    if mention.time is None or mention.time.start is None:
        return None
    return mention.time.start[:10], (mention.time.end or mention.time.start)[:10]


def standing(text: str, trigger: str) -> tuple[str, str]:
    (mention,) = [one for one in reading_of(text).mentions if one.trigger.text == trigger]
    return mention.status, mention.certainty


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Two miners are killed and four others wounded in Zambia.", "wounded"),
        ("Rebels raid and burn two villages in Niger, killing six people.", "burn"),
        ("The court files charges against the senator, accusing her of fraud.", "accusing"),
        ("Three guards are killed in Mali, with rebels claiming responsibility.", "claiming"),
        ("Peru's ministers resign amid protests in Lima.", "protests"),
        ("Dozens of protesters set fire to the French embassy in Quito.", "set"),
        ("A bomb targets a bus in Herat, killing six people.", "killing"),
        ("A senator dies following an attack in Quito.", "attack"),
        ("The price of bread sparks protests in Tunis.", "protests"),
        ("Gunmen kill a judge in Cali. The ELN claims responsibility for the attack.", "attack"),
        ("Mobs burn a mosque in Kandy. The premier denies that the army had a hand in the raid.", "raid"),
        ("Gunmen kill a judge in Cali. Nobody has claimed the attack.", "attack"),
        ("Earlier in the day, the Peruvian cabinet had banned rallies.", "banned"),
        ("Malawi's finance minister announces his resignation.", "resignation"),
        ("Rebels plead to be heard. Their leader is also arrested by police.", "arrested"),
        ("Nurses in Suva go on strike to protest against low pay.", "protest"),
        ("Raiders kill six people in an attack on a market in Jos.", "attack"),
        ("Zambia's president flies to Lusaka for a visit.", "visit"),
        ("Two guards are killed when a man attacked them in Herat.", "attacked"),
        ("Six guards are killed on the third night of heavy clashes in Aden.", "clashes"),
        ("Fiji refuses to release the envoy.", "release"),
        # a verb that has one form for past and present, beside one that tells which
        ("Thai and Lao officers storm a hall and set it on fire.", "set"),
        # what puts news in order, and a matter that somebody speaks of
        ("Chad expels a consul, and Niger frees him hours later.", "frees"),
        ("Togo's premier flies to Lomé for talks on the future of a port.", "flies"),
        ("Chile recalls its ambassador over the bombing of a camp in Jos on Friday.", "recalls"),
    ],
)
def test_what_goes_along_with_news_in_the_present_is_of_the_day(text: str, trigger: str) -> None:
    assert days(text, trigger) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chad accuses Sudan of shelling a border post.", "shelling"),
        ("Chad recalls its envoy after meeting two generals.", "meeting"),
        ("Togo closes the camp, as demanded by the rebels.", "demanded"),
        ("The vote comes after protests in Lomé.", "protests"),
        ("A soldier from Chad confesses to shooting a judge.", "shooting"),
        ("Zambian police arrest an officer for torturing a student.", "torturing"),
        ("Fiji condemns the attack on its embassy.", "attack"),
        ("The premier of Togo said that the harvest was good.", "said"),
        ("Dozens of protesters set fire to the French embassy in Quito. Police arrested a man.", "set"),
        ("Officers stormed a hall and set it on fire.", "set"),
        ("Togo's premier resigns after protests in Lomé.", "protests"),
        ("Fiji condemns the killing of six men in a raid.", "raid"),
        ("Fiji has not released the envoy.", "released"),
        ("Togo and the rebels extended the truce until Friday.", "truce"),
        ("Rebels attacked a village in Mali, looting homes and killing six people.", "killing"),
        # the day of what came before goes with no perfect, nor with what goes on from it
        ("Togo has deployed 300 soldiers following an attack on Monday.", "deployed"),
        ("The premier of Togo resigned on March 2 after weeks of protests.", "protests"),
        ("Gunmen kill a judge in Cali. The attack was carried out by two men.", "attack"),
    ],
)
def test_what_news_looks_back_on_has_no_day(text: str, trigger: str) -> None:
    assert days(text, trigger) is None


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Rebels kidnapped and killed a man in Chad in 2015.", "kidnapped", ("2015-01-01", "2015-12-31")),
        ("A raid last week killed nine villagers in Chad.", "killed", ("2024-02-26", "2024-03-03")),
        ("A raid carried out by rebels on Monday killed two men.", "raid", ("2024-03-04", "2024-03-04")),
        ("Police shot two men in Accra over the weekend.", "shot", ("2024-03-02", "2024-03-03")),
        ("Benin imposes a curfew in Porto-Novo until March 20.", "curfew", (TODAY, "2024-03-20")),
        ("Benin announced a ban on rice imports from Friday.", "ban", ("2024-03-08", "2024-03-08")),
        (
            "IS claims responsibility for yesterday's bombing at a bar in Lomé, which killed two people.",
            "killed",
            ("2024-03-04", "2024-03-04"),
        ),
    ],
)
def test_a_date_is_given_to_the_act_that_it_dates(text: str, trigger: str, wanted: tuple[str, str]) -> None:
    assert days(text, trigger) == wanted


def test_what_is_done_by_saying_so_is_done_when_it_is_announced() -> None:
    assert standing("Canada announces sanctions on Belarus.", "sanctions") == ("occurred", "certain")
    assert standing("Hamas and Israel agree to a ceasefire.", "ceasefire") == ("occurred", "certain")
    assert standing("Canada announces a ban on beef imports from Friday.", "ban")[0] == "planned"
    assert standing("Canada announces a deployment of troops to Latvia.", "deployment")[0] == "planned"
    assert standing("Canada will announce sanctions on Belarus.", "sanctions")[0] == "planned"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # what is over or still to come is of what the news speaks of
        ("A court in Lomé sentences two men for the murder of a priest in 2019.", "sentences", TODAY),
        ("Chad's president calls for elections in May.", "calls", TODAY),
        ("The union signs the treaty with Serbia prior to the elections on March 17.", "signs", TODAY),
        ("Fiji condemns the raid on its embassy last week.", "condemns", TODAY),
        ("Police arrest former president Ousmane Keita (2002–2012) in Bamako.", "arrest", TODAY),
        ("Two men are arrested in Lomé for killing a guard two days ago.", "arrested", TODAY),
    ],
)
def test_days_of_what_news_speaks_of_are_not_its_own(text: str, trigger: str, expected: str) -> None:
    assert days(text, trigger) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("The ELN claims responsibility for the bombing last month.", "bombing", "2024-02-01", "2024-02-29"),
        ("Togo condemns the arrest of its envoy last week.", "arrest", "2024-02-26", "2024-03-03"),
        ("Chad declares a ban on travel from March 9 to March 12.", "ban", "2024-03-09", "2024-03-12"),
        ("Mali will send troops in the north beginning on March 18.", "send", "2024-03-18", "2024-03-18"),
        ("Chad hails Friday's raid, which killed two men and injured six.", "injured", *2 * ["2024-03-01"]),
        ("The rebels announce a three-day ceasefire.", "ceasefire", TODAY, "2024-03-07"),
        ("Two men are arrested in Lomé for killing a guard two days ago.", "killing", *2 * ["2024-03-03"]),
        ("Crowds storm a jail in response to the airstrike on Sunday.", "airstrike", *2 * ["2024-03-03"]),
        ("Two shops in Quito are attacked overnight.", "attacked", "2024-03-04", TODAY),
        # counted from another act's day
        ("Chad recalls its envoy, two days after soldiers shot a farmer.", "shot", *2 * ["2024-03-03"]),
        ("A day after the bombing of a mosque, police arrest a man.", "bombing", *2 * ["2024-03-04"]),
        ("The editor was freed on Sunday, a week after he was arrested.", "arrested", *2 * ["2024-02-25"]),
        ("The riots that occurred in Suva in 2019 were quelled.", "riots", "2019-01-01", "2019-12-31"),
        # what has happened lies behind, on one day or two
        ("Six people are killed in a raid on Sunday.", "killed", *2 * ["2024-03-03"]),
        ("Mortars hit the port on Sunday and Monday.", "hit", "2024-03-03", "2024-03-04"),
        ("Two guards were killed on Sunday when rebels attacked the jail.", "attacked", *2 * ["2024-03-03"]),
        ("France recalls its envoy after the raid on Iraq (2003).", "raid", "2003-01-01", "2003-12-31"),
        # limits
        ("Togo extends the curfew until March 31.", "curfew", TODAY, "2024-03-31"),
        ("The rebels gave Togo until Friday to release the prisoners.", "release", TODAY, "2024-03-08"),
        # moved to a day, which is to come, and begins with it
        ("The premier of Fiji postponed his visit to Togo until July.", "visit", "2024-07-01", "2024-07-31"),
        ("A meeting between Togo and Benin was moved to February.", "meeting", "2025-02-01", "2025-02-28"),
        ("Talks between Togo and Benin were put off to Monday.", "Talks", *2 * ["2024-03-11"]),
        (
            "In a statement issued on Monday, the ELN claimed responsibility for the bombing of Saturday.",
            "claimed", *2 * ["2024-03-04"],
        ),
    ],
)
def test_days_reach_the_act_that_they_are_of(text: str, trigger: str, first: str, last: str) -> None:
    assert days(text, trigger) == (first, last)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # what has gone on since a day: many acts, what lasts, the last of a list, a clause
        ("Attacks since January have killed 300 people in Borno.", "Attacks", ("2024-01-01", TODAY)),
        ("The premier of Togo condemned raids since February on farmers.", "raids", ("2024-02-01", TODAY)),
        ("Togo accuses Benin of crimes, including killings, torture and kidnappings since 2021.", "killings",
         ("2021-01-01", TODAY)),
        ("The senator has been under arrest since returning to Quito on February 20.", "arrest",
         ("2024-02-20", TODAY)),
        ("Forty people have been killed in fighting since Friday.", "fighting", ("2024-03-01", TODAY)),
        ("Some 300 people have been arrested so far this year.", "arrested", ("2024-01-01", TODAY)),
        # one of all has not
        ("It was the worst violence in Lae since 2019.", "violence", None),
        ("It is the first time that the two presidents have met since they quarrelled in 2019.", "met", None),
    ],
)  # fmt: skip
def test_what_goes_on_since_a_day(text: str, trigger: str, expected: tuple[str, str] | None) -> None:
    assert days(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("A militia claims responsibility for a bombing in Jos on Friday.", "bombing"),
        ("Ghana's president condemns an attack on a mosque in Kano on Friday.", "attack"),
        ("Peru denounces the arrest of a journalist in Managua on Friday.", "arrest"),
        ("Fiji vows retaliation for a raid on its consulate in Suva on Friday.", "raid"),
        ("The African Union condemns the jailing of two writers in Asmara on Friday.", "jailing"),
        ("A militia claims responsibility for a bombing that killed ten people in Jos on Friday.", "bombing"),
        ("Chile recalls its ambassador over the bombing of a camp in Jos on Friday.", "bombing"),
    ],
)
def test_a_deed_that_nobody_announces_is_over(text: str, deed: str) -> None:
    """News of Tuesday about a deed "on Friday" is of the Friday before."""
    assert days(text, deed) == ("2024-03-01", "2024-03-01")
    assert standing(text, deed)[0] == "occurred"


def test_a_deed_that_somebody_warns_of_is_still_to_come() -> None:
    assert days("The army warns of an attack on Kano on Friday.", "attack") == ("2024-03-08", "2024-03-08")
    assert standing("The army warns of an attack on Kano on Friday.", "attack")[0] == "planned"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police arrested two men in connection with the bombing last month in Davao.", "arrested"),
        ("Police said that they detained the suspect in last week's shooting at an embassy.", "detained"),
        ("Troops freed hostages taken in a raid last month.", "freed"),
    ],
)
def test_the_day_of_a_deed_is_not_that_of_its_answer(text: str, trigger: str) -> None:
    assert days(text, trigger) is None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # through the verb of an event noun
        ("The move comes one day after a court opened an investigation into the senator.", "investigation",
         ("2024-03-04", "2024-03-04")),
        # of a deed that is known, though what is told beside it is to come
        ("Soldiers wrote on bombs to be dropped on Raqqa in the wake of the January 13 attacks.", "attacks",
         ("2024-01-13", "2024-01-13")),
        ("Negotiators produce the draft of a deal to be put to a conference in Quito in May.", "conference",
         ("2024-05-01", "2024-05-31")),
        ("The minister takes responsibility for the killing of 76 troops in Saturday's ambush.", "killing",
         ("2024-03-02", "2024-03-02")),
        ("The two sides agreed on a truce starting on Sunday.", "truce", ("2024-03-10", "2024-03-10")),
        # the length of something else, and the nights of a curfew to come
        ("A newspaper agrees to stop publishing for five days amid protests in Lae.", "protests",
         (TODAY, TODAY)),
        ("The premier says that an overnight curfew will be in effect in the town.", "curfew", None),
        # what somebody asks for is to come, though its day hangs by the verb
        ("The union called for a march on Saturday.", "march", ("2024-03-09", "2024-03-09")),
        ("The union called for a march on Saturday.", "called", None),
        ("He urged his supporters to demonstrate on Sunday.", "demonstrate", ("2024-03-10", "2024-03-10")),
        ("She invited the rebels to talks on Friday.", "talks", ("2024-03-08", "2024-03-08")),
        # a second verb with a tense of its own has another day
        ("Fiji recalled its envoy in May and has expelled two diplomats.", "expelled", None),
        ("The king met traders on Monday and will visit Fiji.", "visit", None),
        ("Rebels raided a base on Monday and killed five men.", "killed", ("2024-03-04", "2024-03-04")),
        # a clause that tells more of a date, or of the place of a meeting or a journey
        ("The army has ruled Mali since May 2021, when it ousted the government.", "ousted",
         ("2021-05-01", "2021-05-31")),
        ("Relations soured in May 2016, when Turkey shot down a Russian jet.", "shot",
         ("2016-05-01", "2016-05-31")),
        ("Ali visited Togo in 2019, where he met opposition leaders.", "met", ("2019-01-01", "2019-12-31")),
        ("Ali arrived in Lomé on Monday, where he is to meet opposition leaders.", "meet", None),
        # a year that is said of a thing, or in passing, sets no other date's
        ("Chad suspended a 2011 treaty on February 3.", "suspended", ("2024-02-03", "2024-02-03")),
        ("Togo, which brokered a truce in 2019, recalled its envoy in January.", "recalled",
         ("2024-01-01", "2024-01-31")),
        # the day on which something is told is not that of what is told
        ("Troops have captured the town of Barentu, the army in Asmara said on Sunday.", "captured", None),
        ("The king has pardoned ten men, his office said in a statement on Monday.", "pardoned", None),
        # days counted to what is due, and from a verb further out
        ("Rebels shelled the port on Sunday, three days before the two sides are due to hold talks.", "talks",
         ("2024-03-06", "2024-03-06")),
        ("Chad on Monday accused Niger of shelling a village, a day after the two countries held talks.",
         "talks", ("2024-03-03", "2024-03-03")),
        ("Police shot a man on Sunday, hours after two guards were kidnapped in Lae.", "kidnapped", None),
        # whoever sets a day for a strike does nothing else on it
        ("Dockers called a strike for Friday and rejected the offer.", "rejected", None),
        ("Unions have called for a strike beginning on Friday.", "strike", ("2024-03-08", "2024-03-08")),
        ("The guerrillas said on Sunday they had freed ten nuns.", "freed", None),
        ("The army said that on Sunday it had freed ten nuns.", "freed", ("2024-03-03", "2024-03-03")),
        ("The regent had promised to free them by May 2022.", "promised", None),
        ("Niger and Togo will train troops in May, the ministers announced at a meeting in Lomé last Friday.",
         "train", ("2024-05-01", "2024-05-31")),
        ('"I concede," the king said in a broadcast, promising talks with the rebels.', "promising", None),
        ("The opposition has threatened to boycott parliament from Monday.", "threatened", None),
        ("Clashes were reported in Gao on Sunday.", "Clashes", ("2024-03-03", "2024-03-03")),
        ("Dozens were arrested during riots in January and February.", "arrested",
         ("2024-01-01", "2024-02-29")),
        ("Togo has offered to host talks by the end of May.", "talks", ("2024-03-05", "2024-05-31")),
        ("The regent resigned on Sunday, three days before he was due to travel to Oslo.", "travel",
         ("2024-03-06", "2024-03-06")),
        ("Miners shut a road on Monday and clashed with police, a day after the king met their leaders.",
         "met", ("2024-03-03", "2024-03-03")),
        # what is gone by is of the order, and the text is that in which somebody promises
        ("The junta told the envoy to leave last month.", "told", ("2024-02-01", "2024-02-29")),
        ("The premier vowed to punish them in a speech on Monday.", "vowed", ("2024-03-04", "2024-03-04")),
        ("The premier vowed to punish them in a speech on Monday.", "punish", None),
        ("The junta must release him before the end of March.", "release", ("2024-03-05", "2024-03-31")),
        ("Raiders attacked the fort at 8 p.m. and fled.", "attacked", None),
        ("Raiders attack the fort at dusk and flee.", "attack", (TODAY, TODAY)),
        ("Fiji mourns a senator who was shot two days prior while campaigning.", "shot",
         ("2024-03-03", "2024-03-03")),
        # what has a length of its own shares no date; days counted back from what is still to come
        ("ETA, which killed 800 people in half a century and split last year, is no more.", "killed", None),
        ("The two may meet before May, ten days after Fiji recalled its envoy.", "recalled",
         ("2024-02-24", "2024-02-24")),
        ("Ten officers promised for April have yet to be deployed in Haiti.", "deployed", None),
        ("Rebels attacked a base near the border on Sunday that houses refugees.", "attacked",
         ("2024-03-03", "2024-03-03")),
        # what a town is told to see
        ("Pretoria experiences widespread looting.", "looting", (TODAY, TODAY)),
        ("The Taliban take control of the city of Kunduz.", "control", (TODAY, TODAY)),
    ],
)  # fmt: skip
def test_which_day_an_event_has(text: str, trigger: str, expected: tuple[str, str] | None) -> None:
    assert days(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("On Monday the rebels shelled a village, and the army bombed their camp.", "bombed", "2024-03-04"),
        ("On Monday the court freed two editors; police raided a third paper.", "raided", "2024-03-04"),
        ("On Sunday Togo closed the border, but Benin rejected the step.", "rejected", None),
        ("On Monday the rebels shelled a village, and the army will search it.", "search", None),
    ],
)
def test_a_day_that_opens_a_sentence_is_that_of_what_is_joined_to_its_act(
    text: str, trigger: str, when: str | None
) -> None:
    got = [one for one in reading_of(text).mentions if one.trigger.text == trigger]
    assert [(one.time.start if one.time else None) for one in got] == [when] * len(got)
    assert got or trigger == "search"


@pytest.mark.parametrize(
    "text",
    [
        "Police jail six men in Togo over alleged calls for unrest ahead of the March 30 vote.",
        "Rallies grow ahead of the March 30 vote.",
        "The army detained the author of a call for strikes before the March 30 vote.",
    ],
)
def test_what_something_is_done_ahead_of_is_still_to_come(text: str) -> None:
    (date,) = reading_of(text).layers.times
    assert date.begin == "2024-03-30"
