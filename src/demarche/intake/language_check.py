"""Whether a text is English at all, by its commonest words.

A reader of English that is given Spanish finds nothing, or nonsense; it should say so.
Function words tell languages of news apart in a sentence or two (Grefenstette 1995), with
nothing to load.
"""

from __future__ import annotations

import re

MINIMUM_WORDS = 20
# Of English news, a third and more are function words; of other languages' next to none.
SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in a is that for on with as was at by it from be are has have had an this which were not "
    "said his their they but its he she who will would been or about after than more when also we i you".split()
)


def is_english(text: str) -> bool | None:
    """True or False; None where a text is too short to tell."""
    words = [word.casefold() for word in _WORD.findall(text[:20_000])]
    if len(words) < MINIMUM_WORDS:
        letters = [char for char in text[:2_000] if char.isalpha()]
        foreign = sum(ord(char) > 0x24F for char in letters)
        return False if len(letters) >= 10 and foreign > len(letters) / 2 else None
    return sum(word in _ENGLISH for word in words) / len(words) >= SHARE
