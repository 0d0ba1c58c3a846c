"""Reading: from reports to what they say, layer by layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from demarche.language.threads import one_thread
from demarche.language.tree import Tree
from demarche.reading.attribution import attributions
from demarche.reading.coding import Coder
from demarche.reading.coreference import resolve
from demarche.reading.coreference_speech import speakers
from demarche.reading.learned import Seen
from demarche.reading.learned_antecedents import Ranker
from demarche.reading.learned_lands import countries_named, settled
from demarche.reading.learned_sectors import with_sectors
from demarche.reading.mentions import MentionBuilder
from demarche.reading.occasions import OccasionBuilder
from demarche.reading.place import places
from demarche.reading.repair import mended
from demarche.reading.time import times
from demarche.records import Analysis, Layers, Mention, Report

if TYPE_CHECKING:
    import datetime as dt

    import numpy as np

    from demarche.language import Model

LIKELY = 0.6  # what heads alone take for an act, and less surely, is none where the tables have an occasion
BATCH_CHARACTERS = 400_000  # enough windows to sort by length, few enough to stay small


class Reading(msgspec.Struct, frozen=True):
    """Everything that was read from one report, with notes for whoever asked.

    ``occasions`` are elections, trials, laws and the like, which are no acts in PLOVER's sense: the
    ledger follows them too. ``notes`` are sentences for people ("relative dates stay open: …").
    """

    report: Report
    analysis: Analysis
    layers: Layers
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...] = ()
    occasions: tuple[Mention, ...] = ()


class Reader:
    """Holds the loaded model and codebook; reads reports one by one or in batches.

    ``model`` is a loaded language model, by default the one that the package carries.
    ``learned`` lets what was learned from annotated news correct what the rules read.
    """

    def __init__(self, model: Model | None = None, *, learned: bool = True) -> None:
        if model is None:
            from demarche.language import load

            model = load()
        self.model = model
        self.learned = learned
        self._builder = MentionBuilder()
        self._occasions = OccasionBuilder()

    def read(self, text: str | Report, *, published: dt.date | str | None = None) -> list[Mention]:
        """The mentions of one text. ``published`` is its date ("2023-09-04" or a date)."""
        return list(self.reading(text, published=published).mentions)

    def reading(self, text: str | Report, *, published: dt.date | str | None = None) -> Reading:
        """One text with all the layers under its mentions."""
        report = text if isinstance(text, Report) else as_report(text, published)
        (reading,) = self.read_reports([report])
        return reading

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read many reports in batches; readings come in the order of the reports."""
        pending = iter(reports)
        while batch := list(_batch(pending)):
            texts = [report.text for report in batch]
            for report, (analysis, vectors) in zip(
                batch, self.model.seen(texts, learned=self.learned), strict=True
            ):
                yield self.read_analysis(report, analysis, vectors)

    @property
    def coder(self) -> Coder:
        """The codebook that it reads by."""
        return self._builder.coder

    @one_thread
    def read_analysis(
        self,
        report: Report,
        analysis: Analysis,
        vectors: np.ndarray | None,
        builder: MentionBuilder | None = None,
    ) -> Reading:
        """A report whose analysis is at hand, with its words as ``Model.seen`` gives them.

        Without ``vectors`` the rules read alone. ``builder`` stands in for the reader's own.
        """
        found_words = analysis.tokens
        analysis = mended(analysis)
        tree = Tree(analysis)
        found_times = times(report, tree)
        found_places = places(report, tree)
        ranker = None
        if vectors is not None and self.model.antecedents is not None:
            ranker = Ranker(self.model.antecedents, vectors)
        said = attributions(tree)
        entities = resolve(report, tree, found_places, speakers(tree, said), ranker)
        if vectors is not None:
            named = countries_named(tree, entities, found_places)
            if self.model.sectors is not None:
                entities = with_sectors(self.model.sectors, vectors, entities, named)
            if self.model.lands is not None:
                entities = settled(self.model.lands, tree, vectors, entities, named)
        layers = Layers(
            entities=entities,
            times=found_times,
            places=found_places,
            attributions=said,
        )
        seen = None
        if vectors is not None and self.model.moves is not None:
            retagged = frozenset(
                number
                for number, (before, word) in enumerate(zip(found_words, analysis.tokens, strict=True))
                if word.upos == "VERB" != before.upos
            )
            seen = Seen(self.model.moves, vectors, self.model.labels.relation_number, retagged)
        builder = builder or self._builder
        mentions, guessed = builder.found(report, tree, layers, seen)
        likely = [one for one in mentions if one.confidence >= LIKELY or one.trigger.start not in guessed]
        occasions = self._occasions.occasions(report, tree, layers, likely)
        held = {one.trigger.start for one in occasions}
        mentions = tuple(one for one in mentions if one.trigger.start not in held)
        notes = []
        if report.published is None and any(
            time.begin is None and time.type == "DATE" for time in found_times
        ):
            notes.append(
                f"{report.id}: no publication date, so relative dates stay open; --published settles them"
            )
        return Reading(report, analysis, layers, mentions, tuple(notes), occasions)


def as_report(text: str, published: dt.date | str | None = None) -> Report:
    """A report of a bare text, its id a hash of the text."""
    if isinstance(published, str):
        from demarche.intake.dates import parse_date

        published = parse_date(published)
    return Report(
        id=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16], text=text, published=published
    )


def _batch(reports: Iterator[Report]) -> Iterator[Report]:
    """The next reports, up to BATCH_CHARACTERS of text in all (at least one)."""
    size = 0
    for report in islice(reports, 512):
        yield report
        size += len(report.text)
        if size >= BATCH_CHARACTERS:
            return
