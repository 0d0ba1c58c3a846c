"""What a ledger answers: a list of records that turns into Arrow, Polars and pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

R = TypeVar("R")


class Answer(list[R], Generic[R]):
    """Records in order. The tables have the records' keys as columns, nested as they are,
    and the same columns whether there are records or not."""

    def __init__(self, records: list[R] | Any, kind: type[R]) -> None:
        super().__init__(records)
        self.kind = kind

    def to_arrow(self) -> pa.Table:
        """An Arrow table; needs the extra ``frames``."""
        from demarche.exports.frames import records_to_arrow

        return records_to_arrow(self, self.kind)

    def to_polars(self) -> pl.DataFrame:
        """A Polars frame; needs the extra ``frames``."""
        from demarche.exports.frames import library

        frame: pl.DataFrame = library("polars").from_arrow(self.to_arrow())
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame; needs the extra ``frames``."""
        from demarche.exports.frames import library

        library("pandas")
        return self.to_arrow().to_pandas()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Plain dictionaries, as JSON has them."""
        return [msgspec.to_builtins(record) for record in self]
