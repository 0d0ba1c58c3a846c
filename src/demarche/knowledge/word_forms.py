"""Forms of words: what a form may be a form of, and which words say too little to count."""

from __future__ import annotations

from functools import cache, lru_cache

from demarche.knowledge.tables import complain, rows, values

TABLE, LITTLE, COMMON = "verbs_irregular.tsv", "little_words.tsv", "words_common.tsv"
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=100_000)
def lemmas(form: str) -> tuple[str, ...]:
    """The lemmas, in lower case, that a form may belong to, itself first.

    Without a part of speech several are possible: "strikes" → strikes, strike, strik.
    """
    word = form.lower().replace("’", "'").removesuffix("'s")
    found = [word]
    known = irregular(word)
    if known is not None:
        found.append(known)
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
        if word.endswith(("ches", "shes", "sses", "xes", "zes")):
            found.append(word[:-2])
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and any(letter in _VOWELS for letter in stem):
            found.extend((stem, stem + "e"))
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return tuple(dict.fromkeys(found))


def irregular(form: str) -> str | None:
    """The verb that an irregular form in lower case belongs to."""
    return _table().get(form)


def little(word: str) -> bool:
    """Whether a word in lower case says too little to count when two texts are compared."""
    return word in _little()


def common(stem: str) -> bool:
    """Whether so much news has the word of this stem that sharing it tells little."""
    return stem in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(stem for _, row in rows(COMMON, ("stems",)) for stem in values(row["stems"]))


@cache
def _little() -> frozenset[str]:
    found: set[str] = set()
    for number, row in rows(LITTLE, ("words",)):
        if row["words"] != row["words"].lower():
            raise complain(LITTLE, number, "words are in lower case")
        found.update(values(row["words"]))
    return frozenset(found)


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in rows(TABLE, ("lemma", "forms")):
        if not row["lemma"] or not row["forms"]:
            raise complain(TABLE, number, "lemma and forms are needed")
        for form in values(row["forms"]):
            if form != form.lower():
                raise complain(TABLE, number, f"{form!r} is not in lower case")
            found.setdefault(form, row["lemma"])
    return found
