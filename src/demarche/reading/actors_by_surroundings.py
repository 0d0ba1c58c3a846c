"""Of which country a chain is where neither its name nor its words say so.

In go a chain and its sector; out comes a country, by the places in and beside its phrases
("the government *in Tripoli*") and then by what the article has been telling of ("Turkey
held elections … *the government* said").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demarche.knowledge import countries, gazetteer, sectors
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors_countries import STATE_BODIES, CountriesTold, acts_at_home
from demarche.reading.actors_words import Identity, is_led_coalition
from demarche.reading.coreference_chains import Chain
from demarche.reading.coreference_lexicon import NameIndex
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.participants_clause import is_passive
from demarche.reading.participants_control import acting_on, subjects_of
from demarche.records import PlaceMention

_CONTEXT_SENTENCES = 3
_OWN_LANDS = frozenset({"country", "nation", "homeland", "republic", "kingdom"})  # "*his* country"
_IN = ("in", "near", "outside", "across", "throughout")
# Those who act where a clause says it is: "In Lahore *rioters* torched a bus", no envoys and no fighters.
_LOCALS = STATE_BODIES | {"CVL", "EDU", "LAB", "AGR", "MED", "BUS", "PTY", "REL"}
# Those beside a people of whom it may be other: "*Malian* soldiers and *rebels*".
_NOT_LISTED = frozenset({None, "CVL", "REB", "UAF", "CRM", "PRM", "IGO", "REF", "NGO"})


class BySurroundings:
    """What stands around the chains of one report: its places, and the countries it tells of."""

    def __init__(
        self,
        tree: Tree,
        names: NameIndex,
        places: Mapping[int, PlaceMention],
        told: CountriesTold,
        at: Callable[[int], Identity],
    ) -> None:
        """``at`` tells who the noun at a token is: whose counterpart, who speaks to a parliament."""
        self._tree = tree
        self._names = names
        self._places = places
        self._told = told
        self._at = at

    def land(self, chain: Chain) -> str | None:
        """The state that "the country" is where no name is in the chain: "*Swedish* … *the country*".

        Somebody's country is his: "*Togo's premier* said that France had attacked *his country*".
        """
        phrase = chain.first
        if not chain.named and phrase.kind == "nominal" and phrase.lemma in _OWN_LANDS:
            owners = self._tree.children(phrase.head, "nmod:poss")
            if owners and phrase.number != "plur":
                return self._at(owners[0]).country
        plain = phrase.kind == "nominal" and phrase.definite and len(phrase.words) == 1
        if chain.named or not plain or phrase.number == "plur" or phrase.lemma not in ("country", "nation"):
            return None
        speaker = self._own_nation(phrase.head)
        if speaker is not None:
            return speaker
        doers = acting_on(self._tree, phrase.head)  # "*Mali* said that *Chad* had attacked *the country*"
        for name in reversed(self._names.before(phrase.head)):
            if name.country and name.kind in ("country", "demonym") and name.last - 1 not in doers:
                near = self._tree.sentence_index(phrase.head) - self._tree.sentence_index(name.first)
                return name.country if near <= _CONTEXT_SENTENCES else None
        return None

    def _own_nation(self, head: int) -> str | None:
        """The country of who speaks to the nation: "*Mr. Biden* will address *the nation*"."""
        verb = self._tree.head(head)
        if verb is None or not self._tree.has_relation(head, "obj", "iobj"):
            return None
        if self._tree.lemma(verb) not in ("address", "lead", "rule", "govern"):
            return None
        subjects = subjects_of(self._tree, verb)
        whose = {self._at(subject).country for subject in subjects}
        return whose.pop() if len(whose) == 1 else None

    def country(self, chain: Chain, sector: str | None) -> str | None:
        """The country of a chain whose words have none, by the words right beside them."""
        if self._is_led(chain):
            return None
        own = (
            self._place_country(chain)
            or self._beside(chain)
            or self._seat(chain)
            or self._across(chain, sector)
            or self._opened(chain, sector)
            or self._expounded(chain, sector)
            or self._announced(chain, sector)
            or self._listed(chain, sector)
        )
        return own or (None if self._of_many(chain) else self._commanded(chain, sector))

    def thread(self, chain: Chain, sector: str | None) -> str | None:
        """The country of a chain that has none otherwise, by what the article has been telling of."""
        if self._is_led(chain) or self._of_many(chain) or self._is_of_region(chain):
            return None
        return self._at_home(chain, sector) or self._context(chain, sector)

    def _place_country(self, chain: Chain) -> str | None:
        """Where a chain is, if it is a place: "*Lomé* agreed"."""
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

    def _listed(self, chain: Chain, sector: str | None) -> str | None:
        """The country of a list whose first noun alone has the adjective: "*Greek* shipowners *and bankers*".

        A number or article on either noun begins anew: "two *Malian* soldiers and *five* nurses".
        """
        phrase, tree = chain.first, self._tree
        first = tree.coordination_head(phrase.head)
        bare = phrase.kind == "nominal" and phrase.definite is None and phrase.number == "plur"
        if not bare or first >= phrase.head or sector in _NOT_LISTED:
            return None
        if any(tree.children(head, "det", "nummod", "nmod:poss", "nmod") for head in (first, phrase.head)):
            return None
        peoples = [
            name for name in self._names.before(first) if name.kind == "demonym" and name.last == first
        ]
        one = bool(peoples) and tree.has_relation(peoples[-1].last - 1, "amod", "compound")
        return peoples[-1].country if one else None

    def _of_many(self, chain: Chain) -> bool:
        """Whether somebody is a body of states' and no state's: "the *African Union's* force"."""
        phrase = chain.first
        inside = self._names.within(phrase.first, phrase.head)
        return phrase.kind == "nominal" and any(name.sector == "IGO" for name in inside)

    def _is_of_region(self, chain: Chain) -> bool:
        """Whether somebody is said to be from a part of the world: "*Western* governments"."""
        words = self._tree.tokens[chain.first.first : chain.first.head]
        return any(word.text.lower() in word_class("of_region") for word in words)

    def _is_led(self, chain: Chain) -> bool:
        words = self._tree.tokens[chain.first.first : chain.first.head]
        return is_led_coalition([*(word.text.lower() for word in words), chain.first.lemma])

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

    def _across(self, chain: Chain, sector: str | None) -> str | None:
        """The other of two countries: of a counterpart, who receives a guest, who is summoned as an envoy.

        "Kenya's premier flew to Malta, where *the foreign minister* greeted her": Malta's.
        """
        if sector != "GOV" or chain.type != "person":
            return None
        for phrase in chain.phrases:
            for opposite in self._opposites(phrase):
                whose = self._at(opposite).country
                if whose is not None:
                    return self._told.beside(whose, phrase.head) or self._told.other(whose, phrase.head)
        return None

    def _opposites(self, phrase: Phrase) -> list[int]:
        """Those on the other side of somebody: whose counterpart, whom he receives, who summons him."""
        tree, owners = self._tree, self._tree.children(phrase.head, "nmod:poss")
        verb = tree.head(phrase.head)
        if phrase.lemma == "counterpart" or verb is None or owners:
            return owners if phrase.lemma == "counterpart" else []
        passive = is_passive(tree, verb)
        doers = tree.children(verb, "obl:agent") if passive else subjects_of(tree, verb)
        done = subjects_of(tree, verb) if passive else tree.children(verb, "obj")
        if tree.lemma(verb) in word_class("receive") and phrase.head in doers:
            return done
        envoy = phrase.lemma in word_class("as_diplomat") and phrase.definite is True
        sent_for = envoy and tree.lemma(verb) in word_class("send_for") and phrase.head in done
        return doers if sent_for else []

    def _opened(self, chain: Chain, sector: str | None) -> str | None:
        """Whose people are by what their clause opens with: "In *Paris*, the foreign ministry said".

        Office holders and soldiers travel: only the bodies of a state, and who is of a place, are at home.
        """
        phrase, tree = chain.first, self._tree
        head, body = phrase.head, chain.type != "person"
        while tree.has_relation(head, "nmod:poss") and tree.head(head) is not None:
            head, body = tree.tokens[head].head, True  # "*the prime minister's* office"
        verb = tree.head(head)
        if phrase.kind != "nominal" or sector not in _LOCALS or verb is None:
            return None
        travels = sector in ("GOV", "MIL", "SPY") and not (body and phrase.definite)
        if travels or not tree.has_relation(head, "nsubj", "nsubj:pass"):
            return None
        for opening in tree.children(verb, "obl"):
            place = self._places.get(opening)
            if place is None or opening > phrase.head or not tree.has_word(opening, _IN, "case"):
                continue
            return None if place.name.lower() in word_class("guest_city") else place.country
        return None

    def _expounded(self, chain: Chain, sector: str | None) -> str | None:
        """Whose officials are by whose stance they tell: "*Paris* was unmoved: *the minister* said"."""
        head, tree = chain.first.head, self._tree
        verb = tree.head(head)
        if sector not in STATE_BODIES or not chain.first.definite or verb is None:
            return None
        main = tree.head(verb)
        subject = tree.child(main, "nsubj") if main is not None else None
        if subject is None or subject > head or not tree.has_relation(head, "nsubj"):
            return None
        between = [token.text for token in tree.tokens[subject:head]]
        told = tree.has_relation(verb, "parataxis", "conj") and ":" in between
        return countries.capital_of(tree.tokens[subject].text) or self._at(subject).country if told else None

    def _announced(self, chain: Chain, sector: str | None) -> str | None:
        """Whose minister is by whose seat tells of him: "*the Kremlin* said *the minister* would fly"."""
        phrase, tree = chain.first, self._tree
        verb = tree.head(phrase.head)
        holder = phrase.kind == "nominal" and chain.type == "person" and phrase.definite
        if sector != "GOV" or not holder or verb is None or not tree.has_relation(phrase.head, "nsubj"):
            return None
        above = tree.head(verb) if tree.has_relation(verb, "ccomp") else None
        speaker = tree.child(above, "nsubj") if above is not None else None
        if speaker is None:
            return None
        seats = [name for name in self._names.before(speaker + 1) if name.last == speaker + 1]
        return seats[-1].country if seats and seats[-1].kind == "seat" else None

    def _at_home(self, chain: Chain, sector: str | None) -> str | None:
        """The country that an article has been telling of, for people of a state that lack one."""
        if not acts_at_home(chain, sector):
            return None
        if "counterpart" in chain.roles():
            return self._opposite(chain)
        return self._addressed(chain, sector) or self._told.told_of(chain.first)

    def _commanded(self, chain: Chain, sector: str | None) -> str | None:
        """Whose officials are by who orders them: "*the premier of Togo* instructed *the security chief*"."""
        head = chain.first.head
        while self._tree.has_relation(head, "nmod") and self._tree.has_word(head, ("of",), "case"):
            head = self._tree.tokens[head].head  # "instructed the chairman of *the Security Committee*"
        verb = self._tree.head(head)
        if verb is None or sector not in STATE_BODIES or not self._tree.has_relation(head, "obj", "iobj"):
            return None
        speaker = self._tree.child(verb, "nsubj")
        if speaker is None or self._tree.lemma(verb) not in word_class("command"):
            return None
        return self._at(speaker).country

    def _addressed(self, chain: Chain, sector: str | None) -> str | None:
        """Whose a parliament is by who speaks to it: "*the premier of Togo* told *parliament*"."""
        head = chain.first.head
        verb = self._tree.head(head)
        if sector != "LEG" or verb is None or not self._tree.has_relation(head, "obj", "iobj"):
            return None
        speaker = self._tree.child(verb, "nsubj")
        return self._at(speaker).country if speaker is not None else None

    def _opposite(self, chain: Chain) -> str | None:
        """The country beside his: "*Fiji and Tonga* … Fiji's minister urged *his counterpart*"."""
        for phrase in chain.phrases:
            for owner in self._tree.children(phrase.head, "nmod:poss"):
                whose = self._at(owner).country
                if phrase.lemma == "counterpart" and whose is not None:
                    return self._told.beside(whose, phrase.head)
        return None

    def _context(self, chain: Chain, sector: str | None) -> str | None:
        """The country last spoken of before a state's body without one."""
        phrase = chain.first
        body = phrase.kind == "nominal" and chain.type in ("organisation", "group") and phrase.definite
        named_body = phrase.kind == "name" and chain.type == "organisation"
        if sector not in STATE_BODIES or not (body or named_body):
            return None
        for name in reversed(self._names.before(phrase.head)):
            if name.kind not in ("body", "seat") and name.country:
                near = self._tree.sentence_index(phrase.head) - self._tree.sentence_index(name.first)
                return name.country if near <= _CONTEXT_SENTENCES else None
        return None
