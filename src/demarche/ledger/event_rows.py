"""Events and plans as rows of the ledger's tables, and their histories as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from demarche.ledger.dated import Cluster
from demarche.ledger.registries import Registries
from demarche.records import Event, EventTime, Plan, Span, Step

OPEN_STATES = frozenset({"floated", "planned", "confirmed", "moved"})
EVENT_TABLES = ("events", "event_actors", "event_places", "event_sources", "plans")


class Folded(msgspec.Struct, frozen=True):
    """A cluster with its event's number and its mentions', the event, and the plan where it was one.

    The plan is as all time has made it: one without a word of its end has lapsed.
    """

    number: int
    members: tuple[int, ...]
    cluster: Cluster
    event: Event
    plan: Plan | None


def write_columns(folded: Sequence[Folded], registries: Registries) -> dict[str, dict[str, list[Any]]]:
    """The columns of all tables of events, by table."""
    registries.learn(
        actors=(one for each in folded for one in (*each.event.actors, *each.event.recipients)),
        places=(one for each in folded for one in each.event.places),
        sources=(one for each in folded for one in each.event.sources),
    )
    columns: dict[str, dict[str, list[Any]]] = {}

    def put(table: str, **row: Any) -> None:
        into = columns.setdefault(table, {name: [] for name in row})
        for name, value in row.items():
            into[name].append(value)

    for one in folded:
        event, number = one.event, one.number
        said = [dated.published for dated in one.cluster.mentions if dated.published]
        time = event.time
        put(
            "events",
            number=number, type=event.type, mode=event.mode, contexts=list(event.contexts), cameo=event.cameo,
            status=event.status, certainty=event.certainty, polarity=event.polarity,
            time_start=time.start if time else None, time_end=time.end if time else None,
            granularity=time.granularity if time else None,
            first_day=day_of(time.start) if time else None, last_day=day_of(time.end) if time else None,
            first_said=min(said, default=None), last_said=max(said, default=None),
            mentions=len(one.cluster.mentions), words=len({dated.text for dated in one.cluster.mentions}),
            corrected=event.corrected,
        )  # fmt: skip
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for position, party in enumerate(parties):
                actor = registries.actor(party)
                put("event_actors", event=number, role=role, position=position, actor=actor)
        for position, place in enumerate(event.places):
            found = registries.place(place)
            put("event_places", event=number, role=place.role, position=position, place=found)
        for position, name in enumerate(event.sources):
            put("event_sources", event=number, position=position, source=registries.source(name))
        if one.plan is not None:
            plan = one.plan
            put(
                "plans",
                event=number, state=plan.state, open_state=open_state(plan.history), iptc=plan.iptc,
                announced=day_of(plan.announced),
                expected_start=plan.expected.start if plan.expected else None,
                expected_end=plan.expected.end if plan.expected else None,
                due=day_of(plan.expected.end) if plan.expected else None,
                settled=day_of(plan.settled), settled_by=plan.settled_by,
                history=history_json(plan.history),
            )  # fmt: skip
    return columns


def day_of(written: str | None) -> dt.date | None:
    """The calendar day of an ISO date or instant, None where it is outside the calendar."""
    try:
        return dt.date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def open_state(history: Sequence[Step]) -> str | None:
    """The state that a plan had before it lapsed; one that moved stays moved till it is settled."""
    state: str | None = None
    for step in history:
        if step.state == "lapsed":
            continue
        state = "moved" if state == "moved" and step.state in OPEN_STATES else step.state
    return state


def history_json(history: Sequence[Step]) -> str:
    """A history without its words, which are the reports' own."""
    bare = [
        msgspec.structs.replace(step, evidence=msgspec.structs.replace(step.evidence, text=""))
        if step.evidence
        else step
        for step in history
    ]
    return msgspec.json.encode(bare).decode()


def history_of(written: str, words: Mapping[tuple[str, int], Span]) -> tuple[Step, ...]:
    """The history, with its words: the evidence of the event's mentions, by report and start."""
    steps = msgspec.json.decode(written, type=tuple[Step, ...])
    return tuple(
        msgspec.structs.replace(step, evidence=words.get((step.report, step.evidence.start), step.evidence))
        if step.evidence and step.report
        else step
        for step in steps
    )


def time_of(start: str | None, end: str | None, granularity: str | None) -> EventTime | None:
    """The time of an event's columns."""
    return None if granularity is None else EventTime(start, end, granularity)
