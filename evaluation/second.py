"""How far two annotators agree, scored as the reader is: the held-out dispatches read a second time.

The second reading, in the folder ``second`` beside the first, is put in the place of what the reader
finds. What it misses and adds, and the fields that it fills otherwise, are measured against the first
reading with the same measure as the reader's, and bound from above what a reader can reach there.
"""

from __future__ import annotations

from pathlib import Path

from demarche.records import Actor, Mention, Place, Source, Span, Thing, Time
from evaluation import gold
from evaluation.gold import GoldAct, GoldReport
from evaluation.readings import Pairs

SECOND = gold.DISPATCHES / "second"


def readings(data: Path, folder: Path = SECOND) -> Pairs:
    """The reports of the first reading that have a second, each with what the second finds in it.

    GoldError where a second reading is of another text than the first.
    """
    first = {one.id: one for one in gold.load_all(folder.parent, data, files="test-*.yaml")}
    found = []
    for one in gold.load_all(folder, data):
        if one.id not in first or first[one.id].text != one.text:
            raise gold.GoldError(f"{one.id}: the second reading is of another text")
        found.append((first[one.id], as_read(one)))
    return tuple(found)


def as_read(report: GoldReport) -> tuple[Mention, ...]:
    """An annotator's acts in the form of mentions; of several names the first."""
    return tuple(_mention(report, act) for act in report.acts)


def _mention(report: GoldReport, act: GoldAct) -> Mention:
    trigger = Span(act.start, act.end, report.text[act.start : act.end])
    return Mention(
        id=f"{report.id}:{act.start}", report=report.id, evidence=trigger, trigger=trigger, type=act.type,
        mode=act.mode, contexts=(), cameo=act.cameo or "", actors=tuple(map(_actor, act.actors)),
        recipients=tuple(map(_actor, act.recipients)), status=act.status, certainty=act.certainty,
        polarity=act.polarity, time=_time(act.time), places=tuple(map(_place, act.places or ())),
        objects=tuple(Thing(words, 0, 0, None, False) for words in act.objects or ()),
        sources=tuple(_source(name) for name in act.sources or ()), confidence=1.0,
    )  # fmt: skip


def _actor(spec: str) -> Actor:
    names, country, sector = (*spec.split("/"), "", "")[:3]
    name = names.partition(gold.OR)[0]
    return Actor(spec, name, country or None, sector or None, name, 0, 0)


def _time(days: str | None) -> Time | None:
    if days is None or days == "none":
        return None
    begin, _, finish = days.partition("..")
    return Time(begin, finish or begin, "day", begin, None, None, "text")


def _place(place: str) -> Place:
    names, _, role = place.rpartition(" ")
    name = names.partition(gold.OR)[0]
    return Place(name, role, None, None, None, None, name, 0, 0)


def _source(names: str) -> Source:
    name = names.partition(gold.OR)[0]
    return Source(name, None, None, "", name, 0, 0)
