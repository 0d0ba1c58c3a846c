"""What mendings do with the tokens of a tree: hang one elsewhere, see under what it hangs, spell some out.

Tokens are those of a report; an index below nought is above the root.
"""

from __future__ import annotations

import msgspec

from demarche.knowledge.cues import cue
from demarche.records import Token


def hang(tokens: list[Token], index: int, head: int, deprel: str | None = None) -> None:
    """Hangs a token on ``head``, in place, by another relation where one is given."""
    token = tokens[index]
    tokens[index] = msgspec.structs.replace(token, head=head, deprel=deprel or token.deprel)


def hangs_under(tokens: list[Token], index: int, upper: int) -> bool:
    """Whether a token is ``upper`` or hangs below it, so that hanging that on it would close a ring."""
    for _ in range(len(tokens)):
        if index < 0:
            return False
        if index == upper:
            return True
        index = tokens[index].head
    return True


def own(tokens: list[Token], head: int, begin: int, end: int, *relations: str) -> list[int]:
    """What hangs on a token within [begin, end) by one of some relations, or by a kind of one."""
    below = (i for i in range(begin, end) if tokens[i].head == head)
    return [i for i in below if tokens[i].deprel.split(":")[0] in relations]


def outer(tokens: list[Token], span: range) -> list[int]:
    """The tokens of a span that hang on none of it: one where it is a phrase."""
    return [index for index in span if tokens[index].head not in span]


def says(tokens: list[Token], index: int) -> bool:
    """Whether a token is a verb that credits somebody with what is said: "*said*", "*denied*"."""
    return tokens[index].upos == "VERB" and cue(tokens[index].lemma.lower(), "verb") is not None


def has_ring(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether some token of the sentence [begin, end) hangs, by whatever way, under itself."""
    clear: set[int] = set()
    for index in range(begin, end):
        path: set[int] = set()
        while index >= 0 and index not in clear:
            if index in path:
                return True
            path.add(index)
            index = tokens[index].head
        clear |= path
    return False


def depth(tokens: list[Token], index: int) -> int:
    """How many tokens a token hangs under."""
    steps = 0
    while tokens[index].head >= 0:
        index, steps = tokens[index].head, steps + 1
    return steps


def spelled(tokens: list[Token], first: int, last: int) -> str:
    """The words of tokens [first, last) with single blanks, "U.S." and "Côte d'Ivoire" whole."""
    words = tokens[first].text
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        words += token.text if before.end == token.start else f" {token.text}"
    return words
