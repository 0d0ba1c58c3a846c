"""The grammar of dates and clock times: "Sept. 9, 2023", "the 13th", "10 a.m. on Sunday".

Each method reads at a lexeme and returns a phrase or None; none looks further than a few
lexemes ahead, so that reading a text takes time in proportion to its length.
"""

from __future__ import annotations

from demarche.knowledge import time_tables
from demarche.reading.time_lexer import Lexeme, forms
from demarche.reading.time_phrases import DATE, Clock, Phrase

_DASHES = frozenset("-–—−")
_JOINERS = frozenset({"to", "through", "thru", "until", "till"}) | _DASHES
# Before a bare year: "in 1991", "since 2014", "the 2019 summit". A number that none of
# these and no punctuation stands by is an amount ("killed 2010 people").
_BEFORE_YEAR = frozenset(
    "in since by until till from to of during after before for through throughout around about circa ca "
    "between and or early late mid as on year years summer spring autumn winter fall the a an its his "
    "her their this that our 's s than back all until election elections".split()
)
_NOT_BEFORE_YEAR = frozenset(
    "no number flight resolution article channel room unit route model version area highway page "
    "section paragraph regiment boeing airbus windows office mazda peugeot about some nearly almost over "
    "than least most only another roughly approximately killed killing".split()
)
_COUNTED = frozenset(
    "people men women troops soldiers civilians km miles metres meters feet kilometers kilometres euros dollars "
    "pounds tons tonnes barrels votes deaths cases victims refugees prisoners tanks aircraft ships homes houses "
    "hectares acres megawatts points jobs workers employees migrants children students fighters rebels militants "
    "members police officers personnel square percent yards kg kilograms gallons units cars vehicles "
    "delegates seats copies shares hours minutes seconds days weeks months years dead wounded injured lives "
    "protesters demonstrators hostages missiles drones shells bombs rockets guns".split()
)
# Before a month whose name is also a word or a first name ("May", "March", "April Jones").
_BEFORE_MONTH = frozenset(
    "in of by since until till from to through during between before after last next this early late mid "
    "that every each and or on for around about following previous the - – — ( , for".split()
)
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "jan"})
_AMBIGUOUS_SHORTS = frozenset({"sun", "sat", "mon", "wed", "mar", "dec", "oct", "jan", "fri", "thu", "tue", "thurs"})


class DateGrammar:
    """Reads dates in a list of lexemes.

    ``not_dates`` holds character offsets of words that the tree says are no names of
    time (the modal "may", a person called April); ``eras`` says that the text counts
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

    # ------------------------------------------------------------------ lexemes

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
        return int(lexeme.text) if lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 4 else None

    def touching(self, index: int) -> bool:
        """Whether the lexeme follows the one before without a blank."""
        return 0 < index < len(self.lexemes) and self.lexemes[index - 1].end == self.lexemes[index].start

    # ------------------------------------------------------------- parts of dates

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

    def weekday(self, index: int) -> tuple[int, int] | None:
        """(index after, weekday): a name, or an abbreviation with a date beside it."""
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        value = self._weekdays.get(lexeme.lower)
        if value is None or not lexeme.text[0].isupper() or lexeme.start in self.not_dates:
            return None
        end = index + 1
        if lexeme.lower in self._short:
            if self.lower(end) == "." and self.touching(end):
                end += 1
            after = end + 1 if self.lower(end) == "," else end
            if self.month(after) is None and self.day_number(after) is None and self.clock(after) is None:
                return None
        return end, value

    def year(self, index: int, *, loose: bool = False) -> tuple[int, int, str] | None:
        """(index after, year, era): four digits, two after an apostrophe, or with BC or AD.

        ``loose`` is for places where only a year can stand ("September 2023").
        """
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        if lexeme.kind == "shortyear":
            return index + 1, _century(int(lexeme.text[1:])), ""
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
        index = phrase.last
        if not self.joined(index):
            return phrase
        if self.lower(index) == "," and phrase.day is not None or self.lower(index) in ("of", "in"):
            index += 1
        elif self.lower(index) == "," and (phrase.month or phrase.season):
            # "January, 1918": a comma before a bare year belongs to the date
            index += 1
        found = self.year(index, loose=True)
        if found and self.joined(index) and not self._counts(found[0]):
            if self.lower(phrase.last) == "in" and phrase.season is None:
                return phrase
            phrase.last, phrase.year, phrase.era = found
            if phrase.last < len(self.lexemes) and self.lower(phrase.last) == ",":
                pass
            return phrase
        if self.lower(index - 1) == "of" or self.lower(phrase.last) not in ("of", "in", ","):
            relation = forms("relation").at(self.lexemes, index)
            if relation and self.lower(relation[0]) == "year" and index > phrase.last:
                phrase.last, phrase.year_relation = relation[0] + 1, relation[1]
        return phrase

    def _counts(self, index: int) -> bool:
        """Whether a counted noun stands here, so that the number before it is an amount."""
        return self.lower(index) in _COUNTED

    # --------------------------------------------------------------------- dates

    def date(self, index: int) -> Phrase | None:
        """The longest date that begins at the lexeme."""
        found = [
            phrase
            for reader in (
                self._written_by_numbers, self._month_first, self._day_first, self._weekday_first,
                self._named, self._bare_year, self._long_period,
            )  # fmt: skip
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
                clock = Clock(int(lexeme.text[11:13]), int(lexeme.text[14:16]), "Z" if lexeme.text.endswith("Z") else "")
        elif lexeme.kind == "slash":
            one, two, three = (int(piece) for piece in lexeme.text.split("/"))
            clock = None
            if one > 31:
                year, month, day = one, two, three
            else:
                day, month = (one, two) if (self.day_first or one > 12) else (two, one)
                year = three if three > 99 else _century(three)
        else:
            return None
        if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year):
            return None
        return Phrase(first=index, last=index + 1, kind=DATE, year=year, month=month, day=day, clock=clock)

    def _month_first(self, index: int) -> Phrase | None:
        """September 9, Sept. 9, 2023, September 2023, September, October of that year."""
        found = self.month(index)
        if found is None:
            return None
        after, month = found
        phrase = Phrase(first=index, last=after, kind=DATE, month=month)
        at = after + 1 if self.lower(after) == "the" else after
        day = self.day_number(at)
        if day is not None and self.joined(at) and not self._counts(at + 1) and self.lower(at + 1) not in ("%", ":"):
            phrase.day, phrase.last = day, at + 1
            return self.of_year(phrase)
        phrase = self.of_year(phrase)
        if phrase.last == after and not self._is_month(index, after):
            return None
        return phrase

    def _is_month(self, index: int, after: int) -> bool:
        """Whether a month's name that stands alone is meant as one.

        "In May the talks failed", "a March deadline"; not "May said", "April Jones",
        "they march", and no abbreviation without its full stop ("Jan Egeland").
        """
        lexeme, before = self.lexemes[index], self.lower(index - 1)
        if lexeme.lower in self._short and after == index + 1:
            return False
        follower = self.lexemes[after] if after < len(self.lexemes) else None
        if lexeme.lower not in _AMBIGUOUS_MONTHS:
            return True
        if before in _BEFORE_MONTH or before in ("in", "a", "'s"):
            named = follower is not None and follower.text[0].isupper() and follower.kind == "word" and not follower.breaks
            return not (named and before in (",", "and", "or", "by", "(", "for", "from", "to", "after", "before", "of"))
        if before == "a" and lexeme.lower in ("may", "march"):
            return True
        return False

    def _day_first(self, index: int) -> Phrase | None:
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
        if day is None or not self.joined(after) and after < len(self.lexemes) and not ordinal:
            return None
        month_at = after + 1 if self.lower(after) == "of" else after
        found = self.month(month_at) if self.joined(month_at) else None
        if found is not None:
            if month_at > after and not ordinal:
                return None
            after_month, month = found
            phrase = self.of_year(Phrase(first=index, last=after_month, kind=DATE, month=month, day=day))
            follower = self.day_number(after_month)
            if phrase.last == after_month and follower and month_at == after and not ordinal and self.joined(after_month):
                return None  # "killed 3 September 9": the day follows
            return phrase
        if not (ordinal and at > index):
            return None
        # "the 13th": alone before a pause or a verb, never before a noun ("the 13th Amendment")
        following = self.lexemes[at + 1] if at + 1 < len(self.lexemes) else None
        before = self.lower(index - 1)
        if before not in ("on", "by", "until", "since", "from", "to", "of", "before", "after", "and", "till", "through", ","):
            return None
        if following is not None and following.kind == "word" and not following.breaks and (
            following.lower not in ("and", "to", "but", "when", "at", "in", "with", "after", "before", "as", "for", "the",
                                    "he", "she", "it", "they", "a", "an", "until", "through", "or", "by", "was", "were")
        ):  # fmt: skip
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
            for reader in (self._month_first, self._day_first, self._written_by_numbers):
                inner = reader(at)
                if inner is not None and (inner.day is not None):
                    inner.first, inner.weekday = index, weekday
                    return inner
        return Phrase(first=index, last=after, kind=DATE, weekday=weekday)

    def _named(self, index: int) -> Phrase | None:
        """Seasons, quarters, halves and named days, each with its year where there is one."""
        article = self.lower(index) == "the"
        at = index + 1 if article else index
        named = forms("holiday").at(self.lexemes, index) or (forms("holiday").at(self.lexemes, at) if article else None)
        if named and (self.lexemes[at].text[0].isupper() or self.lexemes[at].text[0].isdigit()):
            eve = self.lower(named[0]) == "eve"
            after = named[0] + 1 if eve else named[0]
            return self.of_year(Phrase(first=index, last=after, kind=DATE, holiday=named[1], eve=eve))
        word = self.lower(at)
        if word in self._seasons and self.joined(at):
            phrase = self.of_year(Phrase(first=index, last=at + 1, kind=DATE, season=word))
            # A season that stands alone needs a preposition: "in spring", "by the fall"
            dated = phrase.last > at + 1
            before = self.lower(index - 1)
            if dated or before in ("in", "by", "during", "until", "since", "this", "early", "late", "mid", "from"):
                fallen = word == "fall" and not dated and not article
                return None if fallen or self.lower(at + 1) == "of" and not dated else phrase
            return None
        fiscal = word in ("fiscal", "financial")
        number_at = at + 1 if fiscal else at
        if word.startswith("q") and False:
            return None
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
            if self.lower(after) == "quarter" and (value in (1, 2, 3, 4) or word in ("final", "last")):
                quarter = 4 if value == -1 else value
                phrase = Phrase(first=index, last=after + 1, kind=DATE, quarter=quarter, fiscal=fiscal)
                dated = self.of_year(phrase)
                alone = dated.year is None and dated.year_relation is None
                in_time = self.lower(index - 1) in ("in", "during", "for", "by", "of", "its", "the", "from")
                return None if alone and (word == "last" or not in_time) else dated
            if self.lower(after) == "half" and (value in (1, 2) or word in ("last", "latter")):
                half = 2 if value == -1 else value
                phrase = self.of_year(Phrase(first=index, last=after + 1, kind=DATE, half=half))
                return phrase if phrase.year is not None or phrase.year_relation else None
        if fiscal:
            at = at + 2 if self.lower(at + 1) == "year" else at + 1
            found = self.year(at)
            if found:
                return Phrase(first=index, last=found[0], kind=DATE, year=found[1], fiscal=True)
        return None

    def _bare_year(self, index: int) -> Phrase | None:
        """A year alone, kept from amounts by the words around it; "Q3 2023" as well."""
        lexeme = self.lexemes[index]
        if lexeme.lower == "q" and self.number(index + 1) in (1, 2, 3, 4) and self.touching(index + 1):
            phrase = Phrase(first=index, last=index + 2, kind=DATE, quarter=self.number(index + 1))
            return self.of_year(phrase)
        found = self.year(index)
        before, value = self.lower(index - 1), self.number(index)
        if found is None and before in ("in", "by", "since", "until", "from", "of", "to", "during", "and", "–", "-"):
            bounds = (100, 999) if self.eras else (1000, 1499)
            if value is not None and bounds[0] <= value <= bounds[1] and not self._counts(index + 1):
                found = (index + 1, value, "BC" if self.eras else "")
        if found is None:
            return None
        after, year, era = found
        if era or lexeme.kind == "shortyear":
            return Phrase(first=index, last=after, kind=DATE, year=year, era=era)
        follower = self.lexemes[after] if after < len(self.lexemes) else None
        if self.touching(index) and before in ("$", "£", "€", "#", "/", ".", "'") or before in ("$", "£", "€", "#"):
            return None
        if follower is not None and (follower.text in "%°" or follower.text == "-" and self.lower(after + 1) in _COUNTED):
            return None
        if self._counts(after) and before not in ("in", "since", "the"):
            return None
        if before in _NOT_BEFORE_YEAR:
            return None
        noun_follows = (
            follower is not None and follower.kind == "word" and follower.text.islower() and not follower.breaks
            and follower.lower.endswith("s") and follower.lower not in ("was", "is", "has", "as", "this", "its", "his")
        )  # fmt: skip
        if noun_follows and before not in _BEFORE_YEAR:
            return None
        return Phrase(first=index, last=after, kind=DATE, year=year)

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
                value = _century(value)
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

    # --------------------------------------------------------------------- clock

    def clock(self, index: int) -> tuple[int, Clock] | None:
        """(index after, clock): 10 a.m., 10:30, 18:00 UTC, noon, five o'clock."""
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        hour, minute, sure = -1, 0, False
        if lexeme.kind == "clock":
            pieces = lexeme.text.replace(".", ":").split(":")
            if len(pieces) == 1:
                pieces = [lexeme.text[:2], lexeme.text[2:]]
            hour, minute, sure = int(pieces[0]), int(pieces[1]), True
        elif lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 2:
            hour = int(lexeme.text)
        elif lexeme.lower in ("noon", "midday", "midnight"):
            return index + 1, Clock(0 if lexeme.lower == "midnight" else 12, 0)
        else:
            spelled = forms("number").at(self.lexemes, index)
            if spelled and self.lower(spelled[0]) == "o" and self.lower(spelled[0] + 2) == "clock":
                return spelled[0] + 3, Clock(int(float(spelled[1])), 0)
            return None
        after = index + 1
        if after < len(self.lexemes) and self.lexemes[after].kind == "ampm" and self.joined(after) and 1 <= hour <= 12:
            hour = hour % 12 + (12 if self.lexemes[after].lower.startswith("p") else 0)
            after, sure = after + 1, True
        elif self.lower(after) == "o" and self.lower(after + 1) == "'" and self.lower(after + 2) == "clock":
            after, sure = after + 3, True
        if not sure or not (0 <= hour <= 24 and 0 <= minute <= 59):
            return None
        return self._zone(after, Clock(hour % 24, minute))

    def _zone(self, index: int, clock: Clock) -> tuple[int, Clock]:
        """A time zone after the clock, in brackets or not; an offset ("GMT +8") with it."""
        bracket = self.lower(index) == "("
        at = index + 1 if bracket else index
        found = forms("zone").at(self.lexemes, at) if self.joined(at) else None
        if found is None:
            return index, clock
        after, zone = found
        if zone == "Z" and self.lower(after) in ("+", "-") and self.number(after + 1) is not None:
            zone = f"{self.lower(after)}{self.number(after + 1):02d}:00"
            after += 2
        if bracket:
            if self.lower(after) != ")":
                return index, clock
            after += 1
        return after, Clock(clock.hour, clock.minute, "" if zone == "-" else zone)


def _century(two_digits: int) -> int:
    """The year that two digits stand for: '39 is 1939, '05 is 2005."""
    return two_digits + (2000 if two_digits <= 40 and two_digits < 30 else 1900)
