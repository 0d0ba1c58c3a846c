"""Acts of words take their code and their address from what they hold."""

import pytest

from demarche.knowledge import codebook
from demarche.reading.reader import Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(learned=False)


def read(reader, text, word):
    mentions = reader.read(text, published="2024-03-05")
    return next(mention for mention in mentions if mention.trigger.text == word)


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Ghana urged Togo to release the fishermen.", "urged", "0253"),
        ("Ghana demanded that Togo withdraw its soldiers.", "demanded", "1056"),
        ("Ghana threatened to expel the Togolese ambassador.", "threatened", "136"),
        ("Ghana threatened to impose sanctions on Togo.", "threatened", "1312"),
        ("Ghana refused to meet the rebels.", "refused", "125"),
        ("Ghana vowed to bomb the rebel camps.", "vowed", "138"),
        ("Ghana agreed to open talks with Togo.", "agreed", "036"),
        ("Ghana called for an end to the embargo.", "called", "0254"),
        ("Ghana accused Togo of genocide.", "accused", "1124"),
        ("Thousands marched in Accra against the new tax law.", "marched", "1412"),
        ("Ghana warned that it would blockade the Togolese port of Lome.", "warned", "1381"),
    ],
)
def test_the_content_gives_the_code(reader, text, word, code):
    assert read(reader, text, word).cameo.startswith(code)


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("Ghana demanded that the Togolese minister resign.", "demanded", {"TGO"}),
        ("Ghana threatened to arrest Togolese teachers.", "threatened", {"TGO"}),
        ("Ghana refused to extradite the banker to Togo.", "refused", {"TGO"}),
        ("Ghana welcomed Togo's promise of aid.", "welcomed", {"TGO"}),
        ("Ghana refused to free the writer.", "refused", set()),
    ],
)
def test_the_content_gives_the_address(reader, text, word, countries):
    assert {actor.country for actor in read(reader, text, word).recipients} == countries


def test_results_of_violence_have_the_weapon_of_their_cause(reader):
    killed = read(reader, "Ten villagers were killed in an airstrike by the Sudanese army.", "killed")
    assert (killed.cameo, killed.mode) == ("195", "aerial")
    assert [actor.country for actor in killed.actors] == ["SDN"]


def test_a_demand_that_says_what_a_protest_is_for_is_no_act_beside_it(reader):
    text = "Rallies demanding the resignation of the prime minister were held in Bishkek."
    assert "REQUEST" not in {mention.type for mention in reader.read(text, published="2024-03-05")}


def test_every_code_of_the_table_is_of_the_family_in_its_column():
    book = codebook.load()
    for content, row in book.contents.items():
        for family, code in row.items():
            assert code.startswith(family) and code in book.codes, content


def test_a_broken_row_names_its_line():
    tables = dict.fromkeys(codebook.TABLES, "")
    tables |= {"cameo": "036\tAGREE\n", "contents": "04\t036\t036\t106\t125\t134\n"}
    with pytest.raises(codebook.CodebookError, match=r"contents\.tsv:1"):
        codebook.parse(tables)
