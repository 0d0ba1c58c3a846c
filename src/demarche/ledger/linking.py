"""Which mentions speak of one act: keys under which they are looked up, and links between two.

Pure functions of one and of two mentions. A key holds the type of act, who or where, and
a stretch of time, so that what shares a key stays few however long the ledger grows.
"""

from __future__ import annotations

from itertools import combinations

from demarche.knowledge.occasions import OCCASION
from demarche.ledger.comparing import UNCODED, compare
from demarche.ledger.comparing_times import OPEN_DAYS, PATIENCE_DAYS, SLIP_DAYS, VISIT_DAYS
from demarche.ledger.dated import Dated, Link
from demarche.ledger.names import skeleton, tokens
from demarche.ledger.sketch import Sketch, sketch
from demarche.ledger.words import seldom, stem

WINDOW_DAYS = 400  # by publication: a plan announced a year ahead meets its outcome
THRESHOLD = 0.5  # below it, two mentions are not linked

# Days in a key's stretch of time: shorter for what happens every day.
_LONG, _SHORT = 28, 7
_SELDOM = frozenset({"CONSULT", "AGREE", "AID", "RETREAT", "COERCE", "MOBILIZE", "OTHER", OCCASION})
_SEASON, _YEAR = 120, 365  # of what shares a word that few reports have
_WORDS = 4
_STRETCHES = 14  # of an act whose time is wide open, the first ones


def keys(dated: Dated) -> frozenset[str]:
    """The keys of a mention. Two mentions that share none cannot speak of one act."""
    if dated.mention.status == "habitual":
        return frozenset()
    seen = sketch(dated)
    stretches = _stretches(dated, seen)
    handles = _handles(seen)
    own = {f"{seen.family}|{handle}|{n}" for handle in handles for n in stretches}
    others = {family for family, _ in seen.ends}
    for family in others:
        days = _stretches(dated, seen, family)
        own |= {f"{family}|{handle}|{n}" for handle in handles if "~" not in handle for n in days}
        kinds = {kind[:5] for end, kind in seen.ends if end == family}
        states = {handle.split("~")[0] for handle in handles if "~" in handle} - {""}
        own |= {f"{family}|{state}~{kind}|{n}" for state in states for kind in kinds for n in days}
    for family in others | ({seen.family} if seen.when.ahead else set()):  # tried in May, sentenced in June
        own |= {f"{family}|{handle}%{n}" for handle in handles if handle[0] == "@" for n in _seasons(seen)}
    rare = seldom(seen.said)[:_WORDS]
    for family in others | ({seen.family} if _spread(seen) else set()):
        own |= {f"{family}|%{word}|{n}" for word in rare for n in _seasons(seen)}
    return frozenset(own)


def _spread(seen: Sketch) -> bool:
    """Whether what an act shares with its announcement long before may be a rare word alone."""
    return seen.family in _SELDOM or seen.kind == "protest" or (seen.when.ahead and seen.family != "ASSAULT")


def _seasons(seen: Sketch) -> range:
    """Numbers of the long stretches of time in which an act may lie or, tried for instance, end."""
    late = OPEN_DAYS if seen.when.ahead else 0
    last = min(seen.when.last + late, seen.when.first + _YEAR)
    return range(seen.when.first // _SEASON, last // _SEASON + 1)


def _handles(seen: Sketch) -> set[str]:
    """Who and where, two countries together where there are two."""
    states = sorted(seen.countries | seen.hinted)[:4]
    lands = sorted({spot.country for spot in seen.spots if spot.country} - set(states))[:2]
    found = {f"{a}+{b}" for a, b in combinations(sorted([*states, *lands]), 2)}
    found.update(f"{state}~{seen.kind[:5]}" for state in [*states, *lands][:3])
    for who in seen.parties[:6]:
        words = tokens(who.name)  # none of "van", which is a particle of names
        if words and (who.person or (who.named and not who.country)):
            found.add(f"@{skeleton(words[-1])}")
        if len(words) > 2 and who.named and not who.person:
            found.add(f"@{skeleton(words[0])}")  # "*Rail* Maritime and Transport Union (employees)"
        elif words[1:] and who.named and who.country and not who.person and not who.state:
            found.add(f"@{skeleton(words[-1])}")  # "the *Green Party*", here with a country, there without
        elif not who.named and not who.country and words and seen.family in _SELDOM - {UNCODED}:
            found.add(f"={stem(words[-1])}")  # "foreign *diplomats*", known by no name
    for spot in seen.spots[:3]:
        if not spot.whole:
            found.add(f"#{spot.name.casefold()}")
    if seen.name:
        found.add(f"^{seen.name}")
    return found or {f"~{seen.stem[:5]}"}


def _stretches(dated: Dated, seen: Sketch, family: str = "") -> list[int]:
    """Numbers of a family's stretches of time in which the act may lie, with room for slips."""
    size = _LONG if (family or seen.family) in _SELDOM else _SHORT
    when = seen.when
    room = 1
    if when.ahead:
        room = PATIENCE_DAYS if dated.mention.status == "threatened" else SLIP_DAYS
    if when.ahead and not when.firm and seen.family in _SELDOM:
        room += OPEN_DAYS - SLIP_DAYS
    before = VISIT_DAYS if seen.kind == "leave" else min(room, PATIENCE_DAYS)
    first, last = (when.first - before) // size, (when.last + room) // size
    found = list(range(first, min(last, first + _STRETCHES - 1) + 1))
    if when.ahead and dated.published:
        # A plan that moves keeps the stretch in which it is spoken of.
        found.append(dated.published.toordinal() // size)
    return found


def pair(a: Dated, b: Dated) -> Link | None:
    """The link between two mentions, None where they do not speak of one act."""
    if a.mention.id == b.mention.id:
        return None
    found = compare(a, b)
    score = found.score
    if score < THRESHOLD:
        return None
    first, second = sorted((a.mention.id, b.mention.id))
    return Link(first, second, round(score, 3), ", ".join(found.grounds[:4]) or "same kind of act")
