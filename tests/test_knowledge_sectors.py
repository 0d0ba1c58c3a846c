"""Sectors, offices, leaders and organisations keep to PLOVER's codes and say the known."""

import datetime as dt

import pytest

from demarche.knowledge import offices, offices_leaders, organisations, sectors, tables


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("minister", "GOV"), ("soldier", "MIL"), ("lawmaker", "LEG"), ("police", "COP"), ("judge", "JUD"),
        ("rebel", "REB"), ("journalist", "JRN"), ("aid worker", "SOC"), ("doctor", "MED"), ("farmer", "AGR"),
        ("refugee", "REF"), ("gunman", "UAF"), ("secretary-general", "IGO"), ("farm worker", "AGR"),
    ],
)  # fmt: skip
def test_nouns(noun, sector):
    found = sectors.noun(noun)
    assert found is not None and found.sector == sector


def test_spokesmen_inherit():
    found = sectors.noun("spokesman")
    assert found is not None and found.inherits and found.person
    assert sectors.modifier("military") == "MIL"


def test_things_are_not_in_the_table():
    assert sectors.noun("missile") is None and sectors.noun("treaty") is None


def test_offices():
    king = offices.office("king")
    state = offices.office("secretary of state")
    assert king is not None and king.gender == "m"
    assert state is not None and state.country == "USA"
    assert offices.gender_of_given_name("Angela") == "f"


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("the IAEA", None, "IGO"), ("Hezbollah", "LBN", "REB"), ("Knesset", "ISR", "LEG"),
        ("FSB", "RUS", "SPY"), ("MSF", None, "NGO"), ("Xinhua", "CHN", "JRN"), ("ISIS", None, "REB"),
    ],
)  # fmt: skip
def test_organisations(name, country, sector):
    found = organisations.find(name)
    assert found is not None and (found.country, found.sector) == (country, sector)


def test_names_that_several_states_bodies_bear():
    bearers = organisations.shared("Congress")
    assert bearers["PER"].sector == "LEG" and bearers["IND"].sector == "PTY"
    assert bearers["USA"] == organisations.find("Congress")
    assert organisations.shared("Knesset") == {}


def test_capitals_matter():
    assert organisations.find("who") is None and organisations.find("WHO") is not None
    assert organisations.find("The Hindu") is not None and organisations.find("Hindu") is None


def test_leaders_by_year():
    serving = offices_leaders.leader("Barack Obama", dt.date(2013, 1, 1))
    later = offices_leaders.leader("Barack Obama", dt.date(2023, 1, 1))
    assert serving is not None and serving.sector == "GOV"
    assert later is not None and later.sector == "ELI" and later.country == "USA"
    assert offices_leaders.leader("Nobody Known", None) is None


def test_errors_name_file_and_line(monkeypatch, tmp_path):
    (tmp_path / "bad.tsv").write_text("# comment\nname\tcode\na\tb\tc\n", encoding="utf-8")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(tables.TableError, match=r"bad\.tsv:3"):
        list(tables.rows("bad.tsv", ("name", "code")))
