"""Old readings brought up to date: read again what an older reader or codebook read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from demarche.ledger.adding import insert_mentions, retire_mentions, version_number
from demarche.ledger.mention_rows import COLUMNS, mention_of
from demarche.ledger.reading_pool import Failure, Pool
from demarche.ledger.relinking import Relinker
from demarche.ledger.store import Store
from demarche.ledger.versions import current
from demarche.ledger.word_index import enter_words
from demarche.records import Mention, Report

WINDOW_REPORTS = 512


class Change(msgspec.Struct, frozen=True):
    """How the reading of one report differs from the old one at one place.

    ``kind`` is new, gone or changed; ``fields`` are those that changed.
    """

    report: str
    kind: str
    trigger: str
    start: int
    end: int
    type: str
    fields: tuple[str, ...] = ()


class Reread(msgspec.Struct):
    """How many reports were read again, what changed, and which could not be read."""

    reports: int = 0
    same: int = 0
    changes: list[Change] = []
    failed: list[str] = []


def outdated(store: Store, *, everything: bool = False) -> int:
    """How many reports an older version read."""
    return int(store.rows(f"SELECT count(*) {_old(store, everything)}")[0][0])


def reread(
    store: Store, pool: Pool, *, everything: bool = False, progress: Callable[[int], None] | None = None
) -> Reread:
    """Read the reports of older versions again; what they said before goes to the past mentions.

    A mention that is read as before keeps its place. Each window is one transaction, so
    that an interrupted run goes on where it was.
    """
    found = Reread()
    relinker = Relinker(store)
    numbers = [number for (number,) in store.rows(f"SELECT number {_old(store, everything)} ORDER BY number")]
    for start in range(0, len(numbers), WINDOW_REPORTS):
        window = numbers[start : start + WINDOW_REPORTS]
        reports = dict(_reports(store, window))
        outcomes = pool.submit(list(reports.values()))()
        try:
            with store.transaction():
                fresh: dict[int, tuple[Mention, ...]] = {}
                for number, outcome in zip(reports, outcomes, strict=True):
                    if isinstance(outcome, Failure):
                        found.failed.append(reports[number].id)
                    else:
                        fresh[number] = outcome.mentions
                _replace(store, relinker, reports, fresh, found)
        except BaseException:
            relinker.forget()
            raise
        if progress:
            progress(len(window))
    return found


def _old(store: Store, everything: bool) -> str:
    if everything:
        return "FROM reports"
    version = current()
    known = store.rows(
        "SELECT number FROM versions WHERE reader = ? AND codebook = ?", [version.reader, version.codebook]
    )
    numbers = ", ".join(str(int(number)) for (number,) in known) or "-1"
    return f"FROM reports WHERE version NOT IN ({numbers})"


def _reports(store: Store, numbers: list[int]) -> Iterator[tuple[int, Report]]:
    rows = store.rows(
        "SELECT number, id, text, published, title, publisher, url, outlets FROM reports "
        "WHERE number IN (SELECT unnest(?::INTEGER[])) ORDER BY number",
        [numbers],
    )
    for number, name, text, published, title, publisher, url, outlets in rows:
        yield number, Report(
            id=name, text=text, published=published, title=title, publisher=publisher, url=url,
            outlets=tuple(outlets or ()),
        )  # fmt: skip


def _replace(
    store: Store, relinker: Relinker, reports: dict[int, Report], fresh: dict[int, tuple[Mention, ...]],
    found: Reread,
) -> None:  # fmt: skip
    old: dict[int, dict[str, tuple[int, Mention]]] = {number: {} for number in fresh}
    query = f"SELECT report, number, {', '.join(COLUMNS)} FROM mentions WHERE report "
    query += "IN (SELECT unnest(?::INTEGER[]))"
    for report, number, *row in store.rows(query, [list(fresh)]):
        mention = mention_of(row, reports[report].id, reports[report].text)
        old[report][mention.id] = number, mention
    gone: list[int] = []
    new: list[tuple[int, Mention, Report]] = []
    for number, mentions in fresh.items():
        found.reports += 1
        before = len(found.changes)
        names = {mention.id for mention in mentions}
        for mention in mentions:
            had = old[number].get(mention.id)
            if had is not None and had[1] == mention:
                continue
            new.append((number, mention, reports[number]))
            if had is None:
                found.changes.append(_change(mention, "new"))
            else:
                gone.append(had[0])
                found.changes.append(_change(mention, "changed", _differing(mention, had[1])))
        for name, (place, mention) in old[number].items():
            if name not in names:
                gone.append(place)
                found.changes.append(_change(mention, "gone"))
        found.same += before == len(found.changes)
    touched = retire_mentions(store, relinker, gone, "reread") if gone else set()
    version = version_number(store, current())
    store.run(
        "UPDATE reports SET version = ? WHERE number IN (SELECT unnest(?::INTEGER[]))", [version, list(fresh)]
    )
    numbers = insert_mentions(store, new)
    enter_words(store, relinker.registries, zip(numbers, (mention for _, mention, _ in new), strict=True))
    relinker.update(numbers, touched)


def _differing(one: Mention, other: Mention) -> tuple[str, ...]:
    return tuple(name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name))


def _change(mention: Mention, kind: str, fields: tuple[str, ...] = ()) -> Change:
    trigger = mention.trigger
    return Change(mention.report, kind, trigger.text, trigger.start, trigger.end, mention.type, fields)
