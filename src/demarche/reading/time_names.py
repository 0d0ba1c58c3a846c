"""Reading the names and numbers that dates are made of, at a place in the lexemes.

A day, a month, a weekday, a year: what counts as one, by its own form and by the words
beside it. The grammar of dates puts them together.
"""

from __future__ import annotations

from demarche.knowledge import time_tables
from demarche.reading.time_lexer import Lexeme, forms
from demarche.reading.time_phrases import Phrase


class NameReader:
    """Reads the parts of dates in a list of lexemes.

    ``not_dates`` holds character offsets of words that the tree says are no names of
    time (the modal "may", a person called April). ``eras`` says that the text counts
    years before Christ, so that "in 490" is a year.
    """

    def __init__(self, lexemes: list[Lexeme], not_dates: frozenset[int], *, day_first: bool = False) -> None:
        self.lexemes = lexemes
        self.not_dates = not_dates
        self.day_first = day_first
        self.eras = any(lexeme.kind == "era" for lexeme in lexemes)
        table = time_tables.names()
        self._months, self._weekdays = table.month, table.weekday
        self._seasons, self._dayparts, self._units = table.season, table.daypart, table.unit
        self._short = table.short
        words = time_tables.words()
        self._counted, self._ambiguous = words["counted"], words["ambiguous"]
        self._before_year, self._not_before_year = words["before year"], words["not before year"]
        self._before_month, self._pauses = words["before month"], words["pause"]

    def lower(self, index: int) -> str:
        """The lexeme's text in lower case; "" outside and across a break of the text."""
        if not 0 <= index < len(self.lexemes):
            return ""
        return self.lexemes[index].lower

    def joined(self, index: int) -> bool:
        """Whether the lexeme is there and no line or paragraph ends before it."""
        return 0 <= index < len(self.lexemes) and not self.lexemes[index].breaks

    def number(self, index: int) -> int | None:
        """A whole number written in at most four digits, without commas."""
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        return (
            int(lexeme.text)
            if lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 4
            else None
        )

    def touching(self, index: int) -> bool:
        """Whether the lexeme follows the one before without a blank."""
        return 0 < index < len(self.lexemes) and self.lexemes[index - 1].end == self.lexemes[index].start

    def day_number(self, index: int) -> int | None:
        """1 to 31, as a cardinal of one or two digits or an ordinal."""
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        if lexeme.kind == "ordinal":
            value = int(lexeme.text[:-2])
        elif lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 2:
            value = int(lexeme.text)
        else:
            return None
        return value if 1 <= value <= 31 else None

    def month(self, index: int) -> tuple[int, int] | None:
        """(index after, month) for a month's name, abbreviated or not."""
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        value = self._months.get(lexeme.lower)
        if value is None or not lexeme.text[0].isupper() or lexeme.start in self.not_dates:
            return None
        end = index + 1
        if lexeme.lower in self._short and self.lower(end) == "." and self.touching(end):
            end += 1
        return end, value

    def year(self, index: int, *, loose: bool = False) -> tuple[int, int, str] | None:
        """(index after, year, era): four digits, two after an apostrophe, or with BC or AD.

        ``loose`` is for places where only a year can stand ("September 2023").
        """
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        if lexeme.kind == "shortyear":
            return index + 1, full_year(int(lexeme.text[1:])), ""
        value = self.number(index)
        if value is None:
            return None
        if index + 1 < len(self.lexemes) and self.lexemes[index + 1].kind == "era" and self.joined(index + 1):
            return index + 2, value, "BC" if self.lexemes[index + 1].lower.startswith("b") else ""
        if len(lexeme.text) == 4 and (1500 if not loose else 1000) <= value <= 2199:
            return index + 1, value, ""
        return None

    def of_year(self, phrase: Phrase) -> Phrase:
        """The phrase with the year that follows it: "2023", ", 2023", "of 2023", "of that year"."""
        at = phrase.last
        if not self.joined(at):
            return phrase
        link = self.lower(at)
        linked = link == "of" or link == "," or (link == "in" and phrase.season is not None)
        index = at + 1 if linked else at
        found = self.year(index, loose=True) if self.joined(index) else None
        if found and not self.counts(found[0]):
            phrase.last, phrase.year, phrase.era = found
            return phrase
        # "October of that year", "January next year"
        relation = forms("relation").at(self.lexemes, index) if link != "," else None
        if relation and self.lower(relation[0]) == "year":
            phrase.last, phrase.year_relation = relation[0] + 1, relation[1]
        elif (phrase.half or phrase.quarter) and link == "of" and self._are(index, "the", "year"):
            phrase.last, phrase.year_relation = index + 2, "this"  # "the second half *of the year*"
        return phrase

    def _are(self, index: int, *words: str) -> bool:
        """Whether these words stand here."""
        return all(self.lower(index + step) == word for step, word in enumerate(words))

    def counts(self, index: int) -> bool:
        """Whether a counted noun stands here, so that the number before it is an amount."""
        return self.lower(index) in self._counted

    def is_month(self, index: int, after: int) -> bool:
        """Whether a month's name that stands alone is meant as one.

        "In May the talks failed", "a March deadline"; not "May said", "April Jones",
        "they march", and no abbreviation without its full stop ("Jan Egeland").
        """
        lexeme, before = self.lexemes[index], self.lower(index - 1)
        if lexeme.lower in self._short and after == index + 1:
            return False
        follower = self.lexemes[after] if after < len(self.lexemes) else None
        if lexeme.lower not in self._ambiguous:
            return True
        if before == "the" and self.lower(after) in ("on", "to", "for", "of", "", ".", ","):
            return False  # "the March on Rome"
        if before in self._before_month or before in ("in", "a", "an", "'s"):
            named = (
                follower is not None
                and follower.text[0].isupper()
                and follower.kind == "word"
                and not follower.breaks
            )
            return not (
                named
                and before in (",", "and", "or", "by", "(", "for", "from", "to", "after", "before", "of")
            )
        return False


def full_year(two_digits: int) -> int:
    """The year that two digits stand for: '39 is 1939, '05 is 2005."""
    return two_digits + (2000 if two_digits <= 40 and two_digits < 30 else 1900)
