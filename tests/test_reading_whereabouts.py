"""Where acts are: which places of a sentence are an act's, and in which roles."""

from __future__ import annotations

import pytest

from analysed import reading_of, tree_of
from demarche.reading.place_again import grounds
from demarche.records import Mention


def acts(text: str) -> dict[str, Mention]:
    """The mentions of a text, by their triggers."""
    return {mention.trigger.text: mention for mention in reading_of(text).mentions}


def places(text: str, act: str) -> list[str]:
    """The places of an act, as "text role"."""
    return [f"{place.text} {place.role}" for place in acts(text)[act].places]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        # things within things, however many lie between
        ("A bomb went off near a barracks in the Libyan city of Misrata, killing nine people.", "killing",
         ["Misrata venue"]),
        ("Police in Guatemala arrest a judge at the courthouse in the capital, Guatemala City.", "arrest",
         ["Guatemala City venue"]),
        # what only says where another place lies
        ("Gunmen killed a priest in Wazir Akbar Khan, Kabul, Afghanistan.", "killed",
         ["Wazir Akbar Khan venue"]),
        ("Six farmers were killed by gunmen in Kaduna State, northern Nigeria.", "killed",
         ["Kaduna State venue"]),
        ("Rebels killed six farmers in Mali and Niger.", "killed", ["Mali venue", "Niger venue"]),
        # where who does it is said to be
        ("The court in Kisumu convicts three officials.", "convicts", ["Kisumu venue"]),
        ("Al-Qaeda in the Arabian Peninsula claims responsibility for the bombing.", "claims", []),
        # people are attacked in a place, places are besieged
        ("Rebels carried out attacks on soldiers in Sudan.", "attacks", ["Sudan venue"]),
        ("The siege of Aleppo goes on.", "siege", ["Aleppo target"]),
        ("The president of Zambia was attacked by protesters.", "attacked", []),
        # what came before, and what words are about, is elsewhere
        ("Two men were killed in Oslo after an attack on a minister.", "attack", []),
        ("Peru condemned the arrest of a journalist in Managua.", "condemned", []),
        ("Peru condemned the arrest of a journalist in Managua.", "arrest", ["Managua venue"]),
        # what a scene shares
        ("The premier arrived in Ghana on an official visit.", "visit", ["Ghana destination"]),
        ("Thousands gathered in Lima to protest against the president.", "protest", ["Lima venue"]),
        ("The former president is placed under house arrest in Gabon.", "arrest", ["Gabon venue"]),
        ("The attack that killed ten people at a market on the island of Jolo alarmed the region.", "attack",
         ["Jolo venue"]),
        # what takes up a place named before
        ("Rebels entered Bambari. Two days later the army bombed the city.", "bombed", ["Bambari target"]),
        ("The Danish president will visit the country in May.", "visit", []),
        # buildings named for their towns
        ("Russian forces struck the Odesa TV Tower on Friday.", "struck", ["Odesa TV Tower target"]),
        ("A rocket hit Basra International Airport.", "hit", ["Basra International Airport target"]),
        ("Students protest at the University of Zagreb.", "protest", ["University of Zagreb venue"]),
        ("Police arrested six men in the Katumba refugee camp in Tanzania.", "arrested",
         ["Katumba refugee camp venue"]),
        # what a word of kind is called, whoever's it is
        ("Police arrested two men in the U.S. state of Iowa.", "arrested", ["Iowa venue"]),
        ("Gunmen killed a priest in the Lagos suburb of Ikeja.", "killed", ["Ikeja venue"]),
        ("Gunmen attacked the Malian town of Ténenkou.", "attacked", ["Ténenkou target"]),
        ("Soldiers shot a man in the Shuafat district of Jerusalem.", "shot", ["Shuafat district venue"]),
        ("Gunmen killed a priest in the Kilimani Heights suburb of Nairobi.", "killed",
         ["Kilimani Heights suburb venue"]),
        ("Rebels seized the town of Martin Nour.", "seized", ["Martin Nour target"]),
        ("Rebels shelled an aircraft as it left Aden for Salalah in Oman.", "shelled", []),
        # what only says where another place lies, in whatever words
        ("Gunmen killed a priest in Bunia, in the north-eastern Congolese province of Ituri.", "killed",
         ["Bunia venue"]),
        ("Soldiers shot a farmer in the Doklam Valley in the disputed Ladakh region.", "shot",
         ["Doklam Valley venue"]),
        ("Strikes broke out in Turin, Genoa and Nice.", "Strikes",
         ["Turin venue", "Genoa venue", "Nice venue"]),
        # what is aimed at lies there, what flies comes down there
        ("The frigate fired at a boat near Socotra.", "fired", ["Socotra venue"]),
        ("North Korea fires a missile into the Sea of Japan.", "fires", ["Sea of Japan destination"]),
        # where whoever speaks says it
        ("Speaking in Rabat, the minister condemned the bombing of a mosque.", "condemned",
         ["Rabat venue"]),
    ],
)  # fmt: skip
def test_the_places_of_an_act(text: str, act: str, expected: list[str]) -> None:
    assert places(text, act) == expected


def test_a_building_named_for_its_town_stands_there() -> None:
    (tower,) = acts("Russian forces struck the Odesa TV Tower on Friday.")["struck"].places
    assert (tower.name, tower.country, tower.geonameid) == ("Odesa TV Tower", "UKR", None)
    assert tower.latitude is not None


def test_a_direction_alone_names_no_place_of_its_own() -> None:
    (south,) = acts("Gunmen kidnapped two nuns in Southern Mali.")["kidnapped"].places
    assert (south.name, south.text, south.country) == ("Mali", "Southern Mali", "MLI")
    (korea,) = acts("Police arrested two spies in North Korea.")["arrested"].places
    assert (korea.name, korea.country) == ("North Korea", "PRK")


def test_a_word_of_kind_left_over_from_a_list_is_no_place() -> None:
    assert places("Bombs killed ten people in Ghor and Helmand Provinces.", "killed") == [
        "Ghor venue",
        "Helmand venue",
    ]


def test_what_is_left_is_where_somebody_comes_from_and_nothing_else() -> None:
    left = acts("The Danish minister left Kenya on Friday.")["left"]
    assert [(place.name, place.role) for place in left.places] == [("Kenya", "origin")]
    assert not left.recipients and not left.objects
    flown = acts("Diplomats evacuated Sudan.")["evacuated"]
    assert not flown.recipients


def test_whoever_is_visited_stays_a_recipient() -> None:
    arrived = acts("The Danish minister arrived in Kenya.")["arrived"]
    assert [actor.country for actor in arrived.recipients] == ["KEN"]


def test_money_and_the_beginnings_of_bodies_are_no_places() -> None:
    text = "Zambia paid US$5 million to the University of Calgary."
    found = [place.text for place in reading_of(text).layers.places]
    assert "US" not in found and "University" not in found and "Zambia" in found


def test_a_word_of_nationality_stands_for_the_land_only_beside_a_word_for_it() -> None:
    def taken(text: str) -> list[tuple[str, str]]:
        tree, layers = tree_of(text), reading_of(text).layers
        return [(place.name, tree.tokens[place.head].text) for place in grounds(tree, layers.places)]

    assert taken("Jets crossed Latvian airspace.") == [("Latvia", "airspace")]
    assert taken("Jets followed a Latvian ship.") == []


def test_an_attack_in_which_somebody_is_killed_is_where_he_is() -> None:
    assert places("A judge is killed in Lae in a rebel attack.", "attack") == ["Lae venue"]
    assert places("Two men are killed in Lae as soldiers fire on a crowd.", "fire") == ["Lae venue"]


def test_an_act_is_not_where_what_it_answers_or_another_story_is() -> None:
    assert places("In retaliation for a raid in Jericho, gunmen kidnap two teachers.", "kidnap") == []
    text = "Troops fight rebels in Darfur, and officials say that guards shot two men."
    assert places(text, "shot") == []


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        # towns in one list with what lies near a town
        ("Jets bombed Aleppo, Idlib and villages near Damascus.", "bombed",
         ["Aleppo target", "Idlib target", "Damascus venue"]),
        # what lies at a distance
        ("Rebels raided a camp 30 km north of Bangassou.", "raided", ["Bangassou venue"]),
        ("Two farmers were shot dead ten miles from Lae on Sunday.", "shot", ["Lae venue"]),
        ("Militants abducted six nurses in Shusha, 10 kilometres from Stepanakert.", "abducted",
         ["Shusha venue"]),
        # an object of two verbs
        ("Gunmen raid and burn the village of Mailari in Borno State, killing six people.", "raid",
         ["Mailari target"]),
        # a district or province, wherever it hangs
        ("Gunmen kill five nurses in an ambush on a van carrying them home in Kunar province.", "kill",
         ["Kunar province venue"]),
        # what is sparked, and where those fight who are wounded
        ("The verdict sparks riots in Lima.", "riots", ["Lima venue"]),
        ("Ten soldiers are wounded in a gunfight with militants in Doda district.", "wounded",
         ["Doda district venue"]),
        # what came some days before, and what is still ahead, is elsewhere
        ("Rebels shell a market in El Fasher, killing 9, two days after troops took a bridge in Port Sudan.",
         "killing", ["El Fasher venue"]),
        # whom police hold for a deed they need not hold where it was
        ("Police in Germany arrest a man over a knife attack in Mannheim.", "arrest", ["Germany venue"]),
        # a name of two words that is a town's whole
        ("Troops withdraw from Khan Yunis.", "withdraw", ["Khan Yunis origin"]),
        ("Missiles hit Kharkiv's city centre.", "hit", ["Kharkiv target"]),
        ("Clashes break out on Tripoli's outskirts.", "Clashes", ["Tripoli venue"]),
        # two results of one attack, an incursion into a camp, a town that sees something
        ("Five men are killed and one is wounded after an attack at a wedding in Ghrab hamlet.", "killed",
         ["Ghrab venue"]),
        ("Nine men are killed in an army incursion into the Khan Younis refugee camp.", "killed",
         ["Khan Younis refugee camp venue"]),
        ("Pretoria experiences widespread looting.", "looting", ["Pretoria venue"]),
        ("Attacks in Baghdad and north Iraq kill four policemen.", "Attacks",
         ["Baghdad venue", "Iraq venue"]),
        # where something is told
        ("The king will travel to Oslo on Friday, his office in Amman said.", "travel", ["Oslo destination"]),
        ("She told reporters in Suva that rebels had attacked a base.", "attacked", []),
        # large towns that a model takes for people
        ("The envoy toured Goma in December.", "toured", ["Goma destination"]),
        ("A bomb in Quetta wounded six people.", "wounded", ["Quetta venue"]),
        # where what is asked for is to be
        ("Unions called for rallies in Dakar and Louga on Friday.", "rallies",
         ["Dakar venue", "Louga venue"]),
        ("Unions called for rallies in Dakar and Louga on Friday.", "called", []),
        ("He ended a tour of the Middle East in Amman, where he met the king.", "met",
         ["Amman venue"]),
        # the town is the one that was called so, and never the one that is left for it
        ("Rebels took the town of Kidal and marched on Gao. The army shelled the town.", "shelled",
         ["Kidal target"]),
        ("He flew to Rio de Janeiro on Monday. In Rio, he met the mayor.", "met", ["Rio venue"]),
        ("Troops shelled Omdurman and Bahri on Sunday.", "shelled", ["Omdurman target", "Bahri target"]),
        # what is to come is elsewhere
        ("The king had spoken with her on Monday and would host her in Rabat in May.", "spoken", []),
        ("The envoys will meet in Doha to discuss a swap of men captured in the fighting last year.",
         "fighting", []),
        # the capital is no other town, and that of the land told of
        ("Mali's army retook Gao. Rebels had shelled the capital.", "shelled", []),
        ("Crowds met in Bamako, Mali. The premier flew to Rabat. Police raided a home in the capital.",
         "raided", ["Bamako venue"]),
    ],
)  # fmt: skip
def test_places_at_a_distance_and_of_a_scene(text: str, act: str, expected: list[str]) -> None:
    assert places(text, act) == expected
