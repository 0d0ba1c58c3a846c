"""Who acts: country and sector from the report's words, then from knowledge."""

import datetime as dt

import pytest

from demarche.knowledge.offices_leaders import leader
from demarche.language.tree import Tree
from demarche.reading.actors import actor_of, head_index
from demarche.reading.actors_words import country_of_title, sector_of_title
from demarche.reading.coreference_names import abbreviates, actor_id, person_names_agree, same_name
from demarche.reading.reader import Reader
from demarche.records import Report
from test_reading_coreference import entity, read


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Russian Defense Minister", "GOV"), ("Gen.", "MIL"), ("former president", "ELI"),
        ("police spokesman", "COP"), ("Senator", "LEG"), ("rebel commander", "REB"), ("Mr.", None),
        ("chief executive", "BUS"), ("opposition leader", "OPP"),
    ],
)  # fmt: skip
def test_sectors_of_titles(title, sector):
    assert sector_of_title(title)[0] == sector


def test_some_titles_have_one_country():
    assert country_of_title("taoiseach") == "IRL"
    assert country_of_title("prime minister") is None


def test_names_of_persons():
    assert same_name("Kim Jong-un", "Kim Jong Un")
    assert same_name("Vladimir V. Putin", "Vladimir Putin")
    assert person_names_agree("Kim", "Kim Jong-un") and person_names_agree("Putin", "Vladimir Putin")
    assert not person_names_agree("Kim Yo-jong", "Kim Jong-un")
    assert not person_names_agree("Vladimir", "Dmitry Medvedev")
    assert abbreviates("WFP", "World Food Programme") and not abbreviates("who", "World Health Organization")


def test_ids_are_stable_across_spellings():
    assert actor_id("Vladimir V. Putin", "RUS") == actor_id("Vladimir Putin", "RUS") == "rus-vladimir-putin"


def test_a_seat_is_a_government():
    tree, entities = read(
        "The/DET/2/det Kremlin/PROPN/3/nsubj denied/VERB/0/root it/PRON/3/obj ~./PUNCT/3/punct"
    )
    kremlin = entity(tree, entities, "Kremlin")
    assert [(a.name, a.country, a.sector) for a in kremlin.referents] == [("Kremlin", "RUS", "GOV")]


def test_a_capital_acts_as_its_government():
    tree, entities = read("Ankara/PROPN/2/nsubj refused/VERB/0/root ~./PUNCT/2/punct")
    (actor,) = actor_of(tree, 0, entities)
    assert (actor.name, actor.country, actor.sector, actor.text) == ("Turkey", "TUR", "GOV", "Ankara")


def test_known_organisations():
    tree, entities = read(
        "Hamas/PROPN/2/nsubj attacked/VERB/0/root the/DET/4/det IDF/PROPN/2/obj ~./PUNCT/2/punct"
    )
    hamas, army = entity(tree, entities, "Hamas"), entity(tree, entities, "IDF")
    assert (hamas.country, hamas.sector) == ("PSE", "REB")
    assert (army.name, army.country, army.sector) == ("Israel Defense Forces", "ISR", "MIL")


def test_groups_take_country_from_demonyms_and_several_give_several():
    tree, entities = read(
        "Omani/ADJ/4/amod and/CCONJ/3/cc Qatari/ADJ/1/conj "
        "officials/NOUN/5/nsubj left/VERB/0/root ~./PUNCT/5/punct"
    )
    found = actor_of(tree, 3, head_index(entities))
    assert {(actor.country, actor.sector) for actor in found} == {("OMN", "GOV"), ("QAT", "GOV")}


def test_delegation_of_officials():
    tree, entities = read(
        "A/DET/2/det delegation/NOUN/6/nsubj of/ADP/5/case Kenyan/ADJ/5/amod officials/NOUN/2/nmod "
        "arrived/VERB/0/root ~./PUNCT/6/punct"
    )
    found = entity(tree, entities, "delegation")
    assert (found.country, found.sector) == ("KEN", "GOV")


def test_things_are_no_actors():
    tree, entities = read(
        "Russian/ADJ/2/amod missiles/NOUN/3/nsubj hit/VERB/0/root a/DET/5/det "
        "bridge/NOUN/3/obj ~./PUNCT/3/punct"
    )
    assert actor_of(tree, 1, entities) == () == actor_of(tree, 4, entities)


def test_numbers_of_people_lead_to_the_people():
    tree, entities = read(
        "dozen/NOUN/4/nsubj of/ADP/3/case soldiers/NOUN/1/nmod deserted/VERB/0/root ~./PUNCT/4/punct"
    )
    found = actor_of(tree, 0, entities)
    assert [actor.sector for actor in found] == ["MIL"]


def test_leaders_are_asked_last_and_by_date():
    words = "Merkel/PROPN/2/nsubj resigned/VERB/0/root ~./PUNCT/2/punct"
    types = {"Merkel": "person"}
    tree, entities = read(words, types=types, published=dt.date(2012, 5, 1))
    assert (entities[0].country, entities[0].sector) == ("DEU", "GOV")
    tree, entities = read(
        "French/ADJ/2/amod general/NOUN/3/nmod:desc Merkel/PROPN/4/nsubj "
        "resigned/VERB/0/root ~./PUNCT/4/punct",
        types=types,
        published=dt.date(2012, 5, 1),
    )
    merkel = entity(tree, entities, "Merkel")
    assert (merkel.country, merkel.sector) == ("FRA", "MIL")


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def who(reader, text, words):
    """(name, country, sector) of whoever the last word of ``words`` stands for in the text."""
    reading = reader.reading(text, published="2024-03-05")
    tree = Tree(reading.analysis)
    end = text.index(words) + len(words)
    head = tree.head_of(tree.token_at(text.index(words)), tree.token_at(end - 1) + 1)
    return [(a.name, a.country, a.sector) for a in actor_of(tree, head, head_index(reading.layers.entities))]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Croatian Minister of Trade, Labour and Tourism Ana Horvat met reporters.", "Ana Horvat",
         [("Ana Horvat", "HRV", "GOV")]),
        ("British Secretary of State for Culture, Media and Sport Jane Whitlock resigned.", "Jane Whitlock",
         [("Jane Whitlock", "GBR", "GOV")]),
        ("The prime minister of Kuwait Sheikh Salman opened the talks.", "Salman",
         [("Sheikh Salman", "KWT", "GOV")]),
        ("Speaker of the House of Commons Peter Lowell accused the police.", "Peter Lowell",
         [("Peter Lowell", "GBR", "LEG")]),
        ("UN human rights envoy Pia Lund visited the camp.", "Pia Lund", [("Pia Lund", None, "IGO")]),
        ("The AU's envoy, General Pia Lund, met rebels.", "envoy", [("Pia Lund", None, "IGO")]),
        ("Peru's interim president, Colonel Ana Soto, resigned.", "president", [("Ana Soto", "PER", "GOV")]),
        ("The junta's leader, Colonel Ana Soto of Peru, resigned.", "Ana Soto", [("Ana Soto", "PER", "MIL")]),
        ("Peruvian Defence Minister Gen. Juan Soto resigned.", "Juan Soto", [("Juan Soto", "PER", "GOV")]),
        ("The ICC's prosecutor spoke in Lima.", "prosecutor", [("ICC's prosecutor", None, "IGO")]),
        ("Interior PS Ana Wanjiru warned traders.", "Ana Wanjiru", [("Ana Wanjiru", None, "GOV")]),
        ("Indian PM Asha Rao met reporters.", "Asha Rao", [("Asha Rao", "IND", "GOV")]),
        ("The Health ministry closed the road.", "ministry", [("Health ministry", None, "GOV")]),
        ("Six other drivers, among them a nurse, died.", "drivers", [("Six other drivers", None, "CVL")]),
        ("The Progressive Bloc of Chad denounced the vote.", "Progressive Bloc",
         [("Progressive Bloc of Chad", "TCD", "PTY")]),
        ("The Zambezi Liberation Front denounced the vote.", "Zambezi Liberation Front",
         [("Zambezi Liberation Front", None, "REB")]),
        ("The Elysée said the trade minister would fly to Rome.", "trade minister",
         [("trade minister", "FRA", "GOV")]),
        ("The French Embassy in Niamey warned travellers.", "French Embassy",
         [("French Embassy", "FRA", "GOV")]),
        ("Pirates seized 12 North Koreans on Monday.", "North Koreans", [("12 North Koreans", "PRK", "CVL")]),
    ],
)  # fmt: skip
def test_titles_and_bodies_in_raw_text(reader, text, words, expected):
    assert who(reader, text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Senator Ana Ruiz, a lawyer and a former mayor, met the king.", "Ana Ruiz",
         [("Ana Ruiz", None, "LEG")]),
        ("A court jailed two Norwegians, Ola Berg and Kari Lund, for life.", "two Norwegians",
         [("Ola Berg", "NOR", "CVL"), ("Kari Lund", "NOR", "CVL")]),
        ("Opposition politician and activist Ana Soto was arrested.", "Ana Soto",
         [("Ana Soto", None, "OPP")]),
        ("Two soldiers were killed and another was wounded in an ambush.", "another",
         [("another", None, "MIL")]),
        ("Police arrested 20 Muslims on Friday.", "Muslims", [("20 Muslims", None, "REL")]),
        ("Two Hamas operatives were shot dead.", "operatives", [("Two Hamas operatives", "PSE", "REB")]),
    ],
)  # fmt: skip
def test_lists_that_are_appositions_and_people_without_nouns(reader, text, words, expected):
    assert who(reader, text, words) == expected


def test_a_list_with_its_own_owner_stays_a_list(reader):
    text = "Ana Ruiz, a lawyer, and her brother were detained."
    assert who(reader, text, "a lawyer") == who(reader, text, "Ana Ruiz") == [("Ana Ruiz", None, "CVL")]
    assert who(reader, text, "her brother") == [("her brother", None, "CVL")]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The presidents of Albania and Serbia met on Friday. Both leaders praised the line.", "Both leaders",
         [("ALB", "GOV"), ("SRB", "GOV")]),
        ("The Philippine minister met Australian officers. Both countries agreed.", "Both countries",
         [("PHL", None), ("AUS", None)]),
        ("The army and the rebels signed a truce. Neither side has disarmed.", "Neither side",
         [(None, "MIL"), (None, "REB")]),
        ("Swedish Prime Minister Ulla Berg says that the country will send arms.", "the country",
         [("SWE", None)]),
        ("Tunisia announces that they will ban the film.", "they", [("TUN", None)]),
    ],
)  # fmt: skip
def test_sets_and_countries_in_other_words(reader, text, words, expected):
    assert [(country, sector) for _, country, sector in who(reader, text, words)] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Governor of Oregon Dana Whitfield declared an emergency.", "Dana Whitfield",
         [("Dana Whitfield", "USA", "GOV")]),
        ("Luc Morel resigns as Prime Minister of Haiti.", "Luc Morel", [("Luc Morel", "HTI", "GOV")]),
        ("Taliban forces entered the town.", "Taliban forces", [("Taliban forces", "AFG", "REB")]),
        ("Opposition protesters blocked roads.", "protesters", [("Opposition protesters", None, "OPP")]),
        ("The Iranian Defence Minister flew to Moscow.", "Defence Minister",
         [("Iranian Defence Minister", "IRN", "GOV")]),
        ("South Korea's Defense Ministry denied the report.", "Defense Ministry",
         [("South Korean Defense Ministry", "KOR", "GOV")]),
    ],
)  # fmt: skip
def test_regions_offices_behind_as_and_sides(reader, text, words, expected):
    assert who(reader, text, words) == expected


def test_surnames_of_leaders_hold_at_their_time_without_accents():
    assert leader("Orban", dt.date(2022, 3, 1)).country == "HUN"
    assert leader("Zelensky", dt.date(2023, 5, 1)).country == leader("Zelenskyy", dt.date(2023, 5, 1)).country
    assert leader("Orban", dt.date(1990, 3, 1)) is None
    # one of that name in office, then two at a time
    assert leader("Morales", dt.date(2008, 1, 1)).country == "BOL"
    assert leader("Morales", dt.date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A Turkish ship docked at the Israeli port, the first move between the two countries in a year.",
         "the two countries", ["TUR", "ISR"]),
        ("North Korean minister Pak Su-chun arrives in Burma, as the two countries restore ties.",
         "the two countries", ["PRK", "MMR"]),
        ("President Ana Silva says that Rui Melo and Ivo Cruz plot. The two men deny it.",
         "The two men", [None, None]),
    ],
)  # fmt: skip
def test_two_countries_by_adjectives_and_men_by_gender(reader, text, words, expected):
    found = who(reader, text, words)
    assert [country for _, country, _ in found] == expected
    assert "Ana Silva" not in [name for name, _, _ in found]


def test_a_capital_is_shown_by_its_own_words(reader):
    (mention, *_) = reader.read('Oslo"0"MET')
    for actor in mention.actors:
        assert 'Oslo"0"MET'[actor.start : actor.end] == actor.text


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("UN special rapporteurs Agnès Morel and Peter Lund demand an inquiry.", "Peter Lund",
         [("Peter Lund", None, "IGO")]),
        ("Police arrested Iranian journalists Ana Soto and Reza Karimi.", "Reza Karimi",
         [("Reza Karimi", "IRN", "JRN")]),
        ("Dana Whitfield, the United States Secretary of Defense, arrives.", "Dana Whitfield",
         [("Dana Whitfield", "USA", "GOV")]),
        ("The United States House of Representatives voted on it.", "House of Representatives",
         [("US House of Representatives", "USA", "LEG")]),
    ],
)  # fmt: skip
def test_plural_titles_and_offices_without_names(reader, text, words, expected):
    assert who(reader, text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Peru's president, Ana Soto, addressed lawmakers. Congress rejected her budget.", "Congress",
         "PER", "LEG"),
        ("Nepal's premier resigned. Congress accused him of lying.", "Congress", "NPL", "PTY"),
        ("Congress rejected aid for Peru.", "Congress", "USA", "LEG"),
        ("Joe Biden met Mexico's envoys. Congress waited.", "Congress", "MEX", "LEG"),
        ("A report on New Zealand's election is out. Labour denied it.", "Labour", "NZL", "PTY"),
        ("Canada's premier left. The House of Commons rejected the bill.", "House of Commons", "CAN", "LEG"),
    ],
)
def test_a_name_that_several_states_bodies_bear(text, words, country, sector):
    reading = Reader(learned=False).reading(text, published="2023-09-04")
    (found,) = [e for e in reading.layers.entities if text[e.start : e.end].endswith(words)]
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("A party of North Korean guards inspected the route.", "party of North Korean guards", "COP"),
        ("The Unity Party of Liberia left the talks.", "Unity Party of Liberia", "PTY"),
        ("Gunmen attacked a birthday party in Lomé.", "birthday party", "CVL"),
        ("Pro-government armed groups killed a judge.", "Pro-government armed groups", "PRM"),
        ("All relevant parties agreed to a truce.", "relevant parties", None),
        ("Diana Corps sold its label.", "Diana Corps", None),
        ("The Army Corps of Kenya moved north.", "Army Corps of Kenya", "MIL"),
        ("Boeing Executive Vice President Scott Carson left.", "Scott Carson", "BUS"),
        ("United States Vice President Ana Soto left.", "Ana Soto", "GOV"),
        ("The tenants association president Omar Diallo left.", "Omar Diallo", "SOC"),
        ("English captain Harry Cane left.", "Harry Cane", None),
        ("Captain Moussa Camara left.", "Moussa Camara", "MIL"),
        ("The army captain Moussa Camara left.", "Moussa Camara", "MIL"),
    ],
)
def test_words_that_only_look_like_a_state_or_party(text, words, sector):
    reading = Reader(learned=False).reading(text, published="2023-09-04")
    found = {(e.name, e.sector) for e in reading.layers.entities}
    assert (words, sector) in found, found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("North Korea fired at South Korea. The South condemned it.", ("South Korea", "KOR", None)),
        ("Talks with South Korea broke down. The North condemned it.", ("North Korea", "PRK", None)),
        ("Ada Lund, the State Department Spokesperson, condemned Iran.", ("Ada Lund", "USA", "GOV")),
        ("The U.S. Environmental Protection Agency condemned Iran.",
         ("Environmental Protection Agency", "USA", "GOV")),
        ("UN special envoy for Chad Ada Lund condemned Iran.", ("Ada Lund", None, "IGO")),
        ("UNHCR protection officer Ada Lund condemned Iran.", ("Ada Lund", None, "IGO")),
    ],
)  # fmt: skip
def test_halves_of_a_land_offices_and_bodies(text, who):
    condemned = next(m for m in Reader(learned=False).read(text) if m.trigger.text == "condemned")
    (actor,) = condemned.actors
    assert (actor.name, actor.country, actor.sector) == who


def test_who_said_i_is_spoken_of_as_a_third_person():
    text = '"I will try to sleep," said Ada Lund. Police had arrested her on Monday.'
    (arrested,) = (m for m in Reader(learned=False).read(text) if m.trigger.text == "arrested")
    assert [one.name for one in arrested.recipients] == ["Ada Lund"]


def test_half_of_a_nation_is_nobody():
    text = (
        "North Korean leader Kim Jong-un will make an official visit to Vietnam ahead of the summit"
        " between him and Donald Trump."
    )
    reading = Reader(learned=False).reading(Report(id="r", text=text))
    assert "North" not in {text[one.start : one.end] for one in reading.layers.entities}
    assert all(one.name != "North" for act in reading.mentions for one in (*act.actors, *act.recipients))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # another nation's president, another leader, another body
        ("President Ana Soto of Chile left. The French president stayed.", "The French president",
         ("FRA", "GOV")),
        ("Prime Minister Ana Soto of Chile left. The supreme leader stayed.", "supreme leader",
         (None, "GOV")),
        ("The Red Cross sent a doctor. Togo thanked the bloc.", "the bloc", (None, None)),
        # of oneself one does not speak as he
        ('Ivo Claes was freed. "He was beaten," Prime Minister Luc Vandamme of Belgium told them.', "He",
         (None, None)),
        # what somebody is to a land that is not his own
        ("Pierre Kone, a critic of Kigali, spoke. The rebels, enemies of Rwanda, fled.", "Pierre Kone",
         (None, "OPP")),
        # one expels others' envoys
        ("Congo's government has cut ties with Rwanda and expelled its ambassador.", "its ambassador",
         ("RWA", "GOV")),
    ],
)  # fmt: skip
def test_who_is_not_meant(reader, text, words, expected):
    assert [(country, sector) for _, country, sector in who(reader, text, words)] == [expected]


def test_a_colonel_is_he_whose_rank_was_shortened(reader):
    text = "Col. Firmin Dossou spoke. Nobody clapped. The colonel left."
    assert [name for name, *_ in who(reader, text, "The colonel")] == ["Firmin Dossou"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Poland says that its consulate in Lviv was hit by a rocket.", {"POL"}),
        ("The Netherlands said that their embassy in Tehran was attacked by a mob.", {"NLD"}),
        ("Rebels attacked the French embassy in Niamey.", {"FRA"}),
    ],
)
def test_a_mission_is_not_of_the_land_that_it_is_in(text, whose):
    (act,) = [one for one in Reader(learned=False).read(text) if one.type == "ASSAULT"]
    assert {one.country for one in act.recipients} == whose


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Israel says 1,200 people died in the Hamas-led attack on 7 October.", ("Hamas", "PSE", "REB")),
        ("Kim Jong-un met Xi Jinping.", ("Kim Jong-un", "PRK", "GOV")),
    ],
)
def test_who_leads_is_no_part_of_the_name(reader, text, who):
    act = reader.read(text, published="2024-03-05")[0]
    assert who in {(one.name, one.country, one.sector) for one in act.actors}
