"""Lists of places that a parse has broken, made lists again.

"the villages of *Oru* in Lae Province *and Kela* in Sepik Province" are two villages, and what stands
between commas before a last "and" is one list whatever a parse hangs its names on: "at *Lae Province,
Sepik Province and Enga Province*". A word of kind in the plural behind the last name is all the names':
"in *Lae, Sepik and Enga* provinces".
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import msgspec

from demarche.knowledge.countries import country_of
from demarche.knowledge.place_words import kinds_called_for, kinds_of_several, singular
from demarche.reading.repair_tokens import hang, outer, spelled
from demarche.records import EntityMention, Token

_LONGEST = 4  # words of a place's name
_AND = frozenset({"and", "or"})
_CLAUSES = frozenset({"nsubj", "csubj", "root", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """The tokens [first, last) of a place's name with its word of kind, and [last, end) of where it lies."""

    first: int
    last: int
    end: int
    kind: bool

    def head(self, tokens: list[Token]) -> int:
        """The word of kind, or the first that hangs on none of the name."""
        if self.kind:
            return self.last - 1
        return next(iter(outer(tokens, range(self.first, self.last))), self.first)


def place_lists(tokens: list[Token], begin: int, end: int, entities: list[EntityMention]) -> bool:
    """Hangs the places of each list on its first one, in place."""
    placed = {
        at for one in entities if one.type == "place" and one.named for at in range(one.first, one.last)
    }
    changed = False
    at = begin
    while at < end:
        units = _list_at(tokens, at, end, placed) if _opens(tokens, at, begin) else []
        if len(units) > 1 and not _is_sound(tokens, units, end):
            units = []
        changed |= len(units) > 1 and _join(tokens, units, begin, end)
        at = units[-1].end if units else at + 1
    return changed


def _opens(tokens: list[Token], at: int, begin: int) -> bool:
    """Whether a name may begin at a token: a capital behind no other."""
    before = tokens[at - 1] if at > begin else None
    inside = before is not None and (before.text == "-" or (_is_capital(before) and before.upos == "PROPN"))
    return _is_capital(tokens[at]) and not inside


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.upos in ("PROPN", "NOUN", "ADJ")


def _list_at(tokens: list[Token], at: int, end: int, placed: Container[int]) -> list[_Unit]:
    """The places of the list that begins at a token, none where there is no "and" before the last."""
    called = at > 1 and tokens[at - 1].text == "of" and kinds_of_several(tokens[at - 2].text.lower())
    units: list[_Unit] = []
    closed = False
    while (unit := _unit(tokens, at, end, placed, called=bool(called))) is not None:
        units.append(unit)
        at = unit.end
        if closed or at >= end:
            break
        comma = tokens[at].text == ","
        closed = at + comma < end and tokens[at + comma].text in _AND
        if not (comma or closed):
            break
        at += comma + closed
        at += at < end and tokens[at].text == "the"
    return units if closed else []


def _unit(tokens: list[Token], at: int, end: int, placed: Container[int], *, called: bool) -> _Unit | None:
    last = _name_end(tokens, at, end)
    kind = last < end and (_kind(tokens[last]) is not None)
    kind_inside = last - at > 1 and _kind(tokens[last - 1]) is not None
    if last == at or (_kind(tokens[at]) is not None and last == at + 1):
        return None
    if not (called or kind or kind_inside or any(one in placed for one in range(at, last))):
        return None
    last += kind
    stop = last
    if last + 1 < end and tokens[last].text == "in":  # "Oru *in Lae Province*"
        within = _unit(tokens, last + 1, end, placed, called=False)
        stop = within.last if within is not None else last
    return _Unit(at, last, stop, kind or kind_inside)


def _name_end(tokens: list[Token], at: int, end: int) -> int:
    last = at
    while last < min(at + _LONGEST, end) and _is_capital(tokens[last]):
        last += 1
    return last


def _kind(token: Token) -> tuple[str, ...] | None:
    word = token.text.lower()
    return kinds_called_for(word) or kinds_of_several(word)


def _is_sound(tokens: list[Token], units: list[_Unit], end: int) -> bool:
    """Whether names are a list of places, and no two phrases or clauses that meet at "and"."""
    inside = range(units[0].first, units[-1].end)
    within = [unit.end > unit.last for unit in units]
    if any(within[:-1]) and not all(within):
        return False  # "in Homs *in Syria and Lebanon*"
    if all(country_of(spelled(tokens, unit.first, unit.last)) for unit in units):
        return False
    last = units[-1]
    behind = tokens[last.end].text if last.end < end else "."
    if behind in ("'s", "’s", "-"):
        return False  # "Lae and *Suva's* mayor", "Berlin and *Rhineland*-Palatinate"
    for unit in units:
        word = tokens[unit.head(tokens)]
        if unit is not units[0] and word.deprel.split(":")[0] in _CLAUSES and word.head not in inside:
            return False  # "clashes in Lae, and *Suva* says"
        if word.head >= last.end and word.deprel in ("compound", "amod", "nmod:poss", "flat"):
            return False  # "Lae and *Suva* officials"
    return True


def _join(tokens: list[Token], units: list[_Unit], begin: int, end: int) -> bool:
    before = tokens[begin:end]
    inside = range(units[0].first, units[-1].end)
    heads = [unit.head(tokens) for unit in units]
    host = heads[0]
    top = next((one for one in heads if tokens[one].head not in inside), host)
    if top != host:
        for index in range(begin, inside.start):
            if tokens[index].head == top:
                hang(tokens, index, host)  # "*in* Lae and Sepik provinces"
        tokens[host] = msgspec.structs.replace(
            tokens[host], head=tokens[top].head, deprel=tokens[top].deprel
        )
    for unit, head in zip(units, heads, strict=True):
        if head != host:
            hang(tokens, head, host, "conj")
        for index in range(unit.first, unit.last):
            outside = tokens[index].head not in range(unit.first, unit.last)
            if index != head and (outside or tokens[index].deprel.split(":")[0] in _CLAUSES):
                hang(tokens, index, head, "compound" if unit.kind else "flat")
        if unit.end > unit.last:
            within = range(unit.last + 1, unit.end)
            top = next(iter(outer(tokens, within)), unit.end - 1)
            hang(tokens, top, head, "nmod")
    kind = tokens[heads[-1]]
    if units[-1].kind and kinds_of_several(kind.text.lower()) and kind.upos == "PROPN":
        tokens[heads[-1]] = msgspec.structs.replace(kind, lemma=singular(kind.text.lower()))
    for left, right in zip(units, heads[1:], strict=False):
        for index in range(left.end, min(left.end + 2, right)):
            if tokens[index].text in _AND:
                hang(tokens, index, right, "cc")
            elif tokens[index].text == ",":
                hang(tokens, index, right, "punct")
    return before != tokens[begin:end]
