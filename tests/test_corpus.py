"""The corpus of moves: the draw, the work files, and how they are laid on their texts."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from corpus import sample
from corpus.annotate import annotate, modes
from corpus.places import NotThere, find, stretch
from corpus.records import Annotation
from corpus.texts import Item
from corpus.work import Problem, WorkError, read
from test_gold import MODES

GUIDELINES = Path(__file__).parent.parent / "docs" / "annotation.md"
PAIR = re.compile(r"```text\n(.*?)```\n\n```yaml\n(.*?)```", re.DOTALL)
EXAMPLES = PAIR.findall(GUIDELINES.read_text(encoding="utf-8"))
YEARS = {"train": range(2002, 2021), "dev": range(2021, 2023), "test": range(2023, 2027)}
TEXT = "Mali will visit Niger, Mali said. The visit, officials in Niger say, is on May 3."
WORK = """
- item: own/1
  entities:
    E1: {type: place, country: MLI, names: [Mali, Mali]}
    E2: {type: place, country: NER, names: [Niger, Niger]}
  acts:
    - {act: visit, type: CONSULT/visit, cameo: 042, actors: [E1], recipients: [E2],
       status: planned certain positive, time: none, places: [E2 destination]}
"""


def lay(tmp_path: Path, work: str, text: str = TEXT) -> tuple[Annotation | None, list[Problem]]:
    path = tmp_path / "work.yaml"
    path.write_text(work, encoding="utf-8")
    (raw,) = read(path)
    return annotate(raw, Item("own/1", dt.date(2024, 4, 30), text), path.name)


def test_the_draw_is_spread_as_it_says() -> None:
    drawn = sample.load()
    assert len({one.id for one in drawn}) == len(drawn) >= 2200
    assert not {one.id for one in drawn} & sample.annotated_elsewhere()
    for split, size in sample.SIZES.items():
        members = [one for one in drawn if one.split == split]
        assert len(members) == size
        assert {int(one.id[4:8]) for one in members} == set(YEARS[split])
        for stratum, share in sample.SHARES.items():
            assert sum(one.stratum == stratum for one in members) == pytest.approx(share * size, rel=0.05)
    assert all(one.batch.startswith(one.split) for one in drawn)


def test_a_draw_is_made_again_from_its_seed_and_takes_no_text_twice() -> None:
    items = [
        Item(
            f"cec/{year}-01-0{day}/{n}",
            dt.date(year, 1, day),
            f"Minister {n} of Mali says {day} {year} " * 3,
        )
        for year in (2019, 2021, 2023)
        for day in (1, 2)
        for n in range(4)
    ]
    items.append(Item("cec/2019-01-03/1", dt.date(2019, 1, 3), items[0].text.upper()))
    drawn = sample.draw(items, frozenset({items[1].id}))
    assert drawn == sample.draw(items, frozenset({items[1].id}))
    ids = {one.id for one in drawn}
    assert items[0].id in ids and items[1].id not in ids and items[-1].id not in ids


@pytest.mark.parametrize(("text", "wanted"), [
    ("Talks in Niger's capital fail.", "africa"), ("The Syrian army retreats.", "middle-east"),
    ("Police in Washington, D.C. and Paris", "north-america"), ("turkey is eaten", "none"),
])  # fmt: skip
def test_region(text: str, wanted: str) -> None:
    assert sample.region(text) == wanted


def test_words_are_found_where_they_stand() -> None:
    assert find(TEXT, "visit") == (10, 15)
    assert find(TEXT, "visit#2") == find(TEXT, f"visit@{TEXT.rindex('visit')}")
    assert find(TEXT, "Mali", [find(TEXT, "Mali")]) == find(TEXT, "Mali#2")
    assert TEXT[slice(*stretch(TEXT, "The visit … May 3"))] == TEXT[34:-1]
    for spec in ("visi", "visit#3", "visit@11", "Chad"):
        with pytest.raises(NotThere):
            find(TEXT, spec)
    with pytest.raises(NotThere, match="'Mali' does not stand after 'The visit'"):
        stretch(TEXT, "The visit … Mali")


def test_an_item_is_laid_on_its_text(tmp_path: Path) -> None:
    annotation, problems = lay(tmp_path, WORK)
    assert annotation is not None and problems == []
    (act,) = annotation.acts
    assert (act.cameo, act.time, act.places[0].place) == ("042", None, "E2")
    assert [mention.span for mention in annotation.entities[0].mentions] == [(0, 4), (23, 27)]


@pytest.mark.parametrize(("old", "new", "message"), [
    ("act: visit", "act: visits", r":7: own/1: 'visits' does not stand in the text"),
    ("CONSULT/visit", "CONSULT/riot", "'riot' is no mode of CONSULT: visit"),
    ("CONSULT/visit", "TALK", "'TALK' is no type"),
    ("cameo: 042", "cameo: 190", "CAMEO 190 is ASSAULT, not CONSULT"),
    ("cameo: 042", "cameo: 999", "'999' is no CAMEO code"),
    ("actors: [E1]", "actors: [E9]", "actors: 'E9' is no key of entities"),
    ("certain", "sure", "status 'planned sure positive': one each of occurred"),
    ("time: none", "time: 2024-05-04..2024-05-03", "ends before it begins"),
    ("time: none", "time: tomorrow", "'tomorrow': none, published, a day"),
    ("time: none", "time: {days: 2024-05-03, words: on June 3}", "'on June 3' does not stand"),
    ("time: none,", "", "'visit' has no time"),
    ("E2 destination", "E2 goal", "'E2 goal': a key and one of venue"),
    ("places: [E2", "sources: [S1], places: [E2", "'S1' is no key of says: there is none"),
    ("places: [E2", "same: [talks], places: [E2", "'talks' is no act of this item"),
    ("country: MLI", "country: ML1", "'ML1' is no country"),
    ("country: MLI", "sector: XYZ", "'XYZ' is no sector"),
    ("type: place, country: NER", "type: land, country: NER", "type 'land': one of person"),
    ("[Mali, Mali]", "[Mali, Mali, Mali]", "'Mali' stands only 2 times"),
    ("[Niger, Niger]", "[Niger, visit]", "'visit' is no name"),
    ("[Niger, Niger]", "[Niger, Mali]", "'Mali' is a mention of E1 and of E2"),
    ("acts:", "act:", "no acts; write"),
    ("actors:", "actor:", "unknown key 'actor'"),
])  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in WORK
    annotation, problems = lay(tmp_path, WORK.replace(old, new, 1))
    assert annotation is None
    assert re.search(message, "\n".join(map(str, problems)))


def test_what_may_be_overlooked_is_hinted_at(tmp_path: Path) -> None:
    work = WORK.replace("[Mali, Mali]", "[Mali]") + (
        "  says: {S1: {source: E1, cue: said, content: Mali … Niger}}\n"
    )
    annotation, problems = lay(tmp_path, work)
    assert annotation is not None
    assert [one.message for one in problems if one.hint] == [
        "in no mention: Mali", "'visit' is in S1's content and lacks it as a source",
    ]  # fmt: skip


def test_scalars_of_a_work_file_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "work.yaml"
    path.write_text("- {item: 042, day: 2024-01-01, country: NO, none: null, empty: }", encoding="utf-8")
    assert dict(read(path)[0]) == {
        "item": "042", "day": "2024-01-01", "country": "NO", "none": None, "empty": None,
    }  # fmt: skip
    path.write_text("- item: a\n  note: a: b", encoding="utf-8")
    with pytest.raises(WorkError, match="quote words that hold a colon") as caught:
        read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize(("text", "work"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_guidelines_are_right(tmp_path: Path, text: str, work: str) -> None:
    annotation, problems = lay(tmp_path, work, " ".join(text.split()))
    assert annotation is not None and annotation.acts and problems == []


def test_the_modes_are_those_of_the_gold_reports() -> None:
    assert {kind: set(names) for kind, names in modes().items() if names} == {
        kind: set(names.replace("|", " ").split()) for kind, names in MODES.items()
    }
