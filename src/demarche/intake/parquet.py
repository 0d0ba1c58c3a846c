"""Reports as rows of a Parquet table, with columns named like the keys of JSON Lines."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from demarche.intake import jsonl
from demarche.intake.problems import IntakeError
from demarche.records import Report

ROWS = 1_000  # fetched at a time


def read(path: str) -> Iterator[tuple[int | None, Report | IntakeError]]:
    """Each row's number from 1 and its report, or what is wrong with it.

    Raises IntakeError where the file is no Parquet table or has no column "text".
    """
    import duckdb

    with contextlib.closing(duckdb.connect()) as database:
        try:
            rows = database.execute("SELECT * FROM read_parquet(?)", [path])
            names = [str(column[0]).lower() for column in rows.description or ()]
            if "text" not in names:
                raise IntakeError('no column "text"; a table of reports has "id", "published" and "text"')
            number = 0
            while batch := rows.fetchmany(ROWS):
                for row in batch:
                    number += 1
                    try:
                        yield number, jsonl.from_row(dict(zip(names, row, strict=True)))
                    except IntakeError as error:
                        yield number, error
        except duckdb.Error as error:
            raise IntakeError(f"broken Parquet table: {str(error).splitlines()[0]}") from error
