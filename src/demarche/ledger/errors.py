"""What goes wrong with a ledger, in words that say a way out."""

from __future__ import annotations

import re


class LedgerError(Exception):
    """A ledger that cannot be opened, read or written; its message is for people."""


_DAMAGED = re.compile(
    r"Could not read enough bytes|[Cc]hecksum|[Cc]orrupt|Could not read from|Failed to deserialize"
)
_FULL = re.compile(
    r"No space left|Could not write|[Ff]ailed to write|failed to sync|File too large|[Ff]sync|Disk quota"
)
_FORBIDDEN = re.compile(r"Permission denied|[Rr]ead-only|Operation not permitted")


def explained(error: Exception, path: str) -> LedgerError:
    """DuckDB's error on a ledger's file as one line that says what to do."""
    words = str(error).splitlines()[0] if str(error) else type(error).__name__
    if holder := re.search(r"Could not set lock on file.*?(?:\(PID (\d+)\)|$)", words):
        by = f" by process {holder[1]}" if holder[1] else ""
        return LedgerError(f"{path} is in use{by}; one process at a time opens a ledger: wait, or stop it")
    if "different configuration" in words:
        return LedgerError(f"{path} is open already in this process; close it first")
    if re.search(r"not a valid DuckDB database", words):
        return LedgerError(f"{path} is no ledger; name another file with --ledger")
    if _DAMAGED.search(words):
        return LedgerError(
            f"{path} is damaged ({words}); nothing was changed: restore it from a backup, or add the reports "
            "to a new ledger"
        )
    if _FULL.search(words):
        return LedgerError(
            f"{path} cannot be written ({words}); what was added before is kept: make room and run the "
            "same command again"
        )
    if _FORBIDDEN.search(words):
        return LedgerError(f"{path} cannot be opened for writing (no permission); name another with --ledger")
    if "newer version" in words or "storage version" in words.lower():
        return LedgerError(f"{path} was written by another version of DuckDB: {words}")
    return LedgerError(f"{path}: {words}")
