"""Of which country and sector a chain is by its own phrases, taken together.

In goes a chain; out come the country and the sector that its titles, names and descriptions
say: "*Togo's* Ana Soto … *the finance minister*". What one phrase says is
``actors_words``; here it is weighed which phrase is believed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from demarche.knowledge import offices, organisations, sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_countries import STATE_BODIES, CountriesTold
from demarche.reading.actors_words import (
    Identity,
    before_rank,
    country_of_title,
    describe,
    fought_in,
    holds_office,
    sector_of_title,
)
from demarche.reading.coreference_chains import Chain
from demarche.reading.coreference_lexicon import KnownName, NameIndex, helps, people_at
from demarche.reading.coreference_mentions import Phrase, noun_entry
from demarche.records import PlaceMention


class ByPhrases:
    """What the phrases of one report's chains say of them."""

    def __init__(
        self,
        tree: Tree,
        names: NameIndex,
        by_head: Mapping[int, Phrase],
        places: Mapping[int, PlaceMention],
        told: CountriesTold,
        at: Callable[[int], Identity],
    ) -> None:
        """``at`` tells who the noun at a token is, for possessors and of-phrases."""
        self._tree = tree
        self._names = names
        self._by_head = by_head
        self._places = places
        self._told = told
        self._at = at
        self._nations: dict[int, tuple[str, ...]] = {}

    def said(self, chain: Chain) -> tuple[str | None, str | None]:
        """The country and the sector that a chain's phrases give, titles before names before descriptions."""
        country: str | None = None
        sector: str | None = None
        role: str | None = None  # a sector that a mere role noun suggests
        rank: str | None = None  # that of a soldier, who may hold an office besides
        for phrase in sorted(chain.phrases, key=lambda p: (not p.title, p.kind != "name", p.head)):
            if phrase.kind == "pronoun":
                continue
            upto = phrase.name_first if phrase.kind == "name" and phrase.name_first >= 0 else phrase.head
            if phrase.kind == "name" and self._is_common(phrase):
                upto = phrase.head
            if phrase.kind == "nominal" and people_at(self._tree, phrase.head) is not None:
                upto = phrase.head + 1  # "10,000 *Afghans*"
            inside = [self._bearer(name, phrase) for name in self._names.within(phrase.first, upto)]
            said = describe(self._tree, inside, phrase.first, phrase.head, self._at)
            if phrase.kind == "name":
                body = next((name.sector for name in inside if name.sector), None)
                led = self._led(phrase) if body is None else None
                body = body or (led.sector if led is not None else None)
                given, inherits = sector_of_title(phrase.title, body)
                if given == "MIL" and phrase.title.endswith("captain") and self._leads_a_team(phrase):
                    given = None
                if given == "MIL" and (before := before_rank(phrase.title)) is not None:
                    civil, inherits = sector_of_title(before, body)
                    rank, given = rank or given, None if inherits or civil in ("ELI", "MIL") else civil
                if inherits and given in ("GOV", "LEG"):
                    given = given if said.countries else None
                    role = role or given
                if given is None and self._is_common(phrase):
                    given = said.sector
                if given == "GOV" and self._serves_many(phrase, inside, said.countries):
                    given = "IGO"  # "the president of the European Commission Ana Soto"
                sector = sector or given
                if chain.type == "person":
                    role = role or self._employer(phrase)
                    if len(inside) == 1 and self._is_shared(inside[0]):
                        country = country or self._of_title(phrase)  # "*Congress leader* Asha Rao"
                    country = country or (said.countries[0] if said.countries else None)
                    country = country or (led.country if led is not None else None)
                    country = country or self._of_title(phrase) or self._region(phrase, upto)
                elif said.countries:
                    country = country or said.countries[0]
            else:
                if said.sector in ("REB", "PRM") and sector == "MIL":
                    sector = said.sector  # "the *rebels'* commander, *Gen.* Ana Soto"
                if rank is None or holds_office(self._tree, phrase.head, said.sector):
                    sector = said.sector if said.sector == "IGO" else sector or said.sector
                country = country or (said.countries[0] if said.countries else None)
                if sector and chain.type in ("person", "organisation", "group"):
                    country = country or self._region(phrase, upto)  # "the *Bavarian* …", "a *Texas* judge"
                self._nations.setdefault(id(chain), said.countries)
        sector = sector or rank
        if chain.type == "person" and sector is None:
            sector = next((told for phrase in chain.phrases if (told := self._beside(phrase))), None)
        if chain.type == "person" and sector is None:
            left = next((office for phrase in chain.phrases if (office := self._office_left(phrase))), None)
            if left is not None:
                country, sector = country or left.country, left.sector
        return country, sector or role

    def _led(self, phrase: Phrase) -> Identity | None:
        """Who the body is whose office a title is: "leader of *the Unity Party* Ana Soto"."""
        tree = self._tree
        if offices.office(phrase.title.removeprefix("former ")) is not None:
            return None  # "Secretary *of State* Ana Soto" is of no state that is told of
        for title in tree.children(phrase.head, "nmod:desc"):
            for body in tree.children(title, "nmod"):
                if tree.has_word(body, ("of",), "case") and title < body < phrase.head:
                    return self._at(body)
        return None

    def nations(self, chain: Chain) -> tuple[str, ...]:
        """The countries of those who are of several, "*Omani and Qatari* mediators".

        Of a chain that ``said`` was never asked for, none: its name or a set has told who it is.
        """
        return self._nations.get(id(chain), ())

    def _beside(self, phrase: Phrase) -> str | None:
        """The sector of an office in capitals behind a name: "Ana Soto, *UN Relief Coordinator*"."""
        tree = self._tree
        for child in tree.children(phrase.head, "appos") if phrase.kind == "name" else []:
            found = self._by_head.get(child)
            if found is not None and found.kind == "name" and child > phrase.head and self._is_common(found):
                return self._at(child).sector
        return None

    def _is_common(self, phrase: Phrase) -> bool:
        """Whether a noun is only written like a name: "Russian *MPs*", "UN Relief *Coordinator*"."""
        entry = noun_entry(self._tree, phrase.head)
        last = phrase.head == phrase.name_last - 1
        plural = self._tree.tokens[phrase.head].text.endswith("s")
        long = phrase.name_last - phrase.name_first > 2
        return entry is not None and last and (plural or (entry.person and long))

    def _employer(self, phrase: Phrase) -> str | None:
        """The kind of body that a name is of: "Ana Soto *of the Lomé Institute*" speaks for no state."""
        for body in self._tree.children(phrase.head, "nmod"):
            found = self._by_head.get(body)
            if found is not None and found.kind == "name" and self._tree.has_word(body, ("of",), "case"):
                sector = self._at(body).sector
                return sector if sector not in STATE_BODIES else None
        return None

    def _of_title(self, phrase: Phrase) -> str | None:
        """The country whose office a title is, unless an article never speaks of that country."""
        country = country_of_title(phrase.title)
        return None if self._told.leaves_out(country) else country

    def _bearer(self, name: KnownName, phrase: Phrase) -> KnownName:
        """A name that bodies of several countries bear, with the land told of: "*KGB* officers in Minsk"."""
        if not self._is_shared(name):
            return name
        tokens, text = self._tree.tokens, self._tree.analysis.text
        bearers = organisations.shared(text[tokens[name.first].start : tokens[name.last - 1].end])
        told = self._told.told_of(phrase)
        told = told if told in bearers else fought_in(self._names, bearers)
        return dataclasses.replace(name, country=told) if told in bearers else name

    def _is_shared(self, name: KnownName) -> bool:
        """Whether bodies of several countries bear a name."""
        tokens, text = self._tree.tokens, self._tree.analysis.text
        return bool(organisations.shared(text[tokens[name.first].start : tokens[name.last - 1].end]))

    def _region(self, phrase: Phrase, upto: int) -> str | None:
        """The country of a place in a title: "*South Dakota* Governor Ana Soto"."""
        for token in range(phrase.first, upto):
            place = self._places.get(token)
            if place is None or not place.country:
                continue
            if not helps(self._tree, self._tree.token_at(place.end - 1) + 1):
                return place.country
        return None

    def _serves_many(self, phrase: Phrase, inside: list[KnownName], nations: tuple[str, ...]) -> bool:
        """Whether an office is one of a body of states, and a country just what it is for.

        "special envoy *of the UN* Secretary-General for Syria"; but a "UN ambassador of Kenya" is Kenya's.
        """
        bodies = [name.first for name in inside if name.sector == "IGO"]
        lands = [name.first for name in inside if name.country]
        if not bodies or not nations:
            return bool(bodies)
        return "ambassador" not in phrase.title and all(bodies[0] < land for land in lands)

    def _office_left(self, phrase: Phrase) -> Identity | None:
        """The office that somebody gives up or loses: "Ana Soto resigned *as Togo's finance minister*"."""
        tree = self._tree
        verb = tree.tokens[phrase.head].head
        if verb < 0 or tree.lemma(verb) not in word_class("hold_office"):
            return None
        for child in tree.children(verb, "obl"):
            if child > verb and any(tree.lemma(case) == "as" for case in tree.children(child, "case")):
                return self._at(child)
        return None

    def _leads_a_team(self, phrase: Phrase) -> bool:
        """Whether a captain is none of an army: "English *captain* Ana Soto", "the ship's captain"."""
        words = phrase.title.split()
        written = self._tree.tokens[phrase.name_first - 1].text
        service = any((noun := sectors.noun(word)) and noun.sector in ("MIL", "COP") for word in words[:-1])
        return written == "captain" and not service
