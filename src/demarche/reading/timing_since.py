"""Acts that have gone on since a day: "has shelled the town *since Monday*", "attacks *since May*"."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.language.tree import Tree, features
from demarche.records import TimeExpression

# Nouns of acts that are many, or go on, without a plural: "*violence* since the vote in May".
_GOING_ON = frozenset("violence fighting unrest shelling bombing bombardment torture detention siege".split())
# Words that make an act since a day the only one of its kind: "the *first* visit since 1990".
_ONE_OF_ALL = frozenset("first second third fourth fifth last only".split())


def goes_on(tree: Tree, token: int) -> bool:
    """Whether what is told "since" a day lasts or has happened over and over from then on.

    A verb with a helper ("*has* shelled", "*was* frozen"), a plural, and what goes on; never "the *first*
    visits since 1990" nor "the *worst* violence since the war".
    """
    helpers = {tree.lemma(child) for child in tree.children(token, "aux", "cop")}
    above = tree.head(token)
    beside = above is not None and tree.lemma(above) == "time"
    if beside and tree.has_relation(token, "acl", "acl:relcl", "ccomp"):
        return False  # "the first *time* that they have met since 2019"
    if tree.has_relation(token, "acl") and features(tree.tokens[token]).get("Tense") == "Past":
        return True  # "an engineer *held* since 2009"
    if tree.tokens[token].upos != "NOUN":
        return bool(helpers & {"have", "be"})
    if "have" in helpers:
        return True  # "*has* been under arrest since Monday"
    degrees = [features(tree.tokens[child]).get("Degree") for child in tree.children(token, "amod")]
    told = {tree.lemma(child) for child in tree.children(token, "amod", "det", "nummod")}
    if "Sup" in degrees or told & _ONE_OF_ALL:
        return False
    return features(tree.tokens[token]).get("Number") == "Plur" or tree.lemma(token) in _GOING_ON


def is_since(tree: Tree, token: int, expression: TimeExpression, head: int) -> bool:
    """Whether an expression, by its head, is what an act is told to have gone on since.

    "since *Monday*", "since the fighting began *in March*".
    """
    if tree.word_before(expression.start) == "since":
        return True
    current: int | None = head
    while current is not None and current != token:
        if tree.has_word(current, ("since",), "mark", "case"):
            return tree.head(current) == token
        current = tree.head(current)
    return False


def begun(
    tree: Tree, token: int, times: Sequence[TimeExpression], heads: dict[TimeExpression, int]
) -> list[TimeExpression]:
    """Since when an act has gone on, where the date does not stand with the act itself.

    In a clause ("has been held *since returning* on Monday") and behind the last of a list of nouns
    ("killings, torture and disappearances *since 2014*").
    """
    row = [noun for noun in tree.conjuncts(tree.coordination_head(token)) if noun > token]
    listed = row if tree.tokens[token].upos == "NOUN" else []
    return [
        expression
        for expression in times
        if expression.begin is not None
        and not tree.has_relation(heads[expression], "amod", "compound", "nummod")  # "since the *2008* war"
        and any(
            heads[expression] > station and is_since(tree, station, expression, heads[expression])
            and below_since(tree, station, heads[expression])
            for station in (token, *listed)
        )
    ]


def below_since(tree: Tree, token: int, head: int) -> bool:
    """Whether a word hangs on ``token`` by no clause but the one that "since" opens."""
    current = head
    while (above := tree.head(current)) is not None:
        if above == token:
            return True
        if tree.has_relation(current, "acl", "acl:relcl", "advcl", "ccomp", "conj"):
            return False
        current = above
    return False
