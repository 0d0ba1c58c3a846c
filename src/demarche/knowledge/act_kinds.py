"""Kinds of acts: which trigger words can name one act in two reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "act_kinds.tsv"
_COLUMNS = ("type", "kind", "words", "near")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act within a PLOVER type, with the kinds that may name the same act."""

    name: str
    near: frozenset[str]


def kind_of(act_type: str, word: str) -> Kind | None:
    """The kind that a trigger's lemma names within a type; the first row that has it wins."""
    return _table().get((act_type, word))


def any_kind(word: str) -> Kind | None:
    """The kind that a lemma names, whatever the type; the first row that has it wins."""
    return _any().get(word)


@cache
def _any() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for (_, word), kind in _table().items():
        found.setdefault(word, kind)
    return found


@cache
def _table() -> dict[tuple[str, str], Kind]:
    found: dict[tuple[str, str], Kind] = {}
    names: dict[str, set[str]] = {}
    wanted: list[tuple[int, str, str]] = []
    for number, row in rows(TABLE, _COLUMNS):
        if not (row["type"] and row["kind"] and row["words"]):
            raise complain(TABLE, number, "type, kind and words are needed")
        kind = Kind(row["kind"], frozenset(values(row["near"])))
        names.setdefault(row["type"], set()).add(kind.name)
        wanted.extend((number, row["type"], near) for near in kind.near)
        for word in values(row["words"]):
            if word != word.lower():
                raise complain(TABLE, number, f"{word!r} is not in lower case")
            found.setdefault((row["type"], word), kind)
    for number, act_type, near in wanted:
        if near not in names[act_type]:
            raise complain(TABLE, number, f"{act_type} has no kind {near!r}")
    return found
