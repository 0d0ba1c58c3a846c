"""``demarche correct``: what people put right in a ledger."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.cli import ledgers, output
from demarche.cli.complaints import Complaint
from demarche.cli.event_writers import write_jsonl, write_table

if TYPE_CHECKING:
    from rich.console import Console

    from demarche.ledger.corrections import Correction
    from demarche.ledger.ledger import Ledger

SUMMARY = "put right what a ledger has wrong"
DESCRIPTION = """\
Put right what was misread. Corrections are kept beside what was read, with who made them,
when and why; they are held by report and place in it, and stand when a newer model reads
the report again."""
EPILOG = """\
examples:
  demarche correct --set evt_1a2b status=occurred --why "the second sentence says so"
  demarche correct --set evt_1a2b time=2023-09-12..2023-09-17 --who "A. Lind"
  demarche correct --set evt_1a2b "actors=Kim Jong-un/PRK/GOV; Choe Son-hui/PRK/GOV"
  demarche correct --reject 9f8e7d --why "a film, no event"
  demarche correct --merge evt_1a2b evt_3c4d
  demarche correct --split 9f8e7d 6c5b4a
  demarche correct --rename "Kim Jong Un" "Kim Jong-un"
  demarche correct --list
  demarche correct --undo cor_1a2b
  demarche correct --export --output corrections.jsonl
  demarche correct --import corrections.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--set", nargs=2, metavar=("EVENT", "FIELD=VALUE"), help="change a field of an event")
    what.add_argument("--reject", metavar="MENTION", help="leave a mention out: it is no act, or all wrong")
    what.add_argument("--merge", nargs="+", metavar="EVENT", help="make events one")
    what.add_argument("--split", nargs="+", metavar="MENTION", help="make mentions an event of their own")
    what.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="show an actor under another name")
    what.add_argument("--undo", metavar="CORRECTION", help="take a correction back")
    what.add_argument("--list", action="store_true", help="show the corrections that stand")
    what.add_argument("--export", action="store_true", help="write them as JSON Lines")
    what.add_argument("--import", metavar="FILE", dest="import_from", help="take in what was exported")
    parser.add_argument("--who", default=_user(), help="who says so (default: the user's name)")
    parser.add_argument("--why", default="", help="the reason, for those who come after")
    ledgers.add_arguments(parser)
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Make, undo, show or pass on corrections."""
    if options.list or options.export:
        with ledgers.opened(options) as ledger, output.opened(options.output, [options.ledger]) as out:
            found = ledger.corrections(undone=options.export)
            if options.export:
                write_jsonl(found, out)
            else:
                write_table(lambda console: _print(console, found), out)
        return 0
    taken = _read(options.import_from) if options.import_from else []
    with ledgers.opened(options, read_only=False) as ledger:
        if options.import_from:
            new = ledger.import_corrections(taken)
            print(f"{len(new)} corrections taken in, {len(taken) - len(new)} already there")
        elif options.undo:
            print(f"undone: {words(ledger.undo(options.undo))}")
        else:
            print(words(_make(ledger, options)))
    return 0


def _make(ledger: Ledger, options: argparse.Namespace) -> Correction:
    said = {"who": options.who, "why": options.why}
    if options.set:
        event, assignment = options.set
        field, sign, value = assignment.partition("=")
        if not sign:
            raise Complaint(f"{assignment!r} is no assignment; write it as status=occurred", code=2)
        return ledger.set(event, field.strip(), value.strip(), **said)
    if options.reject:
        return ledger.reject(options.reject, **said)
    if options.merge:
        return ledger.merge(options.merge, **said)
    if options.split:
        return ledger.split(options.split, **said)
    return ledger.rename(*options.rename, **said)


def words(one: Correction) -> str:
    """A correction in a line."""
    places = ", ".join(f"{span.report} [{span.start}–{span.end}]" for span in one.spans)
    change = f" {one.field}={one.value}" if one.kind == "set" else ""
    if one.kind == "rename":
        change = f" {one.field} → {one.value}"
    why = f": {one.why}" if one.why else ""
    where = f" at {places}" if places else ""
    return f"{one.id} {one.kind}{change}{where}, {one.who}, {one.made_at[:10]}{why}"


def _print(console: Console, found: Iterable[Correction]) -> None:
    from demarche.exports.words import visible

    for one in found:
        console.print(visible(words(one)), markup=False, soft_wrap=True)


def _read(name: str) -> list[Correction]:
    import msgspec

    from demarche.ledger.corrections import Correction

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return msgspec.json.Decoder(Correction).decode_lines(data)
    except OSError as error:
        raise Complaint(f"{name}: {error.strerror}", code=1) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{name} holds no corrections as demarche correct --export writes them ({error})"
        raise Complaint(message, code=1) from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
