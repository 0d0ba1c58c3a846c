"""Places named with what they lie in, which a parse has taken for a list or for one place called twice.

"Officials in Georgia, *United States*" are of one country, "police in Punjab, *Pakistan*" of that one.
"""

from __future__ import annotations

from demarche.knowledge import countries, gazetteer
from demarche.reading.repair_tokens import hang, outer, spelled
from demarche.records import Token

_LONGEST = 4  # words of a place's name
_UNMARKED = "nmod:unmarked"  # as the treebanks have "Austin, *Texas*"


def containers(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs countries and regions on the places before them that lie in them, in place."""
    changed = False
    for comma in range(begin + 1, end - 1):
        if tokens[comma].text != "," or tokens[comma - 1].upos != "PROPN":
            continue
        last = _container_end(tokens, comma + 1, end)
        heads = outer(tokens, range(comma + 1, last))
        if len(heads) != 1 or tokens[heads[0]].deprel not in ("conj", "appos"):
            continue
        head = heads[0]
        place = tokens[head].head
        if not begin <= place < comma:
            continue
        within = _codes(spelled(tokens, comma + 1, last))
        if not _lies_in(tokens, place, comma, within) or _goes_on(tokens, place, head, last, end):
            continue
        hang(tokens, head, place, _UNMARKED)
        changed = True
    return changed


def _container_end(tokens: list[Token], first: int, end: int) -> int:
    """The end of the country's or region's name that begins at ``first``, ``first`` where there is none."""
    for last in range(min(first + _LONGEST, end), first, -1):
        if tokens[last - 1].upos != "PUNCT" and _codes(spelled(tokens, first, last)):
            return last
    return first


def _codes(name: str) -> set[tuple[str | None, str | None]]:
    """The (country, region) that a name stands for, the region None where it is a whole country."""
    if not name[:1].isupper():
        return set()
    code = countries.country_of(name)
    if code is not None:
        return {(code, None)}
    return {(one.country, one.name) for one in gazetteer.look_up(name) if one.kind == "region"}


def _lies_in(tokens: list[Token], place: int, comma: int, within: set[tuple[str | None, str | None]]) -> bool:
    """Whether a place of the name that ends before a comma lies in one of some countries or regions."""
    for first in range(max(0, comma - _LONGEST), place + 1):
        for entry in gazetteer.look_up(spelled(tokens, first, comma)):
            whole = (entry.country, None) in within and entry.kind != "country"
            if whole or (entry.region is not None and (entry.country, entry.region) in within):
                return True
    return False


def _goes_on(tokens: list[Token], place: int, container: int, last: int, end: int) -> bool:
    """Whether a list goes on behind: "Niger, *Nigeria and Chad*"."""
    joined = range(last, end)
    return any(
        tokens[one].deprel == "conj" and tokens[one].head in (place, container) for one in joined
    ) or (last < end and tokens[last].text in ("and", "or"))
