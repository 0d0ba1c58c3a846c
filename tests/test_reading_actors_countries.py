"""Articles: whose people stand without a country, and who the two sides and the other minister are."""

import pytest

from demarche.reading.reader import Reader
from test_reading_actors import who

ARTICLE = (
    "Police in Togo arrested eleven fishermen on Monday, days after Benin closed its ports to them. "
    "The fishermen had crossed the lagoon at night. They were carrying nets and fuel. "
    "Benin has accused them of smuggling. Fisheries Minister Kossi Adjavon denied the charge. "
    "A judge ordered their release. Opposition lawmakers want the navy to protect the boats."
)


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


@pytest.mark.parametrize("words", ["Kossi Adjavon", "A judge", "Opposition lawmakers", "the navy"])
def test_an_articles_people_of_a_state_are_of_the_country_it_tells_of(reader, words):
    text = ARTICLE.replace("Benin has", "Togo has", 1)
    assert [country for _, country, _ in who(reader, text, words)] == ["TGO"]


def test_two_countries_told_of_alike_are_nobodys(reader):
    text = (
        "Togo and Benin share a lagoon. Togo fishes in the west and Benin in the east. The water is shallow. "
        "Rain has fallen for days. The minister was away."
    )
    assert [country for _, country, _ in who(reader, text, "The minister")] in ([], [None])


def test_a_short_text_lends_no_country_to_ministers(reader):
    text = "Togo closed its ports, as Benin had. Fisheries Minister Kossi Adjavon was away."
    assert [country for _, country, _ in who(reader, text, "Kossi Adjavon")] == [None]


def test_a_party_that_shares_its_plain_name_is_of_the_country_told_of(reader):
    text = (
        "Voters in Fiji go to the polls on Sunday. Polling stations in Suva open at seven. "
        "The weather is fair. Many islands have no road. The National Front wants lower taxes."
    )
    assert who(reader, text, "National Front") == [("National Front", "FJI", "PTY")]
    french = text.replace("Fiji", "France").replace("Suva", "Paris")
    assert [country for _, country, _ in who(reader, french, "National Front")] == ["FRA"]


def test_a_counterpart_is_of_the_country_beside(reader):
    text = (
        "The defence ministers of Fiji and Tonga met on Monday. They spoke for two hours. It rained. "
        "Nobody was hurt. Fiji's minister thanked his counterpart, Sione Fonua."
    )
    assert [country for _, country, _ in who(reader, text, "Sione Fonua")] == ["TON"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Former president Ana Soto left. The aid agency said it would meet the president.", "the president",
         "president"),
        ("Foreign Minister Ana Soto left. The finance minister stayed.", "finance minister",
         "finance minister"),
        ("Foreign Minister Ana Soto left. The minister was tired.", "The minister", "Ana Soto"),
    ],
)  # fmt: skip
def test_another_office_is_another_person(reader, text, words, name):
    assert [actor[0] for actor in who(reader, text, words)] == [name]


def test_two_governments_are_the_two_put_side_by_side_before(reader):
    text = (
        "Canada and Japan imposed sanctions on Monday. The list has fourteen names. Two banks are on it. "
        "The assets were frozen. Shares fell. The premier of Hungary praised the two governments."
    )
    assert [country for _, country, _ in who(reader, text, "two governments")] == ["CAN", "JPN"]


def test_both_sides_are_those_who_fight(reader):
    text = "The rebels, who have fought the army since May, want talks. The UN asked both sides to wait."
    assert [sector for *_, sector in who(reader, text, "both sides")] == ["REB", "MIL"]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("The government may expel Beninese diplomats.", "The government"),  # others' people
        ("President Ana Soto is due to fly to Cotonou.", "Ana Soto"),
    ],
)
def test_countries_named_as_others_are_not_ones_own(reader, last, words):
    text = (
        "Togo closed its ports on Monday. Fishermen in Togo marched to the harbour. The nets are old. "
        f"Rain has fallen for days. Benin has two ports. {last}"
    )
    assert [country for _, country, _ in who(reader, text, words)] == ["TGO"]


def test_police_act_where_they_are(reader):
    text = (
        "Togo recalled its envoy from Benin. Benin is waiting. The nets are old. Rain has fallen for days. "
        "A crowd burned Beninese flags in Lomé, where the police used batons."
    )
    assert [country for _, country, _ in who(reader, text, "the police")] == ["TGO"]
