"""Plans as a table for people: what was expected, on whose word, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.exports.events import parties
from demarche.exports.words import visible, where
from demarche.records import Days, Plan, Step

STYLES = {
    "floated": "yellow", "planned": "blue", "confirmed": "cyan", "moved": "magenta", "happened": "green",
    "cancelled": "red", "lapsed": "dim",
}  # fmt: skip


def print_plans(console: Console, plans: Iterable[Plan]) -> None:
    """Print plans, a row each, with their history below."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("EXPECTED", no_wrap=True)
    table.add_column("STATE", no_wrap=True)
    table.add_column("ACT")
    table.add_column("WHO → WHOM", ratio=2)
    table.add_column("HISTORY", ratio=5)
    for plan in plans:
        style = STYLES.get(plan.state, "white")
        state = [plan.state, plan.settled or "", plan.iptc]
        act = [plan.type, plan.mode or "", *(where(place) for place in plan.places[:2])]
        table.add_row(
            Text(_days(plan.expected)),
            Text("\n".join(part for part in state if part), style=style),
            Text(visible("\n".join(part for part in act if part))),
            Text(visible(parties(plan))),
            Text("\n".join(visible(_step(step)) for step in plan.history)),
        )
    console.print(table)


def _days(days: Days | None) -> str:
    if days is None:
        return "–"
    if days.start == days.end:
        return days.start or "–"
    return f"{days.start or '…'}\n{days.end or '…'}"


def _step(step: Step) -> str:
    """One step: day, state, what changed, whose word, and the words."""
    parts = [f"{step.date or '–'} {step.state}"]
    for what, (before, after) in (step.change or {}).items():
        parts.append(f"{what}: {before} → {after}")
    if step.evidence is not None:
        parts.append(f"“{step.evidence.text}”")
    if step.report is not None:
        parts.append(" · ".join([*step.sources, step.report]))
    return "; ".join(parts)
