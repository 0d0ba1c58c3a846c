"""Readings made by hand, and a reader that needs no model."""

from __future__ import annotations

import io
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator

import msgspec
import pytest

from demarche.records import (
    Actor,
    Analysis,
    Argument,
    Attribution,
    Frame,
    Layers,
    Mention,
    Name,
    Place,
    PlaceMention,
    Report,
    ResolvedEntity,
    Sentence,
    Source,
    Span,
    Thing,
    Time,
    TimeExpression,
    Token,
)


class FakeReading(msgspec.Struct, frozen=True):
    """The shape of ``demarche.reading.reader.Reading``."""

    report: Report
    analysis: Analysis
    layers: Layers
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...] = ()
    occasions: tuple[Mention, ...] = ()


class FakeReader:
    """Finds a visit at every word "visit", and everything else where it always is."""

    def read_reports(self, reports: Iterable[Report]) -> Iterator[FakeReading]:
        for report in reports:
            yield fake_reading(report)


def fake_reading(report: Report) -> FakeReading:
    """A reading with a mention for every "visit"; names are capitalised words around it."""
    text = report.text
    end = len(text)
    mentions = tuple(_visit(report, match.start()) for match in re.finditer(r"\bvisit\b", text))
    analysis = Analysis(
        text=text,
        sentences=(Sentence(0, end, 0, 1),),
        tokens=(Token(0, end, text, text.lower(), "PROPN", "Number=Sing", -1, "root"),),
        entities=(),
        frames=(Frame("visit.01", 0, 0, end, (Argument("ARG0", 0, end, 0, 1),), 1.4321987),),
        names=(Name(0, end, 0, 1, "place", 0.9),),
    )
    layers = Layers(
        entities=(ResolvedEntity(0, end, 0, 1, 0, "person", True, False, 0, "Ana Lind", "SWE", "GOV"),),
        times=(TimeExpression(0, end, text, "DATE", "2024-03", "2024-03-01", "2024-03-31", "month"),),
        places=(PlaceMention(0, end, text, "Oslo", "city", "NOR", 59.91, 10.75, 3143244, 0),),
        attributions=(Attribution(((0, 1),), ((1, 2),), ((2, end),), 0, 0, "say"),),
    )
    undated = () if report.published else (f"{report.id}: no publication date; --published would settle it",)
    return FakeReading(report, analysis, layers, mentions, undated)


def _visit(report: Report, at: int) -> Mention:
    text = report.text
    evidence = Span(0, len(text), text)
    return Mention(
        id=f"{report.id}-{at}",
        report=report.id,
        evidence=evidence,
        trigger=Span(at, at + 5, "visit"),
        type="CONSULT",
        mode="visit",
        contexts=("diplomatic", "military"),
        cameo="042",
        actors=(Actor("a1", text[:at].strip() or "Nobody", "SWE", "GOV", text[:at], 0, at),),
        recipients=(Actor("a2", "Norway", "NOR", None, "Norway", 0, 0),),
        status="planned",
        certainty="probable",
        polarity="negative",
        time=Time("2024-03-01", "2024-03-31", "month", "2024-03", "this month", (0, 0), "text"),
        places=(Place("Oslo", "destination", "NOR", 59.91, 10.75, 3143244, "Oslo", 0, 0),),
        objects=(Thing("two tonnes of fish", 0, 0, 2.0, True),),
        sources=(Source("officials", "NOR", "GOV", "say", "officials", 0, 0),),
        confidence=0.87,
    )


@pytest.fixture
def reading() -> Callable[..., FakeReading]:
    """Makes a hand-made reading of a text, with further fields of its report by name."""
    return lambda text, **fields: fake_reading(Report(**{"id": "r1", "text": text, **fields}))


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the fake reader in the place of the real one, with no model loaded."""
    module = types.ModuleType("demarche.reading.reader")
    module.Reader = FakeReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "demarche.reading.reader", module)


@pytest.fixture
def in_shell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command and gives (exit code, standard output, standard error)."""
    from demarche import cli

    def run(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run
