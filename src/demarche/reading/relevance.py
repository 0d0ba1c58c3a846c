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
# captivity, and claims to have done an act of violence.
_OF_POWER = ("173", "0841", "015", "087")
# Bombings, shelling and massacres, which are nobody's private affair.
_OF_WAR = ("183", "194", "195", "20")
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


def _is_bystander(actor: Actor) -> bool:
    """Whether an actor speaks for nobody public: "*forecasters* predicted"."""
    unknown = actor.sector is None and actor.country is None and actor.name[:1].islower()
    return unknown or actor.sector in _HEARSAY


def is_public(actor: Actor) -> bool:
    """Whether an actor is a state, a body of one, or somebody else in public affairs."""
    if actor.sector in PUBLIC:
        return True
    return actor.sector is None and actor.country is not None and actor.name == country_name(actor.country)


def is_political(entities: Iterable[ResolvedEntity], mentions: Iterable[Mention] = ()) -> bool:
    """Whether a report is about the affairs of states, bodies of states, parties or armed groups.

    It names more of them than of firms, schools and clinics, or tells of an act of theirs.
    """
    official = private = 0
    for entity in entities:
        official += entity.sector in _OFFICIAL
        private += entity.sector in _TRADE
    if official < private:
        return False
    return official > 0 or any(
        is_public(actor) for mention in mentions for actor in (*mention.actors, *mention.recipients)
    )


def is_act(
    mention: Mention, *, political: bool, subjectless: bool = False, violent: bool = False
) -> bool:
    """Whether a mention is of a political act, in a report that is ``political`` or not.

    ``violent``: the report tells of violence to somebody or by somebody.
    ``subjectless``: its verb has a subject, which is nobody.
    """
    parties: Sequence[Actor] = (*mention.actors, *mention.recipients)
    if mention.cameo.startswith(_OF_POWER) and not (subjectless and mention.cameo != "015"):
        return bool(parties) or mention.cameo != "0841"
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
    if mention.type in _ALWAYS:
        return True
    if mention.cameo.startswith(("09", "115")) and not mention.actors:
        return True  # who inquires and charges without a name is a state
    if any(is_public(actor) for actor in parties):
        return True
    by_elites = mention.type in _BY_ELITES or (political and mention.type == "ACCUSE")
    if by_elites and any(actor.sector == "ELI" for actor in parties):
        return True
    if not political:
        return False
    unknown = any(actor.sector is None for actor in parties)
    return unknown or (mention.type in _BY_PEOPLE and any(actor.sector == "CVL" for actor in parties))
