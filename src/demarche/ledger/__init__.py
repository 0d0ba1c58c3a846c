"""The ledger: mentions of many reports to events and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.ledger.errors import LedgerError
    from demarche.ledger.ledger import Ledger

__all__ = ["Ledger", "LedgerError"]


def __getattr__(name: str) -> object:
    """Import the store when it is first asked for; the rules do without it."""
    if name == "Ledger":
        from demarche.ledger.ledger import Ledger

        return Ledger
    if name == "LedgerError":
        from demarche.ledger.errors import LedgerError

        return LedgerError
    raise AttributeError(f"module 'demarche.ledger' has no attribute {name!r}")
