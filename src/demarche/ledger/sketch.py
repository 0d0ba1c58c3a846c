"""A mention as linking sees it: family and kind of act, who, when, where, in which words.

Worked out once a mention and kept with it; nothing here looks at a second mention.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

import msgspec

from demarche.knowledge.act_kinds import any_kind, kind_of
from demarche.knowledge.act_outcomes import Endings, may_end
from demarche.knowledge.countries import country_name, country_of, demonym
from demarche.knowledge.nation_pairs import pair_of
from demarche.knowledge.occasions import OCCASION
from demarche.knowledge.offices import office
from demarche.knowledge.word_forms import lemmas
from demarche.ledger.dated import Dated
from demarche.ledger.decided import is_decided
from demarche.ledger.names import is_person, tokens
from demarche.ledger.when import When, days, when
from demarche.ledger.words import content, stem
from demarche.records import Actor, Mention, Place

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*\.?")
_COMPASS = re.compile(r"\b(North|South|East|West) and (North|South|East|West) ([A-Z]\w+)")
_NATION_WORDS = 3  # the longest name of a country that is looked for: "United Arab Emirates"


class Who(msgspec.Struct, frozen=True):
    """A participant: its name and country, and whether it is a person, a state or a name at all, or
    somebody known by an office alone: "the *Pope*", "the *prime minister*" of a country."""

    name: str
    country: str | None
    person: bool
    state: bool
    named: bool
    titled: bool = False


class Spot(msgspec.Struct, frozen=True):
    """A place of the act."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    whole: bool  # a country, not a place in it


class Sketch(msgspec.Struct, frozen=True):
    """What linking compares. ``hinted`` holds countries that the words name beside the trigger,
    or as the sentence's subject, where the reading has too few participants."""

    family: str
    type: str
    kind: str
    near: frozenset[str]
    stem: str
    when: When
    stated: tuple[int | None, int | None]
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    hinted: frozenset[str]
    lands: frozenset[str]  # all countries that its sentence names
    name: str  # what the act goes by: "*six-party* talks", "*Bretton Woods* conference", or ""
    spots: tuple[Spot, ...]
    origins: tuple[Spot, ...]
    words: frozenset[str]
    told: frozenset[str]  # the same without the names of who tells it
    said: frozenset[str]  # the same with the names of those who take part
    objects: frozenset[str]
    numbers: frozenset[int]  # of those who or what it is done to: "release *two* hostages"
    ordinal: str  # of a series: "*second* round of talks", or ""
    added: bool  # "*also* visited": told apart from what was told before
    again: bool  # "a *reciprocal* visit", "*another* round": beside one that is known already
    over: bool  # told when it ends, so begun before: "the summit *concludes*", "*ends* a visit"
    denied: bool  # told not to come or not to have come about
    ends: Endings  # announced acts of other families that it may be the outcome of

    @property
    def parties(self) -> tuple[Who, ...]:
        """Everybody who takes part."""
        return self.actors + self.recipients

    @property
    def countries(self) -> frozenset[str]:
        """The countries of those who take part."""
        return frozenset(who.country for who in self.parties if who.country)


def sketch(dated: Dated) -> Sketch:
    """The sketch of a mention, worked out at the first call."""
    found: Sketch | None = dated.__dict__.get("sketch")
    if found is None:
        found = dated.__dict__["sketch"] = _sketch(dated)
    return found


def _sketch(dated: Dated) -> Sketch:
    mention = dated.mention
    lemma, kind, near = _kind(mention)
    actors = _distinct(mention.actors)
    recipients = _distinct(mention.recipients)
    if mention.type in _OF_PERSONS:
        told = {who.name for who in actors + recipients}
        # "deploys *Captain Ana Lind* of the Royal Guard": a person, whatever stands behind
        things = (thing.text.partition(" of ")[0] for thing in mention.objects)
        named_things = (who_is(thing, None) for thing in things if " " in thing)
        recipients += tuple(who for who in named_things if who.person and who.name not in told)
    if mention.type == "CONSULT" and kind == "letter" and lemma in _SENDING:
        sent = (thing.text for thing in mention.objects if _MISSION.search(thing.text))
        travellers = tuple(who_is(name, None) for name in sent)
        if travellers:  # "sends *observers* to Syria", who arrive there
            actors, kind, near = actors + travellers, "visit", frozenset({"meet", "receive"})
    family = _FAMILIES.get(mention.type, mention.type)
    if kind in _FAMILY_OF_KIND:
        family = _FAMILY_OF_KIND[kind]
    elif kind == "aid" and any(_is_troops(thing.text) for thing in mention.objects):
        family, kind, near = "MOBILIZE", "deploy", frozenset()  # "sends 120 soldiers to Latvia"
    elif kind in ("visit", "leave") and mention.actors and all(_is_military(a) for a in mention.actors):
        home = kind == "leave" or lemma == "return"  # soldiers who go home are withdrawn
        family, kind = ("RETREAT", "withdraw") if home else ("MOBILIZE", "deploy")
        near = frozenset()
    named = frozenset(word for who in actors + recipients for word in content(who.name))
    before = mention.evidence.text[: mention.trigger.start - mention.evidence.start]
    countries = {who.country for who in actors + recipients if who.country}
    hinted: frozenset[str] = frozenset()
    if len(countries) < 2 and mention.type in _BETWEEN_STATES:
        after = mention.evidence.text[mention.trigger.end - mention.evidence.start :]
        hinted = frozenset([*_beside(before), *_with(after)]) - countries
        hinted = hinted or frozenset(_subject(before, 1 + (not countries)))
    spots = {place.name: place for place in mention.places}
    left_behind = (family, kind) == ("RETREAT", "withdraw")  # where an army leaves, it withdraws
    said = content(mention.evidence.text)
    days_of = when(mention, dated.published)
    if days_of.ahead and not days_of.firm and is_decided(dated, kind):
        days_of = when(msgspec.structs.replace(mention, status="occurred"), dated.published)
    return Sketch(
        family=family,
        type=mention.type,
        kind=kind,
        near=near,
        stem=lemma,
        when=days_of,
        stated=days(mention),
        actors=actors,
        recipients=recipients,
        hinted=hinted - countries,
        lands=frozenset(nations(mention.evidence.text)),
        name=_name(before),
        spots=tuple(_spot(p) for p in spots.values() if left_behind or p.role not in ("origin", "via")),
        origins=tuple(_spot(p) for p in spots.values() if p.role in ("origin", "via")),
        words=said - named,
        told=said - named - frozenset(word for who in mention.sources for word in content(who.name)),
        said=said,
        objects=frozenset(word for thing in mention.objects for word in content(thing.text)),
        numbers=_numbers(mention),
        ordinal=_ordinal(before),
        added=bool(re.search(r"\b(?:also|additionally|separately)\b[^,;.]{0,30}$", before, re.IGNORECASE)),
        again=bool(_AGAIN.search(before)),
        over=_is_over(mention, before),
        denied=mention.polarity == "negative",
        ends={} if days_of.ahead or mention.cameo == _TO_MEET else may_end(family, kind),
    )


# What stands before an act that is told beside one known already: "*another* round of talks", "a
# *return* visit"; not "will *return* to Oslo for talks".
_AGAIN = re.compile(
    r"\b(?:another|reciprocal|follow-up|(?:a|the|his|her|its|their) return)"
    r"(?: (?!(?:to|for|in|with|from|and|that)\b)[\w-]+){0,3} $",
    re.IGNORECASE,
)
# Agreeing to meet, which is no word of a meeting that took place: "accepts an *invitation* to Fiji".
_TO_MEET = "036"

# Types between which readings of one act waver: to sign is to agree or to endorse, to free
# somebody is to yield or to step back. To hand somebody over is to cooperate with whoever wants
# them and to coerce whoever is handed over; soldiers who arrive are deployed.
_FAMILIES = {
    "SUPPORT": "AGREE", "COOPERATE": "AGREE", "CONCEDE": "RETREAT", "SANCTION": "COERCE",
}  # fmt: skip

# Kinds of act that are one whatever type a reading gives them: to withdraw from a pact or from a
# town, to evacuate in aid or in war, to overturn a ruling by yielding or by refusing.
_FAMILY_OF_KIND = {
    "expel": "COERCE", "withdraw": "RETREAT", "evacuate": "AID", "overturn": "REJECT",
    "exercise": "AGREE", "reopen": "RETREAT", "close": "COERCE",
}  # fmt: skip

# Acts of which a person may be the object: "return *Benyam Mohammed* to Britain", "extradite *him*".
_OF_PERSONS = frozenset({"COERCE", "SANCTION", "RETREAT", "CONCEDE", "COOPERATE", "MOBILIZE"})

# Acts between states, where "the Iran–Iraq talks" tells who takes part.
_BETWEEN_STATES = frozenset(
    {"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "RETREAT", "MOBILIZE", OCCASION}
)


# Who is moved where an army is: "the first *peacekeepers* arrive", "sends 120 *soldiers*".
_TROOPS = re.compile(
    r"\b(?:troops?|soldiers?|peacekeepers?|marines|paratroopers?|battalions?|brigades?|reinforcements"
    r"|commandos?|servicemen)\b",
    re.IGNORECASE,
)


# Who is sent to see, to help or to talk.
_MISSION = re.compile(
    r"\b(?:observers?|inspectors?|monitors?|delegations?|envoys?|emissar(?:y|ies)|experts?|diplomats?"
    r"|teams?|missions?|negotiators?|advisers?|advisors?|officials?|representatives?)\b",
    re.IGNORECASE,
)
_SENDING = frozenset({stem(word) for word in ("send", "sent", "dispatch", "sending")})


def _is_troops(text: str) -> bool:
    return bool(_TROOPS.search(text))


def _is_military(actor: Actor) -> bool:
    return actor.sector == "MIL" or (actor.sector is None and _is_troops(actor.name))


def _kind(mention: Mention) -> tuple[str, str, frozenset[str]]:
    word = mention.trigger.text.split()[-1] if mention.trigger.text.strip() else ""
    if mention.type == OCCASION and mention.mode and (found := kind_of(OCCASION, mention.mode)):
        return stem(word), found.name, found.near
    for lemma in lemmas(word):
        found = kind_of(mention.type, lemma) if mention.type != "OTHER" else any_kind(lemma)
        if found is not None and mention.mode == "disarm" and found.name == "release":
            return stem(word), "disarm", frozenset()  # "hand over" weapons is to disarm
        if found is not None and mention.mode == "seize" and found.name == "arrest":
            return stem(word), "seize", frozenset()  # to "capture" a town is not to capture a man
        if found is not None and found.name == "withdraw" and _OFFICE.search(_objects(mention)):
            return stem(word), "resign", frozenset({"withdraw"})  # "will be *leaving* office"
        if found is not None:
            return stem(word), found.name, found.near
    own = stem(word)
    if mention.mode == "visit":
        return own, "visit", frozenset({"meet"})
    return own, mention.mode or own, frozenset()


# What is left by whoever resigns.
_OFFICE = re.compile(r"\b(?:office|post|premiership|presidency|chancellorship)\b", re.IGNORECASE)


def _objects(mention: Mention) -> str:
    return " ".join(thing.text for thing in mention.objects)


def _distinct(actors: tuple[Actor, ...]) -> tuple[Who, ...]:
    found = {(actor.name, actor.country): who_is(actor.name, actor.country) for actor in actors}
    return tuple(found.values())


@lru_cache(maxsize=50_000)
def who_is(name: str, country: str | None) -> Who:
    """The participant of a name and country."""
    held = office(name.lower().removeprefix("the "))
    if held is not None and held.sector is not None:
        return Who(name, country or held.country, False, False, name[:1].isupper(), True)
    state = country is not None and country_of(name) == country
    named = any(word[:1].isupper() for word in name.split()) and bool(tokens(name))
    return Who(name, country, not state and is_person(name), state, named)


def _spot(place: Place) -> Spot:
    whole = place.country is not None and country_name(place.country) == place.name
    return Spot(place.name, place.country, place.latitude, place.longitude, whole)


_COUNTS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}


_MONTHS = frozenset(month.lower() for month in calendar.month_name[1:])


def _numbers(mention: Mention) -> frozenset[int]:
    """The small numbers with which a mention counts its objects and recipients."""
    texts = [*(thing.text for thing in mention.objects), *(actor.name for actor in mention.recipients)]
    found: set[int] = set()
    words = " ".join(texts).lower().split()
    for before, word in zip(["", *words], words, strict=False):
        if before in _MONTHS:
            continue  # "the *January 6* riot"
        if word in _COUNTS:
            found.add(_COUNTS[word])
        elif word.replace(",", "").isdigit() and len(word) < 10:
            found.add(int(word.replace(",", "")))
    return frozenset(found)


def _beside(before: str) -> list[str]:
    """The countries of a compound right before the trigger: "the 2023 *North Korea–Russia* summit"."""
    tail = re.split(r"[,;:.()]|\b(?:the|a|an|of|in|at|with|for|to)\b", _undotted(before))[-1]
    return nations(tail)


def _undotted(text: str) -> str:
    """A text whose initials have no full stops, which end a phrase: "the planned *U.S.*–Cuba talks"."""
    return _INITIALS.sub(lambda found: found[0].replace(".", ""), text)


_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")


def _with(after: str) -> list[str]:
    """The countries of a phrase right behind the trigger: "talks *with Russia*", "meets *Iran's* envoy"."""
    found = re.match(r"\s*(?:held\s+)?(between\b|with\b|of\b|among\b)?([^,;:.()]*)", _undotted(after))
    if found and _AT.match(found[2]):
        return []  # "talks *at the Belarus–Poland border*": where, not with whom
    return nations(" ".join(found[2].split()[: 8 if found[1] else 3])) if found else []


def _subject(before: str, count: int) -> list[str]:
    """The countries that the sentence begins with: its subject, where the act itself has none."""
    return nations(" ".join(before.split()[: 6 * count]))[:count]


def _name(before: str) -> str:
    """The name that an act goes by right before its trigger, "" where there is none."""
    word = before.split()[-1] if before.split() and before[-1:].isspace() else ""
    capital = word[:1].isupper() and not _nation(word) and before.strip() != word
    numbered = any(char.isdigit() for char in word)
    special = capital or numbered or "-" in word
    if numbered:
        word = re.sub("[-–‑]", "", word)  # "G-20", "G20"
    return stem(word) if special and len(word) > 2 - numbered else ""


_ENDS = r"(?:end(?:s|ed)?|conclude[sd]?|clos(?:es|ed)|finish(?:es|ed)|wrap(?:s|ped) up|c[ao]mes? to an end)"
# "the talks in Oslo *ended*"; not "talks to *end* the war", nor "at the *end* of the week"
_ENDS_AFTER = re.compile(rf"\W{{0,2}}(?:[\w-]+ ){{0,6}}(?<!to )(?<!the )(?<!an ){_ENDS}\b")
_ENDS_BEFORE = re.compile(
    rf"\b(?:{_ENDS}|(?:end|close|conclusion) of) (?:(?:the|a|an|his|her|its|their) )?(?:[\w-]+ ){{0,3}}$"
)


def _is_over(mention: Mention, before: str) -> bool:
    """Whether the words tell of an act's end."""
    after = mention.evidence.text[mention.trigger.end - mention.evidence.start :]
    return bool(_ENDS_AFTER.match(after) or _ENDS_BEFORE.search(before))


_AT = re.compile(r"\s*(?:at|in|on|near|along|from|to)\b", re.IGNORECASE)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_OF_SERIES = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)) (?:round|session|stage|phase)\b[^,;:.()]{{0,40}}$",
    re.IGNORECASE,
)


def _ordinal(before: str) -> str:
    """The number of a round that stands before the trigger: "the *2nd* round of talks" → "second"."""
    found = _OF_SERIES.search(before)
    if not found:
        return ""
    word = found[1].lower()
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else 0
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else word


@lru_cache(maxsize=20_000)
def _nation(name: str) -> str | None:
    if not name[:1].isupper():
        return None
    found = demonym(name)
    return found.country if found else country_of(name)


def nations(text: str) -> list[str]:
    """The countries that a text names, by name or demonym, in order."""
    text = _COMPASS.sub(r"\1 \3 and \2 \3", text)
    found: list[str] = []
    for word in re.findall(r"[\w-]+[-–‑][\w]+|\w+s\b|cross-strait", text):
        found.extend(pair_of(word))
    words = _WORD.findall(text.replace("–", " ").replace("-", " "))
    index = 0
    while index < len(words):
        for length in range(_NATION_WORDS, 0, -1):
            name = " ".join(words[index : index + length])
            code = _nation(name) if index + length <= len(words) else None
            if code:
                found.append(code)
                index += length
                break
        else:
            index += 1
    return found
