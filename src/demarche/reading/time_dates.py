"""The grammar of dates: "Sept. 9, 2023", "the 13th", "spring 2022", "the 1990s".

Each method reads at a lexeme and returns a phrase or None; none looks further than a few
lexemes ahead, so that reading a text takes time in proportion to its length.
"""

from __future__ import annotations

from demarche.reading.time_clock import ClockReader
from demarche.reading.time_lexer import forms
from demarche.reading.time_names import full_year
from demarche.reading.time_phrases import DATE, Clock, Phrase

_DASHES = frozenset("-–—−")
_REPORTED = 3  # words in which what is reported of a quarter comes: "first-half *net operating profit*"
_BEFORE_SEASON = frozenset(
    "in by during until since this early late mid from over through throughout".split()
)


class DateGrammar(ClockReader):
    """Reads dates."""

    def date(self, index: int) -> Phrase | None:
        """The longest date that begins at the lexeme."""
        if not 0 <= index < len(self.lexemes):
            return None
        found = [
            phrase
            for reader in (
                self._written_by_numbers,
                self.month_then_day,
                self.day_then_month,
                self._weekday_first,
                self._named,
                self._bare_year,
                self._long_period,
            )
            if (phrase := reader(index)) is not None
        ]
        return max(found, key=lambda phrase: phrase.last, default=None)

    def _written_by_numbers(self, index: int) -> Phrase | None:
        """2023-09-13, 2023-09-13T10:00, 9/11/2001, 2023/9/13."""
        lexeme = self.lexemes[index]
        if lexeme.kind == "iso":
            year, month, day = (int(piece) for piece in lexeme.text[:10].split("-"))
            clock = None
            if "T" in lexeme.text:
                clock = Clock(
                    int(lexeme.text[11:13]), int(lexeme.text[14:16]), "Z" if lexeme.text.endswith("Z") else ""
                )
        elif lexeme.kind == "slash":
            one, two, three = (int(piece) for piece in lexeme.text.split("/"))
            clock = None
            if one > 31:
                year, month, day = one, two, three
            else:
                day, month = (one, two) if (self.day_first or one > 12) else (two, one)
                year = three if three > 99 else full_year(three)
        else:
            return None
        if not (1 <= month <= 12 and 1 <= day <= 31 and year >= 1):
            return None
        return Phrase(first=index, last=index + 1, kind=DATE, year=year, month=month, day=day, clock=clock)

    def month_then_day(self, index: int) -> Phrase | None:
        """September 9, Sept. 9, 2023, September 2023, September, October of that year."""
        found = self.month(index)
        if found is None:
            return None
        after, month = found
        phrase = Phrase(first=index, last=after, kind=DATE, month=month)
        at = after + 1 if self.lower(after) == "the" else after
        day = self.day_number(at)
        if (
            day is not None
            and self.joined(at)
            and not self.counts(at + 1)
            and self.lower(at + 1) not in ("%", ":")
        ):
            phrase.day, phrase.last = day, at + 1
            return self.of_year(phrase)
        phrase = self.of_year(phrase)
        if phrase.last == after and not self.is_month(index, after):
            return None
        return phrase

    def day_then_month(self, index: int) -> Phrase | None:
        """9 September 2023, the 9th of September, the 13th, the fourth of July."""
        at = index + 1 if self.lower(index) == "the" else index
        day = self.day_number(at)
        ordinal = 0 <= at < len(self.lexemes) and self.lexemes[at].kind == "ordinal"
        after = at + 1
        if day is None and at > index:
            spelled = forms("ordinal").at(self.lexemes, at)
            if spelled is None or int(spelled[1]) > 31 or self.lower(spelled[0]) != "of":
                return None
            after, day, ordinal = spelled[0], int(spelled[1]), True
        if day is None or (not self.joined(after) and after < len(self.lexemes) and not ordinal):
            return None
        month_at = after + 1 if self.lower(after) == "of" else after
        found = self.month(month_at) if self.joined(month_at) else None
        if found is not None:
            if month_at > after and not ordinal:
                return None
            after_month, month = found
            phrase = self.of_year(Phrase(first=index, last=after_month, kind=DATE, month=month, day=day))
            follower = self.day_number(after_month)
            if (
                phrase.last == after_month
                and follower
                and month_at == after
                and not ordinal
                and self.joined(after_month)
            ):
                return None  # "killed 3 September 9": the day follows
            return phrase
        if not (ordinal and at > index):
            return None
        # "the 13th": alone before a pause or a verb, never before a noun ("the 13th Amendment")
        following = self.lexemes[at + 1] if at + 1 < len(self.lexemes) else None
        before = self.lower(index - 1)
        if before not in (
            "on",
            "by",
            "until",
            "since",
            "from",
            "to",
            "of",
            "before",
            "after",
            "and",
            "till",
            "through",
            ",",
        ):
            return None
        word_follows = following is not None and following.kind == "word" and not following.breaks
        if word_follows and self.lower(at + 1) not in self._pauses:
            return None
        if following is not None and following.text in _DASHES and self.touching(at + 1):
            return None
        return Phrase(first=index, last=at + 1, kind=DATE, day=day)

    def _weekday_first(self, index: int) -> Phrase | None:
        """Wednesday; Wednesday, Sept. 13; Wednesday the 13th."""
        found = self.weekday(index)
        if found is None:
            return None
        after, weekday = found
        at = after + 1 if self.lower(after) in (",", "of") else after
        if self.joined(at) and at < len(self.lexemes):
            for reader in (self.month_then_day, self.day_then_month, self._written_by_numbers):
                inner = reader(at)
                if inner is not None and (inner.day is not None):
                    inner.first, inner.weekday = index, weekday
                    return inner
        return Phrase(first=index, last=after, kind=DATE, weekday=weekday)

    def _named(self, index: int) -> Phrase | None:
        """Seasons, quarters, halves and named days, each with its year where there is one."""
        article = self.lower(index) == "the"
        at = index + 1 if article else index
        named = forms("holiday").at(self.lexemes, index) or (
            forms("holiday").at(self.lexemes, at) if article else None
        )
        if named and named[0] < len(self.lexemes) and self._is_name(named[0]):
            named = None  # "the Tet Offensive", "the Easter Rising"
        if named and named[1].lower() == "independence day" and self._is_another_nations(index):
            named = None
        if named and (self.lexemes[at].text[0].isupper() or self.lexemes[at].text[0].isdigit()):
            eve = self.lower(named[0]) == "eve"
            after = named[0] + 1 if eve else named[0]
            return self.of_year(Phrase(first=index, last=after, kind=DATE, holiday=named[1], eve=eve))
        word = self.lower(at)
        if word in self._seasons and self.joined(at):
            phrase = self.of_year(Phrase(first=index, last=at + 1, kind=DATE, season=word))
            # A season that stands alone needs a preposition: "in spring", "by the fall"
            has_year = phrase.last > at + 1
            before = self.lower(index - 1)
            if has_year or before in _BEFORE_SEASON:
                fallen = word == "fall" and not has_year and not article
                return None if fallen or (self.lower(at + 1) == "of" and not has_year) else phrase
            return None
        fiscal = word in ("fiscal", "financial")
        number_at = at + 1 if fiscal else at
        ordinal = forms("ordinal").at(self.lexemes, number_at)
        value = int(ordinal[1]) if ordinal else 0
        after = ordinal[0] if ordinal else number_at
        if not ordinal and number_at < len(self.lexemes) and self.lexemes[number_at].kind == "ordinal":
            value, after = int(self.lexemes[number_at].text[:-2]), number_at + 1
        elif not ordinal and word in ("final", "last", "latter"):
            value, after = -1, at + 1
        if value:
            fiscal = fiscal or self.lower(after) in ("fiscal", "financial")
            after = after + 1 if self.lower(after) in ("fiscal", "financial", "-") else after
            booked = self._is_booked(after + 1)
            if self.lower(after) == "quarter" and (value in (1, 2, 3, 4) or word in ("final", "last")):
                quarter = 4 if value == -1 else value
                phrase = Phrase(first=index, last=after + 1, kind=DATE, quarter=quarter, fiscal=fiscal)
                dated = self.of_year(phrase)
                alone = dated.year is None and dated.year_relation is None
                in_time = self.lower(index - 1) in ("in", "during", "for", "by", "of", "its", "the", "from")
                return None if alone and (word == "last" or not (in_time or booked)) else dated
            if self.lower(after) == "half" and (value in (1, 2) or word in ("last", "latter")):
                half = 2 if value == -1 else value
                phrase = self.of_year(Phrase(first=index, last=after + 1, kind=DATE, half=half))
                return phrase if phrase.year is not None or phrase.year_relation or booked else None
        if fiscal:
            at = at + 2 if self.lower(at + 1) == "year" else at + 1
            found = self.year(at)
            if found:
                return Phrase(first=index, last=found[0], kind=DATE, year=found[1], fiscal=True)
        return None

    def _is_another_nations(self, index: int) -> bool:
        """Whether a nation's day is that of another than the United States: "*Togo's* Independence Day"."""
        before = self.lower(index - 1)
        if before in ("its", "their", "his", "our", "s", "'s"):
            return True
        known = index > 0 and self.lexemes[index - 1].kind == "word" and not self.lexemes[index - 1].breaks
        return known and self.lexemes[index - 1].text[:1].isupper() and before not in ("american", "us", "on")

    def _is_booked(self, index: int) -> bool:
        """Whether what a firm or a state reports of a part of the year follows: "third-quarter *profit*"."""
        return any(self.lower(at) in forms("booked").firsts() for at in range(index, index + _REPORTED))

    def _is_name(self, index: int) -> bool:
        """Whether a capitalised word that is none of time goes on here: part of a name."""
        lexeme = self.lexemes[index]
        time = (
            lexeme.lower in self._dayparts
            or lexeme.lower in ("eve", "day")
            or self.weekday(index)
            or self.month(index)
        )
        return lexeme.kind == "word" and lexeme.text[0].isupper() and not lexeme.breaks and not time

    def _bare_year(self, index: int) -> Phrase | None:
        """A year alone, kept from amounts by the words around it; "Q3 2023" as well."""
        lexeme = self.lexemes[index]
        if lexeme.lower == "q" and self.number(index + 1) in (1, 2, 3, 4) and self.touching(index + 1):
            phrase = Phrase(first=index, last=index + 2, kind=DATE, quarter=self.number(index + 1))
            return self.of_year(phrase)
        found = self.year(index)
        before, value = self.lower(index - 1), self.number(index)
        if found is None and before in ("in", "by", "since", "until", "from", "of", "to", "during"):
            bounds = (100, 999) if self.eras else (1000, 1499)
            plain = not self.counts(index + 1) and (before != "of" or not self.lower(index + 1).endswith("s"))
            if value is not None and bounds[0] <= value <= bounds[1] and plain:
                found = (index + 1, value, "BC" if self.eras else "")
        if found is None:
            return None
        after, year, era = found
        if era or lexeme.kind == "shortyear":
            short = lexeme.kind == "shortyear"
            return Phrase(first=index, last=after, kind=DATE, year=year, era=era, short_year=short)
        follower = self.lexemes[after] if after < len(self.lexemes) else None
        if (self.touching(index) and before in ("$", "£", "€", "#", "/", ".", "'")) or before in (
            "$",
            "£",
            "€",
            "#",
        ):
            return None
        if follower is not None and (
            follower.text in "%°" or (follower.text == "-" and self.counts(after + 1))
        ):
            return None
        if self.counts(after) and before not in ("in", "since", "the"):
            return None
        if before in self._not_before_year:
            return None
        if before in _DASHES and self.touching(index) and len(self.lower(index - 2)) in (3, 5, 6, 7):
            return None  # "235-1972"
        if self._plural(after) and before not in self._before_year:
            return None
        return Phrase(first=index, last=after, kind=DATE, year=year)

    def _plural(self, index: int) -> bool:
        """Whether a plural noun seems to stand here, with nothing but its form to tell."""
        if not self.joined(index):
            return False
        lexeme = self.lexemes[index]
        if lexeme.kind != "word" or not lexeme.text.islower() or not lexeme.lower.endswith("s"):
            return False
        return lexeme.lower not in ("was", "is", "has", "as", "this", "its", "his")

    def _long_period(self, index: int) -> Phrase | None:
        """Decades and centuries: the 1990s, the '90s, the nineties, the 19th century BC."""
        article = self.lower(index) == "the"
        at = index + 1 if article else index
        if at >= len(self.lexemes):
            return None
        lexeme = self.lexemes[at]
        if lexeme.kind == "decade":
            digits = "".join(ch for ch in lexeme.text if ch.isdigit())
            value = int(digits)
            if value % 10 or (len(digits) == 2 and not (article or lexeme.text[0] in "'’")):
                return None
            if len(digits) == 2:
                value = full_year(value)
            after, era = self._era(at + 1)
            if len(digits) == 3 and not era:
                return None
            return Phrase(first=index, last=after, kind=DATE, decade=value, era=era)
        worded = forms("decade").at(self.lexemes, at) if article else None
        if worded and self.lower(index - 1) in ("in", "during", "of", "since", "by", "from", "early", "late"):
            return Phrase(first=index, last=worded[0], kind=DATE, decade=1900 + 10 * int(worded[1]))
        if lexeme.kind == "ordinal":
            century, after = int(lexeme.text[:-2]), at + 1
        else:
            spelled = forms("ordinal").at(self.lexemes, at)
            if spelled is None:
                return None
            after, century = spelled[0], int(spelled[1])
            if self.lower(at) == "twenty" and self.lower(after) == "first":
                after, century = after + 1, 21
        after = after + 1 if self.lower(after) == "-" else after
        if self.lower(after) not in ("century", "centuries") or not 1 <= century <= 22:
            return None
        last, era = self._era(after + 1)
        return Phrase(first=index, last=last, kind=DATE, century=century, era=era)

    def _era(self, index: int) -> tuple[int, str]:
        if index < len(self.lexemes) and self.lexemes[index].kind == "era":
            return index + 1, "BC" if self.lexemes[index].lower.startswith("b") else ""
        return index, ""
