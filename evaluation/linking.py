"""Linking on MEANTIME: are mentions of one event brought together, in and across reports?

The cross-document instances of MEANTIME's topics (Minard et al. 2016), with the scorers of
``evaluation.coreference``. Mentions, participants, times and standing are the gold ones;
most of these acts are business, not politics, so that they all are of one type here and
linking has nothing of the codebook to go by. Beside it stand two baselines: same head
and same participants, and same head and any participant in common.

``score_read`` reads the texts instead: what the reader finds is matched with the gold
events by the trigger's characters, and what it does not find stands alone.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from demarche.knowledge.countries import country_of, demonym
from demarche.ledger.dated import Dated
from demarche.ledger.together import link_all
from demarche.ledger.words import stem
from demarche.records import Actor, Mention, Span, Thing, Time
from evaluation.coreference import Cluster, score_clusters

TOPICS = ("corpus_airbus", "corpus_apple")
DATA = Path("../shared/data")
_WITHIN = ("INCLUDES", "SIMULTANEOUS", "IS_INCLUDED", "DURING", "MEASURE")


def documents(data: Path, topic: str) -> list[dict]:
    """The documents of a topic."""
    with gzip.open(data / "meantime.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [doc for doc in map(json.loads, lines) if doc["corpus"] == topic]


def gold_clusters(docs: Iterable[dict]) -> list[Cluster]:
    """The instances of a topic as sets of mentions; plain numbers name instances of one document."""
    found: dict[str, set[str]] = {}
    for doc in docs:
        for event in doc["events"]:
            instance = event.get("instance")
            if not instance:
                continue
            name = f"{doc['id']}/{instance}" if instance.isdigit() else instance
            found.setdefault(name, set()).add(_mention_id(doc, event))
    return [frozenset(ids) for ids in found.values()]


def gold_mentions(docs: Iterable[dict]) -> list[Dated]:
    """The gold events of a topic as dated mentions."""
    return [
        _dated(doc, event, _Document(doc)) for doc in docs for event in doc["events"] if event.get("instance")
    ]


def _mention_id(doc: dict, event: dict) -> str:
    return f"{doc['id']}#{event['mid']}"


class _Document:
    """The entities, times and relations of a document, by what they belong to."""

    def __init__(self, doc: dict) -> None:
        self.entities = {entity["mid"]: entity for entity in doc["entities"] if "start" in entity}
        self.times = {timex["mid"]: timex for timex in doc["timexes"]}
        self.participants: dict[str, list[tuple[str, str]]] = {}
        self.dates: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for entity in self.entities.values():
            if entity.get("syntactic_type") == "NAM" and entity.get("instance"):
                names.setdefault(entity["instance"], []).append(entity["text"])
        self.names = {instance: max(texts, key=len) for instance, texts in names.items()}
        for relation in doc["relations"]:
            for source in relation["source"]:
                for target in relation["target"]:
                    if relation["rel"] == "HAS_PARTICIPANT" and target in self.entities:
                        role = relation.get("sem_role") or ""
                        self.participants.setdefault(source, []).append((role, target))
                    elif relation["rel"] == "TLINK" and relation.get("reltype") in _WITHIN:
                        for one, other in ((source, target), (target, source)):
                            if other in self.times:
                                self.dates.setdefault(one, []).append(other)

    def name(self, mid: str) -> str:
        """A participant's name in this document, its own words where it has none."""
        entity = self.entities[mid]
        return self.names.get(entity.get("instance") or "", entity["text"])

    def time(self, event: str) -> Time | None:
        """The days of the time that an event is linked to, from its TIMEX3 value."""
        found = [
            days for mid in self.dates.get(event, ()) if (days := _days(self.times[mid].get("value", "")))
        ]
        if not found:
            return None
        first, last = max(found)
        fineness = "day" if first == last else "month"
        return Time(first, last, fineness, first, None, None, "text")


def _days(value: str) -> tuple[str, str] | None:
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            day = dt.date(*numbers)
            return day.isoformat(), day.isoformat()
        if len(numbers) == 2:
            first = dt.date(*numbers, 1)
            last = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1) - dt.timedelta(days=1)
            return first.isoformat(), last.isoformat()
        return dt.date(numbers[0], 1, 1).isoformat(), dt.date(numbers[0], 12, 31).isoformat()
    except ValueError:
        return None


def _dated(doc: dict, event: dict, layers: _Document) -> Dated:
    text, start, end = doc["text"], event["start"], event["end"]
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    actors: list[Actor] = []
    recipients: list[Actor] = []
    objects: list[Thing] = []
    for role, mid in layers.participants.get(event["mid"], ()):
        entity = layers.entities[mid]
        if entity.get("instance_class") in ("ORG", "PER", "LOC"):
            name = layers.name(mid)
            nation = demonym(name)
            country = nation.country if nation else country_of(name)
            actor = Actor(name, name, country, None, entity["text"], entity["start"], entity["end"])
            (actors if role == "Arg0" else recipients).append(actor)
        else:
            objects.append(Thing(entity["text"], entity["start"], entity["end"], None, False))
    ahead = event.get("time") == "FUTURE"
    mention = Mention(
        id=_mention_id(doc, event),
        report=doc["id"],
        evidence=Span(first, last, text[first:last]),
        trigger=Span(start, end, text[start:end]),
        type="OTHER",
        mode=None,
        contexts=(),
        cameo="",
        actors=tuple(actors),
        recipients=tuple(recipients),
        status="planned" if ahead else "occurred",
        certainty={"POSSIBLE": "possible", "PROBABLE": "probable"}.get(event.get("certainty", ""), "certain"),
        polarity="negative" if event.get("polarity") == "NEG" else "positive",
        time=layers.time(event["mid"]),
        places=(),
        objects=tuple(objects),
        sources=(),
        confidence=1.0,
    )
    published = dt.date.fromisoformat(doc["dct"]) if doc.get("dct") else None
    return Dated(mention, published, None, doc["id"])


# -- what it is measured against ----------------------------------------------------------


def same_head(mentions: Iterable[Dated], *, every: bool) -> list[Cluster]:
    """Clusters of one head's stem with the same participants, or (not ``every``) with one in common."""
    groups: list[tuple[str, set[str], set[str]]] = []
    for dated in mentions:
        mention = dated.mention
        head = stem(mention.trigger.text.split()[-1])
        names = {actor.name for actor in (*mention.actors, *mention.recipients)}
        for other, ids, known in groups:
            if other == head and (names == known if every else names & known or not (names or known)):
                ids.add(mention.id)
                known |= names
                break
        else:
            groups.append((head, {mention.id}, set(names)))
    return [frozenset(ids) for _, ids, _ in groups]


def linked(mentions: Iterable[Dated]) -> list[Cluster]:
    """Clusters as the ledger makes them."""
    found, _ = link_all(mentions)
    return [frozenset(one.mention.id for one in cluster.mentions) for cluster in found]


SYSTEMS: dict[str, Callable[[list[Dated]], list[Cluster]]] = {
    "same head, same participants": lambda mentions: same_head(mentions, every=True),
    "same head, one participant in common": lambda mentions: same_head(mentions, every=False),
    "ledger": linked,
}


def score(data: Path = DATA, topics: Iterable[str] = TOPICS) -> dict[str, dict[str, float]]:
    """MUC, B³, CEAF-e and CoNLL F1 of each system over the topics, gold mentions in."""
    pairs: dict[str, list[tuple[list[Cluster], list[Cluster]]]] = {name: [] for name in SYSTEMS}
    for topic in topics:
        docs = documents(data, topic)
        gold, mentions = gold_clusters(docs), gold_mentions(docs)
        for name, system in SYSTEMS.items():
            pairs[name].append((gold, system(mentions)))
    return {name: score_clusters(found, singletons=True) for name, found in pairs.items()}


def score_read(data: Path = DATA, topics: Iterable[str] = TOPICS) -> dict[str, dict[str, float]]:
    """The same, raw text in: on the gold events that the reader finds acts for, and on all of them.

    Gold events are matched by overlapping characters; an event that is not found stands alone.
    """
    from demarche.reading.reader import Reader
    from demarche.records import Report

    reader = Reader()
    pairs: dict[str, list[tuple[list[Cluster], list[Cluster]]]] = {}
    for topic in topics:
        docs = documents(data, topic)
        gold = gold_clusters(docs)
        reports = [
            Report(id=doc["id"], text=doc["text"], published=dt.date.fromisoformat(doc["dct"]))
            for doc in docs
            if doc.get("dct")
        ]
        events = {(doc["id"], event["start"], event["end"]): _mention_id(doc, event)
                  for doc in docs for event in doc["events"] if event.get("instance")}  # fmt: skip
        mentions, names = [], {}
        for reading in reader.read_reports(reports):
            for mention in reading.mentions:
                mentions.append(Dated(mention, reading.report.published, None, reading.report.id))
                for (report, start, end), name in events.items():
                    if (
                        report == mention.report
                        and start < mention.trigger.end
                        and mention.trigger.start < end
                    ):
                        names[mention.id] = name
        for name, system in SYSTEMS.items():
            found = [frozenset(names[one] for one in cluster if one in names) for cluster in system(mentions)]
            found = [cluster for cluster in found if cluster]
            covered = {one for cluster in found for one in cluster}
            alone = [frozenset({one}) for cluster in gold for one in cluster if one not in covered]
            of_these = [frozenset(cluster & covered) for cluster in gold if cluster & covered]
            pairs.setdefault(f"{name}, events found", []).append((of_these, found))
            pairs.setdefault(f"{name}, all events", []).append((gold, found + alone))
    return {name: score_clusters(found, singletons=True) for name, found in pairs.items()}


if __name__ == "__main__":
    for name, figures in {**score(), **score_read()}.items():
        print(name, figures)
