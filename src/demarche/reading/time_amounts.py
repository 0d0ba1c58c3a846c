"""The grammar of amounts: "three days", "two weeks ago", "three days after the vote".

Extents follow TIMEX3: determiners and hedges inside, prepositions outside ("in [about
three days]"), the event that an offset counts from outside as well.
"""

from __future__ import annotations

import msgspec

from demarche.reading.time_dates import DateGrammar
from demarche.reading.time_lexer import forms
from demarche.reading.time_phrases import DURATION, OFFSET, PERIOD, SET, Phrase
from demarche.reading.time_values import CLOCK_UNITS

ARTICLES = frozenset({"a", "an"})
_EVENT_MARKS = {"after": "later", "following": "later", "before": "earlier", "preceding": "earlier"}
# "twenty units of the first unit": units that an amount with "a" does not count as time
_CALENDAR_UNITS = frozenset({"D", "W", "WE", "FN", "MO", "Q", "Y", "DE", "CE", "ML"})
# After these an article and a unit are a rate: "15 a year", "twice a week", "$3 million a day".
_RATES = frozenset({"once", "twice", "thrice", "times", "million", "billion", "thousand", "hundred"})
ENDERS = frozenset(
    {"", ".", ",", ";", ":", ")", "and", "but", "-", "–", "—", "?", "!", "'", '"', "”", "when"}
)

_COMPARED = 3  # words back in which a superlative stands: "the *highest* rate in nine years"
_SHORT = 5  # letters of "rest", "west" and "test", which are none
# Prepositions that open another phrase, so that what stands before them was complete.
_PLACING = frozenset({"in", "at", "near", "by", "on", "outside"})


class AmountGrammar(DateGrammar):
    """Reads amounts of time, alone or counted from something."""

    def unit(self, index: int) -> tuple[int, str, bool] | None:
        """(index after, unit, whether plural)."""
        word = self.lower(index)
        unit = self._units.get(word)
        if unit is None:
            return None
        plural = word.endswith("s") or word in ("centuries", "millennia")
        return index + 1, unit, plural

    def count(self, index: int) -> tuple[int, float | None] | None:
        """(index after, amount): digits, words, "a few", "two and a half", "three to five"."""
        vague = forms("vague").at(self.lexemes, index)
        if vague and self.lower(index - 1) == "as":
            return None  # "the second in as many days"
        if vague:
            return vague[0], None if vague[1] == "X" else float(vague[1])
        found = self.plain_count(index)
        if found is None:
            return None
        after, value = found
        upper = self.plain_count(after + 1) if self.lower(after) in ("to", "or", "-", "–") else None
        if upper is not None and upper[1] > value:  # not "in 2001 to 10 years"
            return upper
        if self.lower(after) == "and" and self.lower(after + 1) in ("a", "half"):
            half = after + 2 if self.lower(after + 1) == "a" else after + 1
            if self.lower(half) == "half":
                return half + 1, value + 0.5
        return after, value

    def plain_count(self, index: int) -> tuple[int, float] | None:
        if not 0 <= index < len(self.lexemes):
            return None
        lexeme = self.lexemes[index]
        if lexeme.kind == "number":
            return index + 1, float(lexeme.text.replace(",", ""))
        found = forms("number").at(self.lexemes, index)
        if found is None:
            return None
        after, value = found[0], float(found[1])
        if 20 <= value < 100:
            at = after + 1 if self.lower(after) == "-" else after
            ones = forms("number").at(self.lexemes, at)
            if ones and 1 <= float(ones[1]) < 10 and self.lower(at) not in ARTICLES:
                after, value = ones[0], value + float(ones[1])
        for power in (100.0, 1000.0):
            if self.lower(after) == ("hundred" if power == 100 else "thousand") and value < power:
                after, value = after + 1, value * power
        return after, value

    def amount(self, index: int) -> Phrase | None:
        """An amount of time with its hedges, as a duration: "about two and a half years"."""
        at, modifier = index, None
        for _ in range(2):
            hedge = forms("amount").at(self.lexemes, at)
            if hedge is None or (self.lower(at) in ("over", "under") and self.lower(hedge[0]) == "the"):
                break  # "over the last two weeks": a preposition
            at = hedge[0]
            modifier = modifier if hedge[1] == "EXACT" else hedge[1]
        edge = None
        if self.lower(at) == "the" and self.lower(at + 1) in ("first", "final", "opening", "last"):
            edge = "last" if self.lower(at + 1) in ("final", "last") else "first"
            at += 2  # "the first three years"
            if self.plain_count(at) is None and (edge == "first" or self.unit(at) is None):
                return None
            if self.plain_count(at) is None and (single := self.unit(at)) and self.lower(single[0]) == "of":
                count = None if single[2] else 1
                return Phrase(
                    first=index, last=single[0], kind=DURATION, unit=single[1], count=count, relation=edge
                )
        bare = self.unit(at)
        if bare and bare[2] and at == index and bare[1] in _CALENDAR_UNITS - {"Q"} | {"H", "M"}:
            # "weeks later", "for years": an amount that nobody counted, where something says so
            following = self.lower(bare[0])
            said = forms("shift").at(self.lexemes, bare[0]) or following in _EVENT_MARKS
            said = said or (following == "of" and bare[1] not in CLOCK_UNITS)  # not "operating hours of"
            hyphen = following == "-" and self.lower(bare[0] + 1) == "long"
            if said or hyphen or self.lower(index - 1) in ("for", "in", "within", "over", "after"):
                return Phrase(first=index, last=bare[0], kind=DURATION, unit=bare[1], count=None)
            return None
        counted = self.count(at)
        if counted is None:
            single = self.unit(at)
            long = single is not None and self.lower(single[0]) == "-" and self.lower(single[0] + 1) == "long"
            if single is None or not long:
                return None
            return Phrase(first=index, last=single[0], kind=DURATION, unit=single[1])
        after, value = counted
        article = self.lower(after - 1) in ARTICLES and value == 1
        while (filler := forms("filler").at(self.lexemes, after)) and after - at < 5:
            after = filler[0]
        hyphen = self.lower(after) == "-" and self.touching(after)
        found = self.unit(after + 1 if hyphen else after)
        if found is None:
            return None
        after, unit, plural = found
        if unit == "Q" and (hyphen or self.lower(after) == "of"):
            return None  # "three quarters of the city"
        if unit in ("S", "Q") and (article or (not plural and value != 1)):
            return None
        if unit == "M" and article:
            return None
        several = value is not None and value > 1 and self.lower(after) not in ("long", "period")
        loose = unit in ("S", "M", "W", "WE", "Q", "CE", "DE") or self.lexemes[at].kind == "number"
        if several and loose and not plural and not hyphen:
            return None
        if self.lower(after) == "and" and self.lower(after + 1) == "a" and self.lower(after + 2) == "half":
            after, value = after + 3, (value or 1) + 0.5
        if self.lower(after) == "'" and self.lower(after + 1) == "time":
            after += 2
        elif self.lower(after) == "'" and self.lower(after + 1) == "s" and self.lower(after + 2) == "time":
            after += 3
        return Phrase(
            first=index, last=after, kind=DURATION, unit=unit, count=value, modifier=modifier, relation=edge
        )

    def is_age(self, index: int) -> bool:
        """Whether an amount that ends here is somebody's age: "24-year-old", "two years old"."""
        at = index + 1 if self.lower(index) in ("-", "'") else index
        return self.lower(at) in ("old", "olds") or (self.lower(at) == "of" and self.lower(at + 1) == "age")

    def counted(self, index: int) -> Phrase | None:
        """An amount alone or with where it counts from: offsets, durations, rates."""
        phrase = self.amount(index)
        if phrase is None or self.is_age(phrase.last):
            return None
        after = phrase.last
        single = self.lower(after - 2) in ARTICLES and phrase.last - phrase.first == 2
        if self.lower(after) == "-" and self.lower(after + 1) == "long":
            phrase.last = after + 2
            return phrase
        if self.lower(after) == "or" and self.lower(after + 1) == "so":
            phrase.modifier, after = "APPROX", after + 2
            phrase.last = after
        shift = forms("shift").at(self.lexemes, after) if self.joined(after) else None
        mark = self.lower(after)
        if self.lower(index - 1) in ("for", "to") and mark in _EVENT_MARKS:
            return phrase  # "jailed for nine years after he was found guilty"
        if mark == "prior" and self.lower(after + 1) == "to":
            return self._from_event(phrase, after + 1, "earlier")
        if mark in _EVENT_MARKS and (shift is None or self.lower(after + 1) not in ENDERS):
            if self.lower(after + 1) not in ENDERS:
                return self._from_event(phrase, after, _EVENT_MARKS[mark])
            return _moved(phrase, after + 1, _EVENT_MARKS[mark])
        if shift and not (mark == "on" and (phrase.unit != "Y" or self.lower(after + 1) not in ENDERS)):
            if mark == "back" and self.lower(after + 1) not in ENDERS:
                return phrase
            return _moved(phrase, shift[0], shift[1])
        if single and self._is_rate(index):
            phrase.kind = SET
            return phrase
        if single and phrase.unit == "D" and self.lower(after) not in ENDERS:
            return None
        if self.lower(index - 1) in ("in", "within") and not self._compares(index - 1):
            phrase.direction = self.lower(index - 1)
        return phrase

    def _compares(self, index: int) -> bool:
        """Whether "in" here bounds a comparison: "for the first *time in* nine months"."""
        before = [self.lower(index - step) for step in range(1, _COMPARED + 1)]
        return before[0] in ("time", "times") or any(
            word in ("worst", "best", "most", "least") or (word.endswith("est") and len(word) > _SHORT)
            for word in before
        )

    def _is_rate(self, index: int) -> bool:
        if not self.joined(index) or index == 0:
            return False
        before = self.lexemes[index - 1]
        plural = (
            before.kind == "word"
            and before.lower.endswith("s")
            and before.text.islower()
            and len(before.text) > 3
        )
        return (
            before.kind == "number"
            or before.lower in _RATES
            or (plural and not before.lower.endswith(("ss", "us")))
        )

    def _from_event(self, phrase: Phrase, mark: int, direction: str) -> Phrase:
        """Counts from the date or the event after the mark: "two days before Christmas"."""
        base = self.date(mark + 1)
        phrase.kind, phrase.direction = OFFSET, direction
        if base is not None:
            phrase.base, phrase.last = base, base.last
        elif mark + 1 < len(self.lexemes):
            phrase.event = self.lexemes[mark + 1].start
        return phrase

    def one_before(self, index: int) -> Phrase | None:
        """ "the day after the vote", "the week before", "the eve of the summit"."""
        at = index + 1 if self.lower(index) == "the" else index
        if at == index:
            return None
        if self.lower(at) == "eve" and self.lower(at + 1) == "of":
            phrase = Phrase(first=index, last=at + 1, kind=DURATION, unit="D")
            return self._from_event(phrase, at + 1, "earlier")
        found = self.unit(at)
        if (
            found is None
            or found[2]
            or found[1] not in _CALENDAR_UNITS
            or self.lower(found[0]) not in (*_EVENT_MARKS, "prior")
        ):
            return None
        phrase = Phrase(first=index, last=found[0], kind=DURATION, unit=found[1])
        if self.lower(found[0]) == "prior" and self.lower(found[0] + 1) == "to":
            return self._from_event(phrase, found[0] + 1, "earlier")
        direction = _EVENT_MARKS.get(self.lower(found[0]), "earlier")
        if direction == "earlier" and self.lower(found[0]) == "prior":
            return Phrase(first=index, last=found[0] + 1, kind=PERIOD, unit=found[1], relation="previous")
        if self.lower(found[0] + 1) in ENDERS or self.lower(found[0] + 1) in _PLACING:
            relation = "following" if direction == "later" else "previous"
            return Phrase(first=index, last=found[0] + 1, kind=PERIOD, unit=found[1], relation=relation)
        return self._from_event(phrase, found[0], direction)


def _moved(phrase: Phrase, last: int, direction: str) -> Phrase:
    """The amount as an offset, up to and with the word that says where it goes."""
    return msgspec.structs.replace(phrase, last=last, kind=OFFSET, direction=direction)
