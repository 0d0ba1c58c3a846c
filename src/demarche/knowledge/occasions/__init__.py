"""Occasions of public life: what PLOVER has no type for, and people wait for all the same.

Elections, appointments, laws, trials, launches: tables like the codebook's, which a researcher can
edit. ``codes.tsv`` numbers the kinds, ``classes.tsv`` has words beside those of the codebook's
``objects.tsv``; ``nouns.tsv``, ``verbs.tsv`` and ``carriers.tsv`` are as there. Their mentions have the
type OCCASION, a mode for the kind, and no CAMEO code. By the words of ``kinds_apart.tsv`` the ledger
tells one occasion from another of its kind.
"""

from __future__ import annotations

from functools import lru_cache

from demarche.knowledge.codebook import Codebook, parse, table_text
from demarche.knowledge.tables import complain, rows, values

OCCASION = "OCCASION"
APART = "occasions/kinds_apart.tsv"
STAGES = ("introduced", "voted", "signed", "in_force")  # of a law, in their order
_CLASSES = frozenset({"level", "parliament", "partial", "office", *STAGES})


@lru_cache(maxsize=1)
def load() -> Codebook:
    """The package's tables of occasions, read and checked once a process. Raises CodebookError."""
    own = {name: table_text(name, __name__) for name in ("codes", "classes", "verbs", "nouns", "carriers")}
    classes = "\n".join((table_text("objects"), own.pop("classes")))
    return parse({"cameo": own.pop("codes"), "objects": classes, **own}, frozenset({OCCASION}))


@lru_cache(maxsize=1)
def told_apart() -> dict[str, tuple[str, ...]]:
    """The words of kinds_apart.tsv by class, in lower case. Raises TableError."""
    found: dict[str, tuple[str, ...]] = {}
    last = 0
    for last, row in rows(APART, ("class", "words")):
        words = tuple(values(row["words"]))
        if row["class"] not in _CLASSES or row["class"] in found or not words:
            raise complain(APART, last, f"{row['class']!r} is no class, stands twice or has no words")
        if any(word != word.lower() for word in words):
            raise complain(APART, last, "words stand in lower case")
        found[row["class"]] = words
    if missing := _CLASSES - found.keys():
        raise complain(APART, last, f"no row for {', '.join(sorted(missing))}")
    return found
