"""What the reader knows of phrases: who they stand for, and what the codebook asks about them."""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import actor_of, head_index, owner_of
from demarche.records import Actor, Layers


class Phrases:
    """The layers of one report, indexed by the tokens that head phrases (``coding_conditions.Nature``)."""

    def __init__(self, tree: Tree, layers: Layers) -> None:
        self.tree = tree
        self.entities = head_index(layers.entities)
        self.places = {place.head: place for place in layers.places if place.kind != "demonym"}
        self._actors: dict[int, tuple[Actor, ...]] = {}
        self._scenes: dict[int, frozenset[str]] = {}

    def actors(self, token: int) -> tuple[Actor, ...]:
        """Who the phrase headed at ``token`` stands for, () for things."""
        if token not in self._actors:
            self._actors[token] = actor_of(self.tree, token, self.entities)
        return self._actors[token]

    def owner(self, token: int) -> tuple[Actor, ...]:
        """Whose a thing is by the word at ``token`` beside it: "a *Turkish* vessel", "the *army's* camp"."""
        return owner_of(self.tree, token, self.actors)

    def _is_shots(self, token: int) -> bool:
        """Whether a word for fire means guns: "by *Israeli fire*", "*fired* on", "*fire* from tanks"."""
        tree = self.tree
        if tree.lemma(token) != "fire":
            return False
        if tree.tokens[token].upos == "VERB":
            return any(
                tree.has_word(child, ("at", "on", "into", "upon", "toward", "towards"), "case")
                for child in tree.children(token, "obl")
            )
        if tree.has_word(token, ("a", "an"), "det") or "Number=Plur" in tree.tokens[token].feats:
            return False  # those are of houses and woods
        whose = tree.children(token, "amod", "compound", "nmod:poss")
        behind = token + 1
        follows = behind < len(tree.tokens) and tree.lemma(behind) == "from"
        source = [tree.tokens[behind].head] if follows else []
        guns = word_class("firing")
        return any(tree.lemma(one) in guns or bool(self.owner(one)) for one in (*whose, *source))

    def is_actor(self, token: int) -> bool:
        """Whether it is somebody who acts."""
        found = self.actors(token)
        if self.tree.has_relation(token, "amod", "compound"):  # "a *police* raid", no "*murder* trial"
            return any(actor.sector or actor.country for actor in found)
        return bool(found)

    def is_person(self, token: int) -> bool:
        """Whether it is a person or a group of them."""
        entity = self.entities.get(token)
        return entity is not None and entity.type in ("person", "group")

    def is_place(self, token: int) -> bool:
        """Whether it is a place."""
        entity = self.entities.get(token)
        return token in self.places or (entity is not None and entity.type == "place")

    def is_country(self, token: int) -> bool:
        """Whether it names a country."""
        place = self.places.get(token)
        return place is not None and place.kind == "country"

    def is_town(self, token: int) -> bool:
        """Whether it names a place other than a country."""
        return token in self.places and not self.is_country(token)

    def is_official(self, token: int) -> bool:
        """Whether it is somebody of a state or a party."""
        return any(actor.sector in ("GOV", "LEG", "JUD", "MIL", "PTY") for actor in self.actors(token))

    def is_several(self, token: int) -> bool:
        """Whether it is more than one."""
        return len(self.actors(token)) > 1 or len(self.tree.conjuncts(token)) > 1

    def is_body(self, token: int) -> bool:
        """Whether it is an intergovernmental body or a party."""
        return any(actor.sector in ("IGO", "PTY") for actor in self.actors(token))

    def scene(self, token: int) -> frozenset[str]:
        """The lemmas of a token's sentence and of the one before it."""
        index = self.tree.sentence_index(token)
        if index not in self._scenes:
            sentences = self.tree.analysis.sentences[max(0, index - 1) : index + 1]
            words = range(sentences[0].first, sentences[-1].last)
            lemmas = [
                "gunfire" if self._is_shots(word) else self.tree.tokens[word].lemma.lower()
                for word in words  # "collides" is left whole at times
            ]
            self._scenes[index] = frozenset((*lemmas, *(lemma.removesuffix("s") for lemma in lemmas)))
        return self._scenes[index]
