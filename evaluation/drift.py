"""What a change of the reader does to news that nobody annotated.

    python -m evaluation.drift keep out/before.jsonl          # before the change
    python -m evaluation.drift compare out/before.jsonl       # after it

Annotated sets have few texts of any one kind, so that most mendings move no figure there, and what a mending
breaks beside moves none either. Here some thousands of items drawn by chance are read before and after, and
every act that came, went or changed is shown below its text: right or wrong is for whoever reads them. Items
that the corpus or ``evaluation/news`` has are never drawn. The items are kept with the readings, so both are
of the same texts.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from corpus import sample, texts
from demarche.records import Mention, Report
from evaluation.options import options_of
from evaluation.plans import read_on_all_cores

SEED, COUNT = 20_261_127, 2_000
SHORTEST, LONGEST = 80, 900  # characters of an item


class Kept(msgspec.Struct, frozen=True):
    """An item with the lines of its acts, as ``line`` tells them."""

    id: str
    date: dt.date
    text: str
    acts: tuple[str, ...]


def drawn(data: Path, count: int, seed: int) -> list[Report]:
    """Items by chance, without those that any annotated set names."""
    named = {one.id for one in sample.everything()} | sample.annotated_elsewhere()
    pool = [
        item
        for item in texts.items(data)
        if item.id not in named and SHORTEST <= len(item.text) <= LONGEST
    ]
    found = random.Random(seed).sample(pool, min(count, len(pool)))
    return [Report(id=item.id, text=item.text, published=item.date) for item in found]


def line(mention: Mention) -> str:
    """An act in one line, with all that a reader of news would ask of it."""
    sides = [
        "; ".join(f"{one.text} ({one.country or '-'} {one.sector or '-'})" for one in side) or "-"
        for side in (mention.actors, mention.recipients)
    ]
    time = mention.time and f"{mention.time.start}..{mention.time.end}"
    places = ", ".join(f"{place.name} {place.role}" for place in mention.places)
    sources = ", ".join(one.text for one in mention.sources)
    return " | ".join((
        f"{mention.trigger.text} {mention.type}/{mention.mode or ''}", f"{sides[0]} -> {sides[1]}",
        f"{mention.status} {mention.certainty} {mention.polarity}", time or "", places, sources,
    ))  # fmt: skip


def kept(reports: Sequence[Report]) -> list[Kept]:
    """What the reader makes of reports today."""
    return [
        Kept(report.id, report.published or dt.date.min, report.text, tuple(map(line, mentions)))
        for report, mentions in zip(reports, read_on_all_cores(reports), strict=True)
    ]


def differences(before: Iterable[Kept], after: Iterable[Kept]) -> Iterator[str]:
    """For every item that is read otherwise: its text, acts that went (-) and acts that came (+)."""
    for old, new in zip(before, after, strict=True):
        if old.acts == new.acts:
            continue
        yield f"\n{old.id}: {old.text}"
        yield from (f"  - {act}" for act in old.acts if act not in new.acts)
        yield from (f"  + {act}" for act in new.acts if act not in old.acts)


def main() -> None:
    parser = options_of("evaluation.drift", __doc__)
    parser.add_argument("what", choices=("keep", "compare"), help="before a change, and after it")
    parser.add_argument("file", type=Path, help="where the readings of before are kept (JSON Lines)")
    parser.add_argument("--items", type=int, default=COUNT, help="to keep (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw")
    options = parser.parse_args()
    if options.what == "keep":
        found = kept(drawn(options.data, options.items, options.seed))
        options.file.parent.mkdir(parents=True, exist_ok=True)
        options.file.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in found))
        print(f"{len(found)} items with {sum(len(one.acts) for one in found)} acts in {options.file}")
        return
    if not options.file.exists():
        parser.error(f"{options.file} is not there; before the change, `keep` makes it")
    lines = options.file.read_bytes().splitlines()
    before = [msgspec.json.decode(one, type=Kept) for one in lines]
    after = kept([Report(id=one.id, text=one.text, published=one.date) for one in before])
    found_lines = list(differences(before, after))
    print("\n".join(found_lines))
    changed = sum(old.acts != new.acts for old, new in zip(before, after, strict=True))
    print(f"\n{changed} of {len(before)} items are read otherwise")


if __name__ == "__main__":
    main()
