"""Gold reports in YAML, and how what was read is scored against them.

A gold file is a list of reports:

    - id: raising-01
      published: 2024-03-05
      covers: [raising, planned]
      text: The Turkish president is set to visit Berlin next week.
      acts:
        - act: visit                      # the trigger's words; "visit#2" is the second
          type: CONSULT/visit             # PLOVER type, and its mode where it has one
          cameo: "042"
          actors: [president/TUR/GOV]     # name, country, sector; any may be left out
          recipients: [Berlin/DEU]
          status: planned probable positive
          time: 2024-03-11..2024-03-17    # none: nothing fixes it; left out: not scored
          places: [Berlin destination]
          objects: [artillery shells]     # left out: not scored
          sources: []

``text_file`` (a path from the repository's root) stands in for ``text`` where the text
lives elsewhere; acts then give the trigger's offset: ``act: visit@54``. So does ``item``,
the id of an item of ``current_events.jsonl.gz`` in the folder of open data, whose ``date``
is then the day of publication; ``sha256`` beside it holds the first 16 digits of the
text's hash (UTF-8), so that an annotation is never laid on another text:

    - item: cec/2023-09-04/3
      sha256: "0f3a5b7c9d1e2f40"
      acts: …

Reports whose texts are not on this machine are skipped and named in ``absent``. An actor's
name is right when the read name holds it or is held in it, without regard to case and to an article
before it; so are objects and sources.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import yaml

from demarche.records import Actor, Mention

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
NEWS = ROOT / "evaluation" / "news"
DISPATCHES = ROOT / "evaluation" / "dispatches"
DATA = ROOT.parent / "shared" / "data"
ITEMS = "current_events.jsonl.gz"
OR = "|"  # between the names that an annotated entity has in its text; the first one tells who it is
_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")  # "U.S."
_WHOLE = 4  # shorter names must be whole words of the other
FIELDS = (
    "type", "mode", "cameo", "cameo_root", "actors", "recipients", "status", "certainty",
    "polarity", "time", "places", "objects", "sources",
)  # fmt: skip


class GoldAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act as an annotator wrote it; None means that the field is not scored."""

    start: int
    end: int
    type: str
    mode: str | None
    cameo: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    certainty: str
    polarity: str
    time: str | None
    places: tuple[str, ...] | None
    objects: tuple[str, ...] | None
    sources: tuple[str, ...] | None


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated text."""

    id: str
    text: str
    published: dt.date | None
    covers: tuple[str, ...]
    acts: tuple[GoldAct, ...]


class GoldError(ValueError):
    """A gold file says something that its text or the format does not bear out."""


def load(path: Path, data: Path = DATA, absent: list[str] | None = None) -> list[GoldReport]:
    """Read one gold file.

    Reports whose texts are not on this machine (``text_file``; ``item``, where ``data``
    lacks the items) are left out, a line about each appended to ``absent``. GoldError where
    a trigger does not stand in its text, or a text is not the one that was annotated.
    """
    raw_reports = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    items = _items(data, {str(raw["item"]) for raw in raw_reports if "item" in raw})
    reports = []
    for raw in raw_reports:
        name = str(raw.get("id") or raw.get("item"))
        try:
            found = _text(raw, items)
            if found is None:
                where = f"{ITEMS} in {data}" if "item" in raw else raw["text_file"]
                if absent is not None:
                    absent.append(f"{path.name}, {name}: skipped, {where} is not there")
                continue
            text, published = found
            acts = tuple(_act(text, act) for act in raw.get("acts") or [])
        except (KeyError, ValueError) as error:
            raise GoldError(f"{path.name}, {name}: {error}") from error
        reports.append(
            GoldReport(
                id=name, text=text, published=published, covers=tuple(raw.get("covers") or ()), acts=acts
            )
        )
    return reports


def load_all(
    folder: Path = GOLD, data: Path = DATA, absent: list[str] | None = None, *, files: str = "*.yaml"
) -> list[GoldReport]:
    """Every gold report of a folder (of those files whose names fit), in the order of file names."""
    return [report for path in sorted(folder.glob(files)) for report in load(path, data, absent)]


def fingerprint(text: str) -> str:
    """What ``sha256`` of an item holds: the first 16 digits of the hash of its text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _text(raw: dict, items: dict[str, dict] | None) -> tuple[str, dt.date | None] | None:
    """A report's text and day; None where the text is not on this machine."""
    if "text" in raw:
        return raw["text"].rstrip("\n"), raw.get("published")
    if "text_file" in raw:
        path = ROOT / raw["text_file"]
        return (path.read_text(encoding="utf-8"), raw.get("published")) if path.exists() else None
    if items is None:
        return None
    if raw["item"] not in items:
        raise ValueError(f"{ITEMS} has no such item")
    item = items[raw["item"]]
    if str(raw.get("sha256")) != fingerprint(item["text"]):
        raise ValueError(
            f"the item's text has the sha256 {fingerprint(item['text'])}, annotated was {raw.get('sha256')}"
        )
    return item["text"], dt.date.fromisoformat(item["date"])


def _items(data: Path, wanted: set[str]) -> dict[str, dict] | None:
    """The wanted items by id; None where the file is absent."""
    path = data / ITEMS
    if not wanted or not path.exists():
        return None
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if len(found) == len(wanted):
                break
            # the id comes first in a line; parsing all of them would take seconds
            if line[8 : line.index('"', 8)] in wanted:
                item = json.loads(line)
                found[item["id"]] = item
    return found


def _act(text: str, raw: dict) -> GoldAct:
    start, end = _trigger(text, str(raw["act"]))
    kind, _, mode = str(raw["type"]).partition("/")
    status, certainty, polarity = str(raw["status"]).split()
    names = {key: _texts(raw.get(key)) for key in ("places", "objects", "sources")}
    return GoldAct(
        start=start,
        end=end,
        type=kind,
        mode=mode or None,
        cameo=str(raw["cameo"]) if "cameo" in raw else None,
        actors=_texts(raw.get("actors")) or (),
        recipients=_texts(raw.get("recipients")) or (),
        status=status,
        certainty=certainty,
        polarity=polarity,
        time=str(raw["time"]) if "time" in raw else None,
        **names,
    )


def _texts(values: Sequence | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(str(value) for value in values)


def _trigger(text: str, words: str) -> tuple[int, int]:
    """Offsets of "visit", of the second "visit#2", or of the one at "visit@54"."""
    words, at, offset = words.partition("@")
    if at:
        start = int(offset)
        if text[start : start + len(words)] != words:
            raise ValueError(f"{words!r} does not stand at {start}: {text[start : start + len(words)]!r}")
        return start, start + len(words)
    words, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    wanted = int(number or 1) - 1
    if wanted >= len(found):
        raise ValueError(f"{words!r} stands {len(found)} times in the text, not {wanted + 1}")
    return found[wanted], found[wanted] + len(words)


class Score(msgspec.Struct):
    """Counts over gold acts and read mentions; ratios are properties."""

    gold: int = 0
    read: int = 0
    found: int = 0
    typed: int = 0
    right: Counter = msgspec.field(default_factory=Counter)
    asked: Counter = msgspec.field(default_factory=Counter)
    overclaims: list[str] = msgspec.field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.found / self.read if self.read else 0.0

    def field(self, name: str) -> float:
        return self.right[name] / self.asked[name] if self.asked[name] else 0.0

    @property
    def fields(self) -> float:
        """Share right of all fields asked on the acts found (type, mode, …, sources)."""
        names = [name for name in FIELDS if name != "cameo_root"]
        asked = sum(self.asked[name] for name in names)
        return sum(self.right[name] for name in names) / asked if asked else 0.0


def score(pairs: Iterable[tuple[GoldReport, Sequence[Mention]]]) -> tuple[Score, list[str]]:
    """Score readings against gold; also every difference as a line that can be read.

    An act is found when a mention's trigger overlaps its trigger; each mention and each
    act counts once, the same PLOVER type first.
    """
    total, differences = Score(), []
    for report, mentions in pairs:
        matches = match(report.acts, mentions)
        total.gold += len(report.acts)
        total.read += len(mentions)
        total.found += len(matches)
        for act_index, act in enumerate(report.acts):
            words = report.text[act.start : act.end]
            if act_index not in matches:
                differences.append(f"{report.id}: missed {act.type} {words!r}")
                continue
            mention = mentions[matches[act_index]]
            total.typed += mention.type == act.type
            for name, is_right, wanted, got in compare(act, mention):
                total.asked[name] += 1
                total.right[name] += is_right
                if not is_right:
                    differences.append(f"{report.id}: {words!r} {name} is {wanted}, read {got}")
            if _overclaims(act, mention):
                total.overclaims.append(f"{report.id}: {words!r}")
        matched = set(matches.values())
        for index, mention in enumerate(mentions):
            if index not in matched:
                differences.append(
                    f"{report.id}: spurious {mention.type}/{mention.mode} {mention.trigger.text!r}"
                )
    return total, differences


def _overclaims(act: GoldAct, mention: Mention) -> bool:
    """Whether an act that is only planned, wanted, threatened or possible was read as done."""
    open_act = act.status in ("planned", "wanted", "threatened") or act.certainty == "possible"
    asserted = (mention.status, mention.certainty, mention.polarity) == ("occurred", "certain", "positive")
    return open_act and asserted


def match(acts: Sequence[GoldAct], mentions: Sequence[Mention]) -> dict[int, int]:
    """Gold act → mention, one to one, by overlap of triggers, equal types first."""
    candidates = [
        (mention.type != act.type, abs(mention.trigger.start - act.start), i, j)
        for i, act in enumerate(acts)
        for j, mention in enumerate(mentions)
        if mention.trigger.start < act.end and act.start < mention.trigger.end
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def compare(act: GoldAct, mention: Mention) -> list[tuple[str, bool, object, object]]:
    """(field, right?, wanted, read) for each field that the gold act scores."""
    rows: list[tuple[str, bool, object, object]] = [
        ("type", act.type == mention.type, act.type, mention.type),
        ("mode", act.mode == mention.mode, act.mode, mention.mode),
    ]
    if act.cameo is not None:
        rows.append(("cameo", act.cameo == mention.cameo, act.cameo, mention.cameo))
        rows.append(("cameo_root", act.cameo[:2] == mention.cameo[:2], act.cameo[:2], mention.cameo[:2]))
    for name, wanted, got in (
        ("actors", act.actors, mention.actors),
        ("recipients", act.recipients, mention.recipients),
    ):
        rows.append(
            (name, same_actors(wanted, got), list(wanted), [f"{a.name}/{a.country}/{a.sector}" for a in got])
        )
    for name in ("status", "certainty", "polarity"):
        rows.append(
            (name, getattr(act, name) == getattr(mention, name), getattr(act, name), getattr(mention, name))
        )
    if act.time is not None:
        got = "none"
        if mention.time is not None and mention.time.start is not None:
            got = f"{mention.time.start[:10]}..{(mention.time.end or mention.time.start)[:10]}"
        wanted = act.time if ".." in act.time or act.time == "none" else f"{act.time}..{act.time}"
        rows.append(("time", wanted == got, wanted, got))
    if act.places is not None:
        read = {f"{place.name} {place.role}".casefold() for place in mention.places}
        read_texts = {f"{place.text} {place.role}".casefold() for place in mention.places}
        wanted_places = {place.casefold() for place in act.places}
        known = read | read_texts
        right = len(read) == len(wanted_places) and all(
            any(f"{name} {role}" in known for name in names.split(OR))
            for names, _, role in (place.rpartition(" ") for place in wanted_places)
        )
        rows.append(("places", right, sorted(wanted_places), sorted(read)))
    if act.objects is not None:
        rows.append(("objects", _same_texts(act.objects, [o.text for o in mention.objects]), act.objects,
                     [o.text for o in mention.objects]))  # fmt: skip
    if act.sources is not None:
        rows.append(("sources", _same_texts(act.sources, [s.name for s in mention.sources]), act.sources,
                     [s.name for s in mention.sources]))  # fmt: skip
    return rows


def _same_texts(wanted: Sequence[str], got: Sequence[str]) -> bool:
    return len(wanted) == len(got) and all(
        any(same_name(name, other) for name in names.split(OR) for other in got) for names in wanted
    )


def same_name(wanted: str, got: str) -> bool:
    """Whether one name holds the other, without regard to case, marks and an article before it.

    Annotators give a phrase from its article to its head ("an agreement"), records from behind the article
    to the end ("agreement on fishing"). "U.S." and "US" are one name, and none that "Russia" holds.
    """
    shorter, longer = sorted((_plain(wanted), _plain(got)), key=len)
    if len(shorter) < _WHOLE:
        return bool(shorter) and shorter in longer.split()
    return shorter in longer


def _plain(name: str) -> str:
    name = _ARTICLE.sub("", name.strip())
    name = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), name)
    return " ".join(re.sub(r"[.\-’'“”\"]", " ", name).casefold().split())


def same_actors(wanted: Sequence[str], got: Sequence[Actor]) -> bool:
    """Whether two sets of participants are the same, one to one.

    Of several names (``OR``) what was read must be called by one; its own words must be the first.
    """
    if len(wanted) != len(got):
        return False
    left = list(got)
    for spec in wanted:
        said, country, sector = (*spec.split("/"), "", "")[:3]
        names = said.split(OR)
        for actor in left:
            if (
                (
                    not said
                    or same_name(names[0], actor.text)
                    or any(same_name(other, actor.name) for other in names)
                )
                and (not country or country == actor.country)
                and (not sector or sector == actor.sector)
            ):
                left.remove(actor)
                break
        else:
            return False
    return True
