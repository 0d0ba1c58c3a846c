"""The filters of events and plans on the command line."""

from __future__ import annotations

import argparse
from typing import Any

from demarche.cli.arguments import count, day, share

_MANY = {
    "type": "PLOVER type: CONSULT, ASSAULT …",
    "mode": "PLOVER mode: visit, meet …",
    "status": "occurred, ongoing, planned, wanted, threatened, habitual",
    "certainty": "certain, probable, possible, unknown",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Filters, the day asked of, order and page."""
    filters = parser.add_argument_group("filters", "all hold together; a part of a name is enough")
    filters.add_argument("--actor", metavar="WHO", help="who acts: a country (PRK, Russia) or a name")
    filters.add_argument("--recipient", metavar="WHO", help="to whom it is done")
    filters.add_argument("--party", metavar="WHO", help="who acts or to whom it is done")
    filters.add_argument("--between", metavar=("WHO", "WHO"), nargs=2, help="both take part, in either role")
    for name, words in _MANY.items():
        said = f"{words}; may be repeated"
        filters.add_argument(f"--{name}", action="append", metavar=name.upper(), help=said)
    filters.add_argument("--polarity", choices=["positive", "negative"])
    filters.add_argument("--context", metavar="NAME", help="PLOVER context: military, diplomatic …")
    filters.add_argument("--cameo", metavar="CODE", help="CAMEO code, or the beginning of one")
    filters.add_argument("--source", metavar="NAME", help="on whose word, or which outlet")
    filters.add_argument("--place", metavar="NAME", help="where: a country or a name")
    filters.add_argument("--near", metavar="LAT,LON,KM", type=_point, help="within KM of a point")
    filters.add_argument("--since", metavar="DATE", type=day, help="the act was on or after this day")
    filters.add_argument("--until", metavar="DATE", type=day, help="the act was on or before this day")
    filters.add_argument("--said-since", metavar="DATE", type=day, help="reported on or after this day")
    filters.add_argument("--said-until", metavar="DATE", type=day, help="reported on or before this day")
    filters.add_argument("--text", metavar="WORDS", help="words in a sentence that speaks of it")
    filters.add_argument(
        "--confidence", metavar="P", type=share, help="a mention is at least so sure, from 0 to 1"
    )
    filters.add_argument("--corrected", action="store_true", default=None, help="only what people put right")
    filters.add_argument("--id", action="append", metavar="EVENT", dest="ids", help="the event of this id")
    filters.add_argument(
        "--occasions", action=argparse.BooleanOptionalAction, default=None,
        help="with elections, appointments, laws, trials, launches, which PLOVER has no type for "
        "(default: among plans, and for --type OCCASION)",
    )  # fmt: skip
    parser.add_argument("--as-of", metavar="DATE", type=day, help="as the ledger knew it on this day")
    parser.add_argument("--limit", metavar="N", type=count, help="no more than N (default: 50 in a table)")
    parser.add_argument("--offset", metavar="N", type=count, default=0, help="leave out the first N")


def chosen(options: argparse.Namespace) -> dict[str, Any]:
    """The filters that were given."""
    names = (
        "actor", "recipient", "party", "between", *_MANY, "polarity", "context", "cameo", "source", "place",
        "near", "since", "until", "said_since", "said_until", "text", "confidence", "corrected", "ids",
        "occasions",
    )  # fmt: skip
    found = {name: getattr(options, name) for name in names}
    if found["type"]:
        found["type"] = [name.upper() for name in found["type"]]
    if found["between"]:
        found["between"] = tuple(found["between"])
    return {name: value for name, value in found.items() if value is not None}


def _point(value: str) -> tuple[float, float, float]:
    try:
        latitude, longitude, km = (float(part.removesuffix("km")) for part in value.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no point; write it as 43.1,131.9,50") from error
    return latitude, longitude, km
