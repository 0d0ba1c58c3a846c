"""What a ledger of an older schema lacks and SQL alone cannot work out, made up for.

The step of a migration leaves word of it in ``meta``; the ledger does it at once when it is
opened for writing, in one transaction, so that whatever ends the process leaves it to be
done by the next opening.
"""

from __future__ import annotations

from demarche.ledger.migrations import NAMES_TO_ENTER
from demarche.ledger.relinking import Relinker
from demarche.ledger.store import Store

AT_ONCE = 5_000  # mentions


def catch_up(store: Store) -> None:
    """Enter and complete the names of mentions that were there before names were; link anew
    the mentions in which a name is now known."""
    if store.read_only or store.meta(NAMES_TO_ENTER) is None:
        return
    relinker = Relinker(store)
    with store.transaction():
        numbers = [number for (number,) in store.rows("SELECT number FROM mentions ORDER BY number")]
        for start in range(0, len(numbers), AT_ONCE):
            relinker.completing.enter(relinker.load(numbers[start : start + AT_ONCE]))
            relinker.forget()
        relinker.completing.reconsider()
        relinker.update([])
        store.run("DELETE FROM meta WHERE key = ?", [NAMES_TO_ENTER])
