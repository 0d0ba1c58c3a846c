"""One self-contained page: reports with their acts marked in the text, and a table.

The page loads nothing, and every word of a report is escaped by the template. Acts are
told apart by status in colour and in underline; pointing at one or tabbing to it shows
its coding. ``html_page`` yields the page in pieces, so that many reports need not fit
into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from jinja2 import Environment

from demarche.exports import words
from demarche.records import Actor, Mention, Place, Source, Thing

if TYPE_CHECKING:
    from demarche.reading.reader import Reading


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text: the acts it triggers, and its parts in acts ("3:actor")."""

    text: str
    acts: tuple[int, ...] = ()
    parts: str = ""


def html_page(readings: Iterable[Reading]) -> Iterator[str]:
    """The page, piece by piece."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(words=words, pieces=pieces)
    environment.filters.update(who=words.who, where=words.where, thing=words.thing)
    source = files("demarche.exports").joinpath("page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).generate(readings=readings)


def pieces(reading: Reading) -> list[Piece]:
    """The report's text, cut where acts and their parts begin and end.

    Acts whose triggers overlap share one piece, which is never cut.
    """
    text, mentions = reading.report.text, reading.mentions
    triggers = _clusters(mentions)
    parts = sorted(part for number, mention in enumerate(mentions) for part in _parts(number, mention))
    cuts = {0, len(text)} | {edge for start, end, _ in parts for edge in (start, end)}
    for start, end, _ in triggers:
        cuts -= set(range(start + 1, end))
        cuts |= {start, end}
    acts_at = {start: acts for start, _, acts in triggers}
    edges = sorted(cuts)
    found: list[Piece] = []
    waiting, open_parts = 0, []
    for start, end in pairwise(edges):
        while waiting < len(parts) and parts[waiting][0] < end:
            open_parts.append(parts[waiting])
            waiting += 1
        open_parts = [part for part in open_parts if part[1] > start]
        names = " ".join(sorted({part[2] for part in open_parts}))
        found.append(Piece(text[start:end], acts_at.get(start, ()), names))
    return found


def _clusters(mentions: Iterable[Mention]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Triggers as (start, end, acts), overlapping ones merged."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    triggers = sorted((m.trigger.start, m.trigger.end, number) for number, m in enumerate(mentions))
    for start, end, number in triggers:
        if found and start < found[-1][1]:
            first, last, acts = found[-1]
            found[-1] = (first, max(last, end), (*acts, number))
        elif end > start:
            found.append((start, end, (number,)))
    return found


def _parts(number: int, mention: Mention) -> Iterator[tuple[int, int, str]]:
    """Where the parts of one act stand: (start, end, "number:role")."""
    groups: dict[str, Sequence[Actor | Place | Thing | Source]] = {
        "actor": mention.actors,
        "recipient": mention.recipients,
        "place": mention.places,
        "object": mention.objects,
        "source": mention.sources,
    }
    for role, members in groups.items():
        for member in members:
            if member.end > member.start:
                yield member.start, member.end, f"{number}:{role}"
    if mention.time and mention.time.span:
        yield *mention.time.span, f"{number}:time"
