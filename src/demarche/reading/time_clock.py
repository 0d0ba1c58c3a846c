"""Clock times: 10 a.m., 10:30, 18:00 UTC, noon, five o'clock, with their time zones."""

from __future__ import annotations

from demarche.reading.time_lexer import forms
from demarche.reading.time_names import NameReader
from demarche.reading.time_phrases import Clock


class ClockReader(NameReader):
    """Reads clock times, and weekdays, whose abbreviations need a date or a clock time beside them."""

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
        if (
            after < len(self.lexemes)
            and self.lexemes[after].kind == "ampm"
            and self.joined(after)
            and 1 <= hour <= 12
        ):
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
