"""Which acts are politics: those by or to a public actor, or in a report about some.

The same words tell of politics and of private life: ministers meet and so do actresses,
courts and grandmasters see people resign. Who takes part decides; where nobody is named,
what else the report speaks of does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.knowledge.countries import country_name
from demarche.records import Actor, Mention, ResolvedEntity

# PLOVER's sectors of those who act for a state, a body of states, a party, a movement, an
# armed group or the public; the others are private until they deal with one of these.
PUBLIC = frozenset(
    "GOV JUD LEG MIL COP OPP PTY REB PRM SPY UAF IGO NGO IMG ISM REF SOC LAB REL JRN CRM".split()
)
# Bodies whose mere presence tells that a report is about politics.
_OFFICIAL = frozenset("GOV JUD LEG MIL COP PTY REB PRM SPY UAF IGO IMG ISM".split())
_TRADE = frozenset("BUS MNC EDU MED AGR".split())
# Violence and protest are public whoever takes part; so are acts of compulsion, which only
# states and armed people can do.
_ALWAYS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "SANCTION"})
# Acts of crowds and of plain people are politics where they are made to somebody public.
_BY_PEOPLE = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE", "AID"})
# What those who were in office still do in public.
_BY_ELITES = frozenset({"RETREAT", "REQUEST", "REJECT", "CONCEDE", "SUPPORT", "THREATEN"})
# Acts of such a kind that only a state or armed people can do them: arrests, releases from
# captivity, extraditions, and claims to have done an act of violence.
_OF_POWER = ("173", "0841", "063", "015", "087")
# Bombings, shelling, massacres and what police do to crowds, which are nobody's private affair.
_OF_WAR = ("175", "183", "194", "195", "20")
# Bans, limits, boycotts and leaving: a house rule, unless somebody public is in it.
_BY_RULE = ("172", "16")
# Acts that a report can speak of without saying whose they are: "the *talks* resume".
_ALONE = frozenset(
    "ASSAULT PROTEST COERCE MOBILIZE SANCTION RETREAT CONSULT AGREE AID COOPERATE REQUEST ACCUSE REJECT "
    "THREATEN CONCEDE SUPPORT".split()
)

# Of these, the ones that a place in some country makes public by itself.
_PLACED = frozenset("ASSAULT PROTEST COERCE MOBILIZE RETREAT SANCTION".split())

# Whose plain statements are no acts: bystanders, experts and the press report, they do not
# speak for anybody.
_HEARSAY = frozenset({"JRN", "CVL", "EDU", "MED", "BUS", "MNC", "CRM", "AGR"})


_NEAR = 200  # characters on either side of a sentence that are its surroundings
_SUIT = frozenset("sue sues sued suing suit suits lawsuit lawsuits litigation".split())


def _is_bystander(actor: Actor) -> bool:
    """Whether an actor speaks for nobody public: "*forecasters* predicted"."""
    unknown = actor.sector is None and actor.country is None and actor.name[:1].islower()
    return unknown or actor.sector in _HEARSAY


def is_public(actor: Actor) -> bool:
    """Whether an actor is a state, a body of one, or somebody else in public affairs."""
    if actor.sector in PUBLIC:
        return True
    return actor.sector is None and actor.country is not None and actor.name == country_name(actor.country)


def _is_private(actor: Actor) -> bool:
    """Whether an actor is known to be plain people or a firm."""
    return actor.sector == "CVL" or actor.sector in _TRADE


def _is_suit(mention: Mention) -> bool:
    """Whether somebody goes to court as anybody may: "*sues* its rival", "*filed* a suit"."""
    if mention.cameo != "115":
        return False
    words = (mention.trigger.text, *(word for thing in mention.objects for word in thing.text.split()))
    return not _SUIT.isdisjoint(word.lower() for word in words)


class Politics:
    """Where a report is about the affairs of states, bodies of states, parties or armed groups.

    As a whole it names more of them than of firms, schools and clinics, or tells of an act of
    theirs; and in a long report some stand near the place asked for, since a paragraph on a
    family or a firm is not about politics because a minister speaks in another.
    """

    def __init__(self, entities: Iterable[ResolvedEntity], mentions: Iterable[Mention] = ()) -> None:
        named = list(entities)
        self.places = bodies(named)
        official, private = len(self.places), sum(entity.sector in _TRADE for entity in named)
        told = [
            (actor.start, actor.end)
            for mention in mentions
            for actor in (*mention.actors, *mention.recipients)
            if is_public(actor)
        ]
        self.whole = official >= private and bool(official or told)
        self.places += told

    def at(self, start: int, end: int) -> bool:
        """Whether characters [start, end) stand in a passage about politics."""
        return self.whole and near(self.places, start, end)


def bodies(entities: Iterable[ResolvedEntity]) -> list[tuple[int, int]]:
    """Where those of some entities stand whose mere presence tells of politics."""
    return [(one.start, one.end) for one in entities if one.sector in _OFFICIAL]


def near(places: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some places is in characters [start, end) or their surroundings."""
    return any(first < end + _NEAR and start - _NEAR < last for first, last in places)


def is_act(
    mention: Mention, *, politics: Politics, subjectless: bool = False, violent: bool = False
) -> bool:
    """Whether a mention is of a political act, in a report with these ``politics``.

    ``violent``: the report tells of violence to somebody or by somebody.
    ``subjectless``: its verb has a subject, which is nobody.
    """
    silent = mention.polarity == "negative" and not mention.trigger.text.startswith("comment")
    if mention.cameo == "010" and silent:
        return False  # "did not *say* how": nothing is said; but who does not *comment* lets it be known
    parties: Sequence[Actor] = (*mention.actors, *mention.recipients)
    political = politics.at(mention.evidence.start, mention.evidence.end)
    public = any(is_public(actor) for actor in parties)
    if not public and (_is_suit(mention) or (mention.cameo == "061" and not parties)):
        return False
    if mention.mode == "visit" and mention.actors and all(_is_private(actor) for actor in mention.actors):
        return False
    if mention.cameo == "0841" and mention.actors and not public:
        firms = all(actor.sector is None or actor.sector in _TRADE for actor in mention.actors)
        return not firms  # "The club *released* its striker"
    if mention.cameo.startswith(_OF_POWER) and not (subjectless and mention.cameo != "015"):
        return bool(parties) or mention.cameo not in ("0841", "063")
    if not parties:
        placed = any(place.country for place in mention.places)
        if subjectless and mention.type not in _PLACED:
            return False
        return mention.type in _ALONE and (
            political
            or mention.type == "PROTEST"
            or (mention.type == "ASSAULT" and (violent or mention.cameo.startswith(_OF_WAR)))
            or (placed and mention.type in _PLACED)
        )
    if mention.type == "STATEMENT" and all(_is_bystander(actor) for actor in mention.actors):
        return False
    if mention.type == "ASSAULT" and mention.mode is None and mention.actors:
        return not all(actor.sector in ("BUS", "MNC") for actor in mention.actors)
    if mention.type in _ALWAYS:
        # what a firm or somebody unknown forbids another is their affair: "TikTok *banned* him"
        by_rule = mention.cameo.startswith(_BY_RULE) and mention.mode != "curfew"
        return public or not (by_rule and mention.actors)
    legal = mention.cameo in ("081", "115") or mention.cameo.startswith("09")
    if legal and not mention.actors:
        return True  # who inquires, charges and acquits without a name is a state
    if public:
        return True
    if mention.type == "COOPERATE":
        return False  # trade between people and firms is their affair
    by_elites = mention.type in _BY_ELITES or (political and mention.type == "ACCUSE")
    by_elites = by_elites or mention.cameo == "016"  # "the former premier *denied* the charges"
    if by_elites and any(actor.sector == "ELI" for actor in parties):
        return True
    if not political:
        return False
    unknown = any(actor.sector is None for actor in parties)
    return unknown or (mention.type in _BY_PEOPLE and any(actor.sector == "CVL" for actor in parties))
