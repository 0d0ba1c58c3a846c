"""One item of a work file, laid on its text: an Annotation, or all that is wrong with it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_args

from corpus import places, records
from corpus.hints import hints
from corpus.places import NotThere
from corpus.records import Act, Annotation, Attribution, Entity, EntityMention, Object, Offsets, When, Where
from corpus.tables import pairs
from corpus.texts import Item, fingerprint
from corpus.work import Lined, Problem, WorkError, listed, word, words
from demarche.knowledge import codebook, countries, sectors

ITEM_KEYS = {"item", "entities", "says", "acts", "note"}
ENTITY_KEYS = {"type", "country", "sector", "names", "demonyms", "mentions", "note"}
SAYS_KEYS = {"source", "cue", "content"}
TIME_KEYS = {"days", "words"}
OBJECT_KEYS = {"words", "quantity", "about"}
ACT_KEYS = {
    "act", "type", "cameo", "contexts", "actors", "recipients", "status", "time", "places", "objects",
    "sources", "same", "note",
}  # fmt: skip
PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours "
    "ourselves i me my mine myself you your yours who whom whose which that this these those both each one "
    "some others another all none either neither many several everyone someone two three".split()
)
SINGULAR = frozenset("he him his himself she her hers herself it its itself i me my".split())
_DAYS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
T = TypeVar("T")


def annotate(raw: Lined, item: Item, file: str) -> tuple[Annotation | None, list[Problem]]:
    """The annotation that a raw item stands for (None where it has problems) and its problems."""
    reading = _Reading(raw, item, file)
    found = reading.annotation()
    return found, sorted(reading.problems, key=lambda one: one.line)


class _Reading:
    """Collects what is wrong while the parts of one item are laid on its text."""

    def __init__(self, raw: Lined, item: Item, file: str) -> None:
        self.raw, self.item, self.file = raw, item, file
        self.text = item.text
        self.problems: list[Problem] = []

    def annotation(self) -> Annotation | None:
        self._known(self.raw, ITEM_KEYS)
        for key in ("entities", "acts"):
            if key not in self.raw:
                self._wrong(self.raw.line, f"no {key}; write “{key}: {'{}' if key == 'entities' else '[]'}”")
        entities = self._keyed("entities", self._entity)
        self._claimed_twice(entities)
        self.entities = {one.key: one for one in entities}
        says = self._keyed("says", self._attribution)
        self.says = {one.key: one for one in says}
        raw_acts = self._try(self.raw.at("acts"), lambda: listed(self.raw, "acts")) or []
        triggers = self._triggers(raw_acts)
        acts = [self._try(one.line, self._act, one, triggers) for one in raw_acts if isinstance(one, Lined)]
        if self.problems:
            return None
        found = Annotation(
            id=self.item.id,
            sha256=fingerprint(self.text),
            published=self.item.date,
            entities=tuple(entities),
            attributions=tuple(says),
            acts=tuple(act for act in acts if act),
        )
        for part, key, message in hints(found, self.text):
            owner = self.raw.get(part)
            line = owner.at(key) if isinstance(owner, Lined) and key else self.raw.at(part)
            self.problems.append(Problem(self.file, line, self.item.id, message, hint=True))
        return found

    # -- the parts ---------------------------------------------------------------------------

    def _keyed(self, key: str, make: Callable[[str, Lined], T]) -> list[T]:
        parts = self.raw.get(key) or Lined(self.raw.line)
        if not isinstance(parts, Lined):
            self._wrong(self.raw.at(key), f"{key} is a mapping from short keys: “E1: {{…}}”")
            return []
        found = []
        for name, part in parts.items():
            if not isinstance(part, Lined):
                self._wrong(parts.at(name), f"{name} is a mapping: {{…}}")
            elif (made := self._try(part.line, make, name, part)) is not None:
                found.append(made)
        return found

    def _entity(self, key: str, raw: Lined) -> Entity:
        self._known(raw, ENTITY_KEYS)
        kind = self._one_of(raw, "type", get_args(records.EntityType))
        country, sector = raw.get("country"), raw.get("sector")
        if country is not None and countries.country(str(country)) is None:
            self._wrong(raw.at("country"), f"{key}: {country!r} is no country of ISO 3166-1 (alpha-3)")
        if sector is not None and sector not in sectors.SECTORS | sectors.NON_STATE:
            self._wrong(raw.at("sector"), f"{key}: {sector!r} is no sector of PLOVER's")
        mentions: list[EntityMention] = []
        for part in ("names", "demonyms", "mentions"):
            for spec in words(raw, part):
                span = self._find(raw.at(part), spec, [one.span for one in mentions], f"{key}: ")
                if span is not None:
                    mentions.append(EntityMention(span=span, kind=self._kind(part, span)))
                    if part != "mentions" and not re.search(r"[A-Z\d]|[^\W_a-z]", self.text[slice(*span)]):
                        self._wrong(raw.at(part), f"{key}: {spec!r} is no name; put it under mentions")
        if len({one.span for one in mentions}) < len(mentions):
            self._wrong(raw.line, f"{key}: the same place in the text is given twice")
        if not mentions and not any(key_ in raw for key_ in ("names", "demonyms", "mentions")):
            self._wrong(raw.line, f"{key}: neither names nor demonyms nor mentions")
        return Entity(key=key, type=kind, country=country, sector=sector, mentions=tuple(mentions))

    def _kind(self, part: str, span: Offsets) -> records.MentionKind:
        if part == "names":
            return "name"
        if part == "demonyms":
            return "demonym"
        return "pronoun" if self.text[slice(*span)].casefold() in PRONOUNS else "nominal"

    def _attribution(self, key: str, raw: Lined) -> Attribution:
        self._known(raw, SAYS_KEYS)
        source = self._entity_key(raw, "source", word(raw, "source"))
        cue = self._find(raw.at("cue"), word(raw, "cue"), (), f"{key}: ")
        content = self._try(raw.at("content"), places.stretch, self.text, word(raw, "content"))
        nowhere = (0, 0)  # what is wrong is said, and the item left out
        return Attribution(key=key, source=source or "", cue=cue or nowhere, content=content or nowhere)

    def _act(self, raw: Lined, triggers: dict[str, int]) -> Act | None:
        self._known(raw, ACT_KEYS)
        kind, _, mode = word(raw, "type").partition("/")
        if kind not in codebook.TYPES:
            self._wrong(raw.at("type"), f"{kind!r} is no type of PLOVER's")
        elif mode and mode not in modes()[kind]:
            known = " ".join(modes()[kind]) or "it has none"
            self._wrong(raw.at("type"), f"{mode!r} is no mode of {kind}: {known}")
        cameo = raw.get("cameo")
        if cameo is not None and (code := codebook.load().codes.get(str(cameo))) is None:
            self._wrong(raw.at("cameo"), f"{cameo!r} is no CAMEO code")
        elif cameo is not None and code is not None and code.type != kind and kind in codebook.TYPES:
            self._wrong(raw.at("cameo"), f"CAMEO {cameo} is {code.type}, not {kind}")
        contexts = tuple(words(raw, "contexts")) if "contexts" in raw else None
        for name in contexts or ():
            if name not in all_contexts():
                self._wrong(raw.at("contexts"), f"{name!r} is no context of PLOVER's")
        trigger = self._find(raw.at("act"), word(raw, "act"), (), "")
        status, certainty, polarity = self._standing(raw)
        return Act(
            trigger=trigger or (0, 0),  # what is wrong is said, and the item left out
            type=kind,
            mode=mode or None,
            cameo=cameo,
            contexts=contexts,
            actors=self._keys(raw, "actors"),
            recipients=self._keys(raw, "recipients"),
            status=status,
            certainty=certainty,
            polarity=polarity,
            time=self._try(raw.line, self._time, raw),
            places=tuple(self._places(raw)),
            objects=tuple(self._objects(raw)),
            sources=self._sources(raw),
            same=self._same(raw, triggers),
        )

    def _standing(self, raw: Lined) -> tuple[Any, Any, Any]:
        given = word(raw, "status").split()
        wanted = [get_args(kind) for kind in (records.Status, records.Certainty, records.Polarity)]
        if len(given) == 3 and all(one in some for one, some in zip(given, wanted, strict=True)):
            return given[0], given[1], given[2]
        message = "; ".join(" ".join(some) for some in wanted)
        self._wrong(raw.at("status"), f"status {' '.join(given)!r}: one each of {message}")
        return "occurred", "certain", "positive"

    def _time(self, raw: Lined) -> When | None:
        if "time" not in raw:
            raise WorkError(raw.line, f"{raw.get('act')!r} has no time; “time: none” where nothing gives it")
        value = raw["time"]
        span = None
        if isinstance(value, Lined):
            self._known(value, TIME_KEYS)
            days = word(value, "days")
            if "words" in value:
                span = self._try(value.at("words"), places.stretch, self.text, word(value, "words"))
            line = value.at("days")
        else:
            days, line = word(raw, "time"), raw.at("time")
        if days == "published":
            start = end = self.item.date
        elif days == "none":
            return When(start=None, end=None, span=span, basis="text") if span else None
        else:
            start, end = self._interval(days, line)
        basis: records.Fixed = "event"
        if span is not None:
            basis = "text"
        elif start == end == self.item.date:
            basis = "published"
        return When(start=start, end=end, span=span, basis=basis)

    def _interval(self, days: str, line: int) -> tuple[dt.date, dt.date]:
        first, _, last = days.partition("..")
        try:
            start, end = _day(first, last=False), _day(last or first, last=True)
        except ValueError:
            message = f"{days!r}: none, published, a day, month or year, or two with “..” between"
            raise WorkError(line, message) from None
        if start > end:
            raise WorkError(line, f"{days!r} ends before it begins")
        if not 1800 <= start.year <= end.year <= 2100:
            raise WorkError(line, f"{days!r} is no time of news")
        return start, end

    def _places(self, raw: Lined) -> list[Where]:
        found = []
        for spec in words(raw, "places"):
            key, _, given = spec.partition(" ")
            role: Any = given
            if role not in get_args(records.Role):
                roles = " ".join(get_args(records.Role))
                self._wrong(raw.at("places"), f"{spec!r}: a key and one of {roles}")
            elif (place := self._entity_key(raw, "places", key)) is not None:
                if self.entities[place].type != "place":
                    self._wrong(raw.at("places"), f"{key} is a {self.entities[place].type}, not a place")
                found.append(Where(place=place, role=role))
        return found

    def _objects(self, raw: Lined) -> list[Object]:
        found = []
        for one in listed(raw, "objects"):
            spec, quantity, about = one, None, False
            if isinstance(one, Lined):
                self._known(one, OBJECT_KEYS)
                spec, quantity = word(one, "words"), one.get("quantity")
                about = one.get("about") == "true"
            if not isinstance(spec, str):
                raise WorkError(raw.at("objects"), f"{spec!r} is no word; quote it")
            span = self._find(raw.at("objects"), spec, (), "objects: ")
            number = self._try(raw.at("objects"), float, quantity) if quantity is not None else None
            if span is not None:
                found.append(Object(span=span, quantity=number, approximate=about))
        return found

    def _sources(self, raw: Lined) -> tuple[str, ...]:
        found = tuple(words(raw, "sources"))
        for key in found:
            if key not in self.says:
                known = " ".join(self.says) or "there is none"
                self._wrong(raw.at("sources"), f"{key!r} is no key of says: {known}")
        return found

    def _same(self, raw: Lined, triggers: dict[str, int]) -> tuple[int, ...]:
        found = []
        for spec in words(raw, "same"):
            if spec not in triggers:
                self._wrong(raw.at("same"), f"{spec!r} is no act of this item")
            elif spec == raw.get("act"):
                self._wrong(raw.at("same"), f"{spec!r} is said to be the same as itself")
            else:
                found.append(triggers[spec])
        return tuple(sorted(found))

    # -- keys and words ----------------------------------------------------------------------

    def _triggers(self, raw_acts: list[Any]) -> dict[str, int]:
        """What is written under ``act`` → the act's place in the list; no place stands twice."""
        spans: dict[Offsets, str] = {}
        found: dict[str, int] = {}
        for index, raw in enumerate(raw_acts):
            if not isinstance(raw, Lined) or not isinstance(raw.get("act"), str):
                self._wrong(getattr(raw, "line", self.raw.at("acts")), "an act is a mapping: “- act: …”")
                continue
            try:
                span = places.find(self.text, raw["act"])
            except NotThere:
                continue  # said where the act itself is read
            if span in spans:
                self._wrong(raw.at("act"), f"{raw['act']!r} is the word of act {spans[span]!r}; write #2?")
            spans[span] = raw["act"]
            found[raw["act"]] = index
        return found

    def _keys(self, raw: Lined, part: str) -> tuple[str, ...]:
        found = [self._entity_key(raw, part, key) for key in words(raw, part)]
        if len(set(found)) < len(found):
            self._wrong(raw.at(part), f"{part}: a key stands twice")
        return tuple(key for key in found if key is not None)

    def _entity_key(self, raw: Lined, part: str, key: str) -> str | None:
        if key in self.entities:
            return key
        self._wrong(raw.at(part), f"{part}: {key!r} is no key of entities")
        return None

    def _one_of(self, raw: Lined, key: str, wanted: tuple[str, ...]) -> Any:
        value = word(raw, key)
        if value not in wanted:
            self._wrong(raw.at(key), f"{key} {value!r}: one of {' '.join(wanted)}")
        return value

    def _find(self, line: int, spec: str, taken: list[Offsets] | tuple[()], prefix: str) -> Offsets | None:
        try:
            return places.find(self.text, spec, taken)
        except NotThere as error:
            self._wrong(line, f"{prefix}{error}")
            return None

    def _claimed_twice(self, entities: list[Entity]) -> None:
        owners: dict[tuple[Offsets, str], str] = {}
        for one in entities:
            for mention in one.mentions:
                shown = self.text[slice(*mention.span)]
                if mention.kind not in ("name", "demonym") and shown.casefold() not in SINGULAR:
                    continue  # "both", "they" and "the two leaders" are mentions of each
                other = owners.setdefault((mention.span, one.type), one.key)
                if other != one.key:
                    self._wrong(
                        self.raw["entities"].at(one.key),
                        f"{shown!r} is a mention of {other} and of {one.key}",
                    )

    # -- saying what is wrong ----------------------------------------------------------------

    def _known(self, raw: Lined, keys: set[str]) -> None:
        for key in raw:
            if key not in keys:
                self._wrong(raw.at(key), f"unknown key {key!r}: {' '.join(sorted(keys))}")

    def _try(self, line: int, make: Callable[..., T], *arguments: Any) -> T | None:
        try:
            return make(*arguments)
        except WorkError as error:
            self._wrong(error.line, str(error))
        except ValueError as error:
            self._wrong(line, str(error))
        return None

    def _wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, self.item.id, message))


def _day(text: str, *, last: bool) -> dt.date:
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day = int(match[1]), match[2], match[3]
    whole_month = int(month) if month else 12 if last else 1
    whole_day = int(day) if day else calendar.monthrange(year, whole_month)[1] if last else 1
    return dt.date(year, whole_month, whole_day)


@cache
def modes() -> dict[str, tuple[str, ...]]:
    """PLOVER's types with their modes, as ``modes.tsv`` has them."""
    return {kind: tuple(names.split()) for kind, names in pairs("modes.tsv")}


@cache
def all_contexts() -> frozenset[str]:
    """The contexts that the codebook knows."""
    return frozenset(name for code in codebook.load().codes.values() for name in code.contexts)
