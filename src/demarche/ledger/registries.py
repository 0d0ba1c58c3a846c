"""Actors, places, sources and words: each distinct one has a row of its own to be pointed at."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from demarche.ledger.store import Store
from demarche.records import EventPlace, Party

COLUMNS = {
    "actors": ("id", "name", "country", "sector"),
    "places": ("name", "country", "latitude", "longitude", "geonameid"),
    "sources": ("name",),
    "vocabulary": ("word",),
}
KEPT = 100_000  # numbers kept in memory, of each kind
_APART = re.compile(r"[\W_]+")
_Key = tuple[Any, ...]


def plain(name: str) -> str:
    """A name for looking up: lower case, no accents, a blank for all that is no letter or digit."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _APART.sub(" ", bare).strip().lower()


class Registries:
    """The numbers of actors, places, sources and words in an open ledger; new ones are entered.

    ``prefix`` names other tables of the same kind, whose numbers run below zero: for
    events that are only folded for one question.
    """

    def __init__(self, store: Store, prefix: str = "") -> None:
        self.store, self._prefix = store, prefix
        self._known: dict[str, dict[_Key, int]] = {table: {} for table in COLUMNS}

    def forget(self) -> None:
        """Let go of all numbers, after a transaction that failed."""
        for known in self._known.values():
            known.clear()

    def learn(self, *, actors: Iterable[Party], places: Iterable[EventPlace], sources: Iterable[str]) -> None:
        """Make sure that all of these have numbers, within a transaction."""
        self._learn("actors", {msgspec.structs.astuple(one) for one in actors})
        self._learn("places", {_place(one) for one in places})
        self._learn("sources", {(name,) for name in sources})

    def words(self, words: Iterable[str]) -> dict[str, int]:
        """The numbers of words, within a transaction."""
        keys = {(word,) for word in words}
        self._learn("vocabulary", keys)
        known = self._known["vocabulary"]
        return {key[0]: known[key] for key in keys}

    def actor(self, party: Party) -> int:
        """The number of an actor that was learnt."""
        return self._known["actors"][msgspec.structs.astuple(party)]

    def place(self, place: EventPlace) -> int:
        """The number of a place that was learnt, whatever its role."""
        return self._known["places"][_place(place)]

    def source(self, name: str) -> int:
        """The number of a source that was learnt."""
        return self._known["sources"][(name,)]

    def _learn(self, table: str, keys: set[_Key]) -> None:
        known = self._known[table]
        if len(known) > KEPT:
            known.clear()
        missing = {_hash(key): key for key in keys - known.keys()}
        if not missing:
            return
        query = f"SELECT hash, number FROM {table} WHERE hash IN (SELECT unnest(?::UBIGINT[]))"
        for digest, number in self.store.rows(query, [sorted(missing)]):
            known[missing.pop(digest)] = number
        if missing:
            self._enter(table, sorted(missing.items(), key=lambda item: [str(part) for part in item[1]]))

    def _enter(self, table: str, rows: Sequence[tuple[int, _Key]]) -> None:
        target = f"{self._prefix}{table}"
        ends = "min(number), 0) - 1" if self._prefix else "max(number), 0) + 1"
        first = int(self.store.rows(f"SELECT coalesce({ends} FROM {target}")[0][0])
        numbers = [first - index if self._prefix else first + index for index in range(len(rows))]
        names = COLUMNS[table]
        columns: dict[str, list[Any]] = {"number": numbers, "hash": [digest for digest, _ in rows]}
        for index, name in enumerate(names):
            columns[name] = [key[index] for _, key in rows]
        if "name" in names:
            columns["plain"] = [plain(key[names.index("name")]) for _, key in rows]
        self.store.insert(target, columns)
        self._known[table].update({key: number for (_, key), number in zip(rows, numbers, strict=True)})


def _place(place: EventPlace) -> _Key:
    return place.name, place.country, place.latitude, place.longitude, place.geonameid


def _hash(key: _Key) -> int:
    return int.from_bytes(hashlib.blake2b(repr(key).encode("utf-8", "replace"), digest_size=8).digest())


def key_number(key: str) -> int:
    """A key as a number of 32 bits; two keys that share one only cost a comparison."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest())
