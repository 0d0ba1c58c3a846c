"""Records as a Parquet file: their keys as columns, nested as they are; needs no Arrow."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from itertools import islice
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

ROWS = 5_000  # put into the table at a time
_PLAIN = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def write_parquet(records: Iterable[Any], kind: Any, path: str) -> int:
    """Write records of one kind to a file; returns how many. An OSError says why it cannot."""
    import duckdb

    row = sql_type(kind)
    written = 0
    pending = iter(records)
    with contextlib.closing(duckdb.connect()) as database:
        database.execute(f"CREATE TABLE records (record {row})")
        while some := [msgspec.to_builtins(record) for record in islice(pending, ROWS)]:
            database.execute(f"INSERT INTO records SELECT unnest(?::{row}[])", [some])
            written += len(some)
        try:
            target = path.replace("'", "''")
            database.execute(f"COPY (SELECT unnest(record) FROM records) TO '{target}' (FORMAT parquet)")
        except duckdb.IOException as error:
            raise OSError(5, str(error).splitlines()[0], path) from error
    return written


def sql_type(kind: Any) -> str:
    """The SQL type of a field's type. A dictionary becomes a map."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) in (Union, UnionType):
        return sql_type(next(inner for inner in get_args(kind) if inner is not NoneType))
    if get_origin(kind) is tuple:
        return sql_type(get_args(kind)[0]) + "[]"
    if get_origin(kind) is dict:
        key, value = map(sql_type, get_args(kind))
        return f"MAP({key}, {value})"
    hints = get_type_hints(kind)
    fields = (f'"{one.encode_name}" {sql_type(hints[one.name])}' for one in msgspec.structs.fields(kind))
    return f"STRUCT({', '.join(fields)})"
