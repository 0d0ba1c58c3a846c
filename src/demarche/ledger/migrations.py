"""Bringing a ledger of an older schema up to date, with a copy of it put aside first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

SCHEMA = 2  # what schema.sql makes
NAMES_TO_ENTER = "names to enter"  # in meta: the names of mentions are not in their tables yet
# What leads from each older schema to the next one: SQL, run in one transaction.
STEPS: dict[int, str] = {
    1: """
CREATE TABLE full_names (part UINTEGER, day INTEGER, mention INTEGER, actor INTEGER);
CREATE TABLE short_names (part UINTEGER, day INTEGER, mention INTEGER, actor INTEGER);
CREATE TABLE known_names (mention INTEGER, actor INTEGER, known INTEGER, said INTEGER, day INTEGER);
CREATE VIEW all_known_names AS
    SELECT mentions.id AS mention, reports.id AS report, published, short.name AS name_read,
           actors.* EXCLUDE (number, hash, plain), telling.report AS known_from,
           DATE '0001-01-01' + (known_names.day - 1) AS said
    FROM known_names JOIN mentions ON mentions.number = mention JOIN reports ON reports.number = report
    JOIN actors AS short ON short.number = actor JOIN actors ON actors.number = known
    JOIN (
        SELECT actor, day, min(reports.id) AS report FROM full_names
        JOIN mentions ON mentions.number = mention JOIN reports ON reports.number = mentions.report
        GROUP BY actor, day
    ) AS telling ON telling.actor = said AND telling.day = known_names.day;
INSERT INTO meta VALUES ('names to enter', 'all');
""",
}


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
