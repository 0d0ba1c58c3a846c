"""Whether committed annotations hold: what the schema of a line cannot say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from corpus import sample
from corpus.annotate import all_contexts, modes
from corpus.records import Act, Annotation, Offsets
from corpus.store import in_order
from corpus.texts import EVERY, Item, fingerprint
from demarche.knowledge import codebook, countries, sectors


def faults(
    name: str, annotations: Sequence[Annotation], texts: Mapping[str, Item] | None = None
) -> Iterator[str]:
    """What is wrong in a split or a reading; offsets and hashes only where the texts are given."""
    drawn = {one.id: one for one in sample.everything()}
    if list(annotations) != in_order(annotations):
        yield f"{name}: not in order"
    for one, following in itertools.pairwise(in_order(annotations)):
        if one.id == following.id:
            yield f"{one.id}: stands twice in {name}"
    for one in annotations:
        if one.id not in drawn:
            yield f"{one.id}: was not drawn"
        if name in EVERY and sample.split_of(one.id, one.published) != name:
            yield f"{one.id}: of {one.published}, but in {name}"
        if one.id.startswith("cec/") and one.id.split("/")[1] != one.published.isoformat():
            yield f"{one.id}: published {one.published}"
        for fault in itertools.chain(_keys(one), *map(_codes, one.acts), _entities(one)):
            yield f"{one.id}: {fault}"
        if texts is not None:
            yield from (f"{one.id}: {fault}" for fault in _offsets(one, texts.get(one.id)))


def _keys(one: Annotation) -> Iterator[str]:
    entities = [entity.key for entity in one.entities]
    says = [said.key for said in one.attributions]
    for kind, keys in (("entities", entities), ("attributions", says)):
        if len(set(keys)) < len(keys):
            yield f"a key of {kind} stands twice"
    if len({act.trigger for act in one.acts}) < len(one.acts):
        yield "two acts have one trigger"
    places = {entity.key for entity in one.entities if entity.type == "place"}
    for said in one.attributions:
        if said.source not in entities:
            yield f"{said.key} has no source {said.source}"
    for index, act in enumerate(one.acts):
        for key in {*act.actors, *act.recipients} - set(entities):
            yield f"act {index} has an unknown participant {key}"
        for key in {where.place for where in act.places} - places:
            yield f"act {index} is at {key}, which is no place"
        for key in set(act.sources) - set(says):
            yield f"act {index} has an unknown source {key}"
        for other in act.same:
            if other == index or not 0 <= other < len(one.acts):
                yield f"act {index} is the same as {other}"


def _codes(act: Act) -> Iterator[str]:
    code = codebook.load().codes.get(act.cameo or "")
    if act.type not in codebook.TYPES or (act.mode is not None and act.mode not in modes()[act.type]):
        yield f"{act.type}/{act.mode} is not PLOVER's"
    if act.cameo is not None and (code is None or code.type != act.type):
        yield f"CAMEO {act.cameo} is not of {act.type}"
    if unknown := set(act.contexts or ()) - all_contexts():
        yield f"contexts {sorted(unknown)}"
    if act.time is not None:
        if (act.time.start is None) != (act.time.end is None):
            yield f"half an interval: {act.time}"
        elif act.time.start is None and act.time.span is None:
            yield "a time without days and words"
        elif act.time.start is not None and act.time.end is not None and act.time.start > act.time.end:
            yield f"ends before it begins: {act.time}"


def _entities(one: Annotation) -> Iterator[str]:
    for entity in one.entities:
        if entity.country is not None and countries.country(entity.country) is None:
            yield f"{entity.key}: country {entity.country}"
        if entity.sector is not None and entity.sector not in sectors.SECTORS | sectors.NON_STATE:
            yield f"{entity.key}: sector {entity.sector}"
        if not entity.mentions:
            yield f"{entity.key}: no mention"
        if len({mention.span for mention in entity.mentions}) < len(entity.mentions):
            yield f"{entity.key}: a mention stands twice"


def spans(one: Annotation) -> Iterator[Offsets]:
    """Every span of an annotation."""
    for entity in one.entities:
        yield from (mention.span for mention in entity.mentions)
    for said in one.attributions:
        yield from (said.cue, said.content)
    for act in one.acts:
        yield act.trigger
        yield from (thing.span for thing in act.objects)
        if act.time is not None and act.time.span is not None:
            yield act.time.span


def _offsets(one: Annotation, item: Item | None) -> Iterator[str]:
    if item is None:
        yield "no such item in the collection"
        return
    if fingerprint(item.text) != one.sha256:
        yield "not the text that was annotated"
        return
    if item.date != one.published:
        yield f"published {one.published}, in the collection {item.date}"
    for start, end in spans(one):
        words = item.text[start:end]
        if not 0 <= start < end <= len(item.text) or words != words.strip():
            yield f"[{start}, {end}) is no stretch of words: {words!r}"
