"""Names that a parse has broken or taken for something else, made whole again.

A country and the body that its name begins are one name: "*Hong Kong* National Party"; so are a
body and its fields, though commas stand between: "Department for *Culture, Media and Sport*". What
goes on after a name hangs on its first word; and "WHO" in capitals is a body.

Where not said otherwise a function takes the tokens [begin, end) of a sentence, mends them in place, and
says whether anything changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from demarche.knowledge import offices, sectors
from demarche.knowledge.countries import country_of, demonym
from demarche.knowledge.gazetteer import look_up as look_up_place
from demarche.knowledge.motion import motion
from demarche.knowledge.word_classes import word_class
from demarche.language.forms import FINITE_PAST
from demarche.reading.coreference_lexicon import look_up, surname
from demarche.reading.repair_tokens import depth, hang, outer, spelled
from demarche.records import EntityMention, Token

_COUNTRY_LENGTH = 3
_INITIALS = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "E.U.", "UN", "U.N."})
_LARGE = 100_000  # people of a town that is known by its name alone
_KNOWN_LENGTH = 10  # words of a body's name, hyphens counted
_NEAR = 4  # words around a name that may hang on it
_INSIDE = frozenset({"in", "near", "outside", "inside", "around"})
_WAYS = frozenset({"to", "from", "into", "for", "towards"})


def lift(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what goes on after a name on its first word: "Ana *Soto* and a *delegation*".

    Later words of a name have no dependents of their own (Universal Dependencies, flat).
    """
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        if token.deprel.partition(":")[0] not in ("conj", "appos", "acl") or token.head > index:
            continue
        above = token.head
        while above >= 0 and tokens[above].deprel == "flat" and begin <= tokens[above].head < above:
            above = tokens[above].head
        if above != token.head:
            hang(tokens, index, above)
            changed = True
    return changed


def nations(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes initials and an adjective one list before their noun: "*U.S. and British* airstrikes".

    The initials are an adjective here, and no country beside the airstrikes.
    """
    changed = False
    for index in range(begin, end - 3):
        second = index + 2
        listed = tokens[index + 1].text.lower() in ("and", "or") and tokens[second].upos == "ADJ"
        if tokens[index].text not in _INITIALS or not listed or demonym(tokens[second].text) is None:
            continue
        noun = tokens[second].head if tokens[second].deprel == "amod" else tokens[index].head
        if not second < noun < end or tokens[noun].upos != "NOUN":
            continue
        if tokens[noun].head == index:  # "*U.S.* [and British *airstrikes*] killed ten"
            hang(tokens, noun, tokens[index].head, tokens[index].deprel)
        elif tokens[index].head != noun:
            continue
        tokens[index] = msgspec.structs.replace(tokens[index], upos="ADJ", head=noun, deprel="amod")
        hang(tokens, second, index, "conj")
        hang(tokens, index + 1, second, "cc")
        changed = True
    return changed


def two_named_lands(tokens: list[Token], begin: int, end: int) -> list[tuple[int, int, int]]:
    """Makes the name of a land with "and" in it one, in place: "Trinidad *and Tobago*".

    (first, last, head) of each: the name in tokens [first, last).
    """
    found = []
    for joint in range(begin + 1, end - 1):
        if tokens[joint].text not in ("and", "&") or not tokens[joint + 1].text[:1].isupper():
            continue
        first, last = _land_around(tokens, joint, begin, end)
        inside = range(first, last)
        heads = outer(tokens, inside)
        if last == first or len(heads) != 1 or heads[0] > joint:
            continue
        head = heads[0]
        for index in range(begin, end):
            if index in inside and index > head:
                hang(tokens, index, head, "flat")
            elif index not in inside and tokens[index].head in inside:
                hang(tokens, index, head)
        found.append((first, last, head))
    return found


def _land_around(tokens: list[Token], joint: int, begin: int, end: int) -> tuple[int, int]:
    """The span of a land's name with "and" at ``joint``, empty where there is none."""
    for first in range(max(begin, joint - _COUNTRY_LENGTH), joint):
        if not tokens[first].text[:1].isupper():
            continue
        for last in range(min(end, joint + _COUNTRY_LENGTH), joint + 1, -1):
            if country_of(spelled(tokens, first, last)) is not None:
                return first, last
    return joint, joint


def second_names(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a surname on the given name before it, not on one across "and": "Ana Soto and Ana *Ruiz*"."""
    changed = False
    for index in range(begin + 3, end):
        token, given = tokens[index], tokens[index - 1]
        first = index - 1
        while given.deprel == "flat" and given.head == token.head and first > begin:
            first -= 1
            given = tokens[first]  # "and Ana Soto *Ruiz*"
        astray = token.deprel == "flat" and begin <= token.head < first and token.upos == "PROPN"
        if astray and given.deprel == "conj" and given.upos == "PROPN":
            hang(tokens, index, first)
            changed = True
    return changed


def headlands(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """(first, last) of names like "*Ra's Lanuf*", whose first word looks like somebody's: "*Ra's al-Ayn*"."""
    for first in range(begin, end - 1):
        if tokens[first].text not in ("Ra's", "Ra’s"):
            continue
        last = first + 2
        if last + 1 < end and tokens[last].text == "-":
            last += 2
        if tokens[last - 1].text[:1].isupper():
            yield first, last


def shouted(tokens: list[Token], begin: int, end: int) -> bool:
    """Takes "WHO", "UN" and "IS" for the names that they are, not little words: "*WHO* officials warned"."""
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        acronym = token.upos == "DET" and token.text.isupper() and len(token.text) > 1
        state = token.text == "IS" and token.upos == "AUX" and _opens(tokens, index, begin)
        if not (acronym or state) and (token.text != "WHO" or token.upos != "PRON"):
            continue
        beside = [tokens[i].text for i in (index - 1, index + 1) if begin <= i < end]
        if all(word.isupper() for word in beside if word.isalpha()):
            continue  # a headline in capitals
        tokens[index] = msgspec.structs.replace(token, upos="PROPN", lemma=token.text, feats="Number=Sing")
        if acronym and token.deprel == "det":
            hang(tokens, index, token.head, "compound")
        elif index + 1 < end and tokens[index + 1].upos == "NOUN" and token.head != index + 1:
            hang(tokens, index, index + 1, "compound")
        elif state:
            hang(tokens, index, token.head, "nsubj")
            told = tokens[token.head]
            if "VerbForm=Part" in told.feats:  # "IS *said* it had …": nobody else said so
                tokens[token.head] = msgspec.structs.replace(told, feats=FINITE_PAST)
        changed = True
    return changed


def _opens(tokens: list[Token], index: int, begin: int) -> bool:
    """Whether nothing stands before a word that it could be said of: "*IS* claims", not "this *IS* war"."""
    follows = index + 1 < len(tokens) and tokens[index + 1].upos in ("VERB", "NOUN")
    before = [token for token in tokens[begin:index] if token.upos != "PUNCT"]
    return follows and (not before or before[-1].upos in ("ADP", "CCONJ", "SCONJ"))


def is_governed(tokens: list[Token], entity: EntityMention) -> bool:
    """Whether what a model takes for a person is the town or region of an office: "the mayor of *Kidal*"."""
    head = entity.head
    if entity.type != "person" or not entity.named or tokens[head].deprel != "nmod":
        return False
    office, before = tokens[head].head, tokens[entity.first - 1]
    of = entity.first > 0 and before.text.lower() == "of" and before.head == head
    return of and 0 <= office < head and tokens[office].lemma.lower() in word_class("local_office")


def is_town(tokens: list[Token], entity: EntityMention, entities: Sequence[EntityMention]) -> bool:
    """Whether what a model takes for somebody is a large town: "a bomb in *Quetta*", "shelled *Bahri*".

    Nobody is where somebody is, and nobody else in the report bears the name.
    """
    head = entity.head
    word = tokens[head]
    kind = entity.type in ("person", "organisation")
    if not kind or not entity.named or entity.last - entity.first != 1 or word.head < 0:
        return False
    below = _below(tokens, head)
    if any(one.deprel in ("flat", "nmod:desc", "appos", "compound", "amod") for one in below):
        return False
    if word.deprel == "conj" and tokens[word.head].head >= 0:  # "in Dakar and *Ziguinchor*"
        below, word = _below(tokens, word.head), tokens[word.head]
    above = tokens[word.head].lemma.lower()
    cases = {one.text.lower() for one in below if one.deprel == "case"}
    if cases:
        led = bool(cases & _WAYS) and motion(above) is not None
        stands = led or (bool(cases & _INSIDE) and above not in word_class("trust"))
    else:
        left = entity.type == "person" and motion(above) in ("goes", "visits")
        stands = word.deprel == "obj" and (left or above in word_class("take_town"))
    name = tokens[head].text
    places = look_up_place(name) if stands else ()
    if not places or places[0].kind != "city" or places[0].population < _LARGE:
        return False
    return not any(
        other.type == "person" and other.last - other.first > 1
        and any(tokens[one].text == name for one in range(other.first, other.last))
        for other in entities
    )  # fmt: skip


def _below(tokens: list[Token], head: int) -> list[Token]:
    return [one for one in tokens[max(head - _NEAR, 0) : head + _NEAR] if one.head == head]


def namesakes(tokens: list[Token], entities: list[EntityMention]) -> set[int]:
    """Heads of what a model takes for a land whose name somebody bears: "Jim Jordan … *Jordan* said".

    Only in a report that speaks of that land in no other way: by its people, or as where something is.
    """
    bearers: dict[str, int] = {}
    for entity in entities:
        if (last := surname(tokens, entity)) is not None:
            bearers.setdefault(tokens[last].text, last)
    if not bearers:
        return set()
    lands = {name: country_of(name) or "" for name in bearers}
    peoples = (demonym(token.text) for token in tokens if token.text not in bearers)
    told = {people.country for people in peoples if people is not None}
    alone = [
        entity
        for entity in entities
        if entity.type in ("place", "organisation")
        and entity.last - entity.first == 1
        and tokens[entity.first].text in bearers
    ]
    told |= {
        lands[tokens[entity.first].text]
        for entity in alone
        if entity.first and tokens[entity.first - 1].text.lower() in word_class("whereabouts")
    }
    return {
        entity.head
        for entity in alone
        if bearers[tokens[entity.first].text] < entity.first and lands[tokens[entity.first].text] not in told
    }


def with_surname(tokens: list[Token], entity: EntityMention) -> EntityMention:
    """An entity with the surname that a model left out, taking it for a land: "*Steve* Israel"."""
    last = surname(tokens, entity)
    if last is None or last < entity.last:
        return entity
    return msgspec.structs.replace(entity, last=last + 1, end=tokens[last].end)


def bodies(tokens: list[Token], begin: int, end: int) -> list[tuple[int, int, int]]:
    """(first, last, head): the name of a body in tokens [first, last), and what is to be its head."""
    national = [(first, last, last - 1) for first, last in _national_bodies(tokens, begin, end)]
    return national + [(first, last, first) for first, last in _listed_bodies(tokens, begin, end)]


def known_bodies(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) of names of several words that the tables have: "*Hay'at Tahrir al-Sham*"."""
    index = begin
    while index < end:
        last = index
        if tokens[index].text[:1].isupper():
            for last in range(min(index + _KNOWN_LENGTH, end), index, -1):
                known = last > index + 1 and look_up(spelled(tokens, index, last))
                if known and known[0] == "body":
                    yield index, last
                    break
            else:
                last = index
        index = max(last, index + 1)


def gather_known(tokens: list[Token], first: int, last: int, sentence: range) -> bool:
    """Makes the name of a body in tokens [first, last) one phrase where a parse has broken it, in place.

    With a noun right behind it stands before that: "Hay'at Tahrir al-Sham *fighters*". Whether it was broken.
    """
    inside = range(first, last)
    outside = outer(tokens, inside)
    noun = last if last in sentence and tokens[last].upos == "NOUN" and tokens[last].text.islower() else None
    bound = noun is not None and (tokens[noun].head in inside or any(tokens[i].head == noun for i in outside))
    noun = noun if bound else None
    if noun is None:
        if len(outside) == 1:
            return False
        gather(tokens, first, last, first, sentence)
        return True
    if all(tokens[one].head == noun for one in outside):
        return False
    top = min((*inside, noun), key=lambda index: depth(tokens, index))
    governor, deprel = tokens[top].head, tokens[top].deprel
    for index in sentence:
        if index != noun and index not in inside and tokens[index].head in inside:
            hang(tokens, index, noun)
    hang(tokens, noun, governor, deprel)
    hang(tokens, first, noun, "compound")
    for index in range(first + 1, last):
        hang(tokens, index, first, "flat")
    return True


def is_whole(tokens: list[Token], first: int, last: int, head: int) -> bool:
    """Whether the parse has the name as one phrase under ``head`` already, no list of fields."""
    if not all(first <= tokens[index].head < last for index in range(first, last) if index != head):
        return False
    return head == last - 1 or all(tokens[index].deprel != "conj" for index in range(first, last))


def gather(tokens: list[Token], first: int, last: int, head: int, sentence: range) -> None:
    """Makes tokens [first, last) one phrase under ``head``, in place."""
    top = min(range(first, last), key=lambda index: depth(tokens, index))
    governor, deprel = tokens[top].head, tokens[top].deprel
    for index in sentence:
        if not first <= index < last and first <= tokens[index].head < last:
            hang(tokens, index, head)
    for index in range(first, last):
        if index != head:
            hang(tokens, index, head, "compound")
    hang(tokens, head, governor, deprel if deprel not in ("compound", "flat") else "nmod")


def _national_bodies(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) of names that begin with a country and end with a noun for a body."""
    index = begin
    while index < end:
        last = _nation_end(tokens, index, end)
        if last == index:
            index += 1
            continue
        run = last
        while run < end and tokens[run].text[:1].isupper() and tokens[run].upos in ("PROPN", "NOUN", "ADJ"):
            run += 1
        if run > last:
            noun = sectors.noun(tokens[run - 1].text.lower())
            if noun is not None and not noun.person:
                yield index, run
        index = max(run, index + 1)


def _nation_end(tokens: list[Token], index: int, end: int) -> int:
    """The end of the country's name or adjective that begins at ``index``, else ``index``."""
    if not tokens[index].text[:1].isupper():
        return index
    for last in range(min(index + _COUNTRY_LENGTH, end), index, -1):
        known = look_up(spelled(tokens, index, last))
        if known is not None and known[0] in ("country", "demonym"):
            return last
    return index


def _listed_bodies(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) of "Department for Digital, Culture, Media and Sport": one body, many fields.

    Two fields alone are known by their words: "Ministry of *Labour* and *Social Affairs*".
    """
    for index in range(begin, end - 4):
        word = tokens[index]
        noun = sectors.noun(word.text.lower()) if word.text[:1].isupper() else None
        if noun is None or noun.person or tokens[index + 1].text.lower() not in ("of", "for", "on"):
            continue
        if index > begin and tokens[index - 1].text.lower() == "of":
            continue  # "Secretary of *State* for …"
        last, commas, closed, second = index + 2, 0, False, 0
        while last < end and not closed:
            text = tokens[last].text
            if text[:1].isupper() and text.isalpha():
                last += 1
            elif text == "," and last + 1 < end and tokens[last + 1].text[:1].isupper():
                commas, last = commas + 1, last + 1
            elif text in ("and", "&") and last + 1 < end and tokens[last + 1].text[:1].isupper():
                closed, second, last = True, last + 1, last + 2
                while last < end and tokens[last].text[:1].isupper() and tokens[last].text.isalpha():
                    last += 1  # "… and *Rural Affairs*"
            else:
                break
        if closed and (commas or _is_field(tokens, second, last)):
            yield index, last


def _is_field(tokens: list[Token], first: int, last: int) -> bool:
    """Whether tokens [first, last) behind "and" are one more field of a body and no body of their own.

    "… and *Social Affairs*", "… and *Metal Workers*"; not "… and *Police*", "… and *President Soto*".
    """
    words = [token.text.lower() for token in tokens[first:last]]
    noun = sectors.noun(words[-1])
    if noun is None or noun.sector in ("BUS", "EDU", "MED", "AGR"):
        return offices.portfolio_words().issuperset(words)
    return noun.person and tokens[last - 1].text.endswith("s") and (len(words) > 1 or noun.sector == "LAB")
