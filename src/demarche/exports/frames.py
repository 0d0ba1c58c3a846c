"""Mentions, events and plans as Arrow tables, Polars frames and pandas frames.

Columns are the keys of docs/records.md with their nesting: ``actors`` is a list of
structs, ``time`` a struct or null. For flat columns see ``demarche.exports.rows``. The
libraries are an extra of the package: ``pip install 'demarche[frames]'``.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from demarche.records import Mention

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


def mentions_to_arrow(mentions: Iterable[Mention]) -> pa.Table:
    """One row a mention, with the same schema however many there are."""
    pa = library("pyarrow")
    rows = [msgspec.to_builtins(mention) for mention in mentions]
    return pa.Table.from_pylist(rows, schema=schema())


def mentions_to_polars(mentions: Iterable[Mention]) -> pl.DataFrame:
    """The Arrow table as a Polars frame."""
    table = mentions_to_arrow(mentions)
    frame: pl.DataFrame = library("polars").from_arrow(table)
    return frame


def mentions_to_pandas(mentions: Iterable[Mention]) -> pd.DataFrame:
    """The Arrow table as a pandas frame; lists and structs become Python objects."""
    library("pandas")
    return mentions_to_arrow(mentions).to_pandas()


def records_to_arrow(records: Iterable[Any], kind: Any) -> pa.Table:
    """Records of one kind, one row each, with the schema of their type."""
    pa = library("pyarrow")
    rows = [_pairs(msgspec.to_builtins(record)) for record in records]
    return pa.Table.from_pylist(rows, schema=schema_of(kind))


def schema_of(kind: Any) -> pa.Schema:
    """The Arrow schema of a type of records: their keys, nested as they are."""
    return library("pyarrow").schema(list(_arrow_type(kind)))


def _arrow_type(kind: Any) -> Any:
    """The Arrow type of a field's type. A dictionary becomes a map."""
    pa = library("pyarrow")
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) in (Union, UnionType):
        return _arrow_type(next(inner for inner in get_args(kind) if inner is not NoneType))
    if get_origin(kind) is tuple:
        return pa.list_(_arrow_type(get_args(kind)[0]))
    if get_origin(kind) is dict:
        return pa.map_(*map(_arrow_type, get_args(kind)))
    hints = get_type_hints(kind)
    fields = [(field.encode_name, _arrow_type(hints[field.name])) for field in msgspec.structs.fields(kind)]
    return pa.struct(fields)


def _pairs(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the changes of a plan's steps as pairs, which is what a map is made from."""
    for step in record.get("history") or ():
        if step["change"] is not None:
            step["change"] = list(step["change"].items())
    return record


def schema() -> pa.Schema:
    """The Arrow schema of a mention."""
    pa = library("pyarrow")
    text, number, offset = pa.string(), pa.float64(), pa.int64()
    span = {"start": offset, "end": offset, "text": text}
    codes = {"name": text, "country": text, "sector": text}
    words = {"text": text, "start": offset, "end": offset}

    def struct(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    def several(**fields: Any) -> Any:
        return pa.list_(struct(**fields))

    actors = several(id=text, **codes, **words)
    days = {"start": text, "end": text, "granularity": text, "value": text}
    columns = {
        "id": text,
        "report": text,
        "evidence": struct(**span),
        "trigger": struct(**span),
        "type": text,
        "mode": text,
        "contexts": pa.list_(text),
        "cameo": text,
        "actors": actors,
        "recipients": actors,
        "status": text,
        "certainty": text,
        "polarity": text,
        "time": struct(**days, text=text, span=pa.list_(offset), **{"from": text}),
        "places": several(
            name=text, role=text, country=text, latitude=number, longitude=number, geonameid=offset, **words
        ),
        "objects": several(**words, quantity=number, approximate=pa.bool_()),
        "sources": several(**codes, cue=text, **words),
        "confidence": number,
    }
    return pa.schema(list(columns.items()))


def library(name: str) -> Any:
    """An optional library, or an error that says how to get it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(
            f"{name} is not installed; tables need it: pip install 'demarche[frames]'", name=name
        ) from error
