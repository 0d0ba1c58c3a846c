"""English is told from other languages, and short texts are let be."""

from __future__ import annotations

import pytest

from demarche.intake import language_check
from demarche.intake.language_check import other_language

OTHERS = {
    "German": "Der Bundeskanzler reist am Freitag nach Paris, um den Präsidenten zu sprechen.",
    "Danish": "Statsministeren rejser til Oslo på fredag for at tale med sin kollega om situationen. Det er "
    "første gang, at hun besøger byen, siden hun blev valgt, og hun har lovet at gøre mere for forsvaret.",
    "Dutch": "De minister-president reist vrijdag naar Berlijn om met de bondskanselier over de toestand te "
    "praten. Dat was al de bedoeling, maar of het doorgaat is nog niet zeker.",
    "French": "Le président ira vendredi à Berlin afin de rencontrer la chancelière, a indiqué l'Élysée.",
    "Spanish": "El presidente viajará el viernes a Lisboa para reunirse con el ministro, según el palacio.",
    "Russian": "Президент в пятницу посетит Минск, сообщил пресс-секретарь.",
    "Chinese": "总统星期五将访问北京并与国家主席会谈发言人星期三表示这是两国关系的重要一步双方将讨论贸易",
}
ENGLISH = (
    "Ana Lind may visit Oslo this month, officials in Norway said.",
    "Kim Jong-un, Vladimir Putin, Sergei Shoigu, Recep Tayyip Erdogan, Viktor Orban, Giorgia Meloni",
    "Bundestag approves Taurus missile deliveries Ukraine",
    "Turkey urges Azerbaijan, Armenia ceasefire; Macron, Scholz welcome Brussels talks",
    "“Wir schaffen das,” said Merkel, “das ist alternativlos.”",
    "CHANCELLOR TO VISIT PARIS FRIDAY, SPOKESMAN SAYS; TALKS ON TRADE, DEFENCE",
)


@pytest.mark.parametrize("name", OTHERS)
def test_other_languages_are_named(name):
    assert other_language(OTHERS[name]) == name


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_let_through(text):
    assert other_language(text) is None


@pytest.mark.parametrize("text", ["", "Rain", "Der Kanzler.", "1, 2, 3 … " * 500, "\U0001f600" * 100])
def test_too_few_letters_tell_nothing(text):
    assert other_language(text) is None


def test_plain_english_loads_no_detector(monkeypatch):
    monkeypatch.setattr(language_check, "_identifier", None)
    assert other_language(ENGLISH[0] + " The minister will be there, and he has said it would help.") is None
