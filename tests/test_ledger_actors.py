"""The registry of actors: names brought together and kept apart, offices with their days."""

from __future__ import annotations

import pytest

from demarche.ledger.actors import named, registry
from demarche.ledger.dated import Dated
from demarche.ledger.names import APART, SAME, SHORT, is_person, same_name
from demarche.ledger.offices_held import office_of
from demarche.records import Actor
from ledger_mentions import mention


def told(day: str, text: str, name: str, words: str, country: str = "SWE") -> Dated:
    """A visit by whoever ``words`` in ``text`` stand for."""
    made = mention(day, text, "visit", actors=(f"{name}/{country}/GOV",))
    start = text.index(words)
    actor = Actor(f"{name}|{country}", name, country, "GOV", words, start, start + len(words))
    return Dated(
        type(made.mention)(**{**{f: getattr(made.mention, f) for f in made.mention.__struct_fields__},
                              "actors": (actor,)}),
        made.published, None, made.text,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Kim Jong Un", "Kim Jong-un", SAME),
        ("Vladimir V. Putin", "Vladimir Putin", SAME),
        ("Alexander Lukashenko", "Aleksandr Lukashenka", SAME),
        ("Zelensky", "Volodymyr Zelenskyy", SHORT),
        ("Gaddafi", "Muammar Qadhafi", SHORT),
        ("Hussein", "Husayn", SHORT),
        ("Saddam Hussein", "Sadam Hosein", SAME),
        ("Mubarak", "Moubarak", SHORT),
        ("Muqtada Sadr", "Moqtada Sader", SAME),
        ("Maliki", "Malki", SHORT),
        ("Karimov", "Kerimov", SHORT),
        ("Martin", "Morton", APART),
        ("Hansen", "Henson", APART),
        ("Macron", "Micron", APART),
        ("Mandela", "Mendel", APART),
        ("Warren", "Wren", APART),
        ("John Martin", "Jon Morton", APART),
        ("Briton Ana Lind", "Ana Lind", SAME),
        ("Sergei Ivanov", "Igor Ivanov", APART),
        ("Li Keqiang", "Li Hongzhong", APART),
    ],
)
def test_names_that_are_one_and_names_that_are_two(a, b, expected):
    assert same_name(a, b) == same_name(b, a) == expected


def test_a_person_is_told_from_a_body_and_a_state():
    assert is_person("Kim Jong-un") and is_person("Ursula von der Leyen")
    assert same_name("Ana Lind-Dahl's", "Ana Lind-Dahl") == SAME
    assert is_person("Omar al-Tamimi") and not is_person("north-Norwegian Guard")
    assert not any(map(is_person, ["White House", "U.S. officials", "North Korea", "the army", "NATO"]))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Swedish Defence Minister Ana Lind will visit Oslo.", "Ana Lind", ("defense minister", "SWE")),
        ("President of Norway Ana Lind will visit Oslo.", "Ana Lind", ("president", "NOR")),
        ("Ana Lind, the prime minister of Norway, will visit Oslo.", "Ana Lind", ("prime minister", "NOR")),
        ("President Ana Lind will visit Oslo.", "President Ana Lind", ("president", "SWE")),
        ("Former Swedish President Ana Lind will visit Oslo.", "Ana Lind", None),
        ("Former U.S. President Ana Lind will visit Oslo.", "Ana Lind", None),
        ("Ana Lind, son of the president, will visit Oslo.", "Ana Lind", None),
        ("The president said that Ana Lind will visit Oslo.", "Ana Lind", None),
        ("Ana Lind will visit Oslo.", "Ana Lind", None),
    ],
)
def test_the_words_around_a_name_give_an_office(text, words, expected):
    made = told("2024-01-01", text, "Ana Lind", words)
    assert office_of(made.mention, made.mention.actors[0]) == expected


def test_offices_have_the_days_on_which_reports_give_them():
    mentions = [
        told("2024-01-02", "Swedish Finance Minister Ana Lind will visit Oslo.", "Ana Lind", "Ana Lind"),
        told("2024-03-02", "Finance Minister Ana Lind will visit Bergen.", "Ana Lind", "Ana Lind"),
        told("2024-06-01", "Swedish Prime Minister Ana Lind will visit Rome.", "Ana Lind", "Ana Lind"),
        told("2024-06-02", "Lind will visit Paris.", "Lind", "Lind"),
        told("2024-06-02", "Nils Lind will visit Bonn.", "Nils Lind", "Nils Lind", country="NOR"),
    ]
    lind, other = registry(mentions)
    assert (lind.name, lind.country, lind.mentions, lind.variants) == ("Ana Lind", "SWE", 4, ("Lind",))
    assert (lind.first, lind.last) == ("2024-01-02", "2024-06-02")
    assert [(held.title, held.first, held.last, held.reports) for held in lind.offices] == [
        ("finance minister", "2024-01-02", "2024-03-02", 2),
        ("prime minister", "2024-06-01", "2024-06-01", 1),
    ]
    assert lind.offices[0].evidence.text == mentions[0].mention.evidence.text
    assert (other.name, other.country) == ("Nils Lind", "NOR")
    assert registry(reversed(mentions)) == [lind, other]


def test_a_surname_that_two_bear_goes_to_neither():
    mentions = [
        told("2024-01-02", "Ana Lind will visit Oslo.", "Ana Lind", "Ana Lind"),
        told("2024-01-02", "Nils Lind will visit Oslo.", "Nils Lind", "Nils Lind"),
        told("2024-01-03", "Lind will visit Oslo.", "Lind", "Lind"),
    ]
    assert sorted(entry.name for entry in registry(mentions)) == ["Ana Lind", "Lind", "Nils Lind"]
    assert [entry.name for entry in named(registry(mentions), "ana lind")] == ["Ana Lind"]
