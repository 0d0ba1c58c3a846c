"""Finding time expressions in text: a grammar over lexemes, longest phrase first.

At every lexeme that can begin a time expression each reader is tried; the longest phrase
is kept and reading goes on after it. Ranges and lists of days are put together here.
"""

from __future__ import annotations

from functools import cache

import msgspec

from demarche.knowledge import time_tables
from demarche.reading.time_lexer import Lexeme, forms, lex
from demarche.reading.time_phrases import DATE, DAY, PERIOD, RANGE, Phrase
from demarche.reading.time_spans import SpanGrammar

_DASHES = frozenset("-–—−")
_JOINERS = frozenset({"to", "through", "thru", "until", "till"}) | _DASHES
_NUMERIC = frozenset({"iso", "slash", "clock", "ordinal", "decade", "shortyear", "number"})
_REACH = 10  # lexemes back in which a verb of rescheduling is looked for


def recognise(text: str, not_dates: frozenset[int] = frozenset(), *, day_first: bool = False) -> list[Phrase]:
    """The time expressions of a text in order, none overlapping another.

    ``not_dates`` holds offsets of words that the tree says are no words of time;
    ``day_first`` reads 9/11/2001 as the 9th of November.
    """
    return _Recogniser(text, lex(text), not_dates, day_first=day_first).all()


@cache
def _starters() -> frozenset[str]:
    """Every word with which a time expression can begin."""
    table = time_tables.names()
    found = {*table.month, *table.weekday, *table.season, *table.daypart, *table.unit}
    found.update(name + "s" for name in table.weekday)
    classes = (
        "part",
        "amount",
        "relation",
        "day",
        "every",
        "often",
        "vague",
        "reference",
        "number",
        "ordinal",
        "holiday",
        "not",
    )
    for name in classes:
        found |= forms(name).firsts()
    return frozenset(found | {"the", "from", "between", "q", "twice", "thrice", "fiscal", "final"})


class _Recogniser(SpanGrammar):
    def __init__(
        self, text: str, lexemes: list[Lexeme], not_dates: frozenset[int], *, day_first: bool
    ) -> None:
        super().__init__(lexemes, not_dates, day_first=day_first)
        self.text = text

    def all(self) -> list[Phrase]:
        starters = _starters()
        found: list[Phrase] = []
        index = 0
        while index < len(self.lexemes):
            lexeme = self.lexemes[index]
            if lexeme.kind not in _NUMERIC and lexeme.lower not in starters:
                index += 1
                continue
            name = forms("not").at(self.lexemes, index)
            if name and self._written(index, name[0]) == name[1]:
                index = name[0]
                continue
            phrases = self.here(index)
            for phrase in phrases:
                phrase.start, phrase.end = self.lexemes[phrase.first].start, self.lexemes[phrase.last - 1].end
            found.extend(phrases)
            index = phrases[-1].last if phrases else index + 1
        return found

    def _written(self, first: int, last: int) -> str:
        written = self.text[self.lexemes[first].start : self.lexemes[last - 1].end]
        return " ".join(written.replace("’", "'").split())

    def here(self, index: int) -> list[Phrase]:
        """The phrases that begin at the lexeme: none, one, or a list of days."""
        ranged = self.range(index)
        if ranged:
            return [ranged]
        days = self._days_in_a_month(index)
        if days:
            return days
        phrase = self.single(index)
        return [phrase, *self._further_days(phrase)] if phrase else []

    def single(self, index: int) -> Phrase | None:
        """The longest phrase that is no range."""
        readers = (
            self.part, self.edge, self.related, self.weekend, self.day_word, self.repeated, self.one_before,
            self.counted, self.point, self.ending, self.reference,
        )  # fmt: skip
        found = [phrase for reader in readers if (phrase := reader(index)) is not None]
        return max(found, key=lambda phrase: phrase.last, default=None)

    def range(self, index: int) -> Phrase | None:
        """ "September 10 to 13", "10-13 September", "from 2019 to 2021", "between Monday and Friday"."""
        opener = self.lower(index)
        at = index + 1 if opener in ("from", "between") else index
        if at == index and self.lower(index - 1) == "from" and self._rescheduled(index):
            return None
        if opener == "from" and self._rescheduled(index):
            return None
        joiners = frozenset({"and"}) if opener == "between" else _JOINERS
        if at >= len(self.lexemes):
            return None
        low = self.related(at) or self.part(at) or self.point(at)
        antique = self._before_christ(index, at, joiners)
        if antique is not None:
            return antique
        day = self.day_number(at)
        if day is not None and (low is None or low.last == at + 1) and self.lower(at + 1) in joiners:
            high = self.day_then_month(at + 2) if self.lower(at + 2) != "the" else None
            if high is not None and high.month and high.day and high.day > day:
                low = msgspec.structs.replace(high, first=at, last=at + 1, day=day)
                return self._joined_range(index, low, high)
        if low is None or low.kind not in (DATE, PERIOD, DAY) or (low.clock and not low.day):
            return None
        join = low.last
        if self.lower(join) not in joiners or not self.joined(join) or not self.joined(join + 1):
            return None
        if (
            low.month
            and low.day
            and (day := self.day_number(join + 1))
            and day > low.day
            and not self.month(join + 2)
        ):
            if self.clock(join + 1):
                return None
            high = Phrase(first=join + 1, last=join + 2, kind=DATE, month=low.month, day=day, year=low.year)
            high = self.of_year(high)
            low.year, low.era = high.year, high.era
            return self._joined_range(index, low, high)
        value = self.number(join + 1)
        if (
            low.year
            and not low.month
            and not low.season
            and self.lower(join) in _DASHES
            and value is not None
        ):
            digits = len(self.lexemes[join + 1].text)
            if digits == 2 and value > low.year % 100:
                high = Phrase(first=join + 1, last=join + 2, kind=DATE, year=low.year // 100 * 100 + value)
                return self._joined_range(index, low, high)
        if (amount := self.amount(join + 1)) and amount.last > join + 2:
            return None  # "sentenced in 2001 to *10 years* in prison"
        high = self.related(join + 1) or self.part(join + 1) or self.point(join + 1)
        if high is None or high.kind not in (DATE, PERIOD, DAY) or _shape(low) != _shape(high):
            return None
        if self.lower(join) in _DASHES and low.weekday and high.weekday is None:
            return None
        if low.day and not low.month and high.month:
            low.month, low.year, low.era = high.month, high.year, high.era
        if low.month and high.month and low.year is None and high.year is not None:
            low.year, low.era = high.year - (low.month > high.month), high.era
        return self._joined_range(index, low, high)

    def _before_christ(self, index: int, at: int, joiners: frozenset[str]) -> Phrase | None:
        """ "499-493 BC", "from 264 to 241 BC": the era stands once, after the second year."""
        first, second = self.number(at), self.year(at + 2)
        if (
            first is None
            or second is None
            or second[2] != "BC"
            or self.lower(at + 1) not in joiners
            or first <= second[1]
        ):
            return None
        low = Phrase(first=at, last=at + 1, kind=DATE, year=first, era="BC")
        return self._joined_range(
            index, low, Phrase(first=at + 2, last=second[0], kind=DATE, year=second[1], era="BC")
        )

    def _joined_range(self, index: int, low: Phrase, high: Phrase) -> Phrase:
        for end in (low, high):
            end.start, end.end = self.lexemes[end.first].start, self.lexemes[end.last - 1].end
        return Phrase(first=index, last=high.last, kind=RANGE, low=low, high=high)

    def _rescheduled(self, index: int) -> bool:
        """Whether "from … to …" is a move: "postponed from Monday to Friday" has two days."""
        for back in range(index, max(-1, index - _REACH), -1):
            if self.lower(back) in (".", ";"):
                return False
            if forms("reschedule").at(self.lexemes, back):
                return True
        return False

    def _days_in_a_month(self, index: int) -> list[Phrase]:
        """ "5 and 6 October": the first day alone, in the month of the second."""
        day = self.day_number(index)
        if day is None or self.lower(index + 1) not in ("and", "or", ",", "/"):
            return []
        second = self.day_then_month(index + 2)
        if second is None or not second.month or not self.joined(index + 2):
            return []
        return [msgspec.structs.replace(second, first=index, last=index + 1, day=day), second]

    def _further_days(self, phrase: Phrase) -> list[Phrase]:
        """ "September 10 and 13": the days after the first, in its month; "May and June 1918"."""
        if phrase.kind != DATE or not phrase.month or phrase.weekday or phrase.part:
            return []
        at = phrase.last + 1
        if self.lower(phrase.last) not in ("and", "or") or not self.joined(phrase.last):
            return []
        if phrase.day and self.lexemes[phrase.first].lower in self._months:
            day = self.day_number(at)
            after = self.lexemes[at + 1] if at + 1 < len(self.lexemes) else None
            if (
                day
                and day > phrase.day
                and (
                    after is None
                    or after.breaks
                    or (after.kind == "mark" and after.text not in "%$°-")
                    or after.lower in self._pauses
                )
            ):
                further = Phrase(
                    first=at, last=at + 1, kind=DATE, month=phrase.month, day=day, year=phrase.year
                )
                further = self.of_year(further)
                phrase.year = further.year
                return [further]
        elif (
            not phrase.day
            and phrase.year is None
            and (other := self.date(at))
            and other.month
            and not other.day
        ):
            phrase.year, phrase.era, phrase.year_relation = other.year, other.era, other.year_relation
        return []


def _shape(phrase: Phrase) -> tuple[bool, ...]:
    """What a phrase is made of, so that a range joins like with like."""
    year_alone = phrase.year is not None and not (
        phrase.month or phrase.season or phrase.quarter or phrase.holiday
    )
    dayed = bool(phrase.day or phrase.weekday or phrase.kind == DAY or phrase.holiday)
    return (
        year_alone,
        dayed,
        bool(phrase.month) and not dayed,
        phrase.decade is not None,
        phrase.century is not None,
    )
