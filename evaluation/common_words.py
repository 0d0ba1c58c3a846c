"""Which words are too common in news to tell two acts apart: makes ``knowledge/words_common.tsv``.

    python -m evaluation.common_words > src/demarche/knowledge/words_common.tsv

Counted in current_events by the items that have a word's stem, not by its occurrences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from demarche.ledger.words import content
from evaluation.plans import items

ONE_IN = 1100  # items; a word that fewer of them have is rare
HEAD = f"""\
# Stems (as demarche.ledger.words cuts them) of the words that at least one news item in {ONE_IN} has.
# Two reports that share another word than these share something rare: a name, a thing, a number.
# Made by evaluation/common_words.py from current_events. Columns: stems (separated by |).
stems"""


def common(texts: Iterable[str], one_in: int = ONE_IN) -> list[str]:
    """The stems that at least one text in so many has, in order."""
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        counts.update(content(text))
    return sorted(word for word, count in counts.items() if count * one_in >= number)


if __name__ == "__main__":
    print(HEAD)
    for _, group in groupby(common(item["text"] for item in items()), key=lambda word: word[:1]):
        print("|".join(group))
