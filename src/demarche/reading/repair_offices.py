"""Offices and the names right behind them, held together where a parse has broken them.

"U.S. Secretary of State *Mike Pompeo* says", "President of Turkey *Recep Tayyip
Erdoğan* claims": an office, whose it is, and a name with no comma between them are one
phrase, whose head is the name (Universal Dependencies, nmod:desc). The parser, which knows
no offices, often makes two or three subjects of them.

``of_a_general`` makes offices of two words whole, ``before_titles`` hangs whose office it is under it.
``titled_names`` finds offices and names in the tokens [begin, end) of a sentence, ``is_whole`` tells which
the parse has right, and ``join`` mends the others in place. ``names_behind_bodies`` cuts a name off the
name of a body that it stands behind ("leader of the Unity Party | *Ana Soto*"), and ``heads_of_bodies``
tells which of those that bear such names lead the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from demarche.knowledge import countries, gazetteer, offices, sectors, time_tables
from demarche.knowledge.word_classes import word_class
from demarche.reading.coreference_lexicon import look_up
from demarche.reading.repair_tokens import depth, hang, hangs_under, spelled
from demarche.records import Token

_PARTICLES = frozenset("al el bin ibn van von der de da di du la le dos ben abu bint st ul ur".split())
_DESCRIBING = frozenset({"det", "amod", "compound", "nmod", "nummod"})
_OFFICE_LENGTH = 4  # "secretary of homeland security"
_OFFICE_PARTS = 3  # "secretary of state | for culture, media and sport | of Fiji"
_PORTFOLIO_LENGTH = 12
_REGION_SIZE = 100_000
_COUNTRY_LENGTH = 3
_KNOWN_LENGTH = 6  # "the Democratic Republic of the Congo"
_NAME_LENGTH = 6


def of_a_general(tokens: list[Token], begin: int, end: int) -> dict[int, int]:
    """Makes offices of two words one noun: "Secretary-*General*" and "attorney *general*" are no generals.

    The heads that they get, each with the first word of the office.
    """
    whole: dict[int, int] = {}
    for head in range(begin + 1, end):
        hyphened = tokens[head].text == "General" and tokens[head - 1].text == "-" and head > begin + 1
        first = head - 2 if hyphened else head - 1
        apart = tokens[head].text.lower() == "general" and tokens[first].upos == "NOUN" and not hyphened
        if not hyphened and not (apart and (head + 1 == end or tokens[head + 1].upos != "PROPN")):
            continue
        written = spelled(tokens, first, head + 1).lower()
        known = offices.office(written) or sectors.noun(written) or sectors.noun(written.replace("-", " "))
        if known is None or tokens[head].deprel == "nmod:desc":
            continue  # "*Secretary-General* Ana Soto" is whole
        above, deprel = tokens[first].head, tokens[first].deprel
        if above != head:
            if hangs_under(tokens, head, first) or (apart and tokens[head].head == above):
                hang(tokens, head, above, deprel)
            for index in range(begin, end):
                if tokens[index].head == first and index != head:
                    hang(tokens, index, head)
        tokens[head] = msgspec.structs.replace(tokens[head], upos="NOUN", lemma="general")
        hang(tokens, first, head, "compound")
        if hyphened:
            hang(tokens, head - 1, first, "punct")
        whole[head] = first
    return whole


def names_behind_bodies(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) of names behind the noun that a body's own name ends in: "… Party *Ana Soto*"."""
    for noun in range(begin + 2, end - 2):
        if tokens[noun].text.lower() not in word_class("led_name") or not tokens[noun].text[:1].isupper():
            continue
        last = noun + 1
        while last < end and tokens[last].upos == "PROPN" and tokens[last].text[:1].isupper():
            last += 1
        words = [word.text for word in tokens[noun + 1 : last]]
        plain = all(word.lower() not in word_class("led_name") for word in words)
        if len(words) > 1 and plain and countries.country_of(" ".join(words)) is None:
            yield noun + 1, last


def heads_of_bodies(
    tokens: list[Token], begin: int, end: int, people: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """(title, first, last) of a name behind the body that who bears it leads, without a comma.

    "Leader of the Socialist Party *Ana Soto*", "head of Rosneft *Igor Sechin*"; but "wife of President
    *Ana Soto*". ``people``: [first, last) of names of two words or more that are persons'.
    """
    for first, last in people:
        if not (begin <= first and last <= end and last - first > 1) or tokens[first - 1].upos == "PUNCT":
            continue
        if not all(word.upos == "PROPN" for word in tokens[first:last]) or _is_part(tokens, last, end):
            continue
        if any(word.text.lower() in word_class("led_name") for word in tokens[first:last]):
            continue  # "the Democratic | *Front* Faisal Karim"
        body = sectors.noun(tokens[first - 1].text.lower())
        if tokens[first - 1].upos not in ("NOUN", "PROPN") or (body is not None and body.person):
            continue
        title = _office_of(tokens, begin, first)
        if title is not None:
            yield title, first, last


def _office_of(tokens: list[Token], begin: int, end: int) -> int | None:
    """Who leads the body whose name ends at ``end``: "*chairman* of the board of Gazprom"."""
    for title in range(end - 2, begin - 1, -1):
        if tokens[title].upos not in ("NOUN", "PROPN", "ADJ", "DET") and tokens[title].text.lower() != "of":
            return None
        office = sectors.noun(tokens[title].lemma.lower()) if tokens[title + 1].text.lower() == "of" else None
        if office is None or not office.person or "Number=Plur" in tokens[title].feats:
            continue
        return title if office.inherits or tokens[title].text.lower() in offices.title_words() else None
    return None


def _is_part(tokens: list[Token], last: int, end: int) -> bool:
    """Whether a noun stands right behind a name, which then is only the beginning of one."""
    if last >= end:
        return False
    return tokens[last].upos in ("NOUN", "PROPN") or tokens[last].text in ("'s", "’s", "'", "’", "-")


def before_titles(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs whose office it is on the office, not on the verb: "*U.N.* envoy Ana Soto said"."""
    changed = False
    for title in range(begin + 1, end - 1):
        holder = tokens[title].head
        if tokens[title].deprel != "nmod:desc" or not title < holder < end:
            continue
        first = title
        while first - 1 > begin and hangs_under(tokens, first - 1, title):
            first -= 1
        body = first - 1
        beside = (tokens[body].head, tokens[body].deprel) == (tokens[holder].head, tokens[holder].deprel)
        party = tokens[body].deprel.startswith(("nsubj", "obj", "obl"))
        if tokens[body].upos == "PROPN" and beside and party:
            hang(tokens, body, title, "compound")
            changed = True
    return changed


def titled_names(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(title, first, last): the head of an office, and the name right behind it."""
    index = begin
    while index < end:
        if tokens[index].text[:1].isalpha() and _is_office(tokens, index):
            first = _behind(tokens, index, end)
            last = _name_end(tokens, first, end)
            if last > first:
                yield index, first, last
                index = last
                continue
        index += 1


def is_whole(tokens: list[Token], title: int, first: int, last: int) -> bool:
    """Whether the parse has the name as one phrase already, bound to its title."""
    outside = [i for i in range(first, last) if not first <= tokens[i].head < last]
    if len(outside) != 1:
        return False
    head = outside[0]
    if tokens[title].head == head:
        return True
    return tokens[head].head == title and first == title + 1 and tokens[head].deprel in ("flat", "nmod:desc")


def leads_body(tokens: list[Token], title: int, name: int, last: int, sentence: range) -> bool:
    """Makes a name the head of the body or town whose office stands between: "*Roscosmos* head Yury Borisov".

    The parse has the name in apposition to the body; whether it had.
    """
    body = tokens[name].head
    if tokens[name].deprel != "appos" or body not in range(sentence.start, title):
        return False
    closed = any(tokens[one].upos == "PUNCT" for one in range(body, title))
    if closed or tokens[body].upos != "PROPN":
        return False
    if not tokens[title].text.islower() and not _is_region(tokens[body].text):  # "*Kharkiv* Mayor Ana Lind"
        return False
    governor, deprel = tokens[body].head, tokens[body].deprel
    for index in range(last, sentence.stop):
        if tokens[index].head == body:
            hang(tokens, index, name)
    hang(tokens, name, governor, deprel)
    hang(tokens, body, name, "compound")
    return True


def join(tokens: list[Token], title: int, first: int, last: int, sentence: range) -> None:
    """Makes the name's first word the head of the office and of the rest of the name."""
    inside = {*range(_front(tokens, title, sentence.start), title + 1), *range(first, last)}
    between = range(title + 1, first)
    top = min((*inside, *between), key=lambda index: depth(tokens, index))
    governor, deprel = tokens[top].head, tokens[top].deprel
    for index in sentence:
        head = tokens[index].head
        if index in inside or not (head in inside or (head in between and index not in between)):
            continue
        # "the *Turkish* president of Turkey *,*": what describes the office stays with it
        describes = index < first and tokens[index].deprel.partition(":")[0] in _DESCRIBING
        hang(tokens, index, title if describes else first)
    for index in between:
        if tokens[index].head not in between:
            noun = tokens[index].upos in ("NOUN", "PROPN", "ADJ")
            hang(tokens, index, title, "nmod" if noun else None)
    hang(tokens, first, governor, deprel)
    for index in inside - set(range(first, last)) - {title}:
        hang(tokens, index, title, "compound")
    hang(tokens, title, first, "nmod:desc")
    for index in range(first + 1, last):
        hang(tokens, index, first, "punct" if tokens[index].upos == "PUNCT" else "flat")
    if tokens[first].upos != "PROPN":
        tokens[first] = msgspec.structs.replace(tokens[first], upos="PROPN")


def _is_office(tokens: list[Token], index: int) -> bool:
    if tokens[index].upos not in ("NOUN", "PROPN", "ADJ"):
        return False
    word = tokens[index].text.lower()
    noun = sectors.noun(word) or sectors.noun(tokens[index].text)  # "Interior *PS* Ana Soto"
    if noun is None and word.endswith("s") and not tokens[index].text.islower():
        word = word[:-1]  # "*Presidents* Ana Soto of Peru and Jorge Paz of Chile"
        noun = sectors.noun(word)
    if noun is None or not noun.person:
        return False
    return word in offices.title_words() or tokens[index].text.islower()  # no "Marine Le Pen"


def _behind(tokens: list[Token], title: int, end: int) -> int:
    """Where a name can begin behind a title, what it is for and whose it is.

    "secretary *of State*", "minister *of Industry, Trade and Tourism*", "president *of Fiji*".
    """
    start = title + 1
    for last in range(min(title + _OFFICE_LENGTH, end - 1), title, -1):
        if offices.office(" ".join(token.text.lower() for token in tokens[title : last + 1])):
            start = last + 1
            if start < end and tokens[start].text.lower() in (",", "and"):
                start = _portfolio_end(tokens, start, end)  # "minister of foreign affairs *and trade*"
            break
    if tokens[title].text.lower() not in offices.title_words():
        return start
    for _ in range(_OFFICE_PARTS):
        if start >= end or tokens[start].text.lower() not in ("of", "to", "for"):
            return start
        after = start + 1
        if after < end and tokens[after].text.lower() == "the":
            after += 1
        part = max(_known_end(tokens, after, end), _portfolio_end(tokens, after, end))
        if part == after:
            return end
        start = _office_end(tokens, part, end)
    return start


def _known_end(tokens: list[Token], start: int, end: int) -> int:
    """The end of the known name or region at ``start``, else ``start``: "governor of *Oregon*"."""
    for last in range(min(start + _KNOWN_LENGTH, end), start, -1):
        if tokens[last - 1].upos == "PUNCT":
            continue
        words = spelled(tokens, start, last)
        if look_up(words) is not None or _is_region(words):
            return last
    return start


def _office_end(tokens: list[Token], start: int, end: int) -> int:
    """The end of an office that a known body has: "envoy of the UN *Secretary-General*", else ``start``."""
    for last in range(min(start + _OFFICE_LENGTH, end), start, -1):
        office = offices.office(spelled(tokens, start, last).lower())
        if office is not None and office.sector is not None:
            return last
    return start


def _is_region(words: str) -> bool:
    places = gazetteer.look_up(words) if words[:1].isupper() else ()
    return bool(places) and places[0].kind in ("region", "city") and places[0].population >= _REGION_SIZE


def _portfolio_end(tokens: list[Token], start: int, end: int) -> int:
    """The end of what a minister is responsible for: "*Health*, *Housing and Sports* Ana Soto"."""
    words = offices.portfolio_words()
    last = start
    for index in range(start, min(start + _PORTFOLIO_LENGTH, end)):
        word = tokens[index].text.lower()
        if word in words:
            last = index + 1
        elif word not in (",", "and", "&", "the", "-"):
            break
    return last


def _name_end(tokens: list[Token], first: int, end: int) -> int:
    """The end of the run of capitalised words at ``first``, ``first`` where there is none."""
    last = first
    while last < min(end, first + _NAME_LENGTH) and _in_name(tokens, last, first, end):
        last += 2 if tokens[last].text in ("-", "–") else 1
    return last


def _in_name(tokens: list[Token], index: int, first: int, end: int) -> bool:
    word, lower = tokens[index].text, tokens[index].text.lower()
    inner = index > first and index + 1 < end
    if word in ("-", "–"):
        glued = tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start
        return inner and glued
    if lower in _PARTICLES and word.islower():
        return index + 1 < end and tokens[index + 1].text[:1].isupper()
    if not word[:1].isupper() or tokens[index].upos in ("VERB", "AUX", "ADP", "DET", "PRON", "CCONJ"):
        return False
    if lower in time_tables.calendar():
        return False
    if lower in offices.title_words():
        office = offices.office(lower)  # "the prime minister of Bangladesh *Sheikh* Hasina"
        address = office is not None and office.sector is None and index == first
        return address and _goes_on(tokens, index + 1, end)
    if sectors.noun(lower) is not None and not (index == first and _goes_on(tokens, index + 1, end)):
        return False
    known = look_up(word)
    return known is None or (index > first and known[0] != "country")


def _goes_on(tokens: list[Token], index: int, end: int) -> bool:
    """Whether a name goes on at ``index``: "*Marine* Le Pen", "*Baker* Mayfield"."""
    if index >= end or not tokens[index].text[:1].isupper() or tokens[index].upos != "PROPN":
        return False
    return sectors.noun(tokens[index].text.lower()) is None


def _front(tokens: list[Token], title: int, begin: int) -> int:
    """Where a country right before the office begins: "*U.S.* Secretary", "*North Korean* leader"."""
    for first in range(max(begin, title - _COUNTRY_LENGTH), title):
        known = look_up(spelled(tokens, first, title))
        if known is not None and known[0] in ("country", "demonym") and tokens[title - 1].text != "'s":
            return first
    return title
