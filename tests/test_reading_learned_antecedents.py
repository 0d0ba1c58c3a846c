"""To whom pronouns point, where a learned head says it: with a head that says what a test wants said."""

from itertools import pairwise

import numpy as np
import pytest

from demarche.language.antecedents import Antecedents
from demarche.language.network import WEIGHTS
from demarche.language.tree import Tree
from demarche.reading import learned_antecedents as learned
from demarche.reading.coreference import resolve
from demarche.reading.reader import Reader, as_report
from demarche.records import ResolvedEntity

TEXT = "Ana Soto met Rosa Diaz in Lima. Later she flew to Quito."
AHEAD = "After he landed in Lima, the envoy went to Quito."
READER, WITH_HEADS = Reader(learned=False), Reader()


class Head:
    """Gives each place in the row of candidates, nearest first, the score that ``says`` has for it."""

    def __init__(self, says: dict[int, float], none: float = 0.0) -> None:
        self.says, self._none, self.asked = says, none, 0

    def none(self, vector: np.ndarray, facts: np.ndarray) -> float:
        assert (vector.shape, facts.shape) == ((384,), (learned.FACTS,))
        return self._none

    def scores(
        self, vector: np.ndarray, facts: np.ndarray, words: np.ndarray, pairs: np.ndarray
    ) -> np.ndarray:
        assert words.shape[1:] == (384,)
        assert pairs.shape == (len(words), learned.PAIR)
        self.asked += 1
        return np.array([self.says.get(place, -9.0) for place in range(len(words))])


def resolved(text: str, head: Head | None) -> dict[str, ResolvedEntity]:
    """The phrases of a text by their words, as the rules have them or with a head."""
    tree = Tree(READER.model.analyse([text])[0])
    vectors = np.zeros((len(tree.tokens), 384), np.float32)
    ranker = None if head is None else learned.Ranker(head, vectors)
    return {text[one.start : one.end]: one for one in resolve(as_report(text, None), tree, ranker=ranker)}


@pytest.fixture(scope="module")
def by_rules() -> dict[str, ResolvedEntity]:
    return resolved(TEXT, None)


def test_the_rules_choose_the_subject(by_rules):
    assert by_rules["she"].chain == by_rules["Ana Soto"].chain


def test_a_sure_head_chooses_otherwise():
    found = resolved(TEXT, Head({0: 9.0}))  # Lima is nearer, but no place is a she
    assert found["she"].chain == found["Rosa Diaz"].chain != found["Ana Soto"].chain
    assert found["she"].name == "Rosa Diaz"


def test_an_unsure_one_leaves_it_to_the_rules(by_rules):
    found = resolved(TEXT, Head({0: 0.1, 1: 0.0}))
    assert found["she"].chain == found["Ana Soto"].chain


def test_nobody_is_an_answer():
    found = resolved(TEXT, Head({}, none=9.0))
    assert found["she"].chain not in {found["Ana Soto"].chain, found["Rosa Diaz"].chain}


def test_what_the_rules_find_ahead_is_not_asked():
    head = Head({}, none=9.0)
    found = resolved(AHEAD, head)
    assert found["he"].chain == found["the envoy"].chain
    assert head.asked == 0


def test_less_sure_of_nobody_it_leaves_it_to_the_rules():
    """A pronoun without anybody is rare in news, so that answer must be surer than another."""
    found = resolved(TEXT, Head({0: 0.0}, none=0.5))  # .62
    assert found["she"].chain == found["Ana Soto"].chain


@pytest.mark.parametrize(
    ("text", "pronoun", "whom"),
    [
        ("Rebels stop a lorry in Mali, abducting traders and killing two of them.", "them", "traders"),
        ("Gunmen attacked a bus carrying workers in Peru and killed six of them.", "them", "workers"),
        ("The king calls on Minister Rosa Vega to end a strike by her men.", "her", "Minister Rosa Vega"),
        ("Queen Ana Soto calls on General Luis Vega to order his men back.", "his", "General Luis Vega"),
    ],
)  # fmt: skip
def test_the_reader_asks_the_shipped_head(text, pronoun, whom):
    """Sense says it where the rules have the subject, and what agreement says stays."""
    found = {text[one.start : one.end]: one for one in WITH_HEADS.reading(text).layers.entities}
    assert found[pronoun].chain == found[whom].chain


def test_scores_rest_on_each_candidate_alone():
    """What a chain scores does not hang on the others beside it."""
    head, seed = Antecedents(WEIGHTS), np.random.default_rng(3)
    vector, facts = seed.normal(size=384), seed.normal(size=learned.FACTS)
    words, pairs = seed.normal(size=(3, 384)), seed.normal(size=(3, learned.PAIR))
    together = head.scores(vector, facts, words, pairs)
    alone = [
        head.scores(vector, facts, words[one:other], pairs[one:other])[0] for one, other in pairwise(range(4))
    ]
    assert np.allclose(together, alone, atol=1e-4)
    assert len(set(together.round(6))) == 3
