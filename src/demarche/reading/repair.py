"""Phrases that knowledge tells of, held together where a parse has broken them.

"U.S. Secretary of State *Mike Pompeo* says", "President of Turkey *Recep Tayyip
Erdoğan* claims": an office, whose it is, and a name with no comma between them are one
phrase, whose head is the name (Universal Dependencies, nmod:desc). So are a country and
the body that its name begins: "*Hong Kong* National Party". The parser, which knows
no offices, often makes two or three subjects of them. Trees are mended before any layer is
read, so that every layer agrees on what a phrase is.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from demarche.knowledge import gazetteer, offices, sectors, time_tables
from demarche.reading.coreference_lexicon import look_up
from demarche.reading.repair_appositions import appositions
from demarche.reading.repair_companions import antecedents, companions, conjuncts, deeds, second_subjects
from demarche.reading.repair_due import due
from demarche.reading.repair_lists import regroup
from demarche.reading.repair_offences import offences
from demarche.reading.repair_seconds import seconds
from demarche.reading.repair_victims import victims
from demarche.records import Analysis, EntityMention, Token

_PARTICLES = frozenset("al el bin ibn van von der de da di du la le dos ben abu bint st ul ur".split())
_DESCRIBING = frozenset({"det", "amod", "compound", "nmod", "nummod"})
_OFFICE_LENGTH = 4  # "secretary of homeland security"
_OFFICE_PARTS = 3  # "secretary of state | for culture, media and sport | of Fiji"
_PORTFOLIO_LENGTH = 12
_REGION_SIZE = 100_000
_COUNTRY_LENGTH = 3
_KNOWN_LENGTH = 6  # "the Democratic Republic of the Congo"
_NAME_LENGTH = 6
_AHEAD = frozenset("due set scheduled expected supposed likely ready bound able willing about".split())


def mended(analysis: Analysis) -> Analysis:
    """The analysis with every office and name that stand together as one phrase."""
    tokens = list(analysis.tokens)
    entities = list(analysis.entities)
    people = {entity.head for entity in entities if entity.type in ("person", "group", "organisation")}
    persons = {entity.head for entity in entities if entity.type == "person"}
    others = {entity.head for entity in entities if entity.type in ("organisation", "place", "group")}
    changed = False
    for sentence in analysis.sentences:
        changed |= _lift(tokens, sentence.first, sentence.last)
        changed |= _shouted(tokens, sentence.first, sentence.last)
        changed |= victims(tokens, sentence.first, sentence.last)
        changed |= conjuncts(tokens, sentence.first, sentence.last)
        changed |= second_subjects(tokens, sentence.first, sentence.last)
        changed |= due(tokens, sentence.first, sentence.last)
        changed |= seconds(tokens, sentence.first, sentence.last)
        changed |= _whom(tokens, sentence.first, sentence.last)
        changed |= _side_by_side(tokens, sentence.first, sentence.last)
        changed |= _in_prospect(tokens, sentence.first, sentence.last)
        changed |= _stand_trial(tokens, sentence.first, sentence.last)
        changed |= appositions(tokens, sentence.first, sentence.last, persons, others)
        changed |= companions(tokens, sentence.first, sentence.last)
        changed |= antecedents(tokens, sentence.first, sentence.last, people)
        changed |= deeds(tokens, sentence.first, sentence.last)
        changed |= offences(tokens, sentence.first, sentence.last)
        titled: set[int] = set()
        for title, first, last in _titled_names(tokens, sentence.first, sentence.last):
            titled.update(range(title, last))
            if _whole(tokens, title, first, last):
                continue
            _join(tokens, title, first, last, range(sentence.first, sentence.last))
            entities = [e for e in entities if not (e.first < last and title < e.last and e.head >= title)]
            entities.append(
                EntityMention(
                    tokens[first].start, tokens[last - 1].end, first, last, first, "person", named=True
                )
            )
            changed = True
        bodies = [(a, b, b - 1) for a, b in _national_bodies(tokens, sentence.first, sentence.last)]
        bodies += [(a, b, a) for a, b in _listed_bodies(tokens, sentence.first, sentence.last)]
        for first, last, head in bodies:
            if head in titled:
                continue  # "Secretary of *State for Culture, Media and Sport* Ana Soto"
            if all(first <= tokens[i].head < last for i in range(first, last) if i != head) and (
                head == last - 1 or all(tokens[i].deprel != "conj" for i in range(first, last))
            ):
                continue
            _gather(tokens, first, last, head, range(sentence.first, sentence.last))
            entities = [e for e in entities if not first <= e.head < last]
            entities.append(
                EntityMention(
                    tokens[first].start, tokens[last - 1].end, first, last, head, "organisation", named=True
                )
            )
            changed = True
        changed |= regroup(tokens, sentence.first, sentence.last)
    if not changed:
        return analysis
    entities.sort(key=lambda entity: (entity.start, -entity.end))
    return msgspec.structs.replace(analysis, tokens=tuple(tokens), entities=tuple(entities))


def _lift(tokens: list[Token], begin: int, end: int) -> bool:
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
            _set(tokens, index, above)
            changed = True
    return changed


def _whom(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a clause one subject, and a warrant what it is for.

    "Togo, *which* Fiji accuses": a relative pronoun before another subject is the object. "issued a
    warrant *for his arrest*": what is issued is for it, not the issuing.
    """
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        verb = token.head
        if token.deprel == "nsubj" and token.text.lower() in ("which", "that", "whom") and verb > index:
            others = [i for i in range(index + 1, verb) if tokens[i].head == verb]
            if any(tokens[i].deprel == "nsubj" for i in others):
                _set(tokens, index, verb, "obj")
                changed = True
        if token.deprel == "obl" and token.upos == "NOUN" and begin <= verb < index:
            case = next((i for i in range(verb, index) if tokens[i].head == index), index)
            before = tokens[case - 1]
            if before.lemma == "warrant" and before.head == verb and tokens[case].text.lower() == "for":
                _set(tokens, index, case - 1, "nmod")
                changed = True
    return changed


def _side_by_side(tokens: list[Token], begin: int, end: int) -> bool:
    """Joins a past verb with the past verb before it: "convicted of plotting to bomb it and *jailed*".

    An infinitive is not coordinated with a past tense.
    """
    changed = False
    for index in range(begin + 1, end):
        token = tokens[index]
        above = token.head
        if token.deprel != "conj" or token.upos != "VERB" or not begin <= above < index:
            continue
        if "Tense=Past" not in token.feats or "VerbForm=Inf" not in tokens[above].feats:
            continue
        while begin <= above < index and not (
            tokens[above].upos == "VERB" and "Tense=Past" in tokens[above].feats
        ):
            above = tokens[above].head
        if begin <= above < index:
            _set(tokens, index, above)
            changed = True
    return changed


def _in_prospect(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs an infinitive on the word that looks ahead to it: "who was *due to fly* to Lomé".

    A relative clause of its own has no "to" before its verb.
    """
    changed = False
    for index in range(begin + 2, end):
        token = tokens[index]
        if token.deprel != "acl:relcl" or token.upos != "VERB" or tokens[index - 1].text.lower() != "to":
            continue
        before = tokens[index - 2]
        if before.deprel == "acl:relcl" and before.head == token.head and before.text.lower() in _AHEAD:
            _set(tokens, index, index - 2, "xcomp")
            changed = True
    return changed


def _stand_trial(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes *trial* the object of the verb before it: "ordered to *stand trial*", "*stands trial*"."""
    changed = False
    for index in range(begin + 1, end):
        verb = tokens[index - 1]
        if tokens[index].text.lower() != "trial" or verb.lemma.lower() not in ("stand", "face", "await"):
            continue
        if verb.upos == "VERB" and tokens[index].head == index - 1 and tokens[index].deprel != "obj":
            _set(tokens, index, index - 1, "obj")
            changed = True
    return changed


def _shouted(tokens: list[Token], begin: int, end: int) -> bool:
    """Takes "WHO" for the body's name that it is, not for a pronoun: "*WHO* officials warned"."""
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        if token.text != "WHO" or token.upos != "PRON":
            continue
        beside = [tokens[i].text for i in (index - 1, index + 1) if begin <= i < end]
        if all(word.isupper() for word in beside if word.isalpha()):
            continue  # a headline in capitals
        tokens[index] = msgspec.structs.replace(token, upos="PROPN", lemma="WHO", feats="Number=Sing")
        if index + 1 < end and tokens[index + 1].upos == "NOUN" and token.head != index + 1:
            _set(tokens, index, index + 1, "compound")
        changed = True
    return changed


def _titled_names(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int, int]]:
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
        known = look_up(_text(tokens, index, last))
        if known is not None and known[0] in ("country", "demonym"):
            return last
    return index


def _gather(tokens: list[Token], first: int, last: int, head: int, sentence: range) -> None:
    """Makes tokens [first, last) one phrase under ``head``."""
    top = min(range(first, last), key=lambda index: _depth(tokens, index))
    governor, deprel = tokens[top].head, tokens[top].deprel
    for index in sentence:
        if not first <= index < last and first <= tokens[index].head < last:
            _set(tokens, index, head)
    for index in range(first, last):
        if index != head:
            _set(tokens, index, head, "compound")
    _set(tokens, head, governor, deprel if deprel not in ("compound", "flat") else "nmod")


def _is_office(tokens: list[Token], index: int) -> bool:
    if tokens[index].upos not in ("NOUN", "PROPN", "ADJ"):
        return False
    word = tokens[index].text.lower()
    noun = sectors.noun(word)
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
        words = _text(tokens, start, last)
        if look_up(words) is not None or _is_region(words):
            return last
    return start


def _office_end(tokens: list[Token], start: int, end: int) -> int:
    """The end of an office that a known body has: "envoy of the UN *Secretary-General*", else ``start``."""
    for last in range(min(start + _OFFICE_LENGTH, end), start, -1):
        office = offices.office(_text(tokens, start, last).lower())
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


def _listed_bodies(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) of "Department for Digital, Culture, Media and Sport": one body, many fields."""
    for index in range(begin, end - 4):
        word = tokens[index]
        noun = sectors.noun(word.text.lower()) if word.text[:1].isupper() else None
        if noun is None or noun.person or tokens[index + 1].text.lower() not in ("of", "for", "on"):
            continue
        if index > begin and tokens[index - 1].text.lower() == "of":
            continue  # "Secretary of *State* for …"
        last, commas, closed = index + 2, 0, False
        while last < end and not closed:
            text = tokens[last].text
            if text[:1].isupper() and text.isalpha():
                last += 1
            elif text == "," and last + 1 < end and tokens[last + 1].text[:1].isupper():
                commas, last = commas + 1, last + 1
            elif text in ("and", "&") and last + 1 < end and tokens[last + 1].text[:1].isupper():
                closed, last = True, last + 2
                while last < end and tokens[last].text[:1].isupper() and tokens[last].text.isalpha():
                    last += 1  # "… and *Rural Affairs*"
            else:
                break
        if closed and commas:
            yield index, last


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


def _whole(tokens: list[Token], title: int, first: int, last: int) -> bool:
    """Whether the parse has the name as one phrase already, bound to its title."""
    outside = [i for i in range(first, last) if not first <= tokens[i].head < last]
    if len(outside) != 1:
        return False
    head = outside[0]
    if tokens[title].head == head:
        return True
    return tokens[head].head == title and first == title + 1 and tokens[head].deprel in ("flat", "nmod:desc")


def _join(tokens: list[Token], title: int, first: int, last: int, sentence: range) -> None:
    """Makes the name's first word the head of the office and of the rest of the name."""
    inside = {*range(_front(tokens, title, sentence.start), title + 1), *range(first, last)}
    between = range(title + 1, first)
    top = min((*inside, *between), key=lambda index: _depth(tokens, index))
    governor, deprel = tokens[top].head, tokens[top].deprel
    for index in sentence:
        head = tokens[index].head
        if index in inside or not (head in inside or (head in between and index not in between)):
            continue
        # "the *Turkish* president of Turkey *,*": what describes the office stays with it
        describes = index < first and tokens[index].deprel.partition(":")[0] in _DESCRIBING
        _set(tokens, index, title if describes else first)
    for index in between:
        if tokens[index].head not in between:
            noun = tokens[index].upos in ("NOUN", "PROPN", "ADJ")
            _set(tokens, index, title, "nmod" if noun else None)
    _set(tokens, first, governor, deprel)
    for index in inside - set(range(first, last)) - {title}:
        _set(tokens, index, title, "compound")
    _set(tokens, title, first, "nmod:desc")
    for index in range(first + 1, last):
        _set(tokens, index, first, "punct" if tokens[index].upos == "PUNCT" else "flat")
    if tokens[first].upos != "PROPN":
        tokens[first] = msgspec.structs.replace(tokens[first], upos="PROPN")


def _front(tokens: list[Token], title: int, begin: int) -> int:
    """Where a country right before the office begins: "*U.S.* Secretary", "*North Korean* leader"."""
    for first in range(max(begin, title - _COUNTRY_LENGTH), title):
        known = look_up(_text(tokens, first, title))
        if known is not None and known[0] in ("country", "demonym") and tokens[title - 1].text != "'s":
            return first
    return title


def _set(tokens: list[Token], index: int, head: int, deprel: str | None = None) -> None:
    token = tokens[index]
    tokens[index] = msgspec.structs.replace(token, head=head, deprel=deprel or token.deprel)


def _depth(tokens: list[Token], index: int) -> int:
    depth = 0
    while tokens[index].head >= 0:
        index, depth = tokens[index].head, depth + 1
    return depth


def _text(tokens: list[Token], first: int, last: int) -> str:
    """The words of tokens [first, last) with single blanks, "U.S." and "Côte d'Ivoire" whole."""
    words = tokens[first].text
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        words += token.text if before.end == token.start else f" {token.text}"
    return words
