"""An annotation written as a work file again, so that it can be read and mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from corpus.places import everywhere
from corpus.records import Act, Annotation, Entity, Offsets

_PLAIN = re.compile(r"[\w(][^,:#\[\]{}\"]*")


def unpack(one: Annotation, text: str) -> str:
    """YAML that compiles to the same annotation."""
    lines = [f"- item: {one.id}"]
    lines.append("  entities:" if one.entities else "  entities: {}")
    lines += [f"    {entity.key}: {{{', '.join(_entity(entity, text))}}}" for entity in one.entities]
    if one.attributions:
        lines.append("  says:")
    for said in one.attributions:
        parts = [f"source: {said.source}", f"cue: {_words(text, said.cue)}"]
        lines.append(f"    {said.key}: {{{', '.join([*parts, f'content: {_passage(text, said.content)}'])}}}")
    lines.append("  acts:" if one.acts else "  acts: []")
    for act in one.acts:
        first, *others = _act(act, one, text)
        lines += [f"    - {first}", *(f"      {line}" for line in others)]
    return "\n".join(lines) + "\n"


def _entity(entity: Entity, text: str) -> Iterator[str]:
    yield f"type: {entity.type}"
    if entity.country:
        yield f"country: {entity.country}"
    if entity.sector:
        yield f"sector: {entity.sector}"
    for part, kinds in (
        ("names", ("name",)),
        ("demonyms", ("demonym",)),
        ("mentions", ("nominal", "pronoun")),
    ):
        found = [_words(text, mention.span) for mention in entity.mentions if mention.kind in kinds]
        if found:
            yield f"{part}: [{', '.join(found)}]"


def _act(act: Act, one: Annotation, text: str) -> Iterator[str]:
    yield f"act: {_words(text, act.trigger)}"
    yield f"type: {act.type}{'/' + act.mode if act.mode else ''}"
    if act.cameo:
        yield f'cameo: "{act.cameo}"'
    if act.contexts is not None:
        yield f"contexts: [{', '.join(act.contexts)}]"
    for part in ("actors", "recipients"):
        if keys := getattr(act, part):
            yield f"{part}: [{', '.join(keys)}]"
    yield f"status: {act.status} {act.certainty} {act.polarity}"
    yield f"time: {_time(act, text)}"
    if act.places:
        yield f"places: [{', '.join(f'{where.place} {where.role}' for where in act.places)}]"
    if act.objects:
        things = []
        for thing in act.objects:
            words = _words(text, thing.span)
            number = f", quantity: {thing.quantity:.12g}" if thing.quantity is not None else ""
            about = ", about: true" if thing.approximate else ""
            things.append(f"{{words: {words}{number}{about}}}" if number or about else words)
        yield f"objects: [{', '.join(things)}]"
    if act.sources:
        yield f"sources: [{', '.join(act.sources)}]"
    if act.same:
        yield f"same: [{', '.join(_words(text, one.acts[index].trigger) for index in act.same)}]"


def _time(act: Act, text: str) -> str:
    if act.time is None:
        return "none"
    days = f"{act.time.start}..{act.time.end}" if act.time.start else "none"
    if act.time.start is not None and act.time.start == act.time.end:
        days = str(act.time.start)
    return f"{{days: {days}, words: {_passage(text, act.time.span)}}}" if act.time.span else days


def _words(text: str, span: Offsets) -> str:
    """The words with their number where they stand more than once, the offset if they must."""
    words = text[slice(*span)]
    places = everywhere(text, words)
    if span not in places:
        return _quoted(f"{words}@{span[0]}")
    return _quoted(f"{words}#{places.index(span) + 1}" if len(places) > 1 else words)


def _passage(text: str, span: Offsets) -> str:
    words = text[slice(*span)]
    return _words(text, span) if "…" not in words and "..." not in words else _quoted(f"{words}@{span[0]}")


def _quoted(words: str) -> str:
    """As YAML has them: in quotes too where plain white space would be folded."""
    plain = _PLAIN.fullmatch(re.sub(r"#\d+$", "", words)) and " ".join(words.split()) == words
    return words if plain else json.dumps(words, ensure_ascii=False)
