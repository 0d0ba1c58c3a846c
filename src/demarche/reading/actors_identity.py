"""Who each chain is, the surest that is known of it first.

In order: the members, of a set; the tables, for names that no title can change
(``actors_by_name``); the title before a name ("Chilean Finance Minister Mario Marcel") and
what an apposition or predicate says of the same chain (``actors_by_phrases``); the leaders
of the day, or what a body's name says; last the places and countries around it
(``actors_by_surroundings``). In go a report's chains; out come the identity of each and the
actors that a phrase stands for.
"""

from __future__ import annotations

from demarche.knowledge import countries
from demarche.knowledge.nation_pairs import pair_of
from demarche.knowledge.offices_leaders import leader
from demarche.language.tree import Tree
from demarche.reading.actors_by_name import ByName
from demarche.reading.actors_by_phrases import ByPhrases
from demarche.reading.actors_by_surroundings import BySurroundings
from demarche.reading.actors_countries import ACTING_TYPES, SEATS, STATE_BODIES, CountriesTold
from demarche.reading.actors_words import NOBODY, Identity
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_lexicon import KnownName, NameIndex
from demarche.reading.coreference_mentions import Phrase, crowd_of
from demarche.reading.coreference_names import actor_id
from demarche.reading.participants_clause import antecedent
from demarche.reading.place_containers import names_container
from demarche.records import Actor, PlaceMention, Report

_EXAMPLES = frozenset({"include", "among", "such", "like"})  # "leaders *such as* Soto"
_FOR_STATES = frozenset({"GOV", "MIL"})  # officials who say "us" of their country


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
        self._published = report.published
        self._tree = tree
        self._chains = chains
        self._by_head = {phrase.head: phrase for phrase in phrases}
        self._found: dict[int, Identity] = {}
        self._inferred: set[int] = set()  # chains whose country the article's thread gave
        self._borrowed: list[set[str]] = []  # of each chain in work, such countries of those it was asked of
        names = NameIndex(known)
        at_head = self._at_head = {place.head: place for place in places}
        told = CountriesTold(tree, known, places)
        # One chain leads to another ("*Togo's* minister"), so what reads phrases is told how to ask back.
        self._by_phrases = ByPhrases(tree, names, self._by_head, at_head, told, self.at)
        self._by_surroundings = BySurroundings(tree, names, at_head, told, self.at)
        self._by_name = ByName(
            tree, names, self._by_head, report.published, told, lambda chain: self._by_phrases.said(chain)[0]
        )

    def of(self, chain: Chain) -> Identity:
        """The identity of a chain."""
        found = self._found.get(id(chain))
        if found is None:
            self._found[id(chain)] = NOBODY  # a chain that describes itself ends here
            self._borrowed.append(set())
            found = self._identify(chain)
            if found.country in self._borrowed.pop():  # "*the junta's* chief"
                self._inferred.add(id(chain))
            self._found[id(chain)] = found
        return found

    def at(self, token: int) -> Identity:
        """Who the noun at a token is, for possessors and of-phrases."""
        phrase = self._by_head.get(antecedent(self._tree, token))  # "Mali, *whose* army …"
        if phrase is None:
            return NOBODY
        chain = self._chains.chain(phrase)
        identity = self.of(chain)
        if identity.country is not None and self._borrowed and id(chain) in self._inferred:
            self._borrowed[-1].add(identity.country)
        place = self._at_head.get(phrase.head)
        if place is not None and place.country not in (None, identity.country) and self._is_contained(phrase):
            return Identity(identity.name, place.country, identity.sector)
        if identity.country is None and phrase.kind == "name":
            code = countries.country_of(phrase.name) or countries.capital_of(phrase.name)
            if code:
                return Identity(identity.name, code, identity.sector)
        return identity

    def _is_contained(self, phrase: Phrase) -> bool:
        """Whether a place is told of with what it lies in: "officials in *Georgia*, United States"."""
        return phrase.kind == "name" and names_container(self._tree, phrase.name_last)

    def is_inferred(self, chain: Chain) -> bool:
        """Whether a chain's country is what the article tells of around it, not what its words say."""
        return bool(self.of(chain).country) and id(chain) in self._inferred

    def referents(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The actors that a phrase stands for, with the phrase's own words."""
        start, end, text = self._words(phrase)
        chain = self._chains.chain(phrase)
        identities = self._members(chain) or self._pair(phrase)
        if not identities:
            identity = self.of(chain)
            # "*the palace* denied it", and a court that was taken for a place
            speaks = phrase.lemma in SEATS and self._tree.has_relation(phrase.head, "nsubj")
            body = (chain.named or speaks) and identity.sector in STATE_BODIES
            acts = chain.type in ACTING_TYPES or (
                chain.type in ("place", "other")
                and (body or identity.sector == "IGO" or self._is_state(chain))
            )
            identities = [identity] if identity.name and acts else self._ruled_from(phrase, chain, identity)
            nations = self._by_phrases.nations(chain)
            if identities and len(nations) > 1 and not chain.named:
                # "Omani and Qatari mediators" are two states' people
                identities = [Identity(identity.name, code, identity.sector) for code in nations]
        return tuple(
            Actor(actor_id(i.name, i.country), i.name, i.country, i.sector, text, start, end)
            for i in identities
            if i.name
        )

    def _ruled_from(self, phrase: Phrase, chain: Chain, identity: Identity) -> list[Identity]:
        """The government that a pronoun means by its capital: "Moscow expelled her. *It* will ask …"."""
        code = countries.capital_of(identity.name or "") if phrase.kind == "pronoun" else None
        if code is None or chain.type == "person" or identity.country not in (None, code):
            return []
        return [Identity(countries.country_name(code), code, "GOV")]

    def _pair(self, phrase: Phrase) -> list[Identity]:
        """The two states that one word names: "the two *Koreas*"."""
        word = self._tree.tokens[phrase.head]
        pair = pair_of(word.text) if word.upos in ("NOUN", "PROPN") else ()
        return [Identity(countries.country_name(code) or code, code, None) for code in pair]

    def _identify(self, chain: Chain) -> Identity:
        if self._members(chain):
            return self._of_set(chain)
        like = chain.first.like
        if like is not None:  # "Two officers were killed and *another* was wounded"
            others = self._chains.chain(like)
            whose = self.of(others)
            if self.is_inferred(others):
                self._inferred.add(id(chain))
            return Identity(self._name(chain), whose.country, whose.sector)
        if chain.named:
            known = self._by_name.known(chain)
            if known is not None:
                return known
        land = self._by_surroundings.land(chain)
        if land is not None:
            return Identity(countries.country_name(land), land, None)
        country, sector = self._by_phrases.said(chain)
        whole = next((phrase.whole for phrase in chain.phrases if phrase.whole is not None), None)
        if whole is not None:  # "two *Russians*, Igor Petrov and …"
            theirs = self._by_phrases.said(self._chains.chain(whole))
            country, sector = country or theirs[0], sector or theirs[1]
        name = self._name(chain)
        if chain.named and chain.type == "person":
            if country is None or sector is None:
                entry = leader(name or "", self._published)
                if entry is not None and country in (None, entry.country):
                    country, sector = entry.country, sector or entry.sector
        elif chain.named:
            sector = sector or self._by_name.sector(chain)
            country = self._by_name.country(chain, sector) or country
            if sector is None and country is None and chain.type != "place" and self._published:
                entry = leader(name or "", self._published)  # "Mattarella", if taken for a body
                if entry is not None:
                    return Identity(name, entry.country, entry.sector)
        if sector == "IGO":  # a body of states has no country, whatever it is for: "UN envoy *to Syria*"
            return Identity(name, None, sector)
        if country is None:
            country = self._by_surroundings.country(chain, sector)
        if country is None:
            country = self._by_surroundings.thread(chain, sector)
            if country is not None:
                self._inferred.add(id(chain))
        if chain.type == "person" and chain.named and sector is None and country is None:
            return Identity(name)
        return Identity(name, country, sector)

    def _members(self, chain: Chain) -> list[Identity]:
        """Whom a set is of, or of which countries: "both leaders"; empty where one of them is nobody's."""
        for phrase in chain.phrases:
            if phrase.members:
                found = [self.of(self._chains.chain(member)) for member in phrase.members]
                if phrase.member_kind == "spoken_for":
                    return [self._spoken_for(phrase, phrase.members[0], found[0])]
                if phrase.member_kind == "sides":  # "*Israeli jets* … Hezbollah … *each side*"
                    found = [
                        self._state(self._chains.chain(member), identity)
                        for member, identity in zip(phrase.members, found, strict=True)
                    ]
                if phrase.member_kind in ("countries", "offices", "nations"):
                    codes = [code for code in dict.fromkeys(i.country for i in found) if code]
                    if phrase.member_kind == "nations":
                        codes = list(self._by_phrases.nations(self._chains.chain(phrase.members[0])))
                    if len(codes) < len(phrase.members):
                        return []
                    organ = phrase.member_sector  # "the two *armies*" of Chad and Sudan
                    found = [Identity(countries.country_name(code), code, organ) for code in codes]
                    if phrase.member_kind == "offices":  # "Fiji and Tonga … the two *leaders*"
                        sector = self._by_phrases.said(chain)[1]
                        found = [Identity(self._nominal(phrase), code, sector) for code in codes]
                return list(dict.fromkeys(found))
        return []

    def _state(self, chain: Chain, own: Identity) -> Identity:
        """The state whose thing a side was told of by: "Israeli *jets*" are Israel's."""
        if own.country is None or chain.named or chain.type in ACTING_TYPES:
            return own
        return Identity(countries.country_name(own.country), own.country, None)

    def _spoken_for(self, said: Phrase, speaker: Phrase, own: Identity) -> Identity:
        """Who "we" are: the speaker with his own, but the body that a spokesman speaks for.

        What is done "to *us*" is done to the state of its officials.
        """
        if said.lemma in ("us", "our", "ours") and own.country is not None and own.sector in _FOR_STATES:
            return Identity(countries.country_name(own.country), own.country, None)
        for head in range(speaker.first, speaker.last):
            body = self._by_head.get(head)
            named = body is not None and head != speaker.head and body.type in ("organisation", "group")
            if body is not None and named and self._speaks_for(speaker):
                return self.of(self._chains.chain(body))
        return own

    def _speaks_for(self, speaker: Phrase) -> bool:
        words = {speaker.lemma, *speaker.title.split()}
        return any(word.startswith("spokes") for word in words)

    def _of_set(self, chain: Chain) -> Identity:
        """A set's identity: its members' names, and the country and sector that they share."""
        found = self._members(chain)
        parts = (self._chains.chain(member) for phrase in chain.phrases for member in phrase.members)
        if any(self.is_inferred(part) for part in parts):
            self._inferred.add(id(chain))
        nations = {identity.country for identity in found}
        kinds = {identity.sector for identity in found}
        return Identity(
            " and ".join(dict.fromkeys(identity.name for identity in found if identity.name)) or None,
            nations.pop() if len(nations) == 1 else None,
            kinds.pop() if len(kinds) == 1 else None,
        )

    def _is_state(self, chain: Chain) -> bool:
        named = any(countries.country_of(name) or countries.seat(name) for name in chain.names)
        return named or self._by_surroundings.land(chain) is not None

    def _name(self, chain: Chain) -> str | None:
        """What a chain is called: its fullest name, else its first description."""
        if chain.named:
            return chain.full_name
        for phrase in chain.phrases:
            if phrase.kind == "nominal":
                return self._nominal(phrase)
        return None

    def _nominal(self, phrase: Phrase) -> str:
        """A description as a name: without article and clauses, "American officials"."""
        first, last = self._core(phrase)
        tokens = self._tree.tokens
        return self._tree.analysis.text[tokens[first].start : tokens[last - 1].end]

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
            cases = {self._tree.lemma(case) for case in self._tree.children(child, "case")}
            begins = min(self._tree.subtree(child, without=cut))
            # "four men, *among them a nurse*"
            aside = tokens[begins - 1].text == "," or not cases.isdisjoint(_EXAMPLES)
            if child > phrase.head and end <= phrase.last and end - first <= 10 and not aside:
                last = max(last, end)
        return first, last
