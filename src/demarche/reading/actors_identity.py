"""Who each chain is: from the report's own words, then from knowledge.

In order: the title before a name ("Chilean Finance Minister Mario Marcel"), what an
apposition or predicate says of the same chain, the tables of countries, seats and
organisations, the place layer, and last the leaders of the day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container

from demarche.knowledge import countries, gazetteer, organisations, sectors
from demarche.knowledge.offices_leaders import leader
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_countries import (
    ACTING_TYPES,
    STATE_BODIES,
    CountriesTold,
    acts_at_home,
    is_plain,
)
from demarche.reading.actors_words import (
    NOBODY,
    Identity,
    country_of_title,
    describe,
    sector_of_title,
)
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_lexicon import KnownName, people_at
from demarche.reading.coreference_mentions import Phrase, crowd_of
from demarche.reading.coreference_names import actor_id, words_of
from demarche.records import Actor, PlaceMention, Report

_CONTEXT_SENTENCES = 3
_HALVES = ("North", "South")


class Identities:
    """The identity of every chain of one report, computed once each."""

    def __init__(
        self,
        report: Report,
        tree: Tree,
        phrases: list[Phrase],
        chains: Chains,
        places: tuple[PlaceMention, ...],
        known: list[KnownName],
    ) -> None:
        self._report = report
        self._tree = tree
        self._chains = chains
        self._by_head = {phrase.head: phrase for phrase in phrases}
        self._places = {place.head: place for place in places}
        self._found: dict[int, Identity] = {}
        self._nations: dict[int, tuple[str, ...]] = {}
        self._known = known
        self._known_starts = [name.first for name in known]
        self._countries = CountriesTold(tree, known, places)

    def of(self, chain: Chain) -> Identity:
        """The identity of a chain."""
        found = self._found.get(id(chain))
        if found is None:
            self._found[id(chain)] = NOBODY  # a chain that describes itself ends here
            found = self._identify(chain)
            self._found[id(chain)] = found
        return found

    def _within(self, first: int, last: int) -> list[KnownName]:
        """The known names in tokens [first, last)."""
        begin = bisect_left(self._known_starts, first)
        end = bisect_left(self._known_starts, last)
        return [name for name in self._known[begin:end] if name.last <= last]

    def referents(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The actors that a phrase stands for, with the phrase's own words."""
        start, end, text = self._words(phrase)
        chain = self._chains.chain(phrase)
        identities = self._members(chain)
        if not identities:
            identity = self.of(chain)
            body = chain.named and identity.sector in STATE_BODIES  # a court, taken for a place
            acts = chain.type in ACTING_TYPES or (
                chain.type in ("place", "other")
                and (body or identity.sector == "IGO" or self._is_state(chain))
            )
            identities = [identity] if identity.name and acts else []
            nations = self._nations.get(id(chain), ())
            if identities and len(nations) > 1 and not chain.named:
                # "Omani and Qatari mediators" are two states' people
                identities = [Identity(identity.name, code, identity.sector) for code in nations]
        return tuple(
            Actor(actor_id(i.name, i.country), i.name, i.country, i.sector, text, start, end)
            for i in identities
            if i.name
        )

    def _members(self, chain: Chain) -> list[Identity]:
        for phrase in chain.phrases:
            if phrase.members:
                found = [self.of(self._chains.chain(member)) for member in phrase.members]
                if phrase.member_kind == "countries":
                    codes = [code for code in dict.fromkeys(i.country for i in found) if code]
                    if len(codes) < len(phrase.members):
                        return []  # one of them is nobody's
                    found = [Identity(countries.country_name(code), code, None) for code in codes]
                return list(dict.fromkeys(found))
        return []

    def _is_state(self, chain: Chain) -> bool:
        named = any(countries.country_of(name) or countries.seat(name) for name in chain.names)
        return named or self._land(chain) is not None

    def _words(self, phrase: Phrase) -> tuple[int, int, str]:
        """The phrase's characters as an actor's text: the name alone, no possessive 's."""
        tokens = self._tree.tokens
        first, last = phrase.first, phrase.last
        if phrase.kind == "name" and phrase.name:
            first, last = phrase.name_first, phrase.name_last
        elif phrase.kind == "nominal":
            core, last = self._core(phrase)
            first, last = min(first, core), max(last, phrase.head + 1)
        while last - 1 > first and tokens[last - 1].text in ("'s", "’s", "'", "’"):
            last -= 1
        start, end = tokens[first].start, tokens[last - 1].end
        return start, end, self._tree.analysis.text[start:end]

    def at(self, token: int) -> Identity:
        """Who the noun at a token is, for possessors and of-phrases."""
        phrase = self._by_head.get(token)
        if phrase is None:
            return NOBODY
        identity = self.of(self._chains.chain(phrase))
        if identity.country is None and phrase.kind == "name":
            code = countries.country_of(phrase.name) or countries.capital_of(phrase.name)
            if code:
                return Identity(identity.name, code, identity.sector)
        return identity

    def _identify(self, chain: Chain) -> Identity:
        if self._members(chain):
            return self._of_set(chain)
        like = chain.first.like
        if like is not None:  # "Two officers were killed and *another* was wounded"
            whose = self.of(self._chains.chain(like))
            return Identity(self._name(chain), whose.country, whose.sector)
        if chain.named:
            known = self._known_name(chain)
            if known is not None:
                return known
        land = self._land(chain)
        if land is not None:
            return Identity(countries.country_name(land), land, None)
        country, sector = self._from_words(chain)
        whole = next((phrase.whole for phrase in chain.phrases if phrase.whole is not None), None)
        if whole is not None:  # "two *Russians*, Igor Petrov and …"
            theirs = self._from_words(self._chains.chain(whole))
            country, sector = country or theirs[0], sector or theirs[1]
        name = self._name(chain)
        if chain.named and chain.type == "person":
            if country is None or sector is None:
                entry = leader(name or "", self._report.published)
                if entry is not None and country in (None, entry.country):
                    country, sector = entry.country, sector or entry.sector
        elif chain.named:
            sector = sector or self._sector_in_name(chain)
            country = self._country_in_name(chain, sector) or country
            if sector is None and country is None and chain.type != "place" and self._report.published:
                entry = leader(name or "", self._report.published)  # "Mattarella", if taken for a body
                if entry is not None:
                    return Identity(name, entry.country, entry.sector)
        if sector == "IGO":  # a body of states has no country, whatever it is for: "UN envoy *to Syria*"
            return Identity(name, None, sector)
        if country is None:
            country = self._place_country(chain) or self._beside(chain) or self._seat(chain)
            country = country or self._at_home(chain, sector)
            country = country or self._context(chain, sector)
        if chain.type == "person" and chain.named and sector is None and country is None:
            return Identity(name)
        return Identity(name, country, sector)

    def _of_set(self, chain: Chain) -> Identity:
        found = self._members(chain)
        nations = {identity.country for identity in found}
        kinds = {identity.sector for identity in found}
        return Identity(
            " and ".join(identity.name for identity in found if identity.name) or None,
            nations.pop() if len(nations) == 1 else None,
            kinds.pop() if len(kinds) == 1 else None,
        )

    def _known_name(self, chain: Chain) -> Identity | None:
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
            body = organisations.find(name) or self._of_that_nation(name)
            bearers = organisations.shared(name)
            if bearers:
                told = self._countries.told_of(chain.first)
                told = told if told in bearers else self._told_of(chain.first.head, bearers)
                body = bearers.get(told or "", body)
            if body is not None and self._is_namesake(body, chain):
                country = self._countries.told_of(chain.first)
                return Identity(self._name(chain), country, body.sector)
            if body is not None:
                return Identity(body.name, body.country or self._from_words(chain)[0], body.sector)
        return None

    def _union(self) -> organisations.Organisation | None:
        """The European Union, where a report speaks of it and never of Belgium: "*Brussels* hit back"."""
        if any(known.country == "BEL" and known.kind != "capital" for known in self._known):
            return None
        text, tokens = self._tree.analysis.text, self._tree.tokens
        for known in self._known:
            if known.sector == "IGO" and known.kind == "body":
                body = organisations.find(text[tokens[known.first].start : tokens[known.last - 1].end])
                if body is not None and body.name == "European Union":
                    return body
        return None

    def _half(self, name: str) -> str | None:
        """Which state "the North" or "the South" is, where the report names it or the other half in full."""
        if name not in _HALVES:
            return None
        for code in dict.fromkeys(one.country for one in self._known if one.country):
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

    def _is_namesake(self, body: organisations.Organisation, chain: Chain) -> bool:
        """Whether a party only shares its plain name with one of a country that an article leaves out.

        "The conservative *National Front*" of an article on Chile is no French party.
        """
        if body.sector != "PTY" or not is_plain(self._name(chain) or ""):
            return False
        if not self._countries.leaves_out(body.country):
            return False
        return body.country not in {country for _, country in self._leaders()}

    def _told_of(self, token: int, among: Container[str]) -> str | None:
        """Which of these countries a report told of last before a token, or right behind it.

        By the names of its places, peoples and bodies, and of who leads it: "*Biden* … Congress",
        "Congress in *Lima*"; but "Congress rejects aid for *Peru*" tells of no Peruvian body.
        """
        said = [
            (name.first, name.country)
            for name in self._known
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
            and (entry := leader(phrase.name, self._report.published)) is not None
        ]

    def _from_words(self, chain: Chain) -> tuple[str | None, str | None]:
        country: str | None = None
        sector: str | None = None
        role: str | None = None  # a sector that a mere role noun suggests
        for phrase in sorted(chain.phrases, key=lambda p: (not p.title, p.kind != "name", p.head)):
            if phrase.kind == "pronoun":
                continue
            upto = phrase.name_first if phrase.kind == "name" and phrase.name_first >= 0 else phrase.head
            if phrase.kind == "nominal" and people_at(self._tree, phrase.head) is not None:
                upto = phrase.head + 1  # "10,000 *Afghans*"
            inside = self._within(phrase.first, upto)
            said = describe(self._tree, inside, phrase.first, phrase.head, self.at)
            if phrase.kind == "name":
                body = next((name.sector for name in inside if name.sector), None)
                given, inherits = sector_of_title(phrase.title, body)
                if inherits:
                    given = given if said.countries else None
                    role = role or given
                if given == "MIL" and phrase.title.endswith("captain") and self._leads_a_team(phrase):
                    given = None
                if given == "GOV" and self._serves_many(phrase, inside, said.countries):
                    given = "IGO"  # "the president of the European Commission Ana Soto"
                sector = sector or given
                if chain.type == "person":
                    role = role or self._employer(phrase)
                    country = country or (said.countries[0] if said.countries else None)
                    country = country or self._of_title(phrase) or self._region(phrase, upto)
                elif said.countries:
                    country = country or said.countries[0]
            else:
                sector = sector or said.sector
                country = country or (said.countries[0] if said.countries else None)
                if sector and chain.type in ("person", "organisation", "group"):
                    country = country or self._region(phrase, upto)  # "the *Bavarian* …", "a *Texas* judge"
                self._nations.setdefault(id(chain), said.countries)
        if chain.type == "person" and sector is None:
            left = next((office for phrase in chain.phrases if (office := self._office_left(phrase))), None)
            if left is not None:
                country, sector = country or left.country, left.sector
        return country, sector or role

    def _employer(self, phrase: Phrase) -> str | None:
        """The kind of body that a name is of: "Ana Soto *of the Lomé Institute*" speaks for no state."""
        for body in self._tree.children(phrase.head, "nmod"):
            found = self._by_head.get(body)
            if found is not None and found.kind == "name" and self._tree.has_word(body, ("of",), "case"):
                sector = self.at(body).sector
                return sector if sector not in STATE_BODIES else None
        return None

    def _of_title(self, phrase: Phrase) -> str | None:
        """The country whose office a title is, unless an article never speaks of that country."""
        country = country_of_title(phrase.title)
        return None if self._countries.leaves_out(country) else country

    def _beside(self, chain: Chain) -> str | None:
        """The country of a region in what is said beside a name: "Ana Soto, the *Iowa* Republican"."""
        for phrase in chain.phrases:
            if phrase.kind != "name" or chain.type != "person":
                continue
            for beside in self._tree.children(phrase.head, "appos"):
                for word in self._tree.children(beside, "compound", "amod"):
                    for entry in gazetteer.look_up(self._tree.tokens[word].text):
                        if entry.kind == "region" and entry.country:
                            return entry.country
        return None

    def _seat(self, chain: Chain) -> str | None:
        """Where the state sits whose office is meant: "prime minister of the government *in Tripoli*"."""
        for phrase in chain.phrases:
            for body in self._tree.children(phrase.head, "nmod") if phrase.kind == "nominal" else []:
                entry = sectors.noun(self._tree.lemma(body))
                for token in self._tree.children(body, "nmod") if entry and entry.sector == "GOV" else []:
                    place = self._places.get(token)
                    if place is not None and place.country and self._tree.has_word(token, ("in",), "case"):
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
                return self.at(child)
        return None

    def _leads_a_team(self, phrase: Phrase) -> bool:
        """Whether a captain is none of an army: "English *captain* Ana Soto", "the ship's captain"."""
        words = phrase.title.split()
        written = self._tree.tokens[phrase.name_first - 1].text
        service = any((noun := sectors.noun(word)) and noun.sector in ("MIL", "COP") for word in words[:-1])
        return written == "captain" and not service

    def _region(self, phrase: Phrase, upto: int) -> str | None:
        """The country of a place in a title: "*South Dakota* Governor Ana Soto"."""
        for token in range(phrase.first, upto):
            place = self._places.get(token)
            if place is not None and place.country:
                return place.country
        return None

    def _name(self, chain: Chain) -> str | None:
        if chain.names:
            if chain.type == "person":
                full = max(chain.names, key=lambda name: (len(words_of(name)), len(name)))
                return full
            return max(chain.names, key=len)
        for phrase in chain.phrases:
            if phrase.kind == "nominal":
                return self._nominal(phrase)
        return None

    def _nominal(self, phrase: Phrase) -> str:
        """A description as a name: without article and clauses, "American officials"."""
        first, last = self._core(phrase)
        tokens = self._tree.tokens
        return self._tree.analysis.text[tokens[first].start : tokens[last - 1].end]

    def _core(self, phrase: Phrase) -> tuple[int, int]:
        """The tokens of a description without its article and its clauses."""
        tokens = self._tree.tokens
        first = phrase.first
        while first < phrase.head and tokens[first].upos in ("DET", "PUNCT"):
            first += 1
        if phrase.definite is None:
            first = min(first, crowd_of(self._tree, phrase.head))
        last = phrase.head + 1
        for child in self._tree.children(phrase.head, "nmod"):
            others = self._tree.children(child, "conj") if phrase.number == "plur" else []
            cut: tuple[str, ...] = ("acl", "appos", "conj", "parataxis", "punct")
            if others and all(countries.country_of(self._tree.tokens[one].text) for one in (child, *others)):
                cut = ("acl", "appos", "parataxis", "punct")  # "the presidents of *Togo and Mali*"
            end = max(self._tree.subtree(child, without=cut)) + 1
            listed = any(self._tree.lemma(case) == "include" for case in self._tree.children(child, "case"))
            if child > phrase.head and end <= phrase.last and end - first <= 10 and not listed:
                last = max(last, end)
        return first, last

    def _sector_in_name(self, chain: Chain) -> str | None:
        """The sector of a name's first body, or its last or first noun: "*UN* Fund", "Moi University"."""
        for phrase in chain.phrases:
            if phrase.kind == "name" and chain.type != "person":
                for known in self._within(phrase.name_first, phrase.name_last):
                    if known.first == phrase.name_first and known.kind == "body":
                        return known.sector
        for name in chain.names:
            words = name.lower().split()
            for begin in range(len(words)):
                entry = sectors.noun(" ".join(words[begin:]))
                if entry is not None and entry.sector:
                    return entry.sector
            head = re.split(r" (?:of|for|in) ", name.lower())[0]
            last = head.rpartition(" ")[2]
            entry = sectors.noun(head) or sectors.noun(last) or sectors.noun(last.removesuffix("s"))
            if entry is not None and entry.sector:
                return entry.sector
        return None

    def _country_in_name(self, chain: Chain, sector: str | None) -> str | None:
        """Whose a body is by its own name: "*U.S.* Embassy", "Bank of *Ghana*"."""
        if chain.type == "person" or sector is None or sector in ("IGO", "NGO"):
            return None
        for phrase in chain.phrases:
            if phrase.kind == "name" and phrase.name_last - phrase.name_first > 1:
                for name in self._within(phrase.name_first, phrase.name_last):
                    before = self._tree.tokens[name.first - 1].text.lower() if name.first else ""
                    if name.kind in ("country", "demonym") and before not in ("in", "for", "on", "against"):
                        return name.country
        return None

    def _place_country(self, chain: Chain) -> str | None:
        for phrase in chain.phrases:
            place = self._places.get(phrase.head)
            if place is not None and place.kind != "demonym":
                return place.country
        if chain.type == "place":
            for name in chain.names:
                code = countries.capital_of(name)
                if code:
                    return code
        return None

    def _land(self, chain: Chain) -> str | None:
        """The state that "the country" is where no name is in the chain: "*Swedish* … *the country*"."""
        phrase = chain.first
        plain = phrase.kind == "nominal" and phrase.definite and len(phrase.words) == 1
        if chain.named or not plain or phrase.number == "plur" or phrase.lemma not in ("country", "nation"):
            return None
        for name in reversed(self._known[: bisect_left(self._known_starts, phrase.head)]):
            if name.country and name.kind in ("country", "demonym"):
                near = self._tree.sentence_index(phrase.head) - self._tree.sentence_index(name.first)
                return name.country if near <= _CONTEXT_SENTENCES else None
        return None

    def _at_home(self, chain: Chain, sector: str | None) -> str | None:
        """The country that an article has been telling of, for people of a state that lack one."""
        if not acts_at_home(chain, sector):
            return None
        if "counterpart" in chain.roles():
            return self._opposite(chain)
        return self._addressed(chain, sector) or self._countries.told_of(chain.first)

    def _addressed(self, chain: Chain, sector: str | None) -> str | None:
        """Whose a parliament is by who speaks to it: "*the premier of Togo* told *parliament*"."""
        head = chain.first.head
        verb = self._tree.head(head)
        if sector != "LEG" or verb is None or not self._tree.has_relation(head, "obj", "iobj"):
            return None
        speaker = self._tree.child(verb, "nsubj")
        return self.at(speaker).country if speaker is not None else None

    def _opposite(self, chain: Chain) -> str | None:
        """The country beside his: "*Fiji and Tonga* … Fiji's minister urged *his counterpart*"."""
        for phrase in chain.phrases:
            for owner in self._tree.children(phrase.head, "nmod:poss"):
                whose = self.at(owner).country
                if phrase.lemma == "counterpart" and whose is not None:
                    return self._countries.beside(whose, phrase.head)
        return None

    def _context(self, chain: Chain, sector: str | None) -> str | None:
        """The country last spoken of before a state's body without one."""
        phrase = chain.first
        body = phrase.kind == "nominal" and chain.type in ("organisation", "group") and phrase.definite
        named_body = phrase.kind == "name" and chain.type == "organisation"
        if sector not in STATE_BODIES or not (body or named_body):
            return None
        for name in reversed(self._known[: bisect_left(self._known_starts, phrase.head)]):
            if name.kind not in ("body", "seat") and name.country:
                near = self._tree.sentence_index(phrase.head) - self._tree.sentence_index(name.first)
                return name.country if near <= _CONTEXT_SENTENCES else None
        return None
