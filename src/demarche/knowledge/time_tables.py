"""The words of time: months, units, modifiers, named days, and their look-up.

Every table is a file beside this one that says in its head how to add a row; what a row
may say is checked here when the tables are first asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import msgspec

from demarche.knowledge.tables import complain, rows, values

KINDS = ("month", "weekday", "season", "daypart", "unit")
UNITS = ("S", "M", "H", "D", "W", "WE", "FN", "MO", "Q", "Y", "DE", "CE", "ML")

_NAME_VALUES = {
    "month": r"\d{1,2}",
    "weekday": r"[1-7]",
    "season": r"[A-Z]{2} \d{1,2}",
    "daypart": r"[A-Z]{2} \d{1,2} \d{1,2}",
    "unit": "|".join(UNITS),
}
_WORD_VALUES = {
    "part": "START|MID|END",
    "amount": "APPROX|MORE_THAN|LESS_THAN|EQUAL_OR_MORE|EQUAL_OR_LESS|EXACT",
    "relation": "this|last|next|same|following|previous",
    "shift": "ago|later|earlier|hence",
    "day": r"-?\d( [A-Z]{2})?",
    "every": r"\d",
    "often": r"P(\d+[DWMY]|T\d+H)",
    "vague": r"X|\d+",
    "reference": "(PRESENT|PAST|FUTURE)_REF",
    "filler": "-",
    "counted": "-",
    "before year": "-",
    "not before year": "-",
    "before month": "-",
    "ambiguous": "-",
    "pause": "-",
    "decade": r"\d",
    "reschedule": "-",
    "booked": "-",
    "zone": r"Z|-|[+-]\d\d:\d\d",
    "number": r"\d+(\.\d+)?",
    "ordinal": r"\d+",
}
_RULE = re.compile(r"(\d{4}-)?\d\d-\d\d|easter[+-]\d+|nth -?\d \d \d{1,2}( \+\d)?|feast [a-z-]+")


class Holiday(msgspec.Struct, frozen=True):
    """A named day: the rule that finds it in a year, and how many days it lasts."""

    rule: str
    days: int


class Names(msgspec.Struct, frozen=True):
    """Form → value for the names of time; ``short`` holds the abbreviations among them."""

    month: dict[str, int]
    weekday: dict[str, int]
    season: dict[str, tuple[str, int]]
    daypart: dict[str, tuple[str, int, int]]
    unit: dict[str, str]
    short: frozenset[str]


@cache
def names() -> Names:
    """The names of months, weekdays, seasons, parts of the day and units."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    short: set[str] = set()
    for number, row in rows("time_names.tsv", ("kind", "value", "forms", "short")):
        if row["kind"] not in KINDS:
            raise complain("time_names.tsv", number, f"kind is {row['kind']!r}, not one of {KINDS}")
        if not re.fullmatch(_NAME_VALUES[row["kind"]], row["value"]):
            raise complain("time_names.tsv", number, f"value {row['value']!r} is not a {row['kind']}'s")
        shorts = () if row["short"] == "-" else values(row["short"])
        short.update(shorts)
        for form in values(row["forms"]) + shorts:
            found[row["kind"]][form] = row["value"]
    return Names(
        month={form: int(value) for form, value in found["month"].items()},
        weekday={form: int(value) for form, value in found["weekday"].items()},
        season={form: (v.split()[0], int(v.split()[1])) for form, v in found["season"].items()},
        daypart={
            form: (v.split()[0], int(v.split()[1]), int(v.split()[2])) for form, v in found["daypart"].items()
        },
        unit=found["unit"],
        short=frozenset(short),
    )


@cache
def weekdays() -> frozenset[str]:
    """The names of the days of the week in lower case, without abbreviations."""
    return frozenset(names().weekday.keys() - names().short)


@cache
def calendar() -> frozenset[str]:
    """The names of months and weekdays in lower case, without abbreviations."""
    return weekdays() | (names().month.keys() - names().short)


@cache
def words() -> dict[str, dict[str, str]]:
    """Class → form → value for the function words of time expressions."""
    found: dict[str, dict[str, str]] = {name: {} for name in _WORD_VALUES}
    for number, row in rows("time_words.tsv", ("class", "value", "forms")):
        if row["class"] not in _WORD_VALUES:
            raise complain(
                "time_words.tsv", number, f"class is {row['class']!r}, not one of {tuple(_WORD_VALUES)}"
            )
        if not re.fullmatch(_WORD_VALUES[row["class"]], row["value"]):
            raise complain("time_words.tsv", number, f"value {row['value']!r} is not a {row['class']}'s")
        for form in values(row["forms"]):
            found[row["class"]].setdefault(form, row["value"])
    return found


@cache
def holidays() -> dict[str, Holiday]:
    """Name of a day, in lower case → its rule."""
    known = feasts()
    found: dict[str, Holiday] = {}
    for number, row in rows("time_holidays.tsv", ("rule", "forms", "days")):
        rule = row["rule"]
        if not _RULE.fullmatch(rule):
            raise complain("time_holidays.tsv", number, f"rule {rule!r} is of no known form")
        if rule.startswith("feast ") and rule[6:] not in known:
            raise complain("time_holidays.tsv", number, f"{rule[6:]!r} is not in time_feasts.tsv")
        if not row["days"].isdigit():
            raise complain("time_holidays.tsv", number, f"days is {row['days']!r}, not a number")
        for form in values(row["forms"]):
            found[form.lower()] = Holiday(rule, int(row["days"]))
    return found


@cache
def feasts() -> dict[str, tuple[str, ...]]:
    """Feast → the ISO dates of its first day, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for number, row in rows("time_feasts.tsv", ("feast", "dates")):
        dates = values(row["dates"])
        if any(not re.fullmatch(r"\d{4}-\d\d-\d\d", date) for date in dates) or list(dates) != sorted(dates):
            raise complain("time_feasts.tsv", number, "dates are not ISO dates in order")
        found[row["feast"]] = dates
    return found


@cache
def not_times() -> tuple[str, ...]:
    """Names that hold a word of time and are no time ("Sunday Times")."""
    return tuple(row["name"] for _, row in rows("time_names_not.tsv", ("name",)))


@cache
def futurate() -> dict[str, bool]:
    """Lemma of a word that puts its complement ahead → whether only a to-infinitive."""
    found: dict[str, bool] = {}
    for number, row in rows("time_futurate.tsv", ("lemma", "where")):
        if row["where"] not in ("before", "with to"):
            raise complain("time_futurate.tsv", number, f"where is {row['where']!r}")
        found[row["lemma"]] = row["where"] == "with to"
    return found


def feast_days(feast: str, year: int) -> list[dt.date]:
    """The first days of a feast in a year (none where the table does not reach)."""
    return [dt.date.fromisoformat(date) for date in feasts()[feast] if date.startswith(str(year))]
