"""The committed files: one JSON Lines file a split, one a reading of what was read twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from corpus import articles, texts
from corpus.records import Annotation
from corpus.sample import split_of
from corpus.texts import DATA, EVERY, Item, fingerprint

FOLDER = Path(__file__).parent / "data"
SCHEMA = Path(__file__).parent / "schema.json"
READINGS = ("first", "second")


def load(name: str, folder: Path = FOLDER) -> tuple[Annotation, ...]:
    """The annotations of a split ("train", "dev", "test") or of a reading ("first", "second").

    Sorted by date and number; none where nothing was compiled yet. msgspec.ValidationError
    where a line is not what ``records`` says.
    """
    path = path_of(name, folder)
    if not path.exists():
        return ()
    decode = msgspec.json.Decoder(Annotation).decode
    return tuple(decode(line) for line in path.read_bytes().splitlines())


def joined(name: str, data: Path = DATA, folder: Path = FOLDER) -> Iterator[tuple[Annotation, Item]]:
    """The annotations with their items. OSError where the texts are not on this machine,
    ValueError where one is not the text that was annotated."""
    found = texts_of(load(name, folder), data)
    for annotation in load(name, folder):
        item = found.get(annotation.id)
        if item is None or fingerprint(item.text) != annotation.sha256:
            raise ValueError(f"{annotation.id}: not the text that was annotated, or none")
        yield annotation, item


def texts_of(annotations: Iterable[Annotation], data: Path = DATA) -> dict[str, Item]:
    """The items of annotations by id, as far as the collection has them."""
    return find({one.id for one in annotations}, data)


def find(wanted: Collection[str], data: Path = DATA) -> dict[str, Item]:
    """Items and articles by id, as far as the collections have them; only those are opened that are asked."""
    single = {name for name in wanted if name.startswith("cec/")}
    found = {item.id: item for item in texts.items(data) if item.id in single} if single else {}
    if len(single) < len(wanted):
        found |= {item.id: item for item in articles.items(data) if item.id in wanted}
    return found


def merge(new: Iterable[Annotation], folder: Path = FOLDER, *, fresh: bool = False) -> dict[str, int]:
    """Put annotations into the files of their splits, in place of those of the same item.

    ``fresh`` drops what was there. Returns how many items each split has now. The same
    annotations give the same bytes whatever order they come in.
    """
    by_split: dict[str, list[Annotation]] = {name: [] for name in EVERY}
    for one in new:
        by_split[split_of(one.id, one.published)].append(one)
    return {name: put(name, members, folder, fresh=fresh) for name, members in by_split.items()}


def put(name: str, new: Iterable[Annotation], folder: Path = FOLDER, *, fresh: bool = False) -> int:
    """Put annotations into one file; how many it has now."""
    kept = {} if fresh else {one.id: one for one in load(name, folder)}
    kept |= {one.id: one for one in new}
    path = path_of(name, folder)
    if kept or path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in in_order(kept.values())))
    return len(kept)


def in_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """By day and by number within the day, articles by name."""
    return sorted(annotations, key=lambda one: (one.published, *_number(one.id)))


def _number(name: str) -> tuple[int, str]:
    last = name.rpartition("/")[2]
    return (int(last), "") if last.isdigit() else (0, last)


def schema() -> dict[str, Any]:
    """The JSON Schema of a line, as ``schema.json`` has it."""
    return {"title": "One item of the corpus of moves", **msgspec.json.schema(Annotation)}


def path_of(name: str, folder: Path = FOLDER) -> Path:
    """Where a split or a reading is kept."""
    return folder / ("readings" if name in READINGS else "") / f"{name}.jsonl"
