"""Actors: do phrases resolve to the right name, country and sector?

Two checks. ``sentences`` reads those of actors.tsv, raw text in. ``leaders`` asks the table
of leaders for the persons that were mined from dated news items (leaders_mined.json, not
checked by hand), each in the middle of the years seen.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from evaluation.figures import Figures, tables

TITLE = "Actors"
NEEDS = ("leaders_mined.json",)
ABOUT = """
Sentences of our own (`evaluation/actors.tsv`), raw text in: the share of actors found, and with
the right name, country and sector. They were written along with the rules, so they guard what
is known to work rather than measure what is not. *Leaders*: persons that a pattern mined from
dated news items ten times or more, each asked of the table of leaders in the middle of the
years seen; the mined list is not checked by hand, so an agreement short of one may be its own.
"""
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


def score(data: Path) -> Figures:
    """Our sentences, and the mined leaders where they are there."""
    found: Figures = {"own sentences": sentences()}
    if (data / NEEDS[0]).exists():
        found["leaders"] = leaders(data)
    return found


def sentences(*, verbose: bool = False) -> dict[str, float]:
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
    return {"actors": len(gold)} | {key: value / len(gold) for key, value in right.items()}


def leaders(data: Path) -> dict[str, float]:
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
        "known": known / len(often),
        "same country": agree / max(known, 1),
    }


if __name__ == "__main__":
    sentences(verbose=True)
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))))
