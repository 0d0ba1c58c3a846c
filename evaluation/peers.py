"""What others published of their systems, from peers.tsv, as the last part of docs/accuracy.md.

    python -m evaluation.peers

Nothing is measured here, so this is no step: its figures have no baseline and are held by no gate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

TABLE = Path(__file__).with_name("peers.tsv")
# How near a published figure is to one of ours, the nearest first.
COMPARABILITY = ("same data and measure", "same data, other measure", "same data, other split", "other data")
# How we know the figure → what the page adds to its source.
SEEN = {"read": "", "quoted": " – *as others quote it*", "recalled": " – *from memory of the table*"}

TITLE = "Figures that others published"
ABOUT = """
None of these was measured here: they are **published figures of other systems**, each with its
source, as far as one was found (`evaluation/peers.tsv`). Only rows that say *same data and
measure* can be held directly against ours. *Other measure* and *other split* are the same texts
asked otherwise or another part of them, and tell no more than whether figures are of one order;
*other data* says how hard such a task is elsewhere, and a difference from ours means nothing.
For NGEC and POLECAT, ConfliBERT, ICEWS with BBN ACCENT, SynTime, and CamCoder and the Edinburgh
Geoparser on GeoVirus no figure was found in a source that could be opened, so none is given.
"""


class Peer(msgspec.Struct, frozen=True):
    """One published figure."""

    step: str
    system: str
    dataset: str
    measure: str
    figure: str
    source: str
    seen: str
    comparability: str

    @property
    def kind(self) -> str:
        """The comparability without what there is to mind."""
        return self.comparability.partition(":")[0]


def load(path: Path = TABLE) -> list[Peer]:
    """The rows of the table. ValueError, with file and line, where one breaks what ``fault`` asks."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = tuple(line.split("\t"))
        if cells == Peer.__struct_fields__:
            continue
        what = fault(cells)
        if what:
            raise ValueError(f"{path.name}:{number}: {what}")
        found.append(Peer(*cells))
    return found


def fault(cells: Sequence[str]) -> str:
    """What is wrong with a row, "" where nothing is."""
    if len(cells) != len(Peer.__struct_fields__):
        return f"{len(cells)} cells, not {len(Peer.__struct_fields__)}"
    if any(not cell.strip() or "|" in cell for cell in cells):
        return "an empty cell, or one that would break the table"
    peer = Peer(*cells)
    if not re.fullmatch(r"0\.\d{2,3}", peer.figure):
        return f"the figure {peer.figure!r} is no share of one in two or three digits"
    # author (or repository), year, and where in it
    if not re.search(r"\w.*\b(?:19|20)\d\d\b.*, .*\w", peer.source):
        return f"{peer.source!r} does not say who, when and where"
    if peer.seen not in SEEN:
        return f"{peer.seen!r} is none of {', '.join(SEEN)}"
    if peer.kind not in COMPARABILITY or not peer.comparability.partition(": ")[2]:
        return f"{peer.comparability!r} does not say how near it is and what to mind"
    return ""


def table(titles: Mapping[str, str], peers: Sequence[Peer] | None = None) -> str:
    """Markdown of all rows, by step in the order of ``titles`` (step → its title), nearest first.

    ValueError where a row is of no step in ``titles``.
    """
    rows = load() if peers is None else list(peers)
    unknown = sorted({row.step for row in rows} - set(titles))
    if unknown:
        raise ValueError(f"no such step: {', '.join(unknown)}")
    order = list(titles)
    rows.sort(key=lambda row: (order.index(row.step), COMPARABILITY.index(row.kind)))
    lines = ["| step | system | on | what was measured | published | to be compared | source |"]
    lines.append("| --- | --- | --- | --- | ---: | --- | --- |")
    for row in rows:
        cells = (titles[row.step], row.system, row.dataset, row.measure, row.figure)
        lines.append(f"| {' | '.join(cells)} | {row.comparability} | {row.source}{SEEN[row.seen]} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table({row.step: row.step for row in load()}))
