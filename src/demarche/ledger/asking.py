"""Events and plans out of a ledger: as all reports tell them, or as of a day.

Two times are kept: when an act took place, and when it was said. As of a day, what was
published later is left out. An event all of whose reports are older is as its tables
have it; one that was spoken of before and after the day, or by a report without a day, is
folded anew from what was known by then, into tables beside the others that last as long as
the ledger is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from demarche.ledger.event_rows import EVENT_TABLES, OPEN_STATES, history_of, time_of, write_columns
from demarche.ledger.filters import Filters, Where, order_by, where
from demarche.ledger.registries import Registries
from demarche.ledger.relinking import Relinker
from demarche.ledger.store import Row, Store
from demarche.ledger.track_record import Course
from demarche.records import Days, Event, EventPlace, Party, Plan, Span, Step, Witness

PAGE = 2_000  # events whose details are fetched at a time
_TABLES = (*EVENT_TABLES, "event_mentions", "actors", "places", "sources")
_NAMES = {name: name for name in _TABLES}


class Asking:
    """Questions to an open ledger; keeps what it folded for the day that was asked of last."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._day: dt.date | None = None

    def forget(self) -> None:
        """Let go of what was folded, because the ledger has changed."""
        self._day = None

    def count(self, filters: Filters, as_of: dt.date | None = None, *, plans: bool = False) -> int:
        """How many events, or plans, there are."""
        query, parameters = self._query(filters, as_of, plans)
        return int(self.store.rows(f"SELECT count(*) {query}", parameters)[0][0])

    def events(
        self, filters: Filters, as_of: dt.date | None = None, *, sort: str = "time",
        limit: int | None = None, offset: int = 0,
    ) -> Iterator[Event]:  # fmt: skip
        """The events that fulfil the filters, in order."""
        numbers = self._numbers(filters, as_of, sort, limit, offset, plans=filters_need_plans(filters, sort))
        for page in _pages(numbers):
            yield from _assembled(self.store, page, self._tables(as_of))

    def plans(
        self, filters: Filters, as_of: dt.date | None = None, *, sort: str = "due",
        limit: int | None = None, offset: int = 0,
    ) -> Iterator[Plan]:  # fmt: skip
        """The plans that fulfil the filters, in order; without a day, as of today."""
        numbers = self._numbers(filters, as_of, sort, limit, offset, plans=True)
        today = self.today(as_of)
        for page in _pages(numbers):
            tables = self._tables(as_of)
            events = _assembled(self.store, page, tables)
            yield from _with_plans(self.store, events, page, tables, today)

    def today(self, as_of: dt.date | None) -> dt.date:
        """The day by which plans lapse: the one asked of, or today.

        A clock that stands before the last report is not believed.
        """
        if as_of is not None:
            return as_of
        last = self.store.rows("SELECT max(published) FROM reports")[0][0]
        return max(dt.date.today(), last or dt.date.min)

    def _numbers(
        self, filters: Filters, as_of: dt.date | None, sort: str, limit: int | None, offset: int, *,
        plans: bool,
    ) -> list[int]:  # fmt: skip
        query, parameters = self._query(filters, as_of, plans)
        page = f" LIMIT {int(limit)}" if limit is not None else ""
        page += f" OFFSET {int(offset)}" if offset else ""
        rows = self.store.rows(f"SELECT events.number {query} ORDER BY {order_by(sort)}{page}", parameters)
        return [number for (number,) in rows]

    def _query(self, filters: Filters, as_of: dt.date | None, plans: bool) -> tuple[str, dict[str, Any]]:
        tables = self._tables(as_of)
        found = where(filters, tables, occasions=plans)
        source = f"{tables['events']} AS events"
        if plans:
            source += f" JOIN {tables['plans']} AS plans ON plans.event = events.number"
            _of_plans(found, filters, self.today(as_of))
        conditions = " AND ".join(found.conditions) or "true"
        return f"FROM {source} WHERE {conditions}", found.parameters

    def courses(self, as_of: dt.date | None = None) -> Iterator[Course]:
        """What became of each plan by a day, without its words."""
        tables, today = self._tables(as_of), self.today(as_of)
        rows = self.store.rows(
            f"SELECT plans.state, open_state, settled, history FROM {tables['events']} AS events "
            f"JOIN {tables['plans']} AS plans ON plans.event = events.number"
        )
        for state, open_state, settled, history in rows:
            yield _course(state, open_state, settled, history_of(history, {}), today)

    def _tables(self, as_of: dt.date | None) -> dict[str, str]:
        """What stands for each table of events, as of a day."""
        if as_of is None:
            return _NAMES
        if self._day != as_of:
            self._day = None
            _fold_as_of(self.store, as_of)
            self._day = as_of
        found = {name: f"(SELECT * FROM {name} UNION ALL SELECT * FROM temp.asof_{name})" for name in _TABLES}
        found["events"] = (
            f"(SELECT * FROM events WHERE last_said <= DATE '{as_of.isoformat()}' "
            "AND number NOT IN (SELECT -number FROM temp.asof_events) "
            "UNION ALL SELECT * FROM temp.asof_events)"
        )
        return found


def filters_need_plans(filters: Filters, sort: str) -> bool:
    """Whether only plans can be meant."""
    return filters.state is not None or filters.due is not None or sort.removeprefix("-") in _PLAN_SORTS


_PLAN_SORTS = frozenset({"due", "settled", "announced"})
_STATE = "CASE WHEN plans.state = 'lapsed' AND plans.settled >= {today} THEN open_state ELSE plans.state END"


def _of_plans(found: Where, filters: Filters, today: dt.date) -> None:
    """Conditions on plans as they stand on a day."""
    if filters.state is None and filters.due is None:
        return
    state = _STATE.format(today=found.value(today))
    found.one_of(state, filters.state)
    if filters.due is not None:
        found.one_of(state, sorted(OPEN_STATES))
        found.add(f"due >= {found.value(today)}")
        last = found.value(today + dt.timedelta(filters.due))
        found.add(f"try_cast(left(expected_start, 10) AS DATE) <= {last}")


def _fold_as_of(store: Store, as_of: dt.date) -> None:
    """Fold the events that were spoken of before and after a day, as they were known on it.

    Their numbers are below zero, so that they do not meet those of all time.
    """
    for name in _TABLES:
        store.run(f"CREATE OR REPLACE TEMP TABLE asof_{name} AS SELECT * FROM {name} LIMIT 0")
    rows = store.rows(
        "SELECT event, mention FROM event_mentions JOIN events ON events.number = event "
        "WHERE first_said <= $day AND (last_said > $day OR event IN (SELECT event FROM event_mentions "
        "JOIN mentions ON mentions.number = mention WHERE report IN "
        "(SELECT number FROM reports WHERE published IS NULL))) ORDER BY event, rank",
        {"day": as_of},
    )
    members: dict[int, list[int]] = {}
    for event, mention in rows:
        members.setdefault(event, []).append(mention)
    folded = Relinker(store).fold_as_of(members, as_of)
    registries = Registries(store, prefix="asof_")
    for table, columns in write_columns(folded, registries).items():
        store.insert(f"asof_{table}", columns)
    ranked = [(number, one.number, rank) for one in folded for rank, number in enumerate(one.members)]
    store.insert(
        "asof_event_mentions",
        {
            "mention": [mention for mention, _, _ in ranked],
            "event": [event for _, event, _ in ranked],
            "neighbourhood": [0] * len(ranked),
            "rank": [rank for _, _, rank in ranked],
        },
    )


def _pages(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), PAGE):
        yield numbers[start : start + PAGE]


def _by_event(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Rows by the event's number that each begins with."""
    found: dict[int, list[Row]] = {}
    for event, *rest in rows:
        found.setdefault(event, []).append(tuple(rest))
    return found


def _assembled(store: Store, numbers: Sequence[int], tables: dict[str, str]) -> list[Event]:
    """The events of some numbers, in their order."""
    wanted = [list(numbers)]
    chosen = "IN (SELECT unnest(?::INTEGER[]))"
    facts = {
        row[0]: row[1:]
        for row in store.rows(
            "SELECT number, type, mode, contexts, cameo, status, certainty, polarity, time_start, time_end, "
            f"granularity, corrected FROM {tables['events']} AS events WHERE number {chosen}",
            wanted,
        )
    }
    actors = _by_event(
        store.rows(
            f"SELECT event, role, id, name, country, sector FROM {tables['event_actors']} AS event_actors "
            f"JOIN {tables['actors']} AS actors ON actors.number = actor WHERE event {chosen} "
            "ORDER BY event, position",
            wanted,
        )
    )
    places = _by_event(
        store.rows(
            "SELECT event, name, role, country, latitude, longitude, geonameid "
            f"FROM {tables['event_places']} AS event_places JOIN {tables['places']} AS places "
            f"ON places.number = place WHERE event {chosen} ORDER BY event, position",
            wanted,
        )
    )
    sources = _by_event(
        store.rows(
            f"SELECT event, name FROM {tables['event_sources']} AS event_sources JOIN {tables['sources']} "
            f"AS sources ON sources.number = source WHERE event {chosen} ORDER BY event, position",
            wanted,
        )
    )
    mentions = _by_event(
        store.rows(
            "SELECT event, mentions.id, reports.id, published, evidence_start, evidence_end, "
            "substring(text, evidence_start + 1, evidence_end - evidence_start), status "
            f"FROM {tables['event_mentions']} AS event_mentions JOIN mentions ON mentions.number = mention "
            f"JOIN reports ON reports.number = report WHERE event {chosen} ORDER BY event, rank",
            wanted,
        )
    )
    found = []
    for number in numbers:
        kind, mode, contexts, cameo, status, certainty, polarity, start, end, granularity, corrected = facts[
            number
        ]
        told = mentions[number]
        parties = actors.get(number, ())
        found.append(
            Event(
                id=f"evt_{told[0][0]}",
                type=kind, mode=mode, contexts=tuple(contexts), cameo=cameo,
                actors=tuple(Party(*party) for role, *party in parties if role == "actor"),
                recipients=tuple(Party(*party) for role, *party in parties if role == "recipient"),
                status=status, certainty=certainty, polarity=polarity,
                time=time_of(start, end, granularity),
                places=tuple(EventPlace(*place) for place in places.get(number, ())),
                sources=tuple(name for (name,) in sources.get(number, ())),
                mentions=tuple(
                    Witness(name, report, _iso(day), Span(first, last, words), said)
                    for name, report, day, first, last, words, said in told
                ),
                corrected=corrected,
            )
        )  # fmt: skip
    return found


def _with_plans(
    store: Store, events: Sequence[Event], numbers: Sequence[int], tables: dict[str, str], today: dt.date
) -> Iterator[Plan]:
    """The events with what became of them by a day."""
    rows = {
        row[0]: row[1:]
        for row in store.rows(
            "SELECT event, state, open_state, iptc, announced, expected_start, expected_end, settled, "
            f"settled_by, history FROM {tables['plans']} AS plans "
            "WHERE event IN (SELECT unnest(?::INTEGER[]))",
            [list(numbers)],
        )
    }
    for number, event in zip(numbers, events, strict=True):
        state, open_state, iptc, announced, start, end, settled, settled_by, written = rows[number]
        words = {(one.report, one.evidence.start): one.evidence for one in event.mentions}
        course = _course(state, open_state, settled, history_of(written, words), today)
        yield Plan(
            **{name: getattr(event, name) for name in event.__struct_fields__},
            state=course.state, iptc=iptc, announced=_iso(announced),
            expected=Days(start, end) if start or end else None,
            settled=_iso(course.settled), settled_by=settled_by, history=course.history,
        )  # fmt: skip


def _course(
    state: str, open_state: str, settled: dt.date | None, history: tuple[Step, ...], today: dt.date
) -> Course:
    """A plan as it stands on a day: one that lapses later is still open."""
    if state == "lapsed" and settled is not None and settled >= today:
        return Course(open_state, None, history[:-1])
    return Course(state, settled, history)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
