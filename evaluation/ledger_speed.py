"""How fast the ledger is, and how large: at a thousand mentions and at a million.

    python -m evaluation.ledger_speed            up to a million mentions, some minutes
    python -m evaluation.ledger_speed 10000      up to ten thousand

Small ledgers are made by adding made-up reports one window after the other, links and all.
Larger ones are the same ledger laid end to end, each copy moved to an earlier time with ids
of its own, so that tables, packing and density in time are those of a ledger that grew.
Reading costs what docs/speed.md says elsewhere; here a stand-in gives the mentions, but for
the last figure, which is the whole way with the real reader.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from demarche.ledger import Ledger
from demarche.ledger.store import Store
from demarche.records import Actor, Mention, Place, Report, Source, Span, Thing, Time

SIZES = (1_000, 10_000, 100_000, 1_000_000)
BASE = 10_000  # mentions that are added one window after the other
A_DAY = 50  # mentions; a million are 55 years of news, and a digest of the world's has a third
SPAN_DAYS = BASE // A_DAY
BARE = 0.08  # of mentions, those with a name that lacks something; so it is in current_events
FIRST = dt.date(2025, 8, 1)  # of what is added; copies lie before it
SEED = 20230904
ITEMS = Path("../shared/data/current_events.jsonl.gz")
_LANDS = (
    "USA RUS CHN UKR ISR PSE IRN PRK KOR JPN GBR FRA DEU TUR IND PAK SYR SAU EGY VEN BRA NGA ETH SDN MEX "
    "COL POL HUN GRC ITA ESP NLD CAN AUS PHL VNM THA MMR BGD AFG IRQ LBN YEM LBY MLI SOM KEN ZAF"
).split()
_ACTS = (
    ("CONSULT", "visit", "042", "visit"),
    ("CONSULT", "meet", "040", "meet"),
    ("ASSAULT", None, "190", "strike"),
    ("ASSAULT", None, "193", "attack"),
    ("STATEMENT", None, "010", "say"),
    ("ACCUSE", "disapprove", "111", "condemn"),
    ("SANCTION", "expel", "163", "sanction"),
    ("AID", "military", "072", "supply"),
    ("COERCE", "arrest", "173", "arrest"),
    ("AGREE", None, "057", "sign"),
    ("PROTEST", "demo", "141", "protest"),
    ("THREATEN", "violence", "138", "threaten"),
)


class Reading(msgspec.Struct):
    """What a reader gives, as far as a ledger looks."""

    report: Report
    mentions: tuple[Mention, ...]
    occasions: tuple[Mention, ...] = ()


class MadeUp:
    """Made-up reports of one or two sentences, and the reader that knows what is in them."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance = random.Random(seed)
        chance = self._chance
        self._persons = [(f"{_name(chance)} {_name(chance)}", chance.choice(_LANDS)) for _ in range(900)]
        self._places = [
            (_name(chance), chance.choice(_LANDS), chance.uniform(-60, 60), chance.uniform(-180, 180))
            for _ in range(600)
        ]
        self._sources = [f"{_name(chance)} News" for _ in range(150)]
        self._mentions: dict[str, tuple[Mention, ...]] = {}

    def reports(self, prefix: str, first: dt.date) -> Iterator[Report]:
        """Reports without end, day by day from the first on."""
        number = told = 0
        while True:
            number += 1
            day = first + dt.timedelta(told // A_DAY)
            report, mentions = self._report(f"{prefix}{number}", day)
            self._mentions[report.id] = mentions
            told += len(mentions)
            yield report

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The readings of reports that were made up here."""
        for report in reports:
            yield Reading(report, self._mentions.pop(report.id))

    def _report(self, name: str, day: dt.date) -> tuple[Report, tuple[Mention, ...]]:
        chance = self._chance
        pieces: list[str] = []
        mentions: list[Mention] = []
        at = 0
        for _ in range(chance.choice((1, 1, 2))):
            sentence, mention = self._sentence(name, day, at)
            pieces.append(sentence)
            mentions.append(mention)
            at += len(sentence) + 1
        outlets = tuple(chance.sample(self._sources, chance.choice((1, 1, 2))))
        return Report(id=name, text=" ".join(pieces), published=day, outlets=outlets), tuple(mentions)

    def _sentence(self, name: str, day: dt.date, at: int) -> tuple[str, Mention]:
        chance = self._chance
        kind, mode, cameo, verb = chance.choice(_ACTS)
        (who, land), (whom, other) = chance.sample(self._persons, 2)
        bare = chance.random() < BARE
        if bare:
            who = who.split()[1]
        place = chance.choice(self._places)
        ahead = chance.random() < 0.15
        when = day + dt.timedelta(chance.randrange(1, 30) if ahead else -chance.randrange(0, 2))
        filler = " ".join(_name(chance).lower() for _ in range(chance.randrange(6, 14)))
        said = "will " if ahead else ""
        sentence = f"{who} {said}{verb} {whom} in {place[0]} on {when.isoformat()} over {filler}."
        trigger = at + len(who) + 1 + len(said)
        second = trigger + len(verb) + 1
        third = second + len(whom) + 4
        source = () if chance.random() < 0.7 else (self._source(),)
        digest = hashlib.blake2b(f"{name}|{trigger}|{kind}".encode(), digest_size=8).hexdigest()
        return sentence, Mention(
            id=digest, report=name,
            evidence=Span(at, at + len(sentence), sentence), trigger=Span(trigger, trigger + len(verb), verb),
            type=kind, mode=mode, contexts=("military",) if kind in ("ASSAULT", "AID") else (), cameo=cameo,
            actors=(_actor(who, None if bare else land, at),), recipients=(_actor(whom, other, second),),
            status="planned" if ahead else "occurred", certainty="probable" if ahead else "certain",
            polarity="positive",
            time=Time(when.isoformat(), when.isoformat(), "day", when.isoformat(), None, None, "text"),
            places=(Place(place[0], "venue", *place[1:], None, place[0], third, third + len(place[0])),),
            objects=(Thing(filler, at, at, None, False),) if chance.random() < 0.3 else (),
            sources=source, confidence=round(chance.uniform(0.5, 0.95), 2),
        )  # fmt: skip

    def _source(self) -> Source:
        name, land = self._chance.choice(self._persons)
        return Source(name, land, "GOV", "say", name, 0, 0)


def _actor(name: str, land: str | None, start: int) -> Actor:
    key = f"{(land or 'xxx').lower()}-{name.lower().replace(' ', '-')}"
    return Actor(key, name, land, "GOV" if land else None, name, start, start + len(name))


def _name(chance: random.Random) -> str:
    syllables = "ka ri no ve ta mi lo sha bel dor an es ul fi go ra zen pol mar ti".split()
    return "".join(chance.choice(syllables) for _ in range(chance.choice((2, 2, 3)))).title()


def grow(path: Path, size: int) -> None:
    """Lay a ledger end to end until it has some number of mentions."""
    with Store(path) as store:
        copies = size // store.rows("SELECT count(*) FROM mentions")[0][0]
        number = event = store.rows("SELECT max(number) + 1 FROM mentions")[0][0]
        report = store.rows("SELECT max(number) + 1 FROM reports")[0][0]
        store.run("CREATE TEMP TABLE copies AS SELECT range AS copy FROM range(1, ?)", [copies])
        shift = f"to_days(CAST(copy * {SPAN_DAYS} AS INTEGER))"
        for table, changes in {
            "reports": f"number + copy * {report} AS number, id || '.' || copy AS id, "
            f"copy_of + copy * {report} AS copy_of, CAST(published - {shift} AS DATE) AS published, "
            "hash(hash + copy) AS hash",
            "bands": f"report + copy * {report} AS report, day - copy * {SPAN_DAYS} AS day, "
            "(band + copy * 40503) % 4294967296 AS band",
            "mentions": f"number + copy * {number} AS number, report + copy * {report} AS report, "
            "left(md5(id || copy), 16) AS id",
            "mention_words": f"mention + copy * {number} AS mention",
            "keys": f"mention + copy * {number} AS mention, day - copy * {SPAN_DAYS} AS day, "
            "(key + copy * 40503) % 4294967296 AS key",
            # the same names over and over: more than news has, and what is looked up is only five years
            "full_names": f"mention + copy * {number} AS mention, day - copy * {SPAN_DAYS} AS day",
            "short_names": f"mention + copy * {number} AS mention, day - copy * {SPAN_DAYS} AS day",
            "known_names": f"mention + copy * {number} AS mention, day - copy * {SPAN_DAYS} AS day",
            "links": f"a + copy * {number} AS a, b + copy * {number} AS b",
            "event_mentions": f"mention + copy * {number} AS mention, event + copy * {event} AS event, "
            f"neighbourhood + copy * {number} AS neighbourhood",
            "events": f"number + copy * {event} AS number, CAST(first_day - {shift} AS DATE) AS first_day, "
            f"CAST(last_day - {shift} AS DATE) AS last_day, "
            f"CAST(first_said - {shift} AS DATE) AS first_said, "
            f"CAST(last_said - {shift} AS DATE) AS last_said",
            "event_actors": f"event + copy * {event} AS event",
            "event_places": f"event + copy * {event} AS event",
            "event_sources": f"event + copy * {event} AS event",
            "plans": f"event + copy * {event} AS event, CAST(announced - {shift} AS DATE) AS announced, "
            f"CAST(settled - {shift} AS DATE) AS settled, CAST(due - {shift} AS DATE) AS due",
        }.items():
            store.run(
                f"INSERT INTO {table} SELECT {table}.* REPLACE ({changes}) FROM {table}, copies ORDER BY copy"
            )


class Spent(msgspec.Struct):
    """Milliseconds by the clock, and of all processors together: other work on the machine
    lengthens the first and hardly the second."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{_ms(self.clock)} ({_ms(self.processor)} of processor time)"


def _ms(value: float) -> str:
    return f"{value:.1f} ms" if value < 10 else f"{value:,.0f} ms"


def spent(action: Callable[[], Any], parts: int = 1) -> Spent:
    """What an action takes, divided by some number of like parts."""
    began, busy = time.perf_counter(), time.process_time()
    action()
    clock, processor = time.perf_counter() - began, time.process_time() - busy
    return Spent(clock * 1000 / parts, processor * 1000 / parts)


def quantile(values: list[Spent], share: float) -> Spent:
    """The clock's and the processor's value below which a share of the values lies."""
    place = min(len(values) - 1, int(len(values) * share))
    clock = sorted(value.clock for value in values)[place]
    return Spent(clock, sorted(value.processor for value in values)[place])


def add_cost(path: Path, made: MadeUp, prefix: str) -> tuple[Spent, Spent]:
    """What a report takes when 200 of the latest days are added together, and each alone."""
    with Store(path, read_only=True) as store:
        last = store.rows("SELECT max(published) FROM reports")[0][0] - dt.timedelta(3)
    with Ledger.open(path) as ledger:
        source = made.reports(prefix, last)
        together = [next(source) for _ in range(200)]
        window = spent(lambda: ledger.add(together, load=lambda: made), len(together))
        alone = [
            spent(lambda report=report: ledger.add([report], load=lambda: made))
            for report in (next(source) for _ in range(7))
        ]
    return window, quantile(alone, 0.5)


def questions(made: MadeUp, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Questions of every kind that the command line has, in a hundred forms."""
    for _ in range(6):
        person, land = chance.choice(made._persons)
        place = chance.choice(made._places)
        day = FIRST - dt.timedelta(chance.randrange(1000))
        yield {"actor": land}
        yield {"actor": person}
        yield {"actor": person.split()[1], "sort": "-time"}
        yield {"recipient": land, "type": "CONSULT"}
        yield {"between": tuple(chance.sample(_LANDS, 2))}
        yield {"type": "ASSAULT", "since": day, "until": day + dt.timedelta(30)}
        yield {"mode": "visit", "status": "planned", "sort": "-said"}
        yield {"certainty": "probable", "actor": land}
        yield {"source": chance.choice(made._sources)}
        yield {"place": place[0]}
        yield {"place": land, "type": "PROTEST"}
        yield {"near": (place[2], place[3], 200.0)}
        yield {"said_since": day, "said_until": day + dt.timedelta(7)}
        yield {"context": "military", "actor": land, "since": day}
        yield {"cameo": "19", "sort": "-mentions"}
        yield {"text": f"{person.split()[0]} will"}


def measure(largest: int = SIZES[-1]) -> Iterator[tuple[str, str]]:
    """Names and figures, as they are found."""
    made = MadeUp()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        base = min(BASE, largest)
        source, added = made.reports("base", FIRST), 0
        for size in (size for size in SIZES if size <= largest):
            before = added
            busy = time.process_time()
            with Ledger.open(path) as ledger:
                while added < min(size, base):
                    window = [next(source) for _ in range(min(512, min(size, base) - added))]
                    added += ledger.add(window, load=lambda: made).mentions
            if added > before:
                each = (time.process_time() - busy) * 1000 / (added - before)
                yield (
                    f"adding and linking without reading, to {size:,} mentions",
                    f"{each:.2f} ms of processor time a mention",
                )
            if size > base:
                grow(path, size)
            if size == largest:
                yield from _asked(path, made, size)
            together, alone = add_cost(path, made, f"new{size}-")
            yield (
                f"a report more, at {size:,} mentions",
                f"{together} among 200, {alone} alone; without reading",
            )
    yield from _whole_way()


def _asked(path: Path, made: MadeUp, size: int) -> Iterator[tuple[str, str]]:
    with Store(path) as store:
        store.run("CHECKPOINT")
        mentions = store.rows("SELECT count(*) FROM mentions")[0][0]
    weight = path.stat().st_size
    yield f"file at {size:,} mentions", f"{weight / 1e6:,.0f} MB, {weight / mentions:,.0f} bytes a mention"
    opened = [spent(lambda: Store(path, read_only=True).close()) for _ in range(9)]
    yield f"opening at {size:,} mentions", str(quantile(opened, 0.5))
    with Ledger.open(path, read_only=True) as ledger:
        asked = list(questions(made, random.Random(SEED)))
        ledger.events(actor="USA", limit=50)
        times = [(spent(lambda one=one: ledger.events(limit=50, **one)), one) for one in asked]
        values = [value for value, _ in times]
        yield (
            f"{len(asked)} filters at {size:,} mentions, first 50 events",
            f"median {quantile(values, 0.5)}, 95 in 100 within {quantile(values, 0.95)}",
        )
        slowest = max(times, key=lambda one: one[0].processor)
        yield "the slowest of them", f"{slowest[0]}: {slowest[1]}"


def _whole_way() -> Iterator[tuple[str, str]]:
    """Short news items with the real reader, end to end."""
    if not ITEMS.exists():
        yield "items a second, whole way", f"not measured: {ITEMS} is missing"
        return
    from demarche.ledger.adding import workers_of

    with gzip.open(ITEMS) as file:
        items = [json.loads(line) for line in file]
    items = items[60_000:62_000]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.duckdb") as ledger:
        reports = [
            Report(id=item["id"], text=item["text"], published=dt.date.fromisoformat(item["date"]))
            for item in items
        ]
        workers = workers_of(None)
        before = os.times()
        summary = ledger.add(reports, workers=workers)
    after = os.times()
    busy = sum(after[:4]) - sum(before[:4])
    yield (
        f"the whole way with {workers} processes",
        f"{summary.added / summary.seconds:.0f} items a second ({summary.added} items, {summary.mentions} "
        f"mentions; {busy * 1000 / summary.added:.1f} ms of processor time an item)",
    )


def main() -> None:
    """Print the figures."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    for name, figure in measure(largest):
        print(f"{name}: {figure}", flush=True)


if __name__ == "__main__":
    main()
