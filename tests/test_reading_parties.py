"""Who acts and to whom where a parse hangs them elsewhere, and where only the clause around tells."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


@pytest.fixture(scope="module")
def readers(reader):
    return {False: reader, True: Reader(reader.model)}


def parties(reader, text, word):
    mention = next(m for m in reader.read(text, published="2024-03-05") if m.trigger.text == word)
    return [a.name for a in mention.actors], [r.name for r in mention.recipients]


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("The Taliban and Afghan government forces clashed in Helmand.", "clashed",
         ["Taliban", "Afghan government forces"]),
        ("Clashes between the Taliban and Afghan government forces continued in Helmand.", "Clashes",
         ["Taliban", "Afghan government forces"]),
        ("Nine people died in fighting between Boko Haram and Chadian soldiers.", "fighting",
         ["Boko Haram", "Chadian soldiers"]),
        ("Clashes at a quarry in Niger between Tuareg protesters and police left nine dead.", "Clashes",
         ["Tuareg protesters", "police"]),
        ("Talks on the border end in stalemate between the Serbian government and the miners.", "Talks",
         ["Serbian government", "miners"]),
        ("Violence erupted on Sunday between supporters of the president and riot police.", "Violence",
         ["supporters of the president", "riot police"]),
    ],
)  # fmt: skip
def test_both_sides_of_what_two_do(reader, text, word, actors):
    assert parties(reader, text, word)[0] == actors


def test_a_road_between_towns_has_no_sides(reader):
    text = "Rebels ambushed troops on the road between Gao and Kidal after clashes with the army."
    assert not {"Gao", "Kidal"} & {name for side in parties(reader, text, "clashes") for name in side}


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        # whose a deed is
        ("Protesters condemned the murder of a student by two officers.", "murder",
         ["two officers"], ["student"]),
        ("The minister was accused of bribery by the prosecutor.", "accused", ["prosecutor"], ["minister"]),
        ("The minister, accused of fraud by the opposition, resigned.", "accused",
         ["opposition"], ["minister"]),
        ("The editor was sentenced to ten years for spying by a court in Minsk.", "sentenced",
         ["court in Minsk"], ["editor"]),
        ("The hostage died in a failed rescue attempt by Kenyan troops.", "rescue", ["Kenyan troops"], []),
        ("Two soldiers died in a book fair attack by rebels.", "attack", ["rebels"], ["Two soldiers"]),
        # what is said of whom, and who says it
        ("Iraq demands the withdrawal of Iranian soldiers that it claims seized an oil field.", "seized",
         ["Iranian soldiers"], []),
        ("Georgia accused Russia of cutting off farmers, calling on Moscow to relent.", "calling",
         ["Georgia"], ["Russia"]),
        ("Ministers urged Fiji to release the crew, condemning the arrest.", "condemning",
         ["Ministers"], []),
        ("Peru arrested a Chilean officer on suspicion of plotting to kill Ana Soto.", "kill",
         ["Chilean officer"], ["Ana Soto"]),
        ("A Chilean officer was arrested on suspicion of plotting to kill Ana Soto.", "kill",
         ["Chilean officer"], ["Ana Soto"]),
        # who undergoes, who is given
        ("She was freed in Minsk and her husband murdered.", "murdered", [], ["her husband"]),
        ("Mali said it was holding two editors under house arrest.", "arrest", ["Mali"], ["two editors"]),
        ("The writer was granted asylum by Sweden.", "asylum", ["Sweden"], ["writer"]),
        ("Chile gave Ana Soto asylum in 2019.", "asylum", ["Chile"], ["Ana Soto"]),
        ("The captain was given a life sentence by a court in Suva.", "sentence",
         ["court in Suva"], ["captain"]),
        ("The raid left eight soldiers dead and ten others captured.", "captured", [], ["ten others"]),
        ("The court overturned the minister's conviction for fraud.", "conviction", [], ["minister"]),
        ("The Kenyan minister called for two hostages to be freed.", "called", ["Kenyan minister"], []),
        ("The Kenyan minister called for Somalia to release two hostages.", "called",
         ["Kenyan minister"], ["Somalia"]),
        # who asks for himself
        ("Ukraine requested a meeting with Moldova.", "meeting", ["Ukraine"], ["Moldova"]),
        ("Hundreds of thousands protested in Dhaka.", "protested", ["Hundreds of thousands"], []),
        ("Twelve members of the Shining Path and 3 Peruvian soldiers were killed.", "killed",
         [], ["Twelve members of the Shining Path", "3 Peruvian soldiers"]),
        ("Ten Taliban fighters, including two commanders, were killed.", "killed",
         [], ["Ten Taliban fighters"]),
        ("Ten farmers, including two officers, were killed.", "killed", [], ["Ten farmers", "two officers"]),
        ("Ana Soto, one of the founders, and four other women were killed.", "killed",
         [], ["Ana Soto", "four other women"]),
        ("Kosovan police arrested six smugglers in a raid near Prizren.", "raid", ["Kosovan police"], []),
        ("Two Ethiopian soldiers were killed when Ethiopia launched a raid into Eritrea.", "killed",
         [], ["Two Ethiopian soldiers"]),
        ("Two Eritrean soldiers were killed when Ethiopia launched a raid into Eritrea.", "killed",
         ["Ethiopia"], ["Two Eritrean soldiers"]),
        ("A drone hit a plant, with three drones shot down by the air force.", "shot", ["air force"], []),
        ("Qatar's envoy delivered a letter from the emir.", "delivered", ["Qatar's envoy"], []),
        ("Norway urged Chile to end the talks.", "talks", ["Chile"], []),
        ("Norway urged Chile to resume the talks.", "talks", ["Chile"], ["Norway"]),
    ],
)  # fmt: skip
def test_who_acts_and_to_whom(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Christian Brandt, the president of Iceland, resigned.", "Christian Brandt", "ISL", "GOV"),
        ("Kyrgyzstan special forces detained a judge.", "Kyrgyzstan special forces", "KGZ", "MIL"),
        ("The mayor of Kidal, Moussa Traore, met rebel leaders.", "Moussa Traore", "MLI", "GOV"),
        ("Congress leader Asha Rao met farmers.", "Asha Rao", "IND", "PTY"),
        ("The leader of Congress, John Hale, met Ana Soto of Fiji.", "John Hale", "USA", None),
        ("UN troops in Mali killed two gunmen.", "UN troops in Mali", None, "IGO"),
        ("Russian-backed separatists in eastern Ukraine shelled Mariupol.",
         "Russian-backed separatists in eastern Ukraine", "UKR", "REB"),
        ("U.S.-backed Iraqi forces attacked a village.", "U.S.-backed Iraqi forces", "IRQ", "MIL"),
        ("Saudi-backed forces seized a village.", "Saudi-backed forces", None, "MIL"),
        ("The Turkish-backed Syrian National Army shelled a village.", "Syrian National Army", "SYR", "REB"),
        ("The Kurdish-led Syrian Democratic Forces (SDF) shelled a village.",
         "Syrian Democratic Forces", "SYR", "REB"),
        ("The United Arab Emirates-backed Southern Transitional Council took Aden.",
         "Southern Transitional Council", "YEM", "REB"),
        ("SDF fighters attacked a base in Syria.", "Syrian Democratic Forces", "SYR", "REB"),
        ("ADF rebels attacked a village in the DR Congo.", "ADF rebels", "COD", "REB"),
        ("The SNA attacked a base near Kismayo, Somalia.", "SNA", "SOM", "MIL"),
        ("The Somali Progress Army (SPA) attacked a base.", "Somali Progress Army", "SOM", "MIL"),
        ("Chadian troops in Mali killed two gunmen.", "Chadian troops in Mali", "TCD", "MIL"),
        ("Islamists from al-Shabab killed a lawmaker.", "Islamists from al-Shabab", "SOM", "REB"),
        ("Gambian MPs criticised the bill.", "Gambian MPs", "GMB", "LEG"),
        ("A former Kenyan sergeant shot a driver.", "former Kenyan sergeant", "KEN", "MIL"),
        ("Gunmen from Boko Haram attacked a village.", "Gunmen from Boko Haram", "NGA", "REB"),
        ("Army doctors visited Togo.", "Army doctors", None, "MIL"),
        ("Pia Lund, United Nations Food Relief Coordinator, criticised Chad.", "Pia Lund", None, "IGO"),
        ("The president of the Supreme Court, Ana Soto, criticised Togo.", "Ana Soto", None, "JUD"),
        ("Law enforcement agencies criticised Togo.", "Law enforcement agencies", None, "COP"),
        ("Awami League supporters attacked a shop.", "Awami League supporters", "BGD", "PTY"),
        ("Supporters of the singer attacked a shop.", "Supporters of the singer", None, "CVL"),
        ("The Islamist Nusra Front attacked a village.", "Nusra Front", "SYR", "REB"),
        ("The Saudi-led coalition bombed a village in Yemen.", "Saudi-led coalition", None, "MIL"),
        ("His neighbour shot Ana Soto.", "His neighbour", None, "CVL"),
        ("Ryanair accused Spain of theft.", "Ryanair", "IRL", "BUS"),
    ],
)  # fmt: skip
def test_of_what_country_and_sector(reader, text, name, country, sector):
    (actor, *others) = reader.read(text, published="2024-03-05")[0].actors
    assert (actor.name, actor.country, others) == (name, country, [])
    assert sector is None or actor.sector == sector


@pytest.mark.parametrize(
    ("text", "word", "sectors"),
    [
        ("Bandits killed a nurse and wounded another two in Kaduna.", "wounded", ["MED"]),
        ("Eight rebels were killed and three arrested in Kaduna.", "arrested", ["REB"]),
        ("Four soldiers were killed and six wounded in an ambush.", "wounded", ["MIL"]),
        ("Missiles killed several Malian colonels and officers.", "killed", ["MIL", "MIL"]),
        ("Police arrested Etihad executive Omar Said.", "arrested", ["BUS"]),
        ("Police arrested a former aide to Osama bin Laden.", "arrested", ["REB"]),
        ("A gunman killed two of his colleagues, soldiers said.", "killed", ["UAF"]),
        ("Police arrested one of the ringleaders.", "arrested", ["CRM"]),
        ("Rebels destroyed a fighter plane at the airport.", "destroyed", [None]),
    ],
)  # fmt: skip
def test_of_what_sector_those_are_to_whom_it_is_done(reader, text, word, sectors):
    (act,) = (one for one in reader.read(text, published="2024-03-05") if one.trigger.text == word)
    assert [one.sector for one in act.recipients] == sectors


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Turkey accused Greece of attacking its ships.", "attacking", "TUR"),
        ("India says Pakistan killed two of its soldiers.", "killed", "IND"),
        ("Israel said Hezbollah fired rockets at its troops.", "fired", "ISR"),
        ("Armenia demanded that Azerbaijan release its soldiers.", "release", "ARM"),
        ("Iran blamed Israel for the killing of its scientists.", "killing", "IRN"),
        ("The United States said Syria bombed its own cities.", "bombed", "SYR"),
        ("Activists said Syria bombed its towns.", "bombed", "SYR"),
        ("President Zelensky said that President Putin had attacked his country.", "attacked", "UKR"),
        ("Hamas fired rockets after Israel killed three of its fighters.", "killed", "PSE"),
        ("Mali expelled French troops after France attacked its army.", "attacked", "MLI"),
        ("The United Nations met after Syria bombed its cities.", "bombed", "SYR"),
        ("Sudan accuses Chad of launching two air raids on its territory.", "raids", "SDN"),
        ("Sudan says it has detained two of its soldiers.", "detained", "SDN"),
    ],
)
def test_nobody_strikes_what_is_his_own_by_anothers_word(readers, text, word, country, learned):
    mentions = readers[learned].read(text, published="2024-03-05")
    mention = next(mention for mention in mentions if mention.trigger.text == word)
    told = [one.country for one in mention.recipients]
    # "Syria bombed *its* cities" may leave heads in doubt of whose they are; of another country they are not
    assert told == [country] or (learned and "United Nations" in text and told == [None])


def lands(reader, text, word):
    mention = next(m for m in reader.read(text, published="2024-03-05") if m.trigger.text == word)
    return [a.country for a in mention.actors], [r.country for r in mention.recipients]


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(
    ("text", "word", "recipients"),
    [
        ("The president of Ghana, Yaw Mensah, pardoned two former ministers.", "pardoned", ["GHA"]),
        ("Gabonese police arrested six opposition activists.", "arrested", ["GAB"]),
        ("Togo's government freed five soldiers.", "freed", ["TGO"]),
        ("Omani envoys freed five soldiers.", "freed", [None]),  # who works abroad frees others' people
    ],
)
def test_whom_a_state_arrests_or_frees_is_its_own(readers, text, word, recipients, learned):
    told = lands(readers[learned], text, word)[1]
    # to heads that must choose, those whom envoys free are likeliest of the one country that is named
    assert told == recipients or (learned and "envoys" in text and told == ["OMN"])


def test_those_who_join_by_the_heads_are_at_home_too(readers):
    text = "Six people were killed in clashes with police in the Cusco region, Peru."
    actors, recipients = lands(readers[True], text, "clashes")
    assert "PER" in actors + recipients


@pytest.mark.parametrize("learned", [False, True])
def test_nobodys_troops_are_not_at_home(readers, learned):
    text = "NATO said its troops had killed four farmers in Helmand, Afghanistan."
    assert lands(readers[learned], text, "killed")[0] in ([None], [])


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The chancellor flew to Hanoi for talks on trade.", "talks"),
        ("The interior minister toured Jordan to meet aid workers.", "meet"),
        ("The president attacked Norway over its fishing quotas.", "attacked"),
        ("The government criticised Kenya over the border.", "criticised"),
    ],
)
def test_nobody_is_at_home_where_he_only_goes_or_whom_he_attacks(readers, text, word, learned):
    assert set(lands(readers[learned], text, word)[0]) == {None}


@pytest.mark.parametrize("learned", [False, True])
def test_a_list_shares_the_adjective_of_a_people(readers, learned):
    text = "Canada imposed sanctions on Belarusian bankers and judges."
    assert lands(readers[learned], text, "sanctions")[1] == ["BLR", "BLR"]


def test_by_rule_who_is_counted_apart_shares_no_adjective(readers):
    text = "Canada imposed sanctions on two Belarusian bankers and five traders."
    assert lands(readers[False], text, "sanctions")[1] == ["BLR", None]


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Eleven policemen were killed in a jihadist ambush near Gao.", "ambush", ["jihadist"]),
        ("Eleven policemen were killed in an insurgent ambush near Gao.", "killed", ["insurgent"]),
        ("Kenya condemned the terrorist attack on a hotel.", "attack", []),
        ("Zambian police arrested 40 people as part of a crackdown on gangs.", "crackdown",
         ["Zambian police"]),
        ("Police searched the ministry in an investigation into fraud.", "investigation", ["Police"]),
        ("Forty people were arrested by Zambian police as part of a crackdown on gangs.", "crackdown",
         ["Zambian police"]),
        ("Four police officers died in a shootout.", "shootout", []),
    ],
)  # fmt: skip
def test_who_does_what_an_adjective_or_the_clause_around_tells(readers, text, word, actors, learned):
    assert parties(readers[learned], text, word)[0] == actors


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(
    ("text", "word", "recipients"),
    [
        ("A car bomb killed three women and injured at least 11.", "injured", ["11"]),
        ("Two blasts killed four people and wounded at least 17 more.", "wounded", ["17"]),
        ("Iraqi forces began an offensive to regain control of Hawija from Islamic State fighters.",
         "offensive", ["Islamic State fighters"]),
        ("A judge in Nairobi rejected the governor's bail request.", "request", ["judge in Nairobi"]),
        ("Kosovo rejected a Serbian request to send police.", "request", ["Kosovo"]),
        ("Kosovo praised a Serbian request to send police.", "request", []),
    ],
)  # fmt: skip
def test_whom_a_number_an_aim_or_a_refusal_tells(readers, text, word, recipients, learned):
    assert parties(readers[learned], text, word)[1] == recipients


def test_other_countries_are_of_no_country(readers):
    text = (
        "Japan recalled its envoy on Monday. The ministry gave no reason. Officials refused to speak. "
        "Trade fell. The report discouraged Japan and other countries from supplying the rebels with weapons."
    )
    entities = readers[False].reading(text, published="2024-03-05").layers.entities
    told = {text[one.start : one.end]: one.country for one in entities}
    assert told["The ministry"] == "JPN" and told["other countries"] is None
