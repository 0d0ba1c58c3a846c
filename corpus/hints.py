"""What an annotator may have overlooked; nothing here is wrong for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import places
from corpus.records import Annotation, Offsets
from corpus.tables import pairs
from demarche.knowledge import countries

_CAPITALISED = re.compile(r"[A-Z][\w.’'&-]*")
_DETERMINED = re.compile(
    r"(?:the|an?|his|her|its|their|our|my|th[ie]s|that|one|another|some)\b|.*['’]s? ", re.I
)
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|been|becom(?:e|es|ing)|became) $")
_OPENING = re.compile(r"(?:^|[.!?:“\"])\s*$")


def hints(annotation: Annotation, text: str) -> Iterator[tuple[str, str, str]]:
    """(part of the item, key in it, message) for each thing to look at again."""
    yield from _uncovered(annotation, text)
    yield from _unmarked(annotation, text)
    yield from _idle(annotation)
    yield from _uncredited(annotation, text)
    yield from _bounds(annotation, text)


def _uncovered(annotation: Annotation, text: str) -> Iterator[tuple[str, str, str]]:
    """Words with a capital inside a sentence that are in no mention: most are names."""
    covered = [mention.span for one in annotation.entities for mention in one.mentions]
    covered += [act.trigger for act in annotation.acts]
    known = {word for kind, words in pairs("sieve.tsv") if kind == "capitalised" for word in words.split(",")}
    missed = [
        match.group().rstrip(".'’")
        for match in _CAPITALISED.finditer(text)
        if not _OPENING.search(text[: match.start()])
        and not any(places.overlap(match.span(), span) for span in covered)
    ]
    if missed := [word for word in missed if word not in known]:
        yield "entities", "", f"in no mention: {', '.join(missed)}"


def _unmarked(annotation: Annotation, text: str) -> Iterator[tuple[str, str, str]]:
    """Countries and demonyms inside longer names and phrases are mentions of the place too."""
    named = [
        (mention.span, one.type == "place")
        for one in annotation.entities
        for mention in one.mentions
        if mention.kind in ("name", "demonym")
    ]
    missed = []
    end = 0
    for match in _CAPITALISED.finditer(text):
        if match.group() == "The":
            continue
        for name in _openings(text[match.start() :]):
            span = match.start(), match.start() + len(name)
            known = countries.country_of(name) or (" " not in name and countries.demonym(name))
            if known and span[0] >= end:
                end = span[1]
                if not any(one == span or (place and _within(span, one)) for one, place in named):
                    missed.append(name)
    if missed:
        yield "entities", "", f"a country's name or demonym without a mention of its own: {', '.join(missed)}"


def _openings(text: str) -> Iterator[str]:
    """The first three, two words and the first, with and without what may follow a name."""
    words = text.split()[:3]
    for size in range(len(words), 0, -1):
        whole = " ".join(words[:size])
        yield re.sub(r"(['’]s?)?[,;:)]*$", "", whole)  # "U.S." keeps its stop
        yield re.sub(r"(['’]s?)?[,;:.)]*$", "", whole)


def _idle(annotation: Annotation) -> Iterator[tuple[str, str, str]]:
    """Entities without a name are there for the acts that they take part in."""
    used = {one.source for one in annotation.attributions}
    for act in annotation.acts:
        used |= {*act.actors, *act.recipients, *(where.place for where in act.places)}
    for one in annotation.entities:
        if one.key not in used and not any(mention.kind in ("name", "demonym") for mention in one.mentions):
            yield "entities", one.key, f"{one.key} has no name and is in no act; it need not be there"


def _uncredited(annotation: Annotation, text: str) -> Iterator[tuple[str, str, str]]:
    """A source covers every act in its content."""
    for said in annotation.attributions:
        for act in annotation.acts:
            if _within(act.trigger, said.content) and said.key not in act.sources:
                shown = text[slice(*act.trigger)]
                yield "says", said.key, f"{shown!r} is in {said.key}'s content and lacks it as a source"


def _bounds(annotation: Annotation, text: str) -> Iterator[tuple[str, str, str]]:
    """Where mentions and contents begin and end, and which nominals are none."""
    for one in annotation.entities:
        names = {mention.span[0] for mention in one.mentions if mention.kind == "name"}
        for mention in one.mentions:
            start, end = mention.span
            words = text[start:end]
            if mention.kind == "name" and one.type in ("organisation", "group"):
                if " " in words and words.split()[-1].islower():
                    yield "entities", one.key, f"{words!r} ends in no name: is it a mention?"
            elif mention.kind == "nominal":
                if words.endswith(("'s", "’s")):
                    yield "entities", one.key, f"{words!r}: a mention ends before the ’s"
                if _PREDICATE.search(text[:start]) and len(one.mentions) > 1:
                    yield "entities", one.key, f"{words!r} is said of somebody and is no mention"
                if end + 1 in names and text[end] == " " and not _DETERMINED.match(words):
                    yield "entities", one.key, f"{words!r} is a bare title and no mention"
    for said in annotation.attributions:
        if text[: said.content[0]].endswith(" that "):
            yield "says", said.key, f"{said.key}'s content begins with “that”"


def _within(inner: Offsets, outer: Offsets) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
