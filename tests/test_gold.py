"""The gold reports keep to their own schema, and cover what PLOVER has."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from demarche.knowledge import codebook, countries, sectors
from evaluation.gold import DISPATCHES, GOLD, GoldError, load, load_all

REPORT_KEYS = {"id", "published", "covers", "text", "text_file", "acts"}
ACT_KEYS = {
    "act", "type", "cameo", "actors", "recipients", "status", "time", "places", "objects", "sources",
}  # fmt: skip
NEEDED = {"act", "type", "status"}
STATUS = {"occurred", "ongoing", "planned", "wanted", "threatened", "habitual"}
CERTAINTY = {"certain", "probable", "possible", "unknown"}
POLARITY = {"positive", "negative"}
ROLES = {"venue", "origin", "destination", "via", "target"}
# Modes of PLOVER's manual of 2021; after the bar, those of its later lists and of the
# conversion table that the codebook uses besides.
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign | ease",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot general strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "restrict ban censor curfew martial-law arrest deport withhold | seize misinformation cyber",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms explosives "
    "suicide-attack heavy-weapons cleansing massacre unconventional | aerial coup crowd-control territory",
}
FILES = sorted(GOLD.glob("*.yaml"))
ALL = [*FILES, *sorted(DISPATCHES.glob("**/*.yaml"))]
LEAST_SENTENCES = 250
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][”\"]?(?=\s|$)")  # not the full stop of "U.N."


def modes(kind: str) -> set[str]:
    return set(MODES.get(kind, "").replace("|", " ").split())


def problems(raw: list[dict[str, Any]], file: str) -> Iterator[str]:
    """What is wrong with the reports of one file, each with file and id."""
    seen: set[str] = set()
    for report in raw:
        where = f"{file}, {report.get('id')}"
        if report.get("id") in seen or not report.get("id"):
            yield f"{where}: an id that stands twice, or none"
        seen.add(str(report.get("id")))
        if unknown := set(report) - REPORT_KEYS:
            yield f"{where}: unknown keys {sorted(unknown)}"
        if not isinstance(report.get("published"), dt.date):
            yield f"{where}: no date of publication"
        if ("text" in report) == ("text_file" in report):
            yield f"{where}: one of text and text_file is needed"
        for act in report.get("acts") or []:
            yield from (f"{where}, {act.get('act')!r}: {wrong}" for wrong in act_problems(act))


def act_problems(act: dict[str, Any]) -> Iterator[str]:
    if (unknown := set(act) - ACT_KEYS) or NEEDED - set(act):
        yield f"keys: unknown {sorted(unknown)}, missing {sorted(NEEDED - set(act))}"
    kind, _, mode = str(act.get("type")).partition("/")
    if kind not in codebook.TYPES:
        yield f"no type of PLOVER's: {kind!r}"
    elif mode and mode not in modes(kind):
        yield f"no mode of {kind}: {mode!r}"
    if "cameo" in act:
        code = codebook.load().codes.get(str(act["cameo"]))
        if code is None or code.type != kind:
            yield f"CAMEO {act['cameo']!r} is {code.type if code else 'not in the table'}, not {kind}"
    standing = str(act.get("status")).split()
    if len(standing) != 3 or not all(
        word in words for word, words in zip(standing, (STATUS, CERTAINTY, POLARITY), strict=False)
    ):
        yield f"status, certainty and polarity: {act.get('status')!r}"
    if "time" in act and not is_interval(str(act["time"])):
        yield f"no interval: {act['time']!r}"
    for spec in [*(act.get("actors") or []), *(act.get("recipients") or [])]:
        _, country, sector, *more = (*str(spec).split("/"), "", "")
        if country and countries.country(country) is None:
            yield f"no country of ISO 3166-1: {spec!r}"
        if (sector and sector not in sectors.SECTORS | sectors.NON_STATE) or any(more):
            yield f"no sector of PLOVER's: {spec!r}"
    for place in act.get("places") or []:
        if " " not in str(place) or str(place).rpartition(" ")[2] not in ROLES:
            yield f"no place with its role: {place!r}"


def is_interval(text: str) -> bool:
    """ "none", a day, or two days in their order with two full stops between."""
    if text == "none":
        return True
    first, _, last = text.partition("..")
    try:
        return dt.date.fromisoformat(first) <= dt.date.fromisoformat(last or first)
    except ValueError:
        return False


def sentences(text: str) -> int:
    """How many sentences; a headline without a full stop is one."""
    return max(1, len(SENTENCE_END.findall(text)))


def raw(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_schema(path: Path) -> None:
    assert list(problems(raw(path), path.name)) == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_triggers_stand_in_their_texts_once_each(path: Path) -> None:
    for report in load(path):
        spans = sorted((act.start, act.end) for act in report.acts)
        overlaps = [b for a, b in itertools.pairwise(spans) if b[0] < a[1]]
        assert overlaps == [], f"{path.name}, {report.id}: triggers overlap"


def test_ids_and_texts_are_unique_over_all_files() -> None:
    reports = [*load_all(), *load_all(DISPATCHES)]
    ids = [report.id for report in reports]
    texts = [report.text for report in reports]
    assert sorted(ids) == sorted(set(ids))
    assert sorted(texts) == sorted(set(texts))


def test_own_sentences_are_many() -> None:
    own = [item for path in FILES for item in raw(path) if "text" in item]
    assert sum(sentences(item["text"]) for item in own) >= LEAST_SENTENCES


def test_every_type_mode_and_root_occurs() -> None:
    acts = [act for report in load_all() for act in report.acts]
    assert {act.type for act in acts} == set(codebook.TYPES)
    assert {act.cameo[:2] for act in acts if act.cameo} == {f"{root:02}" for root in range(1, 21)}
    found = {(act.type, act.mode) for act in acts}
    missing = [f"{kind}/{mode}" for kind in MODES for mode in modes(kind) if (kind, mode) not in found]
    assert missing == []


def test_every_standing_and_sentences_without_acts_occur() -> None:
    reports = load_all()
    acts = [act for report in reports for act in report.acts]
    assert {act.status for act in acts} == STATUS
    assert {act.certainty for act in acts} == CERTAINTY
    assert {act.polarity for act in acts} == POLARITY
    assert sum(not report.acts for report in reports) >= 15


GOOD = """
- id: one
  published: 2024-03-05
  text: The Turkish president visited Berlin.
  acts:
    - {act: visited, type: CONSULT/visit, cameo: "042", actors: [president/TUR/GOV],
       status: occurred certain positive, time: 2024-03-04..2024-03-05, places: [Berlin destination]}
"""


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("published: 2024-03-05", "published: someday", "no date of publication"),
        ("  published: 2024-03-05\n", "", "no date of publication"),
        ("  text: ", "  words: ", "unknown keys"),
        ("time: ", "when: ", "unknown ['when']"),
        ("status: occurred certain positive", "standing: done", "missing ['status']"),
        ("CONSULT/visit", "CONSULT/strike", "no mode of CONSULT"),
        ("CONSULT/visit", "MEET", "no type of PLOVER's"),
        ('"042"', '"0420"', "not in the table"),
        ('"042"', '"190"', "is ASSAULT, not CONSULT"),
        ("occurred certain", "done certain", "status, certainty and polarity"),
        ("certain positive", "sure positive", "status, certainty and polarity"),
        ("certain positive", "certain", "status, certainty and polarity"),
        ("certain positive", "certain good", "status, certainty and polarity"),
        ("2024-03-04..", "2024-03-06..", "no interval"),
        ("2024-03-04..", "2024-02-30..", "no interval"),
        ("/TUR/", "/TRK/", "no country"),
        ("/GOV", "/GVT", "no sector"),
        ("Berlin destination", "Berlin", "no place with its role"),
    ],
)
def test_faults_are_told_with_file_and_id(good: str, bad: str, says: str) -> None:
    assert list(problems(yaml.safe_load(GOOD), "file.yaml")) == []
    assert GOOD.count(good) == 1
    found = list(problems(yaml.safe_load(GOOD.replace(good, bad)), "file.yaml"))
    assert any(says in line and line.startswith("file.yaml, one") for line in found), found


def test_an_id_that_stands_twice_is_told() -> None:
    assert "stands twice" in next(problems(yaml.safe_load(GOOD) * 2, "file.yaml"))


def test_a_trigger_that_does_not_stand_in_the_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(GOOD.replace("act: visited", "act: left"), encoding="utf-8")
    with pytest.raises(GoldError, match=r"file.yaml, one: 'left' stands 0 times"):
        load(path)
