"""How the participants of two mentions agree: who is matched by whom, and who is left over."""

from __future__ import annotations

import msgspec

from demarche.ledger.names import SAME, same_name, tokens
from demarche.ledger.sketch import Sketch, Who
from demarche.ledger.words import content, overlap, stem

ONE, ITS_OWN = 0.8, 0.65  # from which worth two are one party, and a state and its minister are one side


class Agreement(msgspec.Struct, frozen=True):
    """Matched pairs with their worth (0 to 1), and whoever has no counterpart."""

    matched: tuple[tuple[Who, Who, float], ...]
    left: tuple[Who, ...]
    right: tuple[Who, ...]
    hinted: int = 0  # how many more the words of one or both sides hint at
    against: bool = False  # one side has somebody, where the words of the other hint at another

    @property
    def worth(self) -> float:
        """The worth of the two best matches together: two is what an act between two can have."""
        return sum(sorted((worth for _, _, worth in self.matched), reverse=True)[:2])


def alike(a: Who, b: Who) -> float:
    """How well two participants can be one, from 0 to 1.

    A state acts through its people: "North Korea" and "Kim Jong Un" can be one party, two
    persons of one country cannot.
    """
    if a.country and b.country and a.country != b.country:
        # of a body with a name of several words, one of two readings has the wrong country
        return 0.7 if _one_body(a, b) else 0.0
    if a.person and b.person:
        same = same_name(a.name, b.name)
        return same if a.country == b.country or same == SAME else 0.7 * same
    if a.state and b.state:
        return 0.9
    if a.country and a.country == b.country:
        if a.name == b.name:
            return 0.9
        if a.state or b.state:
            return 0.7
        if a.titled != b.titled and (a.person or b.person):
            return 0.6  # "the *Pope*", whoever that is
        return 0.5 if not (a.named and b.named) else max(0.3, 0.9 * same_name(a.name, b.name))
    if a.named and b.named:
        return 0.9 * same_name(a.name, b.name)
    if a.country or b.country:
        return 0.0 if a.named or b.named else 0.5 * overlap(_described(a), _described(b))
    return 0.6 * overlap(_described(a), _described(b))


def _one_body(a: Who, b: Who) -> bool:
    """Whether two are a body of one long name: "the Rail, Maritime and Transport Union" and its members."""
    if a.person or b.person or a.state or b.state or not (a.named and b.named):
        return False
    long = min(len(tokens(a.name)), len(tokens(b.name)))
    return (a.name == b.name and long > 1) or (long > 2 and same_name(a.name, b.name) > 0)


def _described(who: Who) -> frozenset[str]:
    """The words by which somebody without a name is known; how many they are is often told late."""
    return frozenset(word for word in content(who.name) if not word[:1].isdigit())


def agreement(a: tuple[Who, ...], b: tuple[Who, ...]) -> Agreement:
    """Match two lists of participants one to one, the best first."""
    pairs = [(alike(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)]
    pairs = sorted((pair for pair in pairs if pair[0] > 0), key=lambda pair: (-pair[0], pair[1], pair[2]))
    rows: set[int] = set()
    columns: set[int] = set()
    matched = []
    for worth, row, column in pairs:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            matched.append((a[row], b[column], worth))
    left = tuple(who for i, who in enumerate(a) if i not in rows)
    right = tuple(who for j, who in enumerate(b) if j not in columns)
    return Agreement(tuple(matched), left, right)


def has_one(a: tuple[Who, ...], b: tuple[Who, ...], least: float = ONE) -> bool:
    """Whether somebody of one list is matched in the other with that worth or more."""
    return any(worth >= least for _, _, worth in agreement(a, b).matched)


def parties_agree(a: Sketch, b: Sketch) -> Agreement:
    """The agreement of everybody who takes part; what the words hint at counts for a part."""
    found = agreement(a.parties, b.parties)
    hinted = len(a.hinted & b.hinted)
    left, right = list(found.left), list(found.right)
    against = a.kind == "meet" and bool(a.hinted and b.hinted) and not a.hinted & b.hinted
    for rest, hints in ((left, b.hinted), (right, a.hinted)):
        fitting = [who for who in rest if who.country in hints]
        for who in fitting:
            rest.remove(who)
            hinted += 1
        against |= bool(hints) and not fitting and any(who.country for who in rest)
    if a.when.ahead != b.when.ahead and not found.matched:
        hinted += _called_alike(left, right)
    if _one_gathering(a, b):
        return Agreement(found.matched, (), (), hinted + 1)
    return Agreement(found.matched, tuple(left), tuple(right), hinted, against)


def _by_name(who: Who) -> bool:
    """Whether somebody is named: not only by a capital at a sentence's beginning, "Government forces"."""
    return bool(who.country) or any(word[:1].isupper() for word in who.name.split()[1:])


def _called_alike(left: list[Who], right: list[Who]) -> int:
    """Drops pairs of an unnamed collective and the same one told with its country, and counts them.

    "*Foreign troops* must leave" is what became of it where "the last *American troops*" have left.
    """
    pairs = 0
    for one in list(left):
        for other in right:
            open_ = not (one.country and other.country) and not (_by_name(one) and _by_name(other))
            same = stem(one.name.split()[-1]) == stem(other.name.split()[-1])
            if open_ and same and not one.person and not other.person:
                left.remove(one)
                right.remove(other)
                pairs += 1
                break
    return pairs


def _one_gathering(a: Sketch, b: Sketch) -> bool:
    """Whether both are gatherings of one name: who comes to "the *BRICS* summit" is told by halves."""
    if a.kind != "meet" or b.kind != "meet":
        return False
    return bool((a.name and a.name in _called(b)) or (b.name and b.name in _called(a)))


def _called(gathering: Sketch) -> set[str]:
    """What a gathering may go by: its own name, or the body that meets."""
    bodies = (who.name for who in gathering.parties if not who.person and not who.state)
    return {gathering.name, *map(stem, bodies)}


def reversed_roles(a: Sketch, b: Sketch) -> bool:
    """Whether who acts in one suffers in the other: "A struck B", "B struck A"."""
    straight = agreement(a.actors, b.actors).worth + agreement(a.recipients, b.recipients).worth
    crossed = agreement(a.actors, b.recipients).worth + agreement(a.recipients, b.actors).worth
    return crossed > straight
