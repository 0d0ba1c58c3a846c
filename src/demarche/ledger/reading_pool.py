"""Reading reports in several processes, each with the model loaded once.

A task is some reports of like length. What cannot be read does not take the rest of its
task with it. Workers end when the process that started them does, however it ends.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Protocol, cast

import msgspec

from demarche.ledger.errors import LedgerError
from demarche.records import Mention, Report

TASK_CHARACTERS = 16_000
TASK_REPORTS = 64


class Failure(msgspec.Struct, frozen=True, tag=True):
    """A report that the reader broke on, and how."""

    message: str


class Mentions(msgspec.Struct, frozen=True, tag=True):
    """What was read from a report."""

    mentions: tuple[Mention, ...]


Outcome = Mentions | Failure


class Reads(Protocol):
    """What reads reports in batches: ``demarche.reading.reader.Reader`` or what stands in for it."""

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Any]:
        """Readings with their ``mentions``, in the order of the reports."""


def load_reader() -> Reads:
    """The reader that the package carries."""
    from demarche.reading.reader import Reader

    return Reader()


def read_here(reader: Reads, reports: Sequence[Report]) -> list[Outcome]:
    """The outcome of each report, read in this process."""
    try:
        return [_told(reading) for reading in reader.read_reports(reports)]
    except Exception:
        return [_alone(reader, report) for report in reports]


def _alone(reader: Reads, report: Report) -> Outcome:
    try:
        (reading,) = reader.read_reports([report])
    except Exception as error:
        return Failure(f"the reader broke on it ({type(error).__name__}: {error})")
    return _told(reading)


def _told(reading: Any) -> Mentions:
    """What the ledger follows: acts, and occasions such as elections and trials."""
    return Mentions((*reading.mentions, *reading.occasions))


class Pool:
    """Processes that read. Costly to start (a second each); with one worker, there are none.

    Use it in a ``with`` block. ``submit`` gives what waits for the outcomes of some reports.
    """

    def __init__(self, workers: int, load: Callable[[], Reads] = load_reader) -> None:
        self.workers = workers
        self._load = load
        self._reader: Reads | None = None
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=error is None, cancel_futures=True)

    def submit(self, reports: Sequence[Report], *, here: bool = False) -> Callable[[], list[Outcome]]:
        """Begin to read some reports; call the result for their outcomes, in order.

        ``here`` reads them in this process, which a handful is not worth starting others for.
        """
        if self.workers <= 1 or (here and self._executor is None):
            return lambda: read_here(self._here(), reports)
        executor = self._started()
        order = sorted(range(len(reports)), key=lambda index: len(reports[index].text))
        tasks = list(_tasks(order, reports))
        packed = [msgspec.msgpack.encode([reports[index] for index in task]) for task in tasks]
        futures = [executor.submit(_work, data) for data in packed]
        return lambda: _gathered(futures, tasks, len(reports))

    def _here(self) -> Reads:
        if self._reader is None:
            self._reader = self._load()
        return self._reader

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_start, initargs=(self._load,)
            )
        return self._executor


def _tasks(order: Sequence[int], reports: Sequence[Report]) -> Iterator[list[int]]:
    """Indices of reports, in order, as many together as one task holds; the longest task first."""
    tasks: list[list[int]] = []
    size = 0
    for index in order:
        length = len(reports[index].text)
        if not tasks or size + length > TASK_CHARACTERS or len(tasks[-1]) == TASK_REPORTS:
            tasks.append([])
            size = 0
        tasks[-1].append(index)
        size += length
    yield from reversed(tasks)


def _gathered(futures: Sequence[Future[bytes]], tasks: Sequence[list[int]], count: int) -> list[Outcome]:
    found: list[Outcome | None] = [None] * count
    try:
        for future, task in zip(futures, tasks, strict=True):
            for index, outcome in zip(task, _DECODER.decode(future.result()), strict=True):
                found[index] = outcome
    except BrokenProcessPool as error:
        raise LedgerError(
            "a reading process was ended from outside (out of memory, perhaps); what was added before is "
            "kept: run the same command again, with fewer --workers"
        ) from error
    return cast("list[Outcome]", found)


_DECODER = msgspec.msgpack.Decoder(list[Outcome])
_reader: Reads | None = None


def _start(load: Callable[[], Reads]) -> None:
    """Make ready to read, in a worker: one thread each, Ctrl-C left to the process above."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError):
        os.nice(2)  # the process that writes shall not wait for a turn
    _reader = load()


def _end_with_parent() -> None:
    """Wait for the process above to end, and end; a killed one tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(data: bytes) -> bytes:
    assert _reader is not None
    return msgspec.msgpack.encode(read_here(_reader, msgspec.msgpack.decode(data, type=list[Report])))
