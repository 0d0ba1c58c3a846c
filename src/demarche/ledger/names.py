"""Whether two names can be one person's or one body's: hyphens, initials, transliterations.

"Kim Jong Un" and "Kim Jong-un", "Vladimir V. Putin" and "Putin", "Volodymyr Zelenskyy" and
"Zelensky" are one; "Sergei Ivanov" and "Igor Ivanov" are two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from demarche.knowledge.countries import country_of, demonym
from demarche.knowledge.offices import office
from demarche.knowledge.organisations import find
from demarche.knowledge.sectors import modifier, noun

SAME, SHORT, APART = 1.0, 0.8, 0.0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
# What bodies are called besides the nouns for groups that the table of sectors has.
_CALLED = frozenset("central chamber front house international league liberation news service united".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())  # of a name: "Fields *Jr.*"
_PARTICLES = frozenset("al el de da di du bin ibn van von der den la le abu ben dos del".split())

_POSSESSIVE = re.compile(r"['’]s$")  # "*Kim Jong-un's* visit", where the reading keeps it
# The Arabic article before a name, as transliterations write it: "*al*-Burhan", "*as*-Sisi".
_ARTICLES = frozenset("al el ad ag an ar as ash at az".split())


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """A name's words for comparing: no accents, hyphens, initials, titles, particles or nations."""
    name = _POSSESSIVE.sub("", name)
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = [word.replace("’", "").replace("'", "") for word in _WORD.findall(plain)]
    kept = [
        word.lower().rstrip(".")
        for word in words
        if len(word.rstrip(".")) > 1 and word.lower().rstrip(".") not in _PARTICLES | _SUFFIXES
    ]
    named = [word for word in kept if not office(word) and not office(word + ".") and not _nation(word)]
    return tuple(named or kept)


def is_particle(word: str) -> bool:
    """Whether a word is a particle of names, with or without capitals: "*bin* Salman"."""
    return word.lower().rstrip(".") in _PARTICLES


def _nation(word: str) -> bool:
    """Whether a word in lower case is a nation's: "*Briton* Kenneth Bigley"."""
    title = word.capitalize()
    return demonym(title) is not None or country_of(title) is not None


@lru_cache(maxsize=100_000)
def is_person(name: str) -> bool:
    """Whether a name looks like a person's: capitals throughout, and no body or country of it."""
    words = name.split()
    if len(words) > 2 and demonym(words[0]):  # "*Briton* Kenneth Bigley"
        words, name = words[1:], name.split(" ", 1)[1]
    if not words or len(words) > 6 or not all(_is_name_word(word) for word in words):
        return False
    if any(map(_of_a_body, words)) or any(c.isdigit() for c in name):
        return False
    if country_of(name) or demonym(words[0]) or find(name):
        return False
    return not (name.isupper() and len(words) == 1)


@lru_cache(maxsize=100_000)
def _of_a_body(word: str) -> bool:
    """Whether a word is of a body's name: "Guard", "Ministry", "United"."""
    lower = word.lower().strip(".,").removesuffix("'s").removesuffix("’s")
    for form in (lower, lower.removesuffix("s")):
        known = noun(form)
        if form in _CALLED or modifier(form) is not None or (known is not None and not known.person):
            return True
    return False


def _is_name_word(word: str) -> bool:
    first, article = word[:1], word.partition("-")[0]
    return first.isupper() or not first.isalpha() or word in _PARTICLES or article in _ARTICLES


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """A word's consonants as transliterations keep them: Gaddafi and Qadhafi → "kdf"."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    bare = re.sub(r"[aeiouyjhw]", "", word[1:])
    word = re.sub(r"(.)\1+", r"\1", word[:1] + bare)
    return word


_SOUNDS = (
    ("tch", "c"), ("shch", "s"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("zh", "z"), ("ph", "f"), ("ck", "k"), ("ch", "c"), ("sh", "s"), ("dj", "j"), ("x", "ks"),
    ("q", "k"), ("g", "k"), ("w", "v"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def same_name(a: str, b: str) -> float:
    """SAME, SHORT where one is a shorter form of the other, APART where they are two.

    The two are taken to share country and calling: a surname alone fits everybody who
    bears it.
    """
    first, second = tokens(a), tokens(b)
    if not first or not second:
        return SAME if a.casefold() == b.casefold() else APART
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return SAME
    shorter, longer = sorted((first, second), key=len)
    if set(shorter) <= set(longer):
        return SHORT if shorter[-1] == longer[-1] or shorter[0] == longer[0] or len(shorter) > 1 else APART
    if len(first) == len(second) and all(map(_sounds_alike, first, second)):
        return SAME if len(first) > 1 else SHORT
    if len(shorter) == 1 and _sounds_alike(shorter[0], longer[-1]) and len(shorter[0]) > 4:
        return SHORT
    if len(shorter) > 1 and _sounds_alike(first[-1], second[-1]) and _sounds_alike(first[0], second[0]):
        return SHORT
    return APART


def _sounds_alike(a: str, b: str) -> bool:
    if a == b:
        return True
    one, other = skeleton(a), skeleton(b)
    return one == other and len(one) > 2 and abs(len(a) - len(b)) <= 3 and _vowels_agree(a, b)


def _vowels_agree(a: str, b: str) -> bool:
    """Whether two spellings have vowels that one sound is written with: "Hussein" and "Husayn",
    "Moubarak" and "Mubarak", but not "Martin" and "Morton"."""
    one, other = sorted((_vowels(a), _vowels(b)), key=len)
    if len(one) == len(other):
        inner = list(zip(one, other, strict=True))
        if a[-1] in _OPEN and b[-1] in _OPEN:  # "Lukashenko", "Lukashenka"
            inner = inner[:-1]
        return all(first & second for first, second in inner)
    # a vowel that only parts consonants: "Sadr", "Sader"
    return any(
        other[at] in _PARTING and one == other[:at] + other[at + 1 :] for at in range(len(other))
    )


def _vowels(word: str) -> tuple[frozenset[str], ...]:
    """The colours of each run of vowels; y, h, j and w between them are no more than glides."""
    runs = re.findall(r"[aeiouyhjw]*[aeiouy][aeiouyhjw]*", word)
    return tuple(frozenset().union(*(_COLOURS.get(letter, frozenset()) for letter in run)) for run in runs)


_OPEN = "ao"
# Which sounds a letter is written for, as marks that it shares with those it stands in for: a and e
# ("Kerimov", "Karimov"), e and i ("Hosein", "Husayn"), o and u ("Osama", "Usama").
_COLOURS = {
    "a": frozenset("1"), "e": frozenset("12"), "i": frozenset("2"), "y": frozenset("2"),
    "o": frozenset("3"), "u": frozenset("3"),
}  # fmt: skip
_PARTING = (_COLOURS["e"], _COLOURS["i"])
