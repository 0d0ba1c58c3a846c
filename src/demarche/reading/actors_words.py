"""What a phrase's own words say of its country and sector.

"Russian Defense Minister Sergei K. Shoigu", "Chile's finance minister", "the head of the
Kenyan army", "a Kremlin spokesman": demonyms, possessors, of-phrases and the nouns
themselves, before any list of people is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from demarche.knowledge import countries, offices, sectors
from demarche.knowledge.organisations import Organisation
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_lexicon import KnownName, NameIndex, helps, people_at
from demarche.reading.coreference_mentions import counts_people, noun_entry


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a chain is: canonical name, country (alpha-3), PLOVER sector."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None


NOBODY = Identity()
_BELONGING = frozenset({"of", "from", "for", "in", "at", "to", "with", "inside"})
_COUNTRY_LINKS = frozenset({"of", "from", "in", "for"})
_NEAR = 12  # tokens; an of-phrase further off is more likely a slip of the parse
_TITLE_LINKS = frozenset({"of", "to", "for", "in", "at"})
_MEMBER_LINKS = frozenset({"of", "for", "at", "with", "from"})

# Whose presidents hold no public office: "the *company's* vice president", "a *student union* president".
PRIVATE_BODIES = frozenset({"BUS", "EDU", "JRN", "LAB", "MED", "NGO", "SOC"})
# Nor are they heads of a state who preside over an assembly or a court.
_PRESIDED = PRIVATE_BODIES | {"LEG", "JUD"}
# What officers of a state are, and those of a body of states are not: they are of that body.
_OF_BODIES = frozenset({"GOV", "JUD", "SOC"})
# What somebody is no longer of who left it; who served in arms or in secret stays of that service.
_LEFT = frozenset({"GOV", "LEG", "IGO"})
# Who serve an army by their trade: "*military* doctors", "a *police* academy".
_TRADES = frozenset({"MED", "REL", "EDU"})
_SERVICES = {"military": "MIL", "army": "MIL", "navy": "MIL", "police": "COP"}


@dataclass(frozen=True, slots=True)
class Described:
    """What words say: several countries where several stand there."""

    countries: tuple[str, ...] = ()
    sector: str | None = None


def describe(
    tree: Tree,
    known: list[KnownName],
    first: int,
    head: int,
    identity_of: Callable[[int], Identity],
) -> Described:
    """Country and sector of the phrase that starts at ``first`` with this head.

    ``known`` are the known names among the phrase's modifiers; ``identity_of`` tells who
    another noun is, for possessors and of-phrases.
    """
    possessors = tree.children(head, "nmod:poss")
    known = [name for name in known if not helps(tree, name.last)]
    direct = [
        name.country
        for name in known
        if name.country and not any(p in tree.path_to(name.last - 1, head) for p in possessors)
    ]
    body = next((name.sector for name in reversed(known) if name.sector), None)
    nations = direct or [name.country for name in known if name.country]
    linked = [identity_of(child) for child in possessors]
    for body_noun in tree.children(head, "compound"):  # "*its foreign ministry* spokeswoman"
        if tree.children(body_noun, "nmod:poss"):
            linked.append(identity_of(body_noun))
    if tree.has_relation(head, "compound") and not nations and head > 0:
        people = people_at(tree, head - 1)  # "*Sudanese* army jets": the army's as well
        nations = [people.country] if people and tree.tokens[head - 1].head == tree.tokens[head].head else []
    if tree.lemma(head) in word_class("counterpart"):  # "*Her* counterpart" is of another country
        nations = direct
        linked = [Identity(identity.name, None, identity.sector) for identity in linked]
    if tree.lemma(head) in word_class("stands_to"):  # "Russia and *its* allies": they are others
        linked = [
            Identity(identity.name, None, identity.sector) if _is_land(identity) else identity
            for identity in linked
        ]
    office = offices.office(tree.lemma(head))
    posted = office is not None and office.office == "diplomat"  # an "ambassador *to* Chad", no "visit to"
    advises = tree.lemma(head) in word_class("adviser")  # "economic adviser *to the premier of Togo*"
    links = _COUNTRY_LINKS | {"to"} if posted or advises else _COUNTRY_LINKS
    member_links = _MEMBER_LINKS | {"to"} if advises else _MEMBER_LINKS
    if tree.lemma(head) in word_class("legation"):
        links -= {"in"}  # an "embassy *in Tehran*" is not Iran's
    for child in tree.children(head, "nmod"):
        if tree.has_relation(child, "nmod:poss", "nmod:desc") or child - head > _NEAR:
            continue
        cases = {tree.lemma(c) for c in tree.children(child, "case")}
        if cases & _BELONGING:
            for member in tree.conjuncts(child):
                identity = identity_of(member)
                if tree.lemma(head) in word_class("stands_to"):
                    identity = Identity(identity.name, None, identity.sector)
                in_country = identity.country and not nations and cases & links and body != "IGO"
                if in_country or (identity.sector and cases & member_links):
                    linked.append(identity)
    linked.extend(identity_of(leader) for leader in _leaders(tree, head))
    if not nations:
        nations = [identity.country for identity in linked if identity.country]
    sector = _sector(tree, first, head, body, linked, bool(nations))
    envoy = body == "IGO" and office is not None and "Number=Plur" not in tree.tokens[head].feats
    of_many = envoy or any(one.sector == "IGO" for one in linked)
    if sector in _OF_BODIES and not nations and of_many:
        sector = "IGO"  # "the president *of the European Commission*", "the tribunal's prosecutor"
    if sector == "IGO" and direct and body is None and tree.lemma(head) in word_class("peacekeeper"):
        sector = "MIL"  # "*Ghanaian* peacekeepers", but "*UN* peacekeepers", "peacekeepers *in Mali*"
    return Described(tuple(dict.fromkeys(nations)), sector)


def _is_land(identity: Identity) -> bool:
    """Whether somebody is a state, by its own name or its capital's."""
    name = identity.name or ""
    return identity.country is not None and identity.country in (
        countries.country_of(name), countries.capital_of(name),
    )  # fmt: skip


def fought_in(names: NameIndex, bearers: Mapping[str, Organisation]) -> str | None:
    """The only land of armed bodies with one name that a report tells of: fighters fight at home.

    "*ADF* rebels killed ten people in the DR Congo" are not Australia's.
    """
    lands = {name.country for name in names.all if name.kind != "body" and name.country in bearers}
    armed = all(body.sector in ("MIL", "REB", "PRM") for body in bearers.values())
    return lands.pop() if armed and len(lands) == 1 else None


def is_led_coalition(words: Sequence[str]) -> bool:
    """Whether a phrase calls a coalition by who leads it, and is of no one land: "the *Saudi-led* coalition".

    ``words``: those of the phrase up to its head, in lower case.
    """
    return words[-1:] == ["coalition"] and any(word == "led" or word.endswith("-led") for word in words)


def _leaders(tree: Tree, head: int) -> list[int]:
    """Who leads a group: "a mission headed by a Danish diplomat"."""
    return [
        agent
        for clause in tree.children(head, "acl")
        if tree.tokens[clause].lemma in ("lead", "head") or tree.tokens[clause].text in ("led", "headed")
        for agent in tree.children(clause, "obl")
        if any(tree.tokens[case].lemma == "by" for case in tree.children(agent, "case"))
    ]


def _sector(
    tree: Tree, first: int, head: int, body: str | None, linked: list[Identity], has_country: bool
) -> str | None:
    entry = noun_entry(tree, head)
    before = [tree.tokens[i].text.lower() for i in range(first, head)]
    former = bool(word_class("former").intersection(before))
    if entry is None:
        counts = tree.tokens[head].upos in ("NUM", "DET") or counts_people(tree, head)
        others = tree.lemma(head) in ("other", "more") and tree.children(head, "nummod")
        if counts or others:  # "*thirteen* of the country's soldiers", "*dozens* of students", "*50 others*"
            plain = "CVL" if tree.tokens[head].upos == "NUM" or others else None
            plain = None if "the" in before or tree.children(head, "nmod") else plain
            return next((identity.sector for identity in linked if identity.sector), plain)
        return "CVL" if people_at(tree, head) is not None else None
    sector = entry.sector
    named = head > first and tree.tokens[head - 1].upos == "PROPN"
    if body and named and entry.noun.startswith(f"{before[-1]} "):
        return body  # "European *Union leaders*" lead no workers
    if entry.noun in ("neighbor", "neighbour") and {"his", "her", "my"}.intersection(before):
        return "CVL"  # "*her* neighbour" is no country
    if is_led_coalition([*before, entry.noun]):
        return body if body in ("OPP", "PTY") else "MIL"
    if entry.inherits:
        own = has_country or tree.lemma(head) in word_class("of_government") or entry.sector != "GOV"
        sector = _inherited(before, body, linked) or (entry.sector if own else None)
    if sector == "GOV" and tree.tokens[head].lemma.lower() == "president":
        presided = _inherited(before, body, linked)
        if presided in _PRESIDED:
            return presided
    if former and sector in _LEFT:
        return "ELI"
    if tree.lemma(head) == "officer":
        beside = noun_entry(tree, tree.coordination_head(head))  # "generals and *officers*"
        if (posted := _posted(before, body)) or (beside is not None and beside.sector == "MIL"):
            return posted or "MIL"
    called = sector in ("CVL", "UAF", "CRM") and tree.lemma(head) in word_class("called_men")
    if called and (band := _band(body, linked)):
        return band
    if called and tree.lemma(head) == "man" and tree.children(head, "nmod:poss"):
        return next((one.sector for one in linked if one.sector in ("MIL", "COP")), sector)
    if tree.lemma(head) in word_class("partisan") and "PTY" in (body, *(who.sector for who in linked)):
        return "PTY"  # "supporters *of the Unity Party*"
    if tree.lemma(head) in word_class("crowd"):  # "a mob *of Hindus*"
        return next((identity.sector for identity in linked if identity.sector), sector)
    if sector in ("MIL", "GOV") and (counted := _among(tree, head)):
        return counted
    return _sided(sector, before, body, linked)


def _among(tree: Tree, head: int) -> str | None:
    """The armed band that somebody is counted among: "ten *fighters*, including a commander"."""
    above = tree.head(head) if tree.has_word(head, ("including",), "case") else None
    counted = noun_entry(tree, above) if above is not None else None
    return counted.sector if counted is not None and counted.sector in ("REB", "PRM") else None


def _band(body: str | None, linked: list[Identity]) -> str | None:
    """The armed band that men are of: "gunmen from *Boko Haram*"."""
    return next((one for one in (body, *(who.sector for who in linked)) if one in ("REB", "PRM")), None)


def _posted(before: Sequence[str], body: str | None) -> str | None:
    """The body that an officer is posted by, if it is no police: "a *UNHCR* protection officer"."""
    return body if body in (*PRIVATE_BODIES, "IGO", "MIL", "SPY") and "police" not in before else None


def _sided(sector: str | None, before: list[str], body: str | None, linked: list[Identity]) -> str | None:
    """Whose fighters or crowd it is: "*Taliban* forces" are rebels, "*opposition* protesters" OPP."""
    if sector in _TRADES:  # "*military* medical teams"
        sector = next((_SERVICES[word] for word in before if word in _SERVICES), sector)
    if sector == "MIL" and before[-1:] == ["police"]:
        return "COP"  # "*police* snipers"
    wanted = _SIDES_OF.get(sector or "")
    if wanted is None:
        return sector
    if sector == "MIL" and any(word.startswith("pro-") and word != "pro-government" for word in before):
        return "REB"  # "*pro-Russian* forces" are not Russia's
    if sector == "MIL" and body == "IGO" and "nato" not in before:
        return body  # "*UN* peacekeeping troops"
    given = [body, *(sectors.modifier(word) for word in before), *(one.sector for one in linked)]
    nouns = [sectors.noun(word) for word in before]
    given += [noun.sector for noun in nouns if noun is not None]
    return next((side for side in given if side in wanted), sector)


_SIDES_OF = {"MIL": ("REB", "PRM"), "REB": ("PRM",), "CVL": ("OPP",)}


def _inherited(before: list[str], body: str | None, linked: list[Identity]) -> str | None:
    if body:
        return body
    for index in range(len(before) - 1, -1, -1):
        word, pair = before[index], " ".join(before[max(index - 1, 0) : index + 1])
        if word in word_class("of_rank") and index == len(before) - 1:
            continue
        given = sectors.modifier(word)
        entry = sectors.noun(pair) or sectors.noun(word)  # "the *prosecutor general's* office"
        if given or (entry is not None and entry.sector and not entry.inherits):
            return given or (entry.sector if entry else None)
    return next((identity.sector for identity in linked if identity.sector), None)


def sector_of_title(title: str, body: str | None = None) -> tuple[str | None, bool]:
    """Sector of the words before a name, and whether the title only names a role.

    "Russian Defense Minister" → GOV, "Gen." → MIL, "former president" → ELI. True as the
    second value where the sector is that of the body in the title ("Pentagon spokesman").
    """
    words = [word for word in title.lower().split() if word != ","]  # "the justice minister, Ana Soto, told"
    if "and" in words:  # "opposition politician and activist": the first that tells
        first, inherits = sector_of_title(" ".join(words[: words.index("and")]), body)
        if first is not None:
            return first, inherits
    former = bool(word_class("former").intersection(words)) or any(word.startswith("ex-") for word in words)
    for begin, end in _stretches(words):
        phrase = " ".join(words[begin:end])
        office = offices.office(phrase)
        noun = sectors.noun(phrase) or sectors.noun(phrase.replace(" -", "-").replace("- ", "-"))
        noun = noun or sectors.noun(phrase.removesuffix("s"))  # "*Senators* Bob Hall and Ana Soto"
        noun = noun or sectors.noun(phrase.upper())  # "*PM* Ana Soto"
        sector = office.sector if office else noun.sector if noun else None  # "Sheikh" tells none
        if sector is None and not (noun is not None and noun.inherits):
            continue
        inherits = noun is not None and noun.inherits and not (office and begin < end - 1)
        if inherits:
            given = body or _inherited(words[:begin], None, [])
            if given:
                # a "former CIA *director*", no "former CIA employee"
                led = words[end - 1] in word_class("head_of")
                left = former and (given in _LEFT or (led and given in ("MIL", "SPY")))
                return ("ELI" if left else given), False
        if sector == "GOV" and phrase.endswith("president"):
            presided = body or _inherited(words[:begin], None, []) or _inherited(words[end:], None, [])
            if presided in _PRESIDED:
                return presided, False
        led = words[end - 1] in word_class("head_of") and sector in ("MIL", "SPY")
        if former and (led or sector in _LEFT):
            return "ELI", False
        if words[end - 1] == "officer" and (posted := _posted(words, body)):
            return posted, False
        return _sided(sector, words[:begin], body, []), inherits  # a "*Hezbollah* commander"
    return None, False


def before_rank(title: str) -> str | None:
    """What stands before a military rank: "defence minister" of "Defence Minister Gen."; None without one."""
    words = title.split()
    for begin in range(len(words)):
        office = offices.office(" ".join(words[begin:]))
        if office is not None:
            return " ".join(words[:begin]) if office.office == "officer" and office.sector == "MIL" else None
    return None


def holds_office(tree: Tree, head: int, sector: str | None) -> bool:
    """Whether a noun says an office that counts before its holder's rank: "the *president*, Colonel Ba".

    A leader, a chief or a spokesman with a rank is the army's.
    """
    entry = noun_entry(tree, head)
    own = entry is not None and entry.person and not entry.inherits
    return (own and sector in ("GOV", "LEG", "JUD")) or sector in ("IGO", "COP")


def _stretches(words: list[str]) -> list[tuple[int, int]]:
    """Parts of a title that can be an office: its endings, then those before an of-phrase.

    "secretary of state" is one office; of "prime minister of fiji" and "ambassador to the
    united nations" the office stands before the preposition.
    """
    link = next((end for end, word in enumerate(words) if word in _TITLE_LINKS), len(words))
    whole = [(begin, len(words)) for begin in range(len(words))]
    # "speaker of the House of Commons": the speaker before the house
    return [*whole[:link], *((begin, link) for begin in range(link)), *whole[link:]]


def country_of_title(title: str) -> str | None:
    """The one country whose office a title is: "Taoiseach" IRL."""
    words = title.lower().split()
    for begin in range(len(words)):
        office = offices.office(" ".join(words[begin:]))
        if office is not None and office.country:
            return office.country
    return None
