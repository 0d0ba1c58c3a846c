"""Demarche reads news prose: who did, plans, wants or threatens what, on whose word.

>>> import demarche
>>> demarche.read("Canada will host the summit in June.", published="2024-03-05")

``demarche.read`` reads one text; ``demarche.Reader`` keeps the model for many;
``demarche.Ledger`` keeps what many reports say. Nothing heavy is imported before the first
of them is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from demarche.ledger.ledger import Ledger
    from demarche.reading.reader import Reader, Reading
    from demarche.records import Mention, Report

__version__ = "0.1.0"
__all__ = ["Ledger", "Mention", "Reader", "Reading", "Report", "__version__", "read"]

_HOMES = {
    "Ledger": "demarche.ledger.ledger",
    "Mention": "demarche.records",
    "Reader": "demarche.reading.reader",
    "Reading": "demarche.reading.reader",
    "Report": "demarche.records",
}
_reader: Reader | None = None


def read(text: str | Report, *, published: dt.date | str | None = None) -> list[Mention]:
    """The mentions of one text; ``published`` is its date ("2023-09-04" or a date).

    The model is loaded at the first call and kept for the next ones.
    """
    global _reader
    if _reader is None:
        from demarche.reading.reader import Reader

        _reader = Reader()
    return _reader.read(text, published=published)


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'demarche' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
