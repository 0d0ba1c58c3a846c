"""A ledger in Python: reports in, events, plans and sources out.

>>> from demarche.ledger import Ledger
>>> with Ledger.open("news.duckdb") as ledger:
...     ledger.add("reports.jsonl")
...     ledger.events(actor="PRK", type="CONSULT").to_polars()
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from demarche.intake import Incoming, Problem, incoming
from demarche.ledger import asking_who
from demarche.ledger import corrections as layer
from demarche.ledger.adding import MAX_CHARACTERS, Adder, Summary
from demarche.ledger.answers import Answer
from demarche.ledger.asking import Asking
from demarche.ledger.catching_up import catch_up
from demarche.ledger.citing import citation
from demarche.ledger.corrections import Correction
from demarche.ledger.errors import LedgerError
from demarche.ledger.filters import Filters
from demarche.ledger.reading_pool import Pool, Reads, load_reader
from demarche.ledger.relinking import Relinker
from demarche.ledger.rereading import Reread, outdated, reread
from demarche.ledger.store import Store
from demarche.ledger.track_record import SourceRecord, records_of
from demarche.records import ActorEntry, Event, PlaceEntry, Plan, Report


class Ledger:
    """An open ledger. Close it, or use it in a ``with`` block; one process at a time has it.

    Everything that goes wrong with the file is a LedgerError with a way out.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asking = Asking(store)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Ledger:
        """Open a ledger, and make it where there is none (unless it is to be read only)."""
        store = Store(path, read_only=read_only)
        try:
            catch_up(store)
        except BaseException:
            store.close()
            raise
        return cls(store)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @property
    def backup(self) -> Path | None:
        """The copy that was put aside, if opening brought an older ledger up to date."""
        return self._store.backup

    def add(
        self, what: str | os.PathLike[str] | Report | Iterable[str | os.PathLike[str] | Report], *,
        published: dt.date | None = None, workers: int = 1, max_characters: int = MAX_CHARACTERS,
        progress: Callable[[int], None] | None = None, load: Callable[[], Reads] = load_reader,
    ) -> Summary:  # fmt: skip
        """Read reports into the ledger: records, files, folders, patterns, or "-".

        ``published`` is the day of those that say none. With more than one worker, reading
        goes on in processes of its own, and a script needs the guard ``if __name__ ==
        "__main__"``. ``load`` gives the reader. Whatever ends it leaves whole windows of
        reports; adding the same again goes on from there.
        """
        single = isinstance(what, str | os.PathLike | Report)
        items = [what] if single else what
        self._asking.forget()
        with Pool(workers, load) as pool:
            adder = Adder(self._store, pool, max_characters=max_characters)
            return adder.add(_incoming(items, published), progress)  # type: ignore[arg-type]

    def events(
        self, *, as_of: dt.date | None = None, sort: str = "time", limit: int | None = None, offset: int = 0,
        **filters: Any,
    ) -> Answer[Event]:  # fmt: skip
        """The events that fulfil some filters (``demarche.ledger.filters.Filters``), in order.

        As of a day, what was published later is left out. ``sort`` is time, said, mentions
        or words, with "-" before it for the last or the most first.
        """
        found = self._asking.events(Filters(**filters), as_of, sort=sort, limit=limit, offset=offset)
        return Answer(found, Event)

    def plans(
        self, *, as_of: dt.date | None = None, sort: str = "due", limit: int | None = None, offset: int = 0,
        **filters: Any,
    ) -> Answer[Plan]:  # fmt: skip
        """The events that were spoken of ahead of their time, with what became of them by a day.

        Besides the filters of events: ``state``, and ``due``, days ahead.
        """
        found = self._asking.plans(Filters(**filters), as_of, sort=sort, limit=limit, offset=offset)
        return Answer(found, Plan)

    def count(self, *, as_of: dt.date | None = None, plans: bool = False, **filters: Any) -> int:
        """How many events, or plans, fulfil some filters."""
        return self._asking.count(Filters(**filters), as_of, plans=plans)

    def sources(self, *, as_of: dt.date | None = None) -> Answer[SourceRecord]:
        """How much each source announced and what came of it, those that announced most first."""
        return Answer(records_of(self._asking.courses(as_of)), SourceRecord)

    def actors(self, name: str, *, as_of: dt.date | None = None) -> Answer[ActorEntry]:
        """Who a name, or a part of one, may mean: other names, country, offices and their days."""
        return Answer(asking_who.actors(self._store, name, as_of), ActorEntry)

    def places(self, name: str | None = None, *, as_of: dt.date | None = None) -> Answer[PlaceEntry]:
        """The places of acts, those with most acts first; only those whose names hold ``name``."""
        return Answer(asking_who.places(self._store, name, as_of), PlaceEntry)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> duckdb.DuckDBPyConnection:
        """Run a query on the documented tables and views; the result has ``fetchall``, ``df``, …

        Nothing keeps the query from writing unless the ledger was opened to be read only.
        """
        return self._store.run(query, parameters)

    def lock_down(self) -> None:
        """From here on, no query of this ledger reaches another file."""
        self._store.lock_down()

    def cite(self, event: Event | str) -> str:
        """The line by which an event is cited."""
        if isinstance(event, str):
            event = self.event(event)
        return citation(self._store, event)

    def event(self, name: str) -> Event:
        """The event of an id, also of one that it had before; LedgerError where there is none."""
        found = self.events(ids=[name])
        if found:
            return found[0]
        moved = layer.past_place(self._store, name.removeprefix("evt_"))
        there = layer.places(self._store, [moved]) if moved else {}
        for number in there.values():
            found = self.events(ids=[layer.mention_id(self._store, number)])
            if found:
                return found[0]
        raise LedgerError(f"there is no event {name} in {self._store.path}")

    def corrections(self, *, undone: bool = False) -> Answer[Correction]:
        """The corrections that stand, in order; all that were ever made, if asked for."""
        return Answer(layer.corrections(self._store, undone=undone), Correction)

    def set(self, event: str, field: str, value: str, *, who: str, why: str) -> Correction:
        """Put a field of an event right."""
        spans = layer.held_by(self._store, [self.event(event).mentions[0].id])
        return self._correct(layer.made("set", who=who, why=why, spans=spans, field=field, value=value))

    def reject(self, mention: str, *, who: str, why: str) -> Correction:
        """Leave a mention out of all events: it is no act, or misread throughout."""
        spans = layer.held_by(self._store, [mention])
        return self._correct(layer.made("reject", who=who, why=why, spans=spans))

    def merge(self, events: Sequence[str], *, who: str, why: str) -> Correction:
        """Make some events one."""
        firsts = dict.fromkeys(self.event(name).mentions[0].id for name in events)
        spans = layer.held_by(self._store, list(firsts))
        return self._correct(layer.made("merge", who=who, why=why, spans=spans))

    def split(self, mentions: Sequence[str], *, who: str, why: str) -> Correction:
        """Make some mentions of an event an event of their own."""
        spans = layer.held_by(self._store, mentions)
        return self._correct(layer.made("split", who=who, why=why, spans=spans))

    def rename(self, old: str, new: str, *, who: str, why: str) -> Correction:
        """Show an actor, by name or id, under another name wherever it takes part."""
        return self._correct(layer.made("rename", who=who, why=why, field=old, value=new))

    def undo(self, correction: str) -> Correction:
        """Take a correction back."""
        with self._changing() as relinker:
            found = layer.undo(self._store, correction)
            relinker.update([], layer.touched(self._store, [found]))
        return found

    def import_corrections(self, found: Iterable[Correction]) -> list[Correction]:
        """Take in corrections that were exported; returns those that are new."""
        return self._enter(list(found))

    def outdated(self, *, everything: bool = False) -> int:
        """How many reports an older reader or codebook read."""
        return outdated(self._store, everything=everything)

    def reread(
        self, *, everything: bool = False, workers: int = 1, progress: Callable[[int], None] | None = None,
        load: Callable[[], Reads] = load_reader,
    ) -> Reread:  # fmt: skip
        """Read again what an older reader or codebook read; corrections stay."""
        self._asking.forget()
        with Pool(workers, load) as pool:
            return reread(self._store, pool, everything=everything, progress=progress)

    def _correct(self, one: Correction) -> Correction:
        self._enter([one])
        return one

    def _enter(self, found: list[Correction]) -> list[Correction]:
        with self._changing() as relinker:
            new = layer.enter(self._store, found)
            relinker.update([], layer.touched(self._store, new))
        return new

    def _changing(self) -> _Changing:
        self._asking.forget()
        return _Changing(self._store)


class _Changing:
    """A transaction that ends with the events in step."""

    def __init__(self, store: Store) -> None:
        self._transaction = store.transaction()
        self._relinker = Relinker(store)

    def __enter__(self) -> Relinker:
        self._transaction.__enter__()
        return self._relinker

    def __exit__(self, *error: Any) -> None:
        self._transaction.__exit__(*error)


def _incoming(
    items: Iterable[str | os.PathLike[str] | Report], published: dt.date | None
) -> Iterator[Incoming | Problem]:
    for item in items:
        if isinstance(item, Report):
            yield Incoming(item, True, None)
        else:
            yield from incoming([os.fspath(item)], published)
