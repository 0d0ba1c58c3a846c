"""Names completed in an open ledger: kept beside the mentions, which stay as they were read.

``known_names`` decides; this looks up and keeps. What earlier reports say of a name is
looked up by a part of it and by days. Where reports come in or go, only those mentions are
looked at again whose day lies behind theirs, and before the next day on which the same
name is said again: that day's words tell the later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from demarche.ledger.dated import Dated
from demarche.ledger.known_names import HORIZON_DAYS, Said, attested, completion, incomplete
from demarche.ledger.registries import Registries, key_number
from demarche.ledger.store import Store
from demarche.records import Party

_CHOSEN = "IN (SELECT unnest(?::INTEGER[]))"
Known = dict[Party, Party]  # what names of a mention become


class _Short(msgspec.Struct, frozen=True):
    """A name that lacks something, in a mention: its part, day, and the number of the name."""

    part: int
    day: int
    mention: int
    actor: int


class _Kept(msgspec.Struct, frozen=True):
    """The number of what a name becomes; that of the full name by which it does, and its last day."""

    known: int
    said: int
    day: int


class Completing:
    """Keeps the completed names of an open ledger in step with its mentions.

    Call it within the transaction that writes the mentions: ``leave`` and ``enter``, then
    ``settle``.
    """

    def __init__(self, store: Store, registries: Registries) -> None:
        self.store, self.registries = store, registries
        self._moved: set[tuple[int, int, int]] = set()  # part, name and day that came or went
        self._new: list[_Short] = []

    def forget(self) -> None:
        """Let go of what was entered and not settled, after a transaction that failed."""
        self._moved.clear()
        self._new.clear()

    def enter(self, mentions: Mapping[int, Dated]) -> None:
        """Keep the names of new mentions, as they were read; those without a day tell nothing."""
        full: list[tuple[str, int, int, Party]] = []
        short: list[tuple[str, int, int, Party]] = []
        for number, dated in mentions.items():
            if dated.published is None:
                continue
            day, read = dated.published.toordinal(), dated.as_read or dated.mention
            full += [(part, day, number, one) for one, parts in attested(read).items() for part in parts]
            short += [(part, day, number, one) for one, part in incomplete(read).items()]
        self.registries.learn(actors=(row[-1] for row in (*full, *short)), places=(), sources=())
        self._moved.update((row.part, row.actor, row.day) for row in self._insert("full_names", full))
        self._new += self._insert("short_names", short)

    def _insert(self, table: str, found: Iterable[tuple[str, int, int, Party]]) -> list[_Short]:
        rows = [
            _Short(key_number(part), day, mention, self.registries.actor(party))
            for part, day, mention, party in found
        ]
        columns = {name: [getattr(row, name) for row in rows] for name in _Short.__struct_fields__}
        self.store.insert(table, columns)
        return rows

    def reconsider(self) -> None:
        """Have all names settled anew, as if all had just come in."""
        rows = self.store.rows("SELECT part, day, mention, actor FROM short_names")
        self._new = [_Short(*row) for row in rows]

    def leave(self, mentions: Iterable[int]) -> None:
        """Take out the names of mentions that go."""
        numbers = list(mentions)
        rows = self.store.rows(
            f"SELECT part, actor, day FROM full_names WHERE mention {_CHOSEN}", [numbers]
        )
        self._moved.update((part, actor, day) for part, actor, day in rows)
        for table in ("full_names", "short_names", "known_names"):
            self.store.delete(table, "mention", numbers)

    def settle(self) -> dict[int, Known]:
        """Complete what came in, and what this changes of what was there.

        Returns the mentions that are known under other names than before, each with all that
        is known of it now.
        """
        short = [*self._new, *self._shaken()]
        self.forget()
        if not short:
            return {}
        before = self._kept({one.mention for one in short})
        after = {mention: dict(names) for mention, names in before.items()}
        for one, found in self._completions(short):
            names = after.setdefault(one.mention, {})
            if found is None:
                names.pop(one.actor, None)
            else:
                names[one.actor] = found
        renewed = {mention: names for mention, names in after.items() if names != before.get(mention, {})}
        self._write(renewed)
        return self.of(
            mention
            for mention, names in renewed.items()
            if {one: row.known for one, row in names.items()}
            != {one: row.known for one, row in before.get(mention, {}).items()}
        )

    def of(self, mentions: Iterable[int]) -> dict[int, Known]:
        """What is known of the names of some mentions, each of them in the answer."""
        found: dict[int, Known] = {mention: {} for mention in mentions}
        rows = self.store.rows(
            f"SELECT mention, actor, known FROM known_names WHERE mention {_CHOSEN}", [sorted(found)]
        )
        parties = self._parties(number for _, *both in rows for number in both)
        for mention, actor, known in rows:
            found[mention][parties[actor]] = parties[known]
        return found

    def _shaken(self) -> list[_Short]:
        """The names, of mentions that were there, that may become others by what came or went.

        A name that is said again tells later days nothing else than its last day does. The
        bounds on the day let the table's older and newer parts be passed over.
        """
        if not self._moved:
            return []
        part, actor, day = (list(column) for column in zip(*sorted(self._moved), strict=True))
        rows = self.store.rows(
            """
            WITH moved AS (
                SELECT unnest($part::UINTEGER[]) AS part, unnest($actor::INTEGER[]) AS actor,
                       unnest($day::INTEGER[]) AS day
            ), later AS (
                SELECT moved.actor, moved.day AS since, short.* EXCLUDE (actor), short.actor AS short
                FROM moved JOIN short_names AS short ON short.part = moved.part
                AND short.day > moved.day AND short.day <= moved.day + $horizon
                WHERE short.day > $first AND short.day <= $last
            )
            SELECT DISTINCT part, day, mention, short FROM later WHERE NOT EXISTS (
                SELECT 1 FROM full_names AS again WHERE again.part = later.part
                AND again.actor = later.actor AND again.day > later.since AND again.day < later.day
            )
            """,
            {
                "part": part, "actor": actor, "day": day, "horizon": HORIZON_DAYS,
                "first": min(day), "last": max(day) + HORIZON_DAYS,
            },
        )  # fmt: skip
        new = set(self._new)
        return [one for one in (_Short(*row) for row in rows) if one not in new]

    def _completions(self, short: Sequence[_Short]) -> list[tuple[_Short, _Kept | None]]:
        """What each name becomes, by what was said of it within the horizon before its day."""
        said: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for part, day, actor, last in self._said({(one.part, one.day) for one in short}):
            said.setdefault((part, day), []).append((actor, last))
        parties = self._parties(
            [*(one.actor for one in short), *(actor for found in said.values() for actor, _ in found)]
        )
        numbers = {party: number for number, party in parties.items()}
        found = []
        for one in short:
            words = said.get((one.part, one.day), ())
            made = completion(parties[one.actor], [Said(parties[actor], last) for actor, last in words])
            found.append((one, made))
        self.registries.learn(actors=(made.party for _, made in found if made), places=(), sources=())
        number = self.registries.actor
        return [
            (one, _Kept(number(made.party), numbers[made.by.party], made.by.day) if made else None)
            for one, made in found
        ]

    def _said(self, wanted: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
        """For each part and day the full names that were said before, each with its last day."""
        part, day = (list(column) for column in zip(*sorted(wanted), strict=True))
        rows = self.store.rows(
            """
            WITH short AS (SELECT unnest($part::UINTEGER[]) AS part, unnest($day::INTEGER[]) AS day)
            SELECT short.part, short.day, said.actor, max(said.day)
            FROM short JOIN full_names AS said ON said.part = short.part
            AND said.day < short.day AND said.day >= short.day - $horizon
            WHERE said.day >= $first AND said.day < $last
            GROUP BY short.part, short.day, said.actor
            """,
            {
                "part": part, "day": day, "horizon": HORIZON_DAYS, "first": min(day) - HORIZON_DAYS,
                "last": max(day),
            },
        )  # fmt: skip
        return [(part, day, actor, last) for part, day, actor, last in rows]

    def _parties(self, numbers: Iterable[int]) -> dict[int, Party]:
        wanted = sorted(set(numbers))
        if not wanted:
            return {}
        rows = self.store.rows(
            f"SELECT number, id, name, country, sector FROM actors WHERE number {_CHOSEN}", [wanted]
        )
        return {number: Party(*row) for number, *row in rows}

    def _kept(self, mentions: set[int]) -> dict[int, dict[int, _Kept]]:
        found: dict[int, dict[int, _Kept]] = {}
        rows = self.store.rows(
            f"SELECT mention, actor, known, said, day FROM known_names WHERE mention {_CHOSEN}",
            [sorted(mentions)],
        )
        for mention, actor, *row in rows:
            found.setdefault(mention, {})[actor] = _Kept(*row)
        return found

    def _write(self, renewed: Mapping[int, Mapping[int, _Kept]]) -> None:
        self.store.delete("known_names", "mention", renewed)
        rows = [(mention, actor, row) for mention, names in renewed.items() for actor, row in names.items()]
        self.store.insert(
            "known_names",
            {
                "mention": [mention for mention, _, _ in rows],
                "actor": [actor for _, actor, _ in rows],
                "known": [row.known for _, _, row in rows],
                "said": [row.said for _, _, row in rows],
                "day": [row.day for _, _, row in rows],
            },
        )
