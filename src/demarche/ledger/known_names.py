"""Who a short name stands for, by what reports of earlier days say of its one bearer.

"Shoigu" alone, in a report of Tuesday, is Sergei Shoigu of Russia where a report up to Monday
has "Russian Defence Minister Sergei Shoigu" and none has another Shoigu. Only what a name
lacks is filled; where two bearers fit, nothing is. What a mention becomes is a function of
its day and of the names that earlier days have, whenever those reports came in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from demarche.knowledge.countries import demonym
from demarche.knowledge.offices import gender_of_given_name, office
from demarche.knowledge.sectors import noun
from demarche.knowledge.word_forms import little
from demarche.ledger.dated import Dated
from demarche.ledger.names import is_particle, same_name, skeleton, tokens
from demarche.ledger.sketch import who_is
from demarche.reading.coreference_names import actor_id, surname, words_of
from demarche.records import Actor, Mention, Party, Source

# How long a name is remembered. A term of office is four to six years; who was in the news
# longer ago no longer is whom a surname alone calls to mind.
HORIZON_DAYS = 5 * 365
_ARTICLES = frozenset({"the", "a", "an"})
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_FOR_A_BODY = "IGO"  # who acts for an international body acts for no country


class Said(msgspec.Struct, frozen=True):
    """A full name as reports have it, and the last day, as an ordinal, on which one did."""

    party: Party
    day: int


class Completion(msgspec.Struct, frozen=True):
    """What a name becomes, and by which words: a name as said on a day."""

    party: Party
    by: Said


def party_of(one: Actor | Source) -> Party:
    """A participant, or whoever is credited, without its words."""
    name = actor_id(one.name, one.country) if isinstance(one, Source) else one.id
    return Party(name, one.name, one.country, one.sector)


def attested(mention: Mention) -> dict[Party, frozenset[str]]:
    """The persons whom a mention calls by their full names, and the parts to look each up by."""
    told = dict.fromkeys(map(party_of, _everybody(mention)))
    return {party: _parts(party.name) for party in told if _is_full(party.name, party.country)}


def incomplete(mention: Mention) -> dict[Party, str]:
    """The persons whom a mention names without given name, country or calling, and the part of
    each name by which bearers are looked up."""
    found = {}
    for one in _everybody(mention):
        party = party_of(one)
        if _lacking(party) and not _has_article(mention, one):
            found[party] = skeleton(tokens(party.name)[-1])
    return found


def completion(party: Party, said: Iterable[Said]) -> Completion | None:
    """What a name becomes by the names said within the horizon before its day.

    None where nobody fits or more than one bearer does: two given names or two countries.
    """
    bearers = [one for one in said if _fits(party, one.party)]
    countries = {country for one in bearers if (country := _country(one.party))}
    if len(countries) != 1 or not _one_person([one.party.name for one in bearers]):
        return None
    (country,) = countries
    own = [one for one in bearers if one.party.country == country]
    by = max(own, key=lambda one: (one.day, len(one.party.name), one.party.sector or "", one.party.name))
    sectors = {one.party.sector for one in own if one.party.sector}
    whole = len(tokens(party.name)) > 1
    if not whole and party.sector and sectors and party.sector not in sectors:
        return None
    name = by.party.name if _without_given_name(party.name, by.party.name) else party.name
    calling = max((one for one in own if one.party.sector), key=_latest, default=by)
    found = Party(actor_id(name, country), name, country, party.sector or calling.party.sector)
    same = (party.name, party.country, party.sector) == (found.name, found.country, found.sector)
    return None if same else Completion(found, by)


def completed(dated: Dated, known: Mapping[Party, Party]) -> Dated:
    """The mention with its participants and sources completed; as it was read stays with it."""
    read = dated.as_read or dated.mention
    mention = msgspec.structs.replace(
        read,
        actors=tuple(_actor(one, known) for one in read.actors),
        recipients=tuple(_actor(one, known) for one in read.recipients),
        sources=tuple(_source(one, known) for one in read.sources),
    )
    if mention == read:
        return dated if dated.as_read is None else msgspec.structs.replace(dated, mention=read, as_read=None)
    return msgspec.structs.replace(dated, mention=mention, as_read=read)


def complete_all(mentions: Iterable[Dated]) -> list[Dated]:
    """Mentions completed by one another at once, in memory: what the store does piece by piece."""
    given = list(mentions)
    said: dict[str, list[Said]] = {}
    for dated in given:
        day = dated.published
        for party, parts in attested(dated.as_read or dated.mention).items() if day else ():
            for part in parts:
                said.setdefault(part, []).append(Said(party, ordinal(day)))
    return [_by(dated, said) for dated in given]


def _by(dated: Dated, said: Mapping[str, list[Said]]) -> Dated:
    if dated.published is None:
        return dated
    last = dated.published.toordinal()
    known = {}
    for party, part in incomplete(dated.as_read or dated.mention).items():
        latest: dict[Party, int] = {}
        for one in said.get(part, ()):
            if last - HORIZON_DAYS <= one.day < last:
                latest[one.party] = max(one.day, latest.get(one.party, one.day))
        found = completion(party, [Said(name, day) for name, day in latest.items()])
        if found is not None:
            known[party] = found.party
    return completed(dated, known)


def ordinal(day: dt.date | None) -> int:
    """A day as a number; a report without one is of no day, and neither tells nor is told."""
    return day.toordinal() if day else 0


def _everybody(mention: Mention) -> tuple[Actor | Source, ...]:
    return (*mention.actors, *mention.recipients, *mention.sources)


def _lacking(party: Party) -> bool:
    """Whether a person's name lacks something that other reports may know."""
    words = tokens(party.name)
    if not words or party.sector == _FOR_A_BODY or not _of_a_person(party.name, party.country):
        return False
    if len(words) > 1:
        return party.country is None or party.sector is None
    return not (_has_initial(party.name) or little(words[0]) or gender_of_given_name(words[0].title()))


@lru_cache(maxsize=100_000)
def _is_full(name: str, country: str | None) -> bool:
    return len(tokens(name)) > 1 and _of_a_person(name, country)


@lru_cache(maxsize=100_000)
def _of_a_person(name: str, country: str | None) -> bool:
    """Whether a name is a person's and of nothing but name words: no "Social Democrats", which
    are many, no "Coast Guard", which is a body, no "*Briton* Kenneth Bigley"."""
    words = name.split()
    return (
        who_is(name, country).person
        and all(_NAME.fullmatch(word) for word in words)
        and not any(noun(form) for word in tokens(name) for form in (word, word.removesuffix("s")))
        and not any(office(word.lower()) for word in words[1:])
        and not any(map(_of_a_nation, (name, *words)))
    )


def _of_a_nation(word: str) -> bool:
    """Whether words say where people are from: "South Koreans", "*British-born* Khalid Masood"."""
    forms = (word, word.removesuffix("s"), word.split("-")[0])
    return any(demonym(form) is not None for form in forms)


def _has_initial(name: str) -> bool:
    """Whether a given name stands in it after all: "*H. R.* McMaster", "*Al* Franken"."""
    *before, _ = name.split()
    return any(len(word.rstrip(".")) == 1 or (word[0].isupper() and is_particle(word)) for word in before)


def _has_article(mention: Mention, one: Actor | Source) -> bool:
    """Whether an article stands before a name. A person's has none: "the *West*", "the *Times*"."""
    start = max(0, one.start - mention.evidence.start)
    before = mention.evidence.text[:start].split()[-1:]
    return not _ARTICLES.isdisjoint(word.lower() for word in (*before, *one.text.split()[:1]))


@lru_cache(maxsize=100_000)
def _parts(name: str) -> frozenset[str]:
    """What a full name is looked up by: the word that stands for it alone, and its last one."""
    return frozenset({skeleton(_family(name)), skeleton(tokens(name)[-1])})


@lru_cache(maxsize=100_000)
def _family(name: str) -> str:
    """The word of a full name that stands for it alone: Sergei *Shoigu*, *Xi* Jinping."""
    words = words_of(name)
    return tokens(name)[0 if len(words) > 1 and surname(name) == words[0] else -1]


def _fits(party: Party, other: Party) -> bool:
    """Whether a full name may be that of whom a name stands for.

    Names that merely sound alike are one where the country is: "Zelensky" and "Volodymyr
    Zelenskyy", but neither "Greens" and "Korean" nor "Michael Fallon" and "Michael Flynn".
    """
    if party.country and other.country and party.country != other.country:
        return False
    mine = set(tokens(party.name))
    whole = len(mine) > 1
    theirs = set(tokens(other.name)) if whole else {_family(other.name)}
    if not (mine <= theirs or theirs <= mine or party.country):
        return False
    return bool(same_name(party.name, other.name if whole else _family(other.name)))


def _without_given_name(name: str, full: str) -> bool:
    """Whether a name is a family's, or the end of a full one: "Shoigu", "Suu Kyi"; not "Scott
    Ludlam", whatever a report puts before it."""
    mine, theirs = tokens(name), tokens(full)
    if len(mine) == 1:
        return True
    ends = len(mine) < len(theirs) and theirs[-len(mine) :] == mine
    return ends and gender_of_given_name(mine[0].title()) is None


def _country(party: Party) -> str | None:
    return None if party.sector == _FOR_A_BODY else party.country


def _one_person(names: list[str]) -> bool:
    """Whether all full names are one person's: each agrees with the longest of them."""
    longest = max(names, key=lambda name: (len(tokens(name)), name))
    return all(same_name(name, longest) for name in names)


def _latest(one: Said) -> tuple[int, str, str]:
    return one.day, one.party.sector or "", one.party.name


def _actor(one: Actor, known: Mapping[Party, Party]) -> Actor:
    found = known.get(party_of(one))
    if found is None:
        return one
    return msgspec.structs.replace(
        one, id=found.id, name=found.name, country=found.country, sector=found.sector
    )


def _source(one: Source, known: Mapping[Party, Party]) -> Source:
    found = known.get(party_of(one))
    if found is None:
        return one
    return msgspec.structs.replace(one, name=found.name, country=found.country, sector=found.sector)
