"""Words of sentences: entered with each mention, looked up instead of reading every text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from demarche.ledger.registries import Registries
from demarche.ledger.store import Store
from demarche.records import Mention

MOST_WORDS = 30  # of a question that are looked up; all of it is compared at the end
_WORD = re.compile(r"\w+")


def enter_words(store: Store, registries: Registries, mentions: Iterable[tuple[int, Mention]]) -> None:
    """Keep the words of the sentences of mentions, given with their numbers."""
    found = [(number, sorted(set(_WORD.findall(one.evidence.text.lower())))) for number, one in mentions]
    numbers = registries.words(word for _, words in found for word in words)
    store.insert(
        "mention_words",
        {
            "word": [numbers[word] for _, words in found for word in words],
            "mention": [number for number, words in found for _ in words],
        },
    )


def mentions_that_say(text: str, value: Callable[[Any], str]) -> str:
    """A query for the numbers of mentions whose sentence holds some words, as they stand there.

    ``value`` makes a parameter of a value. The first and the last word may be parts of
    words: "missile" is in "missiles". Without any word in it, all sentences are read.
    """
    lower = text.lower()
    words = _WORD.findall(lower)[:MOST_WORDS]
    count = len(_WORD.findall(lower))
    wanted = " UNION ALL ".join(
        f"SELECT number, {1 << place} AS place FROM vocabulary WHERE {_match(place, count, value(word))}"
        for place, word in enumerate(words)
    )
    held = "FROM mentions" + (
        f" WHERE number IN (SELECT mention FROM mention_words JOIN ({wanted}) AS wanted "
        f"ON word = wanted.number GROUP BY mention HAVING bit_or(place) = {(1 << len(words)) - 1})"
        if words
        else ""
    )
    if words == [lower]:
        return f"SELECT number {held}"
    return (
        f"WITH holding AS MATERIALIZED (SELECT number, report, evidence_start, evidence_end {held}), "
        "told AS MATERIALIZED (SELECT number, text FROM reports "
        "WHERE number IN (SELECT report FROM holding)) "
        "SELECT holding.number FROM holding JOIN told ON told.number = report WHERE "
        f"contains(lower(substring(text, evidence_start + 1, evidence_end - evidence_start)), {value(lower)})"
    )


def _match(place: int, count: int, word: str) -> str:
    """How a word of the vocabulary fits the word at a place among several."""
    if count == 1:
        return f"contains(word, {word})"
    if place == 0:
        return f"ends_with(word, {word})"
    return f"starts_with(word, {word})" if place == count - 1 else f"word = {word}"
