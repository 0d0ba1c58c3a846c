"""The table of ``demarche read``: every sentence with the acts that were read from it.

Under each sentence stand its acts, a row each, in columns of the same width all the
way down. On a terminal the trigger words are coloured by status; without colour the
same layout is plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from demarche.exports.words import coding, thing, visible, when, where, who
from demarche.records import Mention, Span

if TYPE_CHECKING:
    from demarche.reading.reader import Reading

STYLES = {
    "occurred": "green",
    "ongoing": "cyan",
    "planned": "blue",
    "wanted": "magenta",
    "threatened": "red",
    "habitual": "yellow",
}
COLUMNS = (("ACT", 5), ("WHO → WHOM", 6), ("STATUS", 3), ("WHEN, WHERE", 6), ("ON WHOSE WORD", 4))
NARROWEST = 60  # below this, columns break words; lines run over the edge instead


def print_reading(console: Console, reading: Reading) -> None:
    """Print one report's heading and all its acts."""
    report, mentions = reading.report, reading.mentions
    facts = [visible(report.title or report.id)]
    if report.publisher:
        facts.append(visible(report.publisher))
    facts.append(str(report.published or "no date"))
    facts.append(f"{len(mentions)} act{'' if len(mentions) == 1 else 's'}")
    console.print(Text(" · ".join(facts), style="bold"), soft_wrap=True)
    if mentions:
        widths = _widths(console.width)
        console.print(_row([Text(name, style="dim") for name, _ in COLUMNS], widths))
    for _, group in groupby(mentions, key=lambda mention: (mention.evidence.start, mention.evidence.end)):
        acts = list(group)
        console.print()
        console.print(_sentence(acts[0].evidence, acts))
        for mention in acts:
            console.print(_row(_cells(mention), widths))
    console.print()


def _widths(width: int) -> list[int]:
    """The columns' widths, by their shares, in a console of this width."""
    room = max(width, NARROWEST) - 2 - 2 * (len(COLUMNS) - 1)
    shares = sum(share for _, share in COLUMNS)
    return [room * share // shares for _, share in COLUMNS]


def _row(cells: list[Text], widths: list[int]) -> Padding:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    table.add_row(*cells)
    return Padding(table, (0, 0, 0, 2))


def _sentence(evidence: Span, acts: Iterable[Mention]) -> Text:
    """The sentence with its trigger words marked."""
    line = Text(visible(evidence.text))
    for mention in acts:
        start = mention.trigger.start - evidence.start
        line.stylize(f"bold underline {_style(mention)}", start, start + len(mention.trigger.text))
    return line


def _cells(mention: Mention) -> list[Text]:
    objects = [f"· {thing(one)}" for one in mention.objects]
    what = _lines([f"▸ {mention.trigger.text}", coding(mention), *objects])
    what.stylize(f"bold {_style(mention)}", 0, len(mention.trigger.text) + 2)
    standing = [mention.status, mention.certainty] + (["negative"] if mention.polarity == "negative" else [])
    status = _lines([*standing, f"conf. {mention.confidence:.2f}"])
    status.stylize(_style(mention), 0, len(mention.status))
    return [
        what,
        _lines([*map(who, mention.actors), *(f"→ {who(party)}" for party in mention.recipients)]),
        status,
        _lines(([when(mention.time)] if mention.time else []) + [where(place) for place in mention.places]),
        _lines([f"{who(source)}: {source.cue}" for source in mention.sources]),
    ]


def _lines(lines: Iterable[str]) -> Text:
    """Lines of one cell; an empty cell shows a dash."""
    return Text("\n".join(visible(line) for line in lines) or "–")


def _style(mention: Mention) -> str:
    return STYLES.get(mention.status, "white")
