"""Occasions of public life: what PLOVER has no type for, and people wait for all the same.

Elections, appointments, laws, trials, launches: tables like the codebook's, which a researcher can
edit. ``codes.tsv`` numbers the kinds, ``classes.tsv`` has words beside those of the codebook's
``objects.tsv``; ``nouns.tsv``, ``verbs.tsv`` and ``carriers.tsv`` are as there. Their mentions have the
type OCCASION, a mode for the kind, and no CAMEO code.
"""

from __future__ import annotations

from functools import lru_cache

from demarche.knowledge.codebook import Codebook, parse, table_text

OCCASION = "OCCASION"


@lru_cache(maxsize=1)
def load() -> Codebook:
    """The package's tables of occasions, read and checked once a process. Raises CodebookError."""
    own = {name: table_text(name, __name__) for name in ("codes", "classes", "verbs", "nouns", "carriers")}
    classes = "\n".join((table_text("objects"), own.pop("classes")))
    return parse({"cameo": own.pop("codes"), "objects": classes, **own}, frozenset({OCCASION}))
