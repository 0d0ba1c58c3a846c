"""To whom pronouns point, as a head that learned from annotated texts has it.

"The general said the minister knew that *he* would resign": rules weigh near and far, subject and
object. The head weighs every chain before the pronoun, with what the rules say of it, against pointing to
nothing ("*it* rains"); where it is sure, its answer stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Protocol

import numpy as np

from demarche.language.antecedents import Antecedents
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains, compatible
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_pronouns import agrees, barred, binding_allows, weight

# From which probability an answer is taken, and that there is none; chosen on the dev splits.
SURE, SURE_NONE = 0.5, 0.7
_BACK = 5  # sentences
_MOST = 24  # chains that are weighed
_KINDS = ("name", "nominal", "pronoun")
_TYPES = ("person", "organisation", "group", "place", "event", "other")
_FORMS = (
    ("he", "him", "himself"), ("his",), ("she", "hers", "herself"), ("her",), ("it", "itself"), ("its",),
    ("they", "themselves"), ("them",), ("their", "theirs"), ("this", "that"), ("these", "those"),
)  # fmt: skip
_FORM = {word: number for number, words in enumerate(_FORMS) for word in words}
_ROLES = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "compound")
_ROLE = {name: number for number, name in enumerate(_ROLES)}
_NUMBERS = ("sing", "plur", "both")
_GENDERS = (None, "m", "f", "n")
_OWN = len(_FORMS) + 1 + len(_ROLES) + 1 + len(_NUMBERS)
FACTS = _OWN + 4  # of a pronoun
_ONE = len(_KINDS) + len(_TYPES) + len(_ROLES) + 1 + 3 + len(_NUMBERS) + len(_GENDERS) + 4
PAIR = _ONE + 18  # of a pronoun and a chain before it


class Corrector(Protocol):
    """Whoever has the last word on a pronoun; ``Ranker`` for readers."""

    def choose(
        self, tree: Tree, pronoun: Phrase, earlier: Sequence[Phrase], chains: Chains, rules: Phrase | None
    ) -> Phrase | None:
        """Whom a pronoun points to, where the rules say ``rules``; None for nobody."""


def candidates(
    tree: Tree, pronoun: Phrase, earlier: Sequence[Phrase], chains: Chains, rules: Phrase | None
) -> list[tuple[Phrase, Chain]]:
    """The latest phrase of each chain before that marks and binding allow, nearest first.

    The chain that the rules chose is there in any case. None are there for what the rules find ahead
    ("After *he* landed, the envoy …"), of which the head knows nothing.
    """
    if rules is not None and rules.head > pronoun.head:
        return []
    own = chains.chain(pronoun)
    found: list[tuple[Phrase, Chain]] = []
    seen = {id(own)} | barred(tree, pronoun, earlier, chains)
    for candidate in reversed(earlier):
        if pronoun.sentence - candidate.sentence > _BACK or len(found) == _MOST:
            break
        chain = chains.chain(candidate)
        if id(chain) in seen or candidate.head >= pronoun.head or chain.person != 3:
            continue
        if not binding_allows(tree, pronoun, candidate):
            continue
        seen.add(id(chain))
        if compatible(chain, own):
            found.append((candidate, chain))
    if rules is not None and all(chain is not chains.chain(rules) for _, chain in found):
        found.append((rules, chains.chain(rules)))
    return found


def facts(tree: Tree, pronoun: Phrase, rules: Phrase | None, count: int) -> np.ndarray:
    """[FACTS]: what is known of a pronoun that ``count`` chains stand before."""
    found = np.zeros(FACTS, np.float32)
    found[_FORM.get(pronoun.lemma, len(_FORMS))] = 1
    found[len(_FORMS) + 1 + _role(tree, pronoun.head)] = 1
    found[_OWN - len(_NUMBERS) + _NUMBERS.index(pronoun.number)] = 1
    found[_OWN:] = (
        rules is not None,
        min(pronoun.sentence, 10) / 10,
        count / _MOST,
        pronoun.first == tree.analysis.sentences[pronoun.sentence].first,
    )
    return found


def pairs(
    tree: Tree, pronoun: Phrase, those: Sequence[tuple[Phrase, Chain]], rules: Chain | None
) -> np.ndarray:
    """[K, PAIR]: how each chain before, and its latest phrase, stands to a pronoun."""
    found = np.zeros((len(those), PAIR), np.float32)
    subject = tree.has_relation(pronoun.head, "nsubj")
    for place, (row, (one, chain)) in enumerate(zip(found, those, strict=True)):
        distance = pronoun.sentence - one.sentence
        role = _role(tree, one.head)
        at = 0
        for number, width in (
            (_KINDS.index(one.kind), len(_KINDS)),
            (_TYPES.index(chain.type if chain.type in _TYPES else "other"), len(_TYPES)),
            (role, len(_ROLES) + 1),
            (1 if one.definite is False else 2 if one.definite else 0, 3),
            (_NUMBERS.index(chain.number), len(_NUMBERS)),
            (_GENDERS.index(chain.gender), len(_GENDERS)),
            (min(distance, 3), 4),
        ):
            row[at + number] = 1
            at += width
        before = [other for other in chain.phrases if other.head < pronoun.head]
        spoken = [other.lemma for other in before if other.kind == "pronoun"]
        row[at:] = (
            min(distance, 20) / 20,
            log(1 + min(pronoun.head - one.head, 300)) / 5,
            log(1 + place) / 3,
            log(1 + min(len(before), 20)) / 3,
            chain.named,
            chain is rules,
            subject and role < 2,
            tree.tokens[one.head].head == tree.tokens[pronoun.head].head,
            chain.country is not None,
            bool(spoken),
            pronoun.lemma in spoken,
            one.sentence == 0,
            any(other.sentence == pronoun.sentence - 1 for other in before),
            any(
                pronoun.sentence - other.sentence <= 1 and tree.has_relation(other.head, "nsubj")
                for other in before
            ),
            chain.number == pronoun.number,
            chain.first.sentence == 0,
            agrees(pronoun, chain, one),
            weight(tree, pronoun, one, chain, distance) / 3,
        )
    return found


def _role(tree: Tree, head: int) -> int:
    relation = tree.tokens[head].deprel
    return _ROLE.get(relation, _ROLE.get(relation.partition(":")[0], len(_ROLES)))


class Ranker:
    """The learned head with the words of one report, as ``Model.seen`` gives them [tokens, 384]."""

    def __init__(self, head: Antecedents, vectors: np.ndarray) -> None:
        self._head, self._vectors = head, vectors

    def choose(
        self, tree: Tree, pronoun: Phrase, earlier: Sequence[Phrase], chains: Chains, rules: Phrase | None
    ) -> Phrase | None:
        """Whom a pronoun points to: what the rules say, unless the head is sure."""
        those = candidates(tree, pronoun, earlier, chains, rules)
        if not those:
            return rules
        known = facts(tree, pronoun, rules, len(those))
        vector = self._vectors[pronoun.head]
        words = self._vectors[[one.head for one, _ in those]]
        beside = pairs(tree, pronoun, those, None if rules is None else chains.chain(rules))
        scores = np.array(
            [self._head.none(vector, known), *self._head.scores(vector, known, words, beside)], np.float32
        )
        weights = np.exp(scores - scores.max())
        best = int(weights.argmax())
        if weights[best] / weights.sum() < (SURE if best else SURE_NONE):
            return rules
        return None if best == 0 else those[best - 1][0]
