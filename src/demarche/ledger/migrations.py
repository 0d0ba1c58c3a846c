"""Bringing a ledger of an older schema up to date, with a copy of it put aside first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

SCHEMA = 1  # what schema.sql makes
# What leads from each older schema to the next one: SQL, run in one transaction.
STEPS: dict[int, str] = {}


def backup_of(path: Path, schema: int) -> Path:
    """Where the copy of an older ledger is put; one that is there already is not written over."""
    number, target = 1, path.with_name(f"{path.name}.schema{schema}.backup")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.schema{schema}.backup{number}")
    return target


def migrate(
    connection: duckdb.DuckDBPyConnection, path: Path, schema: int, *,
    steps: dict[int, str] | None = None, to: int = SCHEMA,
) -> Path:  # fmt: skip
    """Run the steps from ``schema`` on; returns where the copy is.

    The copy is complete before the first step; all steps are one transaction. Raises
    KeyError where a step is missing, OSError where the copy cannot be written.
    """
    steps = STEPS if steps is None else steps
    run = [steps[number] for number in range(schema, to)]
    connection.execute("CHECKPOINT")
    target = backup_of(path, schema)
    part = target.with_name(target.name + ".part")
    shutil.copyfile(path, part)
    with part.open("rb") as copy:
        os.fsync(copy.fileno())
    part.replace(target)
    connection.execute("BEGIN")
    try:
        for step in run:
            connection.execute(step)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(to)])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("CHECKPOINT")
    return target
