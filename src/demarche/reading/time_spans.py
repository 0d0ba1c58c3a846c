"""The grammar of amounts and relations: "two weeks ago", "later this month", "every Tuesday".

It stands on the grammar of dates. Extents follow TIMEX3: determiners and hedges inside,
prepositions outside ("in [about three days]"), the event that an offset counts from
outside as well ("[three days] after the vote").
"""

from __future__ import annotations

import msgspec

from demarche.reading.time_dates import DateGrammar
from demarche.reading.time_lexer import forms
from demarche.reading.time_phrases import (
    DATE, DAY, DURATION, OFFSET, PERIOD, REFERENCE, SET, Phrase,
)  # fmt: skip

_ARTICLES = frozenset({"a", "an"})
_EVENT_MARKS = {"after": "later", "following": "later", "before": "earlier", "preceding": "earlier"}
# "twenty units of the first unit": units that an amount with "a" does not count as time
_CALENDAR_UNITS = frozenset({"D", "W", "WE", "FN", "MO", "Q", "Y", "DE", "CE", "ML"})
# After these an article and a unit are a rate: "15 a year", "twice a week", "$3 million a day".
_RATES = frozenset({"once", "twice", "thrice", "times", "million", "billion", "thousand", "hundred"})
_ENDERS = frozenset({"", ".", ",", ";", ":", ")", "and", "but", "-", "–", "—", "?", "!", "'", '"', "”", "when"})
# "soon after", "shortly before": the word belongs to the conjunction, it is no time itself
_NOT_AFTER_SOON = frozenset({"after", "before", "afterwards", "afterward", "thereafter", "as"})
_SOFT = frozenset({"later", "earlier", "later in", "earlier in"})


class SpanGrammar(DateGrammar):
    """Reads every kind of phrase but ranges."""

    def unit(self, index: int) -> tuple[int, str, bool] | None:
        """(index after, unit, whether plural)."""
        word = self.lower(index)
        unit = self._units.get(word)
        if unit is None or not self.joined(index):
            return None
        plural = word.endswith("s") or word in ("centuries", "millennia")
        return index + 1, unit, plural

    def count(self, index: int) -> tuple[int, float | None] | None:
        """(index after, amount): digits, words, "a few", "two and a half", "three to five"."""
        vague = forms("vague").at(self.lexemes, index)
        if vague:
            return vague[0], None if vague[1] == "X" else float(vague[1])
        found = self._plain_count(index)
        if found is None:
            return None
        after, value = found
        if self.lower(after) in ("to", "or", "-", "–") and (upper := self._plain_count(after + 1)):
            return upper
        if self.lower(after) == "and" and self.lower(after + 1) == "a" and self.lower(after + 2) == "half":
            return after + 3, value + 0.5
        return after, value

    def _plain_count(self, index: int) -> tuple[int, float] | None:
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
            if ones and 1 <= float(ones[1]) < 10 and self.lower(at) not in _ARTICLES:
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
            if hedge is None:
                break
            at = hedge[0]
            modifier = modifier if hedge[1] == "EXACT" else hedge[1]
        if self.lower(at) == "the" and forms("ordinal").at(self.lexemes, at + 1):
            at = forms("ordinal").at(self.lexemes, at + 1)[0]  # "the first three years"
            if self._plain_count(at) is None:
                return None
        bare = self.unit(at)
        if bare and bare[2] and at == index and bare[1] in _CALENDAR_UNITS | {"H", "M"}:
            # "weeks later", "for years": an amount that nobody counted, where something says so
            said = forms("shift").at(self.lexemes, bare[0]) or self.lower(bare[0]) in (*_EVENT_MARKS, "of")
            hyphen = self.lower(bare[0]) == "-" and self.lower(bare[0] + 1) == "long"
            if said or hyphen or self.lower(index - 1) in ("for", "in", "within", "over"):
                return Phrase(first=index, last=bare[0], kind=DURATION, unit=bare[1], count=None)
            return None
        counted = self.count(at)
        if counted is None:
            single = self.unit(at)
            hyphen = single and self.lower(single[0]) == "-" and self.lower(single[0] + 1) == "long"
            return Phrase(first=index, last=single[0], kind=DURATION, unit=single[1]) if single and hyphen else None
        after, value = counted
        article = self.lower(after - 1) in _ARTICLES and value == 1
        while (filler := forms("filler").at(self.lexemes, after)) and after - at < 5:
            after = filler[0]
        hyphen = self.lower(after) == "-" and self.touching(after)
        found = self.unit(after + 1 if hyphen else after)
        if found is None:
            return None
        after, unit, plural = found
        if unit in ("S", "Q") and (article or not plural and value != 1):
            return None
        if unit == "M" and article:
            return None
        if not plural and not hyphen and value is not None and value > 1 and self.lower(after) not in ("long", "period"):
            if unit in ("S", "M", "W", "WE", "Q", "CE", "DE") or self.lexemes[at].kind == "number":
                return None
        if self.lower(after) == "and" and self.lower(after + 1) == "a" and self.lower(after + 2) == "half":
            after, value = after + 3, (value or 1) + 0.5
        if self.lower(after) == "'" and self.lower(after + 1) == "time":
            after += 2
        elif self.lower(after) == "'" and self.lower(after + 1) == "s" and self.lower(after + 2) == "time":
            after += 3
        return Phrase(first=index, last=after, kind=DURATION, unit=unit, count=value, modifier=modifier)

    def is_age(self, index: int) -> bool:
        """Whether an amount that ends here is somebody's age: "24-year-old", "two years old"."""
        at = index + 1 if self.lower(index) in ("-", "'") else index
        return self.lower(at) in ("old", "olds") or self.lower(at) == "of" and self.lower(at + 1) == "age"

    def counted(self, index: int) -> Phrase | None:
        """An amount alone or with where it counts from: offsets, durations, rates."""
        phrase = self.amount(index)
        if phrase is None or self.is_age(phrase.last):
            return None
        after = phrase.last
        single = self.lower(after - 2) in _ARTICLES and phrase.last - phrase.first == 2
        if self.lower(after) == "-" and self.lower(after + 1) == "long":
            phrase.last = after + 2
            return phrase
        if self.lower(after) == "or" and self.lower(after + 1) == "so":
            phrase.modifier, after = "APPROX", after + 2
            phrase.last = after
        shift = forms("shift").at(self.lexemes, after) if self.joined(after) else None
        mark = self.lower(after)
        if mark == "prior" and self.lower(after + 1) == "to":
            return self._from_event(phrase, after + 1, "earlier")
        if mark in _EVENT_MARKS and (shift is None or self.lower(after + 1) not in _ENDERS):
            if self.lower(after + 1) not in _ENDERS:
                return self._from_event(phrase, after, _EVENT_MARKS[mark])
            return _moved(phrase, after + 1, _EVENT_MARKS[mark])
        if shift and not (mark == "on" and (phrase.unit != "Y" or self.lower(after + 1) not in _ENDERS)):
            if mark == "back" and self.lower(after + 1) not in _ENDERS:
                return phrase
            return _moved(phrase, shift[0], shift[1])
        if single and self._is_rate(index):
            phrase.kind = SET
            return phrase
        if single and phrase.unit == "D" and self.lower(after) not in _ENDERS:
            return None
        if self.lower(index - 1) in ("in", "within"):
            phrase.direction = self.lower(index - 1)
        return phrase

    def _is_rate(self, index: int) -> bool:
        if not self.joined(index) or index == 0:
            return False
        before = self.lexemes[index - 1]
        plural = before.kind == "word" and before.lower.endswith("s") and before.text.islower() and len(before.text) > 3
        return before.kind == "number" or before.lower in _RATES or (plural and not before.lower.endswith(("ss", "us")))

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
        """"the day after the vote", "the week before", "the eve of the summit"."""
        at = index + 1 if self.lower(index) == "the" else index
        if at == index:
            return None
        if self.lower(at) == "eve" and self.lower(at + 1) == "of":
            phrase = Phrase(first=index, last=at + 1, kind=DURATION, unit="D")
            return self._from_event(phrase, at + 1, "earlier")
        found = self.unit(at)
        if found is None or found[2] or found[1] not in _CALENDAR_UNITS or self.lower(found[0]) not in _EVENT_MARKS:
            return None
        phrase = Phrase(first=index, last=found[0], kind=DURATION, unit=found[1])
        direction = _EVENT_MARKS[self.lower(found[0])]
        if self.lower(found[0] + 1) in _ENDERS:
            relation = "following" if direction == "later" else "previous"
            return Phrase(first=index, last=found[0] + 1, kind=PERIOD, unit=found[1], relation=relation)
        return self._from_event(phrase, found[0], direction)

    def related(self, index: int) -> Phrase | None:
        """A period by relation: "last week", "next Tuesday", "the past two years", "that night"."""
        found = forms("relation").at(self.lexemes, index)
        if found is None or self.lexemes[index].start in self.not_dates:
            return None
        after, relation = found
        word, article = self.lower(after - 1), self.lower(index) == "the"
        counted = self.count(after) if self.lower(after) not in _ARTICLES else None
        at = counted[0] if counted else after
        while filler := forms("filler").at(self.lexemes, at):
            at = filler[0]
        unit = self.unit(at)
        if unit is not None and unit[1] not in ("S",):
            last, letter, plural = unit
            if self.lower(last) == "-":
                return None
            if counted or plural:
                if relation == "this" and not counted:
                    return None
                value = counted[1] if counted else None
                return Phrase(first=index, last=last, kind=DURATION, unit=letter, count=value, relation=relation)
            if word in ("past", "coming", "upcoming") or word == "last" and article and letter != "WE":
                if letter in ("D", "Q") and word == "last":
                    return None
                return Phrase(first=index, last=last, kind=DURATION, unit=letter, count=1, relation=relation)
            if word == "next" and article:
                relation = "following"
            return Phrase(first=index, last=last, kind=PERIOD, unit=letter, relation=relation)
        if counted:
            return None
        name = self.lower(at)
        if name in self._dayparts and relation != "this" and self.joined(at):
            if word in ("past", "coming", "upcoming", "current"):
                return None
            return Phrase(first=index, last=at + 1, kind=PERIOD, unit="D", relation="following" if word == "next" else relation,
                          daypart=name)  # fmt: skip
        if name in self._seasons and self.joined(at) and not (name == "fall" and relation in ("same", "following")):
            return self.of_year(Phrase(first=index, last=at + 1, kind=DATE, season=name, relation=relation))
        if word in ("following", "that", "current", "present", "past") and not article and word != "that":
            if not (word == "past" and self.lower(index) == "this"):
                return None
        weekday, month = self.weekday(at), self.month(at)
        if weekday:
            return Phrase(first=index, last=weekday[0], kind=DATE, weekday=weekday[1], relation=relation)
        if month:
            dated = self._month_first(at)
            if dated is not None and dated.last > month[0]:
                dated.first = index
                return dated
            if not self._is_month(at, month[0]) and word == "that":
                return None
            return Phrase(first=index, last=month[0], kind=DATE, month=month[1], relation=relation)
        holiday = forms("holiday").at(self.lexemes, at)
        if holiday and self.lexemes[at].text[0].isupper():
            return Phrase(first=index, last=holiday[0], kind=DATE, holiday=holiday[1], relation=relation)
        return None

    def part(self, index: int) -> Phrase | None:
        """A part of a period: "late August", "mid-July", "the end of the year", "later this month"."""
        found = forms("part").at(self.lexemes, index)
        if found is None and self.lower(index) == "the":  # "the early 2000s"
            found = forms("part").at(self.lexemes, index + 1)
        if found is None:
            return None
        after, part = found
        words = " ".join(self.lower(k) for k in range(index, after))
        soft = words if words in _SOFT else None
        if self.lower(after) == "-" or self.lower(after) == "on":
            after += 1
        if self.lower(after) == "in" and words in ("later", "earlier", "early", "late"):
            after += 1
        inner = self.related(after) or self.point(after) or self._this_unit(after)
        if inner is None or inner.kind not in (DATE, PERIOD) or inner.part or not self.joined(after):
            return None
        if words.endswith("days of") and inner.year is None and inner.unit is None:
            return None
        inner.first = index
        if soft:
            inner.soft_part = "later" if soft.startswith("later") else "earlier"
        inner.part = part
        return inner

    def _this_unit(self, index: int) -> Phrase | None:
        """"the year", "the month" after "the end of": the one that is being spoken of."""
        at = index + 1 if self.lower(index) in ("the", "its") else index
        found = self.unit(at)
        if at == index or found is None or found[2] or found[1] not in ("W", "MO", "Q", "Y", "DE", "CE", "WE"):
            return None
        return Phrase(first=index, last=found[0], kind=PERIOD, unit=found[1], relation="current")

    def ending(self, index: int) -> Phrase | None:
        """"year-end", "month's end", "year's end"."""
        found = self.unit(index)
        if found is None or found[2] or found[1] not in ("MO", "Y", "W"):
            return None
        at = found[0]
        if self.lower(at) == "-" or self.lower(at) == "'" and self.lower(at + 1) == "s":
            at = at + 1 if self.lower(at) == "-" else at + 2
            if self.lower(at) == "end":
                return Phrase(first=index, last=at + 1, kind=PERIOD, unit=found[1], relation="current", part="END")
        return None

    def day_word(self, index: int) -> Phrase | None:
        """today, tomorrow, yesterday, tonight, overnight; with a part of the day after them."""
        found = forms("day").at(self.lexemes, index)
        if found is None:
            return None
        after, value = found
        days, _, code = value.partition(" ")
        phrase = Phrase(first=index, last=after, kind=DAY, days=int(days), daypart=code or None)
        if self.lower(after) in self._dayparts and not code and self.joined(after):
            phrase.daypart, phrase.last = self._dayparts[self.lower(after)][0], after + 1
        return self._with_clock(phrase)

    def repeated(self, index: int) -> Phrase | None:
        """A repetition: "every Tuesday", "twice a year", "annually", "on Sundays"."""
        often = forms("often").at(self.lexemes, index)
        if often and self.lexemes[index].text[:1].islower() or often and self.joined(index) and index == 0:
            return Phrase(first=index, last=often[0], kind=SET, value=often[1])
        weekday = self._weekdays.get(self.lower(index).removesuffix("s"))
        if weekday and self.lower(index).endswith("days") and self.lexemes[index].text[0].isupper():
            return Phrase(first=index, last=index + 1, kind=SET, weekday=weekday)
        at = index + 1 if self.lower(index) in ("twice", "thrice") else index
        if at == index and (times := self.count(index)) and self.lower(times[0]) == "times":
            at = times[0] + 1
        every = forms("every").at(self.lexemes, at)
        if every is None and at > index and self.lower(at) in _ARTICLES:
            every = (at + 1, "1")
        if every is None:
            return None
        after, step = every[0], float(every[1])
        if (counted := self._plain_count(after)) and self.lower(after) not in _ARTICLES:
            after, step = counted
        if (unit := self.unit(after)) and (unit[1] not in ("S", "M") or self.lower(after - 1) in ("every", "per")):
            return Phrase(first=index, last=unit[0], kind=SET, unit=unit[1], count=step)
        if self.lower(after) in self._dayparts:
            return Phrase(first=index, last=after + 1, kind=SET, daypart=self.lower(after))
        if self.lower(after) in self._seasons:
            return Phrase(first=index, last=after + 1, kind=SET, season=self.lower(after))
        if day := self.weekday(after):
            return Phrase(first=index, last=day[0], kind=SET, weekday=day[1])
        if month := self.month(after):
            return Phrase(first=index, last=month[0], kind=SET, month=month[1])
        return None

    def reference(self, index: int) -> Phrase | None:
        """Words for the past, the present and the future that name no day."""
        found = forms("reference").at(self.lexemes, index)
        if found is None or self.lexemes[index].start in self.not_dates:
            return None
        word, following = self.lower(index), self.lower(found[0])
        if word in ("soon", "shortly") and (following in _NOT_AFTER_SOON or self.lower(index - 1) == "as"):
            return None
        if word == "the" and found[1] == "PAST_REF" and following and following not in _ENDERS:
            return None
        if word == "now" and self.lexemes[index].text == "Now" and self.lower(index - 1) not in _ENDERS:
            return None
        return Phrase(first=index, last=found[0], kind=REFERENCE, value=found[1])

    def point(self, index: int) -> Phrase | None:
        """A date with its clock time or part of the day, in either order; a clock alone."""
        clock = self.clock(index)
        if clock:
            after, at = clock[0], clock[0]
            if self.lower(at) in ("on", "of", ","):
                at += 1
            for reader in (self.date, self.related, self.day_word):
                dated = reader(at) if self.joined(at) else None
                if dated and dated.kind in (DATE, PERIOD, DAY) and (dated.day or dated.weekday or dated.kind != DATE):
                    dated.first, dated.clock = index, clock[1]
                    return dated
            if self.lower(index) in ("noon", "midday", "midnight") and self.lower(index - 1) not in ("at", "by", "until"):
                return None
            return Phrase(first=index, last=after, kind=DATE, clock=clock[1])
        at = index + 1 if self.lower(index) in ("the", "early") else index
        if self.lower(at) in ("early", "late"):
            at += 1
        daypart = self.lower(at)
        if daypart in self._dayparts and self.joined(at):
            after = at + 2 if self.lower(at + 1) == "hours" else at + 1
            if self.lower(after) in ("of", "on") and (dated := self.date(after + 1)) and (dated.day or dated.weekday or dated.holiday):
                dated.first, dated.daypart = index, daypart
                return dated
            if self.lower(index - 1) in ("at", "in", "by", "during", "before", "until") and at == index or (
                at == index + 1 and self.lower(index - 1) in ("in", "during", "by")
            ):
                if self.lexemes[at].kind == "word" and daypart not in ("noon", "midday"):
                    return Phrase(first=index, last=at + 1, kind=DATE, daypart=daypart)
            return None
        phrase = self.date(index)
        if phrase is None:
            return None
        return self._with_clock(phrase)

    def _with_clock(self, phrase: Phrase) -> Phrase:
        """The phrase with a part of the day or a clock time after it: "Monday night, at 10 p.m."."""
        after = phrase.last
        dayed = phrase.day or phrase.weekday or phrase.holiday or phrase.kind == DAY
        if not dayed or not self.joined(after):
            return phrase
        if self.lower(after) in self._dayparts:
            phrase.daypart, phrase.last = self.lower(after), after + 1
            after += 1
        at = after + 1 if self.lower(after) == "," else after
        at = at + 1 if self.lower(at) in ("at", "around") else at
        found = self.clock(at) if self.joined(at) else None
        if found:
            phrase.last, phrase.clock = found
        return phrase


def _moved(phrase: Phrase, last: int, direction: str) -> Phrase:
    """The amount as an offset, up to and with the word that says where it goes."""
    return msgspec.structs.replace(phrase, last=last, kind=OFFSET, direction=direction)
