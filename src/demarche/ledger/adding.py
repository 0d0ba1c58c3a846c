"""Reports in: known ones passed over, edited ones put in the place of what they replace.

Reports are read in windows of some hundreds, several windows at once; each window is
written in one transaction with the links and events that it changes. Whatever ends the
process leaves whole windows, and the same command goes on from there.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

import msgspec

from demarche.intake import Incoming, Problem
from demarche.ledger import near_copies
from demarche.ledger.errors import LedgerError
from demarche.ledger.identity import Entry, verdicts
from demarche.ledger.mention_rows import columns_of
from demarche.ledger.reading_pool import Failure, Outcome, Pool
from demarche.ledger.relinking import Relinker
from demarche.ledger.store import Store
from demarche.ledger.versions import Version, current
from demarche.ledger.word_index import enter_words
from demarche.records import Mention, Report

WINDOW_REPORTS = 512
WINDOW_CHARACTERS = 400_000
IN_FLIGHT = 3  # windows that are read while an earlier one is written
HANDFUL = 40  # reports that are read here rather than in processes of their own
MAX_CHARACTERS = 2_000_000  # of one report


class Summary(msgspec.Struct):
    """What became of the reports that were to be added.

    ``skipped`` holds for each reason the places (files, lines, ids) that it was found at.
    """

    added: int = 0
    already: int = 0
    copies: int = 0  # of those added, how many are near-copies of another report
    superseded: int = 0  # of those added, how many replace an earlier text
    undated: int = 0
    mentions: int = 0
    events: int = 0  # written anew
    seconds: float = 0.0
    skipped: dict[str, list[str]] = {}

    def skip(self, reason: str, place: str) -> None:
        """Count a report that is not added."""
        self.skipped.setdefault(reason, []).append(place)

    @property
    def failed(self) -> int:
        """How many were skipped."""
        return sum(map(len, self.skipped.values()))


class Adder:
    """Adds reports to an open ledger."""

    def __init__(self, store: Store, pool: Pool, *, max_characters: int = MAX_CHARACTERS) -> None:
        self.store, self.pool = store, pool
        self.max_characters = max_characters
        self.summary = Summary()
        self.relinker = Relinker(store)
        self._flight: deque[tuple[list[Entry], Callable[[], list[Outcome]]]] = deque()
        self._progress: Callable[[int], None] | None = None
        self._told = 0
        self._pending: dict[tuple[str, str], int] = {}  # identities on their way, with their texts' hashes

    def add(
        self, items: Iterable[Incoming | Problem], progress: Callable[[int], None] | None = None
    ) -> Summary:
        """Add what comes in; ``progress`` is told after each window how many more are done with."""
        began = time.monotonic()
        self._progress = progress
        window: list[Entry] = []
        size = 0
        for item in items:
            entry = self._entry(item)
            if entry is None:
                continue
            known = {self._pending[name] for name in entry.identities if name in self._pending}
            namesake = self._pending.get(("name", entry.report.id))
            if namesake is not None and not known and namesake != entry.hash:
                entry = entry.apart()
            elif namesake is not None:
                known.add(namesake)
            if entry.hash in known:
                self.summary.already += 1
                continue
            if known:  # another text of a report that is on its way: that one first
                self._submit(window)
                self._drain()
                window, size = [], 0
            self._pending.update(dict.fromkeys(_names(entry), entry.hash))
            window.append(entry)
            size += len(entry.report.text)
            if len(window) >= WINDOW_REPORTS or size >= WINDOW_CHARACTERS:
                self._submit(window)
                window, size = [], 0
        self._submit(window, last=True)
        self._drain()
        self.summary.seconds = time.monotonic() - began
        return self.summary

    def _tell(self) -> None:
        """Tell how many more reports are done with."""
        done = self.summary.added + self.summary.already + self.summary.failed
        if self._progress:
            self._progress(done - self._told)
        self._told = done

    def _entry(self, item: Incoming | Problem) -> Entry | None:
        if isinstance(item, Problem):
            place = item.path if item.line is None else f"{item.path}:{item.line}"
            self.summary.skip(item.message, place)
            return None
        report = item.report
        if len(report.text) > self.max_characters:
            self.summary.skip(
                f"longer than {self.max_characters:,} characters; split it into its reports, or allow it "
                "with --max-characters",
                report.id,
            )
            return None
        return Entry.of(report, named=item.named, path=item.path)

    def _submit(self, window: Sequence[Entry], *, last: bool = False) -> None:
        """Begin to read what the ledger does not have of a window; write an earlier one."""
        new = []
        for entry, verdict in zip(window, verdicts(self.store, window), strict=True):
            if verdict.known:
                self.summary.already += 1
                self._landed(entry)
            else:
                new.append(entry.judged(verdict))
        if new:
            here = last and not self._flight and len(new) <= HANDFUL
            self._flight.append((new, self.pool.submit([entry.report for entry in new], here=here)))
        while len(self._flight) > IN_FLIGHT:
            self._land()
        self._tell()

    def _landed(self, entry: Entry) -> None:
        for name in _names(entry):
            self._pending.pop(name, None)

    def _drain(self) -> None:
        while self._flight:
            self._land()
            self._tell()

    def _land(self) -> None:
        """Write the window that has been in flight longest."""
        window, outcomes = self._flight.popleft()
        read: list[tuple[Entry, tuple[Mention, ...]]] = []
        for entry, outcome in zip(window, outcomes(), strict=True):
            self._landed(entry)
            if isinstance(outcome, Failure):
                self.summary.skip(outcome.message, entry.report.id)
            else:
                read.append((entry, outcome.mentions))
        if read:
            self._write(read)

    def _write(self, read: list[tuple[Entry, tuple[Mention, ...]]]) -> None:
        """Write reports in one transaction; of some that no rule can link, find out which one it is."""
        try:
            with self.store.transaction():
                found = write(self.store, self.relinker, read)
        except LedgerError:
            self.relinker.forget()
            raise
        except Exception as error:
            self.relinker.forget()
            if len(read) > 1:
                self._write(read[: len(read) // 2])
                self._write(read[len(read) // 2 :])
            else:
                reason = f"its acts could not be linked ({type(error).__name__}: {error})"
                self.summary.skip(reason, read[0][0].report.id)
        except BaseException:
            self.relinker.forget()
            raise
        else:
            self.summary.added += len(read)
            self.summary.superseded += sum(entry.verdict.replaces is not None for entry, _ in read)
            self.summary.undated += sum(entry.report.published is None for entry, _ in read)
            self.summary.mentions += sum(len(mentions) for _, mentions in read)
            self.summary.copies += found.copies
            self.summary.events += found.events


def _names(entry: Entry) -> list[tuple[str, str]]:
    return [*entry.identities, ("name", entry.report.id)]


class Written(msgspec.Struct, frozen=True):
    """How many near-copies were among the reports of a window, and how many events it changed."""

    copies: int
    events: int


def write(store: Store, relinker: Relinker, read: Sequence[tuple[Entry, tuple[Mention, ...]]]) -> Written:
    """Put reports and their mentions into the ledger, and link them; within a transaction."""
    version = version_number(store, current())
    replaced = {entry.verdict.replaces: 0 for entry, _ in read if entry.verdict.replaces is not None}
    number = _next(store, "reports")
    numbers = {}
    for entry, _ in read:
        numbers[entry] = number
        if entry.verdict.replaces is not None:
            replaced[entry.verdict.replaces] = number
        number += 1
    touched, fellows = _replace(store, relinker, replaced)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    reports = [(numbers[entry], entry) for entry, _ in read]
    store.insert(
        "reports",
        {
            "number": [number for number, _ in reports],
            "id": [entry.report.id for _, entry in reports],
            "url": [entry.report.url for _, entry in reports],
            "publisher": [entry.report.publisher for _, entry in reports],
            "outlets": [list(entry.report.outlets) for _, entry in reports],
            "published": [entry.report.published for _, entry in reports],
            "title": [entry.report.title for _, entry in reports],
            "text": [entry.report.text for _, entry in reports],
            "hash": [entry.hash for _, entry in reports],
            "origin": [entry.origin for _, entry in reports],
            "copy_of": [number for number, _ in reports],
            "version": [version] * len(reports),
            "added_at": [now] * len(reports),
        },
    )
    near_copies.enter(
        store,
        [
            (number, report.published.toordinal() if report.published else None, report.text)
            for number, report in ((number, entry.report) for number, entry in reports)
        ],
    )
    moved = near_copies.regroup(store, fellows | {number for number, _ in reports})
    mine = {number for number, _ in reports}
    if moved - mine:
        again = mentions_of(store, moved - mine)
        relinker.forget(again)
        touched |= again
    rows = [(numbers[entry], mention, entry.report) for entry, mentions in read for mention in mentions]
    new = insert_mentions(store, rows)
    enter_words(store, relinker.registries, zip(new, (mention for _, mention, _ in rows), strict=True))
    firsts = first_copies(store, mine)
    known = zip(new, rows, strict=True)
    relinker.learn({number: (mention, report, firsts[place]) for number, (place, mention, report) in known})
    return Written(len(moved & mine), relinker.update(new, touched))


def insert_mentions(store: Store, found: Sequence[tuple[int, Mention, Report]]) -> list[int]:
    """Put mentions into their table; returns their numbers."""
    first = _next(store, "mentions")
    numbers = list(range(first, first + len(found)))
    store.insert(
        "mentions",
        {
            "number": numbers,
            "report": [report for report, _, _ in found],
            **columns_of([(mention, report.text) for _, mention, report in found]),
        },
    )
    return numbers


def retire_mentions(store: Store, relinker: Relinker, numbers: Sequence[int], why: str) -> set[int]:
    """Move mentions to the past ones, out of links and events; returns what was near them."""
    touched = relinker.removed(numbers)
    store.run(
        "INSERT INTO past_mentions SELECT mentions.*, reports.version, ?, ? FROM mentions "
        "JOIN reports ON reports.number = mentions.report "
        "WHERE mentions.number IN (SELECT unnest(?::INTEGER[]))",
        [why, dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0), list(numbers)],
    )
    store.delete("mentions", "number", numbers)
    store.delete("mention_words", "mention", numbers)
    return touched


def mentions_of(store: Store, reports: Iterable[int]) -> set[int]:
    """The numbers of the mentions of some reports."""
    rows = store.rows(
        "SELECT number FROM mentions WHERE report IN (SELECT unnest(?::INTEGER[]))", [sorted(reports)]
    )
    return {number for (number,) in rows}


def first_copies(store: Store, reports: Iterable[int]) -> dict[int, str]:
    """For each report the id of the earliest one with nearly the same text."""
    homes: dict[int, int] = dict(
        store.rows(
            "SELECT number, copy_of FROM reports WHERE number IN (SELECT unnest(?::INTEGER[]))",
            [sorted(reports)],
        )
    )
    names: dict[int, str] = dict(
        store.rows(
            "SELECT number, id FROM reports WHERE number IN (SELECT unnest(?::INTEGER[]))",
            [sorted(set(homes.values()))],
        )
    )
    return {number: names[home] for number, home in homes.items()}


def version_number(store: Store, version: Version) -> int:
    """The number of a version in the ledger, which is entered where it is new."""
    found = store.rows(
        "SELECT number FROM versions WHERE program = ? AND reader = ? AND codebook = ?",
        [version.program, version.reader, version.codebook],
    )
    if found:
        return int(found[0][0])
    number = int(store.rows("SELECT coalesce(max(number), 0) + 1 FROM versions")[0][0])
    store.insert(
        "versions",
        {
            "number": [number], "program": [version.program], "reader": [version.reader],
            "codebook": [version.codebook],
        },
    )  # fmt: skip
    return number


def _replace(store: Store, relinker: Relinker, replaced: dict[int, int]) -> tuple[set[int], set[int]]:
    """Move replaced reports to the past; returns neighbours of their mentions, and their copies."""
    if not replaced:
        return set(), set()
    old = sorted(replaced)
    touched = retire_mentions(store, relinker, sorted(mentions_of(store, old)), "edited")
    fellows = {
        number
        for (number,) in store.rows(
            "SELECT number FROM reports WHERE copy_of IN (SELECT copy_of FROM reports WHERE number IN "
            "(SELECT unnest(?::INTEGER[])))",
            [old],
        )
    } - set(old)
    store.run(
        "INSERT INTO past_reports SELECT reports.*, replacing.new FROM reports JOIN (SELECT "
        "unnest(?::INTEGER[]) AS old, unnest(?::INTEGER[]) AS new) AS replacing ON replacing.old = number",
        [old, [replaced[number] for number in old]],
    )
    store.delete("reports", "number", old)
    store.delete("bands", "report", old)
    return touched, fellows


def _next(store: Store, table: str) -> int:
    """The first number that no row of a table has had."""
    highest = f"(SELECT max(number) FROM {table}), (SELECT max(number) FROM past_{table})"
    return int(store.rows(f"SELECT greatest({highest}, 0) + 1")[0][0])


def workers_of(asked: int | None) -> int:
    """How many processes are to read: as many as asked for, else one for each processor."""
    if asked is not None:
        return max(1, asked)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
