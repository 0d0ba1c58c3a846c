"""Draws the items that are annotated, and writes them as batches for annotators.

Each split has a number of items; each of its years an equal share (the last, of three months,
half of one); of each share half has words of standing, a third other political words or a
political category, the rest is the rest. Within a year and stratum the regions of the world
take turns, and within a region the collection's categories, so that no year is only the wars
that filled it. ``sample.tsv`` is the draw that was made; the tables that the sieve looks into
grow, and another draw with the same seed is then another draw.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from corpus.tables import pairs
from corpus.texts import CALIBRATION, ROOT, Item
from corpus.texts import split_of as split_by_date
from demarche.knowledge import countries

SEED, SEED_OF_CALIBRATION, SEEDS_OF_MORE = 20260301, 20261126, (20261127, 20261128, 20261129)
SIZES = {"train": 1400, "dev": 360, "test": 480}
ITEMS_OF_CALIBRATION, ITS_BATCH = 240, 60
ITEMS_MORE, BATCH_OF_MORE = 2_880, 80
SHARES = {"standing": 0.5, "politics": 0.32, "other": 0.18}
LENGTHS = range(60, 701)
BATCH = 40
HALF_YEAR = 2026  # the collection ends in March
HERE = Path(__file__).parent
SAMPLE, ARTICLES = HERE / "sample.tsv", HERE / "articles.tsv"
FOR_CALIBRATION = HERE / "calibration.tsv"
MORE = HERE / "more.tsv"
PLANS = ROOT / "evaluation" / "plans.yaml"
NEWS = ROOT / "evaluation" / "news"
POLITICAL = frozenset(
    {
        "International relations", "Armed conflicts and attacks", "Politics and elections", "Law and crime",
        "Armed conflicts", "Attacks and armed conflicts", "Law", "Crime",
    }
)  # fmt: skip
_CAPITALISED = re.compile(r"[A-Z][\w.\-]*")
Key = TypeVar("Key")
_FIELDS = ("id", "split", "stratum", "region", "batch")


class Drawn(msgspec.Struct, frozen=True):
    """One line of sample.tsv: an item, where it came from, and the batch it is read in."""

    id: str
    split: str
    stratum: str
    region: str
    batch: str


def draw(
    collection: Iterable[Item],
    taken: frozenset[str],
    seed: int = SEED,
    sizes: Mapping[str, int] = SIZES,
    batch: int = BATCH,
) -> list[Drawn]:
    """Draw from the collection, without the ids in ``taken`` and texts that stand twice."""
    pools: dict[tuple[str, int, str], list[Item]] = defaultdict(list)
    seen: set[str] = set()
    for item in collection:
        plain = " ".join(re.findall(r"\w+", item.text.casefold()))
        if item.id in taken or len(item.text) not in LENGTHS or plain in seen:
            continue
        seen.add(plain)
        pools[split_by_date(item.date), item.date.year, stratum(item)].append(item)
    generator = random.Random(seed)
    found: list[Drawn] = []
    for split, size in sizes.items():
        years = sorted({year for name, year, _ in pools if name == split})
        wanted = _quotas(size, {year: 0.5 if year == HALF_YEAR else 1.0 for year in years})
        chosen = [
            (item, kind, place)
            for year in years
            for kind, number in _quotas(wanted[year], SHARES).items()
            for item, place in _spread(pools[split, year, kind], number, generator)
        ]
        generator.shuffle(chosen)
        for index, (item, kind, place) in enumerate(chosen):
            found.append(Drawn(item.id, split, kind, place, f"{split}-{index // batch + 1:03}"))
    return found


def draw_for_calibration(collection: Iterable[Item], taken: frozenset[str]) -> list[Drawn]:
    """Draw items of the years of dev as dev was drawn, without those in ``taken``."""
    drawn = draw(collection, taken, SEED_OF_CALIBRATION, {"dev": ITEMS_OF_CALIBRATION}, ITS_BATCH)
    return [
        msgspec.structs.replace(one, split=CALIBRATION, batch=one.batch.replace("dev", CALIBRATION))
        for one in drawn
    ]


def draw_more(collection: Sequence[Item], taken: frozenset[str]) -> list[Drawn]:
    """Draw further items of the years of train as train was drawn, without those in ``taken``.

    One draw a seed, each of as many items; batches are numbered through all of them.
    """
    found: list[Drawn] = []
    for seed in SEEDS_OF_MORE:
        before = len({one.batch for one in found})
        left_out = taken | {one.id for one in found}
        for one in draw(collection, left_out, seed, {"train": ITEMS_MORE}, BATCH_OF_MORE):
            number = before + int(one.batch.rpartition("-")[2])
            found.append(msgspec.structs.replace(one, batch=f"more-{number:03}"))
    return found


def stratum(item: Item) -> str:
    """``standing``, ``politics`` or ``other``, by the words of the sieve and the category."""
    words = _sieve()
    uncategorised = item.category in ("", "Uncategorized")
    if not (item.category in POLITICAL or (uncategorised and words["politics"].search(item.text))):
        return "other"
    return "standing" if words["standing"].search(item.text) else "politics"


def political_words(text: str) -> float:
    """How many of its words are words of politics (the sieve), as a share."""
    return len(_sieve()["politics"].findall(text)) / max(1, len(text.split()))


def region(text: str) -> str:
    """The region of the first country that the text names, "none" where it names none."""
    for match in _CAPITALISED.finditer(text):
        words = text[match.start() :].split()[:3]
        for size in (3, 2, 1):
            name = re.sub(r"(['’]s)?[,;:.]?$", "", " ".join(words[:size]))
            code = countries.country_of(name) or countries.capital_of(name)
            if code is None and size == 1 and (demonym := countries.demonym(name)):
                code = demonym.country
            if code in _regions():
                return _regions()[code]
    return "none"


def annotated_elsewhere(folder: Path = NEWS) -> frozenset[str]:
    """Ids of items that evaluation/news has: they measure the reader and stay apart."""
    raws = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
    return frozenset(str(raw["item"]) for reports in raws for raw in reports or [])


def write(drawn: Sequence[Drawn], path: Path = SAMPLE) -> None:
    """The draw as a table, in the order of the batches."""
    lines = ["\t".join(msgspec.structs.astuple(one)) for one in drawn]
    what = "whole articles" if path == ARTICLES else "items of current_events"
    header = (
        f"# Which {what} are annotated, drawn by `python -m corpus sample --draw`.\n"
        "# Columns, separated by tabs: item, split, stratum (corpus/sieve.tsv), region of the\n"
        "# first country named, and the batch in which annotators read it.\n"
    )
    path.write_text(header + "\t".join(_FIELDS) + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def load(path: Path = SAMPLE) -> list[Drawn]:
    """The draw as it was made."""
    return [Drawn(*row) for row in _rows(path)]


def plans(path: Path = PLANS) -> frozenset[str]:
    """Ids of items that evaluation/plans.yaml names: rules were mended by some of them."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return frozenset(
        f"cec/{name}" for row in rows for name in (row["plan"], *row["settled"], *row["alike"])
    )


def calibration(path: Path = FOR_CALIBRATION) -> list[Drawn]:
    """The items that were drawn for calibration."""
    return load(path)


def more(path: Path = MORE) -> list[Drawn]:
    """The items of the years of train that were drawn later."""
    return load(path)


def articles(path: Path = ARTICLES) -> list[Drawn]:
    """The whole articles that were drawn (``articles.py``)."""
    return load(path)


def everything() -> list[Drawn]:
    """Items, those drawn later among them, and articles."""
    return [*load(), *calibration(), *more(), *articles()]


def split_of(name: str, date: dt.date) -> str:
    """The split of an item, by its day but for articles and what is for calibration."""
    return _split_by_table().get(name) or split_by_date(date)


def write_batches(drawn: Iterable[Drawn], texts: dict[str, Item], folder: Path) -> int:
    """One text file a batch, to be read by annotators; how many were written."""
    batches: dict[str, list[Item]] = defaultdict(list)
    for one in drawn:
        batches[one.batch].append(texts[one.id])
    folder.mkdir(parents=True, exist_ok=True)
    for name, members in batches.items():
        lines = [f"{item.id}  ({item.date:%a} {item.date})\n{item.text}\n" for item in members]
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return len(batches)


@cache
def _split_by_table() -> dict[str, str]:
    return {one.id: one.split for one in (*articles(), *calibration())}


def _rows(path: Path) -> list[list[str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _quotas(size: int, weights: dict[Key, float]) -> dict[Key, int]:
    """Whole numbers in the ratio of the weights that add up to ``size``."""
    total, done = sum(weights.values()), 0
    given: dict[Key, int] = {}
    reached = 0.0
    for key, weight in weights.items():
        reached += weight
        given[key] = round(size * reached / total) - done
        done += given[key]
    return given


def _spread(pool: Sequence[Item], number: int, generator: random.Random) -> list[tuple[Item, str]]:
    """``number`` items with their regions: regions take turns, in each the categories do."""
    groups: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in generator.sample(pool, len(pool)):
        groups[region(item.text)][item.category].append(item)
    order = sorted(groups)
    generator.shuffle(order)
    queues = {name: list(_turns(groups[name])) for name in order}
    found: list[tuple[Item, str]] = []
    while len(found) < number and any(queues.values()):
        for name in order:
            if queues[name] and len(found) < number:
                found.append((queues[name].pop(0), name))
    return found


def _turns(groups: dict[str, list[Item]]) -> Iterable[Item]:
    queues = [list(members) for _, members in sorted(groups.items())]
    while any(queues):
        for queue in queues:
            if queue:
                yield queue.pop(0)


@cache
def _sieve() -> dict[str, re.Pattern[str]]:
    found = {}
    for kind, words in pairs("sieve.tsv"):
        options = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split(","))
        found[kind] = re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)
    return found


@cache
def _regions() -> dict[str, str]:
    return {code: name for name, codes in pairs("regions.tsv") for code in codes.split()}
