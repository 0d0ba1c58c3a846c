"""How far two readings of the same items agree, field by field, and where they do not.

Acts are matched where their triggers overlap, each once, the same type first. Entities of the
two readings are the same where they share a mention's exact span or, of one type, the end of
one ("nine people", "at least nine people"). κ is Cohen's, over matched acts; with it stands
the plain share of agreement, since κ says little where one class is nearly all. Participants,
places and sources agree only as whole sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from corpus.places import overlap
from corpus.records import Act, Annotation, Offsets

CLASSES: dict[str, Callable[[Act], Hashable]] = {
    "type": lambda act: act.type,
    "mode": lambda act: (act.type, act.mode),
    "CAMEO": lambda act: act.cameo,
    "status": lambda act: act.status,
    "certainty": lambda act: act.certainty,
    "polarity": lambda act: act.polarity,
}
SETS = ("actors", "recipients", "time", "places", "objects", "sources", "same act")


class Overlap(msgspec.Struct):
    """What each reading has and what both have."""

    first: int = 0
    second: int = 0
    both: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 0.0

    def add(self, one: AbstractSet[Hashable], other: AbstractSet[Hashable]) -> None:
        self.first += len(one)
        self.second += len(other)
        self.both += len(one & other)


class Disagreement(msgspec.Struct, frozen=True):
    """One thing that two readings have differently, at the place that each has it at.

    ``field`` is an act's field, "act" or a kind of mention; of these two only one reading has
    a place.
    """

    item: str
    field: str
    first: Offsets | None
    second: Offsets | None
    line: str

    def __str__(self) -> str:
        return f"{self.item}: {self.line}"


class Agreement(msgspec.Struct):
    """Figures over all items, and a line for each disagreement."""

    items: int = 0
    triggers: Overlap = msgspec.field(default_factory=Overlap)
    spans: dict[str, Overlap] = msgspec.field(default_factory=dict)
    classes: dict[str, Counter[tuple[Hashable, Hashable]]] = msgspec.field(default_factory=dict)
    right: Counter[str] = msgspec.field(default_factory=Counter)
    matched: int = 0
    whole: int = 0
    disagreements: list[Disagreement] = msgspec.field(default_factory=list)


def kappa(pairs: Counter[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's κ of a confusion table; None where both used one class alone, or there is nothing."""
    total = sum(pairs.values())
    if not total:
        return None
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), number in pairs.items():
        first[one] += number
        second[other] += number
    chance = sum(first[name] * second[name] for name in first) / total**2
    return None if chance == 1 else (share(pairs) - chance) / (1 - chance)


def share(pairs: Counter[tuple[Hashable, Hashable]]) -> float:
    """The plain share of agreement."""
    return sum(n for (one, other), n in pairs.items() if one == other) / max(1, sum(pairs.values()))


def compare(
    first: Sequence[Annotation], second: Sequence[Annotation], texts: dict[str, str] | None = None
) -> Agreement:
    """Compare the items that both readings have; with their texts, disagreements show words."""
    others = {one.id: one for one in second}
    found = Agreement(classes={name: Counter() for name in CLASSES})
    for one in first:
        if (other := others.get(one.id)) is not None:
            found.items += 1
            _item(found, one, other, (texts or {}).get(one.id))
    return found


def _item(found: Agreement, one: Annotation, other: Annotation, text: str | None) -> None:
    for name, (spans, others) in _span_sets(one, other).items():
        found.spans.setdefault(name, Overlap()).add(spans, others)
    for kind, span in sorted(_mentions(one) ^ _mentions(other)):
        found.disagreements.append(
            _lone(one.id, (kind, span) in _mentions(one), kind, span, f"{kind} {_shown(text, span)}")
        )
    pairs = match(one.acts, other.acts)
    found.triggers.first += len(one.acts)
    found.triggers.second += len(other.acts)
    found.triggers.both += len(pairs)
    back = {theirs: mine for mine, theirs in pairs.items()}
    for acts, paired in ((one.acts, pairs), (other.acts, back)):
        for index, act in enumerate(acts):
            if index not in paired:
                shown = f"{act.type} {_shown(text, act.trigger)}"
                found.disagreements.append(_lone(one.id, acts is one.acts, "act", act.trigger, shown))
    names = _common(one, other)
    for mine, theirs in pairs.items():
        act, its = one.acts[mine], other.acts[theirs]
        found.matched += 1
        whole = True
        for name, value in CLASSES.items():
            found.classes[name][value(act), value(its)] += 1
            if value(act) != value(its):
                whole = False
                line = f"{_shown(text, act.trigger)} {name}: {value(act)} or {value(its)}"
                found.disagreements.append(Disagreement(one.id, name, act.trigger, its.trigger, line))
        ours = _fields(one, act, names[0], {pairs.get(index, -1) for index in act.same})
        its_own = _fields(other, its, names[1], set(its.same))
        for name in SETS:
            right = _alike(name, ours[name], its_own[name])
            found.right[name] += right
            if not right:
                whole = False
                values = f"{_say(name, one, act, text)} or {_say(name, other, its, text)}"
                line = f"{_shown(text, act.trigger)} {name}: {values}"
                found.disagreements.append(Disagreement(one.id, name, act.trigger, its.trigger, line))
        found.whole += whole


def _lone(item: str, firsts: bool, field: str, place: Offsets, shown: str) -> Disagreement:
    """What one reading alone has."""
    who = "first" if firsts else "second"
    return Disagreement(
        item, field, place if firsts else None, None if firsts else place, f"only the {who} has {shown}"
    )


def match(one: Sequence[Act], other: Sequence[Act]) -> dict[int, int]:
    """Acts of one reading to those of the other, one to one."""
    candidates = sorted(
        (act.type != its.type, abs(act.trigger[0] - its.trigger[0]), mine, theirs)
        for mine, act in enumerate(one)
        for theirs, its in enumerate(other)
        if overlap(act.trigger, its.trigger)
    )
    pairs: dict[int, int] = {}
    for _, _, mine, theirs in candidates:
        if mine not in pairs and theirs not in pairs.values():
            pairs[mine] = theirs
    return dict(sorted(pairs.items()))


def _mentions(one: Annotation) -> set[tuple[str, Offsets]]:
    return {(mention.kind, mention.span) for entity in one.entities for mention in entity.mentions}


def _span_sets(one: Annotation, other: Annotation) -> dict[str, tuple[set[Hashable], set[Hashable]]]:
    """What is counted as spans: names, other mentions, types and links of both, cues, contents."""
    shared = {span for _, span in _mentions(one)} & {span for _, span in _mentions(other)}
    return {
        "names and demonyms": (_of_kind(one, "name", "demonym"), _of_kind(other, "name", "demonym")),
        "nominals and pronouns": (_of_kind(one, "nominal", "pronoun"), _of_kind(other, "nominal", "pronoun")),
        "types of shared mentions": (_typed(one, shared), _typed(other, shared)),
        "coreference of shared mentions": (_links(one, shared), _links(other, shared)),
        "cues": ({said.cue for said in one.attributions}, {said.cue for said in other.attributions}),
        "contents": (
            {said.content for said in one.attributions},
            {said.content for said in other.attributions},
        ),
    }


def _of_kind(one: Annotation, *kinds: str) -> set[Hashable]:
    return {span for kind, span in _mentions(one) if kind in kinds}


def _typed(one: Annotation, shared: set[Offsets]) -> set[Hashable]:
    return {(m.span, entity.type) for entity in one.entities for m in entity.mentions if m.span in shared}


def _links(one: Annotation, shared: set[Offsets]) -> set[Hashable]:
    links: set[Hashable] = set()
    for entity in one.entities:
        spans = sorted(m.span for m in entity.mentions if m.span in shared)
        links |= {(a, b) for index, a in enumerate(spans) for b in spans[index + 1 :]}
    return links


def _fields(one: Annotation, act: Act, common: dict[str, str], same: set[int]) -> dict[str, Hashable]:
    """The fields of an act that agree only whole, its entities under their common names."""
    sources = {said.key: common[said.source] for said in one.attributions}
    days = (act.time.start, act.time.end) if act.time and act.time.start else None
    return {
        "actors": frozenset(common[key] for key in act.actors),
        "recipients": frozenset(common[key] for key in act.recipients),
        "time": days,
        "places": frozenset((common[where.place], where.role) for where in act.places),
        "objects": tuple(sorted(thing.span for thing in act.objects)),
        "sources": tuple(sources[key] for key in act.sources),
        "same act": frozenset(same),
    }


def _alike(name: str, mine: Hashable, theirs: Hashable) -> bool:
    """Objects agree where their words overlap, one to one; where the phrase ends is not asked."""
    if name == "objects" and isinstance(mine, tuple) and isinstance(theirs, tuple):
        return len(mine) == len(theirs) and all(map(overlap, mine, theirs))
    return mine == theirs


def _common(one: Annotation, other: Annotation) -> tuple[dict[str, str], dict[str, str]]:
    """Entities of each reading → a name that both use: those that share a mention or its head are one."""
    mine = {entity.key: f"1:{entity.key}" for entity in one.entities}
    theirs = {entity.key: f"2:{entity.key}" for entity in other.entities}
    candidates = []
    for entity in one.entities:
        for its in other.entities:
            shared = {m.span for m in entity.mentions} & {m.span for m in its.mentions}
            heads = {m.span[1] for m in entity.mentions} & {m.span[1] for m in its.mentions}
            if shared or (heads and entity.type == its.type):
                candidates.append((-len(shared), entity.type != its.type, entity.key, its.key))
    taken: set[str] = set()
    for _, _, key, its_key in sorted(candidates):
        if f"1:{key}" not in taken and f"2:{its_key}" not in taken:
            taken |= {f"1:{key}", f"2:{its_key}"}
            theirs[its_key] = mine[key]
    return mine, theirs


def _say(name: str, one: Annotation, act: Act, text: str | None) -> str:
    """A field's value in words."""
    sources = {said.key: said.source for said in one.attributions}
    heads = {entity.key: _shown(text, entity.mentions[0].span) for entity in one.entities}
    if name in ("actors", "recipients"):
        return _list(heads[key] for key in getattr(act, name))
    if name == "time":
        return f"{act.time.start}..{act.time.end}" if act.time and act.time.start else "none"
    if name == "places":
        return _list(f"{heads[where.place]} {where.role}" for where in act.places)
    if name == "objects":
        return _list(_shown(text, thing.span) for thing in act.objects)
    if name == "sources":
        return _list(heads[sources[key]] for key in act.sources)
    return _list(_shown(text, one.acts[index].trigger) for index in act.same)


def _list(values: Iterable[str]) -> str:
    return ", ".join(values) or "none"


def _shown(text: str | None, span: Offsets) -> str:
    return repr(text[slice(*span)]) if text is not None else f"[{span[0]}, {span[1]})"
