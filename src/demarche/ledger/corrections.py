"""What people put right: kept by report and span, so that a newer reading does not lose it.

Each correction says who made it, when and why. It is found again in a reading as the
mention of the same report whose trigger lies where it lay, the same type before others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from demarche.ledger.corrected import Standing, check
from demarche.ledger.errors import LedgerError
from demarche.ledger.store import Store

KINDS = ("set", "reject", "merge", "split", "rename")


class Held(msgspec.Struct, frozen=True):
    """Where a correction is held: the trigger of a mention, characters of a report's text."""

    report: str
    start: int
    end: int
    type: str


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction. ``kind`` is set (a field of an event to a value), reject (a mention),
    merge (the events of these mentions are one), split (these mentions are an event of
    their own) or rename (``field`` is the old name of an actor, ``value`` the new one)."""

    id: str
    made_at: str  # ISO, UTC
    who: str
    why: str
    kind: str
    spans: tuple[Held, ...] = ()
    field: str | None = None
    value: str | None = None
    undone_at: str | None = None


def made(
    kind: str, *, who: str, why: str, spans: Sequence[Held] = (), field: str | None = None,
    value: str | None = None, at: dt.datetime | None = None,
) -> Correction:  # fmt: skip
    """A new correction; raises LedgerError where it makes no sense."""
    if not who.strip():
        raise LedgerError("a correction needs to say who makes it")
    if kind == "set":
        check(field or "", value or "")
    if kind == "rename" and not (field and value):
        raise LedgerError("a renaming needs the old name and the new one")
    if kind == "merge" and len(spans) < 2:
        raise LedgerError("a merger needs two events or more")
    if kind in ("set", "reject", "split") and not spans:
        raise LedgerError("name the event or the mention that is to be corrected")
    when = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(microsecond=0).isoformat()
    bare = Correction(
        id="", made_at=when, who=who.strip(), why=why.strip(), kind=kind, spans=tuple(spans), field=field,
        value=value,
    )  # fmt: skip
    digest = hashlib.blake2b(msgspec.json.encode(bare), digest_size=6).hexdigest()
    return msgspec.structs.replace(bare, id=f"cor_{digest}")


def corrections(store: Store, *, undone: bool = False) -> list[Correction]:
    """The corrections of a ledger in the order in which they were made."""
    rows = store.rows(
        "SELECT id, made_at, who, why, kind, spans, field, value, undone_at FROM corrections "
        + ("" if undone else "WHERE undone_at IS NULL ")
        + "ORDER BY made_at, rowid"
    )
    return [
        Correction(
            id=name, made_at=at.isoformat() + "+00:00", who=who, why=why, kind=kind,
            spans=tuple(Held(**span) for span in spans or ()), field=field, value=value,
            undone_at=gone.isoformat() + "+00:00" if gone else None,
        )
        for name, at, who, why, kind, spans, field, value, gone in rows
    ]  # fmt: skip


def enter(store: Store, found: Iterable[Correction]) -> list[Correction]:
    """Keep corrections; those that the ledger has already are passed over. Returns the new ones."""
    known = {name for (name,) in store.rows("SELECT id FROM corrections")}
    new = []
    for one in found:
        if one.kind not in KINDS:
            raise LedgerError(f"{one.id}: {one.kind!r} is no kind of correction ({', '.join(KINDS)})")
        if one.kind == "set":
            check(one.field or "", one.value or "")
        if one.id not in known:
            known.add(one.id)
            new.append(one)
    store.insert("corrections", _columns(new))
    return new


def undo(store: Store, name: str, at: dt.datetime | None = None) -> Correction:
    """Take a correction back; it stays in the list with the time of its end."""
    found = next((one for one in corrections(store) if one.id == name), None)
    if found is None:
        raise LedgerError(f"there is no correction {name} that stands; demarche correct --list shows them")
    when = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    store.run("UPDATE corrections SET undone_at = ? WHERE id = ?", [when, name])
    return found


def _columns(found: Sequence[Correction]) -> dict[str, list[Any]]:
    def naive(at: str | None) -> dt.datetime | None:
        return dt.datetime.fromisoformat(at).astimezone(dt.UTC).replace(tzinfo=None) if at else None

    return {
        "id": [one.id for one in found],
        "made_at": [naive(one.made_at) for one in found],
        "who": [one.who for one in found],
        "why": [one.why for one in found],
        "kind": [one.kind for one in found],
        "spans": [[msgspec.to_builtins(span) for span in one.spans] for one in found],
        "field": [one.field for one in found],
        "value": [one.value for one in found],
        "undone_at": [naive(one.undone_at) for one in found],
    }


def places(store: Store, held: Sequence[Held]) -> dict[Held, int]:
    """The number of the mention that each place holds now; those that hold none are left out."""
    if not held:
        return {}
    rows = store.rows(
        """
        WITH held AS (SELECT unnest(?::INTEGER[]) AS place, unnest(?::VARCHAR[]) AS report,
                             unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last,
                             unnest(?::VARCHAR[]) AS type)
        SELECT held.place, arg_min(mentions.number, (
            -(least(held.last, trigger_end) - greatest(held.first, trigger_start)),
            mentions.type != held.type, mentions.number))
        FROM held JOIN reports ON reports.id = held.report JOIN mentions ON mentions.report = reports.number
            AND trigger_start < held.last AND trigger_end > held.first
        GROUP BY held.place
        """,
        [
            list(range(len(held))), [one.report for one in held], [one.start for one in held],
            [one.end for one in held], [one.type for one in held],
        ],
    )  # fmt: skip
    return {held[place]: number for place, number in rows}


def standing(store: Store) -> Standing:
    """The corrections that stand, found again in the readings that the ledger has."""
    found = corrections(store)
    if not found:
        return Standing()
    where = places(store, list(dict.fromkeys(span for one in found for span in one.spans)))

    def numbers(one: Correction) -> tuple[int, ...]:
        return tuple(where[span] for span in one.spans if span in where)

    return Standing(
        rejected=frozenset(number for one in found if one.kind == "reject" for number in numbers(one)),
        merges=tuple(numbers(one) for one in found if one.kind == "merge"),
        splits=tuple(numbers(one) for one in found if one.kind == "split"),
        sets=tuple(
            (number, one.field or "", one.value or "")
            for one in found
            if one.kind == "set"
            for number in numbers(one)[:1]
        ),
        renames=tuple((one.field or "", one.value or "") for one in found if one.kind == "rename"),
    )


def held_by(store: Store, mentions: Sequence[str]) -> list[Held]:
    """Where some mentions are, by their ids; LedgerError where one is not in the ledger."""
    rows = store.rows(
        "SELECT mentions.id, reports.id, trigger_start, trigger_end, type FROM mentions "
        "JOIN reports ON reports.number = report WHERE mentions.id IN (SELECT unnest(?::VARCHAR[]))",
        [list(mentions)],
    )
    found = {name: Held(*place) for name, *place in rows}
    for name in mentions:
        if name not in found:
            raise LedgerError(f"there is no mention {name} in {store.path}")
    return [found[name] for name in mentions]


def past_place(store: Store, mention: str) -> Held | None:
    """Where a mention was that an older reading had, by its id."""
    rows = store.rows(
        "SELECT reports.id, trigger_start, trigger_end, type FROM past_mentions JOIN ("
        "SELECT number, id FROM reports UNION ALL SELECT number, id FROM past_reports) AS reports "
        "ON reports.number = report WHERE past_mentions.id = ? ORDER BY replaced_at DESC LIMIT 1",
        [mention],
    )
    return Held(*rows[0]) if rows else None


def mention_id(store: Store, number: int) -> str:
    """The id of a mention's number."""
    return str(store.rows("SELECT id FROM mentions WHERE number = ?", [number])[0][0])


def touched(store: Store, found: Sequence[Correction]) -> set[int]:
    """The mentions whose events these corrections change, when they are made or undone."""
    numbers = set(places(store, [span for one in found for span in one.spans]).values())
    for one in found:
        if one.kind == "rename":
            rows = store.rows(
                "SELECT number FROM mentions WHERE list_contains(list_transform("
                "list_concat(actors, recipients), lambda p: p.name = $old OR p.id = $old), true) "
                "UNION SELECT mention FROM known_names JOIN actors ON actors.number = known "
                "WHERE actors.name = $old OR actors.id = $old",
                {"old": one.field},
            )
            numbers |= {number for (number,) in rows}
    return numbers
