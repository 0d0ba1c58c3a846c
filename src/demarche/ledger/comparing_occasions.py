"""Two occasions compared: whose election, which office, who stands trial.

Elections, appointments and trials are told with few of those who take part, but a country seldom
votes twice in a season, nobody is sworn in twice, and another defendant has another trial.
"""

from __future__ import annotations

from functools import cache

from demarche.knowledge.occasions import STAGES, told_apart
from demarche.ledger.grounds import Tally
from demarche.ledger.names import same_name, tokens
from demarche.ledger.sketch import Sketch
from demarche.ledger.whereabouts import one_town
from demarche.ledger.words import seldom, stem

VOTES = frozenset({"election", "referendum"})
ABOUT_ONE = frozenset({"court", "office"})  # kinds that are about one person
NEXT_VOTE, ONE_VOTE, OTHER_VOTE, ONE_OFFICE, ONE_PERSON = 1.0, 0.6, -1.0, 0.5, 0.8
LAND, NAMED, NAMES, NOBODY = 0.3, 0.4, 2, -0.8


@cache
def _words(name: str) -> frozenset[str]:
    """The stems of a class of words that tell occasions apart."""
    return frozenset(map(stem, told_apart()[name]))


def _stage(word: str) -> int | None:
    """How far a law has come, by the stem of the word that tells of it."""
    return next((stage for stage, name in enumerate(STAGES) if word in _words(name)), None)


def occasion_points(tally: Tally, one: Sketch, other: Sketch) -> None:
    """Whether two occasions can be one: of one country, and of those whom they are about."""
    if one.kind != other.kind and other.kind not in one.near and one.kind not in other.near:
        tally.clash = "another kind of occasion"
        return
    if one.kind == other.kind == "legislation" and _short_of(one, other):
        tally.clash = "not yet so far"
        return
    here, there = _lands(one), _lands(other)
    if here and there and not here & there:
        tally.clash = "another country's"
        return
    persons = _same_person(one, other)
    if one.kind in ABOUT_ONE and other.kind == one.kind and _others(one, other):
        tally.clash = "about somebody else"
    if persons:
        tally.add(ONE_PERSON, f"{persons} in both")
    elif here & there:
        tally.add(LAND, "of the same country")
    # who takes part and is named in both, in whatever words: "*Soto's* lawyers", "lawyers for *Soto*"
    names = seldom((one.said & other.said) - (one.told & other.told))
    if names and not persons:
        tally.add(NAMED * min(len(names), NAMES), "names in common")
    elif not persons and (one.kind == other.kind == "court" or not here & there or _other_law(one, other)):
        tally.add(NOBODY)  # a country has many trials, and many laws
    offices, others = one.said & _words("office"), other.said & _words("office")
    unnamed = not (offices and others) and bool(persons or names)
    if {one.kind, other.kind} == {"election", "office"} and not offices & others and not unnamed:
        tally.clash = "another office"
    if _elsewhere(one, other):
        tally.clash = "elsewhere in the country"
    if one.kind in VOTES and other.kind in VOTES:
        levels, rest = _levels(one), _levels(other)
        if levels and rest and not levels & rest:
            tally.add(OTHER_VOTE, "another vote")
        elif (one.said | other.said) & _words("partial") and not _same_part(one, other):
            tally.add(OTHER_VOTE)  # a country has many primaries, and who runs in one runs in all
        elif here & there:
            told = one.when.ahead != other.when.ahead
            tally.add(NEXT_VOTE if told else ONE_VOTE, "a vote of the same country")
    if one.kind == other.kind == "office":
        if offices & others:
            tally.add(ONE_OFFICE, "the same office")
        elif offices and others:
            tally.add(-ONE_OFFICE if persons else OTHER_VOTE, "another office")


def _short_of(one: Sketch, other: Sketch) -> bool:
    """Whether a law that was to be signed is told to be voted on, or one to be voted on to be introduced."""
    stages = [_stage(side.stem) for side in (one, other)]
    if None in stages or one.when.ahead == other.when.ahead:
        return None not in stages and 0 in stages and stages[0] != stages[1]
    plan, told = stages if one.when.ahead else reversed(stages)
    return (told or 0) < (plan or 0) or (plan == 0) != (told == 0)


def _other_law(one: Sketch, other: Sketch) -> bool:
    """Whether two laws have nothing in common but the country: no word that few reports have."""
    return one.kind == other.kind == "legislation" and not seldom(one.told & other.told)


def _levels(one: Sketch) -> frozenset[str]:
    """Which vote of a country it is: the words for one for its parliament are one."""
    levels = one.said & _words("level")
    national = _words("parliament")
    return levels | national if levels & national else levels


def _same_part(one: Sketch, other: Sketch) -> bool:
    """Whether two votes have the name of a place, or of whatever is no candidate, in common."""
    if one.name and one.name == other.name:
        return True
    if one_town(one, other):
        return True
    people = (who for who in (*one.parties, *other.parties) if who.person)
    running = {stem(word) for who in people for word in tokens(who.name)}
    return bool(set(seldom(one.said & other.said)) - running - _words("level"))


def _lands(one: Sketch) -> frozenset[str]:
    """Whose occasion it is: of those who take part, of where it is, or of whatever the sentence names."""
    placed = {spot.country for spot in one.spots if spot.country}
    return one.countries | one.hinted | placed or one.lands


def _elsewhere(one: Sketch, other: Sketch) -> bool:
    """Whether both are told of parts of one country, and of others: a state's primary is no other's."""
    here, there = ({spot.name for spot in side.spots if not spot.whole} for side in (one, other))
    return bool(here and there) and one.kind in VOTES and not here & there


def _same_person(one: Sketch, other: Sketch) -> str:
    """The name of a person who takes part in both, or ""."""
    return next(
        (
            who.name
            for who in one.parties
            for fellow in other.parties
            if who.person and fellow.person and same_name(who.name, fellow.name) > 0.5
        ),
        "",
    )


def _others(one: Sketch, other: Sketch) -> bool:
    """Whether both tell by name whom they are about, and nobody is in both."""
    here = [who for who in one.recipients if who.person]
    there = [who for who in other.recipients if who.person]
    return bool(here and there) and not any(same_name(a.name, b.name) for a in here for b in there)
