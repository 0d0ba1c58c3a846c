"""What sounds like an act of politics in sport, in a made-up story or in the weather, and is none.

A late *strike* wins a final, a federation *bans* a sprinter for doping, two teams *meet* in a
quarter-final, the spy of a thriller *kills* a president, a hurricane *attacks* the coast. Where a
sentence tells of such things its words of fighting are no violence, unless something in it is in
earnest: the police, a bomb, the wounded, a land that is attacked outright.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from demarche.knowledge.countries import country_name
from demarche.knowledge.pastimes import pastime
from demarche.language.tree import Tree
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.relevance import bodies
from demarche.records import Actor, Mention, ResolvedEntity

# Sectors of those who may play, and of who rules them; others are in earnest.
_PRIVATE = frozenset({None, "CVL", "ELI", "NGO", "BUS", "MNC", "JRN", "LAB", "SOC"})
_SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b")
# Types of acts that rules of a game or of a club may sound like.
_RULED = frozenset({"COERCE", "SANCTION", "RETREAT", "REJECT"})
# What clubs, players and promoters do among themselves.
_DEALINGS = frozenset({"REQUEST", "REJECT", "AGREE", "CONSULT", "SUPPORT"})
# Reproaches, which sportsmen make to each other; charges and inquiries are a state's.
_REPROACHES = frozenset({"111", "112"})
_MEETING = frozenset({"meet", "meeting", "encounter", "clash", "duel", "face"})
_AT = frozenset({"on", "against", "at", "near", "outside"})


class Pastimes:
    """What the sentences of one report tell of."""

    def __init__(self, tree: Tree, entities: Sequence[ResolvedEntity]) -> None:
        self._tree = tree
        self._words: dict[int, frozenset[str]] = {}
        self._grounds = {one.head for one in entities if one.type == "place"}  # stories have them too
        official = len(bodies(entities))
        telling = [index for index in range(len(tree.analysis.sentences)) if self._tells_of_sport(index)]
        self._sporting = len(telling) > official  # a report about sport and about nobody else

    def holds(self, mention: Mention) -> bool:
        """Whether a mention is of something that happens in sport, in a story or in the weather alone."""
        token = self._tree.token_at(mention.trigger.start)
        parties = (*mention.actors, *mention.recipients)
        if mention.type == "ASSAULT" and mention.actors and all(map(_is_nature, mention.actors)):
            return True
        if mention.type == "ASSAULT" and self._is_against_fire(token):
            return True
        if self._is_told_in_a_story(token, parties):
            return True
        if any(one.sector not in _PRIVATE and not _is_body_of_sport(one) for one in parties):
            return False
        if mention.type == "CONSULT" and self._is_fixture(token):
            return True
        if parties and self._sporting and mention.type in _DEALINGS:
            return not (any(map(_is_state, parties)) or self._is_in_earnest(token))
        if mention.type == "CONSULT" or not self._is_sport(token, parties):
            return False
        if mention.type in ("ASSAULT", "THREATEN") and self._is_play(token, mention):
            return True
        if mention.cameo in _REPROACHES or mention.type == "THREATEN":
            return self._is_among_players(token, parties)
        return mention.type in _RULED and self._is_rule(token, mention)

    def _said(self, sentence: int) -> frozenset[str]:
        """The lemmas and forms of a sentence, and its pairs of forms, in lower case."""
        if sentence not in self._words:
            bounds = self._tree.analysis.sentences[sentence]
            tokens = self._tree.tokens[bounds.first : bounds.last]
            forms = [word.text.lower() for word in tokens]
            pairs = [f"{one} {other}" for one, other in pairwise(forms)]
            triples = [" ".join(forms[at : at + 3]) for at in range(len(forms) - 2)]
            lemmas = [word.lemma.lower() for word in tokens]
            self._words[sentence] = frozenset((*forms, *lemmas, *pairs, *triples))
        return self._words[sentence]

    def _around(self, token: int) -> range:
        """A sentence with those beside it."""
        index = self._tree.sentence_index(token)
        return range(max(0, index - 3), min(index + 4, len(self._tree.analysis.sentences)))

    def _is_sport(self, token: int, parties: Sequence[Actor]) -> bool:
        """Whether a sentence tells of sport: by itself, or with a word of play beside others that do."""
        index = self._tree.sentence_index(token)
        if self._tells_of_sport(index) or (parties and self._has_score(index)):
            return True
        playing = not pastime("play").isdisjoint(self._said(index))
        playing = playing or self._sporting or any(self._names_players(one) for one in parties)
        return playing and any(map(self._tells_of_sport, self._around(token)))

    def _tells_of_sport(self, index: int) -> bool:
        said = self._said(index)
        if not pastime("sport").isdisjoint(said):
            return True
        return len(pastime("play") & said) + self._has_score(index) >= 2

    def _has_score(self, index: int) -> bool:
        sentence = self._tree.analysis.sentences[index]
        return _SCORE.search(self._tree.analysis.text[sentence.start : sentence.end]) is not None

    def _names_players(self, actor: Actor) -> bool:
        words = actor.text.lower().split()
        return not (pastime("play") | pastime("sport") | pastime("body")).isdisjoint(words)

    def _is_play(self, token: int, mention: Mention) -> bool:
        """Whether a word of fighting is one of play: nobody is hurt, and no land or body is attacked."""
        tree, lemma = self._tree, self._tree.lemma(token)
        if lemma not in pastime("fight"):
            return False
        if self._is_in_earnest(token):
            return False
        if lemma not in pastime("outright"):
            return True
        if tree.children(token, "xcomp", "ccomp"):
            return False  # "*threatens* to boycott the games"
        if tree.tokens[token].upos != "VERB":
            if any(tree.tokens[name].upos == "PROPN" for name in tree.children(token, "compound")):
                return False  # "the *Paris* attacks"
            aimed = any(tree.has_word(child, _AT, "case") for child in tree.children(token, "nmod"))
            return not aimed and bool(tree.children(token, "nmod:poss", "compound", "amod", "nmod"))
        struck = objects_of(tree, token)
        aimed = bool(struck) and bool(
            mention.recipients or any(one.role == "target" for one in mention.places)
        )
        return not aimed and not is_passive(tree, token)

    def _is_in_earnest(self, token: int) -> bool:
        """Whether somebody comes to harm, or the police, in a sentence or beside it."""
        return any(not pastime("harm").isdisjoint(self._said(index)) for index in self._around(token))

    def _is_against_fire(self, token: int) -> bool:
        """Whether fire is what is fought: "water bombers joined the *battle*"."""
        if self._tree.lemma(token) not in pastime("quench"):
            return False
        index = self._tree.sentence_index(token)
        near = range(max(0, index - 1), index + 1)
        fires = any(not pastime("blaze").isdisjoint(self._said(one)) for one in near)
        return fires and pastime("armed").isdisjoint(self._said(index))

    def _is_among_players(self, token: int, parties: Sequence[Actor]) -> bool:
        """Whether sportsmen and clubs deal with each other: "the coach *accused* the referee of bias"."""
        players = any(map(self._names_players, parties)) and not any(map(_is_state, parties))
        return players and not self._is_in_earnest(token)

    def _is_fixture(self, token: int) -> bool:
        """Whether sides meet to play: "*meet* in the final", "their quarter-final *meeting*"."""
        tree = self._tree
        near = tree.children(token, "obl", "nmod", "compound", "amod", "obj")
        return tree.lemma(token) in _MEETING and any(
            tree.lemma(child) in pastime("fixture") for child in near
        )

    def _is_rule(self, token: int, mention: Mention) -> bool:
        """Whether a body of sport or a club does something to its own: "*banned* for doping"."""
        lemma = self._tree.lemma(token)
        if lemma not in pastime("rule") or any(map(_is_state, (*mention.actors, *mention.recipients))):
            return False
        if lemma == "release" and (not mention.actors or self._is_in_earnest(token)):
            return False  # from prison, not from a contract
        if self._sporting or (lemma in ("sack", "fire", "dismiss") and mention.type == "COERCE"):
            return True
        if any(not pastime("body").isdisjoint(actor.text.lower().split()) for actor in mention.actors):
            return True
        if any(map(self._names_players, mention.recipients)):
            return True
        below = {
            name
            for child in self._tree.children(token, "obl", "advcl", "obj", "nmod", "xcomp")
            for at in self._tree.subtree(child)
            for name in (self._tree.lemma(at), self._tree.tokens[at].text.lower())
        }
        return not (pastime("sport") | pastime("play")).isdisjoint(below)

    def _is_told_in_a_story(self, token: int, parties: Sequence[Actor]) -> bool:
        """Whether a made-up story tells it, of people without a name: "a film follows a man who *kills*"."""
        if any(one.name[:1].isupper() for one in parties):
            return False
        tree, below = self._tree, token
        for above in tree.ancestors(token):
            if tree.lemma(above) in pastime("story") and tree.has_relation(below, "acl:relcl"):
                return not self._is_of_history(below)  # "a thriller in which a spy *kills* the king"
            tells = tree.lemma(above) in pastime("tell")
            subjects = tree.children(above, "nsubj", "nsubj:pass")
            if tells and any(tree.lemma(subject) in pastime("story") for subject in subjects):
                return below not in subjects and not self._is_of_history(below)
            below = above
        return False

    def _is_of_history(self, clause: int) -> bool:
        """Whether what a story tells has names or years, as what happened has: "the *1975* invasion"."""
        words = [self._tree.tokens[at] for at in self._tree.subtree(clause) if at not in self._grounds]
        return any(word.upos == "PROPN" or (word.text.isdigit() and len(word.text) == 4) for word in words)


def _is_nature(actor: Actor) -> bool:
    """Whether an actor is a storm or the like: "*Hurricane Ida*", "the storm", or an animal: "a *shark*"."""
    words = actor.text.split()
    beast = words[-1].removesuffix("s") in pastime("beast") and "lone" not in words
    return actor.sector is None and (beast or not pastime("nature").isdisjoint(actor.text.lower().split()))


def _is_body_of_sport(actor: Actor) -> bool:
    """Whether somebody is of sport whatever his sector: a captain, a "*cycling federation*"."""
    words = set(actor.text.lower().split())
    if words <= pastime("body") or not words.isdisjoint(pastime("umpire")):
        return True
    return not (pastime("sport") | pastime("play")).isdisjoint(words) and not pastime("body").isdisjoint(
        words
    )


def _is_state(actor: Actor) -> bool:
    """Whether somebody is a whole land, which is no player: "FIFA suspends *Greece*"."""
    return actor.country is not None and actor.sector is None and actor.name == country_name(actor.country)
