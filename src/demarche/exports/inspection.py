"""The layers under the mentions as ``demarche inspect`` prints them (docs/records.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.reading.reader import Reading


def layers_record(reading: Reading) -> dict[str, Any]:
    """One report's layers as plain data with stable keys."""
    report, analysis, layers = reading.report, reading.analysis, reading.layers
    return {
        "report": report.id,
        "published": report.published.isoformat() if report.published else None,
        "sentences": [(sentence.start, sentence.end) for sentence in analysis.sentences],
        "tokens": [_kept(token, *TOKEN) for token in analysis.tokens],
        "entities": [_kept(entity, *ENTITY) for entity in layers.entities],
        "names": [_kept(name, *NAME) for name in analysis.names],
        "frames": [
            {
                "roleset": frame.roleset,
                "start": frame.start,
                "end": frame.end,
                "factuality": round(frame.factuality, 3),
                "args": [_kept(argument, "role", "start", "end") for argument in frame.args],
            }
            for frame in analysis.frames
        ],
        "times": [
            {**_kept(time, "start", "end", "text", "type", "value"), "from": time.begin, "to": time.finish}
            for time in layers.times
        ],
        "places": [_kept(place, *PLACE) for place in layers.places],
        "attributions": [_kept(one, "source", "cue", "content") for one in layers.attributions],
    }


TOKEN = ("start", "end", "text", "lemma", "upos", "feats", "head", "deprel")
ENTITY = ("start", "end", "type", "named", "chain", "name", "country", "sector")
NAME = ("start", "end", "type")
PLACE = ("start", "end", "text", "name", "kind", "country", "latitude", "longitude", "geonameid")


def _kept(record: object, *names: str) -> dict[str, Any]:
    """The named fields of a record."""
    return {name: getattr(record, name) for name in names}
