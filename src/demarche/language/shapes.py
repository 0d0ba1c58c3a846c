"""What an uncased vocabulary loses: each word's shape, and the white space before it.

The encoder adds one learned vector for the code that is computed here to each subword.
Codes 1–9 are the shapes of a word with white space before it, 11–19 of one that follows
its neighbour directly ("n't", "."), 21–29 of a paragraph's first word, 31–39 of a word's
later subwords.
"""

from __future__ import annotations

from functools import lru_cache

LOWER, TITLE, UPPER, MIXED, DIGITS, WITH_DIGIT, PUNCTUATION, INITIAL, OTHER = range(1, 10)
GLUED, SPACED, PARAGRAPH, INSIDE = 10, 0, 20, 30


@lru_cache(maxsize=100_000)
def shape(word: str) -> int:
    """The shape of a word: LOWER, TITLE ("Kim"), UPPER ("NATO"), INITIAL ("V") …"""
    if word.isdigit():
        return DIGITS
    if any(char.isdigit() for char in word):
        return WITH_DIGIT
    if not any(char.isalpha() for char in word):
        return PUNCTUATION
    if word.islower():
        return LOWER
    if len(word) == 1 and word.isupper():
        return INITIAL
    if word.isupper():
        return UPPER
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(char.isupper() for char in word) else OTHER
