"""The corpus as gold reports, so that evaluation/gold.py scores the reader on it."""

from __future__ import annotations

from pathlib import Path

from corpus import store
from corpus.records import Act, Annotation, Entity
from corpus.texts import DATA, Item
from demarche.knowledge import countries
from evaluation.gold import OR, GoldAct, GoldReport


def reports(split: str, data: Path = DATA) -> list[GoldReport]:
    """The items of a split as gold reports. OSError where the texts are not on this machine."""
    return [report(annotation, item) for annotation, item in store.joined(split, data)]


def report(annotation: Annotation, item: Item) -> GoldReport:
    """One item; an entity goes by its mentions, the first of them first, pronouns left out.

    Of a country that is first called by its people ("*Swedish* … the country") the name is one, too.
    """
    entities = {one.key: one for one in annotation.entities}
    sources = {said.key: _name(entities[said.source], item.text) for said in annotation.attributions}
    acts = tuple(_act(act, entities, sources, item.text) for act in annotation.acts)
    return GoldReport(id=annotation.id, text=item.text, published=item.date, covers=(), acts=acts)


def _act(act: Act, entities: dict[str, Entity], sources: dict[str, str], text: str) -> GoldAct:
    time = "none"
    if act.time is not None and act.time.start is not None:
        time = f"{act.time.start}..{act.time.end}"
    return GoldAct(
        start=act.trigger[0],
        end=act.trigger[1],
        type=act.type,
        mode=act.mode,
        cameo=act.cameo,
        actors=tuple(_participant(entities[key], text) for key in act.actors),
        recipients=tuple(_participant(entities[key], text) for key in act.recipients),
        status=act.status,
        certainty=act.certainty,
        polarity=act.polarity,
        time=time,
        places=tuple(f"{_name(entities[where.place], text)} {where.role}" for where in act.places),
        # as in the gold reports: not scored where the act has none
        objects=tuple(text[slice(*thing.span)] for thing in act.objects) or None,
        sources=tuple(sources[key] for key in act.sources),
    )


def _participant(entity: Entity, text: str) -> str:
    name = _name(entity, text)
    return f"{name}/{entity.country or ''}/{entity.sector or ''}".rstrip("/")


def _name(entity: Entity, text: str) -> str:
    said = [text[slice(*one.span)] for one in entity.mentions[:1]]
    said += [text[slice(*one.span)] for one in entity.mentions[1:] if one.kind != "pronoun"]
    if entity.country and entity.mentions[0].kind == "demonym":
        said.append(countries.country_name(entity.country) or "")
    return OR.join(dict.fromkeys(name.replace("/", " ").replace(OR, " ") for name in said if name))
