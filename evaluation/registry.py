"""The registry of actors against leaders_mined.json: who is found, in which country and office.

The mined rows (name, country, title, first and last day, not checked by hand) come from the
same items by a pattern; the registry is built here from what the reader makes of a year of
them, with names completed as the ledger does it. Only persons whom the pattern saw at least
``LEAST`` times are asked for, in the year.
"""

from __future__ import annotations

import json
from pathlib import Path

from demarche.ledger.actors import registry
from demarche.ledger.known_names import complete_all
from demarche.ledger.names import SAME, same_name, skeleton, tokens
from demarche.records import ActorEntry
from evaluation.plans import DATA, items, read

YEAR = "2023"
LEAST = 10
_SPELLING = {"defence": "defense"}


def score(data: Path = DATA, year: str = YEAR) -> dict[str, float]:
    """Shares of the mined leaders of a year that the registry has, and has right."""
    mined = json.loads((data / "leaders_mined.json").read_text(encoding="utf-8"))
    wanted = [row for row in mined if row["n"] >= LEAST and row["first"][:4] <= year <= row["last"][:4]]
    entries = registry(complete_all(read(item for item in items(data) if item["date"].startswith(year))))
    by_word: dict[str, list[ActorEntry]] = {}
    for entry in entries:
        for token in {skeleton(token) for token in tokens(entry.name)}:
            by_word.setdefault(token, []).append(entry)
    found = right = office = twice = 0
    for row in wanted:
        near = {id(one): one for token in tokens(row["name"]) for one in by_word.get(skeleton(token), ())}
        own = [one for one in near.values() if one.person and same_name(one.name, row["name"]) == SAME]
        found += bool(own)
        twice += len({one.country for one in own if one.country == row["country"]}) < len(own)
        right += any(one.country == row["country"] for one in own)
        office += any(_plain(row["title"]) in held.title for one in own for held in one.offices)
    return {
        "leaders": len(wanted),
        "in the registry": found / len(wanted),
        "of these, same country": right / max(found, 1),
        "of these, same office": office / max(found, 1),
        "of these, in several entries": twice / max(found, 1),
    }


def _plain(title: str) -> str:
    return " ".join(_SPELLING.get(word, word) for word in title.lower().split())


if __name__ == "__main__":
    print(score())
