"""Who takes part where the words beside an act leave it open."""

import pytest

from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def parties(reader, text, word):
    mention = next(m for m in reader.read(text, published="2024-03-05") if m.trigger.text == word)
    return [a.name for a in mention.actors], [r.name for r in mention.recipients]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Four died in an attack by Boko Haram.", "died", ["Boko Haram"], ["Four"]),
        ("Rebels killed nine people in a raid on Goma.", "raid", ["Rebels"], ["nine people"]),
        ("A bombing claimed by Boko Haram killed ten pilgrims.", "bombing", ["Boko Haram"], ["ten pilgrims"]),
        ("An attack in Borno leaves ten policemen dead.", "attack", [], ["ten policemen"]),
        ("A bus was shelled by the army, killing twelve.", "killing", ["army"], ["twelve"]),
        ("Saudi jets bombed a market in Sanaa.", "bombed", ["Saudi jets"], ["market"]),
        ("At least 20 people were wounded and 90 arrested.", "arrested", [], ["90"]),
        ("Hundreds rallied in Warsaw.", "rallied", ["Hundreds"], []),
        ("Estonia rejected a Kenyan offer of mediation.", "offer", ["Kenya"], ["Estonia"]),
        ("Estonia blamed Boko Haram for the bombing of a mosque.", "bombing", ["Boko Haram"], ["mosque"]),
        ("The Estonian premier, on a tour of Africa, met him.", "tour", ["Estonian premier"], []),
        ("Foreign Minister Ana Soto and a Kenyan delegation met the president of Chad.", "met",
         ["Ana Soto", "Kenyan delegation"], ["president of Chad"]),
        ("President Omar Diallo of Mali ended his visit to the country.", "visit", ["Omar Diallo"], []),
        ("Macron flew to Chad. His visit to the country ended.", "visit", ["Macron"], ["Chad"]),
        ("Fiji has requested assistance from Norway.", "assistance", [], ["Fiji"]),
        ("The United Nations appealed for US$9 million.", "appealed", ["United Nations"], []),
        ("Two nurses were kidnapped and held hostage.", "held", [], ["Two nurses"]),
        ("Rebels kidnapped ten workers and held them hostage.", "held", ["Rebels"], ["ten workers"]),
        # of those who discuss a gift, who would get it does not give it
        ("Scholz and Zelensky discussed supplying Ukraine with tanks.", "supplying", ["Scholz"], ["Ukraine"]),
        # a meeting in a meeting
        ("Macron's meeting with Scholz included talks about trade.", "talks", ["Macron", "Scholz"], []),
        ("Macron's visit to Chad featured talks with Scholz.", "talks", ["Macron"], ["Scholz"]),
        ("Macron and Scholz will explore military cooperation.", "cooperation", ["Macron", "Scholz"], []),
    ],
)  # fmt: skip
def test_participants_from_neighbours(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


def test_both_of_two_armies_that_share_their_noun_are_armies(reader):
    (mention,) = reader.read("U.S. and Iraqi forces detained a cleric.")
    assert [(actor.country, actor.sector) for actor in mention.actors] == [("USA", "MIL"), ("IRQ", "MIL")]


def test_police_are_of_the_country_where_they_act(reader):
    (mention,) = reader.read("Police detained the editor in Kampala.")
    assert [actor.country for actor in mention.actors] == ["UGA"]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Two farmers were killed and nine injured in an attack by rebels on a market near Gao.", "attack",
         ["rebels"], ["market", "Two farmers", "nine"]),
        ("Six people were killed as police opened fire on a crowd in Conakry.", "killed",
         ["police"], ["Six people"]),
        ("Six people were killed as police opened fire on a crowd in Conakry.", "opened",
         ["police"], ["crowd in Conakry", "Six people"]),
        ("The army launched an airstrike on a camp near Mopti, killing forty fighters.", "airstrike",
         ["army"], ["camp", "forty fighters"]),
        # who was beaten is only counted; who was killed after an attack was another
        ("Police beat students outside a school in Accra, injuring six.", "beat", ["Police"], ["students"]),
        ("The gunman was killed after the shooting of two guards.", "shooting", [], ["two guards"]),
    ],
)  # fmt: skip
def test_an_attack_and_its_toll_have_the_same_people(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "word", "recipients"),
    [
        ("Missile strikes in Idlib killed at least nine.", "killed", ["nine"]),
        ("A car bomb exploded in Kismayo, killing eight people and injuring 30 more.", "injuring",
         ["30 more"]),
        ("Ten people were killed and 14 injured in an attack in Jos.", "injured", ["14"]),
        ("Three protesters were shot dead and dozens wounded in Dakar.", "wounded", ["dozens"]),
        ("A bomb in Herat killed seven people, including a Dutch soldier.", "killed",
         ["seven people", "Dutch soldier"]),
        ("The editor Tomas Ruiz was placed under house arrest in Caracas.", "arrest", ["Tomas Ruiz"]),
        ("The blast left two policemen wounded in Quetta.", "blast", ["two policemen"]),
    ],
)  # fmt: skip
def test_victims_wherever_the_words_have_them(reader, text, word, recipients):
    assert parties(reader, text, word)[1] == recipients


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Amnesty International has released a report accusing Chad of torture.", "accusing",
         ["Amnesty International"]),
        ("A report by the World Bank urges Ghana to cut its debt.", "urges", ["World Bank"]),
        ("The premier called for Chad to urge the rebels to surrender.", "urge", ["Chad"]),
        ("The Malian government and Russian warplanes carried out airstrikes near Gao.", "airstrikes",
         ["Malian government", "Russian warplanes"]),
    ],
)  # fmt: skip
def test_who_acts_through_papers_crews_and_those_who_are_asked(reader, text, word, actors):
    assert parties(reader, text, word)[0] == actors


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("The minister condemned the arrest of the editor by Chadian police.", "arrest",
         ["Chadian police"], ["editor"]),
        ("The court rejected an appeal by Tomas Ruiz.", "rejected", ["court"], ["Tomas Ruiz"]),
        ("The prosecutors are investigating possible fraud by oil companies.", "investigating",
         ["prosecutors"], ["oil companies"]),
        ("Fiji imposed tariffs on steel from Tonga.", "tariffs", ["Fiji"], ["Tonga"]),
        ("The EU adopted sanctions against two Malian generals.", "sanctions",
         ["European Union"], ["two Malian generals"]),
    ],
)  # fmt: skip
def test_agents_authors_and_those_kept_out(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Nine people were killed in clashes between two clans in Gao.", "killed", [], ["Nine people"]),
        ("Two smugglers were killed in a shootout with Chadian police.", "killed",
         ["Chadian police"], ["Two smugglers"]),
        ("The embassy closed because of rebel attacks.", "attacks", ["rebel"], []),
        ("Dozens of fishermen were arrested by Chadian police.", "arrested",
         ["Chadian police"], ["Dozens of fishermen"]),
        ("Chadian police arrested one of the three smugglers.", "arrested",
         ["Chadian police"], ["one of the three smugglers"]),
        ("Togo vowed to punish those responsible for the theft.", "punish",
         ["Togo"], ["those responsible for the theft"]),
        ("Six people were killed in a shooting in Lae. The gunman was later arrested.", "killed",
         ["gunman"], ["Six people"]),
        ("Chile condemned the Peruvian decision.", "condemned", ["Chile"], ["Peru"]),
        ("A Tongan frigate breached Fijian waters.", "breached", ["Tongan frigate"], ["Fiji"]),
        ("Teachers marched in Suva, demanding the resignation of the premier.", "marched",
         ["Teachers"], ["premier"]),
        ("A suicide bomber kills 17 people and wounds at least 20 others in a public bathhouse.", "wounds",
         ["suicide bomber"], ["at least 20 others"]),
        ("A blast in a mall kills three women and injures at least 11.", "kills", [], ["three women"]),
        ("One policeman was seen shot dead and a bus burned.", "shot", [], ["One policeman"]),
        ("Farmers, including two mayors, marched in Suva.", "marched", ["Farmers", "two mayors"], []),
        ("Ana Soto says that Fiji can take 500 refugees while calling on other nations to help.",
         "calling", ["Ana Soto"], ["other nations"]),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(reader, text, word, actors, recipients):
    assert parties(reader, text, word) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "word", "name", "country", "sector"),
    [
        ("Men on motorbikes opened fire on a school.", "opened", "Men on motorbikes", None, "UAF"),
        ("U.S.-backed Iraqi forces entered the town.", "entered", "U.S.-backed Iraqi forces", "IRQ", "MIL"),
        ("The Colombian FARC attacked a convoy.", "attacked", "FARC", "COL", "REB"),
        ("Tuvaluan general and Funafuti police chief Ana Soto attacked a rival.", "attacked",
         "Ana Soto", "TUV", "MIL"),
        ("Ana Soto, the caretaker Prime Minister of Fiji, met a bishop.", "met", "Ana Soto", "FJI", "GOV"),
        ("Ana Soto resigned as Fiji's finance minister.", "resigned", "Ana Soto", "FJI", "GOV"),
        ("The head of military intelligence, General Ana Soto, met him.", "met", "Ana Soto", None, "MIL"),
        ("An army jet bombed a village.", "bombed", "army", None, "MIL"),
        ("Hezbollah commander Ana Soto attacked a convoy.", "attacked", "Ana Soto", "LBN", "REB"),
    ],
)  # fmt: skip
def test_what_is_said_of_those_who_act(reader, text, word, name, country, sector):
    mention = next(m for m in reader.read(text) if m.trigger.text == word)
    (actor,) = mention.actors
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)


def test_presidents_of_two_states_are_called_by_both(reader):
    (mention,) = reader.read("The presidents of Togo and Mali met in Lome.")
    assert {actor.name for actor in mention.actors} == {"presidents of Togo and Mali"}
    assert [actor.country for actor in mention.actors] == ["TGO", "MLI"]


def test_who_brokers_a_truce_does_not_make_it(reader):
    text = "The militia laid down its arms under a Turkish-brokered truce."
    mentions = reader.read(text, published="2024-03-05")
    (truce,) = [mention for mention in mentions if mention.trigger.text == "truce"]
    assert "TUR" not in {actor.country for actor in truce.actors}
