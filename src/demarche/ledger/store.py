"""One ledger's file: opened, checked, and written to in transactions.

Knows tables, columns and errors, and nothing of what the rows mean.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from demarche.ledger.errors import LedgerError, explained
from demarche.ledger.migrations import SCHEMA, migrate

# The oldest layout of files that has the packing which the sizes rest on; later DuckDBs read it.
STORAGE = "v2.0.0"
BLOCK = 32_768  # bytes; with DuckDB's usual 262,144 every column of a small ledger leaves most of one empty
Row = tuple[Any, ...]


class Store:
    """An open ledger. Costly to build (some 50 ms); close it, or use it in a ``with`` block.

    A file that is not there is made, unless it is opened to be read only. Every error of
    the database comes out as a LedgerError that names the file and a way out.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.backup: Path | None = None  # of an older ledger that was brought up to date
        self._types: dict[str, dict[str, str]] = {}
        if not self.path.exists() and read_only:
            raise LedgerError(f"{path}: there is no such ledger; demarche add makes one")
        with self._explaining():
            if not read_only and (not self.path.exists() or self.path.stat().st_size == 0):
                _make(self.path)
            self._connection = duckdb.connect(str(self.path), read_only=read_only)
        try:
            self._check()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is left to the file and let go of it."""
        with self._explaining():
            self._connection.close()

    def _check(self) -> None:
        with self._explaining():
            tables = {name for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}
            if not {"meta", "reports"} <= tables:
                raise LedgerError(f"{self.path} is a DuckDB file, but no ledger; name another with --ledger")
            found = int(self.meta("schema") or 0)
        if found > SCHEMA:
            message = f"it has schema {found}, this Demarche knows {SCHEMA}: update Demarche"
            raise LedgerError(f"{self.path} was written by a newer Demarche ({message})")
        if found < SCHEMA:
            if self.read_only:
                raise LedgerError(
                    f"{self.path} was written by an older Demarche (schema {found} of {SCHEMA}); "
                    f"bring it up to date, with a copy put aside: demarche migrate --ledger {self.path}"
                )
            with self._explaining():
                self.backup = migrate(self._connection, self.path, found)

    def meta(self, key: str) -> str | None:
        """What the ledger says of itself under a key."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", [key])
        return found[0][0] if found else None

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self._explaining():
            return self._connection.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> duckdb.DuckDBPyConnection:
        """Run a statement; the result can be fetched in the form that one likes."""
        with self._explaining():
            return self._connection.execute(sql, parameters)

    def insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Put rows into a table, given column by column."""
        if not next(iter(columns.values()), ()):
            return
        types = self._column_types(table)
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f"unnest(?::{types[name]}[])" for name in columns)
        with self._explaining():
            rows = [list(column) for column in columns.values()]
            self._connection.execute(f"INSERT INTO {table} ({names}) SELECT {values}", rows)

    def delete(self, table: str, column: str, numbers: Iterable[int]) -> None:
        """Take out the rows whose column holds one of the numbers."""
        listed = list(numbers)
        if listed:
            with self._explaining():
                self._connection.execute(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::INTEGER[]))", [listed]
                )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block, or nothing of it."""
        if self.read_only:
            raise LedgerError(f"{self.path} is open to be read only")
        with self._explaining():
            self._connection.execute("BEGIN")
        try:
            yield
            with self._explaining():
                self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(duckdb.Error):  # a failed COMMIT has rolled back
                self._connection.execute("ROLLBACK")
            raise

    def lock_down(self) -> None:
        """From here on, no statement reaches another file or changes a setting."""
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def _column_types(self, table: str) -> dict[str, str]:
        if table not in self._types:
            query = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
            self._types[table] = dict(self.rows(query, [table]))
        return self._types[table]

    @contextlib.contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (duckdb.IOException, duckdb.FatalException, duckdb.ConnectionException) as error:
            raise explained(error, str(self.path)) from error
        except duckdb.TransactionException as error:
            raise explained(error, str(self.path)) from error
        except duckdb.InternalException as error:
            raise explained(error, str(self.path)) from error
        except OSError as error:
            raise explained(error, str(self.path)) from error


def _make(path: Path) -> None:
    """An empty ledger, made beside its place and moved there whole."""
    part = path.with_name(f".{path.name}.new")
    part.unlink(missing_ok=True)
    config: dict[str, Any] = {"storage_compatibility_version": STORAGE, "default_block_size": BLOCK}
    connection = duckdb.connect(str(part), config=config)
    try:
        connection.execute(resources.files("demarche.ledger").joinpath("schema.sql").read_text("utf-8"))
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA)])
    finally:
        connection.close()
    try:
        os.link(part, path)  # fails where another process was faster
    except FileExistsError:
        if path.stat().st_size == 0:
            part.replace(path)
    except OSError:  # a file system without links
        part.replace(path)
    part.unlink(missing_ok=True)
