"""Counts over the committed annotations, as tables of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from corpus import sample
from corpus.records import Act, Annotation
from corpus.texts import EVERY

COLUMNS = EVERY
Row = tuple[str, Callable[[Annotation], int]]
_CERTAINTY = ("certain", "probable", "possible", "unknown")
_STATUS = ("occurred", "ongoing", "planned", "wanted", "threatened", "habitual")
ROWS: tuple[Row, ...] = (
    ("items", lambda one: 1),
    ("items without an act", lambda one: not one.acts),
    ("items with an act not simply done", lambda one: any(map(_open, one.acts))),
    ("items with a source", lambda one: bool(one.attributions)),
    ("items with either", lambda one: bool(one.attributions) or any(map(_open, one.acts))),
    ("acts", lambda one: len(one.acts)),
    ("acts not simply done", lambda one: sum(map(_open, one.acts))),
    ("acts with a source", lambda one: sum(bool(act.sources) for act in one.acts)),
    ("acts with a time", lambda one: sum(act.time is not None for act in one.acts)),
    ("acts with a place", lambda one: sum(bool(act.places) for act in one.acts)),
    ("acts with an object", lambda one: sum(bool(act.objects) for act in one.acts)),
    ("same-act links", lambda one: sum(len(act.same) for act in one.acts)),
    ("attributions", lambda one: len(one.attributions)),
    ("entities", lambda one: len(one.entities)),
    ("entity mentions", lambda one: sum(len(entity.mentions) for entity in one.entities)),
)


def report(given: dict[str, Sequence[Annotation]], *, more: bool = False) -> str:
    """The tables, with ``more`` the long ones too; ``given`` has the annotations of each split."""
    by_split = {name: given.get(name, ()) for name in COLUMNS}
    everything = [one for members in by_split.values() for one in members]
    acts = [act for one in everything for act in one.acts]
    entities = [entity for one in everything for entity in one.entities]
    mentions = [mention for entity in entities for mention in entity.mentions]
    strata = {one.id: one.stratum for one in sample.everything()}
    parts = [
        table(
            ["", *COLUMNS, "all"],
            [
                [name, *(sum(map(count, by_split[split])) for split in COLUMNS), sum(map(count, everything))]
                for name, count in ROWS
            ],
        ),
        table(
            ["status", *_CERTAINTY, "negative", "all"],
            [
                [
                    status,
                    *(
                        sum((act.status, act.certainty) == (status, one) for act in acts)
                        for one in _CERTAINTY
                    ),
                    sum(act.status == status and act.polarity == "negative" for act in acts),
                    sum(act.status == status for act in acts),
                ]
                for status in _STATUS
            ],
        ),
        _by_split("type", by_split, lambda one: [act.type for act in one.acts]),
        _counted("place role", (where.role for act in acts for where in act.places)),
        _counted("sources of an act", (str(len(act.sources)) for act in acts)),
        _counted("time given by", (act.time.basis if act.time else "nothing" for act in acts)),
        _by_split("entity type", by_split, lambda one: [entity.type for entity in one.entities]),
        _counted("mention kind", (mention.kind for mention in mentions)),
        _by_split("stratum", by_split, lambda one: [strata.get(one.id, "none")]),
    ]
    if more:
        parts += [
            _counted("mode", (f"{act.type}/{act.mode}" for act in acts if act.mode)),
            _by_split("year", by_split, lambda one: [str(one.published.year)], by_name=True),
        ]
    return "\n\n".join(parts)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns of text, the first to the left, numbers to the right."""
    cells = [list(map(str, header)), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _open(act: Act) -> bool:
    """Whether an act is anything but occurred or ongoing, certain and positive."""
    done = act.status in ("occurred", "ongoing") and act.certainty == "certain"
    return not done or act.polarity == "negative"


def _counted(name: str, values: Iterable[str]) -> str:
    return table([name, "number"], _ranked(Counter(values)))


def _by_split(
    name: str,
    by_split: dict[str, Sequence[Annotation]],
    values: Callable[[Annotation], Iterable[str]],
    *,
    by_name: bool = False,
) -> str:
    counts = {split: Counter(v for one in by_split[split] for v in values(one)) for split in COLUMNS}
    total = sum(counts.values(), Counter[str]())
    names = sorted(total) if by_name else [key for key, _ in _ranked(total)]
    return table(
        [name, *COLUMNS, "all"],
        [[key, *(counts[split][key] for split in COLUMNS), total[key]] for key in names],
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
