"""Actors: do phrases resolve to the right name, country and sector?

Two checks. ``score`` reads the sentences of actors.tsv, raw text in. ``score_leaders``
asks the table of leaders for the persons that were mined from dated news items
(leaders_mined.json, not checked by hand), each in the middle of the years seen.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

TABLE = Path(__file__).with_name("actors.tsv")


def rows() -> list[tuple[str, str, str | None, str | None, str | None]]:
    """The sentences of the table: text, words, name, country, sector."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "text\t")) or not line.strip():
            continue
        text, words, *fields = line.split("\t")
        name, country, sector = (None if field == "-" else field for field in fields)
        found.append((text, words, name, country, sector))
    return found


def score(*, verbose: bool = False) -> dict[str, float]:
    """Shares of actors found, and with the right name, country and sector."""
    from demarche import language
    from demarche.language.tree import Tree
    from demarche.reading.actors import actor_of, head_index
    from demarche.reading.coreference import resolve
    from demarche.records import Report

    gold = rows()
    texts = list(dict.fromkeys(row[0] for row in gold))
    trees = {text: Tree(a) for text, a in zip(texts, language.load().analyse(texts), strict=True)}
    right = {"found": 0, "name": 0, "country": 0, "sector": 0, "all": 0}
    for text, words, name, country, sector in gold:
        tree = trees[text]
        index = head_index(resolve(Report(id="gold", text=text, published=dt.date(2023, 6, 1)), tree))
        start = text.index(words)
        first, last = tree.token_at(start), tree.token_at(start + len(words) - 1) + 1
        actors = actor_of(tree, tree.head_of(first, last), index)
        checks = {"found": bool(actors)}
        actor = actors[0] if actors else None
        checks["name"] = actor is not None and (name is None or actor.name == name)
        checks["country"] = actor is not None and actor.country == country
        checks["sector"] = actor is not None and actor.sector == sector
        checks["all"] = all(checks.values())
        for key, value in checks.items():
            right[key] += value
        if verbose and not checks["all"]:
            print(f"{words!r} in {text!r}: {actor}")
    return {key: round(100 * value / len(gold), 1) for key, value in right.items()}


def score_leaders(data: Path = Path("../shared/data")) -> dict[str, float]:
    """Of the mined leaders seen often enough, how many the table knows, and rightly."""
    from demarche.knowledge.offices_leaders import leader

    mined = json.loads((data / "leaders_mined.json").read_text(encoding="utf-8"))
    often = [row for row in mined if row["n"] >= 10 and row["country"]]
    known = agree = 0
    for row in often:
        begin, end = dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])
        found = leader(row["name"], begin + (end - begin) / 2)
        if found is not None:
            known += 1
            agree += found.country == row["country"]
    return {
        "leaders": len(often),
        "known": round(100 * known / len(often), 1),
        "same country": round(100 * agree / max(known, 1), 1),
    }


if __name__ == "__main__":
    print(score(verbose=True))
    print(score_leaders())
