"""The grammar of relations and repetitions: "later this month", "that night", "every Tuesday".

Here the parts come together: a date with its clock time, a period with the part of it
that is meant.
"""

from __future__ import annotations

from demarche.reading.time_amounts import ARTICLES, ENDERS, AmountGrammar
from demarche.reading.time_lexer import forms
from demarche.reading.time_phrases import DATE, DAY, DURATION, PERIOD, REFERENCE, SET, Phrase

# "soon after", "shortly before": the word belongs to the conjunction, it is no time itself
_NOT_AFTER_SOON = frozenset({"after", "before", "afterwards", "afterward", "thereafter", "as"})
_SOFT = frozenset({"later", "earlier", "later in", "earlier in"})
_POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})


class SpanGrammar(AmountGrammar):
    """Reads every kind of phrase but ranges."""

    def related(self, index: int) -> Phrase | None:
        """A period by relation: "last week", "next Tuesday", "the past two years", "that night"."""
        found = forms("relation").at(self.lexemes, index)
        if found is None or self.lexemes[index].start in self.not_dates:
            return None
        after, relation = found
        word, article = self.lower(after - 1), self.lower(index) == "the"
        counted = self.count(after) if self.lower(after) not in ARTICLES else None
        at = counted[0] if counted else after
        while filler := forms("filler").at(self.lexemes, at):
            at = filler[0]
        unit = self.unit(at)
        owned = self.lower(index - 1) in _POSSESSIVES and not article
        if unit is not None and unit[1] != "S" and not owned:
            last, letter, plural = unit
            if letter == "D" and word == "last" and not plural:
                return None  # "the last day of the talks"
            if self.lower(last) == "-" and self.touching(last):
                return None
            if plural and not counted and not article and word in ("last", "past", "next"):
                return None  # "a process that may last months"
            if counted or plural:
                if relation == "this" and not counted:
                    return None
                value = counted[1] if counted else None
                return Phrase(
                    first=index, last=last, kind=DURATION, unit=letter, count=value, relation=relation
                )
            if word in ("past", "coming", "upcoming") or (word == "last" and article and letter != "WE"):
                if letter == "Q" and word == "last":
                    return None
                return Phrase(first=index, last=last, kind=DURATION, unit=letter, count=1, relation=relation)
            if word == "next" and article:
                relation = "following"
            phrase = Phrase(first=index, last=last, kind=PERIOD, unit=letter, relation=relation)
            return self._a_year_before(phrase) if word == "same" else phrase
        if counted:
            return None
        name = self.lower(at)
        if name in self._dayparts and relation != "this" and self.joined(at):
            if word in ("past", "coming", "upcoming", "current"):
                return None
            told = "following" if word == "next" else relation
            return Phrase(first=index, last=at + 1, kind=PERIOD, unit="D", relation=told, daypart=name)
        if (
            name in self._seasons
            and self.joined(at)
            and not (name == "fall" and relation in ("same", "following"))
        ):
            return self.of_year(Phrase(first=index, last=at + 1, kind=DATE, season=name, relation=relation))
        if (
            word in ("following", "current", "present", "past")
            and not article
            and self.lower(index) != "this"
        ):
            return None  # "following Monday's attack"
        weekday, month = self.weekday(at), self.month(at)
        if weekday:
            return Phrase(first=index, last=weekday[0], kind=DATE, weekday=weekday[1], relation=relation)
        if month:
            dated = self.month_then_day(at)
            if dated is not None and dated.last > month[0]:
                dated.first = index
                return dated
            if not self.is_month(at, month[0]) and word == "that":
                return None
            return Phrase(first=index, last=month[0], kind=DATE, month=month[1], relation=relation)
        holiday = forms("holiday").at(self.lexemes, at)
        if holiday and self.lexemes[at].text[0].isupper():
            return Phrase(first=index, last=holiday[0], kind=DATE, holiday=holiday[1], relation=relation)
        return None

    def _a_year_before(self, phrase: Phrase) -> Phrase:
        """The phrase with "last year" or "a year earlier" behind it: "the same month *last year*"."""
        at = phrase.last + 1 if self.lower(phrase.last) in ("of", "in") else phrase.last
        relation = forms("relation").at(self.lexemes, at)
        if relation and relation[1] in ("last", "previous") and self.lower(relation[0]) == "year":
            phrase.last, phrase.year_relation = relation[0] + 1, "last"
        elif self._are(at, "a", "year") and self.lower(at + 2) in ("ago", "earlier", "before"):
            phrase.last, phrase.year_relation = at + 3, "last"
        return phrase

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
        inner = self.related(after) or self.point(after) or self.this_unit(after)
        if inner is None and soft and self._are(after, "the", "day"):  # "earlier in the day"
            inner = Phrase(first=after, last=after + 2, kind=PERIOD, unit="D", relation="same")
        if inner is None or inner.kind not in (DATE, PERIOD) or inner.part or not self.joined(after):
            return None
        if words.endswith("days of") and inner.year is None and inner.unit is None and not inner.month:
            return None
        inner.first = index
        if soft:
            inner.soft_part = "later" if soft.startswith("later") else "earlier"
        inner.part = part
        return inner

    def this_unit(self, index: int) -> Phrase | None:
        """ "the year", "the month" after "the end of": the one that is being spoken of."""
        at = index + 1 if self.lower(index) in ("the", "its") else index
        found = self.unit(at)
        if (
            at == index
            or found is None
            or found[2]
            or found[1] not in ("W", "MO", "Q", "Y", "DE", "CE", "WE")
        ):
            return None
        return Phrase(first=index, last=found[0], kind=PERIOD, unit=found[1], relation="current")

    def weekend(self, index: int) -> Phrase | None:
        """ "over the weekend", "at the weekend": the one that is next to the day of the report."""
        if self.lower(index) != "the" or self.lower(index + 1) != "weekend":
            return None
        if self.lower(index - 1) not in ("over", "at", "during", "on", "through", "throughout", "of"):
            return None
        return Phrase(first=index, last=index + 2, kind=PERIOD, unit="WE", relation="nearest")

    def edge(self, index: int) -> Phrase | None:
        """The first or last so much of a period: "the last two weeks of May"."""
        phrase = self.amount(index)
        if phrase is None or phrase.relation not in ("first", "last") or self.lower(phrase.last) != "of":
            return None
        at = phrase.last + 1
        inner = self.related(at) or self.date(at) or self.this_unit(at)
        if inner is None or inner.kind not in (DATE, PERIOD) or inner.day or inner.weekday:
            return None
        phrase.base, phrase.last = inner, inner.last
        return phrase

    def ending(self, index: int) -> Phrase | None:
        """ "year-end", "month's end", "year's end"."""
        found = self.unit(index)
        if found is None or found[2] or found[1] not in ("MO", "Y", "W"):
            return None
        at = found[0]
        if self.lower(at) == "-" or (self.lower(at) == "'" and self.lower(at + 1) == "s"):
            at = at + 1 if self.lower(at) == "-" else at + 2
            if self.lower(at) == "end":
                return Phrase(
                    first=index, last=at + 1, kind=PERIOD, unit=found[1], relation="current", part="END"
                )
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
        if (often and self.lexemes[index].text[:1].islower()) or (
            often and self.joined(index) and index == 0
        ):
            return Phrase(first=index, last=often[0], kind=SET, value=often[1])
        weekday = self._weekdays.get(self.lower(index).removesuffix("s"))
        if weekday and self.lower(index).endswith("days") and self.lexemes[index].text[0].isupper():
            return Phrase(first=index, last=index + 1, kind=SET, weekday=weekday)
        at = index + 1 if self.lower(index) in ("twice", "thrice") else index
        if at == index and (times := self.count(index)) and self.lower(times[0]) == "times":
            at = times[0] + 1
        every = forms("every").at(self.lexemes, at)
        if every is None and at > index and self.lower(at) in ARTICLES:
            every = (at + 1, "1")
        if every is None:
            return None
        after, step = every[0], float(every[1])
        if (counted := self.plain_count(after)) and self.lower(after) not in ARTICLES:
            after, step = counted
        if (unit := self.unit(after)) and (
            unit[1] not in ("S", "M") or self.lower(after - 1) in ("every", "per")
        ):
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
        if self.lower(found[0] - 1) == "past" and following and following not in ENDERS:
            return None
        if following == "-" and self.touching(found[0]):
            return None  # "the now-cancelled deal"
        if word == "now" and self.lexemes[index].text == "Now" and self.lower(index - 1) not in ENDERS:
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
                if (
                    dated
                    and dated.kind in (DATE, PERIOD, DAY)
                    and (dated.day or dated.weekday or dated.kind != DATE)
                ):
                    dated.first, dated.clock = index, clock[1]
                    return dated
            if self.lower(index) in ("noon", "midday", "midnight") and self.lower(index - 1) not in (
                "at",
                "by",
                "until",
            ):
                return None
            return Phrase(first=index, last=after, kind=DATE, clock=clock[1])
        at = index + 1 if self.lower(index) in ("the", "early") else index
        if self.lower(at) in ("early", "late"):
            at += 1
        daypart = self.lower(at)
        if daypart in self._dayparts and self.joined(at):
            after = at + 2 if self.lower(at + 1) == "hours" else at + 1
            if (
                self.lower(after) in ("of", "on")
                and (dated := self.date(after + 1))
                and (dated.day or dated.weekday or dated.holiday)
            ):
                dated.first, dated.daypart = index, daypart
                return dated
            # alone only after a preposition: "at night", "in the evening"
            before = (
                ("at", "in", "by", "during", "before", "until") if at == index else ("in", "during", "by")
            )
            if at > index + 1 or self.lower(index - 1) not in before or daypart in ("noon", "midday"):
                return None
            traded = self.lower(at + 1) in ("trading", "trade", "session", "deals")
            definite = traded or self.lower(at - 1) == "the"  # "in *the morning*" is of the day told of
            return Phrase(first=index, last=at + 1, kind=DATE, daypart=daypart, definite=definite)
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
