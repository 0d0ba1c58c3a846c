"""Reading the tables of this room: tab-separated, with comments, one header line.

Every table can be edited by hand, so every complaint names the file and the line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources import files


class TableError(ValueError):
    """A table that does not keep to its columns."""


def rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table ``name`` as (line number, column → cell).

    Lines that start with ``#`` and empty lines are skipped; the first other line must
    name ``columns`` in order. Cells are stripped; missing cells at the end are empty.
    """
    text = files("demarche.knowledge").joinpath(name).read_text(encoding="utf-8")
    header_seen = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not header_seen:
            if tuple(cells) != columns:
                raise TableError(f"{name}:{number}: columns are {cells}, expected {list(columns)}")
            header_seen = True
            continue
        if len(cells) > len(columns):
            raise TableError(f"{name}:{number}: {len(cells)} cells, expected at most {len(columns)}")
        cells += [""] * (len(columns) - len(cells))
        yield number, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by bars."""
    return tuple(value for value in (part.strip() for part in cell.split("|")) if value)


def complain(name: str, number: int, problem: str) -> TableError:
    """The error for one row, to be raised by the loader that found it."""
    return TableError(f"{name}:{number}: {problem}")


def classes(table: str, known: Collection[str]) -> dict[str, frozenset[str]]:
    """A table of named classes of words, in lower case: each of the ``known`` ones once, and no other.

    Columns: class, words (separated by |). TableError names the row that is wrong.
    """
    found: dict[str, frozenset[str]] = {}
    last = 0
    for last, row in rows(table, ("class", "words")):
        name, words = row["class"], values(row["words"])
        if name not in known or name in found:
            raise complain(table, last, f"{name!r} is no class, or stands twice; known: {sorted(known)}")
        for word in words:
            if word != word.lower() or words.count(word) > 1:
                raise complain(table, last, f"{word!r} stands twice in {name}, or not in lower case")
        found[name] = frozenset(words)
    missing = set(known) - found.keys()
    if missing:
        raise complain(table, last, f"no row for {', '.join(sorted(missing))}")
    return found
