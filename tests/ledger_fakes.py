"""A reader for ledger tests that needs no model: it reads sentences of one plain form.

"Kim Jong-un/PRK will visit Russia/RUS on 2023-09-12 at Vladivostok." — who, a verb, whom, a
day and perhaps a place; "may" and "will" look ahead, "did" looks back, "did not" denies. Who
has no country has no calling either.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator

import msgspec

from demarche.records import Actor, Mention, Place, Report, Span, Time

ACTS = {
    "visit": ("CONSULT", "visit", "042"),
    "meet": ("CONSULT", "meet", "040"),
    "attack": ("ASSAULT", None, "190"),
    "aid": ("AID", "military", "072"),
}
STANDINGS = {
    "will": ("planned", "certain", "positive"), "may": ("planned", "possible", "positive"),
    "did": ("occurred", "certain", "positive"), "did not": ("occurred", "certain", "negative"),
}  # fmt: skip
_SENTENCE = re.compile(
    r"(?P<who>[\w' -]+?)(?:/(?P<land>[A-Z]{3}))? (?P<mood>will|may|did not|did) "
    r"(?P<act>visit|meet|attack|aid) "
    r"(?P<whom>[\w' -]+?)(?:/(?P<other>[A-Z]{3}))? on (?P<day>\d{4}-\d\d-\d\d)(?: at (?P<place>\w+))?"
    r"(?:, (?P<source>\w+) says)?\."
)


class Reading(msgspec.Struct):
    report: Report
    mentions: tuple[Mention, ...]
    occasions: tuple[Mention, ...] = ()


class Reader:
    """Reads reports; breaks on those that say BREAK."""

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "BREAK" in report.text:
                raise RuntimeError("broken")
            yield Reading(report, tuple(mentions(report)))


class OtherReader(Reader):
    """A newer reader: it takes "attack" for something else, and sees no "aid"."""

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for reading in super().read_reports(reports):
            kept = [one for one in reading.mentions if one.trigger.text != "aid"]
            reading.mentions = tuple(
                msgspec.structs.replace(one, status="ongoing") if one.trigger.text == "attack" else one
                for one in kept
            )
            yield reading


def mentions(report: Report) -> Iterator[Mention]:
    """The mentions of a report in the plain form."""
    for match in _SENTENCE.finditer(report.text):
        kind, mode, cameo = ACTS[match["act"]]
        status, certainty, polarity = STANDINGS[match["mood"]]
        start, end = match.span("act")
        name = hashlib.sha256(f"{report.id}|{start}|{end}|{kind}".encode()).hexdigest()[:16]
        place = match["place"]
        yield Mention(
            id=name,
            report=report.id,
            evidence=Span(match.start(), match.end(), match[0]),
            trigger=Span(start, end, match["act"]),
            type=kind, mode=mode, contexts=("military",) if kind != "CONSULT" else (), cameo=cameo,
            actors=(_actor(match, "who", "land"),),
            recipients=(_actor(match, "whom", "other"),),
            status=status, certainty=certainty, polarity=polarity,
            time=Time(*[match["day"]] * 2, "day", *[match["day"]] * 2, match.span("day"), "text"),
            places=(Place(place, "venue", match["other"], 43.1, 131.9, None, place, *match.span("place")),)
            if place else (),
            objects=(),
            sources=(),
            confidence=0.9,
        )  # fmt: skip


def _actor(match: re.Match[str], name: str, land: str) -> Actor:
    key = f"{(match[land] or 'xxx').lower()}-{match[name].lower().replace(' ', '-')}"
    sector = "GOV" if match[land] else None
    return Actor(key, match[name], match[land], sector, match[name], *match.span(name))


PEOPLE = (
    ("Kim Jong-un", "PRK"), ("Vladimir Putin", "RUS"), ("Russia", "RUS"), ("Ukraine", "UKR"),
    ("Anna Lind", "SWE"), ("Norway", "NOR"), ("China", "CHN"), ("Xi Jinping", "CHN"),
)  # fmt: skip


def reports(count: int, seed: int = 1) -> list[Report]:
    """Reports of a few weeks about acts that recur, some of them copies and some edited later."""
    chance = random.Random(seed)
    found: list[Report] = []
    for number in range(count):
        if found and chance.random() < 0.08:
            other = chance.choice(found[-10:])
            found.append(msgspec.structs.replace(other, id=f"r{number}", publisher="Copy"))
            continue
        day = chance.randrange(1, 28)
        sentences = []
        for _ in range(chance.randrange(1, 4)):
            (who, land), (whom, other_land) = chance.sample(PEOPLE, 2)
            mood = chance.choice(list(STANDINGS))
            when = min(28, day + chance.randrange(0, 3)) if mood in ("will", "may") else max(1, day - 1)
            place = chance.choice((" at Oslo", " at Kyiv", ""))
            act = chance.choice(list(ACTS))
            sentences.append(f"{who}/{land} {mood} {act} {whom}/{other_land} on 2023-09-{when:02}{place}.")
        text = " ".join(sentences)
        facts = {"id": f"r{number}", "text": text, "published": f"2023-09-{day:02}", "publisher": "Daily"}
        found.append(msgspec.convert(facts, Report))
    return found


def tables(store) -> dict[str, list[tuple]]:
    """What a ledger holds, without its own numbers and clocks: for comparing two of them."""
    views = {
        "reports": "SELECT * EXCLUDE (added_at, program, reader, codebook) FROM all_reports",
        "mentions": "SELECT * FROM all_mentions",
        "links": "SELECT least(a, b), greatest(a, b), score, reason FROM all_links",
        "events": "SELECT * FROM all_events",
        "plans": "SELECT * FROM all_plans",
        "members": "SELECT mentions.id, earliest.id, rank FROM event_mentions JOIN mentions ON "
        "mentions.number = mention JOIN mentions AS earliest ON earliest.number = event",
        "neighbourhoods": "SELECT list(mentions.id ORDER BY mentions.id) AS ids FROM event_mentions JOIN "
        "mentions ON mentions.number = mention GROUP BY neighbourhood",
        "keys": "SELECT key, day, mentions.id FROM keys JOIN mentions ON mentions.number = mention",
        "words": "SELECT vocabulary.word, mentions.id FROM mention_words JOIN vocabulary "
        "ON vocabulary.number = mention_words.word JOIN mentions ON mentions.number = mention",
        "bands": "SELECT band, day, reports.id FROM bands JOIN reports ON reports.number = report",
        "known names": "SELECT * FROM all_known_names",
        "names": "SELECT whole, part, day, mentions.id, name, country, sector FROM ("
        "SELECT *, true AS whole FROM full_names UNION ALL SELECT *, false FROM short_names) AS names "
        "JOIN mentions ON mentions.number = mention JOIN actors ON actors.number = names.actor",
        "past": "SELECT id, hash FROM past_reports",
        "past_mentions": "SELECT id, type, status, why FROM past_mentions",
    }
    return {name: sorted(store.rows(query), key=repr) for name, query in views.items()}
