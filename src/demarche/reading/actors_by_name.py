"""Who a chain is by its name alone: what the tables know of countries, seats and organisations.

In go a chain and what the report says around its name; out comes an identity that no title
can change ("Togo", "the Kremlin", "the *Colombian* FARC"), or nothing, and then what a name
that no table has still says of itself: "Bank of *Ghana*", "Moi *University*".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Mapping, Sequence

from demarche.knowledge import countries, organisations, sectors
from demarche.knowledge.offices_leaders import leader
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_countries import CountriesTold, is_plain
from demarche.reading.actors_words import Identity, fought_in
from demarche.reading.coreference_chains import Chain
from demarche.reading.coreference_lexicon import NameIndex
from demarche.reading.coreference_mentions import Phrase

_HALVES = ("North", "South")


class ByName:
    """What names say in one report, whose other names choose between those who share one."""

    def __init__(
        self,
        tree: Tree,
        names: NameIndex,
        by_head: Mapping[int, Phrase],
        published: dt.date | None,
        told: CountriesTold,
        country_said: Callable[[Chain], str | None],
    ) -> None:
        """``country_said`` tells the country in a chain's own words, for bodies that the tables give none."""
        self._tree = tree
        self._names = names
        self._by_head = by_head
        self._published = published
        self._told = told
        self._country_said = country_said

    def known(self, chain: Chain) -> Identity | None:
        """Countries, seats and organisations, which no title can change."""
        if chain.type == "person" and any(" " in name for name in chain.names):
            return None
        for name in chain.names:
            code = countries.country_of(name) or self._half(name)
            if code is not None and (chain.type != "person" or countries.is_sovereign_name(name)):
                half = name in _HALVES
                shown = countries.country_name(code) if half or countries.is_sovereign_name(name) else name
                return Identity(shown, code, None)
            seat = countries.seat(name)
            if seat is not None:
                return Identity(seat.name, seat.country, seat.sector)
            if name == "Brussels" and (union := self._union()) is not None:
                return Identity(union.name, None, union.sector)
            body = organisations.find(name) or self._of_that_nation(name) or self._of_that_sort(name)
            if body is not None and _is_anothers(body.name, name, chain.names):
                continue
            bearers = organisations.shared(name)
            if bearers:
                told = self._told.told_of(chain.first)
                told = told if told in bearers else self._told_of(chain.first.head, bearers)
                told = told or fought_in(self._names, bearers)
                body = bearers.get(told or "", body)
            if body is not None and self._is_namesake(body, chain):
                country = self._told.told_of(chain.first)
                return Identity(chain.full_name, country, body.sector)
            if body is not None:
                many = body.sector == "IGO"  # no country's, wherever it sits: "the IMF *in Washington*"
                country = body.country or (None if many else self._country_said(chain))
                return Identity(body.name, country, body.sector)
        return None

    def sector(self, chain: Chain) -> str | None:
        """The sector of a name's first body, or its last or first noun: "*UN* Fund", "Moi University"."""
        for phrase in chain.phrases:
            if phrase.kind == "name" and chain.type != "person":
                bearer = organisations.find(phrase.name)
                if bearer is not None and _is_anothers(bearer.name, phrase.name, chain.names):
                    continue
                for known in self._names.within(phrase.name_first, phrase.name_last):
                    if known.first == phrase.name_first and known.kind == "body":
                        return known.sector
        for name in chain.names:
            plain = sectors.noun(name)  # "the *Greens*"
            if plain is not None and plain.sector:
                return plain.sector
            words = name.lower().split()
            fields = re.match(r"(\w+) (?:of|for|on) .* and ", name.lower())
            if fields and (body := sectors.noun(fields[1])) is not None and body.sector:
                return body.sector  # "*Department* of Trade and Industry" is no firm
            for begin in range(len(words)):
                entry = sectors.noun(" ".join(words[begin:]))
                if entry is not None and entry.sector:
                    return entry.sector
            head = re.split(r" (?:of|for|in) ", name.lower())[0]
            last = head.rpartition(" ")[2]
            entry = sectors.noun(head) or sectors.noun(last) or sectors.noun(last.removesuffix("s"))
            if entry is not None and entry.sector:
                return entry.sector
            creeds = word_class("creed")
            called = last in word_class("league") and not creeds.isdisjoint(head.split()[:-1])
            if called and word_class("no_party").isdisjoint(words):
                return "PTY"  # "the *Democratic Front*", "*People's Alliance*"
        return None

    def country(self, chain: Chain, sector: str | None) -> str | None:
        """Whose a body is by its own name: "*U.S.* Embassy", "Bank of *Ghana*"."""
        if chain.type == "person" or sector is None or sector in ("IGO", "NGO"):
            return None
        for phrase in chain.phrases:
            if phrase.kind == "name" and phrase.name_last - phrase.name_first > 1:
                for name in self._names.within(phrase.name_first, phrase.name_last):
                    before = self._tree.tokens[name.first - 1].text.lower() if name.first else ""
                    if name.kind in ("country", "demonym") and before not in ("in", "for", "on", "against"):
                        return name.country
        return None

    def _union(self) -> organisations.Organisation | None:
        """The European Union, where a report speaks of it and never of Belgium: "*Brussels* hit back"."""
        if any(known.country == "BEL" and known.kind != "capital" for known in self._names.all):
            return None
        text, tokens = self._tree.analysis.text, self._tree.tokens
        for known in self._names.all:
            if known.sector == "IGO" and known.kind == "body":
                body = organisations.find(text[tokens[known.first].start : tokens[known.last - 1].end])
                if body is not None and body.name == "European Union":
                    return body
        return None

    def _half(self, name: str) -> str | None:
        """Which state "the North" or "the South" is, where the report names it or the other half in full."""
        if name not in _HALVES:
            return None
        for code in dict.fromkeys(one.country for one in self._names.all if one.country):
            side, _, land = (countries.country_name(code) or "").partition(" ")
            if side in _HALVES and (found := countries.country_of(f"{name} {land}")) is not None:
                return found
        return None

    def _of_that_nation(self, name: str) -> organisations.Organisation | None:
        """A body of the nation that its name is said with: "the *Colombian* FARC"."""
        first, _, rest = name.partition(" ")
        nation = countries.demonym(first) if rest else None
        body = organisations.find(rest) if nation is not None else None
        return body if body is not None and nation is not None and body.country == nation.country else None

    def _of_that_sort(self, name: str) -> organisations.Organisation | None:
        """A body behind a word for its like: "the *Islamist* al-Nusra Front"."""
        first, _, rest = name.partition(" ")
        noun = sectors.noun(first.lower())
        told = noun is not None and (noun.sector == "REB" or noun.noun == "islamist")
        return organisations.find(rest) if rest and told else None

    def _is_namesake(self, body: organisations.Organisation, chain: Chain) -> bool:
        """Whether a party only shares its plain name with one of a country that an article leaves out.

        "The conservative *National Front*" of an article on Chile is no French party.
        """
        if body.sector != "PTY" or not is_plain(chain.full_name or ""):
            return False
        if not self._told.leaves_out(body.country):
            return False
        return body.country not in {country for _, country in self._leaders()}

    def _told_of(self, token: int, among: Container[str]) -> str | None:
        """Which of these countries a report told of last before a token, or right behind it.

        By the names of its places, peoples and bodies, and of who leads it: "*Biden* … Congress",
        "Congress in *Lima*"; but "Congress rejects aid for *Peru*" tells of no Peruvian body.
        """
        said = [
            (name.first, name.country)
            for name in self._names.all
            if not organisations.shared(
                self._tree.analysis.text[
                    self._tree.tokens[name.first].start : self._tree.tokens[name.last - 1].end
                ]
            )
        ]
        said += self._leaders()
        near = [(abs(at - token), country) for at, country in said if country in among and at < token + 3]
        return min(near)[1] if near else None

    def _leaders(self) -> list[tuple[int, str | None]]:
        """Where persons are named who lead a country on the day, and which."""
        return [
            (head, entry.country)
            for head, phrase in self._by_head.items()
            if phrase.kind == "name"
            and phrase.type == "person"
            and (entry := leader(phrase.name, self._published)) is not None
        ]


def _is_anothers(body: str, short: str, names: Sequence[str]) -> bool:
    """Whether letters that a report gives a body stand for a known one elsewhere: "Sahrawi *Army* (SPA)".

    The long name is English, by a word for what it is, and has no word of the known body's.
    """
    if not (short.isupper() and " " not in short):
        return False
    long = [set(name.lower().split()) for name in names if " " in name]
    called = [words for words in long if any(sectors.noun(word) is not None for word in words)]
    return bool(called) and all(words.isdisjoint(body.lower().split()) for words in long)
